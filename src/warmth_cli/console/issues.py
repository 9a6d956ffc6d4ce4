"""Issues on the terminal: those that say the same are said once, with all their cells, so that three hundred
missing phones are three lines and not three hundred.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.padding import Padding
from rich.text import Text

from warmth_cli.console.screen import guarded, out, shortened, show_more
from warmth_cli.issues import Issue, Severity
from warmth_cli.language import marked, say

_MOST_MESSAGES = 100
"""Different messages of one kind about one file; the rest is counted."""
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
    groups: dict[tuple[Any, ...], list[Issue]] = {}
    for issue in known:
        groups.setdefault((issue.severity, issue.file, issue.code, *said_of(issue, show_ids)), []).append(
            issue
        )
    printed: Counter[tuple[str, str]] = Counter()
    for (severity, file, code, message, remedy), same in groups.items():
        printed[file, code] += 1
        if printed[file, code] > _MOST_MESSAGES:
            continue
        label, style = _SEVERITIES[severity]
        out.print(Text.assemble((say(label), style), "  ", message))
        if file:
            out.print(
                Padding(
                    Text(f"{guarded(file)}  {_cells(same, message, show_ids)}", style="bold"), (0, 0, 0, 4)
                )
            )
        out.print(Padding(Text(f"→ {remedy}"), (0, 0, 0, 4)))
    show_more(sum(max(0, count - _MOST_MESSAGES) for count in printed.values()))
    counts = {severity: sum(issue.severity is severity for issue in known) for severity in order}
    if known:
        out.print(
            Text(
                say(
                    "{errors} errors, {warnings} warnings, {notes} notes.",
                    errors=counts[Severity.ERROR],
                    warnings=counts[Severity.WARNING],
                    notes=counts[Severity.ADVICE],
                ),
                style="bold",
            )
        )


def said_of(issue: Issue, show_ids: bool) -> tuple[str, str]:
    from warmth_cli.documents import spoken

    return spoken(issue, show_ids)


def _cells(issues: Iterable[Issue], message: str, show_ids: bool) -> str:
    """The places of issues that say the same: `花名册 D9 (35…), E5–E9`; a run of rows is one entry."""
    from warmth_cli.documents import found

    entries: dict[str, list[str]] = {}
    runs: dict[str, list[tuple[str, int]]] = {}
    for issue in issues:
        cell = issue.cell or (say("row {row}", row=issue.row) if issue.row else "")
        content = shortened(found(issue, show_ids))
        if content in message:
            content = ""  # it has been said
        place = re.fullmatch(r"([A-Z]+)(\d+)", cell)
        if place and not content:
            runs.setdefault(issue.sheet, []).append((place[1], int(place[2])))
        else:
            entries.setdefault(issue.sheet, []).append(f"{cell} ({content})" if content else cell)
    for sheet, cells in runs.items():
        entries.setdefault(sheet, []).extend(_runs(cells))
    # Two members beside one head are in one row, which is one place.
    once = {guarded(sheet): filter(None, dict.fromkeys(cells)) for sheet, cells in entries.items()}
    return "; ".join(f"{sheet} {', '.join(cells)}" for sheet, cells in once.items())


def _runs(cells: Sequence[tuple[str, int]]) -> Iterator[str]:
    ordered = sorted(cells, key=lambda cell: (len(cell[0]), cell))
    counted = itertools.count()
    for (column, _), group in itertools.groupby(ordered, key=lambda cell: (cell[0], cell[1] - next(counted))):
        rows = [row for _, row in group]
        yield f"{column}{rows[0]}" if len(rows) == 1 else f"{column}{rows[0]}–{column}{rows[-1]}"
