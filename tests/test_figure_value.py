"""A cell is a figure, exactly, or it is none; never 0 for what it does not say."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmth_cli.figures.figure import figure_text
from warmth_cli.figures.value import NoFigure, figure_value
from warmth_cli.files.cell import Cell, Faulty


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [
        (3, "户", "3"),
        (3.0, "户", "3"),
        (0, "户", "0"),
        ("0", "万元", "0"),
        ("12", "人次", "12"),
        ("１，２００", "人次", "1200"),
        ("12 户", "户", "12"),
        ("3.5万元", "万元", "3.5"),
        (0.1 + 0.2, "万元", "0.3"),
        (0.000001, "万元", "0.000001"),
        (99999.999999, "万元", "99999.999999"),
    ],
)
def test_a_number_is_taken_exactly(cell: Cell, unit: str, value: str) -> None:
    assert figure_value(cell, unit) == Decimal(value)


@pytest.mark.parametrize("cell", ["", " ", "\n"])
def test_an_empty_cell_is_not_known(cell: str) -> None:
    assert figure_value(cell, "户") is None


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("约30", "户"),
        ("—", "户"),
        ("无", "户"),
        ("3.5", "户"),
        (3.5, "户"),
        (-1, "户"),
        ("-1", "户"),
        ("3万元", "户"),
        ("3元", "万元"),
        ("3-5", "户"),
        ("1,20", "户"),
        (0.0000001, "万元"),  # less than a fen
        (True, "户"),
        (date(2022, 1, 5), "户"),
        (Faulty("#REF!"), "户"),
        (float("nan"), "万元"),
        (float("inf"), "万元"),
    ],
)
def test_what_is_no_number_of_the_unit_is_not_taken(cell: Cell, unit: str) -> None:
    with pytest.raises(NoFigure, match="figure-value"):
        figure_value(cell, unit)


@pytest.mark.parametrize(
    ("cell", "unit"), [(100_000, "万元"), (350_000.0, "万元"), ("350000", "万元"), (10**8, "户")]
)
def test_yuan_instead_of_ten_thousands_is_not_taken(cell: Cell, unit: str) -> None:
    with pytest.raises(NoFigure, match="figure-absurd"):
        figure_value(cell, unit)


@given(st.integers(0, 10**11 - 1))
def test_an_amount_comes_back_from_a_cell_and_from_a_text_to_the_fen(fen: int) -> None:
    amount = Decimal(fen) / 1_000_000

    assert figure_value(float(amount), "万元") == amount
    assert figure_value(figure_text(amount, "万元") or "", "万元") == amount
