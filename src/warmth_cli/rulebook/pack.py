"""A rule pack: one notice as data, and the same under the readings of one run.

A number of law without its clause, an unknown key, a reading without choices: the model does not take it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from warmth_cli.issues import stop
from warmth_cli.language import Words, listed, marked
from warmth_cli.reasons import Fault
from warmth_cli.rulebook.criteria import Criterion
from warmth_cli.rulebook.standards import Number

NOTICE_FILE = "notice.toml"


def _whole_fen(amount: Decimal) -> Decimal:
    if not amount.is_finite() or amount <= 0 or amount * 100 != int(amount * 100):
        raise Fault(marked("an amount is more than nothing and has at most two decimals"))
    return amount


Yuan = Annotated[Number, AfterValidator(_whole_fen)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Choosable(_Part):
    """A figure of the notice with its clause; `when` names the choice of a reading under which it holds."""

    clause: str
    when: dict[str, str] = {}


_Choice = TypeVar("_Choice", bound=Choosable)


class Notice(_Part):
    """The notice itself; `list_title` stands over its payout lists."""

    id: Identifier
    year: int
    title: str
    list_title: str
    issuer: str
    issued: date

    @property
    def city(self) -> str:
        """The city whose federation issued it, 蚌埠市 of 蚌埠市总工会; "" where none did."""
        city = self.issuer.removesuffix("总工会")
        return city if city != self.issuer and city.endswith("市") else ""


class Window(_Part):
    """The days of the activity, both included."""

    first: date
    last: date
    clause: str

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise Fault(marked("last is before first"))
        return self


class Due(_Part):
    """What must be handed in, to whom, by which day."""

    day: date
    to: str
    what: Words
    clause: str


class StandardDay(Choosable):
    """The day whose minimum living standard counts."""

    day: date


class Fund(_Part):
    """A purse that pays; `separate` ones are listed on their own (单项列支)."""

    id: Identifier
    name: str
    separate: bool
    clause: str


class Option(_Part):
    """One choice of a reading. `refused` says why the program cannot take it."""

    value: Identifier
    meaning: Words
    refused: Words | None = None


class Reading(_Part):
    """A question that the notice leaves open, the choice made, and the other choices."""

    id: Identifier
    question: Words
    choice: str
    clause: str
    option: list[Option] = Field(min_length=2)

    @model_validator(mode="after")
    def _choice_exists(self) -> Self:
        if len({option.value for option in self.option}) < len(self.option):
            raise Fault(marked("two options have the same value"))
        if self.choice not in {option.value for option in self.option if option.refused is None}:
            words = marked("the choice {value} is none of the options that can be taken")
            raise Fault(words, value=self.choice)
        return self


class Amount(Choosable):
    """What a grant pays, in yuan."""

    yuan: Yuan


class FundChoice(Choosable):
    """The fund that pays a grant."""

    id: str


class Grant(_Part):
    """One grant: whom it speaks of (`whom`), what else must hold (`condition`), what it pays.

    A household that `whom` does not describe is not refused by this grant, but not meant by it. `once`:
    a lump sum that one person gets once, over all notices.
    """

    id: Identifier
    name: Words
    clause: str
    once: bool
    amount: list[Amount] = Field(min_length=1)
    fund: list[FundChoice] = Field(min_length=1)
    whom: list[Criterion] = Field(min_length=1)
    condition: list[Criterion] = []


class Payment(_Part):
    """What must hold before anything is paid, whatever the grant."""

    clause: str
    condition: list[Criterion] = Field(min_length=1)


class Advice(_Part):
    """What the notice asks for beside money; said when all its conditions are met."""

    id: Identifier
    says: Words
    clause: str
    warning: bool = False
    condition: list[Criterion] = Field(min_length=1)


class NoticeFile(_Part):
    """The whole of a notice.toml."""

    notice: Notice
    clauses: dict[str, Words]
    window: Window
    due: list[Due] = []
    standard_day: list[StandardDay] = Field(min_length=1)
    fund: list[Fund] = Field(min_length=1)
    reading: list[Reading] = []
    grant: list[Grant] = Field(min_length=1)
    payment: Payment
    advice: list[Advice] = []


@dataclass(frozen=True, slots=True)
class ActiveGrant:
    """A grant under the readings of one run; `amount` in fen."""

    id: str
    name: Words
    clause: str
    once: bool
    amount: int
    fund: str
    whom: tuple[Criterion, ...]
    conditions: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class ActiveAdvice:
    """An advice under the readings of one run."""

    says: Words
    clause: str
    warning: bool
    conditions: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """A pack under the readings of one run: what households are judged by."""

    pack: "Pack"
    readings: Mapping[str, str]
    standard_day: date
    grants: tuple[ActiveGrant, ...]
    payment: tuple[Criterion, ...]
    advice: tuple[ActiveAdvice, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack that was loaded: its folder, the hash of its notice.toml, and what that says."""

    folder: Traversable
    sha256: str
    notice: Notice
    clauses: dict[str, Words]
    window: Window
    due: tuple[Due, ...]
    funds: dict[str, Fund]
    readings: tuple[Reading, ...]
    grants: tuple[Grant, ...]
    payment: Payment
    advice: tuple[Advice, ...]
    standard_days: tuple[StandardDay, ...]

    def under(self, chosen: Mapping[str, str]) -> Rules:
        """The pack with the readings' own choices, but for those that `chosen` names.

        Raises WarmthError for a reading or a choice that does not exist, or that cannot be taken.
        """
        readings = {reading.id: reading.choice for reading in self.readings}
        for name, value in chosen.items():
            self._check_choice(name, value)
            readings[name] = value

        def holds(part: Criterion | Choosable) -> bool:
            return applies(part.when, readings)

        def kept(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
            return tuple(criterion for criterion in criteria if holds(criterion))

        return Rules(
            self,
            readings,
            _only(self.standard_days, readings).day,
            tuple(
                ActiveGrant(
                    grant.id,
                    grant.name,
                    grant.clause,
                    grant.once,
                    int(_only(grant.amount, readings).yuan * 100),
                    self.funds[_only(grant.fund, readings).id].name,
                    kept(grant.whom),
                    kept(grant.condition),
                )
                for grant in self.grants
            ),
            kept(self.payment.condition),
            tuple(ActiveAdvice(a.says, a.clause, a.warning, kept(a.condition)) for a in self.advice),
        )

    def _check_choice(self, name: str, value: str) -> None:
        reading = next((reading for reading in self.readings if reading.id == name), None)
        if reading is None:
            raise stop(
                marked("The notice {notice} has no reading {name}."),
                marked("Its readings are: {known}."),
                notice=self.notice.id,
                name=name,
                known=listed(reading.id for reading in self.readings),
            )
        option = next((option for option in reading.option if option.value == value), None)
        if option is None:
            raise stop(
                marked("The reading {name} has no choice {value}."),
                marked("Its choices are: {known}."),
                name=name,
                value=value,
                known=listed(option.value for option in reading.option if not option.refused),
            )
        if option.refused:
            raise stop(
                marked("The reading {name} cannot be switched to {value}."),
                marked("{why}"),
                name=name,
                value=value,
                why=option.refused,
            )


def applies(when: Mapping[str, str], readings: Mapping[str, str]) -> bool:
    """Whether a figure or condition holds under the readings."""
    return all(readings[name] == value for name, value in when.items())


def _only(choices: Iterable[_Choice], readings: Mapping[str, str]) -> _Choice:
    """The one of several figures that holds; the loader has made sure that there is one."""
    return next(choice for choice in choices if applies(choice.when, readings))
