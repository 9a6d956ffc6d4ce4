"""People whose identity number stands where no member is read: in a remark, or under an unknown heading.

They are no members, for nobody knows what they are to the household; but nobody is paid in another household
in their name unseen.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.identity import resident_id_fault
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.sought import places_with
from warmth_cli.reading.headings.labels import text_at
from warmth_cli.reading.tables.block import Block

_NUMBER = pattern(r"(?<![\dXx])\d{17}[\dXx](?![\dXx])", re.ASCII)
_OF_OTHERS = pattern(
    "监护|联系人|经办|填[表报]|代[领收办]|委托|干部|责任人|[领收]款|持卡|开户|审核|介绍人|担保"
)
"""Words for people who are of no household: who looks after somebody, or helps."""
_NEAR = 12
"""Characters before a number in which it is said whose it is."""


def named_aside(
    sheet: Sheet, block: Block, cells: Callable[[int], Sequence[Cell]], today: date
) -> Iterator[tuple[int, str]]:
    """The row, from 1, and the number of each such person; `cells` gives those of a column."""
    read = {column.index for column in block.columns if column.field.name != "note"}
    read |= {index for beside in block.beside for index in beside.columns.values()}
    for index in range(block.left, block.right + 1):
        heading = "".join(text_at(row, index) for row in sheet.rows[block.top : block.bottom + 1])
        if index in read or _OF_OTHERS.search(heading):
            continue
        column = cells(index)
        for offset in places_with(_NUMBER, column):
            text = str(column[offset])
            for found in _NUMBER.finditer(text):
                number = found[0].upper()
                before = text[max(0, found.start() - _NEAR) : found.start()]
                if not _OF_OTHERS.search(before) and resident_id_fault(number, today) is None:
                    yield block.first + offset + 1, number
