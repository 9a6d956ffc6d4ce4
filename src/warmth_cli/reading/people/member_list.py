"""Lists of persons: whose household in some other table each of them belongs to.

A row names its head, by number or by name alone, or the number of the household; or it leaves that blank
under another's; or the head's own row comes first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.families import Families
from warmth_cli.reading.people.heads import Heads
from warmth_cli.reading.people.member_rows import is_same, join, said_against


@dataclass(frozen=True, slots=True)
class MemberList:
    """The persons that one table lists, for the `heads` of all; `families` are told what becomes of them."""

    heads: Heads
    families: Families

    def add_by_number(self) -> None:
        """Put people into the households of the heads whose number their row names, in whichever table."""
        for person in self.families.by_number:
            person.compare_with_number()
            self._join_or_report(self.heads.named_by_number(person), person)

    def add(self, persons: Sequence[Draft], under: Draft | None) -> None:
        """Add the rows of a table of members, which may stand `under` the household of all of them. A head of
        no other table is a household by itself."""
        heads, families = self.heads, self.families
        last = own = under
        number = ""
        for place, person in enumerate(persons):
            person.compare_with_number()
            other, number = person.household_number not in ("", number), person.household_number
            if "head_id" in {*person.values, *person.unread}:
                last = heads.named_by_number(person)
            elif person.household_number in heads.by_household:
                last = heads.with_household(person)
                if last is not None and _is_head_again(person, last):
                    self._hear_again(person, last)
                    continue
            elif person.head_name:
                last = heads.named(person)
                if last is not None and heads.is_head(person, last):
                    self._hear_again(person, last)  # a list of persons by the head's name lists the head, too
                    continue
                if last is not None:
                    families.by_name.append(person.row)
            elif (known := heads.own(person)) is not None:
                last = own = known
                if _is_called_alike(person, last):
                    self._hear_again(person, last)
                    continue
            elif person.values.get("relation") == "户主":
                families.heads.append(person)  # of no table of households: one that nobody may miss
                last = own = person
                continue
            else:
                last = None if person.gap or other else last
                if last is not None and last is own and place and not _follows(persons[place - 1], person):
                    last = None
                elif last is not None and last is not own:
                    families.by_place.append(person.row)
            families.member_rows.append(person.row)
            self._join_or_report(last, person)

    def _hear_again(self, person: Draft, head: Draft) -> None:
        """A row that lists the head once more: what it says against paying counts."""
        self.families.member_rows.append(person.row)
        head.issues.extend(said_against(person, head, self.families.year))

    def _join_or_report(self, head: Draft | None, person: Draft) -> None:
        if head is not None:
            join(head, person, self.families.year)
            return
        self.families.issues.extend(issue for issue in person.issues if issue.field == "head_id")
        self.families.add_stranger(person, "head_id")


def _follows(above: Draft, person: Draft) -> bool:
    """Whether a row of a list of persons goes on with the household above: right below, and where rows are
    numbered, with a higher number; a line, a blank row or a new beginning parts them."""
    numbers = [each.number.rstrip(".、") for each in (above, person)]
    if person.row != above.row + 1 or (person.numbered and not above.numbered):
        return False
    first, second = (int(each) if each.isdecimal() and len(each) < 7 else None for each in numbers)
    return first is None or second is None or second > first


def _is_called_alike(person: Draft, head: Draft) -> bool:
    return person.values.get("name") in (None, head.values.get("name"))


def _is_head_again(person: Draft, head: Draft) -> bool:
    """Whether a row of a list by households' numbers is the head's own."""
    return person.values.get("relation") in (None, "户主") and is_same(person, head)
