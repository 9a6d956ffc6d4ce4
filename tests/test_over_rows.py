"""Words over households say what all of them are; a row that says another thing is held."""

import pytest

from layouts import Line, codes, read, sheet
from people import account, resident_id
from warmth_cli.reading.words.over_rows import said_over

HEADING: Line = ["填报单位", "姓名", "身份证号", "建档状态", "困难类别", "银行账号"]


def person(serial: int, status: str = "在档", hardship: str = "深度困难") -> Line:
    return ["甲工会", "张三", resident_id(serial), status, hardship, account(serial)]


def held(*rows: Line, name: str = "花名册") -> list[int]:
    """The rows of the households that words over them contradict; nobody is held for anything else."""
    found = [each for each in read(sheet(rows, name=name)).households if each.issues]
    assert {code for each in found for code, _ in codes(each.issues)} <= {"line-contradicted"}
    return [each.row for each in found]


@pytest.mark.parametrize(
    "words",
    [
        "二、2021年退档职工",
        "以下为已退档人员",
        "（二）脱困职工（2户）",
        "渐退期",
        "三、未建档困难职工家庭",
        "脱贫人员花名册",
        "退出人员",
        "退出帮扶职工名单",
    ],
)
def test_a_row_on_file_under_words_that_say_another_status_is_held(words: str) -> None:
    assert held(HEADING, person(1), [words], person(2), person(3)) == [4, 5]
    assert held([words], HEADING, person(1), HEADING, person(2)) == [3, 5]
    assert held(HEADING, person(1), name=words) == [2]


@pytest.mark.parametrize("words", ["二、已退档职工", "五、本年度退档困难职工", "相对困难职工（2户）"])
def test_a_line_that_is_understood_is_not_told_as_one_that_is_not(words: str) -> None:
    [found] = read(sheet([HEADING, person(1), [words], person(2)])).tables
    assert "line-unread" not in dict(codes(found.issues))


@pytest.mark.parametrize("words", ["农民工", "二、劳模", "一线职工", "离退休人员（1户）"])
def test_a_line_of_another_kind_ends_what_one_above_said(words: str) -> None:
    assert held(HEADING, ["二、退档职工"], [words], person(1)) == []


@pytest.mark.parametrize(
    ("words", "status"),
    [("二、退档职工", "已退档"), ("已脱困职工", "渐退期"), ("未建档", "未建档"), ("一、在档职工", "在档")],
)
def test_a_row_that_says_the_same_is_not(words: str, status: str) -> None:
    assert held(HEADING, [words], person(1, status), person(2, status)) == []


def test_the_kind_of_difficulty_is_compared_too() -> None:
    rows = [HEADING, person(1), ["二、相对困难职工"], person(2), person(3, hardship="相对困难")]
    assert held(*rows) == [4]


@pytest.mark.parametrize("ends", ["合计", "一、在档职工", "二、乙厂工会"])
def test_the_next_line_or_a_sum_ends_it(ends: str) -> None:
    assert held(HEADING, ["退档职工"], person(1), [ends], person(2)) == [3]


def test_the_sum_of_a_printed_page_does_not() -> None:
    assert held(HEADING, ["退档职工"], person(1), ["本页小计"], person(2)) == [3, 5]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "在档及退档困难职工花名册",
            "建档困难职工花名册",
            "在档、退档职工名单",
            "2022年元旦春节送温暖花名册",
        ),
        *(
            "原相对困难职工名单",
            "以上为退档职工",
            "巩固解困脱困成果困难职工花名册",
            "困难职工解困脱困花名册",
            "拟退档职工名单",
        ),
    ],
)
def test_words_that_say_more_or_another_thing_hold_nobody(title: str) -> None:
    assert said_over(title) == ""
    assert held([title], HEADING, person(1)) == []
