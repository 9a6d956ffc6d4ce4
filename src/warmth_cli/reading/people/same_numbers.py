"""Two full households under one running number: they may be one, of which only one may be paid."""

from collections.abc import Iterator
from itertools import pairwise

from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.household import Household
from warmth_cli.issues import Issue
from warmth_cli.pattern import pattern
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.table_reading import TableReading
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.words.numbering import running_number

_NUMBER = pattern(r"\d{1,6}")


def same_numbers(file: str, sheet: Sheet, reading: TableReading) -> Iterator[Issue]:
    """The households whose 序号 is that of the one right above, or stands in one cell with it; each union,
    unit and district may number its own, and what most rows have is no number of theirs."""
    blocks = [(block, block.number) for block in reading.blocks if block.number is not None]
    repeated = [each for block, number in blocks for each in _repeated(sheet, block, number)]
    heads = reading.families.heads
    if not repeated or 2 * len(repeated) > len(heads):
        return
    whose = {head.row: _whose(head) for head in heads}
    for row, column, number in repeated:
        if {row, row - 1} <= whose.keys() and whose[row] == whose[row - 1]:
            yield Issue("same-number", file, sheet.name, row, f"{column_letter(column)}{row}", found=number)


def _repeated(sheet: Sheet, block: Block, column: int) -> Iterator[tuple[int, int, str]]:
    """The rows of a block, from 1, with the running number of the row above; with its column, and itself."""
    cells = [row[column] if column < len(row) else "" for row in sheet.rows[block.first : block.last]]
    for place, (above, cell) in enumerate(pairwise(cells), block.first + 2):
        if cell == above and _NUMBER.fullmatch(number := running_number(cell)):
            yield place, column, number
    for top, left, bottom, right in sheet.merged_in(block.first, block.last):
        within = left <= column <= right and block.first <= top < bottom < block.last
        if within and _NUMBER.fullmatch(number := running_number(cells[top - block.first])):
            yield from ((row, column, number) for row in range(top + 2, bottom + 2))


def _whose(head: Household | Draft) -> tuple[object, ...]:
    """Who may number a household: its union, unit and district."""
    if isinstance(head, Household):
        return head.union, head.employer, head.district
    return tuple(map(head.values.get, ("union", "employer", "district")))
