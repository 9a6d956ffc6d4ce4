"""A table under another heading that nobody knows is not read by the columns above it, and nobody is lost."""

import pytest

from layouts import Line, codes, people, table
from people import account, resident_id

HEADING: Line = ["序号", "姓名", "身份证号", "建档状态", "银行账号"]
ABOVE: list[Line] = [HEADING, [1, "张三", resident_id(1), "在档", account(1)]]
UNKNOWN: Line = ["序号", "受助人", "证件", "事由", "帐户"]
BELOW: list[Line] = [
    [1, "李四", resident_id(2), "在档", account(2)],
    [2, "王五", resident_id(3), "在档", account(3)],
]


@pytest.mark.parametrize("between", [[], ["临时救助名单"], ["合计", 1]])
def test_people_under_an_unknown_heading_are_told_and_not_read(between: Line) -> None:
    found = table([*ABOVE, between, UNKNOWN, *BELOW])
    assert people(found) == [("张三", [])]
    [issue] = [each for each in found.issues if each.code == "heading-unknown"]
    assert (issue.row, issue.values) == (4, {"rows": "5–6", "count": "2"})
    assert found.unreadable_rows == 2


def test_a_known_heading_further_down_is_read_again() -> None:
    found = table([*ABOVE, [], UNKNOWN, *BELOW, [], HEADING, [1, "赵六", resident_id(4), "在档", account(4)]])
    assert people(found) == [("张三", []), ("赵六", [])]


@pytest.mark.parametrize(
    "row",
    [
        ["序号", "受助人", "", "在档", ""],  # a household's own value
        ["", "受助人", "证件", "事由", "帐户"],  # no heading's word among them
        ["序号", "受助人", "", "", ""],
        [3, "受助人", "证件", "序号", "帐户"],
        ["审核人：", "张三", "联系电话：", "制表人：", "王五"],
    ],
)
def test_what_is_no_heading_ends_no_table(row: Line) -> None:
    found = table([*ABOVE, [], row, *BELOW])
    assert "heading-unknown" not in dict(codes(found.issues))
    assert {"李四", "王五"} <= {name for name, _ in people(found)}


def test_right_under_a_household_no_other_table_begins() -> None:
    assert "heading-unknown" not in dict(codes(table([*ABOVE, UNKNOWN, *BELOW]).issues))


def test_words_without_anybody_under_them_are_no_table() -> None:
    assert "heading-unknown" not in dict(codes(table([*ABOVE, [], UNKNOWN, ["", "", "", "", "说明"]]).issues))
