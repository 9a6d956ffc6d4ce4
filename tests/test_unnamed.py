"""Columns without a heading: what is written there against paying holds, and all is shown."""

import pytest

from layouts import Line, codes, read, sheet, table
from people import resident_id

HEADING: Line = ["姓名", "身份证号", "联系电话"]


def person(serial: int, *more: str) -> Line:
    return ["张三", resident_id(serial), "15400000001", *more]


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("取消", True),
        ("已死亡", True),
        ("不发", True),
        ("×", False),
        ("否", False),
        ("核实过", False),
        ("已核实，无异常", False),
        ("", False),
    ],
)
def test_words_against_paying_hold_where_no_heading_stands(words: str, held: bool) -> None:
    first, second = table([HEADING, person(1), person(2, words)]).households

    assert codes(first.issues) == []
    assert codes(second.issues) == ([("column-set-aside", "D3")] if held else [])


def test_what_stands_farther_off_is_of_its_own() -> None:
    first, second = table([HEADING, person(1, "", "在档"), person(2, "", "死亡")]).households

    assert codes([*first.issues, *second.issues]) == []


def test_a_column_within_the_table_is_heard_too() -> None:
    rows: list[Line] = [["姓名", "", "身份证号", "联系电话"], ["张三", "不发", resident_id(1), "15400000001"]]

    [household] = table(rows).households

    assert [(issue.cell, issue.found) for issue in household.issues] == [("B2", "不发")]


def test_what_stands_there_is_shown_as_far_as_there_is_room() -> None:
    rows = [person(serial, words) for serial, words in enumerate(["一", "二", "二", "三", "四"], 1)]

    [told] = [
        issue
        for each in read(sheet([HEADING, *rows])).tables
        for issue in each.issues
        if issue.code == "column-unnamed"
    ]

    assert (told.cell, told.found, told.values) == ("D1", "一、二、三", {"rows": "5"})
