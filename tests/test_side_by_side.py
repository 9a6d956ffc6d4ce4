"""Blocks side by side on one sheet: whose columns they are, and that nobody between them is lost."""

import pytest

from layouts import Line, adds_up, codes, people, read, sheet, table, unions
from people import account, resident_id

HEADING: Line = ["姓名", "身份证号", "建档状态", "银行账号"]
OTHER: Line = ["职工姓名", "身份证号码", "建档状态", "卡号"]


def person(serial: int) -> Line:
    return [f"张{chr(0x4E00 + serial)}", resident_id(serial), "在档", account(serial)]


def test_blocks_of_the_same_fields_may_call_the_person_otherwise() -> None:
    found = read(sheet([[*HEADING, *OTHER], [*person(1), *person(2)], [*person(3)]])).tables
    assert [each.sheet for each in found] == ["花名册", "花名册!E1:H1"]
    assert [[household.id_number for household in each.households] for each in found] == [
        [resident_id(1), resident_id(3)],
        [resident_id(2)],
    ]


@pytest.mark.parametrize("numbers", [["序号"], ["序号", "户编号"], ["户编号", "序号"]])
def test_each_of_two_blocks_may_begin_with_several_numbers(numbers: Line) -> None:
    one: Line = [f"{place}" for place in range(1, len(numbers) + 1)]
    two: Line = [f"{place}" for place in range(11, len(numbers) + 11)]
    rows: list[Line] = [[*numbers, *HEADING, *numbers, *HEADING], [*one, *person(1), *two, *person(2)]]
    left, right = read(sheet(rows)).tables
    assert [household.id_number for household in left.households] == [resident_id(1)]
    assert [household.id_number for household in right.households] == [resident_id(2)]


def accounts(*rows: Line) -> list[list[str | None]]:
    return [[household.account for household in each.households] for each in read(sheet(rows)).tables]


ACCOUNT_FIRST: Line = ["困难类别", "银行账号", "姓名", "身份证号", "建档状态"]


def paid(serial: int, hardship: str = "深度困难") -> Line:
    return [hardship, account(serial), f"张{chr(0x4E00 + serial)}", resident_id(serial), "在档"]


@pytest.mark.parametrize("between", [[], [""], ["", ""]])
def test_what_stands_before_the_person_is_the_persons_own(between: Line) -> None:
    heading = [*ACCOUNT_FIRST, *between, *ACCOUNT_FIRST, *between, *ACCOUNT_FIRST]
    row = [*paid(1), *between, *paid(2, "相对困难"), *between, *paid(3)]
    assert accounts(heading, row) == [[account(1)], [account(2)], [account(3)]]


def test_nobody_is_paid_where_a_column_may_be_of_either_block() -> None:
    heading: Line = ["姓名", "身份证号", "建档状态", "", "银行账号", "姓名", "身份证号", "建档状态"]
    row: Line = ["张三", resident_id(1), "在档", "", account(2), "李四", resident_id(2), "在档"]
    assert accounts(heading, row) == [[]]


@pytest.mark.parametrize("number", [[], ["序号"]])
def test_a_blank_column_within_each_block_parts_none(number: Line) -> None:
    heading: Line = [*number, "姓名", "身份证号", "", "建档状态", "银行账号"]
    rows = [
        [*["1"] * len(number), "张三", resident_id(each), "", "在档", account(each)] for each in (1, 2, 3)
    ]
    assert accounts([*heading] * 3, rows[0] + rows[1] + rows[2]) == [[account(each)] for each in (1, 2, 3)]


def test_of_two_accounts_in_each_block_none_goes_to_the_next() -> None:
    heading: Line = ["序号", "姓名", "身份证号", "银行账号", "建档状态", "银行卡号"]
    rows = [["1", "张三", resident_id(each), account(each), "在档", account(each + 10)] for each in (1, 2)]
    assert accounts([*heading] * 2, rows[0] + rows[1]) == [[None], [None]]


def test_another_person_in_columns_further_right_is_no_household() -> None:
    rows: list[Line] = [
        [*HEADING, "职工姓名", "身份证号码", "卡号"],
        [*person(1), "李四", resident_id(2), account(2)],
    ]
    only = table(rows)
    assert [code for code, _ in codes(only.issues)] == ["column-clash"] * 3 + ["row-unreadable"]
    assert people(only) == []


def test_where_every_column_is_claimed_twice_the_rows_are_counted_all_the_same() -> None:
    heading: Line = ["姓名", "身份证号", "银行账号"]
    rows: list[Line] = [[*heading, "户主", "证件号码", "卡号"]]
    rows += [["张三", resident_id(1), account(1), "李四", resident_id(2), account(2)]] * 2
    only = table(rows)
    assert adds_up(only)
    assert (only.rows, only.unreadable_rows) == (2, 2)


def test_no_phone_is_said_once_of_a_sheet() -> None:
    found = read(sheet([[*HEADING, *OTHER], [*person(1), *person(2)]])).tables
    told = [issue.code for each in found for issue in each.issues]
    assert told == ["phone-missing"]


def test_the_union_left_of_all_blocks_is_everybodys_in_its_row() -> None:
    rows: list[Line] = [
        ["县区", "填报单位", *HEADING, *OTHER],
        ["蚌山区", "一厂工会", *person(1), *person(2)],
        ["", "二厂工会", *person(3), *person(4)],
        ["龙子湖区", "三厂工会", *person(5)],
    ]
    left, right = read(sheet(rows, "A2:A3")).tables
    assert [(each.district, each.union) for each in left.households] == [
        ("蚌山区", "一厂工会"),
        ("蚌山区", "二厂工会"),
        ("龙子湖区", "三厂工会"),
    ]
    assert [(each.district, each.union) for each in right.households] == [
        ("蚌山区", "一厂工会"),
        ("蚌山区", "二厂工会"),
    ]
    assert adds_up(right)
    assert right.rows == 2


def test_a_union_among_the_columns_of_one_block_is_only_its_own() -> None:
    rows: list[Line] = [[*HEADING, "填报单位", *HEADING], [*person(1), "一厂工会", *person(2)]]
    left, right = read(sheet(rows)).tables
    assert [each.union for table in (left, right) for each in table.households] == ["一厂工会", None]


def test_a_union_of_its_own_counts_in_each_block() -> None:
    block: Line = ["填报单位", *HEADING]
    rows: list[Line] = [[*block, *block], ["一厂工会", *person(1), "二厂工会", *person(2)]]
    left, right = read(sheet(rows)).tables
    assert [each.union for table in (left, right) for each in table.households] == ["一厂工会", "二厂工会"]


def test_a_union_behind_the_person_stays_in_its_block() -> None:
    block: Line = [*HEADING, "填报单位"]
    rows: list[Line] = [[*block, *block], [*person(1), "一厂工会", *person(2), "二厂工会"]]
    left, right = read(sheet(rows)).tables
    assert [each.union for table in (left, right) for each in table.households] == ["一厂工会", "二厂工会"]


def held(rows: list[Line], merged: str = "") -> list[list[tuple[str, str]]]:
    """What holds the households of each table."""
    found = read(sheet(rows, merged)).tables
    assert all(map(adds_up, found))
    return [codes([issue for each in one.households for issue in each.issues]) for one in found]


TWO: list[Line] = [[*HEADING, "", *HEADING], [*person(1), "", *person(2)]]
BLANK: Line = [""] * 5


@pytest.mark.parametrize(
    ("title", "left", "right"),
    [
        (["在档职工", *BLANK[1:], "不予发放人员名单"], [], [("line-set-aside", "F3")]),
        (["不予发放人员名单", *BLANK[1:], "在档职工"], [("line-set-aside", "A3")], []),
        ([*BLANK, "不予发放人员名单"], [], [("line-set-aside", "F3")]),
        (["不予发放人员名单"], [("line-set-aside", "A3")], [("line-set-aside", "F3")]),
        (["在档职工", *BLANK[1:], "退档职工"], [], [("line-contradicted", "H3")]),
        (["退档职工", *BLANK[1:], "在档职工"], [("line-contradicted", "C3")], []),
    ],
)
def test_words_over_one_of_two_tables_speak_of_that_one(
    title: Line, left: list[tuple[str, str]], right: list[tuple[str, str]]
) -> None:
    merged = "A1:D1 F1:I1" if len([*filter(None, title)]) > 1 else ""

    assert held([title, *TWO]) == held([title, *TWO], merged) == [left, right]


def test_titles_over_two_tables_are_their_unions() -> None:
    titles: Line = ["一厂工会", *BLANK[1:], "二厂工会"]

    left, right = read(sheet([titles, *TWO])).tables

    assert unions([*left.households, *right.households]) == ["一厂工会", "二厂工会"]


def test_a_table_beside_another_is_counted_whatever_columns_it_lacks() -> None:
    other: Line = ["姓名", "身份证号", "开户行", "银行账号"]
    rows: list[Line] = [["一厂工会", *BLANK[1:], "二厂工会"], [*HEADING, "", *other]]
    rows += [[*person(1), "", "李四", resident_id(2), "徽商银行", account(2)]]

    left, right = read(sheet(rows)).tables

    assert unions([*left.households, *right.households]) == ["一厂工会", "二厂工会"]
    assert (left.rows, right.rows) == (1, 1)


def test_who_collects_for_another_is_no_household_beside_him() -> None:
    who: Line = ["姓名", "身份证号", "银行账号"]
    rows: list[Line] = [["户主", "", "", "", "代领人"], [*who, "建档状态", *who]]
    rows += [["张三", resident_id(1), account(1), "在档", "李四", resident_id(2), account(2)]]

    [only] = read(sheet(rows)).tables

    assert people(only) == [("张三", [])]


def test_words_over_two_persons_of_one_household_are_no_titles_of_tables() -> None:
    who: Line = ["姓名", "身份证号", "联系电话"]
    rows: list[Line] = [["户主", "", "", "", "配偶"], [*who, "建档状态", *who]]
    rows += [["张三", resident_id(1), "15400000001", "在档", "李四", resident_id(2), "15400000002"]]

    assert people(table(rows, "A1:C1 E1:G1")) == [("张三", ["李四"])]


@pytest.mark.parametrize(
    ("line", "right"), [("以下人员不发放", [("line-set-aside", "F4")]), ("以下空白", []), ("第2页", [])]
)
def test_a_line_among_the_rows_speaks_of_both_tables(line: str, right: list[tuple[str, str]]) -> None:
    rows: list[Line] = [*TWO, [line], [*person(3), "", *person(4)]]

    assert held(rows) == [[(code, "A4") for code, _ in right], right]


def test_a_line_among_the_rows_of_the_right_table_is_its_own() -> None:
    rows: list[Line] = [*TWO, [*BLANK, "以下人员不发放"], [*person(3), "", *person(4)]]

    assert held(rows) == [[], [("line-set-aside", "F4")]]


def test_a_line_under_two_tables_speaks_of_both() -> None:
    assert held([*TWO, ["以上人员不发放"]]) == [[("line-against", "A2")], [("line-against", "F2")]]
    assert held([*TWO, [*BLANK, "以上人员不发放"]]) == [[], [("line-against", "F2")]]
