"""Numbers that must have been typed as text: of identity, of an account, of a phone. Never repaired."""

import re
from datetime import date

from warmth_cli.fields import Field
from warmth_cli.files.cell import Cell
from warmth_cli.identity import ID_LENGTH, resident_id_fault
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.cells.several import numbers_in
from warmth_cli.reading.cells.unreadable import Unreadable

_SCIENTIFIC = pattern(r"\d(?:\.\d+)?E\+?\d+", re.ASCII)
_LIKE_AN_X = pattern(r"(?:\d{14}|\d{17})[ХΧ×✕✖╳]", re.ASCII)
"""A Cyrillic or Greek letter, or a sign, that looks like the X at the end of an identity number."""
_NO_DIGIT = pattern(r"\D")
_DASHES = pattern("[-‐‒–—−]")
_IN_GROUPS = pattern(r"\d{2,}(?:[-‐‒–—−]\d{3,})*", re.ASCII)
"""An account in groups; 01 behind it is the number of a passbook's page."""
_BANK_BEFORE = pattern(
    r"(?P<bank>[\u4e00-\u9fff]{0,12}?(?:银行|信用社|农商行|信用联社|[工农中建交招]行|邮政)"
    r"(?:[\u4e00-\u9fff()（）]{0,16}(?:分行|支行|营业[部厅]|分理处|储蓄所|网点|信用社))?(?:[\u4e00-\u9fff()（）]{0,8}|\s*[账帐卡]号)?)"
    r"[:：,，;；、/\s]*(?P<number>\d{8,30}|\d{4}(?: \d{4}){2,3}(?: \d{1,4})?)"
)
"""The bank, where the column is 开户行及账号."""
_SAYS_MORE = pattern(
    "^原|原[工农中建交招账帐卡]|[旧废销停妻非没换挂丢借]|配偶|丈夫|爱人|儿子|女儿|父亲|母亲|[其之][子女父母]|代领|本人|户主"
)
"""What is said of an account beside the bank: whose it is, or that it is no longer one."""
_LANDLINE = pattern(r"0\d{2,3}-\d{7,8}", re.ASCII)
_DAY = pattern(r"(?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])", re.ASCII)
MOBILE = r"1[3-9]\d{9}"
"""A mobile phone's number, which no account is."""
_SHORTEST_ACCOUNT, _LONGEST_ACCOUNT, _LONGEST_CARD = 8, 30, 19
_SHORTEST_PHONE = 7
_CENTURIES = ("19", "20")


def resident_id(cell: Cell, today: date) -> str:
    """The identity number of a cell, X upper case; `today` decides which births lie in the future.

    Raises Unreadable for one that no card carries, or that Excel has damaged.
    """
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


def account(_field: Field, cell: Cell) -> str:
    """The digits of an account. Raises Unreadable for what is none, or more than one, or damaged."""
    if isinstance(cell, str) and (found := _BANK_BEFORE.fullmatch(cell.strip())):
        cell = cell if _SAYS_MORE.search(found["bank"]) else found["number"]
    number = _digits(cell, "account-damaged")
    if _LANDLINE.fullmatch(number) or _DAY.fullmatch(number):
        raise Unreadable("account-shape")
    if not number.isdigit():
        number = _DASHES.sub("", number) if _IN_GROUPS.fullmatch(number) else number
    if _are_several(_DASHES.sub(" ", shown(cell)), len(number)):
        raise Unreadable("account-several")
    if not (number.isascii() and number.isdigit() and _SHORTEST_ACCOUNT <= len(number) <= _LONGEST_ACCOUNT):
        raise Unreadable("account-shape")
    if len(number) == ID_LENGTH and number[6:8] in _CENTURIES and resident_id_fault(number, date.max) is None:
        raise Unreadable("account-is-id")
    if re.fullmatch(MOBILE, number):
        raise Unreadable("account-is-phone")
    if not number.strip("0"):  # somebody had to fill the cell
        raise Unreadable("placeholder")
    return number


def phone(_field: Field, cell: Cell) -> str:
    """A phone number as it was written, without blanks; two of them stay two."""
    return "、".join(map(plain, numbers_in(shown(cell), _SHORTEST_PHONE)))


def is_phone(number: str, phone: str) -> bool:
    """Whether an account is a phone number that stands in its row: 05521234567 beside 0552-1234567."""
    return any(number == _NO_DIGIT.sub("", each) for each in phone.split("、"))


def _digits(cell: Cell, damaged: str) -> str:
    """The characters of a number that must have been typed as text."""
    if not isinstance(cell, str):
        raise Unreadable(damaged)
    number = plain(cell).strip("'‘’`\"“”").upper()
    if _SCIENTIFIC.fullmatch(number):
        raise Unreadable(damaged)
    return number


def _are_several(text: str, length: int) -> bool:
    """Whether a cell holds more accounts than one, or one and a phone: an account in two lines is no longer
    than a card's number, and says nothing twice."""
    parts = list(map(plain, numbers_in(text, _SHORTEST_ACCOUNT)))
    return len(parts) > 1 and (length > _LONGEST_CARD or len(set(parts)) == 1)
