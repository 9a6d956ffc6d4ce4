"""What stands under a heading, down to the end of the sheet, whatever it means."""

from collections.abc import Iterator

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.cells.choices import says_yes
from warmth_cli.reading.headings.heading_rows import HeadingRows


class Answers:
    """The cells under one heading, by column; looked at only where a column is in doubt."""

    def __init__(self, sheet: Sheet, rows: HeadingRows) -> None:
        self.rows, self.first = sheet.rows, rows.end + 1

    def any_in(self, index: int) -> bool:
        """Whether anything stands in a column."""
        return any(cell != "" and plain(shown(cell)) for cell in self._under(index))

    def differ_in(self, index: int) -> bool:
        """Whether some cells of a column say yes and others no."""
        said = {says_yes(words) for words in {plain(shown(cell)) for cell in self._under(index)}}
        return {True, False} <= said

    def of_strangers(self, relation: int, holder: int, name: int) -> bool:
        """Whether a column of relations has another than 本人, and each of these is of a holder who is nobody
        among the names."""
        last = max(relation, holder, name)
        full = ([*row, *[""] * (last + 1 - len(row))] for row in self.rows[self.first :])
        rows = [[plain(shown(row[each])) for each in (relation, holder, name)] for row in full]
        names = {whose for _, _, whose in rows}
        related = [(said, held) for said, held, _ in rows if said not in ("", "本人")]
        return bool(related) and all(
            "户主" not in said and held not in ("", *names) for said, held in related
        )

    def _under(self, index: int) -> Iterator[Cell]:
        return (row[index] for row in self.rows[self.first :] if index < len(row))
