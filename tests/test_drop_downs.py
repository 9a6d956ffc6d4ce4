"""An annotated copy keeps a roster's drop-downs, and says what it does not keep."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from examples import warmth
from rosters import SHEET, head, part, with_parts, write_roster
from started import start
from test_xls import write_xls

NEWER = (
    '<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" '
    'xmlns:x="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'xmlns:m="http://schemas.microsoft.com/office/excel/2006/main"><x:dataValidations>'
    '<x:dataValidation type="list" allowBlank="1" showErrorMessage="1" {more}><x:formula1>'
    "<m:f>选项!$A$1:$A$3</m:f></x:formula1><m:sqref>G2:G9 G20</m:sqref></x:dataValidation>"
    "</x:dataValidations></ext></extLst></worksheet>"
)


def annotated(folder: Path, more: str = "") -> Any:
    """What a check says of a roster with a drop-down as newer Excel keeps it, and annotates."""
    path = write_roster(folder / "roster.xlsx", [head(1)])
    xml = part(path, SHEET).decode().replace("</worksheet>", NEWER.format(more=more))
    with_parts(path, {SHEET: xml.encode()})
    return warmth(folder, "check roster.xlsx --annotate copy.xlsx")


def losses(printed: Any) -> list[str]:
    return [issue["message"] for issue in printed["issues"] if issue["code"] == "copy-loss"]


def test_a_drop_down_with_its_list_on_another_sheet_is_kept(tmp_path: Path) -> None:
    assert losses(annotated(tmp_path)) == []

    [kept] = load_workbook(tmp_path / "copy.xlsx")["花名册"].data_validations.dataValidation
    assert (kept.type, kept.formula1, str(kept.sqref)) == ("list", "选项!$A$1:$A$3", "G2:G9 G20")
    assert (kept.allow_blank, kept.showErrorMessage, kept.showInputMessage) == (True, True, False)


def test_one_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    [said] = losses(annotated(tmp_path, more='operator="?"'))
    assert "drop-downs whose list stands on another sheet" in said
    assert load_workbook(tmp_path / "copy.xlsx")["花名册"].data_validations.dataValidation == []


@pytest.mark.parametrize(("part_name", "count"), [("xl/vbaProject.bin", 1), ("docProps/none.xml", 0)])
def test_what_else_is_not_kept_is_told_in_words_and_not_by_a_library(
    part_name: str, count: int, tmp_path: Path
) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head(1)])
    with_parts(path, {part_name: b"-"})

    done = start(tmp_path, "check", "roster.xlsx", "--annotate", "copy.xlsx")

    assert done.out.count("does not keep macros") == count
    assert done.err == ""


def test_the_copy_of_an_xls_has_no_looks_and_says_so_and_that_of_a_text_has_none_to_lose(
    tmp_path: Path,
) -> None:
    write_xls(tmp_path / "roster.xls", [head(1)])
    rows = "填报单位,户主姓名,身份证号,建档状态\n蚌山区总工会,张春梅,340300198503020013,在档"
    (tmp_path / "roster.csv").write_text(rows, encoding="utf-8")

    assert len(losses(warmth(tmp_path, "check roster.xls --annotate xls.xlsx --ledger a.db"))) == 1
    assert losses(warmth(tmp_path, "check roster.csv --annotate csv.xlsx --ledger b.db")) == []
