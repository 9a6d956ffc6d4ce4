"""Whose a table is where only the line under it says so: 单位（盖章）：纺织厂工会, with the signatures.

A line between two tables may belong to either. It is the upper one's only where the sheet begins without a
line and ends with one, and each table has another: then no other reading gives every table its own.
"""

from collections.abc import Sequence
from dataclasses import replace

from warmth_cli.files.cell import Cell
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.words.surroundings import is_long_number
from warmth_cli.reading.words.union_names import union_of_group, union_signed


def with_signed_unions(rows: Sequence[Sequence[Cell]], blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a sheet, each with the union that the line under it names, where no other line does."""
    if not blocks or blocks[0].union or not all(map(_may_be_signed, blocks)):
        return blocks
    ends = [*(block.top for block in blocks[1:]), len(rows)]
    unions = [_signed(rows[block.first : end], block) for block, end in zip(blocks, ends, strict=True)]
    if not all(unions) or len(set(unions)) < len(blocks):
        return blocks
    return [replace(block, union=union) for block, union in zip(blocks, unions, strict=True)]


def _may_be_signed(block: Block) -> bool:
    return block.alone and "id_number" in block.at and "union" not in block.at


def _signed(rows: Sequence[Sequence[Cell]], block: Block) -> str:
    """The union in the lines under the last person of a table; "" where one is named among them, too."""
    index = block.at["id_number"]
    ends = len(rows)
    while ends and not any(map(is_long_number, rows[ends - 1])):
        ends -= 1
    union = union_signed(rows[ends:])
    others = (row for row in rows[:ends] if not (index < len(row) and is_long_number(row[index])))
    return "" if union and any(union_of_group(row) or union_signed([row]) for row in others) else union
