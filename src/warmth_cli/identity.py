"""Identity numbers and card numbers: what makes one valid, when two are one person, how they are hidden.

Source: GB 11643-1999 (17 digits and a check character after ISO 7064 MOD 11-2). The region code is not
judged: codes change, and a valid number may carry one that no longer exists.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import compress
from operator import mul
from typing import Literal

from warmth_cli.pattern import pattern

ID_LENGTH = 18
"""Characters of a number that is not on an old card."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# A digit's byte is 48 more than the digit: the sum over bytes is this much more than the one over digits.
_MORE = 48 * sum(_WEIGHTS)
_CHECKS = "10X98765432"
_NEVER = -100_000
"""The weight of what is no part of any number: more than all others can make up for."""
_ITSELF = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
"""What a digit counts for in a card number: itself, or the digits of its double."""
_RESIDUES = (
    *(
        bytes.maketrans(b"0123456789", bytes(digit * weight % 11 for digit in range(10)))
        for weight in _WEIGHTS
    ),
    bytes.maketrans(b"0123456789X", bytes(range(11))),
)
"""What each character of an identity number adds: the sum over a valid one leaves 1 when divided by 11."""
_IS_WRONG = bytes(number % 11 != 1 for number in range(256))
_LAST_DIGIT = bytes(number % 10 for number in range(256))
CARD_LENGTHS = frozenset(range(16, 20))
YOUNGEST_WORKER = 16
"""Years; who is younger may not be employed (劳动法 第十五条)."""
UNION_PAY = "62"
"""How the numbers of bank cards begin in China (GB/T 15120.1, ISO/IEC 7812)."""
"""How many digits a bank card has; an account may have more or fewer."""
_SHAPE = pattern(r"\d{17}[\dX]|\d{15}", re.ASCII)
_LONG_NUMBER = pattern(r"(?:\d[ \u3000-]?){10,}\d[XxＸｘ]?")


def check_character(digits: str) -> str:
    """The check character of the first 17 digits (ASCII).

    >>> check_character("34030019850302001")
    '3'
    """
    return _CHECKS[(sum(map(mul, digits.encode(), _WEIGHTS)) - _MORE) % 11]


def resident_id_fault(number: str, today: date) -> str | None:
    """Why `number` is no resident identity number, as the code of an issue; None when it is one.

    `number` is text without blanks, `X` upper case; 15 digits are the old card.
    """
    if not _SHAPE.fullmatch(number):
        return "id-length"
    if len(number) == 18 and number[17] != check_character(number):
        return "id-check"
    born = birth_date(number)
    return "id-date" if born is None or born > today else None


def valid_ids(today: date) -> Callable[[str], bool]:
    """What tells valid numbers of 18 characters from all other texts, as `resident_id_fault` would.

    In a roster the parts of a number recur: each region, day and serial number is weighed only once.
    """
    regions = _Weighed(0)
    days = _Weighed(
        6, lambda day: (born := birth_date("000000" + day + "0000")) is not None and born <= today
    )
    serials = _Weighed(14)

    def valid(number: str) -> bool:
        if len(number) != 18:
            return False
        weight = regions[number[:6]] + days[number[6:14]] + serials[number[14:17]]
        return weight >= 0 and number[17] == _CHECKS[weight % 11]

    return valid


def all_valid_ids(today: date) -> Callable[[Sequence[str]], bool]:
    """What tells whether many texts are all valid numbers of 18 characters, at once: in a third of the time.

    >>> all_valid_ids(date(2022, 1, 1))(["340300198503020013", "34030019850302003X"])
    True
    """

    @cache
    def can_be_born(day: str) -> bool:
        born = birth_date("000000" + day + "0000")
        return born is not None and born <= today

    def all_valid(numbers: Sequence[str]) -> bool:
        joined = "".join(numbers)
        if {*map(len, numbers)} != {ID_LENGTH} or not joined.isascii():
            return False
        text = joined.encode()
        others = text.translate(None, b"0123456789")
        if others.strip(b"X") or len(others) != text[ID_LENGTH - 1 :: ID_LENGTH].count(b"X"):
            return False
        # All numbers as one, each in a byte: 18 residues come to 180, so that none carries into the next.
        columns = (text[place::ID_LENGTH].translate(each) for place, each in enumerate(_RESIDUES))
        sums = sum(int.from_bytes(column, "big") for column in columns).to_bytes(len(numbers), "big")
        return not any(sums.translate(_IS_WRONG)) and all(map(can_be_born, {each[6:14] for each in numbers}))

    return all_valid


class _Weighed(dict[str, int]):
    """What a part of a number, which begins at `place`, adds to the sum that its check character tells."""

    def __init__(self, place: int, can_be: Callable[[str], bool] = bool) -> None:
        super().__init__()
        self._place, self._can_be = place, can_be

    def __missing__(self, part: str) -> int:
        weight = _NEVER
        if part.isascii() and part.isdecimal() and self._can_be(part):
            weight = sum(int(digit) * _WEIGHTS[place] for place, digit in enumerate(part, self._place))
        self[part] = weight
        return weight


def birth_date(number: str) -> date | None:
    """The birth date inside a number of 18 or 15 characters; None when it is no day of the calendar."""
    try:
        return date.fromisoformat(number[6:14] if len(number) == 18 else "19" + number[6:12])
    except ValueError:
        return None


def sex(number: str) -> Literal["男", "女"]:
    """The sex inside a number of 18 or 15 characters: the last digit of its serial number is odd for men.

    >>> sex("340300198503020013"), sex("340300850302002")
    ('男', '女')
    """
    return "男" if int(number[16] if len(number) == 18 else number[14]) % 2 else "女"


def person_key(number: str) -> str:
    """One text for one person: the 18-character form, which an old card of 15 digits is given.

    >>> person_key("340300850302001")
    '340300198503020013'
    """
    if len(number) != 15:
        return number
    digits = number[:6] + "19" + number[6:]
    return digits + check_character(digits)


def passes_luhn(number: str) -> bool:
    """Whether a card number's last digit fits the others (ISO/IEC 7812-1); `number` is ASCII digits."""
    digits = number.encode()
    return (sum(digits[-1::-2].translate(_ITSELF)) + sum(digits[-2::-2].translate(_DOUBLED))) % 10 == 0


def mistyped_cards(numbers: Iterable[str | None]) -> Iterator[int]:
    """The places of the numbers that have a card's length, and a last digit that does not fit the others.

    They are added up place by place, many at once; each is None or ASCII digits.

    >>> list(mistyped_cards(["6217000000000000012", None, "6217000000000000013", "12345678"]))
    [2]
    """
    texts = [number or "" for number in numbers]
    lengths = [*map(len, texts)]
    for length in CARD_LENGTHS & {*lengths}:
        places = [place for place, each in enumerate(lengths) if each == length]
        digits = "".join([texts[place] for place in places]).encode()
        weighed = (
            digits[place::length].translate(_ITSELF if (length - place) % 2 else _DOUBLED)
            for place in range(length)
        )
        # All cards as one number, each in a byte: 19 digits come to 171, so that none carries into the next.
        sums = sum(int.from_bytes(column, "big") for column in weighed).to_bytes(len(places), "big")
        yield from compress(places, sums.translate(_LAST_DIGIT))


def looks_rounded(number: str) -> bool:
    """Whether a number ends in zeros from the 16th digit on, as Excel leaves one that was typed as a number.

    One number may end so by itself; hardly most of a column.

    >>> looks_rounded("340300198503020000"), looks_rounded("340300198503020013")
    (True, False)
    """
    return len(number) > 16 and number.isdigit() and not number[15:].strip("0")


def hidden(number: str) -> str:
    """A number as it may stand on a screen: its ends only, too little to know or to use it.

    >>> hidden("340300198503020011"), hidden("0552-1234567"), hidden("12345")
    ('340***********0011', '055*****4567', '1***5')
    """
    if len(number) <= 8:
        return number[:1] + "*" * (len(number) - 2) + number[-1:] if len(number) > 2 else "*" * len(number)
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def without_long_numbers(text: str) -> str:
    """`text` with every run of eleven digits or more hidden, also when they are spaced: identity, card and
    phone numbers stand in the oddest places.

    >>> without_long_numbers("卡号 6217 0000 0000 0000"), without_long_numbers("2021-12-03")
    ('卡号 621************0000', '2021-12-03')
    """
    return _LONG_NUMBER.sub(lambda found: hidden(found.group()), text)


def is_child(number: str, year: int) -> bool:
    """Whether somebody with this valid number cannot be a worker before that year is over; 0 is no year.

    >>> [is_child(number, 2022) for number in ("340300200601010019", "340300200701010018", "340300850302001")]
    [False, True, False]
    """
    return year > 0 and len(number) == ID_LENGTH and int(number[6:10]) > year - YOUNGEST_WORKER
