"""What the row of a member says against its household."""

import pytest

from layouts import Line, codes, read, sheet, table
from people import account, resident_id

HEADING: Line = ["姓名", "身份证号", "与户主关系", "建档状态", "银行账号", "备注", "审核意见", "是否发放"]


def head(serial: int, *more: str) -> Line:
    return ["张三", resident_id(serial), "户主", "在档", account(serial), *more]


def member(serial: int, *more: str) -> Line:
    return ["李四", resident_id(serial), "配偶", "", "", *more]


def held(rows: list[Line], merged: str = "") -> list[tuple[str, str]]:
    return codes([issue for each in table([HEADING, *rows], merged).households for issue in each.issues])


@pytest.mark.parametrize(
    ("note", "holds"),
    [
        ("户主已去世，停发", True),
        ("此户放弃", True),
        ("已去世", True),
        ("已脱困", True),
        ("患癌", False),
        ("在读", False),
        ("", False),
    ],
)
def test_the_remark_in_a_members_row_is_weighed(note: str, holds: bool) -> None:
    assert held([head(1), member(2, note), head(3)]) == ([("note-set-aside", "F3")] if holds else [])


@pytest.mark.parametrize(("words", "holds"), [("不同意", True), ("同意", False), ("", False)])
def test_a_judgement_in_a_members_row_is_weighed(words: str, holds: bool) -> None:
    rows = [head(1, "", "同意"), member(2, "", words)]

    assert held(rows) == ([("column-set-aside", "G3")] if holds else [])


def test_whether_a_household_is_paid_stands_in_the_heads_row() -> None:
    assert held([head(1, "", "", "是"), member(2, "", "", "否"), member(3)]) == []


def test_what_is_merged_over_head_and_member_is_said_once() -> None:
    rows = [head(1, "停发", "不同意"), member(2)]

    assert held(rows, "F2:F3 G2:G3") == [("note-set-aside", "F2"), ("column-set-aside", "G2")]


def test_remarks_of_a_sheet_of_members_and_of_a_repeated_head_are_weighed() -> None:
    heads: list[Line] = [HEADING, head(1)]
    members: list[Line] = [["户主身份证号", "成员姓名", "成员身份证号", "与户主关系", "备注"]]
    members += [[resident_id(1), "李四", resident_id(2), "配偶", "户主已病故"]]
    beside: list[Line] = [["姓名", "身份证号", "建档状态", "备注", "家庭成员姓名", "家庭成员身份证号"]]
    beside += [["张三", resident_id(1), "在档", "", "李四", resident_id(2)]]
    beside += [["张三", resident_id(1), "在档", "停发", "李五", resident_id(3)]]

    [only] = read(sheet(heads, name="户主"), sheet(members, name="成员")).tables[0].households
    [repeated] = table(beside).households

    assert codes(only.issues) == [("note-set-aside", "E2")]
    assert ("note-set-aside", "D3") in codes(repeated.issues)


ASKED: Line = ["姓名", "身份证号", "与户主关系", "建档状态", "家庭人口", "家庭年收入", "省总领导走访"]


@pytest.mark.parametrize(
    ("status", "said", "holds"),
    [
        ("未建档", [2, 30000, ""], ["F3"]),
        ("未建档", [3, 40000, ""], ["E3"]),
        ("未建档", [2, 40000, ""], []),
        ("未建档", ["", 0, ""], []),
        ("在档", [2, 30000, ""], []),
        ("在档", ["", "", "是"], ["G3"]),
        ("在档", ["", "", "否"], []),
    ],
)
def test_what_a_member_says_of_itself_is_not_the_households(
    status: str, said: Line, holds: list[str]
) -> None:
    rows: list[Line] = [
        [*head(1)[:3], status, 2, 40000, "否"],
        ["李四", resident_id(2), "配偶", "", *said],
    ]
    [household] = table([ASKED, *rows]).households
    found = [issue for issue in household.issues if issue.code == "member-like-head"]
    assert [issue.row for issue in found] == [3] * len(holds)
    assert len(household.members) == 1


@pytest.mark.parametrize("heading", ["户主姓名", "户编号", "户主身份证号"])
def test_what_a_list_of_members_says_of_the_head_counts(heading: str) -> None:
    named: Line = ["张三", "1", resident_id(1)]
    [key] = [
        each for each, of in zip(named, ["户主姓名", "户编号", "户主身份证号"], strict=True) if of == heading
    ]
    households: list[Line] = [["户编号", *HEADING[:5]], ["1", *head(1)], ["2", *head(3)]]
    persons: list[Line] = [[heading, "姓名", "与户主关系", "身份证号", "备注"]]
    persons += [
        [key, "张三", "户主", resident_id(1), "已去世，停发"],
        [key, "李四", "配偶", resident_id(2), ""],
    ]
    roster = read(sheet(households), sheet(persons, name="家庭成员"))
    first, second = roster.households
    assert [[issue.code for issue in each.issues] for each in (first, second)] == [["note-set-aside"], []]
