"""What the ledger keeps of households comes back as it was, or is refused."""

import json
from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from people import account, household, resident_id
from warmth_cli.household import Household, Member
from warmth_cli.household_text import by_column, household_in, household_text, households_in, households_text
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.month import Month

SON = Member(row=3, name="张小明", id_number=resident_id(7), relation="子", form={"民族": "汉族"})
ISSUE = Issue("paid-before", "a.xlsx", "花名册", 2, "D2", "id_number", "", {"others": Words("甲", "a")})
EVERYTHING = household(
    1,
    removed_on=Month(2021, 2),
    phase_out_until=date(2022, 1, 31),
    removal_reason="脱困",
    cause="6",
    annual_income=Decimal("36000.10"),
    monthly_income_per_head=Decimal("0.00"),
    arranged=False,
    finding="同意",
    finding_reason="属实",
    note="=1+1",
    form={"民族": "回族"},
    members=(SON,),
    unread=frozenset({"bank"}),
    issues=(ISSUE,),
)
"""A household of which every field says something."""
NOTHING = Household("b.xlsx", "", 5)
"""One of which none does."""


@pytest.mark.parametrize("each", [EVERYTHING, NOTHING, household(2)])
def test_a_household_comes_back_as_it_was(each: Household) -> None:
    assert household_in(household_text(each)) == each


@pytest.mark.parametrize(
    "households",
    [[EVERYTHING, NOTHING], [NOTHING, EVERYTHING, household(2)], [NOTHING], [EVERYTHING]],
    ids=["first", "amid", "nothing", "everything"],
)
def test_many_come_back_in_their_order(households: list[Household]) -> None:
    assert list(households_in(households_text(households))) == households


def test_the_case_says_something_in_every_field() -> None:
    defaults = Household._field_defaults

    said = EVERYTHING._asdict().items()

    assert not [name for name, value in said if name in defaults and value == defaults[name]]


def test_columns_without_anything_are_left_out() -> None:
    assert json.loads(households_text([NOTHING, NOTHING])).keys() == {"file", "sheet", "row"}


@pytest.mark.parametrize(
    "spoilt",
    [
        {"row": "5"},
        {"name": ""},
        {"id_number": resident_id(1)[:-1] + "0"},
        {"account": account(1)[:7]},
        {"annual_income": "-1"},
        {"household_size": 0},
        {"file_status": "建档"},
        {"nobody": "knows"},
        {"members": [{"row": 3, "nobody": "knows"}]},
    ],
    ids=str,
)
def test_what_no_household_can_be_is_refused(spoilt: dict[str, object]) -> None:
    one = {"file": "a.xlsx", "sheet": "", "row": 5} | spoilt

    with pytest.raises(ValidationError):
        household_in(json.dumps(one))
    with pytest.raises(ValidationError):
        list(households_in(json.dumps({name: [value] for name, value in one.items()})))


def test_columns_of_different_lengths_are_refused() -> None:
    columns = {"file": ["a", "a"], "sheet": ["", ""], "row": [2, 3], "name": ["张春梅"]}

    with pytest.raises(ValueError, match="shorter"):
        list(households_in(json.dumps(columns)))


def test_households_one_after_another_are_read_as_before() -> None:
    before = json.dumps([json.loads(household_text(each)) for each in (EVERYTHING, NOTHING)])

    assert list(households_in(by_column(before))) == [EVERYTHING, NOTHING]
