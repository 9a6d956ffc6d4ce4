"""The statistical tables (附件): a blank form filled cell by cell, and once more for each unit.

`{{name}}` alone in a cell becomes the figure as a number in the cell's own format; among other words it
becomes text. A figure that is not known leaves a blank, coloured until something is written into it.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from warmth_cli.figures.figure import MONEY, YUAN_IN_MONEY, Filled, figure_text
from warmth_cli.issues import Issue
from warmth_cli.reading.cells.placeholder import OFFICE, PLACEHOLDER, figure_in
from warmth_cli.reading.filled_form import NOTICE_PROPERTY
from warmth_cli.writing.blank_form import BlankForm, placeholder_cells
from warmth_cli.writing.cell_text import cell_text
from warmth_cli.writing.open_sums import Blank, open_sums, still_blank
from warmth_cli.writing.rich_words import filled_in
from warmth_cli.writing.unit_sheets import not_copied, unit_sheets

BLANK_FORM = "annex.xlsx"
BLANK_COLOUR = "FFFFEB9C"
_PLAIN_FORMATS = ("General", "@")
_LONGEST_IN_A_FORMULA = 200
"""Excel takes 255 characters in quotes."""


class Tables(NamedTuple):
    """The figures of one office, as its tables show them; `office` is "" where nobody named it."""

    office: str
    figures: Sequence[Filled]


def fill_annex(
    blank: BlankForm, target: Path, notice: str, whole: Tables, units: Sequence[Tables]
) -> list[Issue]:
    """Fill the form and write it to `target`: the whole's tables first, then those of each unit.

    Returns what the units' tables do not keep of the form, and the formulas of the whole's that reckon with
    blanks. The workbook remembers `notice`, so that it can be added to no other's.
    """
    book, forms = blank.book, blank.sheets
    copies = [(unit, unit_sheets(book, forms, unit.office)) for unit in units]
    blanks: list[Blank] = []
    for tables, sheets in [(whole, forms), *copies]:
        values = {each.figure.name: each for each in tables.figures}
        for sheet in sheets:
            for cell in list(placeholder_cells(sheet)):
                if (left := _fill(cell, values, tables.office)) is not None:
                    blanks.append(Blank(cell, left))
    sums = open_sums(book, blanks)
    for each in blanks:
        _colour(each.cell, still_blank(each, each.cell.parent) if _fits_a_rule(each) else "")
    for sum_ in sums:
        if all(map(_fits_a_rule, sum_.blanks)):
            _colour(sum_.cell, sum_.condition)
    _remember(book, notice)
    assert book.calculation is not None
    book.calculation.fullCalcOnLoad = True  # formulas of the form are reckoned when it is opened
    book.save(target)
    of_units = {sheet for _, sheets in copies for sheet in sheets}
    told = [each.issue(blank.file) for each in sums if each.cell.parent not in of_units]
    return [*(not_copied(blank.file, forms) if units else ()), *told]


def _fill(cell: Cell, figures: Mapping[str, Filled], office: str) -> str | None:
    """Fill a cell; where something is not known, the words around the gap, and else None."""
    text = str(cell.value)
    alone = PLACEHOLDER.fullmatch(text.strip())
    if alone and alone[1] != OFFICE:
        name, in_yuan = figure_in(alone[1])
        figure, value = figures[name].figure, figures[name].value
        if value is None:
            cell.value = None
            return ""
        value = value * YUAN_IN_MONEY if in_yuan else value
        cell.value = int(value) if value == int(value) else float(value)
        if cell.number_format in _PLAIN_FORMATS:
            cell.number_format = "0.00" if figure.unit == MONEY else "0"
        return None
    gaps = False

    def words(found: re.Match[str]) -> str:
        nonlocal gaps
        value = office if found[1] == OFFICE else _text(figures, found[1])
        gaps = gaps or not value
        return cell_text(value or "")

    cell.value = filled_in(cell.value, words) or None
    if cell.value is not None:
        cell.data_type = "s"  # a union called =1+1 stays a name
    return str(cell.value or "") if gaps else None


def _text(figures: Mapping[str, Filled], placeholder: str) -> str | None:
    """A figure among words, in the unit that the placeholder asks for."""
    name, in_yuan = figure_in(placeholder)
    figure, value = figures[name].figure, figures[name].value
    if in_yuan and value is not None:
        return f"{value * YUAN_IN_MONEY:.2f}"
    return figure_text(value, figure.unit)


def _fits_a_rule(blank: Blank) -> bool:
    return len(blank.text) <= _LONGEST_IN_A_FORMULA and "\n" not in blank.text


def _colour(cell: Cell, condition: str) -> None:
    """Colour the cell for as long as `condition` holds; for ever if there is none."""
    sheet = cell.parent
    assert isinstance(sheet, Worksheet)
    fill = PatternFill("solid", fgColor=BLANK_COLOUR, bgColor=BLANK_COLOUR)
    if not condition:
        cell.fill = fill
        return
    area = next((str(each) for each in sheet.merged_cells.ranges if cell.coordinate in each), cell.coordinate)
    rule = FormulaRule(formula=[condition], fill=fill)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(area, rule)


def _remember(book: Workbook, notice: str) -> None:
    properties: CustomPropertyList[StringProperty] = book.custom_doc_props  # type: ignore[attr-defined]
    kept = [each for each in properties.props if each.name != NOTICE_PROPERTY]
    properties.props = [*kept, StringProperty(name=NOTICE_PROPERTY, value=notice)]
