"""`warmth check`: read rosters, file them, and say what is wrong and who would get what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warmth_cli.commands.gather import gather
from warmth_cli.commands.setting import Setting
from warmth_cli.commands.survey import Totals, issues_of, survey, totals
from warmth_cli.household import Roster
from warmth_cli.issues import Issue, Severity, stop
from warmth_cli.language import marked
from warmth_cli.ledger import Ledger
from warmth_cli.payouts import Settlement
from warmth_cli.reading.request import Request
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.output import Output


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check; `annotated` is the copy that was written, if one was asked for."""

    rules: Rules
    rosters: tuple[Roster, ...]
    issues: tuple[Issue, ...]
    settlement: Settlement
    totals: Totals
    filed: int
    annotated: Path | None = None

    @property
    def needs_someone(self) -> bool:
        """Whether anything must be mended or decided before everybody has an outcome."""
        return self.totals.held > 0 or any(issue.severity is Severity.ERROR for issue in self.issues)


def check(
    paths: Sequence[Path],
    setting: Setting,
    request: Request,
    now: datetime,
    progress: Callable[[float], None],
    annotate: Path | None = None,
    force: bool = False,
) -> Checked:
    """Read all of `paths`, then file all of them in one transaction; nothing is filed if a named one fails.

    `request` is what the rosters are read with. `progress` is told the share that is done. `annotate` is
    where a copy of the one roster goes, with every issue in its cell; if it fails, nothing is filed either.
    """
    if annotate and (len(paths) != 1 or paths[0].is_dir()):
        raise stop(
            marked("--annotate takes one roster, and {count} are named."),
            marked("Check them one by one, each with a copy of its own."),
            count=len(paths),
        )
    rules, standards = setting.load()
    gathered = gather(paths, setting.ledger, request, progress)
    with Ledger.open(setting.ledger, create=True) as ledger:
        rosters, unread = gathered.kept(ledger)
        for roster in rosters:
            ledger.file_roster(roster, now.isoformat(timespec="seconds"))
        tables = [(roster.file, table) for roster in rosters for table in roster.tables]
        columns = {(file, table.sheet): table.columns for file, table in tables}
        households = [household for _, table in tables for household in table.households]
        settlement = survey(ledger, households, columns, rules, standards)
        # Payments whose household is in no roster matter to the list, not to the files that were checked.
        settlement = Settlement(settlement.lines, (), ())
        issues = [*unread, *(issue for _, table in tables for issue in table.issues)]
        issues += issues_of(settlement)
        filed = len(ledger.rosters())
        if annotate:
            from warmth_cli.writing.annotated import write_annotated  # openpyxl is slow to start

            with Output(annotate, ledger, force) as output:
                write_annotated(paths[0], output.draft, issues)
                output.publish()
    unreadable = sum(table.unreadable_rows for _, table in tables)
    return Checked(
        rules,
        tuple(rosters),
        tuple(issues),
        settlement,
        totals(settlement, unreadable),
        filed,
        annotate,
    )
