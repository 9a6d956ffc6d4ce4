"""One sheet of a file, whatever kind of file it was: rows of typed cells, and how its columns are named."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol, TypeVar

from warmth_cli.files.by_row import ByRow
from warmth_cli.files.cell import DAY_ZERO, Cell

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""The rows and columns that a sheet of Excel has."""
MOST_CELLS = 30_000_000
"""Rows × columns that a sheet may span: 1,000,000 rows of 30 columns."""
Area = tuple[int, int, int, int]
"""A merged range: top, left, bottom, right, from 0."""
T = TypeVar("T")
MOST_CELLS_TOGETHER = 4 * MOST_CELLS
"""What all sheets of an .xlsx may span; they are held until the last of them is read."""


class Begun(Protocol):
    """What its reader makes of a large sheet of which more rows are still to come."""

    def go_on(self) -> None:
        """Read the rows that have come since."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells from A1 on, and the merged ranges as (top, left, bottom, right), from 0.

    `day_zero` is the day from which it counts days that are stored as bare numbers. `hidden_rows` and
    `hidden_columns` are what Excel does not show, from 0. `formats` are the columns, from 0, some of whose
    numbers have a number format that says more of them than the number, each with these formats and
    the first row of each, from 0.
    `struck` are the cells that are struck through, as (row, column) from 0, `comments` those that have a
    comment (批注), with its words; of an .xlsx `boxes` are what boxes (文本框) over it say, `page_words` the
    head and the foot of its pages. `zeros_hidden`: every 0 is shown as a blank. `ends_short`: its last row
    may be cut off. `begun` is what was read of it while its last rows were still to come.
    """

    name: str
    hidden: bool
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    day_zero: date = DAY_ZERO
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formats: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    struck: frozenset[tuple[int, int]] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    boxes: tuple[str, ...] = ()
    page_words: tuple[str, ...] = ()
    zeros_hidden: bool = False
    ends_short: bool = False
    begun: Begun | None = field(default=None, repr=False, compare=False)
    _by_row: dict[str, ByRow[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def merged_in(self, first: int, end: int) -> Sequence[Area]:
        """The merged ranges that have one of the rows from `first` on, without `end`."""
        return self._of("merged", self.merged, lambda area: (area[0], area[2])).touching(first, end)

    def struck_in(self, first: int, end: int) -> Sequence[tuple[int, int]]:
        """The cells of these rows that are struck through."""
        return self._of("struck", self.struck, lambda cell: (cell[0], cell[0])).touching(first, end)

    def comments_in(self, first: int, end: int) -> Mapping[tuple[int, int], str]:
        """The comments on cells of these rows."""
        cells = self._of("comments", self.comments, lambda cell: (cell[0], cell[0])).touching(first, end)
        return {cell: self.comments[cell] for cell in cells}

    def _of(self, name: str, things: Collection[T], rows: Callable[[T], tuple[int, int]]) -> ByRow[T]:
        known = self._by_row.get(name)
        if known is None or known.count != len(things):
            known = self._by_row[name] = ByRow(things, rows)
        return known


def stacked(above: Sheet, below: Sheet) -> Sheet:
    """Two sheets as one, the rows of one below those of the other; called as the one above."""
    height = len(above.rows)
    return replace(
        above,
        rows=above.rows + below.rows,
        merged=[
            *above.merged,
            *((top + height, left, bottom + height, right) for top, left, bottom, right in below.merged),
        ],
        hidden_rows=above.hidden_rows | {row + height for row in below.hidden_rows},
        hidden_columns=above.hidden_columns | below.hidden_columns,
        formats={
            column: {code: row + height for code, row in below.formats.get(column, {}).items()}
            | {**above.formats.get(column, {})}
            for column in above.formats.keys() | below.formats.keys()
        },
        struck=above.struck | {(row + height, column) for row, column in below.struck},
        comments={
            **above.comments,
            **{(row + height, column): text for (row, column), text in below.comments.items()},
        },
        boxes=above.boxes + below.boxes,
        page_words=above.page_words + below.page_words,
        zeros_hidden=above.zeros_hidden or below.zeros_hidden,
    )


def column_letter(index: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The column that letters name, counted from 0.

    >>> column_index("A"), column_index("AA")
    (0, 26)
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
