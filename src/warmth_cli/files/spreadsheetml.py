"""SpreadsheetML 2003: a workbook as one XML file, which older systems write and call .xls or .xml."""

import io
import re
from datetime import date
from xml.etree import ElementTree

from warmth_cli.files.cell import NEVER_STORED, Cell, Faulty
from warmth_cli.files.moment import moment
from warmth_cli.files.number_format import speaks
from warmth_cli.files.refusals import Broken, TooManyCells
from warmth_cli.files.sheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet
from warmth_cli.files.text import decoded
from warmth_cli.pattern import pattern

_SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MARK = b"urn:schemas-microsoft-com:office:spreadsheet"
_IN_WORDS = "{http://www.w3.org/TR/REC-html40}"
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}Visible"
_NAMED_FORMATS = {
    "Percent": "0.00%",
    "Euro Currency": '"€"0.00',
    "Yes/No": '"Yes"',
    "True/False": '"True"',
    "On/Off": '"On"',
    **dict.fromkeys(("General Number", "General", "Currency", "Fixed", "Standard", "Scientific"), "0"),
}
"""The formats that are called by a name; those of days are for days."""
_OWN = 164
"""The number of the first format that a workbook has of its own."""
_IN_CHINESE = pattern(rb"""\s*<\?xml\s[^<>]*?encoding\s*=\s*["'](?:gbk|gb2312|gb18030)["'][^<>]*\?>""", re.I)
"""What a file says of itself that is in an encoding that this XML parser does not know."""


def is_spreadsheetml(data: bytes) -> bool:
    """Whether the bytes are such a file."""
    return _MARK in data[:4096].replace(b"\0", b"")


def read_spreadsheetml(data: bytes) -> list[Sheet]:
    """Every sheet. Raises Refused, or ElementTree.ParseError for broken XML."""
    if b"<!DOCTYPE" in data[:4096].replace(b"\0", b"") or b"<!ENTITY" in data.replace(b"\0", b""):
        raise Broken("XML that declares entities")
    if says := _IN_CHINESE.match(data):
        data = decoded(data[says.end() :]).encode()
    sheets: list[Sheet] = []
    styles = _Styles()
    table: _Table | None = None
    cells_left = MOST_CELLS
    for event, element in ElementTree.iterparse(io.BytesIO(data), ("start", "end")):
        match event, element.tag.removeprefix(_SPACE):
            case "start", "Worksheet":
                table = _Table(element.get(f"{_SPACE}Name", ""), styles, cells_left)
            case "end", "Style":
                styles.add(element)
            case "end", "Column" if table:
                table.add_column(element)
            case "end", "Row" if table:
                table.add_row(element)
                element.clear()  # a table may be larger than the memory its tree would take
            case "end", "Worksheet" if table:
                visible = element.find(f".//{_VISIBLE}")
                hidden = visible is not None and (visible.text or "").startswith("SheetHidden")
                sheets.append(table.sheet(hidden))
                cells_left, table = table.cells_left, None
                element.clear()
    return sheets


class _Styles:
    """By their names, the styles that say more of a number than itself, with the number format that does, and
    those that strike a cell through; a style that does not say has it from its parent."""

    def __init__(self) -> None:
        self.speaking: dict[str, str] = {}
        self.striking: set[str] = set()

    def add(self, element: ElementTree.Element) -> None:
        """One style, after its parent."""
        name, parent = element.get(f"{_SPACE}ID", ""), element.get(f"{_SPACE}Parent", "")
        code = _said(element, "NumberFormat", "Format")
        code = self.speaking.get(parent, "") if code is None else _NAMED_FORMATS.get(code, code)
        if speaks(_OWN, code):
            self.speaking[name] = code
        strikes = _said(element, "Font", "StrikeThrough")
        if strikes == "1" or (strikes is None and parent in self.striking):
            self.striking.add(name)


def _said(style: ElementTree.Element, part: str, name: str) -> str | None:
    found = style.find(_SPACE + part)
    return None if found is None else found.get(_SPACE + name)


class _Table:
    """One table while it is read."""

    def __init__(self, name: str, styles: _Styles, cells_left: int) -> None:
        self.cells_left = cells_left
        self._name = name
        self._styles = styles
        self._rows: list[list[Cell]] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._next_row = self._next_column = self._next_cell = 0
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._column_styles: dict[int, str] = {}
        self._formats: dict[int, dict[str, int]] = {}
        self._struck: set[tuple[int, int]] = set()
        self._comments: dict[tuple[int, int], str] = {}

    def add_column(self, element: ElementTree.Element) -> None:
        """One or more columns, which may be hidden and have a style."""
        first = _number(element, "Index", self._next_column + 1) - 1
        self._next_column = min(first + _number(element, "Span", 0) + 1, MOST_COLUMNS)
        columns = range(first, self._next_column)
        if element.get(f"{_SPACE}Hidden") == "1":
            self._hidden_columns.update(columns)
        if style := element.get(f"{_SPACE}StyleID"):
            self._column_styles.update(dict.fromkeys(columns, style))

    def add_row(self, element: ElementTree.Element) -> None:
        """A row with its cells; one without, for which others after it may stand, too."""
        row = _number(element, "Index", self._next_row + 1) - 1
        if row < self._next_row:
            raise Broken("a row before the one before it")
        self._next_row = row + _number(element, "Span", 0) + 1
        if max(row, self._next_row) > MOST_ROWS:
            raise TooManyCells
        if element.get(f"{_SPACE}Hidden") == "1":
            self._hidden_rows.update(range(row, self._next_row))
        cells: list[Cell] = []
        self._next_cell = 0
        style = element.get(f"{_SPACE}StyleID", "")
        for cell in element.findall(f"{_SPACE}Cell"):
            self._add_cell(cells, row, cell, style)
        if cells:  # LibreOffice writes a million rows without any
            self._take(row + 1 - len(self._rows))
            self._rows.extend([] for _ in range(row - len(self._rows)))
            self._rows.append(cells)

    def _add_cell(self, cells: list[Cell], row: int, cell: ElementTree.Element, style: str) -> None:
        column = _number(cell, "Index", self._next_cell + 1) - 1
        across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
        if column < self._next_cell:
            raise Broken("a cell before the one before it")
        self._next_cell = column + across + 1
        if max(self._next_cell, across) > MOST_COLUMNS:
            raise TooManyCells
        if across or down:
            self._merged.append((row, column, min(row + down, MOST_ROWS), column + across))
        if words := _comment(cell):
            self._comments[row, column] = words
        if (value := _value(cell)) == "":
            return
        self._take(column + 1 - len(cells))
        cells.extend([""] * (column - len(cells)))
        cells.append(value)
        style = cell.get(f"{_SPACE}StyleID") or style or self._column_styles.get(column, "")
        if isinstance(value, float | date) and style in self._styles.speaking:
            self._formats.setdefault(column, {}).setdefault(self._styles.speaking[style], row)
        if style in self._styles.striking or _has_struck_words(cell):
            self._struck.add((row, column))

    def _take(self, cells: int) -> None:
        self.cells_left -= max(cells, 0)
        if self.cells_left < 0:
            raise TooManyCells

    def sheet(self, hidden: bool) -> Sheet:
        """The whole table."""
        width = max(map(len, self._rows), default=0)
        return Sheet(
            self._name,
            hidden,
            self._rows,
            self._merged,
            hidden_rows=frozenset(row for row in self._hidden_rows if row < len(self._rows)),
            hidden_columns=frozenset(column for column in self._hidden_columns if column < width),
            formats=self._formats,
            struck=frozenset(self._struck),
            comments=self._comments,
        )


def _has_struck_words(cell: ElementTree.Element) -> bool:
    """Whether some of a cell's words have a look of their own, and are struck through."""
    return any("".join(each.itertext()).strip() for each in cell.iter(f"{_IN_WORDS}S"))


def _comment(cell: ElementTree.Element) -> str:
    """What a comment on a cell says, or ""."""
    comment = cell.find(f"{_SPACE}Comment")
    return "" if comment is None else "".join(comment.itertext()).strip()


def _number(element: ElementTree.Element, name: str, otherwise: int) -> int:
    text = element.get(_SPACE + name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _value(cell: ElementTree.Element) -> Cell:
    data = cell.find(f"{_SPACE}Data")
    if data is None:
        return Faulty(NEVER_STORED) if cell.get(f"{_SPACE}Formula") else ""
    text = "".join(data.itertext())
    match data.get(f"{_SPACE}Type"):
        case "Number":
            try:
                return float(text)
            except ValueError:
                return Faulty(text)
        case "Boolean":
            return text == "1"
        case "Error":
            return Faulty(text)
        case "DateTime":
            try:
                return moment(text)
            except ValueError:
                return Faulty(text)
        case _:
            return text
