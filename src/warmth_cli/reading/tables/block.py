"""One table on a sheet, or a part of it: its heading, its columns and its rows."""

from dataclasses import dataclass

from warmth_cli.files.sheet import column_letter
from warmth_cli.issues import Issue
from warmth_cli.reading.headings.columns import Beside, Column
from warmth_cli.reading.words.verdicts import VerdictColumn
from warmth_cli.reading.words.whose import Whose


@dataclass(frozen=True, slots=True)
class Block:
    """One table, or a part of it under a heading of its own; rows and columns count from 0.

    Its heading is in the rows `top` to `bottom`, its entries in `first` to `last`, the latter left out, and
    it spans the columns `left` to `right`. `members` is true for a table of members, whose column of the
    head's name, if it has one, is `head_name`. `unbound` are fields that a column claims and that were not
    read all the same, `headed` the columns with any heading. `title` are words of its own above its
    heading, other than which households it lists or of which union; `group` is that union, which ends
    with a sum, `before` what is known of that from the page above, `set_aside` words that say that its
    households may not count, `said` words that say what they all are. `alone` tells that no other is
    beside it, `repeats` that it goes on with the block above.
    `district` is that of a line above, where no column names one.
    `household_number` is a column in which all of one household have the same number.
    `unread` are the rows below it that stand under another heading, which is not known.
    `by_hand` are the headings that a clerk bound, `form` those of the national form with their columns,
    `verdicts` the columns that may say that a household does not count.
    """

    top: int
    bottom: int
    first: int
    last: int
    left: int
    right: int
    columns: tuple[Column, ...]
    beside: tuple[Beside, ...]
    number: int | None
    head_name: int | None
    members: bool
    unbound: frozenset[str]
    union: str
    district: str
    title: frozenset[str]
    alone: bool
    headed: frozenset[int]
    issues: tuple[Issue, ...]
    by_hand: frozenset[str]
    form: tuple[tuple[str, int], ...] = ()
    verdicts: tuple[VerdictColumn, ...] = ()
    repeats: bool = False
    group: str = ""
    before: Whose | None = None
    set_aside: str = ""
    said: str = ""
    household_number: int | None = None
    unread: range = range(0)

    @property
    def at(self) -> dict[str, int]:
        """The column of each field."""
        return {column.field.name: column.index for column in self.columns}

    @property
    def shared(self) -> frozenset[int]:
        """The columns left of it that speak for it, too."""
        return frozenset(column.index for column in self.columns if column.index < self.left)

    @property
    def range(self) -> str:
        """Its heading as Excel names it: `H3:M4`."""
        return f"{column_letter(self.left)}{self.top + 1}:{column_letter(self.right)}{self.bottom + 1}"

    def continues(self, other: "Block") -> bool:
        """Whether it is read like `other`, a block above: the heading is repeated, perhaps in part."""
        above = {(each.field.name, each.index, each.unit) for each in other.columns}
        own = {(each.field.name, each.index, each.unit) for each in self.columns}
        left_out = {index for _, index, _ in above - own} | {
            index for each in other.beside if each not in self.beside for index in each.columns.values()
        }
        return (
            own <= above
            and self.members == other.members
            and self.unbound <= other.unbound
            and all(each in other.beside for each in self.beside)
            and not left_out & self.headed  # other words stand where the column was
        )
