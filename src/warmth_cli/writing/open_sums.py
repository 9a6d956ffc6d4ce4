"""Formulas of a filled form that reckon with blanks: a sum counts these as 0, and looks complete."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import quote_sheetname, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from warmth_cli.issues import Issue

_MOST_IN_A_RULE = 100
_MOST_NAMED = 8
_LARGEST = 2**20


class Blank(NamedTuple):
    """A cell that was left blank, or with a gap in its words: `text` is what it holds for now."""

    cell: Cell
    text: str


class _Area(NamedTuple):
    """Cells that a formula looks at, from 1."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int

    def has(self, cell: Cell) -> bool:
        """Whether it holds a cell of its sheet."""
        return self.left <= cell.column <= self.right and self.top <= cell.row <= self.bottom


class OpenSum(NamedTuple):
    """A formula that reckons with blank cells, itself or by others between."""

    cell: Cell
    blanks: tuple[Blank, ...]

    def issue(self, file: str) -> Issue:
        """What to tell of it."""
        sheet = self.cell.parent.title
        cells = [each.cell for each in self.blanks[:_MOST_NAMED]]
        names = ["" if each.parent.title == sheet else f"{each.parent.title}!" for each in cells]
        told = "、".join(name + each.coordinate for name, each in zip(names, cells, strict=True))
        told += "…" if len(self.blanks) > _MOST_NAMED else ""
        cell = self.cell
        return Issue("form-sum-open", file, sheet, cell.row, cell.coordinate, values={"cells": told})

    @property
    def condition(self) -> str:
        """The formula that is true for as long as one of the blanks is."""
        blanks = self.blanks[:_MOST_IN_A_RULE]
        return f"OR({','.join(still_blank(each, self.cell.parent) for each in blanks)})"


def still_blank(blank: Blank, seen_from: object) -> str:
    """The formula that is true on that sheet for as long as nothing is written into the cell."""
    at = f"${blank.cell.column_letter}${blank.cell.row}"
    if blank.cell.parent is not seen_from:
        at = f"{quote_sheetname(blank.cell.parent.title)}!{at}"
    quoted = blank.text.replace('"', '""')
    return f'EXACT({at},"{quoted}")' if blank.text else f"LEN({at})=0"


def open_sums(book: Workbook, blanks: Sequence[Blank]) -> list[OpenSum]:
    """The formulas that reckon with `blanks`, sheet by sheet and row by row."""
    formulas = {cell: list(_areas(book, cell)) for sheet in book.worksheets for cell in _formulas(sheet)}
    leaning: dict[Cell, dict[Cell, Blank]] = {blank.cell: {blank.cell: blank} for blank in blanks}
    here: dict[str, dict[Cell, None]] = {}
    for blank in blanks:
        here.setdefault(blank.cell.parent.title, {})[blank.cell] = None
    grown = True
    while grown:
        grown = False
        for cell, areas in formulas.items():
            found: dict[Cell, Blank] = {}
            for area in areas:
                for other in here.get(area.sheet, ()):
                    if area.has(other):
                        found |= leaning[other]
            if found.keys() - leaning.get(cell, {}).keys():
                leaning[cell] = leaning.get(cell, {}) | found
                here.setdefault(cell.parent.title, {})[cell] = None
                grown = True
    return [OpenSum(cell, tuple(leaning[cell].values())) for cell in formulas if cell in leaning]


def _formulas(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, Cell) and cell.data_type == "f")


def _areas(book: Workbook, cell: Cell) -> Iterator[_Area]:
    formula = cell.value.text if isinstance(cell.value, ArrayFormula) else str(cell.value)
    sheet = cell.parent
    assert isinstance(sheet, Worksheet)
    for token in _ranges(formula or ""):
        defined = sheet.defined_names.get(token) or book.defined_names.get(token)
        named = _ranges(f"={defined.attr_text}") if defined is not None else [token]
        for each in named:
            title, _, cells = each.rpartition("!")
            title = title[1:-1].replace("''", "'") if title.startswith("'") else title
            try:
                left, top, right, bottom = range_boundaries(cells)
            except ValueError:  # a name of something else, a table's column
                continue
            yield _Area(title or sheet.title, left or 1, top or 1, right or _LARGEST, bottom or _LARGEST)


def _ranges(formula: str) -> list[str]:
    return [
        token.value
        for token in Tokenizer(formula).items
        if token.type == Token.OPERAND and token.subtype == Token.RANGE
    ]
