"""A roster may name another amount than the notice gives: the notice is paid, and the clerk is told."""

from pathlib import Path

import pytest

from rosters import Row, head, member, write_roster
from test_commands import document, pay


def told(folder: Path, *rows: Row, code: int = 0) -> list[tuple[str, str]]:
    """The cells that are told, with the amount that is due."""
    write_roster(folder / "roster.xlsx", rows)
    issues = document(folder, "check", "roster.xlsx", code=code)["issues"]
    return [
        (each["cell"], each["message"].split()[-2]) for each in issues if each["code"] == "amount-differs"
    ]


@pytest.mark.parametrize(
    ("amount", "differs"),
    [
        *((1000, False), ("1,000.00元", False), ("壹仟元整", False), ("0.1万元", False), ("", False)),
        *((500, True), (999.99, True), ("1000.01", True), (2000, True), (1000.0000000001, False)),
        *(("米面油", False), (True, False), ("另定", False), (0.1, False), (0.2, True)),
    ],
)
def test_an_amount_is_compared_with_what_is_due(tmp_path: Path, amount: object, differs: bool) -> None:
    assert told(tmp_path, head(1, 拟发放金额=amount)) == ([("J2", "1000.00")] if differs else [])


@pytest.mark.parametrize("nothing", ["", "—", "无", "另定", "米面油", -1000])
def test_who_has_no_amount_where_others_have_one_is_told(tmp_path: Path, nothing: object) -> None:
    assert told(tmp_path, head(1, 慰问金=1000), head(2, 慰问金=nothing)) == [("J3", "1000.00")]


def test_the_grant_decides_what_is_due(tmp_path: Path) -> None:
    visited: Row = {"provincial_visit": "是"}
    rows = [head(1, 慰问金额=2000, **visited), head(2, 慰问金额=1000, **visited)]
    assert told(tmp_path, *rows) == [("J3", "2000.00")]


def test_the_unit_stands_in_the_heading(tmp_path: Path) -> None:
    rows = [head(1, **{"慰问金（万元）": 0.1}), head(2, **{"慰问金（万元）": 0.2})]
    assert told(tmp_path, *rows) == [("J3", "1000.00")]


def test_who_gets_nothing_is_not_told_of_the_amount_and_a_member_has_none(tmp_path: Path) -> None:
    rows = [
        head(1, hardship="相对困难", 金额=500),
        head(2, account=None, 金额=500),
        head(3, 金额=1000),
        member(50, 金额=500),
    ]
    assert told(tmp_path, *rows, code=1) == []


def test_it_is_told_of_who_was_paid_too_and_of_each_of_several_files(tmp_path: Path) -> None:
    assert told(tmp_path, head(1, 金额=500)) == [("J2", "1000.00")]
    pay(tmp_path)
    assert told(tmp_path, head(1, 金额=500), head(2, 金额=1000)) == [("J2", "1000.00")]
    write_roster(tmp_path / "b.xlsx", [head(3, 金额=600)])
    issues = document(tmp_path, "check", "roster.xlsx", "b.xlsx")["issues"]
    found = [(each["file"], each["found"]) for each in issues if each["code"] == "amount-differs"]
    assert found == [("roster.xlsx", "500"), ("b.xlsx", "600")]
