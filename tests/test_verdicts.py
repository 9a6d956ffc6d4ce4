"""Columns that are no fields, and say of a household that it does not count: it is held."""

import pytest

from layouts import Line, codes, read, sheet
from people import account, resident_id
from warmth_cli.files.cell import Cell

HEADING: Line = ["填报单位", "姓名", "身份证号", "建档状态", "银行账号"]


def person(serial: int, status: str = "在档") -> Line:
    return ["蚌山区总工会", "张三", resident_id(serial), status, account(serial)]


def held(heading: str, *said: Cell, status: str = "在档") -> list[str]:
    """The cells under `heading` that hold a household, each row being one that has `said` this."""
    rows = [[*person(serial, status), words] for serial, words in enumerate(said, 1)]
    issues = [issue for each in read(sheet([[*HEADING, heading], *rows])).households for issue in each.issues]
    return [issue.cell for issue in issues if issue.code == "column-set-aside"]


@pytest.mark.parametrize("status", ["在档", "低保户"])  # told quickly, or with care
@pytest.mark.parametrize(
    ("heading", "refusing", "passing"),
    [
        (
            "是否发放",
            ["否", "×", "不发", "待定", "0", False, "☐是 ☑否"],
            ["是", "√", "同意发放", 1, "☑是 ☐否"],
        ),
        ("是否符合条件", ["否", "不符合"], ["是", "符合"]),
        ("是否已领取", ["是", "√", "已领取"], ["否", "×", "", "未领取"]),
        ("是否重复", ["是"], ["否", "/"]),
        ("代领人", ["李四"], ["", "无", "/"]),
        (
            "审核意见",
            ["不同意", "经研究，不同意发放", "未通过", "否", "待核实", "不属实", "审核中"],
            ["同意", "属实", "", "是", "无", "无意见", "已审核"],
        ),
        ("街道意见", ["退回补充材料"], ["情况属实"]),
        ("健康状况", ["已故", "死亡", "已去世"], ["良好", "患癌", "残疾", ""]),
        ("处理说明", ["作废", "不予发放", "已领取", "不同意", "已脱困"], ["是", "否"]),
        *(
            ("本次是否慰问", ["否"], ["是"]),
            ("最终是否发放", ["否"], ["是"]),
            ("是否建议发放", ["否"], ["是"]),
        ),
        *(("2022年两节是否慰问", ["否"], ["是"]), ("是否继续纳入", ["否"], ["是"])),
        *(
            ("已发慰问金", ["1000"], ["0", ""]),
            ("应发慰问金", ["0"], ["1000"]),
            ("打款结果", ["失败", "成功"], [""]),
        ),
        ("死亡", ["√", "是"], ["", "否"]),
        *(("新增/减少", ["减少"], ["新增"]), ("审核状态", ["草稿", "待提交"], ["已审核"])),
        ("家庭成员情况", [], ["已去世"]),
        ("配偶健康状况", [], ["已故"]),
        ("去年是否发放", [], ["否", "是"]),
        ("2022年是否慰问", ["不慰问"], ["是"]),
        ("2021年是否慰问", [], ["否", "是"]),
        ("核查", ["不通过"], ["通过"]),
        ("死亡时间", ["2021年10月5日"], [""]),
        ("发放", ["否", "不发", "0"], ["是", "1000", "√"]),
        ("是否本人账户", ["否", "非本人"], ["是", "本人"]),
        ("开户人与户主关系", ["子", "配偶"], ["本人", "户主", "", "无"]),
        ("新银行账号", ["6217001234567890123"], ["", "/", "无"]),
        ("变更后账号", ["6217001234567890123"], ["", "无"]),
        ("2022年已发", [1000, "1000元", "是"], [0, "", "否"]),
        ("2021年已发", [], [1000]),
        ("已发金额", ["1,000.00"], ["0.00", "", "无"]),
        ("发放时间", ["2022-01-10", "1月5日"], ["2021-02-03", ""]),
        ("拟慰问金额", [0, "不发"], [1000, 500, "", "1000元"]),
        ("年度", ["2020", "2020年", 2019], ["2021", "2022年度", 2022, "", "长期"]),
        ("签字", ["拒领", "拒签"], ["张三", ""]),
        ("核查比对情况", ["名下有车", "不通过", "收入超标"], ["正常", "名下无车", "无", "未发现异常"]),
        (
            "是否核实",
            ["未核实", "待核实", "是（有车）"],
            ["是", "已核实", "是，已核实", "情况属实", "是（本人）", "建议发放", "符合发放条件"],
        ),
        ("是否工会会员", ["非会员", "未入会", "退休"], ["是", "会员", "工会会员", "已入会", "正式职工"]),
        ("是否健在", ["已故"], ["是", "健在"]),
        (
            "审核情况",
            ["核查中", "退回修改", "不符合"],
            ["无不符合情况", "核查中未发现问题", "退回修改后通过"],
        ),
        ("发放日期", [2022.1, "2022.1.5"], [2021.2, "2021.2", "2021.1.20"]),
        ("代领人姓名", ["妻子", "由妻子代领"], ["本人", "本人领取", "无代领人", "不涉及"]),
        ("变更后卡号", ["已变更"], ["未变更", "不变", "无变化"]),
        ("脱困时间", ["2021-06", "已脱困"], ["未脱困", "尚未", "不涉及", "1900-01-00", "暂无"]),
        ("低保状态", [], ["已停发", "已取消"]),
        ("工资发放情况", [], ["停发", "未发放"]),
        ("失业金领取情况", [], ["已领取"]),
        ("企业意见", ["不予发放"], ["同意"]),
        ("是否低保户", [], ["否", "×", "已享受"]),
        ("单位类型", ["示例", "（样例）", "本行为示例，请勿删除"], ["样例厂", "企业"]),
    ],
)
def test_a_column_may_say_that_a_household_does_not_count(
    heading: str, refusing: Line, passing: Line, status: str
) -> None:
    for words in refusing:
        assert held(heading, passing[0], words, status=status) == ["F3"], words
        assert held(heading, words, status=status) == ["F2"], words
    for words in passing:
        assert held(heading, passing[0], words, status=status) == [], words


@pytest.mark.parametrize("nothing", ["", "/", "—"])
def test_whoever_has_no_yes_where_others_have_one_is_held(nothing: str) -> None:
    assert held("是否发放", "是", nothing) == ["F3"]
    assert held("是否发放", "√", "否", nothing) == ["F3", "F4"]


@pytest.mark.parametrize("nothing", ["", "/", "—"])
def test_a_column_without_a_yes_says_nothing_by_a_blank(nothing: str) -> None:
    assert held("是否发放", nothing, nothing) == []
    assert held("是否发放", "否", nothing) == ["F2"]
    assert held("是否已领取", "是", nothing) == ["F2"]


@pytest.mark.parametrize(("above", "cells"), [("审核情况", ["F3"]), ("2020年", []), ("上年", [])])
def test_words_above_may_say_that_it_is_of_another_year(above: str, cells: list[str]) -> None:
    rows: list[Line] = [[*HEADING, above], ["", "", "", "", "", "是否发放"], [*person(1), "否"]]

    [household] = read(sheet(rows)).households

    assert [issue.cell for issue in household.issues] == cells


def test_whether_a_household_is_paid_is_said_of_heads_and_who_has_died_of_anybody() -> None:
    rows: list[Line] = [
        [*HEADING, "与户主关系", "健康状况", "是否发放"],
        [*person(1), "户主", "良好", "是"],
        ["", "李梅", resident_id(2), "", "", "配偶", "已故", ""],
        [*person(3), "户主", "已故", "是"],
    ]

    first, second = read(sheet(rows)).households

    assert [member.name for member in first.members] == ["李梅"]
    assert codes(first.issues) == [("column-set-aside", "G3")]
    assert codes(second.issues) == [("column-set-aside", "G4")]


def test_it_is_said_on_the_next_page_too() -> None:
    heading: Line = [*HEADING, "是否发放"]
    rows = [heading, [*person(1), "是"], ["第2页"], heading, [*person(2), "否"]]

    first, second = read(sheet(rows)).households

    assert codes(first.issues) == []
    assert codes(second.issues) == [("column-set-aside", "F5")]


def test_the_issue_names_the_column_and_the_words() -> None:
    rows = [[*HEADING, "是否发放"], [*person(1), "否"]]

    [household] = read(sheet(rows)).households

    [issue] = household.issues
    assert (issue.found, issue.values) == ("否", {"heading": "是否发放"})


# --- what a column says of the file status -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "gone", "there"),
    [
        ("是否退档", ["是", "√", "已退档"], ["否", ""]),
        ("变动情况", ["退出", "已脱困", "减少", "注销"], ["无", "新增", "无变动", ""]),
        ("增减", ["减"], ["增", ""]),
        ("状态", ["停用", "注销", "退出"], ["正常", "在用", "有效", ""]),
        ("脱困时间", ["2021-12-01", "2021年"], ["", "无", "/"]),
        ("注销日期", ["2021.12"], ["—"]),
    ],
)
def test_who_has_left_the_file_by_a_column_and_not_by_his_status_is_held(
    heading: str, gone: Line, there: Line
) -> None:
    for words in gone:
        assert held(heading, words) == held(heading, words, status="未建档") == ["F2"], words
        assert held(heading, words, status="已退档") == held(heading, words, status="渐退期") == [], words
    for words in there:
        assert held(heading, words) == [], words


def test_who_is_on_file_by_his_status_and_not_by_a_column_is_held() -> None:
    assert held("是否在档", "是", "否") == ["F3"]
    assert held("是否在档", "否", status="未建档") == []


def test_a_merged_status_is_weighed_in_each_row() -> None:
    rows = [[*HEADING, "是否退档"], [*person(1, "已退档"), "是"], [*person(2, ""), "是"]]
    found = [each.issues for each in read(sheet(rows, "D2:D3")).households]
    assert [code for issues in found for code, _ in codes(issues)] == []


def test_a_column_of_amounts_is_not_suggested_as_a_field() -> None:
    found = read(sheet([[*HEADING, "慰问金额"], [*person(1), 1000]])).tables[0]

    assert [(issue.code, issue.found) for issue in found.issues if issue.cell] == [
        ("column-weighed", "慰问金额")
    ]


@pytest.mark.parametrize(
    ("heading", "words", "told"),
    [
        *(("比对结果", "名单外", True), ("公示结果", "待商榷", True), ("是否死亡", "不清楚", True)),
        *(("审核意见", "经研究，同意发放", False), ("比对结果", "无异常", False), ("发放情况", "", False)),
        *(("审核意见", "患癌", False), ("领取人签字", "张三", False), ("健康状况", "名单外", False)),
    ],
)
def test_what_nobody_has_foreseen_in_such_a_column_is_told(heading: str, words: str, told: bool) -> None:
    rows: list[Line] = [[*HEADING, heading], [*person(1), words]]
    [household] = read(sheet(rows)).households
    found = [(issue.code, issue.cell, issue.found) for issue in household.issues]
    assert found == ([("verdict-unread", "F2", words)] if told else [])
    judged: list[Line] = [[*HEADING, "人工认定", heading], [*person(1), "同意", words]]
    [household] = read(sheet(judged)).households
    assert codes(household.issues) == []


@pytest.mark.parametrize(
    ("heading", "words", "held"),
    [
        *(("工作单位", "已离职", True), ("开户银行", "卡已注销", True), ("开户支行", "已作废", True)),
        *(("工作单位", "离职干部管理处", False), ("开户银行", "现金", True), ("开户银行", "农业银行", False)),
    ],
)
def test_words_against_paying_in_a_column_of_something_else_hold(
    heading: str, words: str, held: bool
) -> None:
    rows: list[Line] = [[*HEADING, heading], [*person(1), words], [*person(2), "甲"]]
    first, second = read(sheet(rows)).households
    assert codes(first.issues) == ([("column-set-aside", "F2")] if held else [])
    assert codes(second.issues) == []
