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
        ([["李庄工会困难职工花名册"]], None),
        ([["李庄纺织厂送温暖名单"]], None),
        ([["李庄工会花名册（续）"]], None),
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


def test_whose_households_stand_below_a_sum_is_not_said() -> None:
    lines: list[Line] = [["一、张庄工会"], *ON_FILE, ["小计", "1户"], AGAIN[1]]
    assert unions(list(read(sheet(lines)).households)) == ["张庄工会", None]


def test_a_numbered_union_is_a_group_of_the_unit_that_fills_in_the_form() -> None:
    assert unions(list(read(sheet([TOP, ["一、张庄工会"], *GROUPED])).households)) == ["蚌山区总工会"] * 2
