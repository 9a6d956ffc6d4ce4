"""The columns of one block: which field each is, and which are none, but say something all the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from warmth_cli.fields import Field
from warmth_cli.issues import Issue
from warmth_cli.reading.words.verdicts import VerdictColumn


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is read: its field, where it is from 0, its letters, the yuan in a unit of money.

    `told` is true where the heading names that unit itself. `ticks` are the columns, this one first, of a
    field whose values have a column each, with those values.
    """

    field: Field
    index: int
    letter: str
    unit: Decimal
    told: bool = False
    ticks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """The columns, from 0, that tell of one member beside the head; `relation` where the heading says it."""

    columns: Mapping[str, int]
    relation: str


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of one block: `read` are those of fields, `beside` those of members beside the head.

    `members` is true where only persons are listed, whose households stand elsewhere. `number` is the column
    of running numbers, `household_number` one in which all of one household have the same number, `head_name`
    that of the head's name beside each person's. `unbound` are the fields that a column claims and that are
    not read all the same, `claimed` these and those that are. `form` are headings of the national form with
    their columns, `verdicts` the columns that may say that a household does not count.
    """

    read: tuple[Column, ...]
    beside: tuple[Beside, ...]
    members: bool
    number: int | None
    household_number: int | None
    head_name: int | None
    claimed: frozenset[str]
    unbound: frozenset[str]
    form: tuple[tuple[str, int], ...]
    verdicts: tuple[VerdictColumn, ...]
    issues: tuple[Issue, ...]
