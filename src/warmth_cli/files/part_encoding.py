"""XML in UTF-16 as UTF-8: a package may have both (ECMA-376 part 2, 6.2.5), and calamine reads but one."""

import codecs

from warmth_cli.files.refusals import Broken
from warmth_cli.pattern import pattern

HEAD = 200
"""So many bytes at the beginning of a part tell its encoding."""
_BEGINS = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_DECLARED = pattern(rb"""(?:\xef\xbb\xbf)?<\?xml\s[^<>]*?encoding\s*=\s*["']([A-Za-z0-9_.-]+)""")
_ENCODINGS = {
    b"utf8": "utf-8",
    b"utf_8": "utf-8",
    b"gb2312": "gb18030",
    b"gbk": "gb18030",
    b"gb18030": "gb18030",
}
"""What programs declare that no standard allows, or calamine does not know by that name."""
_DECLARATION = pattern(r"\ufeff?<\?xml\s[^<>]*\?>")


def other_encoding(xml: bytes) -> str | None:
    """The encoding of a part that is not in UTF-8, or says so in other words; None for any other part."""
    for begins, encoding in _BEGINS:
        if xml.startswith(begins):
            return encoding
    found = _DECLARED.match(xml[:HEAD])
    return None if found is None else _ENCODINGS.get(found[1].lower())


def as_utf_8(xml: bytes) -> bytes:
    """A part in UTF-8, which it need not say. Raises Broken where it is not in the encoding that it says."""
    encoding = other_encoding(xml)
    if encoding is None:
        return xml
    try:
        text = xml.decode(encoding)
    except UnicodeDecodeError as error:
        raise Broken("a part is not in its own encoding") from error
    return _DECLARATION.sub("", text, count=1).encode()
