"""Two full households under one running number."""

from collections.abc import Sequence

import pytest

from layouts import Line, read, sheet
from people import account, resident_id
from warmth_cli.files.cell import Cell

HEADING: Line = ["序号", "姓名", "身份证号", "建档状态", "银行账号"]


def household(serial: int, number: Cell) -> Line:
    return [number, "张三", resident_id(serial), "在档", account(serial)]


def told(rows: Sequence[Line], merged: str = "") -> list[tuple[str, str]]:
    tables = read(sheet([HEADING, *rows], merged)).tables
    return [
        (each.cell, each.found) for table in tables for each in table.issues if each.code == "same-number"
    ]


@pytest.mark.parametrize(
    ("numbers", "cells"),
    [
        ([1, 2, 3], []),
        ([1, 1, 2], [("A3", "1")]),
        (["1", "2", "2"], [("A4", "2")]),
        ([1, 1, 1], []),  # what most have is no number of theirs
        ([1, 1, 2, 3, 3], [("A3", "1"), ("A6", "3")]),
        ([1, 2, 1], []),
        (["", "", ""], []),
    ],
)
def test_the_number_of_the_household_above(numbers: list[Cell], cells: list[tuple[str, str]]) -> None:
    assert told([household(*each) for each in enumerate(numbers, 1)]) == cells


def test_one_cell_over_two_households() -> None:
    rows = [household(1, 1), household(2, ""), household(3, 2)]

    assert told(rows, "A2:A3") == [("A3", "1")]
    assert told(rows) == []


def test_what_stands_between_them_begins_anew() -> None:
    assert told([household(1, 1), ["二、退档职工"], household(2, 1)]) == []


@pytest.mark.parametrize(("union", "cells"), [("甲厂工会", [("A3", "1")]), ("乙厂工会", [])])
def test_each_union_may_number_its_own(union: str, cells: list[tuple[str, str]]) -> None:
    rows = [[*household(1, 1), "甲厂工会"], [*household(2, 1), union]]
    [table] = read(sheet([[*HEADING, "填报单位"], *rows])).tables

    assert [(each.cell, each.found) for each in table.issues if each.code == "same-number"] == cells


def test_a_member_under_its_head_has_the_number_of_the_household() -> None:
    heading = [*HEADING, "与户主关系"]
    rows: list[Line] = [[*household(1, 1), "户主"], [1, "张小", resident_id(2), "", "", "子"]]
    [table] = read(sheet([heading, *rows])).tables

    assert len(table.households) == 1
    assert [each.code for each in table.issues if each.code == "same-number"] == []
