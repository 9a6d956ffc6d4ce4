"""Sheets whose name says that their households may not count: read, shown, and held."""

import pytest

from layouts import Line, codes, read, sheet
from people import account, resident_id

ROWS: list[Line] = [
    ["填报单位", "姓名", "身份证号", "建档状态", "银行账号"],
    ["蚌山区总工会", "张三", resident_id(1), "在档", account(1)],
]
OTHERS: list[Line] = [ROWS[0], ["蚌山区总工会", "李四", resident_id(2), "在档", account(2)]]


@pytest.mark.parametrize(
    "name", ["作废", "已删除", "花名册备份", "上年", "不予发放", "2020年", "2020年困难职工花名册"]
)
def test_households_that_may_not_count_are_held(name: str) -> None:
    first, second = read(sheet(ROWS, name="花名册"), sheet(OTHERS, name=name)).households
    assert codes(first.issues) == []
    assert codes(second.issues) == [("sheet-set-aside", "2")]


@pytest.mark.parametrize(
    "name", ["花名册", "2021年", "2022年花名册", "2020年建档", "2020年退档", "Sheet1", "退档"]
)
def test_another_name_holds_nobody(name: str) -> None:
    [household] = read(sheet(ROWS, name=name)).households
    assert codes(household.issues) == []
