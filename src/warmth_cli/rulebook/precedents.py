"""Households that look alike to the rules are decided alike, and their decision is worked out only once.

A roster of 100,000 households holds some dozens of cases. What a condition sees of a household is its sight:
two households whose sights are the same get the same decision, in the same words, but for their rows.
"""

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache, partial
from operator import attrgetter
from typing import NamedTuple

from warmth_cli.fields import FIELDS, Kind
from warmth_cli.household import Household, Place
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue
from warmth_cli.rulebook.assess import Decision, Double, assess, distinct
from warmth_cli.rulebook.criteria import Absent, AnyOf, Criterion, IncomeAtMost, OnField, Present, SameAs
from warmth_cli.rulebook.finding import Compared, Income, Truth, income_compared, truth
from warmth_cli.rulebook.pack import Rules
from warmth_cli.rulebook.standards import Lookup

_Sight = Callable[[Sequence[Household]], Iterable[Hashable]]

_FEW = frozenset((Kind.CHOICE, Kind.CAUSE, Kind.DATE, Kind.YES_NO, Kind.JUDGEMENT, Kind.COUNT))
"""Kinds of fields with so few values that the value itself is the sight."""
_MOST_INCOMES = 10_000
"""Incomes of which is kept what a condition sees of them: many households have the same."""
_OWN = None
"""The sight of a condition that would speak of this household's own figures: it has no precedent."""
_SHARED = frozenset(("unread", "missing", "standard-missing", "standard-yearly"))
"""Why an income cannot be compared, in words that hold for every household of the district."""


class _Faults(NamedTuple):
    """What of its own decides what else is said of a household: whether it is held for faulty cells or what
    is missing, and in which fields; what is unread."""

    hold: bool
    fields: frozenset[str]
    missing: tuple[bool, ...]
    unread: frozenset[str]


_Sights = tuple[Hashable, ...]
_Case = tuple[_Faults, _Sights]
"""The faults of a household, and what the grants see of it that tells whom they speak of."""
_FREE = _Faults(False, frozenset(), (False, False, False), frozenset())


class _Said(Enum):
    """What of a condition reaches a reader in words: of a household that is held for its own faults nobody
    is told which conditions fail."""

    ALL = "all"
    DOUBTS = "doubts"
    NOTHING = "nothing"


_SILENT = {
    _Said.ALL: frozenset((Truth.MET,)),
    _Said.DOUBTS: frozenset((Truth.MET, Truth.NOT_MET)),
    _Said.NOTHING: frozenset(Truth),
}
"""What may be known of a condition of which nothing is said then."""


class Precedents:
    """The decisions that `assess` gives, without their findings, and much faster."""

    def __init__(self, rules: Rules, standards: Lookup) -> None:
        self._rules = rules
        self._standards = standards
        whom = [test for grant in rules.grants for test in grant.whom]
        self._who = _Look({_Said.ALL: whom}, standards)
        self._cases: dict[_Case, tuple[_Look, dict[_Sights, Decision | None]]] = {}

    def decide(
        self, households: Sequence[Household], doubles: Mapping[Place, Sequence[Double]]
    ) -> list[Decision]:
        """Judge some households, as `assess` does each of them."""
        decisions: list[Decision | None] = [None] * len(households)
        cases: dict[_Case, list[int]] = {}
        for place, (household, who) in enumerate(zip(households, self._who.sights(households), strict=True)):
            faults = _faults(household)
            if faults is not None and not (doubles and household.place in doubles):
                cases.setdefault((faults, who), []).append(place)
        for case, places in cases.items():
            these = [households[place] for place in places]
            for place, household, precedent in zip(places, these, self._precedents(case, these), strict=True):
                if precedent is None or not (precedent.reasons or precedent.notes or household.issues):
                    decisions[place] = precedent
                else:
                    decisions[place] = _applied(precedent, household)
        return [
            decision or self._own(household, doubles)
            for decision, household in zip(decisions, households, strict=True)
        ]

    def _precedents(self, case: _Case, households: Sequence[Household]) -> Iterator[Decision | None]:
        """The precedent of each, all of whom the same grants speak of; None for one who has none."""
        faults, who = case
        if case not in self._cases:
            self._cases[case] = self._what_matters(households[0], faults), {}
        look, decided = self._cases[case]
        for household, sight in zip(households, look.sights(households), strict=True):
            try:
                yield decided[sight]
            except KeyError:
                alone = _OWN in who or _OWN in sight
                decided[sight] = None if alone else self._precedent(household)
                yield decided[sight]

    def _own(self, household: Household, doubles: Mapping[Place, Sequence[Double]]) -> Decision:
        """The decision of a household that is like no other."""
        twice = doubles.get(household.place, ())
        return assess(household, self._rules, self._standards, twice)._replace(findings=())

    def _precedent(self, household: Household) -> Decision:
        """What is decided of the first household with its sights, without what is said of its own rows."""
        first = assess(household, self._rules, self._standards, ())
        reasons = tuple(reason for reason in first.reasons if reason not in household.issues)
        notes = tuple(note for note in first.notes if note not in household.issues)
        return first._replace(findings=(), reasons=reasons, notes=notes)

    def _what_matters(self, household: Household, faults: _Faults) -> "_Look":
        """The conditions of the grants that speak of such a household, and of the advice for it."""
        whom = _parts(test for grant in self._rules.grants for test in grant.whom)
        known = {test.fields[0] for test in whom if _has_few_values(test)}  # of others the sight is less

        def fails(test: Criterion) -> bool:
            return truth(test, household, self._standards) is Truth.NOT_MET

        asked = [
            test
            for grant in self._rules.grants
            if not any(fails(test) for test in grant.whom)
            for test in grant.conditions
        ]
        silent = [
            test
            for advice in self._rules.advice
            if not any(known.issuperset(test.fields) and fails(test) for test in advice.conditions)
            for test in advice.conditions
        ]
        if faults.hold:
            by_words = {_Said.DOUBTS: asked, _Said.ALL: [*self._rules.payment]}
        else:
            by_words = {_Said.ALL: [*asked, *self._rules.payment]}
        return _Look({**by_words, _Said.NOTHING: silent}, self._standards)


class _Look:
    """What the rules see of a household, by what of their conditions is said."""

    def __init__(self, tests: Mapping[_Said, Iterable[Criterion]], standards: Lookup) -> None:
        fields = {"file_status": None}  # where no grant speaks of a household, its status is named
        self._sights: list[_Sight] = []
        for said, conditions in tests.items():
            for condition in conditions:
                in_doubt = said is _Said.DOUBTS and isinstance(condition, AnyOf)
                for test in _parts([condition]):
                    if _has_few_values(test):
                        fields.setdefault(test.fields[0])
                    else:  # where one of several is in doubt, what stands in the others is said, too
                        self._sights.append(_sight(test, standards, _Said.ALL if in_doubt else said))
        self._values = attrgetter(*fields)

    def sights(self, households: Sequence[Household]) -> Iterator[_Sights]:
        """What is seen of each; with `_OWN` in it where no other household may look like it."""
        return zip(map(self._values, households), *(sight(households) for sight in self._sights), strict=True)


def _has_few_values(test: OnField | IncomeAtMost) -> bool:
    return not isinstance(test, SameAs | IncomeAtMost) and FIELDS[test.field].kind in _FEW


def _sight(test: OnField | IncomeAtMost, standards: Lookup, said: _Said) -> _Sight:
    """The sight of a condition on a field of many values: as much as the decision and its words need."""
    if isinstance(test, IncomeAtMost):
        seen = lru_cache(_MOST_INCOMES)(partial(_income, test, standards, said))
        return lambda households: map(seen, map(Income.of, households))
    value = attrgetter(test.field)
    if isinstance(test, Present) or (isinstance(test, Absent) and said is _Said.NOTHING):
        return lambda households: [each is None for each in map(value, households)]
    if isinstance(test, SameAs):
        both = attrgetter(test.field, test.other)
        return lambda households: itertools.starmap(_same, map(both, households))
    silent = _SILENT[said]

    def sight(household: Household) -> Hashable:
        known = truth(test, household, standards)
        return known if known in silent or value(household) is None else _OWN

    return lambda households: map(sight, households)


def _same(value: object, other: object) -> Hashable:
    """Whether one field is blank or repeats another; who is named instead is said of one household only."""
    return "blank" if value is None else "same" if value == other else _OWN


def _income(test: IncomeAtMost, standards: Lookup, said: _Said, income: Income) -> Hashable:
    """Which standard an income passes; or why it cannot be compared, unless the figures themselves say it."""
    compared = income_compared(test, income, standards)
    if said is _Said.NOTHING:
        return isinstance(compared, Compared) and ("met" if compared.met else "not met")
    if isinstance(compared, Compared):
        return (compared.met, compared.living.cited) if compared.met or said is _Said.DOUBTS else _OWN
    code, values = compared
    return (code, *values.items()) if code in _SHARED else _OWN


def _parts(tests: Iterable[Criterion]) -> Iterator[OnField | IncomeAtMost]:
    for test in tests:
        if isinstance(test, AnyOf):
            yield from _parts(test.of)
        else:
            yield test


def _faults(household: Household) -> _Faults | None:
    """The faults of a household; None where more of it would have to be looked at."""
    issues = household.issues
    if not (issues or household.unread) and household.name and household.id_number and household.union:
        return _FREE  # nearly all of them, told quickly
    missing = household.name is None, household.id_number is None, household.union is None
    if any(issue.code == "members-differ" for issue in issues):
        return None  # whether it is said depends on what else is
    errors = frozenset(issue.field for issue in issues if issue.severity is Severity.ERROR)
    return _Faults(bool(errors) or any(missing), errors, missing, household.unread)


def _applied(precedent: Decision, household: Household) -> Decision:
    """The decision in this household's place, with the faults and warnings of its own rows."""
    own: dict[bool, list[Issue]] = {True: [], False: []}
    for issue in household.issues:
        own[issue.severity is Severity.ERROR].append(issue)
    reasons = distinct([*own[True], *(_moved(issue, household) for issue in precedent.reasons)])
    notes = distinct([*own[False], *(_moved(issue, household) for issue in precedent.notes)])
    return precedent._replace(reasons=reasons, notes=notes)


def _moved(issue: Issue, household: Household) -> Issue:
    if not issue.row:
        return issue  # it speaks of a district, and not of one household
    return issue.at(household.file, household.sheet, household.row, issue.cell)
