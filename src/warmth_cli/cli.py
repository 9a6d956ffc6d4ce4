"""The commands as typed: parse, call, show, exit. What they do is in `commands`, how it looks in `console`.

The heavy parts are imported inside the commands, so that `warmth --help` needs none of them.
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warmth_cli import __version__
from warmth_cli.language import say
from warmth_cli.options import DEFAULT_LEDGER, Ledger, RulesFolder, deciding, typed_again, under_a_notice
from warmth_cli.usage import Command, Group, missing

if TYPE_CHECKING:
    from warmth_cli.commands.setting import Setting

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    help=say("From rosters of households in hardship to payout lists and statistical tables."),
)
rules_app = typer.Typer(cls=Group, help=say("The rule packs: which notices are known, and what they say."))
app.add_typer(rules_app, name="rules")

Template = Annotated[
    Path | None,
    typer.Option(help=say("The official blank form, with {{{{NAME}}}} in the cells of its figures.")),
]
Figures = Annotated[Path | None, typer.Option(help=say("A sheet with figures that no roster can give."))]
Add = Annotated[
    list[Path] | None,
    typer.Option(help=say("The filled tables of another office, to be added; once for each.")),
]
AsJson = Annotated[bool, typer.Option("--json", help=say("Print one JSON document and nothing else."))]
ShowIds = Annotated[
    bool, typer.Option("--show-ids", help=say("Show identity, card and phone numbers in full."))
]
Force = Annotated[
    bool,
    typer.Option("--force", help=say("Replace a file that is not the program's own or was changed.")),
]
_DAY = "%Y-%m-%d"


class By(StrEnum):
    """What a document can be written for one by one."""

    UNION = "union"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"warmth {__version__}")
        raise typer.Exit


@app.callback()
def common(
    lang: Annotated[
        str, typer.Option(envvar="WARMTH_LANG", help=say("The language of messages: zh or en."))
    ] = "",
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=say("Print the version.")),
    ] = False,
) -> None:
    """Options of every command."""


@app.command(
    cls=Command, help=say("Read rosters: what is wrong, where, and how to mend it; who would get what.")
)
@deciding
def check(
    setting: "Setting",
    files: Annotated[
        list[Path],
        typer.Argument(
            help=say(
                "Rosters, or folders of them: of Excel, WPS, LibreOffice or Word, CSV, text or web tables."
            )
        ),
    ],
    union: Annotated[str, typer.Option(help=say("The union, where a roster does not name it."))] = "",
    password: Annotated[
        str,
        typer.Option(envvar="WARMTH_PASSWORD", help=say("The password of rosters that have one.")),
    ] = "",
    headings: Annotated[
        Path | None,
        typer.Option(envvar="WARMTH_HEADINGS", help=say("A file with the office's own headings.")),
    ] = None,
    bindings: Annotated[
        list[str] | None,
        typer.Option("--map", help=say("Read a column as a field in this run, like '受助人=户主姓名'.")),
    ] = None,
    save_headings: Annotated[
        Path | None, typer.Option(help=say("Add what --map binds to this headings file."))
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(help=say("Write a copy of the roster with every faulty cell coloured and commented.")),
    ] = None,
    force: Force = False,
    json: AsJson = False,
    show_ids: ShowIds = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help=say("Show what became of every row of every table."))
    ] = False,
) -> None:
    """Check rosters and file them."""
    from warmth_cli import console, documents
    from warmth_cli.commands.check import check as run
    from warmth_cli.commands.headings import known_headings, refuse_unwritable
    from warmth_cli.commands.headings import save_headings as save
    from warmth_cli.passwords import Passwords
    from warmth_cli.reading.request import Request

    now = datetime.now()
    passwords = Passwords(password, console.password_asker())
    words = known_headings(headings, bindings or [])
    if save_headings is not None:
        refuse_unwritable(bindings or [], save_headings, setting.ledger, force)
    request = Request(now.date(), union.strip(), words, passwords)
    with console.progress(say("Reading the rosters")) as progress:
        checked = run(files, setting, request, now, progress, annotate, force, every_line=json)
    if save_headings is not None:
        save(bindings or [], save_headings, setting.ledger, force)
    if json:
        console.print_document(documents.check(checked, show_ids))
    else:
        console.show_check(checked, setting.ledger, typed_again(setting), show_ids, verbose)
        if save_headings is not None:
            console.show_saved(save_headings, bindings or [])
    raise typer.Exit(1 if checked.needs_someone else 0)


@app.command(
    cls=Command,
    help=say("Record who is newly granted as one batch, and write the list to sign and pay."),
)
@deciding
def payouts(
    setting: "Setting",
    out: Annotated[
        Path | None, typer.Option(help=say("Where to write the list; payouts-YEAR.xlsx when left out."))
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=say("Show what would be paid; record and write nothing."))
    ] = False,
    by: Annotated[
        By | None,
        typer.Option(help=say("Write a list for each union, into the folder that --out names.")),
    ] = None,
    batch: Annotated[
        int | None, typer.Option(help=say("Print this batch again, as recorded; record nothing."))
    ] = None,
    force: Force = False,
    json: AsJson = False,
    show_ids: ShowIds = False,
) -> None:
    """Pay out."""
    from warmth_cli import console, documents
    from warmth_cli.commands.payouts import pay_out
    from warmth_cli.commands.reprint import reprint

    if batch is not None:
        with console.progress(say("Writing the list")):
            reprinted = reprint(setting, batch, out, force, dry_run, by is By.UNION)
        if json:
            console.print_document(documents.reprint(reprinted, setting.ledger, show_ids))
        else:
            console.show_reprint(reprinted, setting.ledger)
        return
    with console.progress(say("Deciding and writing")):
        paid = pay_out(setting, out, force, dry_run, datetime.now(), by is By.UNION)
    if json:
        console.print_document(documents.payouts(paid, setting.ledger, show_ids))
    else:
        console.show_payouts(paid, setting.ledger, show_ids)
    raise typer.Exit(1 if paid.needs_someone else 0)


@app.command(cls=Command, help=say("Write the file by which a bank pays one recorded batch."))
@under_a_notice
def bank(
    setting: "Setting",
    batch: Annotated[int | None, typer.Option(help=say("The number of the batch."))] = None,
    profile: Annotated[str, typer.Option(help=say("The bank's form; --profiles shows them."))] = "",
    out: Annotated[Path | None, typer.Option(help=say("Where to write the file."))] = None,
    profiles: Annotated[
        bool, typer.Option("--profiles", help=say("Show the bank profiles that are known."))
    ] = False,
    force: Force = False,
    json: AsJson = False,
    show_ids: ShowIds = False,
) -> None:
    """Write the bank's file."""
    from warmth_cli import console, documents
    from warmth_cli.commands.bank import bank as run
    from warmth_cli.writing.bank_profile import find_profiles

    if profiles:
        console.show_profiles(find_profiles(setting.rules))
        return
    if out is None:
        raise missing("--out", "warmth bank")
    with console.progress(say("Writing the bank's file")):
        banked = run(setting, batch, profile, out, force)
    if json:
        console.print_document(documents.bank(banked, setting.ledger, show_ids))
    else:
        console.show_bank(banked, setting.ledger, show_ids)
    raise typer.Exit(1 if banked.needs_someone else 0)


@app.command(
    cls=Command, help=say("Write the public list of who is paid, without identity numbers and accounts.")
)
@under_a_notice
def publish(
    setting: "Setting",
    out: Annotated[Path, typer.Option(help=say("Where to write the list: .docx or .xlsx."))],
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from",
            formats=[_DAY],
            metavar="<date>",
            help=say("The first day of the notice, like 2022-01-06."),
        ),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option("--until", formats=[_DAY], metavar="<date>", help=say("The last day of the notice.")),
    ] = None,
    phone: Annotated[str, typer.Option(help=say("The telephone for objections."))] = "",
    mask_names: Annotated[
        bool, typer.Option("--mask-names", help=say("Show family names only, like 张*."))
    ] = False,
    batch: Annotated[int | None, typer.Option(help=say("Make only this batch public."))] = None,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Make public who is paid."""
    from warmth_cli import console, documents
    from warmth_cli.commands.publish import Posting
    from warmth_cli.commands.publish import publish as run

    posting = Posting(first and first.date(), last and last.date(), phone.strip(), mask_names)
    with console.progress(say("Writing the list")):
        published = run(setting, out, posting, batch, force)
    if json:
        console.print_document(documents.publish(published, setting.ledger))
    else:
        console.show_published(published, setting.ledger)


@app.command(cls=Command, help=say("Fill the two statistical tables from what was recorded."))
@deciding
def annex(
    setting: "Setting",
    out: Annotated[
        Path | None, typer.Option(help=say("Where to write the tables; needed but for --list."))
    ] = None,
    template: Template = None,
    figures: Figures = None,
    add: Add = None,
    by: Annotated[By | None, typer.Option(help=say("Add sheets for each union behind the sum."))] = None,
    list_: Annotated[
        bool, typer.Option("--list", help=say("Print every figure's name, meaning, unit and source."))
    ] = False,
    password: Annotated[
        str, typer.Option(envvar="WARMTH_PASSWORD", help=say("The password of files that have one."))
    ] = "",
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Fill the annexes."""
    from warmth_cli import console, documents
    from warmth_cli.commands.annex import annex as run
    from warmth_cli.commands.figures import Sources, figures_of
    from warmth_cli.passwords import Passwords
    from warmth_cli.reading.request import Request

    if list_:
        known = figures_of(setting.load_rules().pack)
        console.print_document(documents.figures(known)) if json else console.show_figures(known)
        return
    if out is None:
        raise missing("--out", "warmth annex")
    sources = Sources(template, figures, add or [])
    request = Request(datetime.now().date(), password=Passwords(password, console.password_asker()))
    with console.progress(say("Filling the tables")):
        annexed = run(setting, sources, by is By.UNION, request, out, force)
    if json:
        console.print_document(documents.annex(annexed, setting.ledger))
    else:
        console.show_annex(annexed, setting.ledger)
    raise typer.Exit(1 if annexed.needs_someone else 0)


@app.command(cls=Command, help=say("Draft the report that is due with the tables, with the same figures."))
@deciding
def report(
    setting: "Setting",
    out: Annotated[Path, typer.Option(help=say("Where to write the draft, a .docx."))],
    template: Template = None,
    figures: Figures = None,
    add: Add = None,
    password: Annotated[
        str, typer.Option(envvar="WARMTH_PASSWORD", help=say("The password of files that have one."))
    ] = "",
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Draft the report."""
    from warmth_cli import console, documents
    from warmth_cli.commands.figures import Sources
    from warmth_cli.commands.report import report as run
    from warmth_cli.passwords import Passwords
    from warmth_cli.reading.request import Request

    request = Request(datetime.now().date(), password=Passwords(password, console.password_asker()))
    with console.progress(say("Drafting the report")):
        reported = run(setting, Sources(template, figures, add or []), request, out, force)
    if json:
        console.print_document(documents.report(reported, setting.ledger))
    else:
        console.show_report(reported, setting.ledger)
    raise typer.Exit(1 if reported.needs_someone else 0)


@app.command(
    cls=Command, help=say("Write households and payments in the order of the national system's form.")
)
@under_a_notice
def export(
    setting: "Setting",
    out: Annotated[Path, typer.Option(help=say("Where to write the workbook to type from."))],
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Write the system entry."""
    from warmth_cli import console, documents
    from warmth_cli.commands.export import export as run

    with console.progress(say("Writing the workbook to type from")):
        exported = run(setting, out, force)
    if json:
        console.print_document(documents.export(exported, setting.ledger))
    else:
        console.show_exported(exported, setting.ledger)


@app.command(cls=Command, help=say("Say why one household gets what it gets: conditions, values, clauses."))
@deciding
def explain(
    setting: "Setting",
    who: Annotated[
        str,
        typer.Argument(help=say("A name, an identity number, or a row like roster.xlsx:12.")),
    ],
    out: Annotated[
        Path | None,
        typer.Option(help=say("Write it as a page for the household's file: .xlsx or .docx, in full.")),
    ] = None,
    force: Force = False,
    json: AsJson = False,
    show_ids: ShowIds = False,
) -> None:
    """Explain one household."""
    from warmth_cli import console, documents
    from warmth_cli.commands.explain import explain as run

    with console.progress(say("Looking")):
        explained = run(setting, who, out, force)
    if json:
        console.print_document(documents.explain(explained, setting.ledger, show_ids))
    else:
        console.show_explained(explained, setting.ledger, show_ids)
    if explained.explanation is None:
        raise explained.several


@app.command(cls=Command, help=say("Take a roster out again, when another file stands in its place."))
def withdraw(
    file: Annotated[Path, typer.Argument(help=say("The roster, as it was checked."))],
    ledger: Ledger = DEFAULT_LEDGER,
) -> None:
    """Withdraw a roster."""
    from warmth_cli import console
    from warmth_cli.commands.withdraw import withdraw as run

    console.show_withdrawn(file, run(file, ledger), ledger)


@app.command(cls=Command, help=say("Write a blank roster to fill in, with drop-downs and instructions."))
@under_a_notice
def template(
    setting: "Setting",
    out: Annotated[Path, typer.Argument(help=say("Where to write it, like roster.xlsx."))],
    figures: Annotated[
        bool, typer.Option("--figures", help=say("Write the sheet for figures that no roster can give."))
    ] = False,
    force: Force = False,
) -> None:
    """Write a blank roster, or a blank figures sheet."""
    from warmth_cli import console
    from warmth_cli.commands.template import figures_template
    from warmth_cli.commands.template import template as run

    if figures:
        figures_template(setting, out, force)
        console.show_figures_template(out)
    else:
        run(out, setting.ledger, force)
        console.show_template(out)


@rules_app.callback(invoke_without_command=True)
def rules_list(context: typer.Context, rules: RulesFolder = None) -> None:
    """List the packs."""
    if context.invoked_subcommand is None:
        from warmth_cli import console
        from warmth_cli.rulebook.loading import find_packs

        console.show_packs(find_packs(rules))


@rules_app.command(
    "show", cls=Command, help=say("Print one notice as tables: its grants, clauses and readings.")
)
def rules_show(
    notice: Annotated[str, typer.Argument(help=say("The id of the notice, like bengbu-2022."))],
    rules: RulesFolder = None,
) -> None:
    """Show one pack."""
    from warmth_cli import console
    from warmth_cli.rulebook.loading import choose_pack, find_packs

    console.show_pack(choose_pack(find_packs(rules), None, notice))
