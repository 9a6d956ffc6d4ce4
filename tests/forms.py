"""Tiny forms with placeholders, forms filled by other offices, and figures sheets."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

TITLE = "2022年送温暖统计表"


def write_form(
    path: Path, cells: Mapping[str, str | float | None], sheet: str = "附件1", title: str = TITLE
) -> Path:
    """A blank form: a title in A1, and `cells` by their names."""
    book = Workbook()
    [only] = book.worksheets
    only.title = sheet
    for name, value in {"A1": title, **cells}.items():
        only[name].value = value
    book.save(path)
    return path


def filled(source: Path, target: Path, cells: Mapping[str, str | float | None], sheet: str = "附件1") -> Path:
    """A copy of a form into which somebody wrote `cells`."""
    book = load_workbook(source)
    for name, value in cells.items():
        book[sheet][name].value = value
    book.save(target)
    return target


def write_figures(
    path: Path,
    rows: Sequence[Sequence[object]],
    *,
    headings: Sequence[str] = ("填报单位", "指标", "数值"),
    office: str = "",
    formats: Mapping[str, str] | None = None,
) -> Path:
    """A figures sheet: unit, figure, value; with a line 填报单位 above it if `office` is given."""
    book = Workbook()
    [sheet] = book.worksheets
    if office:
        sheet.append([f"填报单位：{office}"])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    for name, code in (formats or {}).items():
        cell = sheet[name]
        assert isinstance(cell, Cell)
        cell.number_format = code
    book.save(path)
    return path
