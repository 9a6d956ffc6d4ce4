"""Rows that are a household each are told quickly, and are the same households that come of it with care."""

from collections.abc import Sequence
from itertools import cycle
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from layouts import Line, read, sheet
from people import account, resident_id
from warmth_cli.files.sheet import Sheet
from warmth_cli.household import Roster
from warmth_cli.reading.people import finished_table, rows
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.tables.block import Block

HEADINGS = [
    *("填报单位", "户主姓名", "身份证号", "建档状态", "困难类别", "联系电话", "家庭人口"),
    *("家庭年可支配收入", "人工认定", "银行账号", "备注"),
]
MEMBERS = ["户主身份证号", "姓名", "身份证号", "与户主关系"]
CARD = account(1)
NO_CARD = CARD[:-1] + str((int(CARD[-1]) + 1) % 10)
"""A card number whose last digit does not fit."""
PHONE = "15400000001"
UNREADABLE: Line = ["", "", "", "某"]
BESIDE = ["", "序号", "县区", "与户主关系", "性别", "出生日期"]
"""A column beside: of running numbers; twice the same, so that neither is read; or of what is compared."""
OF_PERSON = {
    "与户主关系": ["户主", "本人", "", "子", "配偶", "邻居"],
    "性别": ["女", "男", "", "F", "两"],
    "出生日期": ["1985-03-02", "1985年3月", "1990-1-1", ""],
}


def usual_row(serial: int, household_size: int = 3, finding: str = "", phone: str = PHONE) -> Line:
    """A row with all that its grant needs."""
    number = resident_id(serial)
    return ["", "张春梅", number, "在档", "深度困难", phone, household_size, "", finding, CARD, ""]


unions = st.sampled_from(["蚌山区总工会", ""])
names = st.sampled_from(["张春梅", "李建国", "样例一", ""])
numbers = st.sampled_from([*map(resident_id, range(1, 6)), "340300198503020014", "", "5.3E+17"])
heads = st.tuples(
    unions,
    names,
    numbers,
    st.sampled_from(["在档", "未建档", "", "低保"]),
    st.sampled_from(["深度困难", ""]),
    st.sampled_from([PHONE, "1540", ""]),
    st.sampled_from([1, 2, 3, "", "三口"]),
    st.sampled_from([36000, "3.6万元", "", "#N/A"]),
    st.sampled_from(["同意", "不同意，收入不实", "", "待定"]),
    st.sampled_from([CARD, account(2), NO_CARD, "", 6.2e18]),
    st.sampled_from(["", "示例", "搬迁"]),
)
usual = st.builds(
    lambda serial, size, phone: usual_row(serial, size, phone=phone),
    st.integers(1, 9),
    st.integers(1, 3),
    st.sampled_from([PHONE, ""]),
)
members = st.tuples(unions, names, numbers)
others: st.SearchStrategy[Line] = st.sampled_from(
    [
        [""],
        ["合计", "", "", "", "", "", 7],
        ["填报单位：怀远县总工会"],
        ["注：收入单位为万元"],
        UNREADABLE,
        HEADINGS,
    ]
)
lines = st.lists(st.one_of(usual, usual, heads, members, others), max_size=12)
of_members = st.lists(
    st.tuples(numbers, names, numbers, st.sampled_from(["子", "户主", ""])).map(list), max_size=3
)


def with_care(*sheets: Sheet, union: str) -> Roster:
    """The roster, with no row told quickly."""
    with patch.object(rows, "whole_households", lambda *given: [None] * len(rows_of(given))):
        return read(*sheets, union=union)


def rows_of(given: Sequence[object]) -> range:
    block = next(each for each in given if isinstance(each, Block))
    return range(block.first, block.last)


@settings(max_examples=200)
@given(lines, st.sampled_from(BESIDE), st.integers(0, 3), st.sampled_from(["", "市总工会"]), of_members)
@example([usual_row(1)], "县区", 0, "", [])
@example([usual_row(1), UNREADABLE, HEADINGS, ["", "李建国", ""]], "序号", 0, "", [])
@example([usual_row(1), usual_row(2), usual_row(3), ["", "李建国", ""]], "序号", 0, "", [])
@example([usual_row(1), usual_row(2), usual_row(3), usual_row(4)], "与户主关系", 3, "", [])
def test_a_table_is_read_as_with_care(
    made: list[Line], beside: str, place: int, union: str, persons: list[Line]
) -> None:
    table: list[Line] = [HEADINGS, *made]
    if beside == "序号":
        # Some have no number of their own, as members have none.
        counted = ([place if place % 5 < 3 else "", *line] for place, line in enumerate(made, 1))
        table = [[beside, *HEADINGS], *counted]
    elif beside in OF_PERSON:
        said = cycle(OF_PERSON[beside][place:] + OF_PERSON[beside][:place])
        table = [[beside, *HEADINGS], *([next(said), *line] for line in made)]
    elif beside:
        table = [[*line, *[""] * (len(HEADINGS) - len(line)), beside, beside] for line in table]
    sheets = [sheet(table)]
    if persons:
        sheets.append(sheet([MEMBERS, *persons], name="家庭成员"))

    assert read(*sheets, union=union) == with_care(*sheets, union=union)


def test_usual_rows_are_told_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    of_person = ["与户主关系", "性别", "出生日期"]
    made = [
        [*("户主", "男" if serial % 2 else "女", "1985-03-02"), *usual_row(serial, finding="同意，属实")]
        for serial in (1, 2, 3)
    ]
    opened: list[Draft] = []
    monkeypatch.setattr(finished_table, "_household", lambda _reading, draft: opened.append(draft))

    found = list(read(sheet([[*of_person, *HEADINGS], *made]), union="市总工会").households)

    assert not opened
    assert [(each.row, each.union, each.finding, each.finding_reason) for each in found] == [
        (row, "市总工会", "同意", "属实") for row in (2, 3, 4)
    ]
