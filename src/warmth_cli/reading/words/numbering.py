"""Running numbers that tell who is of one household: 1, 1-1, 1-2."""

import re
from datetime import date

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.words.remarks import holds

_WITHIN = r"[-.—_/、](?:\d{1,2}|\(\d{1,2}\))"
_BARE = pattern(r"\d{1,6}")
_IN_BRACKETS = pattern(r"\(\d{1,2}\)")
_NUMERAL = pattern(r"[一二三四五六七八九十]{1,4}")


_OF_THE_YEAR = pattern(r"(\d{1,2})月(\d{1,2})日")


_LEFT = frozenset(("退", "已退", "退出", "退档", "脱", "已脱困"))
_DIGITS = pattern(r"[\d第号、.()\[\]]")


def is_crossed_out(text: str, status: object) -> bool:
    """Whether what stands for a running number says that its household may not count; 退 says so of whom his
    file status does not say to have left the file.

    >>> [is_crossed_out(text, "在档") for text in ("作废", "×", "3（退）", "退", "3", "新", "/")]
    [True, True, True, True, False, False, False]
    >>> is_crossed_out("退1", "已退档")
    False
    """
    words = _DIGITS.sub("", plain(text))
    return status not in ("已退档", "渐退期") if words in _LEFT else holds(words)


def running_number(cell: Cell) -> str:
    """A running number as it was typed: Excel makes a day of 1-2, and no number is one by itself.

    >>> [running_number(cell) for cell in (1.0, "1-2", date(2022, 1, 2), "1月2日")]
    ['1', '1-2', '1-2', '1-2']
    """
    if isinstance(cell, date):
        return f"{cell.month}-{cell.day}"
    text = plain(shown(cell))
    if "月" not in text:
        return text
    day = _OF_THE_YEAR.fullmatch(text)  # what a text file keeps of such a cell
    return f"{day[1]}-{day[2]}" if day else text


def is_within(number: str, head: str) -> bool:
    """Whether a running number is one within the household numbered `head`, or the same once more.

    >>> [is_within(number, "1") for number in ("1-1", "1.2", "(1)", "1", "2", "11", "2-1", "")]
    [True, True, True, True, False, False, False, False]
    >>> is_within("1", "一"), is_within("二", "一")
    (True, False)
    """
    number, head = number.rstrip(".、号"), head.rstrip(".、号")
    if not number or not head:
        return False
    if number == head or re.fullmatch(re.escape(head) + _WITHIN, number):
        return True
    if _BARE.fullmatch(head):
        return _IN_BRACKETS.fullmatch(number) is not None
    return _NUMERAL.fullmatch(head) is not None and _BARE.fullmatch(number) is not None
