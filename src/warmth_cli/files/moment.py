"""Days and moments as files write them (ISO 8601)."""

import re
from datetime import date, datetime

from warmth_cli.pattern import pattern

_MOMENT = pattern(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<time>\d\d:\d\d:\d\d)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:\d\d)?)?", re.ASCII
)


def moment(text: str) -> date | datetime:
    """The day, or the moment, that a text says. ValueError where it says none, or one in a time zone: what
    day that is depends on where one is, unless a program only wrote a day so.

    >>> moment("2021-01-01"), moment("2021-01-01T00:00:00.000Z")
    (datetime.date(2021, 1, 1), datetime.date(2021, 1, 1))
    >>> moment("2020-12-31T16:00:00.000Z")
    Traceback (most recent call last):
    ValueError: a moment in a time zone
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError("no moment")
    if not found["time"]:
        return date.fromisoformat(found["day"])
    if not found["zone"]:
        return datetime.fromisoformat(f"{found['day']}T{found['time']}")
    if found["time"] != "00:00:00":
        raise ValueError("a moment in a time zone")
    return date.fromisoformat(found["day"])
