"""What a file tells of one sheet and calamine does not, and the sheet that both make together."""

from datetime import date
from typing import NamedTuple

from warmth_cli.files.cell import NEVER_STORED, Cell, Faulty
from warmth_cli.files.refusals import TooManyCells
from warmth_cli.files.sheet import MOST_CELLS, Sheet

KNOWN_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
"""Errors in cells that calamine reads; for any other, as newer programs have them, it refuses the sheet."""
Fault = tuple[int, int, str]
"""A cell that calamine gives as a blank: row and column from 0, and what it shows."""


class Told(NamedTuple):
    """Faulty cells, hidden rows and columns (from 0), the formats of columns that say more of a number, the
    cells that are struck through, those of which calamine makes another value than stands there, and whether
    every 0 is shown as a blank."""

    faults: list[Fault]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    formats: dict[int, dict[str, int]]
    struck: frozenset[tuple[int, int]] = frozenset()
    misread: tuple[Fault, ...] = ()
    zeros_hidden: bool = False

    @property
    def has_other_errors(self) -> bool:
        """Whether a cell holds an error that calamine does not know, as newer programs have them."""
        return any(text not in (*KNOWN_ERRORS, NEVER_STORED) for _, _, text in self.faults)

    def sheet(
        self,
        name: str,
        hidden: bool,
        rows: list[list[Cell]],
        merged: list[tuple[int, int, int, int]],
        day_zero: date,
    ) -> Sheet:
        """The sheet, with the faulty cells in their places, which may lie beyond what calamine gave."""
        faults = [*self.faults, *self.misread]
        height = max([len(rows), *(row + 1 for row, _, _ in faults)])
        width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column, _ in faults)])
        if faults and height * width > MOST_CELLS:
            raise TooManyCells
        for row, column, text in faults:
            rows.extend([""] * width for _ in range(row + 1 - len(rows)))
            rows[row] = [*rows[row]]  # which may be one of many in a gap
            rows[row].extend([""] * (width - len(rows[row])))
            rows[row][column] = Faulty(text)
        return Sheet(
            name,
            hidden,
            rows,
            merged,
            day_zero,
            frozenset(row for row in self.hidden_rows if row < len(rows)),
            frozenset(column for column in self.hidden_columns if column < width),
            self.formats,
            self.struck,
            zeros_hidden=self.zeros_hidden,
        )
