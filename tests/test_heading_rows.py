"""Headings of one to four rows, merged in every fashion or not at all, and what stands beside them."""

import pytest

from layouts import Line, codes, sheet, table
from people import account, resident_id
from warmth_cli.reading.headings.heading_rows import HeadingFinder, HeadingRows
from warmth_cli.reading.headings.vocabulary import vocabulary

PERSON: Line = ["张三", resident_id(1), "在档", "深度困难"]
ONE: Line = ["姓名", "身份证号", "建档状态", "困难类别"]


def heading(rows: list[Line], merged: str = "") -> HeadingRows:
    found = HeadingFinder(sheet(rows, merged), vocabulary()).first(40)
    assert found is not None
    return found


def columns(rows: list[Line], merged: str = "") -> str:
    """The fields of the columns that are read: `A name, B id_number`."""
    found = table(rows, merged)
    assert [household.row for household in found.households] == [len(rows)]
    return ", ".join(
        f"{letter} {name}" for name, letter in sorted(found.columns.items(), key=lambda at: at[1])
    )


ALL = "A name, B id_number, C file_status, D hardship"


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([ONE], ""),
        ([["基本信息", "", "困难情况", ""], ONE], ""),
        ([["基本信息", "", "困难情况", ""], ONE], "A1:B1 C1:D1"),
        ([["基本信息", "基本信息", "困难情况", "困难情况"], ONE], ""),
        ([["姓名", "身份证号", "困难情况", ""], ["", "", "建档状态", "困难类别"]], ""),
        ([["姓名", "身份证号", "困难情况", ""], ["", "", "建档状态", "困难类别"]], "A1:A2 B1:B2 C1:D1"),
        ([["", "", "困难情况", ""], ONE], ""),
        ([["", "", "困难情况", ""], ONE], "C1:D1"),
        ([ONE, ["", "", "", ""]], "A1:A2 B1:B2 C1:C2 D1:D2"),
        ([ONE], "N1:XFD1048576"),  # empty cells beside it, merged by whoever chose all of them
        ([ONE], "E1:E1048576"),
        ([["基本信息", "", "困难情况", ""], ONE], "A1:B1 C1:D1 F1:XFD1048576"),
        ([["户主", "身份证", "建档", "困难"], ["姓名", "号码", "状态", "类别"]], ""),
        ([["困难职工信息", "", "", ""], ["基本信息", "", "困难情况", ""], ONE], "A1:D1 A2:B2 C2:D2"),
        ([["基本情况", "", "困难情况", ""], ["信息", "", "类别", ""], ONE], "A1:B1 C1:D1 A2:B2 C2:D2"),
    ],
)
def test_a_heading_of_several_rows_is_read_as_one(rows: list[Line], merged: str) -> None:
    assert columns([*rows, PERSON], merged) == ALL


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_a_heading_may_have_as_many_as_four_rows(depth: int) -> None:
    groups: list[Line] = [["基本信息", "", "困难情况", ""]] * (depth - 1)
    merged = " ".join(f"A{row}:B{row} C{row}:D{row}" for row in range(1, depth))
    found = heading([*groups, ONE, PERSON], merged)
    assert (found.top, found.bottom, found.end) == (0, depth - 1, depth - 1)


def test_groups_that_say_something_are_part_of_the_heading() -> None:
    rows: list[Line] = [[*ONE, "领取金额", ""], ["", "", "", "", "家庭补差", "残疾"], [*PERSON, 1, 2]]
    assert heading(rows).labels[4] == ("领取金额", "家庭补差")
    assert codes(table(rows).issues) == [("column-unknown", "E2"), ("column-unknown", "F2")]


ANOTHERS = ["监护人", "代领人", "上年情况", "变更前", "委托人"]


@pytest.mark.parametrize("group", ANOTHERS)
@pytest.mark.parametrize("merged", ["", "A1:D1 E1:F1"])
@pytest.mark.parametrize("own", ["基本信息", "帮扶对象", "本次申报人员"])
def test_words_over_a_column_that_change_its_meaning_keep_it_unread(
    group: str, merged: str, own: str
) -> None:
    rows: list[Line] = [[own, "", "", "", group, ""], [*ONE, "联系电话", "银行账号"]]
    person: Line = [*PERSON, "15400000001", account(1)]
    assert columns([*rows, person], merged) == ALL


@pytest.mark.parametrize("group", ["监护人", "代领人", "变更前"])
@pytest.mark.parametrize("merged", ["", "E1:F1"])
def test_such_words_may_stand_alone_in_their_row(group: str, merged: str) -> None:
    rows: list[Line] = [["", "", "", "", group, ""], [*ONE, "户名", "银行账号"]]
    assert columns([*rows, [*PERSON, "李四", account(1)]], merged) == ALL


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([[*ONE, "家庭年收入"], ["", "", "", "", "万元"]], ""),
        ([[*ONE, "家庭年收入"], ["", "", "", "", "（万元）"]], "A1:A2 B1:B2 C1:C2 D1:D2"),
        ([[*ONE, "家庭年收入"], ["（必填）", "", "", "", "（万元）"]], ""),
        ([[*ONE, "收入（万元）", ""], ["", "", "", "", "家庭年收入", "家庭人口"]], "E1:F1"),
        ([[*ONE, "金额（万元）", ""], ["", "", "", "", "家庭年收入", "家庭人口"]], ""),
    ],
)
def test_a_unit_may_stand_in_a_row_of_its_own_or_over_several_columns(rows: list[Line], merged: str) -> None:
    [household] = table([*rows, [*PERSON, 1.2, 3][: len(rows[0])]], merged).households
    assert household.annual_income == 12000


def test_of_three_rows_the_uppermost_counts_too() -> None:
    rows: list[Line] = [
        ["困难职工", "", "", "", "监护人", ""],
        ["基本信息", "", "", "", "基本信息", ""],
        [*ONE, "户名", "银行账号"],
    ]
    merged = "A1:D1 E1:F1 A2:D2 E2:F2"
    assert columns([*rows, [*PERSON, "李四", account(1)]], merged) == ALL


def test_of_three_rows_that_a_text_file_keeps_the_uppermost_counts_too() -> None:
    rows: list[Line] = [
        ["填报单位", "监护人", "", "困难职工", "", "", ""],
        ["", "基本信息", "", "基本信息", "", "档案信息", ""],
        ["", "姓名", "身份证号", *ONE],
    ]
    person = ["甲工会", "李四", resident_id(2), *PERSON]
    assert columns([*rows, person]) == "A union, D name, E id_number, F file_status, G hardship"


# --- what says nothing more ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        ["name", "id_number", "file_status", "hardship"],
        ["XM", "SFZH", "JDZT", "KNLB"],
        ["xm", "sfzh", "jdzt", ""],
        [1, 2, 3, 4],
        ["(1)", "(2)", "(3)", "(4)=(1)+(2)"],
        ["甲", "乙", 1, 2],
        ["甲", "乙", 3, 4],
        ["栏次", 1, 2, 3],
        ["甲", "乙", "丙", "丁"],
        ["必填", "必填，18位", "下拉选择", "选填"],
        ["*", "*", "*", ""],
        ["是", "是", "否", ""],
        ["（必填）", "（文本格式）", "（下拉选择：在档、已退档）", ""],
        ["与身份证一致", "18位", "在档/已退档/渐退期/未建档", "深度困难"],
        ["请填写户主姓名", "以文本格式填写", "按档案填", ""],
        ["填写户主", "18位", "按档案填", ""],
    ],
)
def test_a_row_under_a_heading_may_say_nothing_more(row: Line) -> None:
    found = heading([ONE, row, PERSON])
    assert (found.bottom, found.end) == (0, 1)


@pytest.mark.parametrize(
    ("row", "end"),
    [
        (["填写说明", "填姓名", "填身份证", "选", "选"], 1),
        (["填写说明", "李四", "填身份证", "选", "选"], 0),
        (["说明", "填姓名", "", "在档", "深度困难"], 0),
        (["2", "填姓名", "填身份证", "选", "选"], 0),
    ],
)
def test_a_row_may_be_called_what_it_says(row: Line, end: int) -> None:
    assert heading([["序号", *ONE], row, ["1", *PERSON]]).end == end


@pytest.mark.parametrize(
    "row",
    [
        ["甲", "丙", "乙", "丁"],
        ["", "", "是", "否"],
        ["Li Lei", "", "A", "B"],
        ["", "xm", "", ""],
        [1, "", "", 2],
        [1, "", 2, 4],
        ["张三", "", "在档", "深度困难"],
        ["必填", "", "在档", ""],
        ["张三", "待补填", "请核", "按档案"],
        ["李如一", "18位待补填", "请核", "按档案"],
        ["", "待补18位", "按档案", "请核"],
        ["李四", resident_id(2), "", ""],
    ],
)
def test_a_row_that_may_be_a_persons_is_none_of_the_heading(row: Line) -> None:
    assert heading([ONE, row, PERSON]).end == 0


@pytest.mark.parametrize(
    ("row", "merged"),
    [(["张三", "", "在档", "说明", "又说明"], "D1:E1"), (["张三", "", "", "说明", "又说明"], "")],
)
def test_words_of_a_person_are_never_taken_for_a_lower_row(row: Line, merged: str) -> None:
    rows: list[Line] = [["姓名", "身份证号", "建档状态", "备注", ""], row]
    [household] = table(rows, merged).households
    assert (household.row, household.name) == (2, "张三")


def test_a_machines_row_may_stand_above() -> None:
    found = heading([["xm", "sfzh", "jdzt", "knlb"], ONE, PERSON])
    assert (found.top, found.bottom) == (0, 1)
    assert columns([["name", "id_number", "file_status", "hardship"], ONE, PERSON]) == ALL


def test_an_english_heading_alone_is_one() -> None:
    assert columns([["name", "id_number", "file_status", "hardship"], PERSON]) == ALL


# --- titles -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "merged"),
    [
        (["", "", "", "填报单位：蚌山区总工会", "2022年1月"], ""),
        (["蚌山区总工会", "", "", "2022年1月"], ""),
        (["填报单位：蚌山区总工会", "", "填报日期：2022年1月6日", ""], "A1:B1 C1:D1"),
        (["", "困难职工花名册", "", ""], "B1:D1"),
        (["", "", "附件1"], ""),
        (["", "", "", "单位：元"], ""),
        (["2022年送温暖活动", "", "", ""], "A1:D1"),
        (["单位名称：", "蚌山区总工会", "联系电话：", "0552-1234567"], ""),
    ],
)
def test_a_title_is_no_group(title: Line, merged: str) -> None:
    assert columns([title, [*ONE, "籍贯"], [*PERSON, "汉"]], merged) == ALL


def test_headings_that_are_numbers_or_dates_are_passed_over() -> None:
    assert columns([[*ONE, 2020, 2021.5], [*PERSON, 1, 2]]) == ALL


@pytest.mark.parametrize("count", [0, 1, 3, 4, 2000])
def test_a_heading_is_found_below_any_number_of_rows_in_english(count: int) -> None:
    rows: list[Line] = [["unit"]] * count + [ONE, PERSON]

    found = HeadingFinder(sheet(rows, ""), vocabulary()).first(4000)

    assert found
    assert (found.top, found.bottom, found.end) == (count, count, count)
    assert found.labels == heading([ONE, PERSON]).labels


# --- one field under several words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ("系统", "实际", None),
        ("系统情况", "核实情况", None),
        ("申报信息", "入户核查", None),
        ("系统", "上年", "深度困难"),
        ("系统", "2019年", "深度困难"),
        ("系统", "监护人", "深度困难"),
        ("系统", "配偶", "深度困难"),
        ("", "实际", "深度困难"),  # over the first stands nothing that would need another
    ],
)
def test_a_field_under_several_words_is_read_where_only_one_may_be_it(
    first: str, second: str, read: str | None
) -> None:
    rows: list[Line] = [[*ONE[:3], first or "困难类别", second], ["", "", "", "困难类别", "困难类别"]]
    found = table(
        [*rows, [*PERSON[:3], "深度困难", "相对困难"]], "A1:A2 B1:B2 C1:C2" + " D1:D2" * (not first)
    )
    [household] = found.households
    assert household.hardship == read
    told = [issue.values["headings"] for issue in found.issues if issue.code == "column-clash"]
    assert told == ([f"D2 {first}→困难类别、E2 {second}→困难类别"] if read is None else [])


def test_under_words_for_a_source_one_column_alone_is_read() -> None:
    rows: list[Line] = [[*ONE[:3], "系统", ""], ["", "", "", "困难类别", "退档日期"]]
    found = table([*rows, [*PERSON[:3], "深度困难", ""]], "A1:A2 B1:B2 C1:C2 D1:E1")
    assert [each.hardship for each in found.households] == ["深度困难"]


def test_a_rival_in_which_nothing_stands_is_none() -> None:
    rows: list[Line] = [[*ONE[:3], "系统", "实际"], ["", "", "", "困难类别", "困难类别"]]
    found = table([*rows, [*PERSON[:3], "深度困难", ""]], "A1:A2 B1:B2 C1:C2")
    assert [each.hardship for each in found.households] == ["深度困难"]


@pytest.mark.parametrize(("blank", "held"), [(0, 0), (1, 0), (2, 1)])
def test_the_numbers_of_the_columns_may_stand_below_a_blank_row(blank: int, held: int) -> None:
    rows: list[Line] = [ONE, *[[""] * 4] * blank, ["1", "2", "3", "4"], PERSON]
    assert len(table(rows).households) == 1 + held


@pytest.mark.parametrize(
    ("words", "merged", "found"),
    [
        ("开户行及银行卡号", "D1:E1", "A name, B id_number, C file_status, D bank, E account"),
        ("银行账号、开户行", "D1:E1", "A name, B id_number, C file_status, D account, E bank"),
        ("开户行及支行", "D1:E1", "A name, B id_number, C file_status, D bank, E branch"),
        ("开户行及银行卡号", "D1:F1", "A name, B id_number, C file_status"),  # three columns, and two parts
    ],
)
def test_one_cell_over_columns_may_name_what_stands_in_each(words: str, merged: str, found: str) -> None:
    rows: list[Line] = [["姓名", "身份证号", "建档状态", words, "", ""], [*PERSON[:3], "", "", ""]]
    assert columns(rows, merged) == found
