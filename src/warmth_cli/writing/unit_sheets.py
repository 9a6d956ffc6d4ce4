"""A form's sheets once more for a unit: with what openpyxl leaves out, and formulas that look at them."""

from collections.abc import Mapping, Sequence
from copy import copy, deepcopy

from openpyxl.cell.cell import Cell
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from warmth_cli.issues import Issue
from warmth_cli.writing.losses import pictures_loss, table_loss
from warmth_cli.writing.sheet_name import sheet_name


def unit_sheets(book: Workbook, forms: Sequence[Worksheet], unit: str) -> list[Worksheet]:
    """A copy of each form for a unit, whose formulas and names look at the unit's sheets, not the sum's."""
    copies: list[Worksheet] = []
    for form in forms:
        copied = book.copy_worksheet(form)
        copied.title = sheet_name(f"{form.title} {unit}", [each.title for each in book.worksheets])
        _copy_what_openpyxl_leaves(form, copied)
        copies.append(copied)
    titles = {form.title: copied.title for form, copied in zip(forms, copies, strict=True)}
    for form, copied in zip(forms, copies, strict=True):
        _look_at(copied, titles)
        _name(book, form, copied, titles)
    return copies


def not_copied(file: str, forms: Sequence[Worksheet]) -> list[Issue]:
    """What of the forms the units' sheets have not."""
    return [
        *(pictures_loss(file, form.title) for form in forms if _has_drawings(form)),
        *(table_loss(file, form.title) for form in forms if form.tables),
    ]


def _has_drawings(sheet: Worksheet) -> bool:
    return bool(sheet._images or sheet._charts)  # type: ignore[attr-defined]


def _copy_what_openpyxl_leaves(form: Worksheet, copied: Worksheet) -> None:
    copied.HeaderFooter = copy(form.HeaderFooter)
    copied.views = deepcopy(form.views)
    copied.sheet_view.tabSelected = False  # sheets selected together are written together
    copied.sheet_properties.codeName = None
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


def _name(book: Workbook, form: Worksheet, copied: Worksheet, titles: Mapping[str, str]) -> None:
    """Give the copy names of its own for those that stand for cells of the forms."""
    for name, defined in {**book.defined_names, **form.defined_names}.items():
        means = str(defined.attr_text or "")
        turned = _turned(f"={means}", titles)[1:]
        if turned != means or name in form.defined_names:
            copied.defined_names[name] = DefinedName(name, attr_text=turned, hidden=defined.hidden)


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
