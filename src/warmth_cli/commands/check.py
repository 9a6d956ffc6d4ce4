"""`warmth check`: read rosters, file them, and say what is wrong and who would get what."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from warmth_cli.commands.corrected_copy import CorrectedCopy
from warmth_cli.commands.differing_amounts import DifferingAmounts
from warmth_cli.commands.gather import Source, gather
from warmth_cli.commands.gone import gone_rosters
from warmth_cli.commands.headings import refuse_unused
from warmth_cli.commands.setting import Setting
from warmth_cli.commands.survey import GrantSum, Tally, Totals, survey_briefly
from warmth_cli.household import Household, Planned, Roster, RowKind
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue, stop
from warmth_cli.language import marked
from warmth_cli.ledger import Ledger
from warmth_cli.memory import give_back, keep_little
from warmth_cli.payouts import Line
from warmth_cli.reading.request import Request
from warmth_cli.remembered import forget_all
from warmth_cli.rulebook.assess import Outcome
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.ending import WORKBOOK, check_ending
from warmth_cli.writing.output import Output

REFUSED_SHOWN = 30
"""Refused households that are kept to be shown, unless all lines are."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read of one table: its rows by kind; `filled` are all in which anything stands."""

    file: str
    name: str
    households: int
    member_rows: int
    unreadable: int
    passed_over: Mapping[RowKind, Sequence[int]]
    filled: int

    @property
    def rows(self) -> int:
        """Every row with people is in one of the three counts."""
        return self.households + self.member_rows + self.unreadable


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check; `annotated` is the copy that was written, if one was asked for.

    `standards_lack` is where a file of living standards is to be made, if one is needed and there is none.
    `lines` are all households, or the first ones that are refused: what is shown of them.
    """

    rules: Rules
    sheets: tuple[Sheet, ...]
    issues: tuple[Issue, ...]
    lines: tuple[Line, ...]
    grants: tuple[GrantSum, ...]
    totals: Totals
    filed: int
    begun: bool
    annotated: Path | None = None
    standards_lack: Path | None = None

    @property
    def needs_someone(self) -> bool:
        """Whether anything must be mended or decided before everybody has an outcome."""
        return self.totals.held > 0 or any(issue.severity is Severity.ERROR for issue in self.issues)


@dataclass(slots=True)
class _Filing:
    """What was filed, without the households: of a hundred rosters only the last is in memory."""

    ledger: Ledger
    now: str
    sheets: list[Sheet] = field(default_factory=list)
    columns: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    by_hand: frozenset[str] = frozenset()
    planned: dict[tuple[str, str], Mapping[Planned, Sequence[int]]] = field(default_factory=dict)

    def file(self, roster: Roster) -> None:
        """File one roster as the current version of itself; it may be the corrected copy of another, which
        then counts no more, or the same file once more, which is passed over."""
        if twin := self.ledger.twin_of(roster):
            self.ledger.withdraw(roster.file)
            self.issues.append(Issue("file-twice", roster.file, values={"twin": twin}))
            return
        for copy in self.ledger.copies_of(roster.sha256):
            if CorrectedCopy.compare(self.ledger.households(copy), roster.households).is_one:
                self.issues.append(Issue("file-replaced", roster.file, values={"copy": copy}))
                return
        before = self.ledger.issues_of(roster.file) if roster.copy_of else ()
        short = CorrectedCopy.still_short(roster, before)
        for original in self.ledger.copied_by(roster):
            copy_of = CorrectedCopy.compare(roster.households, self.ledger.households(original))
            if copy_of.is_one:
                self.ledger.withdraw(original)
                self._forget(original)
                issue = copy_of.issue(roster.file, original)
                if issue.code == "copy-short":
                    short = issue
                else:
                    self.issues.append(issue)
        if short is not None:  # filed with it, to be said until the households are back
            first, *others = roster.tables
            roster = replace(roster, tables=(replace(first, issues=(short, *first.issues)), *others))
        self.ledger.file_roster(roster, self.now)
        self.files.append(roster.file)
        for table in roster.tables:
            counts = len(table.households), table.member_rows, table.unreadable_rows
            self.sheets.append(Sheet(roster.file, table.sheet, *counts, table.passed_over, table.filled))
            self.by_hand |= table.by_hand
            self.columns[roster.file, table.sheet] = table.columns
            self.planned[roster.file, table.sheet] = table.planned
            self.issues.extend(table.issues)

    def _forget(self, file: str) -> None:
        """Count nothing of a roster that was filed before in this run."""
        self.files = [each for each in self.files if each != file]
        self.sheets = [each for each in self.sheets if each.file != file]
        self.issues = [each for each in self.issues if each.file != file]

    def households(self, last: Roster | None) -> Iterator[Household]:
        """Everybody who was filed; what was read last need not be fetched again."""
        for file in self.files:
            yield from last.households if last and last.file == file else self.ledger.households(file)


def check(
    paths: Sequence[Path],
    setting: Setting,
    request: Request,
    now: datetime,
    progress: Callable[[float], None],
    annotate: Path | None = None,
    force: bool = False,
    every_line: bool = False,
) -> Checked:
    """Read and file all of `paths` in one transaction; nothing is filed if a named one fails.

    `request` is what the rosters are read with. `progress` is told the share that is done. `annotate` is
    where a copy of the one roster goes, with every issue in its cell; if it fails, nothing is filed either.
    With `every_line` what becomes of each household is kept, to be printed.
    """
    if annotate:
        check_ending(annotate, WORKBOOK)
    if annotate and len(paths) == 1 and paths[0].is_dir():
        raise stop(
            marked("--annotate takes one roster, and {path} is a folder."),
            marked("Check them one by one, each with a copy of its own."),
            path=paths[0],
        )
    if annotate and len(paths) != 1:
        raise stop(
            marked("--annotate takes one roster, and {count} are named."),
            marked("Check them one by one, each with a copy of its own."),
            count=len(paths),
        )
    rules, standards = setting.load()
    request = replace(request, words=request.words.of_year(rules.pack.notice.year))
    keep_little()
    with ExitStack() as opened:
        filing: _Filing | None = None
        last: Roster | None = None
        for source, step in _steps(gather(paths, setting.ledger, setting.inputs(rules)), progress):
            last = None  # before the next one is read: there is room for one roster
            forget_all()
            give_back()
            read = source.read(request, step)
            if filing is None:  # a first roster that cannot be read begins no ledger
                ledger = opened.enter_context(Ledger.open(setting.ledger, create=True))
                filing = _Filing(ledger, now.isoformat(timespec="seconds"))
            if source.is_output(filing.ledger, read):
                filing.issues.append(source.own())
            elif isinstance(read, Roster):
                filing.file(read)
                last = read
            else:
                filing.issues.append(source.unread(filing.ledger, read))
            del read
        assert filing is not None  # gather finds a file, or says that there is none
        refuse_unused(request.words, filing.by_hand)
        tally = Tally(rules)
        lines: list[Line] = []
        differing = DifferingAmounts(filing.planned)
        households = filing.households(last)
        for line in survey_briefly(filing.ledger, households, filing.columns, rules, standards):
            tally.add(line)
            differing.weigh(line)
            if every_line or (line.outcome is Outcome.REFUSED and len(lines) < REFUSED_SHOWN):
                lines.append(line)
        doubled = any(issue.code == "person-twice" for issue in tally.issues)
        gone = gone_rosters(filing.ledger, setting.ledger, filing.files) if doubled else ()
        issues = (*filing.issues, *gone, *tally.issues, *differing.issues)
        filed = len(filing.ledger.rosters())
        if annotate:
            from warmth_cli.writing.annotated import write_annotated  # openpyxl is slow to start

            with Output(annotate, filing.ledger, force, setting.inputs(rules)) as output:
                lost = write_annotated(paths[0], output.draft, issues, request)
                output.publish()
            issues += tuple(lost)
    totals = tally.totals(sum(sheet.unreadable for sheet in filing.sheets))
    grants = tuple(tally.grants.values())
    begun = filing.ledger.begun
    lacks = any(issue.code == "standard-missing" for issue in issues) and not setting.has_standards
    return Checked(
        rules,
        tuple(filing.sheets),
        issues,
        tuple(lines),
        grants,
        totals,
        filed,
        begun,
        annotate,
        Path(standards.path).absolute() if lacks else None,
    )


def _steps(
    sources: Sequence[Source], progress: Callable[[float], None]
) -> Iterator[tuple[Source, Callable[[float], None]]]:
    """Each source with what is to be told the share of it that is read."""
    for number, source in enumerate(sources):

        def step(share: float, number: int = number) -> None:
            progress((number + share) / len(sources))

        yield source, step
