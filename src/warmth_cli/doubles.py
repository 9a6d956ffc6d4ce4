"""Who stands in more than one household: a person, a person under two numbers, an account.

Pure, like `payouts`: the ledger says who is filed where.
"""

from collections.abc import Iterable
from typing import NamedTuple

from warmth_cli.household import Place
from warmth_cli.rulebook.assess import Double

NAMED_ASIDE = ""
"""In the place of a name: somebody who is only named in a household's row, and may be whoever helps it."""


class FiledPerson(NamedTuple):
    """One person of a filed household, as the ledger knows it; `key` is "" without a number.

    Name and account are those of a head, and None for a member; see NAMED_ASIDE for who is neither.
    """

    key: str
    place: Place
    name: str | None = None
    account: str | None = None


Doubles = dict[Place, list[Double]]
"""For each household in question: which of its persons stand elsewhere too."""


def persons_in_two_households(persons: Iterable[FiledPerson]) -> Doubles:
    """For each household that shares a person with another: the person, and all places where it stands."""
    places: dict[str, list[Place]] = {}
    belong: set[str] = set()
    for person in persons:
        places.setdefault(person.key, []).append(person.place)
        if person.name != NAMED_ASIDE:
            belong.add(person.key)
    shared: Doubles = {}
    for key, found in places.items():
        if len(found) > 1 and key in belong:
            once = list(dict.fromkeys(found))
            double = Double("person-twice", key, once)
            for here in once:
                shared.setdefault(here, []).append(double)
    return shared


def persons_under_two_numbers(heads: Iterable[FiledPerson]) -> Doubles:
    """Heads with one name and one account, but several numbers: one person, who would be paid for each."""
    alike: dict[tuple[str, str], list[FiledPerson]] = {}
    for head in heads:
        if head.key and head.name and head.account:
            alike.setdefault((head.name, head.account), []).append(head)
    shared: Doubles = {}
    for found in alike.values():
        if len({head.key for head in found}) > 1:
            places = [head.place for head in found]
            for head in found:
                shared.setdefault(head.place, []).append(Double("person-two-numbers", head.key, places))
    return shared


def accounts_in_two_households(heads: Iterable[FiledPerson]) -> dict[Place, list[Place]]:
    """For each household whose account stands in another person's too: all places where it stands.

    One person in two households has one account there: that is said of the person.
    """
    accounts: dict[str, list[FiledPerson]] = {}
    for head in heads:
        if head.account:
            accounts.setdefault(head.account, []).append(head)
    shared: dict[Place, list[Place]] = {}
    for found in accounts.values():
        if len({head.key or head.place for head in found}) > 1:
            shared |= dict.fromkeys(places := [head.place for head in found], places)
    return shared
