"""What a check found, table by table; and which rosters are filed."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from warmth_cli.console.households import show_households, show_preview, show_sum
from warmth_cli.console.issues import show_issues
from warmth_cli.console.lines import Indented
from warmth_cli.console.screen import guarded, new_table, out, show_ledger
from warmth_cli.issues import in_runs
from warmth_cli.language import marked, say

if TYPE_CHECKING:
    from warmth_cli.commands.check import Checked, Sheet

_KINDS_OF_ROWS = {
    "total": marked("sums {count}"),
    "note": marked("remarks or signatures {count}"),
    "heading": marked("repeated headings {count}"),
    "number": marked("rows without anybody {count}"),
    "sample": marked("samples {count}"),
}


def show_check(checked: "Checked", ledger: Path, options: str, show_ids: bool, verbose: bool) -> None:
    """What was read, what is wrong with it, and who would get what; `options` are those that the next command
    needs, too."""
    files = new_table(say("File"), say("Sheet"), say("Rows"), say("Households"), say("Member rows"))
    for sheet in checked.sheets:
        counts = (sheet.rows, sheet.households, sheet.member_rows)
        files.add_row(guarded(sheet.file), guarded(sheet.name), *(str(count) for count in counts))
    if checked.sheets:
        out.print(files)
    if verbose:
        _show_rows(checked.sheets)
    show_issues(checked.issues, show_ids)
    if checked.totals.rows and not checked.issues:
        out.print(Text(say("Nothing was found that is wrong.")))
    if checked.standards_lack is not None:
        _show_how_to_begin(checked.standards_lack)
    show_preview(checked.grants)
    show_households(checked.lines, "refused", checked.totals.refused, show_ids)
    show_sum(checked.totals)
    if checked.annotated is not None:
        out.print(Text(say("Annotated copy: {path}", path=checked.annotated)))
    if not checked.totals.rows:
        if checked.sheets and not checked.needs_someone:
            out.print(Text(say("No household stands in it yet: fill it in, and check it again.")))
    elif checked.totals.held:
        out.print(
            Text(say("Held rows are decided when they are mended: correct the roster and check it again."))
        )
        if checked.annotated is None:
            words = marked(
                "A check of one roster with --annotate COPY.xlsx marks each of these cells in a copy."
            )
            out.print(Text(say(words)))
    elif not checked.needs_someone:
        year = checked.rules.pack.notice.year
        out.print(Text(say("Next: warmth payouts --year {year}{options}", year=year, options=options)))
    if checked.begun:
        words = marked("A new ledger was begun. If you have one already, check there, or name it: --ledger.")
        out.print(Text(say(words)))
    show_ledger(ledger, say("rosters filed: {count}", count=checked.filed))


def _show_how_to_begin(standards: Path) -> None:
    """How to make the file of living standards with nothing but Notepad."""
    words = marked(
        "There is no {name} yet. Make it in Notepad: paste the lines above from [[standard]] on, fill them "
        "in, and save them as {name} in the folder {folder} (as type: All Files; encoding: UTF-8). Then "
        "check again."
    )
    out.print(Text(say(words, name=standards.name, folder=standards.parent), style="bold"))


def _show_rows(sheets: "Iterable[Sheet]") -> None:
    """What became of every row of every table, as a sum, with the rows that are nobody's."""
    for sheet in sheets:
        counts = [
            say("households {count}", count=sheet.households),
            say("member rows {count}", count=sheet.member_rows),
            say("unreadable {count}", count=sheet.unreadable),
        ]
        counts += [say(_KINDS_OF_ROWS[kind], count=len(rows)) for kind, rows in sheet.passed_over.items()]
        words = say("rows {filled} = {sum}", filled=sheet.filled, sum=" + ".join(counts))
        out.print(Text(f"{guarded(sheet.file)}  {guarded(sheet.name)}  {words}"))
        for kind, rows in sheet.passed_over.items():
            which = say("rows {rows}", rows=in_runs(sorted(rows)))
            out.print(Indented(Text(f"· {say(_KINDS_OF_ROWS[kind], count=len(rows))}  {which}")))


def show_saved(headings: Path, bindings: Sequence[str]) -> None:
    """That what was bound by hand will be read so in every run with this file."""
    out.print(Text(say("Saved in {path}: {bindings}", path=headings, bindings="、".join(bindings))))


def show_withdrawn(file: Path, left: Sequence[str], ledger: Path) -> None:
    """That a roster is out, and which ones are left."""
    out.print(Text(say("{path} is withdrawn; what was paid stays in the ledger.", path=file)))
    if file.exists():  # and a check of its folder would file it again
        out.print(Text(say("The file is still there: move it out of its folder, or a check reads it again.")))
    show_ledger(ledger, say("rosters filed: {count}", count=len(left)))
