"""From decisions and past payments to the next batch. Pure: nothing is opened, read or recorded here.

Nobody twice: a person is paid at most once under a notice, whichever household, roster or year it is in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from warmth_cli.doubles import FiledPerson
from warmth_cli.household import Household, Place
from warmth_cli.identity import person_key
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.rulebook.assess import OUTCOME_WORDS, Decision, Double, Outcome, assess
from warmth_cli.rulebook.pack import Rules
from warmth_cli.rulebook.precedents import Precedents
from warmth_cli.rulebook.standards import Lookup

_AT_ONCE = 1000
"""Households that are judged together: enough that most look alike, and never all in memory."""
_ELSEWHERE = frozenset(("person-twice", "person-two-numbers"))
"""Why a household is held for another one's sake."""


class Payment(NamedTuple):
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


class Due(NamedTuple):
    """What a run would record: the notice, and the number of the batch within it."""

    notice: str
    number: int


class Line(NamedTuple):
    """One household and what becomes of it, past payments looked at.

    `paid` is the payment that it has, `due` the batch in which this run gives it one; one of them at most.
    """

    household: Household
    decision: Decision
    outcome: Outcome
    paid: Payment | None
    due: Due | None
    reasons: tuple[Issue, ...]
    notes: tuple[Issue, ...]

    @property
    def new(self) -> bool:
        """Whether this run gives it a payment."""
        return self.due is not None

    @property
    def payment(self) -> Payment | None:
        """The payment that it has or gets; made when it is asked for, since a check needs none."""
        return self.paid if self.due is None else _new_payment(self.household, self.decision, self.due)


@dataclass(frozen=True)
class Settlement:
    """All households of a run in the order of their rosters, and the payments whose household is gone."""

    lines: tuple[Line, ...]
    strays: tuple[Payment, ...]
    stray_notes: tuple[Issue, ...]

    @cached_property
    def payments(self) -> list[Payment]:
        """Every payment of the notice by batch: past ones as they were recorded, new ones as in the rosters.

        A list that was signed keeps its order, whatever becomes of the rosters.
        """
        paid = [payment for line in self.lines if (payment := line.payment)]
        return sorted([*paid, *self.strays], key=lambda payment: (payment.batch, payment.number))

    @property
    def new(self) -> list[Payment]:
        """The payments of the next batch: those that are not recorded yet."""
        return [payment for payment in self.payments if not payment.number]

    def count(self, outcome: Outcome) -> int:
        """How many households have this outcome; a payment whose household is gone stays granted."""
        strays = len(self.strays) if outcome is Outcome.GRANTED else 0
        return sum(line.outcome is outcome for line in self.lines) + strays


def persons_joined(lines: Iterable[Line]) -> list[tuple[Payment, str]]:
    """Persons who joined a household after it was paid: they have had their share of that payment.

    Of one who stands in another household too nobody knows yet whose she is, and what is recorded stays.
    """
    return [
        (line.paid, person)
        for line in lines
        if line.paid
        for person in line.household.persons()
        if person not in line.paid.persons and person not in _in_two_households(line.decision)
    ]


def _in_two_households(decision: Decision) -> set[str]:
    return {issue.found for issue in decision.reasons if issue.code == "person-twice"}


def accounts_changed(payments: Iterable[Payment], heads: Iterable[FiledPerson]) -> list[Issue]:
    """Where the head of a payment is filed today with another account than the one that was recorded."""
    filed: dict[tuple[str, str | None], list[FiledPerson]] = {}
    for head in heads:
        filed.setdefault((head.key, head.name), []).append(head)
    return [
        _account_issue(head.place, head.account, payment)
        for payment in payments
        for head in filed.get((payment.persons[0], payment.name), ())
        if head.account not in (None, payment.account)
    ]


def judge(
    households: Iterable[Household],
    rules: Rules,
    standards: Lookup,
    doubles: Mapping[Place, Sequence[Double]],
) -> Iterator[tuple[Household, Decision]]:
    """Every household with its decision and all its findings, as if nothing had been paid before."""
    for household in households:
        yield household, assess(household, rules, standards, doubles.get(household.place, ()))


def judge_briefly(
    households: Iterable[Household],
    rules: Rules,
    standards: Lookup,
    doubles: Mapping[Place, Sequence[Double]],
) -> Iterator[tuple[Household, Decision]]:
    """The same decisions without their findings, for whoever records none."""
    precedents = Precedents(rules, standards)
    households = iter(households)
    while some := tuple(islice(households, _AT_ONCE)):
        yield from zip(some, precedents.decide(some, doubles), strict=True)


def settle(
    judged: Iterable[tuple[Household, Decision]],
    past: Sequence[Payment],
    filed: Iterable[FiledPerson],
    notice: str,
    batch: int,
) -> Settlement:
    """Look at what was paid before, and say what is to be paid now as batch number `batch`.

    `past` holds the payments of every notice, `filed` at least every filed person who headed a paid
    household. A household that was paid keeps its payment, whatever its rosters say today.
    """
    lines = tuple(settled(judged, past, filed, notice, batch))
    kept = {id(line.paid) for line in lines}
    strays = tuple(each for each in past if each.notice == notice and id(each) not in kept)
    return Settlement(lines, strays, tuple(_stray_note(payment) for payment in strays))


def settled(
    judged: Iterable[tuple[Household, Decision]],
    past: Sequence[Payment],
    filed: Iterable[FiledPerson],
    notice: str,
    batch: int,
) -> Iterator[Line]:
    """The lines of `settle`, one after another; where nothing was paid before, never all in memory.

    A person who was paid in another household holds this one, and so does a payment whose household is
    gone but had this one's account, its place and name, or its name and phone: an identity number that was
    corrected makes no new person.
    """
    due = Due(notice, batch)
    if not past:
        for household, decision in judged:
            yield _line(household, decision, (), due)
        return
    judged = list(judged)
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
        for trace in _traces(payment.place, payment.name, payment.account, payment.household.phone)
    }
    once = {
        (payment.grant, person): payment
        for payment in past
        if payment.notice != notice
        for person in payment.persons
    }
    for household, decision in judged:
        own = claims.get(household.place)
        if own is not None:
            yield _paid_line(household, decision, own)
            continue
        persons = tuple(household.persons())
        holds = []
        traces = _traces(household.place, household.name, household.account, household.phone)
        before = _first([*map(by_person.get, persons), *map(by_trace.get, traces)])
        if before is not None:
            holds.append(_past_issue("paid-before", household, before))
        grant = decision.grant
        if grant is not None and grant.once and not _is_new_case(household):
            earlier = _first(once.get((grant.id, person)) for person in persons)
            if earlier is not None and decision.outcome is not Outcome.REFUSED:
                holds.append(_past_issue("paid-once", household, earlier))
        yield _line(household, decision, tuple(holds), due)


def _line(household: Household, decision: Decision, holds: tuple[Issue, ...], due: Due) -> Line:
    """A household that was not paid yet; `holds` say what was paid before to its people."""
    outcome = Outcome.HELD if holds else decision.outcome
    granted = outcome is Outcome.GRANTED
    return Line(
        household, decision, outcome, None, due if granted else None, decision.reasons + holds, decision.notes
    )


def _head(household: Household) -> str:
    return person_key(household.id_number) if household.id_number else ""


def _traces(place: Place, name: str | None, account: str | None, phone: str | None) -> list[object]:
    """By what a household is known again when its identity number was corrected."""
    return [account, (place, name), *([(name, phone)] if name and phone else [])]


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
    """A household that was paid: the payment stands, and a different judgement today is said.

    Where it is only held because its people stand elsewhere too, that is another row's question: nothing is
    to be settled with this one.
    """
    notes = list(decision.notes)
    elsewhere = decision.reasons and all(issue.code in _ELSEWHERE for issue in decision.reasons)
    if not elsewhere and (decision.outcome is not Outcome.GRANTED or decision.amount != payment.amount):
        amount = f" {decision.amount / 100:.2f}" if decision.amount else ""
        words = OUTCOME_WORDS[decision.outcome]
        now = Words(words.zh + amount, words.en + amount)
        notes.append(_past_issue("paid-otherwise", household, payment, now=now))
    if household.account not in (None, payment.account):
        notes.append(_account_issue(household.place, household.account, payment))
    return Line(household, decision, Outcome.GRANTED, payment, None, (), tuple(notes))


def _new_payment(household: Household, decision: Decision, due: Due) -> Payment:
    grant = decision.grant
    assert grant is not None
    assert household.name
    assert household.id_number
    assert household.account
    return Payment(
        due.notice,
        due.number,
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


def _account_issue(place: Place, account: str | None, payment: Payment) -> Issue:
    return Issue("paid-other-account", *place, "", "account", account or "", {"batch": str(payment.batch)})


def _stray_note(payment: Payment) -> Issue:
    return _past_issue("paid-row-gone", payment.household, payment)


def _first(payments: Iterable[Payment | None]) -> Payment | None:
    return next((payment for payment in payments if payment is not None), None)
