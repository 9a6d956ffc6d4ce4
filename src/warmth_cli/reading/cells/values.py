"""One cell, one value: what a cell says in the terms of its field, or why it cannot be taken.

A cell that cannot be taken raises Unreadable with the code of an issue; it is never repaired or guessed.
Money is Decimal, identity numbers and accounts are text from the cell on.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from warmth_cli.fields import Field, Kind
from warmth_cli.files.cell import DAY_ZERO, Cell, Faulty
from warmth_cli.month import Month, bounds
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.boxes import ticked
from warmth_cli.reading.cells.cadres import is_nobody, is_unnamed
from warmth_cli.reading.cells.cell_words import is_error, is_nothing, plain, shown, spaced
from warmth_cli.reading.cells.choices import CHOICES, HEAD
from warmth_cli.reading.cells.dates import lost_a_zero, written_date
from warmth_cli.reading.cells.invisible import without_invisible
from warmth_cli.reading.cells.marks import mark_beside_digits
from warmth_cli.reading.cells.money import (
    MONTHLY_PER_HEAD,
    MOST,
    YEARLY,
    names_unit,
    without_tail,
    yuan_in_number,
    yuan_in_text,
)
from warmth_cli.reading.cells.names import person_name
from warmth_cli.reading.cells.numerals import number_in_words
from warmth_cli.reading.cells.typed_numbers import account, phone, resident_id
from warmth_cli.reading.cells.unreadable import Unreadable

Value = str | int | bool | date | Month | Decimal

_NONE = frozenset(("无", "暂无", "没有", "无。", "(无)"))
_OF_LEAVING = frozenset(("removed_on", "removal_reason", "phase_out_until"))
_NOT_LEFT = frozenset(("未退档", "未脱困", "未退", "未渐退", "非渐退期", "否", "在档"))
"""What stands under 退档日期 of somebody who is in the file."""
_NOT_CHOSEN = frozenset(("请选择", "--请选择--", "-请选择-", "(请选择)"))
"""What stands in a drop-down list before anything is chosen."""
_STANDS_FOR_SOMETHING = pattern(
    r"同|如?[同如][上前]|上同|待(?:定|落实|补|核实)|未定|不详|未知|不清楚|不知道?|空|详?见(?:备注|附件|附表)|nan|null|none|0"
    r"|[^\w(（]+",
    re.IGNORECASE,
)
"""Words, and signs without a word, that leave open what they stand for."""
_FREE = frozenset(("note", "employer"))
"""Nothing hangs on these: whatever they say is taken."""
_MARKS_OF_TEXT = ("'", "＇", "’", "‘", "′")
"""Excel's own sign, as other programs write it into the cell, and those that are typed for it."""
_STOPS = ("。", "，", ",", "、", "；", ";")
"""What ends a sentence and says nothing; a point may be all that is left of decimals or a day."""
_COUNT = pattern(
    r"(?:全家|一家|合计)?(?:共计?)? ?(?:(?P<digits>[1-9]\d?)(?:\.0+)?|(?P<words>\D+?)) ?"
    r"(?:人|口|口人|名|位|个人?|口之家)?"
    r"(?: ?\(含(?:户主|本人|职工本人)\))?",
    re.ASCII,
)
"""How many people; who counts all that live together counts the head, and may say so."""
_PER = {"annual_income": YEARLY, "monthly_income_per_head": MONTHLY_PER_HEAD}
_MOST_YUAN = {"annual_income": MOST, "monthly_income_per_head": Decimal(10**5)}
_FEWEST_YUAN = {"annual_income": Decimal(100), "monthly_income_per_head": Decimal(10)}
"""Below this, but for 0, an amount in yuan was typed in 万元, unless the cell says 元 itself."""
_THE_HEAD = pattern(rf"(?:同|与|即|系|是)?{HEAD.pattern}(?:一致|相同)?[。,;]?|自己")
"""What stands for the head where an account's holder is asked for."""
_OWN_NAME = pattern(rf"(.+)\({HEAD.pattern}\)")
"""A name, and behind it that it is the head's: 张三（本人）, 张三（户主）. It is compared all the same."""
_FORMULA = pattern(r"\s*[=＝]\s*[-+(@$\"'\[{A-Z0-9]", re.IGNORECASE)
"""How a formula begins that became text."""
_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
"""A day outside is none that anyone meant; but people were born before the first."""
_FIRST_OF_FILES = date(2000, 1, 1)
"""A number that would be an earlier day in a file was meant as something else: 20216 as June 2021."""
_FIRST_BIRTH = date(1900, 1, 1)


def blank(field: Field, cell: Cell) -> bool:
    """Whether the cell says nothing; clerks write nothing as a dash or a slash, and most often as 无.

    无 is an answer to a yes-or-no question, and doubtful as an income: there it is read, not passed over.
    """
    if cell == "":
        return True
    if cell == 0 and field.kind in (Kind.CADRE, Kind.DATE):
        return True
    if field.kind is Kind.DATE and cell == time():  # a 0 that is shown as 1900-01-00
        return True
    if not isinstance(cell, str) or (len(cell) > 9 and cell[0].isalnum()):
        return False
    words = plain(cell)
    if field.name in _OF_LEAVING and words in _NOT_LEFT:
        return True
    if words in _NOT_CHOSEN:
        return field.kind in (Kind.CHOICE, Kind.CAUSE)
    if field.name == "account_holder" and _THE_HEAD.fullmatch(words):
        return True  # 本人: the head, as it is when nothing stands there
    if field.kind is Kind.CADRE and is_nobody(words):
        return True
    return is_nothing(words) or (words in _NONE and field.kind not in (Kind.YES_NO, Kind.MONEY, Kind.COUNT))


def read(field: Field, cell: Cell, unit: Decimal, today: date, day_zero: date = DAY_ZERO) -> Value:
    """The value of a cell that is not blank.

    `unit` is how many yuan one of the heading's money units is; `today` decides what lies in the future;
    `day_zero` is the day from which the workbook counts those that it stores as numbers. Raises Unreadable.
    """
    if isinstance(cell, str):
        cell = _bare(field, cell)
    if isinstance(cell, Faulty) or (isinstance(cell, str) and _is_faulty(field, cell)):
        raise Unreadable("not-compared" if field.kind in _COMPARED else "cell-error")
    if isinstance(cell, str) and field.kind in _OF_DIGITS and (mark := mark_beside_digits(cell)):
        raise Unreadable(_OF_DIGITS[field.kind], characters=mark, length=str(len(plain(cell))))
    match field.kind:
        case Kind.MONEY:
            return _money(field, cell, unit)
        case Kind.ID:
            return resident_id(cell, today)
        case Kind.DATE:
            return _date(field, cell, today, day_zero)
        case Kind.BORN:
            return _birth_date(cell, day_zero)
        case _:
            return _READERS[field.kind](field, cell)


def _bare(field: Field, cell: str) -> str:
    """A text without the sign before it that only says that it is one, the stop of a sentence, and the boxes
    of what was not chosen."""
    words = cell.strip()
    if words[:1] in _MARKS_OF_TEXT:
        words = words[1:].lstrip()
    if words[-1:] in _STOPS and field.kind not in (Kind.TEXT, Kind.CADRE, Kind.PHONE):
        words = words[:-1].rstrip()
    return (ticked(words) if field.kind in CHOICES else words) or cell


def _is_faulty(field: Field, cell: str) -> bool:
    """Whether a text is an Excel error, or a formula where something hangs on what it would say."""
    if cell[:1].isalnum():  # most cells begin so, and then this is much quicker
        return False
    if is_error(cell):
        return True
    return field.name not in _FREE and _FORMULA.match(cell) is not None


def _text(field: Field, cell: Cell) -> str:
    words = " ".join(without_invisible(shown(cell)).split())
    # A name of a union or a bank is no date and no truth value: the cell was meant for another column.
    if field.name not in _FREE and (
        _STANDS_FOR_SOMETHING.fullmatch(words) or isinstance(cell, bool | date | time)
    ):
        raise Unreadable("placeholder")
    return words


def _cadre(_field: Field, cell: Cell) -> str:
    words = " ".join(without_invisible(shown(cell)).split())
    if is_unnamed(words) or _STANDS_FOR_SOMETHING.fullmatch(words):
        raise Unreadable("cadre-unnamed")
    return words


def _name(field: Field, cell: Cell) -> str:
    if isinstance(cell, str):
        own = _OWN_NAME.fullmatch(plain(cell)) if field.name in ("name", "account_holder") else None
        if name := person_name(own[1] if own else cell):
            return name
        if _STANDS_FOR_SOMETHING.fullmatch(plain(cell)):
            raise Unreadable("placeholder")
    raise Unreadable("name-unreadable")


def _count(_field: Field, cell: Cell) -> int:
    found = None if isinstance(cell, bool) else _COUNT.fullmatch(spaced(shown(cell)))
    count = found and (int(found["digits"]) if found["digits"] else number_in_words(found["words"]))
    if not count or count > 99:
        raise Unreadable("count-unreadable")
    return count


def _money(field: Field, cell: Cell, unit: Decimal) -> Decimal:
    """Yuan, exact: `money` has the rules."""
    amount = None
    if isinstance(cell, str):
        amount = yuan_in_text(cell, unit, _PER.get(field.name, ()))
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        amount = yuan_in_number(cell, unit)
    if amount is None or not amount.is_finite():
        raise Unreadable("money-unreadable")
    if amount < 0:
        raise Unreadable("money-negative")
    if amount >= _MOST_YUAN[field.name]:
        raise Unreadable("money-absurd", yuan=f"{amount:,.2f}")
    if 0 < amount < _FEWEST_YUAN[field.name] and unit == 1 and not names_unit(cell):
        raise Unreadable("money-too-little", yuan=f"{amount:,.2f}")
    return without_tail(amount)


def _date(field: Field, cell: Cell, today: date, day_zero: date) -> date | Month:
    """A day, or a month where no day is named; a removal that lies in the future is a slip."""
    when = _any_date(cell, day_zero, _FIRST_OF_FILES)
    first, last = bounds(when)
    if first < _FIRST_DAY or last > _LAST_DAY:
        raise Unreadable("date-unreadable")
    if field.name == "removed_on" and first > today:
        raise Unreadable("date-future")
    return when


def _birth_date(cell: Cell, day_zero: date) -> date | Month:
    """A birth date or month, which is only compared: what cannot be read holds nobody up."""
    try:
        born = _any_date(cell, day_zero, _FIRST_DAY)
    except Unreadable:
        born = None
    # Raised only here: with the other as its context it would keep the whole sheet in memory.
    if born is None or bounds(born)[0] < _FIRST_BIRTH:
        raise Unreadable("not-compared")
    return born


def _any_date(cell: Cell, day_zero: date, first_counted: date) -> date | Month:
    """The day or the month of a cell, of whatever century.

    A number is a day that Excel counts, from `first_counted` on, or one written without points (20211203,
    202112, 2021.12). Such a count as text is none: it does not say from which day the workbook counted.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    first, last = (first_counted - day_zero).days, (_LAST_DAY - day_zero).days
    if isinstance(cell, float | int) and first <= cell < last + 1:
        return day_zero + timedelta(days=int(cell))
    words = spaced(shown(cell))
    if lost_a_zero(words):
        raise Unreadable("month-unclear")
    if when := written_date(words):
        return when
    raise Unreadable("date-unreadable")


_OF_DIGITS = {
    Kind.ID: "id-characters",
    Kind.ACCOUNT: "account-shape",
    Kind.COUNT: "count-unreadable",
    Kind.MONEY: "money-unreadable",
    Kind.DATE: "date-unreadable",
    Kind.BORN: "not-compared",
}
"""What is wrong with a cell of digits that has a mark."""
_COMPARED = frozenset((Kind.SEX, Kind.BORN))
"""Fields that are compared with the identity number, and decide nothing themselves."""
_READERS: dict[Kind, Callable[[Field, Cell], Value]] = {
    Kind.TEXT: _text,
    Kind.CADRE: _cadre,
    Kind.NAME: _name,
    Kind.PHONE: phone,
    Kind.ACCOUNT: account,
    Kind.COUNT: _count,
    **CHOICES,
}
