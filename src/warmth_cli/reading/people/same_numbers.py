"""Two full households under one running number: they may be one, of which only one may be paid."""

from collections.abc import Iterator
from itertools import pairwise

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.household import Household
from warmth_cli.issues import Issue
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.table_reading import TableReading
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.words.numbering import running_number


def same_numbers(file: str, sheet: Sheet, reading: TableReading) -> Iterator[Issue]:
    """The households whose 序号 is that of the one right above, or stands in one cell with it; each union may
    number its own."""
    blocks = [(block, block.number) for block in reading.blocks if block.number is not None]
    repeated = [(row, number) for block, number in blocks for row in _repeated(sheet, block, number)]
    if not repeated:
        return
    unions = {head.row: _union(head) for head in reading.families.heads}
    for row, number in repeated:
        if {row, row - 1} <= unions.keys() and unions[row] == unions[row - 1]:
            cell = f"{column_letter(number)}{row}"
            found = running_number(_first_cell(sheet, row - 1, number))
            yield Issue("same-number", file, sheet.name, row, cell, found=found)


def _repeated(sheet: Sheet, block: Block, number: int) -> Iterator[int]:
    """The rows of a block, from 1, with the running number of the row above."""
    column = [row[number] if number < len(row) else "" for row in sheet.rows[block.first : block.last]]
    for place, (above, cell) in enumerate(pairwise(column), block.first + 2):
        if cell == above and running_number(cell):
            yield place
    for top, left, bottom, right in sheet.merged:
        if left <= number <= right and block.first <= top < bottom <= block.last:
            yield from range(top + 2, bottom + 2)


def _union(head: Household | Draft) -> object:
    return head.union if isinstance(head, Household) else head.values.get("union")


def _first_cell(sheet: Sheet, row: int, column: int) -> Cell:
    """What stands in a cell, counted from 0, or in the first of those that it is merged with."""
    for top, left, bottom, right in sheet.merged:
        if left <= column <= right and top <= row <= bottom:
            return sheet.rows[top][left]
    return sheet.rows[row][column]
