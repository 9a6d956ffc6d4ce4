"""A household under the notice: what must hold for every household, whatever its roster says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from people import account, changed, household, resident_id
from warmth_cli import fields
from warmth_cli.household import Household, Member, Place
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue
from warmth_cli.rulebook.assess import Decision, Double, Outcome, assess
from warmth_cli.rulebook.criteria import OneOf
from warmth_cli.rulebook.finding import Truth
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.rulebook.standards import Lookup, Standard

RULES = choose_pack(find_packs(None), None, "bengbu-2022").under({})
FIGURE = {"district": "蚌山区", "monthly": Decimal("700.00"), "from": date(2021, 7, 1), "source": "虚构"}
STANDARDS = Lookup([Standard.model_validate(FIGURE)], RULES.standard_day, "standards.toml")
LIMIT = 3 * 700 * 12
"""Yuan a year and head: the most that the income test lets pass."""

REGISTERED = RULES.grants[0]
[DEEP, NOT_AGAINST] = REGISTERED.conditions

GRANTED, REFUSED, HELD = Outcome.GRANTED, Outcome.REFUSED, Outcome.HELD

UNFILED: dict[str, Any] = {"file_status": "未建档", "hardship": None, "cause": "6"}
REMOVED: dict[str, Any] = {"file_status": "已退档", "hardship": None, "removed_on": date(2021, 6, 30)}
PHASE_OUT: dict[str, Any] = {"file_status": "渐退期", "hardship": None, "phase_out_until": date(2022, 6, 30)}


def judge(household: Household, doubles: tuple[Double, ...] = ()) -> Decision:
    return assess(household, RULES, STANDARDS, doubles)


def codes(decision: Decision) -> list[str]:
    return [issue.code for issue in decision.reasons]


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([*values, None])


YEAR_ENDS = maybe(*(date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1)))
COMPLETE: dict[str, st.SearchStrategy[Any]] = {
    "district": maybe("蚌山区", "蚌山区", "禹会区"),
    "file_status": maybe(*get_args(fields.FileStatus)),
    "hardship": maybe(*get_args(fields.Hardship)),
    "removed_on": YEAR_ENDS,
    "removal_reason": maybe(*get_args(fields.RemovalReason)),
    "phase_out_until": YEAR_ENDS,
    "cause": maybe("6", "8", "9"),
    "household_size": maybe(1, 2, 3),
    "annual_income": maybe(*(Decimal(people * LIMIT) for people in (1, 2, 3)), Decimal("75600.01")),
    "provincial_visit": maybe(True, False),
    "paired_cadre": maybe("王建国"),
    "arranged": maybe(True, True, False),
    "finding": maybe(*get_args(fields.Judgement)),
    "account": maybe(account(1), account(1)),
    "account_holder": maybe("张春梅", "张春梅", "李建军"),
    "name": maybe("张春梅", "张春梅"),
}
households = st.fixed_dictionaries(COMPLETE).map(lambda changes: household(**changes))
"""Households of every kind, complete or not."""

CAN_BE_BLANK = sorted({*COMPLETE, "id_number", "union"})
blanks = st.sets(st.sampled_from(CAN_BE_BLANK), min_size=1, max_size=4)


def without(household: Household, names: set[str], unread: bool) -> Household:
    """The same household with these fields blank, because nobody filled them in or nobody could read them."""
    changes: dict[str, Any] = dict.fromkeys(names)
    return changed(household, **changes, unread=frozenset(names if unread else ()))


# --- the three outcomes --------------------------------------------------------------------------------


@given(households)
def test_granted_means_that_everything_is_met_and_nothing_is_left_to_say(household: Household) -> None:
    decision = judge(household)

    if decision.outcome is GRANTED:
        assert {finding.truth for finding in decision.findings} == {Truth.MET}
        assert decision.reasons == ()
        assert decision.grant is not None
        assert decision.amount == decision.grant.amount > 0
    else:
        assert decision.reasons
        assert decision.amount == 0


@given(households)
def test_refused_means_that_something_is_known_to_fail(household: Household) -> None:
    decision = judge(household)

    if decision.outcome is REFUSED:
        assert any(finding.truth is Truth.NOT_MET for finding in decision.findings)
        assert all(issue.severity is Severity.REASON and issue.found for issue in decision.reasons)


@given(households, st.booleans())
@example(household(**UNFILED, annual_income=Decimal(99), members=(Member(row=3),)), False)
def test_held_means_that_there_is_something_to_mend(household: Household, elsewhere: bool) -> None:
    """Every reason weighs as an error, and says of no field that is filled in that it is blank."""
    decision = judge(household, (TWICE,) if elsewhere else ())

    if decision.outcome is HELD:
        for issue in decision.reasons:
            assert issue.severity is Severity.ERROR
            if issue.code in ("missing", "undecided", "union-missing", "account-missing"):
                assert getattr(household, issue.field) is None


@given(households)
def test_every_issue_can_be_said_in_both_languages(household: Household) -> None:
    decision = judge(household)

    for issue in decision.reasons + decision.notes:
        for language in ("en", "zh"):
            assert issue.message.spoken(language)
            assert issue.remedy.spoken(language)


# --- doubt is held, never refused ----------------------------------------------------------------------

WHOLE: list[dict[str, Any]] = [
    {},
    {"provincial_visit": True},
    REMOVED | {"removal_reason": "退休"},
    REMOVED | {"removal_reason": "其他", "finding": "同意"},
    PHASE_OUT | {"arranged": True},
    UNFILED | {"annual_income": Decimal("75600.00")},
    UNFILED | {"monthly_income_per_head": Decimal("2100.00")},
    UNFILED | {"annual_income": Decimal("75600.00"), "cause": "9", "finding": "同意"},
]


@given(st.sampled_from(WHOLE), blanks, st.booleans())
def test_a_blank_in_a_granted_household_never_refuses_it(
    changes: dict[str, Any], names: set[str], unread: bool
) -> None:
    granted = household(**changes)
    assert judge(granted).outcome is GRANTED

    assert judge(without(granted, names, unread)).outcome is not REFUSED


@given(households, blanks, st.booleans())
def test_a_blank_never_refuses_what_was_not_refused(
    household: Household, names: set[str], unread: bool
) -> None:
    assume(judge(household).outcome is not REFUSED)

    assert judge(without(household, names, unread)).outcome is not REFUSED


@pytest.mark.parametrize("name", ["union", "name", "id_number", "account"])
@pytest.mark.parametrize("unread", [False, True])
def test_nobody_is_paid_without_union_name_number_and_account(name: str, unread: bool) -> None:
    decision = judge(without(household(account_holder=None), {name}, unread))

    assert (decision.outcome, [issue.field for issue in decision.reasons]) == (HELD, [name])


def test_a_blank_name_says_nothing_about_the_account_holder() -> None:
    assert codes(judge(household(name=None, account_holder="张春梅"))) == ["missing"]


@pytest.mark.parametrize(
    ("given", "blank"),
    [
        ({}, {"annual_income", "household_size", "district"}),
        ({"annual_income": Decimal(30000)}, {"household_size", "district"}),
        ({"annual_income": Decimal(30000), "household_size": 3}, {"district"}),
        ({"monthly_income_per_head": Decimal(500)}, {"district"}),
        ({"district": "蚌山区"}, {"annual_income", "household_size"}),
    ],
)
def test_all_that_the_income_test_lacks_is_asked_for_at_once(given: dict[str, Any], blank: set[str]) -> None:
    nothing: dict[str, Any] = {"annual_income": None, "household_size": None, "district": None}
    decision = judge(household(**UNFILED, **(nothing | given)))

    assert {issue.field for issue in decision.reasons if issue.code == "missing"} == blank
    assert len(decision.reasons) == len(blank)


# --- what holds whatever the notice says ---------------------------------------------------------------

FAULT = Issue("account-shape", "roster.xlsx", "花名册", 2, "W2", "account", "62-00")
TYPING = Issue("phone-missing", "roster.xlsx", "花名册", 2, "G2", "phone")
ELSEWHERE = Place("other.xlsx", "花名册", 9)
TWICE = Double("person-twice", "x", (ELSEWHERE,))


@given(households)
def test_an_error_in_the_row_always_holds(household: Household) -> None:
    decision = judge(household._replace(issues=(TYPING, FAULT)))

    assert (decision.outcome, decision.reasons[0], decision.amount) == (HELD, FAULT, 0)


@given(households)
def test_a_person_in_another_household_always_holds(household: Household) -> None:
    decision = judge(household, (Double("person-twice", "340300198503020013", (ELSEWHERE,)),))

    assert decision.outcome is HELD
    [twice] = [issue for issue in decision.reasons if issue.code == "person-twice"]
    assert ELSEWHERE.file in twice.message.spoken("en")


@pytest.mark.parametrize(
    "failing",
    [
        {"hardship": "相对困难"},
        REMOVED | {"removed_on": date(2020, 12, 31), "removal_reason": "脱困"},
        PHASE_OUT | {"arranged": False},
        UNFILED | {"annual_income": Decimal("75600.01")},
        UNFILED | {"annual_income": Decimal(0), "cause": "9", "finding": "不同意"},
    ],
)
def test_an_error_in_the_row_is_the_only_reason_where_the_conditions_fail(failing: dict[str, Any]) -> None:
    assert judge(household(**failing)).outcome is REFUSED

    decision = judge(household(**failing, issues=(FAULT,)))

    assert decision.reasons == (FAULT,)


def test_an_error_in_a_cell_is_not_told_twice() -> None:
    fault = Issue("value-unknown", "roster.xlsx", "花名册", 2, "J2", "hardship", "低保户")

    decision = judge(household(hardship=None, unread=frozenset({"hardship"}), issues=(fault,)))

    assert decision.reasons == (fault,)


def test_a_warning_stands_beside_the_decision() -> None:
    decision = judge(household(issues=(TYPING,)))

    assert (decision.outcome, decision.notes) == (GRANTED, (TYPING,))


def test_holds_are_told_from_the_row_to_the_notice() -> None:
    broken = household(union=None, hardship=None, account=None, issues=(replace(FAULT, field="note"),))

    assert codes(judge(broken, (TWICE, TWICE._replace(number="y")))) == [
        "account-shape",
        "union-missing",
        "person-twice",
        "missing",
        "account-missing",
    ]


def test_a_payment_condition_that_fails_holds_and_says_why() -> None:
    only_this_bank = OneOf(kind="one_of", field="bank", values=["虚构银行"], clause="四(二)")
    rules = replace(RULES, payment=(only_this_bank,))

    decision = assess(household(bank="另一银行"), rules, STANDARDS, ())

    assert (decision.outcome, [issue.field for issue in decision.reasons]) == (HELD, ["bank"])


# --- what the decision depends on ----------------------------------------------------------------------


@given(st.integers(0, 2 * LIMIT * 100), st.integers(0, 2 * LIMIT * 100), st.booleans(), st.integers(1, 9))
def test_a_lower_income_never_loses_a_grant(one: int, other: int, yearly: bool, people: int) -> None:
    name = "annual_income" if yearly else "monthly_income_per_head"
    unit = Decimal(people if yearly else 1) / (100 if yearly else 1200)
    incomes: list[dict[str, Any]] = [{name: fen * unit} for fen in sorted((one, other))]

    lower, higher = (judge(household(**UNFILED, household_size=people, **income)) for income in incomes)

    assert {lower.outcome, higher.outcome} <= {GRANTED, REFUSED}
    assert (lower.outcome, higher.outcome) != (REFUSED, GRANTED)


@given(households, st.sampled_from(["employer", "note", "bank", "branch", "phone"]), maybe("甲", "乙"))
def test_fields_that_the_notice_does_not_name_change_nothing(
    household: Household, name: str, value: str | None
) -> None:
    assert judge(changed(household, **{name: value})) == judge(household)


@given(households, st.sampled_from(["removed_on", "removal_reason", "phase_out_until", "arranged", "cause"]))
def test_on_file_only_hardship_visit_and_finding_count(household: Household, name: str) -> None:
    on_file = household._replace(file_status="在档")
    emptied = changed(on_file, **{name: None})

    assert judge(on_file) == judge(emptied)


def test_a_refusal_says_what_was_found_what_is_asked_for_and_where() -> None:
    [reason] = judge(household(hardship="相对困难")).reasons

    assert (reason.field, reason.found) == ("hardship", "相对困难")
    assert reason.values == {"required": "深度困难", "clause": "二(三)"}
    assert (reason.file, reason.sheet, reason.row) == ("roster.xlsx", "花名册", 2)


def test_what_a_person_must_judge_says_what_was_found_and_what_the_clause_names() -> None:
    [reason] = judge(household(**UNFILED | {"cause": "9"}, annual_income=Decimal(0))).reasons

    assert (reason.field, reason.found) == ("cause", "9 子女上学")
    assert reason.values["required"] == "6 患重特大疾病、7 遭受自然灾害、8 遭受意外事故"


def test_what_a_person_must_judge_is_said_to_be_blank_where_nothing_was_found() -> None:
    [reason] = judge(household(**REMOVED)).reasons

    assert (reason.code, reason.field) == ("undecided", "removal_reason")
    assert reason.message.spoken("zh") == "“退档原因”未填，须由人工决定。"


def test_who_must_decide_is_asked() -> None:
    [reason] = judge(household(**PHASE_OUT)).reasons

    assert (reason.code, reason.field) == ("undecided", "arranged")
    assert "officer in charge" in reason.remedy.spoken("en")


def test_without_a_file_status_nothing_else_is_asked_yet() -> None:
    reasons = judge(household(file_status=None, hardship=None)).reasons

    assert [issue.field for issue in reasons] == ["file_status"]


@pytest.mark.parametrize(("unread", "said"), [(frozenset(), ["advice-warning"]), ({"paired_cadre"}, [])])
def test_only_a_cadre_that_is_known_to_be_missing_is_asked_for(unread: set[str], said: list[str]) -> None:
    decision = judge(household(paired_cadre=None, unread=frozenset(unread)))

    assert [issue.code for issue in decision.notes] == said


# --- which of several grants ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "chosen"),
    [
        ([(DEEP, NOT_AGAINST), (DEEP,)], 1),
        ([(DEEP,), (DEEP, NOT_AGAINST)], 0),
        ([(DEEP,), ()], 1),
    ],
)
def test_the_grant_that_comes_nearest_is_the_one_that_is_spoken_of(
    conditions: list[tuple[Any, ...]], chosen: int
) -> None:
    grants = tuple(replace(REGISTERED, id=f"{n}", conditions=each) for n, each in enumerate(conditions))

    decision = assess(
        household(hardship="相对困难", finding="不同意"), replace(RULES, grants=grants), STANDARDS, ()
    )

    assert decision.grant == grants[chosen]


def test_a_household_that_no_grant_speaks_of_is_refused() -> None:
    decision = assess(household(**UNFILED), replace(RULES, grants=(REGISTERED,)), STANDARDS, ())

    assert (decision.outcome, decision.grant, codes(decision)) == (REFUSED, None, ["no-grant"])


def test_members_are_no_matter_to_a_grant_without_income_test() -> None:
    child = Member(row=3, name="张小明", id_number=resident_id(2, "20100302"), relation="子")

    assert judge(household(household_size=9, members=(child,))).outcome is GRANTED


@pytest.mark.parametrize(("monthly", "said"), [("3000.00", []), ("3000.01", ["standard-yearly"])])
def test_nobody_is_compared_with_a_standard_that_must_be_a_years(monthly: str, said: list[str]) -> None:
    standard = Standard.model_validate(FIGURE | {"monthly": Decimal(monthly)})
    standards = Lookup([standard], RULES.standard_day, "standards.toml")

    decision = assess(
        household(**UNFILED, household_size=1, annual_income=Decimal(40000)), RULES, standards, ()
    )

    assert decision.outcome is (HELD if said else GRANTED)
    assert codes(decision) == said
