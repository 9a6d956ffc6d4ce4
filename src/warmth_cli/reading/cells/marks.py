"""Small and circled digits beside others: the number of a note, which half width makes a digit more."""

from warmth_cli.pattern import pattern

_MARK = "[²³¹\u2070-\u209c\u2460-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]"
_BESIDE_DIGITS = pattern(rf"\d[)）]?\s*{_MARK}|{_MARK}\s*\d")


def mark_beside_digits(text: str) -> str:
    """The digit with the mark of a note beside it; "" where there is none.

    >>> mark_beside_digits("3②"), mark_beside_digits("⑥患重特大疾病"), mark_beside_digits("③")
    ('3②', '', '')
    """
    if text.isascii():
        return ""
    found = _BESIDE_DIGITS.search(text)
    return found[0] if found else ""
