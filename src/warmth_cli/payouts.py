"""From decisions and past payments to the next batch. Pure: nothing is opened, read or recorded here.

Nobody twice: a person is paid at most once under a notice, whichever household, roster or year it is in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from warmth_cli.household import Household, Place
from warmth_cli.identity import person_key
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.rulebook.assess import OUTCOME_WORDS, Decision, Outcome, assess
from warmth_cli.rulebook.pack import Rules
from warmth_cli.rulebook.standards import Lookup


class FiledPerson(NamedTuple):
    """One person of a filed household, as the ledger knows it."""

    key: str
    place: Place


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment as it was recorded, for ever. `amount` in fen; `batch` counts within the notice.

    `persons` are the keys of everybody in the household, head first. `number` counts the payments of a
    ledger in the order of their recording; 0 is one that is not recorded yet.
    """

    notice: str
    batch: int
    place: Place
    union: str
    name: str
    id_number: str
    grant: str
    grant_name: str
    clause: str
    amount: int
    fund: str
    bank: str
    branch: str
    account: str
    account_holder: str
    note: str
    persons: tuple[str, ...]
    household: Household
    number: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One household and what becomes of it, past payments looked at.

    `payment` is the one that it has or, when `new`, the one that this run gives it.
    """

    household: Household
    decision: Decision
    outcome: Outcome
    payment: Payment | None
    new: bool
    reasons: tuple[Issue, ...]
    notes: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """All households of a run in the order of their rosters, and the payments whose household is gone."""

    lines: tuple[Line, ...]
    strays: tuple[Payment, ...]
    stray_notes: tuple[Issue, ...]

    @property
    def new(self) -> list[Payment]:
        """The payments of the next batch."""
        return [line.payment for line in self.lines if line.new and line.payment]

    @property
    def payments(self) -> list[Payment]:
        """Every payment of the notice by batch: past ones as they were recorded, new ones as in the rosters.

        A list that was signed keeps its order, whatever becomes of the rosters.
        """
        paid = [line.payment for line in self.lines if line.payment]
        return sorted([*paid, *self.strays], key=lambda payment: (payment.batch, payment.number))

    def count(self, outcome: Outcome) -> int:
        """How many households have this outcome; a payment whose household is gone stays granted."""
        strays = len(self.strays) if outcome is Outcome.GRANTED else 0
        return sum(line.outcome is outcome for line in self.lines) + strays


def persons_joined(lines: Iterable[Line]) -> list[tuple[Payment, str]]:
    """Persons who joined a household after it was paid: they have had their share of that payment."""
    return [
        (line.payment, person)
        for line in lines
        if line.payment and not line.new
        for person in line.household.persons()
        if person not in line.payment.persons
    ]


def persons_in_two_households(persons: Iterable[FiledPerson]) -> dict[Place, list[tuple[str, Place]]]:
    """For each household that shares a person with another: the person's key and the other's place."""
    places: dict[str, list[Place]] = {}
    for person in persons:
        places.setdefault(person.key, []).append(person.place)
    shared: dict[Place, list[tuple[str, Place]]] = {}
    for key, found in places.items():
        if len(found) > 1:
            for here in found:
                shared.setdefault(here, []).extend((key, other) for other in found if other != here)
    return shared


def accounts_in_two_households(accounts: Iterable[tuple[str, Place]]) -> dict[Place, list[Place]]:
    """For each household whose account stands in another one too: the places of the others."""
    places: dict[str, list[Place]] = {}
    for account, place in accounts:
        places.setdefault(account, []).append(place)
    return {
        here: [other for other in found if other != here]
        for found in places.values()
        if len(found) > 1
        for here in found
    }


def judge(
    households: Iterable[Household],
    rules: Rules,
    standards: Lookup,
    shared: Mapping[Place, Sequence[tuple[str, Place]]],
) -> list[tuple[Household, Decision]]:
    """Every household with its decision, as if nothing had been paid before."""
    return [
        (household, assess(household, rules, standards, shared.get(household.place, ())))
        for household in households
    ]


def settle(
    judged: Sequence[tuple[Household, Decision]],
    past: Sequence[Payment],
    filed: Iterable[FiledPerson],
    notice: str,
    batch: int,
) -> Settlement:
    """Look at what was paid before, and say what is to be paid now as batch number `batch`.

    `past` holds the payments of every notice, `filed` everybody in the filed rosters. A household that
    was paid keeps its payment, whatever its rosters say today; a person who was paid in another household
    holds this one, and so does a payment whose household is gone but had this one's account, or its place
    and name: an identity number that was corrected makes no new person.
    """
    here = [payment for payment in past if payment.notice == notice]
    owners = _owners(here, filed)
    by_person = {person: payment for payment in here for person in payment.persons}
    claims = {
        household.place: own
        for household, _ in judged
        if (own := owners.get((household.place, _head(household)))) and _is_same(household, own)
    }
    # A payment whose household is not among those judged stands where it is filed.
    elsewhere = {place for place, _ in owners} - {household.place for household, _ in judged}
    standing = {id(payment) for payment in claims.values()}
    standing |= {id(payment) for (place, _), payment in owners.items() if place in elsewhere}
    by_trace: dict[object, Payment] = {
        trace: payment
        for payment in here
        if id(payment) not in standing
        for trace in (payment.account, (payment.place, payment.name))
    }
    once = {
        (payment.grant, person): payment
        for payment in past
        if payment.notice != notice
        for person in payment.persons
    }
    lines = []
    kept: set[int] = set()
    for household, decision in judged:
        persons = tuple(household.persons()) if past else ()
        own = claims.get(household.place)
        if own is not None:
            kept.add(id(own))
            lines.append(_paid_line(household, decision, own))
            continue
        reasons = list(decision.reasons)
        traces = (household.account, (household.place, household.name))
        before = _first([*map(by_person.get, persons), *map(by_trace.get, traces)])
        if before is not None:
            reasons.append(_past_issue("paid-before", household, before))
        grant = decision.grant
        if grant is not None and grant.once and not _is_new_case(household):
            earlier = _first(once.get((grant.id, person)) for person in persons)
            if earlier is not None and decision.outcome is not Outcome.REFUSED:
                reasons.append(_past_issue("paid-once", household, earlier))
        outcome = decision.outcome
        if len(reasons) > len(decision.reasons):
            outcome = Outcome.HELD
        payment = None
        if outcome is Outcome.GRANTED:
            payment = _new_payment(household, decision, notice, batch)
        lines.append(
            Line(household, decision, outcome, payment, payment is not None, tuple(reasons), decision.notes)
        )
    strays = tuple(payment for payment in here if id(payment) not in kept)
    return Settlement(tuple(lines), strays, tuple(_stray_note(payment) for payment in strays))


def _head(household: Household) -> str:
    return person_key(household.id_number) if household.id_number else ""


def _is_same(household: Household, payment: Payment) -> bool:
    """Whether a household with a paid head's number is the one that was paid: a number that was typed into
    the wrong row, and put right later, belongs to somebody else with another name and another account."""
    return household.name == payment.name or household.account == payment.account


def _is_new_case(household: Household) -> bool:
    """Whether a person found, in so many words, that a lump sum is due once more; a mere 同意 may have
    judged something else."""
    return household.finding == "同意" and "再次" in (household.finding_reason or "")


def _owners(payments: Sequence[Payment], filed: Iterable[FiledPerson]) -> dict[tuple[Place, str], Payment]:
    """Where the household of each payment stands today, with its head: where it stood; or, if its row has
    moved, at the only place that has its head. Where several have, a person must say which one was paid."""
    places: dict[str, list[Place]] = {payment.persons[0]: [] for payment in payments}
    for person in filed:
        if person.key in places:
            places[person.key].append(person.place)
    owners: dict[tuple[Place, str], Payment] = {}
    for payment in payments:
        head = payment.persons[0]
        found = places[head]
        if payment.place in found:
            owners[payment.place, head] = payment
        elif len(found) == 1:
            owners[found[0], head] = payment
    return owners


def _paid_line(household: Household, decision: Decision, payment: Payment) -> Line:
    """A household that was paid: the payment stands, and a different judgement today is said."""
    notes = list(decision.notes)
    if decision.outcome is not Outcome.GRANTED or decision.amount != payment.amount:
        amount = f" {decision.amount / 100:.2f}" if decision.amount else ""
        words = OUTCOME_WORDS[decision.outcome]
        now = Words(words.zh + amount, words.en + amount)
        notes.append(_past_issue("paid-otherwise", household, payment, now=now))
    return Line(household, decision, Outcome.GRANTED, payment, False, (), tuple(notes))


def _new_payment(household: Household, decision: Decision, notice: str, batch: int) -> Payment:
    grant = decision.grant
    assert grant is not None
    assert household.name
    assert household.id_number
    assert household.account
    return Payment(
        notice,
        batch,
        household.place,
        household.union or "",
        household.name,
        household.id_number,
        grant.id,
        grant.name.zh,
        grant.clause,
        decision.amount,
        grant.fund,
        household.bank or "",
        household.branch or "",
        household.account,
        household.account_holder or household.name,
        household.note or "",
        tuple(household.persons()),
        household,
    )


def _past_issue(code: str, household: Household, payment: Payment, **values: str | Words) -> Issue:
    where = payment.place.words
    values |= {
        "batch": str(payment.batch),
        "notice": payment.notice,
        "others": Words(f"{payment.name}（{where.zh}）", f"{payment.name} ({where.en})"),
        "paid": f"{payment.amount / 100:.2f}",
    }
    return Issue(code, household.file, household.sheet, household.row, "", "id_number", "", values)


def _stray_note(payment: Payment) -> Issue:
    return _past_issue("paid-row-gone", payment.household, payment)


def _first(payments: Iterable[Payment | None]) -> Payment | None:
    return next((payment for payment in payments if payment is not None), None)
