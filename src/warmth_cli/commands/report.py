"""`warmth report`: a draft of the report that is due with the tables, with the same figures."""

from dataclasses import dataclass
from pathlib import Path

from warmth_cli.commands.annex import unread_places
from warmth_cli.commands.payouts import filed_tables
from warmth_cli.commands.setting import Setting
from warmth_cli.commands.survey import survey
from warmth_cli.figures.figure import load_figures
from warmth_cli.figures.fold import Filed, fold
from warmth_cli.figures.given import completed, judged
from warmth_cli.issues import Issue, Severity
from warmth_cli.ledger import Ledger
from warmth_cli.reading.figures_sheet import FiguresSheet, read_figures_sheet
from warmth_cli.reading.request import Request
from warmth_cli.rulebook.outline import load_outline
from warmth_cli.writing.ending import TEXT, check_ending
from warmth_cli.writing.output import Output
from warmth_cli.writing.report import Report, write_report


@dataclass(frozen=True, slots=True)
class Reported:
    """What the draft was made of, what could not be taken from a figures sheet, and where it is."""

    content: Report
    issues: tuple[Issue, ...]
    out: Path

    @property
    def needs_someone(self) -> bool:
        """Whether something that was given could not be taken."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)


def report(setting: Setting, given: Path | None, request: Request, out: Path, force: bool) -> Reported:
    """Write the draft from what was recorded, from how everybody who is filed is judged today, and from the
    figures sheet `given`, as the tables are filled from it."""
    check_ending(out, TEXT)
    rules, standards = setting.load()
    pack = rules.pack
    figures = load_figures(pack.folder, [grant.id for grant in pack.grants])
    sheet = read_figures_sheet(given, request) if given else FiguresSheet("", ())
    with Ledger.open(setting.ledger, create=False) as ledger:
        tables = filed_tables(ledger)
        columns = {(table.file, table.sheet): table.columns for table in tables}
        settlement = survey(ledger, ledger.households(), columns, rules, standards)
        payments = [payment for payment in ledger.payments() if payment.notice == pack.notice.id]
        households = [line.household for line in settlement.lines]
        folded = fold(figures, Filed(payments, households, tuple(unread_places(tables))), standards)
        givens, issues = judged(sheet.entries, figures, folded.unions)
        folded, contradictions = completed(folded, givens)
        only = next(iter(folded.unions)) if len(folded.unions) == 1 else ""
        content = Report(
            rules,
            ledger.batches(pack.notice.id),
            payments,
            settlement,
            sum(table.unreadable_rows for table in tables),
            folded.whole,
            load_outline(pack.folder),
            sheet.office or only,
        )
        inputs = [*setting.inputs(rules), *([given] if given else [])]
        with Output(out, ledger, force, inputs) as output:
            write_report(output.draft, content)
            output.publish()
    return Reported(content, (*issues, *contradictions), out)
