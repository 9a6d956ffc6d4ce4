"""Who stands in several places of the rosters: persons, accounts, and one person under two numbers."""

from time import process_time

import pytest

from people import account, resident_id
from warmth_cli.doubles import (
    FiledPerson,
    accounts_in_two_households,
    persons_in_two_households,
    persons_under_two_numbers,
)
from warmth_cli.household import Place
from warmth_cli.rulebook.assess import Double, other_places

A, B, C = (Place(file, "花名册", 2) for file in "abc")


def test_each_household_that_shares_a_person_is_told_all_its_places() -> None:
    shared = persons_in_two_households(
        [FiledPerson(key, at) for key, at in zip("xxyx", (A, B, B, C), strict=True)]
    )

    assert shared == {place: [Double("person-twice", "x", [A, B, C])] for place in (A, B, C)}


def test_a_row_filled_down_a_whole_sheet_takes_no_longer_than_it_is_long() -> None:
    """An .ods repeats one household a million times in a few bytes."""
    rows = [Place("a.ods", "花名册", row) for row in range(1, 100_001)]
    persons = [FiledPerson("x", row, "张三", account(1)) for row in rows]

    shared = persons_in_two_households(persons)
    accounts = accounts_in_two_households([person._replace(key="") for person in persons])

    began = process_time()
    said = {other_places(row, shared[row][0].places).en for row in rows}
    assert process_time() - began < 10  # each beside each takes minutes
    assert len(said) == 4  # the first three rows name the fourth
    assert len({id(places) for places in accounts.values()}) == 1


@pytest.mark.parametrize(
    ("name", "card", "number", "held"),
    [
        ("张三", account(1), resident_id(2), True),
        ("李四", account(1), resident_id(2), False),
        ("张三", account(2), resident_id(2), False),
        ("张三", account(1), resident_id(1), False),  # one number: a person twice, said already
    ],
)
def test_one_name_and_account_under_two_numbers_is_one_person(
    name: str, card: str, number: str, held: bool
) -> None:
    first = FiledPerson(resident_id(1), A, "张三", account(1))
    second = FiledPerson(number, B, name, card)

    shared = persons_under_two_numbers([first, second])

    assert set(shared) == ({first.place, second.place} if held else set())


def test_an_account_is_told_where_it_stands_and_a_blank_one_nowhere() -> None:
    heads = [
        FiledPerson("", place, "张三", card) for place, card in ((A, account(1)), (B, account(1)), (C, None))
    ]

    assert accounts_in_two_households(heads) == {place: [A, B] for place in (A, B)}


@pytest.mark.parametrize(
    ("other", "shared"), [(resident_id(1), set()), (resident_id(2), {A, B}), ("", {A, B})]
)
def test_one_person_twice_shares_no_account_with_anybody(other: str, shared: set[Place]) -> None:
    heads = [FiledPerson(resident_id(1), A, "张三", account(1)), FiledPerson(other, B, "张三", account(1))]
    assert accounts_in_two_households(heads).keys() == shared


@pytest.mark.parametrize(
    ("places", "says"),
    [
        ([A, B], "b 花名册 row 2"),
        ([A, B, C], "b 花名册 row 2; c 花名册 row 2"),
        ([A, *[B] * 3], "; ".join(["b 花名册 row 2"] * 3)),
        ([A, *[B] * 5], "; ".join(["b 花名册 row 2"] * 3) + " and 2 more"),
        ([A, A], "a 花名册 row 2"),  # two tables side by side
    ],
)
def test_other_places_are_named_and_of_many_the_first_few(places: list[Place], says: str) -> None:
    assert other_places(A, places).en == says
