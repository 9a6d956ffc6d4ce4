"""Tables under one another on a sheet: whose union the line at the top of the sheet still names."""

import pytest

from layouts import Line, read, sheet, unions
from people import account, resident_id

TOP: Line = ["填报单位：蚌山区总工会"]
ON_FILE: list[Line] = [
    ["姓名", "身份证号", "建档状态", "困难类别", "银行账号"],
    ["张三", resident_id(1), "在档", "深度困难", account(1)],
]
REMOVED: list[Line] = [
    ["姓名", "身份证号", "建档状态", "退档日期", "退档原因", "银行账号"],
    ["李四", resident_id(2), "已退档", "2021-06-30", "脱困", account(2)],
]
AGAIN: list[Line] = [ON_FILE[0], ["李四", resident_id(2), "在档"]]


def found(*lines: Line) -> list[str | None]:
    return unions(list(read(sheet([TOP, ["一、在档困难职工"], *ON_FILE, *lines])).households))


@pytest.mark.parametrize("below", [REMOVED, AGAIN])
@pytest.mark.parametrize(
    "between",
    [
        [["二、本年度退档职工"]],
        [[""], ["（二）退档困难职工花名册"]],
        [["李庄工会"]],  # a group within the unit that fills in the form
        [["合计", 1.0], ["二、已退档"]],
        [["续表"]],
        [["第1页"], ["困难职工花名册（续）"]],
        [],
    ],
)
def test_it_speaks_for_the_next_section(between: list[Line], below: list[Line]) -> None:
    assert found(*between, *below) == ["蚌山区总工会", "蚌山区总工会"]


@pytest.mark.parametrize("below", [REMOVED, AGAIN])
@pytest.mark.parametrize(
    ("between", "union"),
    [
        ([["李庄工会困难职工花名册"]], "李庄工会"),
        ([["李庄纺织厂送温暖名单"]], None),
        ([["李庄工会花名册（续）"]], "李庄工会"),
        ([["填报单位：李庄工会"]], "李庄工会"),
        ([["二、退档职工"], ["填报单位：李庄工会"]], "李庄工会"),
    ],
)
def test_a_title_or_a_line_of_its_own_ends_that(
    between: list[Line], union: str | None, below: list[Line]
) -> None:
    assert found(*between, *below) == ["蚌山区总工会", union]


GROUPED: list[Line] = [[*ON_FILE[0]], [*ON_FILE[1]], ["小计", "1户"], ["（二）李庄工会"], *AGAIN]


@pytest.mark.parametrize(
    ("line", "union"),
    [
        ("一、张庄工会", "张庄工会"),
        ("1.张庄工会（1户）", "张庄工会"),
        ("张庄工会", None),
        ("一、张庄工会 二、李庄工会", None),
    ],
)
def test_a_numbered_union_over_a_heading_is_that_of_the_households_below(
    line: str, union: str | None
) -> None:
    assert unions(list(read(sheet([["花名册"], [line], *GROUPED])).households)) == [union, "李庄工会"]


@pytest.mark.parametrize(
    ("total", "union"), [("小计", None), ("合计", None), ("本页小计", "张庄工会"), ("本页合计：", "张庄工会")]
)
def test_whose_households_stand_below_a_sum_is_not_said_but_of_a_page(total: str, union: str | None) -> None:
    lines: list[Line] = [["一、张庄工会"], *ON_FILE, [total, "1户"], AGAIN[1]]
    assert unions(list(read(sheet(lines)).households)) == ["张庄工会", union]


def test_a_numbered_union_is_a_group_of_the_unit_that_fills_in_the_form() -> None:
    assert unions(list(read(sheet([TOP, ["一、张庄工会"], *GROUPED])).households)) == ["蚌山区总工会"] * 2


TITLE: Line = ["2022年元旦春节困难职工花名册"]


def numbered(number: object, serial: int) -> Line:
    return [str(number), "张三", resident_id(serial), "在档", "深度困难", account(serial)]


@pytest.mark.parametrize(
    ("between", "number", "union"),
    [
        ([TITLE], 3, "蚌山区总工会"),
        ([["小计", "2"], [], TITLE, ["单位：元"]], 3, "蚌山区总工会"),
        ([TITLE], "3.", "蚌山区总工会"),
        ([TITLE], "9" * 5000, None),
        ([TITLE], 1, None),  # perhaps another union's, which fills in no line
        ([TITLE], 4, None),
        ([TITLE], "", None),
        ([["2022年春节困难职工花名册"]], 3, None),
        ([TITLE, ["禹会区"]], 3, None),
    ],
)
def test_the_same_title_is_the_next_page_where_the_running_numbers_go_on(
    between: list[Line], number: object, union: str | None
) -> None:
    heading: Line = ["序号", *ON_FILE[0]]
    rows = [TITLE, TOP, heading, numbered(1, 1), numbered(2, 2), *between, heading, numbered(number, 3)]

    assert unions(list(read(sheet(rows)).households)) == ["蚌山区总工会", "蚌山区总工会", union]


def test_the_third_page_goes_on_with_the_second() -> None:
    heading: Line = ["序号", *ON_FILE[0]]
    pages = [line for serial in (2, 3) for line in (TITLE, heading, numbered(serial, serial))]

    assert (
        unions(list(read(sheet([TITLE, TOP, heading, numbered(1, 1), *pages])).households))
        == ["蚌山区总工会"] * 3
    )


def test_units_without_the_word_among_unions_are_their_own_and_an_unknown_one_is_nobodys() -> None:
    # 一、矿务局工会 was taken for the union of all that stood further down.
    rows: list[Line] = [
        ["序号", "姓名", "身份证号", "建档状态", "银行账号"],
        ["一、矿务局工会（1户）"],
        [1, "张三", resident_id(1), "在档", account(1)],
        ["（一）患病"],
        [2, "李四", resident_id(2), "在档", account(2)],
        ["二、第二建筑公司"],
        [3, "王五", resident_id(3), "在档", account(3)],
        ["三、其他"],
        [4, "赵六", resident_id(4), "在档", account(4)],
    ]

    unions = [household.union for household in read(sheet(rows)).households]

    assert unions == ["矿务局工会", "矿务局工会", "第二建筑公司", None]
