"""The spelling that nearly every cell of a column has, told quickly; all others `values` reads with care.

What is told here is exactly what `values.read` would say: a test compares them.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import cast

from warmth_cli.fields import Kind
from warmth_cli.files.cell import Cell
from warmth_cli.identity import ID_LENGTH, all_valid_ids, valid_ids
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.names import says_more
from warmth_cli.reading.cells.typed_numbers import MOBILE
from warmth_cli.reading.cells.values import Value

_PLACEHOLDERS = "某囗僻定详知同上暂无没有空消废户本己等代缺待"
_OF_POSTS = (
    "某定详知同上暂无没有空缺未不否目现尚还待落见已是对主书干领工社街党公单区县市省委科部负职联责会长院校局厂"
    "村镇乡理员帮包关间组团管副层处本自取解驻户姓填测保拟例其正囗调离排中"
)
"""One of these is in all that stands for a cadre and is no name."""
_IDEOGRAPHS = range(0x4E00, 0xA000)
_LIKE_AN_ID = r"\d{6}(?:19|20)\d\d[01]\d[0-3]\d{5}(?!\d)"


def _all_but(left_out: str) -> str:
    """The set of all ideographs but some, as ranges between these: to ask of each whether it is one of them
    takes four times as long."""
    edges = [_IDEOGRAPHS.start - 1, *sorted(map(ord, left_out)), _IDEOGRAPHS.stop]
    ranges = ((before + 1, after - 1) for before, after in pairwise(edges) if after - before > 1)
    return f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in ranges)}]"


_OF_NAME = _all_but(_PLACEHOLDERS)
_SPELLINGS = {
    Kind.NAME: rf"{_OF_NAME}{{2,12}}+",
    Kind.CADRE: rf"{_all_but(_OF_POSTS)}{{2,4}}+",
    Kind.TEXT: r"[\u4e00-\u9fffA-Za-z0-9]{5,60}+",
    Kind.PHONE: r"1\d{10}",
    Kind.ACCOUNT: rf"(?!0+(?!\d))(?!{MOBILE}(?!\d))(?!{_LIKE_AN_ID})(?:\d{{9,30}}+|(?!19|20)\d{{8}}(?!\d))",
}
"""How a text is spelt that says just what stands there."""
_ONE = {kind: pattern(spelling, re.ASCII) for kind, spelling in _SPELLINGS.items()}
_MANY = {kind: pattern(rf"(?:(?:{one})?+\n)*+", re.ASCII) for kind, one in _SPELLINGS.items()}
_PARTED = {
    Kind.NAME: rf"{_OF_NAME}[ \u3000]+{_OF_NAME}{{1,3}}|{_OF_NAME}{{2}}[ \u3000]+(?![男女]){_OF_NAME}",
    Kind.ACCOUNT: r"\d{4}(?: \d{4}){2,3}(?: \d{1,4})?",
}
"""How a text is spelt with blanks in it that say nothing: 张　三, and a number in fours."""
_PARTS = {kind: pattern(spelling, re.ASCII) for kind, spelling in _PARTED.items()}
_FEWEST_YUAN, _MOST_YUAN = 100, 100_000


def usually(kind: Kind, unit: Decimal, today: date) -> Callable[[Cell], Value | None]:
    """How cells of a kind are told quickly: a value for a usual one, None for any other."""
    if kind in _ONE:
        spelt = _ONE[kind].fullmatch
        parts = _PARTS[kind].fullmatch if kind in _PARTS else _never

        def text(cell: Cell) -> Value | None:
            if type(cell) is not str:
                return None
            if spelt(cell):
                return None if kind is Kind.NAME and says_more(cell) else cell
            whole = "".join(cell.split()) if parts(cell) else ""
            if whole and kind is Kind.NAME and says_more(whole):
                return None
            return whole if spelt(whole) else None

        return text
    if kind is Kind.ID:
        valid = valid_ids(today)

        def number(cell: Cell) -> Value | None:
            if type(cell) is not str:
                return None
            whole = cell if len(cell) == ID_LENGTH else cell.replace(" ", "")
            return whole if valid(whole) else None

        return number
    return _money if kind is Kind.MONEY and unit == 1 else _never


def all_usually(kind: Kind, today: date) -> Callable[[Sequence[Cell]], bool]:
    """How it is told quickly whether many cells of a kind say just what stands there, or are blank; False
    where that is open."""
    if kind is Kind.ID:
        valid = all_valid_ids(today)

        def numbers(cells: Sequence[Cell]) -> bool:
            return {*map(type, cells)} == {str} and valid(cast(Sequence[str], cells))

        return numbers
    return partial(_are_usual, kind) if kind in _MANY else lambda _cells: False


def _are_usual(kind: Kind, cells: Sequence[Cell]) -> bool:
    try:
        texts = "\n".join(cast(Sequence[str], cells)) + "\n"
    except TypeError:  # a cell that is no text
        return False
    if kind is Kind.NAME and says_more(texts):
        return False
    # A cell of two lines is not two cells: 张三 and 李四 in one is nobody's name.
    return texts.count("\n") == len(cells) and _MANY[kind].fullmatch(texts) is not None


def _never(_cell: Cell) -> None:
    return None


def _money(cell: Cell) -> Value | None:
    if type(cell) is float and _FEWEST_YUAN <= cell < _MOST_YUAN and cell.is_integer():
        return Decimal(f"{cell:.0f}.00")
    return None
