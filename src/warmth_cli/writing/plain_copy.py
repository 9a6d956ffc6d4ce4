"""A roster of any kind as an .xlsx workbook: sheets, cells, merges and what is struck, and no other looks."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Target
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.reading.cells.cell_words import shown
from warmth_cli.writing.cell_text import cell_text
from warmth_cli.writing.page import FONT
from warmth_cli.writing.sheet_name import sheet_name

_FONT, _STRUCK = Font(name=FONT, size=11), Font(name=FONT, size=11, strike=True)
_NARROWEST, _WIDEST = 8, 40
_AUTHOR = "原批注"
_LARGEST_MERGE = 10_000


def plain_copy(sheets: Sequence[Sheet]) -> tuple[Workbook, Mapping[str, str]]:
    """The workbook, and what each sheet is called in it: the name of a text file may be none for a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names: dict[str, str] = {}
    for each in sheets:
        names[each.name] = sheet_name(each.name, book.sheetnames)
        sheet = book.create_sheet(names[each.name])
        sheet.sheet_state = "hidden" if each.hidden else "visible"
        _fill(sheet, each)
    return book, names


def _fill(target: Worksheet, sheet: Sheet) -> None:
    widths: dict[int, int] = {}
    for row, cells in enumerate(sheet.rows, 1):
        for column, value in enumerate(cells, 1):
            if value != "":
                cell = target.cell(row, column)
                assert isinstance(cell, Target)  # nothing is merged yet
                text = _put(cell, value)
                if (row - 1, column - 1) in sheet.struck:
                    cell.font = _STRUCK
                wide = len(text) if text.isascii() else 2 * len(text)
                widths[column] = max(widths.get(column, _NARROWEST), wide + 2)
    for index, formats in sheet.formats.items():  # one cell that shows another unit holds its whole column
        for code, row in formats.items():
            target.cell(row + 1, index + 1).number_format = code
    for (row, column), words in sheet.comments.items():
        if isinstance(cell := target.cell(row + 1, column + 1), Target):
            cell.comment = Comment(words, _AUTHOR)
    for column, width in widths.items():
        target.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST)
    for row in sheet.hidden_rows & set(range(len(sheet.rows))):
        target.row_dimensions[row + 1].hidden = True
    for column in widths:
        target.column_dimensions[get_column_letter(column)].hidden = column - 1 in sheet.hidden_columns
    target.sheet_view.showZeros = not sheet.zeros_hidden
    taken: set[tuple[int, int]] = set()
    for top, left, bottom, right in sheet.merged:
        if (bottom - top + 1) * (right - left + 1) > _LARGEST_MERGE:
            continue
        area = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if taken.isdisjoint(area):  # Excel calls a workbook damaged in which merged cells overlap
            taken |= area
            target.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)


def _put(target: Target, value: Cell) -> str:
    """Write one cell as it was read; words are text, whatever they begin with. Returns what it shows."""
    text = cell_text(shown(value))
    target.font = _FONT
    if isinstance(value, bool | int | float | date | time | timedelta):
        target.value = value
    else:
        target.value = text
        target.data_type = "s"
        target.number_format = "@"
    return text
