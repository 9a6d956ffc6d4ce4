"""What is known of a condition for one household: met, not met or unknown, with both values.

A blank or unreadable field makes a condition unknown: what is not known is never refused and never zero.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple, Self, assert_never

from warmth_cli.fields import Residence
from warmth_cli.household import Household
from warmth_cli.language import Words
from warmth_cli.month import Month, bounds
from warmth_cli.rulebook.criteria import (
    Absent,
    AnyOf,
    Criterion,
    DateWithin,
    IncomeAtMost,
    IsFalse,
    IsTrue,
    NoneOf,
    NumberWithin,
    OneOf,
    OnField,
    Present,
    SameAs,
    money,
    shown,
)
from warmth_cli.rulebook.standards import Living, Lookup, Unknown


class Truth(Enum):
    """What is known of a condition."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


class Finding(NamedTuple):
    """One condition looked at for one household: both values, as text without a language.

    `code` is that of the issue to show when the condition is unknown; `values` fill it. `parts` are the
    findings of an `any_of`, `living` is the standard that an income was compared with.
    """

    criterion: "Criterion"
    truth: Truth
    found: str
    required: str
    code: str = "missing"
    values: Mapping[str, str | Words] = {}
    parts: tuple["Finding", ...] = ()
    living: Living | None = None


def examine(criterion: Criterion, household: Household, standards: Lookup) -> Finding:
    """Look at one condition for one household."""
    match criterion:
        case IncomeAtMost():
            return _income(criterion, household, standards)
        case AnyOf(of=of):
            return _any(criterion, [examine(each, household, standards) for each in of])
        case _:
            return _field_finding(criterion, household)


def truth(criterion: Criterion, household: Household, standards: Lookup) -> Truth:
    """What is known of a condition, without the values: most conditions of most grants need no more."""
    if isinstance(criterion, IncomeAtMost):
        compared = income_compared(criterion, Income.of(household), standards)
        if not isinstance(compared, Compared):
            return Truth.UNKNOWN
        return Truth.MET if compared.met else Truth.NOT_MET
    if isinstance(criterion, AnyOf):
        truths = {truth(each, household, standards) for each in criterion.of}
        return next(known for known in (Truth.MET, Truth.UNKNOWN, Truth.NOT_MET) if known in truths)
    return _field_truth(criterion, household)


def _field_finding(criterion: OnField, household: Household) -> Finding:
    value = getattr(household, criterion.field)
    if value is None and criterion.field in household.unread:
        code = "unread"
    elif isinstance(criterion, SameAs):
        code = "account-holder-differs" if criterion.field == "account_holder" else "person-must-judge"
    elif value is not None:
        code = "day-missing"  # of what is filled in, only a month leaves a condition unknown
    else:
        code = "missing"
    found = shown(criterion.field, value)
    return Finding(criterion, _field_truth(criterion, household), found, criterion.required, code)


def _field_truth(criterion: OnField, household: Household) -> Truth:
    """A condition on one field: unreadable is always unknown, blank means what its kind says."""
    value = getattr(household, criterion.field)
    if value is None and criterion.field in household.unread:
        return Truth.UNKNOWN
    met: bool | None
    match criterion:
        case OneOf():
            met = None if value is None else value in criterion.values
        case NoneOf():
            met = value not in criterion.values
        case IsTrue():
            met = (False if criterion.blank == "no" else None) if value is None else value
        case IsFalse():
            met = (True if criterion.blank == "no" else None) if value is None else not value
        case Present():
            met = True if value is not None else None
        case Absent():
            met = value is None
        case SameAs():
            met = True if value is None or value == getattr(household, criterion.other) else None
        case DateWithin(first=first, last=last):
            met = None if value is None else _within(value, first, last)
        case NumberWithin(at_least=low, at_most=high):
            met = None if value is None else (low is None or value >= low) and (high is None or value <= high)
        case _:
            assert_never(criterion)
    return Truth.UNKNOWN if met is None else Truth.MET if met else Truth.NOT_MET


def _within(when: date | Month, first: date | None, last: date | None) -> bool | None:
    """Whether a day lies between both, ends included; None for a month of which only some days do."""
    earliest, latest = bounds(when)
    if (first and latest < first) or (last and earliest > last):
        return False
    return True if (not first or earliest >= first) and (not last or latest <= last) else None


def _any(criterion: AnyOf, parts: Iterable[Finding]) -> Finding:
    parts = tuple(parts)
    truths = {part.truth for part in parts}
    for truth in (Truth.MET, Truth.UNKNOWN, Truth.NOT_MET):
        if truth in truths:
            return Finding(
                criterion,
                truth,
                " / ".join(part.found or "—" for part in parts),
                " / ".join(part.required for part in parts),
                "person-must-judge",
                parts=parts,
            )
    raise AssertionError("an any_of has at least two parts")


def _income(criterion: IncomeAtMost, household: Household, standards: Lookup) -> Finding:
    """The income test with both values; a quotient is shown, but only whole years are compared."""
    multiple = criterion.multiple
    yearly, monthly = household.annual_income, household.monthly_income_per_head
    people = household.household_size
    compared = income_compared(criterion, Income.of(household), standards)
    if not isinstance(compared, Compared):
        code, values = compared
        found = ""
        if code == "members-contradict":
            found = f"{people}"
        elif code == "income-contradiction" and yearly is not None and people and monthly is not None:
            found = f"{money(yearly)} ÷ {people} ÷ 12 = {money(yearly / (12 * people))} ≠ {money(monthly)}"
        return Finding(criterion, Truth.UNKNOWN, found, f"≤ {multiple} × ?", code, values)
    living, limit = compared.living, multiple * compared.living.monthly
    if yearly is not None and people is not None:
        found = f"{money(yearly)} ÷ {people} ÷ 12 = {money(yearly / (12 * people))}"
        required = f"≤ {multiple} × {money(living.monthly)} × {people} × 12 = {money(limit * people * 12)}"
    else:
        found = money(monthly or Decimal(0))
        required = f"≤ {multiple} × {money(living.monthly)} = {money(limit)}"
    truth = Truth.MET if compared.met else Truth.NOT_MET
    return Finding(criterion, truth, found, required, "", living=living)


_OF_INCOME: tuple[str, ...] = ("annual_income", "monthly_income_per_head", "household_size")


class Compared(NamedTuple):
    """An income that could be compared: whether it is low enough, and with which standard."""

    met: bool
    living: Living


class Income(NamedTuple):
    """All that the income test sees of a household: `yearly` and `monthly` per head in yuan, the `people` it
    says it has, and how many are `listed`."""

    yearly: Decimal | None
    monthly: Decimal | None
    people: int | None
    listed: int
    district: str | None
    residence: Residence | None
    unread: frozenset[str]

    @classmethod
    def of(cls, household: Household) -> Self:
        """What a household says of it."""
        return cls(
            household.annual_income,
            household.monthly_income_per_head,
            household.household_size,
            1 + len(household.members),
            household.district,
            household.residence,
            household.unread,
        )


def blank_of_income(household: Household) -> Iterator[str]:
    """The fields of the income test that are blank: all of them are asked for at once."""
    monthly = household.monthly_income_per_head is not None
    needed = ("district",) if monthly else ("annual_income", "household_size", "district")
    for name in needed:
        if getattr(household, name) is None and name not in household.unread:
            yield name


def income_compared(criterion: IncomeAtMost, income: Income, standards: Lookup) -> Compared | Unknown:
    """The income test, in whole years so that nothing is rounded; or why not: a code and its values.

    yearly income <= multiple * standard * people * 12; with the monthly figure alone, that is compared.
    Contradictions and everything missing are unknown.
    """
    yearly, monthly, people = income.yearly, income.monthly, income.people
    for name in _OF_INCOME:
        if name in income.unread:
            return "unread", {"field": name}
    if yearly is not None:
        if people is None:
            return "missing", {"field": "household_size"}
        if income.listed > 1 and people != income.listed:
            return "members-contradict", {"field": "household_size", "listed": f"{income.listed}"}
        months = 12 * people
        if monthly is not None and abs(yearly - monthly * months) > Decimal("0.01") * months:
            return "income-contradiction", {}
    elif monthly is None:
        return "missing", {"field": "annual_income"}
    living = standards.living(income.district, income.residence, income.unread)
    if not isinstance(living, Living):
        code, values = living
        return code, {"field": "district", **values}
    limit = criterion.multiple * living.monthly
    if yearly is not None and people is not None:
        return Compared(yearly <= limit * (12 * people), living)
    assert monthly is not None
    return Compared(monthly <= limit, living)
