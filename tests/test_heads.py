"""Lists of members: whose household a row belongs to, by the head's number, by name, or by the row above."""

import pytest

from layouts import Line, codes, people, read, sheet
from people import resident_id
from warmth_cli.household import Roster

HOUSEHOLDS: list[Line] = [
    ["户主姓名", "身份证号", "建档状态", "填报单位"],
    ["张三", resident_id(1), "在档", "一厂工会"],
    ["王五", resident_id(2), "在档", "二厂工会"],
]
HEADING: Line = ["户主姓名", "户主身份证号", "姓名", "关系", "身份证号"]
SON: Line = ["张小", "子", resident_id(11, "20100302")]
DAUGHTER: Line = ["张妹", "女", resident_id(12, "20110302")]
LOST = "member-without-head"


def members(*rows: Line, merged: str = "", heading: Line = HEADING, heads: Line = ()) -> Roster:
    """The households, perhaps one more, and a sheet of members."""
    more = [heads] if heads else []
    return read(sheet([*HOUSEHOLDS, *more]), sheet([heading, *rows], merged, name="家庭成员"))


def told(roster: Roster) -> list[tuple[str, str]]:
    return codes(roster.tables[1].issues)


def test_the_name_alone_is_told() -> None:
    roster = members(["王五", "", *SON])
    assert people(roster.tables[0]) == [("张三", []), ("王五", ["张小"])]
    [issue] = roster.tables[1].issues
    assert (issue.code, issue.values) == ("members-by-name", {"rows": "2", "count": "1"})


@pytest.mark.parametrize(("name", "of"), [("张三", []), ("张四", ["张小"])])
def test_a_name_that_two_heads_have_is_nobodys(name: str, of: list[str]) -> None:
    roster = members([name, "", *SON], heads=[name, resident_id(3), "在档", "一厂工会"])
    assert people(roster.tables[0])[2] == (name, of)
    assert (LOST in dict(told(roster))) is not bool(of)


def test_a_name_against_the_number_puts_nobody_anywhere() -> None:
    roster = members(["王五", resident_id(1), *SON], ["张三", resident_id(1), *DAUGHTER])
    assert people(roster.tables[0]) == [("张三", ["张妹"]), ("王五", [])]
    assert told(roster) == [(LOST, "B2")]


@pytest.mark.parametrize(("union", "found"), [("二厂工会", True), ("", True), ("一厂工会", False)])
def test_a_name_in_another_union_is_another_persons(union: str, found: bool) -> None:
    roster = members(["王五", "", *SON, union], heading=[*HEADING, "填报单位"])
    assert people(roster.tables[0])[1] == ("王五", ["张小"] if found else [])


def test_who_is_called_the_head_with_another_number_is_another() -> None:
    roster = members(["王五", "", "王五", "户主", resident_id(3)], ["", "", *SON])
    assert people(roster.tables[0]) == [("张三", []), ("王五", [])]
    assert [code for code, _ in told(roster)] == [LOST, LOST]


def test_rows_without_a_head_go_on_with_the_one_above_and_are_told() -> None:
    roster = members(["张三", resident_id(1), *SON], ["", "", *DAUGHTER])
    assert people(roster.tables[0])[0] == ("张三", ["张小", "张妹"])
    assert told(roster) == [("members-by-place", "0")]


@pytest.mark.parametrize("merged", ["A2:A3", "A2:A3 B2:B3"])
def test_a_merged_head_is_named_in_each_row(merged: str) -> None:
    number = resident_id(1) if "B2" in merged else ""
    roster = members(["张三", number, *SON], ["", "", *DAUGHTER], merged=merged)
    assert people(roster.tables[0])[0] == ("张三", ["张小", "张妹"])
    assert "members-by-place" not in dict(told(roster))


@pytest.mark.parametrize(
    "above",
    [
        ["", "", *DAUGHTER],  # the first row names nobody
        ["张三", resident_id(9), *DAUGHTER],
        ["张三", resident_id(1)[:17], *DAUGHTER],
        ["李某", "", *DAUGHTER],
    ],
)
def test_nobody_goes_on_with_a_head_that_is_not_found(above: Line) -> None:
    roster = members(above, ["", "", *SON])
    assert people(roster.tables[0]) == [("张三", []), ("王五", [])]
    assert len(roster.tables[1].strangers) == 2


def test_the_workers_name_is_the_heads_only_beside_another() -> None:
    words: Line = ["职工姓名", "职工身份证号", "姓名", "与职工关系", "身份证号"]
    roster = members(["张三", resident_id(1), *SON], heading=words)
    assert people(roster.tables[0])[0] == ("张三", ["张小"])
    alone: list[Line] = [["职工姓名", "职工身份证号", "与户主关系"], ["张三", resident_id(1), "户主"]]
    assert [each.name for each in read(sheet(alone)).households] == ["张三"]


# --- by the household's number ------------------------------------------------------------------------------

NUMBERED: list[Line] = [
    ["户编号", *HOUSEHOLDS[0]],
    ["A01", *HOUSEHOLDS[1]],
    ["A02", *HOUSEHOLDS[2]],
]
LISTED: Line = ["户编号", "姓名", "与户主关系", "身份证号"]


def numbered(*rows: Line, heading: Line = LISTED, heads: Line = (), first: bool = True) -> Roster:
    """The households, each with a number, and a sheet of persons with these numbers, below it or above."""
    more = [heads] if heads else []
    sheets = [sheet([*NUMBERED, *more]), sheet([heading, *rows], name="家庭成员")]
    return read(*(sheets if first else sheets[::-1]))


@pytest.mark.parametrize("first", [True, False])
def test_members_are_of_the_household_with_their_number(first: bool) -> None:
    roster = numbered(["A02", *SON], ["A01", *DAUGHTER], first=first)
    households, listed = roster.tables if first else roster.tables[::-1]
    assert people(households) == [("张三", ["张妹"]), ("王五", ["张小"])]
    assert codes(listed.issues) == []


def test_a_head_listed_once_more_is_no_member() -> None:
    roster = numbered(["A01", "张三", "户主", resident_id(1)], ["A01", *SON])
    assert people(roster.tables[0]) == [("张三", ["张小"]), ("王五", [])]
    assert told(roster) == []


def test_another_head_with_the_number_is_told() -> None:
    roster = numbered(["A01", "李四", "户主", resident_id(3)])
    assert people(roster.tables[0])[0] == ("张三", [])
    assert told(roster) == [(LOST, "2")]


@pytest.mark.parametrize("number", ["A09", ""])
def test_a_number_that_no_household_has_is_nobodys(number: str) -> None:
    roster = numbered([number, *SON])
    assert people(roster.tables[0]) == [("张三", []), ("王五", [])]
    assert told(roster) == [(LOST, "2")]


def test_nor_does_such_a_row_go_on_with_the_one_above() -> None:
    roster = numbered(["A01", *SON], ["A09", *DAUGHTER])
    assert people(roster.tables[0])[0] == ("张三", ["张小"])
    assert told(roster) == [(LOST, "3")]


def test_a_number_that_two_households_have_is_nobodys() -> None:
    apart: Line = ["A01", "赵六", resident_id(4), "在档", "一厂工会"]
    roster = numbered(["A01", *SON], ["A02", *DAUGHTER], heads=apart)
    assert people(roster.tables[0]) == [("张三", []), ("王五", ["张妹"]), ("赵六", [])]
    assert told(roster) == [(LOST, "2")]


@pytest.mark.parametrize(("union", "found"), [("一厂工会", True), ("", True), ("二厂工会", False)])
def test_a_number_in_another_union_is_another_households(union: str, found: bool) -> None:
    roster = numbered(["A01", *SON, union], heading=[*LISTED, "填报单位"])
    assert people(roster.tables[0])[0] == ("张三", ["张小"] if found else [])


@pytest.mark.parametrize(("name", "found"), [("张三", True), ("王五", False)])
def test_a_number_against_the_heads_name_puts_nobody_anywhere(name: str, found: bool) -> None:
    roster = numbered(["A01", *SON, name], heading=[*LISTED, "户主姓名"])
    assert people(roster.tables[0])[0] == ("张三", ["张小"] if found else [])
    assert (LOST in dict(told(roster))) is not found


def test_a_list_of_persons_alone_is_no_list_of_members() -> None:
    rows: list[Line] = [LISTED, ["A01", "张三", "户主", resident_id(1)], ["A01", *SON]]
    assert people(read(sheet(rows)).tables[0]) == [("张三", ["张小"])]


def test_a_running_number_is_none_of_a_household() -> None:
    roster = read(
        sheet([["序号", *HOUSEHOLDS[0]], [1, *HOUSEHOLDS[1]], [2, *HOUSEHOLDS[2]]]),
        sheet([["序号", *LISTED[1:]], [1, *SON]], name="家庭成员"),
    )
    assert people(roster.tables[0]) == [("张三", []), ("王五", [])]


PERSONS: Line = ["姓名", "与户主关系", "身份证号"]
"""A list of persons in which the head's own row comes first."""


def test_a_list_of_persons_begins_each_household_with_its_head() -> None:
    roster = members(
        ["王五", "户主", resident_id(2)], DAUGHTER, ["张三", "本人", resident_id(1)], SON, heading=PERSONS
    )
    assert people(roster.tables[0]) == [("张三", ["张小"]), ("王五", ["张妹"])]
    assert (roster.tables[1].member_rows, told(roster)) == (4, [])


def test_a_head_of_another_name_in_a_list_of_persons_holds_the_household() -> None:
    roster = members(["王六", "户主", resident_id(2)], DAUGHTER, heading=PERSONS)
    assert people(roster.tables[0]) == [("张三", []), ("王五", ["张妹"])]
    [household] = [each for each in roster.households if each.name == "王五"]
    assert [issue.code for issue in household.issues] == ["number-twice"]


def test_a_head_of_no_other_table_is_a_household_with_its_members() -> None:
    roster = members(
        ["张三", "户主", resident_id(1)], SON, ["赵六", "户主", resident_id(3)], DAUGHTER, heading=PERSONS
    )
    assert people(roster.tables[0]) == [("张三", ["张小"]), ("王五", [])]
    assert people(roster.tables[1]) == [("赵六", ["张妹"])]
    assert (roster.tables[1].member_rows, told(roster)) == (3, [])


def test_a_list_of_persons_by_itself_is_a_table_of_households() -> None:
    rows: list[Line] = [PERSONS, ["王五", "户主", resident_id(2)], DAUGHTER]
    assert people(read(sheet(rows)).tables[0]) == [("王五", ["张妹"])]


@pytest.mark.parametrize("between", [["李四家庭成员"], [""], PERSONS])
def test_what_stands_between_ends_a_household_in_a_list_of_persons(between: Line) -> None:
    roster = members(["张三", "户主", resident_id(1)], SON, between, DAUGHTER, heading=PERSONS)
    assert people(roster.tables[0])[0] == ("张三", ["张小"])
    assert {code for code, _ in told(roster)} == {LOST}


@pytest.mark.parametrize(("numbers", "lost"), [("123", 0), ("121", 1), ("1  ", 0), ("1 2", 1)])
def test_running_numbers_tell_where_another_household_begins(numbers: str, lost: int) -> None:
    rows: list[Line] = [["张三", "户主", resident_id(1)], SON, DAUGHTER]
    numbered = [[number.strip(), *row] for number, row in zip(numbers, rows, strict=True)]
    roster = members(*numbered, heading=["序号", *PERSONS])
    assert [code for code, _ in told(roster)] == [LOST] * lost


@pytest.mark.parametrize(
    ("relation", "number"), [("户主", ""), ("", resident_id(1)), ("本人", resident_id(1))]
)
def test_a_heads_own_row_is_known_by_name_or_number(relation: str, number: str) -> None:
    roster = members(["张三", relation, number], SON, heading=PERSONS)
    assert people(roster.tables[0])[0] == ("张三", ["张小"])
    assert told(roster) == []


def test_a_sample_sheet_has_no_households() -> None:
    sample: list[Line] = [HOUSEHOLDS[0], ["张某", resident_id(8), "在档", "一厂工会"]]
    persons: list[Line] = [PERSONS, ["张三", "户主", resident_id(1)]]
    roster = read(sheet(sample, name="填表示例"), sheet(persons, name="花名册"))
    assert [each.name for each in roster.households] == ["张三"]
