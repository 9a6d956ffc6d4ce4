"""Sums that say how many households there are, beside those that were read: 合计：35户."""

from bisect import bisect_left
from collections.abc import Iterator

from warmth_cli.files.sheet import Sheet
from warmth_cli.issues import Issue
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.people.table_reading import TableReading

_HOUSEHOLDS = pattern(r"(?<![\d.,])(\d{1,6})户(?![主籍口均])")


def differing_sums(file: str, sheet: Sheet, reading: TableReading) -> Iterator[Issue]:
    """The sums that name another number of households than any that they may be of: of all in the table, or
    of those since the sum above it, or since one before that. A row that was not read may be one more."""
    heads = [head.row for head in reading.families.heads]
    begins = [0]
    for row in reading.passed_over.get("total", ()):
        above = bisect_left(heads, row)
        counts = {
            int(each) for cell in sheet.rows[row - 1] for each in _HOUSEHOLDS.findall(plain(shown(cell)))
        }
        unread = sum(each < row for each in reading.unreadable)
        of_some = {len(heads), *(above - begin for begin in begins)}
        if len(counts) == 1 and not any(each <= min(counts) <= each + unread for each in of_some):
            read = above - begins[-1] or above
            values = {"read": str(read or len(heads))}
            yield Issue("sum-differs", file, sheet.name, row, found=f"{min(counts)}户", values=values)
        begins.append(above)
