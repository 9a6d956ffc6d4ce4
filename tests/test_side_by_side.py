"""Blocks side by side on one sheet: whose columns they are, and that nobody between them is lost."""

from layouts import Line, adds_up, codes, people, read, sheet, table
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
