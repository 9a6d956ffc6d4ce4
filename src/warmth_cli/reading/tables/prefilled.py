"""Rows of a form that were filled down before anybody was entered: a union, 在档, 否, and nobody."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from warmth_cli.fields import Kind
from warmth_cli.files.cell import Cell
from warmth_cli.reading.tables.block import Block

_FEWEST = 3
"""So many rows under one another say the same; a single one may be a household without its name."""
_OF_MANY = frozenset((Kind.TEXT, Kind.CADRE, Kind.CHOICE, Kind.CAUSE, Kind.YES_NO, Kind.JUDGEMENT))
"""What may be filled down; everything else is somebody's own."""


def prefilled(rows: Sequence[Sequence[Cell]], offsets: Iterable[int], block: Block) -> Iterator[int]:
    """Those of the rows at `offsets`, which have neither name nor number, that are only filled down."""
    own = [
        column.index
        for column in block.columns
        if column.field.kind not in _OF_MANY or column.field.name == "note"
    ]
    own += [index for beside in block.beside for index in beside.columns.values()]

    def said(place: int) -> tuple[int, list[Cell]]:
        """The same for rows that follow each other and say the same beside their running numbers."""
        cells = [*rows[free[place]]]
        if block.number is not None:
            cells[block.number] = ""
        return free[place] - place, cells

    free = [offset for offset in offsets if all(rows[offset][index] == "" for index in own)]
    for _, places in groupby(range(len(free)), said):
        run = [free[place] for place in places]
        if len(run) >= _FEWEST:
            yield from run
