"""Filed households as they stand: judged, and settled with what was paid before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from warmth_cli.household import Household, Place
from warmth_cli.issues import Issue, Severity
from warmth_cli.language import Words
from warmth_cli.ledger import Ledger
from warmth_cli.payouts import (
    Line,
    Settlement,
    accounts_in_two_households,
    judge,
    persons_in_two_households,
    settle,
)
from warmth_cli.rulebook.assess import Outcome
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

    Every issue comes back with the cell it speaks of, where one cell is meant.
    """
    persons = list(ledger.persons())
    judged = judge(households, rules, standards, persons_in_two_households(persons))
    notice = rules.pack.notice.id
    settlement = settle(judged, ledger.payments(), persons, notice, ledger.next_batch(notice))
    accounts = accounts_in_two_households(ledger.accounts())
    return replace(settlement, lines=tuple(_finished(line, accounts, columns) for line in settlement.lines))


def totals(settlement: Settlement, unreadable: int) -> Totals:
    """The sum that every run shows."""
    granted = settlement.count(Outcome.GRANTED)
    refused = settlement.count(Outcome.REFUSED)
    held = settlement.count(Outcome.HELD)
    return Totals(
        granted + refused + held + unreadable,
        granted,
        refused,
        held,
        unreadable,
        len(settlement.new),
        sum(payment.amount for payment in settlement.payments),
    )


def issues_of(settlement: Settlement) -> list[Issue]:
    """What someone must look at in the settled households: holds, warnings and advice, but no refusals."""
    found: dict[str, Issue] = {}
    for line in settlement.lines:
        for issue in (*line.reasons, *line.notes):
            if issue.severity is not Severity.REASON:
                # What is wrong with a whole table or district is said once, not for each household.
                found.setdefault(repr(issue), issue)
    return [*found.values(), *settlement.stray_notes]


def _finished(line: Line, accounts: Mapping[Place, Sequence[Place]], columns: Columns) -> Line:
    """A line whose issues name their cells, with a warning when its account stands elsewhere too."""
    household = line.household
    notes = list(line.notes)
    if others := accounts.get(household.place):
        words = [other.words for other in others]
        places = Words("；".join(each.zh for each in words), "; ".join(each.en for each in words))
        shared = Issue(
            "account-shared",
            household.file,
            household.sheet,
            household.row,
            "",
            "account",
            household.account or "",
            {"others": places},
        )
        notes.append(shared)
    if not notes and not line.reasons:
        return line
    here = columns.get((household.file, household.sheet), {})
    return replace(
        line,
        reasons=tuple(_located(issue, here) for issue in line.reasons),
        notes=tuple(_located(issue, here) for issue in notes),
    )


def _located(issue: Issue, columns: Mapping[str, str]) -> Issue:
    """The issue with its cell. A field that the table has no column for is an issue of the whole table."""
    if issue.cell or not issue.row or not issue.field:
        return issue
    if issue.field in columns:
        return replace(issue, cell=f"{columns[issue.field]}{issue.row}")
    if issue.code in _BLANK and columns:
        code = issue.code if issue.code == "union-missing" else "column-missing"
        return replace(issue, code=code, row=0, values={})
    return issue
