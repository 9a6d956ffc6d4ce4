"""Running numbers that tell who is of one household: 1, 1-1, 1-2."""

import re

_WITHIN = r"[-.—_/、](?:\d{1,2}|\(\d{1,2}\))"
_BARE = re.compile(r"\d{1,6}")
_IN_BRACKETS = re.compile(r"\(\d{1,2}\)")
_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,4}")


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
