"""The XML of one worksheet: what it tells and calamine does not, and the portions that calamine is given.

What is told: which cells hold an error or a formula without stored value (calamine gives both as blanks),
what is hidden, which numbers are shown in another unit, which cells are struck through. A cell that lies so
far away that calamine, which holds rows × columns, would end the process is refused before calamine sees it.
"""

import re
from collections.abc import Callable, Collection, Mapping
from itertools import pairwise
from typing import TypeVar

from warmth_cli.files.refusals import Broken
from warmth_cli.files.row_markup import FRAMES, HIDDEN, RowMarkup
from warmth_cli.files.told import Told

OTHER_ENCODING = re.compile(rb"""\0|encoding\s*=\s*["'](?!utf-8|us-ascii)""", re.IGNORECASE)
"""What the beginning of a part says that is not in UTF-8, the only encoding that calamine reads."""
CDATA = b"<![CDATA["
"""Text that calamine passes over."""
_ROWS = re.compile(rb"<(?:[\w.-]+:)?sheetData(?=[\s/>])")
_MERGED = re.compile(rb"<mergeCells(?:\s[^<>]*)?(?:/>|>.*?</mergeCells\s*>)", re.DOTALL)
_NO_ELEMENT = (b"<!", b"<?")
"""Behind these may stand what looks like an element and is none."""
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col(?=[\s/>])([^<>]*)>")
_SPAN = re.compile(rb"""(?<![\w:])(min|max)\s*=\s*["'](\d{1,5})["']""")
_MOST_COLUMNS = 16_384
_LOOKED_AT = 2 * 1024**2
"""Bytes of rows that are looked at in one go: meanwhile no other thread gets at Python."""

T = TypeVar("T")
Portion = tuple[memoryview, ...]
"""Pieces of markup that are a worksheet when they are put together."""


class Worksheet:
    """The XML of one worksheet. Raises Broken for what calamine would pass over, StrayCell for a far cell."""

    def __init__(self, xml: bytes) -> None:
        if OTHER_ENCODING.search(xml[:200]):
            raise Broken("calamine reads UTF-8 only")
        self._xml = xml
        rows = _ROWS.search(xml)
        self._start, self._end = rows.start() if rows else 0, max(xml.rfind(b"sheetData"), 0)
        self.rows = RowMarkup(xml, self._start, self._end)
        """All rows together; `tell` may look at them run by run."""
        self._runs: list[RowMarkup] = []

    @property
    def length(self) -> int:
        """The bytes of its rows."""
        return self._end - self._start

    def in_portions(self, size: int, give: Callable[[Portion], T]) -> list[T]:
        """Give the worksheet away in portions, each with some of its rows: `size` bytes, or half of it more
        or less.

        Each is looked at before it is given, so that calamine can read it while the next one is looked at.
        What `give` makes of them comes back; nothing where calamine must read the sheet as a whole: it is
        small, or a cell in it may not tell its own place.
        """
        first, last = self._xml.find(b">", self._start) + 1, self._xml.rfind(b"<", 0, self._end)
        if 2 * (last - first) < 3 * size or self.rows.holds(b"<!"):
            self._look_at_whole()
            return []
        xml = memoryview(self._xml)
        before, behind = self._around(first, last)

        def cuts(step: int) -> set[int]:
            places = range(first + step, last - step // 2 + 1, step)
            return {last, *(self._xml.find(b"<row", place, last) for place in places)} - {-1}

        ends = cuts(size)
        looked_at = sorted({first} | ends | cuts(min(size, _LOOKED_AT)))
        frames, runs, given, begins = [*FRAMES], [], [], first
        for start, end in pairwise(looked_at):
            new = [RowMarkup(self._xml, start, end, usual=True)]
            runs += new
            while frames and not all(each.lie_within(frames[0]) for each in new):
                del frames[0]
                new = runs  # all of them must lie within one frame
            if not frames or not runs[-1].tell_their_numbers():
                break
            if end in ends:
                given.append(give((*before, xml[begins:end], *behind)))
                begins = end
        else:
            self._runs = runs
            return given
        self._look_at_whole()
        return []

    def tell(
        self,
        reckons: bool,
        rescaling: Mapping[int, str],
        striking: Collection[int],
        struck_strings: Collection[int] = (),
    ) -> Told:
        """What calamine does not tell.

        `reckons`: formulas are to be reckoned when the file is opened, so that a stored 0 may be a value that
        never was. `rescaling` are the styles that show another unit, with their number format, `striking`
        those that strike a cell through, `struck_strings` the shared strings with struck words.
        """
        if not self._runs:
            self._look_at_whole()
        if any(run.holds(CDATA) for run in self._runs):
            raise Broken("calamine passes over CDATA")
        numbers = [number for run in self._runs for number in run.numbers]
        if len(set(numbers)) < len(numbers):
            raise Broken("two rows of one number: calamine keeps the later")
        # A sheet in portions has too many cells for this, and a program has written it: none writes two.
        if len(self._runs) == 1 and self._runs[0].have_a_cell_twice():
            raise Broken("two cells of one place: calamine keeps the later")
        formats: dict[int, str] = {}
        for run in self._runs:
            formats = run.formats(rescaling) | formats
        return Told(
            [fault for run in self._runs for fault in run.faults(reckons)],
            frozenset(row for run in self._runs for row in run.hidden()),
            self._hidden_columns(),
            formats,
            frozenset(place for run in self._runs for place in run.struck(striking, struck_strings)),
        )

    def _around(self, first: int, last: int) -> tuple[Portion, Portion]:
        """What stands before the rows in each portion, and what behind them; the rows are those from `first`
        to `last`.

        The merged ranges go before the rows: calamine seeks them from the beginning on, and to find them
        behind the rows, or to find none, would take apart all rows a second time.
        """
        xml = memoryview(self._xml)
        found = _MERGED.search(self._xml, last)
        start, end = found.span() if found else (last, last)
        merged = xml[start:end] if found else memoryview(b"<mergeCells/>")
        others = (self._xml[len("<?xml") : self._start], self._xml[last:start], self._xml[end:])
        if any(mark in other for other in others for mark in (*_NO_ELEMENT, b"mergeCells")):
            return (xml[:first],), (xml[last:],)
        return (xml[: self._start], merged, xml[self._start : first]), (xml[last:start], xml[end:])

    def _look_at_whole(self) -> None:
        usual = any(self.rows.lie_within(frame) for frame in FRAMES)
        if usual:
            self._runs = [RowMarkup(self._xml, self._start, self._end, usual=True)]
        else:
            self.rows.refuse_stray_cells()
            self._runs = [self.rows]

    def _hidden_columns(self) -> frozenset[int]:
        hidden = bytearray(_MOST_COLUMNS)
        for found in _COLUMN.finditer(self._xml, 0, self._start):
            if HIDDEN.search(found[1]):
                ends = {end: int(number) for end, number in _SPAN.findall(found[1])}
                if len(ends) == 2:
                    first, end = max(ends[b"min"] - 1, 0), min(ends[b"max"], _MOST_COLUMNS)
                    hidden[first:end] = b"\1" * (end - first)
        return frozenset(column for column, is_hidden in enumerate(hidden) if is_hidden)
