"""What kind of file some bytes are; the suffix lies too often.

Kinds that hold no roster are told apart too, for a clerk is helped by "a picture", and not by "unknown".
"""

import io
import re

import olefile

from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Broken, Foreign, Locked, NotATable
from warmth_cli.files.relations import main_part
from warmth_cli.files.xml_names import local_name, said_of
from warmth_cli.pattern import pattern

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
BIFF_5 = b"\x09\x08\x08\x00\x00\x05"
"""How a workbook of Excel 5 begins that stands in no container."""
_IN_A_PACKAGE = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "presentation",
    "index/document.iwa": "numbers",
    "index.zip": "numbers",
}
_BY_ROOT = {"workbook": "xlsx", "document": "docx", "presentation": "presentation"}
"""By the outermost element of the main part, where this is called in an unusual way."""
_OPEN_DOCUMENTS = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.text", "document"),
    (b"application/vnd.oasis.opendocument.presentation", "presentation"),
)
_IN_A_CONTAINER = (
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "presentation"),
    ("WpsContent", "document"),
    ("__properties_version1.0", "mail"),
)
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "document"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"BZh", "archive"),
    (b"\x09\x00\x04\x00", "old"),
    (b"\x09\x02\x06\x00", "old"),
    (b"\x09\x04\x06\x00", "old"),
    (b"SQLite format 3\0", "database"),
    (b"\0\1\0\0Standard ", "database"),
)


_PROPERTIES = "\x05DocumentSummaryInformation"
_NO_CONTAINER = (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError)
"""What olefile raises for bytes that are no container."""

_EXCHANGED = (
    (pattern(rb"\s*<\?xml.*urn:oasis:names:tc:opendocument:xmlns:office", re.DOTALL), "flat"),
    (pattern(rb"\s*<\?xml.*<uof:UOF", re.DOTALL), "uof"),
    (pattern(rb"ID;P.*[\r\n][BCFP];", re.DOTALL), "sylk"),
    (pattern(rb"TABLE\s+0,1\s"), "dif"),
    (pattern(rb"[!-9;-~]+:.*^(?:MIME-Version|X-Mailer|Received):", re.DOTALL | re.MULTILINE), "mail"),
    (pattern(rb"MIME-Version: *1\.", re.IGNORECASE), "mail"),
)
"""What text that a spreadsheet is exchanged in begins like, or a mail."""
_DBASE = pattern(rb"[\x03\x30\x83\x8b\xf5].[\x01-\x0c][\x01-\x1f].{4}[\x41-\xff]", re.DOTALL)
"""A table of dBase or FoxPro begins with its day, and with the length of its heading."""


def refuse_foreign(data: bytes) -> None:
    """Raise Foreign for bytes that begin like a kind of file that holds no roster."""
    for mark, kind in _FOREIGN:
        if data.startswith(mark):
            raise Foreign(kind)
    for begins, kind in _EXCHANGED:
        if begins.match(data[:4096]):
            raise Foreign(kind)
    if (data[:2] == b"BM" and data[6:10] == bytes(4)) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise Foreign("picture")
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        raise Foreign("picture")
    if _DBASE.match(data) and b"\0" in data[:32]:
        raise Foreign("database")


_MANIFEST = "META-INF/manifest.xml"


def package_kind(package: Package) -> str:
    """The kind of file in a zip package: xlsx, xlsb, ods or docx. Raises Foreign or NotATable for another."""
    kind = _kind_of_main_part(package) or next(
        (kind for name, kind in _IN_A_PACKAGE.items() if name in package), None
    )
    if kind is None and (says := _open_document(package)):
        kind = next((kind for mark, kind in _OPEN_DOCUMENTS if says.startswith(mark)), None)
    if kind is None:
        if "[Content_Types].xml" in package or "mimetype" in package:
            raise NotATable
        raise Foreign("archive")
    if kind in Foreign.KINDS:
        raise Foreign(kind)
    return kind


def _open_document(package: Package) -> bytes:
    """What kind an OpenDocument says it is; some programs leave out the part that says nothing else."""
    if "mimetype" in package:
        return package.read("mimetype")
    if _MANIFEST not in package:
        return b""
    entries = package.markup(_MANIFEST).iter()
    said = (said_of(each) for each in entries)
    return next((each.get("media-type", "").encode() for each in said if each.get("full-path") == "/"), b"")


def _kind_of_main_part(package: Package) -> str | None:
    """What the part that everything hangs from makes of a package, whatever that part is called."""
    main = main_part(package)
    if main is None or main not in package:
        return None
    if kind := _IN_A_PACKAGE.get(main.lower()):
        return kind
    if main.lower().endswith(".bin"):
        return "xlsb"
    return _BY_ROOT.get(local_name(package.markup(main).tag))


def has_property(data: bytes, name: str) -> bool:
    """Whether an OLE container, which an .xls is, has a custom property of this name (MS-OLEPS 2.17)."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            about = container.openstream(_PROPERTIES).read() if container.exists(_PROPERTIES) else b""
    except _NO_CONTAINER:
        return False
    return any(f"{name}\0".encode(encoding) in about for encoding in ("ascii", "utf-16-le"))


def container_kind(data: bytes) -> str:
    """What an OLE container holds: xls, of Excel 5 to 2003, or doc, a text of Word 97 to 2003.

    Raises Locked when it is encrypted as a whole, Foreign or NotATable for anything else.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if container.exists("EncryptedPackage"):
                raise Locked
            kind = next((kind for name, kind in _IN_A_CONTAINER if container.exists(name)), None)
    except _NO_CONTAINER as error:
        raise Broken from error
    if kind is None:
        raise NotATable
    if kind in Foreign.KINDS:
        raise Foreign(kind)
    return kind
