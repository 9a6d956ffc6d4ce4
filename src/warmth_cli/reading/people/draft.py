"""A household, or a member's row, while its file is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import column_letter
from warmth_cli.household import Member
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.reading.cells.against_id import contradictions
from warmth_cli.reading.cells.cell_words import shown
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.headings.columns import Column
from warmth_cli.reading.people.unneeded import is_unneeded
from warmth_cli.reading.words.verdicts import Bar

ONLY_OF_ONE = ("account", "household_size", "annual_income", "monthly_income_per_head")
"""Fields of which no two households have the same in one merged cell."""


@dataclass(slots=True)
class Draft:
    """One row that is a person, as far as it is read.

    `at` tells the column of each field, from 0. `numbered` is true for a row with a running number of its
    own, `number` says which, where that may tell whose household it is. `gap` is true right under a row
    that could not be read: who stands there is of no known household. `spanned`: its name or number stands in
    a merged cell that begins further up. `union` is named in a line within the
    table above it, `group` is one whose name stands alone in a row above it, and counts where nothing else
    names one; `union_above` is another one, in the column where its own cell is blank. `head_name` is
    what a list of persons says beside each of them, `household_number` what number their household has;
    `beside` are members in columns of their own. `shared` is what merged cells that begin further up say of
    several households, None where they could not be read. `merged` are fields that only one household has,
    whose cell is merged over several rows, with the first of these. `form` is what stands in the columns of
    the national form, `against` what columns that are not read say against it. `numbers` are those of its
    members who have one, with their names.
    """

    file: str
    sheet: str
    row: int
    at: Mapping[str, int]
    values: dict[str, Value]
    form: dict[str, str] = field(default_factory=dict)
    numbered: bool = False
    number: str = ""
    gap: bool = False
    spanned: bool = False
    union: str = ""
    group: str = ""
    union_above: str = ""
    head_name: str = ""
    household_number: str = ""
    shared: dict[str, Value | None] = field(default_factory=dict)
    merged: dict[str, int] = field(default_factory=dict)
    against: list[Bar] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    beside: list["Draft"] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def issue(self, code: str, field: str = "", found: str = "", **values: str | Words) -> Issue:
        """An issue of this row, in the cell of `field` where the table has a column for it."""
        index = self.at.get(field)
        cell = "" if index is None else f"{column_letter(index)}{self.row}"
        return Issue(code, self.file, self.sheet, self.row, cell, field, found, values)

    def compare_with_number(self) -> None:
        """Sex and birth date beside a number say again what the number says."""
        for each in contradictions(self.values):
            self.issues.append(self.issue("id-contradicted", each.field, each.found, said=each.said))

    def barred(self, by: Bar) -> Issue:
        """The issue of what a column that is not read says against it."""
        cell = f"{column_letter(by.column.place)}{self.row}"
        values = {"heading": by.column.heading}
        return Issue("column-set-aside", self.file, self.sheet, self.row, cell, "", by.words, values)

    def verdict_unread(self, said: Bar) -> Issue:
        """The issue of what such a column says in words that nobody understands."""
        return replace(self.barred(said), code="verdict-unread")

    def report(self, column: Column, cell: Cell, unreadable: Unreadable) -> None:
        """Report a cell that cannot be taken: nothing may be concluded from it."""
        name = column.field.name
        unknown = name == "relation" and unreadable.code == "value-unknown"
        code = "relation-unknown" if unknown else unreadable.code
        code = "value-unneeded" if is_unneeded(code, name, self.values) else code
        issue = self.issue(code, name, shown(cell))
        self.unread.add(name)
        self.issues.append(replace(issue, values=unreadable.values))
