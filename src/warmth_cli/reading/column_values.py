"""What the cells of each column of a block say: read one column after another, not row by row.

What repeats down a column is read only once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from warmth_cli.fields import OF_ROW, Kind
from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.identity import looks_rounded
from warmth_cli.reading.cell_words import plain
from warmth_cli.reading.columns import Column
from warmth_cli.reading.kept import as_it_stands
from warmth_cli.reading.table import Block
from warmth_cli.reading.unreadable import Unreadable
from warmth_cli.reading.usual import all_usual, usually
from warmth_cli.reading.values import Value, blank, read

_FILLED_DOWN = frozenset(("union", "district", "head_id"))
"""Columns whose merged cells speak for every row they span."""
_OF_ONE = OF_ROW | {"name", "id_number", "phone", "account", "account_holder", "household_size"}
"""Columns whose merged cells speak for one household, as those of money do; others may for several."""
_PROBE = 5000
"""Cells at the top of a column that tell whether what it says repeats."""
_AT_ONCE = 100
"""Cells that are told together when all are usual; those of a group with another one are told one by one."""
_ROWS_AT_ONCE = 1000
"""Rows that are turned into columns together: their cells lie near each other in memory."""
_DAMAGED = {Kind.ID: "id-damaged", Kind.ACCOUNT: "account-damaged"}
"""Numbers that must have been typed as text, and what is wrong with those that were not."""
Result = Value | Unreadable | None
"""What a cell says; None when it is blank."""


class ColumnValues:
    """Reads the columns of one block, whose `rows` are given."""

    def __init__(self, sheet: Sheet, block: Block, rows: Sequence[Sequence[Cell]], today: date) -> None:
        self.sheet, self.block, self.today = sheet, block, today
        self._columns = _columns(rows, block.right + 1)
        self._failed = False

    def of(self, column: Column) -> tuple[list[Value | None], Mapping[int, tuple[Cell, Unreadable]]]:
        """What each cell of a column says; and each that cannot be taken, by its place among the rows."""
        cells = self._columns[column.index]
        if column.field.name in _FILLED_DOWN:
            cells = self.filled_down(column.index)
        kind = column.field.kind
        usual = usually(kind, column.unit, self.today)

        def one(cell: Cell) -> Result:
            return usual(cell) or (None if cell == "" else self.one(column, cell))

        first = cells[:_PROBE]
        told = _Told(one)
        results = list(map(told.__getitem__, cells)) if 2 * len(set(first)) <= len(first) else []
        if results and told.is_sure_of(cells):
            doubtful = any(type(result) is Unreadable for result in told.values())
        else:
            results = []
            self._failed = False
            for start in range(0, len(cells), _AT_ONCE):
                some = cells[start : start + _AT_ONCE]
                if all_usual(kind, some):
                    results += [cast(str, cell) or None for cell in some]
                else:
                    results += map(one, some)
            doubtful = self._failed
        if (damaged := _DAMAGED.get(kind)) and _are_rounded(cells):
            doubtful = True
            results = [
                Unreadable(damaged) if _is_rounded(cell) else result
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

    def one(self, column: Column, cell: Cell) -> Result:
        """What one cell of a column says."""
        try:
            if blank(column.field, cell):
                return None
            return read(column.field, cell, column.unit, self.today, self.sheet.day_zero)
        except Unreadable as unreadable:
            self._failed = True
            return unreadable.with_traceback(None)

    def under_merged(self, column: Column) -> Iterator[tuple[int, int]]:
        """Each row that is blank under a merged cell of a column, and the row where that cell begins."""
        first, cells = self.block.first, self._columns[column.index]
        if column.field.kind is Kind.MONEY or column.field.name in _OF_ONE | _FILLED_DOWN:
            return
        for top, left, bottom, right in self.sheet.merged:
            if left == right == column.index and first <= top < first + len(cells):
                for offset in range(top + 1 - first, min(bottom + 1 - first, len(cells))):
                    if cells[offset] == "":
                        yield offset, top - first

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
        for top, left, bottom, right in self.sheet.merged:
            if left == right == index and first <= top < first + len(cells):
                for offset in range(top + 1 - first, min(bottom + 1 - first, len(cells))):
                    cells[offset] = cells[offset] if cells[offset] != "" else cells[top - first]
        return cells


class _Told(dict[Cell, Result]):
    """What the different cells of a column say: each is read where it stands first."""

    def __init__(self, one: Callable[[Cell], Result]) -> None:
        self._one = one

    def __missing__(self, cell: Cell) -> Result:
        result = self[cell] = self._one(cell)
        return result

    def is_sure_of(self, cells: Sequence[Cell]) -> bool:
        """Whether equal cells are one value: True and 1.0 are one key of a dictionary, and are not."""
        return not (0 in self or 1 in self) or bool not in set(map(type, cells))


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
    return isinstance(cell, str) and cell[-3:].strip().endswith("0") and looks_rounded(plain(cell))


def _are_rounded(cells: Sequence[Cell]) -> bool:
    """Whether most long numbers of a column were numbers once: a CSV that Excel saved does not tell it
    otherwise, and one in eleven identity numbers that it rounds passes for valid."""
    # Most cells of a column that was never rounded do not end in a zero.
    rounded = sum(_is_rounded(cell) for cell in cells if type(cell) is str and "0" in cell[-3:])
    return rounded > 1 and 2 * rounded > sum(
        isinstance(cell, str) and len(plain(cell)) > 16 for cell in cells
    )
