"""A household under a notice: granted, refused or held, with a finding for each condition.

Refused is only what is known to fail. What is missing, contradicts itself or waits for a person is held.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from warmth_cli.household import Household, Place
from warmth_cli.identity import person_key
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.rulebook.criteria import Criterion, IncomeAtMost, in_words
from warmth_cli.rulebook.finding import Finding, Truth, blank_of_income, examine, truth
from warmth_cli.rulebook.pack import ActiveGrant, Rules
from warmth_cli.rulebook.standards import Lookup

_NEEDED = ("name", "id_number", "union")
"""Without these nobody can be paid, whatever the notice says."""
_MOST_PLACES = 3
"""Other places of one person that a message names."""
_SOMEONE = Words("请认定人核实后填写。", "Ask whoever is responsible, and fill it in.")


class Outcome(StrEnum):
    """The three outcomes; never two."""

    GRANTED = "granted"
    REFUSED = "refused"
    HELD = "held"


OUTCOME_WORDS = {
    Outcome.GRANTED: Words("发放", "granted"),
    Outcome.REFUSED: Words("不予发放", "refused"),
    Outcome.HELD: Words("暂缓发放", "held"),
}


class Decision(NamedTuple):
    """What becomes of one household.

    `grant` is the one that is given or was nearest; None when no grant speaks of the household. `reasons`
    say why it is refused or held; `notes` are warnings and advice beside the decision. `amount` is in fen
    and 0 unless granted.
    """

    outcome: Outcome
    grant: ActiveGrant | None
    amount: int
    clause: str
    findings: tuple[Finding, ...]
    reasons: tuple[Issue, ...]
    notes: tuple[Issue, ...]


class Double(NamedTuple):
    """Somebody who stands in several places: the code of the issue that says so, the number, the places."""

    code: str
    number: str
    places: Sequence[Place]


def assess(household: Household, rules: Rules, standards: Lookup, doubles: Sequence[Double]) -> Decision:
    """Judge one household. `doubles` are its persons who stand in another household too."""
    grant, findings, outcome = _best_grant(household, rules, standards)
    reasons = _own_holds(household, doubles)
    if reasons:
        outcome = Outcome.HELD
    if outcome is Outcome.REFUSED:
        reasons.extend(_refusals(household, grant, findings))
    else:
        payment = [examine(criterion, household, standards) for criterion in rules.payment]
        findings += payment
        # A payment condition that fails may be mended tomorrow: it holds, and never refuses.
        unknown = [finding for finding in findings if finding.truth is Truth.UNKNOWN]
        if unknown or any(finding.truth is Truth.NOT_MET for finding in payment):
            outcome = Outcome.HELD
        covered = {issue.field for issue in reasons}
        reasons.extend(
            _not_met(household, "payment-not-met", finding)
            for finding in payment
            if finding.truth is Truth.NOT_MET
        )
        for finding in unknown:
            if covered.isdisjoint(finding.criterion.fields):
                reasons.append(_unknown(household, finding))
                covered.add(reasons[-1].field)
                if isinstance(finding.criterion, IncomeAtMost):
                    blank = [name for name in blank_of_income(household) if name not in covered]
                    reasons.extend(_issue(household, "missing", name) for name in blank)
    told = {issue.code for issue in reasons}
    notes = [
        issue
        for issue in household.issues
        if issue.severity is not Severity.ERROR
        and not (issue.code == "members-differ" and "members-contradict" in told)
    ]
    notes += _advice(household, rules, standards)
    notes += _old_standards(findings, standards)
    granted = outcome is Outcome.GRANTED and grant is not None
    clause = grant.clause if grant else rules.grants[0].clause
    amount = grant.amount if granted and grant else 0
    return Decision(outcome, grant, amount, clause, tuple(findings), distinct(reasons), distinct(notes))


def _best_grant(
    household: Household, rules: Rules, standards: Lookup
) -> tuple[ActiveGrant | None, list[Finding], Outcome]:
    """The grant that is met; else the one nearest to it, held if nothing is known to fail, else refused."""
    held: list[tuple[int, ActiveGrant, list[Finding]]] = []
    refused: list[tuple[int, ActiveGrant, list[Finding]]] = []
    for grant in rules.grants:
        if any(truth(criterion, household, standards) is Truth.NOT_MET for criterion in grant.whom):
            continue
        whom = [examine(criterion, household, standards) for criterion in grant.whom]
        if any(finding.truth is Truth.UNKNOWN for finding in whom):
            held.append((len(rules.grants), grant, whom))
            continue
        findings = whom + [examine(criterion, household, standards) for criterion in grant.conditions]
        failed = sum(finding.truth is Truth.NOT_MET for finding in findings)
        unknown = sum(finding.truth is Truth.UNKNOWN for finding in findings)
        if failed:
            refused.append((failed, grant, findings))
        elif unknown:
            held.append((unknown, grant, findings))
        else:
            return grant, findings, Outcome.GRANTED
    for outcome, tried in ((Outcome.HELD, held), (Outcome.REFUSED, refused)):
        if tried:
            _, grant, findings = min(tried, key=lambda each: each[0])
            return grant, findings, outcome
    return None, [], Outcome.REFUSED


def _own_holds(household: Household, doubles: Sequence[Double]) -> list[Issue]:
    """What holds a household whatever the notice says: faulty cells, no name or number, a person twice."""
    reasons = [issue for issue in household.issues if issue.severity is Severity.ERROR]
    covered = {issue.field for issue in reasons}
    for name in _NEEDED:
        if getattr(household, name) is None and name not in covered:
            blank = "union-missing" if name == "union" else "missing"
            reasons.append(_issue(household, "unread" if name in household.unread else blank, name))
    for code, number, places in doubles:
        others = other_places(household.place, places)
        reasons.append(_double(household, code, number, others))
    return reasons


def _double(household: Household, code: str, number: str, others: Words) -> Issue:
    """The issue of a person who stands elsewhere, too, in the cell of that person's own number."""
    if household.id_number is not None and number == person_key(household.id_number):
        return _issue(household, code, "id_number", number, others=others)
    same = (each for each in household.members if each.id_number and person_key(each.id_number) == number)
    if (member := next(same, None)) is None:
        return _issue(household, code, "", number, others=others)
    place = (household.file, member.sheet or household.sheet, member.row, member.cell)
    return Issue(code, *place, "", number, {"others": others, "member": member.name or "—"})


def other_places(here: Place, places: Sequence[Place]) -> Words:
    """Where somebody stands beside `here`, in words; of many places, each of them once, only the first few.

    Only these are looked at: a row that is filled down a whole sheet has as many places as there are rows.
    """
    others = islice((place for place in places if place != here), _MOST_PLACES)
    words = [place.words for place in others] or [here.words]  # twice in one row is twice, too
    count = max(1, len(places) - 1)
    more = count - len(words)
    zh, en = (f"等{count}处", f" and {more} more") if more else ("", "")
    return Words("；".join(each.zh for each in words) + zh, "; ".join(each.en for each in words) + en)


def _refusals(household: Household, grant: ActiveGrant | None, findings: Sequence[Finding]) -> list[Issue]:
    if grant is None:
        return [_issue(household, "no-grant", "file_status", household.file_status or "")]
    failed = [_decisive(finding) for finding in findings if finding.truth is Truth.NOT_MET]
    by_field = {finding.criterion.fields[0]: finding for finding in failed}
    return [_not_met(household, "condition-not-met", finding) for finding in by_field.values()]


def _not_met(household: Household, code: str, finding: Finding) -> Issue:
    criterion = finding.criterion
    field = criterion.fields[0]
    found = finding.found
    if isinstance(criterion, IncomeAtMost):
        if household.annual_income is None:
            field = "monthly_income_per_head"  # that is what was compared, and the cell to look at
        else:
            found = found.split(" ÷ ")[0]  # a year's, as what is required: the quotient is another figure
    return _issue(
        household,
        code,
        field,
        found,
        required=in_words(finding.required),
        clause=criterion.clause,
    )


def _decisive(finding: Finding) -> Finding:
    """Of several conditions that all failed, the last: what a person found, after what the list says."""
    return finding.parts[-1] if finding.parts else finding


def _unknown(household: Household, finding: Finding) -> Issue:
    """The issue that says why a condition is unknown, and what would make it known."""
    criterion = finding.criterion
    values: dict[str, str | Words] = dict(finding.values)
    field = str(values.pop("field", criterion.fields[0]))
    ask = criterion.ask
    code = "undecided" if finding.code == "missing" and ask is not None else finding.code
    if code == "missing" and field == "account":
        code = "account-missing"
    words = ask or _SOMEONE
    found, required = finding.found, finding.required
    if finding.parts:  # what the clause names comes first, then what a person may find
        found, required = finding.parts[0].found, finding.parts[0].required
        code = code if found else "undecided"
    values |= {"clause": criterion.clause, "required": in_words(required), "words": words}
    return _issue(household, code, field, found, **values)


def _advice(household: Household, rules: Rules, standards: Lookup) -> list[Issue]:
    said = []
    for advice in rules.advice:
        if _all_met(advice.conditions, household, standards):
            code = "advice-warning" if advice.warning else "advice"
            said.append(_issue(household, code, "", words=advice.says, clause=advice.clause))
    return said


def _all_met(criteria: Sequence[Criterion], household: Household, standards: Lookup) -> bool:
    return all(truth(criterion, household, standards) is Truth.MET for criterion in criteria)


def _old_standards(findings: Sequence[Finding], standards: Lookup) -> Iterator[Issue]:
    for living in (finding.living for finding in findings if finding.living is not None):
        if standards.is_old(living):
            values = {"district": living.district, "since": living.since.isoformat(), "path": standards.path}
            yield Issue("standard-old", values=values)


def _issue(household: Household, code: str, field: str, found: str = "", **values: str | Words) -> Issue:
    return Issue(code, household.file, household.sheet, household.row, "", field, found, values)


def distinct(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Each issue once, in order."""
    if len(issues) < 2:
        return tuple(issues)
    kept: dict[tuple[str, int, str, str], Issue] = {}
    for issue in issues:
        kept.setdefault((issue.code, issue.row, issue.field, str(issue.values)), issue)
    return tuple(kept.values())
