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
        return {True, False} <= {says_yes(plain(shown(cell))) for cell in self._under(index)}

    def says(self, index: int, words: str) -> bool:
        """Whether a cell of a column is just these words."""
        return any(plain(shown(cell)) == words for cell in self._under(index))

    def only_beside(self, index: int, other: int) -> bool:
        """Whether something stands in a column, and nowhere without anything in the other."""
        cells = [*zip(self._under(index), self._under(other), strict=False)]
        return any(cell != "" for cell, _ in cells) and all(
            cell == "" or beside != "" for cell, beside in cells
        )

    def _under(self, index: int) -> Iterator[Cell]:
        return (row[index] for row in self.rows[self.first :] if index < len(row))
