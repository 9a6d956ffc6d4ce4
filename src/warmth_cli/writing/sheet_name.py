"""Names of sheets: what Excel forbids in them is left out, and no two of a workbook are the same."""

from collections.abc import Collection

_MOST = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'"))
_RESERVED = {"history"}
"""Excel keeps this name for itself."""


def sheet_name(text: str, taken: Collection[str] = ()) -> str:
    """`text` as the name of a sheet beside those that are `taken`; Excel knows no capitals there.

    >>> sheet_name("市/县[2022]资金"), sheet_name("汇总", ["汇总"])
    ('市县2022资金', '汇总（2）')
    """
    visible = "".join(character for character in text.translate(_FORBIDDEN) if character.isprintable())
    name = _cut(visible.strip(), _MOST) or "—"
    others = {each.casefold() for each in taken} | _RESERVED
    free, number = name, 1
    while free.casefold() in others:
        number += 1
        mark = f"（{number}）"
        free = _cut(name, _MOST - len(mark)) + mark
    return free


def _cut(text: str, most: int) -> str:
    """The first of `text`, as Excel counts: a character beyond the first 65,536 is two."""
    while len(text.encode("utf-16-le")) > 2 * most:
        text = text[:-1]
    return text
