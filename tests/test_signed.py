"""Whose a table is where the line under it says so, and where nobody can tell."""

import pytest

from layouts import Line, read, sheet, unions
from people import resident_id

HEADING: Line = ["序号", "户主姓名", "身份证号", "建档状态"]
ZHANG: Line = [1, "张三", resident_id(1), "在档"]
WANG: Line = [2, "王五", resident_id(2), "在档"]
TITLE: Line = ["困难职工花名册"]


def line(union: str, label: str = "填报单位（盖章）") -> Line:
    return [f"{label}：{union}", "", "填表人：李四"]


def found(*lines: Line) -> list[str | None]:
    return unions([*read(sheet(lines)).households])


@pytest.mark.parametrize("label", ["填报单位（盖章）", "填报单位", "单位（盖章）", "工会（公章）"])
def test_the_line_under_the_only_table_names_its_union(label: str) -> None:
    below = line("纺织厂工会", label)
    assert found(TITLE, HEADING, ZHANG, WANG, ["合计", "2户"], below) == ["纺织厂工会"] * 2


def test_a_remark_under_the_table_names_none() -> None:
    assert found(HEADING, ZHANG, ["说明：本表由填报单位：基层工会填写。"]) == [None]


@pytest.mark.parametrize("between", [[], [[]], [[], TITLE]])
def test_where_each_table_is_signed_each_has_its_own(between: list[Line]) -> None:
    first = [TITLE, HEADING, ZHANG, line("纺织厂工会"), *between]
    assert found(*first, HEADING, WANG, line("玻璃厂工会")) == ["纺织厂工会", "玻璃厂工会"]


def test_where_a_line_may_be_either_tables_only_the_lower_has_it() -> None:
    first = [HEADING, ZHANG, line("玻璃厂工会")]
    assert found(*first, HEADING, WANG) == [None, "玻璃厂工会"]
    assert found(*first, HEADING, WANG, line("玻璃厂工会")) == [None, "玻璃厂工会"]


def test_of_a_signature_and_a_line_above_the_nearer_counts() -> None:
    first = [TITLE, line("纺织厂工会"), HEADING, ZHANG, line("纺织厂工会")]
    second = [TITLE, line("玻璃厂工会"), HEADING, WANG, line("玻璃厂工会")]
    assert found(*first, [], *second) == ["纺织厂工会", "玻璃厂工会"]


def test_lines_that_sign_the_rows_above_them_name_nobody_below() -> None:
    rows = [HEADING, ZHANG, line("纺织厂工会"), WANG]
    assert found(*rows) == [None, "纺织厂工会"]
    assert found(*rows, line("玻璃厂工会")) == [None, None]
