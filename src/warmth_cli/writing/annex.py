"""The statistical tables (附件): a blank form filled cell by cell, and once more for each unit.

`{{name}}` alone in a cell becomes the figure as a number in the cell's own format; among other words it
becomes text. A figure that is not known leaves a blank, coloured until something is written into it.
"""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import NamedTuple

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.styles import PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from warmth_cli.figures.figure import MONEY, Filled, figure_text
from warmth_cli.issues import Issue
from warmth_cli.reading.filled_form import NOTICE_PROPERTY
from warmth_cli.reading.placeholder import OFFICE, PLACEHOLDER
from warmth_cli.writing.blank_form import BlankForm, placeholder_cells
from warmth_cli.writing.losses import copy_loss
from warmth_cli.writing.sheet_name import sheet_name

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

    Returns what the units' tables do not keep of the form. The workbook remembers `notice`, so that it can
    be added to no other's.
    """
    book, forms = blank.book, blank.sheets
    lost = [copy_loss(blank.file, form.title) for form in forms if units and _has_drawings(form)]
    copies = [(unit, _copied(book, forms, unit.office)) for unit in units]
    for tables, sheets in [(whole, forms), *copies]:
        values = {each.figure.name: each for each in tables.figures}
        for sheet in sheets:
            for cell in list(placeholder_cells(sheet)):
                _fill(cell, values, tables.office)
    _remember(book, notice)
    assert book.calculation is not None
    book.calculation.fullCalcOnLoad = True  # formulas of the form are reckoned when it is opened
    book.save(target)
    return lost


def _fill(cell: Cell, figures: Mapping[str, Filled], office: str) -> None:
    text = str(cell.value)
    alone = PLACEHOLDER.fullmatch(text.strip())
    if alone and alone[1] != OFFICE:
        figure, value = figures[alone[1]].figure, figures[alone[1]].value
        if value is None:
            _leave_blank(cell, "")
            return
        cell.value = int(value) if value == int(value) else float(value)
        if cell.number_format in _PLAIN_FORMATS:
            cell.number_format = "0.00" if figure.unit == MONEY else "0"
        return
    blank = False

    def words(found: re.Match[str]) -> str:
        nonlocal blank
        filled = figures.get(found[1])
        value = office if filled is None else figure_text(filled.value, filled.figure.unit)
        blank = blank or not value
        return value or ""

    filled = ILLEGAL_CHARACTERS_RE.sub("", PLACEHOLDER.sub(words, text))
    if blank:
        _leave_blank(cell, filled)
    if filled:
        cell.value = filled
        cell.data_type = "s"  # a union called =1+1 stays a name


def _leave_blank(cell: Cell, text: str) -> None:
    """Colour the cell for as long as it holds `text` and nothing more."""
    cell.value = None
    sheet, fixed = cell.parent, f"${cell.column_letter}${cell.row}"
    assert isinstance(sheet, Worksheet)
    if len(text) > _LONGEST_IN_A_FORMULA or "\n" in text:
        cell.fill = PatternFill("solid", fgColor=BLANK_COLOUR)
        return
    quoted = text.replace('"', '""')
    formula = f'EXACT({fixed},"{quoted}")' if text else f"LEN({fixed})=0"
    area = next((str(each) for each in sheet.merged_cells.ranges if cell.coordinate in each), cell.coordinate)
    fill = PatternFill("solid", fgColor=BLANK_COLOUR, bgColor=BLANK_COLOUR)
    rule = FormulaRule(formula=[formula], fill=fill)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(area, rule)


def _remember(book: Workbook, notice: str) -> None:
    properties: CustomPropertyList[StringProperty] = book.custom_doc_props  # type: ignore[attr-defined]
    kept = [each for each in properties.props if each.name != NOTICE_PROPERTY]
    properties.props = [*kept, StringProperty(name=NOTICE_PROPERTY, value=notice)]


def _has_drawings(sheet: Worksheet) -> bool:
    return bool(sheet._images or sheet._charts)  # type: ignore[attr-defined]


# --- a unit's sheets -------------------------------------------------------------------------------------


def _copied(book: Workbook, forms: Sequence[Worksheet], unit: str) -> list[Worksheet]:
    """A copy of each form for a unit, whose formulas look at the unit's sheets and not at the sum's."""
    copies: list[Worksheet] = []
    for form in forms:
        copied = book.copy_worksheet(form)
        copied.title = sheet_name(f"{form.title} {unit}", [each.title for each in book.worksheets])
        _copy_what_openpyxl_leaves(form, copied)
        copies.append(copied)
    titles = {form.title: copied.title for form, copied in zip(forms, copies, strict=True)}
    for copied in copies:
        _look_at(copied, titles)
    return copies


def _copy_what_openpyxl_leaves(form: Worksheet, copied: Worksheet) -> None:
    copied.HeaderFooter = copy(form.HeaderFooter)
    copied.views = copy(form.views)
    copied.protection = copy(form.protection)
    copied.row_breaks, copied.col_breaks = copy(form.row_breaks), copy(form.col_breaks)
    copied.auto_filter = copy(form.auto_filter)
    copied.sheet_state = form.sheet_state
    if form.print_area:
        areas = (each.rpartition("!")[2] for each in form.print_area.split(","))
        copied.print_area = ",".join(areas).replace("$", "")
    copied.print_title_rows, copied.print_title_cols = form.print_title_rows, form.print_title_cols
    for validation in form.data_validations.dataValidation:
        copied.add_data_validation(copy(validation))
    for formatting in form.conditional_formatting:
        for rule in formatting.rules:
            copied.conditional_formatting.add(str(formatting.sqref), copy(rule))


def _look_at(sheet: Worksheet, titles: Mapping[str, str]) -> None:
    """Turn every formula of the sheet from the sheets in `titles` to those that stand for them."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.data_type == "f":
                if isinstance(cell.value, ArrayFormula):
                    cell.value = ArrayFormula(cell.value.ref, _turned(cell.value.text or "", titles))
                else:
                    cell.value = _turned(str(cell.value), titles)
    for validation in sheet.data_validations.dataValidation:
        for name in ("formula1", "formula2"):
            if formula := getattr(validation, name):
                setattr(validation, name, _turned(f"={formula}", titles)[1:])
    for formatting in sheet.conditional_formatting:
        for rule in formatting.rules:
            rule.formula = [_turned(f"={each}", titles)[1:] for each in rule.formula]


def _turned(formula: str, titles: Mapping[str, str]) -> str:
    """A formula whose references to one sheet are to another.

    >>> _turned("=SUM(附件1!A1:B2)+'附件1'!C3+A1", {"附件1": "附件1 市直"})
    "=SUM('附件1 市直'!A1:B2)+'附件1 市直'!C3+A1"
    """
    tokenizer = Tokenizer(formula)
    for token in tokenizer.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE and "!" in token.value:
            sheet, _, cells = token.value.rpartition("!")
            name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
            if name in titles:
                token.value = f"{quote_sheetname(titles[name])}!{cells}"
    return str(tokenizer.render())  # type: ignore[no-untyped-call]
