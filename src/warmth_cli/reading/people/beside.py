"""Members who stand in columns of their own beside the head."""

from collections.abc import Sequence
from decimal import Decimal

from warmth_cli.fields import FIELDS
from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.headings.columns import Beside, Column
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.column_values import ColumnValues

_NOBODY = frozenset(
    ("离异", "离婚", "已离异", "已离婚", "丧偶", "未婚", "单身", "已故", "去世", "已去世", "死亡")
)
"""What stands under 配偶姓名 where there is no such person."""


def members_beside(
    file: str,
    sheet: Sheet,
    block: Block,
    rows: Sequence[Sequence[Cell]],
    values: ColumnValues,
    beside: Beside,
) -> dict[int, Draft]:
    """The members that stand in one set of columns, by a row's place among the block's own."""
    as_read = [
        Column(FIELDS[name], index, column_letter(index), Decimal(1))
        for name, index in beside.columns.items()
    ]
    readers = [(column, values.reader(column).one) for column in as_read]
    members: dict[int, Draft] = {}
    for offset, row in enumerate(rows):
        draft = Draft(file, sheet.name, block.first + offset + 1, beside.columns, {})
        for column, said in readers:
            if column.field.name == "name" and plain(shown(row[column.index])) in _NOBODY:
                continue
            result = said(row[column.index])
            if result is not None and (block.first + offset, column.index) in sheet.struck:
                result = Unreadable("cell-struck")
            if isinstance(result, Unreadable):
                draft.report(column, row[column.index], result)
            elif result is not None:
                draft.values[column.field.name] = result
        if draft.values or draft.issues:
            if beside.relation:
                draft.values.setdefault("relation", beside.relation)
            members[offset] = draft
    return members
