"""Figures that a clerk gives: the entries of a figures sheet, judged, and put where no roster speaks."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from warmth_cli.figures.figure import Figure, Filled, Gap, figure_text
from warmth_cli.figures.fold import Folded
from warmth_cli.figures.value import NoFigure, figure_value, value_issue
from warmth_cli.files.cell import Cell
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.figures_sheet import Entry

WHOLE = "全部"
"""In place of a unit: the figure of all units together."""
_WHOLE_WORDS = frozenset((WHOLE, "合计", "总计"))


class Given(NamedTuple):
    """A figure that was given: its value, None when the entry cannot be taken, and the entry itself."""

    value: Decimal | None
    entry: Entry


Givens = Mapping[tuple[str, str], Given]
"""By unit, WHOLE among them, and the figure's name."""


def judged(
    entries: Sequence[Entry], figures: Sequence[Figure], unions: Iterable[str]
) -> tuple[Givens, list[Issue]]:
    """What the entries give, and what is wrong with them. `unions` are those of the rosters."""
    judge = _Judge(figures, unions)
    for entry in entries:
        judge.add(entry)
    return judge.givens, judge.issues


class _Judge:
    """Judges one entry after another: some are wrong only beside those before them."""

    def __init__(self, figures: Sequence[Figure], unions: Iterable[str]) -> None:
        self.givens: dict[tuple[str, str], Given] = {}
        self.issues: list[Issue] = []
        self._figures = figures
        self._by_words = {plain(words): each for each in figures for words in (each.name, *each.meaning)}
        self._unions = {plain(union): union for union in unions if union}
        self._naming: set[str] = set()
        """Sheets that have named a unit so far."""
        self._new: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Take what the entry gives, or say why it cannot be taken. A row without a value gives nothing."""
        if not shown(entry.value):
            return
        figure = self._by_words.get(plain(entry.figure))
        if figure is None:
            near = "、".join(nearest(entry.figure, self._figures)) or "—"
            self.issues.append(_issue("figure-unknown", entry, "figure", entry.figure, near=near))
            return
        if figure.source != "sheet":
            self.issues.append(_issue("figure-given", entry, "value", entry.value, figure=figure.meaning))
            return
        union = self._union(entry)
        value, issue = (None, None) if union is None else _value(entry, figure)
        key = (union or WHOLE, figure.name)
        before = self.givens.get(key)
        if before is not None:
            others = f"{before.entry.sheet} {before.entry.cell('value')}"
            issue = _issue("figure-twice", entry, "value", entry.value, figure=figure.meaning, others=others)
            value = None
        if issue is not None:
            self.issues.append(issue)
        self.givens[key] = Given(value, entry)

    def _union(self, entry: Entry) -> str | None:
        """The unit of an entry; None when it names none, though one above it does: it may be meant, too."""
        if not entry.union and entry.sheet in self._naming:
            self.issues.append(_issue("figure-union-blank", entry, "union", ""))
            return None
        if not entry.union or entry.union in _WHOLE_WORDS:
            return WHOLE
        self._naming.add(entry.sheet)
        union = self._unions.get(plain(entry.union))
        if union is None:
            union = entry.union
            if union not in self._new:
                self._new.add(union)
                near = "、".join(difflib.get_close_matches(union, self._unions.values(), n=3)) or "—"
                self.issues.append(_issue("figure-union-new", entry, "union", union, near=near))
        return union


def completed(folded: Folded, givens: Givens) -> tuple[Folded, list[Issue]]:
    """The folded figures with those that were given.

    A figure of the whole is that of WHOLE, or the sum of all units' when each of them gives it. Both at once
    must agree; else the figure stays blank, and an issue says so.
    """
    unions = list(dict.fromkeys([*folded.unions, *(union for union, _ in givens if union != WHOLE)]))
    parts: dict[str, list[Filled]] = {union: [] for union in unions}
    whole: list[Filled] = []
    issues: list[Issue] = []
    for index, filled in enumerate(folded.whole):
        name = filled.figure.name
        for union in unions:
            row = folded.unions.get(union)
            part = row[index] if row else _without_roster(filled.figure)
            parts[union].append(_given(part, givens.get((union, name))))
        named = [(union, parts[union][index]) for union in unions if union]
        together = givens.get((WHOLE, name))
        if together is not None:
            together, contradiction = _agreeing(filled.figure, together, named)
            issues.extend(contradiction)
            filled = _given(filled, together)
        elif any((union, name) in givens for union in unions):
            filled = total(filled.figure, named)
        whole.append(filled)
    return Folded(tuple(whole), {union: tuple(part) for union, part in parts.items()}), issues


def total(figure: Figure, parts: Sequence[tuple[str, Filled]]) -> Filled:
    """The sum of a figure over named parts: known when each of them knows it, and then exact."""
    lacking = tuple(name for name, part in parts if part.value is None)
    if lacking:
        blocking = tuple(place for _, part in parts for place in part.blocking)
        return Filled(figure, None, Gap.LACKING, blocking, lacking)
    return Filled(figure, _sum(parts))


def nearest(words: str, figures: Sequence[Figure]) -> list[str]:
    """The names of figures that come nearest to what was written, which may be like a name or a meaning."""
    by_words: dict[str, str] = {}
    for figure in figures:
        by_words |= dict.fromkeys((figure.name, figure.meaning.zh, figure.meaning.en.lower()), figure.name)
    found = difflib.get_close_matches(words.lower(), by_words, n=6, cutoff=0.4)
    return list(dict.fromkeys(by_words[each] for each in found))[:3]


def _agreeing(
    figure: Figure, together: Given, named: Sequence[tuple[str, Filled]]
) -> tuple[Given, list[Issue]]:
    """The figure of the whole, if it can be the sum of the units': some of them may not be given."""
    if together.value is None:
        return together, []
    sum_of_some = _sum(named)
    complete = bool(named) and all(part.value is not None for _, part in named)
    if sum_of_some <= together.value and (not complete or sum_of_some == together.value):
        return together, []
    words = figure_text(sum_of_some, figure.unit) or ""
    entry = together.entry
    issue = _issue("figure-sum", entry, "value", entry.value, figure=figure.meaning, sum=words)
    return together._replace(value=None), [issue]


def _sum(parts: Sequence[tuple[str, Filled]]) -> Decimal:
    return sum((part.value for _, part in parts if part.value is not None), Decimal(0))


def _value(entry: Entry, figure: Figure) -> tuple[Decimal | None, Issue | None]:
    """The value of an entry, or what is wrong with it."""
    if entry.measure and entry.measure != figure.unit:
        return None, _issue(
            "figure-measure", entry, "measure", entry.measure, figure=figure.meaning, unit=figure.unit
        )
    if entry.format and not isinstance(entry.value, str):
        return None, _issue(
            "figure-format", entry, "value", entry.value, figure=figure.meaning, format=entry.format
        )
    try:
        return figure_value(entry.value, figure.unit), None
    except NoFigure as error:
        place = (entry.file, entry.sheet, entry.row, entry.cell("value"))
        return None, value_issue(error.args[0], place, figure, entry.value)


def _given(filled: Filled, given: Given | None) -> Filled:
    if given is None:
        return filled
    return Filled(filled.figure, given.value, None if given.value is not None else Gap.FAULTY)


def _without_roster(figure: Figure) -> Filled:
    return Filled(figure, None, Gap.SHEET if figure.source == "sheet" else Gap.NO_ROSTER)


def _issue(code: str, entry: Entry, column: str, found: Cell, **words: str | Words) -> Issue:
    cell = entry.cell(column)
    return Issue(code, entry.file, entry.sheet, entry.row, cell, found=shown(found), values=words)
