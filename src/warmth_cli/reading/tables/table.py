"""Where the tables are on a sheet.

A sheet may hold several blocks of one table: under each other, with the heading repeated or with another
one, or side by side. Each has its heading, its columns and its rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from warmth_cli.files.cell import Cell
from warmth_cli.files.refusals import too_many_tables
from warmth_cli.files.sheet import Sheet
from warmth_cli.reading.cells.cell_words import is_empty
from warmth_cli.reading.headings.elsewhere import NOWHERE, Elsewhere
from warmth_cli.reading.headings.heading_rows import HEADING_ROWS, HeadingFinder
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.continued import continued, is_next_page, under
from warmth_cli.reading.tables.next_heading import TITLE_ROWS, next_heading
from warmth_cli.reading.tables.side_by_side import blocks_under
from warmth_cli.reading.words.surroundings import is_unit_line, unit_in
from warmth_cli.reading.words.union_names import union_of_sheet

_GAP = 10_000
"""So many blank rows part what stands above and below."""
_MOST_BLOCKS = 30_000
"""Tables of a sheet with those under a repeated heading: a strip for each household of a large city."""


def find_blocks(file: str, sheet: Sheet, words: Vocabulary, elsewhere: Elsewhere = NOWHERE) -> list[Block]:
    """Every block of the sheet, from the top; none when no row at its beginning is a heading. Of households
    that other sheets have a list of persons tells the members.

    Raises NotARoster for more of them than any roster has.
    """
    finder = HeadingFinder(sheet, words)
    heading = finder.first(HEADING_ROWS)
    begins, entries, unit, title = 0, 0, "", frozenset[str]()
    blocks: list[Block] = []
    while heading is not None:
        above = sheet.rows[begins : heading.top]
        # A line of the unit may stand under one table and above the next: then it speaks for both.
        near = sheet.rows[max(entries, heading.top - TITLE_ROWS) : heading.top]
        commented = [[text] for text in sheet.comments_in(begins, heading.top).values()]
        unit = (
            unit_in(above)
            or unit_in(commented)
            or unit_in([row for row in near if is_unit_line(row)])
            or unit
        )
        made = blocks_under(file, sheet, words, heading, above, unit, not blocks, elsewhere)
        if not blocks and (union := union_of_sheet(above)):
            made = [replace(block, union=block.union or union) for block in made]
        if blocks and len(made) == 1 and is_next_page(sheet.rows, made[0], title, blocks[-1]):
            made = [replace(made[0], title=frozenset())]
        if any(not block.members and {"id_number", "file_status"} <= block.at.keys() for block in made):
            elsewhere = elsewhere._replace(households=True)  # further down persons alone are their members
        title = made[0].title or title
        if blocks and len(made) == 1 and made[0].continues(blocks[-1]):
            made = [continued(made[0], blocks[-1])]
        elif blocks:
            made = [under(block, blocks[-1]) for block in made]
        if len(blocks) + len(made) > _MOST_BLOCKS:
            raise too_many_tables(file, sheet.name, heading.top + 1)
        lower, ends, unknown = next_heading(finder, heading, made)
        blocks.extend(replace(block, last=unknown) for block in made)
        blocks[-1] = replace(blocks[-1], unread=range(unknown, ends))
        entries, heading, begins = heading.end + 1, lower, ends
    return [part for block in blocks for part in _without_gaps(sheet.rows, block)]


def _without_gaps(rows: Sequence[Sequence[Cell]], block: Block) -> Iterator[Block]:
    """The block in parts that leave out large gaps: what stands in the last row of all, a million rows below
    the others, goes on with these."""
    # A large gap has one row at least of those that lie so far apart.
    if block.alone and any(map(is_empty, rows[block.first + _GAP : block.last : _GAP])):
        filled = (number for number in range(block.first, block.last) if not is_empty(rows[number]))
        for above, below in pairwise((block.first, *filled)):
            if below - above > _GAP:
                yield replace(block, last=above + 1, unread=range(0))
                block = replace(block, first=below, repeats=True, issues=(), title=frozenset())
    yield block
