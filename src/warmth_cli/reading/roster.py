"""Rows become households: every row of every table ends as a household, a member, or an issue."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from warmth_cli.fields import FIELDS, HEAD_ID, OF_ROW, Kind
from warmth_cli.household import Household, Member, Place, Roster, Table
from warmth_cli.identity import passes_luhn, person_key
from warmth_cli.issues import Issue, stop
from warmth_cli.language import marked
from warmth_cli.reading.against_id import contradictions
from warmth_cli.reading.refusals import no_households
from warmth_cli.reading.request import Request
from warmth_cli.reading.sheet import Sheet, column_letter
from warmth_cli.reading.table import (
    Column,
    Layout,
    find_layout,
    is_footer,
    is_heading,
    is_long_number,
    is_moved,
    is_total,
    nearest_headings,
    persons_without_table,
)
from warmth_cli.reading.values import Cell, Judged, Unreadable, Value, blank, read, shown
from warmth_cli.reading.workbook import open_workbook

_FILLED_DOWN = ("union", "district", "head_id")
"""Columns whose merged cells speak for every row they span."""
_REPEATING = frozenset((Kind.TEXT, Kind.CHOICE, Kind.CAUSE, Kind.YES_NO, Kind.COUNT, Kind.DATE))
"""Kinds whose cells repeat so often down a column that each text is read only once."""
_UNIQUE_FIELDS = frozenset(("note", "employer"))
_MEMBER_FIELDS = frozenset(("name", "id_number", *OF_ROW))
_Result = Value | Unreadable | None


@dataclass(slots=True)
class _Draft:
    """A household while its rows are read."""

    sheet: str
    row: int
    values: dict[str, Value]
    members: list[Member] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read; `at` tells the column of each field, from 0."""

    sheet: Sheet
    layout: Layout
    at: dict[str, int]
    drafts: list[_Draft] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    member_rows: int = 0
    unreadable_rows: int = 0
    head_unread: bool = False
    strangers: list[Member] = field(default_factory=list)


def read_roster(path: Path, file: str, request: Request, progress: Callable[[float], None]) -> Roster:
    """Read every table of one workbook.

    `file` is the name messages call it by. Raises WarmthError when it is no workbook or has no table.
    """
    union, today = request.union, request.today
    book = open_workbook(path, request, lambda share: progress(share / 2))
    sheets: list[_Sheet] = []
    unread: list[Issue] = []
    for number, sheet in enumerate(book.sheets):
        layout = find_layout(file, sheet)
        if layout is None and (lost := persons_without_table(sheet)):
            unread.append(Issue("sheet-unread", file, sheet.name, found="", values={"rows": str(lost)}))
        if layout is not None:
            at = {column.field.name: column.index for column in layout.columns}
            sheets.append(_Sheet(sheet, layout, at, issues=list(layout.issues)))
            if not layout.members:  # they wait until all heads are known
                _read_households(file, sheets[-1], union, today)
        progress(0.5 + (number + 1) / len(book.sheets) / 2)
    if not any(not each.layout.members for each in sheets):
        raise no_households(file, " | ".join(_nearest(book.sheets)))
    sheets[0].issues[:0] = unread
    heads = {
        person_key(str(draft.values["id_number"])): draft
        for each in sheets
        for draft in each.drafts
        if "id_number" in draft.values
    }
    for each in sheets:
        if each.layout.members:
            _read_members(file, each, heads, today)
    return Roster(file, book.sha256, tuple(_table(file, each) for each in sheets))


def _nearest(sheets: Sequence[Sheet]) -> list[str]:
    """The longest of the rows that come nearest to a heading row, one a sheet."""
    rows = [nearest_headings(sheet) for sheet in sheets]
    return max(rows, key=lambda row: len(row), default=[])


def _read_households(file: str, reading: _Sheet, union: str, today: date) -> None:
    """The rows of a table of households, each with the members that stand under it."""
    union = reading.layout.union or union
    if "phone" not in reading.at:  # said once, and not for each household
        reading.issues.append(Issue("phone-missing", file, reading.sheet.name, field="phone"))
    for draft in _persons(file, reading, today):
        if draft.values.get("relation", "户主") != "户主" or "relation" in draft.unread:
            _read_member(file, reading, draft)
            continue
        if union:
            draft.values.setdefault("union", union)
        draft.unread |= reading.layout.unbound
        if "phone" in reading.at and "phone" not in draft.values:
            draft.issues.append(_at(file, reading, draft, "phone-missing", "phone"))
        account = str(draft.values.get("account", ""))
        if 16 <= len(account) <= 19 and not passes_luhn(account):
            draft.issues.append(_at(file, reading, draft, "account-luhn", "account", account))
        reading.drafts.append(draft)
        reading.head_unread = False


def _read_member(file: str, reading: _Sheet, draft: _Draft) -> None:
    """A member's row in a table of households: it belongs to the head above."""
    reading.member_rows += 1
    if reading.drafts and not reading.head_unread:
        head = reading.drafts[-1]
        _join(file, reading, head, draft)
        # 与户主关系 may describe the worker: then this is a household, which must not vanish in another.
        own_account = draft.values.get("account", "") not in ("", head.values.get("account"))
        if "relation" in draft.values and "file_status" in draft.values and own_account:
            head.issues.append(_at(file, reading, draft, "member-like-head", "relation"))
    else:
        reading.issues.extend(issue for issue in draft.issues if issue.field == "relation")
        reading.issues.append(_at(file, reading, draft, "member-without-head"))
        reading.strangers.append(_member(draft))


def _read_members(file: str, reading: _Sheet, heads: dict[str, _Draft], today: date) -> None:
    """A sheet of members: each person goes to the household of the head whose number the row names."""
    for person in _persons(file, reading, today):
        reading.member_rows += 1
        head = heads.get(person_key(str(person.values.get("head_id", ""))))
        if head is None:
            reading.issues.extend(issue for issue in person.issues if issue.field == "head_id")
            reading.issues.append(_at(file, reading, person, "member-without-head", "head_id"))
            reading.strangers.append(_member(person))
        else:
            _join(file, reading, head, person)


def _persons(file: str, reading: _Sheet, today: date) -> Iterator[_Draft]:
    """Every row of a table that is a person, with its cells read."""
    layout, sheet = reading.layout, reading.sheet
    merged = _merged_values(sheet, layout)
    plan: list[tuple[Column, dict[object, _Result] | None]] = [
        (column, {} if _repeats(column) else None) for column in layout.columns
    ]
    for number in range(layout.heading_row + 1, len(sheet.rows)):
        row = sheet.rows[number]
        if row.count("") == len(row) or not _is_person(file, reading, row, number):
            continue
        for index, cell in merged.get(number, {}).items():
            if row[index] == "":
                row[index] = cell
        draft = _Draft(sheet.name, number + 1, {})
        _read_cells(file, reading, draft, row, plan, today)
        for each in contradictions(draft.values):
            issue = _at(file, reading, draft, "id-contradicted", each.field, each.found)
            draft.issues.append(replace(issue, values={"said": each.said}))
        yield draft


def _is_person(file: str, reading: _Sheet, row: Sequence[Cell], number: int) -> bool:
    """Whether a row that is not empty is a person; if it is not, and should be, it is reported."""
    at = reading.at

    def cell(name: str) -> Cell:
        return row[at[name]] if name in at and at[name] < len(row) else ""

    def empty(name: str) -> bool:
        return blank(FIELDS.get(name, HEAD_ID), cell(name))

    number_cell = cell("id_number")
    if is_long_number(number_cell):
        return True
    # 合计 and 审核人： stand first in their row, or under the name; beside them are sums, counts and names.
    first = next((each for each in row if isinstance(each, str) and each.strip()), "")
    places = row if empty("name") else (first, cell("name"))
    speaks_of_one = not empty("file_status") or not empty("account")
    beside = is_footer(first) or is_footer(cell("name")) or any(is_total(each) for each in places)
    if beside and (empty("name") or not speaks_of_one):
        return False
    if is_heading(row):
        _stop_if_moved(file, reading, row, number)
        return False
    if not empty("id_number") or not empty("name"):
        return True
    if all(empty(name) for name in at):
        return False  # a running number, or a remark beside the table: no person
    reading.unreadable_rows += 1
    reading.head_unread = True  # whoever stands under it is not of the household above
    found = next(shown(cell(name)) for name in at if not empty(name))
    row_itself = _Draft(reading.sheet.name, number + 1, {})
    reading.issues.append(_at(file, reading, row_itself, "row-unreadable", found=found))
    return False


def _stop_if_moved(file: str, reading: _Sheet, row: Sequence[Cell], number: int) -> None:
    """Refuse a second table with other columns: its rows would be read as something else."""
    if is_moved(row, reading.sheet.rows[reading.layout.heading_row]):
        raise stop(
            marked("{file}, sheet {sheet}: a second table with other columns begins in row {row}."),
            marked("Move it to a sheet of its own, or give both tables the same columns."),
            file=file,
            sheet=reading.sheet.name,
            row=number + 1,
        )


def _read_cells(
    file: str,
    reading: _Sheet,
    draft: _Draft,
    row: Sequence[Cell],
    plan: Sequence[tuple[Column, dict[object, _Result] | None]],
    today: date,
) -> None:
    """Read one row into `draft`; where a column has a memory, what it has read before is taken from there."""
    width, day_zero = len(row), reading.sheet.day_zero
    for column, memory in plan:
        if column.index >= width or (cell := row[column.index]) == "":
            continue
        if memory is None:
            result = _result(column, cell, today, day_zero)
        else:
            key = cell if type(cell) is str else (type(cell), cell)
            if key not in memory:
                memory[key] = _result(column, cell, today, day_zero)
            result = memory[key]
        if result is None:
            continue
        if isinstance(result, Unreadable):
            _report(file, reading, draft, column, cell, result)
        else:
            draft.values[column.field.name] = result


def _repeats(column: Column) -> bool:
    """Whether the column's cells repeat so often that each is read only once."""
    return column.field.kind in _REPEATING and column.field.name not in _UNIQUE_FIELDS


def _result(column: Column, cell: Cell, today: date, day_zero: date) -> _Result:
    """What a cell says: None when it is blank, Unreadable when it cannot be taken."""
    try:
        return None if blank(column.field, cell) else read(column.field, cell, column.unit, today, day_zero)
    except Unreadable as unreadable:
        return unreadable.with_traceback(None)


def _report(
    file: str, reading: _Sheet, draft: _Draft, column: Column, cell: Cell, unreadable: Unreadable
) -> None:
    name = column.field.name
    unknown = name == "relation" and unreadable.code == "value-unknown"
    issue = _at(file, reading, draft, "relation-unknown" if unknown else unreadable.code, name, shown(cell))
    draft.unread.add(name)
    draft.issues.append(replace(issue, values=unreadable.values))


def _join(file: str, reading: _Sheet, head: _Draft, person: _Draft) -> None:
    """Put a member's row into a household; what is wrong with the person holds the household.

    A person listed once more is not counted again.
    """
    name, number = person.values.get("name"), person.values.get("id_number")
    before = None if number is None else _name_before(head, str(number))
    if before is None:
        head.members.append(_member(person))
    elif name and before and name != before:
        twice = _at(file, reading, person, "person-twice", "id_number", str(number))
        others = Place(file, head.sheet, head.row).words
        head.issues.append(replace(twice, values={"others": others}))
    head.issues.extend(_weighed(issue, person) for issue in person.issues if issue.field in _MEMBER_FIELDS)
    if number is None and "id_number" not in person.unread:
        head.issues.append(_at(file, reading, person, "member-id-missing", "id_number"))


def _member(person: _Draft) -> Member:
    wanted = {name: person.values.get(name) for name in ("name", "id_number", "relation")}
    return Member.model_validate({"row": person.row, **wanted})


def _name_before(head: _Draft, number: str) -> str | None:
    """How the household already calls the person with this number; None when it does not know the number."""
    named = [(head.values.get("id_number"), head.values.get("name"))]
    named += [(member.id_number, member.name) for member in head.members]
    names = [name for known, name in named if known and person_key(str(known)) == person_key(number)]
    return str(names[0] or "") if names else None


def _weighed(issue: Issue, person: _Draft) -> Issue:
    """An unknown relation weighs more where the row has a file status, and so may be a head's."""
    if issue.code == "relation-unknown" and "file_status" in person.values:
        return replace(issue, code="value-unknown")
    return issue


def _merged_values(sheet: Sheet, layout: Layout) -> dict[int, dict[int, Cell]]:
    """What each row of a merged cell lacks, in the columns where a clerk merges a block of rows."""
    wanted = {column.index for column in layout.columns if column.field.name in _FILLED_DOWN}
    values: dict[int, dict[int, Cell]] = {}
    for top, left, bottom, right in sheet.merged:
        if left == right and left in wanted and layout.heading_row < top < len(sheet.rows):
            for number in range(top + 1, min(bottom + 1, len(sheet.rows))):
                values.setdefault(number, {})[left] = sheet.rows[top][left]
    return values


def _at(file: str, reading: _Sheet, draft: _Draft, code: str, field: str = "", found: str = "") -> Issue:
    """An issue of a row, in the cell of `field` where the table has a column for it."""
    index = reading.at.get(field)
    cell = "" if index is None else f"{column_letter(index)}{draft.row}"
    return Issue(code, file, reading.sheet.name, draft.row, cell, field, found)


def _table(file: str, reading: _Sheet) -> Table:
    """A sheet as it is handed on: drafts become households, which the model guards."""
    sheet = reading.sheet
    households = tuple(_household(file, reading, draft) for draft in reading.drafts)
    issues = reading.issues
    if sheet.hidden and (households or reading.member_rows):
        issues.insert(0, Issue("sheet-hidden", file, sheet.name, values={"households": str(len(households))}))
    return Table(
        sheet.name,
        {column.field.name: column.letter for column in reading.layout.columns},
        households,
        reading.member_rows,
        reading.unreadable_rows,
        tuple(issues),
        tuple(reading.strangers),
    )


def _household(file: str, reading: _Sheet, draft: _Draft) -> Household:
    values: dict[str, object] = {name: value for name, value in draft.values.items() if name not in OF_ROW}
    finding = draft.values.get("finding")
    if isinstance(finding, Judged):
        values["finding"] = str(finding)
        values["finding_reason"] = finding.reason or None
    size, listed = draft.values.get("household_size"), 1 + len(draft.members)
    if draft.members and size not in (None, listed):
        issue = _at(file, reading, draft, "members-differ", "household_size", str(size))
        draft.issues.append(replace(issue, values={"listed": str(listed)}))
    return Household.model_validate(
        {
            "file": file,
            "sheet": reading.sheet.name,
            "row": draft.row,
            **values,
            "members": tuple(draft.members),
            "unread": frozenset(draft.unread),
            "issues": tuple(draft.issues),
        }
    )
