"""Why a household is decided as it is, for a person to read: each condition with both values and its result.

Conditions of today's decision and those that were recorded with a batch are told in the same words.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from warmth_cli.fields import Field, named
from warmth_cli.household import Household
from warmth_cli.language import Sentence, Spoken, Words, marked, sentence
from warmth_cli.rulebook.assess import Decision
from warmth_cli.rulebook.criteria import IncomeAtMost, IsFalse, IsTrue, money
from warmth_cli.rulebook.finding import Finding, Truth
from warmth_cli.rulebook.pack import Reading, Rules

_BLANK = marked("blank")
_UNREAD = marked("could not be read")


class RecordedFinding(NamedTuple):
    """A condition as the ledger keeps it, both values as text without a language."""

    kind: str
    fields: Sequence[str]
    truth: str
    found: str
    required: str
    clause: str


class Ground(NamedTuple):
    """One condition in words. `parts` are those of which one is enough; `sums` show how it was reckoned.

    `secret` is true where what was found is a number that is not for every eye; `readings` are the ids of
    the readings under which the condition applies.
    """

    subject: Spoken
    found: Spoken
    required: Spoken
    truth: Truth
    clause: str
    readings: tuple[str, ...] = ()
    secret: bool = False
    parts: tuple["Ground", ...] = ()
    sums: tuple[str, ...] = ()


class Chosen(NamedTuple):
    """A reading of the notice and the choice in force; `switched` where it is not the notice's own."""

    reading: Reading
    value: str
    meaning: Words
    switched: bool


def grounds(household: Household, findings: Iterable[Finding]) -> tuple[Ground, ...]:
    """The conditions of a decision on `household`, in the order in which they were looked at."""
    return tuple(_ground(household, finding) for finding in findings)


def recorded_grounds(findings: Iterable[RecordedFinding]) -> tuple[Ground, ...]:
    """The same from what was recorded with a batch."""
    return tuple(
        Ground(
            _subject(each.kind, each.fields),
            _words(each.found) if each.found else sentence(_BLANK),
            _required(each.kind, each.required),
            Truth(each.truth),
            each.clause,
            secret=named(each.fields[0]).secret,
        )
        for each in findings
    )


def recorded(findings: Iterable[Finding]) -> tuple[RecordedFinding, ...]:
    """Findings as the ledger would keep them, to be compared with what it keeps."""
    return tuple(
        RecordedFinding(
            each.criterion.kind,
            list(each.criterion.fields),
            each.truth.value,
            each.found,
            each.required,
            each.criterion.clause,
        )
        for each in findings
    )


def readings_in_force(rules: Rules, decision: Decision) -> tuple[Chosen, ...]:
    """The readings on which a decision hangs: those of its conditions, of the amount, the fund and the day
    of the standard, and those that no figure of the notice depends on, which hold for every household."""
    grant = next(
        (each for each in rules.pack.grants if decision.grant and each.id == decision.grant.id), None
    )
    used = {name for finding in decision.findings for name in finding.criterion.when}
    if grant is not None:
        used |= {name for figure in (*grant.amount, *grant.fund) for name in figure.when}
    if any(isinstance(finding.criterion, IncomeAtMost) for finding in decision.findings):
        used |= {name for day in rules.pack.standard_days for name in day.when}
    used |= {reading.id for reading in rules.pack.readings} - _asked_for(rules)
    return tuple(_chosen(rules, reading) for reading in rules.pack.readings if reading.id in used)


def _asked_for(rules: Rules) -> set[str]:
    """Every reading that a figure or condition of the notice asks for."""
    pack = rules.pack
    figures = [figure for grant in pack.grants for figure in (*grant.amount, *grant.fund)]
    tests = [test for grant in pack.grants for test in (*grant.whom, *grant.condition)]
    tests += [*pack.payment.condition, *(test for advice in pack.advice for test in advice.condition)]
    whens = [each.when for each in (*figures, *pack.standard_days)] + [each.when for each in tests]
    return {name for when in whens for name in when}


def _chosen(rules: Rules, reading: Reading) -> Chosen:
    value = rules.readings[reading.id]
    meaning = next(option.meaning for option in reading.option if option.value == value)
    return Chosen(reading, value, meaning, value != reading.choice)


def _ground(household: Household, finding: Finding) -> Ground:
    criterion = finding.criterion
    if finding.parts:  # they say both values
        found: Spoken = _words("")
        required: Spoken = _words("")
    else:
        found, required = _found(household, finding), _required(criterion.kind, finding.required)
    sums: tuple[str, ...] = ()
    if isinstance(criterion, IncomeAtMost) and finding.living:
        limit = f"{criterion.multiple} × {money(finding.living.monthly)}"
        limit += f" = {money(criterion.multiple * finding.living.monthly)}"
        required = _words(f"≤ {limit}")
        sums = _sums(household, finding, limit)
    return Ground(
        _subject(criterion.kind, criterion.fields),
        found,
        required,
        finding.truth,
        criterion.clause,
        tuple(criterion.when),
        named(criterion.fields[0]).secret,
        tuple(_ground(household, part) for part in finding.parts),
        sums,
    )


def _sums(household: Household, finding: Finding, limit: str) -> tuple[str, ...]:
    """How the income test was reckoned: by the head and month, and exactly, in whole years."""
    sign = "≤" if finding.truth is Truth.MET else ">"
    by_month = f"{finding.found} {sign} {limit}"
    if household.annual_income is None or household.household_size is None:
        return (by_month,)
    return by_month, f"{money(household.annual_income)} {finding.required.replace('≤', sign, 1)}"


def _subject(kind: str, fields: Sequence[str]) -> Spoken:
    if kind == "income_at_most":
        return sentence(marked("monthly disposable income per head"))
    if kind == "any_of":
        return sentence(marked("at least one of these"))
    return named(fields[0])


def _found(household: Household, finding: Finding) -> Spoken:
    """What stands in the roster; of a blank, whether it is one or could only not be read."""
    if isinstance(finding.criterion, IncomeAtMost) and finding.living is None:
        return _not_compared(household, finding)
    if finding.found:
        return _words(finding.found)
    if isinstance(finding.criterion, IsTrue | IsFalse) and finding.truth is not Truth.UNKNOWN:
        return sentence(marked("blank, which is no"))
    return sentence(_UNREAD if finding.criterion.fields[0] in household.unread else _BLANK)


def _not_compared(household: Household, finding: Finding) -> Spoken:
    """Why an income could not be compared."""
    values: dict[str, str | Words | Field] = {**finding.values, "people": str(household.household_size)}
    if "field" in finding.values:
        values["field"] = named(str(finding.values["field"]))
    template = {
        "unread": marked("{field} could not be read"),
        "missing": marked("{field} is blank"),
        "members-contradict": marked("{people} people, but {listed} are listed"),
        "standard-missing": marked("no living standard is known for {district}"),
        "standard-yearly": marked("the living standard of {district} may be a year's"),
    }.get(finding.code)
    return Sentence(template, values) if template else _words(finding.found)


def _required(kind: str, required: str) -> Spoken:
    """What a condition asks for, from the text without a language that a finding has."""
    if kind == "present":
        return sentence(marked("filled in"))
    if kind == "absent":
        return sentence(_BLANK)
    if kind == "none_of":
        return sentence(marked("not {values}"), values=required.removeprefix("≠ "))
    if kind == "same_as":
        return sentence(marked("the same as {heading}, or blank"), heading=required.removeprefix("= "))
    return _words(required)


def _words(text: str) -> Words:
    return Words(text, text)
