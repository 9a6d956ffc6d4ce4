"""`warmth annex`: fold recorded batches and filed households into the two tables that are handed in."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from warmth_cli.commands.payouts import filed_tables
from warmth_cli.commands.setting import Setting
from warmth_cli.figures.added import Added, added, sum_of
from warmth_cli.figures.figure import Figure, Filled, load_figures
from warmth_cli.figures.fold import Filed, Folded, fold
from warmth_cli.figures.given import completed, judged
from warmth_cli.household import Place
from warmth_cli.issues import Issue, Severity, WarmthError, stop
from warmth_cli.language import marked
from warmth_cli.ledger import FiledTable, Ledger
from warmth_cli.reading.figures_sheet import FiguresSheet, read_figures_sheet
from warmth_cli.reading.filled_form import read_filled_form, read_form
from warmth_cli.reading.request import Request
from warmth_cli.reading.values import plain
from warmth_cli.rulebook.pack import Pack, Rules
from warmth_cli.rulebook.standards import Lookup
from warmth_cli.writing.annex import BLANK_FORM, Tables, fill_annex
from warmth_cli.writing.blank_form import open_blank_form
from warmth_cli.writing.ending import WORKBOOK, check_ending
from warmth_cli.writing.output import Output

_MAY_BE_HOUSEHOLDS = frozenset(("row-unreadable", "member-without-head", "sheet-unread"))
"""Issues of rows that are in no household, and might be one that the tables should count."""
_OWN = "本单位"
_NO_UNION = "未注明单位"
_NOTHING = FiguresSheet("", ())


@dataclass(frozen=True, slots=True)
class Sources:
    """What the tables are made of beside the ledger: a form of the office's own, a figures sheet, the filled
    forms of other offices; and whether each union gets its own tables."""

    template: Path | None = None
    figures: Path | None = None
    added: Sequence[Path] = ()
    by_union: bool = False


@dataclass(frozen=True, slots=True)
class Annexed:
    """The tables as they were filled, and where they are.

    `figures` are those that the form names, of all together; `units` those of each union and each added
    office, if they were asked for. Figures of the sources in `alone` are those of the added offices only.
    """

    rules: Rules
    office: str
    figures: tuple[Filled, ...]
    units: tuple[Tables, ...]
    added: tuple[Added, ...]
    alone: frozenset[str]
    issues: tuple[Issue, ...]
    out: Path

    @property
    def needs_someone(self) -> bool:
        """Whether something that was given could not be taken."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)


def annex(setting: Setting, sources: Sources, request: Request, out: Path, force: bool) -> Annexed:
    """Fill the notice's forms from the ledger and from `sources`. What is not known stays blank, never 0."""
    check_ending(out, WORKBOOK)
    rules, standards = setting.load()
    figures = figures_of(rules.pack)
    path = sources.template or _shipped_form(rules.pack)
    blank = open_blank_form(path, request, figures)
    here = [figure for figure in figures if figure.name in blank.names]
    sheet = read_figures_sheet(sources.figures, request) if sources.figures else _NOTHING
    with _ledger(setting.ledger, sources) as ledger:
        filed = _filed(ledger, rules.pack.notice.id, optional=bool(sources.added))
        folded = fold(here, filed, standards)
        givens, issues = judged(sheet.entries, figures, folded.unions)
        folded, contradictions = completed(folded, givens)
        others, faults = _added(sources.added, path, here, rules, request, ledger)
        office = sheet.office or _only(folded)
        _refuse_own(others, [office, *folded.unions])
        whole = list(folded.whole)
        alone = _alone(filed, bool(givens)) if others else frozenset[str]()
        if others:
            whole = sum_of(whole, office or _OWN, others, alone)
        units = _units(folded, others) if sources.by_union else []
        inputs = [path, *sources.added, *([sources.figures] if sources.figures else [])]
        with Output(out, ledger, force, [*setting.inputs(rules), *inputs]) as output:
            notice = rules.pack.notice.id
            lost = fill_annex(blank, output.draft, notice, Tables(office, whole), units)
            output.publish()
    told = (*blank.losses, *lost, *issues, *contradictions, *faults)
    return Annexed(rules, office, tuple(whole), tuple(units), tuple(others), alone, told, out)


def figures_of(pack: Pack) -> list[Figure]:
    """Every figure that the tables of a notice have. Raises WarmthError for a notice without tables."""
    figures = load_figures(pack.folder, [grant.id for grant in pack.grants])
    if not figures:
        raise _without_tables(pack)
    return figures


def fold_ledger(ledger: Ledger, figures: Sequence[Figure], notice: str, standards: Lookup) -> Folded:
    """The figures as the ledger alone gives them, for a document that must agree with the tables."""
    return fold(figures, _filed(ledger, notice, optional=False), standards)


def _filed(ledger: Ledger | None, notice: str, *, optional: bool) -> Filed:
    """What is filed and paid. Where nothing is and that is not `optional`, the command stops."""
    if ledger is None:
        return Filed((), (), (), rosters=False)
    payments = [payment for payment in ledger.payments() if payment.notice == notice]
    tables = ledger.tables() if optional else filed_tables(ledger)
    return Filed(payments, list(ledger.households()), tuple(unread_places(tables)), rosters=bool(tables))


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


def _ledger(path: Path, sources: Sources) -> AbstractContextManager[Ledger | None]:
    """The ledger; none where other offices are added up and nothing of this one is filed."""
    if sources.added and not path.exists():
        return nullcontext()
    return Ledger.open(path, create=False)


def _added(
    paths: Sequence[Path],
    form: Path,
    figures: Sequence[Figure],
    rules: Rules,
    request: Request,
    ledger: Ledger | None,
) -> tuple[list[Added], list[Issue]]:
    """The figures of other offices. Raises WarmthError for a form that must not be added, or twice."""
    others: list[Added] = []
    issues: list[Issue] = []
    notice = rules.pack.notice
    blank = read_form(form, request) if paths else None
    seen: dict[str, Path] = {}
    for path in paths:
        assert blank is not None
        filled = read_filled_form(path, blank, notice.id, notice.year, request)
        if ledger is not None and ledger.is_own_output(filled.sha256):
            raise stop(
                marked("{path} was written from this ledger: its figures would be counted twice."),
                marked("Add the tables of other offices only; this office's own come from the ledger."),
                path=str(path),
            )
        office = filled.office or str(path)
        for key in (filled.sha256, office):
            if key in seen:
                raise stop(
                    marked("{path} and {other} are both the tables of {office}."),
                    marked("Add each office once; if they are two offices, write their names in the tables."),
                    path=str(path),
                    other=str(seen[key]),
                    office=office,
                )
            seen[key] = path
        other, wrong = added(filled, str(path), figures)
        others.append(other)
        issues.extend(wrong)
    return others, issues


def _refuse_own(others: Sequence[Added], own: Sequence[str]) -> None:
    """Stop where an office is added that is filed here too, or is this office itself."""
    names = {plain(name) for name in own if name}
    for other in others:
        if plain(other.office) in names:
            raise stop(
                marked("{path} is of {office}, which has its figures here already: they would count twice."),
                marked("Leave its tables out, or take its rosters out with warmth withdraw."),
                path=other.file,
                office=other.office,
            )


def _alone(filed: Filed, given: bool) -> frozenset[str]:
    """The sources in which this office has no part, and only adds up others: nothing is filed or given."""
    if filed.rosters or filed.payments:
        return frozenset()
    return frozenset(("payments", "households")) | (frozenset() if given else {"sheet"})


def _units(folded: Folded, others: Sequence[Added]) -> list[Tables]:
    """The tables of each union, and of each office that is added."""
    units = [Tables(union or _NO_UNION, filled) for union, filled in folded.unions.items()]
    return units + [Tables(other.office, other.filled) for other in others]


def _only(folded: Folded) -> str:
    """The one union of all that is filed, or "" where there are several."""
    unions = [union for union in folded.unions if union]
    return unions[0] if len(folded.unions) == 1 and unions else ""


def _shipped_form(pack: Pack) -> Path:
    form = pack.folder / BLANK_FORM
    if not form.is_file():
        raise _without_tables(pack)
    return Path(str(form))


def _without_tables(pack: Pack) -> WarmthError:
    return stop(
        marked("The rule pack {notice} has no tables to fill."),
        marked("A pack with tables has {form} and figures.toml beside its notice.toml."),
        notice=pack.notice.id,
        form=BLANK_FORM,
    )
