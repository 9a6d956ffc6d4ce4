"""The rows of a table of households: who is a head, and which household each of the others belongs to.

Members stand under their head: with a relation, without a number of their own, or with the head's name or
number beside theirs; or in columns beside the head. A person is never put into a household on a guess: what
may be a household of its own stays one, and is held for what it lacks.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import cast

from warmth_cli.files.sheet import column_letter
from warmth_cli.household import Household, Member, Place
from warmth_cli.issues import Issue
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.head_rows import begin_household
from warmth_cli.reading.people.member_rows import (
    OF_MEMBERS,
    as_member,
    is_same,
    join,
    may_be_member,
    may_go_on,
    name_of,
    names_another,
    said_against,
    says_household,
    weigh_as_head,
)
from warmth_cli.reading.people.unneeded import is_never_asked
from warmth_cli.reading.people.whole import opened
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.words.numbering import is_within


@dataclass(slots=True)
class Families:
    """The households of one table while they are put together, for a notice of `year`.

    `by_place` are rows that were read as members because they have no number of their own, or complete the
    household above; `by_name` are those whose head is named without a number; `like_heads` are members with
    an account, or what else only a household has.
    """

    file: str
    year: int
    heads: list[Draft | Household] = field(default_factory=list)
    member_rows: list[int] = field(default_factory=list)
    by_number: list[Draft] = field(default_factory=list)
    strangers: list[Member] = field(default_factory=list)
    by_place: list[int] = field(default_factory=list)
    by_name: list[int] = field(default_factory=list)
    like_heads: list[int] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    _last: int | None = None
    _union: str = ""
    _row: int = 0
    _upwards: bool = False
    _blocks: list[tuple[int, Block]] = field(default_factory=list)
    _merged: dict[tuple[str, int], list[Draft]] = field(default_factory=dict)

    def add(self, persons: Sequence[Draft | Household], block: Block, union: str) -> None:
        """Add the people of one block, in their order; `union` stands where a row names none."""
        self._blocks.append((len(self.heads), block))
        completing = _completing(persons) if not block.beside else set()
        if persons and not self.heads and not self.member_rows:
            self._upwards = _stand_above_heads(persons, block)
        if union != self._union:
            self.close()  # nobody belongs to a household of another union
        self._union = union
        done = 0
        for place, person in enumerate(persons):
            if isinstance(person, Household):
                continue
            self._add_whole(cast(Sequence[Household], persons[done:place]))
            done = place + 1
            person.compare_with_number()
            if person.gap or self._upwards:
                self.close()
            if self._continues(person, block):
                self.member_rows.append(person.row)
            elif self._is_member(person, block, place in completing):
                self._add_member(person, block, union)
            else:
                self._add_head(person, block, union)
            self._add_beside(person)
            self._row = person.row
        self._add_whole(cast(Sequence[Household], persons[done:]))

    def _add_whole(self, households: Sequence[Household]) -> None:
        """Add rows that are a household each: nearly all of them, and all at once."""
        if households:
            self.heads.extend(households)
            self._last = len(self.heads) - 1
            self._row = households[-1].row

    def close(self) -> None:
        """Let nobody who stands further down belong to the household above."""
        self._last = None

    @property
    def _above(self) -> Draft | None:
        """The household to which further rows may belong; asked for only where they may: it takes time."""
        return None if self._last is None else self.opened(self._last)

    def opened(self, place: int) -> Draft:
        """The draft of one of the heads, to which more is to be added."""
        head = self.heads[place]
        if isinstance(head, Household):
            _, block = self._blocks[bisect_right(self._blocks, place, key=itemgetter(0)) - 1]
            head = self.heads[place] = opened(head, block)
        return head

    def drafts(self) -> list[Draft]:
        """All heads, each as a draft."""
        return [self.opened(place) for place in range(len(self.heads))]

    def add_stranger(self, person: Draft, column: str = "") -> None:
        """Report a member without a household; `column` is the field that should have named it."""
        self.issues.append(person.issue("member-without-head", column, name_of(person)))
        self.strangers.append(as_member(person, person.sheet))

    def _continues(self, person: Draft, block: Block) -> bool:
        """Whether a row only goes on with the household above: another member in the columns beside the head,
        whose name and number are repeated, or left blank."""
        if not block.beside or (above := self._above) is None:
            return False
        own, last = person.values, above.values
        number, name = own.get("id_number"), own.get("name")
        if person.unread & {"name", "id_number"} or names_another(person, above):
            return False
        if number is None and name is None:
            if not person.beside or not may_go_on(person, above):
                return False
            above.issues.extend((*person.issues, *said_against(person, above, self.year)))
            return True
        if (number or last.get("id_number")) != last.get("id_number") or (
            number is None and not person.beside
        ):
            return False
        if number is None and name != last.get("name"):
            return False
        self._compare_with_head(person)
        return True

    def _compare_with_head(self, person: Draft) -> None:
        """A row that repeats the head must repeat what it says, or leave it blank."""
        head = self._above
        assert head is not None
        head.issues.extend((*person.issues, *said_against(person, head, self.year)))
        for name, value in person.values.items():
            if head.values.setdefault(name, value) != value:
                others = Place(self.file, head.sheet, head.row).words
                head.issues.append(person.issue("head-differs", name, str(value), others=others))
        head.form = person.form | head.form
        head.unread |= person.unread

    def _is_member(self, person: Draft, block: Block, completes: bool) -> bool:
        relation = person.values.get("relation")
        if relation is not None or "relation" in person.unread:
            return relation != "户主"
        if "relation" in person.at:
            if block.head_name is not None and person.head_name:
                return person.head_name != person.values.get("name")
            if "head_id" in person.values:
                return person.values["head_id"] != person.values.get("id_number")
        if not may_be_member(person) or not {*person.values, *person.unread} & {"name", "id_number"}:
            return False
        above = self._above
        unnumbered = above is not None and above.numbered and not person.numbered
        same_number = above is not None and person.household_number == above.household_number != ""
        if completes or unnumbered or same_number or self._is_within(person):
            if above is not None:
                self.by_place.append(person.row)
            return True
        return False

    def _is_within(self, person: Draft) -> bool:
        """Whether a row has a number within that of the household right above, if one it is."""
        last = self._above
        if last is None or person.row != self._row + 1 or may_be_member(last):
            return False
        return is_within(person.number, last.number)

    def _add_head(self, person: Draft, block: Block, union: str) -> None:
        above = self._above if person.household_number else None
        if above is not None and person.household_number == above.household_number:
            for one, other in ((person, above), (above, person)):
                others = Place(self.file, other.sheet, other.row).words
                one.issues.append(one.issue("head-differs", "name", name_of(one), others=others))
        begin_household(person, union, block.unbound, self.year)
        self._tell_merged(person)
        self.heads.append(person)
        self._last = len(self.heads) - 1

    def _tell_merged(self, person: Draft) -> None:
        """Tell of an account, a size or an income in one cell that is merged over several households."""
        for name, top in person.merged.items():
            if name != "account" and is_never_asked(person.values):
                continue
            sharing = self._merged.setdefault((name, top), [])
            sharing.append(person)
            for each in sharing if len(sharing) == 2 else sharing[2:][-1:]:
                issue = each.issue("cell-over-several", name, str(each.values.pop(name, "")))
                each.unread.add(name)
                each.issues.append(replace(issue, cell=f"{column_letter(each.at[name])}{top}"))

    def _add_member(self, person: Draft, block: Block, union: str) -> None:
        """A member's row in a table of households: it belongs to the head it names, or to the one above.

        Where there is none, and the row says what only a household says, it is held as one: nobody is lost.
        """
        head = self._above
        if "head_id" in person.values:
            self.by_number.append(person)
        elif head is not None and not names_another(person, head):
            join(head, person, self.year)
            if "relation" in person.values and weigh_as_head(person, head):
                self.like_heads.append(person.row)
        elif says_household(person):
            person.issues.append(person.issue("member-like-household", "relation", name_of(person)))
            above = self._last
            self._add_head(person, block, union)
            self._last = self._last if above is None else above  # whoever follows may still name that one
            return
        else:
            self.issues.extend(issue for issue in person.issues if issue.field == "relation")
            self.add_stranger(person)
        self.member_rows.append(person.row)

    def _add_beside(self, person: Draft) -> None:
        for member in person.beside:
            member.compare_with_number()
            head = self._above
            if head is None:
                self.add_stranger(member)
            elif member.values.get("relation") == "户主" and is_same(member, head):
                _complete(head, member)
            elif member.values.get("relation") == "户主":
                head.issues.append(member.issue("two-heads", "relation", name_of(member)))
                join(head, member, self.year)
            else:
                join(head, member, self.year)


def _stand_above_heads(persons: Sequence[Draft | Household], block: Block) -> bool:
    """Whether members may stand above their heads, and not below: the first is one, the last is a head.

    Then nobody can tell whose household a member between two heads belongs to.
    """
    first, last = persons[0], persons[-1]
    if "relation" not in block.at or isinstance(first, Household):
        return False
    above = first.values.get("relation") not in (None, "户主") and "head_id" not in first.values
    return above and (isinstance(last, Household) or last.values.get("relation") == "户主")


def _completing(persons: Sequence[Draft | Household]) -> set[int]:
    """The places of rows that may be members' and, counted with the head above them, are just as many as its
    household has people."""
    places = (
        place for place, person in enumerate(persons) if isinstance(person, Draft) and may_be_member(person)
    )
    found: set[int] = set()
    for _, numbered in groupby(enumerate(places), lambda each: each[1] - each[0]):
        run = [place for _, place in numbered]
        if run[0] and _size(persons[run[0] - 1]) == 1 + len(run):
            found.update(run)
    return found


def _size(head: Draft | Household) -> object:
    return head.household_size if isinstance(head, Household) else head.values.get("household_size")


def _complete(head: Draft, member: Draft) -> None:
    """The head stands once more among the members beside: with the number, where only they have one."""
    for name in ("name", "id_number"):
        if name in member.values:
            head.values.setdefault(name, member.values[name])
    head.issues.extend(issue for issue in member.issues if issue.field in OF_MEMBERS)
    head.unread |= member.unread & OF_MEMBERS
