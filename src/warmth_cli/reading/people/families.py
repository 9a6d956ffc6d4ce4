"""People become households: who is a head, and which household each of the others belongs to.

Members stand under their head: with a relation, without a number of their own, or with the head's name or
number beside theirs; or in columns beside the head; or on a sheet of members. A person is never put into a
household on a guess: what may be a household of its own stays one, and is held for what it lacks.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import cast

from warmth_cli.fields import FIELDS
from warmth_cli.household import Household, Member, Place
from warmth_cli.identity import CARD_LENGTHS, hidden, passes_luhn, person_key
from warmth_cli.issues import Issue
from warmth_cli.reading.cells.against_id import contradictions
from warmth_cli.reading.cells.names import person_name
from warmth_cli.reading.cells.typed_numbers import is_phone
from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.heads import Heads
from warmth_cli.reading.people.member_rows import (
    OF_ANYONE,
    OF_MEMBERS,
    as_member,
    join,
    may_be_member,
    said_against,
)
from warmth_cli.reading.people.unneeded import is_never_asked
from warmth_cli.reading.people.whole import opened
from warmth_cli.reading.tables.table import Block
from warmth_cli.reading.words import against_status
from warmth_cli.reading.words.numbering import is_within
from warmth_cli.reading.words.plain_remarks import is_plain_remark
from warmth_cli.reading.words.remarks import holds, says_left, says_less

_OF_A_HOUSEHOLD = (
    *("union", "file_status", "hardship", "removed_on", "removal_reason", "phase_out_until"),
    *("paired_cadre", "finding", "account", "provincial_visit"),
)
"""Fields that a household has, and no member, unless they are filled down from the head."""
_OF_PLACE = frozenset(("union", "district"))
_OF_ITS_INCOME = ("household_size", "annual_income", "monthly_income_per_head")
"""And these, where the income is asked for: each person's own in its row add up to another."""


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
            _compare(person)
            if person.gap or self._upwards:
                self.close()
            if self._continues(person, block):
                self.member_rows.append(person.row)
            elif self._is_member(person, block, place in completing):
                self._add_member(person)
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

    def add_by_number(self, heads: Heads, persons: Iterable[Draft]) -> None:
        """Put people into the households of the heads whose number their row names."""
        for person in persons:
            _compare(person)
            self._join_or_report(heads.named_by_number(person), person)

    def add_members(self, heads: Heads, persons: Sequence[Draft]) -> None:
        """Add the rows of a table of members: each names its head, or leaves that blank under another's; or
        the head's own row comes first. A head of no other table is a household by itself."""
        last: Draft | None = None
        own: Draft | None = None
        number = ""
        for place, person in enumerate(persons):
            _compare(person)
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
                    self.by_name.append(person.row)
            elif (known := heads.own(person)) is not None:
                last = own = known
                if _is_called_alike(person, last):
                    self._hear_again(person, last)
                    continue
            elif person.values.get("relation") == "户主":
                last = own = self._add_lone_head(person)
                continue
            else:
                last = None if person.gap or other else last
                if last is not None and last is own and not _follows(persons[place - 1], person):
                    last = None
                elif last is not None and last is not own:
                    self.by_place.append(person.row)
            self.member_rows.append(person.row)
            self._join_or_report(last, person)

    def _hear_again(self, person: Draft, head: Draft) -> None:
        """A row that lists the head once more: what it says against paying counts."""
        self.member_rows.append(person.row)
        head.issues.extend(said_against(person, head, self.year))

    def _add_lone_head(self, person: Draft) -> Draft:
        """A head in a list of persons whom no table of households has: a household, that nobody may miss."""
        self.heads.append(person)
        return person

    def _join_or_report(self, head: Draft | None, person: Draft) -> None:
        if head is not None:
            join(head, person, self.year)
            return
        self.issues.extend(issue for issue in person.issues if issue.field == "head_id")
        self._add_stranger(person, "head_id")

    def _continues(self, person: Draft, block: Block) -> bool:
        """Whether a row only goes on with the household above: another member in the columns beside the head,
        whose name and number are repeated, or left blank."""
        if not block.beside or (above := self._above) is None:
            return False
        own, last = person.values, above.values
        number, name = own.get("id_number"), own.get("name")
        if person.unread & {"name", "id_number"} or _names_another(person, above):
            return False
        if number is None and name is None:
            if not person.beside or not _may_go_on(person, above):
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
                name = str(one.values.get("name", "—"))
                one.issues.append(one.issue("head-differs", "name", name, others=others))
        if union := person.union or union or person.group:
            person.values.setdefault("union", union)
        _take_shared(person)
        person.unread |= block.unbound
        if "phone" in person.at and "phone" not in person.values:
            person.issues.append(person.issue("phone-missing", "phone"))
        note = str(person.values.get("note", ""))
        if holds(note, self.year):
            person.issues.append(person.issue("note-set-aside", "note", note))
        elif note and _must_be_read(person, note):
            person.issues.append(person.issue("note-unread", "note", note))
        person.issues.extend(map(person.barred, person.against))
        person.issues.extend(_named_otherwise(person))
        for each in against_status.contradictions(person.values):
            differs = {"other_field": each.other, "said": each.said}
            person.issues.append(person.issue("status-contradicted", each.field, each.found, **differs))
        account = str(person.values.get("account", ""))
        if repeats := _repeated(account, person.values):
            person.issues.append(person.issue(repeats, "account", account))
        if len(account) in CARD_LENGTHS and not passes_luhn(account):
            person.issues.append(person.issue("account-luhn", "account", account))
        self.heads.append(person)
        self._last = len(self.heads) - 1

    def _add_member(self, person: Draft) -> None:
        """A member's row in a table of households: it belongs to the head it names, or to the one above."""
        self.member_rows.append(person.row)
        if "head_id" in person.values:
            self.by_number.append(person)
            return
        head = self._above
        if head is None or _names_another(person, head):
            self.issues.extend(issue for issue in person.issues if issue.field == "relation")
            self._add_stranger(person)
            return
        join(head, person, self.year)
        if "relation" in person.values:
            self._weigh_member(person, head)

    def _weigh_member(self, person: Draft, head: Draft) -> None:
        """与户主关系 may describe the worker: then a household must not vanish in another."""
        asked = _OF_A_HOUSEHOLD + (() if is_never_asked(head.values) else _OF_ITS_INCOME)
        said = [name for name in asked if person.values.get(name)]
        if not said:
            return
        own = [name for name in said if person.values[name] != head.values.get(name)]
        if own not in ([], ["account"]) or (own and len(said) > 1):
            headings = "、".join(FIELDS[name].heading for name in own)
            head.issues.append(person.issue("member-like-head", "relation", said=headings))
        elif set(said) - {"union"}:
            self.like_heads.append(person.row)

    def _add_beside(self, person: Draft) -> None:
        for member in person.beside:
            _compare(member)
            head = self._above
            if head is None:
                self._add_stranger(member)
            elif member.values.get("relation") == "户主" and _is_same(member, head):
                _complete(head, member)
            elif member.values.get("relation") == "户主":
                named = str(member.values.get("name", "—"))
                head.issues.append(member.issue("two-heads", "relation", named))
                join(head, member, self.year)
            else:
                join(head, member, self.year)

    def _add_stranger(self, person: Draft, column: str = "") -> None:
        self.issues.append(person.issue("member-without-head", column))
        self.strangers.append(as_member(person))


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


def _compare(person: Draft) -> None:
    """Sex and birth date beside a number say again what the number says."""
    for each in contradictions(person.values):
        person.issues.append(person.issue("id-contradicted", each.field, each.found, said=each.said))


def _names_another(person: Draft, head: Draft) -> bool:
    """Whether a row names another head than this one, or the number of another household."""
    numbers = {person.household_number, head.household_number} - {""}
    named = person.values.get("head_id", head.values.get("id_number"))
    other = named is not None and named != head.values.get("id_number")
    return len(numbers) > 1 or other or person.head_name not in ("", head.values.get("name"))


def _may_go_on(person: Draft, head: Draft) -> bool:
    """Whether a row without name and number says nothing else of a household than the one above: no running
    number of its own, no other union."""
    if person.spanned:
        return all(
            head.values.get(name) == value for name, value in person.values.items() if name not in OF_ANYONE
        )
    if person.numbered and person.number != head.number and not is_within(person.number, head.number):
        return False
    own = {name: value for name, value in person.values.items() if name not in OF_ANYONE - _OF_PLACE}
    return person.unread <= OF_ANYONE and all(head.values.get(name) == each for name, each in own.items())


def _named_otherwise(head: Draft) -> Iterator[Issue]:
    """Columns of the heads, beside those of each person, in which the row of a head names another one."""
    unrelated = "relation" not in head.at
    if not unrelated and head.values.get("relation") != "户主":
        return
    code = "names-two" if unrelated else "head-named-otherwise"
    name, named = head.values.get("name"), person_name(head.head_name)
    if name and named and name != named:
        yield head.issue(code, "name", str(name), said=named)
    number, given = (str(head.values.get(field) or "") for field in ("id_number", "head_id"))
    if number and given and person_key(number) != person_key(given):
        yield head.issue(code, "id_number", number, said=hidden(given))


def _must_be_read(head: Draft, note: str) -> bool:
    """Whether only a person can tell what a remark means for its household, and none has yet."""
    known = "finding" in head.values or says_left(note) or says_less(note)
    return not known and not is_plain_remark(note)


def _repeated(account: str, values: Mapping[str, Value]) -> str:
    """What is wrong with an account that only repeats the number or the phone of its row; else ""."""
    if account and account == values.get("id_number"):
        return "account-is-id"
    return "account-is-phone" if account and is_phone(account, str(values.get("phone", ""))) else ""


def _is_same(member: Draft, head: Draft) -> bool:
    number, known = member.values.get("id_number"), head.values.get("id_number")
    if number is None or (known is None and "id_number" not in head.unread):
        return member.values.get("name") in (None, head.values.get("name"))
    return number == known


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
    return person.values.get("relation") in (None, "户主") and _is_same(person, head)


def _take_shared(head: Draft) -> None:
    """A merged cell speaks for each household that it spans, where a row says of itself that it is one, as
    head or with an account of its own: any other may be a member's."""
    is_head = head.values.get("relation") == "户主" or "account" in {*head.values, *head.unread}
    for name, value in head.shared.items() if is_head else ():
        if value is None:
            head.unread.add(name)
        else:
            head.values.setdefault(name, value)


def _complete(head: Draft, member: Draft) -> None:
    """The head stands once more among the members beside: with the number, where only they have one."""
    for name in ("name", "id_number"):
        if name in member.values:
            head.values.setdefault(name, member.values[name])
    head.issues.extend(issue for issue in member.issues if issue.field in OF_MEMBERS)
    head.unread |= member.unread & OF_MEMBERS
