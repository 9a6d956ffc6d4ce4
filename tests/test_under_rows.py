"""What a line under households says against them holds all above it, or those that it names."""

from collections.abc import Iterable

import pytest

from layouts import Line, codes, read, sheet
from people import account, resident_id
from warmth_cli.household import Household

HEADING: Line = ["序号", "填报单位", "姓名", "身份证号", "建档状态", "银行账号"]


def person(serial: int, name: str) -> Line:
    return [serial, "甲工会", name, resident_id(serial), "在档", account(serial)]


ROWS: list[Line] = [HEADING, person(1, "张三"), person(2, "李四光"), person(3, "王五")]


def held(*below: Line) -> list[int]:
    """The rows of the households that a line holds; none is held for anything else."""
    found = [each for each in read(sheet([*ROWS, *below])).households if each.issues]
    assert {code for each in found for code, _ in codes(each.issues)} <= {"line-against"}
    return [each.row for each in found]


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("以上人员不发放", [2, 3, 4]),
        ("（以上作废）", [2, 3, 4]),
        ("以上三户已发放", [2, 3, 4]),
        ("备注：上述人员均已脱困", [2, 3, 4]),
        ("注：序号2已故，不再发放；序号3为去年名单误留，请删除。", [3, 4]),
        ("备注：李四光同志已于2021年11月去世，本次不发放。", [3]),
        ("经公示，李四光、王五不符合条件，予以取消", [3, 4]),
        ("3号放弃", [4]),
        ("序号2至3已停发", [3, 4]),
        ("第1、3户放弃领取", [2, 4]),
        ("注：序号2-3号重复", [3, 4]),
        ("注：第三户暂缓发放", [2, 3, 4]),
        ("注：最后一户已去世", [2, 3, 4]),
        ("注：其余人员不予发放", [2, 3, 4]),
        ("注：第5行人员已放弃", [2, 3, 4]),
        ("除1号外，均已由区总发放", [2, 3, 4]),
        ("注：2号以后的暂缓发放", [2, 3, 4]),
        ("以上人员尚未公示，公示无异议后再发放", [2, 3, 4]),
        ("以上名单为初稿，最终以正式文件为准", [2, 3, 4]),
        ("以上人员不予发放，以下空白", [2, 3, 4]),
        ("以上人员不予发放。填报时间：2022年1月5日", [2, 3, 4]),
        ("以上三户不符合条件，如有疑问请联系工会", [2, 3, 4]),
        ("以上人员不得发放", [2, 3, 4]),
        ("注：李四光待核实", [3]),
        ("注：序号1收入超标", [2]),
    ],
)
def test_a_line_under_the_rows_that_speaks_against_them_holds(line: str, rows: list[int]) -> None:
    assert held([line]) == rows
    assert held([""], [line], ["制表：李四光", "", "审核：王五"]) == rows


@pytest.mark.parametrize(
    "line",
    [
        "以上情况属实",
        "以上如有虚报，取消资格",
        "说明：退档原因填写脱困、死亡等",
        "制表：李四光  审核：王五",
        "审批：王五",
        "2021年12月3号已发放，详见蚌工办〔2021〕2号",
        "以上为审核通过人员",
        "取消的户不再公示",
        "以上名单上报后不再更改",
        "以上职工计划2022年脱困",
        "以上家庭均不符合低保条件，但生活困难",
        "本次慰问对象为在档困难职工，其他人员不予慰问",
        "根据管理办法第12条规定，退档职工可慰问一次",
        "以前名单作废，以此为准",
    ],
)
def test_another_line_holds_nobody(line: str) -> None:
    assert held([line]) == []


@pytest.mark.parametrize(
    ("denied", "said"),
    [
        ("以上3户均符合条件，不存在重复申报情况。", "以上3户存在重复申报情况"),
        ("以上人员无死亡、退档、重复情况", "以上人员有无死亡、退档、重复情况待核"),
        ("以上人员经核实，均无重复发放", "以上人员不重复发放"),
        ("以上职工均未退档、尚未脱困", "以上职工均已退档"),
        ("以上困难职工未达到脱困标准", "以上困难职工未达到慰问标准，不予发放"),
        ("以上名单已剔除死亡人员", "以上人员已剔除"),
        ("以上人员已经公示，无异议，同意发放", "以上人员已经由街道发放"),
        ("以上名单已由市总审核同意发放", "以上名单已由市总审核发放"),
        ("以上信息真实有效，虚报冒领者取消资格", "以上信息虚报，取消资格"),
        ("以上人员无重复", "以上人员无重复，但已停发"),
        ("以上人员无不符合条件人员", "以上人员不符合条件"),
        ("以上数据不含已退档、死亡职工", "以上为已退档、死亡职工"),
    ],
)
def test_what_a_line_denies_holds_nobody(denied: str, said: str) -> None:
    assert held([denied]) == []
    assert held([said]) == [2, 3, 4]


@pytest.mark.parametrize(
    "line", ["以上职工均为2021年退档", "王五、张三已退档", "以上共3户，其中退档2户，在档1户"]
)
def test_a_line_that_some_have_left_the_file_holds_those_whose_status_says_otherwise(line: str) -> None:
    left = [[*row[:4], "已退档", row[5]] for row in ROWS[1:]]

    mixed = read(sheet([HEADING, left[0], ROWS[2], left[2], [line]])).households
    none = read(sheet([*ROWS, [line]])).households

    def against(households: Iterable[Household]) -> list[int]:
        return [each.row for each in households if ("line-against", f"C{each.row}") in codes(each.issues)]

    assert against(mixed) == ([3] if line.startswith("以上职工") else [])
    assert against(none) == ([2, 4] if "张三" in line else [2, 3, 4])


def test_a_line_speaks_of_nobody_below_it() -> None:
    assert held(["以上人员不发放"], person(4, "赵六")) == [2, 3, 4]


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("说明：序号1、3已停发", [4, 6]),
        ("序号2不发放人员名单", [5]),
        ("备注：王五放弃领取", [6]),
        ("说明：重复上报的取消资格", []),
        ("根据蚌工办3号文件，脱困职工不再发放", []),
        ("序号1、3为新增", []),
    ],
)
def test_a_line_over_all_speaks_of_those_whom_it_names(line: str, rows: list[int]) -> None:
    found = [each for each in read(sheet([["花名册"], [line], *ROWS])).households if each.issues]
    assert [(each.row, code) for each in found for code, _ in codes(each.issues)] == [
        (row, "line-against") for row in rows
    ]


@pytest.mark.parametrize("name", ["王若兰", "李凡", "李小红", "陈以下"])
def test_a_name_is_no_rule_and_no_colour(name: str) -> None:
    rows = [HEADING, person(1, name), person(2, "张三"), [f"注：{name}的卡号已作废"]]
    first, second = read(sheet(rows)).households
    assert (codes(first.issues), codes(second.issues)) == ([("line-against", "C2")], [])


def test_what_befell_another_of_a_household_holds_it_not() -> None:
    assert held(["注：李四光的丈夫已去世"]) == []
    assert held(["注：李四光已去世"]) == [3]
    assert held(["注：李四光丈夫已去世，不予发放"]) == [3]


@pytest.mark.parametrize(
    "line",
    [
        *("注：李大明已死亡，不发放。", "9号已去世，不发放", "备注：序号9已故，不发放。", "注：李四光已离职"),
        *("注：李四光卡号应为6200000000000000992", "以下几户钱先别打", "候补", "先不打钱", "第9户先不打钱"),
    ],
)
def test_a_line_that_means_nobody_who_is_found_is_told(line: str) -> None:
    [read_table] = read(sheet([*ROWS, [line]])).tables
    told = [(issue.code, issue.row) for issue in read_table.issues if issue.code != "phone-missing"]
    assert told == [("line-unread", 5)]
    assert [each.row for each in read_table.households if each.issues] == []


def test_a_remark_right_under_a_household_is_its_own() -> None:
    assert held(["备注：已去世"]) == [4]
    assert held(["", "备注", "不予发放"]) == [4]
    assert held([""], ["备注：已去世"]) == []
