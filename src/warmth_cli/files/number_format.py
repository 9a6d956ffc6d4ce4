"""What a number format does to a number: shows it as a date, in another unit than it is stored in, with words
beside it, or not at all.

Only numbers above 0 are thought of. A format that hides a text is not looked for, nor is white on white.
"""

import re
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from warmth_cli.files.cell import DAY_ZERO
from warmth_cli.pattern import pattern

_LITERAL = pattern(r'"[^"]*"|[\\!_*].|\[[^\]]*\]', re.DOTALL)
"""What stands for itself: quoted, after a backslash or (in China) !, a width, a filling, [a condition]."""
_PIECE = pattern(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<condition>\[[<>=][^\]]*\])'
    r"|\[[^\]]*\]|(?P<number>General|G/通用格式|[0#?][0#?.,]*(?:E[+-][0#?]+|\s*/\s*[0-9?#]+)?)|(?P<end>;)|(?P<bare>.)",
    re.DOTALL | re.IGNORECASE,
)
"""One part of a format: words, a width or filling, a currency, a condition, a colour, the number itself."""
_SCALES = pattern(r"[十百千万亿kK×✕✖‰％%]|(?<![a-z])mil|[0-9]")
"""Words beside a number that make another number of it: 万元, K, ×12, 00."""
_PLAIN = pattern(r"[\s()+\-,.:/¥￥]*")
"""Signs beside a number that say nothing of its unit; ¥ stands before amounts in 万元, too."""
_LONGEST = 1000
"""Excel takes 255 characters; what stands behind these is not looked at."""
_OWN_POINT = pattern(r'[\\!]\.|"\."')
"""A point that is written, not reckoned: 0!.0000 shows 12345 as 1.2345."""
_SCALED = pattern(r"[0#?.],+(?![0#?,])")
"""A comma with no digit after it divides by a thousand."""
_DATE_LETTERS = pattern(r"[ymdhs]|上午|下午|g{2,}|e", re.IGNORECASE)
_ELAPSED = pattern(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
BUILT_IN = {9: "0%", 10: "0.00%", 16: "d-mmm"} | dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"')
"""The formats without a code of their own that show another unit, or a day without its year."""
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Of all languages; 27 to 36 and 50 to 58 are the Chinese ones (ECMA-376 part 1, 18.8.30)."""
_LAST_DAY = 2_950_000
"""In the year 9976, counted from 1900 or 1904."""


def rescales(code: str) -> bool:
    """Whether a number is shown in another unit than it is stored in.

    >>> [rescales(code) for code in ("0%", "0.00,", "0!.0,", '0.00"万元"', "#,##0.00_ ;-#,##0.00", '0"元"')]
    [True, True, True, True, False, False]
    """
    return is_reckoned(code) or bool(_SCALES.search(words_beside(code)))


def is_reckoned(code: str) -> bool:
    """Whether what is shown is another number than what is stored: 50% for 0.5, 1.2 for 12000."""
    if _OWN_POINT.search(code):
        return True
    bare = _LITERAL.sub("", code[:_LONGEST])
    return "%" in bare or bool(_SCALED.search(bare))


def words_beside(code: str) -> str:
    """The words that a format shows with a number above 0, or in its place.

    >>> words_beside('_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;"免"'), words_beside('[>9999]0"元/月";[<9]"约"0')
    ('¥', '元/月约')
    """
    sections: list[list[str]] = [[]]
    conditional = False
    for piece in _PIECE.finditer(code[:_LONGEST]):
        if piece["end"]:
            sections.append([])
        conditional = conditional or bool(piece["condition"])
        bare = "" if piece["bare"] == "@" else piece["bare"]  # where a text goes
        words = piece["quoted"] or piece["escaped"] or piece["currency"] or bare
        sections[-1].append(words or "")
    return "".join("".join(words) for words in (sections if conditional else sections[:1])).strip()


def hides(code: str) -> bool:
    """Whether a number above 0 is not to be seen, or words in its place.

    >>> [hides(code) for code in (";;;", '"免"', "0;;", "General;;;@", '[Red]0"元"', "@", "")]
    [True, True, False, False, False, False, False]
    """
    first = takewhile(lambda piece: not piece["end"], _PIECE.finditer(code[:_LONGEST]))
    return bool(code) and not any(piece["number"] or piece["bare"] == "@" for piece in first)


def speaks(number: int, code: str) -> bool:
    """Whether the number format with this number and code says more of a number than itself: then the heading
    tells whether that is so. Days are no such numbers, but those that are shown without their year.

    >>> [speaks(176, code) for code in ('0"元/月"', '"约"0', "0%", '0"元"', "¥#,##0.00", 'yyyy"年"', "0 ?/?")]
    [True, True, True, True, False, False, False]
    >>> [speaks(176, code) for code in ("@", '@"元"', ";;;@")]
    [False, True, True]
    """
    if shows_a_date(number, code):
        return hides_year(code)
    return (
        is_reckoned(code) or hides(code) or hides_zero(code) or _PLAIN.fullmatch(words_beside(code)) is None
    )


def hides_zero(code: str) -> bool:
    """Whether a 0 is not shown as one: a formula that looked up a blank cell gives such a 0.

    >>> [hides_zero(code) for code in ("0;-0;;@", '0;0;"无"', "#,###", '0;-0;"-"??', "#,##0", "0;-0", "@")]
    [True, True, True, False, False, False, False]
    """
    sections: list[str | None] = [None]
    for piece in _PIECE.finditer(code[:_LONGEST]):
        if piece["end"]:
            sections.append(None)
        elif piece["number"]:
            sections[-1] = (sections[-1] or "") + piece["number"]
    number = sections[2] if len(sections) > 2 else sections[0]
    if len(sections) > 2 and '"-"' in code.split(";")[2]:
        return False  # so a 0 is written in books
    if number is None:
        return len(sections) > 2
    return (
        "0" not in number and "general" not in number.lower() and "通用" not in number and "/" not in number
    )


def hides_year(code: str) -> bool:
    """Whether a day is shown without its year: whoever typed 6月30日 never saw which one Excel took.

    >>> [hides_year(code) for code in ('m"月"d"日"', "d-mmm", "yyyy/m/d", "h:mm", "0.00", 'e"年"m"月"')]
    [True, True, False, False, False, False]
    """
    bare = _LITERAL.sub("", code.split(";")[0]).lower()
    return "d" in bare and "m" in bare and not re.search("[yeg]", bare)


def shows_a_date(number: int, code: str | None) -> bool:
    """Whether the number format with this number, and this code where it has one, shows a day or an hour.

    Hours that may be more than 24 are no hour of a day.

    >>> shows_a_date(14, None), shows_a_date(176, 'yyyy"年"m"月"'), shows_a_date(177, "0.00E+00")
    (True, True, False)
    """
    if code is None:
        return number in _BUILT_IN_DATES
    first = code.split(";")[0]
    bare = _LITERAL.sub("", first)
    if _ELAPSED.search(first):
        return False
    return bool(_DATE_LETTERS.search(re.sub("[eE][+-]|General|G/通用格式", "", bare)))


def as_moment(number: float, day_zero: date) -> date | datetime | time | float:
    """A number that is shown as a date: a day, a day with its hour, an hour; itself when it is none.

    >>> as_moment(44533.0, DAY_ZERO), as_moment(59.0, DAY_ZERO), as_moment(0.5, DAY_ZERO)
    (datetime.date(2021, 12, 3), datetime.date(1900, 2, 28), datetime.time(12, 0))
    """
    if not 0 <= number <= _LAST_DAY:
        return number
    seconds = round(number * 86_400)
    if number < 1:
        return (datetime.min + timedelta(seconds=min(seconds, 86_399))).time()
    if day_zero == DAY_ZERO and number < 60:
        seconds += 86_400  # Excel knows a 29 February 1900
    moment = datetime.combine(day_zero, time()) + timedelta(seconds=seconds)
    return moment.date() if moment.time() == time() else moment
