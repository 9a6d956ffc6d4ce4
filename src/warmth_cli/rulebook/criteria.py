"""The closed set of conditions a rule pack may use: what each looks at and asks for.

Next year's notice, or another city's, is written with these kinds in TOML; none of them names a notice.
"""

from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import cached_property
from typing import Annotated, ClassVar, Literal, assert_never, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from warmth_cli.fields import CAUSES, FIELDS, OF_ROW, Kind
from warmth_cli.language import Words, marked
from warmth_cli.reasons import Fault
from warmth_cli.rulebook.standards import Number


def _field(name: str) -> str:
    known = [each for each in FIELDS if each not in OF_ROW]
    if name not in known:
        raise Fault(
            marked("no field is called {name}; fields are {known}"), name=name, known=", ".join(known)
        )
    return name


FieldName = Annotated[str, AfterValidator(_field)]


class _Criterion(BaseModel):
    """What all conditions have: the clause that asks for them, and who must do what when one is unknown.

    `when` names the choice of a reading under which the condition applies (`{"this-year": "2021"}`).
    """

    # Built when it is first asked for: nearly all stand within another, and are built with it.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

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
    """A day from `first` to `last`, both included; either may be left open.

    A month without a day is within when all its days are, and unknown when only some are.
    """

    kinds = frozenset((Kind.DATE,))
    kind: Literal["date_within"]
    first: date | None = None
    last: date | None = None

    @model_validator(mode="after")
    def _some_bound(self) -> "DateWithin":
        if self.first is None and self.last is None:
            raise Fault(marked("date_within needs first, last or both"))
        if self.first and self.last and self.last < self.first:
            raise Fault(marked("last is before first"))
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


def money(amount: Decimal) -> str:
    """Yuan as people write them: two decimals, and more only where the amount has more.

    >>> money(Decimal("900.1")), money(Decimal("2083.333333333333"))
    ('900.10', '2083.333333…')
    """
    in_fen = amount.quantize(Decimal("0.01"))
    if in_fen == amount:
        return str(in_fen)
    exact = amount.quantize(Decimal("0.000001"), ROUND_DOWN)
    return f"{amount.normalize():f}" if exact == amount else f"{exact}…"


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
            return _between(first, last)
        case NumberWithin(at_least=low, at_most=high):
            return _between(low, high)
        case _:
            assert_never(criterion)


def in_words(required: str) -> str | Words:
    """What `requirement` says, for people: its signs in words.

    >>> in_words("≠ 不同意"), in_words("在档")
    (Words(zh='不是 不同意', en='not 不同意'), '在档')
    """
    signs = {"✓": Words("已填写", "filled in"), "—": Words("空白", "blank")}
    if required.startswith("≠ "):
        values = required.removeprefix("≠ ")
        return Words(f"不是 {values}", f"not {values}")
    return signs.get(required, required)


def _between(least: date | Decimal | None, most: date | Decimal | None) -> str:
    """Both bounds, or the one that there is, by the signs of the income test.

    >>> _between(Decimal(1), Decimal(2)), _between(date(2022, 1, 1), None)
    ('1 – 2', '≥ 2022-01-01')
    """
    if least is None:
        return f"≤ {most}"
    return f"≥ {least}" if most is None else f"{least} – {most}"
