"""What stands around a table and in it that is nobody's, and what only looks like it."""

import pytest

from layouts import Line, codes, people, read, sheet, table, unions
from people import account, resident_id
from warmth_cli.files.cell import Cell
from warmth_cli.issues import Issue
from warmth_cli.reading.headings.vocabulary import vocabulary
from warmth_cli.reading.tables.table import find_blocks
from warmth_cli.reading.words.samples import is_sample, is_sample_name, is_sample_sheet
from warmth_cli.reading.words.surroundings import is_above, is_aside, is_of_statistics, is_title, unit_in

HEADING: Line = ["序号", "姓名", "身份证号", "建档状态", "困难类别", "家庭年收入"]
PERSON: Line = [1, "张三", resident_id(1), "在档", "深度困难", 36000]
OTHER: Line = [2, "李四", resident_id(2), "在档", "深度困难", 36000]

NOBODY: dict[str, list[Line]] = {
    "total": [
        ["合计", 2],
        ["", "合  计", "2户", "", "", 72000],
        ["户数合计：", "", 2],
        ["合计金额（大写）：", "柒万贰仟元整"],
        ["总户数", 2],
        ["", "", "", "", "小计", 3],
        ["全区合计", "", "", "2户"],
        ["", "合计", 5, 5000],
        ["总  计：", "2户", "金额：", "72000元"],
    ],
    "note": [
        ["填表人", "赵六"],
        ["（盖章）"],
        ["2.请于1月20日前报送"],
        ["公示时间：2022年1月1日至1月7日"],
        ["以上2户，共计2000元"],
        ["——以下空白——"],
        ["其中：深度困难2户"],
        ["无符合条件人员"],
        ["本单位没有此类职工"],
        ["审核：王一  批准：李二  制表：张三"],
        ["主要负责人：", "王五", "", "填表人：", "赵六"],
        ["工会主席签字", "", "", "经办人签字"],
        ["单位领导（签字）", "", "", "", "经办人"],
        ["上报单位（盖章）：", "", "", "蚌山区总工会"],
        ["单位（盖章）：", "", "", "2022年1月6日"],
        ["", "", "", "2022年1月6日"],
        ["第1页 共2页"],
        ["过次页"],
        ["", "承前页"],
        ["说明"],
        ["一、深度困难职工"],
        ["", "制表人", "赵六", "", "填报日期", "2022-1-5"],
        ["", "", "签字：王五"],
        ["领导审批意见"],
        ["2、本表由基层工会填报，一式三份。"],
        ["", "类别", "户数", "金额"],
        ["困难类别", "户数", "金额"],
        ["1", "深度困难"],
        [6, "患重特大疾病"],
        ["", "深度困难", 3, 3000],
        ["户数", 2, "金额", 2000],
        ["", "", "", "", "", "", "与表外核对"],
        ["主管：", "", "会计：", "", "出纳："],
        ["填报人", "赵六", "联系方式", "0552-1234567"],
        ["", "填表人", "赵六", "", "电话", "0552-1234567"],
        ["单位主要负责人", "王五", "经办人", "赵六"],
        ["一", "深度困难职工"],
        ["（二）", "本年度退档职工家庭", "", "2户"],
    ],
    "number": [[3], ["3.", "", "", "", "", 0], [4, "", "", "", "", "#DIV/0!"]],
    "heading": [HEADING],
}


@pytest.mark.parametrize(("kind", "row"), [(kind, row) for kind, rows in NOBODY.items() for row in rows])
def test_a_row_that_is_nobodys_is_passed_over_wherever_it_stands(kind: str, row: Line) -> None:
    for rows in ([row, PERSON, OTHER], [PERSON, row, OTHER], [PERSON, OTHER, row]):
        found = table([HEADING, *rows])
        assert people(found) == [("张三", []), ("李四", [])]
        [(was, [_])] = found.passed_over.items()
        assert was == kind


@pytest.mark.parametrize("row", NOBODY["note"][:21])
def test_a_remark_is_nobodys_whatever_its_column(row: Line) -> None:
    heading, person = ["姓名", *HEADING[2:]], [*PERSON[1:]]
    assert people(table([heading, person, row])) == [("张三", [])]
    union, named = ["填报单位", *HEADING[1:]], ["蚌山区总工会", *PERSON[1:]]
    assert people(table([union, named, row])) == [("张三", [])]


@pytest.mark.parametrize(
    "row",
    [
        [1, "", "", "", "", "", resident_id(3)],
        ["", "", "", "", "", "", f"卡号{account(3)}"],
        ["", "", "", "在档", "深度困难", ""],
        ["", "", "", "在档", "", "共3人"],
        ["", "", "", "", "", 36000],
    ],
)
def test_a_row_that_may_be_somebodys_is_reported(row: Line) -> None:
    found = table([[*HEADING, "籍贯"], PERSON, row])
    assert people(found) == [("张三", [])]
    assert ("row-unreadable", "3") in codes(found.issues)


@pytest.mark.parametrize("words", ["单位（盖章）：乙工会", "合计", "审核人：王五"])
def test_a_number_in_a_column_that_nobody_reads_is_somebodys_whatever_words_stand_beside(words: str) -> None:
    clash: Line = ["填报单位", "姓名", "身份证号", "身份证号码", "建档状态"]
    number = resident_id(3)
    found = table(
        [
            clash,
            ["甲工会", "张三", resident_id(1), resident_id(1), "在档"],
            [words, "", number, number, ""],
        ]
    )

    assert people(found) == [("张三", [])]
    assert ("row-unreadable", "3") in codes(found.issues)


@pytest.mark.parametrize(
    ("row", "issues"),
    [
        (
            [2, resident_id(3), "王五", "在档", "深度困难"],
            [("name-unreadable", "B3"), ("id-characters", "C3")],
        ),
        (
            ["王五", resident_id(3), "在档", "深度困难", ""],
            [("name-unreadable", "B3"), ("id-characters", "C3"), ("value-unknown", "D3")],
        ),
        ([2, "王五 赵六", resident_id(3), "在档", "深度困难"], [("name-unreadable", "B3")]),
        ([2, "王五*", "", "在档", "", "", "日期", "审核"], [("name-unreadable", "B3")]),
        ([2, f"王五 {resident_id(3)}", "", "在档", "深度困难"], [("name-unreadable", "B3")]),
    ],
)
def test_a_person_in_the_wrong_cells_is_a_household_that_is_not_read(
    row: Line, issues: list[tuple[str, str]]
) -> None:
    _, household = table([HEADING, PERSON, row]).households
    assert (household.row, household.name) == (3, None)
    assert codes(household.issues) == issues


# --- words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["填报日期：2022年1月6日", "2022年1月", "附件1", "送温暖花名册", "市总工会", "第 1 页"]
)
def test_above(text: str) -> None:
    assert is_above(text)


@pytest.mark.parametrize(
    "text", ["基本信息", "监护人", "2021年收入", "退档日期（如：2021-12-3）", "家庭成员"]
)
def test_not_above(text: str) -> None:
    assert not is_above(text)


@pytest.mark.parametrize(
    "text", ["张三", "某某纺织厂", "一、张三", "2.阿卜杜热合曼·买买提", resident_id(1), "李四 0552-1234567"]
)
def test_words_alone_in_their_row_may_be_somebodys(text: str) -> None:
    assert not is_aside(text)


@pytest.mark.parametrize(
    ("texts", "is_one"),
    [
        (["深度困难", "3", "3,000元"], True),
        (["深度困难"], False),
        (["深度困难", "在档"], False),
        (["张三", "3"], False),
        (["类别", "户数"], True),
        (["类别"], False),
        (["类别", "张三"], False),
        (["户数", "2", "金额", "2000"], True),
        (["3", "户数"], False),
    ],
)
def test_a_line_of_figures(texts: list[str], is_one: bool) -> None:
    assert is_of_statistics(texts, {"深度困难", "在档"}) is is_one


TITLES = [
    ["送温暖花名册"],
    ["", "", "填报单位：蚌山区总工会", "2022年1月"],
    [""],
    ["", "家庭成员情况"],
    ["单位：元"],
]


@pytest.mark.parametrize("row", TITLES)
def test_a_title_further_down(row: list[Cell]) -> None:
    assert is_title(row, {0: "union", 1: "name"})


@pytest.mark.parametrize(
    "row",
    [["", "张三"], ["在档"], [resident_id(1)], ["合计"], ["注：无"], [3.0], ["张三", "在档"], ["单位：万元"]],
)
def test_no_title(row: list[Cell]) -> None:
    assert not is_title(row, {0: "file_status", 1: "name"})


@pytest.mark.parametrize("cell", ["示例", "样板", "例：", "（填写示例）", "示例1"])
def test_a_sample(cell: str) -> None:
    assert is_sample(cell)
    assert is_sample_name(f"张三（{cell.strip('（）：')}）") or cell == "示例1"


@pytest.mark.parametrize("cell", ["例", "张例", "李样", "比例", 1.0, ""])
def test_no_sample_name(cell: Cell) -> None:
    assert not is_sample_name(cell)


@pytest.mark.parametrize(("name", "is_one"), [("样表", True), ("填写说明", True), ("花名册", False)])
def test_a_sheet_of_samples(name: str, is_one: bool) -> None:
    assert is_sample_sheet(name) is is_one


# --- the unit beside a table --------------------------------------------------------------------------------


def unclear(*rows: Line) -> list[Issue]:
    found = table(list(rows))
    return [issue for issue in found.issues if issue.code == "unit-unclear"]


def test_a_unit_under_the_table_puts_its_amounts_in_doubt() -> None:
    assert [issue.cell for issue in unclear(HEADING, PERSON, ["注：金额单位为万元"])] == ["F1"]
    assert unclear(HEADING, PERSON, ["注：金额单位为元"]) == []


def test_a_unit_between_two_tables_puts_the_lower_in_doubt_too() -> None:
    rows = [HEADING, PERSON, ["单位：万元"], [*HEADING, "籍贯"], OTHER]
    _, lower = find_blocks("roster.xlsx", sheet(rows), vocabulary())
    assert lower.unbound == {"annual_income"}


@pytest.mark.parametrize("text", ["单位：万元", "（单位：户、万元）", "以万元计"])
def test_ten_thousands(text: str) -> None:
    assert unit_in([["", text]]) == text


# --- unions as groups ---------------------------------------------------------------------------------------

PEOPLE: list[Line] = [["1", "张三", resident_id(1), "在档"], ["2", "李四", resident_id(2), "在档"]]


@pytest.mark.parametrize(
    "group",
    [
        ["纺织厂工会"],
        ["", "一、纺织厂工会"],
        ["（二）纺织厂工会（2户）："],
        ["一", "纺织厂工会"],
        ["（二）", "纺织厂工会", "", "2户"],
    ],
)
def test_a_union_may_stand_alone_above_its_households(group: Line) -> None:
    rows: list[Line] = [HEADING, group, *PEOPLE]
    assert unions(table(rows).households) == ["纺织厂工会"] * 2


def test_a_union_that_stands_alone_counts_where_nothing_else_names_one() -> None:
    rows: list[Line] = [HEADING, ["纺织厂工会"], *PEOPLE]
    assert unions(table([["填报单位：蚌山区总工会"], *rows]).households) == ["蚌山区总工会"] * 2
    assert unions([*read(sheet(rows), union="市总工会").households]) == ["市总工会"] * 2


@pytest.mark.parametrize(
    ("tab", "union"),
    [("纺织厂工会", "纺织厂工会"), ("2、纺织厂工会（1户）", "纺织厂工会"), ("各基层工会", None)],
)
def test_a_sheet_may_be_called_after_its_union(tab: str, union: str | None) -> None:
    rows = [HEADING, PEOPLE[0]]
    assert unions([*read(sheet(rows, name=tab)).households]) == [union]
    above = sheet([["填报单位：蚌山区总工会"], *rows], name=tab)
    assert unions([*read(above).households]) == ["蚌山区总工会"]
    assert unions([*read(sheet(rows, name=tab), union="市总工会").households]) == ["市总工会"]


def test_a_union_of_the_command_line_that_counts_before_another_is_told() -> None:
    first, second = PEOPLE
    line = read(sheet([HEADING, first, ["纺织厂工会"], second]), union="市总工会").tables
    assert [each for found in line for each in codes(found.issues)] == [("union-overruled", "3")]
    tab = read(sheet([HEADING, first], name="纺织厂工会"), union="市总工会").tables
    assert [each for found in tab for each in codes(found.issues)] == [("union-overruled", "0")]
    same = read(sheet([HEADING, first], name="市总工会"), union="市总").tables
    assert [each for found in same for each in codes(found.issues)] == []
    column = read(
        sheet([["填报单位", *HEADING[1:]], ["纺织厂工会", *first[1:]]], name="毛纺厂工会"), union="市总工会"
    )
    assert [each for found in column.tables for each in codes(found.issues)] == []


def test_a_union_over_some_households_counts_before_the_one_that_the_sheet_is_called_after() -> None:
    first, second = PEOPLE
    rows: list[Line] = [["蚌埠市总工会"], HEADING, ["一、毛纺厂工会"], first, ["小计", "1户"], second]
    assert unions([*read(sheet(rows, name="纺织系统工会")).households]) == ["毛纺厂工会", None]


def test_after_a_sum_nobody_knows_whose_households_follow() -> None:
    first, second = PEOPLE
    rows: list[Line] = [HEADING, ["纺织厂工会"], first, ["小计", "1户"], second]
    assert unions(table(rows).households) == ["纺织厂工会", None]


def test_a_member_under_the_name_of_a_union_is_not_of_the_household_above() -> None:
    first, second = PEOPLE
    rows: list[Line] = [HEADING, first, ["纺织厂工会"], ["", "王五", resident_id(3), ""], second]
    assert people(table(rows)) == [("张三", []), ("王五", []), ("李四", [])]


@pytest.mark.parametrize(
    "words",
    [
        "填报单位",
        "填表单位",
        "上报单位（盖章）",
        "报送单位",
        "申报单位",
        "单位名称",
        "工会名称",
        "所属工会",
        "所在工会",
        "基层工会",
    ],
)
def test_a_line_above_names_the_union_in_the_words_of_the_office(words: str) -> None:
    for line in ([f"{words}：蚌山区总工会"], ["", f"{words}：", "蚌山区总工会", "", "2021年12月"]):
        assert unions(table([line, HEADING, PERSON]).households) == ["蚌山区总工会"]


@pytest.mark.parametrize(
    "total", [["合计", "", "2"], ["合计", "", 2.0], ["共计：", "2户", "", "", "72000元"]]
)
def test_a_sum_over_the_heading_is_no_part_of_it(total: Line) -> None:
    found = table([["花名册"], total, ["所属工会", *HEADING[1:]], ["蚌山区总工会", *PERSON[1:]]])
    assert unions(found.households) == ["蚌山区总工会"]


def test_white_space_is_nothing() -> None:
    found = table([HEADING, PERSON, [" ", "\u3000", "\n", "\u200b", "", ""], OTHER])
    assert found.filled == len(found.households) == 2


@pytest.mark.parametrize(
    "row", [["合计", *PERSON[1:]], [1, "合计", *PERSON[2:]], [*PERSON[:2], resident_id(1)]]
)
def test_whoever_has_a_number_is_a_person_whatever_else_stands_there(row: Line) -> None:
    found = table([HEADING, row])
    assert [each.id_number for each in found.households] == [resident_id(1)]


@pytest.mark.parametrize(("at", "kind"), [(1, "sample"), (10, "sample"), (11, "person")])
def test_a_row_is_a_sample_by_the_word_before_it_only_near_the_heading(at: int, kind: str) -> None:
    people_before: list[Line] = [
        [each, f"张{chr(0x4E00 + each)}", resident_id(each)] for each in range(1, at)
    ]
    found = table([["说明", *HEADING[1:]], *people_before, ["示例", "赵六", resident_id(99)]])
    assert (found.passed_over.get("sample", []) == [at + 1]) is (kind == "sample")


def test_rows_under_a_heading_that_is_not_known_are_counted_once() -> None:
    heading: Line = ["成员身份证号", "填报单位", "备注", "结对帮扶干部", "户主姓名", "联系电话", "建档状态"]
    rows: list[Line] = [
        heading,
        ["", "第1页", "", "", "", "联系电话"],
        ["户主", "家庭成员", "", "户主姓名", "填报单位"],
        [resident_id(8), "", "", "", "王八方", "15400000001", "在档"],
        heading,
    ]
    assert table(rows).filled == 4
