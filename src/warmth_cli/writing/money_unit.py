"""In which unit a form wants an amount, as its own words say: 元 for 万元 is wrong by 10,000 times."""

import re
from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from warmth_cli.pattern import pattern

_UNIT = r"(?P<unit>[百千万亿]*元)(?![旦月宵])"
_BEHIND = pattern(r"[\s（(]*" + _UNIT)
_IN_WORDS = pattern(r"(?:^|[（(\[【：:\s/、，额金款物])" + _UNIT)
_FOR_ALL = pattern(r"单位[：:\s]*" + _UNIT)


class Said(NamedTuple):
    """A unit that the form names, and where: in a heading, by its cell, or beside the placeholder itself."""

    unit: str
    cell: str


def unit_behind(text: str, end: int) -> str:
    """The unit that stands right behind `end`, or "".

    >>> unit_behind("共{{a}}元", 6), unit_behind("{{a}} 万元", 5), unit_behind("{{a}}元旦", 5)
    ('元', '万元', '')
    """
    found = _BEHIND.match(text, end)
    return found["unit"] if found else ""


def unit_in_format(number_format: str) -> str:
    """The unit that a number format writes behind the number, or "".

    >>> unit_in_format('0.00"元"'), unit_in_format('#,##0.00"万元"'), unit_in_format("0.00")
    ('元', '万元', '')
    """
    found = re.search(_UNIT, number_format)
    return found["unit"] if found else ""


def unit_said(cell: Cell) -> Said | None:
    """The unit that the form's headings name for a cell: above it, left of it, or for the whole sheet."""
    sheet = cell.parent
    assert isinstance(sheet, Worksheet)
    heads = {
        covered: area.coord.partition(":")[0] for area in sheet.merged_cells.ranges for covered in area.cells
    }
    above = [(row, cell.column) for row in range(cell.row - 1, 0, -1)]
    left = [(cell.row, column) for column in range(cell.column - 1, 0, -1)]
    for place in (*above, *left):
        head = sheet[heads[place]] if place in heads else sheet.cell(*place)
        if isinstance(head.value, str) and "{{" not in head.value and (found := _IN_WORDS.search(head.value)):
            return Said(found["unit"], head.coordinate)
    for row in sheet.iter_rows(max_row=cell.row):
        for head in row:
            if isinstance(head.value, str) and (found := _FOR_ALL.search(head.value)):
                return Said(found["unit"], head.coordinate)
    return None
