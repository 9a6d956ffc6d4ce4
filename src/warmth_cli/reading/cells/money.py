"""Amounts of money as clerks write them, in exact yuan.

The rule for decimals: a number cell is taken as Excel shows it, at 15 significant digits; what is then left
beyond a millionth of a yuan is the tail of a binary fraction and dropped (1200.0000000001 is 1200.00). All
other decimals are kept as they are and compared as they are (1200.005): nothing is rounded.
"""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.invisible import without_invisible
from warmth_cli.reading.cells.numerals import amount_in_words, number_in_words
from warmth_cli.reading.cells.traditional import simplified

_AMOUNT = pattern(
    r"(?:¥|人民币|RMB|CNY)? ?(?P<amount>-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?)"
    r" ?(?:(?P<unit>[万千]元?|元|圆|w元?)|万(?P<thousands>[1-9])千元?)? ?整?"
    r"(?: ?/ ?(?P<per>[年月人](?:[/·]?[月人])?))?",
    re.ASCII | re.IGNORECASE,
)
_UNITS = {"万": Decimal(10000), "千": Decimal(1000), "": Decimal(1)}
YEARLY = ("年",)
MONTHLY_PER_HEAD = ("月", "人", "月人", "人月")
"""What may stand behind an amount that is by the year, or by the month and head: 元/年, 元/人/月."""
_FEN = Decimal("0.01")
_TAIL = Decimal("0.000001")
MOST = Decimal(10**7)
"""Yuan that no household in hardship has: such an amount is yuan in a column of 万元, or a phone number."""


def yuan_in_text(text: str, unit: Decimal, per: Collection[str] = ()) -> Decimal | None:
    """The amount that a text says, in digits or in words; None when it says anything else or more.

    `unit` is how many yuan one is where the text names no unit itself; `per` is what it may be for, where
    the text says it. A blank inside the digits parts two amounts.

    >>> [yuan_in_text(text, Decimal(1)) for text in ("￥1,200元整", "1.2万", "300 400")]
    [Decimal('1200'), Decimal('12000.0'), None]
    >>> [yuan_in_text(text, Decimal(1)) for text in ("1万2千", "三万", "三万五")]
    [Decimal('12000'), Decimal('30000'), None]
    >>> [yuan_in_text(text, Decimal(1), YEARLY) for text in ("1200元/年", "100元/月")]
    [Decimal('1200'), None]
    """
    if not text.isascii():
        text = without_invisible(unicodedata.normalize("NFKC", text))
    words = simplified(" ".join(text.split()))
    if found := _AMOUNT.fullmatch(words):
        if found["per"] and re.sub("[/·]", "", found["per"]) not in per:
            return None
        amount = Decimal(found["amount"].replace(",", ""))
        if found["thousands"]:
            return amount * _UNITS["万"] + int(found["thousands"]) * _UNITS["千"] if amount % 1 == 0 else None
        if found["unit"] is None:
            return amount * unit
        return amount * _UNITS[found["unit"].lower().replace("w", "万").rstrip("元圆")]
    words = words.replace(" ", "")
    if unit == 1 and (number := number_in_words(words)):
        return Decimal(number)
    return amount_in_words(words)


def names_unit(cell: Cell) -> bool:
    """Whether a cell says itself what its amount is in: 12元, 1.2万."""
    return isinstance(cell, str) and any(unit in cell for unit in "元圆万萬千仟wW")


def yuan_in_number(number: float, unit: Decimal) -> Decimal:
    """The amount that a number cell shows; not finite where the number is not.

    >>> yuan_in_number(0.1 + 0.2, Decimal(1)), yuan_in_number(4.35, Decimal(10000))
    (Decimal('0.3'), Decimal('43500.00'))
    """
    return Decimal(f"{number:.15g}") * unit


def without_tail(amount: Decimal) -> Decimal:
    """The amount in fen, or with all its decimals where it has more; `amount` is below MOST.

    >>> without_tail(Decimal("1200.0000000001")), without_tail(Decimal("1200.005"))
    (Decimal('1200.00'), Decimal('1200.005'))
    """
    in_fen = amount.quantize(_FEN)
    return in_fen if abs(amount - in_fen) < _TAIL else amount.normalize()
