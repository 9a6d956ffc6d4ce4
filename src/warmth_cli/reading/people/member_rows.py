"""The row of a member: whether it is one, whose, and what it says against the household that it joins."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from warmth_cli.fields import FIELDS, OF_ROW
from warmth_cli.files.sheet import column_letter
from warmth_cli.household import Member
from warmth_cli.identity import person_key
from warmth_cli.issues import Issue
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.unneeded import is_never_asked
from warmth_cli.reading.words.numbering import is_within
from warmth_cli.reading.words.plain_remarks import is_plain_remark
from warmth_cli.reading.words.remarks import speaks_against
from warmth_cli.reading.words.verdicts import Verdict

OF_MEMBERS = frozenset(("name", "id_number", *OF_ROW))
"""Fields that a member's row has; only what is wrong with them holds the household."""
_OF_ANYONE = OF_MEMBERS | {"union", "district", "phone", "employer", "note", "head_id", "residence"}
"""Fields that say nothing of a household: a row with these alone may be a member's."""
_OF_PLACE = frozenset(("union", "district"))
_ONLY_OF_A_HOUSEHOLD = (
    *("file_status", "hardship", "removed_on", "removal_reason", "phase_out_until"),
    *("paired_cadre", "finding", "account", "provincial_visit"),
)
"""Fields that a household has, and no member, unless they are filled down from the head."""
_OF_A_HOUSEHOLD = ("union", *_ONLY_OF_A_HOUSEHOLD)
"""And the union, which is filled down more often."""
_OF_ITS_INCOME = ("household_size", "annual_income", "monthly_income_per_head")
"""And these, where the income is asked for: each person's own in its row add up to another."""
_OF_ANYBODY = frozenset((Verdict.BARS, Verdict.OTHERS, Verdict.OPINION, Verdict.REMARK))
"""What columns ask that may be answered in any row of a household."""


def may_be_member(person: Draft) -> bool:
    """Whether a row says nothing of a household: only who the person is."""
    return person.values.keys() <= _OF_ANYONE and person.unread <= _OF_ANYONE


def says_household(person: Draft) -> bool:
    """Whether a row says what only a household says."""
    return not {*person.values, *person.unread}.isdisjoint(_ONLY_OF_A_HOUSEHOLD)


def name_of(person: Draft) -> str:
    """The name of a person, as an issue shows it."""
    return str(person.values.get("name") or "—")


def is_same(member: Draft, head: Draft) -> bool:
    """Whether a member's row is of the head itself: by the number or, where one has none, by the name."""
    number, known = member.values.get("id_number"), head.values.get("id_number")
    if number is None or (known is None and "id_number" not in head.unread):
        return member.values.get("name") in (None, head.values.get("name"))
    return number == known


def names_another(person: Draft, head: Draft) -> bool:
    """Whether a row names another head than this one, or the number of another household."""
    numbers = {person.household_number, head.household_number} - {""}
    named = person.values.get("head_id", head.values.get("id_number"))
    other = named is not None and named != head.values.get("id_number")
    return len(numbers) > 1 or other or person.head_name not in ("", head.values.get("name"))


def may_go_on(person: Draft, head: Draft) -> bool:
    """Whether a row without name and number says nothing else of a household than the one above: no running
    number of its own, no other union."""
    if person.spanned:
        return all(
            head.values.get(name) == value for name, value in person.values.items() if name not in _OF_ANYONE
        )
    if person.numbered and person.number != head.number and not is_within(person.number, head.number):
        return False
    own = {name: value for name, value in person.values.items() if name not in _OF_ANYONE - _OF_PLACE}
    return person.unread <= _OF_ANYONE and all(head.values.get(name) == each for name, each in own.items())


def join(head: Draft, person: Draft, year: int) -> None:
    """Put a member's row into a household; what is wrong with the person holds the household.

    A person listed once more is not counted again.
    """
    name, number = person.values.get("name"), person.values.get("id_number")
    before = None if number is None else _name_before(head, str(number))
    if before is None:
        member = as_member(person, head.sheet)
        head.members.append(member)
        if member.id_number:
            head.numbers.setdefault(person_key(member.id_number), member.name or "")
    elif name and before and name != before:
        head.issues.append(
            person.issue("number-twice", "id_number", str(number), one=before, other=str(name))
        )
    head.issues.extend(_weighed(issue, person) for issue in person.issues if issue.field in OF_MEMBERS)
    head.issues.extend(said_against(person, head, year))
    if number is None and "id_number" not in person.unread:
        head.issues.append(person.issue("member-id-missing", "id_number"))


def weigh_as_head(person: Draft, head: Draft) -> bool:
    """与户主关系 may describe the worker: then a household must not vanish in another.

    What only a household has holds the head's where its row says otherwise. True where both rows say the
    same, or the member has an account, and nothing else.
    """
    asked = _OF_A_HOUSEHOLD + (() if is_never_asked(head.values) else _OF_ITS_INCOME)
    said = [name for name in asked if person.values.get(name)]
    if not said:
        return False
    own = [name for name in said if person.values[name] != head.values.get(name)]
    if own not in ([], ["account"]) or (own and len(said) > 1):
        headings = "、".join(FIELDS[name].heading for name in own)
        head.issues.append(person.issue("member-like-head", "relation", said=headings))
        return False
    return bool(set(said) - {"union"})


def as_member(person: Draft, sheet: str = "") -> Member:
    """The member of a household that stands on `sheet`, or of none."""
    said: dict[str, Any] = person.values
    name, number, relation = said.get("name"), said.get("id_number"), said.get("relation")
    other = person.sheet if person.sheet != sheet else ""
    column = person.at.get("id_number") if number else None
    cell = "" if column is None else f"{column_letter(column)}{person.row}"
    return Member(person.row, name or None, number or None, relation or None, person.form, other, cell)


def _name_before(head: Draft, number: str) -> str | None:
    """How the household already calls the person with this number; None when it does not know the number."""
    key = person_key(number)
    known = head.values.get("id_number")
    if known and person_key(str(known)) == key:
        return str(head.values.get("name") or "")
    return head.numbers.get(key)


def _weighed(issue: Issue, person: Draft) -> Issue:
    """An unknown relation weighs more where the row says what only a household says: it may be a head's."""
    if issue.code == "relation-unknown" and not may_be_member(person):
        return replace(issue, code="value-unknown")
    return issue


def said_against(person: Draft, head: Draft, year: int) -> Iterator[Issue]:
    """What the remark and the columns that are not read say in a member's row, unless the head's row says so
    itself, as a merged cell does.

    `year` is the notice's. A member who has died is one less to live on the income: that is looked at, too.
    Under 是否发放, or 慰问金额, only the head's row is filled in.
    """
    note = str(person.values.get("note", ""))
    own = note != "" and note != head.values.get("note")
    if own and speaks_against(note, year):
        yield person.issue("note-set-aside", "note", note)
    elif own and "finding" not in head.values and not is_plain_remark(note):
        yield person.issue("note-unread", "note", note)
    for bar in person.against:
        if bar.column.asks in _OF_ANYBODY and bar not in head.against:
            yield person.barred(bar)
