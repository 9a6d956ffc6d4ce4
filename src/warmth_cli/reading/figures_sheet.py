"""The figures sheet: what no roster can give, a row for each figure of a unit. Rows become entries."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from warmth_cli.files.cell import Cell
from warmth_cli.files.number_format import rescales
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.files.workbook import open_workbook
from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.request import Request
from warmth_cli.reading.words.union_names import union_above

HEADINGS = {
    "union": ("填报单位", "单位", "单位名称", "unit"),
    "figure": ("指标", "指标名称", "figure"),
    "measure": ("计量单位", "measure"),
    "value": ("数值", "数量", "value"),
}
"""How the columns are called, the first as the blank sheet has it; measure may be left out."""
_NEEDED = frozenset(("union", "figure", "value"))
_MOST_ROWS_ABOVE = 20


class Entry(NamedTuple):
    """One row of a figures sheet: which unit, which figure, in which measure, which value, and where each
    stands. `union` is "" where the row names none. `format` is a number format that shows another number."""

    file: str
    sheet: str
    row: int
    union: str
    figure: str
    measure: str
    value: Cell
    format: str
    columns: dict[str, str]

    def cell(self, column: str) -> str:
        """The cell in which its union, figure, measure or value stands."""
        return f"{self.columns[column]}{self.row}"


class FiguresSheet(NamedTuple):
    """A figures sheet as it was read; `office` is the unit in a line 填报单位： above the table, or ""."""

    office: str
    entries: tuple[Entry, ...]


def read_figures_sheet(path: Path, request: Request) -> FiguresSheet:
    """Read every table of figures in a workbook. Raises WarmthError when it has none, or one with two
    columns for one thing."""
    book = open_workbook(path, request, lambda _share: None)
    entries: list[Entry] = []
    office = ""
    found = False
    for sheet in book.sheets:
        for number, row in enumerate(sheet.rows[:_MOST_ROWS_ABOVE]):
            columns = _columns(path, sheet, number, row)
            if columns is not None:
                found = True
                office = office or union_above(sheet.rows[:number])
                entries.extend(_entries(str(path), sheet, number, columns))
                break
    if not found:
        raise stop(
            marked("{path} has no table of figures."),
            marked("It needs the headings {headings}; warmth template FILE --figures writes such a sheet."),
            path=str(path),
            headings="、".join(HEADINGS[name][0] for name in HEADINGS if name in _NEEDED),
        )
    return FiguresSheet(office, tuple(entries))


def _columns(path: Path, sheet: Sheet, number: int, row: Sequence[Cell]) -> dict[str, int] | None:
    """In which column of a heading row each thing stands; None when it is no heading row."""
    columns: dict[str, int] = {}
    twice = ""
    for index, cell in enumerate(row):
        words = plain(cell).lower() if isinstance(cell, str) else ""
        name = next((name for name, headings in HEADINGS.items() if words in headings), None)
        if name in columns:
            twice = twice or f"{column_letter(index)}{number + 1}"
        elif name is not None:
            columns[name] = index
    if not columns.keys() >= _NEEDED:
        return None
    if twice:
        raise stop(
            marked("{path} {sheet}!{cell}: a second column has this heading; it is open which one counts."),
            marked("Rename or delete one of the two."),
            path=str(path),
            sheet=sheet.name,
            cell=twice,
        )
    return columns


def _entries(file: str, sheet: Sheet, heading: int, columns: dict[str, int]) -> Iterator[Entry]:
    letters = {name: column_letter(index) for name, index in columns.items()}
    format_ = next(filter(rescales, sheet.formats.get(columns["value"], ())), "")
    for number in range(heading + 1, len(sheet.rows)):
        row = sheet.rows[number]
        union = _merged(sheet, number, columns["union"], heading)
        texts = {name: " ".join(shown(row[index]).split()) for name, index in columns.items()}
        if texts["figure"] or texts["value"]:
            measure = texts.get("measure", "")
            value = row[columns["value"]]
            yield Entry(
                file, sheet.name, number + 1, union, texts["figure"], measure, value, format_, letters
            )


def _merged(sheet: Sheet, row: int, column: int, heading: int) -> str:
    """What a cell shows; one that is merged with those below it speaks for all of them."""
    for top, left, bottom, right in sheet.merged:
        if heading < top <= row <= bottom and left <= column <= right:
            row, column = top, left
    return " ".join(shown(sheet.rows[row][column]).split())
