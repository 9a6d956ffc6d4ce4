"""What is wrong with the columns of a heading, each in its lowest cell that has words of its own."""

from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.issues import Issue
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.headings.heading import in_one_line
from warmth_cli.reading.headings.heading_rows import HeadingRows


class HeadingIssues:
    """The issues of one heading, in `found`."""

    def __init__(self, file: str, sheet: Sheet, rows: HeadingRows) -> None:
        self.file, self.sheet, self.rows = file, sheet, rows
        self.found: list[Issue] = []

    def add(self, code: str, index: int, field: str = "", **values: str) -> None:
        """Tell something of a column."""
        row, words = self._row(index) + 1, self.words(index)
        cell = f"{column_letter(index)}{row}"
        self.found.append(Issue(code, self.file, self.sheet.name, row, cell, field, words, values))

    def words(self, index: int) -> str:
        """The words over a column."""
        return in_one_line(self.rows.labels[index])

    def cell(self, index: int) -> str:
        """The cell of a column's heading."""
        return f"{column_letter(index)}{self._row(index) + 1}"

    def _row(self, index: int) -> int:
        """The lowest row of the heading in which the column has words of its own."""
        own = (
            row
            for row in range(self.rows.bottom, self.rows.top - 1, -1)
            if index < len(self.sheet.rows[row]) and plain(shown(self.sheet.rows[row][index]))
        )
        return next(own, self.rows.top)
