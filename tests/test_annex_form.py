"""A form is filled cell by cell, once more for each unit, and keeps its looks."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from forms import write_form
from warmth_cli.figures.figure import Figure, Filled, Gap
from warmth_cli.language import Words
from warmth_cli.reading.filled_form import NOTICE_PROPERTY
from warmth_cli.reading.request import Request
from warmth_cli.writing.annex import BLANK_COLOUR, Tables, fill_annex
from warmth_cli.writing.blank_form import open_blank_form

REQUEST = Request(date(2022, 1, 5))
COUNT = Figure(name="n", form="附件1", meaning=Words("户数", "households"), unit="户", source="sheet")
MONEY = Figure(name="m", form="附件1", meaning=Words("金额", "amount"), unit="万元", source="sheet")
OFFICE = "总工会"
Values = Mapping[str, Decimal | None]


def figures(values: Values) -> list[Filled]:
    known = {"n": COUNT, "m": MONEY}
    return [
        Filled(known[name], value, None if value is not None else Gap.SHEET) for name, value in values.items()
    ]


def fill(
    form: Path, values: Values, office: str = OFFICE, units: Mapping[str, Values] | None = None
) -> Workbook:
    blank = open_blank_form(form, REQUEST, [COUNT, MONEY])
    of_units = [Tables(name, figures(each)) for name, each in (units or {}).items()]
    fill_annex(blank, form.with_name("out.xlsx"), "bengbu-2022", Tables(office, figures(values)), of_units)
    return load_workbook(form.with_name("out.xlsx"), rich_text=True)


def colours(sheet: Worksheet, cell: str) -> list[str]:
    """The formulas that colour a cell for as long as it is blank."""
    rules = [
        rule
        for area in sheet.conditional_formatting
        if cell in area.sqref
        for rule in area.rules
        if rule.dxf and rule.dxf.fill.bgColor.rgb == BLANK_COLOUR
    ]
    return [formula for rule in rules for formula in rule.formula]


# --- one cell --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "values", "filled"),
    [
        ("{{n}}", {"n": Decimal(12)}, 12),
        (" {{ n }} ", {"n": Decimal(12)}, 12),
        ("{{m}}", {"m": Decimal("0.30")}, 0.3),
        ("{{m}}", {"m": Decimal("0.200001")}, 0.200001),
        ("{{n}}", {"n": Decimal(0)}, 0),
        ("{{n}}", {"n": None}, None),
        ("共 {{n}} 户，{{m}} 万元", {"n": Decimal(12), "m": Decimal("0.3")}, "共 12 户，0.30 万元"),
        ("共 {{n}} 户", {"n": None}, "共  户"),
        ("填报单位：{{unit}}（{{n}}）", {"n": Decimal(1)}, "填报单位：总工会（1）"),
        ("{{unit}}", {}, OFFICE),
        ("无占位符 {x}", {}, "无占位符 {x}"),
        ("{{m 元}}", {"m": Decimal("0.300001")}, 3000.01),
        ("{{ m元 }}", {"m": Decimal("0.3")}, 3000),
        ("共{{m 元}}元、{{m}}万元", {"m": Decimal("0.3")}, "共3000.00元、0.30万元"),
    ],
)
def test_a_placeholder_is_filled(tmp_path: Path, cell: str, values: Values, filled: object) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": cell, "A3": "{{unit}}"})

    found = fill(form, values).worksheets[0]["A2"]

    assert found.value == filled
    assert type(found.value) is type(filled)


@pytest.mark.parametrize(
    ("form_format", "cell", "shown_with"),
    [
        ("#,##0.0000", "{{m}}", "#,##0.0000"),
        ("General", "{{m}}", "0.00"),
        ("@", "{{m}}", "0.00"),  # a number in a text cell would turn into text when it is touched
        ("General", "{{n}}", "0"),
        ('0"户"', "{{n}}", '0"户"'),
    ],
)
def test_a_number_keeps_the_format_of_its_cell(
    tmp_path: Path, form_format: str, cell: str, shown_with: str
) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": cell})
    book = load_workbook(form)
    book.worksheets[0]["A2"].number_format = form_format
    book.save(form)

    filled = fill(form, {"n": Decimal(3), "m": Decimal(3)}).worksheets[0]["A2"]

    assert (filled.value, filled.number_format) == (3, shown_with)


@pytest.mark.parametrize("office", ["=1+1", '=HYPERLINK("x")', "+86", "@工会", "-1", "\tx", "a\x01b"])
def test_a_union_never_becomes_a_formula(tmp_path: Path, office: str) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{unit}}", "A3": "{{unit}}：{{n}}"})

    sheet = fill(form, {"n": Decimal(3)}, office).worksheets[0]

    assert (sheet["A2"].value, sheet["A2"].data_type) == (office.replace("\x01", ""), "s")
    assert sheet["A3"].data_type == "s"


def test_a_blank_is_coloured_until_something_is_written_into_it(tmp_path: Path) -> None:
    cells = {"A2": "{{n}}", "A3": '共"{{n}}"户', "A4": "{{unit}}", "A5": "{{m}}", "B2": "{{n}}"}
    form = write_form(tmp_path / "form.xlsx", cells)
    book = load_workbook(form)
    book.worksheets[0].merge_cells("B2:D2")
    book.save(form)

    sheet = fill(form, {"n": None, "m": Decimal(0)}, office="").worksheets[0]

    assert colours(sheet, "A2") == ["LEN($A$2)=0"]
    assert colours(sheet, "A3") == ['EXACT($A$3,"共""""户")']
    assert colours(sheet, "A4") == ["LEN($A$4)=0"]
    assert colours(sheet, "D2") == ["LEN($B$2)=0"]
    assert colours(sheet, "A5") == []


def test_a_blank_in_many_words_is_coloured_too(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "说明\n" + "长" * 300 + "{{n}}"})

    assert fill(form, {"n": None}).worksheets[0]["A2"].fill.fgColor.rgb == BLANK_COLOUR


# --- the form as a whole ---------------------------------------------------------------------------------


def dressed(path: Path) -> Path:
    """A form with everything that must stay as it is."""
    write_form(path, {"A2": "{{n}}", "B2": "{{m}}", "A3": "=SUM(A2,B2)", "B3": "固定", "C2": 5})
    book = load_workbook(path)
    [sheet] = book.worksheets
    sheet["A2"].font = Font(name="仿宋", size=14, bold=True)
    sheet["B3"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["C3"] = CellRichText("前", TextBlock(InlineFont(b=True), "粗"))
    sheet.merge_cells("D1:E2")
    sheet.column_dimensions["A"].width = 33
    sheet.row_dimensions[2].height = 44
    sheet.column_dimensions["F"].hidden = True
    sheet.freeze_panes = "A2"
    sheet.print_area = "A1:E9"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_margins.left = 0.123
    sheet.oddFooter.center.text = "第 &P 页"  # type: ignore[union-attr]
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    validation = DataValidation("list", formula1='"是,否"')
    validation.add("C2")
    sheet.add_data_validation(validation)
    red = PatternFill(bgColor="FFFF0000")
    sheet.conditional_formatting.add("A2:B2", CellIsRule("lessThan", ["附件1!$C$2"], fill=red))  # type: ignore[no-untyped-call]
    book.defined_names["总数"] = DefinedName("总数", attr_text="附件1!$A$3")
    book.create_sheet("说明")["A1"] = "不动"
    book.save(path)
    return path


def looks(sheet: Worksheet) -> dict[str, Any]:
    """What a person sees of a sheet beside its values, and what the printer does with it."""
    return {
        "cells": {
            cell.coordinate: (cell.font.name, cell.font.b, cell.fill.fgColor.rgb, cell.number_format)
            for row in sheet.iter_rows()
            for cell in row
            if cell.coordinate not in ("A2", "B2")
        },
        "font": (sheet["A2"].font.name, sheet["A2"].font.size),
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "sizes": (sheet.column_dimensions["A"].width, sheet.row_dimensions[2].height),
        "hidden": sheet.column_dimensions["F"].hidden,
        "frozen": sheet.freeze_panes,
        "area": sheet.print_area.rpartition("!")[2],
        "titles": sheet.print_title_rows,
        "page": (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_margins.left),
        "footer": sheet.oddFooter.center.text if sheet.oddFooter else None,
        "grid": sheet.sheet_view.showGridLines,
        "protected": sheet.protection.sheet,
        "drop-downs": [(str(each.sqref), each.formula1) for each in sheet.data_validations.dataValidation],
        "rich": repr(sheet["C3"].value),
    }


def test_everything_else_of_the_form_stays(tmp_path: Path) -> None:
    form = dressed(tmp_path / "form.xlsx")
    before = load_workbook(form, rich_text=True)

    after = fill(form, {"n": Decimal(2), "m": Decimal(3)})

    assert open_blank_form(form, REQUEST, [COUNT, MONEY]).losses == ()
    assert looks(after["附件1"]) == looks(before["附件1"])
    assert after["附件1"]["A3"].value == "=SUM(A2,B2)"
    assert after["说明"]["A1"].value == "不动"
    assert after.defined_names["总数"].attr_text == "附件1!$A$3"
    assert after.custom_doc_props[NOTICE_PROPERTY].value == "bengbu-2022"  # type: ignore[attr-defined]
    assert [rule.formula for area in after["附件1"].conditional_formatting for rule in area.rules] == [
        ["附件1!$C$2"]
    ]


def test_each_unit_has_a_sheet_like_the_sums_whose_formulas_look_at_it(tmp_path: Path) -> None:
    form = dressed(tmp_path / "form.xlsx")
    book = load_workbook(form)
    book["附件1"]["D3"] = "=附件1!A2*2"
    book.create_sheet("附件2")["A1"] = "{{n}}"
    book["附件2"]["A2"] = "=附件1!A2+'附件1'!B2+说明!A1"
    book.save(form)

    units: dict[str, Values] = {
        "甲/工会": {"n": Decimal(1), "m": None},
        "=1+1": {"n": Decimal(2), "m": Decimal(0)},
    }
    after = fill(form, {"n": Decimal(3), "m": None}, units=units)

    assert after.sheetnames == [
        "附件1", "说明", "附件2", "附件1 甲工会", "附件2 甲工会", "附件1 =1+1", "附件2 =1+1",
    ]  # fmt: skip
    assert looks(after["附件1 甲工会"]) == looks(after["附件1"])
    assert [after[name]["A2"].value for name in ("附件1", "附件1 甲工会", "附件1 =1+1")] == [3, 1, 2]
    assert after["附件1 甲工会"]["D3"].value == "='附件1 甲工会'!A2*2"
    assert after["附件2 =1+1"]["A2"].value == "='附件1 =1+1'!A2+'附件1 =1+1'!B2+说明!A1"
    assert after["附件2"]["A2"].value == "=附件1!A2+'附件1'!B2+说明!A1"
    assert colours(after["附件1 甲工会"], "B2")
    assert not colours(after["附件1 =1+1"], "B2")
    rules = [rule for area in after["附件1 甲工会"].conditional_formatting for rule in area.rules]
    assert ["'附件1 甲工会'!$C$2"] in [rule.formula for rule in rules]
