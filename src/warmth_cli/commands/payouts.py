"""`warmth payouts`: record the next batch, and write the list that is signed, made public and paid."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warmth_cli.commands.lists import Lists, write_lists
from warmth_cli.commands.setting import Setting
from warmth_cli.commands.survey import GrantSum, Tally, Totals, survey
from warmth_cli.issue_kinds import OF_NO_HOUSEHOLD
from warmth_cli.issues import Issue, stop
from warmth_cli.language import marked
from warmth_cli.ledger import FiledTable, Ledger
from warmth_cli.payouts import Settlement, persons_joined
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.payouts.content import whole_list

_OF_TABLES = OF_NO_HOUSEHOLD | {"copy-short", "line-unread"}
"""What is told of whole tables, and still matters when the list is signed."""


@dataclass(frozen=True, slots=True)
class PaidOut:
    """What came of a run: `batch` is the number of the new one, or None when nothing was new or recorded."""

    rules: Rules
    batch: int | None
    settlement: Settlement
    grants: tuple[GrantSum, ...]
    totals: Totals
    issues: tuple[Issue, ...]
    lists: Lists | None

    @property
    def needs_someone(self) -> bool:
        """Whether anybody is still held, or in no household."""
        return self.totals.held > 0 or any(issue.code in OF_NO_HOUSEHOLD for issue in self.issues)


def pay_out(
    setting: Setting, out: Path | None, force: bool, dry_run: bool, now: datetime, each_union: bool = False
) -> PaidOut:
    """Decide all filed households, record what is newly granted as one batch, and write the list.

    The list stands beside its target before the batch is recorded, and is put in its place after, so that
    a failure leaves either both or neither. With `each_union` it is a folder with a list for each union; with
    `dry_run` nothing is recorded and nothing written.
    """
    rules, standards = setting.load()
    notice = rules.pack.notice
    target = out or Path(f"payouts-{notice.year}{'' if each_union else '.xlsx'}")
    with Ledger.open(setting.ledger, create=False) as ledger:
        tables = filed_tables(ledger)
        columns = {(table.file, table.sheet): table.columns for table in tables}
        settlement = survey(ledger, ledger.households(), columns, rules, standards)
        tally = Tally(rules)
        for line in settlement.lines:
            tally.add(line)
        tally.add_strays(settlement)
        unreadable = sum(table.unreadable_rows for table in tables)
        told = [issue for table in tables for issue in table.issues if issue.code in _OF_TABLES]
        issues, grants = (*told, *tally.issues), tuple(tally.grants.values())
        sums = tally.totals(unreadable)
        if dry_run:
            return PaidOut(rules, None, settlement, grants, sums, issues, None)
        number = None
        if settlement.new:
            number = ledger.next_batch(notice.id)
            hashes = {table.file: table.sha256 for table in tables}
            ledger.record_batch(number, rules, settlement.lines, hashes, now.isoformat(timespec="seconds"))
        ledger.record_joined(persons_joined(settlement.lines))
        content = whole_list(rules, ledger.batches(notice.id), settlement, tables)
        lists = write_lists(content, target, each_union, ledger, force, setting.inputs(rules))
    return PaidOut(rules, number, settlement, grants, sums, issues, lists)


def filed_tables(ledger: Ledger) -> list[FiledTable]:
    """Every filed sheet. Raises WarmthError when no roster is filed."""
    tables = ledger.tables()
    if not tables:
        raise stop(
            marked("No roster is filed in {path}."),
            marked("Run warmth check roster.xlsx first."),
            path=str(ledger.path),
        )
    return tables
