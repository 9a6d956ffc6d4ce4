"""Members in columns beside their head: whose they are, and when a row goes on with the household above."""

import pytest

from layouts import Line, codes, people, read, sheet, table
from people import resident_id
from warmth_cli.household import Roster

HOUSEHOLD: list[Line] = [
    ["户主姓名", "身份证号", "建档状态"],
    ["张三", resident_id(1), "在档"],
]
B: Line = ["户主姓名", "身份证号", "建档状态", "成员姓名", "与户主关系", "成员身份证号"]
WITH_SPOUSE: Line = ["张三", resident_id(1), "在档", "李四", "配偶", resident_id(11)]
WITH_SON: Line = ["张三", resident_id(1), "在档", "张小", "子", resident_id(12)]


@pytest.mark.parametrize("word", ["离异", "未婚", "已 故", "丧偶", "无"])
def test_why_there_is_nobody_is_nobodys_name(word: str) -> None:
    rows: list[Line] = [
        ["户主姓名", "身份证号", "建档状态", "配偶姓名"],
        ["张三", resident_id(1), "在档", word],
    ]
    [household] = table(rows).households
    assert (household.members, codes(household.issues)) == ((), [])


@pytest.mark.parametrize("repeated", [3, 2, 1, 0])
def test_the_head_is_repeated_or_left_blank_beside_each_member(repeated: int) -> None:
    again: Line = [*WITH_SON[:repeated], *[""] * (3 - repeated), *WITH_SON[3:]]
    found = table([B, WITH_SPOUSE, again, ["王五", resident_id(2), "在档", "", "", ""]])
    assert people(found) == [("张三", ["李四", "张小"]), ("王五", [])]
    assert found.households[0].issues == ()


def test_a_row_that_repeats_the_head_must_say_the_same() -> None:
    [household] = table([B, WITH_SPOUSE, [*WITH_SON[:2], "已退档", *WITH_SON[3:]]]).households
    assert codes(household.issues) == [("head-differs", "C3")]


def test_a_household_without_name_and_number_is_not_lost_in_the_one_above() -> None:
    found = table([B, WITH_SPOUSE, ["", "", "未建档", *WITH_SON[3:]]])
    assert people(found) == [("张三", ["李四"]), (None, ["张小"])]


@pytest.mark.parametrize("broken", [resident_id(1)[:-1], "340300", "不详"])
def test_a_row_whose_number_is_not_read_is_not_lost_in_the_household_above(broken: str) -> None:
    found = table([B, WITH_SPOUSE, ["", broken, "在档", *WITH_SON[3:]]])
    assert people(found) == [("张三", ["李四"]), (None, ["张小"])]


def test_a_row_with_the_heads_number_and_another_name_is_the_heads_and_told() -> None:
    [household] = table([B, WITH_SPOUSE, ["张山", *WITH_SON[1:]]]).households
    assert codes(household.issues) == [("head-differs", "A3")]


@pytest.mark.parametrize(("beside", "heads"), [(WITH_SON[3:], ["张三"]), (["", "", ""], ["张三", "张三"])])
def test_a_name_alone_is_the_head_once_more_only_beside_a_member(beside: Line, heads: list[str]) -> None:
    found = table([B, WITH_SPOUSE, ["张三", "", "在档", *beside]])
    assert [name for name, _ in people(found)] == heads


@pytest.mark.parametrize(("number", "members"), [(1, []), (3, ["张三"])])
def test_the_head_beside_himself_is_no_member_but_somebody_else_is(number: int, members: list[str]) -> None:
    found = table([B, ["张三", resident_id(1), "在档", "张三", "户主", resident_id(number)]])
    assert people(found) == [("张三", members)]


@pytest.mark.parametrize(
    "row",
    [["", "", "在档", "", "", ""], ["", "", "在册", *WITH_SON[3:]]],
    ids=["nobody beside", "a status that is not read"],
)
def test_a_row_of_no_name_goes_on_only_with_a_member_and_what_is_read(row: Line) -> None:
    found = table([B, WITH_SPOUSE, row])
    assert people(found)[0] == ("张三", ["李四"])
    assert found.member_rows == 0


def test_a_head_whose_number_is_not_read_is_not_known_by_it_among_the_members() -> None:
    found = table([B, ["张三", resident_id(1)[:-1], "在档", "张三", "户主", resident_id(1)]])
    assert people(found) == [("张三", ["张三"])]


def test_members_in_columns_of_their_own_have_the_relation_of_the_heading() -> None:
    heading: Line = [*HOUSEHOLD[0], "配偶姓名", "配偶身份证号", "子女1姓名", "子女1身份证号", "长子姓名"]
    row: Line = [*HOUSEHOLD[1], "李四", resident_id(11), "张小", resident_id(12), "张大"]
    [household] = table([heading, row]).households
    assert [(each.name, each.relation) for each in household.members] == [
        ("李四", "配偶"),
        ("张小", None),
        ("张大", "子"),
    ]


def test_a_number_right_of_the_members_name_is_never_the_heads() -> None:
    heading: Line = ["户主姓名", "建档状态", "家庭成员姓名", "与户主关系", "身份证号"]
    rows: list[Line] = [
        ["张三", "在档", "李四", "配偶", resident_id(11)],
        ["王五", "在档", "王五", "本人", resident_id(2)],
        ["", "", "王小", "子", resident_id(12)],
    ]
    first, second = table([heading, *rows]).households
    assert (first.id_number, second.id_number) == (None, resident_id(2))
    assert [[each.name for each in one.members] for one in (first, second)] == [["李四"], ["王小"]]


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (["成员1姓名", "成员2姓名", "成员1身份证号", "成员2身份证号"], ["李四", "张小", 11, 12]),
        (["成员姓名1", "成员姓名2", "成员身份证号1", "成员身份证号2"], ["李四", "张小", 11, 12]),
        (["家庭成员1姓名", "成员1身份证号", "家庭成员2姓名", "成员2身份证号"], ["李四", 11, "张小", 12]),
        (["成员姓名", "成员身份证号", "成员姓名", "成员身份证号"], ["李四", 11, "张小", 12]),
        (["配偶姓名", "子女姓名", "配偶身份证号", "子女身份证号"], ["李四", "张小", 11, 12]),
        (["成员1-姓名", "成员1-身份证号", "成员2：姓名", "成员2：身份证号"], ["李四", 11, "张小", 12]),
        (["成员姓名", "身份证号", "成员姓名", "身份证号"], ["李四", 11, "张小", 12]),
        (["家庭成员1", "身份证号", "家庭成员2", "身份证号码"], ["李四", 11, "张小", 12]),
        (["配偶", "关系", "身份证号", "子女", "关系", "身份证号"], ["李四", "配偶", 11, "张小", "子", 12]),
        (["成员姓名1", "身份证号1", "成员姓名2", "身份证号2"], ["李四", 11, "张小", 12]),
    ],
)
def test_a_member_has_the_number_under_the_same_words(headings: Line, cells: Line) -> None:
    row = [resident_id(each) if isinstance(each, int) else each for each in cells]
    [household] = table([[*HOUSEHOLD[0], *headings], [*HOUSEHOLD[1], *row]]).households
    assert [(each.name, each.id_number) for each in household.members] == [
        ("李四", resident_id(11)),
        ("张小", resident_id(12)),
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ["家庭成员1", "身份证号", "身份证号"],
        ["成员姓名", "成员身份证号", "身份证号"],
        ["成员姓名", "成员姓名", "身份证号", "身份证号"],
    ],
)
def test_numbers_that_are_not_one_behind_each_name_are_nobodys(headings: Line) -> None:
    heading, row = [*HOUSEHOLD[0], *headings], [*HOUSEHOLD[1], *map(resident_id, range(11, 15))]
    found = table([heading, row[: len(heading)]])
    assert ("column-clash", "B1") in codes(found.issues)
    assert found.households[0].id_number is None


@pytest.mark.parametrize(
    ("own", "phone"),
    [(["联系电话"], "13800000001"), ([], None)],
)
def test_what_a_member_has_as_the_head_has_is_not_the_heads(own: Line, phone: str | None) -> None:
    heading = [*HOUSEHOLD[0], *own, "配偶", "身份证号", "电话", "子女", "身份证号", "电话"]
    row = [*HOUSEHOLD[1], *["13800000001"][: len(own)]]
    row += ["李四", resident_id(11), "13800000011", "张小", resident_id(12), "13800000012"]
    found = table([heading, row])
    assert found.households[0].phone == phone
    assert [code for code, _ in codes(found.issues)] == ["column-unknown"] * 2


def test_where_the_head_has_no_number_those_behind_names_may_be_anybodys() -> None:
    heading: Line = ["户主姓名", "建档状态", "配偶", "身份证号", "子女", "身份证号"]
    found = table([heading, ["张三", "在档", "李四", resident_id(11), "张小", resident_id(12)]])
    assert found.households[0].id_number is None
    assert ("column-clash", "D1") in codes(found.issues)


def test_members_may_stand_under_a_heading_of_three_rows() -> None:
    own, width = HOUSEHOLD[0], len(HOUSEHOLD[0])
    rows: list[Line] = [
        [*own, "家庭成员情况", "", "", ""],
        [*[""] * width, "成员1", "", "成员2", ""],
        [*[""] * width, "姓名", "身份证号", "姓名", "身份证号"],
        [*HOUSEHOLD[1], "李四", resident_id(11), "张小", resident_id(12)],
    ]
    [household] = table(rows).households
    assert [(each.name, each.id_number) for each in household.members] == [
        ("李四", resident_id(11)),
        ("张小", resident_id(12)),
    ]


def test_a_number_that_may_be_either_members_is_neithers() -> None:
    heading: Line = [*HOUSEHOLD[0], "成员姓名", "成员姓名", "成员身份证号"]
    [household] = table([heading, [*HOUSEHOLD[1], "李四", "张小", resident_id(11)]]).households
    assert [(each.name, each.id_number) for each in household.members] == [
        ("李四", None),
        ("张小", None),
        (None, resident_id(11)),
    ]


@pytest.mark.parametrize("heading", ["称谓", "与户主关系", "与本人关系"])
def test_the_relation_beside_a_member_has_many_names(heading: str) -> None:
    rows: list[Line] = [
        ["户主姓名", "身份证号", "建档状态", "家庭成员情况", "", ""],
        ["", "", "", "姓名", heading, "身份证号"],
        ["张三", resident_id(1), "在档", "李四", "妻子", resident_id(11)],
    ]

    found = table(rows, "A1:A2 B1:B2 C1:C2 D1:F1")

    [member] = found.households[0].members
    assert (member.name, member.relation, codes(found.issues)) == ("李四", "配偶", [])


@pytest.mark.parametrize(
    "group", ["家庭成员情况（不含本人）", "家庭成员（户主除外）", "家庭成员情况(不含户主)"]
)
def test_the_group_may_say_that_the_head_is_none_of_them(group: str) -> None:
    above: Line = ["户主姓名", "身份证号", "建档状态", group, "", ""]
    below: Line = ["", "", "", "姓名", "关系", "身份证号"]
    found = table([above, below, WITH_SPOUSE], "A1:A2 B1:B2 C1:C2 D1:F1")
    assert people(found) == [("张三", ["李四"])]


def test_the_group_may_be_said_once_more_in_each_heading() -> None:
    above: Line = ["户主姓名", "身份证号", "建档状态", "成员1", "", ""]
    below: Line = ["", "", "", "成员1姓名", "成员1与户主关系", "成员1身份证号"]
    found = table([above, below, WITH_SPOUSE], "A1:A2 B1:B2 C1:C2 D1:F1")
    assert people(found) == [("张三", ["李四"])]


@pytest.mark.parametrize("heading", ["成员关系", "家庭成员关系", "成员称谓", "家庭角色", "亲属关系"])
def test_the_only_column_of_members_may_say_who_each_person_is(heading: str) -> None:
    rows: list[Line] = [
        ["姓名", heading, "身份证号", "建档状态"],
        ["张三", "本人", resident_id(1), "在档"],
        ["李四", "配偶", resident_id(11), "在档"],
    ]
    assert people(table(rows)) == [("张三", ["李四"])]


@pytest.mark.parametrize("last", ["民族", "签名", "审核意见", "是否发放", "第2页"])
def test_a_repeated_heading_may_have_a_column_more(last: str) -> None:
    heading: Line = ["户主姓名", "身份证号", "建档状态"]
    rows: list[Line] = [
        heading,
        ["张三", resident_id(1), "在档"],
        [*heading, last],
        ["李四", resident_id(2), "在档", "是"],
    ]
    assert people(table(rows)) == [("张三", []), ("李四", [])]


GOES_ON: Line = [
    "填报单位",
    "户主姓名",
    "身份证号",
    "建档状态",
    "户编号",
    "备注",
    "成员姓名",
    "与户主关系",
    "成员身份证号",
]


def going_on(*row: Line) -> Roster:
    """Two households with a member beside each, and further rows below."""
    first: Line = ["甲厂工会", "张三", resident_id(1), "在档", "1", "", "张小", "子", resident_id(11)]
    second: Line = ["甲厂工会", "李四", resident_id(2), "在档", "2", "", "李小", "子", resident_id(12)]
    return read(sheet([GOES_ON, first, second, *row]))


MORE: Line = ["李妹", "女", resident_id(13)]


@pytest.mark.parametrize(
    ("row", "of"),
    [
        (["", "", "", "", "", "", *MORE], ["李小", "李妹"]),
        (["甲厂工会", "", "", "在档", "2", "", *MORE], ["李小", "李妹"]),
        (["乙厂工会", "", "", "", "", "", *MORE], ["李小"]),
        (["", "", "", "", "3", "", *MORE], ["李小"]),
        (["", "", "", "未建档", "", "", *MORE], ["李小"]),
    ],
)
def test_a_row_goes_on_where_it_says_nothing_else_of_its_household(row: Line, of: list[str]) -> None:
    households = [*going_on(row).households]
    assert [each.name for each in households[1].members] == of
    assert [each.name for each in households[2:]] == ([] if of == ["李小", "李妹"] else [None])


def test_what_a_row_that_goes_on_says_against_paying_counts() -> None:
    [_, household] = going_on(["", "", "", "", "", "户主已去世，停发", *MORE]).households
    assert [issue.code for issue in household.issues] == ["note-set-aside"]


@pytest.mark.parametrize(("heading", "named"), [("户主身份证", resident_id(1)), ("户主", "张三")])
def test_a_row_that_names_its_head_does_not_go_on_with_another(heading: str, named: str) -> None:
    own: Line = ["姓名", "身份证号", "建档状态", heading, "成员姓名", "与户主关系", "成员身份证号"]
    rows: list[Line] = [
        ["张三", resident_id(1), "在档", named, "张小", "子", resident_id(11)],
        ["李四", resident_id(2), "在档", "", "李小", "子", resident_id(12)],
        ["", "", "", named, "张妹", "女", resident_id(13)],
    ]
    first, second, *_ = table([own, *rows]).households
    assert [[each.name for each in one.members] for one in (first, second)] == [["张小"], ["李小"]]


def test_two_heads_in_one_household_hold_it() -> None:
    [_, household] = going_on(["", "", "", "", "", "", "赵六", "户主", resident_id(13)]).households
    assert [each.name for each in household.members] == ["李小", "赵六"]
    assert [issue.code for issue in household.issues] == ["two-heads"]


def test_neutral_words_between_the_members_and_their_number_say_nothing_else() -> None:
    rows: list[Line] = [
        ["户主姓名", "身份证号", "建档状态", "家庭成员信息", "", ""],
        ["", "", "", "姓名", "与户主关系", "证件信息"],
        ["", "", "", "", "", "证件号码"],
        ["张三", resident_id(1), "在档", *MORE],
    ]
    merged = "A1:A3 B1:B3 C1:C3 D1:F1 D2:D3 E2:E3"
    [household] = table(rows, merged).households
    assert [(each.name, each.id_number) for each in household.members] == [("李妹", resident_id(13))]


def test_a_members_paper_that_is_not_read_is_told() -> None:
    rows: list[Line] = [
        ["户主", "", "", "家庭成员", "", ""],
        ["姓名", "身份证号", "建档状态", "姓名", "与户主关系", "证件信息"],
        ["张三", resident_id(1), "在档", *MORE],
    ]
    assert ("members-unread", "F2") in codes(table(rows, "A1:C1 D1:F1").issues)
