"""What an office means to pay, by a column that is no field: 拟发放金额, 慰问金.

The notice says what is paid, and not the roster; but where they differ somebody should know, before the list
is signed, and where a cell is blank under others that are not. A 0 says that nothing is paid, and is weighed
with the columns against paying.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import column_letter
from warmth_cli.household import Planned
from warmth_cli.reading.cells.cell_words import shown
from warmth_cli.reading.cells.money import MOST, without_tail, yuan_in_number, yuan_in_text
from warmth_cli.reading.headings.heading import ARROW, normalised
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.column_values import ColumnValues
from warmth_cli.reading.words.verdicts import Verdict

_YUAN = Decimal(1)


def planned_amounts(block: Block, values: ColumnValues) -> Mapping[Planned, Sequence[int]]:
    """By column and amount, the rows that name it, as Excel counts them."""
    planned: dict[Planned, list[int]] = {}
    for column in block.verdicts:
        if column.asks is not Verdict.SUM:
            continue
        unit = normalised(column.heading.rpartition(ARROW)[2]).unit
        cells = values.cells(column.place)
        known = {cell: _yuan(cell, _YUAN if unit is None else unit) for cell in {*cells}}
        if not any(known.values()):
            continue
        letter = column_letter(column.place)
        told = {cell: Planned(letter, shown(cell) or "—", amount) for cell, amount in known.items()}
        for offset, cell in enumerate(cells):
            planned.setdefault(told[cell], []).append(block.first + offset + 1)
    return planned


def _yuan(cell: Cell, unit: Decimal) -> Decimal | None:
    """The amount that a cell names, None where it is no plain amount."""
    amount: Decimal | None = None
    if isinstance(cell, str):
        amount = yuan_in_text(cell, unit)
    elif isinstance(cell, float | int) and not isinstance(cell, bool):
        amount = yuan_in_number(cell, unit)
    return without_tail(amount) if amount is not None and 0 < amount < MOST else None
