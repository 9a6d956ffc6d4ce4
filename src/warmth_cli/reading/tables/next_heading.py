"""Where the rows of a block end: at the next heading, or where one stands that is not known."""

from collections.abc import Iterable, Iterator, Sequence

from warmth_cli.files.cell import Cell
from warmth_cli.identity import ID_LENGTH
from warmth_cli.reading.cells.cell_words import shown
from warmth_cli.reading.headings.heading_rows import FEWEST_HEADINGS, HeadingFinder, HeadingRows
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.outside import rows_of_persons
from warmth_cli.reading.words.surroundings import (
    is_footer,
    is_long_number,
    is_remark,
    is_title,
    may_be_person,
)

TITLE_ROWS = 6
"""How many rows of title a heading further down may have."""


def next_heading(
    finder: HeadingFinder, heading: HeadingRows, blocks: Sequence[Block]
) -> tuple[HeadingRows | None, int, int]:
    """The next heading below, the row where the blocks above it end, and the row above that where a heading
    stands that is not known, with persons under it; the same row where none is."""
    rows = finder.rows
    numbers = [block.at["id_number"] for block in blocks if "id_number" in block.at]
    of_one = [(each.index, frozenset(each.field.values)) for block in blocks for each in block.columns]
    values = [(index, known) for index, known in of_one if known]
    found, ends, unknown = None, len(rows), len(rows)
    for number in _without_number(rows, heading.end + 1, numbers):
        row = rows[number]
        if not any(row):
            continue
        if any(index < len(row) and row[index] in known for index, known in values):
            continue  # a household's row, whatever is wrong with it
        if not _may_be_heading(row):
            continue
        if found := finder.at(number):
            fields = {column.index: column.field.name for block in blocks for column in block.columns}
            ends = found.top
            for above in range(found.top - 1, max(heading.end, found.top - TITLE_ROWS - 1), -1):
                if is_title(rows[above], fields):
                    ends = above if any(map(shown, rows[above])) else ends
                elif not is_remark(rows[above]):
                    break
            break
        if number < unknown and number > heading.end + 1 and _is_unknown_heading(finder, number):
            unknown = number
    return found, ends, unknown if rows_of_persons(rows[unknown:ends]) else ends


def _is_unknown_heading(finder: HeadingFinder, number: int) -> bool:
    """Whether a row may be a heading that is not known: words, some of them a heading's, under a blank row, a
    title or a sum."""
    row, above = finder.rows[number], finder.rows[number - 1]
    begins = sum(map(bool, map(shown, above))) < FEWEST_HEADINGS and not any(map(may_be_person, above))
    return begins and not any(map(is_footer, row)) and finder.looks_like_heading(row)


def _without_number(rows: Sequence[Sequence[Cell]], begin: int, columns: Sequence[int]) -> Iterator[int]:
    """The rows from `begin` on that have nobody's number in any of the columns: nearly every row has one, and
    is told quickly."""
    found: Iterable[int] = range(begin, len(rows))
    for index in columns:
        found = (
            number
            for number in found
            if len(row := rows[number]) <= index
            or type(cell := row[index]) is not str
            or len(cell) != ID_LENGTH
            or not cell[:17].isdigit()
        )
    return iter(found)


def _may_be_heading(row: Sequence[Cell]) -> bool:
    texts = sum(type(cell) is str and cell != "" for cell in row)
    return texts > 0 and not any(is_long_number(cell) for cell in row if cell != "")
