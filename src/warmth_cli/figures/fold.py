"""Figures folded from payments and households: those of all unions, and those of each.

A figure whose households are not all known is None: three files closed for a known reason and one for none
do not make three, and a row that nobody could read may be a household of any kind.
"""

from collections.abc import Hashable, Sequence
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from warmth_cli.figures.figure import Figure, Filled, Gap
from warmth_cli.household import Household, Place
from warmth_cli.identity import person_key
from warmth_cli.payouts import Payment
from warmth_cli.rulebook.finding import Truth, truth
from warmth_cli.rulebook.standards import Lookup

_FEN_IN_TEN_THOUSAND_YUAN = 1_000_000


class Filed(NamedTuple):
    """What the figures are folded from: the payments of one notice, and the households of all rosters.

    `unread` are the rows that may be households and could not be read; `rosters` tells whether any roster
    is filed at all, since no household in a roster is 0 and no roster is unknown.
    """

    payments: Sequence[Payment]
    households: Sequence[Household]
    unread: Sequence[Place] = ()
    rosters: bool = True


class Folded(NamedTuple):
    """Every figure of the whole, and of each union by its name; "" are those whose union is not named.

    Each union's list has the order of the whole's. Whatever the whole knows is the sum of the unions'.
    """

    whole: tuple[Filled, ...]
    unions: dict[str, tuple[Filled, ...]]


def fold(figures: Sequence[Figure], filed: Filed, standards: Lookup) -> Folded:
    """Every figure's value; a household in two rosters is counted once, where it stands first."""
    paid = pd.DataFrame(
        {
            "union": pd.Series([payment.union for payment in filed.payments], dtype=object),
            "grant": [payment.grant for payment in filed.payments],
            "amount": pd.array([payment.amount for payment in filed.payments], dtype="int64"),
            "household": pd.Series([payment.household for payment in filed.payments], dtype=object),
        }
    )
    households = _each_once(filed.households)
    on_file = pd.DataFrame(
        {
            "union": pd.Series([household.union or "" for household in households], dtype=object),
            "household": pd.Series(households, dtype=object),
        }
    )
    with_roster = {household.union or "": None for household in filed.households}
    unions = list(dict.fromkeys([*with_roster, *(payment.union for payment in filed.payments)]))
    unread = _unread_by_union(filed, unions)
    for frame, source in ((paid, "payments"), (on_file, "households")):
        _judge(frame, [figure for figure in figures if figure.source == source], standards)
    whole: list[Filled] = []
    by_union: dict[str, list[Filled]] = {union: [] for union in unions}
    for figure in figures:
        if figure.source == "sheet":
            parts = dict.fromkeys(unions, Filled(figure, None, Gap.SHEET))
            whole.append(Filled(figure, None, Gap.SHEET))
        elif figure.source == "payments":
            counted = _Counted.of(figure, paid)
            gap = Gap.NO_BATCH if paid.empty else None
            whole.append(counted.whole(gap, ()))
            parts = {union: counted.of_union(union, gap, ()) for union in unions}
        else:
            counted = _Counted.of(figure, on_file)
            whole.append(counted.whole(None if filed.rosters else Gap.NO_ROSTER, filed.unread))
            parts = {
                union: counted.of_union(union, None if union in with_roster else Gap.NO_ROSTER, unread[union])
                for union in unions
            }
        for union, part in parts.items():
            by_union[union].append(part)
    return Folded(tuple(whole), {union: tuple(parts) for union, parts in by_union.items()})


class _Counted(NamedTuple):
    """One figure by union: its sum or count where there is any, and the households that may belong to it."""

    figure: Figure
    numbers: dict[Hashable, int]
    unclear: dict[Hashable, list[Place]]

    @classmethod
    def of(cls, figure: Figure, frame: pd.DataFrame) -> "_Counted":
        """Count or add up the rows of a judged frame that belong to the figure."""
        if figure.grants is not None:
            frame = frame[frame["grant"].isin(figure.grants)]
        truths = frame[_tests(figure)]
        open_ones = frame[truths == Truth.UNKNOWN]
        unclear: dict[Hashable, list[Place]] = {}
        for union, household in zip(open_ones["union"], open_ones["household"], strict=True):
            unclear.setdefault(union, []).append(household.place)
        groups = frame[truths == Truth.MET].groupby("union", sort=False)
        numbers = groups["amount"].sum() if figure.measure == "amount" else groups.size()
        return cls(figure, {union: int(number) for union, number in numbers.items()}, unclear)

    def whole(self, gap: Gap | None, unread: Sequence[Place]) -> Filled:
        """The figure of all unions."""
        places = [place for each in self.unclear.values() for place in each]
        return self._filled(sum(self.numbers.values()), gap, (*places, *unread))

    def of_union(self, union: str, gap: Gap | None, unread: Sequence[Place]) -> Filled:
        """The figure of one union."""
        return self._filled(self.numbers.get(union, 0), gap, (*self.unclear.get(union, ()), *unread))

    def _filled(self, number: int, gap: Gap | None, blocking: tuple[Place, ...]) -> Filled:
        if gap is not None:
            return Filled(self.figure, None, gap)
        if blocking:
            return Filled(self.figure, None, Gap.UNKNOWN, blocking)
        amount = self.figure.measure == "amount"
        return Filled(self.figure, Decimal(number) / _FEN_IN_TEN_THOUSAND_YUAN if amount else Decimal(number))


def _unread_by_union(filed: Filed, unions: Sequence[str]) -> dict[str, list[Place]]:
    """The unread rows that may be a union's: those of files that name it, or that name none."""
    named: dict[str, set[str]] = {}
    for household in filed.households:
        named.setdefault(household.file, set()).add(household.union or "")
    found: dict[str, list[Place]] = {union: [] for union in unions}
    for place in filed.unread:
        for union in named.get(place.file, unions):
            found[union].append(place)
    return found


def _each_once(households: Sequence[Household]) -> list[Household]:
    """Households without those whose head stands in an earlier row too: one household in two rosters."""
    kept: dict[object, Household] = {}
    for household in households:
        key = person_key(household.id_number) if household.id_number else household.place
        kept.setdefault(key, household)
    return list(kept.values())


def _judge(frame: pd.DataFrame, figures: Sequence[Figure], standards: Lookup) -> None:
    """A column for all figures with the same tests: whether each row's household meets them."""
    for figure in figures:
        if _tests(figure) not in frame:
            truths = [_truth(figure, household, standards) for household in frame["household"]]
            frame[_tests(figure)] = pd.Series(truths, dtype=object)


def _tests(figure: Figure) -> str:
    return repr(figure.where)


def _truth(figure: Figure, household: Household, standards: Lookup) -> Truth:
    """Whether a household belongs to a figure; one test that fails is enough to know that it does not."""
    found = Truth.MET
    for test in figure.where:
        known = truth(test, household, standards)
        if known is Truth.NOT_MET:
            return known
        if known is Truth.UNKNOWN:
            found = known
    return found
