"""Columns without a heading in which something stands all the same."""

from collections.abc import Iterator, Sequence

from warmth_cli.files.cell import Cell
from warmth_cli.household import Household
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.row_kinds import filled


def unnamed_columns(
    rows: Sequence[Sequence[Cell]], block: Block, persons: Sequence[Draft | Household]
) -> Iterator[tuple[int, list[str]]]:
    """Columns without heading that say something of people: each with its entries."""
    own = [rows[person.row - 1] for person in persons]
    width = max(map(len, own), default=0)
    named = block.headed if block.alone else {*range(block.left), *block.headed}
    for index in range(width):
        if index in named or (not block.alone and index > block.right):
            continue
        own = [row for row in own if index < len(row)]  # one may be a thousand times as long as the others
        cells = [row[index] for row in own if filled(row[index])]
        if cells and not _runs_on(cells):
            yield index, [shown(cell) for cell in cells]


def _runs_on(cells: Sequence[Cell]) -> bool:
    """Whether cells only number the rows: 1, 2, 3."""
    texts = [plain(shown(cell)) for cell in cells]
    return all(text.isdigit() and len(text) < 6 for text in texts) and len(set(texts)) == len(texts)
