"""One file becomes a roster: every row of every table ends as a household, a member, or is reported."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from warmth_cli.files.refusals import (
    CutLine,
    NotARoster,
    OwnDocument,
    all_in_one,
    household_forms,
    no_households,
)
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.files.workbook import open_workbook
from warmth_cli.household import Roster
from warmth_cli.issues import Issue
from warmth_cli.reading.headings.elsewhere import NOWHERE, Elsewhere, households_under
from warmth_cli.reading.headings.heading_rows import HEADING_ROWS, HeadingFinder
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.people.finished_table import finished_table
from warmth_cli.reading.people.heads import heads_of
from warmth_cli.reading.people.member_list import MemberList
from warmth_cli.reading.people.table_reading import TableReading
from warmth_cli.reading.people.words_beside import weigh_words_beside
from warmth_cli.reading.request import Request
from warmth_cli.reading.sheet_readings import readings_of
from warmth_cli.reading.tables.form import form_label
from warmth_cli.reading.tables.outside import nearest_headings, rows_of_persons
from warmth_cli.reading.words.odd_names import is_odd_name
from warmth_cli.reading.words.own_sheets import as_before, is_guide, is_issue_list, is_payout_list
from warmth_cli.reading.words.samples import is_sample_sheet
from warmth_cli.reading.words.set_aside import is_file_set_aside, is_set_aside

_MOST_SAMPLES = 5
"""A sheet called 样表 with more people than these is no sample."""


def read_roster(path: Path, file: str, request: Request, progress: Callable[[float], None]) -> Roster:
    """Read every table of one file.

    `file` is the name messages call it by. Raises WarmthError when it is no workbook or has no table.
    """
    book = open_workbook(path, request, lambda share: progress(share / 2))
    readings: list[TableReading] = []
    told: list[Issue] = []
    own: list[Issue] = []
    nearest: list[str] = []
    why: NotARoster | None = None
    count = len(book.sheets)
    have = _households_of(book.sheets, request.words)
    while book.sheets:
        sheet = book.sheets.pop(0)  # its cells take much room, and nobody needs them once it is read
        if book.copy_of:
            sheet = as_before(sheet)
        if is_payout_list(sheet.rows):
            rows = str(len(rows_of_persons(sheet.rows)))
            own.append(Issue("sheet-payout-list", file, sheet.name, values={"rows": rows}))
            continue
        others = [each for name, each in have.items() if name != sheet.name]
        elsewhere = Elsewhere(*map(any, zip(*others, strict=True))) if others else NOWHERE
        here = list(readings_of(file, sheet, request, elsewhere))
        if sheet.ends_short and any(each.is_of_people(len(sheet.rows)) for each in here):
            raise CutLine().of(path)
        if label := _form_label(sheet, here, request.words):
            rows = str(len(rows_of_persons(sheet.rows)))
            told.append(Issue("sheet-form", file, sheet.name, *label, values={"rows": rows}))
            why = why or household_forms(file, sheet.name, label[1])
        elif not here:
            told.extend(_without_table(file, sheet))
            nearest = max(nearest, nearest_headings(sheet, request.words), key=len)
            why = why or _all_in_one(file, sheet)
        elif (
            count > 1
            and is_sample_sheet(sheet.name)
            and (people := sum(each.people for each in here)) <= _MOST_SAMPLES
        ):
            told.append(Issue("sheet-sample", file, sheet.name, values={"rows": str(people)}))
        else:
            weigh_words_beside(file, sheet, here, request.year)
            readings.extend(here)
        progress(1 - (1 - (count - len(book.sheets)) / count) / 2)
    with_people = {each.sheet for each in readings if each.people}
    for each in readings:
        sample = is_sample_sheet(each.sheet) and each.people <= _MOST_SAMPLES  # the only sheet that there is
        if sample or is_set_aside(each.sheet, request.year, with_people):
            each.set_aside("sheet-set-aside")
        elif is_odd_name(each.sheet) and each.name == each.sheet and each.people:
            each.issues.append(Issue("sheet-name-unread", file, each.sheet, found=each.sheet))
        if is_file_set_aside(path.stem, request.year):
            each.set_aside("file-set-aside", path.stem)
    if not any(not each.blocks[0].members for each in readings):
        if own:
            raise OwnDocument().of(path)
        raise why or no_households(file, " | ".join(nearest))
    readings[0].issues[:0] = [*told, *own]
    if any(each.members or each.families.by_number for each in readings):
        heads = heads_of(head for each in readings for head in each.families.drafts())
        for each in readings:
            listed = MemberList(heads, each.families)
            listed.add_by_number()
            listed.add(each.members, each.under)
    return Roster(file, book.sha256, tuple(finished_table(file, each) for each in readings), book.copy_of)


def _households_of(sheets: Sequence[Sheet], words: Vocabulary) -> dict[str, Elsewhere]:
    """What each of several sheets has of households, told by its first heading."""
    if len(sheets) < 2:
        return {}
    count = [
        each for each in sheets if not (is_sample_sheet(each.name) or is_set_aside(each.name, words.year))
    ]
    headings = ((sheet.name, HeadingFinder(sheet, words).first(HEADING_ROWS)) for sheet in count)
    return {name: households_under(rows.headings.values(), words) for name, rows in headings if rows}


def _form_label(sheet: Sheet, here: Sequence[TableReading], words: Vocabulary) -> tuple[int, str] | None:
    """The label that makes a sheet a form; within it the members may stand in a table, but no household."""
    if any("file_status" in block.at for each in here for block in each.blocks):
        return None
    return form_label(sheet.rows[: here[0].blocks[0].top] if here else sheet.rows, words)


def _all_in_one(file: str, sheet: Sheet) -> NotARoster | None:
    """That rows and columns with something in them are merged into one cell."""
    for top, left, bottom, right in sheet.merged:
        filled = [row[left : right + 1] for row in sheet.rows[top : bottom + 1] if any(row[left : right + 1])]
        if len(filled) > 1 and max(len(row) - row.count("") for row in filled) > 1:
            cells = f"{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"
            return all_in_one(file, sheet.name, cells)
    return None


def _without_table(file: str, sheet: Sheet) -> Iterator[Issue]:
    """What is said of a sheet in which no heading was found."""
    if is_issue_list(sheet.name, sheet.rows):
        return
    if lost := rows_of_persons(sheet.rows):
        yield Issue("sheet-unread", file, sheet.name, values={"rows": str(len(lost))})
    elif not is_guide(sheet.name, sheet.rows):
        yield Issue("sheet-passed-over", file, sheet.name)
