"""Drop-downs whose list stands on another sheet: newer Excel keeps them where openpyxl does not look."""

from typing import Any
from xml.etree import ElementTree

from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation

from warmth_cli.files.package import Package
from warmth_cli.writing.losses import sheet_parts

_FLAGS = {
    "allowBlank": "allow_blank",
    "showInputMessage": "showInputMessage",
    "showErrorMessage": "showErrorMessage",
}
_WORDS = ("type", "operator", "errorStyle", "errorTitle", "error", "promptTitle", "prompt")
_MOST_RANGES = 1000
"""Ranges of one drop-down: openpyxl compares each with all others."""


def put_back_drop_downs(package: Package, book: Workbook) -> frozenset[str]:
    """Give the sheets of `book`, loaded from `package`, their drop-downs back.

    Returns the sheets of which every one is there. Raises Refused for broken parts.
    """
    whole: set[str] = set()
    for name, part in sheet_parts(package):
        found = [_validation(each) for each in package.markup(part).iterfind(".//{*}ext//{*}dataValidation")]
        known = [each for each in found if each is not None and name in book.sheetnames]
        for each in known:
            book[name].add_data_validation(each)
        if len(known) == len(found):
            whole.add(name)
    return frozenset(whole)


def _validation(element: ElementTree.Element) -> DataValidation | None:
    """One drop-down as older workbooks keep it too; None for what cannot be kept."""
    cells = element.findtext("{*}sqref") or ""
    if not cells or cells.count(" ") >= _MOST_RANGES:
        return None
    formulas: dict[str, Any] = {
        name: element.findtext(f"{{*}}{name}/{{*}}f") for name in ("formula1", "formula2")
    }
    flags: dict[str, Any] = {ours: element.get(theirs) in ("1", "true") for theirs, ours in _FLAGS.items()}
    words: dict[str, Any] = {name: element.get(name) for name in _WORDS}
    try:
        return DataValidation(sqref=MultiCellRange(cells), **words, **flags, **formulas)
    except (TypeError, ValueError):
        return None
