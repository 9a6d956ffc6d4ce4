"""Filed households as they stand: judged, and settled with what was paid before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from warmth_cli.doubles import (
    Doubles,
    accounts_in_two_households,
    persons_in_two_households,
    persons_under_two_numbers,
)
from warmth_cli.household import Household, Place
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.ledger import Ledger
from warmth_cli.payouts import Line, Settlement, judge, judge_briefly, settle, settled
from warmth_cli.rulebook.assess import Outcome, other_places
from warmth_cli.rulebook.pack import Rules
from warmth_cli.rulebook.standards import Lookup

Columns = Mapping[tuple[str, str], Mapping[str, str]]
"""In which column each field stands, by file and sheet."""

_BLANK = frozenset(("missing", "undecided", "account-missing", "union-missing"))


@dataclass(frozen=True, slots=True)
class Totals:
    """Every row is in exactly one outcome: granted + refused + held + unreadable = rows. `amount` in fen."""

    rows: int
    granted: int
    refused: int
    held: int
    unreadable: int
    new: int
    amount: int


def survey(
    ledger: Ledger, households: Iterable[Household], columns: Columns, rules: Rules, standards: Lookup
) -> Settlement:
    """Judge `households` beside everything else that is filed, and settle them with past payments.

    Every issue comes back with the cell it speaks of, where one cell is meant. Every decision has a finding
    for each condition, to be recorded.
    """
    beside = _Beside.filed_in(ledger)
    judged = judge(households, rules, standards, beside.doubles)
    notice = rules.pack.notice.id
    settlement = settle(
        judged, ledger.payments(), ledger.heads_paid(notice), notice, ledger.next_batch(notice)
    )
    return replace(settlement, lines=tuple(beside.finished(settlement.lines, columns)))


def survey_briefly(
    ledger: Ledger, households: Iterable[Household], columns: Columns, rules: Rules, standards: Lookup
) -> Iterator[Line]:
    """The same lines one after another, without findings: for what is shown, and never recorded."""
    beside = _Beside.filed_in(ledger)
    judged = judge_briefly(households, rules, standards, beside.doubles)
    notice = rules.pack.notice.id
    lines = settled(judged, ledger.payments(), ledger.heads_paid(notice), notice, ledger.next_batch(notice))
    return beside.finished(lines, columns)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What households have in common with others that are filed: persons, and accounts."""

    doubles: Doubles
    accounts: dict[Place, list[Place]]

    @classmethod
    def filed_in(cls, ledger: Ledger) -> Self:
        heads = ledger.accounts_twice()
        doubles = persons_in_two_households(ledger.persons_twice())
        for place, found in persons_under_two_numbers(heads).items():
            doubles.setdefault(place, []).extend(found)
        return cls(doubles, accounts_in_two_households(heads))

    def finished(self, lines: Iterable[Line], columns: Columns) -> Iterator[Line]:
        """Lines whose issues name their cells, with a warning where an account stands elsewhere too."""
        for line in lines:
            places = self.accounts.get(line.household.place) if self.accounts else None
            if places or line.reasons or line.notes:
                line = _finished(line, places, columns)
            yield line


@dataclass(slots=True)
class GrantSum:
    """How many households have a grant, and what that costs in fen."""

    id: str
    name: Words
    households: int = 0
    amount: int = 0


class Tally:
    """What a run comes to, added up line by line.

    `issues` are what someone must look at: holds, warnings and advice, but no refusals.
    """

    def __init__(self, rules: Rules) -> None:
        self.grants: dict[str, GrantSum] = {}
        self.issues: list[Issue] = []
        self._names = {grant.id: grant.name for grant in rules.grants}
        self._outcomes: list[Outcome] = []
        self._new = 0
        self._said: set[str] = set()

    def add(self, line: Line) -> None:
        """Add a household."""
        self._outcomes.append(line.outcome)
        if line.paid is not None:
            self._pay(line.paid.grant, line.paid.grant_name, line.paid.amount)
        elif line.due is not None and line.decision.grant is not None:
            self._new += 1
            self._pay(line.decision.grant.id, "", line.decision.amount)
        if line.reasons or line.notes:
            self._add_issues((*line.reasons, *line.notes))

    def add_strays(self, settlement: Settlement) -> None:
        """Add the payments whose household is gone: they stay granted."""
        for payment in settlement.strays:
            self._outcomes.append(Outcome.GRANTED)
            self._pay(payment.grant, payment.grant_name, payment.amount)
        self.issues.extend(settlement.stray_notes)

    def totals(self, unreadable: int) -> Totals:
        """The sum that every run shows."""
        granted, refused, held = map(self._outcomes.count, Outcome)
        amount = sum(grant.amount for grant in self.grants.values())
        return Totals(
            granted + refused + held + unreadable, granted, refused, held, unreadable, self._new, amount
        )

    def _pay(self, grant: str, name: str, amount: int) -> None:
        """`name` is that of a grant which the notice has no more."""
        if grant not in self.grants:
            self.grants[grant] = GrantSum(grant, self._names.get(grant, Words(name, name)))
        self.grants[grant].households += 1
        self.grants[grant].amount += amount

    def _add_issues(self, issues: Iterable[Issue]) -> None:
        for issue in issues:
            if issue.severity is Severity.REASON:
                continue
            if not issue.row:  # what is wrong with a whole table or district is said once
                if (words := repr(issue)) in self._said:
                    continue
                self._said.add(words)
            self.issues.append(issue)


def _finished(line: Line, places: Sequence[Place] | None, columns: Columns) -> Line:
    household = line.household
    notes = list(line.notes)
    if places:
        number = household.account or ""
        others = {"others": other_places(household.place, places)}
        place = (household.file, household.sheet, household.row)
        notes.append(Issue("account-shared", *place, "", "account", number, others))
    here = columns.get((household.file, household.sheet), {})
    return line._replace(
        reasons=tuple(_located(issue, here) for issue in line.reasons),
        notes=tuple(_located(issue, here) for issue in notes),
    )


def _located(issue: Issue, columns: Mapping[str, str]) -> Issue:
    """The issue with its cell. A field that the table has no column for is an issue of the whole table."""
    if issue.cell or not issue.row or not issue.field:
        return issue
    if issue.field in columns:
        return issue.at(issue.file, issue.sheet, issue.row, f"{columns[issue.field]}{issue.row}")
    if issue.code in _BLANK and columns:
        code = issue.code if issue.code == "union-missing" else "column-missing"
        return replace(issue, code=code, row=0, values={})
    return issue
