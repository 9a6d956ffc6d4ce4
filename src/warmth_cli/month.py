"""A month where a roster names no day: known from its first day to its last, and no day guessed."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the calendar.

    >>> str(Month(2021, 2)), Month(2021, 2).last
    ('2021-02', datetime.date(2021, 2, 28))
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        """Raises ValueError where the calendar has no such month."""
        date(self.year, self.month, 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])


def bounds(when: date | Month) -> tuple[date, date]:
    """The first and the last day that `when` may be; the same one for a day."""
    return (when.first, when.last) if isinstance(when, Month) else (when, when)
