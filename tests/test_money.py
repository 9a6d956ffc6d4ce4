"""Money: exact yuan, or an issue."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_values import WAN, YUAN, refused, taken
from warmth_cli.files.cell import Cell


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [
        (1200, YUAN, "1200.00"),
        (0, YUAN, "0.00"),
        ("0", YUAN, "0.00"),
        ("零元", YUAN, "0.00"),
        (1200.0000000001, YUAN, "1200.00"),
        ("1200.0000000001", YUAN, "1200.00"),
        (100.1 + 0.2, YUAN, "100.30"),
        (32400.3 * 3, YUAN, "97200.90"),
        (1200.0000009, YUAN, "1200.00"),
        (1200.000001, YUAN, "1200.000001"),
        (1200.005, YUAN, "1200.005"),
        ("1200.005", YUAN, "1200.005"),
        (1.2, WAN, "12000.00"),
        (3.24005, WAN, "32400.50"),
        (4.35, WAN, "43500.00"),
        ("1,200", YUAN, "1200.00"),
        ("1，200", YUAN, "1200.00"),
        ("1，234，567.89", YUAN, "1234567.89"),
        ("￥1200元", YUAN, "1200.00"),
        ("¥ 1200.00", YUAN, "1200.00"),
        ("RMB 1,200", YUAN, "1200.00"),
        ("人民币1200元整", YUAN, "1200.00"),
        ("1200元整", YUAN, "1200.00"),
        ("1200 元", YUAN, "1200.00"),
        ("\xa01200.50\n", YUAN, "1200.50"),
        ("１２００", YUAN, "1200.00"),
        ("1.2万元", YUAN, "12000.00"),
        ("1.2 万", YUAN, "12000.00"),
        ("1.2", WAN, "12000.00"),
        ("1.2万元", WAN, "12000.00"),
        ("12000元", WAN, "12000.00"),
        ("壹仟贰佰元整", WAN, "1200.00"),
        ("人民币壹万贰仟圆整", YUAN, "12000.00"),
        ("三万元", YUAN, "30000.00"),
        ("三万", YUAN, "30000.00"),
        ("壹仟贰佰", YUAN, "1200.00"),
        ("3千", YUAN, "3000.00"),
        ("3千元", WAN, "3000.00"),
        ("1万2千", YUAN, "12000.00"),
        ("1万2千元", WAN, "12000.00"),
        ("1200圆", YUAN, "1200.00"),
        ("12000元/年", YUAN, "12000.00"),
        ("1.2万元／年", YUAN, "12000.00"),
        ("1.2 / 年", WAN, "12000.00"),
    ],
)
def test_money_is_exact(cell: Cell, unit: Decimal, yuan: str) -> None:
    value = taken("annual_income", cell, unit)
    assert isinstance(value, Decimal)
    assert str(value) == yuan


@pytest.mark.parametrize(
    "cell", ["1200元/月", "1200/人", "1,200.00元/人/月", "0.12万元/月/人", "1200元/人·月"]
)
def test_money_by_the_month_and_head_where_the_field_is(cell: str) -> None:
    assert taken("monthly_income_per_head", cell) == 1200


@pytest.mark.parametrize("cell", ["1200元/年", "1200元/年/人", "1200元/月/月"])
def test_money_by_another_time_than_the_field(cell: str) -> None:
    assert refused("monthly_income_per_head", cell) == "money-unreadable"


NO_MONEY: list[Cell] = [
    # not one amount, or not exactly it
    "约三万", "约3000", "3000左右", "3000-4000", "3000～4000", "3万多", "3万2", "1200+300", ">3000",
    "3000以下",
    # two amounts in a cell
    "300 400", "300\n400", "1 200", "300、400", "300/400",
    # another period, another money, a share
    "1200/月", "3000元/月", "3000元/人/年", "3000元/人", "每月3000", "$1200", "12%", "1200美元",
    # the thousands of another country, or none
    "1,2000", "12,00", "1.200,00", "1,200,00", "1200,300", "1200.", ".5", "1.2.3",
    # no amount of money
    "三万五", "三千五", "1.5万2千", "1万2", "1万12千", "2千1万", "一二",
    "无", "低保", "1.2E4", "nan", "Infinity", "05520000001", "2021-12-03",
    "2021年12月", True, float("nan"), float("inf"), date(2021, 12, 3), time(8, 30),
]  # fmt: skip


@pytest.mark.parametrize("cell", NO_MONEY)
def test_no_amount_of_money(cell: Cell) -> None:
    assert refused("annual_income", cell) == "money-unreadable"


@pytest.mark.parametrize("cell", [-0.01, "-1,200", "-0.01元", -1e8])
def test_an_income_below_zero(cell: Cell) -> None:
    assert refused("annual_income", cell) == "money-negative"


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        (1e7, YUAN),
        ("10,000,000", YUAN),
        (1000, WAN),
        ("1000万元", YUAN),
        ("壹仟万元整", YUAN),
        (15400000001, YUAN),  # a telephone
        (20211203, YUAN),  # a day
        (32400, WAN),  # yuan in a column of ten thousands
    ],
)
def test_an_income_that_no_such_household_has(cell: Cell, unit: Decimal) -> None:
    assert refused("annual_income", cell, unit) == "money-absurd"


@pytest.mark.parametrize(
    ("cell", "unit"), [(9999999.99, YUAN), ("9999999.99", YUAN), (999.999999, WAN), ("999.999999万", YUAN)]
)
def test_an_income_below_that(cell: Cell, unit: Decimal) -> None:
    assert taken("annual_income", cell, unit) == Decimal("9999999.99")


@pytest.mark.parametrize(("cell", "unit"), [(1e5, YUAN), ("10万", YUAN), (900, WAN), ("10", WAN)])
def test_an_income_that_nobody_has_in_a_month(cell: Cell, unit: Decimal) -> None:
    assert refused("monthly_income_per_head", cell, unit) == "money-absurd"


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("annual_income", 3.24),
        ("annual_income", "12"),
        ("annual_income", 99.99),
        ("monthly_income_per_head", 0.09),
        ("monthly_income_per_head", 9.99),
    ],
)
def test_ten_thousands_in_a_column_of_yuan(field: str, cell: Cell) -> None:
    assert refused(field, cell) == "money-too-little"


@pytest.mark.parametrize(
    ("field", "cell", "yuan"),
    [
        ("annual_income", 100, "100.00"),
        ("annual_income", "50元", "50.00"),
        ("annual_income", "0.005万", "50.00"),
        ("monthly_income_per_head", 10, "10.00"),
    ],
)
def test_a_small_income_that_is_meant(field: str, cell: Cell, yuan: str) -> None:
    assert str(taken(field, cell)) == yuan


def test_a_small_income_in_a_column_of_ten_thousands() -> None:
    assert taken("annual_income", 0.005, WAN) == Decimal(50)


@given(st.decimals(100, 999, places=2), st.sampled_from([YUAN, WAN]))
def test_fen_survive_a_number_cell(amount: Decimal, unit: Decimal) -> None:
    assert taken("annual_income", float(amount), unit) == amount * unit


@given(st.decimals(100, 10**7 - 1, places=2))
def test_fen_survive_every_way_to_write_them(amount: Decimal) -> None:
    written: list[Cell] = [
        f"{amount}",
        f"{amount:,}",
        f"￥{amount}元",
        f" {amount} 元",
        f"{amount / 10000:f}万元",
        float(amount),
    ]
    assert {taken("annual_income", cell) for cell in written} == {amount}
