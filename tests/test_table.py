"""Where the table is on a sheet, which columns are read, and what stands around it."""

from decimal import Decimal

import pytest

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.reading.headings.heading_rows import is_heading
from warmth_cli.reading.headings.vocabulary import vocabulary
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.outside import nearest_headings
from warmth_cli.reading.tables.table import find_blocks
from warmth_cli.reading.words.surroundings import is_footer, is_long_number, is_total

HEADING: list[Cell] = ["序号", "户主姓名", "身份证号", "建档状态"]


def sheet(*rows: list[Cell]) -> Sheet:
    return Sheet("花名册", False, list(rows))


def blocks(*rows: list[Cell]) -> list[Block]:
    return find_blocks("roster.xlsx", sheet(*rows), vocabulary())


def layout(*rows: list[Cell]) -> Block:
    [block] = blocks(*rows)
    return block


def issues(found: Block) -> list[tuple[str, str, str, str]]:
    return [(issue.code, issue.cell, issue.field, issue.found) for issue in found.issues]


def fields(found: Block) -> dict[str, str]:
    return {column.field.name: column.letter for column in found.columns}


# --- the heading row ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    [
        [],
        [["2022年元旦春节送温暖困难职工花名册"]],
        [["附件1"], [], ["花名册", "", ""], ["填报单位：蚌山区总工会", "", "填报日期：2022年1月6日"]],
        [["说明：户主姓名、身份证号、建档状态必填。"], ["联系人：", "李四", "联系电话：", "0552-1234567"]],
    ],
)
def test_titles_may_stand_above(above: list[list[Cell]]) -> None:
    found = layout(*above, HEADING, ["1", "张三", "", "在档"])
    assert found.top == len(above)
    assert fields(found) == {"name": "B", "id_number": "C", "file_status": "D"}
    assert issues(found) == []


@pytest.mark.parametrize(
    "row",
    [
        ["户主姓名", "身份证号"],
        ["户主姓名", "身份证号", "身份证号码"],
        ["联系电话", "建档状态", "困难类别", "备注"],
        ["户主姓名、身份证号、建档状态"],
        [1.0, 2.0, 3.0],
        [],
    ],
)
def test_fewer_than_three_headings_or_nobody_is_no_heading_row(row: list[Cell]) -> None:
    assert blocks(row, ["张三", "", "在档"]) == []
    assert not is_heading(row, vocabulary())


def test_a_later_heading_with_more_columns_begins_a_table_of_its_own() -> None:
    person: list[Cell] = ["1", "张三", "", "在档"]
    first, second = blocks(HEADING, person, [*HEADING, "困难类别", "联系电话"], person)
    assert (first.top, first.first, first.last, second.top, second.repeats) == (0, 1, 2, 2, False)


def test_a_file_without_a_table_shows_its_likeliest_row() -> None:
    rows: list[list[Cell]] = [["物资领用表"], ["序号", "姓名", "物资", "数量"], [1.0, "张三", "大米", 2.0]]
    assert nearest_headings(sheet(*rows), vocabulary()) == ["序号", "姓名", "物资", "数量"]
    assert nearest_headings(sheet(["姓名", "身份证号"], ["甲", "乙", "丙"]), vocabulary()) == [
        "姓名",
        "身份证号",
    ]
    assert nearest_headings(sheet(["李四", "340300198503020021"]), vocabulary()) == [
        "李四",
        "340***********0021",
    ]
    assert nearest_headings(sheet(), vocabulary()) == []


# --- columns ------------------------------------------------------------------------------------------------


def test_a_spelling_of_practice_is_bound_to_its_column() -> None:
    found = layout(["1.填报\n单位", "２．职工姓名\n（必填）", "公民身份号码*", "建 档 状 态"])
    assert fields(found) == {"union": "A", "name": "B", "id_number": "C", "file_status": "D"}


def test_two_columns_for_one_field_are_both_left_unread() -> None:
    found = layout(["户主姓名", "身份证号", "建档状态", "联系电话", "手机号码"])
    assert fields(found) == {"name": "A", "id_number": "B", "file_status": "C"}
    assert issues(found) == [("column-clash", "D1", "phone", "联系电话")]
    assert found.issues[0].values == {"headings": "D1 联系电话、E1 手机号码"}
    assert found.unbound == {"phone"}


@pytest.mark.parametrize(
    ("cells", "letter"),
    [
        (["", "138"], "E"),
        (["138", "　"], "D"),
        (["", ""], None),
        (["138", "139"], None),
        (["138", "138"], None),
    ],
)
def test_of_two_columns_for_one_field_a_blank_one_is_no_doubt(cells: list[Cell], letter: str | None) -> None:
    heading: list[Cell] = ["户主姓名", "身份证号", "建档状态", "联系电话", "手机号码"]
    found = layout(heading, ["张三", "", "在档", *cells], ["李四", "", "在档", "", ""])
    assert fields(found).get("phone") == letter
    assert [code for code, *_ in issues(found)] == ([] if letter else ["column-clash"])


@pytest.mark.parametrize(
    ("behind", "clash"),
    [
        (["帮扶责任人", "联系电话"], []),
        (["帮扶责任人", "职务", "电话"], []),
        (["帮扶责任人", "工作单位", "联系电话"], []),
        (["帮扶责任人", "银行账号", "联系电话"], ["D1"]),
        (["联系电话", "帮扶责任人"], ["D1"]),
    ],
)
def test_a_phone_right_behind_the_cadre_is_his(behind: list[Cell], clash: list[str]) -> None:
    found = layout(["户主姓名", "身份证号", "建档状态", "联系电话", *behind])
    assert [cell for code, cell, *_ in issues(found) if code == "column-clash"] == clash
    assert fields(found).get("phone") == (None if clash else "D")


def test_a_judgement_of_whom_is_not_said_is_suggested() -> None:
    found = layout(["户主姓名", "身份证号", "建档状态", "审核意见"])
    [near] = found.issues
    assert (near.code, near.cell, near.values["near_field"]) == ("column-near", "D1", "finding")


def test_a_near_miss_is_suggested_and_a_stranger_is_told() -> None:
    found = layout([*HEADING, "身份证号吗", "籍贯", "监护人姓名", "低保证号", "成员关系"])
    assert issues(found) == [
        ("column-near", "E1", "", "身份证号吗"),
        ("column-unknown", "F1", "", "籍贯"),
        ("column-unknown", "G1", "", "监护人姓名"),
        ("column-unknown", "H1", "", "低保证号"),
    ]
    binding = {"heading": "身份证号", "binding": "身份证号吗=身份证号"}
    assert found.issues[0].values == {"near_field": "id_number", **binding}


@pytest.mark.parametrize(
    ("heading", "near"),
    [
        ("家庭困难情况", False),  # 困难类别 stands beside it
        ("困难级别情况", False),
        ("困难的级别", True),
        ("家庭情况", False),
        ("慰问金额", False),
        ("是否慰问", False),
        ("省总领导慰问户", True),
        ("家庭收入情况", True),
        ("状态", False),
        ("身份证复印件", False),
        ("首次建档时间", False),
        ("退档的时间", True),
        ("身份证的号码", True),
        ("帮扶方式", False),
        ("结对的帮扶人", True),
        ("慰问人", False),
        ("基层工会意见", False),
        ("银行帐户号", True),
    ],
)
def test_sentences_beside_a_field_are_no_second_one(heading: str, near: bool) -> None:
    found = layout([*HEADING, "困难类别", "家庭人口", heading])
    [told] = found.issues
    assert (told.code == "column-near") is near


@pytest.mark.parametrize(
    ("heading", "near"), [("困难情况类别说明", True), ("状态", True), ("发放金额", False)]
)
def test_where_the_field_is_missing_they_may_be_it(heading: str, near: bool) -> None:
    found = layout(["户主姓名", "身份证号", "联系电话", heading])
    [told] = found.issues
    assert (told.code == "column-near") is near


def test_long_headings_are_told_too() -> None:
    remark = "人工认定意见（由县区总工会填写，" + "说明" * 50
    assert issues(layout([*HEADING, remark])) == [("column-unknown", "E1", "", remark)]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("家庭年可支配收入", 1),
        ("家庭年可支配收入（元）", 1),
        ("家庭年可支配收入\n（万元）", 10000),
        ("家庭年收入（万元/年）", 10000),
    ],
)
def test_the_unit_of_money_comes_from_the_heading(heading: str, unit: int) -> None:
    found = layout([*HEADING, heading])
    assert [column.unit for column in found.columns if column.field.name == "annual_income"] == [
        Decimal(unit)
    ]


@pytest.mark.parametrize(
    "heading", ["家庭年可支配收入（元/月）", "月人均可支配收入（年）", "家庭年可支配收入（以万元计）"]
)
def test_a_unit_that_does_not_fit_is_unclear(heading: str) -> None:
    found = layout([*HEADING, heading])
    [(code, cell, field, words)] = issues(found)
    assert (code, cell, words) == ("unit-unclear", "E1", heading)
    assert field in found.unbound
    assert field not in fields(found)


def test_of_two_columns_the_one_whose_unit_fits_is_read() -> None:
    found = layout([*HEADING, "家庭年可支配收入（月）", "家庭年可支配收入（年）"])
    assert fields(found)["annual_income"] == "F"
    assert found.unbound == frozenset()


UNCLEAR_LINES = [
    "单位：万元",
    "金额单位：万元",
    "2021年困难职工情况表（单位：人、万元）",
    "单位：千元",
    "说明：收入填万元",
    "单位（万元）",
    "单位：户/万元",
]


@pytest.mark.parametrize("line", UNCLEAR_LINES)
def test_amounts_in_ten_thousands_by_a_line_above_are_unclear_unless_the_heading_says_so(line: str) -> None:
    found = layout(["", line], [*HEADING, "家庭年收入", "人均月收入（元）"])
    assert issues(found) == [("unit-unclear", "E2", "annual_income", "家庭年收入")]
    assert found.issues[0].values == {"heading": line}
    assert found.unbound == {"annual_income"}
    assert fields(found)["monthly_income_per_head"] == "F"


@pytest.mark.parametrize("line", ["单位：元", "填报单位：万通公司工会", "共发放1.2万元", "每户补助5千元"])
def test_other_lines_above_change_no_unit(line: str) -> None:
    assert layout([line], [*HEADING, "家庭年收入"]).unbound == frozenset()


# --- a sheet of members -------------------------------------------------------------------------------------


def test_a_sheet_with_the_heads_number_beside_the_persons_is_one_of_members() -> None:
    found = layout(["户主姓名", "户主身份证号", "姓名", "身份证号", "与户主关系"])
    assert found.members
    assert fields(found) == {"head_id": "B", "name": "C", "id_number": "D", "relation": "E"}
    assert issues(found) == []


def test_a_sheet_of_members_may_use_its_own_words_only() -> None:
    found = layout(["户主身份证号", "成员姓名", "成员身份证号"])
    assert found.members
    assert fields(found) == {"head_id": "A", "name": "B", "id_number": "C"}


@pytest.mark.parametrize(
    "heading",
    [["姓名", "身份证号", "联系电话"], ["户主姓名", "户主身份证号", "联系电话"], ["户主身份证号", *HEADING]],
)
def test_other_sheets_are_tables_of_households(heading: list[Cell]) -> None:
    assert not layout(heading).members


def test_a_roster_may_call_its_number_the_heads() -> None:
    found = layout(["户主姓名", "户主身份证号", "建档状态"])
    assert not found.members
    assert fields(found) == {"name": "A", "id_number": "B", "file_status": "C"}


# --- the union above the table ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        ["填报单位：蚌山区总工会"],
        ["填报单位: 蚌山区总工会 "],
        ["填 报 单 位 ：蚌山区总工会"],
        ["填报单位（盖章）：蚌山区总工会"],
        ["填报单位：蚌山区总工会（盖章）"],
        ["填报单位（公章）：", "", "蚌山区总工会"],
        ["填报单位：（盖章）", "蚌山区总工会"],
        ["填报单位", "蚌山区总工会"],
        ["填报单位：__蚌山区总工会__"],
        ["填报单位：蚌山区总工会          填报日期：2022年1月6日"],
        ["填报单位：蚌山区总工会  2022年1月6日"],
        ["填报单位：蚌山区总工会 联系人：李四 联系电话：0552-1234567"],
        ["填报单位：蚌山区总工会联系人：李四"],
        ["填报单位：蚌山区总工会 工会主席：王五"],
        ["单位：元   填报单位：蚌山区总工会"],
        ["填报单位：蚌山区总工会（盖章） 负责人（签字）： 填表人："],
        ["填报单位：蚌山区总工会", "单位：元"],
        ["单位：元", "所属工会：蚌山区总工会", "填报时间：2022.1.6"],
        ["单位名称：蚌山区总工会"],
        [2022.0, True, "填报单位：蚌山区总工会"],
    ],
)
def test_the_union_in_a_line_above(line: list[Cell]) -> None:
    assert layout(["花名册"], line, HEADING).union == "蚌山区总工会"


@pytest.mark.parametrize(
    "line",
    [
        ["填报单位", "纺织厂工会"],
        ["填报单位（盖章）", "纺织厂工会", "填报人", "李四"],
        ["填报单位 纺织厂工会"],
        ["填报单位：纺织厂工会 填报人李四"],
        ["填报单位：纺织厂工会；填报时间：2022.1.6"],
        ["填报单位：纺织厂工会，联系人：李四"],
        ["单位（公章）：纺织厂工会"],
        ["单位（盖章）：", "", "纺织厂工会", "填表人：李四"],
        ["工会（盖章）：纺织厂工会   2022年1月6日"],
        ["单位盖章：纺织厂工会"],
        ["单位：纺织厂工会", "", "单位：元"],
    ],
)
def test_the_union_in_other_words_above_the_first_table(line: list[Cell]) -> None:
    found = layout(["花名册"], line, HEADING)
    assert (found.union, found.top) == ("纺织厂工会", 2)


def test_a_heading_over_the_column_of_the_union_is_no_line() -> None:
    rows: list[list[Cell]] = [["填报单位", "基本信息", "", ""], ["", *HEADING[1:]]]
    assert fields(layout(*rows))["union"] == "A"


def test_shorter_words_under_a_table_are_a_signature() -> None:
    person: list[Cell] = ["1", "张三", "", "在档"]
    _, second = blocks(HEADING, person, ["单位（盖章）：纺织厂工会"], [*HEADING, "备注"], person)
    assert second.union == ""


@pytest.mark.parametrize(
    "line",
    [
        ["填报单位："],
        ["填报单位：（请填写工会全称）"],
        ["说明：1.填报单位：填写全称；2.身份证号：18位"],
        ["单位（盖章）：", "填表人：李四"],
        ["单位：户、元"],
        ["填报单位：________", "填报日期：________"],
        ["填报单位：（盖章）    填报日期：2022年1月6日"],
        ["填报单位：", "填报日期：2022年1月6日"],
        ["填报单位：", "单位：元"],
        ["蚌山区总工会"],
        ["单位：元"],
        ["序号", "填报单位", "基本信息"],
    ],
)
def test_a_line_that_names_no_union(line: list[Cell]) -> None:
    assert layout(line, HEADING).union == ""


def test_a_union_under_the_heading_is_not_above() -> None:
    assert layout(HEADING, ["填报单位：蚌山区总工会"]).union == ""


# --- what stands under a table ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        "合计",
        "合　计",
        "小计：",
        "总计(户)",
        "共计35户",
        "共 35 户",
        "本页小计",
        "蚌山区总工会小计",
        "合计35",
        "累计",
    ],
)
def test_a_total(cell: str) -> None:
    assert is_total(cell)


@pytest.mark.parametrize("cell", ["合计划", "会计", "小计生", "共青团", "张三", "35", 35.0, ""])
def test_no_total(cell: Cell) -> None:
    assert not is_total(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "单位负责人：",
        "单位负责人（签字）：王五",
        "审 核 人: 李四",
        "制表人：",
        "填表日期：2022年1月6日",
        "工会主席签字：",
        "单位（盖章）：",
        "注：本表一式三份。",
        "备注：",
        "联系电话：0552-1234567",
        "以下空白",
        "（以下无正文）",
        "情况说明",
    ],
)
def test_a_footer(cell: str) -> None:
    assert is_footer(cell)


@pytest.mark.parametrize(
    "cell", ["注册", "以下3户", "说明他人", "单位负责人", "张三：", "日期", "2022年1月6日", 1.0, ""]
)
def test_no_footer(cell: Cell) -> None:
    assert not is_footer(cell)


@pytest.mark.parametrize(
    ("cell", "long"),
    [
        ("34030019850302", True),
        ("3403001985030", False),
        ("'3403 0019 8503 02", True),
        ("'3403 0019 8503 0", False),
        (340300198503020013.0, True),
        (35.0, False),
        ("填表日期：2021年12月30日", False),
        ("", False),
    ],
)
def test_a_long_number_makes_a_person(cell: Cell, long: bool) -> None:
    assert is_long_number(cell) == long
