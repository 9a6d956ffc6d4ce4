"""A zip package (.xlsx, .xlsb, .ods): its parts, unpacked within bounds, and its small parts as XML."""

import io
import struct
import zipfile
import zlib
from xml.etree import ElementTree

from warmth_cli.files.part_encoding import HEAD, as_utf_8, other_encoding
from warmth_cli.files.refusals import MOST_BYTES, Broken, TooLarge, TooLong

MOST_PARTS = 20_000
"""A workbook of 500 sheets, each with a drawing and comments, has a tenth of it."""
MOST_TOGETHER = 1024**3
"""All parts together, unpacked."""
_MOST_MARKUP = 64 * 1024**2
"""A part that only describes the workbook (its sheets, relations, styles) is no larger."""
_LONGEST_TEXT = 1024**2
"""Bytes between two tags: a cell of Excel has 32,767 characters, and a list of ranges in a tag is longer."""
_NO_ZIP = (
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,
    LookupError,
    ArithmeticError,
    OSError,
    struct.error,
)
"""What zipfile raises for bytes that break its rules."""
_CUSTOM, _META = "docProps/custom.xml", "meta.xml"
_META_NAME = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}name"
_END_MARK = b"PK\x05\x06"
_END_LENGTH = 22
_LOCATOR_MARK, _LOCATOR_LENGTH = b"PK\x06\x07", 20
_RECORD_64_MARK, _RECORD_64_LENGTH = b"PK\x06\x06", 56
_SEE_ZIP_64 = (0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
"""How many parts there are, how long the directory is and where: so where the record of zip64 tells it."""
_LOCAL_LENGTH = 30


class Package:
    """The parts of a zip package, by name; names are taken in any case and with either slash.

    Raises Broken for what is no such package, or what two programs could unpack in two ways; TooLarge when
    it unpacks beyond measure. calamine unpacks the same bytes itself, so that what it might read otherwise
    must not pass.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        end = data.rfind(_END_MARK)
        if end < 0 or len(data) - end < _END_LENGTH:
            raise Broken("no directory")
        if end + _END_LENGTH + struct.unpack_from("<H", data, end + 20)[0] != len(data):
            raise Broken("the directory is not at the end")
        if _count(data, end) > MOST_PARTS:
            raise TooLarge
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                parts = [part for part in package.infolist() if not part.is_dir()]
        except _NO_ZIP as error:
            raise Broken("no zip package") from error
        self._parts = {_plain(part.filename): part for part in parts}
        if len(self._parts) < len(parts):
            raise Broken("two parts of one name: it is open which of them is read")
        sizes = [part.file_size for part in parts]
        if len(parts) > MOST_PARTS or max(sizes, default=0) > MOST_BYTES or sum(sizes) > MOST_TOGETHER:
            raise TooLarge

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    @property
    def names(self) -> list[str]:
        """The name of every part, in lower case."""
        return list(self._parts)

    def own_name(self, name: str) -> str:
        """The name of a part as the package spells it."""
        return self._parts[_plain(name)].filename

    def read(self, name: str) -> bytes:
        """One part, unpacked; it must be as long as the directory says, and its checksum must be right."""
        part = self._parts.get(_plain(name))
        if part is None:
            raise Broken(f"there is no part {name}")
        if part.flag_bits & 1:
            raise Broken("a part has a password of its own")
        start = part.header_offset
        if self._data[start : start + 4] != b"PK\x03\x04" or start + _LOCAL_LENGTH > len(self._data):
            raise Broken("a part is not where the directory says")
        start += _LOCAL_LENGTH + sum(struct.unpack_from("<HH", self._data, start + 26))
        packed = memoryview(self._data)[start : start + part.compress_size]
        if part.compress_type == zipfile.ZIP_STORED:
            unpacked, ended = bytes(packed), True
        elif part.compress_type == zipfile.ZIP_DEFLATED:
            inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                unpacked = inflate.decompress(packed, part.file_size + 1)
            except zlib.error as error:
                raise Broken("a part cannot be unpacked") from error
            ended = inflate.eof or not part.file_size
        else:
            raise Broken("a part is packed in an unknown way")
        if len(unpacked) != part.file_size or not ended:
            raise Broken("a part is longer or shorter than the directory says")
        if zlib.crc32(unpacked) != part.CRC:
            raise Broken("a part is not what it was when it was packed")
        if _is_xml(name):
            unpacked = as_utf_8(unpacked)
        if name.lower().endswith(".xml"):
            _refuse_endless(unpacked)
        return unpacked

    def has_other_encodings(self) -> bool:
        """Whether a part is in another encoding than UTF-8, in which `read` gives it."""
        return any(other_encoding(self._head(part)) for name, part in self._parts.items() if _is_xml(name))

    def _head(self, part: zipfile.ZipInfo) -> bytes:
        """How a part begins; where it cannot be unpacked, `read` says so."""
        start = part.header_offset
        if start + _LOCAL_LENGTH > len(self._data):
            return b""
        start += _LOCAL_LENGTH + sum(struct.unpack_from("<HH", self._data, start + 26))
        packed = memoryview(self._data)[start : start + part.compress_size]
        if part.compress_type != zipfile.ZIP_DEFLATED:
            return bytes(packed[:HEAD])
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, HEAD)
        except zlib.error:
            return b""

    def property(self, name: str) -> str:
        """A custom property of the workbook as text, or ""; LibreOffice keeps it when it saves an .ods."""
        for part in filter(self.__contains__, (_CUSTOM, _META)):
            for each in self.markup(part).iter():
                if name in (each.get("name"), each.get(_META_NAME)):
                    return "".join(each.itertext()).strip()
        return ""

    def markup(self, name: str) -> ElementTree.Element:
        """One small part as XML."""
        return parsed(self.read(name))


def _count(data: bytes, end: int) -> int:
    """How many parts the directory has; `end` is where its end record begins.

    Some programs write the record of zip64 before it, however small the file (APPNOTE 4.3.14 to 4.3.16).
    """
    said: tuple[int, int, int] = struct.unpack_from("<HII", data, end + 10)
    locator = end - _LOCATOR_LENGTH
    record = locator - _RECORD_64_LENGTH
    if record < 0 or not data.startswith(_LOCATOR_MARK, locator):
        return said[0]
    (place,) = struct.unpack_from("<Q", data, locator + 8)
    if place != record or not data.startswith(_RECORD_64_MARK, record):
        raise Broken("the record of zip64 is not where its locator says")
    larger: tuple[int, int, int] = struct.unpack_from("<QQQ", data, record + 32)
    if any(one not in (none, other) for one, none, other in zip(said, _SEE_ZIP_64, larger, strict=True)):
        raise Broken("two directories: it is open which of them is read")
    return larger[0]


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _refuse_endless(xml: bytes) -> None:
    """Refuse a text without end: each look at a cell would take as long as all others together."""
    begun = 0
    while len(xml) - begun > _LONGEST_TEXT:
        tag = xml.rfind(b"<", begun + 1, begun + _LONGEST_TEXT)
        if tag < 0:
            raise TooLong
        begun = tag


def parsed(xml: bytes) -> ElementTree.Element:
    """Small XML as a tree; Broken when it is none, or declares entities, which could grow without end."""
    if len(xml) > _MOST_MARKUP:
        raise TooLarge
    if b"<!DOCTYPE" in xml.replace(b"\0", b""):
        raise Broken("XML that declares entities")
    try:
        return ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Broken("no XML") from error


def _plain(name: str) -> str:
    """Windows programs write names in any case and with backslashes; so does calamine read them."""
    return name.replace("\\", "/").lower().lstrip("/")
