"""The XML of one worksheet: what it tells and calamine does not, and the portions that calamine is given.

What is told: which cells hold an error or a formula without stored value (calamine gives both as blanks),
what is hidden, which numbers are shown in another unit, which cells are struck through. A cell that lies so
far away that calamine, which holds rows × columns, would end the process is refused before calamine sees it.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from warmth_cli.files.beside_cells import page_words
from warmth_cli.files.refusals import Broken
from warmth_cli.files.row_markup import ANYWHERE, FRAMES, HIDDEN, WIDE_FRAMES, RowMarkup
from warmth_cli.files.sheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from warmth_cli.files.told import KNOWN_ERRORS, Fault, Told
from warmth_cli.pattern import pattern

OTHER_ENCODING = pattern(rb"""\0|encoding\s*=\s*["'](?!utf-8|us-ascii)""", re.IGNORECASE)
"""What the beginning of a part says that is not in UTF-8, the only encoding that calamine reads."""
CDATA = b"<![CDATA["
"""Text that calamine passes over."""
_ROWS = pattern(rb"<(?:[\w.-]+:)?sheetData(?=[\s/>])")
_MERGED = pattern(rb"<mergeCells(?:\s[^<>]*)?(?:/>|>.*?</mergeCells\s*>)", re.DOTALL)
_NO_ELEMENT = (b"<!", b"<?")
"""Behind these may stand what looks like an element and is none."""
_ERROR = pattern(
    rb"""(<(?:[\w.-]+:)?c\s(?:[^<>]*?\s)?t\s*=\s*["']e["'][^<>]*(?<!/)>\s*"""
    rb"""(?:<(?:[\w.-]+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:[\w.-]+:)?f\s*>)\s*)?<(?:[\w.-]+:)?v[^<>]*>)([^<]*)"""
)
_LONGEST_PREFIX = 60
_CLOSING = pattern(rb"</(?:[\w.-]+:)?\Z")
_COLUMN = pattern(rb"<(?:[\w.-]+:)?col(?=[\s/>])([^<>]*)>")
_SPAN = pattern(rb"""(?<![\w:])(min|max)\s*=\s*["'](\d{1,5})["']""")
_ZEROS_HIDDEN = pattern(rb"""<(?:[\w.-]+:)?sheetView\s[^<>]*?showZeros\s*=\s*["'](?:0|false)""")
_NUMBERED_ROW = pattern(rb'<row r="(\d{1,9})"')
GAP = 10_000
"""So many blank rows are a gap."""
_SHORTEST_ROW = 150
"""Bytes; a sheet with longer rows has no large gap between them."""

Portion = tuple[memoryview, ...]
"""Pieces of markup that are a worksheet when they are put together."""


class Worksheet:
    """The XML of one worksheet. Raises Broken for what calamine would pass over, StrayCell for a far cell."""

    def __init__(self, xml: bytes) -> None:
        if OTHER_ENCODING.search(xml[:200]):
            raise Broken("calamine reads UTF-8 only")
        self._xml = xml
        rows = _ROWS.search(xml)
        self._start, self._end = rows.start() if rows else 0, _end_of_rows(xml)
        self.rows = RowMarkup(xml, self._start, self._end)
        """All rows together; `tell` may look at them run by run."""
        self._runs: list[RowMarkup] = []
        self._cuts: list[int] = []
        self._frames: Sequence[re.Pattern[bytes]] = FRAMES
        self.has_gaps = False
        """Whether the portions lie far apart."""

    def portions(self, size: int) -> list[Portion]:
        """The worksheet in portions, each with some of its rows: `size` bytes, or half of it more or less.

        None where calamine must read it as a whole: it is small, or its markup may be written in an unusual
        way. Otherwise `look_at_portions` comes next.
        """
        first, last = self._xml.find(b">", self._start) + 1, self._xml.rfind(b"<", 0, self._end)
        gaps = self._gaps(first, last)
        if (2 * (last - first) < 3 * size and not gaps) or any(map(self.rows.holds, _NO_ELEMENT)):
            self._look_at_whole()
            return []
        places = (
            self._xml.find(b"<row", place, last) for place in range(first + size, last - size // 2 + 1, size)
        )
        self._cuts = sorted({first, last, *places, *gaps} - {-1})
        xml = memoryview(self._xml)
        before, behind = self._around(first, last)
        return [(*before, xml[start:end], *behind) for start, end in pairwise(self._cuts)]

    def _gaps(self, first: int, last: int) -> list[int]:
        """Where a row begins that stands far below the one before it: one stray cell in the last row of all
        would make calamine hold a million blank rows. What lies between two portions nobody holds."""
        at_end = _NUMBERED_ROW.match(self._xml, max(self._xml.rfind(b"<row ", first, last), first))
        if at_end is None or int(at_end[1]) * _SHORTEST_ROW < last - first:
            return []
        before = left_out = 0
        places = []
        for row in _NUMBERED_ROW.finditer(self._xml, first, last):
            if (number := int(row[1])) > before + GAP:
                places.append(row.start())
                left_out += number - before
            before = number
        self.has_gaps = bool(places)
        if places:
            held = before - left_out + len(places)
            self._frames = [frame for width, frame in WIDE_FRAMES.items() if width * held <= MOST_CELLS]
        return places if before <= MOST_ROWS else []

    def look_at_portions(self) -> Iterator[int]:
        """Look at one portion after another, and give the number of each that calamine may read.

        It ends before the last where a cell may not tell its own place, or rows are not in order: then
        calamine must read the sheet as a whole.
        """
        frames, last = [*self._frames], 0
        for number, (start, end) in enumerate(pairwise(self._cuts)):
            run = RowMarkup(self._xml, start, end, usual=True)
            self._runs.append(run)
            if frames and not run.lie_within(frames[0]):
                del frames[0]
                while frames and not all(each.lie_within(frames[0]) for each in self._runs):
                    del frames[0]  # all of them must lie within one frame
            rows = [last, *map(int, run.numbers)]
            if not frames or not run.tell_their_numbers() or sorted({*rows}) != rows:
                self._look_at_whole()
                return
            last = rows[-1]
            yield number

    def tell(
        self,
        reckons: bool,
        speaking: Mapping[int, str],
        striking: Collection[int],
        struck_strings: Collection[int] = (),
    ) -> Told:
        """What calamine does not tell.

        `reckons`: formulas are to be reckoned when the file is opened, so that a stored 0 may be a value that
        never was. `speaking` are the styles that say more of a number, with their number format, `striking`
        those that strike a cell through, `struck_strings` the shared strings with struck words.
        """
        if not self._runs:
            self._look_at_whole()
        if any(run.holds(CDATA) for run in self._runs):
            raise Broken("calamine passes over CDATA")
        if len(self._runs) == 1:  # of several the rows are in order, and their cells are counted at the end
            numbers = self._runs[0].numbers
            if len(set(numbers)) < len(numbers):
                raise Broken("two rows of one number: calamine keeps the later")
            self._refuse_cells_of_one_place()
        formats: dict[int, dict[str, int]] = {}
        for run in self._runs:
            for column, rows in run.formats(speaking).items():
                before = formats.get(column, {})
                formats[column] = before | rows | before
        return Told(
            [fault for run in self._runs for fault in run.faults(reckons)],
            frozenset(row for run in self._runs for row in run.hidden()),
            self._hidden_columns(),
            formats,
            frozenset(place for run in self._runs for place in run.struck(striking, struck_strings)),
            tuple(fault for run in self._runs for fault in run.misread()),
            _ZEROS_HIDDEN.search(self._xml, 0, self._start) is not None,
        )

    def _around(self, first: int, last: int) -> tuple[Portion, Portion]:
        """What stands before the rows in each portion, and what behind them; the rows are those from `first`
        to `last`.

        The merged ranges go before the rows: calamine seeks them from the beginning on, and to find them
        behind the rows, or to find none, would take apart all rows a second time.
        """
        xml = memoryview(self._xml)
        found = _MERGED.match(self._xml, max(self._xml.find(b"<mergeCells", last), last))
        start, end = found.span() if found else (last, last)
        merged = xml[start:end] if found else memoryview(b"<mergeCells/>")
        others = (self._xml[len("<?xml") : self._start], self._xml[last:start], self._xml[end:])
        if any(mark in other for other in others for mark in (*_NO_ELEMENT, b"mergeCells")):
            return (xml[:first],), (xml[last:],)
        return (xml[: self._start], merged, xml[self._start : first]), (xml[last:start], xml[end:])

    def with_known_errors(self) -> Portion:
        """The worksheet with an error that calamine knows in place of each other one, which is told."""

        def known(found: re.Match[bytes]) -> bytes:
            return found[0] if found[2].decode("utf-8", "replace") in KNOWN_ERRORS else found[1] + b"#N/A"

        return (memoryview(_ERROR.sub(known, self._xml)),)

    def count_filled(self) -> Collection[int]:
        """How many cells have content, as far as that is quickly told: by their tags, and less by those that
        say nothing all the same. These are seldom, and counted where the first rows have some."""
        filled = sum(run.count_filled() for run in self._runs)
        if not self._runs[0].count_empty():
            return (filled,)
        return filled, filled - sum(run.count_empty() for run in self._runs)

    def passed_over(self) -> tuple[Fault, ...]:
        """The cells with words that calamine passed over; Broken where two cells have one place.

        There are so many that each is looked at only where calamine gave another number than are filled.
        """
        if not self._runs:  # it was read in portions, and is unpacked once more
            self._look_at_whole()
        self._refuse_cells_of_one_place()
        return tuple(fault for run in self._runs for fault in run.passed_over())

    def page_words(self) -> tuple[str, ...]:
        """What stands at the head and the foot of its pages."""
        return page_words(self._xml)

    def _refuse_cells_of_one_place(self) -> None:
        if any(run.have_a_cell_twice() for run in self._runs):
            raise Broken("two cells of one place: calamine keeps the later")

    def _look_at_whole(self) -> None:
        usual = any(self.rows.lie_within(frame) for frame in FRAMES)
        if usual:
            self._runs = [RowMarkup(self._xml, self._start, self._end, usual=True)]
        else:
            self.rows.refuse_stray_cells()
            usual = self.rows.lie_within(ANYWHERE)
            self._runs = [RowMarkup(self._xml, self._start, self._end, usual)] if usual else [self.rows]

    def _hidden_columns(self) -> frozenset[int]:
        hidden = bytearray(MOST_COLUMNS)
        for found in _COLUMN.finditer(self._xml, 0, self._start):
            if HIDDEN.search(found[1]):
                ends = {end: int(number) for end, number in _SPAN.findall(found[1])}
                if len(ends) == 2:
                    first, end = max(ends[b"min"] - 1, 0), min(ends[b"max"], MOST_COLUMNS)
                    hidden[first:end] = b"\1" * (end - first)
        return frozenset(column for column, is_hidden in enumerate(hidden) if is_hidden)


def _end_of_rows(xml: bytes) -> int:
    """Where the last tag names the rows that it ends; a link or a list of choices may name a sheet so."""
    place = len(xml)
    while (place := xml.rfind(b"sheetData", 0, place)) >= 0:
        if _CLOSING.search(xml, max(place - _LONGEST_PREFIX, 0), place):
            return place
    return max(xml.rfind(b"sheetData"), 0)
