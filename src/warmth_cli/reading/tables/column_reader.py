"""One column of a block while it is read: cell after cell, but many at once, and what repeats only once."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import cast

from warmth_cli.files.cell import Cell
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.cells.usual import all_usually, usually
from warmth_cli.reading.cells.values import Value, blank, read
from warmth_cli.reading.headings.columns import Column

Result = Value | Unreadable | None
"""What a cell says; None when it is blank."""
_PROBE = 5000
"""Cells at the top of a column that tell whether what it says repeats."""
_AT_ONCE = 100
"""Cells that are told together when all are usual; those of a group with another one are told one by one."""


class ColumnReader:
    """Reads the cells of a column, some after others. `today` decides which birth dates lie in the future,
    `day_zero` is the day from which the workbook counts those that it stores as numbers.

    `results` is what each cell says that was taken so far; `doubtful` whether one of them cannot be taken.
    """

    def __init__(self, column: Column, today: date, day_zero: date) -> None:
        self.results: list[Result] = []
        self.doubtful = False
        usual = usually(column.field.kind, column.unit, today)
        self._all_usual = all_usually(column.field.kind, today)
        self.one = partial(_one, usual, column, today, day_zero)
        """What one cell of the column says."""
        self._told = _Told(self.one)
        self._repeats: bool | None = None

    def take(self, cells: Sequence[Cell]) -> None:
        """Read the cells that stand under those that were taken before."""
        if self._repeats is None:
            first = [cell for cell in cells[:_PROBE] if cell != ""]
            self._repeats = 2 * len(set(first)) <= len(first) if first else None
        if self._repeats is not False:
            results = list(map(self._told.__getitem__, cells))
            if self._told.is_sure_of(cells):
                self.results += results
                self.doubtful = self.doubtful or _cannot_all_be_taken([*self._told.values()])
                return
            self._repeats = False
            self._told.clear()
        for start in range(0, len(cells), _AT_ONCE):
            some = cells[start : start + _AT_ONCE]
            if self._all_usual(some):
                self.results += [cast(str, cell) or None for cell in some]
            else:
                results = list(map(self.one, some))
                self.results += results
                self.doubtful = self.doubtful or _cannot_all_be_taken(results)


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


def _one(
    usual: Callable[[Cell], Value | None], column: Column, today: date, day_zero: date, cell: Cell
) -> Result:
    if cell == "":
        return None
    if (value := usual(cell)) is not None:
        return value
    try:
        return None if blank(column.field, cell) else read(column.field, cell, column.unit, today, day_zero)
    except Unreadable as unreadable:
        return unreadable.with_traceback(None)


def _cannot_all_be_taken(results: Sequence[Result]) -> bool:
    return any(type(result) is Unreadable for result in results)
