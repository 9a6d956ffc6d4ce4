"""What most cells are is told quickly, and exactly as `values.read` would tell it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from people import account, resident_id
from warmth_cli.fields import FIELDS, Field, Kind
from warmth_cli.files.cell import Cell
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.cells.usual import all_usually, usually
from warmth_cli.reading.cells.values import blank, read

TODAY = date(2022, 1, 6)
WORDS = "自己张三李四某僻定详知同上暂无没有厂王·.　 \n－/—√是否户主在档元万年月日2"
FIELD_OF: dict[Kind, list[Field]] = {
    kind: [field for field in FIELDS.values() if field.kind is kind] for kind in Kind
}


def in_fours(number: str, length: int = 30) -> str:
    """A number as it stands on a card, or a part of it."""
    return " ".join(number[start : start + 4] for start in range(0, min(len(number), length), 4))


texts = st.one_of(
    st.text(WORDS, max_size=8),
    st.text(max_size=20),
    st.text("0123456789xX", min_size=7, max_size=31),
    st.builds(resident_id, st.integers(0, 999), st.sampled_from(["19850302", "20991231", "20220107"])),
    st.builds(account, st.integers(0, 999)),
    st.builds(in_fours, st.builds(account, st.integers(0, 999)), st.integers(8, 30)),
    st.builds(in_fours, st.builds(resident_id, st.integers(0, 999))),
    st.builds(" ".join, st.lists(st.text("张三某户　 ", min_size=1, max_size=3), max_size=3)),
    st.sampled_from(
        ["张三", "张三丰", "本人", "待定", "同上", "某某纺织厂", "15400000001", "#N/A", "=A1", "123456"]
    ),
)
numbers = st.one_of(st.floats(), st.integers(-10, 10**19).map(float), st.integers(-10, 10**19))
cells: st.SearchStrategy[Cell] = st.one_of(texts, numbers, st.booleans(), st.dates())


@given(st.sampled_from(sorted(Kind)), cells, st.sampled_from([1, 10000]))
def test_a_cell_is_told_as_it_would_be_read_with_care(kind: Kind, cell: Cell, unit: int) -> None:
    told = usually(kind, Decimal(unit), TODAY)(cell)
    for field in FIELD_OF[kind] if told is not None else ():
        assert not blank(field, cell)
        with_care = read(field, cell, Decimal(unit), TODAY)
        assert (told, type(told), str(told)) == (with_care, type(with_care), str(with_care))


@given(st.sampled_from(sorted(Kind)), st.lists(st.one_of(st.sampled_from(["张三", "张三\n李四", ""]), cells)))
@example(Kind.NAME, ["张三\n李四", "王五"])
@example(Kind.ACCOUNT, [f"{account(1)}\n{account(2)}"])
@example(Kind.ACCOUNT, ["", account(1), ""])
def test_many_cells_are_usual_where_each_is_blank_or_usual(kind: Kind, made: list[Cell]) -> None:
    usual = usually(kind, Decimal(1), TODAY)

    if all_usually(kind, TODAY)(made):
        assert all(cell == "" or usual(cell) == cell for cell in made)


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (Kind.NAME, "张三"),
        (Kind.NAME, "张　三"),
        (Kind.NAME, "欧阳 锋"),
        (Kind.ID, resident_id(1)),
        (Kind.ID, in_fours(resident_id(1))),
        (Kind.PHONE, "15400000001"),
        (Kind.ACCOUNT, account(1)),
        (Kind.ACCOUNT, in_fours(account(1))),
        (Kind.TEXT, "某某纺织厂"),
        (Kind.MONEY, 32400.0),
    ],
)
def test_what_most_cells_are_is_told(kind: Kind, cell: Cell) -> None:
    assert usually(kind, Decimal(1), TODAY)(cell) is not None


@pytest.mark.parametrize(
    ("kind", "cell"),
    [(Kind.NAME, "张三"), (Kind.PHONE, "15400000001"), (Kind.ACCOUNT, account(1)), (Kind.TEXT, "某某纺织厂")],
)
def test_many_that_are_usual_are_told_together(kind: Kind, cell: Cell) -> None:
    all_usual = all_usually(kind, TODAY)
    assert all_usual([cell, "", cell])
    assert not all_usual([cell, f"{cell}\n{cell}"])
    assert not all_usual([cell, 1.0])


def test_many_numbers_are_told_together_where_none_is_blank() -> None:
    all_usual = all_usually(Kind.ID, TODAY)
    assert all_usual([resident_id(1), resident_id(2)])
    assert not all_usual([resident_id(1), ""])
    assert not all_usual([resident_id(1), 1.0])


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (Kind.NAME, "张某"),
        (Kind.NAME, "待定"),
        (Kind.NAME, "张　某"),
        (Kind.NAME, "自己"),
        (Kind.NAME, "张三 李四"),
        (Kind.ID, resident_id(1)[:17] + "0"),
        (Kind.ID, resident_id(1, "20220107")),
        (Kind.ACCOUNT, "1234567"),
        (Kind.ACCOUNT, resident_id(1)),
        (Kind.ACCOUNT, in_fours(resident_id(1))),
        (Kind.ACCOUNT, "6217\n0000 0000"),
        (Kind.MONEY, 1200.5),
        (Kind.MONEY, True),
        (Kind.MONEY, -1.0),
    ],
)
def test_what_needs_care_is_left_to_it(kind: Kind, cell: Cell) -> None:
    assert usually(kind, Decimal(1), TODAY)(cell) is None


def test_care_may_refuse_what_is_left_to_it() -> None:
    with pytest.raises(Unreadable):
        read(FIELDS["name"], "张某", Decimal(1), TODAY)
