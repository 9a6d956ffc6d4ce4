"""The spelling that nearly every cell of a column has, told quickly; all others `values` reads with care.

What is told here is exactly what `values.read` would say: a test compares them.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from warmth_cli.fields import Kind
from warmth_cli.files.cell import Cell
from warmth_cli.identity import valid_ids
from warmth_cli.reading.values import Value

_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,12}").fullmatch
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{5,60}").fullmatch
_IN_PLACEHOLDERS = re.compile(r"[某僻定详知同上暂无没有空消废户]").search
_MOBILE = re.compile(r"1\d{10}", re.ASCII).fullmatch
_ACCOUNT = re.compile(r"\d{8,30}", re.ASCII).fullmatch
_MOST_YUAN = 1_000_000


def usually(kind: Kind, unit: Decimal, today: date) -> Callable[[Cell], Value | None]:
    """How cells of a kind are told quickly: a value for a usual one, None for any other."""
    valid = valid_ids(today)

    def number(cell: Cell) -> Value | None:
        return cell if type(cell) is str and valid(cell) else None

    match kind:
        case Kind.NAME:
            return _name
        case Kind.ID:
            return number
        case Kind.TEXT:
            return _text
        case Kind.PHONE:
            return _phone
        case Kind.ACCOUNT:
            return _account
        case Kind.MONEY if unit == 1:
            return _money
        case _:
            return _never


def _never(_cell: Cell) -> Value | None:
    return None


def _name(cell: Cell) -> Value | None:
    return cell if type(cell) is str and _CHINESE(cell) and not _IN_PLACEHOLDERS(cell) else None


def _text(cell: Cell) -> Value | None:
    return cell if type(cell) is str and _WORDS(cell) else None


def _phone(cell: Cell) -> Value | None:
    return cell if type(cell) is str and _MOBILE(cell) else None


def _account(cell: Cell) -> Value | None:
    return cell if type(cell) is str and _ACCOUNT(cell) and cell.strip("0") else None


def _money(cell: Cell) -> Value | None:
    if type(cell) is float and 0 < cell < _MOST_YUAN and cell.is_integer():
        return Decimal(f"{cell:.0f}.00")
    return None
