"""`warmth report`: a draft of the report that is due with the tables, with the same figures."""

from dataclasses import dataclass
from pathlib import Path

from warmth_cli.commands.annex import unread_places
from warmth_cli.commands.payouts import filed_tables
from warmth_cli.commands.setting import Setting
from warmth_cli.commands.survey import survey
from warmth_cli.figures.figure import load_figures
from warmth_cli.figures.fold import Filed, fold
from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.ledger import Ledger
from warmth_cli.rulebook.outline import load_outline
from warmth_cli.writing.output import Output
from warmth_cli.writing.report import Report, write_report

_SUFFIX = ".docx"


@dataclass(frozen=True, slots=True)
class Reported:
    """What the draft was made of, and where it is."""

    content: Report
    out: Path


def report(setting: Setting, out: Path, force: bool) -> Reported:
    """Write the draft from what was recorded, and from how everybody who is filed is judged today."""
    if out.suffix.lower() != _SUFFIX:
        raise stop(
            marked("{path} is no Word document by its name."),
            marked("End the name of the report in .docx."),
            path=str(out),
        )
    rules, standards = setting.load()
    pack = rules.pack
    figures = load_figures(pack.folder, [grant.id for grant in pack.grants])
    with Ledger.open(setting.ledger, create=False) as ledger:
        tables = filed_tables(ledger)
        columns = {(table.file, table.sheet): table.columns for table in tables}
        settlement = survey(ledger, ledger.households(), columns, rules, standards)
        payments = [payment for payment in ledger.payments() if payment.notice == pack.notice.id]
        households = [line.household for line in settlement.lines]
        folded = fold(figures, Filed(payments, households, tuple(unread_places(tables))), standards)
        content = Report(
            rules,
            ledger.batches(pack.notice.id),
            payments,
            settlement,
            sum(table.unreadable_rows for table in tables),
            folded.whole,
            load_outline(pack.folder),
            next(iter(folded.unions)) if len(folded.unions) == 1 else "",
        )
        with Output(out, ledger, force, setting.inputs(rules)) as output:
            write_report(output.draft, content)
            output.publish()
    return Reported(content, out)
