"""A unit that is named among the rows: whose the households under it are, beside the union above all."""

import pytest

from layouts import Line, codes, read, sheet, table, unions
from people import account, resident_id

HEADING: Line = ["姓名", "身份证号", "建档状态", "银行账号"]
NAMED = {
    "乙厂": "乙厂",
    "乙厂工会": "乙厂工会",
    "乙厂工会（新）": "乙厂工会",
    "【乙厂工会】": "乙厂工会",
    "★乙厂工会★": "乙厂工会",
    "二、乙厂工会：": "乙厂工会",
    "乙厂工会3户": "乙厂工会",
    "红旗社区": "红旗社区",
    "第二小学（2户）": "第二小学",
}


def person(serial: int) -> Line:
    return ["张三", resident_id(serial), "在档", account(serial)]


def found(top: str, *rows: Line) -> list[str | None]:
    return unions(list(read(sheet([[top], HEADING, *rows])).households))


def held(top: str, *rows: Line) -> list[int]:
    """The rows of those of whom it is open whose they are."""
    households = read(sheet([[top], HEADING, *rows])).households
    return [each.row for each in households if ("union-doubtful", str(each.row)) in codes(each.issues)]


@pytest.mark.parametrize(("line", "union"), NAMED.items())
def test_who_stands_under_another_unit_is_its_own(line: str, union: str) -> None:
    rows = [person(1), [line], person(2), HEADING, person(3)]

    assert found("填报单位：甲厂工会", *rows) == ["甲厂工会", union, union]
    assert found("花名册", ["一、甲厂工会"], *rows) == ["甲厂工会", union, union]


@pytest.mark.parametrize("page", [[HEADING], [["续表"], HEADING]])
def test_it_is_so_on_the_next_page(page: list[Line]) -> None:
    top, line = "填报单位：甲厂工会", ["乙厂工会"]

    assert found(top, person(1), *page, line, person(2)) == ["甲厂工会", "乙厂工会"]
    assert found(top, person(1), ["二、乙厂工会"], *page, person(2)) == ["甲厂工会", "乙厂工会"]
    assert held(top, person(1), ["乙厂名单"], person(2), *page, person(3))[-1] == 6 + len(page)


@pytest.mark.parametrize(
    ("top", "line"),
    [
        ("填报单位：蚌山区总工会", "乙厂工会"),  # within the federation
        ("填报单位：甲厂工会", "甲厂一分厂"),
        ("填报单位：甲厂工会", "第二车间"),
        ("填报单位：甲厂工会", "第一分工会"),
        ("填报单位：甲厂工会", "三、职工医院"),
        ("填报单位：甲厂工会", "子弟学校"),
        ("填报单位：甲厂工会", "二、退档职工"),
        ("填报单位：甲厂工会", "说明：由单位填写"),
    ],
)
def test_a_part_of_the_union_above_is_not(top: str, line: str) -> None:
    rows = [person(1), [line], person(2)]

    assert {union for union in found(top, *rows) if union} == {top.removeprefix("填报单位：")}
    assert held(top, *rows) == []


@pytest.mark.parametrize("part", ["第一分工会", "职工医院"])
def test_a_part_is_of_the_union_that_was_named_last(part: str) -> None:
    rows = [person(1), ["乙厂工会"], person(2), [part], person(3)]

    assert found("填报单位：甲厂工会", *rows) == ["甲厂工会", "乙厂工会", "乙厂工会"]
    assert found("花名册", [part], person(1)) == ([part] if part.endswith("工会") else [None])


def test_units_under_a_heading_of_the_union_above_are_its_parts() -> None:
    rows = [["一、甲一厂工会"], person(1), ["二、甲二厂工会"], person(2)]
    assert found("填报单位：甲集团工会", *rows) == ["甲集团工会", "甲集团工会"]


@pytest.mark.parametrize("line", ["乙厂名单", "填报单位乙厂", "乙厂工会困难职工"])
def test_words_that_may_name_another_leave_it_open(line: str) -> None:
    rows = [person(1), [line], person(2), ["丙厂工会"], person(3)]

    assert held("填报单位：甲厂工会", *rows)[-1] == 5
    assert found("填报单位：甲厂工会", *rows)[-1] == "丙厂工会"
    assert held("填报单位：蚌山区总工会", *rows) == []


def test_whose_households_follow_the_sum_of_another_is_open() -> None:
    assert held("填报单位：甲厂工会", person(1), ["乙厂"], person(2), ["小计", "1户"], person(3)) == [7]
    assert held("填报单位：甲厂工会", person(1), ["小计", "1户"], person(2)) == []


def test_a_sum_over_others_makes_no_rows_of_the_union_above_all() -> None:
    parts: list[Line] = [["一、乙厂工会"], person(1), ["小计", "1户"], ["二、丙厂工会"], person(2)]

    assert found("填报单位：市直工会", *parts) == ["市直工会", "市直工会"]
    assert found("填报单位：市直工会", person(3), *parts) == ["市直工会", "乙厂工会", "丙厂工会"]


@pytest.mark.parametrize(
    ("cells", "blank"),
    [
        (["乙厂工会", "", "", "丙厂工会", ""], [4, 5, 7]),
        (["", "乙厂工会", ""], [5]),
        (["甲厂工会", "", ""], []),
        (["", ""], []),
    ],
)
def test_a_blank_under_another_union_is_open(cells: list[str], blank: list[int]) -> None:
    people = [[*person(serial), cell] for serial, cell in enumerate(cells, 1)]
    rows: list[Line] = [["填报单位：甲厂工会"], [*HEADING, "填报单位"], *people]

    households = read(sheet(rows)).households

    assert [(each.row, each.issues[0].found) for each in households if each.issues] == [
        (row, max(cells[: row - 2], key=bool) if row < 7 else "丙厂工会") for row in blank
    ]
    assert {code for each in households for code, _ in codes(each.issues)} <= {"union-blank"}


def test_a_member_needs_no_union() -> None:
    heading = [*HEADING[:2], "与户主关系", *HEADING[2:], "填报单位"]
    head = [*person(1)[:2], "户主", *person(1)[2:], "乙厂工会"]
    rows: list[Line] = [["填报单位：甲厂工会"], heading, head, ["张小", resident_id(2), "子", "", "", ""]]

    [household] = read(sheet(rows)).households

    assert (household.union, len(household.members), codes(household.issues)) == ("乙厂工会", 1, [])


def test_a_column_of_unions_counts_before_any_line() -> None:
    rows: list[Line] = [
        ["填报单位：甲厂工会"],
        [*HEADING, "填报单位"],
        [*person(1), "甲厂工会"],
        ["乙厂名单"],
    ]
    [*_, last] = read(sheet([*rows, [*person(2), "丙厂工会"]])).households
    assert (last.union, codes(last.issues)) == ("丙厂工会", [])


@pytest.mark.parametrize("line", ["乙厂名单", "乙厂", "【乙厂工会】"])
@pytest.mark.parametrize("before", [0, 1])
def test_a_line_that_may_name_a_unit_is_nobody_in_whichever_column_it_stands(line: str, before: int) -> None:
    heading: Line = ["序号", *HEADING]
    rows: list[Line] = [["甲厂工会"], heading, ["1", *person(1)], [*[""] * before, line], ["2", *person(2)]]

    only = read(sheet(rows)).tables[0]

    assert [(each.row, each.members) for each in only.households] == [(3, ()), (5, ())]
    assert only.passed_over == {"note": [4]}


@pytest.mark.parametrize("more", ["2000", "2户", "单位：元", "联系人：王五", "13800000000"])
def test_beside_the_name_of_a_unit_may_stand_a_sum_or_whom_to_ask(more: str) -> None:
    heading: Line = ["户主姓名", "身份证号", "建档状态", "慰问金额"]
    rows: list[Line] = [
        ["甲厂工会"],
        heading,
        ["张三", resident_id(1), "在档"],
        ["乙厂工会", "", "", more],
        ["李四", resident_id(2), "在档"],
    ]
    assert unions(table(rows).households)[1] == "乙厂工会"


TITLE = "甲厂工会2022年困难职工花名册"


def titled(*rows: Line, union: str = "") -> list[str | None]:
    return unions(list(read(sheet(rows), union=union).households))


def test_a_title_that_begins_with_a_union_names_it_where_nothing_else_does() -> None:
    assert titled([TITLE], HEADING, person(1)) == ["甲厂工会"]
    assert titled([TITLE], ["填报单位：乙厂工会"], HEADING, person(1)) == ["乙厂工会"]
    assert titled([TITLE], HEADING, person(1), union="丙厂工会") == ["丙厂工会"]
    assert titled([TITLE], HEADING, ["一、乙厂工会"], person(1), ["二、丙厂工会"], person(2)) == [
        "乙厂工会",
        "丙厂工会",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [person(1), ["填报单位：乙厂工会"], person(2), ["填报单位：丙厂工会"]],
        [["一、乙厂"], person(1), ["二、丙公司"], person(2)],
        [["乙公司"], person(1), ["丙公司"], person(2)],
    ],
)
def test_a_title_says_nothing_where_other_lines_may_name_units(rows: list[Line]) -> None:
    assert "甲厂工会" not in titled([TITLE], HEADING, *rows)


def test_under_another_title_it_is_another_union_or_none() -> None:
    other: Line = ["乙厂工会困难职工名单"]

    assert titled([TITLE], HEADING, person(1), other, HEADING, person(2)) == ["甲厂工会", "乙厂工会"]
    assert titled([TITLE], HEADING, person(1), ["补充名单"], HEADING, person(2)) == ["甲厂工会", None]
    assert titled([TITLE], HEADING, person(1), [TITLE], HEADING, person(2)) == ["甲厂工会", "甲厂工会"]


@pytest.mark.parametrize(
    "title",
    [
        "各基层工会困难职工名单",
        "2022年工会会员困难职工名单",
        "安徽省总工会领导走访慰问困难职工名单",
        "龙子湖区总工会、蚌山区总工会困难职工花名册",
        "非公企业工会困难职工名单",
        "困难职工花名册",
        "享受工会救助人员花名册",
        "蚌埠市总工会2022年元旦春节送温暖慰问困难职工名单",
        "上报蚌埠市总工会困难职工名单",
        "县(区)总工会困难职工名册",
        "甲厂工会和乙厂工会困难职工名册",
        "蚌埠市各级工会困难职工名册",
    ],
)
def test_a_title_that_speaks_of_unions_names_none(title: str) -> None:
    assert titled([title], HEADING, person(1)) == [None]
