"""`warmth annex`: fold recorded batches and filed households into the two tables that are handed in."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from warmth_cli.commands.figures import Counted, Sources, count, filed_with, wanted
from warmth_cli.commands.payouts import filed_tables
from warmth_cli.commands.setting import Setting
from warmth_cli.figures.fold import Filed
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue
from warmth_cli.ledger import Ledger
from warmth_cli.reading.request import Request
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.annex import Tables, fill_annex
from warmth_cli.writing.ending import WORKBOOK, check_ending
from warmth_cli.writing.output import Output

_NO_UNION = "未注明单位"


@dataclass(frozen=True, slots=True)
class Annexed:
    """The tables as they were filled, and where they are; `units` are those of each union and each added
    office, if they were asked for."""

    rules: Rules
    counted: Counted
    units: tuple[Tables, ...]
    issues: tuple[Issue, ...]
    out: Path

    @property
    def needs_someone(self) -> bool:
        """Whether something that was given could not be taken."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)


def annex(
    setting: Setting, sources: Sources, by_union: bool, request: Request, out: Path, force: bool
) -> Annexed:
    """Fill the notice's forms from the ledger and from `sources`. What is not known stays blank, never 0."""
    check_ending(out, WORKBOOK)
    rules, standards = setting.load()
    notice = rules.pack.notice.id
    asked = wanted(rules.pack, sources, request)
    with _ledger(setting.ledger, sources) as ledger:
        filed = _filed(ledger, notice, optional=bool(sources.added))
        counted = count(asked, filed, rules, standards, sources.added, request, ledger)
        units = _units(counted) if by_union else []
        inputs = [*setting.inputs(rules), asked.form.path, *sources.files]
        with Output(out, ledger, force, inputs) as output:
            whole = Tables(counted.office, counted.whole)
            told = fill_annex(asked.form, output.draft, notice, whole, units)
            output.publish()
    issues = (*asked.form.losses, *told, *counted.issues)
    return Annexed(rules, counted, tuple(units), issues, out)


def _ledger(path: Path, sources: Sources) -> AbstractContextManager[Ledger | None]:
    """The ledger; none where other offices are added up and nothing of this one is filed."""
    if sources.added and not path.exists():
        return nullcontext()
    return Ledger.open(path, create=False)


def _filed(ledger: Ledger | None, notice: str, *, optional: bool) -> Filed:
    """What is filed and paid. Where nothing is and that is not `optional`, the command stops."""
    if ledger is None:
        return Filed((), (), (), rosters=False)
    tables = ledger.tables() if optional else filed_tables(ledger)
    return filed_with(ledger.payments(), list(ledger.households()), tables, notice)


def _units(counted: Counted) -> list[Tables]:
    """The tables of each union, and of each office that is added."""
    units = [Tables(union or _NO_UNION, filled) for union, filled in counted.folded.unions.items()]
    return units + [Tables(other.office, other.filled) for other in counted.added]
