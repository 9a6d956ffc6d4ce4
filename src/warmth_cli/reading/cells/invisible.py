"""Characters that nobody sees, and that copying from other programs leaves in cells."""

from warmth_cli.pattern import pattern

_INVISIBLE = pattern(
    "[\u00ad\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef]+"
)
"""Soft hyphens, blanks without width, marks of direction, selectors of a letter's shape."""


def without_invisible(text: str) -> str:
    """`text` without the characters that take no place on paper.

    >>> without_invisible("\\u202a340300198503020013\\u202c")
    '340300198503020013'
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)
