"""Numbers that Excel has rounded, in files that do not say what was a number: CSV, text and web pages."""

import pytest

from layouts import Line, codes, table
from people import account, resident_id
from warmth_cli.identity import looks_rounded

HEADING: Line = ["户主姓名", "身份证号", "建档状态", "银行账号"]
VALID = ["340300196001010000", "340300196001029000", "340300196001037000"]
"""Numbers that were rounded, and pass for valid."""


def roster(numbers: list[str], accounts: list[str]) -> list[tuple[str, str]]:
    """The issues of a roster with these numbers and accounts."""
    names = ["张三", "李四", "王五", "赵六"]
    lines = zip(names, numbers, accounts, strict=False)
    households = table([HEADING, *([name, number, "在档", paid] for name, number, paid in lines)]).households
    return codes([issue for household in households for issue in household.issues])


@pytest.mark.parametrize("end", ["", "\t", " "])
def test_a_column_of_numbers_that_end_in_zeros_is_damaged(end: str) -> None:
    numbers = [number + end for number in VALID]

    assert roster(numbers, [account(1), account(2), account(3)]) == [
        ("id-damaged", "B2"),
        ("id-damaged", "B3"),
        ("id-damaged", "B4"),
    ]


def test_only_the_numbers_that_end_in_zeros_are_damaged() -> None:
    numbers = [VALID[0], resident_id(1), VALID[1]]

    assert roster(numbers, [account(1), account(2), account(3)]) == [
        ("id-damaged", "B2"),
        ("id-damaged", "B4"),
    ]


@pytest.mark.parametrize("numbers", [VALID[:1], [VALID[0], resident_id(1), resident_id(2)]])
def test_one_number_may_end_in_zeros_by_itself(numbers: list[str]) -> None:
    assert roster(numbers, [account(1), account(2), account(3)]) == []


def test_one_that_was_broken_puts_the_other_in_doubt() -> None:
    broken = VALID[0][:14] + "1" + VALID[0][15:]
    numbers = [VALID[1], resident_id(1), broken, resident_id(2)]

    assert roster(numbers, [account(each) for each in range(4)]) == [
        ("id-damaged", "B2"),
        ("id-damaged", "B4"),
    ]


def test_accounts_are_rounded_too() -> None:
    rounded = [account(each)[:15] + "0000" for each in (123456, 234567)]

    assert roster([resident_id(1), resident_id(2)], rounded) == [
        ("account-damaged", "D2"),
        ("account-damaged", "D3"),
    ]


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        ("6200000000000001000", False),
        ("6200000000000010000", True),
        ("62000000000000100", True),
        ("6200000000000010", False),
        ("34030019600101000X", False),
    ],
)
def test_zeros_count_after_the_fifteenth_digit(number: str, rounded: bool) -> None:
    assert looks_rounded(number) == rounded
