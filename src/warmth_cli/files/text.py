"""Bytes as text: in whichever encoding offices write it, and never half in one and half in another."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

from warmth_cli.files.refusals import BrokenLines, CutOff, NotATable, Refused, TooLarge
from warmth_cli.pattern import pattern

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GB = "gb18030"
_MARKS = b",\t;|\r\n"
_MOST_TEXT = 256 * 1024**2
"""More text than this, in bytes, is no roster: a million rows of 25 columns have less."""
_MOST_LINES = 2_097_152
_END_OF_DOS = "\x1a"
"""Old programs end a text with it."""
_NO_WRITING = pattern(r"[\x00-\x08\x0e-\x1f]")
_UTF_8_LINE = pattern(
    rb"^[^\r\n\x80-\xff]*+(?:[\xe3-\xef][\x80-\xbf]{2}[^\r\n\x80-\xff]*+){2,}\r?$", re.MULTILINE
)
"""A line in Chinese that is UTF-8: hardly one in a hundred thousand of GB18030 looks like it by chance."""
_UTF_8_RUN = pattern(
    rb"[\xe3-\xe9\xef](?<![\x80-\xff].)[\x80-\xbf]{2}(?:[\xe3-\xe9\xef][\x80-\xbf]{2}|\xc2\xb7)++(?![\x80-\xff])",
    re.DOTALL,
)
"""All that stands between two signs of ASCII, where it may be Chinese in UTF-8: words, their signs, the dot
of a name."""
_FEW = 3
_ENDS = ("unexpected end of data", "incomplete multibyte sequence", "truncated data")
"""What the codecs say where the last bytes of a character are missing."""


class NotText(NotATable):
    """They are in none of the encodings that offices use."""


def decoded(data: bytes, declared: str | None = None) -> str:
    """Bytes as text: by their byte order mark, else UTF-8, else as `declared`, else GB18030; each strictly.

    UTF-16 without a mark shows in the zero bytes beside its delimiters. Raises BrokenLines for a text some of
    whose lines are in none or in another one, CutOff when it ends within a character, else NotText.
    """
    if len(data) > _MOST_TEXT:
        raise TooLarge
    try:
        text = _decoded(data, declared).removesuffix(_END_OF_DOS)
    except UnicodeDecodeError as error:
        if not error.encoding.startswith("utf-16"):
            raise _fault(data) from error
        raise (CutOff if error.reason in _ENDS else NotText) from error
    if _NO_WRITING.search(text):
        raise _fault(data)
    return text


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    if b"\0" in data[:4096]:
        for encoding, low, high in (("utf-16-le", 0, 1), ("utf-16-be", 1, 0)):
            marks = [pair[high] for pair in _pairs(data[:4096]) if pair[low] in _MARKS]
            if marks.count(0) * 2 > len(marks):
                return data.decode(encoding)
    with suppress(UnicodeDecodeError):
        return data.decode()
    if _UTF_8_LINE.search(data):
        raise _fault(data)
    if declared and declared != _GB:
        with suppress(UnicodeDecodeError):
            return data.decode(declared)
    text = data.decode(_GB)
    if _has_cells_of_utf_8(data):
        lines = [number for number, line in enumerate(data.splitlines(), 1) if _has_cells_of_utf_8(line)]
        raise BrokenLines(len(lines), lines[0], lines[-1])
    return text


def _has_cells_of_utf_8(data: bytes) -> bool:
    """Whether a text that could be GB18030 has cells in UTF-8, as where a system joins what two others wrote.

    A few characters must be common ones: then one in eighty million names of three looks so by chance, and
    none of 349,000 Chinese words. Of more than three it needs nothing but the bytes.
    """
    for found in _UTF_8_RUN.finditer(data):
        with suppress(UnicodeError):  # bytes that no character has
            words = [each for each in found[0].decode() if each.isalpha()]
            if len(words) > _FEW or (len(words) > 1 and "".join(words).encode("gb2312")):
                return True
    return False


def _pairs(data: bytes) -> Iterator[tuple[int, int]]:
    return zip(data[::2], data[1::2], strict=False)


def _fault(data: bytes) -> Refused:
    """Why it is no text: it ends too soon, or some lines are unlike the others, or it is none at all."""
    if data.count(b"\n") > _MOST_LINES:
        return NotText()
    lines = data.removesuffix(_END_OF_DOS.encode()).splitlines()
    unread, encoding = min(((_unread(lines, each), each) for each in ("utf-8", _GB)), key=_how_many)
    if unread == [len(lines)] and _ends_too_soon(lines[-1], encoding):
        return CutOff()
    if 2 * len(unread) > len(lines):
        return NotText()
    return BrokenLines(len(unread), unread[0], unread[-1])


def _how_many(unread: tuple[list[int], str]) -> int:
    return len(unread[0])


def _unread(lines: list[bytes], encoding: str) -> list[int]:
    """The numbers of the lines that are not in this encoding, or hold signs that nobody writes."""
    return [number for number, line in enumerate(lines, 1) if not _is_in(line, encoding)]


def _is_in(line: bytes, encoding: str) -> bool:
    try:
        text = line.decode(encoding)
    except UnicodeDecodeError:
        return False
    if _NO_WRITING.search(text):
        return False
    return encoding == "utf-8" or not (_UTF_8_LINE.match(line) or _has_cells_of_utf_8(line))


def _ends_too_soon(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError as error:
        return error.reason in _ENDS and error.end == len(line)
    return False
