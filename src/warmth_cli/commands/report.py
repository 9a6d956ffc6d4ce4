"""`warmth report`: a draft of the report that is due with the tables, with the same figures."""

from dataclasses import dataclass
from pathlib import Path

from warmth_cli.commands.figures import NOTHING, Sources, count, filed_with, has_tables, wanted
from warmth_cli.commands.payouts import filed_tables
from warmth_cli.commands.setting import Setting
from warmth_cli.commands.survey import survey
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue
from warmth_cli.ledger import Ledger
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


def report(setting: Setting, sources: Sources, request: Request, out: Path, force: bool) -> Reported:
    """Write the draft from what was recorded, from how everybody who is filed is judged today, and with the
    figures that the tables have from the same `sources`."""
    check_ending(out, TEXT)
    rules, standards = setting.load()
    pack = rules.pack
    asked = wanted(pack, sources, request) if has_tables(pack) else None
    with Ledger.open(setting.ledger, create=False) as ledger:
        tables = filed_tables(ledger)
        columns = {(table.file, table.sheet): table.columns for table in tables}
        settlement = survey(ledger, ledger.households(), columns, rules, standards)
        households = [line.household for line in settlement.lines]
        filed = filed_with(ledger.payments(), households, tables, pack.notice.id)
        counted = NOTHING
        if asked is not None:
            counted = count(asked, filed, rules, standards, sources.added, request, ledger)
        content = Report(
            rules,
            ledger.batches(pack.notice.id),
            filed.payments,
            settlement,
            sum(table.unreadable_rows for table in tables),
            counted.whole,
            [other.office for other in counted.added],
            load_outline(pack.folder),
            counted.office,
        )
        inputs = [*setting.inputs(rules), *([asked.form.path] if asked else []), *sources.files]
        with Output(out, ledger, force, inputs) as output:
            write_report(output.draft, content)
            output.publish()
    return Reported(content, counted.issues, out)
