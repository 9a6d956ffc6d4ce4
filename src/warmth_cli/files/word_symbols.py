"""Symbols of Word's picture fonts as the signs that they look like: a tick of Wingdings is a tick.

Insert → Symbol puts a code of such a font into a text, often in the private range U+F000 to U+F0FF.
"""

from collections.abc import Mapping

_TICK, _CROSS, _TICKED, _CROSSED, _EMPTY = "✓", "✗", "☑", "☒", "□"
_SIGNS: Mapping[str, Mapping[int, str]] = {
    "wingdings": {
        **{
            0xFC: _TICK,
            0xFB: _CROSS,
            0xFE: _TICKED,
            0xFD: _CROSSED,
            0xA8: _EMPTY,
            0x6F: _EMPTY,
            0x71: _EMPTY,
        },
        **{0x6C: "●", 0x6E: "■", 0xAB: "★", 0xA1: "○", 0x76: "◆"},
    },
    "wingdings 2": {
        **{
            0x50: _TICK,
            0x4F: _CROSS,
            0x52: _TICKED,
            0x53: _CROSSED,
            0x54: _CROSSED,
            0xA3: _EMPTY,
            0x2A: _EMPTY,
        },
        **{0x51: _CROSS, 0x55: _CROSSED},
    },
    "webdings": {0x61: _TICK, 0x72: _CROSS, 0x63: _EMPTY},
    "symbol": {0xD6: "√", 0xB4: "×"},
}
UNKNOWN = "\ufffd"
"""A symbol that is not known here: what it says nobody can tell from its code."""


def symbol(font: str, code: int) -> str:
    """The sign that a code of a picture font looks like.

    >>> symbol("Wingdings", 0xF0FC), symbol("Wingdings 2", 0x52), symbol("Wingdings", 0xF021)
    ('✓', '☑', '\\ufffd')
    >>> symbol("宋体", 0x5426)
    '否'
    """
    signs = _SIGNS.get(font.lower())
    if signs is None and not 0xF000 <= code <= 0xF0FF:
        return chr(code)
    return (signs or {}).get(code & 0xFF, UNKNOWN)


def is_picture_font(font: str) -> bool:
    """Whether letters of a font are pictures."""
    return font.lower() in _SIGNS


def box(checked: bool) -> str:
    """A box to be ticked."""
    return _TICKED if checked else _EMPTY
