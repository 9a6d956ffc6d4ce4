"""Nobody is paid in the name of a person who is named in another household, wherever that is."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from examples import warmth
from people import resident_id
from rosters import head, write_roster


def outcomes(folder: Path, heading: str, cell: str, below: str = "") -> list[str]:
    """What becomes of two households, where a column says more in the row of the first, or of both."""
    path = folder / "roster.xlsx"
    write_roster(path, [head(1), head(2)])
    book = load_workbook(path)
    sheet = book["花名册"]
    headings = [each.value for each in sheet[1]]
    column = headings.index(heading) + 1 if heading in headings else len(headings) + 1
    sheet.cell(1, column, heading)
    sheet.cell(2, column, cell)
    sheet.cell(3, column, below or None)
    book.save(path)
    return [each["outcome"] for each in warmth(folder, "check roster.xlsx")["decisions"]]


@pytest.mark.parametrize("heading", ["备注", "共同生活人员", "夫妻另一方身份证号", "配偶情况"])
def test_who_is_named_in_a_remark_or_an_unknown_column_holds_both(tmp_path: Path, heading: str) -> None:
    assert outcomes(tmp_path, heading, f"配偶李四{resident_id(2)}") == ["held", "held"]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("备注", f"本人{resident_id(1)}"),
        ("备注", f"配偶{resident_id(3)}"),
        ("备注", f"残疾证{resident_id(2)}42"),
        ("监护人身份证号", resident_id(2)),
        ("联系人", f"李四{resident_id(2)}"),
    ],
)
def test_nobody_else_is_held(tmp_path: Path, heading: str, cell: str) -> None:
    assert outcomes(tmp_path, heading, cell) == ["granted", "granted"]


@pytest.mark.parametrize("heading", ["帮扶人身份证号", "经手", "备注"])
def test_who_is_named_beside_several_households_and_is_of_none_may_be_whoever_helps(
    tmp_path: Path, heading: str
) -> None:
    assert outcomes(tmp_path, heading, resident_id(3), resident_id(3)) == ["granted", "granted"]


def test_a_paid_household_stays_paid_where_its_head_is_named_elsewhere(tmp_path: Path) -> None:
    assert outcomes(tmp_path, "经手", "") == ["granted", "granted"]
    warmth(tmp_path, "payouts --year 2022")
    write_roster(tmp_path / "other.xlsx", [head(3, note=f"配偶{resident_id(1)}")])
    warmth(tmp_path, "check other.xlsx")
    lines = warmth(tmp_path, "payouts --year 2022")["decisions"]
    assert [(each["name"], each["outcome"]) for each in lines][-1][1] == "held"
    assert sum(each["outcome"] == "granted" for each in lines) == 2
