"""The words of the domain: a household of a roster, its members, the roster. None of them ever changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, ConfigDict, Field, with_config

from warmth_cli.fields import Cause, FileStatus, Hardship, Judgement, Relation, RemovalReason, Residence
from warmth_cli.identity import person_key, resident_id_fault
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.month import Month


def _resident_id(number: str) -> str:
    # The day a roster is read on decides what is the future; here only what is false on every day.
    if fault := resident_id_fault(number, date.max):
        raise ValueError(fault)
    return number


Text = Annotated[str, Field(min_length=1)]
ResidentId = Annotated[str, AfterValidator(_resident_id)]
Account = Annotated[str, Field(pattern=r"^[0-9]{8,30}$")]
Yuan = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]
"""Yuan as the cell gives them, exact; never a float."""


class Place(NamedTuple):
    """Where a household stands: file as it was named, sheet, and the row as Excel counts it; 0 is the whole
    sheet."""

    file: str
    sheet: str
    row: int

    @property
    def words(self) -> Words:
        """The place as a person would say it."""
        if not self.row:
            return Words(f"{self.file} {self.sheet}", f"{self.file} {self.sheet}")
        return Words(f"{self.file} {self.sheet} 第{self.row}行", f"{self.file} {self.sheet} row {self.row}")


_NOTHING: Mapping[str, str] = {}


@with_config(ConfigDict(extra="forbid", strict=True))
@dataclass(frozen=True, slots=True)
class Member:
    """One person of a household beside its head; `form` as in Household. They are made and checked as
    households are.

    `sheet` is the one that its row stands on, "" for the household's own; `cell` that of its number, or "".
    """

    row: int
    name: Text | None = None
    id_number: ResidentId | None = None
    relation: Relation | None = None
    form: Mapping[str, Text] = field(default_factory=dict)
    sheet: str = ""
    cell: str = ""


class Household(NamedTuple):
    """One household (户) as a roster tells it.

    There are many, so this is a tuple and no model: the reading builds them of values that it has checked,
    and `household_text` checks against these types whatever comes back from a ledger.

    A field that is None was blank, or could not be read: then its name is in `unread`, and nothing may be
    concluded from the blank. `issues` are those of its own rows; an error among them holds the household.
    `form` is what else it says for the national form, by that form's headings, as the cells have it.
    """

    file: str
    sheet: str
    row: int
    union: Text | None = None
    district: Text | None = None
    name: Text | None = None
    id_number: ResidentId | None = None
    phone: Text | None = None
    employer: Text | None = None
    residence: Residence | None = None
    file_status: FileStatus | None = None
    hardship: Hardship | None = None
    removed_on: date | Month | None = None
    removal_reason: RemovalReason | None = None
    phase_out_until: date | Month | None = None
    cause: Cause | None = None
    household_size: Annotated[int, Field(ge=1, le=99)] | None = None
    annual_income: Yuan | None = None
    monthly_income_per_head: Yuan | None = None
    provincial_visit: bool | None = None
    paired_cadre: Text | None = None
    arranged: bool | None = None
    finding: Judgement | None = None
    finding_reason: Text | None = None
    bank: Text | None = None
    branch: Text | None = None
    account: Account | None = None
    account_holder: Text | None = None
    note: Text | None = None
    form: Mapping[str, Text] = _NOTHING
    members: tuple[Member, ...] = ()
    unread: frozenset[str] = frozenset()
    issues: tuple[Issue, ...] = ()

    @property
    def place(self) -> Place:
        """Where the head's row stands."""
        return Place(self.file, self.sheet, self.row)

    def persons(self) -> Iterator[str]:
        """Every person of the household once, head first, as the key that makes two numbers one person."""
        numbers = [self.id_number, *(member.id_number for member in self.members)]
        yield from dict.fromkeys(person_key(number) for number in numbers if number)


RowKind = Literal["person", "unreadable", "blank", "total", "note", "heading", "number", "sample"]
"""What a row of a table is: a person, something that could not be read, or one of those that are passed over:
sums, remarks and signatures, repeated headings, numbered or filled down without anybody, samples."""


class Planned(NamedTuple):
    """What an office means to pay, by a column of its own that is no field: its letter, what stands there,
    and yuan, or None for what is no amount."""

    column: str
    words: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a roster as it was read: every row of the table is in one of the three counts.

    `columns` tells in which column (a letter) each field stands, so that a message can name the cell.
    `strangers` are members whose household was not found: nobody else may be paid in their name unseen.
    `aside` are people who are only named in a household's row, in a column that is not read: they may be its
    own, and must be nobody's elsewhere. `planned` are the rows for which the roster names an amount.
    `passed_over` are the rows that are nobody's, as Excel counts them; `filled` is how many rows of the table
    hold anything, counted by itself. `by_hand` are the headings in it that a clerk bound for one run.
    """

    sheet: str
    columns: dict[str, str]
    households: tuple[Household, ...]
    member_rows: int
    unreadable_rows: int
    issues: tuple[Issue, ...]
    strangers: tuple[Member, ...] = ()
    aside: tuple[Member, ...] = ()
    planned: Mapping[Planned, Sequence[int]] = field(default_factory=dict)
    passed_over: Mapping[RowKind, Sequence[int]] = field(default_factory=dict)
    filled: int = 0
    by_hand: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        """Rows of the table: households, their members, and rows that could not be read."""
        return len(self.households) + self.member_rows + self.unreadable_rows


@dataclass(frozen=True, slots=True)
class Roster:
    """One file as it was read, with the hash of its bytes, and of the rosters that it is a copy of."""

    file: str
    sha256: str
    tables: tuple[Table, ...]
    copy_of: tuple[str, ...] = ()

    @property
    def households(self) -> Iterator[Household]:
        """All households of all its tables."""
        for table in self.tables:
            yield from table.households
