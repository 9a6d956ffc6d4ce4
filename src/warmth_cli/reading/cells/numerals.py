"""Chinese numerals as clerks write them: amounts in capital characters, years digit by digit, counts."""

from datetime import date
from decimal import Decimal

from warmth_cli.month import Month
from warmth_cli.pattern import pattern

_DIGITS = {character: value for value, each in enumerate("零壹贰叁肆伍陆柒捌玖") for character in each}
_DIGITS |= {character: value for value, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"○": 0, "两": 2, "贰": 2, "貳": 2, "叄": 3, "陸": 6}
_YEAR_DIGITS = _DIGITS | dict.fromkeys("0OoＯ◯", 0) | {str(digit): digit for digit in range(1, 10)}
"""The circle of 二〇二一年 is typed in many ways; in a year it can be nothing else."""
_PLACES = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_GROUPS = (("亿", 10**8), ("万", 10**4))
_AMOUNT = pattern(
    r"(?:人民币)?(?P<yuan>[^元圆角分]+)[元圆](?:零?(?P<jiao>[^角分零])角)?(?:零?(?P<fen>[^角分零])分)?[整正]?"
)
_DATE = pattern(r"(?P<year>[^年]{4})年(?P<month>[^月]{1,2})月份?(?:(?<!份)(?P<day>[^日号]{1,3})[日号]?)?")


def amount_in_words(text: str) -> Decimal | None:
    """Yuan written in numerals of words, without white space; None when it is no such amount.

    >>> amount_in_words("人民币壹仟贰佰元整"), amount_in_words("约三万元"), amount_in_words("三万五元")
    (Decimal('1200'), None, None)
    """
    found = _AMOUNT.fullmatch(text)
    yuan = number_in_words(found["yuan"]) if found else None
    if found is None or yuan is None:
        return None
    amount = Decimal(yuan)
    for name, worth in (("jiao", Decimal("0.1")), ("fen", Decimal("0.01"))):
        if found[name]:
            digit = _DIGITS.get(found[name])
            if digit is None:
                return None
            amount += digit * worth
    return amount


def date_in_words(text: str) -> date | Month | None:
    """A day, or a month without one, whose year stands digit by digit and whose month and day are counted.

    >>> [str(date_in_words(text)) for text in ("二〇二一年十二月三日", "二O二一年十二月", "去年十二月")]
    ['2021-12-03', '2021-12', 'None']
    """
    found = _DATE.fullmatch(text)
    if not found or any(character not in _YEAR_DIGITS for character in found["year"]):
        return None
    year = int("".join(str(_YEAR_DIGITS[character]) for character in found["year"]))
    month = number_in_words(found["month"]) or 0
    try:
        return date(year, month, number_in_words(found["day"]) or 0) if found["day"] else Month(year, month)
    except ValueError:
        return None


def number_in_words(words: str) -> int | None:
    """A whole number below 10^12 in words; None for anything that is not exactly one.

    A gap without its 零 is none: 三万五 is 35,000 to the one who says it and 30,005 to the one who counts.

    >>> number_in_words("三"), number_in_words("两"), number_in_words("十二"), number_in_words("三四")
    (3, 2, 12, None)
    """
    total = 0
    for group, worth in _GROUPS:
        before, found, words = words.rpartition(group) if group in words else ("", "", words)
        if found:
            part = _group(before)
            if not part or (total and part < 1000 and not _begins_with_zero(before)):
                return None
            total += part * worth
    if not words:
        return total or None
    rest = _group(words)
    if rest is None or (total and rest < 1000 and not _begins_with_zero(words)):
        return None
    return total + rest


def _begins_with_zero(words: str) -> bool:
    return _DIGITS.get(words[0]) == 0


def _group(words: str) -> int | None:
    """A number below 10,000 in words: digits before places that grow smaller, 零 for each gap."""
    value, digit, last, gap = 0, None, 10_000, False
    for place, character in enumerate(words):
        worth = _PLACES.get(character)
        if worth is not None:
            if worth >= last or (digit is None and not (worth == 10 and place == 0)):
                return None
            if place and last != 10_000 and worth * 10 != last and not gap:
                return None
            value += (1 if digit is None else digit) * worth
            digit, last, gap = None, worth, False
        elif character not in _DIGITS or digit:
            return None
        else:
            digit = _DIGITS[character]
            gap = gap or digit == 0
    if digit and last not in (10, 10_000) and not gap:
        return None
    return value + (digit or 0)
