"""Numbers that are shown as something else than their heading says are not read; others go on."""

from dataclasses import replace

import pytest

from layouts import Line, read, sheet
from warmth_cli.files.cell import Cell
from warmth_cli.household import Household
from warmth_cli.issues import Issue

YEARLY, MONTHLY, PEOPLE = "家庭年可支配收入", "月人均可支配收入", "家庭人口"
NAMES = {YEARLY: "annual_income", MONTHLY: "monthly_income_per_head", PEOPLE: "household_size"}


def shown(heading: str, code: str, cell: Cell = 20000) -> tuple[Household, list[Issue]]:
    """A household with one number, whose cell is formatted so, and what is told of its table."""
    rows: list[Line] = [["姓名", "身份证号", heading], ["张三", "340300198503020013", cell]]
    [table] = read(replace(sheet(rows), formats={2: {code: 1}})).tables
    return table.households[0], [issue for issue in table.issues if issue.code == "format-unclear"]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        *(
            (YEARLY, code)
            for code in ('0"元/年"', '0"元/户"', '0"元/户/年"', "0元整", '人民币0"元"', '0"元";0"元/月"')
        ),
        *((MONTHLY, code) for code in ('0"元/月"', '0"元/人·月"', '#,##0.00"元/人/月"')),
        (PEOPLE, '0"口人"'),
        (f"{YEARLY}（万元）", '0.00"万元"'),
    ],
)
def test_a_format_that_says_what_the_heading_says_is_nothing(heading: str, code: str) -> None:
    household, told = shown(heading, code, 2000 if heading in (YEARLY, MONTHLY) else 2)

    assert told == []
    assert getattr(household, NAMES[heading.partition("（")[0]]) is not None


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        *(
            (YEARLY, code)
            for code in ('0"元/月"', '0"元/人"', '0"元/季"', '0"K"', '0"千"', '0"×12"', '0"00"')
        ),
        *(
            (YEARLY, code)
            for code in ('"约"0', '0"以下"', '"人均"0"元"', '"$"#,##0', "0%", "0.0,", "0!.0,", ";;;", '"免"')
        ),
        *((YEARLY, code) for code in ('[>=10000]0!.0,"万元";0"元"', '[=1]"是";[=0]"否"')),
        *((MONTHLY, code) for code in ('0"元/年"', '0"元/户"')),
        *((PEOPLE, code) for code in ('0"户"', '0"+1"', '"约"0')),
        (f"{YEARLY}（万元）", '0"元"'),
        (f"{YEARLY}（万元）", '0!.0,"万元"'),
    ],
)
def test_a_format_that_says_something_else_is_told_and_its_column_not_read(heading: str, code: str) -> None:
    household, told = shown(heading, code, 2)

    assert [(issue.cell, issue.found) for issue in told] == [("C2", code)]
    name = NAMES[heading.partition("（")[0]]
    assert (getattr(household, name), name in household.unread) == (None, True)


def test_a_format_of_other_columns_is_nothing() -> None:
    rows: list[Line] = [["姓名", "身份证号", "序号", "建档状态"], ["张三", "340300198503020013", 1, "在档"]]
    [table] = read(replace(sheet(rows), formats={2: {'0"号"': 1}})).tables

    assert not [issue for issue in table.issues if issue.code == "format-unclear"]
