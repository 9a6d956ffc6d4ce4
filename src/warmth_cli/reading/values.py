"""One cell, one value: what a cell says in the terms of its field, or why it cannot be taken.

A cell that cannot be taken raises Unreadable with the code of an issue; it is never repaired or guessed.
Money is Decimal, identity numbers and accounts are text from the cell on.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from warmth_cli.fields import CAUSES, Field, Kind
from warmth_cli.identity import resident_id_fault
from warmth_cli.reading.numerals import amount_in_words, day_in_words


class Faulty(NamedTuple):
    """A cell that holds an Excel error (`#N/A`) or a formula whose value was never stored."""

    text: str


Cell = str | float | int | bool | date | datetime | time | timedelta | Faulty
"""A cell as the workbook gives it; an empty one is the empty string."""

Value = str | int | bool | date | Decimal


class Unreadable(Exception):
    """A cell that cannot be taken: the code of its issue, and what its message needs beside the cell."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Judged(str):
    """同意 or 不同意, with the words written after it."""

    reason: str

    def __new__(cls, judgement: str, reason: str) -> "Judged":
        """Keep the reason beside the judgement."""
        self = super().__new__(cls, judgement)
        self.reason = reason
        return self


_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_YES = frozenset(["是", "有", "√", "✓", "✔", "☑", "Y", "YES", "TRUE", "1", "对"])
_NO = frozenset(["否", "无", "×", "✗", "✘", "X", "N", "NO", "FALSE", "0", "不"])
_NOTHING = frozenset(("", "-", "--", "—", "——", "/", "\\"))
_NONE = frozenset(("无", "暂无", "没有"))
_DITTO = frozenset(("同上", "〃", "″", '"', "''", "“", "”"))
_NOT_IN_A_NAME = re.compile(r"[?？□■○●◯*＊#＃_＿\d@=<>\ufffd\ue000-\uf8ff]")
_MONEY = re.compile(r"[¥$]?(?P<amount>-?\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>万元|万|元)?(?:整)?", re.ASCII)
_DAY = re.compile(
    r"(\d{4}) ?[-./年] ?(\d{1,2}) ?[-./月] ?(\d{1,2})(?: ?日)?(?:(?:[ T]|(?<=日))\d{1,2}:\d{2}(?::\d{2})?)?",
    re.ASCII,
)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.ASCII)
_CAUSE = re.compile(r"(?P<code>\d{1,2})?[.、,:;\-]?(?P<words>\D*)", re.ASCII)
_JUDGEMENT = re.compile(r"(不同意|同意)([\s,，。.;；:：、\-]*)(.*)", re.DOTALL)
_UNDECIDED = re.compile(r"^(?:与否|否|或|/)|同意|[?？吗□■☐☑☒○●√×]|待(?:定|核|查|议|审|批|补)|未定|暂缓")
"""In the words after a judgement: what says that it is none, like the boxes of 同意□ 不同意□."""
_HEAD = re.compile(r"(?:困难)?(?:职工)?(?:户主|本人)(?:[/(、]?(?:户主|本人)\)?)?")
_EXCEL_ERROR = re.compile(r"\s*#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)\s*", re.IGNORECASE)
_MONEY_UNITS = {"万元": Decimal(10000), "万": Decimal(10000), "元": Decimal(1)}
_FLOAT_TAIL = Decimal("0.000001")
DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts, but for old workbooks of the Mac."""
_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
"""A day that is stored as a number and lies outside is no day anyone meant."""


def plain(text: str) -> str:
    """`text` in half width without any white space: what two spellings of one word have in common.

    >>> plain(" 姓　名\\n（必填）")
    '姓名(必填)'
    """
    if text.isascii():  # most cells of a roster are, and then this is much quicker
        return "".join(text.split())
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def shown(cell: Cell) -> str:
    """A cell as a person sees it in Excel, for messages."""
    match cell:
        case Faulty(text):
            return text
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer():
            return f"{Decimal(f'{cell:.15g}'):f}"  # Excel keeps 15 digits and shows zeros after them
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else str(cell)
        case _:
            return str(cell).strip()


def blank(field: Field, cell: Cell) -> bool:
    """Whether the cell says nothing; clerks write nothing as a dash or a slash, and most often as 无.

    无 is an answer to a yes-or-no question, and doubtful as an income: there it is read, not passed over.
    """
    if cell == "":
        return True
    if not isinstance(cell, str) or (len(cell) > 9 and cell[0].isalnum()):
        return False
    words = plain(cell)
    return words in _NOTHING or (words in _NONE and field.kind not in (Kind.YES_NO, Kind.MONEY, Kind.COUNT))


def read(field: Field, cell: Cell, unit: Decimal, today: date, day_zero: date = DAY_ZERO) -> Value:
    """The value of a cell that is not blank.

    `unit` is how many yuan one of the heading's money units is; `today` decides what lies in the future;
    `day_zero` is the day from which the workbook counts those that it stores as numbers. Raises Unreadable.
    """
    if isinstance(cell, Faulty) or (isinstance(cell, str) and "#" in cell and _EXCEL_ERROR.fullmatch(cell)):
        raise Unreadable("cell-error")
    match field.kind:
        case Kind.MONEY:
            return _money(cell, unit)
        case Kind.ID:
            return _resident_id(cell, today)
        case Kind.DATE:
            return _date(cell, day_zero)
        case _:
            return _READERS[field.kind](field, cell)


def _text(field: Field, cell: Cell) -> str:
    words = _BLANKS.sub(" ", shown(cell)).strip()
    if words in _DITTO and field.name != "note":
        raise Unreadable("name-unreadable")
    return words


def _name(_field: Field, cell: Cell) -> str:
    if not isinstance(cell, str):
        raise Unreadable("name-unreadable")
    name = _BLANKS.sub(" ", unicodedata.normalize("NFC", cell)).strip()
    if not name.isascii():
        # 张 三 is 张三 spread to the width of three characters; blanks part only Latin names.
        name = name.replace(" ", "")
    if name in _DITTO or _NOT_IN_A_NAME.search(name):
        raise Unreadable("name-unreadable")
    return name.replace("•", "·").replace("・", "·").replace("．", "·")


def _digits(cell: Cell, damaged: str) -> str:
    """The characters of a number that must have been typed as text."""
    if not isinstance(cell, str):
        raise Unreadable(damaged)
    number = plain(cell).strip("'‘’`\"").upper()
    if _SCIENTIFIC.fullmatch(number):
        raise Unreadable(damaged)
    return number


def _resident_id(cell: Cell, today: date) -> str:
    number = _digits(cell, "id-damaged")
    if fault := resident_id_fault(number, today):
        # 18 characters with an O for a 0 among them have the right length.
        wrong = fault == "id-length" and len(number) in (15, 18)
        raise Unreadable("id-check" if wrong else fault, length=str(len(number)))
    return number


def _account(_field: Field, cell: Cell) -> str:
    number = _digits(cell, "account-damaged").replace("-", "")
    if not (number.isascii() and number.isdigit() and 8 <= len(number) <= 30):
        raise Unreadable("account-shape")
    return number


def _phone(_field: Field, cell: Cell) -> str:
    return plain(shown(cell))


def _choice(field: Field, cell: Cell) -> str:
    value = plain(shown(cell))
    if field.name == "hardship":
        value = value.removesuffix("职工")
    if field.name == "relation":
        value = {"儿子": "子", "女儿": "女", "父亲": "父", "母亲": "母"}.get(value, value)
        value = "户主" if _HEAD.fullmatch(value) else value
    if value not in field.values:
        raise Unreadable("value-unknown", allowed="、".join(field.values))
    return value


def _cause(_field: Field, cell: Cell) -> str:
    found = _CAUSE.fullmatch(plain(shown(cell)))
    if found and (found["code"] or found["words"]):
        words = found["words"].strip("()")
        for code, name in CAUSES.items():
            if found["code"] in (None, code) and words in ("", name):
                return code
    raise Unreadable("value-unknown", allowed="、".join(f"{code} {name}" for code, name in CAUSES.items()))


def _yes_no(_field: Field, cell: Cell) -> bool:
    value = plain(shown(cell)).upper()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise Unreadable("value-unknown", allowed="是、否")


def _judgement(_field: Field, cell: Cell) -> Judged:
    words = _BLANKS.sub(" ", shown(cell)).strip()
    found = _JUDGEMENT.fullmatch(words)
    if not found or _UNDECIDED.search(found[3]) or _turns_round(*found.groups()):
        raise Unreadable("value-unknown", allowed="同意、不同意")
    return Judged(found[1], found[3].strip("()（） "))


def _turns_round(judgement: str, between: str, reason: str) -> bool:
    """Whether the words after a judgement undo it: 同意不发放; but 不同意，不符合条件 stands."""
    return reason.startswith("不") and (judgement == "同意" or not between)


def _count(_field: Field, cell: Cell) -> int:
    words = plain(shown(cell)).removesuffix("人").removesuffix("口")
    if isinstance(cell, bool) or not re.fullmatch(r"[1-9][0-9]?", words):
        raise Unreadable("count-unreadable")
    return int(words)


def _money(cell: Cell, unit: Decimal) -> Decimal:
    """Yuan, exact.

    A number cell is taken as Excel shows it, at 15 significant digits; what is left beyond a millionth of
    a yuan is the tail of a binary fraction and dropped. Other decimals are kept as they are, not rounded.
    """
    if isinstance(cell, bool):
        raise Unreadable("money-unreadable")
    if isinstance(cell, int | float):
        amount = Decimal(f"{cell:.15g}") * unit
    elif isinstance(cell, str):
        words = plain(cell)
        found = _MONEY.fullmatch(words.replace("￥", "¥"))
        in_words = None if found else amount_in_words(words)
        if found:
            factor = _MONEY_UNITS.get(found["unit"] or "", unit)
            amount = Decimal(found["amount"].replace(",", "")) * factor
        elif in_words is not None:
            amount = in_words
        else:
            raise Unreadable("money-unreadable")
    else:
        raise Unreadable("money-unreadable")
    if not amount.is_finite() or amount > Decimal(10) ** 12:
        raise Unreadable("money-unreadable")
    if amount < 0:
        raise Unreadable("money-negative")
    try:
        in_fen = amount.quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise Unreadable("money-unreadable") from error
    return in_fen if abs(amount - in_fen) < _FLOAT_TAIL else amount.normalize()


def _date(cell: Cell, day_zero: date) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    first, last = (_FIRST_DAY - day_zero).days, (_LAST_DAY - day_zero).days
    if isinstance(cell, float | int) and first <= cell < last + 1:
        return day_zero + timedelta(days=int(cell))
    # Blanks are kept: they alone part the day from the hour in 2021-1-1 12:30.
    words = _BLANKS.sub(" ", unicodedata.normalize("NFKC", shown(cell))).strip()
    if len(words) == 8 and words.isascii() and words.isdigit():
        words = f"{words[:4]}-{words[4:6]}-{words[6:]}"
    found = _DAY.fullmatch(words)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unreadable("date-unreadable") from None
    if (day := day_in_words(plain(words))) is not None:
        return day
    raise Unreadable("date-unreadable")


_READERS: dict[Kind, Callable[[Field, Cell], Value]] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.PHONE: _phone,
    Kind.ACCOUNT: _account,
    Kind.CHOICE: _choice,
    Kind.CAUSE: _cause,
    Kind.YES_NO: _yes_no,
    Kind.JUDGEMENT: _judgement,
    Kind.COUNT: _count,
}
