"""The figures of the statistical tables: declared in a pack's figures.toml, folded from the ledger.

A figure that the rosters cannot give is None, never 0. So is one whose households are not all known: three
files closed for a known reason and one for none do not make three.
"""

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Literal, NamedTuple

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from warmth_cli.household import Household
from warmth_cli.identity import person_key
from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import Sentence, Words, marked
from warmth_cli.payouts import Payment
from warmth_cli.reasons import Fault, model_reason, reason
from warmth_cli.rulebook.criteria import Criterion
from warmth_cli.rulebook.finding import Truth, truth
from warmth_cli.rulebook.standards import Lookup

FIGURES_FILE = "figures.toml"
_FEN_IN_TEN_THOUSAND_YUAN = 1_000_000


class Gap(StrEnum):
    """Why a figure is blank."""

    SHEET = "sheet"
    """No roster can give it."""
    NO_BATCH = "no-batch"
    """Nothing was paid yet, so nothing is known of payments."""
    UNKNOWN = "unknown"
    """Some households lack what it is counted by."""


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
        if (self.source == "sheet") != (self.measure is None):
            raise Fault(marked("measure is given for payments and households, and only for them"))
        if self.measure == "amount" and self.source != "payments":
            raise Fault(marked("only payments have an amount"))
        if self.grants is not None and self.source != "payments":
            raise Fault(marked("only payments have a grant"))
        if (self.measure == "amount") != (self.unit == "万元") and self.source != "sheet":
            raise Fault(marked("an amount is in 万元, and nothing else is"))
        return self


class Filled(NamedTuple):
    """A figure with its value, or why it has none. `blocking` are the households that leave it unknown."""

    figure: Figure
    value: Decimal | None
    gap: Gap | None
    blocking: tuple[Household, ...] = ()


def load_figures(folder: Traversable, grants: Sequence[str]) -> list[Figure]:
    """The figures of a pack; none when it has no figures.toml. Raises WarmthError with file and key."""
    file = folder / FIGURES_FILE
    key = "TOML"
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
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


def fold(
    figures: Sequence[Figure],
    payments: Sequence[Payment],
    households: Sequence[Household],
    standards: Lookup,
) -> list[Filled]:
    """Every figure's value: payments of one notice and households of all rosters, each household once."""
    paid = pd.DataFrame(
        {
            "grant": [payment.grant for payment in payments],
            "amount": pd.array([payment.amount for payment in payments], dtype="int64"),
            "household": pd.Series([payment.household for payment in payments], dtype=object),
        }
    )
    filed = pd.DataFrame({"household": pd.Series(_each_once(households), dtype=object)})

    def filled(figure: Figure) -> Filled:
        if figure.source == "sheet":
            return Filled(figure, None, Gap.SHEET)
        if figure.source == "payments" and paid.empty:
            return Filled(figure, None, Gap.NO_BATCH)
        frame = paid if figure.source == "payments" else filed
        if figure.grants is not None:
            frame = frame[frame["grant"].isin(figure.grants)]
        truths = [_truth(figure, household, standards) for household in frame["household"]]
        blocking = tuple(
            household
            for household, known in zip(frame["household"], truths, strict=True)
            if known is Truth.UNKNOWN
        )
        if blocking:
            return Filled(figure, None, Gap.UNKNOWN, blocking)
        # A list would lose the columns of a frame without rows: no payment of a grant is zero yuan.
        chosen = frame[pd.Series([known is Truth.MET for known in truths], index=frame.index, dtype=bool)]
        if figure.measure == "amount":
            fen = int(chosen["amount"].sum())
            return Filled(figure, Decimal(fen) / _FEN_IN_TEN_THOUSAND_YUAN, None)
        return Filled(figure, Decimal(len(chosen)), None)

    return [filled(figure) for figure in figures]


def _each_once(households: Sequence[Household]) -> list[Household]:
    """Households without those whose head stands in an earlier row too: one household in two rosters."""
    kept: dict[object, Household] = {}
    for household in households:
        key = person_key(household.id_number) if household.id_number else household.place
        kept.setdefault(key, household)
    return list(kept.values())


def _truth(figure: Figure, household: Household, standards: Lookup) -> Truth:
    """Whether a household belongs to a figure; one test that fails is enough to know that it does not."""
    truths = {truth(test, household, standards) for test in figure.where}
    return next((known for known in (Truth.NOT_MET, Truth.UNKNOWN) if known in truths), Truth.MET)
