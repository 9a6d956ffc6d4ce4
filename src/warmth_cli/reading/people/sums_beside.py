"""Sums that say how many households there are, beside those that were read: 合计：35户."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from warmth_cli.files.sheet import Sheet
from warmth_cli.issues import Issue
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.people.table_reading import TableReading

_HOUSEHOLDS = pattern(r"(?<![\d.,])(\d{1,6})户(?![主籍口均]|\d+元)")
_OF_MORE = pattern("全[省市县区]|累计|计划|标准|其中")
"""What such a sum counts beside the rows, or instead of them."""


def differing_sums(file: str, sheet: Sheet, reading: TableReading) -> Iterator[Issue]:
    """The sums that name another number of households than any that they may be of: of all in the table, or
    of those since a sum above it, or up to the next. A row that was not read may be one more."""
    heads = [head.row for head in reading.families.heads]
    unreadable = sorted(reading.unreadable)
    sums = reading.passed_over.get("total", [])
    above = [bisect_left(heads, row) for row in sums]
    before = [0]  # in order, as the sums are
    for place, (row, own) in enumerate(zip(sums, above, strict=True)):
        texts = [plain(shown(cell)) for cell in sheet.rows[row - 1]]
        counts = {int(each) for text in texts for each in _HOUSEHOLDS.findall(text)}
        since = own - (above[place - 1] if place else 0)
        below = (above[place + 1] if place + 1 < len(above) else len(heads)) - own
        if len(counts) == 1 and not any(map(_OF_MORE.search, texts)):
            [count] = counts
            fewest = count - bisect_left(unreadable, row)
            of_some = any(fewest <= each <= count for each in (len(heads), below))
            if not of_some and bisect_left(before, own - count) == bisect_right(before, own - fewest):
                read = str(since or own or len(heads))
                yield Issue("sum-differs", file, sheet.name, row, found=f"{count}户", values={"read": read})
        before.append(own)
