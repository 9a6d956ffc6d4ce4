"""What a person sees on the terminal: the one door to rich.

Results go to standard output, progress and failures to standard error. Issues of one kind are said once,
with all their cells, so that three hundred missing phones are three lines and not three hundred.
"""

import itertools
import json
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from warmth_cli.identity import hidden, without_long_numbers
from warmth_cli.issues import Issue, Severity, WarmthError, in_runs
from warmth_cli.language import marked, say, spoken_now

if TYPE_CHECKING:
    from warmth_cli.commands.annex import Annexed
    from warmth_cli.commands.bank import Banked
    from warmth_cli.commands.check import Checked, Sheet
    from warmth_cli.commands.explain import Explained, Match
    from warmth_cli.commands.export import Exported
    from warmth_cli.commands.lists import Lists, UnionList
    from warmth_cli.commands.payouts import PaidOut
    from warmth_cli.commands.publish import Published
    from warmth_cli.commands.report import Reported
    from warmth_cli.commands.reprint import Reprinted
    from warmth_cli.commands.survey import GrantSum, Totals
    from warmth_cli.figures.figure import Figure, Filled
    from warmth_cli.payouts import Line, Payment
    from warmth_cli.rulebook.pack import Pack
    from warmth_cli.writing.bank_profile import AnyProfile

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)

_MOST_LINES = 30
"""Households that are listed one by one; the rest is in the document and in --json."""
_MOST_MESSAGES = 100
"""Different messages of one kind about one file; the rest is counted."""
_PATIENCE = 1.0
"""Seconds before a progress bar appears."""
_SEVERITIES = {
    Severity.ERROR: (marked("Error"), "bold red"),
    Severity.WARNING: (marked("Warning"), "yellow"),
    Severity.ADVICE: (marked("Note"), "cyan"),
}
_PAST = frozenset(("paid-otherwise", "paid-row-gone"))
"""Issues that only a list brings up: what was paid differs from what the rosters say today."""
_KINDS_OF_ROWS = {
    "total": marked("{count} sums"),
    "note": marked("{count} remarks or signatures"),
    "heading": marked("{count} repeated headings"),
    "number": marked("{count} numbers without anybody"),
    "sample": marked("{count} samples"),
}
_GAPS = {
    "sheet": marked("Still to be filled by hand, or with --figures: no roster can give these figures."),
    "no-batch": marked("Blank because no batch is recorded: run warmth payouts first."),
    "no-roster": marked("Blank because no roster is filed: check the rosters first."),
    "unknown": marked(
        "Blank because these rows could not be read or lack what is counted; complete them and check again."
    ),
    "faulty": marked("Blank because what was given for it cannot be taken; see above."),
    "lacking": marked("Blank because it is a sum, and not everybody has given it."),
}
"""Why figures are blank, in the order in which they are listed."""
_OUTCOMES = {
    "granted": (marked("granted"), "green"),
    "refused": (marked("refused"), "magenta"),
    "held": (marked("held"), "yellow"),
}


def fail(error: WarmthError) -> None:
    """Why the command stopped, and what to do."""
    err.print(Text.assemble((say("Error"), "bold red"), "  ", _words(say(error.message))))
    err.print(Padding(Text(_words(say(error.remedy))), (0, 0, 0, 4)))


class _Bar(Progress):
    """A progress bar that makes room while a person is asked something."""

    def make_room(self) -> None:
        """Go away, and do not come up meanwhile."""
        self._was_disabled, self.disable = self.disable, True
        self.live.stop()

    def come_back(self) -> None:
        """Come up again."""
        self.disable = self._was_disabled
        self.start()


_bars: list[_Bar] = []
"""The bar that is up, or waits to be."""


@contextmanager
def progress(doing: str) -> Iterator[Callable[[float], None]]:
    """A progress bar on standard error, if there is a person and the work lasts longer than a second.

    What is yielded takes the share that is done; a command that cannot tell has a bar that only moves.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = _Bar(*columns, console=err, transient=True, disable=not err.is_terminal)
    task = bar.add_task(doing, total=None)
    patience = threading.Timer(_PATIENCE, bar.start)
    patience.daemon = True
    patience.start()
    try:
        _bars.append(bar)
        yield lambda share: bar.update(task, total=1.0, completed=share)
    finally:
        _bars.remove(bar)
        patience.cancel()
        patience.join()
        bar.stop()


def password_asker() -> Callable[[Path, bool], str] | None:
    """What asks the person at the terminal for the password of a file; None when nobody sits there."""
    return _ask_password if sys.stdin.isatty() and err.is_terminal else None


def _ask_password(path: Path, refused: bool) -> str:
    template = marked("Password of {path} (not shown while you type): ")
    if refused:
        template = marked("This does not open {path}. Password (not shown while you type): ")
    for bar in _bars:
        bar.make_room()
    try:
        return err.input(Text(say(template, path=path)), password=True)
    except EOFError:
        return ""
    finally:
        for bar in _bars:
            bar.come_back()


def print_document(document: dict[str, Any]) -> None:
    """One JSON document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def show_check(checked: "Checked", ledger: Path, show_ids: bool, verbose: bool) -> None:
    """What was read, what is wrong with it, and who would get what."""
    files = _table(say("File"), say("Sheet"), say("Rows"), say("Households"), say("Member rows"))
    for sheet in checked.sheets:
        counts = (sheet.rows, sheet.households, sheet.member_rows)
        files.add_row(Text(sheet.file), Text(sheet.name), *(str(count) for count in counts))
    out.print(files)
    if verbose:
        _show_rows(checked.sheets)
    _show_issues(checked.issues, show_ids)
    _show_preview(checked.grants)
    _show_households(checked.lines, "refused", checked.totals.refused, show_ids)
    _show_sum(checked.totals)
    if checked.annotated is not None:
        out.print(Text(say("Annotated copy: {path}", path=checked.annotated)))
    if not checked.totals.rows:
        out.print(Text(say("No household stands in it yet: fill it in, and check it again.")))
    elif checked.totals.held:
        out.print(
            Text(say("Held rows are decided when they are mended: correct the roster and check it again."))
        )
    else:
        year = checked.rules.pack.notice.year
        out.print(Text(say("Next: warmth payouts --year {year}", year=year)))
    if checked.begun:
        words = marked("A new ledger was begun. If you have one already, check there, or name it: --ledger.")
        out.print(Text(say(words)))
    _show_ledger(ledger, say("rosters filed: {count}", count=checked.filed))


def _show_rows(sheets: "Iterable[Sheet]") -> None:
    """What became of every row of every table, as a sum, with the rows that are nobody's."""
    for sheet in sheets:
        counts = [
            say("{count} households", count=sheet.households),
            say("{count} member rows", count=sheet.member_rows),
            say("{count} unreadable", count=sheet.unreadable),
        ]
        counts += [say(_KINDS_OF_ROWS[kind], count=len(rows)) for kind, rows in sheet.passed_over.items()]
        words = say("{filled} rows = {sum}", filled=sheet.filled, sum=" + ".join(counts))
        out.print(Text(f"{sheet.file}  {sheet.name}  {words}"))
        for kind, rows in sheet.passed_over.items():
            which = say("rows {rows}", rows=in_runs(sorted(rows)))
            out.print(Padding(Text(f"· {say(_KINDS_OF_ROWS[kind], count=len(rows))}  {which}"), (0, 0, 0, 4)))


def show_payouts(paid: "PaidOut", ledger: Path, show_ids: bool) -> None:
    """The new batch, the whole list, and who is held."""
    fresh = paid.settlement.new
    amount = _yuan(sum(payment.amount for payment in fresh))
    if paid.lists is None:
        words = say(
            "Dry run: {count} households would be paid {amount} yuan.", count=len(fresh), amount=amount
        )
    elif paid.batch is None:
        words = say("Nothing new to pay: the list is as it was.")
    else:
        words = say(
            "Batch {batch}: {count} households, {amount} yuan.",
            batch=paid.batch,
            count=len(fresh),
            amount=amount,
        )
    out.print(Text(words, style="bold"))
    _show_preview(paid.grants)
    _show_households(paid.settlement.lines, "held", paid.totals.held, show_ids)
    _show_issues([issue for issue in paid.issues if issue.code in _PAST], show_ids)
    _show_sum(paid.totals)
    _show_lists(paid.lists)
    _show_ledger(ledger, "")


def show_reprint(reprinted: "Reprinted", ledger: Path) -> None:
    """One batch as it was recorded, and where its list is."""
    words = say(
        "Batch {batch} of {day}, as it was recorded: {count} households, {amount} yuan.",
        batch=reprinted.batch.number,
        day=reprinted.batch.recorded_on,
        count=len(reprinted.content.payments),
        amount=_yuan(reprinted.content.amount),
    )
    out.print(Text(words, style="bold"))
    _show_lists(reprinted.lists)
    _show_ledger(ledger, "")


def _show_lists(lists: "Lists | None") -> None:
    """Where the list is, or that of each union with its sums, which together are the whole."""
    if lists is None:
        return
    if lists.unions:
        _show_unions(lists.unions)
    for path in lists.left_over:
        words = say("{path} is from an earlier run, and no part of this list: move it away.", path=path)
        out.print(Text(words, style="yellow"))
    out.print(Text(say("List: {path}", path=lists.out)))


def _show_unions(unions: "Sequence[UnionList]") -> None:
    """What each union's list holds, with the sum; one batch alone has nobody who waits."""
    waits = any(each.content.not_paid for each in unions)
    others = (say("Held"), say("Refused"), say("Unreadable")) if waits else ()
    table = _table(say("Union"), say("Households"), say("Yuan"), *others, say("File"))
    rows = []
    for each in unions:
        content, waiting = each.content, each.content.not_paid
        paid = [len(content.payments), content.amount]
        rows.append(
            [*paid, len(waiting.held), len(waiting.refused), len(waiting.unreadable)] if waiting else paid
        )
        table.add_row(Text(_words(each.union)), *_counts(rows[-1]), Text(_words(each.path.name)))
    whole = [sum(column) for column in zip(*rows, strict=True)]
    table.add_row(Text(say("Together"), style="bold"), *_counts(whole), "")
    out.print(table)


def _counts(row: Sequence[int]) -> list[str]:
    """Households, fen, and further households as text."""
    households, fen, *others = row
    return [str(households), _yuan(fen), *map(str, others)]


def show_bank(banked: "Banked", ledger: Path, show_ids: bool) -> None:
    """Which file pays how much, who is in none, and that both are the batch."""
    from warmth_cli.writing.bank_profile import TextProfile

    file = banked.file
    _show_issues(file.issues, show_ids)
    sums = _table(say("File"), say("Households"), say("Yuan"))
    for path, part in banked.paths:
        sums.add_row(Text(str(path)), *_count_and_yuan(part))
    sums.add_row(
        Text(say("not in a file"), style="red" if file.refused else ""), *_count_and_yuan(file.refused)
    )
    whole = (*file.payments, *file.refused)
    sums.add_row(Text(say("batch {batch}", batch=file.batch.number), style="bold"), *_count_and_yuan(whole))
    out.print(sums)
    funds = dict.fromkeys(payment.fund for payment in file.payments)
    for fund in funds if len(funds) > 1 else ():
        count, amount = _count_and_yuan([payment for payment in file.payments if payment.fund == fund])
        out.print(
            Text(
                say(
                    "of it from {fund}: {count} households, {amount} yuan",
                    fund=fund,
                    count=count,
                    amount=amount,
                )
            )
        )
    if isinstance(file.profile, TextProfile) and banked.paths:
        words = say("Hand it to the bank as it is: Excel would spoil long numbers if it were saved there.")
        out.print(Text(words))
    _show_ledger(ledger, "")


def _count_and_yuan(payments: "Sequence[Payment]") -> tuple[str, str]:
    return str(len(payments)), _yuan(sum(payment.amount for payment in payments))


def show_profiles(profiles: "Mapping[str, AnyProfile]") -> None:
    """The bank profiles that are known."""
    table = _table(say("Profile"), say("What it is"), say("Columns"), say("Rows"))
    for name, profile in profiles.items():
        columns = "、".join(column.heading for column in profile.column)
        rows = f"{profile.at_least}–{profile.at_most or ''}"
        table.add_row(Text(name), Text(say(profile.name)), Text(columns), rows)
    out.print(table)
    out.print(Text(say("Next: warmth bank --batch 1 --profile {name} --out FILE", name=next(iter(profiles)))))


def show_annex(annexed: "Annexed", ledger: Path) -> None:
    """Which figures were filled, and which are left to the clerk."""
    from warmth_cli.figures.figure import figure_text

    filled = _table(say("Table"), say("Figure"), say("Value"), say("Unit"))
    for each in annexed.figures:
        if each.value is not None:
            value = figure_text(each.value, each.figure.unit) or ""
            filled.add_row(each.figure.form, Text(say(each.figure.meaning)), value, each.figure.unit)
    out.print(filled)
    _show_issues(annexed.issues, show_ids=False)
    _show_added(annexed, ledger)
    _show_blanks([each for each in annexed.figures if each.value is None])
    if not annexed.office:
        out.print(Text(say("填报单位 is blank too: write it into the form."), style="yellow"))
    if annexed.units:
        out.print(Text(say("Each unit has sheets of its own ({count}).", count=len(annexed.units))))
    out.print(Text(say("Tables: {path}", path=annexed.out)))
    _show_ledger(ledger, "")


def _show_added(annexed: "Annexed", ledger: Path) -> None:
    """Which offices are in the sum, and how exact it is."""
    if not annexed.added:
        return
    out.print(Text(say("Added to this office's figures:"), style="bold"))
    for each in annexed.added:
        out.print(Padding(Text(f"· {_words(each.office)}  {each.file}"), (0, 0, 0, 4)))
    if "payments" in annexed.alone:
        words = say(
            "Nothing is filed in {ledger}: figures from rosters are the added offices' alone.", ledger=ledger
        )
        out.print(Text(words, style="yellow"))
    out.print(Text(say("Amounts are added as they stand in the cells, not as they are shown.")))
    if rounded := [each.office for each in annexed.added if each.rounded]:
        words = say(
            "If these offices rounded to 0.01 万元 (100 yuan), so is the sum: {offices}.",
            offices=say(", ").join(map(_words, rounded)),
        )
        out.print(Text(words))


def _show_blanks(blanks: "Sequence[Filled]") -> None:
    """Every figure without a value by why it has none, with the rows or offices that stand in its way."""
    for gap, words in _GAPS.items():
        here = [each for each in blanks if each.gap == gap]
        if not here:
            continue
        out.print(Text(f"{say(words)} ({len(here)})", style="yellow"))
        for group in _grouped(here):
            out.print(Padding(Text(f"· {group}"), (0, 0, 0, 4)))
        places = list(dict.fromkeys(say(place.words) for one in here for place in one.blocking))
        for place in places[:_MOST_LINES]:
            out.print(Padding(Text(f"· {place}"), (0, 0, 0, 4)))
        _show_more(len(places) - _MOST_LINES)
        lacking = Counter(office for one in here for office in one.lacking)
        for office, count in itertools.islice(lacking.items(), _MOST_LINES):
            words = say("· {office} has {count} of them blank", office=_words(office), count=count)
            out.print(Padding(Text(words), (0, 0, 0, 4)))
        _show_more(len(lacking) - _MOST_LINES)


def show_figures(figures: "Iterable[Figure]") -> None:
    """Every figure that a form may name: its name, what it means, its unit, and where it comes from."""
    sources = {
        "payments": say("recorded payments"),
        "households": say("filed rosters"),
        "sheet": say("figures sheet, or by hand"),
    }
    table = _table(say("Table"), say("Name"), say("Figure"), say("Unit"), say("Source"))
    table.columns[1].no_wrap = True  # a name is copied whole
    table.add_row("", Text("unit"), Text(say("the union that reports (填报单位)")), "", "")
    for each in figures:
        table.add_row(each.form, each.name, Text(say(each.meaning)), each.unit, sources[each.source])
    out.print(table)
    out.print(Text(say("In a cell of a form write {{{{NAME}}}}, like {{{{paid.cash}}}}.")))


def _grouped(blanks: "Sequence[Filled]") -> Iterator[str]:
    """Blank figures by table and heading: `附件1 筹集资金：财政拨款（中央）、财政拨款（省级）`."""
    colon, comma = ("：", "、") if spoken_now() == "zh" else (": ", ", ")
    groups: dict[tuple[str, str], list[str]] = {}
    for each in blanks:
        heading, _, rest = say(each.figure.meaning).partition(colon)
        groups.setdefault((each.figure.form, heading), []).append(rest)
    for (form, heading), items in groups.items():
        named = comma.join(item or say("in all") for item in items)
        yield f"{form} {heading}" + (f"{colon}{named}" if any(items) else "")


def show_explained(explained: "Explained", ledger: Path, show_ids: bool) -> None:
    """One household's decision with all its reasons; or everybody who fits, to be told apart."""
    if explained.explanation is None:
        _show_matches(explained.matches, show_ids)
        return
    from warmth_cli.writing.explanation import tables

    shown = (lambda text: text) if show_ids else without_long_numbers
    for told in tables(explained.explanation, spoken_now(), _number(show_ids)):
        table = _table(*told.headings) if told.headings else _grid(len(told.parts))
        for row in told.rows:
            table.add_row(*(Text(shown(cell)) for cell in row))
        out.print(Text(told.title, style="bold"))
        out.print(Padding(table, (0, 0, 0, 2)))
    if explained.out is not None:
        out.print(Text(say("Page: {path}", path=explained.out)))
    _show_ledger(ledger, "")


def _show_matches(matches: "Sequence[Match]", show_ids: bool) -> None:
    from warmth_cli.commands.explain import by_row

    number = _number(show_ids)
    table = _table(
        say("Household"), say("ID number"), say("Union"), say("Place"), say("Outcome"), say("Asked for")
    )
    for match in matches:
        household = match.household
        outcome = say(_OUTCOMES[match.line.outcome][0]) if match.line else say("paid; in no roster any more")
        table.add_row(
            Text(_words(household.name)),
            number(household.id_number or ""),
            Text(_words(household.union)),
            Text(by_row(household.place)),
            outcome,
            Text(_words(match.member.name if match.member else household.name)),
        )
    out.print(table)


def show_published(published: "Published", ledger: Path) -> None:
    """Who is made public, where, and what is still to be written into it by hand."""
    content = published.content
    words = say(
        "Public list: {count} households, {amount} yuan.",
        count=len(content.payments),
        amount=_yuan(content.amount),
    )
    out.print(Text(words, style="bold"))
    if content.first is None or content.last is None:
        out.print(Text(say("Its days are blank: fill them in, or give --from and --until."), style="yellow"))
    if not content.phone:
        out.print(Text(say("Its telephone is blank: fill it in, or give --phone."), style="yellow"))
    out.print(Text(say("Public list, to be hung up: {path}", path=published.out)))
    _show_ledger(ledger, "")


def show_report(reported: "Reported", ledger: Path) -> None:
    """What the draft is made of, what is left to the writer, and when it is due."""
    content = reported.content
    known = sum(each.value is not None for each in content.figures)
    words = say(
        "Draft: {count} households, {amount} yuan; {known} of {all} figures of the tables.",
        count=len(content.payments),
        amount=_yuan(content.amount),
        known=known,
        all=len(content.figures),
    )
    out.print(Text(words, style="bold"))
    _show_issues(reported.issues, show_ids=False)
    out.print(Text(say("What is marked yellow in it only the office knows: fill it in."), style="yellow"))
    for due in content.rules.pack.due:
        words = say("Due by {day} to {to}: {what}", day=due.day, to=due.to, what=say(due.what))
        out.print(Text(words))
    out.print(Text(say("Report: {path}", path=reported.out)))
    _show_ledger(ledger, "")


def show_exported(exported: "Exported", ledger: Path) -> None:
    """What the form requires and rosters lack, and what was written."""
    counted = exported.counted
    required = [each for each in counted.missing() if each.entry.required]
    if required:
        missing = _table(say("Required field"), say("Filled"), say("Missing"))
        for each in required:
            filled = each.asked - each.lacking
            missing.add_row(Text(each.entry.heading), str(filled), str(each.lacking))
        out.print(missing)
        out.print(Text(say("Columns with these headings in a roster are taken over; check it again.")))
    words = say(
        "{households} households, {members} members, {payments} payments of {amount} yuan.",
        households=counted.households,
        members=counted.members,
        payments=counted.payments,
        amount=_yuan(counted.amount),
    )
    out.print(Text(words, style="bold"))
    out.print(Text(say("To type from: {path}", path=exported.out)))
    _show_ledger(ledger, "")


def show_withdrawn(file: Path, left: Sequence[str], ledger: Path) -> None:
    """That a roster is out, and which ones are left."""
    out.print(Text(say("{path} is withdrawn; what was paid stays in the ledger.", path=file)))
    _show_ledger(ledger, say("rosters filed: {count}", count=len(left)))


def show_packs(packs: Sequence["Pack"]) -> None:
    """The notices that are known."""
    table = _table(say("Id"), say("Year"), say("Issued"), say("By"), say("Title"))
    for pack in packs:
        notice = pack.notice
        table.add_row(notice.id, str(notice.year), str(notice.issued), notice.issuer, Text(notice.title))
    out.print(table)


def show_template(path: Path) -> None:
    """Where the blank roster is, and what comes next."""
    out.print(Text(say("Blank roster: {path}", path=path)))
    out.print(Text(say("Fill it in, then: warmth check {path}", path=path)))


def show_figures_template(path: Path) -> None:
    """Where the blank figures sheet is, and what comes next."""
    out.print(Text(say("Blank figures sheet: {path}", path=path)))
    out.print(Text(say("Fill it in, then: warmth annex --out tables.xlsx --figures {path}", path=path)))


def show_pack(pack: "Pack") -> None:
    """One notice: its grants with their conditions, its clauses, its readings."""
    from warmth_cli.documents import yuan

    rules = pack.under({})
    out.print(Text(f"{pack.notice.issuer}：{pack.notice.title} ({pack.notice.issued})", style="bold"))
    grants = _table(say("Grant"), say("Pays"), say("Conditions"), lines=True)
    for grant in rules.grants:
        conditions = [_condition(each) for each in (*grant.whom, *grant.conditions)]
        grants.add_row(
            Text(f"{grant.id}\n{say(grant.name)}"),
            Text("\n".join((yuan(grant.amount), grant.fund, say("clause {clause}", clause=grant.clause)))),
            Text("\n".join(f"·{each}" for each in conditions)),
        )
    out.print(grants)
    clauses = _table(say("Clause"), say("What it says (paraphrased)"), lines=True)
    for clause, words in pack.clauses.items():
        clauses.add_row(clause, Text(say(words)))
    out.print(clauses)
    readings = _table(say("Reading"), say("Question"), say("Choices"), say("Clause"), lines=True)
    for reading in pack.readings:
        choices = [
            f"{'●' if option.value == reading.choice else '○'} {option.value}\n{say(option.meaning)}"
            + (f"\n({say(option.refused)})" if option.refused else "")
            for option in reading.option
        ]
        readings.add_row(reading.id, Text(say(reading.question)), Text("\n".join(choices)), reading.clause)
    out.print(readings)


def _condition(criterion: Any) -> str:
    """One condition in words: its fields, and what is asked of them."""
    from warmth_cli import fields
    from warmth_cli.rulebook.criteria import AnyOf, IncomeAtMost, requirement

    if isinstance(criterion, AnyOf):
        return say(" or ").join(_condition(each) for each in criterion.of)
    if isinstance(criterion, IncomeAtMost):
        words = marked("income per head at most {multiple} times the minimum living standard")
        return say(words, multiple=criterion.multiple)
    return f"{fields.named(criterion.field).heading}：{requirement(criterion)}"


def _show_issues(issues: Sequence[Issue], show_ids: bool) -> None:
    """Every issue, errors first; those that say the same are said once with all their places.

    Where a whole file stands in another one, nobody reads a message for each household.
    """
    order = list(_SEVERITIES)
    known = sorted(
        (issue for issue in issues if issue.severity in _SEVERITIES),
        key=lambda issue: order.index(issue.severity),
    )
    groups: dict[tuple[Any, ...], list[Issue]] = {}
    for issue in known:
        groups.setdefault((issue.severity, issue.file, issue.code, *_said(issue, show_ids)), []).append(issue)
    printed: Counter[tuple[str, str]] = Counter()
    for (severity, file, code, message, remedy), same in groups.items():
        printed[file, code] += 1
        if printed[file, code] > _MOST_MESSAGES:
            continue
        label, style = _SEVERITIES[severity]
        out.print(Text.assemble((say(label), style), "  ", message))
        if file:
            out.print(Padding(Text(f"{file}  {_cells(same, message, show_ids)}", style="bold"), (0, 0, 0, 4)))
        out.print(Padding(Text(f"→ {remedy}"), (0, 0, 0, 4)))
    _show_more(sum(max(0, count - _MOST_MESSAGES) for count in printed.values()))
    counts = {severity: sum(issue.severity is severity for issue in known) for severity in order}
    if known:
        out.print(
            Text(
                say(
                    "{errors} errors, {warnings} warnings, {notes} notes.",
                    errors=counts[Severity.ERROR],
                    warnings=counts[Severity.WARNING],
                    notes=counts[Severity.ADVICE],
                ),
                style="bold",
            )
        )


def _said(issue: Issue, show_ids: bool) -> tuple[str, str]:
    from warmth_cli.documents import spoken

    return spoken(issue, show_ids)


def _cells(issues: Iterable[Issue], message: str, show_ids: bool) -> str:
    """The places of issues that say the same: `花名册 D9 (35…), E5–E9`; a run of rows is one entry."""
    from warmth_cli.documents import found

    entries: dict[str, list[str]] = {}
    runs: dict[str, list[tuple[str, int]]] = {}
    for issue in issues:
        cell = issue.cell or (say("row {row}", row=issue.row) if issue.row else "")
        content = _shortened(found(issue, show_ids))
        if content in message:
            content = ""  # it has been said
        place = re.fullmatch(r"([A-Z]+)(\d+)", cell)
        if place and not content:
            runs.setdefault(issue.sheet, []).append((place[1], int(place[2])))
        else:
            entries.setdefault(issue.sheet, []).append(f"{cell} ({content})" if content else cell)
    for sheet, cells in runs.items():
        entries.setdefault(sheet, []).extend(_runs(cells))
    return "; ".join(f"{sheet} {', '.join(filter(None, cells))}" for sheet, cells in entries.items())


def _runs(cells: Sequence[tuple[str, int]]) -> Iterator[str]:
    ordered = sorted(cells, key=lambda cell: (len(cell[0]), cell))
    counted = itertools.count()
    for (column, _), group in itertools.groupby(ordered, key=lambda cell: (cell[0], cell[1] - next(counted))):
        rows = [row for _, row in group]
        yield f"{column}{rows[0]}" if len(rows) == 1 else f"{column}{rows[0]}–{column}{rows[-1]}"


def _show_preview(grants: "Sequence[GrantSum]") -> None:
    """How many households each grant has, and what that costs."""
    if not grants:
        return
    table = _table(say("Grant"), say("Who"), say("Households"), say("Yuan"))
    for grant in grants:
        table.add_row(grant.id, Text(say(grant.name)), str(grant.households), _yuan(grant.amount))
    out.print(table)


def _show_households(lines: "Iterable[Line]", outcome: str, count: int, show_ids: bool) -> None:
    """The first of `count` households with one outcome one by one, each with its reasons."""
    label, style = _OUTCOMES[outcome]
    for line in itertools.islice((line for line in lines if line.outcome == outcome), _MOST_LINES):
        household = line.household
        where = say(household.place.words)
        out.print(Text.assemble((say(label), style), "  ", _words(household.name), "  ", where))
        for reason in line.reasons:
            out.print(Padding(Text(_said(reason, show_ids)[0]), (0, 0, 0, 4)))
    _show_more(count - _MOST_LINES)


def _show_more(count: int) -> None:
    if count > 0:
        out.print(
            Padding(Text(say("… and {count} more; all of them are in --json.", count=count)), (0, 0, 0, 4))
        )


def _show_sum(totals: "Totals") -> None:
    parts = (("granted", totals.granted), ("refused", totals.refused), ("held", totals.held))
    words = Text()
    for name, count in parts:
        label, style = _OUTCOMES[name]
        words.append(f"{say(label)} {count} + ", style=style if count else "")
    words.append(say("unreadable {count}", count=totals.unreadable), style="red" if totals.unreadable else "")
    words.append(say(" = {rows} rows", rows=totals.rows), style="bold")
    out.print(words)


def _show_ledger(ledger: Path, about: str) -> None:
    out.print(Text(say("Ledger: {path}", path=ledger) + (f" ({about})" if about else "")), soft_wrap=True)


def _table(*headings: str, lines: bool = False) -> Table:
    table = Table(show_lines=lines)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _number(show_ids: bool) -> Callable[[str], str]:
    """How a number of a person is shown."""
    return str if show_ids else hidden


def _grid(columns: int) -> Table:
    """A table without lines and headings."""
    table = Table.grid(padding=(0, 2))
    for _ in range(columns):
        table.add_column(overflow="fold")
    return table


def _words(text: str | None) -> str:
    """Words from a roster; a number that somebody wrote among them is hidden."""
    return without_long_numbers(text or "—")


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"
