"""What was written for others: public list, report, system entry, blanks."""

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from warmth_cli.console.issues import show_issues
from warmth_cli.console.screen import new_table, out, show_ledger
from warmth_cli.language import say
from warmth_cli.writing.amount import in_figures

if TYPE_CHECKING:
    from warmth_cli.commands.export import Exported
    from warmth_cli.commands.publish import Published
    from warmth_cli.commands.report import Reported


def show_published(published: "Published", ledger: Path) -> None:
    """Who is made public, where, and what is still to be written into it by hand."""
    content = published.content
    words = say(
        "Public list: {count} households, {amount} yuan.",
        count=len(content.payments),
        amount=in_figures(content.amount),
    )
    out.print(Text(words, style="bold"))
    if content.first is None or content.last is None:
        out.print(Text(say("Its days are blank: fill them in, or give --from and --until."), style="yellow"))
    if not content.phone:
        out.print(Text(say("Its telephone is blank: fill it in, or give --phone."), style="yellow"))
    out.print(Text(say("Public list, to be hung up: {path}", path=published.out)))
    show_ledger(ledger, "")


def show_report(reported: "Reported", ledger: Path) -> None:
    """What the draft is made of, what is left to the writer, and when it is due."""
    content = reported.content
    known = sum(each.value is not None for each in content.figures)
    words = say(
        "Draft: {count} households, {amount} yuan; {known} of {all} figures of the tables.",
        count=len(content.payments),
        amount=in_figures(content.amount),
        known=known,
        all=len(content.figures),
    )
    out.print(Text(words, style="bold"))
    show_issues(reported.issues, show_ids=False)
    out.print(Text(say("What is marked yellow in it only the office knows: fill it in."), style="yellow"))
    for due in content.rules.pack.due:
        words = say("Due by {day} to {to}: {what}", day=due.day, to=due.to, what=say(due.what))
        out.print(Text(words))
    out.print(Text(say("Report: {path}", path=reported.out)))
    show_ledger(ledger, "")


def show_exported(exported: "Exported", ledger: Path) -> None:
    """What the form requires and rosters lack, and what was written."""
    counted = exported.counted
    required = [each for each in counted.missing() if each.entry.required]
    if required:
        missing = new_table(say("Required field"), say("Filled"), say("Missing"))
        for each in required:
            filled = each.asked - each.lacking
            missing.add_row(Text(each.entry.heading), str(filled), str(each.lacking))
        out.print(missing)
        out.print(Text(say("Columns with these headings in a roster are taken over; check it again.")))
    words = say(
        "{households} households, {members} members, {payments} payments of {amount} yuan.",
        households=counted.households,
        members=counted.members,
        payments=counted.payments,
        amount=in_figures(counted.amount),
    )
    out.print(Text(words, style="bold"))
    out.print(Text(say("To type from: {path}", path=exported.out)))
    show_ledger(ledger, "")


def show_template(path: Path) -> None:
    """Where the blank roster is, and what comes next."""
    out.print(Text(say("Blank roster: {path}", path=path)))
    out.print(Text(say("Fill it in, then: warmth check {path}", path=_typed(path))))


def show_figures_template(path: Path) -> None:
    """Where the blank figures sheet is, and what comes next."""
    out.print(Text(say("Blank figures sheet: {path}", path=path)))
    out.print(
        Text(say("Fill it in, then: warmth annex --out tables.xlsx --figures {path}", path=_typed(path)))
    )


def _typed(path: Path) -> str:
    """A path as it is typed in a command: in quotes where it has a blank, and never like an option."""
    text = f"./{path}" if str(path).startswith("-") else str(path)
    return f'"{text}"' if " " in text else text
