"""One table while it is read."""

from dataclasses import dataclass, field

from warmth_cli.household import Planned, RowKind
from warmth_cli.issues import Issue
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.families import Families
from warmth_cli.reading.tables.block import Block


@dataclass(slots=True)
class TableReading:
    """One table while it is read: blocks of a sheet that are read alike. `name` is the sheet's own name or,
    for a further table on it, the sheet's with the heading's range."""

    name: str
    sheet: str
    hidden: bool
    blocks: list[Block]
    families: Families
    unreadable: list[int] = field(default_factory=list)
    passed_over: dict[RowKind, list[int]] = field(default_factory=dict)
    filled: int = 0
    issues: list[Issue] = field(default_factory=list)
    members: list[Draft] = field(default_factory=list)
    under: Draft | None = None
    """The one household right above the heading of a table of members."""
    unnamed: dict[int, list[str]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    commented: list[int] = field(default_factory=list)
    aside: dict[int, list[str]] = field(default_factory=dict)
    """By row, the people who are named in columns that are not read."""
    planned: dict[Planned, list[int]] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many are read so far, heads and members."""
        return len(self.families.heads) + len(self.families.member_rows) + len(self.members)

    def is_of_people(self, row: int) -> bool:
        """Whether a row, as Excel counts it, is a person's, or begins as one."""
        persons = (each.row for each in (*self.families.heads, *self.members))
        begun = self.passed_over.get("number", ())
        return any(row in rows for rows in (begun, self.unreadable, self.families.member_rows, persons))

    def set_aside(self, code: str, words: str = "") -> None:
        """Hold all households for words that say that they may not count."""
        for head in self.families.drafts():
            head.issues.append(head.issue(code, "", words))
