"""What stands on a sheet outside its tables: people, and words that are no heading."""

from collections.abc import Sequence

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.identity import without_long_numbers
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.headings.heading import joined
from warmth_cli.reading.headings.heading_rows import HEADING_ROWS
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.words.surroundings import may_be_person

_LONGEST_SHOWN = 30


def rows_of_persons(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The rows, from 1, in which a number stands that may be a person's identity number: outside a table
    they are people whom nobody would miss."""
    return [number for number, row in enumerate(rows, 1) if any(map(may_be_person, row))]


def nearest_headings(sheet: Sheet, words: Vocabulary) -> list[str]:
    """What the likeliest heading row of a sheet without a table says, to show why it was not taken.

    The row may be a person's: long numbers are hidden.
    """

    def known(row: Sequence[Cell]) -> tuple[int, int]:
        texts = [cell for cell in row if isinstance(cell, str) and plain(cell)]
        return sum(words.known(joined([text])) for text in texts), len(texts)

    best = max(sheet.rows[:HEADING_ROWS], key=known, default=[])
    texts = (without_long_numbers(plain(shown(cell))) for cell in best if cell != "")
    return [text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…" for text in texts][:8]
