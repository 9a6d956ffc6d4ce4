"""Issues on the terminal: those that say the same are said once, with all their cells, so that three hundred
missing phones are three lines and not three hundred.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from rich.text import Text

from warmth_cli.console.lines import Indented
from warmth_cli.console.screen import guarded, out, shortened, show_more
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue
from warmth_cli.language import Words, marked, say
from warmth_cli.pattern import pattern
from warmth_cli.shown import found, spoken

_MOST_MESSAGES = 100
"""Different messages of one kind about one file; the rest is counted."""
_MOST_PLACES = 100
"""Places of one message on one sheet, a run as one; the rest is counted, or nothing else is in sight."""
_BESIDE = Words("下面括号内的位置", "the place in brackets below")
"""Said instead of another place where several issues differ only in it: each stands after its cell."""
_NUMBER = pattern(r"[0-9]{1,9}(?=[^0-9]*$)")
"""The number of a row in the words of its place: the last one."""
_SEVERITIES = {
    Severity.ERROR: (marked("Error"), "bold red"),
    Severity.WARNING: (marked("Warning"), "yellow"),
    Severity.ADVICE: (marked("Note"), "cyan"),
}


def show_issues(issues: Sequence[Issue], show_ids: bool) -> None:
    """Every issue, errors first; those that say the same are said once with all their places.

    Where a whole file stands in another one, nobody reads a message for each household.
    """
    order = list(_SEVERITIES)
    known = sorted(
        (issue for issue in issues if issue.severity in _SEVERITIES),
        key=lambda issue: order.index(issue.severity),
    )
    groups = _grouped(known, show_ids)
    printed: Counter[tuple[str, str]] = Counter()
    for (severity, file, code, message, remedy), same in groups.items():
        printed[file, code] += 1
        if printed[file, code] > _MOST_MESSAGES:
            continue
        label, style = _SEVERITIES[severity]
        out.print(Text.assemble((say(label), style), "  ", message))
        if file:
            place = "  ".join(filter(None, (guarded(file), _cells(same, message, show_ids))))
            out.print(Indented(Text(place, style="bold")))
        out.print(Indented(Text(f"→ {remedy}")))
    show_more(sum(max(0, count - _MOST_MESSAGES) for count in printed.values()))
    counts = {severity: sum(issue.severity is severity for issue in known) for severity in order}
    if known:
        out.print(
            Text(
                say(
                    "Errors: {errors}, warnings: {warnings}, notes: {notes}.",
                    errors=counts[Severity.ERROR],
                    warnings=counts[Severity.WARNING],
                    notes=counts[Severity.ADVICE],
                ),
                style="bold",
            )
        )


def _grouped(issues: Iterable[Issue], show_ids: bool) -> dict[tuple[Any, ...], list[tuple[Issue, str]]]:
    """Issues by what they say; where they differ only in the other place that they name, each with that."""
    issues = list(issues)
    alike = Counter(_but_for_others(issue) for issue in issues if "others" in issue.values)
    groups: dict[tuple[Any, ...], list[tuple[Issue, str]]] = {}
    said: dict[tuple[object, ...], tuple[str, str]] = {}
    for issue in issues:
        others = ""
        if "others" in issue.values and alike[_but_for_others(issue)] > 1:
            named = issue.values["others"]
            others = guarded(say(named))
            issue = replace(issue, values={**issue.values, "others": _BESIDE})
        if (gist := issue.gist) not in said:
            said[gist] = said_of(issue, show_ids)
        key = (issue.severity, issue.file, issue.code, *said[gist])
        groups.setdefault(key, []).append((issue, others))
    return groups


def _but_for_others(issue: Issue) -> tuple[str, ...]:
    return (
        issue.file,
        issue.code,
        *(f"{name}={issue.values[name]}" for name in issue.values if name not in ("others", "member")),
    )


def said_of(issue: Issue, show_ids: bool) -> tuple[str, str]:
    return spoken(issue, show_ids)


def _cells(issues: Iterable[tuple[Issue, str]], message: str, show_ids: bool) -> str:
    """The places of issues that say the same: `花名册 D9 (35…), E5–E9`; a run of rows is one entry. So is one
    beside which the other places run on as well: `C2–9 (b.xlsx 花名册 row 12–19)`."""
    entries: dict[str, list[str]] = {}
    runs: dict[str, list[tuple[str, int]]] = {}
    alike: dict[str, dict[str, list[tuple[str, int]]]] = {}
    counted: dict[str, list[str]] = {}
    paired: dict[str, list[tuple[str, str]]] = {}
    for issue, others in issues:
        cell = issue.cell or (say("row {row}", row=issue.row) if issue.row else "")
        listed = len(entries.get(issue.sheet, ())) + len(alike.get(issue.sheet, ()))
        if listed > 2 * _MOST_PLACES and issue.found and issue.found not in message and not others:
            counted.setdefault(issue.sheet, []).append(cell)
            continue
        content = shortened(found(issue, show_ids))
        if content in message and re.search(rf"(?<!\w){re.escape(content)}(?!\w)", message):
            content = ""  # it has been said; 状态 has not been where 建档状态 was
        place = re.fullmatch(r"([A-Z]+)(\d+)", cell)
        if issue.member:
            cell = f"{cell} {guarded(issue.member)}"
        if others:
            paired.setdefault(issue.sheet, []).append((cell, others))
        elif place and not content:
            runs.setdefault(issue.sheet, []).append((place[1], int(place[2])))
        elif place:
            column, row = place[1], int(place[2])
            alike.setdefault(issue.sheet, {}).setdefault(content, []).append((column, row))
        else:
            entries.setdefault(issue.sheet, []).append(f"{cell} ({content})" if content else cell)
    for sheet, by_content in alike.items():  # what says the same is said once, with all its cells
        for content, same in by_content.items():
            entries.setdefault(sheet, []).append(f"{', '.join(_runs(same))} ({content})")
    for sheet, cells in runs.items():
        entries.setdefault(sheet, []).extend(_runs(cells))
    for sheet, more in counted.items():
        entries.setdefault(sheet, []).extend(more)
    for sheet, pairs in paired.items():
        entries.setdefault(sheet, []).extend(_side_by_side(pairs))
    # Two members beside one head are in one row, which is one place.
    once = {sheet: list(filter(None, dict.fromkeys(cells))) for sheet, cells in entries.items()}
    places = (f"{guarded(sheet) if sheet else ''} {_first(cells)}".strip() for sheet, cells in once.items())
    return "; ".join(places)


def _first(places: Sequence[str]) -> str:
    shown = [*places[:_MOST_PLACES]]
    if more := len(places) - len(shown):
        shown.append(say("… and {count} more; all of them are in --json.", count=more))
    return ", ".join(shown)


def _runs(cells: Sequence[tuple[str, int]]) -> Iterator[str]:
    ordered = sorted(cells, key=lambda cell: (len(cell[0]), cell))
    counted = itertools.count()
    for (column, _), group in itertools.groupby(ordered, key=lambda cell: (cell[0], cell[1] - next(counted))):
        rows = [row for _, row in group]
        yield f"{column}{rows[0]}" if len(rows) == 1 else f"{column}{rows[0]}–{column}{rows[-1]}"


def _side_by_side(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Cells, each with the place beside it; they run on as long as both go down row by row."""
    runs: list[list[tuple[_Numbered, _Numbered]]] = []
    for cell, place in pairs:
        pair = _numbered(cell), _numbered(place)
        if runs and all(each.follows(above) for each, above in zip(pair, runs[-1][-1], strict=True)):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    for run in runs:
        cell, place = (first.to(last) for first, last in zip(run[0], run[-1], strict=True))
        yield f"{cell} ({place})"


class _Numbered(NamedTuple):
    """A place, around the number of its row."""

    before: str
    number: str
    after: str

    def follows(self, above: "_Numbered") -> bool:
        """Whether it is the next row of the same sheet."""
        same = (self.before, self.after) == (above.before, above.after)
        return same and self.number != "" != above.number and int(self.number) == int(above.number) + 1

    def to(self, last: "_Numbered") -> str:
        """The run from here to `last`."""
        run = self.number if self == last else f"{self.number}–{last.number}"
        return f"{self.before}{run}{self.after}"


def _numbered(place: str) -> _Numbered:
    found = _NUMBER.search(place)
    if found is None:
        return _Numbered(place, "", "")
    return _Numbered(place[: found.start()], found.group(), place[found.end() :])
