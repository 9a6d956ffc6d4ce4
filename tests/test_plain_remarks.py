"""Remarks and lines in words that nobody has foreseen are shown to a person, and hold nobody."""

from importlib.resources import files
from itertools import product
from tomllib import loads

import pytest

from layouts import Line, codes, read, sheet, table
from people import account, resident_id
from test_remarks import HOLD
from warmth_cli.reading.words.plain_remarks import is_plain_line, is_plain_remark, unread_remarks
from warmth_cli.reading.words.remarks import speaks_against

WORDS = {
    name: words.split()
    for name, words in loads((files("warmth_cli.rules") / "plain-remarks.toml").read_text("utf-8")).items()
}
HEADING: Line = [
    "填报单位",
    "姓名",
    "身份证号",
    "与户主关系",
    "建档状态",
    "银行账号",
    "人工认定",
    "备注",
    "联系电话",
]


def head(serial: int, note: str, finding: str = "") -> Line:
    return ["蚌山区总工会", "张三", resident_id(serial), "户主", "在档", account(serial), finding, note, "1"]


def member(serial: int, note: str) -> Line:
    return ["", "李四", resident_id(serial), "配偶", "", "", "", note, ""]


@pytest.mark.parametrize(
    "note",
    [
        *("无", "低保户", "患肺癌晚期，化疗中", "因病返贫，欠债20万元", "租房居住", "二级残疾", "第12户"),
        *("丈夫因癌症去世，独自抚养两个孩子上大学", "妻子2019年3月病故，本人残疾三级", "父母均已去世"),
        *("本人下岗；妻子无业\n女儿就读高中", "医疗费12.5万元，自付8万多元", "情况属实", "每周透析三次"),
    ],
)
def test_a_remark_that_only_tells_of_hardship_is_plain(note: str) -> None:
    assert is_plain_remark(note)


@pytest.mark.parametrize(
    "note",
    [
        *("妻子单位发过了", "有小轿车一辆", "电话打不通", "户主没了", "开公司", "跟前面重了", "按相对困难"),
        *(
            "去世",
            "本人去世",
            "户主已去世",
            "出走",
            "全家失踪",
            "妻子",
            "1000元",
            "2021年12月",
            "12345678901",
        ),
        *(
            "患肺癌，妻子单位发过了",
            "低保户；电话打不通",
            "患癌（名下有房）",
            "患癌\n钱已拿",
            "收入高",
            "没有困难",
        ),
        *("同一人", "同上", "与妻子是一家", "待复查", "", "病" * 501),
    ],
)
def test_any_other_is_not(note: str) -> None:
    assert is_plain_remark(note) == (note == "")


def test_what_holds_a_household_is_never_plain() -> None:
    assert [note for note in HOLD if is_plain_remark(note)] == []


def test_a_word_that_says_who_or_when_tells_nothing_alone() -> None:
    light = [*WORDS["head"], *WORDS["kin"], *WORDS["joining"]]
    assert [word for word in light if is_plain_remark(word)] == []


def test_of_the_head_only_hardship_may_be_said() -> None:
    said = [who + what for who, what in product(WORDS["head"], WORDS["befalls"])]
    assert [words for words in said if is_plain_remark(words)] == []


def test_each_word_of_the_file_can_be_part_of_a_plain_remark_and_speaks_against_nobody() -> None:
    telling = [*WORDS["illness"], *WORDS["circumstances"], *WORDS["whole"]]
    assert [word for word in telling if not is_plain_remark(word)] == []
    assert [word for word in telling if speaks_against(word, 2022)] == ["已由医保支付"]


def test_the_remarks_of_a_column_are_told_by_their_places() -> None:
    notes = ["患癌", None, "妻子单位发过了", "第3户", "第4户", "妻子单位发过了", 3]
    assert [*unread_remarks(notes)] == [2, 5]
    assert [*unread_remarks(["卡号6217000000000000001", "1000元", "住院3次"])] == [0, 1]
    assert [*unread_remarks(["患癌\0手术", "\ud800", "患癌"])] == [1]


def test_a_household_with_such_a_remark_is_told_and_not_held() -> None:
    plain, unread = table([HEADING, head(1, "患癌"), head(2, "妻子单位发过了")]).households
    assert codes(plain.issues) == []
    assert [(issue.code, issue.cell, issue.found) for issue in unread.issues] == [
        ("note-unread", "H3", "妻子单位发过了")
    ]
    assert not unread.unread


@pytest.mark.parametrize(
    ("note", "finding", "told"),
    [
        ("妻子单位发过了", "", ["note-unread"]),
        ("妻子单位发过了", "同意", []),
        ("妻子单位发过了", "不同意", []),
        ("已发放", "", ["note-set-aside"]),
    ],
)
def test_a_person_who_has_judged_need_not_read_it_again(note: str, finding: str, told: list[str]) -> None:
    rows = [HEADING, head(1, note, finding)]
    [household] = table(rows).households
    assert [issue.code for issue in household.issues] == told


def test_the_remark_of_a_member_is_read_too() -> None:
    [household] = table([HEADING, head(1, ""), member(2, "在外地发过了"), member(3, "患癌")]).households
    assert codes(household.issues) == [("note-unread", "H3")]
    [judged] = table([HEADING, head(1, "", "同意"), member(2, "在外地发过了")]).households
    assert codes(judged.issues) == []
    [merged] = table([HEADING, head(1, "在外地发过了"), member(2, "在外地发过了")]).households
    assert codes(merged.issues) == [("note-unread", "H2")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        *(
            ("以上几户钱先别打", True),
            ("二、没批下来的", True),
            ("本名单未定", True),
            ("以下为去年的", True),
            ("以上由单位发放", True),
        ),
        *(
            ("以下空白", False),
            ("以上人员情况属实，已公示无异议", False),
            ("制表人：李明", False),
            ("二、新增困难职工", False),
        ),
        *(("虚构纺织厂工会", False), ("2.以上各栏不得空白", False), ("注：银行卡为社保卡", False)),
    ],
)
@pytest.mark.parametrize("under", [True, False])
def test_a_line_in_such_words_is_told_over_households_and_under_them(
    line: str, told: bool, under: bool
) -> None:
    rows = [HEADING, head(1, ""), *([] if under else [["", line]]), head(2, ""), *([["", line]] * under)]
    read_table = read(sheet(rows)).tables[0]
    found = [(issue.code, issue.row, issue.found) for issue in read_table.issues]
    assert found == ([("line-unread", 4 if under else 3, line)] if told else [])
    assert [issue.code for each in read_table.households for issue in each.issues] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("以下人员钱先别打", True),
        ("本表未定", True),
        ("虚构厂困难职工名单", False),
        ("以下人员情况属实", False),
    ],
)
def test_a_line_above_the_heading_is_told_where_it_begins_so(line: str, told: bool) -> None:
    [read_table] = read(sheet([[line], HEADING, head(1, "")])).tables
    assert [(issue.code, issue.row) for issue in read_table.issues] == ([("line-unread", 1)] if told else [])


def test_a_line_that_is_understood_is_not_told_again() -> None:
    rows = [HEADING, head(1, ""), ["", "以下人员不发放"], head(2, "")]
    assert [issue.code for issue in read(sheet(rows)).tables[0].issues] == []
    assert is_plain_line("以下人员不发放") is False


@pytest.mark.parametrize("many", ["一", "患一", "均", "因", "心", "1"])
def test_a_remark_that_goes_on_and_on_takes_no_longer(many: str) -> None:
    endless = many * (490 // len(many))
    assert not is_plain_remark(f"丈夫{endless}x")
    assert not is_plain_line(f"以上{endless}x")
