"""Sheets and remarks that say that households may not count: read, shown, and held."""

import pytest

from layouts import Line, codes, read, sheet
from people import account, resident_id
from warmth_cli.reading.words.set_aside import is_file_set_aside

ROWS: list[Line] = [
    ["填报单位", "姓名", "身份证号", "建档状态", "银行账号"],
    ["蚌山区总工会", "张三", resident_id(1), "在档", account(1)],
]
OTHERS: list[Line] = [ROWS[0], ["蚌山区总工会", "李四", resident_id(2), "在档", account(2)]]


@pytest.mark.parametrize(
    "name",
    [
        *("作废", "已删除", "花名册备份", "上年", "不予发放", "待核实", "2020年", "2020年困难职工花名册"),
        *("淘汰", "备选名单", "候补", "审核未过", "公示有异议", "已领", "打款失败", "退回", "二〇二〇年"),
        *("2021春节", "21年元旦", "20年", "2021.1", "2021年2月", "202101", "2021年发放", "21年发放表"),
        *("初稿", "花名册（草稿）", "底稿", "参考", "市总已慰问", "收入超标", "志愿者名单", "结对帮扶干部"),
        *("重复", "重复已删除", "已剔除", "去年", "往年在档", "停发", "取消", "已享受"),
        *(
            "没通过",
            "未获批准",
            "存疑",
            "不合格",
            "减少",
            "不报",
            "排除",
            "刷掉的",
            "问题人员",
            "错误版",
            "勿用",
        ),
    ],
)
def test_households_that_may_not_count_are_held(name: str) -> None:
    first, second = read(sheet(ROWS, name="花名册"), sheet(OTHERS, name=name)).households
    assert codes(first.issues) == []
    assert codes(second.issues) == [("sheet-set-aside", "2")]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "花名册",
            "2021年",
            "2022年花名册",
            "2020年建档",
            "2021年1月建档",
            "2022春节",
            "公示无异议",
            "Sheet1",
            "21年",
        ),
        *("2021.12", "2021年12月", "2022年发放", "未超标", "困难职工", "结对帮扶困难职工"),
        *("增减变化", "减负"),
        *("无重复", "去重复后", "剔除重复后", "去年新增", "往年建档", "停发工资", "取消低保", "已享受低保"),
    ],
)
def test_another_name_holds_nobody(name: str) -> None:
    [household] = read(sheet(ROWS, name=name)).households
    assert codes(household.issues) == []


@pytest.mark.parametrize("year", [2020, 2023])
def test_a_list_long_before_the_notice_is_set_aside_whatever_the_day(year: int) -> None:
    [household] = read(sheet(ROWS, name="2021年"), year=year).households

    assert codes(household.issues) == ([] if year == 2020 else [("sheet-set-aside", "2")])


@pytest.mark.parametrize(
    ("name", "held"), [("2022年", True), ("2022年度", False), ("2022年新增", False), ("花名册", False)]
)
def test_the_past_years_sheet_is_set_aside_beside_the_same_of_this_year(name: str, held: bool) -> None:
    past, _ = read(sheet(ROWS, name="2021年"), sheet(OTHERS, name=name)).households
    assert codes(past.issues) == ([("sheet-set-aside", "2")] if held else [])


def test_an_empty_sheet_of_this_year_takes_no_ones_place() -> None:
    [past] = read(sheet(ROWS, name="2021年"), sheet(ROWS[:1], name="2022年")).households
    assert codes(past.issues) == []


@pytest.mark.parametrize(
    ("number", "held"),
    [
        *((number, True) for number in ("作废", "删除", "删", "×", "x", "退", "3（退）", "3×", "停", "否")),
        *((number, False) for number in ("2", "", "3*", "新", "√", "/", "①", "2.")),
    ],
)
def test_a_row_may_say_so_where_others_are_numbered(number: str, held: bool) -> None:
    rows = [["序号", *ROWS[0]], ["1", *ROWS[1]], [number, *OTHERS[1]]]

    first, second = read(sheet(rows)).households

    assert codes(first.issues) == []
    assert codes(second.issues) == ([("column-set-aside", "A3")] if held else [])


@pytest.mark.parametrize("status", ["在档", "低保户"])  # told quickly, or with care
@pytest.mark.parametrize(
    ("note", "held"),
    [
        ("重复", True),
        ("与李四重复。", True),
        ("该户已作废", True),
        ("已 去 世", True),
        ("暂缓发放", True),
        ("2021年12月已死亡", True),
        ("于2021.11.3病逝", True),
        ("户主已去世，由妻子领取", True),
        ("患癌，该户主动放弃", True),
        ("本人自愿放弃慰问", True),
        ("不符合条件", True),
        ("待核实", True),
        ("人已去世", True),
        ("已领取", True),
        ("已发放。", True),
        ("丈夫患癌，2020年去世", False),
        ("不符合建档条件", False),
        ("2020年已领取", False),
        ("领取低保", False),
        ("配偶已去世", False),
        ("不发工资", False),
        ("重复住院", False),
        ("已取消低保", False),
        ("", False),
    ],
)
def test_a_remark_that_sets_a_household_aside_holds_it(note: str, held: bool, status: str) -> None:
    rows = [[*ROWS[0], "备注"], [*ROWS[1][:3], status, ROWS[1][4], note]]

    [household] = read(sheet(rows)).households

    assert (("note-set-aside", "F2") in codes(household.issues)) == held


def test_a_number_of_those_who_were_removed_says_nothing_more() -> None:
    rows = [["序号", *ROWS[0]], ["退1", *ROWS[1]], ["退2", *OTHERS[1][:3], "已退档", OTHERS[1][4]]]
    first, second = read(sheet(rows)).households
    assert (codes(first.issues), codes(second.issues)) == ([("column-set-aside", "A2")], [])


# --- lines over households ---------------------------------------------------------------------------------

HEADING = ROWS[0]
UNDER = [
    *("以下人员不发放", "以下人员暂缓发放：", "以下2户不符合条件", "三、不予发放人员名单", "待核实人员："),
    *("四、去年已发放人员", "五、不再帮扶", "以下人员已领取", "已发放人员花名册", "不再慰问的职工"),
    *("二、建议不予慰问", "备选人员", "以下为候补人员", "四、公示后取消资格", "以下已由县总慰问", "淘汰："),
    *("下列人员暂不慰问", "以下人员待补材料", "公示有异议人员名单", "未通过审核人员", "以下为去年慰问对象"),
    *("以上为审核通过人员，以下为不通过人员", "已发放2022年元旦送温暖资金人员"),
    *("以下为2020年名单", "2020年", "20年", "2020年困难职工名单", "以下为2021年春节慰问名单"),
    *("以下为志愿者", "以下为帮扶干部", "三、慰问组成员", "结对帮扶干部花名册", "志愿者名单", "捐款人名单"),
    *(
        "本表所列人员均不符合条件",
        "此表作废",
        "2022年两节慰问名单（已发）",
        "困难职工名单（市总已慰问）",
        "三、已发放",
    ),
    *("收入超标人员", "重复上报人员名单", "以下人员打款失败", "以下已打款", "困难职工花名册（草稿）"),
    *("以下人员已转账", "1月5日已转账", "三、已打卡", "（已转账）", "二、备选对象（不发放）", "未通过"),
    *("不予慰问", "暂不发放", "取消", "【作废】", "以下均已付款", "打款失败户", "有房有车人员"),
    *("由街道发放", "二、由社区慰问", "以下人员由外单位发放"),
]


def person(serial: int) -> Line:
    return ["甲工会", "张三", resident_id(serial), "在档", account(serial)]


def held(*rows: Line) -> list[int]:
    """The rows of the households that are held for words above them; none is held for anything else."""
    found = [household for household in read(sheet(rows)).households if household.issues]
    assert {issue.code for household in found for issue in household.issues} <= {
        "line-set-aside",
        "title-set-aside",
    }
    return [household.row for household in found]


@pytest.mark.parametrize("words", UNDER)
@pytest.mark.parametrize("place", [0, 1])
def test_who_stands_under_words_that_they_may_not_count_is_held(words: str, place: int) -> None:
    line: Line = [*[""] * place, words]

    assert held(HEADING, person(1), line, person(2), person(3)) == [4, 5]
    assert held(HEADING, person(1), line, person(2), HEADING, person(3)) == [4, 6]  # the next page
    assert held(HEADING, person(1), line, HEADING, person(2)) == [5]
    assert held(line, HEADING, person(1)) == [3]


@pytest.mark.parametrize("words", ["合计", "四、在档职工", "二、李庄工会"])
def test_another_line_or_a_sum_ends_it(words: str) -> None:
    assert held(HEADING, person(1), ["以下人员不发放"], person(2), [words], person(3)) == [4]


@pytest.mark.parametrize(
    "words",
    [
        "以下空白",
        "以下人员发放1000元",
        "以下人员已领取失业金",
        "资金发放花名册",
        "公示无异议人员名单",
        "审核通过人员名单",
        "拟慰问困难职工花名册",
        "待发放人员名单",
        "困难职工名单",
        "已死亡职工家庭名单",
        "说明：不发放现金",
        "2021年",
        "以下为2021年名单",
        "2020年建档职工",
        "困难职工结对帮扶干部一览表",
        "结对帮扶困难职工花名册",
        "无重复人员名单",
        "困难职工名单（不含已发放）",
        "困难职工花名册（待发放）",
        "本表所列人员均符合条件",
        "三、拟发放",
        *("三、死亡", "已去世职工家属", "银行卡发放", "第二批", "待发放", "未领取", "取消低保"),
    ],
)
def test_other_words_hold_nobody(words: str) -> None:
    assert held(HEADING, person(1), [words], person(2)) == []
    assert held([words], HEADING, person(1)) == []


def test_in_a_column_of_remarks_such_words_are_of_no_row_below() -> None:
    assert held(HEADING, person(1), [*[""] * 3, "已转账"], person(2)) == []


# --- titles, colours and the file itself --------------------------------------------------------------------


def said(*rows: Line, year: int = 2022) -> tuple[list[str], list[str]]:
    """The codes of what is said of the one household of a sheet, and of its table."""
    [table] = read(sheet(rows), year=year).tables
    [household] = table.households
    beside = [code for code, _ in codes(table.issues)]
    return [code for code, _ in codes(household.issues)], beside


@pytest.mark.parametrize(
    ("title", "past"),
    [
        ("2020年元旦春节送温暖困难职工花名册", True),
        ("蚌山区2019年度困难职工名单", True),
        ("2021年元旦春节困难职工慰问名单", True),
        ("二〇二一年春节困难职工慰问花名册", True),
        ("21年春节送温暖名单", True),
        ("2021-2022年元旦春节困难职工慰问名单", False),
        ("2022年元旦春节困难职工慰问名单", False),
        ("2021年两节慰问名单", True),
        ("2021年冬季送温暖名单", False),
        ("2021年困难职工花名册", False),
        ("2022年困难职工花名册", False),
        ("2019-2021年困难职工花名册", False),
        ("填表日期：2020年1月5日", False),
        ("根据蚌工办〔2018〕12号文件，填报困难职工花名册", False),
        ("蚌工办[2018]12号困难职工名单", False),
    ],
)
def test_a_title_of_a_past_year_holds(title: str, past: bool) -> None:
    assert said([title], HEADING, person(1)) == (["title-set-aside"] if past else [], [])


def test_the_year_of_a_title_is_judged_beside_the_notices() -> None:
    assert said(["2020年困难职工花名册"], HEADING, person(1), year=2021) == ([], [])


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize("words", ["标红的为本次不发放人员", "标★的不予发放", "序号带*的为已领取人员"])
def test_where_a_colour_or_a_mark_says_who_counts_all_are_held(below: bool, words: str) -> None:
    line: Line = [f"说明：{words}"]
    rows = [HEADING, person(1), line] if below else [line, HEADING, person(1)]
    assert said(*rows) == (["colour-set-aside"], [])


@pytest.mark.parametrize("legend", ["注：黄色底纹为今年新增", "标黄人员为农民工"])
def test_another_legend_is_told(legend: str) -> None:
    assert said([legend], HEADING, person(1)) == ([], ["colours-unread"])


@pytest.mark.parametrize(
    "line",
    [
        "带*的必填",
        "请在相应栏打√",
        "红星纺织厂困难职工花名册",
        "标红的栏目必填",
        "说明：身份证号为文本格式，不得空缺",
        "黄山路街道",
    ],
)
def test_other_words_with_a_colour_in_them_say_nothing(line: str) -> None:
    assert said([line], HEADING, person(1)) == ([], [])


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("花名册（作废）", True),
        ("旧版名单", True),
        ("备选名单", True),
        ("花名册", False),
        ("2020年花名册", True),
        ("花名册（初稿）", True),
        ("2021年1月已发放名单", True),
        ("志愿者名单", True),
        ("2021年困难职工花名册", False),
        ("困难职工结对帮扶花名册", False),
        ("花名册去重复", False),
        ("花名册（已发市总）", False),
        ("花名册（已发）", True),
        ("花名册已领导签字", False),
        ("花名册已领", True),
        ("花名册（不要用）", True),
        ("去年新建档", False),
        ("去年花名册", True),
    ],
)
def test_a_file_may_say_so_by_its_name(name: str, held: bool) -> None:
    assert is_file_set_aside(name, 2022) == held


@pytest.mark.parametrize(
    "line",
    [
        *(
            ["以下人员已调离"],
            ["以下人员需进一步核实"],
            ["以下为外单位人员"],
            ["三、本次不再上报人员"],
            ["困难职工花名册（未通过审核）"],
            ["困难职工慰问金已发放明细表"],
            ["二", "以下人员不发放"],
            ["二、", "暂缓发放人员"],
            ["以下人员不发放", "", "2户"],
            ["以下人员", "不发放"],
        ),
        *(
            ["以下人员不发放", "原因：收入超标"],
            ["二", "2020年名单"],
            ["二、核减人员"],
            ["下列人员不享受"],
            ["往年发放名单"],
        ),
        *(["二、由社区发放"], ["不发的"], ["——以下不算——"]),
    ],
)
def test_a_line_over_households_may_stand_in_several_cells(line: Line) -> None:
    rows = [*ROWS, line, OTHERS[1]]
    first, second = read(sheet(rows)).households
    assert codes(first.issues) == []
    assert [code for code, _ in codes(second.issues)] == ["line-set-aside"]


@pytest.mark.parametrize(
    "line",
    [
        "公示：对以下名单有异议的，请于1月10日前反映",
        "3.重复的取消",
        "以下由中央和省财政资金发放",
        "以下职工由省总领导走访慰问",
        "以下为外单位调入职工",
        "以下人员经进一步核实符合条件",
        "附件2：困难职工花名册（样表）",
        "二、工资减少家庭",
        "以下职工因企业停发工资致困",
        "以下人员不享受低保",
    ],
)
def test_who_pays_and_what_is_a_rule_hold_nobody(line: str) -> None:
    for rows in ([[line], *ROWS], [*ROWS, [line], OTHERS[1]]):
        assert not {"line-set-aside"} & {
            code for each in read(sheet(rows)).households for code, _ in codes(each.issues)
        }


@pytest.mark.parametrize(
    "name", ["困难职工花名册样表", "花名册（待审核）", "困难职工结对帮扶干部一览表", "花名册（按去年格式）"]
)
def test_a_file_may_be_called_after_the_form(name: str) -> None:
    assert not is_file_set_aside(name, 2022)


@pytest.mark.parametrize(("people", "held"), [(1, True), (5, True), (6, False)])
def test_the_only_sheet_is_no_sample_without_a_word(people: int, held: bool) -> None:
    rows = [
        ["蚌山区总工会", "张三", resident_id(each), "在档", account(each)] for each in range(1, people + 1)
    ]
    found = read(sheet([ROWS[0], *rows], name="附件2样表")).households
    assert [bool(each.issues) for each in found] == [held] * people
