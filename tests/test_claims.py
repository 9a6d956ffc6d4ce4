"""Which of several things a column may be: 与户主关系 behind 户名 is of who holds the account."""

import pytest

from layouts import Line, people, read, sheet, table
from people import account, resident_id

HEADING: Line = ["姓名", "身份证号", "银行账号", "户名", "与户主关系"]


def person(serial: int, name: str, holder: str, relation: str) -> Line:
    return [name, resident_id(serial), account(serial), holder, relation]


@pytest.mark.parametrize("own", ["本人", ""])
def test_a_relation_behind_the_holder_is_of_the_account(own: str) -> None:
    rows = [person(1, "张三", "张三", own), person(2, "李四", "王五", "妻子"), person(3, "赵六", "赵六", own)]

    found = table([HEADING, *rows])

    assert people(found) == [("张三", []), ("李四", []), ("赵六", [])]
    assert [household.account_holder for household in found.households] == ["张三", "王五", "赵六"]


def test_rows_may_differ_in_length() -> None:
    """A text file leaves out what is blank at the end of a row."""
    short: Line = ["钱七", resident_id(4), account(4)]
    rows = [short, person(2, "李四", "张三", "妻子"), person(1, "张三", "张三", "本人")]
    ragged = sheet([HEADING, *rows])
    ragged.rows[1] = ragged.rows[1][:3]

    [found] = read(ragged).tables

    assert people(found) == [("钱七", ["李四"]), ("张三", [])]


def test_it_is_of_each_person_where_the_holder_may_be_the_head() -> None:
    rows = [person(1, "张三", "张三", "本人"), person(2, "李四", "张三", "妻子")]
    assert people(table([HEADING, *rows])) == [("张三", ["李四"])]

    rows = [person(1, "张三", "张三", "本人"), person(2, "李四", "李四", "妻子")]
    assert people(table([HEADING, *rows])) == [("张三", ["李四"])]


def test_it_is_of_each_person_where_members_have_no_account_or_a_head_is_called_so() -> None:
    member: Line = ["张小", resident_id(9), "", "", "子"]
    assert people(table([HEADING, person(1, "张三", "张三", "本人"), member])) == [("张三", ["张小"])]

    rows = [person(1, "张三", "张三", "户主"), person(2, "李四", "张三", "妻子")]
    assert people(table([HEADING, *rows])) == [("张三", ["李四"])]


@pytest.mark.parametrize(
    ("somebody", "relation"),
    [("患者姓名", "与职工关系"), ("紧急联系人", "关系"), ("家属联系人", "与本人关系")],
)
def test_a_relation_behind_somebody_elses_name_is_of_that_person(somebody: str, relation: str) -> None:
    heading: Line = ["姓名", "身份证号", "银行账号", somebody, relation]
    rows = [
        person(1, "张三", "张三", "本人"),
        person(2, "李四", "李小", "子"),
        person(3, "赵六", "钱七", "配偶"),
    ]

    assert people(table([heading, *rows])) == [("张三", []), ("李四", []), ("赵六", [])]


def test_it_is_of_each_person_where_what_stands_before_is_no_name() -> None:
    heading: Line = ["姓名", "身份证号", "银行账号", "民族", "与户主关系"]
    rows: list[Line] = [person(1, "张三", "汉族", "本人"), ["张小", resident_id(9), "", "汉族", "子"]]

    assert people(table([heading, *rows])) == [("张三", ["张小"])]
