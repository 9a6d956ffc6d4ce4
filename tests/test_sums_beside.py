"""Sums that name a number of households, beside those that were read."""

from collections.abc import Sequence

import pytest

from layouts import Line, codes, read, sheet, table
from people import resident_id
from warmth_cli.files.cell import Cell

HEADINGS = ["序号", "户主姓名", "身份证号码", "联系电话"]


def household(serial: int) -> Line:
    return [serial, "张春梅", resident_id(serial), "15400000001"]


def differing(*rows: Sequence[Cell]) -> list[tuple[str, str]]:
    return [each for each in codes(table([HEADINGS, *rows]).issues) if each[0] == "sum-differs"]


@pytest.mark.parametrize("words", [["合计：{}户"], ["合计", "", "{}户"], ["共{}户"], ["总计", "{}户4人", ""]])
@pytest.mark.parametrize(("said", "differs"), [(1, True), (2, False), (3, True)])
def test_a_sum_under_two_households(words: list[str], said: int, differs: bool) -> None:
    rows = [household(1), household(2), [cell.format(said) for cell in words]]

    assert differing(*rows) == ([("sum-differs", "4")] if differs else [])


def test_a_sum_above_its_households_counts_all_of_them() -> None:
    assert differing(["合计：2户"], household(1), household(2)) == []
    assert differing(["合计：3户"], household(1), household(2)) == [("sum-differs", "2")]


def test_sums_of_parts_and_of_all() -> None:
    parts: list[Line] = [
        household(1),
        ["小计：1户"],
        household(2),
        household(3),
        ["小计：2户"],
        ["合计：3户"],
    ]
    more: list[Line] = [household(4), ["小计：1户"], ["合计：1户"], ["总计：4户"]]
    assert differing(*parts, *more) == []

    parts[4] = ["小计：3户"]  # all above, and so of no part; it may be one
    assert differing(*parts) == []
    parts[4] = ["小计：4户"]
    assert differing(*parts) == [("sum-differs", "6")]


def test_a_sum_may_stand_above_its_part() -> None:
    rows: list[Line] = [["小计：1户"], household(1), ["小计：2户"], household(2), household(3)]
    assert differing(*rows) == []

    rows[2] = ["小计：4户"]
    assert differing(*rows) == [("sum-differs", "4")]


def test_a_row_that_is_not_read_may_be_one_of_the_sum() -> None:
    unread: Line = [2, "", resident_id(2), ""]
    rows = [household(1), unread, ["合计：2户"]]
    found = table([HEADINGS, *rows])
    assert found.unreadable_rows + len(found.households) == 2

    assert differing(*rows) == []
    assert differing(*rows[:2], ["合计：3户"]) == [("sum-differs", "4")]


@pytest.mark.parametrize(
    "words",
    [
        "合计：3000元",
        "合计：3人",
        "户籍合计：5户籍",
        "合计：1户，其中在档3户",
        "全县合计：35户",
        "合计：3户100元",
    ],
)
def test_other_figures_count_no_households(words: str) -> None:
    assert differing(household(1), [words]) == []


def test_the_sum_says_what_it_names_and_what_was_read() -> None:
    [found] = [
        issue
        for each in read(sheet([HEADINGS, household(1), ["合计：5户"]])).tables
        for issue in each.issues
        if issue.code == "sum-differs"
    ]

    assert (found.found, found.values) == ("5户", {"read": "1"})
