"""What the cells of a block say: the values of each column, and by row what else is to be said of it."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from warmth_cli.fields import IS_HEAD
from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.reading.cells.cell_words import shown
from warmth_cli.reading.cells.sought import places_with
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.headings.columns import Column
from warmth_cli.reading.headings.ticks import ticked
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.column_values import ColumnValues
from warmth_cli.reading.tables.row_kinds import RowKinds, filled
from warmth_cli.reading.words.numbering import is_crossed_out
from warmth_cli.reading.words.remarks import MAY_SPEAK
from warmth_cli.reading.words.verdicts import Bar, Verdict, VerdictColumn, barred, unread_verdicts

_Columns = dict[str, list[Value | None]]
_Fault = tuple[Column, Cell, Unreadable]
_Faults = dict[int, list[_Fault]]
_Shared = dict[int, dict[str, Value | None]]


@dataclass(frozen=True, slots=True)
class Entries:
    """`columns` are the values of each field, None where a cell is blank or cannot be taken.

    By a row's place among the block's own, `faults` are the cells that cannot be taken, `shared` is what
    merged cells that begin further up say, None for one that cannot, `against` what columns that are not read
    say against the household, and `unread` what of it nobody understands. `struck` are the rows whose name or
    number is struck through, `crossed_out` those that say where others have their running number that they
    may not count: 作废, ×.
    """

    columns: Mapping[str, Sequence[Value | None]]
    faults: Mapping[int, Sequence[_Fault]]
    shared: Mapping[int, dict[str, Value | None]]
    against: Mapping[int, list[Bar]]
    unread: Mapping[int, list[Bar]]
    struck: frozenset[int]
    crossed_out: frozenset[int]

    @property
    def told_of(self) -> set[int]:
        """The rows of which more is to be said than their values."""
        return {*self.faults, *self.struck, *self.crossed_out, *self.against, *self.unread, *self.shared}

    def values(self, offset: int) -> dict[str, Value]:
        """What a row says, by field."""
        told = zip(self.columns, map(itemgetter(offset), self.columns.values()), strict=True)
        return {name: value for name, value in told if value is not None}


def read_entries(
    sheet: Sheet,
    block: Block,
    rows: Sequence[Sequence[Cell]],
    values: ColumnValues,
    kinds: RowKinds,
    year: int,
) -> Entries:
    """Read the columns of a block, for a notice of `year`."""
    columns, faults = _columns(block, rows, values, kinds)
    statuses = columns.get("file_status")
    struck, crossed_out = _struck(sheet, block, len(rows)), _crossed_out(block, rows, statuses)
    _leave_struck(sheet, block, rows, columns, faults, struck)
    shared = _shared(block, values, columns, faults)
    against = _against(block, rows, values, statuses, shared, year)
    unread: dict[int, list[Bar]] = {}
    for column in block.verdicts:
        for offset, words in unread_verdicts(column, values.cells(column.place), year).items():
            unread.setdefault(offset, []).append(Bar(column, words))
    return Entries(columns, faults, shared, against, unread, struck, crossed_out)


def _columns(
    block: Block, rows: Sequence[Sequence[Cell]], values: ColumnValues, kinds: RowKinds
) -> tuple[_Columns, _Faults]:
    """What each column says, by its field; and what cannot be taken, by row."""
    columns: _Columns = {}
    faults: _Faults = {}
    for column in block.columns:
        name = column.field.name
        if column.ticks:
            columns[name], failed = ticked(column.field, column.ticks, rows, kinds.is_person)
        else:
            columns[name], failed = values.of(column)
        for offset, (cell, unreadable) in failed.items():
            faults.setdefault(offset, []).append((column, cell, unreadable))
        if column.field is IS_HEAD:
            columns["relation"] = _marked(columns["relation"], failed)
    return columns, faults


def _without_heading(
    block: Block, rows: Sequence[Sequence[Cell]]
) -> Iterator[tuple[VerdictColumn, Sequence[Cell]]]:
    """The columns without a heading within the table and right beside it, as ones of remarks: 不发 is written
    where there is room for it. What stands farther off is of its own."""
    beside = {max(block.headed, default=block.right) + 1} if block.alone else set()
    for index in sorted({*range(block.left, block.right + 1), *beside} - block.headed):
        cells = [row[index] if index < len(row) else "" for row in rows]
        if [*places_with(MAY_SPEAK, cells)]:
            yield VerdictColumn(index, Verdict.REMARK, column_letter(index)), cells


def _marked(marks: Sequence[Value | None], failed: Container[int]) -> list[Value | None]:
    """The relation where a column only marks the heads: 户主, or False for who is none.

    Where heads are marked, who is not marked is none.
    """
    others = False if True in marks else None
    return [
        "户主" if mark is True else mark if mark is False or offset in failed else others
        for offset, mark in enumerate(marks)
    ]


def _struck(sheet: Sheet, block: Block, count: int) -> frozenset[int]:
    """The rows whose name or number is struck through, as clerks do with somebody who does not count."""
    at = block.at
    columns = {at[name] for name in ("name", "id_number") if name in at}
    here = sheet.struck_in(block.first, block.last)
    rows = {row - block.first for row, column in here if column in columns}
    return frozenset(offset for offset in rows if 0 <= offset < count)


def _crossed_out(
    block: Block, rows: Sequence[Sequence[Cell]], statuses: Sequence[Value | None] | None
) -> frozenset[int]:
    if block.number is None:
        return frozenset()
    numbers = [row[block.number] for row in rows]
    said = ((each, statuses[each] if statuses else None) for each in places_with(MAY_SPEAK, numbers))
    return frozenset(each for each, status in said if is_crossed_out(shown(numbers[each]), status))


def _leave_struck(
    sheet: Sheet,
    block: Block,
    rows: Sequence[Sequence[Cell]],
    columns: _Columns,
    faults: _Faults,
    struck: Container[int],
) -> None:
    """Take nothing from a cell that is struck or has struck words: what holds is not known.

    The rows `struck` are so themselves, and a remark may be.
    """
    read = {each.index: each for each in block.columns if each.field.name != "note"}
    for number, index in sorted(sheet.struck_in(block.first, block.last)):
        offset = number - block.first
        if index in read and 0 <= offset < len(rows) and offset not in struck:
            column, cell = read[index], rows[offset][index]
            if filled(cell):
                others = [fault for fault in faults.get(offset, ()) if fault[0] is not column]
                faults[offset] = [*others, (column, cell, Unreadable("cell-struck"))]
                columns[column.field.name][offset] = None


def _shared(block: Block, values: ColumnValues, columns: _Columns, faults: _Faults) -> _Shared:
    """What merged cells that begin further up say of each row under them; None for one that is unread."""
    shared: _Shared = {}
    for column in block.columns:
        for offset, top in values.under_merged(column):
            value = columns[column.field.name][top]
            if value is not None or any(faulty is column for faulty, _, _ in faults.get(top, ())):
                shared.setdefault(offset, {})[column.field.name] = value
    return shared


def _against(
    block: Block,
    rows: Sequence[Sequence[Cell]],
    values: ColumnValues,
    statuses: Sequence[Value | None] | None,
    shared: _Shared,
    year: int,
) -> dict[int, list[Bar]]:
    """What columns that are not read say against the households of some rows, and what does not go with
    their file status."""
    bars: dict[int, list[Bar]] = {}
    weighed = [(column, values.filled_down(column.place)) for column in block.verdicts]
    for column, cells in chain(weighed, _without_heading(block, rows)):
        for offset, words in barred(column.asks, cells, year).items():
            status = (statuses[offset] if statuses else None) or shared.get(offset, {}).get("file_status")
            if column.asks.bars_with(status):
                bars.setdefault(offset, []).append(Bar(column, words))
    return bars
