"""The markup of some rows of a worksheet: what stands in it and calamine does not tell.

Nearly every sheet is written the same way, and has nothing of the kind: a few quick searches of its markup
tell. Only what they find is looked at closely; rows that are written in another way are walked through, cell
by cell.
"""

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from warmth_cli.files.cell import NEVER_STORED
from warmth_cli.files.plain_rows import PLAIN_PLACE, plain_rows
from warmth_cli.files.refusals import StrayCell
from warmth_cli.files.sheet import MOST_CELLS, MOST_ROWS, column_index, column_letter
from warmth_cli.files.told import Fault
from warmth_cli.pattern import pattern

FRAMES = tuple(
    pattern(rb'<c(?! r="%b")' % place)
    for place in (PLAIN_PLACE, rb"[A-Z]\d{1,6}", rb"[A-Z]{1,2}(?:\d{1,4}|[1-3]\d{4})")
)
"""A cell outside of AZ499999, of Z999999, of ZZ39999, each less than MOST_CELLS; or one whose place is not
written the way nearly every program writes it."""
ANYWHERE = pattern(rb'<c(?! r="[A-Z]{1,3}\d{1,7}")')
"""A cell whose place is not written that way, wherever it lies: of rows that were walked through, where none
lies too far away."""
WIDE_FRAMES = {
    26**2 + 26: pattern(rb'<c(?! r="[A-Z]{1,2}\d{1,7}")'),
    2 * 26: pattern(rb'<c(?! r="A?[A-Z]\d{1,7}")'),
    26: pattern(rb'<c(?! r="[A-Z]\d{1,7}")'),
}
"""By how many columns lie within, the same in any row."""
_PREFIXED = pattern(rb":(?:c|row)[\s/>]")
_ROW_TAG = pattern(rb"<row\b([^<>]*)")
_ROW_NUMBER = pattern(rb"""<(?:[^<]*?\s)?r\s*=\s*["'](\d+)["']""")
_HIDING = pattern(rb"""\s(?:hidden|ht\s*=\s*["']0)""")
_ROW_OR_CELL = pattern(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^<>]*)>")
_ROW = pattern(rb"<(?:[\w.-]+:)?row(?=[\s/>])([^<>]*)>")
_CELL = pattern(rb'<c r="([A-Z]+)(\d+)"([^<>]*)(?<!/)>')
_CELL_PLACE = pattern(rb'<c r="([A-Z]+\d+)"')
_ERROR_CELL = pattern(rb"""<c\s[^<>]*["']e["']""")
_CELL_EDGE = pattern(rb"</?c[\s/>]")
_STYLED = rb'<c r="([A-Z]+)(\d+)"([^<>]*?\ss\s*=\s*["\'](?:%b)["\'][^<>]*)(?<!/)>'
_CONTENT = pattern(rb"<(?:[\w.-]+:)?(?:v|f|is)[\s/>]")
_PLACE = pattern(rb"""(?<![\w:])r\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_TYPE = pattern(rb"""(?<![\w:])t\s*=\s*["'](\w+)["']""")
_STYLE = pattern(rb"""(?<![\w:])s\s*=\s*["'](\d+)["']""")
_FORMULA = pattern(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = pattern(rb"<(?:[\w.-]+:)?v(?=[\s/>])[^<>]*?(?:/>|>([^<]*)<)")
_DOUBTFUL_FORMULA = pattern(
    rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f\s*>)\s*(?:<v\b[^<>]*>\s*0?\s*(?:</v\s*>)?\s*)?</c"
)
"""A formula without stored value, or with 0, which is what some programs store when they cannot reckon."""
HIDDEN = pattern(
    rb"""(?<![\w:])hidden\s*=\s*["'](?:1|true)["']|(?<![\w:])(?:ht|width)\s*=\s*["']0(?:\.0*)?["']"""
)
_RARE = (b"'", b"!", b"?", b"k", b"f", b":", b"e")
"""A single byte is found at once; nearly no rows have one of these in them."""
_FEW_STYLES = 50
"""So many are looked for one by one; a sheet with more is walked through."""
STRIKE = pattern(rb"""<(?:[\w.-]+:)?strike(?![^<>]*?val\s*=\s*["'](?:0|false)["'])[\s/>]""")
_SHARED = b't="s"><v>'
"""How nearly every program writes that a cell has a shared string."""
_SHARED_CELL = pattern(_SHARED + rb"([^<]+)<")
_COMMENT = pattern(rb"<!--.*?-->", re.DOTALL)
_EMPTY = (b'"></c>', b"<t></t></is>", b"<t/></is>", b"<t /></is>", b"<v></v></c>", b"<v/></c>", b"<v /></c>")
"""How cells end that have a tag of their own and nothing in them."""
_OF_FAULTS = (b'"e"', b"'e'", b"<f", b":f")
"""Without one of these there is no error, and no formula."""
_NUMBER_TYPES = (b"", b"n")
_ODD_SHARED = (
    pattern(rb't="s"[^<>]*(?<!/)>(?!<v>\d+<)'),
    pattern(rb"""t=["']s["'][^<>]*(?<!/)>(?!<v>\d+<)"""),
)
"""A cell with a shared string whose number is written in another way, or is none; in either quotes."""
_BEHIND_VALUE = pattern(rb"</v>(?!\s*</c>)")
_COMMENT_IN_VALUE = pattern(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>[^<]*<[!?]")
_SPELT_NUMBER = pattern(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>[^<&]*&")
_ODD_INLINE = (
    pattern(rb"""inlineStr["'][^<>]*(?<!/)>(?!\s*(?:<is>\s*<|</c>))"""),
    pattern(rb"</is>(?!\s*</c>)"),
)
"""Words of a cell that do not stand alone, in the element that is for them."""
_BARE_WORDS = pattern(rb"<(?:[\w.-]+:)?is(?:\s[^<>]*)?>\s*[^<\s]")
_VALUE_TAG = pattern(rb"<(?:[\w.-]+:)?(v|f|is)(?=[\s/>])")
_NO_WORDS = pattern(rb"<(?:[\w.-]+:)?f(?:\s[^<>]*)?>[^<]*|<!--.*?-->|<[^<>]*(?:>|\Z)", re.DOTALL)

_XmlCell = tuple[int, int, bytes, bytes, bytes]
"""Row and column from 0, type, style, and what is inside."""


class _Walk(NamedTuple):
    """What a walk through all cells told: the last row and column from 0, -1 where there is no cell, the cell
    that lies farthest out, whether two cells have one place."""

    last_row: int
    last_column: int
    farthest: tuple[int, int]
    met_twice: bool


class RowMarkup:
    """The markup of some rows of a worksheet: the bytes of `xml` from `start` to `end`.

    They are `usual` when they lie within a frame and no tag has a prefix: then each cell is written as nearly
    every program does it.
    """

    def __init__(self, xml: bytes, start: int, end: int, usual: bool = False) -> None:
        self._xml, self._start, self._end = xml, start, end
        self._usual = usual

    def lie_within(self, frame: re.Pattern[bytes]) -> bool:
        """Whether every cell is written in the usual way and lies within one of the FRAMES."""
        if self._is_plain and frame is FRAMES[0]:
            return True
        prefixed = (self.holds(b":c") or self.holds(b":row")) and self._has(_PREFIXED)
        return not prefixed and not self._has(frame)

    def tell_their_numbers(self) -> bool:
        """Whether each row has a number, and need not be counted from the first of the sheet."""
        return self._is_plain or self._row_tags.count(b"<") == len(self.numbers)

    def refuse_stray_cells(self) -> None:
        """Raise StrayCell where a cell lies so far away that calamine would end the process."""
        walk = self._walk
        if (walk.last_row + 1) * (walk.last_column + 1) > MOST_CELLS or walk.last_row >= MOST_ROWS:
            row, column = walk.farthest
            # In one piece so long a number would be hidden like a person's.
            raise StrayCell(f"{column_letter(column)}{row + 1 if row < MOST_ROWS else f'{row + 1:,}'}")

    def have_a_cell_twice(self) -> bool:
        """Whether two cells with content have one place; the cells of a row stand together."""
        if self._usual:
            places = _CELL_PLACE.findall(self._xml, *self._range)
            if len(set(places)) == len(places):
                return False
        return self._walk.met_twice

    def holds(self, text: bytes) -> bool:
        """Whether these bytes stand in them."""
        rare = next((each for each in _RARE if each in text), text)
        return self._xml.find(rare, *self._range) >= 0 and self._xml.find(text, *self._range) >= 0

    def count_filled(self) -> int:
        """How many cells have content, as far as that is quickly told."""
        return self._xml.count(b"</c>", *self._range)

    def count_empty(self) -> int:
        """How many of these say nothing all the same, as far as that is quickly told."""
        return sum(self._xml.count(end, *self._range) for end in _EMPTY)

    def count_shared(self) -> int:
        """How many cells have a shared string, or a few more."""
        others = self._xml.count(b"'s'", *self._range) if self.holds(b"'s'") else 0
        return self._xml.count(b'"s"', *self._range) + others

    def shared(self) -> Iterator[int]:
        """The place of the shared string of each cell that has one. ValueError for a place that is none."""
        if self._xml.count(_SHARED, *self._range) == self.count_shared() and not self.holds(b"<!"):
            return map(int, map(itemgetter(1), _SHARED_CELL.finditer(self._xml, *self._range)))
        cells = (_COMMENT.sub(b"", inside) for _, _, kind, _, inside in self._cells() if kind == b"s")
        values = (value[1].strip() for value in map(_VALUE.search, cells) if value and value[1])
        return (int(value) for value in values if value)

    @cached_property
    def numbers(self) -> list[bytes]:
        """The number of each row that has one."""
        if self._is_plain:
            return self._plain[0]
        if self._usual:
            return _ROW_NUMBER.findall(self._row_tags)
        places = (_PLACE.search(found[1]) for found in _ROW.finditer(self._xml, *self._range))
        return [place[2] for place in places if place]

    def faults(self, reckons: bool) -> Iterator[Fault]:
        """The cells that hold an error, or a formula whose value was never stored.

        `reckons`: formulas are to be reckoned when the file is opened, so that a stored 0 may be such a one.
        """
        if self._is_plain or not any(map(self.holds, _OF_FAULTS)):
            return
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
                    yield row, column, NEVER_STORED

    def misread(self) -> Iterator[Fault]:
        """The cells of which calamine makes another value than stands there, with what does."""
        if self._is_plain:
            return iter(())
        patterns = [_BEHIND_VALUE, _ODD_SHARED[self.holds(b"'s'")]]
        patterns += [_COMMENT_IN_VALUE] * (self.holds(b"<!") or self.holds(b"<?"))
        patterns += [_SPELT_NUMBER] * self.holds(b"&#")
        return self._misread(patterns)

    def passed_over(self) -> Iterator[Fault]:
        """The cells with words of their own of which calamine makes a blank, with the words."""
        if self._is_plain or not (self.holds(b"inlineStr") or self.holds(b":is")):
            return iter(())
        return self._misread(_ODD_INLINE)

    def _misread(self, patterns: Sequence[re.Pattern[bytes]]) -> Iterator[Fault]:
        if self._usual:
            hits = [each.finditer(self._xml, *self._range) for each in patterns]
            cells: Iterator[_XmlCell] = map(
                self._cell, self._cells_of(found.start() for found in chain(*hits))
            )
        else:
            cells = self._cells()
        for row, column, kind, _, inside in cells:
            words = html.unescape(_NO_WORDS.sub(b"", inside).decode("utf-8", "replace")).strip()
            if words and _is_odd(kind, inside):
                yield row, column, words

    def _suspects(self) -> list[re.Match[bytes]]:
        """The cells of a usual sheet that may be faulty."""
        tags: set[int] = set()
        if self.holds(b'"e"') or self.holds(b"'e'"):
            tags = {found.start() for found in _ERROR_CELL.finditer(self._xml, *self._range)}
        formulas = _DOUBTFUL_FORMULA.finditer(self._xml, *self._range) if self.holds(b"<f") else ()
        return self._cells_of(chain(tags, (found.start() for found in formulas)))

    def _cells_of(self, places: Iterable[int]) -> list[re.Match[bytes]]:
        """The tags of the cells of a usual sheet in which these places of the markup are."""
        tags = dict.fromkeys(self._xml.rfind(b"<c", self._start, place + 2) for place in sorted(places))
        tags.pop(-1, None)
        cells = (_CELL.match(self._xml, tag) for tag in tags)
        return [cell for cell in cells if cell]

    def _cell(self, found: re.Match[bytes]) -> _XmlCell:
        following = _CELL_EDGE.search(self._xml, found.end(), self._end)
        inside = self._xml[found.end() : following.start() if following else self._end]
        column = column_index(found[1].decode())
        return int(found[2]) - 1, column, _first(_TYPE, found[3]), _first(_STYLE, found[3]), inside

    def hidden(self) -> Iterator[int]:
        """The rows that are hidden."""
        tags = self._plain[1] or {self._row_tags} if self._usual else ()
        if tags and not any(map(_HIDING.search, tags)):
            return
        row = -1
        for found in _ROW.finditer(self._xml, *self._range):
            place = _PLACE.search(found[1])
            row = int(place[2]) - 1 if place else row + 1
            if HIDDEN.search(found[1]):
                yield row

    def formats(self, speaking: Mapping[int, str]) -> dict[int, dict[str, int]]:
        """The columns some of whose numbers have one of the styles, each with the formats of these, and the
        first row of each."""
        formats: dict[int, dict[str, int]] = {}
        for row, column, kind, style, inside in self._styled(speaking):
            code = speaking[int(style or 0)]
            if kind in _NUMBER_TYPES and code not in formats.get(column, ()) and _VALUE.search(inside):
                formats.setdefault(column, {})[code] = row
        return formats

    def struck(self, styles: Collection[int], strings: Collection[int]) -> Iterator[tuple[int, int]]:
        """The cells that have one of the styles, which strike them, or words that are struck."""
        yield from ((row, column) for row, column, *_ in self._styled(styles))
        if not strings and not self.holds(b"strike"):
            return
        for row, column, kind, _, inside in self._cells():
            if kind == b"s":
                value = _VALUE.search(inside)
                if value and (value[1] or b"").isdigit() and int(value[1]) in strings:
                    yield row, column
            elif STRIKE.search(inside):
                yield row, column

    def _styled(self, styles: Collection[int]) -> Iterator[_XmlCell]:
        """The cells with content that have one of the styles."""
        few = len(styles) <= _FEW_STYLES and 0 not in styles  # which is that of cells that say none
        if few and not any(self.holds(b'"%d"' % style) or self.holds(b"'%d'" % style) for style in styles):
            return
        if few and self._usual:
            pattern = re.compile(_STYLED % b"|".join(b"%d" % style for style in styles))
            cells: Iterator[_XmlCell] = map(self._cell, pattern.finditer(self._xml, *self._range))
        else:
            cells = self._cells()
        for cell in cells:
            if int(cell[3] or 0) in styles and _CONTENT.search(cell[4]):
                yield cell

    @cached_property
    def _walk(self) -> _Walk:
        """What one walk through all cells tells; it ends at the first row that no sheet has."""
        before = last_row = last_column = -1
        farthest, columns, twice = (0, 0), set[int](), False
        for row, column, *_ in self._filled():
            if row != before:
                before, columns = row, set()
            twice = twice or column in columns
            columns.add(column)
            if row > last_row or column > last_column:
                last_row, last_column = max(last_row, row), max(last_column, column)
                farthest = max(farthest, (row, column), key=lambda place: max(place[0], 64 * place[1]))
            if row >= MOST_ROWS:
                break
        return _Walk(last_row, last_column, farthest, twice)

    @cached_property
    def _plain(self) -> tuple[list[bytes], set[bytes]]:
        """The number of each row and the rest of their tags, where all rows are plain; else nothing."""
        return plain_rows(self._xml, self._start, self._end) if self._usual else ([], set())

    @property
    def _is_plain(self) -> bool:
        return self._plain[0] != []

    @cached_property
    def _row_tags(self) -> bytes:
        """What the tag of each row says, each behind a "<"."""
        return b"<".join([b"", *_ROW_TAG.findall(self._xml, *self._range)])

    @property
    def _range(self) -> tuple[int, int]:
        return self._start, self._end

    def _has(self, pattern: re.Pattern[bytes]) -> bool:
        return pattern.search(self._xml, *self._range) is not None

    def _cells(self) -> Iterator[_XmlCell]:
        """Every cell with content."""
        for row, column, tag, inside in self._filled():
            yield row, column, _first(_TYPE, tag), _first(_STYLE, tag), inside

    def _filled(self) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Row, column, tag and inside of every cell with content; one whose place is not written stands after
        the one before it."""
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
                yield row, column, found[2], inside


def _is_odd(kind: bytes, inside: bytes) -> bool:
    """Whether a cell with this inside has several values, or one that its kind cannot have."""
    parts = [found[1] for found in _VALUE_TAG.finditer(inside)]
    value = _VALUE.search(inside)
    text = (value and value[1]) or b""
    if b"f" in parts[1:] or len(parts) - parts.count(b"f") > 1 or _COMMENT_IN_VALUE.search(inside):
        return True
    if kind == b"s" and b"v" in parts:
        return not text.isdigit()
    if kind in (*_NUMBER_TYPES, b"b") and b"&" in text:
        return True
    return (kind == b"inlineStr" and b"v" in parts) or bool(_BARE_WORDS.search(inside))


def _first(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.search(text)
    return found[1] if found else b""
