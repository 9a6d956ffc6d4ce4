"""Days and months as clerks write them, in digits or in words; None for what is neither.

A year has four digits and comes first: 12/03/2021 and 21.12.3 are two days each, to two readers.
"""

import re
from datetime import date

from warmth_cli.month import Month
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.numerals import date_in_words

_DASHES = str.maketrans(dict.fromkeys("‐‒–—−", "-"))
_DAY = pattern(
    r"(\d{4}) ?[-./年] ?(\d{1,2}) ?[-./月] ?(\d{1,2})(?: ?[日号])?"
    r"(?:,? ?\(?(?:星期|周)[一二三四五六日天]\)?)?"
    r"(?:(?:[ T]|(?<=[日号]))(?:[上下]午 ?)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?"
    r"|T00:00:00(?:\.0+)?(?:Z|\+00:00))?",
    re.ASCII,
)
"""A day of the week or an hour says no more than the day before it; midnight in Greenwich is how programs
write a day."""
_UNTIL = pattern(r"^(?:截?至|截止至?|到)(?=\d{4})|为?止$")
"""What may stand beside the last day of a period."""
_POINTS = str.maketrans(dict.fromkeys("。、,·\\", "."))
"""What a Chinese keyboard types where a point is meant: between three numbers they part nothing else."""
_MONTH = pattern(r"(\d{4}) ?(?:[-./] ?(\d{1,2})|年 ?(\d{1,2}) ?(?:月份?(?:[初底末]|[上中下]旬)?)?)", re.ASCII)
_EIGHT_DIGITS = pattern(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SIX_DIGITS = pattern(r"(\d{4})(\d{2})", re.ASCII)
_LOST_ZERO = pattern(r"\d{4} ?\. ?1", re.ASCII)


def written_date(words: str) -> date | Month | None:
    """The day, or the month where no day is named, that `words` say; half width, blanks single.

    Six digits are a year and a month only where they can be no day of a year in two digits: 200512 is
    May 2005 or 12 May 2020.

    >>> written_date("2021.12.3"), str(written_date("2021年12月")), str(written_date("202112"))
    (datetime.date(2021, 12, 3), '2021-12', '2021-12')
    >>> written_date("200512"), written_date("2021-13")
    (None, None)
    """
    words = _UNTIL.sub("", words.translate(_DASHES))
    try:
        if (
            found := _DAY.fullmatch(words)
            or _DAY.fullmatch(words.translate(_POINTS))
            or _EIGHT_DIGITS.fullmatch(words)
        ):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _MONTH.fullmatch(words):
            return Month(int(found[1]), int(found[2] or found[3]))
        if (found := _SIX_DIGITS.fullmatch(words)) and not 1 <= int(found[1]) % 100 <= 12:
            return Month(int(found[1]), int(found[2]))
    except ValueError:
        return None
    return date_in_words(words.replace(" ", ""))


def lost_a_zero(words: str) -> bool:
    """Whether a month may have lost its last 0: 2021.1 is January, or what Excel made of 2021.10.

    All other months survive, since 2021.12 and 2021.2 can have been nothing else.
    """
    return _LOST_ZERO.fullmatch(words) is not None
