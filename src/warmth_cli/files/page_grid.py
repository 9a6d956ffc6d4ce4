"""Rows of text documents as a sheet: lines, and rows of tables whose cells end wherever somebody drew them.

All tables of a document have one grid, as the eye sees them on the page: a cell stands in the columns that
it spans, so that a row below a heading is read under it even where a table was cut in two.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from warmth_cli.files.cell import Cell
from warmth_cli.files.refusals import Broken, TooManyCells
from warmth_cli.files.sheet import MOST_CELLS, MOST_ROWS, Sheet

_SHARE, _MOST_OFF = 0.3, 300
"""So far an edge may be from that of another row and be the same: a share of the narrower column beside it,
and no more than half a centimetre, in twentieths of a point."""


_MOST_MODELS = 20
"""So many kinds of rows of as many cells are looked at; of more, each is drawn by itself."""


class PageCell(NamedTuple):
    """A cell of a row, or a line: its words, whether some are struck, and what is said beside it.

    `down` is 0 for a cell by itself, 1 for the first of some that are merged from top to bottom, 2 for the
    others; `across` is the same from left to right.
    """

    words: str
    struck: bool = False
    comment: str = ""
    down: int = 0
    across: int = 0


class PageRow(NamedTuple):
    """A row of a table, with one edge more than it has cells; or a line, which has none."""

    cells: Sequence[PageCell]
    edges: tuple[int, ...] = ()
    hidden: bool = False


def sheet_of(rows: Sequence[PageRow], boxes: Sequence[str] = (), page_words: Sequence[str] = ()) -> Sheet:
    """The document as a sheet without a name."""
    if len(rows) > MOST_ROWS:
        raise TooManyCells
    columns = _columns(Counter(row.edges for row in rows if row.edges))
    cells: list[list[Cell]] = []
    struck: set[tuple[int, int]] = set()
    comments: dict[tuple[int, int], str] = {}
    merged = _Merged()
    held = 0
    for number, row in enumerate(rows):
        places = columns[row.edges]
        if len(places) != len(row.cells) + 1:
            raise Broken("a row has more or fewer cells than it says")
        last = max((index for index, cell in enumerate(row.cells) if cell.words), default=-1)
        held += 1 + (places[last] + 1 if last >= 0 else 0)
        if held > MOST_CELLS:
            raise TooManyCells
        here: list[Cell] = [""] * (places[last] + 1 if last >= 0 else 0)
        for column, cell in zip(places, row.cells, strict=False):
            if cell.words:
                here[column] = cell.words
                if cell.struck:
                    struck.add((number, column))
            if cell.comment:
                comments[number, column] = cell.comment
        cells.append(here)
        merged.add(number, places, row.cells)
    return Sheet(
        "",
        False,
        cells,
        merged.ranges(),
        hidden_rows=frozenset(number for number, row in enumerate(rows) if row.hidden),
        struck=frozenset(struck),
        comments=comments,
        boxes=tuple(boxes),
        page_words=tuple(page_words),
    )


def _columns(drawn: Counter[tuple[int, ...]]) -> Mapping[tuple[int, ...], tuple[int, ...]]:
    """For the edges of each kind of row the columns in which its cells begin, and where the last one ends.

    >>> columns = _columns(Counter([(0, 500, 1000), (0, 510, 1000), (4, 1002), (0, 250, 500, 1000)]))
    >>> columns[0, 500, 1000], columns[0, 510, 1000], columns[4, 1002], columns[()]
    ((0, 2, 3), (0, 2, 3), (0, 3), (0, 1))
    """
    grid: list[int] = []
    settled: dict[tuple[int, ...], list[int]] = {}
    models: dict[int, list[tuple[int, ...]]] = {}  # by the number of edges
    for edges in sorted(drawn, key=lambda edges: (-len(edges), -drawn[edges], edges)):
        alike = models.setdefault(len(edges), [])
        model = next((each for each in alike if _are_alike(each, edges)), None)
        settled[edges] = _settled(edges, grid) if model is None else settled[model]
        if model is None and len(alike) < _MOST_MODELS:
            alike.append(edges)
    places = {edge: place for place, edge in enumerate(grid)}
    return {(): (0, 1), **{edges: tuple(places[edge] for edge in at) for edges, at in settled.items()}}


def _are_alike(some: tuple[int, ...], others: tuple[int, ...]) -> bool:
    """Whether each cell of a row stands over its own in a row of as many: somebody dragged an edge.

    >>> _are_alike((0, 1000, 2000), (0, 1700, 2000)), _are_alike((0, 10, 20, 30), (0, 20, 25, 30))
    (True, False)
    """
    cells = zip(pairwise(some), pairwise(others), strict=True)
    return all(
        2 * (min(right, end) - max(left, start)) > min(right - left, end - start)
        for (left, right), (start, end) in cells
    )


def _settled(edges: tuple[int, ...], grid: list[int]) -> list[int]:
    """The edges of a row, each as it stands in the grid if it is near one; others are put into it."""
    nearest: dict[int, tuple[int, int]] = {}
    ascending = list(edges)
    for index, edge in enumerate(edges):
        if index and edge < edges[index - 1]:
            raise Broken("a cell ends before it begins")
        if index:  # a cell without any width is a column, too
            ascending[index] = max(edge, ascending[index - 1] + 1)
        edge = ascending[index]
        if grid:
            near = _near(edge, grid)
            off = abs(edge - near)
            if off <= _tolerance(near, grid) and off < nearest.get(near, (_MOST_OFF + 1, 0))[0]:
                nearest[near] = (off, index)
    taken = {index: near for near, (_, index) in nearest.items()}
    settled = [taken.get(index, edge) for index, edge in enumerate(ascending)]
    for edge in settled:
        at = bisect_left(grid, edge)
        if grid[at : at + 1] != [edge]:
            grid.insert(at, edge)
    return settled


def _near(edge: int, grid: list[int]) -> int:
    at = bisect_left(grid, edge)
    return min(grid[max(0, at - 1) : at + 1], key=lambda other: abs(other - edge))


def _tolerance(edge: int, grid: list[int]) -> float:
    at = bisect_left(grid, edge)
    beside = [right - left for left, right in pairwise(grid[max(0, at - 1) : at + 2])]
    return min(_MOST_OFF, _SHARE * min(beside, default=_MOST_OFF))


class _Merged:
    """Collects the ranges of merged cells, row by row."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[int, int, int]] = {}  # by left column: top, bottom, right
        self._ranges: list[tuple[int, int, int, int]] = []

    def add(self, number: int, places: Sequence[int], cells: Sequence[PageCell]) -> None:
        """Add a row; what goes on in no cell of it has ended."""
        goes_on: dict[int, tuple[int, int, int]] = {}
        index = 0
        while index < len(cells):
            cell, left = cells[index], places[index]
            index += 1
            while cell.across == 1 and index < len(cells) and cells[index].across == 2:
                index += 1
            right = places[index] - 1
            top, bottom, right_above = self._open.get(left, (number, -1, -1))
            if cell.down == 2 and (bottom, right_above) == (number - 1, right):
                goes_on[left] = (top, number, right)
                del self._open[left]
            elif cell.down == 1:
                goes_on[left] = (number, number, right)
            elif right > left:
                self._ranges.append((number, left, number, right))
        self._end()
        self._open = goes_on

    def ranges(self) -> list[tuple[int, int, int, int]]:
        """All of them, as (top, left, bottom, right)."""
        self._end()
        return sorted(self._ranges)

    def _end(self) -> None:
        for left, (top, bottom, right) in self._open.items():
            if bottom > top or right > left:
                self._ranges.append((top, left, bottom, right))
        self._open = {}
