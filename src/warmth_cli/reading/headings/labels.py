"""The words over each column of a heading of several rows, and which of them are groups.

A group stands over several columns: as a merged cell or, where a file keeps none, as words with blanks beside
them, or once more over each column.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from warmth_cli.files.cell import Cell
from warmth_cli.reading.cells.cell_words import plain

Area = tuple[int, int, int, int]
"""A merged range: top, left, bottom, right, from 0."""
Rows = Sequence[Sequence[Cell]]
Labels = Mapping[int, tuple[str, ...]]
"""For each column that has a heading, from 0, its words, uppermost first."""


def labels_of(rows: Rows, merged: Sequence[Area], top: int, bottom: int) -> Labels:
    """The words over each column; a merged cell speaks for all it spans, once a column."""
    width = max(len(each) for each in rows[top : bottom + 1])
    at: dict[tuple[int, int], tuple[int, int]] = {}
    for first, left, last, right in merged:
        for number in range(first, min(last, bottom) + 1):
            at |= {(number, index): (first, left) for index in range(left, min(right + 1, width))}
    labels: dict[int, dict[tuple[int, int], str]] = {}
    for number in range(top, bottom + 1):
        row = rows[number]
        spread: dict[int, int] = {}
        if number < bottom and not any(area[0] <= number <= area[2] and area[1] < area[3] for area in merged):
            spread = _spread(row, _under(rows[number + 1 : bottom + 1]))
        for index in range(width):
            place = at.get((number, index), (number, spread.get(index, index)))
            if text := text_at(rows[place[0]], place[1]):
                labels.setdefault(index, {})[place] = text
    # Words that reach over a column from the left are its heading only above words of its own.
    return {
        index: tuple(dict.fromkeys(each.values()))
        for index, each in sorted(labels.items())
        if any(column == index for _, column in each)
    }


def grouped(rows: Rows, merged: Sequence[Area], number: int, last: int) -> frozenset[int]:
    """The columns under words of a row that stand over several columns with words of their own below, down
    to the row `last`."""
    row, below = rows[number], _under(rows[number + 1 : last + 1])
    found: set[int] = set()
    wide = [area for area in merged if area[0] <= number <= area[2] and area[1] < area[3]]
    lower = {area[1] for area in merged if area[0] == number + 1 and area[1] < area[3]}
    for _, left, _, right in wide:
        said = [index for index in range(left, right + 1) if text_at(below, index)]
        found.update(said if len(said) > 1 or lower & {*said} else ())
    if wide:
        return frozenset(found)
    found.update(_spread(row, below))
    for left, right in pairwise(range(len(row))):
        again = text_at(row, left) and text_at(row, left) == text_at(row, right)
        if again and text_at(below, left) and text_at(below, right):
            found.update((left, right))
    return frozenset(found)


def _under(rows: Rows) -> list[Cell]:
    """For each column the uppermost words in `rows`: the column of a group may have its own further down."""
    width = max(map(len, rows), default=0)
    return [next(filter(None, (text_at(row, index) for row in rows)), "") for index in range(width)]


def _spread(row: Sequence[Cell], below: Sequence[Cell]) -> dict[int, int]:
    """For each column under words that stand further left in `row`: the column of these words.

    They reach over blank cells as long as there are words in the row below, their own column's included.
    """
    found: dict[int, int] = {}
    group: int | None = None
    for index in range(max(len(row), len(below))):
        if text_at(row, index):
            group = index if text_at(below, index) else None
        elif not text_at(below, index):
            group = None
        if group is not None:
            found[index] = group
    often = Counter(found.values())
    return {index: left for index, left in found.items() if often[left] > 1}


def text_at(row: Sequence[Cell], index: int) -> str:
    """The words of a cell; nothing for a blank, a number, or a row too short."""
    cell = row[index] if index < len(row) else ""
    return cell.strip() if isinstance(cell, str) and plain(cell) else ""
