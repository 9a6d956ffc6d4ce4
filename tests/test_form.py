"""A form of one household, or a table that lies on its side, is told as what it is, and never half read."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from layouts import Line, codes, read, sheet
from people import account, resident_id
from test_commands import run

HEADING: Line = ["填报单位", "姓名", "身份证号", "建档状态", "困难类别", "银行账号"]
FORM: list[Line] = [
    ["困难职工档案表"],
    ["姓名", "张三", "性别", "男"],
    ["身份证号码", "", resident_id(1), "民族"],
    ["建档状态", "在档", "困难类别", "深度困难"],
    ["姓名", "与户主关系", "身份证号", "月收入"],
    ["李四", "配偶", resident_id(2), "0"],
]


def person(serial: int) -> Line:
    return ["甲工会", "王五", resident_id(serial), "在档", "深度困难", account(serial)]


def on_its_side(rows: list[Line]) -> list[Line]:
    return [list(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("rows", "cell"), [(FORM, "A3"), (on_its_side([HEADING, person(1), person(2)]), "A3"), (FORM[:3], "A3")]
)
def test_a_file_of_forms_is_refused_by_that_name(tmp_path: Path, rows: list[Line], cell: str) -> None:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(tmp_path / "a.xlsx")
    said = run(tmp_path, "check", "a.xlsx", code=2)
    assert f"in {cell} 身份证号 stands beside its number" in " ".join(said.split())
    assert "转置" in said


def test_beside_a_roster_a_form_is_an_error() -> None:
    roster = read(sheet([HEADING, person(3)]), sheet(FORM, name="档案"))
    issues = [issue for table in roster.tables for issue in table.issues if issue.code == "sheet-form"]
    assert [(each.sheet, each.cell, each.values["rows"]) for each in issues] == [("档案", "A3", "2")]
    assert [household.id_number for household in roster.households] == [resident_id(3)]


def test_a_kind_of_document_beside_the_number_makes_no_form() -> None:
    rows = [[*HEADING[:2], "证件类型", *HEADING[2:]]]
    rows += [[*person(serial)[:2], "身份证", *person(serial)[2:]] for serial in (1, 2)]
    assert [codes(each.issues) for each in read(sheet(rows)).households] == [[], []]


def test_a_person_named_above_a_table_makes_none_either() -> None:
    rows = [["填表人", "赵六", "身份证号", resident_id(9)], HEADING, person(1)]
    roster = read(sheet(rows))
    assert [household.id_number for household in roster.households] == [resident_id(1)]
    assert ("row-above-heading", "1") in codes(roster.tables[0].issues)
