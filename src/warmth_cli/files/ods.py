"""An .ods workbook of LibreOffice or WPS becomes sheets (OpenDocument 1.3 part 3); read in a process apart.

It is read here and not by calamine, which gives errors and formulas without value as blanks, and allocates
rows × columns, which an .ods repeats by the million.
"""

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from operator import itemgetter
from xml.parsers import expat

from warmth_cli.files.cell import NEVER_STORED, Cell, Faulty
from warmth_cli.files.moment import moment
from warmth_cli.files.number_format import speaks
from warmth_cli.files.ods_styles import OdsStyles, count
from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Broken, Locked, TooManyCells
from warmth_cli.files.sheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet
from warmth_cli.pattern import pattern

_MANIFEST = "META-INF/manifest.xml"
_SPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0": "number",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
_CELLS = ("table:table-cell", "table:covered-table-cell")
_PASSED_OVER = frozenset(
    (
        "office:annotation",
        "office:forms",
        "table:shapes",
        "table:tracked-changes",
        "table:dde-links",
        "table:named-expressions",
        "text:ruby-text",
        "text:note",
    )
)
"""What stands beside the table or over its cells: comments, changes that were undone, how words sound."""
_ERROR_MARKS = ("#", "Err:", "错误:")
_LINE_ENDS = pattern(r"[\t\r\n]+")
"""Within a paragraph they are only the layout of the XML; those that are meant are elements of their own."""
_OWN = 164
"""The number of the first format that a workbook has of its own."""
_NUMBERS = ("float", "percentage", "currency")
_SHOWS_ZERO = frozenset("0-－—")
"""One of these is in what a cell shows of a 0; in books it is a dash."""
_BLANK_ZERO = "0;-0;;@"
_ZEROS_HIDDEN = pattern(rb"""ShowZeroValues["'][^<>]*>\s*false""")


def read_ods(data: bytes) -> list[Sheet]:
    """Every sheet of the workbook. Raises Refused, or what reading broken bytes raises."""
    package = Package(data)
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise Locked
    content = _Content()
    for part in ("styles.xml", "content.xml"):
        if part in package or part == "content.xml":
            content.read(package.read(part))
    settings = package.read("settings.xml") if "settings.xml" in package else b""
    zeros_hidden = _ZEROS_HIDDEN.search(settings) is not None
    return [replace(sheet, zeros_hidden=zeros_hidden) for sheet in content.sheets]


class _Names(dict[str, str]):
    """A name with its usual prefix, whatever the file calls the namespace."""

    def __missing__(self, name: str) -> str:
        """A name that is met for the first time."""
        space, _, local = name.rpartition(" ")
        self[name] = f"{_SPACES.get(space, '')}:{local}"
        return self[name]


class _Content:
    """Reads the parts as they stream by; only the table that is being read is held."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._cells_left = MOST_CELLS
        self._styles = OdsStyles()
        self._passed_over = 0
        self._table: _Table | None = None
        self._text: list[str] | None = None
        self._in_words = False
        self._comment: list[str] | None = None
        self._in_comment = False
        self._names = _Names()

    def read(self, xml: bytes) -> None:
        """Read one part."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = _refuse_entities
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise Broken(str(error)) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        names = self._names
        name = names[name]
        if self._passed_over or name in _PASSED_OVER or (name.startswith("draw:") and self._table):
            self._passed_over += 1
            self._start_passed_over(name)
            return
        about = {names[key]: value for key, value in attributes.items()}
        if self._table is None:
            if self._styles.start(name, about):
                self._text, self._in_words = [], True
        elif name in _CELLS:
            self._table.start_cell(about)
            self._text = []
        elif name == "table:table-row":
            self._table.start_row(about)
        elif name == "table:table-column":
            self._table.add_columns(about)
        elif self._text is not None:
            self._start_text(name, about)
        if name == "table:table":
            if self._table is not None:
                raise Broken("a table in a table")
            self._table = _Table(about, self._styles)

    def _start_passed_over(self, name: str) -> None:
        """Of all that is passed over, what a comment on a cell says is kept."""
        if name == "office:annotation" and self._passed_over == 1 and self._text is not None:
            self._comment = []
        elif name == "text:p" and self._comment is not None:
            self._comment.append("\n" if self._comment else "")
            self._in_comment = True

    def _start_text(self, name: str, about: dict[str, str]) -> None:
        assert self._text is not None
        if name == "text:p":
            self._text.append("\n" if self._text else "")  # an empty paragraph is words, too
            self._in_words = True
        elif name == "text:s":
            self._text.append(" " * min(count(about, "text:c"), 1000))
        elif name == "text:tab":
            self._text.append("\t")
        elif name == "text:line-break":
            self._text.append("\n")
        elif name == "text:span" and self._table and self._styles.strikes(about.get("text:style-name", "")):
            self._table.strike_words()

    def _end(self, name: str) -> None:
        name = self._names[name]
        if self._passed_over:
            self._end_passed_over(name)
            return
        if self._table is None:
            self._styles.end(name, "".join(self._text or ()))
            self._text, self._in_words = None, False
        elif name in _CELLS:
            self._table.end_cell(self._text or [])
            self._text = None
        elif name == "text:p":
            self._in_words = False
        elif name == "table:table-row":
            self._cells_left -= self._table.end_row(self._cells_left)
        elif name == "table:table":
            self.sheets.append(self._table.sheet(self._styles.hidden_tables))
            self._table = None

    def _end_passed_over(self, name: str) -> None:
        self._passed_over -= 1
        if self._comment is None:
            return
        if name == "text:p":
            self._in_comment = False
        elif not self._passed_over and self._table:
            self._table.comment_on_cell("".join(self._comment).strip())
            self._comment = None

    def _words(self, words: str) -> None:
        if self._comment is not None and self._in_comment:
            self._comment.append(_LINE_ENDS.sub(" ", words))
        elif self._in_words and self._text is not None and not self._passed_over:
            self._text.append(_LINE_ENDS.sub(" ", words))


class _Table:
    """One table while it is read; empty rows and columns are counted, and only held when others follow."""

    def __init__(self, about: dict[str, str], styles: OdsStyles) -> None:
        self._about, self._styles = about, styles
        self._struck: set[tuple[int, int]] = set()
        self._struck_here: list[int] = []
        self._comments: dict[tuple[int, int], str] = {}
        self._rows: list[list[Cell]] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._formats: dict[int, dict[str, int]] = {}
        self._speaking: dict[str, str] = {}
        self._columns: list[tuple[int, int, str, bool]] = []
        self._hidden_rows: list[tuple[int, int]] = []
        self._row = self._column = self._width = 0
        self._row_repeat, self._row_style = 1, ""
        self._cells: list[Cell] = []
        self._cell: dict[str, str] = {}
        self._has_struck_words = False

    def add_columns(self, about: dict[str, str]) -> None:
        """One or more columns, which may be hidden and say how their cells show numbers."""
        first, repeat = self._width, count(about, "table:number-columns-repeated")
        self._width = min(first + repeat, MOST_COLUMNS)
        style = about.get("table:default-cell-style-name", "")
        self._columns.append((first, self._width, style, _hidden(about)))

    def start_row(self, about: dict[str, str]) -> None:
        """A row, which may be repeated."""
        self._row_repeat = count(about, "table:number-rows-repeated")
        self._row_style = about.get("table:default-cell-style-name", "")
        self._cells, self._column = [], 0
        self._struck_here = []
        if _hidden(about):
            self._hidden_rows.append((self._row, self._row + self._row_repeat))

    def start_cell(self, about: dict[str, str]) -> None:
        """A cell, which may be repeated, merged with others, or covered by one that is."""
        self._cell, self._has_struck_words = about, False

    def strike_words(self) -> None:
        """Some words of the cell are struck through."""
        self._has_struck_words = True

    def comment_on_cell(self, words: str) -> None:
        """Somebody commented on the cell."""
        if words:
            self._comments[self._row, self._column] = words

    def end_cell(self, words: list[str]) -> None:
        """The cell and its words."""
        about, repeat = self._cell, count(self._cell, "table:number-columns-repeated")
        across = min(count(about, "table:number-columns-spanned"), MOST_COLUMNS)
        down = min(count(about, "table:number-rows-spanned"), MOST_ROWS)
        if (across > 1 or down > 1) and self._row_repeat == repeat == 1:
            merged = (self._row, self._column, self._row + down - 1, self._column + across - 1)
            self._merged.append(merged)
        value = _value(about, "".join(words) if words else None)
        if value != "":
            if self._column + repeat > MOST_CELLS:
                raise TooManyCells
            self._cells.extend([""] * (self._column - len(self._cells)))
            self._cells.extend([value] * repeat)
            if isinstance(value, float | date):
                self._note_format(about, repeat)
            if type(value) is float and not value and words and _SHOWS_ZERO.isdisjoint("".join(words)):
                self._note(_BLANK_ZERO, repeat)
            if self._has_struck_words or self._styles.strikes(self._style_of(about, self._column)):
                self._struck_here.extend(range(self._column, self._column + repeat))
        self._column += repeat

    def end_row(self, cells_left: int) -> int:
        """The row, as often as it is repeated; tells how many cells that takes, of these that are left."""
        if self._cells:
            taken = len(self._cells) * self._row_repeat + self._row - len(self._rows)
            if taken > cells_left or self._row + self._row_repeat > MOST_ROWS:
                raise TooManyCells
            self._rows.extend([] for _ in range(self._row - len(self._rows)))
            self._rows.extend(list(self._cells) for _ in range(self._row_repeat))
            rows = range(self._row, self._row + self._row_repeat)
            self._struck.update((row, column) for row in rows for column in self._struck_here)
        else:
            taken = 0
        self._row += self._row_repeat
        return taken

    def sheet(self, hidden_tables: set[str]) -> Sheet:
        """The whole table."""
        width = max(map(len, self._rows), default=0)
        return Sheet(
            self._about.get("table:name", ""),
            self._about.get("table:style-name") in hidden_tables,
            self._rows,
            self._merged,
            hidden_rows=frozenset(
                row for first, end in self._hidden_rows for row in range(first, min(end, len(self._rows)))
            ),
            hidden_columns=frozenset(
                column
                for first, end, _, hidden in self._columns
                if hidden
                for column in range(first, min(end, width))
            ),
            formats=self._formats,
            struck=frozenset(self._struck),
            comments=self._comments,
        )

    def _note_format(self, about: dict[str, str], repeat: int) -> None:
        """Remember the column when the format of the cell says more than its number."""
        if about.get("office:value-type") == "percentage":
            self._note("0%", repeat)
            return
        for column in range(self._column, self._column + repeat):
            style = self._style_of(about, column)
            if style not in self._speaking:
                code = self._styles.format(style)
                self._speaking[style] = code if speaks(_OWN, code) else ""
            if code := self._speaking[style]:
                self._formats.setdefault(column, {}).setdefault(code, self._row)

    def _note(self, code: str, repeat: int) -> None:
        for column in range(self._column, self._column + repeat):
            self._formats.setdefault(column, {}).setdefault(code, self._row)

    def _style_of(self, about: dict[str, str], column: int) -> str:
        """The style of a cell: its own, its row's or its column's."""
        if style := about.get("table:style-name") or self._row_style:
            return style
        place = bisect_right(self._columns, column, key=itemgetter(0)) - 1  # there may be an element for each
        return self._columns[place][2] if place >= 0 and column < self._columns[place][1] else ""


def _value(about: dict[str, str], words: str | None) -> Cell:
    """What a cell holds; `words` is what it shows, None when it shows nothing."""
    kind, formula = about.get("office:value-type"), "table:formula" in about
    if about.get("calcext:value-type") == "error" or (formula and words and words.startswith(_ERROR_MARKS)):
        return Faulty(words or "#")
    if formula and kind is None:
        return Faulty(words or NEVER_STORED)
    try:
        if kind in _NUMBERS:
            return float(about["office:value"])
        if kind == "date":
            return moment(about["office:date-value"])
        if kind == "boolean":
            return about["office:boolean-value"] == "true"
    except (KeyError, ValueError):
        return Faulty(words or NEVER_STORED)
    if words is None:
        words = about.get("office:string-value")
    if words is None and formula:
        return Faulty(NEVER_STORED)
    return words or ""


def _hidden(about: dict[str, str]) -> bool:
    return about.get("table:visibility", "visible") != "visible"


def _refuse_entities(*_: object) -> None:
    raise Broken("XML that declares entities")
