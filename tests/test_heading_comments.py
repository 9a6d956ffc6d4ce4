"""Comments on headings are told where they may change what a column holds; of units they hold the amounts."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from rosters import head, write_roster
from warmth_cli.household import Table
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster

TITLE = [["困难职工花名册"]]


def commented(path: Path, cell: str, text: str, income: str = "家庭年收入") -> Table:
    """One household under a title and a heading, with a comment on a cell."""
    rows = [head(1, annual_income=30, household_size=3)]
    book = load_workbook(
        write_roster(path / "roster.xlsx", rows, headings={"annual_income": income}, title_rows=TITLE)
    )
    book["花名册"][cell].comment = Comment(text, "工会")
    book.save(path / "roster.xlsx")
    [found] = read_roster(
        path / "roster.xlsx", "roster.xlsx", Request(date(2022, 1, 6)), lambda _: None
    ).tables
    return found


def said(found: Table) -> list[tuple[str, str]]:
    return [
        (issue.code, issue.cell)
        for issue in found.issues
        if issue.code in ("heading-comment", "unit-unclear", "comments-unread")
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("G2", "系统中的类别"),
        ("K2", "户籍人口"),
        ("J2", "低保金"),
        ("I2", "社保卡"),
        ("A1", "仅供参考"),
        ("D2", "按去年的口径"),
        ("K2", "指户口簿上的人口，含本人"),
        ("J2", "指本人全年工资性收入"),
        ("I2", "卡号之间有两个的，填第二个"),
    ],
)
def test_what_a_comment_on_a_heading_says_is_told(tmp_path: Path, cell: str, text: str) -> None:
    found = commented(tmp_path, cell, text)
    assert said(found) == [("heading-comment", cell)]
    [issue] = [each for each in found.issues if each.code == "heading-comment"]
    assert issue.values == {"said": text}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("B2", "必填"),
        ("C2", "18位，文本格式"),
        ("C2", "工会:\n请填写18位身份证号，不要有空格"),
        ("G2", "深度困难/相对困难/意外致困"),
        ("G2", "请从下拉框中选择"),
        ("J2", "单位：元"),
        ("J2", "请如实填写"),
        ("K2", "含本人"),
        ("K2", "指共同生活的家庭成员人数，含本人"),
        ("J2", "指家庭成员全年工资性、经营性、财产性、转移性收入之和"),
        ("J2", "本人及家庭成员年收入合计"),
        ("I2", "卡号之间不要有空格"),
        ("A1", "请按要求填写"),
    ],
)
def test_one_that_only_explains_is_not(tmp_path: Path, cell: str, text: str) -> None:
    assert said(commented(tmp_path, cell, text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "单位：千元",
        "单位：万元",
        "万元",
        "工会:\n单位：千元",
        "以万元为单位",
        "美元",
        "每月的收入",
        "半年",
        "元/人",
    ],
)
def test_a_unit_in_a_comment_holds_the_amounts(tmp_path: Path, text: str) -> None:
    found = commented(tmp_path, "J2", text)
    assert said(found) == [("unit-unclear", "J2")]
    [household] = found.households
    assert household.annual_income is None
    assert "annual_income" in household.unread


def test_so_it_does_over_a_heading_with_another_unit(tmp_path: Path) -> None:
    assert said(commented(tmp_path, "J2", "单位：千元", "家庭年收入（元）")) == [("unit-unclear", "J2")]


def test_but_not_over_one_with_the_same(tmp_path: Path) -> None:
    found = commented(tmp_path, "J2", "单位：万元", "家庭年收入（万元）")
    assert said(found) == []
    assert found.households[0].annual_income == 300_000


def test_a_unit_in_a_comment_on_the_title_is_that_of_all_amounts(tmp_path: Path) -> None:
    found = commented(tmp_path, "A1", "金额单位：千元")
    assert ("unit-unclear", "J2") in said(found)
    assert found.households[0].annual_income is None
