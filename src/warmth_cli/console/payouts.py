"""What was paid: the batch, the whole list, the lists of unions, and who is held."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from warmth_cli.console.households import show_households, show_preview, show_sum
from warmth_cli.console.issues import show_issues
from warmth_cli.console.screen import guarded, new_table, out, show_ledger
from warmth_cli.issue_kinds import OF_NO_HOUSEHOLD
from warmth_cli.language import say
from warmth_cli.writing.amount import in_figures

if TYPE_CHECKING:
    from warmth_cli.commands.lists import Lists, UnionList
    from warmth_cli.commands.payouts import PaidOut
    from warmth_cli.commands.reprint import Reprinted

_SHOWN = OF_NO_HOUSEHOLD | {"paid-otherwise", "paid-row-gone", "copy-short"}
"""Issues of no household that stands on the list: what was paid differs from what the rosters say today, a
corrected copy lacks households, or people are in none."""

_UNREAD = frozenset(("note-unread", "verdict-unread", "line-unread"))


def show_payouts(paid: "PaidOut", ledger: Path, show_ids: bool) -> None:
    """The new batch, the whole list, and who is held."""
    fresh = paid.settlement.new
    amount = in_figures(sum(payment.amount for payment in fresh))
    if paid.lists is None:
        words = say(
            "Dry run: {count} households would be paid {amount} yuan.", count=len(fresh), amount=amount
        )
    elif paid.batch is None:
        words = say("Nothing new to pay: the list is as it was.")
    else:
        words = say(
            "Batch {batch}: {count} households, {amount} yuan.",
            batch=paid.batch,
            count=len(fresh),
            amount=amount,
        )
    out.print(Text(words, style="bold"))
    show_preview(paid.grants)
    show_households(paid.settlement.lines, "held", paid.totals.held, show_ids)
    show_issues([issue for issue in paid.issues if issue.code in _SHOWN], show_ids)
    show_sum(paid.totals)
    if unread := sum(issue.code in _UNREAD for issue in paid.issues):
        words = say(
            "Before the list is signed, read what the program does not understand (remarks, entries, "
            "lines: {count}); warmth check names their cells.",
            count=unread,
        )
        out.print(Text(words, style="yellow"))
    _show_lists(paid.lists)
    show_ledger(ledger, "")


def show_reprint(reprinted: "Reprinted", ledger: Path) -> None:
    """One batch as it was recorded, and where its list is."""
    words = say(
        "Batch {batch} of {day}, as it was recorded: {count} households, {amount} yuan.",
        batch=reprinted.batch.number,
        day=reprinted.batch.recorded_on,
        count=len(reprinted.content.payments),
        amount=in_figures(reprinted.content.amount),
    )
    out.print(Text(words, style="bold"))
    _show_lists(reprinted.lists)
    show_ledger(ledger, "")


def _show_lists(lists: "Lists | None") -> None:
    """Where the list is, or that of each union with its sums, which together are the whole."""
    if lists is None:
        return
    if lists.unions:
        _show_unions(lists.unions)
    for path in lists.left_over:
        words = say("{path} is from an earlier run, and no part of this list: move it away.", path=path)
        out.print(Text(words, style="yellow"))
    out.print(Text(say("List: {path}", path=lists.out)))


def _show_unions(unions: "Sequence[UnionList]") -> None:
    """What each union's list holds, with the sum; one batch alone has nobody who waits."""
    waits = any(each.content.not_paid for each in unions)
    others = (say("Held"), say("Refused"), say("Unreadable")) if waits else ()
    table = new_table(say("Union"), say("Households"), say("Yuan"), *others, say("File"))
    rows = []
    for each in unions:
        content, waiting = each.content, each.content.not_paid
        paid = [len(content.payments), content.amount]
        rows.append([*paid, len(waiting.held), len(waiting.refused), waiting.unreadable] if waiting else paid)
        table.add_row(Text(guarded(each.union)), *_counts(rows[-1]), Text(guarded(each.path.name)))
    whole = [sum(column) for column in zip(*rows, strict=True)]
    table.add_row(Text(say("Together"), style="bold"), *_counts(whole), "")
    out.print(table)


def _counts(row: Sequence[int]) -> list[str]:
    """Households, fen, and further households as text."""
    households, fen, *others = row
    return [str(households), in_figures(fen), *map(str, others)]
