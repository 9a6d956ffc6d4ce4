"""The rows of one block: as wide as it, without what is another's beside it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.row_kinds import filled
from warmth_cli.reading.words.alone import alone
from warmth_cli.reading.words.set_aside import line_set_aside
from warmth_cli.reading.words.surroundings import unit_in
from warmth_cli.reading.words.under_rows import says_against

_FAR = 50
"""Columns; a row that is longer than its table by more than these is mostly blank there."""


def block_rows(sheet: Sheet, block: Block, year: int) -> Sequence[Sequence[Cell]]:
    """The rows of a block, each at least as wide as it; `year` is the notice's.

    Blanks far to its right are left out, and so is what stands there again and again: each row is looked at
    by many, cell by cell.
    """
    rows: Sequence[Sequence[Cell]] = sheet.rows[block.first : block.last]
    width = block.right + 1
    if not block.alone:
        rows = [
            row
            if _is_line_over_all(row, block.left, year)
            else [*_left_of(block, row), *row[block.left : width]]
            for row in rows
        ]
    if any(len(row) > width + _FAR for row in rows):
        rows = [[*row[:width], *_beyond(row, width)] for row in rows]
    if any(len(row) < width for row in rows):
        rows = [row if len(row) >= width else [*row, *[""] * (width - len(row))] for row in rows]
    return rows


def _beyond(row: Sequence[Cell], width: int) -> Iterator[Cell]:
    """What stands to the right of a block; farther off, each only twice: nobody asks how often it does."""
    far = width + _FAR
    yield from (cell for cell in row[width:far] if cell != "")
    often = Counter(row[far:])
    del often[""]
    for cell, count in often.items():
        yield from [cell] * min(count, 2)


def _is_line_over_all(row: Sequence[Cell], left: int, year: int) -> bool:
    """Whether a row is nothing but a line left of a block that may speak of it, too: 以下人员不发放."""
    words = "" if any(map(filled, row[left:])) else alone(row)
    return bool(words) and (says_against(words) or line_set_aside(row, year) != "" or unit_in([row]) != "")


def _left_of(block: Block, row: Sequence[Cell]) -> Iterator[Cell]:
    """What stands left of a block: only what is said of all blocks, and only where somebody stands in it."""
    somebody = any(map(filled, row[block.left : block.right + 1]))
    for index in range(block.left):
        yield row[index] if somebody and index < len(row) and index in block.shared else ""
