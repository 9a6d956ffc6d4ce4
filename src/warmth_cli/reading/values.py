"""One cell, one value: what a cell says in the terms of its field, or why it cannot be taken.

A cell that cannot be taken raises Unreadable with the code of an issue; it is never repaired or guessed.
Money is Decimal, identity numbers and accounts are text from the cell on.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from warmth_cli.fields import CAUSES, Field, Kind
from warmth_cli.files.cell import DAY_ZERO, Cell, Faulty
from warmth_cli.identity import ID_LENGTH, resident_id_fault
from warmth_cli.month import Month, bounds
from warmth_cli.reading.boxes import ticked
from warmth_cli.reading.dates import lost_a_zero, written_date
from warmth_cli.reading.invisible import without_invisible
from warmth_cli.reading.money import (
    MONTHLY_PER_HEAD,
    MOST,
    YEARLY,
    without_tail,
    yuan_in_number,
    yuan_in_text,
)
from warmth_cli.reading.names import person_name
from warmth_cli.reading.numerals import number_in_words
from warmth_cli.reading.several import numbers_in
from warmth_cli.reading.traditional import simplified

Value = str | int | bool | date | Month | Decimal


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


_YES = frozenset(["是", "有", "√", "✓", "✔", "☑", "✅", "Y", "YES", "TRUE", "1", "对", "1.0"])
_NO = frozenset(
    ["否", "无", "×", "✕", "✖", "✗", "✘", "X", "N", "NO", "FALSE", "0", "不", "没有", "╳", "❌", "0.0"]
)
_SEXES = {
    "男": "男",
    "男性": "男",
    "M": "男",
    "MALE": "男",
    "女": "女",
    "女性": "女",
    "F": "女",
    "FEMALE": "女",
}
_NOTHING = frozenset(("", "-", "--", "—", "——", "/", "\\"))
_NONE = frozenset(("无", "暂无", "没有"))
_NOT_CHOSEN = frozenset(("请选择", "--请选择--", "-请选择-", "(请选择)"))
"""What stands in a drop-down list before anything is chosen."""
_STANDS_FOR_SOMETHING = re.compile(r"同上|同前|上同|待定|未定|待落实|不详|未知|[^\w(（]+")
"""Words, and signs without a word, that leave open what they stand for."""
_FREE = frozenset(("note", "employer"))
"""Nothing hangs on these: whatever they say is taken."""
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.ASCII)
_LIKE_AN_X = re.compile(r"(?:\d{14}|\d{17})[ХΧ×✕✖╳]", re.ASCII)
"""A Cyrillic or Greek letter, or a sign, that looks like the X at the end of an identity number."""
_MARKS_OF_TEXT = ("'", "＇", "’", "‘", "′")
"""Excel's own sign, as other programs write it into the cell, and those that are typed for it."""
_STOPS = ("。", "，", ",", "、", "；", ";")
"""What ends a sentence and says nothing; a point may be all that is left of decimals or a day."""
_DASHES = re.compile("[-‐‒–—−]")
_SHORTEST_ACCOUNT, _LONGEST_ACCOUNT, _LONGEST_CARD = 8, 30, 19
_SHORTEST_PHONE = 7
_COUNT = re.compile(
    r"(?:(?P<digits>[1-9]\d?)(?:\.0+)?|(?P<words>\D+?)) ?(?:人|口|口人|名|位|个人?)?", re.ASCII
)
_PER = {"annual_income": YEARLY, "monthly_income_per_head": MONTHLY_PER_HEAD}
_CAUSE = re.compile(
    r"(?P<bracket>\()?(?:0?(?P<code>\d{1,2})(?:\.0)?)?(?(bracket)\))[.、,:;\-]?(?P<words>\D*)", re.ASCII
)
_MORE_OF_A_CAUSE = re.compile(r"\((?!.*[疑待不未非否愈?吗]).+\)")
"""A note in brackets after a cause, such as the disease, that does not put it in doubt."""
_JUDGEMENT = re.compile(r"(不同意|同意)([\s,，。.;；:：、\-]*)(.*)", re.DOTALL)
_UNDECIDED = re.compile(r"^(?:与否|否|或|/)|同意|[?？吗□■☐☑☒○●√×]|待(?:定|核|查|议|审|批|补)|未定|暂缓")
"""In the words after a judgement: what says that it is none, like the boxes of 同意□ 不同意□."""
_HEAD = re.compile(r"(?:困难)?(?:职工)?(?:户主|本人)(?:[/(、]?(?:户主|本人)\)?)?")
_WHOSE = frozenset(("困难职工", "申请人"))
"""Whose household it is, where a relation is asked for: 与困难职工关系."""
_THE_HEAD = re.compile(rf"(?:同|与|即|系|是)?{_HEAD.pattern}(?:一致|相同)?[。,;]?|自己")
"""What stands for the head where an account's holder is asked for."""
_OF_WHOM = re.compile(r"(?:职工|\(职工\))?(?:家庭)?$")
"""What may follow a value, and says no more: 深度困难职工家庭."""
_STATUSES = {"退档": "已退档", "渐退": "渐退期", "建档在册": "在档"}
"""Shorter words for a status, and those of the notice itself."""
_WHY = re.compile(r"[已因]?(?P<why>.+?)(?:退档)?")
"""已脱困, 因死亡退档: what stands around a reason for a removal and says no more."""
_REASONS = dict.fromkeys(("病故", "病逝", "去世", "亡故"), "死亡")
_KIN = {
    word: relation
    for relation, words in {
        "配偶": "妻 妻子 夫 丈夫 爱人 老伴 老婆 老公 媳妇",
        "子": "儿 儿子 长子 次子 三子 四子 独子 大儿子 小儿子 二儿子 之子 户主之子",
        "女": "女儿 长女 次女 三女 四女 独女 大女儿 小女儿 二女儿 之女 户主之女",
        "父": "父亲 爸爸",
        "母": "母亲 妈妈",
        "其他": "孙 姥姥 姥爷 兄弟 姐妹"
        " 孙子 孙女 外孙 外孙子 外孙女 儿媳 儿媳妇 女婿 公公 婆婆 岳父 岳母 祖父 祖母 爷爷 奶奶 外祖父"
        " 外祖母 外公 外婆 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 侄子 侄女 外甥 外甥女",
    }.items()
    for word in words.split()
}
"""Words for one relation each. Whoever is none of those that the form lists is one of the others."""
_ERROR = re.compile(r"\s*#(?:N/A|GETTING_DATA|[^\W\d][\w/]*[!?！？]|#+)\s*", re.IGNORECASE)
"""An Excel error in any language, or the #### of a column too narrow."""
_FORMULA = re.compile(r"\s*[=＝]\s*[-+(@$\"'\[{A-Z0-9]", re.IGNORECASE)
"""How a formula begins that became text."""
_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
"""A day outside is none that anyone meant; but people were born before the first."""
_FIRST_BIRTH = date(1900, 1, 1)
_CENTURIES = ("19", "20")


def plain(text: str) -> str:
    """`text` in half width without any white space: what two spellings of one word have in common.

    >>> plain(" 姓　名\\n（必填）")
    '姓名(必填)'
    """
    if text.isascii():  # most cells of a roster are, and then this is much quicker
        return "".join(text.split())
    return "".join(without_invisible(unicodedata.normalize("NFKC", text)).split())


def _spaced(text: str) -> str:
    """`text` in half width with single blanks, where a blank parts two things."""
    if not text.isascii():
        text = without_invisible(unicodedata.normalize("NFKC", text))
    return " ".join(text.split())


def shown(cell: Cell) -> str:
    """A cell as a person sees it in Excel, for messages."""
    if type(cell) is str:  # most are
        return cell.strip()
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


def is_error(text: str) -> bool:
    """Whether a text is an Excel error, or the #### of a column too narrow."""
    return _ERROR.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """Whether a text is what clerks write for nothing: a dash, a slash."""
    return text in _NOTHING


def blank(field: Field, cell: Cell) -> bool:
    """Whether the cell says nothing; clerks write nothing as a dash or a slash, and most often as 无.

    无 is an answer to a yes-or-no question, and doubtful as an income: there it is read, not passed over.
    """
    if cell == "":
        return True
    if not isinstance(cell, str) or (len(cell) > 9 and cell[0].isalnum()):
        return False
    words = plain(cell)
    if words in _NOT_CHOSEN:
        return field.kind in (Kind.CHOICE, Kind.CAUSE)
    if field.name == "account_holder" and _THE_HEAD.fullmatch(words):
        return True  # 本人: the head, as it is when nothing stands there
    return words in _NOTHING or (words in _NONE and field.kind not in (Kind.YES_NO, Kind.MONEY, Kind.COUNT))


def read(field: Field, cell: Cell, unit: Decimal, today: date, day_zero: date = DAY_ZERO) -> Value:
    """The value of a cell that is not blank.

    `unit` is how many yuan one of the heading's money units is; `today` decides what lies in the future;
    `day_zero` is the day from which the workbook counts those that it stores as numbers. Raises Unreadable.
    """
    if isinstance(cell, str):
        cell = _bare(field, cell)
    if isinstance(cell, Faulty) or (isinstance(cell, str) and _is_faulty(field, cell)):
        raise Unreadable("not-compared" if field.kind in _COMPARED else "cell-error")
    match field.kind:
        case Kind.MONEY:
            return _money(field, cell, unit)
        case Kind.ID:
            return _resident_id(cell, today)
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
    if words[-1:] in _STOPS and field.kind not in (Kind.TEXT, Kind.PHONE):
        words = words[:-1].rstrip()
    return (ticked(words) if field.kind in _CHOSEN else words) or cell


def _is_faulty(field: Field, cell: str) -> bool:
    """Whether a text is an Excel error, or a formula where something hangs on what it would say."""
    if cell[:1].isalnum():  # most cells begin so, and then this is much quicker
        return False
    if is_error(cell):
        return True
    return field.name not in _FREE and _FORMULA.match(cell) is not None


def _text(field: Field, cell: Cell) -> str:
    words = " ".join(without_invisible(shown(cell)).split())
    if field.name not in _FREE and _STANDS_FOR_SOMETHING.fullmatch(words):
        raise Unreadable("placeholder")
    return words


def _name(_field: Field, cell: Cell) -> str:
    if isinstance(cell, str):
        if name := person_name(cell):
            return name
        if _STANDS_FOR_SOMETHING.fullmatch(plain(cell)):
            raise Unreadable("placeholder")
    raise Unreadable("name-unreadable")


def _digits(cell: Cell, damaged: str) -> str:
    """The characters of a number that must have been typed as text."""
    if not isinstance(cell, str):
        raise Unreadable(damaged)
    number = plain(cell).strip("'‘’`\"“”").upper()
    if _SCIENTIFIC.fullmatch(number):
        raise Unreadable(damaged)
    return number


def _resident_id(cell: Cell, today: date) -> str:
    number = _digits(cell, "id-damaged")
    fault = resident_id_fault(number, today)
    if fault == "id-length":
        if _LIKE_AN_X.fullmatch(number):
            raise Unreadable("id-look-alike")
        digits = number[:-1] if number.endswith("X") and len(number) != 15 else number
        if others := "".join(dict.fromkeys(each for each in digits if each not in "0123456789")):
            raise Unreadable("id-characters", characters=others)
    if fault:
        raise Unreadable(fault, length=str(len(number)))
    return number


def _account(_field: Field, cell: Cell) -> str:
    number = _digits(cell, "account-damaged")
    if not number.isdigit():
        number = _DASHES.sub("", number)
    if _are_several(_DASHES.sub(" ", shown(cell)), len(number)):
        raise Unreadable("account-several")
    if not (number.isascii() and number.isdigit() and _SHORTEST_ACCOUNT <= len(number) <= _LONGEST_ACCOUNT):
        raise Unreadable("account-shape")
    if (
        len(number) == ID_LENGTH
        and number[6:8] in _CENTURIES
        and resident_id_fault(number, _LAST_DAY) is None
    ):
        raise Unreadable("account-is-id")
    if not number.strip("0"):  # somebody had to fill the cell
        raise Unreadable("placeholder")
    return number


def _are_several(text: str, length: int) -> bool:
    """Whether a cell holds more accounts than one, or one and a phone: an account in two lines is no longer
    than a card's number, and says nothing twice."""
    parts = list(map(plain, numbers_in(text, _SHORTEST_ACCOUNT)))
    return len(parts) > 1 and (length > _LONGEST_CARD or len(set(parts)) == 1)


def _phone(_field: Field, cell: Cell) -> str:
    return "、".join(map(plain, numbers_in(shown(cell), _SHORTEST_PHONE)))


def _choice(field: Field, cell: Cell) -> str:
    value = plain(shown(cell))
    value = simplified(value)
    match field.name:
        case "hardship":
            value = _OF_WHOM.sub("", value)
        case "file_status":
            value = _OF_WHOM.sub("", value).removesuffix("困难")
            value = _STATUSES.get(value, value)
        case "removal_reason":
            why = _WHY.fullmatch(value)
            value = _REASONS.get(why["why"], why["why"]) if why else value
        case "relation":
            value = "户主" if _HEAD.fullmatch(value) or value in _WHOSE else _KIN.get(value, value)
    if value not in field.values:
        raise Unreadable("value-unknown", allowed="、".join(field.values))
    return value


def _cause(_field: Field, cell: Cell) -> str:
    found = _CAUSE.fullmatch(plain(shown(cell)))
    if found and (found["code"] or found["words"]):
        for code, name in CAUSES.items():
            if found["code"] in (None, code) and _names(name, found["words"]):
                return code
    raise Unreadable("value-unknown", allowed="、".join(f"{code} {name}" for code, name in CAUSES.items()))


def _names(cause: str, words: str) -> bool:
    """Whether the words beside a code are that cause, or none; a note after them may not name another."""
    if words.strip("()") in ("", cause):
        return True
    note = words.removeprefix(cause)
    return (
        note != words
        and _MORE_OF_A_CAUSE.fullmatch(note) is not None
        and not any(each in note for each in CAUSES.values())
    )


def _yes_no(_field: Field, cell: Cell) -> bool:
    value = plain(shown(cell)).upper()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise Unreadable("value-unknown", allowed="是、否")


def _judgement(_field: Field, cell: Cell) -> Judged:
    words = " ".join(without_invisible(shown(cell)).split())
    found = _JUDGEMENT.fullmatch(words)
    if not found or _UNDECIDED.search(found[3]) or _turns_round(*found.groups()):
        raise Unreadable("value-unknown", allowed="同意、不同意")
    return Judged(found[1], found[3].strip("()（） "))


def _turns_round(judgement: str, between: str, reason: str) -> bool:
    """Whether the words after a judgement undo it: 同意不发放; but 不同意，不符合条件 stands."""
    return reason.startswith("不") and (judgement == "同意" or not between)


def _sex(_field: Field, cell: Cell) -> str:
    if sex := _SEXES.get(plain(shown(cell)).upper()):
        return sex
    raise Unreadable("not-compared")


def _count(_field: Field, cell: Cell) -> int:
    found = None if isinstance(cell, bool) else _COUNT.fullmatch(_spaced(shown(cell)))
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
    if amount >= MOST:
        raise Unreadable("money-absurd", yuan=f"{amount:,.2f}")
    return without_tail(amount)


def _date(field: Field, cell: Cell, today: date, day_zero: date) -> date | Month:
    """A day, or a month where no day is named; a removal that lies in the future is a slip."""
    when = _any_date(cell, day_zero)
    first, last = bounds(when)
    if first < _FIRST_DAY or last > _LAST_DAY:
        raise Unreadable("date-unreadable")
    if field.name == "removed_on" and first > today:
        raise Unreadable("date-future")
    return when


def _birth_date(cell: Cell, day_zero: date) -> date | Month:
    """A birth date or month, which is only compared: what cannot be read holds nobody up."""
    try:
        born = _any_date(cell, day_zero)
    except Unreadable:
        raise Unreadable("not-compared") from None
    if bounds(born)[0] < _FIRST_BIRTH:
        raise Unreadable("not-compared")
    return born


def _any_date(cell: Cell, day_zero: date) -> date | Month:
    """The day or the month of a cell, of whatever century.

    A number is a day that Excel counts, or one written without points (20211203, 202112, 2021.12). Such a
    count as text is none: it does not say from which day the workbook counted.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    first, last = (_FIRST_DAY - day_zero).days, (_LAST_DAY - day_zero).days
    if isinstance(cell, float | int) and first <= cell < last + 1:
        return day_zero + timedelta(days=int(cell))
    words = _spaced(shown(cell))
    if lost_a_zero(words):
        raise Unreadable("month-unclear")
    if when := written_date(words):
        return when
    raise Unreadable("date-unreadable")


_CHOSEN = frozenset((Kind.CHOICE, Kind.CAUSE, Kind.YES_NO, Kind.JUDGEMENT, Kind.SEX))
"""Fields with a few answers, of which a form lets choose."""
_COMPARED = frozenset((Kind.SEX, Kind.BORN))
"""Fields that are compared with the identity number, and decide nothing themselves."""
_READERS: dict[Kind, Callable[[Field, Cell], Value]] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.PHONE: _phone,
    Kind.ACCOUNT: _account,
    Kind.CHOICE: _choice,
    Kind.SEX: _sex,
    Kind.CAUSE: _cause,
    Kind.YES_NO: _yes_no,
    Kind.JUDGEMENT: _judgement,
    Kind.COUNT: _count,
}
