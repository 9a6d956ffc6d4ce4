"""What the XML of one worksheet tells and calamine does not.

Which cells hold an error or a formula without stored value (calamine gives both as blanks), what is hidden,
which numbers are shown in another unit, which cells are struck through, and whether a cell lies so far away
that calamine, which holds rows × columns, would end the process.

Nearly every sheet is written the same way, has nothing of the kind and lies in a frame that can be held: a
few quick searches of its text tell. Only what they find is looked at closely; a sheet that is written in
another way is walked through, cell by cell.
"""

import html
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain, pairwise
from operator import itemgetter

from warmth_cli.files.refusals import Broken, StrayCell
from warmth_cli.files.sheet import MOST_CELLS, column_index, column_letter
from warmth_cli.files.told import Fault, Told

_FRAMES = tuple(
    re.compile(rb'<c(?! r="%b")' % place)
    for place in (rb"A?[A-Z](?:\d{1,5}|[1-4]\d{5})", rb"[A-Z]\d{1,6}", rb"[A-Z]{1,2}(?:\d{1,4}|[1-3]\d{4})")
)
"""A cell outside of AZ499999, of Z999999, of ZZ39999, each less than MOST_CELLS; or one whose place is not
written the way nearly every program writes it."""
_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
_ROW_NUMBER = re.compile(rb"""<row\s(?:[^<>]*?\s)?r\s*=\s*["'](\d+)["']""")
_HIDING_ROW = re.compile(rb"""<row[^<>]*?\s(?:hidden|ht\s*=\s*["']0)""")
_ROW_OR_CELL = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^<>]*)>")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])([^<>]*)>")
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^<>]*)(?<!/)>')
_ERROR_CELL = re.compile(rb"""<c\s[^<>]*["']e["']""")
_CELL_EDGE = re.compile(rb"</?c[\s/>]")
_STYLED = rb'<c r="([A-Z]+)(\d+)"([^<>]*?\ss\s*=\s*["\'](?:%b)["\'][^<>]*)(?<!/)>'
_CONTENT = re.compile(rb"<(?:[\w.-]+:)?(?:v|f|is)[\s/>]")
_PLACE = re.compile(rb"""(?<![\w:])r\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_TYPE = re.compile(rb"""(?<![\w:])t\s*=\s*["'](\w+)["']""")
_STYLE = re.compile(rb"""(?<![\w:])s\s*=\s*["'](\d+)["']""")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?=[\s/>])[^<>]*?(?:/>|>([^<]*)<)")
_DOUBTFUL_FORMULA = re.compile(
    rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f\s*>)\s*(?:<v\b[^<>]*>\s*0?\s*(?:</v\s*>)?\s*)?</c"
)
"""A formula without stored value, or with 0, which is what some programs store when they cannot reckon."""
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col(?=[\s/>])([^<>]*)>")
_HIDDEN = re.compile(
    rb"""(?<![\w:])hidden\s*=\s*["'](?:1|true)["']|(?<![\w:])(?:ht|width)\s*=\s*["']0(?:\.0*)?["']"""
)
_SPAN = re.compile(rb"""(?<![\w:])(min|max)\s*=\s*["'](\d{1,5})["']""")
_FEW_STYLES = 50
"""So many are looked for one by one; a sheet with more is walked through."""
_STRIKE = re.compile(rb"""<(?:[\w.-]+:)?strike(?![^<>]*?val\s*=\s*["'](?:0|false)["'])[\s/>]""")
STRING = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")
"""The beginning of a shared string, in the part of them."""
_SHARED = b't="s"><v>'
"""How nearly every program writes that a cell has a shared string."""
_SHARED_CELL = re.compile(_SHARED + rb"([^<]+)<")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_NUMBER_TYPES = (b"", b"n")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384

_CDATA = b"<![CDATA["
_STRINGS_TAG = re.compile(rb"sst\s[^<>]*")
_COUNT = re.compile(rb"""ount\s*=\s*["']\s*\+?(\d+)""")
_OTHER_ENCODING = re.compile(rb"""\0|encoding\s*=\s*["'](?!utf-8|us-ascii)""", re.IGNORECASE)

_XmlCell = tuple[int, int, bytes, bytes, bytes]
"""Row and column from 0, type, style, and what is inside."""
Portion = tuple[memoryview, ...]
"""Pieces of text that are a worksheet when they are put together."""


class Worksheet:
    """The XML of one worksheet. Raises Broken for what calamine would pass over, StrayCell for a far cell."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._start, self._end = max(xml.find(b"sheetData"), 0), max(xml.rfind(b"sheetData"), 0)
        if _OTHER_ENCODING.search(xml[:200]):
            raise Broken("calamine reads UTF-8 only")
        self._usual = not self._has(_PREFIXED) and not all(self._has(frame) for frame in _FRAMES)
        if not self._usual:
            self._refuse_stray_cells()

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
        if self._holds(_CDATA):
            raise Broken("calamine passes over CDATA")
        numbers = self._row_numbers()
        if len(set(numbers)) < len(numbers):
            raise Broken("two rows of one number: calamine keeps the later")
        return Told(
            list(self._faults(reckons)),
            frozenset(self._hidden_rows()),
            self._hidden_columns(),
            self._formats(rescaling),
            frozenset(self._struck(striking, struck_strings)),
        )

    def count_shared(self) -> int:
        """How many cells have a shared string, or a few more."""
        return self._xml.count(b'"s"', *self._range) + self._xml.count(b"'s'", *self._range)

    def shared(self) -> Iterator[int]:
        """The place of the shared string of each cell that has one. ValueError for a place that is none."""
        if self._xml.count(_SHARED, *self._range) == self.count_shared() and not self._holds(b"<!"):
            return map(int, map(itemgetter(1), _SHARED_CELL.finditer(self._xml, *self._range)))
        cells = (_COMMENT.sub(b"", inside) for _, _, kind, _, inside in self._cells() if kind == b"s")
        values = (value[1].strip() for value in map(_VALUE.search, cells) if value and value[1])
        return (int(value) for value in values if value)

    def _row_numbers(self) -> list[bytes]:
        if self._usual:
            return _ROW_NUMBER.findall(self._xml, *self._range)
        places = (_PLACE.search(found[1]) for found in _ROW.finditer(self._xml, *self._range))
        return [place[2] for place in places if place]

    def portions(self, size: int) -> list[Portion]:
        """The worksheet in portions, each with some of the rows: `size` bytes of them, or a little more.

        One is a single portion where a cell may not tell its own place.
        """
        xml = memoryview(self._xml)
        first, last = self._xml.find(b">", self._start) + 1, self._xml.rfind(b"<", 0, self._end)
        if not self._usual or self._holds(b"<!") or last - first < 2 * size:
            return [(xml,)]
        places = range(first + size, last - size + 1, size)
        cuts = sorted({first, last, *(self._xml.find(b"<row", place, last) for place in places)} - {-1})
        return [(xml[:first], xml[start:end], xml[last:]) for start, end in pairwise(cuts)]

    def _faults(self, reckons: bool) -> Iterator[Fault]:
        for row, column, kind, _, inside in (
            map(self._cell, self._suspects()) if self._usual else self._cells()
        ):
            value = _VALUE.search(inside)
            if kind == b"e":
                text = value[1] if value and value[1] else b"#"
                yield row, column, html.unescape(text.decode("utf-8", "replace"))
            elif _FORMULA.search(inside):
                nothing = not value or not (value[1] or b"").strip()
                if (nothing and (kind != b"str" or not value)) or (reckons and value and value[1] == b"0"):
                    yield row, column, "=…"

    def _suspects(self) -> list[re.Match[bytes]]:
        """The cells of a usual sheet that may be faulty."""
        tags: set[int] = set()
        if self._holds(b'"e"') or self._holds(b"'e'"):
            tags = {found.start() for found in _ERROR_CELL.finditer(self._xml, *self._range)}
        last = self._start
        for found in _DOUBTFUL_FORMULA.finditer(self._xml, *self._range):
            tags.add(self._xml.rfind(b"<c", last, found.start()))
            last = found.start()
        tags.discard(-1)
        cells = (_CELL.match(self._xml, tag) for tag in sorted(tags))
        return [cell for cell in cells if cell]

    def _cell(self, found: re.Match[bytes]) -> _XmlCell:
        following = _CELL_EDGE.search(self._xml, found.end(), self._end)
        inside = self._xml[found.end() : following.start() if following else self._end]
        column = column_index(found[1].decode())
        return int(found[2]) - 1, column, _first(_TYPE, found[3]), _first(_STYLE, found[3]), inside

    def _hidden_rows(self) -> Iterator[int]:
        if self._usual and not self._has(_HIDING_ROW):
            return
        row = -1
        for found in _ROW.finditer(self._xml, *self._range):
            place = _PLACE.search(found[1])
            row = int(place[2]) - 1 if place else row + 1
            if _HIDDEN.search(found[1]):
                yield row

    def _hidden_columns(self) -> frozenset[int]:
        hidden = bytearray(_MOST_COLUMNS)
        for found in _COLUMN.finditer(self._xml, 0, self._start):
            if _HIDDEN.search(found[1]):
                ends = {end: int(number) for end, number in _SPAN.findall(found[1])}
                if len(ends) == 2:
                    first, end = max(ends[b"min"] - 1, 0), min(ends[b"max"], _MOST_COLUMNS)
                    hidden[first:end] = b"\1" * (end - first)
        return frozenset(column for column, is_hidden in enumerate(hidden) if is_hidden)

    def _formats(self, rescaling: Mapping[int, str]) -> dict[int, str]:
        """The columns some of whose numbers have one of the styles, each with the first such format."""
        formats: dict[int, str] = {}
        for _, column, kind, style, inside in self._styled(rescaling):
            if kind in _NUMBER_TYPES and column not in formats and _VALUE.search(inside):
                formats[column] = rescaling[int(style)]
        return formats

    def _struck(self, styles: Collection[int], strings: Collection[int]) -> Iterator[tuple[int, int]]:
        """The cells that have a style which strikes them, or words that are struck."""
        yield from ((row, column) for row, column, *_ in self._styled(styles))
        if not strings and not self._holds(b"strike"):
            return
        for row, column, kind, _, inside in self._cells():
            if kind == b"s":
                value = _VALUE.search(inside)
                if value and (value[1] or b"").isdigit() and int(value[1]) in strings:
                    yield row, column
            elif _STRIKE.search(inside):
                yield row, column

    def _styled(self, styles: Collection[int]) -> Iterator[_XmlCell]:
        """The cells with content that have one of the styles."""
        few = len(styles) <= _FEW_STYLES
        if few and not any(self._holds(b'"%d"' % style) or self._holds(b"'%d'" % style) for style in styles):
            return
        if few and self._usual:
            pattern = re.compile(_STYLED % b"|".join(b"%d" % style for style in styles))
            cells: Iterator[_XmlCell] = map(self._cell, pattern.finditer(self._xml, *self._range))
        else:
            cells = self._cells()
        for cell in cells:
            if int(cell[3] or 0) in styles and _CONTENT.search(cell[4]):
                yield cell

    @property
    def _range(self) -> tuple[int, int]:
        return self._start, self._end

    def _has(self, pattern: re.Pattern[bytes]) -> bool:
        return pattern.search(self._xml, *self._range) is not None

    def _holds(self, text: bytes) -> bool:
        # A single byte is found at once; nearly no sheet has a ' or a ! in it.
        rare = next((each for each in (b"'", b"!") if each in text), text)
        return self._xml.find(rare, *self._range) >= 0 and self._xml.find(text, *self._range) >= 0

    def _refuse_stray_cells(self) -> None:
        rows = columns = 0
        farthest = (0, 0)
        for row, column, *_ in self._cells():
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            farthest = max(farthest, (row, column), key=lambda place: max(place[0], 64 * place[1]))
            if row >= _MOST_ROWS:
                break
        if rows * columns > MOST_CELLS or rows > _MOST_ROWS:
            raise StrayCell(f"{column_letter(farthest[1])}{farthest[0] + 1}")

    def _cells(self) -> Iterator[_XmlCell]:
        """Every cell with content; one whose place is not written stands after the one before it."""
        row = column = -1
        tags = _ROW_OR_CELL.finditer(self._xml, *self._range)
        for found, following in pairwise(chain(tags, [None])):
            if found is None:
                continue
            place = _PLACE.search(found[2])
            if found[1] == b"row":
                row, column = int(place[2]) - 1 if place else row + 1, -1
                continue
            if place:
                row, column = int(place[2]) - 1, column_index(place[1].decode().upper())
            else:
                column += 1
            inside = self._xml[found.end() : following.start() if following else self._end]
            if not found[2].endswith(b"/") and _CONTENT.search(inside):
                yield row, column, _first(_TYPE, found[2]), _first(_STYLE, found[2]), inside


def struck_strings(strings: bytes) -> frozenset[int]:
    """The places of the shared strings some of whose words are struck through."""
    if b"strike" not in strings:
        return frozenset()
    places = [found.start() for found in STRING.finditer(strings)]
    return frozenset(
        number
        for number, (start, end) in enumerate(pairwise([*places, len(strings)]))
        if _STRIKE.search(strings, start, end)
    )


def refuse_odd_text(strings: bytes) -> None:
    """Raise Broken for a part of shared strings that calamine would not read as it stands, or whose count it
    would believe: it takes memory for so many at once, and ends the process when there is not enough."""
    if _OTHER_ENCODING.search(strings[:200]) or _CDATA in strings:
        raise Broken("calamine reads UTF-8 only, and passes over CDATA")
    for tag in _STRINGS_TAG.finditer(strings):
        if any(len(count) > 8 or int(count) > MOST_CELLS for count in _COUNT.findall(tag[0])):
            raise Broken("more shared strings than cells")


def _first(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.search(text)
    return found[1] if found else b""
