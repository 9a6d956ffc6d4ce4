"""One file becomes a roster: every row of every table ends as a household, a member, or is reported."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from warmth_cli.fields import FIELDS, OF_ROW
from warmth_cli.files.refusals import NotARoster, OwnDocument, all_in_one, no_households
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.files.workbook import open_workbook
from warmth_cli.household import Household, Member, Roster, RowKind, Table
from warmth_cli.issues import Issue, in_runs
from warmth_cli.reading.cells.cell_words import is_empty, plain, shown
from warmth_cli.reading.cells.choices import Judged
from warmth_cli.reading.headings.elsewhere import NOWHERE, Elsewhere, households_under
from warmth_cli.reading.headings.heading_rows import HEADING_ROWS, HeadingFinder
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.families import Families
from warmth_cli.reading.people.heads import heads_of
from warmth_cli.reading.people.lines_over import LinesOver
from warmth_cli.reading.people.member_list import MemberList
from warmth_cli.reading.people.money_taken_back import take_back_money
from warmth_cli.reading.people.rows import Rows, read_rows
from warmth_cli.reading.people.table_reading import TableReading
from warmth_cli.reading.people.unnamed import unnamed_columns
from warmth_cli.reading.people.words_beside import weigh_words_beside
from warmth_cli.reading.request import Request
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.outside import nearest_headings, rows_of_persons
from warmth_cli.reading.tables.signed import with_signed_unions
from warmth_cli.reading.tables.table import find_blocks
from warmth_cli.reading.words.alone import alone
from warmth_cli.reading.words.over_rows import said_over
from warmth_cli.reading.words.own_sheets import as_before, is_guide, is_issue_list, is_payout_list
from warmth_cli.reading.words.samples import is_sample_sheet
from warmth_cli.reading.words.set_aside import is_file_set_aside, is_set_aside
from warmth_cli.reading.words.surroundings import is_of_page, is_section, without_page
from warmth_cli.reading.words.union_names import is_numbered, union_of_group, union_of_tab

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
    merged: NotARoster | None = None
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
        here = list(_readings(file, sheet, request, elsewhere))
        if not here:
            told.extend(_without_table(file, sheet))
            nearest = max(nearest, nearest_headings(sheet, request.words), key=len)
            merged = merged or _all_in_one(file, sheet)
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
        if is_file_set_aside(path.stem, request.year):
            each.set_aside("file-set-aside", path.stem)
    if not any(not each.blocks[0].members for each in readings):
        if own:
            raise OwnDocument().of(path)
        raise merged or no_households(file, " | ".join(nearest))
    readings[0].issues[:0] = [*told, *own]
    if any(each.members or each.families.by_number for each in readings):
        heads = heads_of(head for each in readings for head in each.families.drafts())
        for each in readings:
            listed = MemberList(heads, each.families)
            listed.add_by_number()
            listed.add(each.members)
    return Roster(file, book.sha256, tuple(_table(file, each) for each in readings), book.copy_of)


def _households_of(sheets: Sequence[Sheet], words: Vocabulary) -> dict[str, Elsewhere]:
    """What each of several sheets has of households, told by its first heading."""
    if len(sheets) < 2:
        return {}
    count = [
        each for each in sheets if not (is_sample_sheet(each.name) or is_set_aside(each.name, words.year))
    ]
    headings = ((sheet.name, HeadingFinder(sheet, words).first(HEADING_ROWS)) for sheet in count)
    return {name: households_under(rows.headings.values(), words) for name, rows in headings if rows}


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


# --- one sheet ------------------------------------------------------------------------------------------


def _readings(file: str, sheet: Sheet, request: Request, elsewhere: Elsewhere) -> Iterator[TableReading]:
    """The tables of a sheet, each with its rows read; `elsewhere` is what the other sheets have."""
    reading: TableReading | None = None
    phoned, title = True, frozenset[str]()
    over: LinesOver | None = None
    beside: dict[int, LinesOver] = {}
    blocks = with_signed_unions(sheet.rows, find_blocks(file, sheet, request.words, elsewhere))
    named = request.union or _union_of_tab(sheet, blocks)
    for block in blocks:
        above = over if block.alone else beside.get(block.left)
        if above is not None and not block.title:
            block = above.go_on(block)
        block = replace(block, said=block.said or said_over(sheet.name))
        if reading is None or not block.repeats:
            if reading is not None:
                yield _told(file, sheet, reading)
            name = sheet.name if reading is None else f"{sheet.name}!{block.range}"
            begins = reading is None
            families = Families(file, request.year)
            reading = TableReading(name, sheet.name, sheet.hidden, [], families, issues=list(block.issues))
            if begins:
                _add_persons_above(file, sheet, reading, block)
            if phoned and not block.members and "phone" not in block.at:  # said once, not for each household
                reading.issues.append(Issue("phone-missing", file, sheet.name, field="phone"))
                phoned = False
        else:
            _add_headings(reading, sheet, block)
            if not {*map(without_page, block.title)} <= {*map(without_page, title)}:
                reading.families.close()  # under another title nobody belongs to the household above
        title = block.title or title
        reading.blocks.append(block)
        union = block.union or named
        rows = read_rows(file, sheet, block, request.words, request.today, union, reading.name)
        if rows.unit_below:
            reading.issues.extend(take_back_money(file, sheet, reading, rows))
        _add_rows(reading, block, rows, union)
        over = beside[block.left] = rows.over
        _add_unread(file, sheet, reading, block)
        for index, entries in unnamed_columns(sheet.rows, block, rows.persons):
            reading.unnamed[index] = reading.unnamed.get(index, 0) + entries
        if sheet.hidden_rows:
            hidden = (person.row for person in rows.persons if person.row - 1 in sheet.hidden_rows)
            reading.hidden_rows.extend(hidden)
        if sheet.comments:
            commented = {row for row, _ in sheet.comments}
            reading.commented.extend(each.row for each in rows.persons if each.row - 1 in commented)
    if reading is not None:
        yield _told(file, sheet, reading)


def _union_of_tab(sheet: Sheet, blocks: Sequence[Block]) -> str:
    """The union that a sheet is called after, unless others stand over households of their own."""
    union = union_of_tab(sheet.name)
    below = sheet.rows[blocks[0].first :] if union and blocks else ()
    few = (row for row in below if row.count("") > len(row) - 4)
    return "" if any(union_of_group(row) not in ("", union) for row in few) else union


def _told(file: str, sheet: Sheet, reading: TableReading) -> TableReading:
    """The reading, with what is said of all its blocks at once."""
    reading.issues.extend(_unnamed(file, reading))
    reading.issues.extend(_hidden(file, sheet, reading))
    return reading


def _add_persons_above(file: str, sheet: Sheet, reading: TableReading, block: Block) -> None:
    """Report the rows above the first heading that are people: no words say what their cells mean."""
    lost = rows_of_persons(sheet.rows[: block.top])
    reading.issues.extend(Issue("row-above-heading", file, sheet.name, row) for row in lost)
    reading.unreadable.extend(lost)
    reading.filled += len(lost)


def _add_unread(file: str, sheet: Sheet, reading: TableReading, block: Block) -> None:
    """Report the people under a heading that is not known: what stands there is not what stands above."""
    if not block.unread:
        return
    top = block.unread[0]
    lost = [top + number for number in rows_of_persons(sheet.rows[top : block.unread[-1] + 1])]
    values = {"rows": in_runs(lost), "count": str(len(lost))}
    reading.issues.append(Issue("heading-unknown", file, sheet.name, top + 1, values=values))
    reading.passed_over.setdefault("heading", []).append(top + 1)
    reading.unreadable.extend(lost)
    reading.filled += 1 + len(lost)


def _add_headings(reading: TableReading, sheet: Sheet, block: Block) -> None:
    """Count the rows of a repeated heading, and of the titles above it."""
    above = reading.blocks[-1]
    told = {*above.unread[:1], *(row - 1 for row in reading.unreadable)}
    for number in range(above.last, block.first):
        if number in told:
            continue  # a heading that is not known, and the people under it
        if not is_empty(sheet.rows[number]) and any(plain(shown(cell)) for cell in sheet.rows[number]):
            kind: RowKind = "note" if number < block.top else "heading"
            words = alone(sheet.rows[number])
            if (is_section(words) or is_numbered(words)) and not is_of_page(words):
                reading.families.close()
            reading.passed_over.setdefault(kind, []).append(number + 1)
            reading.filled += 1


def _add_rows(reading: TableReading, block: Block, rows: Rows, union: str) -> None:
    reading.filled += rows.filled
    reading.unreadable.extend(rows.unreadable)
    for kind, numbers in rows.passed_over.items():
        reading.passed_over.setdefault(kind, []).extend(numbers)
    reading.issues.extend(rows.issues)
    for row, number in rows.aside:
        reading.aside.setdefault(row, []).append(number)
    for planned, named in rows.planned.items():
        reading.planned.setdefault(planned, []).extend(named)
    if block.members:
        reading.members.extend(rows.drafts)
    else:
        reading.families.add(rows.persons, block, union)
        if rows.over.gap:
            reading.families.close()


def _unnamed(file: str, reading: TableReading) -> Iterator[Issue]:
    """Columns without heading, in whichever block: said once, with the number of their entries."""
    row = reading.blocks[0].bottom + 1
    for index, entries in sorted(reading.unnamed.items()):
        cell = f"{column_letter(index)}{row}"
        yield Issue("column-unnamed", file, reading.sheet, row, cell, values={"rows": str(entries)})


def _hidden(file: str, sheet: Sheet, reading: TableReading) -> Iterator[Issue]:
    """Hidden rows and columns are read like the others, and told; so are comments, which are not read."""
    if rows := reading.hidden_rows:
        values = {"rows": in_runs(rows), "count": str(len(rows))}
        yield Issue("rows-hidden", file, sheet.name, values=values)
    if rows := reading.commented:
        values = {"rows": in_runs(rows), "count": str(len(rows))}
        yield Issue("comments-unread", file, sheet.name, values=values)
    first = reading.blocks[0]
    headings = {column.index: column.field.heading for column in first.columns}
    headings |= {index: FIELDS[name].heading for each in first.beside for name, index in each.columns.items()}
    if hidden := sorted(headings.keys() & sheet.hidden_columns):
        named_so = "、".join(f"{column_letter(index)} {headings[index]}" for index in hidden)
        yield Issue("columns-hidden", file, sheet.name, values={"columns": named_so})


# --- what is handed on ----------------------------------------------------------------------------------


def _table(file: str, reading: TableReading) -> Table:
    """A table as it is handed on: drafts become households."""
    families = reading.families
    for place, head in enumerate(families.heads):
        if isinstance(head, Draft):  # each makes room for its household
            families.heads[place] = _household(reading, head)
    households = cast(list[Household], families.heads)
    issues = [*reading.issues, *families.issues]
    name = reading.sheet
    for code, numbers in (
        ("members-by-place", families.by_place),
        ("members-by-name", families.by_name),
        ("members-like-heads", families.like_heads),
    ):
        if numbers:
            rows = {"rows": in_runs(numbers), "count": str(len(numbers))}
            issues.append(Issue(code, file, name, values=rows))
    if reading.hidden and (households or families.member_rows):
        issues.insert(0, Issue("sheet-hidden", file, name, values={"households": str(len(households))}))
    return Table(
        reading.name,
        {column.field.name: column.letter for column in reading.blocks[0].columns},
        tuple(households),
        len(families.member_rows),
        len(reading.unreadable),
        tuple(issues),
        tuple(families.strangers),
        passed_over=reading.passed_over,
        filled=reading.filled,
        by_hand=frozenset().union(*(block.by_hand for block in reading.blocks)),
        aside=tuple(_named_aside(reading, households)),
        planned=reading.planned,
    )


def _named_aside(reading: TableReading, households: Sequence[Household]) -> Iterator[Member]:
    """Who is named in a head's row, and is not of the household as it was read."""
    for household in households if reading.aside else ():
        if numbers := reading.aside.get(household.row):
            known = {*household.persons()}
            yield from (
                Member(household.row, id_number=number)
                for number in dict.fromkeys(numbers)
                if number not in known
            )


def _household(reading: TableReading, draft: Draft) -> Household:
    values: dict[str, Any] = {**draft.values}
    for name in (*OF_ROW, "head_id"):
        values.pop(name, None)
    if isinstance(finding := values.get("finding"), Judged):
        values |= {"finding": str(finding), "finding_reason": finding.reason or None}
    if draft.members:
        size, listed = draft.values.get("household_size"), 1 + len(draft.members)
        if size not in (None, listed):
            differ = draft.issue("members-differ", "household_size", str(size), listed=str(listed))
            draft.issues.append(differ)
    if draft.form:
        values["form"] = draft.form
    values |= {
        "file": draft.file,
        "sheet": reading.name,
        "row": draft.row,
        "members": tuple(draft.members),
        "unread": frozenset(draft.unread - OF_ROW),
        "issues": tuple(draft.issues),
    }
    return Household(**values)
