"""A rule pack: one notice as data. Loaded whole, checked whole, or refused with file and key.

A number of law without its clause, an unknown key, a reading without choices: the pack does not load.
"""

import hashlib
import itertools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import Sentence, Words, marked, sentence
from warmth_cli.reasons import Fault, model_reason, reason
from warmth_cli.rulebook.criteria import KINDS, AnyOf, Criterion
from warmth_cli.rulebook.standards import Number

NOTICE_FILE = "notice.toml"


def _whole_fen(amount: Decimal) -> Decimal:
    if not amount.is_finite() or amount <= 0 or amount * 100 != int(amount * 100):
        raise Fault(marked("an amount is more than nothing and has at most two decimals"))
    return amount


Yuan = Annotated[Number, AfterValidator(_whole_fen)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Choosable(_Part):
    """A figure of the notice with its clause; `when` names the choice of a reading under which it holds."""

    clause: str
    when: dict[str, str] = {}


class Notice(_Part):
    """The notice itself; `list_title` stands over its payout lists."""

    id: Identifier
    year: int
    title: str
    list_title: str
    issuer: str
    issued: date


class Window(_Part):
    """The days of the activity, both included."""

    first: date
    last: date
    clause: str


class Due(_Part):
    """What must be handed in, to whom, by which day."""

    day: date
    to: str
    what: Words
    clause: str


class StandardDay(_Choosable):
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


class Amount(_Choosable):
    """What a grant pays, in yuan."""

    yuan: Yuan


class FundChoice(_Choosable):
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


class _File(_Part):
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

        def holds(part: Criterion | _Choosable) -> bool:
            return _applies(part.when, readings)

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
                known=", ".join(reading.id for reading in self.readings),
            )
        option = next((option for option in reading.option if option.value == value), None)
        if option is None:
            raise stop(
                marked("The reading {name} has no choice {value}."),
                marked("Its choices are: {known}."),
                name=name,
                value=value,
                known=", ".join(option.value for option in reading.option if not option.refused),
            )
        if option.refused:
            raise stop(
                marked("The reading {name} cannot be switched to {value}."),
                marked("{why}"),
                name=name,
                value=value,
                why=option.refused,
            )


def find_packs(extra: Path | None) -> list[Pack]:
    """Every pack that ships with the program, and those in the folder `extra`; newest notice first.

    `extra` is a pack's folder or a folder of such folders. Raises WarmthError for a pack that is not
    valid, for two of one id, and for a folder without any.
    """
    folders = [folder for folder in files("warmth_cli.rules").iterdir() if _is_pack(folder)]
    if extra is not None:
        own = [extra] if _is_pack(extra) else _packs_below(extra)
        if not own:
            raise stop(
                marked("There is no rule pack in {path}."),
                marked("A pack is a folder with a {file} in it; name it or the folder above it."),
                path=str(extra),
                file=NOTICE_FILE,
            )
        folders.extend(own)
    packs: dict[str, Pack] = {}
    for folder in folders:
        pack = load_pack(folder)
        if pack.notice.id in packs:
            raise stop(
                marked("Two rule packs have the id {id}: {one} and {other}."),
                marked("Give one of them another id in its {file}."),
                id=pack.notice.id,
                one=str(packs[pack.notice.id].folder),
                other=str(folder),
                file=NOTICE_FILE,
            )
        packs[pack.notice.id] = pack
    return sorted(packs.values(), key=lambda pack: (pack.notice.issued, pack.notice.id), reverse=True)


def choose_pack(packs: Sequence[Pack], year: int | None, notice: str | None) -> Pack:
    """The pack of a year, or of a notice's id; the newest when neither is named."""
    fitting = [
        pack
        for pack in packs
        if (year is None or pack.notice.year == year) and (notice is None or pack.notice.id == notice)
    ]
    known = ", ".join(f"{pack.notice.year} ({pack.notice.id})" for pack in packs)
    if not fitting:
        raise stop(
            marked("There is no rule pack for {what}."),
            marked("Known are: {known}. The office's own packs are added with --rules DIR."),
            what=" ".join(str(part) for part in (year, notice) if part is not None),
            known=known,
        )
    if year is not None and len(fitting) > 1:
        raise stop(
            marked("{count} notices are known for {year}."),
            marked("Name one of them with --notice: {known}."),
            count=len(fitting),
            year=year,
            known=", ".join(pack.notice.id for pack in fitting),
        )
    return fitting[0]


def load_pack(folder: Traversable) -> Pack:
    """Load and check one pack. Raises WarmthError with file and key for whatever is wrong in it."""
    file = folder / NOTICE_FILE
    try:
        data = file.read_bytes()
        content = _File.model_validate(tomllib.loads(data.decode("utf-8"), parse_float=Decimal))
    except OSError as error:
        raise _invalid(file, "", reason(error)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _invalid(file, "TOML", reason(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise _invalid(file, _key(first["loc"]), model_reason(first)) from error
    _check_references(file, content)
    return Pack(
        folder,
        hashlib.sha256(data).hexdigest(),
        content.notice,
        content.clauses,
        content.window,
        tuple(content.due),
        {fund.id: fund for fund in content.fund},
        tuple(content.reading),
        tuple(content.grant),
        content.payment,
        tuple(content.advice),
        tuple(content.standard_day),
    )


_Choice = TypeVar("_Choice", bound=_Choosable)


def _applies(when: Mapping[str, str], readings: Mapping[str, str]) -> bool:
    return all(readings[name] == value for name, value in when.items())


def _only(choices: Iterable[_Choice], readings: Mapping[str, str]) -> _Choice:
    """The one of several figures that holds; the loader has made sure that there is one."""
    return next(choice for choice in choices if _applies(choice.when, readings))


def _check_references(file: Traversable, content: _File) -> None:
    """Every clause, fund, reading and choice that is named must exist; every figure must be one figure."""
    choices = {reading.id: [option.value for option in reading.option] for reading in content.reading}
    for name, ids in (
        ("fund", [fund.id for fund in content.fund]),
        ("reading", [reading.id for reading in content.reading]),
        ("grant", [grant.id for grant in content.grant]),
        ("advice", [advice.id for advice in content.advice]),
    ):
        if len(set(ids)) != len(ids):
            raise _invalid(file, name, marked("two of them have the same id"))
    for key, part in _parts(content):
        clause = getattr(part, "clause", None)
        if clause is not None and clause not in content.clauses:
            raise _invalid(file, f"{key}.clause", marked("{value} is not in [clauses]"), value=clause)
        for name, value in getattr(part, "when", {}).items():
            if value not in choices.get(name, ()):
                raise _invalid(
                    file,
                    f"{key}.when",
                    marked("there is no reading {name} with the choice {value}"),
                    name=name,
                    value=value,
                )
        if isinstance(part, AnyOf) and part.ask is None:
            raise _invalid(file, f"{key}.ask", marked("an any_of says whom to ask when it is unknown"))
    for number, grant in enumerate(content.grant):
        for choice in grant.fund:
            if choice.id not in {fund.id for fund in content.fund}:
                raise _invalid(
                    file, f"grant.{number}.fund", marked("there is no fund {value}"), value=choice.id
                )
        _check_single(file, f"grant.{number}.amount", grant.amount, content.reading)
        _check_single(file, f"grant.{number}.fund", grant.fund, content.reading)
    _check_single(file, "standard_day", content.standard_day, content.reading)


def _check_single(
    file: Traversable, key: str, figures: Sequence[_Choosable], readings: Sequence[Reading]
) -> None:
    """Under every combination of readings exactly one of the figures holds."""
    concerned = {name for figure in figures for name in figure.when}
    options = [
        [(reading.id, option.value) for option in reading.option]
        for reading in readings
        if reading.id in concerned
    ]
    for combination in itertools.product(*options):
        chosen = dict(combination)
        count = sum(_applies(figure.when, chosen) for figure in figures)
        if count != 1:
            words = marked("{count} figures hold under the readings {readings}, not one")
            raise _invalid(file, key, words, count=count, readings=chosen)


def _parts(part: BaseModel, key: str = "") -> Iterable[tuple[str, BaseModel]]:
    """Every model inside `part`, with the key under which it stands in the file."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for number, each in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(each, BaseModel):
                here = f"{key}{name}.{number}" if isinstance(value, list) else f"{key}{name}"
                yield here, each
                yield from _parts(each, f"{here}.")


def _key(location: Sequence[int | str]) -> str:
    """A place in the file, without the kind of condition that the model puts after a condition's number."""
    parts = [str(part) for part in location]
    return ".".join(
        part
        for before, part in zip(["", *parts], parts, strict=False)
        if not (before.isdigit() and part in KINDS)
    )


def _is_pack(folder: Traversable) -> bool:
    return folder.is_dir() and (folder / NOTICE_FILE).is_file()


def _packs_below(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if _is_pack(each))
    except OSError:
        return []


def _invalid(file: Traversable, key: str, why: Sentence | str, **values: object) -> WarmthError:
    return stop(
        marked("The rule pack {file} is not valid. {key}: {reason}."),
        marked("Correct that key; CONTRIBUTING.md shows how a pack is written."),
        file=str(file),
        key=key,
        reason=sentence(why, **values) if isinstance(why, str) else why,
    )
