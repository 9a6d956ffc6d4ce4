"""Households on the terminal: how many each grant has, one by one those of an outcome, and the sum."""

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from warmth_cli.console.issues import said_of
from warmth_cli.console.lines import Indented
from warmth_cli.console.screen import MOST_LINES, guarded, new_table, out, show_more
from warmth_cli.language import marked, say
from warmth_cli.writing.amount import in_figures

if TYPE_CHECKING:
    from warmth_cli.commands.survey import GrantSum, Totals
    from warmth_cli.payouts import Line

OUTCOMES = {
    "granted": (marked("granted"), "green"),
    "refused": (marked("refused"), "magenta"),
    "held": (marked("held"), "yellow"),
}


def show_preview(grants: "Sequence[GrantSum]") -> None:
    """How many households each grant has, and what that costs."""
    if not grants:
        return
    table = new_table(say("Grant"), say("Who"), say("Households"), say("Yuan"))
    for grant in grants:
        table.add_row(grant.id, Text(say(grant.name)), str(grant.households), in_figures(grant.amount))
    out.print(table)


def show_households(lines: "Iterable[Line]", outcome: str, count: int, show_ids: bool) -> None:
    """The first of `count` households with one outcome one by one, each with its reasons."""
    label, style = OUTCOMES[outcome]
    for line in itertools.islice((line for line in lines if line.outcome == outcome), MOST_LINES):
        household = line.household
        where = guarded(say(household.place.words))
        out.print(Text.assemble((say(label), style), "  ", guarded(household.name), "  ", where))
        for reason in line.reasons:
            words = said_of(reason, show_ids)[0]
            if reason.member:
                words = say("{name}: {said}", name=guarded(reason.member), said=words)
            out.print(Indented(Text(words)))
    show_more(count - MOST_LINES)


def show_sum(totals: "Totals") -> None:
    parts = (("granted", totals.granted), ("refused", totals.refused), ("held", totals.held))
    words = Text()
    for name, count in parts:
        label, style = OUTCOMES[name]
        words.append(f"{say(label)} {count} + ", style=style if count else "")
    words.append(say("unreadable {count}", count=totals.unreadable), style="red" if totals.unreadable else "")
    words.append(say(" = {rows} in all", rows=totals.rows), style="bold")
    out.print(words)
