"""A colour that shows above the conditional formats of a sheet, which would hide it: stripes, say."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby

from openpyxl.cell.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormatting, ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

_ALWAYS = ["TRUE"]
_MOST_RUNS = 1000
"""Runs of cells in one format: openpyxl compares each with all others when it reads them."""


def keep_in_sight(sheet: Worksheet, cells: Sequence[Cell], colour: str) -> None:
    """Let `colour` go before every conditional format that lies over `cells`, which have it as their fill.

    The formats stay as they are, on these cells too, but for their own colour there.
    """
    formats = list(sheet.conditional_formatting)
    areas = {each.bounds for one in formats for each in one.sqref.ranges}
    runs = list(_runs(cell for cell in cells if _lies_in(areas, cell)))[:_MOST_RUNS]
    if not runs:
        return
    look = DifferentialStyle(fill=PatternFill(bgColor=colour))
    over = MultiCellRange()
    over.ranges = runs
    always = Rule(type="expression", formula=_ALWAYS, dxf=look, priority=1)
    in_order = ConditionalFormattingList()  # Excel goes by the priority, LibreOffice by the place
    in_order.add(ConditionalFormatting(over), always)
    for one in formats:
        for rule in one.rules:
            rule.priority += 1
            in_order.add(one, rule)
    sheet.conditional_formatting = in_order


def drop_from_sight(sheet: Worksheet) -> None:
    """Take out what `keep_in_sight` put in."""
    left = ConditionalFormattingList()
    for one in list(sheet.conditional_formatting):
        for rule in one.rules:
            if rule.formula != _ALWAYS:
                left.add(one, rule)
    sheet.conditional_formatting = left


def _lies_in(areas: Iterable[tuple[int, int, int, int]], cell: Cell) -> bool:
    return any(
        left <= cell.column <= right and top <= cell.row <= bottom for left, top, right, bottom in areas
    )


def _runs(cells: Iterable[Cell]) -> Iterator[CellRange]:
    """The cells, with those of a column that follow each other as one range."""
    counted = count()
    places = sorted({(cell.column, cell.row) for cell in cells})
    for (column, _), run in groupby(places, lambda place: (place[0], place[1] - next(counted))):
        rows = [row for _, row in run]
        yield CellRange(min_col=column, max_col=column, min_row=rows[0], max_row=rows[-1])
