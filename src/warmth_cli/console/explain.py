"""Why one household gets what it gets."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from warmth_cli.console.households import OUTCOMES
from warmth_cli.console.screen import guarded, new_grid, new_table, number_shown, out, show_ledger
from warmth_cli.identity import without_long_numbers
from warmth_cli.language import say, spoken_now

if TYPE_CHECKING:
    from warmth_cli.commands.explain import Explained, Match


def show_explained(explained: "Explained", ledger: Path, show_ids: bool) -> None:
    """One household's decision with all its reasons; or everybody who fits, to be told apart."""
    if explained.explanation is None:
        _show_matches(explained.matches, show_ids)
        return
    from warmth_cli.writing.explanation import tables

    shown = (lambda text: text) if show_ids else without_long_numbers
    for told in tables(explained.explanation, spoken_now(), number_shown(show_ids)):
        table = new_table(*told.headings) if told.headings else new_grid(len(told.parts))
        for row in told.rows:
            table.add_row(*(Text(shown(cell)) for cell in row))
        out.print(Text(told.title, style="bold"))
        out.print(Padding(table, (0, 0, 0, 2)))
    if explained.out is not None:
        out.print(Text(say("Page: {path}", path=explained.out)))
    show_ledger(ledger, "")


def _show_matches(matches: "Sequence[Match]", show_ids: bool) -> None:
    from warmth_cli.commands.explain import by_row

    number = number_shown(show_ids)
    table = new_table(
        say("Household"), say("ID number"), say("Union"), say("Place"), say("Outcome"), say("Asked for")
    )
    for match in matches:
        household = match.household
        outcome = say(OUTCOMES[match.line.outcome][0]) if match.line else say("paid; in no roster any more")
        table.add_row(
            Text(guarded(household.name)),
            number(household.id_number or ""),
            Text(guarded(household.union)),
            Text(by_row(household.place)),
            outcome,
            Text(guarded(match.member.name if match.member else household.name)),
        )
    out.print(table)
