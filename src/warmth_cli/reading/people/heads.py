"""Whose household a person of a list of members belongs to: told by the head's number, or the name alone.

A name tells it only where one head alone has it, and where nothing else in the row speaks against it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from warmth_cli.identity import person_key
from warmth_cli.reading.people.draft import Draft


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of one file; `by_name` are those whose name no other head has, `by_household` those whose
    household has a number that no other has."""

    by_number: Mapping[str, Draft]
    by_name: Mapping[str, Draft]
    by_household: Mapping[str, Draft]

    def named_by_number(self, person: Draft) -> Draft | None:
        """The head whose number a row names, unless it names the head otherwise."""
        head = self.by_number.get(person_key(str(person.values.get("head_id", ""))))
        return head if head is not None and _is_called(head, person.head_name) else None

    def named(self, person: Draft) -> Draft | None:
        """The head whose name alone a row gives; the head's own row may give the number, too."""
        head = self.by_name.get(person.head_name)
        if person.values.get("relation") == "户主" and "id_number" in person.values:
            head = self.by_number.get(person_key(str(person.values["id_number"])))
        return head if head is not None and _may_be_of(person, head) else None

    def own(self, person: Draft) -> Draft | None:
        """The head whose own row it is: 户主, or nobody's relation, with the head's number; 户主 without one
        with a name that no other head has."""
        relation, number = person.values.get("relation"), person.values.get("id_number")
        if relation not in (None, "户主") or "relation" in person.unread:
            return None
        if number is not None:
            head = self.by_number.get(person_key(str(number)))
        elif relation is None or "id_number" in person.unread:
            return None
        else:
            head = self.by_name.get(str(person.values.get("name", "")))
        return head if head is not None and _may_be_of(person, head) else None

    def with_household(self, person: Draft) -> Draft | None:
        """The head of the household whose number a row gives, unless the row says another union or head."""
        head = self.by_household.get(person.household_number)
        if head is None or not _may_be_of(person, head):
            return None
        return head if person.values.get("relation") != "户主" or self.is_head(person, head) else None

    def is_head(self, person: Draft, head: Draft) -> bool:
        """Whether a row lists the head once more: 户主, with no other number."""
        number, own = person.values.get("id_number"), head.values.get("id_number")
        if person.values.get("relation") != "户主" or "id_number" in person.unread:
            return False
        return number is None or (own is not None and person_key(str(number)) == person_key(str(own)))


def heads_of(drafts: Iterable[Draft]) -> Heads:
    """Where each head is found."""
    drafts = list(drafts)
    often = Counter(draft.values.get("name") for draft in drafts)
    households = Counter(draft.household_number for draft in drafts)
    return Heads(
        {
            person_key(str(draft.values["id_number"])): draft
            for draft in drafts
            if "id_number" in draft.values
        },
        {str(name): draft for draft in drafts if often[name := draft.values.get("name")] == 1 and name},
        {number: draft for draft in drafts if households[number := draft.household_number] == 1 and number},
    )


def _may_be_of(person: Draft, head: Draft) -> bool:
    """Whether a row says neither another head nor another union."""
    union = head.values.get("union")
    return _is_called(head, person.head_name) and person.values.get("union", union) == union


def _is_called(head: Draft, name: str) -> bool:
    """Whether nothing speaks against a head's being the one of this name; "" is none."""
    return not name or head.values.get("name", name) == name
