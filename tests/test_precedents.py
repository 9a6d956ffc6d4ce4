"""Precedents say what judging each household by itself would say; nothing is decided by likeness alone."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from people import household, resident_id
from test_assess import COMPLETE, FIGURE, RULES, STANDARDS, TWICE, blanks, without
from warmth_cli.household import Household, Member
from warmth_cli.issues import Issue
from warmth_cli.rulebook.assess import assess
from warmth_cli.rulebook.criteria import Criterion
from warmth_cli.rulebook.pack import Rules
from warmth_cli.rulebook.precedents import Precedents
from warmth_cli.rulebook.standards import Lookup, Standard

OLD = Lookup([Standard.model_validate(FIGURE | {"from": date(2020, 7, 1)})], RULES.standard_day, "old.toml")
NONE = Lookup((), RULES.standard_day, "standards.toml")
PHONE = Issue("phone-missing", "roster.xlsx", "花名册", 2, "G2", "phone")
SIZE = Issue("members-differ", "roster.xlsx", "花名册", 2, "N2", "household_size", "3", {"listed": "2"})
FAULT = Issue("account-shape", "roster.xlsx", "花名册", 2, "W2", "account", "62-00")
NUMBER = Issue("id-check", "roster.xlsx", "花名册", 2, "E2", "id_number", "340300198503020014")
INCOME = Issue("money-unreadable", "roster.xlsx", "花名册", 2, "S2", "annual_income", "约3万")

more = {
    "row": st.integers(2, 9),
    "monthly_income_per_head": st.sampled_from((None, None, Decimal("2100.00"), Decimal("2100.01"))),
    "members": st.sampled_from(((), (), (Member(row=3, id_number=resident_id(7)),))),
    "issues": st.sampled_from(
        ((), (), (PHONE,), (PHONE, SIZE), (FAULT,), (NUMBER, PHONE), (FAULT, INCOME), (INCOME, SIZE))
    ),
    "finding_reason": st.sampled_from((None, "再次发放")),
}
households = st.fixed_dictionaries(COMPLETE | more).map(lambda changes: household(**changes))


def agree(rules: Rules, standards: Lookup, rows: list[Household]) -> None:
    precedents = Precedents(rules, standards)
    for doubles in ((), (TWICE,)):
        places = {each.place: doubles for each in rows if doubles}
        assert precedents.decide(rows, places) == [
            assess(each, rules, standards, doubles)._replace(findings=()) for each in rows
        ]


@settings(max_examples=150)
@given(st.lists(households, max_size=8), st.sampled_from((STANDARDS, OLD, NONE)))
def test_a_precedent_decides_as_the_rules_do(rows: list[Household], standards: Lookup) -> None:
    agree(RULES, standards, rows)


@given(st.lists(households, min_size=1, max_size=3), blanks, st.booleans())
def test_what_is_blank_or_unread_has_no_other_precedent(
    rows: list[Household], names: set[str], unread: bool
) -> None:
    agree(RULES, STANDARDS, [*rows, *(without(each, names, unread) for each in rows), *rows])


# Every kind of condition, on fields of few values and of many, whose words quote the value or do not.
CONDITIONS = (
    'kind = "none_of", field = "employer", values = ["甲厂"]',
    'kind = "one_of", field = "employer", values = ["甲厂"]',
    'kind = "absent", field = "note"',
    'kind = "present", field = "note"',
    'kind = "same_as", field = "bank", other = "branch"',
    'kind = "number_within", field = "annual_income", at_most = 100',
    'kind = "any_of", of = [{kind = "one_of", field = "employer", values = ["甲厂"], clause = "1"},'
    ' {kind = "is_true", field = "arranged", clause = "1"}]',
)


def condition(words: str) -> Criterion:
    """The condition that a rule pack writes so."""
    read = tomllib.loads(f'each = {{ {words}, clause = "1" }}', parse_float=Decimal)["each"]
    criterion: Criterion = TypeAdapter(Criterion).validate_python(read)
    return criterion


own = st.fixed_dictionaries(
    {
        "employer": st.sampled_from((None, "甲厂", "乙厂", "丙厂")),
        "note": st.sampled_from((None, "甲", "乙")),
        "bank": st.sampled_from((None, "甲行", "乙行")),
        "branch": st.sampled_from((None, "甲行")),
        "annual_income": st.sampled_from((None, Decimal(100), Decimal(101), Decimal(102))),
        "arranged": st.sampled_from((None, True, False)),
        "issues": st.sampled_from(((), (FAULT,))),
        "unread": st.sampled_from((frozenset(), frozenset(("employer", "annual_income")))),
    }
)


@pytest.mark.parametrize("place", ["whom", "conditions", "payment", "advice"])
@pytest.mark.parametrize("asked", CONDITIONS)
@settings(max_examples=15)
@given(rows=st.lists(own, min_size=2, max_size=6))
def test_a_pack_of_any_conditions_has_right_precedents(
    place: str, asked: str, rows: list[dict[str, Any]]
) -> None:
    criterion = condition(asked)
    grant, advice = RULES.grants[0], RULES.advice[0]
    changes: dict[str, Any] = {
        "whom": {"grants": (replace(grant, whom=(*grant.whom, criterion)), *RULES.grants[1:])},
        "conditions": {"grants": (replace(grant, conditions=(*grant.conditions, criterion)),)},
        "payment": {"payment": (*RULES.payment, criterion)},
        "advice": {"advice": (replace(advice, conditions=(criterion,)),)},
    }

    agree(replace(RULES, **changes[place]), STANDARDS, [household(**each) for each in rows])


@settings(max_examples=40)
@given(rows=st.lists(own, min_size=2, max_size=6), asked=st.sampled_from(CONDITIONS[:5]))
def test_advice_on_a_field_that_a_grant_asks_for_too_is_given_to_whom_it_speaks_of(
    rows: list[dict[str, Any]], asked: str
) -> None:
    wider = 'kind = "one_of", field = "employer", values = ["甲厂", "乙厂"]'
    same = 'kind = "same_as", field = "bank", other = "branch"'
    whom = [condition(wider), condition(same)]
    grants = tuple(replace(grant, whom=(*grant.whom, *whom)) for grant in RULES.grants)
    advice = replace(RULES.advice[0], conditions=(condition(asked),))

    agree(replace(RULES, grants=grants, advice=(advice,)), STANDARDS, [household(**each) for each in rows])
