"""Fields whose values have a column each, to be ticked."""

import pytest

from layouts import Line, codes, read, sheet
from people import account, resident_id
from warmth_cli.household import Household

FLAT: list[Line] = [
    ["填报单位", "姓名", "身份证号", "建档状态", "深度困难", "相对困难", "意外致困", "银行账号"],
]
GROUPED: list[Line] = [
    ["填报单位", "姓名", "身份证号", "建档状态", "困难类别", "", "", "银行账号"],
    ["", "", "", "", "深度困难", "相对困难", "意外致困", ""],
]


def only(heading: list[Line], *ticks: str) -> Household:
    """The one household of a sheet whose row has these ticks."""
    person: Line = ["甲工会", "张三", resident_id(1), "在档", *ticks, account(1)]
    merged = "E1:G1 A1:A2 B1:B2 C1:C2 D1:D2 H1:H2" if len(heading) > 1 else ""
    [table] = read(sheet([*heading, person], merged)).tables
    assert codes(table.issues) == []
    [household] = table.households
    return household


@pytest.mark.parametrize("heading", [FLAT, GROUPED])
@pytest.mark.parametrize(
    ("ticks", "said"),
    [
        (("√", "", ""), "深度困难"),
        (("", "√", ""), "相对困难"),
        (("否", "×", "是"), "意外致困"),
        (("深度困难", "", ""), "深度困难"),
        (("", "", ""), None),
        (("否", "否", "否"), None),
    ],
)
def test_the_value_whose_column_is_ticked_is_the_fields(
    heading: list[Line], ticks: tuple[str, ...], said: str | None
) -> None:
    household = only(heading, *ticks)
    assert (household.hardship, household.issues, household.unread) == (said, (), frozenset())


@pytest.mark.parametrize("ticks", [("√", "√", ""), ("？", "", ""), ("√", "待定", "")])
def test_two_ticks_or_another_word_hold(ticks: tuple[str, ...]) -> None:
    household = only(GROUPED, *ticks)
    assert household.hardship is None
    assert household.unread == {"hardship"}
    assert codes(household.issues) == [("ticks-unclear", f"E{len(GROUPED) + 1}")]


def test_the_file_status_may_be_ticked_too() -> None:
    rows: list[Line] = [
        ["填报单位", "姓名", "身份证号", "在档", "已退档", "渐退期", "未建档", "困难类别", "银行账号"],
        ["甲工会", "张三", resident_id(1), "", "√", "", "", "", account(1)],
        ["甲工会", "李四", resident_id(2), "√", "", "", "", "深度困难", account(2)],
    ]
    assert [each.file_status for each in read(sheet(rows)).households] == ["已退档", "在档"]


def test_a_single_column_or_one_beside_the_field_itself_is_none() -> None:
    rows: list[Line] = [
        ["填报单位", "姓名", "身份证号", "建档状态", "困难类别", "相对困难", "意外致困", "银行账号"],
        ["甲工会", "张三", resident_id(1), "在档", "深度困难", "√", "", account(1)],
    ]
    [table] = read(sheet(rows)).tables
    assert table.households[0].hardship == "深度困难"
    assert {code for code, _ in codes(table.issues)} == {"column-unknown"}
