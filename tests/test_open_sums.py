"""A formula over a blank shows a number as if the blank were 0: it is told, and coloured for as long."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName

from forms import write_form
from test_annex_form import COUNT, MONEY, OFFICE, REQUEST, Values, colours, figures
from warmth_cli.issues import Issue
from warmth_cli.writing.annex import BLANK_COLOUR, Tables, fill_annex
from warmth_cli.writing.blank_form import open_blank_form

CELLS = {"A2": "{{n}}", "A3": "{{m}}", "A4": "共{{n}}户"}
UNKNOWN: Values = {"n": None, "m": Decimal(3)}


def told(form: Path, values: Values, units: dict[str, Values] | None = None) -> list[Issue]:
    blank = open_blank_form(form, REQUEST, [COUNT, MONEY])
    of_units = [Tables(name, figures(each)) for name, each in (units or {}).items()]
    return fill_annex(
        blank, form.with_name("out.xlsx"), "bengbu-2022", Tables(OFFICE, figures(values)), of_units
    )


@pytest.mark.parametrize(
    ("formula", "blanks"),
    [
        ("=SUM(A2:A3)", "A2"),
        ("=A2+A3", "A2"),
        ("=SUM($A:$A)", "A2、A4"),
        ("=SUM(2:4)", "A2、A4"),
        ("=附件1!A2", "A2"),
        ("=率*本表", "A2"),
        ("=SUM(C2)", "A2"),
        ("=A3*2", ""),
        ("=SUM(B1:B9,A3)", ""),
        ('="A2"', ""),
        ("=说明!A2", ""),
    ],
)
def test_a_formula_is_told_with_the_blanks_that_it_reckons_with(
    tmp_path: Path, formula: str, blanks: str
) -> None:
    form = write_form(tmp_path / "form.xlsx", {**CELLS, "C2": "=A2*10000", "D7": formula})
    book = load_workbook(form)
    book.create_sheet("说明")
    book["附件1"].defined_names["本表"] = DefinedName("本表", attr_text="附件1!$A$2")
    book.defined_names["率"] = DefinedName("率", attr_text="0.5")
    book.save(form)

    issues = {issue.cell: issue for issue in told(form, UNKNOWN)}

    assert issues.keys() == {"C2", "D7"} if blanks else {"C2"}
    assert not blanks or issues["D7"].values["cells"] == blanks
    assert not told(form, {"n": Decimal(0), "m": Decimal(3)})


def test_it_is_coloured_for_as_long_as_one_of_them_is_blank(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {**CELLS, "C2": "=SUM(A2:A4)"})
    book = load_workbook(form)
    book.create_sheet("附件2")["A1"] = "=附件1!A2"
    book.save(form)

    first, second = told(form, UNKNOWN)

    after = load_workbook(form.with_name("out.xlsx"))
    assert colours(after["附件1"], "C2") == ['OR(LEN($A$2)=0,EXACT($A$4,"共户"))']
    assert colours(after["附件2"], "A1") == ["OR(LEN('附件1'!$A$2)=0)"]
    assert (first.sheet, second.sheet, second.values["cells"]) == ("附件1", "附件2", "附件1!A2")


def test_words_that_no_rule_can_hold_colour_their_own_cell_alone(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}\n", "A3": "说\n明{{n}}", "C2": "=A3"})

    assert len(told(form, UNKNOWN)) == 1

    sheet = load_workbook(form.with_name("out.xlsx"))["附件1"]
    assert sheet["A3"].fill.fgColor.rgb == BLANK_COLOUR
    assert colours(sheet, "C2") == []


def test_a_units_sheet_has_its_own_colours_and_only_the_sum_is_told(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}", "A3": "=A2"})

    assert not told(form, {"n": Decimal(1)}, {"甲工会": {"n": None}})

    after = load_workbook(form.with_name("out.xlsx"))
    assert colours(after["附件1 甲工会"], "A3") == ["OR(LEN($A$2)=0)"]
    assert colours(after["附件1"], "A3") == []
