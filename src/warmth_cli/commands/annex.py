"""`warmth annex`: fold recorded batches and filed households into the two tables that are handed in."""

from dataclasses import dataclass
from pathlib import Path

from warmth_cli.commands.payouts import filed_tables
from warmth_cli.commands.setting import Setting
from warmth_cli.figures import Filled, fold, load_figures
from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.ledger import Ledger
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.annex import BLANK_FORM, fill_annex
from warmth_cli.writing.output import Output


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
        filed_tables(ledger)  # stops where there are none
        households = list(ledger.households())
        payments = [payment for payment in ledger.payments() if payment.notice == pack.notice.id]
        filled = fold(figures, payments, households, standards)
        unions = {household.union for household in households if household.union}
        values = {each.figure.name: each.value for each in filled}
        batches = len(ledger.batches(pack.notice.id))
        with Output(out, ledger, force, setting.inputs(rules)) as output:
            fill_annex(blank, output.draft, values, unions.pop() if len(unions) == 1 else "")
            output.publish()
    return Annexed(rules, tuple(filled), batches, out)
