"""Whatever a sheet is assembled of: nobody is lost, nobody invented, every row counted once."""

from dataclasses import dataclass, field
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from layouts import Line, adds_up, read, sheet
from people import account, resident_id
from warmth_cli.files.cell import Cell
from warmth_cli.household import Roster

TITLES: list[Line] = [
    ["2022年元旦春节送温暖困难职工花名册"],
    ["附件1"],
    ["填报单位：蚌山区总工会", "", "", "填报日期：2022年1月6日"],
    ["", "", "", "", "单位：元"],
    ["说明：姓名、身份证号、建档状态必填，一式三份。"],
    ["温馨提示：", "身份证号为文本格式"],
    [],
]
HEADINGS: dict[str, list[Line]] = {
    "one row": [["序号", "姓名", "身份证号", "与户主关系", "建档状态", "困难类别", "备注", "银行账号"]],
    "groups": [
        ["基本信息", "", "", "", "困难情况", "", "其他", ""],
        ["序号", "姓名", "身份证号", "与户主关系", "建档状态", "困难类别", "备注", "银行账号"],
    ],
    "bottom": [
        ["", "", "", "", "困难情况", "", "", ""],
        ["序号", "姓名", "身份证号", "与户主关系", "建档状态", "困难类别", "备注", "银行账号"],
    ],
    "top": [
        ["序号", "姓名", "身份证号", "与户主关系", "困难情况", "", "备注", "银行账号"],
        ["", "", "", "", "建档状态", "困难类别", "", ""],
    ],
    "machine below": [
        ["序号", "姓名", "身份证号", "与户主关系", "建档状态", "困难类别", "备注", "银行账号"],
        ["xh", "xm", "sfzh", "gx", "jdzt", "knlb", "bz", "yhzh"],
    ],
    "machine above": [
        ["xh", "xm", "sfzh", "gx", "jdzt", "knlb", "bz", "yhzh"],
        ["序号", "姓名", "身份证号", "与户主关系", "建档状态", "困难类别", "备注", "银行账号"],
    ],
    "numbered": [
        ["序号", "姓名", "身份证号", "与户主关系", "建档状态", "困难类别", "备注", "银行账号"],
        ["甲", "乙", "丙", "丁", 1, 2, 3, 4],
    ],
    "hints": [
        ["序号", "姓名", "身份证号", "与户主关系", "建档状态", "困难类别", "备注", "银行账号"],
        ["", "必填", "文本格式，18位", "", "下拉选择", "必填", "选填", "文本格式"],
    ],
    "another order": [["建档状态", "身份证号", "姓名", "与户主关系", "备注", "困难类别", "序号", "银行账号"]],
}
_ALIKE = dict.fromkeys(("top", "machine below", "numbered", "hints"), HEADINGS["one row"][0])
PLACES = {name: rows[-1] for name, rows in HEADINGS.items()} | _ALIKE
PERSONS = {"head", "number wrong", "number missing", "name missing", "name only"}
KINDS = ["member", "nobody", "total", "sum", "note", "footer", "running number", "blank", "figures"]
"""What else a row may be."""


@dataclass
class Laid:
    """A sheet, and who stands where on it: the numbers of rows as Excel counts them."""

    rows: list[Line] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    members: dict[int, int] = field(default_factory=dict)
    nobody: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


def line(kind: str, serial: int, order: Line) -> Line:
    """One row of the kind, its cells in the order of the headings."""
    person: dict[Cell, Cell] = {
        "序号": serial,
        "姓名": f"张{chr(0x4E00 + serial)}",
        "身份证号": resident_id(serial),
        "与户主关系": "子" if kind == "member" else "户主",
        "建档状态": "" if kind == "member" else "在档",
        "困难类别": "" if kind == "member" else "深度困难",
        "备注": "",
        "银行账号": account(serial),
    }
    told: dict[str, dict[Cell, Cell]] = {
        "head": person,
        "number wrong": person | {"身份证号": "待补"},
        "number missing": person | {"身份证号": "", "序号": "", "银行账号": ""},
        "name missing": person | {"姓名": ""},
        "name only": {"序号": serial, "姓名": person["姓名"], "备注": "在外地"},
        "member": person | {"序号": "", "银行账号": ""},
        "nobody": {"建档状态": "在档", "困难类别": "深度困难", "备注": f"第{serial}户"},
        "running number": {"序号": serial},
        "blank": {},
    }
    if kind in told:
        return [told[kind].get(heading, "") for heading in order]
    free: dict[str, Line] = {
        "total": ["合计", serial],
        "sum": ["", "", "", "小计", 3, 5],
        "note": ["注：本表由基层工会填报。"],
        "footer": ["单位负责人：", "王五", "", "填表人：", "李四"],
        "figures": ["深度困难", 3, 3000],
    }
    return free[kind]


@st.composite
def laid(draw: st.DrawFn) -> Laid:
    """One to three blocks, each with titles, a heading and rows; a later one may repeat the heading above."""
    made, serials, last = Laid(), count(1), ""
    for _ in range(draw(st.integers(1, 3))):
        made.rows += draw(st.lists(st.sampled_from(TITLES), max_size=3))
        last = last if last and draw(st.booleans()) else draw(st.sampled_from(sorted(HEADINGS)))
        made.rows += HEADINGS[last]
        head = 0
        for kind in draw(st.lists(st.sampled_from([*sorted(PERSONS), *KINDS]), max_size=8)):
            made.rows.append(line(kind, next(serials), PLACES[last]))
            row = len(made.rows)
            if kind in PERSONS:
                made.heads.append(row)
                head = row
            elif kind == "member":
                made.members[row] = head
            elif kind == "nobody":
                made.nobody.append(row)
                head = 0
            elif kind != "blank":
                made.others.append(row)
    return made


def read_rows(made: Laid) -> Roster:
    return read(sheet(made.rows))


@given(laid())
def test_every_row_is_counted_once(made: Laid) -> None:
    tables = read_rows(made).tables
    assert all(map(adds_up, tables))
    passed_over = [row for each in tables for rows in each.passed_over.values() for row in rows]
    assert len(passed_over) == len(set(passed_over))
    assert not {*passed_over} & {*made.heads, *made.members, *made.nobody}
    assert {*made.others} <= {*passed_over}


@given(laid())
def test_nobody_is_lost_and_nobody_invented(made: Laid) -> None:
    found = read_rows(made)
    assert sorted(each.row for each in found.households) == made.heads
    assert sum(each.member_rows for each in found.tables) == len(made.members)
    told = [issue.row for each in found.tables for issue in each.issues if issue.code == "row-unreadable"]
    assert sorted(told) == made.nobody


@given(laid())
def test_a_member_is_of_the_household_above_or_of_none_that_is_known(made: Laid) -> None:
    found = read_rows(made)
    joined = {member.row: each.row for each in found.households for member in each.members}
    strangers = [member.row for each in found.tables for member in each.strangers]
    assert sorted([*joined, *strangers]) == sorted(made.members)
    assert all(made.members[row] in (head, 0) for row, head in joined.items())
