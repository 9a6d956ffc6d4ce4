"""What a figure of the statistical tables is: declared in a pack's figures.toml, and filled or blank.

A figure that is not known is None, never 0, and says why.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from warmth_cli.household import Place
from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import Sentence, Words, marked
from warmth_cli.reasons import Fault, model_reason, reason
from warmth_cli.rulebook.criteria import Criterion
from warmth_cli.toml_file import toml_of

FIGURES_FILE = "figures.toml"
MONEY = "万元"
"""The unit of amounts."""
YUAN_IN_MONEY = 10_000


class Gap(StrEnum):
    """Why a figure is blank."""

    SHEET = "sheet"
    """No roster can give it, and no figures sheet has given it."""
    NO_BATCH = "no-batch"
    """Nothing was paid yet, so nothing is known of payments."""
    NO_ROSTER = "no-roster"
    """No roster is filed of those whom it counts."""
    UNKNOWN = "unknown"
    """Some rows or households lack what it is counted by."""
    FAULTY = "faulty"
    """What was given for it cannot be taken; an issue says why."""
    LACKING = "lacking"
    """It is a sum, and some of those who are added up have it blank."""


class Figure(BaseModel):
    """One figure of a form. `where` are tests on the household, `grants` those whose payments belong here."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field(pattern=r"^[a-z0-9]+(\.[a-z0-9]+)*$")
    form: str
    meaning: Words
    unit: Literal["户", "人次", "人", "家", "万元"]
    source: Literal["payments", "households", "sheet"]
    measure: Literal["count", "amount"] | None = None
    grants: list[str] | None = None
    where: list[Criterion] = []

    @model_validator(mode="before")
    @classmethod
    def _form_is_the_citation(cls, table: object) -> object:
        """A test of a figure cites the form it stands in, as a condition of a grant cites its clause."""
        if isinstance(table, dict) and isinstance(table.get("where"), list):
            tests = [{"clause": table.get("form"), **test} for test in table["where"]]
            return {**table, "where": tests}
        return table

    @model_validator(mode="after")
    def _countable(self) -> "Figure":
        if self.name == "unit":
            raise Fault(marked("{value} stands for the reporting union, and is no figure"), value=self.name)
        if (self.source == "sheet") != (self.measure is None):
            raise Fault(marked("measure is given for payments and households, and only for them"))
        if self.measure == "amount" and self.source != "payments":
            raise Fault(marked("only payments have an amount"))
        if self.grants is not None and self.source != "payments":
            raise Fault(marked("only payments have a grant"))
        if (self.measure == "amount") != (self.unit == MONEY) and self.source != "sheet":
            raise Fault(marked("an amount is in 万元, and nothing else is"))
        return self


class Filled(NamedTuple):
    """A figure with its value, or why it has none.

    `blocking` are the rows that leave it unknown; `lacking` those whose part of the sum is blank.
    """

    figure: Figure
    value: Decimal | None
    gap: Gap | None = None
    blocking: tuple[Place, ...] = ()
    lacking: tuple[str, ...] = ()


def figure_text(value: Decimal | None, unit: str) -> str | None:
    """A figure as text: money in 万元 with two decimals, or more where it has more; counts without.

    >>> [figure_text(Decimal(value), "万元") for value in ("0.3", "12", "0.200001")], figure_text(None, "户")
    (['0.30', '12.00', '0.200001'], None)
    """
    if value is None:
        return None
    if unit != MONEY:
        return str(int(value))
    in_cents = value.quantize(Decimal("0.01"))
    return str(in_cents if in_cents == value else value.normalize())


def load_figures(folder: Traversable, grants: Sequence[str]) -> list[Figure]:
    """The figures of a pack; none when it has no figures.toml. Raises WarmthError with file and key."""
    file = folder / FIGURES_FILE
    key = "TOML"
    try:
        tables = toml_of(file.read_bytes())
        if unknown := sorted(set(tables) - {"figure"}):
            key = unknown[0]
            raise Fault(marked("there is no such key"))
        figures: list[Figure] = []
        for number, table in enumerate(tables.get("figure", [])):
            key = f"figure.{number}"
            figure = Figure.model_validate(table)
            key = f"figure.{number}.{figure.name}"
            if figure.name in {each.name for each in figures}:
                raise Fault(marked("two figures have this name"))
            if figure.meaning.zh in {each.meaning.zh for each in figures}:
                raise Fault(marked("two figures have this meaning"))
            if missing := set(figure.grants or ()) - set(grants):
                raise Fault(marked("there is no grant {value}"), value=", ".join(sorted(missing)))
            figures.append(figure)
    except FileNotFoundError:
        return []
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise _invalid(file, f"{key}.{place}", model_reason(first)) from error
    except (ValueError, OSError) as error:
        raise _invalid(file, key, reason(error)) from error
    return figures


def _invalid(file: Traversable, key: str, why: Sentence | str) -> WarmthError:
    return stop(
        marked("The figures file {file} is not valid. {key}: {reason}."),
        marked("Correct that key; CONTRIBUTING.md shows how a pack is written."),
        file=str(file),
        key=key,
        reason=why,
    )
