"""One cell, one figure: whole numbers of households, people and enterprises; amounts in 万元 to the fen."""

import re
import unicodedata
from decimal import Decimal

from warmth_cli.figures.figure import MONEY, Figure
from warmth_cli.files.cell import Cell, Faulty
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import shown
from warmth_cli.reading.cells.placeholder import YUAN

_NUMBER = pattern(r"(?P<digits>\d+|\d{1,3}(?:,\d{3})+)(?P<decimals>\.\d+)? ?(?P<unit>\D*)", re.ASCII)
_DECIMALS = {MONEY: 6, YUAN: 2}
"""A fen is 0.000001 万元."""
MOST = {MONEY: Decimal(10**5), YUAN: Decimal(10**9)}
"""1,000,000,000 yuan: what no union's table holds, but yuan typed for 万元 would be."""
_MOST_COUNT = Decimal(10**8)


class NoFigure(Exception):
    """The cell cannot be taken; its argument is the code of an issue."""


def figure_value(cell: Cell, unit: str) -> Decimal | None:
    """The figure that a cell gives, exactly; None for an empty cell. Raises NoFigure for anything else.

    A dash or 无 is no number: it may stand for 0, or for what nobody knows.

    >>> [figure_value(cell, "万元") for cell in (0.1 + 0.2, "1,200.50", "3.5万元", " ")]
    [Decimal('0.3'), Decimal('1200.50'), Decimal('3.5'), None]
    """
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise NoFigure("figure-value")
    if isinstance(cell, str):
        text = " ".join(unicodedata.normalize("NFKC", cell).split())
        if not text:
            return None
        found = _NUMBER.fullmatch(text)
        if not found or found["unit"] not in ("", unit):
            raise NoFigure("figure-value")
        value = Decimal(found["digits"].replace(",", "") + (found["decimals"] or ""))
    else:
        value = Decimal(f"{cell:.15g}")
    exponent = value.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or value < 0 or -exponent > _DECIMALS.get(unit, 0):
        raise NoFigure("figure-value")
    if value >= MOST.get(unit, _MOST_COUNT):
        raise NoFigure("figure-absurd")
    return value


def value_issue(
    code: str, place: tuple[str, str, int, str], figure: Figure, cell: Cell, unit: str = ""
) -> Issue:
    """The issue of a cell that gives no figure. `place` is file, sheet, row, cell; `unit` is the cell's, if
    it is not the figure's."""
    found = cell.text if isinstance(cell, Faulty) else shown(cell)
    words = {"figure": figure.meaning, "unit": Words(unit or figure.unit, unit or figure.unit)}
    return Issue(code, *place, found=found, values=words)
