"""What a payout list is made of: payments of one or more batches, and who is filed and not paid."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from warmth_cli.issue_kinds import OF_NO_HOUSEHOLD
from warmth_cli.issues import Issue
from warmth_cli.ledger import Batch, FiledTable
from warmth_cli.payouts import Line, Payment, Settlement
from warmth_cli.rulebook.assess import Outcome
from warmth_cli.rulebook.pack import Fund, Rules

NO_UNION = "未填报单位"
"""What stands for the union where a roster names none."""


@dataclass(slots=True)
class NotPaid:
    """Who is filed and not paid: held, refused, and what is said of people who are in no household."""

    held: list[Line] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)
    lost: list[Issue] = field(default_factory=list)

    @property
    def unreadable(self) -> int:
        """How many rows were not read."""
        return sum(map(_rows_unread, self.lost))

    @property
    def rows(self) -> int:
        """How many households and rows these are."""
        return len(self.held) + len(self.refused) + self.unreadable


@dataclass(frozen=True, slots=True)
class PayoutList:
    """One list. `batches` are all that were recorded when it is made, oldest first.

    `not_paid` is None where one batch is printed again: who waits today was not decided then. A `part` is
    one union's, or one batch's, of a greater list.
    """

    rules: Rules
    batches: Sequence[Batch]
    payments: Sequence[Payment]
    not_paid: NotPaid | None
    part: bool = False

    @property
    def amount(self) -> int:
        """What all its payments come to, in fen."""
        return sum(payment.amount for payment in self.payments)

    @property
    def day(self) -> str:
        """The day of its last batch, like 2022-01-05; "" before there is one."""
        return self.batches[-1].recorded_on if self.batches else ""

    @property
    def paying(self) -> list[Batch]:
        """The batches that have a payment in it."""
        numbers = {payment.batch for payment in self.payments}
        return [batch for batch in self.batches if batch.number in numbers]

    @property
    def funds(self) -> dict[str, Fund | None]:
        """The funds it shows, by name. A pack that was changed since may no longer name one that paid (None);
        its payments stay in the list."""
        known = {fund.name: fund for fund in self.rules.pack.funds.values()}
        paying = dict.fromkeys(payment.fund for payment in self.payments)
        shown = [name for name in known if name in paying or not self.part]
        return {name: known.get(name) for name in dict.fromkeys([*shown, *paying])}


def whole_list(
    rules: Rules, batches: Sequence[Batch], settlement: Settlement, tables: Iterable[FiledTable]
) -> PayoutList:
    """The list of everything recorded so far, with who is not paid today."""
    not_paid = NotPaid()
    for line in settlement.lines:
        if line.outcome is Outcome.HELD:
            not_paid.held.append(line)
        elif line.outcome is Outcome.REFUSED:
            not_paid.refused.append(line)
    not_paid.lost.extend(issue for table in tables for issue in table.issues if issue.code in OF_NO_HOUSEHOLD)
    return PayoutList(rules, batches, settlement.payments, not_paid)


def one_batch(rules: Rules, batch: Batch, payments: Iterable[Payment]) -> PayoutList:
    """The list of one batch, as it was recorded."""
    notice = rules.pack.notice.id
    paid = [each for each in payments if each.notice == notice and each.batch == batch.number]
    return PayoutList(rules, [batch], paid, None, part=True)


def by_union(whole: PayoutList) -> dict[str, PayoutList]:
    """A list for each union, in the order in which they were paid or filed; together they are the whole.

    Who is in no household goes to the union of its file; where a file has several, or none, to
    those that name no union.
    """
    payments: dict[str, list[Payment]] = {}
    for payment in whole.payments:
        payments.setdefault(payment.union or NO_UNION, []).append(payment)
    waiting: dict[str, NotPaid] = {union: NotPaid() for union in payments}
    if whole.not_paid is not None:
        for union, line in _of_union(whole.not_paid.held):
            waiting.setdefault(union, NotPaid()).held.append(line)
        for union, line in _of_union(whole.not_paid.refused):
            waiting.setdefault(union, NotPaid()).refused.append(line)
        owners = _owners(whole)
        for issue in whole.not_paid.lost:
            found = owners.get(issue.file, set())
            union = next(iter(found)) if len(found) == 1 else NO_UNION
            waiting.setdefault(union, NotPaid()).lost.append(issue)
    return {
        union: replace(
            whole,
            payments=payments.get(union, []),
            not_paid=not_paid if whole.not_paid is not None else None,
            part=True,
        )
        for union, not_paid in waiting.items()
    }


def _rows_unread(issue: Issue) -> int:
    """How many rows an issue of people in no household says are unread: a member's row was read, and a sheet
    without a known heading is no table, whose rows are counted."""
    if issue.code == "heading-unknown":
        return int(str(issue.values["count"]))
    return int(issue.code in ("row-unreadable", "row-above-heading"))


def _of_union(lines: Iterable[Line]) -> Iterator[tuple[str, Line]]:
    return ((line.household.union or NO_UNION, line) for line in lines)


def _owners(whole: PayoutList) -> dict[str, set[str]]:
    """Which unions stand in each file."""
    owners: dict[str, set[str]] = {}
    for payment in whole.payments:
        owners.setdefault(payment.place.file, set()).add(payment.union or NO_UNION)
    if whole.not_paid is not None:
        for union, line in _of_union([*whole.not_paid.held, *whole.not_paid.refused]):
            owners.setdefault(line.household.file, set()).add(union)
    return owners
