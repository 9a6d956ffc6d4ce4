"""Cells that are kept as they stand, for the national form: they decide nothing, and none is repaired."""

from decimal import Decimal

from warmth_cli.files.cell import Cell, Faulty
from warmth_cli.reading.cells.cell_words import is_error, is_nothing, shown
from warmth_cli.reading.cells.invisible import without_invisible

_MOST_WHOLE = 1e15
"""Excel keeps 15 digits: a longer number has lost the rest."""


def as_it_stands(cell: Cell) -> str:
    """The words of a cell in one line; "" where it says nothing, or not what somebody typed.

    >>> as_it_stands(" 群众\\n"), as_it_stands(233000.0), as_it_stands("/"), as_it_stands(3.4e17)
    ('群众', '233000', '', '')
    """
    if isinstance(cell, Faulty) or (isinstance(cell, str) and is_error(cell)):
        return ""
    if isinstance(cell, float) and not cell.is_integer():
        return f"{Decimal(f'{cell:.15g}'):f}"
    if isinstance(cell, float | int) and abs(cell) >= _MOST_WHOLE:
        return ""
    words = " ".join(without_invisible(shown(cell)).split())
    return "" if is_nothing(words) else words
