"""The closed set of conditions a rule pack may use, each met, not met, or unknown.

A blank or unreadable field makes a condition unknown: what is not known is never refused and never zero.
Next year's notice, or another city's, is written with these kinds in TOML; none of them names a notice.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple, assert_never, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from warmth_cli.fields import CAUSES, FIELDS, Kind
from warmth_cli.household import Household
from warmth_cli.language import Words, marked
from warmth_cli.reasons import Fault
from warmth_cli.rulebook.standards import Living, Lookup, Number


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
    values: dict[str, str] = {}  # noqa: RUF012 - never changed; a NamedTuple's default is shared by design
    parts: tuple["Finding", ...] = ()
    living: Living | None = None


def _field(name: str) -> str:
    if name not in FIELDS:
        raise Fault(
            marked("no field is called {name}; fields are {known}"), name=name, known=", ".join(FIELDS)
        )
    return name


FieldName = Annotated[str, AfterValidator(_field)]


class _Criterion(BaseModel):
    """What all conditions have: the clause that asks for them, and who must do what when one is unknown.

    `when` names the choice of a reading under which the condition applies (`{"this-year": "2021"}`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    clause: str = Field(min_length=1)
    when: dict[str, str] = {}
    ask: Words | None = None


class _OnField(_Criterion):
    """A condition on one field, of the kinds that the condition can be asked of."""

    kinds: ClassVar[frozenset[Kind]] = frozenset(Kind)
    field: FieldName

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields it looks at."""
        return (self.field,)

    @cached_property
    def required(self) -> str:
        """What it asks for, as text without a language."""
        return requirement(self)  # type: ignore[arg-type]  # the subclasses are the members of OnField

    @model_validator(mode="after")
    def _kind_fits(self) -> "_OnField":
        if FIELDS[self.field].kind not in self.kinds:
            words = marked("{name} is a field of kind {kind}, which this condition cannot be asked of")
            raise Fault(words, name=self.field, kind=FIELDS[self.field].kind)
        return self


class _Listed(_OnField):
    values: list[str] = Field(min_length=1)

    @model_validator(mode="after")
    def _values_exist(self) -> "_Listed":
        known = FIELDS[self.field].values
        for value in self.values:
            if known and value not in known:
                words = marked("{name} has no value {value}; it has {known}")
                raise Fault(words, name=self.field, value=value, known=", ".join(known))
        return self


class OneOf(_Listed):
    """The field has one of the values."""

    kind: Literal["one_of"]


class NoneOf(_Listed):
    """The field has none of the values; a blank has none."""

    kind: Literal["none_of"]


class IsTrue(_OnField):
    """A yes-or-no field says yes. `blank` is what an empty cell says: "unknown" or "no"."""

    kinds = frozenset((Kind.YES_NO,))
    kind: Literal["is_true"]
    blank: Literal["unknown", "no"] = "unknown"


class IsFalse(_OnField):
    """A yes-or-no field says no; `blank` as in IsTrue."""

    kinds = frozenset((Kind.YES_NO,))
    kind: Literal["is_false"]
    blank: Literal["unknown", "no"] = "unknown"


class Present(_OnField):
    """The field is filled in; blank is unknown, since it can still be."""

    kind: Literal["present"]


class Absent(_OnField):
    """The field is blank."""

    kind: Literal["absent"]


class SameAs(_OnField):
    """The field is blank or equals another; a difference is for a person to judge."""

    kind: Literal["same_as"]
    other: FieldName

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields it looks at."""
        return (self.field, self.other)


class DateWithin(_OnField):
    """A day from `first` to `last`, both included; either may be left open."""

    kinds = frozenset((Kind.DATE,))
    kind: Literal["date_within"]
    first: date | None = None
    last: date | None = None

    @model_validator(mode="after")
    def _some_bound(self) -> "DateWithin":
        if self.first is None and self.last is None:
            raise Fault(marked("date_within needs first, last or both"))
        return self


class NumberWithin(_OnField):
    """A number of yuan or people from `at_least` to `at_most`, both included; either may be left open."""

    kinds = frozenset((Kind.MONEY, Kind.COUNT))
    kind: Literal["number_within"]
    at_least: Number | None = None
    at_most: Number | None = None

    @model_validator(mode="after")
    def _some_bound(self) -> "NumberWithin":
        if self.at_least is None and self.at_most is None:
            raise Fault(marked("number_within needs at_least, at_most or both"))
        return self


class IncomeAtMost(_Criterion):
    """Monthly disposable income per head is at most `multiple` times the local minimum living standard."""

    kind: Literal["income_at_most"]
    multiple: Number

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it looks at."""
        return ("annual_income", "household_size", "monthly_income_per_head", "district", "residence")


class AnyOf(_Criterion):
    """At least one of several conditions is met."""

    kind: Literal["any_of"]
    of: list["Criterion"] = Field(min_length=2)

    @model_validator(mode="after")
    def _whole_under_one_reading(self) -> "AnyOf":
        if any(criterion.when for criterion in self.of):
            raise Fault(marked("when stands beside any_of, not inside it"))
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it looks at."""
        return tuple(name for criterion in self.of for name in criterion.fields)


KINDS = frozenset(
    get_args(kind.model_fields["kind"].annotation)[0]
    for kind in (
        OneOf, NoneOf, IsTrue, IsFalse, Present, Absent, SameAs, DateWithin, NumberWithin, IncomeAtMost, AnyOf
    )
)  # fmt: skip
"""Every kind of condition, as a rule pack names it."""

Criterion = Annotated[
    OneOf
    | NoneOf
    | IsTrue
    | IsFalse
    | Present
    | Absent
    | SameAs
    | DateWithin
    | NumberWithin
    | IncomeAtMost
    | AnyOf,
    Field(discriminator="kind"),
]


OnField = OneOf | NoneOf | IsTrue | IsFalse | Present | Absent | SameAs | DateWithin | NumberWithin
"""The conditions that look at one field."""


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
    if isinstance(criterion, IncomeAtMost | AnyOf):
        return examine(criterion, household, standards).truth
    return _field_truth(criterion, household)


def _field_finding(criterion: OnField, household: Household) -> Finding:
    value = getattr(household, criterion.field)
    if value is None and criterion.field in household.unread:
        code = "unread"
    elif isinstance(criterion, SameAs):
        code = "account-holder-differs" if criterion.field == "account_holder" else "person-must-judge"
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
            met = None if value is None else (not first or value >= first) and (not last or value <= last)
        case NumberWithin(at_least=low, at_most=high):
            met = None if value is None else (low is None or value >= low) and (high is None or value <= high)
        case _:
            assert_never(criterion)
    return Truth.UNKNOWN if met is None else Truth.MET if met else Truth.NOT_MET


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
    """The income test, in whole years so that nothing is rounded.

    yearly income <= multiple * standard * people * 12; with the monthly figure alone, that is compared.
    Contradictions and everything missing are unknown.
    """
    multiple = criterion.multiple

    def unknown(code: str, found: str = "", **values: str) -> Finding:
        return Finding(criterion, Truth.UNKNOWN, found, f"≤ {multiple} × ?", code, values)

    yearly, monthly = household.annual_income, household.monthly_income_per_head
    people = household.household_size
    for name in ("annual_income", "monthly_income_per_head", "household_size"):
        if name in household.unread:
            return unknown("unread", field=name)
    if yearly is None and monthly is None:
        return unknown("missing", field="annual_income")
    if yearly is not None:
        if people is None:
            return unknown("missing", field="household_size")
        listed = 1 + len(household.members)
        if household.members and people != listed:
            return unknown("members-contradict", f"{people}", field="household_size", listed=f"{listed}")
        months = 12 * people
        if monthly is not None and abs(yearly - monthly * months) > Decimal("0.01") * months:
            found = f"{money(yearly)} ÷ {people} ÷ 12 = {money(yearly / months)} ≠ {money(monthly)}"
            return unknown("income-contradiction", found)
    living = standards.living(household.district, household.residence, household.unread)
    if not isinstance(living, Living):
        code, values = living
        return unknown(code, **{"field": "district", **values})
    limit = multiple * living.monthly
    if yearly is not None and people is not None:
        found = f"{money(yearly)} ÷ {people} ÷ 12 = {money(yearly / (12 * people))}"
        required = f"≤ {multiple} × {money(living.monthly)} × {people} × 12 = {money(limit * people * 12)}"
        met = yearly <= limit * people * 12
    else:
        assert monthly is not None
        found, required = money(monthly), f"≤ {multiple} × {money(living.monthly)} = {money(limit)}"
        met = monthly <= limit
    truth = Truth.MET if met else Truth.NOT_MET
    return Finding(criterion, truth, found, required, "", living=living)


def money(amount: Decimal) -> str:
    """Yuan as people write them: two decimals, and more only where the amount has more.

    >>> money(Decimal("900.1")), money(Decimal("2083.333333333333"))
    ('900.10', '2083.333333…')
    """
    in_fen = amount.quantize(Decimal("0.01"))
    if in_fen == amount:
        return str(in_fen)
    return f"{amount:.6f}…" if amount.quantize(Decimal("0.000001")) != amount else f"{amount.normalize():f}"


def shown(name: str, value: object) -> str:
    """A field's value as text without a language; "" when blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return money(value)
    if name == "cause":
        return f"{value} {CAUSES[str(value)]}"
    return str(value)


def requirement(criterion: OnField) -> str:
    """What a condition on one field asks for, as text without a language."""
    match criterion:
        case OneOf(field=field, values=values):
            return "、".join(shown(field, value) for value in values)
        case NoneOf(field=field, values=values):
            return "≠ " + "、".join(shown(field, value) for value in values)
        case IsTrue():
            return "是"
        case IsFalse():
            return "否"
        case Present():
            return "✓"
        case Absent():
            return "—"
        case SameAs(other=other):
            return f"= {FIELDS[other].heading}"
        case DateWithin(first=first, last=last):
            return f"{first or '…'} – {last or '…'}"
        case NumberWithin(at_least=low, at_most=high):
            return f"{'…' if low is None else low} – {'…' if high is None else high}"
        case _:
            assert_never(criterion)
