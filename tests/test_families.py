"""People become households: by relation, by place, by the head's name or number, or beside the head."""

from datetime import date, datetime

import pytest

from layouts import Line, codes, people, read, sheet, table, unions
from people import account, resident_id
from warmth_cli.files.cell import Cell

R: Line = ["姓名", "身份证号", "与户主关系", "建档状态"]
HEAD: Line = ["张三", resident_id(1), "户主", "在档"]
SPOUSE: Line = ["李四", resident_id(11), "配偶", ""]
SON: Line = ["张小", resident_id(12), "子", ""]
OTHER: Line = ["王五", resident_id(2), "户主", "在档"]
HOUSEHOLDS: list[Line] = [
    ["户主姓名", "身份证号", "建档状态"],
    ["张三", resident_id(1), "在档"],
    ["王五", resident_id(2), "在档"],
]
"""Two households without their members."""
LOST = "member-without-head"


# --- under the head -----------------------------------------------------------------------------------------


def test_members_stand_under_their_head() -> None:
    assert people(table([R, HEAD, SPOUSE, SON, OTHER])) == [("张三", ["李四", "张小"]), ("王五", [])]


@pytest.mark.parametrize(
    "between",
    [
        *([], ["本页小计", "", "", 3], ["注：以下在外地。"], R, ["接上页"], ["承前页"], ["第2页"]),
        *(["（一）家庭成员"], ["1、家庭成员"], ["共3人"]),
    ],
)
def test_a_household_goes_on_under_what_is_nobodys(between: Line) -> None:
    assert people(table([R, HEAD, SPOUSE, between, SON, OTHER])) == [("张三", ["李四", "张小"]), ("王五", [])]


@pytest.mark.parametrize("between", [["小计", "", "", 3], ["二、新增困难职工"], ["三、李庄工会"]])
def test_a_sum_and_a_section_end_a_household(between: Line) -> None:
    found = table([R, HEAD, SPOUSE, between, SON, OTHER])
    assert people(found) == [("张三", ["李四"]), ("王五", [])]
    assert (LOST, "5") in codes(found.issues)


def test_a_table_with_another_title_does_too_but_no_further_page() -> None:
    further = ("花名册", "花名册（第2页）", "花名册（续）", "续表", "第1页 共2页", "续上页", "花名册（二）")
    for title, members in (*((each, ["李四", "张小"]) for each in further), ("新增花名册", ["李四"])):
        found = read(sheet([["花名册"], R, HEAD, SPOUSE, [title], R, SON, OTHER]))
        assert people(found.tables[0])[0] == ("张三", members)


@pytest.mark.parametrize("between", [["", "", "", "在档"], ["张某（示例）", resident_id(9), "户主", "在档"]])
def test_nobody_is_put_into_the_household_above_a_row_that_is_not_read(between: Line) -> None:
    found = table([R, HEAD, between, SON, OTHER])
    assert people(found) == [("张三", []), ("王五", [])]
    assert (LOST, "4") in codes(found.issues)


def test_where_members_may_stand_above_their_head_they_are_of_no_household() -> None:
    found = table([R, SPOUSE, HEAD, SON, OTHER])
    assert people(found) == [("张三", []), ("王五", [])]
    assert codes(found.issues) == [(LOST, "2"), (LOST, "4")]


def test_a_household_goes_on_over_a_page_but_not_into_another_union() -> None:
    page: list[Line] = [["填报单位：蚌山区总工会"], R, HEAD]
    same = table([*page, ["填报单位：蚌山区总工会"], R, SPOUSE, OTHER])
    assert people(same) == [("张三", ["李四"]), ("王五", [])]
    other = table([*page, ["填报单位：禹会区总工会"], R, SPOUSE, OTHER])
    assert people(other) == [("张三", []), ("王五", [])]
    assert unions(other.households) == ["蚌山区总工会", "禹会区总工会"]
    assert codes(other.issues) == [(LOST, "6")]


def test_a_line_within_the_table_names_the_union_of_those_below() -> None:
    rows: list[Line] = [["填报单位：蚌山区总工会"], R, HEAD, ["填报单位：禹会区总工会"], OTHER]
    assert unions(table(rows).households) == ["蚌山区总工会", "禹会区总工会"]


def test_who_stands_once_more_under_the_old_number_is_one_person() -> None:
    old = [number[:6] + number[8:17] for number in (resident_id(1), resident_id(11))]
    again: list[Line] = [["张三", old[0], "子", ""], ["李四", old[1], "配偶", ""]]

    [found] = table([R, HEAD, SPOUSE, *again]).households

    assert [member.name for member in found.members] == ["李四"]


# --- without relation ---------------------------------------------------------------------------------------

N: Line = ["序号", "姓名", "身份证号", "建档状态", "家庭人口"]


def test_who_has_no_running_number_and_nothing_of_a_household_is_a_member() -> None:
    found = table([N, [1, *HEAD[:2], "在档", ""], ["", *SPOUSE[:2], "", ""], [2, *OTHER[:2], "", ""]])
    assert people(found) == [("张三", ["李四"]), ("王五", [])]
    assert codes(found.issues) == [("members-by-place", "0")]


def test_a_merged_running_number_speaks_for_the_household() -> None:
    rows: list[Line] = [N, [1, *HEAD[:2], "在档", ""], ["", *SPOUSE[:2], "", ""], [2, *OTHER[:2], "在档", ""]]
    assert people(table(rows, "A2:A3")) == [("张三", ["李四"]), ("王五", [])]


@pytest.mark.parametrize(
    ("head", "member", "other"),
    [
        (1, "1-1", 2), (1, 1.1, 2), ("1", "（1）", "2"), ("一", 1, "二"), (1, 1, 2), ("1、", "1.1", "2、"),
        ("1号", "1-1", "2号"),
        (1, date(2022, 1, 1), 2), (12, datetime(2022, 12, 3), 13), ("3", "3月1日", "4"),  # Excel's of 1-1
    ],
)  # fmt: skip
def test_a_running_number_within_the_heads_is_a_members(head: Cell, member: Cell, other: Cell) -> None:
    rows: list[Line] = [N, [head, *HEAD[:2], "在档", ""], [member, *SPOUSE[:2], "", ""]]
    found = table([*rows, [other, *OTHER[:2], "在档", ""]])
    assert people(found) == [("张三", ["李四"]), ("王五", [])]
    assert codes(found.issues) == [("members-by-place", "0")]


@pytest.mark.parametrize("below", [[], [[*OTHER[:2], "在档", 1]]])
@pytest.mark.parametrize(("size", "members"), [(3, ["李四", "张小"]), (4, []), (2, [])])
def test_rows_that_complete_the_household_above_are_its_members(
    below: list[Line], size: int, members: list[str]
) -> None:
    rows: list[Line] = [N[1:], [*HEAD[:2], "在档", size], [*SPOUSE[:2], "", ""], [*SON[:2], "", ""]]

    first, *_ = table([*rows, *below]).households

    assert [member.name for member in first.members] == members


@pytest.mark.parametrize(
    ("status", "member", "cells"),
    [
        ("在档", "2-1", ("", "")),
        ("在档", date(2022, 2, 1), ("", "")),
        ("在档", "1-1", ("在档", "")),
        ("在档", "1-1", ("", 2)),
        ("", 1, ("", "")),
    ],
)
def test_another_number_or_what_a_household_says_makes_no_member(
    status: str, member: Cell, cells: Line
) -> None:
    rows: list[Line] = [N, [1, *HEAD[:2], status, ""], [member, *SPOUSE[:2], *cells]]
    assert people(table(rows)) == [("张三", []), ("李四", [])]


def test_a_number_within_the_heads_says_nothing_further_down() -> None:
    rows: list[Line] = [N, [1, *HEAD[:2], "在档", ""], ["小计", 1], ["1", *SPOUSE[:2], "", ""]]
    assert people(table(rows)) == [("张三", []), ("李四", [])]


@pytest.mark.parametrize("cells", [("在档", ""), ("", 2), ("低保户", "")])
def test_whoever_says_something_of_a_household_is_one(cells: Line) -> None:
    found = table([N, [1, *HEAD[:2], "在档", ""], ["", *SPOUSE[:2], *cells]])
    assert people(found) == [("张三", []), ("李四", [])]


@pytest.mark.parametrize(("size", "members"), [(1, []), (2, []), (3, ["李四", "张小"]), (4, [])])
def test_as_many_as_the_household_has_are_its_members(size: int, members: list[str]) -> None:
    rows: list[Line] = [[*HEAD[:2], "在档", size], [*SPOUSE[:2], "", ""], [*SON[:2], "", ""]]
    found = table([N[1:], *rows, [*OTHER[:2], "在档", 1]])
    assert people(found)[0] == ("张三", members)
    assert found.rows == 4


@pytest.mark.parametrize("heading", ["户编号", "家庭编号", "户序号"])
def test_nobody_is_put_into_a_household_of_another_number(heading: str) -> None:
    rows: list[Line] = [["001", *HEAD], ["001", *SPOUSE], ["002", *OTHER], ["001", *SON], ["", *SON]]
    found = table([[heading, *R], *rows])
    assert people(found) == [("张三", ["李四"]), ("王五", ["张小"])]
    assert (LOST, "5") in codes(found.issues)


@pytest.mark.parametrize(("number", "members"), [(1, ["李四"]), (2, [])])
def test_whoever_has_the_households_number_and_says_nothing_of_one_is_a_member(
    number: int, members: list[str]
) -> None:
    rows: list[Line] = [[1, *HEAD[:2], "在档", ""], [number, *SPOUSE[:2], "", ""]]
    assert people(table([["家庭编号", *N[1:]], *rows]))[0] == ("张三", members)


@pytest.mark.parametrize("heading", ["序号", "户号"])  # of the row; of a household register
def test_other_numbers_say_nothing_of_the_household(heading: str) -> None:
    assert people(table([[heading, *R], ["1", *HEAD], ["2", *SPOUSE]])) == [("张三", ["李四"])]


# --- with the head's name or number beside each -------------------------------------------------------------

L: Line = ["户主姓名", *R]


def test_a_list_of_persons_names_the_head_of_each() -> None:
    rows: list[Line] = [
        ["张三", *HEAD],
        ["", *SPOUSE],
        ["王五", *OTHER[:2], "", "在档"],
        ["王五", *SON[:2], "", ""],
    ]
    assert people(table([L, *rows])) == [("张三", ["李四"]), ("王五", ["张小"])]


def test_nobody_is_put_into_a_household_of_another_name() -> None:
    found = table([L, ["张三", *HEAD], ["王五", *SON], ["王五", *OTHER]])
    assert people(found) == [("张三", []), ("王五", [])]
    assert codes(found.issues) == [(LOST, "3")]


def test_the_heads_number_finds_the_household_wherever_it_stands() -> None:
    rows: list[Line] = [[resident_id(2), *SON], [resident_id(1), *HEAD], [resident_id(2), *OTHER]]
    assert people(table([["户主身份证号", *R], *rows])) == [("张三", []), ("王五", ["张小"])]


MEMBERS: list[list[Line]] = [
    [["户主身份证号", "姓名", "关系", "身份证号"], [resident_id(1), "李四", "配偶", resident_id(11)]],
    [["户主身份证号", "成员姓名", "与户主关系"], [resident_id(1), "李四", "配偶"]],
    [["户主姓名", "成员姓名", "与户主关系", "身份证号"], ["张三", "李四", "配偶", resident_id(11)]],
    [["户主姓名", "姓名", "关系", "身份证号"], ["张 三", "李四", "配偶", resident_id(11)]],
    [
        ["职工姓名", "职工身份证号", "家庭成员姓名", "与职工关系", "家庭成员身份证号"],
        ["张三", resident_id(1), "李四", "配偶", resident_id(11)],
    ],
]


@pytest.mark.parametrize("rows", MEMBERS)
@pytest.mark.parametrize("below", [False, True])
def test_a_table_of_members_finds_households_by_the_heads_number_or_name(
    rows: list[Line], below: bool
) -> None:
    sheets = [sheet([*HOUSEHOLDS, [], ["家庭成员情况"], *rows])]
    if not below:
        sheets = [sheet(HOUSEHOLDS), sheet(rows, name="家庭成员")]
    households, members = read(*sheets).tables
    assert people(households) == [("张三", ["李四"]), ("王五", [])]
    assert (members.rows, members.member_rows, members.strangers) == (1, 1, ())


def test_the_head_may_stand_on_the_members_sheet_too() -> None:
    rows: list[Line] = [["户主姓名", "姓名", "关系", "身份证号"], ["张三", *HEAD[:1], "户主", resident_id(1)]]
    by_name = read(sheet(HOUSEHOLDS), sheet(rows, name="家庭成员"))
    rows = [["户主身份证号", *rows[0][1:]], [resident_id(1), *rows[1][1:]]]
    by_number = read(sheet(HOUSEHOLDS), sheet(rows, name="家庭成员"))
    for roster in (by_name, by_number):
        households, members = roster.tables
        assert people(households) == [("张三", []), ("王五", [])]
        assert (members.member_rows, members.strangers, codes(members.issues)) == (1, (), [])


@pytest.mark.parametrize("status", ["在档", "正常在档", ""])  # the last two are not known, but a household's
def test_who_may_be_a_head_by_an_unknown_word_holds_the_household_above(status: Cell) -> None:
    words = [*R, "困难类别"]
    rows: list[Line] = [[*HEAD, "深度困难"], ["王五", resident_id(2), "职工", status, "深度困难"]]
    [household] = table([words, *rows]).households
    assert ("value-unknown", "C3") in codes(household.issues)


def test_a_member_by_an_unknown_word_is_a_member() -> None:
    [household] = table([R, HEAD, [*SON[:2], "养子", ""]]).households
    assert codes(household.issues) == [("relation-unknown", "C3")]


# --- heads that are marked ----------------------------------------------------------------------------------

M: Line = ["家庭编号", "是否户主", "姓名", "身份证号", "建档状态", "银行账号"]


@pytest.mark.parametrize(("head", "other"), [("是", "否"), ("√", ""), (1, 0)])
def test_a_column_may_say_who_is_a_head_though_all_is_filled_down(head: Cell, other: Cell) -> None:
    rows: list[Line] = [
        ["1", head, "张三", resident_id(1), "在档", account(1)],
        ["1", other, "李四", resident_id(11), "在档", account(1)],
        ["2", head, "王五", resident_id(2), "在档", account(2)],
    ]
    found = table([M, *rows])
    assert people(found) == [("张三", ["李四"]), ("王五", [])]
    assert [codes(each.issues) for each in found.households] == [[], []]


def test_whose_mark_is_not_read_holds_the_household_above() -> None:
    rows: list[Line] = [
        ["", "是", "张三", resident_id(1), "在档", account(1)],
        ["", "待定", "李四", resident_id(2), "在档", account(2)],
    ]
    [household] = table([M, *rows]).households
    assert ("value-unknown", "B3") in codes(household.issues)


def test_who_is_marked_as_no_head_and_has_an_account_is_told() -> None:
    rows: list[Line] = [
        ["", "是", "张三", resident_id(1), "在档", account(1)],
        ["", "否", "李四", resident_id(2), "在档", account(2)],
    ]
    [household] = table([M, *rows]).households
    assert codes(household.issues) == [("member-like-head", "B3")]


def test_where_nobody_is_marked_the_column_says_nothing() -> None:
    rows: list[Line] = [["", "", "张三", resident_id(1), "在档"], ["", "", "王五", resident_id(2), "在档"]]
    assert people(table([M, *rows])) == [("张三", []), ("王五", [])]


def test_two_heads_with_one_number_of_a_household_are_held() -> None:
    rows: list[Line] = [
        ["1", "", "张三", resident_id(1), "在档"],
        ["1", "", "李四", resident_id(2), "在档"],
        ["2", "", "王五", resident_id(3), "在档"],
    ]
    found = table([M, *rows])
    assert people(found) == [("张三", []), ("李四", []), ("王五", [])]
    assert [codes(each.issues) for each in found.households] == [
        [("head-differs", "C2")],
        [("head-differs", "C3")],
        [],
    ]


@pytest.mark.parametrize(
    ("named", "given", "expected"),
    [
        ("张三", 1, []),
        ("张 三", 1, []),
        ("本人", 1, []),
        ("", 1, []),
        ("李四", 1, [("head-named-otherwise", "B2")]),
        ("张三", 2, [("head-named-otherwise", "C2")]),
    ],
)
def test_a_head_whose_head_is_another_is_held(
    named: str, given: int, expected: list[tuple[str, str]]
) -> None:
    rows: list[Line] = [
        ["户主姓名", "姓名", "身份证号", "户主身份证号", "与户主关系", "建档状态"],
        [named, "张三", resident_id(1), resident_id(given), "户主", "在档"],
    ]
    [household] = table(rows).households
    assert codes(household.issues) == expected


@pytest.mark.parametrize(
    ("worker", "of_head", "expected"),
    [
        ("张三", "张三", []),
        ("张三", "张　三", []),
        ("张三", "本人", []),
        ("张三", "", []),
        ("张三", "李四", [("names-two", "A2")]),
    ],
)
@pytest.mark.parametrize("heading", ["户主", "户主姓名"])
def test_a_worker_beside_a_head_is_the_head_unless_called_otherwise(
    worker: str, of_head: str, expected: list[tuple[str, str]], heading: str
) -> None:
    rows: list[Line] = [
        ["职工姓名", heading, "身份证号", "建档状态"],
        [worker, of_head, resident_id(1), "在档"],
    ]
    found = table(rows)
    assert people(found) == [("张三", [])]
    assert codes(found.households[0].issues) == expected
    assert "column-clash" not in dict(codes(found.issues))


def test_so_is_a_number_beside_the_heads() -> None:
    rows: list[Line] = [
        ["姓名", "身份证号", "户主身份证号", "建档状态"],
        ["张三", resident_id(1), resident_id(1), "在档"],
        ["李四", resident_id(2), resident_id(3), "在档"],
    ]
    assert [codes(each.issues) for each in table(rows).households] == [[], [("names-two", "B3")]]


@pytest.mark.parametrize(
    ("number", "phone", "account_", "code"),
    [
        (resident_id(1), "0552-1234567", "05521234567", ["account-is-phone"]),
        ("340300850302001", "15400000001", "340300850302001", ["account-is-id"]),
        (resident_id(1), "0552-1234567", "12345678901234", []),
    ],
)
def test_an_account_that_repeats_the_phone_or_the_number_of_its_row_is_none(
    number: str, phone: str, account_: str, code: list[str]
) -> None:
    rows: list[Line] = [
        ["填报单位", "姓名", "身份证号", "联系电话", "建档状态", "银行账号"],
        ["甲工会", "张三", number, phone, "在档", account_],
    ]
    [household] = table(rows).households
    assert [each for each, _ in codes(household.issues)] == code


def test_a_number_that_is_merged_over_a_family_begins_it() -> None:
    """Where its head stands last, nobody of it is of the family above."""
    heading: Line = ["序号", "户主姓名", "与户主关系", "身份证号", "建档状态"]
    rows: list[Line] = [
        heading,
        [1, "张三", "户主", resident_id(1), "在档"],
        [2, "李小", "子", resident_id(12), ""],
        ["", "李四", "户主", resident_id(2), "在档"],
    ]
    merged = table(rows, "A3:A4")
    assert people(merged) == [("张三", []), ("李四", [])]
    assert "member-without-head" in [code for code, _ in codes(merged.issues)]
    assert people(table(rows)) == [("张三", ["李小"]), ("李四", [])]


# --- under no head ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["在档", "打错的字"])
def test_a_member_of_no_household_who_says_what_only_a_household_says_is_held_as_one(said: str) -> None:
    found = table([R, [*SON[:3], said], HEAD])

    lost, head = found.households
    assert (lost.name, head.name, found.member_rows) == ("张小", "张三", 0)
    assert "member-like-household" in [code for code, _ in codes(lost.issues)]
    assert codes(head.issues) == codes(found.issues) == []
    assert people(table([R, SON, HEAD])) == [("张三", [])]


def test_who_names_another_head_than_the_one_above_does_not_part_its_household() -> None:
    heading: Line = ["户主姓名", *R]
    rows: list[Line] = [
        heading,
        ["张三", *HEAD],
        ["王五", "王小", resident_id(13), "子", "在档"],
        ["", *SON],
    ]
    assert people(table(rows)) == [("张三", ["张小"]), ("王小", [])]


# --- under a heading of their own ---------------------------------------------------------------------------

OF_MEMBERS: Line = ["家庭成员姓名", "身份证号", "与户主关系"]


def test_members_under_a_heading_of_their_own_are_of_the_one_household_above() -> None:
    heading: Line = ["户主姓名", "身份证号", "建档状态"]
    one: list[Line] = [heading, ["张三", resident_id(1), "在档"], OF_MEMBERS, SPOUSE[:3], SON[:3], []]
    two: list[Line] = [heading, ["王五", resident_id(2), "在档"], OF_MEMBERS, ["王小", resident_id(13), "子"]]

    found = read(sheet([*one, *two]))

    assert [each for part in found.tables for each in people(part)] == [
        ("张三", ["李四", "张小"]),
        ("王五", ["王小"]),
    ]
    assert [codes(part.issues) for part in found.tables] == [[]] * 4


def test_members_under_a_heading_of_their_own_below_two_households_are_of_neither() -> None:
    heading: Line = ["户主姓名", "身份证号", "建档状态"]
    heads: list[Line] = [["张三", resident_id(1), "在档"], ["王五", resident_id(2), "在档"]]

    households, members = read(sheet([heading, *heads, OF_MEMBERS, SON[:3]])).tables

    assert people(households) == [("张三", []), ("王五", [])]
    assert (members.households, [code for code, _ in codes(members.issues)]) == ((), [LOST])
