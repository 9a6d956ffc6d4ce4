"""`warmth annex`: fold recorded batches and filed households into the two tables that are handed in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warmth_cli.commands.payouts import filed_tables
from warmth_cli.commands.setting import Setting
from warmth_cli.figures.figure import Filled, load_figures
from warmth_cli.figures.fold import Filed, fold
from warmth_cli.household import Place
from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.ledger import FiledTable, Ledger
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.annex import BLANK_FORM, fill_annex
from warmth_cli.writing.output import Output

_MAY_BE_HOUSEHOLDS = frozenset(("row-unreadable", "member-without-head", "sheet-unread"))
"""Issues of rows that are in no household, and might be one that the tables should count."""


@dataclass(frozen=True, slots=True)
class Annexed:
    """The tables as they were filled, and where they are."""

    rules: Rules
    figures: tuple[Filled, ...]
    batches: int
    out: Path


def annex(setting: Setting, out: Path, force: bool) -> Annexed:
    """Fill the notice's blank forms from the ledger. What no roster can give stays blank, never 0."""
    rules, standards = setting.load()
    pack = rules.pack
    figures = load_figures(pack.folder, [grant.id for grant in pack.grants])
    blank = pack.folder / BLANK_FORM
    if not figures or not blank.is_file():
        raise stop(
            marked("The rule pack {notice} has no tables to fill."),
            marked("A pack with tables has {form} and figures.toml beside its notice.toml."),
            notice=pack.notice.id,
            form=BLANK_FORM,
        )
    with Ledger.open(setting.ledger, create=False) as ledger:
        tables = filed_tables(ledger)
        households = list(ledger.households())
        payments = [payment for payment in ledger.payments() if payment.notice == pack.notice.id]
        filed = Filed(payments, households, tuple(unread_places(tables)))
        filled = fold(figures, filed, standards).whole
        unions = {household.union for household in households if household.union}
        values = {each.figure.name: each.value for each in filled}
        batches = len(ledger.batches(pack.notice.id))
        with Output(out, ledger, force, setting.inputs(rules)) as output:
            fill_annex(blank, output.draft, values, unions.pop() if len(unions) == 1 else "")
            output.publish()
    return Annexed(rules, tuple(filled), batches, out)


def unread_places(tables: Sequence[FiledTable]) -> Iterator[Place]:
    """The rows of filed rosters that may be households, and could not be read; row 0 is a whole sheet."""
    for table in tables:
        rows = 0
        for issue in table.issues:
            if issue.code in _MAY_BE_HOUSEHOLDS:
                yield Place(table.file, issue.sheet, issue.row)
                rows += issue.code == "row-unreadable"
        if rows < table.unreadable_rows:
            yield Place(table.file, table.sheet, 0)
