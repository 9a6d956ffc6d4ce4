"""Rows of a form that were only filled down are passed over; a household without its name is not."""

import pytest

from layouts import Line, codes, people, table
from people import resident_id

HEADING: Line = ["序号", "所属工会", "姓名", "身份证号", "建档状态", "家庭人口", "银行账号", "备注"]
PERSON: Line = [1, "甲工会", "张三", resident_id(1), "在档", 3, "", ""]


def free(number: object, **cells: object) -> Line:
    """A row of a form that is only filled down, but for `cells`."""
    words = {"number": number, "union": "甲工会", "name": "", "id": "", "status": "在档", "size": ""}
    return [*(words | {"account": "", "note": ""} | cells).values()]  # type: ignore[list-item]


@pytest.mark.parametrize(("count", "unreadable"), [(1, 1), (2, 2), (3, 0), (40, 0)])
def test_rows_that_say_the_same_are_nobodys_where_there_are_several(count: int, unreadable: int) -> None:
    found = table([HEADING, PERSON, *(free(number) for number in range(2, 2 + count))])
    assert people(found) == [("张三", [])]
    assert found.unreadable_rows == unreadable
    assert len(found.passed_over.get("number", ())) == count - unreadable
    told = (
        [("row-unreadable", str(3 + place)) for place in range(count)]
        if unreadable
        else [("rows-prefilled", "0")]
    )
    assert codes(found.issues) == told


@pytest.mark.parametrize("cells", [{"size": 3}, {"account": "6200"}, {"note": "住院"}])
def test_rows_that_say_something_of_one_household_are_read_or_told(cells: dict[str, object]) -> None:
    found = table([HEADING, PERSON, *(free(number, **cells) for number in range(2, 6))])
    assert found.unreadable_rows == 4


@pytest.mark.parametrize("other", [{"status": "未建档"}, {"union": "乙工会"}])
def test_a_row_that_says_something_else_is_told(other: dict[str, object]) -> None:
    rows = [free(2), free(3), free(4), free(5, **other), free(6), free(7)]
    found = table([HEADING, PERSON, *rows])
    assert found.passed_over == {"number": [3, 4, 5]}
    assert [row for code, row in codes(found.issues) if code == "row-unreadable"] == ["6", "7", "8"]


def test_nobody_below_them_is_of_the_household_above() -> None:
    heading: Line = ["姓名", "身份证号", "与户主关系", "建档状态"]
    head: Line = ["张三", resident_id(1), "户主", "在档"]
    rows: list[Line] = [head, *[["", "", "", "在档"]] * 3, ["张小", resident_id(11), "子", ""]]
    assert people(table([heading, *rows])) == [("张三", [])]
