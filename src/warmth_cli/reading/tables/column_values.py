"""What the cells of each column of a block say: read one column after another, not row by row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Self, cast

from warmth_cli.fields import OF_ROW, Kind
from warmth_cli.files.cell import Cell
from warmth_cli.files.number_format import hides_zero
from warmth_cli.files.sheet import Area, Sheet
from warmth_cli.identity import looks_rounded
from warmth_cli.reading.cells.cell_words import plain
from warmth_cli.reading.cells.kept import as_it_stands
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.headings.columns import Column
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.column_reader import ColumnReader, Result

_FILLED_DOWN = frozenset(("union", "district", "head_id"))
"""Columns whose merged cells speak for every row they span."""
_OF_ONE = OF_ROW | {"name", "id_number", "phone", "account", "household_size"}
"""Columns whose merged cells speak for one household, as those of money do; others may for several."""
_ROWS_AT_ONCE = 1000
"""Rows that are turned into columns together: their cells lie near each other in memory."""
_OF_ZEROS = (Kind.MONEY, Kind.YES_NO)
"""Where a 0 says something: no income, or no."""
_DAMAGED = {Kind.ID: "id-damaged", Kind.ACCOUNT: "account-damaged"}
"""Numbers that must have been typed as text, and what is wrong with those that were not."""


class ColumnValues:
    """Reads the columns of one block; of a large sheet while its last rows are still to come."""

    def __init__(self, sheet: Sheet, block: Block, today: date) -> None:
        self.sheet, self.block, self.today = sheet, block, today
        self._columns: list[list[Cell]] = [[] for _ in range(block.right + 1)]
        self._readers = {column.index: self.reader(column) for column in block.columns}

    @classmethod
    def of_block(cls, sheet: Sheet, block: Block, rows: Sequence[Sequence[Cell]], today: date) -> Self:
        """Those of all `rows` of a block; what was read while they were coming is not read again."""
        begun = sheet.begun
        if isinstance(begun, cls) and begun._are_of(block, len(rows)):
            return begun
        values = cls(sheet, block, today)
        values.take(rows)
        return values

    def go_on(self) -> None:
        """Read the rows that have come since, as one block down to the end of the sheet."""
        width = self.block.right + 1
        rows = self.sheet.rows[self.block.first + self._taken :]
        self.take([row if len(row) >= width else [*row, *[""] * (width - len(row))] for row in rows])

    def take(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Read the rows that stand under those that were taken before, each at least as wide as the block."""
        columns = _columns(rows, self.block.right + 1)
        for index, cells in enumerate(columns):
            self._columns[index] += cells
            if reader := self._readers.get(index):
                reader.take(cells)

    def of(self, column: Column) -> tuple[list[Value | None], Mapping[int, tuple[Cell, Unreadable]]]:
        """What each cell of a column says; and each that cannot be taken, by its place among the rows."""
        cells, reader = self._columns[column.index], self._readers[column.index]
        if column.field.name in _FILLED_DOWN and any(left == column.index for _, left, _, _ in self._merged):
            cells, reader = self.filled_down(column.index), self.reader(column)
            reader.take(cells)
        results, doubtful = reader.results, reader.doubtful
        if (damaged := _DAMAGED.get(column.field.kind)) and (
            _are_rounded(cells) or (doubtful and _is_any_broken(cells, results))
        ):
            doubtful = True
            results = [
                Unreadable(damaged) if _is_rounded(cell) else result
                for cell, result in zip(cells, results, strict=True)
            ]
        formats = self.sheet.formats.get(column.index, ())
        zeros_hidden = self.sheet.zeros_hidden or any(map(hides_zero, formats))
        if column.field.kind in _OF_ZEROS and zeros_hidden and 0 in cells:
            doubtful = True
            results = [
                Unreadable("zero-hidden") if type(cell) in (int, float) and cell == 0 else result
                for cell, result in zip(cells, results, strict=True)
            ]
        if not doubtful:
            return cast(list[Value | None], results), {}
        faults = {
            offset: (cells[offset], result)
            for offset, result in enumerate(results)
            if isinstance(result, Unreadable)
        }
        return [None if isinstance(result, Unreadable) else result for result in results], faults

    def reader(self, column: Column) -> ColumnReader:
        """What reads cells as those of a column."""
        return ColumnReader(column, self.today, self.sheet.day_zero)

    @property
    def _merged(self) -> Sequence[Area]:
        first = self.block.first
        return self.sheet.merged_in(first, first + self._taken)

    @property
    def _taken(self) -> int:
        """How many rows were read."""
        return len(self._columns[0])

    def _are_of(self, block: Block, count: int) -> bool:
        """Whether they are what a block of `count` rows says: each cell was read as it would read it."""
        begun = self.block
        same = (begun.first, begun.right, begun.columns) == (block.first, block.right, block.columns)
        return same and count == self._taken

    def under_merged(self, column: Column) -> Iterator[tuple[int, int]]:
        """Each row that is blank under a merged cell of a column, and the row where that cell begins."""
        first, cells = self.block.first, self._columns[column.index]
        if column.field.kind is Kind.MONEY or column.field.name in _OF_ONE | _FILLED_DOWN:
            return
        for top, left, bottom, right in self._merged:
            alone = left == right or column.field.name == "note"  # which may run on over blank columns
            if left == column.index and alone and first <= top < first + len(cells):
                for offset in range(top + 1 - first, min(bottom + 1 - first, len(cells))):
                    if cells[offset] == "":
                        yield offset, top - first

    def cells(self, index: int) -> Sequence[Cell]:
        """The cells of a column as they stand."""
        return self._columns[index]

    def texts(self, index: int) -> list[str]:
        """What each cell of a column says that is kept as it stands."""
        cells = self._columns[index]
        if bool in set(map(type, cells)):  # True and 1.0 are one key of a dictionary, and not one value
            return [as_it_stands(cell) for cell in cells]
        known = {cell: as_it_stands(cell) for cell in set(cells)}
        return [known[cell] for cell in cells]

    def filled_down(self, index: int) -> list[Cell]:
        """The cells of a column whose merged cells speak for every row they span."""
        first, cells = self.block.first, [*self._columns[index]]
        for top, left, bottom, right in self._merged:
            if left == right == index and first <= top < first + len(cells):
                for offset in range(top + 1 - first, min(bottom + 1 - first, len(cells))):
                    cells[offset] = cells[offset] if cells[offset] != "" else cells[top - first]
        return cells


def _columns(rows: Sequence[Sequence[Cell]], width: int) -> list[list[Cell]]:
    """The first `width` columns of rows that have them all."""
    columns: list[list[Cell]] = [[] for _ in range(width)]
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        for column, cells in zip(
            columns, zip(*rows[start : start + _ROWS_AT_ONCE], strict=False), strict=False
        ):
            column.extend(cells)
    return columns


def _is_rounded(cell: Cell) -> bool:
    return isinstance(cell, str) and looks_rounded(plain(cell))


def _is_any_broken(cells: Sequence[Cell], results: Sequence[Result]) -> bool:
    """Whether one of the rounded numbers is no number any more: then of the others it is not known either."""
    faulty = (cell for cell, result in zip(cells, results, strict=True) if isinstance(result, Unreadable))
    return any(map(_is_rounded, faulty))


def _are_rounded(cells: Sequence[Cell]) -> bool:
    """Whether most long numbers of a column were numbers once: a CSV that Excel saved does not tell it
    otherwise, and one in eleven identity numbers that it rounds passes for valid."""
    # Most cells of a column that was never rounded do not end in a zero.
    zeros = [cell for cell in cells if type(cell) is str and cell.rstrip()[-1:] == "0"]
    rounded = sum(map(_is_rounded, zeros))
    long = (cell for cell in cells if isinstance(cell, str) and len(plain(cell)) > 16)
    return rounded > 1 and len([*islice(long, 2 * rounded)]) < 2 * rounded
