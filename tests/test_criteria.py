"""Each kind of condition: met, not met, or unknown; a blank or unreadable field is never a no."""

import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from people import household, resident_id
from warmth_cli.household import Household, Member
from warmth_cli.rulebook.criteria import Criterion as AnyCriterion
from warmth_cli.rulebook.finding import Finding, Truth, examine, truth
from warmth_cli.rulebook.standards import Lookup, Standard

MET, NOT_MET, UNKNOWN = Truth.MET, Truth.NOT_MET, Truth.UNKNOWN
NO_STANDARDS = Lookup([], date(2022, 1, 1), "standards.toml")
UNREADABLE = object()

CRITERION: TypeAdapter[Any] = TypeAdapter(AnyCriterion)


def condition(toml: str) -> Any:
    """A condition as a rule pack writes it, but for its clause."""
    return CRITERION.validate_python(tomllib.loads(toml, parse_float=Decimal) | {"clause": "一"})


def having(**fields: Any) -> Household:
    """A household with these fields; `UNREADABLE` ones are blank and known to be unread."""
    unread = frozenset(name for name, value in fields.items() if value is UNREADABLE)
    return household(**(fields | dict.fromkeys(unread)), unread=unread)


def look(toml: str, household: Household, standards: Lookup = NO_STANDARDS) -> Finding:
    """The finding of a condition; the short way to its truth must say the same."""
    criterion = condition(toml)
    finding = examine(criterion, household, standards)
    assert truth(criterion, household, standards) is finding.truth
    return finding


ONE_OF = 'kind = "one_of"\nfield = "hardship"\nvalues = ["深度困难", "相对困难"]'
NONE_OF = 'kind = "none_of"\nfield = "finding"\nvalues = ["不同意"]'
IS_TRUE = 'kind = "is_true"\nfield = "arranged"'
IS_FALSE = 'kind = "is_false"\nfield = "arranged"'
BLANK_IS_NO = '\nblank = "no"'
PRESENT = 'kind = "present"\nfield = "paired_cadre"'
ABSENT = 'kind = "absent"\nfield = "paired_cadre"'
SAME_AS = 'kind = "same_as"\nfield = "account_holder"\nother = "name"'
IN_2021 = 'kind = "date_within"\nfield = "removed_on"\nfirst = 2021-01-01\nlast = 2021-12-31'
FROM_2022 = 'kind = "date_within"\nfield = "removed_on"\nfirst = 2022-01-01'
UNTIL_2022 = 'kind = "date_within"\nfield = "removed_on"\nlast = 2022-01-01'
PEOPLE = 'kind = "number_within"\nfield = "household_size"\nat_least = 2\nat_most = 4'
AT_LEAST = 'kind = "number_within"\nfield = "annual_income"\nat_least = 100.00'
NOTHING = 'kind = "number_within"\nfield = "annual_income"\nat_most = 0'


@pytest.mark.parametrize(
    ("toml", "value", "expected"),
    [
        (ONE_OF, "深度困难", MET),
        (ONE_OF, "相对困难", MET),
        (ONE_OF, "意外致困", NOT_MET),
        (ONE_OF, None, UNKNOWN),
        (ONE_OF, UNREADABLE, UNKNOWN),
        (NONE_OF, "不同意", NOT_MET),
        (NONE_OF, "同意", MET),
        (NONE_OF, None, MET),
        (NONE_OF, UNREADABLE, UNKNOWN),
        (IS_TRUE, True, MET),
        (IS_TRUE, False, NOT_MET),
        (IS_TRUE, None, UNKNOWN),
        (IS_TRUE, UNREADABLE, UNKNOWN),
        (IS_TRUE + BLANK_IS_NO, True, MET),
        (IS_TRUE + BLANK_IS_NO, None, NOT_MET),
        (IS_TRUE + BLANK_IS_NO, UNREADABLE, UNKNOWN),
        (IS_FALSE, False, MET),
        (IS_FALSE, True, NOT_MET),
        (IS_FALSE, None, UNKNOWN),
        (IS_FALSE, UNREADABLE, UNKNOWN),
        (IS_FALSE + BLANK_IS_NO, True, NOT_MET),
        (IS_FALSE + BLANK_IS_NO, None, MET),
        (IS_FALSE + BLANK_IS_NO, UNREADABLE, UNKNOWN),
        (PRESENT, "王建国", MET),
        (PRESENT, None, UNKNOWN),
        (PRESENT, UNREADABLE, UNKNOWN),
        (ABSENT, "王建国", NOT_MET),
        (ABSENT, None, MET),
        (ABSENT, UNREADABLE, UNKNOWN),
        (SAME_AS, "张春梅", MET),
        (SAME_AS, None, MET),
        (SAME_AS, "李建军", UNKNOWN),
        (SAME_AS, UNREADABLE, UNKNOWN),
        (IN_2021, date(2020, 12, 31), NOT_MET),
        (IN_2021, date(2021, 1, 1), MET),
        (IN_2021, date(2021, 12, 31), MET),
        (IN_2021, date(2022, 1, 1), NOT_MET),
        (IN_2021, None, UNKNOWN),
        (IN_2021, UNREADABLE, UNKNOWN),
        (FROM_2022, date(2021, 12, 31), NOT_MET),
        (FROM_2022, date(2022, 1, 1), MET),
        (FROM_2022, date(9999, 12, 31), MET),
        (UNTIL_2022, date(1, 1, 1), MET),
        (UNTIL_2022, date(2022, 1, 1), MET),
        (UNTIL_2022, date(2022, 1, 2), NOT_MET),
        (PEOPLE, 1, NOT_MET),
        (PEOPLE, 2, MET),
        (PEOPLE, 4, MET),
        (PEOPLE, 5, NOT_MET),
        (PEOPLE, None, UNKNOWN),
        (PEOPLE, UNREADABLE, UNKNOWN),
        (AT_LEAST, Decimal("99.99"), NOT_MET),
        (AT_LEAST, Decimal("100.00"), MET),
        (NOTHING, Decimal("0.00"), MET),
        (NOTHING, Decimal("0.01"), NOT_MET),
    ],
)
def test_a_condition_on_one_field(toml: str, value: object, expected: Truth) -> None:
    field = condition(toml).field

    finding = look(toml, having(**{field: value}))

    assert finding.truth is expected
    assert (finding.code == "unread") is (value is UNREADABLE)


@pytest.mark.parametrize(
    ("toml", "value", "found", "required"),
    [
        (ONE_OF, "意外致困", "意外致困", "深度困难、相对困难"),
        (NONE_OF, "不同意", "不同意", "≠ 不同意"),
        (IS_TRUE, False, "否", "是"),
        (IS_FALSE, True, "是", "否"),
        (IN_2021, date(2020, 12, 31), "2020-12-31", "2021-01-01 – 2021-12-31"),
        (FROM_2022, None, "", "≥ 2022-01-01"),
        (UNTIL_2022, None, "", "≤ 2022-01-01"),
        (PEOPLE, 5, "5", "2 – 4"),
        (NOTHING, Decimal(1), "1.00", "≤ 0"),
        (AT_LEAST, Decimal(1), "1.00", "≥ 100.00"),
    ],
)
def test_both_values_are_said(toml: str, value: object, found: str, required: str) -> None:
    finding = look(toml, having(**{condition(toml).field: value}))

    assert (finding.found, finding.required) == (found, required)


def test_an_account_is_compared_with_a_name_that_is_not_known() -> None:
    finding = look(SAME_AS, having(name=UNREADABLE, account_holder="张春梅"))

    assert finding.truth is UNKNOWN


ANY_OF = """
kind = "any_of"
of = [
    { kind = "one_of", field = "cause", values = ["6"], clause = "一" },
    { kind = "one_of", field = "finding", values = ["同意"], clause = "一" },
]
"""


@pytest.mark.parametrize(
    ("cause", "finding", "expected"),
    [
        ("6", "同意", MET),
        ("6", None, MET),
        ("6", "不同意", MET),
        (None, "同意", MET),
        (None, None, UNKNOWN),
        (None, "不同意", UNKNOWN),
        ("9", "同意", MET),
        ("9", None, UNKNOWN),
        ("9", "不同意", NOT_MET),
        (UNREADABLE, "同意", MET),
        (UNREADABLE, "不同意", UNKNOWN),
    ],
)
def test_any_of_is_met_by_one_and_fails_only_when_all_fail(
    cause: object, finding: object, expected: Truth
) -> None:
    assert look(ANY_OF, having(cause=cause, finding=finding)).truth is expected


# --- the income test -----------------------------------------------------------------------------------

THREE_TIMES = 'kind = "income_at_most"\nmultiple = 3'


def living(monthly: str, district: str = "蚌山区", residence: str | None = None) -> Standard:
    """One invented figure, in force since the middle of 2021."""
    table = {"district": district, "residence": residence, "monthly": Decimal(monthly)}
    return Standard.model_validate(table | {"from": date(2021, 7, 1), "source": "虚构"})


def at(*standards: Standard) -> Lookup:
    return Lookup(standards, date(2022, 1, 1), "standards.toml")


def income(toml: str = THREE_TIMES, standards: Lookup | None = None, **fields: Any) -> Finding:
    return look(toml, having(**fields), standards or at(living("700.00")))


@pytest.mark.parametrize(
    ("yearly", "people", "expected"),
    [
        ("25200.00", 1, MET),
        ("25200.01", 1, NOT_MET),
        ("75600.00", 3, MET),
        ("75600.01", 3, NOT_MET),
        ("176400.00", 7, MET),
        ("176400.01", 7, NOT_MET),
    ],
)
def test_yearly_income_is_compared_without_rounding(yearly: str, people: int, expected: Truth) -> None:
    assert income(annual_income=Decimal(yearly), household_size=people).truth is expected


@pytest.mark.parametrize(
    ("multiple", "monthly", "expected"),
    [
        ("3", "900.09", MET),  # as floats, 900.09 <= 3 * 300.03 is false
        ("3", "900.10", NOT_MET),
        ("1.5", "450.04", MET),
        ("1.5", "450.05", NOT_MET),
    ],
)
def test_monthly_income_is_compared_exactly(multiple: str, monthly: str, expected: Truth) -> None:
    toml = f'kind = "income_at_most"\nmultiple = {multiple}'

    finding = income(
        toml, at(living("300.03")), monthly_income_per_head=Decimal(monthly), household_size=None
    )

    assert finding.truth is expected


fen = st.integers(0, 10**9).map(lambda amount: Decimal(amount) / 100)


@given(st.integers(1, 99), st.integers(1, 300_000).map(lambda amount: Decimal(amount) / 100), st.data())
def test_the_limit_is_the_last_fen_that_passes(people: int, monthly: Decimal, data: st.DataObject) -> None:
    limit = 3 * monthly * people * 12
    yearly = data.draw(fen | st.sampled_from([limit, limit + Decimal("0.01"), limit - Decimal("0.01")]))

    finding = income(standards=at(living(str(monthly))), annual_income=yearly, household_size=people)

    per_head = Fraction(yearly) / people / 12
    assert finding.truth is (MET if per_head <= 3 * Fraction(monthly) else NOT_MET)


def test_an_income_that_was_compared_says_both_values_and_the_standard() -> None:
    finding = income(annual_income=Decimal("75600.12"), household_size=3)

    assert finding.found == "75600.12 ÷ 3 ÷ 12 = 2100.003333…"
    assert finding.required == "≤ 3 × 700.00 × 3 × 12 = 75600.00"
    assert finding.living is not None
    assert (finding.living.monthly, finding.living.since) == (Decimal("700.00"), date(2021, 7, 1))


@pytest.mark.parametrize(
    ("yearly", "monthly", "code"),
    [
        ("36000.36", "1000.00", ""),
        ("36000.37", "1000.00", "income-contradiction"),
        ("35999.64", "1000.00", ""),
        ("35999.63", "1000.00", "income-contradiction"),
    ],
)
def test_both_incomes_may_differ_by_a_fen_a_head_and_month(yearly: str, monthly: str, code: str) -> None:
    finding = income(
        annual_income=Decimal(yearly), monthly_income_per_head=Decimal(monthly), household_size=3
    )

    assert (finding.truth, finding.code) == (UNKNOWN if code else MET, code)


MONEY: dict[str, Any] = {"annual_income": Decimal("30000.00"), "household_size": 3}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"annual_income": None}, "missing", "annual_income"),
        ({"household_size": None}, "missing", "household_size"),
        ({"district": None}, "missing", "district"),
        ({"annual_income": UNREADABLE}, "unread", "annual_income"),
        ({"annual_income": UNREADABLE, "monthly_income_per_head": Decimal(1)}, "unread", "annual_income"),
        ({"monthly_income_per_head": UNREADABLE}, "unread", "monthly_income_per_head"),
        ({"household_size": UNREADABLE}, "unread", "household_size"),
        ({"district": UNREADABLE}, "unread", "district"),
    ],
)
def test_an_income_that_cannot_be_compared_names_the_field(
    changes: dict[str, Any], code: str, field: str
) -> None:
    finding = income(**(MONEY | changes))

    assert (finding.truth, finding.code, finding.values["field"]) == (UNKNOWN, code, field)


def test_an_income_without_a_standard_is_unknown() -> None:
    finding = income(standards=NO_STANDARDS, **MONEY)

    assert (finding.truth, finding.code) == (UNKNOWN, "standard-missing")


@pytest.mark.parametrize(("size", "expected"), [(1, UNKNOWN), (2, MET), (3, UNKNOWN)])
def test_the_size_must_be_the_number_of_people_listed(size: int, expected: Truth) -> None:
    child = Member(row=3, name="张小明", id_number=resident_id(2, "20100302"), relation="子")

    finding = income(annual_income=Decimal("10000.00"), household_size=size, members=(child,))

    assert finding.truth is expected
    assert finding.code != "members-contradict" or (finding.found, finding.values["listed"]) == (
        f"{size}",
        "2",
    )
    assert (finding.code == "members-contradict") is (expected is UNKNOWN)


# --- how a condition is written -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('kind = "one_of"\nfield = "hardships"\nvalues = ["深度困难"]', "hardships"),
        ('kind = "one_of"\nfield = "hardship"\nvalues = ["低保户"]', "低保户"),
        ('kind = "one_of"\nfield = "hardship"\nvalues = []', "values"),
        ('kind = "is_true"\nfield = "hardship"', "choice"),
        ('kind = "is_true"\nfield = "arranged"\nblank = "yes"', "blank"),
        ('kind = "date_within"\nfield = "household_size"\nfirst = 2021-01-01', "count"),
        ('kind = "date_within"\nfield = "removed_on"', "first, last or both"),
        ('kind = "number_within"\nfield = "removed_on"\nat_most = 3', "date"),
        ('kind = "number_within"\nfield = "household_size"', "at_least, at_most or both"),
        ('kind = "same_as"\nfield = "account_holder"\nother = "head"', "head"),
        ('kind = "any_of"\nof = [{ kind = "present", field = "cause", clause = "一" }]', "of"),
        ('kind = "one_off"\nfield = "hardship"\nvalues = ["深度困难"]', "one_off"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(toml: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        condition(toml)
