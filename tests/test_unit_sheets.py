"""A unit's sheets stand for themselves: names, formulas and tabs are theirs, and what they lack is told."""

from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from forms import write_form
from test_annex_form import COUNT, MONEY, OFFICE, REQUEST, Values, figures, fill
from warmth_cli.writing.annex import Tables, fill_annex
from warmth_cli.writing.blank_form import open_blank_form

UNITS: dict[str, Values] = {"甲工会": {"n": Decimal(1)}, "乙工会": {"n": Decimal(2)}}


def test_a_name_means_the_units_own_cells_on_its_sheets(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}", "A3": "=全书*1", "A4": "=SUM(本表)+率"})
    book = load_workbook(form)
    book.defined_names["全书"] = DefinedName("全书", attr_text="附件1!$A$2")
    book.defined_names["率"] = DefinedName("率", attr_text="0.5")
    book["附件1"].defined_names["本表"] = DefinedName("本表", attr_text="附件1!$A$2:$A$2,附件1!$B$2")
    book.save(form)

    after = fill(form, {"n": Decimal(3)}, units=UNITS)

    unit = after["附件1 乙工会"]
    assert unit["A3"].value == "=全书*1"
    assert {name: each.attr_text for name, each in unit.defined_names.items()} == {
        "全书": "'附件1 乙工会'!$A$2",
        "本表": "'附件1 乙工会'!$A$2:$A$2,'附件1 乙工会'!$B$2",
    }
    assert after.defined_names["全书"].attr_text == "附件1!$A$2"


def test_only_one_sheet_is_selected_so_that_nobody_writes_into_all_at_once(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}"})
    book = load_workbook(form)
    book["附件1"].sheet_view.tabSelected = True
    book["附件1"].sheet_properties.codeName = "Sheet1"
    book.save(form)

    after = fill(form, {"n": Decimal(3)}, units=UNITS)

    assert [sheet.title for sheet in after if sheet.sheet_view.tabSelected] == ["附件1"]
    assert [sheet.title for sheet in after if sheet.sheet_properties.codeName] == ["附件1"]


def test_a_table_of_the_sums_sheet_is_told(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}", "B1": "数"})
    book = load_workbook(form)
    book["附件1"].add_table(Table(displayName="表1", ref="A1:B2"))
    book.save(form)

    blank = open_blank_form(form, REQUEST, [COUNT, MONEY])
    [told] = fill_annex(
        blank,
        tmp_path / "out.xlsx",
        "bengbu-2022",
        Tables(OFFICE, figures({"n": Decimal(3)})),
        [Tables("甲工会", figures({"n": Decimal(3)}))],
    )

    assert (told.code, told.sheet) == ("form-loss", "附件1")
    assert "Ctrl+T" in told.message.spoken("zh")
