"""What went into a bank's file, what was refused, and which banks are known."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from warmth_cli.console.issues import show_issues
from warmth_cli.console.screen import new_table, out, show_ledger
from warmth_cli.language import say
from warmth_cli.writing.amount import in_figures

if TYPE_CHECKING:
    from warmth_cli.commands.bank import Banked
    from warmth_cli.payouts import Payment
    from warmth_cli.writing.bank_profile import AnyProfile


def show_bank(banked: "Banked", ledger: Path, show_ids: bool) -> None:
    """Which file pays how much, who is in none, and that both are the batch."""
    from warmth_cli.writing.bank_profile import TextProfile

    file = banked.file
    show_issues(file.issues, show_ids)
    sums = new_table(say("File"), say("Households"), say("Yuan"))
    for path, part in banked.paths:
        sums.add_row(Text(str(path)), *_count_and_yuan(part))
    sums.add_row(
        Text(say("not in a file"), style="red" if file.refused else ""), *_count_and_yuan(file.refused)
    )
    whole = (*file.payments, *file.refused)
    sums.add_row(Text(say("batch {batch}", batch=file.batch.number), style="bold"), *_count_and_yuan(whole))
    out.print(sums)
    funds = dict.fromkeys(payment.fund for payment in file.payments)
    for fund in funds if len(funds) > 1 else ():
        count, amount = _count_and_yuan([payment for payment in file.payments if payment.fund == fund])
        out.print(
            Text(
                say(
                    "of it from {fund}: {count} households, {amount} yuan",
                    fund=fund,
                    count=count,
                    amount=amount,
                )
            )
        )
    if isinstance(file.profile, TextProfile) and banked.paths:
        words = say("Hand it to the bank as it is: Excel would spoil long numbers if it were saved there.")
        out.print(Text(words))
    show_ledger(ledger, "")


def _count_and_yuan(payments: "Sequence[Payment]") -> tuple[str, str]:
    return str(len(payments)), in_figures(sum(payment.amount for payment in payments))


def show_profiles(profiles: "Mapping[str, AnyProfile]") -> None:
    """The bank profiles that are known."""
    table = new_table(say("Profile"), say("What it is"), say("Columns"), say("Rows"))
    for name, profile in profiles.items():
        columns = "、".join(column.heading for column in profile.column)
        rows = f"{profile.at_least}–{profile.at_most or ''}"
        table.add_row(Text(name), Text(say(profile.name)), Text(columns), rows)
    out.print(table)
    out.print(Text(say("Next: warmth bank --batch 1 --profile {name} --out FILE", name=next(iter(profiles)))))
