"""The figures of the tables, of this office and of those it adds up: the same for tables and report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warmth_cli.figures.added import Added, added, sum_of
from warmth_cli.figures.figure import Figure, Filled, load_figures
from warmth_cli.figures.fold import Filed, Folded, fold
from warmth_cli.figures.given import completed, judged
from warmth_cli.household import Household, Place
from warmth_cli.issue_kinds import OF_NO_HOUSEHOLD
from warmth_cli.issues import Issue, WarmthError, stop
from warmth_cli.language import marked
from warmth_cli.ledger import FiledTable, Ledger
from warmth_cli.payouts import Payment
from warmth_cli.reading.cells.cell_words import plain
from warmth_cli.reading.figures_sheet import FiguresSheet, read_figures_sheet
from warmth_cli.reading.filled_form import read_filled_form, read_form
from warmth_cli.reading.request import Request
from warmth_cli.rulebook.pack import Pack, Rules
from warmth_cli.rulebook.standards import Lookup
from warmth_cli.writing.annex import BLANK_FORM
from warmth_cli.writing.blank_form import BlankForm, open_blank_form

_OWN = "本单位"
_NOTHING = FiguresSheet("", ())


@dataclass(frozen=True, slots=True)
class Sources:
    """What the figures are made of beside the ledger: a form of the office's own, which names those that are
    wanted, a figures sheet, and the filled forms of other offices."""

    template: Path | None = None
    figures: Path | None = None
    added: Sequence[Path] = ()

    @property
    def files(self) -> list[Path]:
        """All of them."""
        return [path for path in (self.template, self.figures, *self.added) if path is not None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The open form, every figure of the notice, and what the clerk's sheet says."""

    form: BlankForm
    figures: Sequence[Figure]
    sheet: FiguresSheet

    @property
    def named(self) -> list[Figure]:
        """The figures that the form names."""
        return [figure for figure in self.figures if figure.name in self.form.names]


@dataclass(frozen=True, slots=True)
class Counted:
    """Every figure that the form names: of all together, of each union of the rosters, of each added office.

    `office` reports, or is "" where nobody named it. Figures of the sources in `alone` are those of the added
    offices only.
    """

    office: str
    whole: tuple[Filled, ...]
    folded: Folded
    added: tuple[Added, ...]
    alone: frozenset[str]
    issues: tuple[Issue, ...]


NOTHING = Counted("", (), Folded((), {}), (), frozenset(), ())
"""For a notice without tables."""


def has_tables(pack: Pack) -> bool:
    """Whether the notice asks for tables."""
    return bool(load_figures(pack.folder, [grant.id for grant in pack.grants]))


def wanted(pack: Pack, sources: Sources, request: Request) -> Wanted:
    """Open the form and the figures sheet."""
    figures = figures_of(pack)
    form = open_blank_form(sources.template or _shipped_form(pack), request, figures)
    sheet = read_figures_sheet(sources.figures, request) if sources.figures else _NOTHING
    return Wanted(form, figures, sheet)


def count(
    wanted: Wanted,
    filed: Filed,
    rules: Rules,
    standards: Lookup,
    added: Sequence[Path],
    request: Request,
    ledger: Ledger | None,
) -> Counted:
    """Count what is filed, put in what the figures sheet gives, and add the other offices' tables."""
    folded = fold(wanted.named, filed, standards)
    givens, issues = judged(wanted.sheet.entries, wanted.figures, folded.unions)
    folded, contradictions = completed(folded, givens)
    others, faults = _added(added, wanted.form, wanted.named, rules, request, ledger)
    office = wanted.sheet.office or _only(folded)
    _refuse_own(others, [office, *folded.unions])
    whole = list(folded.whole)
    alone = _alone(filed, bool(givens)) if others else frozenset[str]()
    if others:
        whole = sum_of(whole, office or _OWN, others, alone)
    told = (*issues, *contradictions, *faults)
    return Counted(office, tuple(whole), folded, tuple(others), alone, told)


def figures_of(pack: Pack) -> list[Figure]:
    """Every figure that the tables of a notice have. Raises WarmthError for a notice without tables."""
    figures = load_figures(pack.folder, [grant.id for grant in pack.grants])
    if not figures:
        raise _without_tables(pack)
    return figures


def filed_with(
    payments: Sequence[Payment], households: Sequence[Household], tables: Sequence[FiledTable], notice: str
) -> Filed:
    """What is filed and paid, as the figures are folded from it: the payments of `notice` alone."""
    paid = [payment for payment in payments if payment.notice == notice]
    return Filed(paid, households, tuple(_unread_places(tables)), rosters=bool(tables))


def _unread_places(tables: Sequence[FiledTable]) -> Iterator[Place]:
    """The rows of filed rosters that may be households, and are in none; row 0 is a whole sheet."""
    for table in tables:
        for issue in table.issues:
            if issue.code in OF_NO_HOUSEHOLD:
                yield Place(table.file, issue.sheet, issue.row)


def _added(
    paths: Sequence[Path],
    form: BlankForm,
    figures: Sequence[Figure],
    rules: Rules,
    request: Request,
    ledger: Ledger | None,
) -> tuple[list[Added], list[Issue]]:
    """The figures of other offices. Raises WarmthError for a form that must not be added, or twice."""
    others: list[Added] = []
    issues: list[Issue] = []
    notice = rules.pack.notice
    blank = read_form(form.path, request, form.formulas) if paths else None
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
        for key in (filled.sha256, plain(office)):
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
