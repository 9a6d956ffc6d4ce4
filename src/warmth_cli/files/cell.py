"""What a cell of a file may hold."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple


class Faulty(NamedTuple):
    """A cell that holds an Excel error (`#N/A`) or a formula whose value was never stored."""

    text: str


Cell = str | float | int | bool | date | datetime | time | timedelta | Faulty
"""A cell as the file gives it; an empty one is the empty string."""

DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts, but for old workbooks of the Mac."""

DAY_ZERO_1904 = date(1904, 1, 1)
"""The day from which those count."""

NEVER_STORED = "=…"
"""What is shown of a formula whose value was never stored."""
