"""One table of a web page while it is read: its rows, with cells that span others, struck or hidden."""

import math
import re
from collections.abc import Callable
from decimal import Decimal

from warmth_cli.files.cell import Cell
from warmth_cli.files.delimited import as_text
from warmth_cli.files.sheet import Sheet
from warmth_cli.pattern import pattern

_SHOWN = pattern(r"-?[\d,]*\d(?:\.(?P<places>\d+))?", re.ASCII)
"""A number as a table shows it."""


class WebTable:
    """A table that is open.

    `spend` is told how many cells it takes. `begins` are, for each table around it, the number of pieces of
    words that its cell had before: a table that is a sheet of its own is no words of theirs. `follows`: there
    are no words between it and the table before it. `by_excel`: what is hidden at the end of a cell is of it.
    """

    def __init__(
        self, spend: Callable[[int], None], begins: list[int], follows: bool, by_excel: bool
    ) -> None:
        self.begins = begins
        self.follows = follows
        self.width = self.height = 0
        self._spend = spend
        self._rows: list[list[Cell]] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden_rows: set[int] = set()
        self._struck_cells: set[tuple[int, int]] = set()
        self._taken: dict[int, int] = {}  # by column, the row before which a cell from above ends
        self._in_row = self._row_struck = self._struck = False
        self._striking, self._within = "", 0  # the tag that strikes words of the cell; how often it is open
        self._hiding, self._hidden_within = "", 0  # the tag that hides words of it, likewise
        self._by_excel = by_excel
        self._cell: list[str] | None = None
        self._cut_off: list[str] = []
        self._span = (1, 1)
        self._number: str | None = None

    @property
    def pieces(self) -> int:
        """How many pieces the words of the open cell have."""
        return len(self._cell or ())

    def start_row(self, struck: bool, hidden: bool) -> None:
        """A row; the one before it ends, whether the page says so or not."""
        self.end_row()
        self._in_row, self._row_struck = True, struck
        if hidden:
            self._hidden_rows.add(self.height)
        self.height += 1
        self._spend(1)
        self._rows.append([])

    def start_cell(self, struck: bool, down: int, across: int, number: str | None) -> None:
        """A cell that spans so many rows and columns; `number` is what it holds, where the page tells."""
        self.end_cell()
        if not self._in_row:
            self.start_row(struck=False, hidden=False)
        self._cell, self._striking, self._hiding = [], "", ""
        self._cut_off = []
        self._struck = self._row_struck or struck
        self._span, self._number = (down, across), number

    def add(self, words: str) -> None:
        """Words; those outside a cell belong to no table, and those that are hidden to no cell: they are what
        a column is sorted by, or of a system's own. But what Excel has no room to show it hides so."""
        if self._cell is None:
            return
        if self._hiding:
            self._cut_off.append(words if self._by_excel else "")
        elif not words.strip():
            (self._cut_off or self._cell).append(words)
        else:
            self._cell.extend(filter(str.isspace, self._cut_off))
            self._cell.append(words)
            self._cut_off = []
            self._struck = self._struck or self._striking != ""

    def cut(self, pieces: int) -> None:
        """Forget the words of the cell after so many pieces."""
        if self._cell is not None:
            del self._cell[pieces:]

    def start_inside(self, tag: str, striking: bool, hidden: bool) -> None:
        """A tag within a cell."""
        if self._hiding == tag == "p":  # ends where the next begins
            self._hiding = ""
        if self._hiding:
            self._hidden_within += tag == self._hiding
        elif hidden and self._cell is not None:
            self._hiding, self._hidden_within = tag, 1
        if self._striking:
            self._within += tag == self._striking
        elif striking and self._cell is not None:
            self._striking, self._within = tag, 1

    def end_inside(self, tag: str) -> None:
        """The end of a tag within a cell."""
        if tag == self._striking:
            self._within -= 1
            if not self._within:
                self._striking = ""
        if tag == self._hiding:
            self._hidden_within -= 1
            if not self._hidden_within:
                self._hiding = ""

    def end_row(self) -> None:
        """The end of the row, and of the cell in it."""
        self.end_cell()
        self._in_row = False

    def end_cell(self) -> None:
        """The end of the cell, if one is open."""
        if self._cell is None:
            return
        here, row = self.height - 1, self._rows[-1]
        before = len(row)
        while self._taken.get(len(row), 0) > here:
            row.append("")
        column = len(row)
        down, across = self._span
        self._spend(column - before + across)
        words = as_text("".join((*self._cell, *self._cut_off)).strip())
        row.append(words if self._number is None else _as_number(words, self._number or words))
        if self._struck and row[column]:
            self._struck_cells.add((here, column))
        row.extend([""] * (across - 1))
        for beside in range(column, column + across) if down > 1 else ():
            self._taken[beside] = max(self._taken.get(beside, 0), here + down)
        if down > 1 or across > 1:
            self._merged.append((here, column, here + down - 1, column + across - 1))
        self.width = max(self.width, len(row))
        self._cell = None

    def sheet(self) -> Sheet:
        """The whole table, as a sheet without a name."""
        return Sheet(
            "",
            False,
            self._rows,
            # A cell that spans more rows than there are spans those that there are.
            [(top, left, min(bottom, self.height - 1), right) for top, left, bottom, right in self._merged],
            hidden_rows=frozenset(self._hidden_rows),
            struck=frozenset(self._struck_cells),
        )


def _as_number(words: str, number: str) -> Cell:
    """The number of a cell that shows it, perhaps in fewer places; else the words: a day, or another unit.

    >>> _as_number("50,425", "50425.21"), _as_number("2022/6/30", "44742"), _as_number("1.2", "12000")
    (50425.21, '2022/6/30', '1.2')
    """
    shown = _SHOWN.fullmatch(words)
    try:
        value = float(number)
    except ValueError:
        return words
    if not shown or not math.isfinite(value) or (words.isdigit() and _is_text(words, number, value)):
        return words
    last_place = 10.0 ** -len(shown["places"] or "")
    near = max(last_place, abs(value) / 100)  # a narrow column shows fewer places than it seems
    return value if abs(value - float(words.replace(",", ""))) <= near else words


def _is_text(digits: str, number: str, value: float) -> bool:
    """Whether digits were text, whatever the page says: a 0 begins them, or there are too many of them."""
    if digits[0] == "0":
        return len(digits) > 1
    if len(digits) > 15:
        return Decimal(digits) != Decimal(f"{value:.15g}")
    return len(digits) > 11 and number == digits
