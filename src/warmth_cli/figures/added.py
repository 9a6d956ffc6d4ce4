"""Figures of other offices, from the forms that they filled, added to this office's own."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from warmth_cli.figures.figure import MONEY, YUAN_IN_MONEY, Figure, Filled, Gap
from warmth_cli.figures.given import total
from warmth_cli.figures.value import NoFigure, figure_value, value_issue
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.reading.cells.cell_words import shown
from warmth_cli.reading.cells.placeholder import YUAN
from warmth_cli.reading.filled_form import FilledForm, Found

_HUNDREDTH = Decimal("0.01")


class Added(NamedTuple):
    """One office whose filled form is added: what it is called, its file, and its figures in order.

    `rounded` tells whether all its amounts have at most two decimals of 万元, as rounded ones would.
    """

    office: str
    file: str
    filled: tuple[Filled, ...]
    rounded: bool


def added(form: FilledForm, file: str, figures: Sequence[Figure]) -> tuple[Added, list[Issue]]:
    """The figures that a filled form gives. An empty cell is not known; what is no number is an issue."""
    cells: dict[str, list[Found]] = {}
    for each in form.found:
        cells.setdefault(each.name, []).append(each)
    filled: list[Filled] = []
    issues: list[Issue] = []
    for figure in figures:
        value, wrong = _value(figure, cells.get(figure.name, []))
        issues.extend(wrong)
        filled.append(Filled(figure, value, Gap.FAULTY if wrong else Gap.SHEET if value is None else None))
    amounts = [each.value for each in filled if each.value is not None and each.figure.unit == MONEY]
    rounded = bool(amounts) and all(value == value.quantize(_HUNDREDTH) for value in amounts)
    return Added(form.office or file, file, tuple(filled), rounded), issues


def sum_of(own: Sequence[Filled], name: str, others: Sequence[Added], alone: frozenset[str]) -> list[Filled]:
    """Every figure of this office, called `name`, and the others together, in the order of `own`.

    A figure that one of them has blank is not known, and names who lacks it. An own figure without value
    keeps saying why. Figures of the sources in `alone` are the others' alone: this office has no part there.
    """
    together: list[Filled] = []
    for index, mine in enumerate(own):
        parts = [(other.office, other.filled[index]) for other in others]
        takes_part = mine.figure.source not in alone
        if takes_part:
            parts.insert(0, (name, mine))
        one = total(mine.figure, parts)
        if one.value is None and takes_part and mine.gap not in (None, Gap.SHEET):
            one = one._replace(gap=mine.gap)
        together.append(one)
    return together


def _value(figure: Figure, found: Sequence[Found]) -> tuple[Decimal | None, list[Issue]]:
    """The value in the cells of one figure, which must say the same."""
    values: list[Decimal | None] = []
    for each in found:
        if each.format:
            words: dict[str, str | Words] = {"figure": figure.meaning, "format": each.format}
            return None, [Issue("figure-format", *each.place, found=shown(each.cell), values=words)]
        unit = YUAN if each.in_yuan else figure.unit
        try:
            value = figure_value(each.cell, unit)
        except NoFigure as error:
            return None, [value_issue(error.args[0], each.place, figure, each.cell, unit)]
        values.append(value / YUAN_IN_MONEY if each.in_yuan and value is not None else value)
    if len(set(values)) > 1:
        first, other = found[0], next(n for n, value in enumerate(values) if value != values[0])
        words = {"figure": figure.meaning, "others": f"{first.place[1]} {first.place[3]}"}
        place = found[other].place
        return None, [Issue("figure-differs", *place, found=shown(found[other].cell), values=words)]
    return (values[0] if values else None), []
