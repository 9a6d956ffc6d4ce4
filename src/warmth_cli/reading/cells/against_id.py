"""Sex and birth date beside an identity number: each says again what the number says.

Where they differ, the number is mistyped or somebody else's. The sex is the number's 17th digit (the 15th
of an old card), the birth date its digits 7 to 14 (GB 11643-1999).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from warmth_cli.identity import birth_date, sex
from warmth_cli.month import Month
from warmth_cli.reading.cells.values import Value


class Contradiction(NamedTuple):
    """A field of a row that its identity number contradicts: what stands there, and what the number says."""

    field: str
    found: str
    said: str


def contradictions(values: Mapping[str, Value]) -> Iterator[Contradiction]:
    """What of a person's row contradicts its identity number; nothing where number or field is missing.

    >>> list(contradictions({"id_number": "340300198503020013", "sex": "女", "born": date(1985, 3, 2)}))
    [Contradiction(field='sex', found='女', said='男')]
    """
    number, written, born = values.get("id_number"), values.get("sex"), values.get("born")
    if not isinstance(number, str):
        return
    if written is not None and written != (said := sex(number)):
        yield Contradiction("sex", str(written), said)
    if isinstance(born, date | Month):
        day = birth_date(number)
        if day is not None and not _same(born, day):
            yield Contradiction("born", str(born), str(day))


def _same(born: date | Month, day: date) -> bool:
    """Whether both are one day, as far as it is written.

    The first of a month counts as that month: Excel makes 1985-03-01 of 1985年3月.
    """
    if isinstance(born, date) and born.day != 1:
        return born == day
    return (born.year, born.month) == (day.year, day.month)
