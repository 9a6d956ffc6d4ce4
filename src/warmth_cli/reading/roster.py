"""Rows become households: every row of every table ends as a household, a member, or an issue."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from warmth_cli.fields import FIELDS, Kind
from warmth_cli.household import Household, Member, Roster, Table
from warmth_cli.identity import passes_luhn, person_key
from warmth_cli.issues import Issue, stop
from warmth_cli.language import marked
from warmth_cli.reading.table import (
    Column,
    Layout,
    find_layout,
    is_repeated_heading,
    is_total_or_footer,
    nearest_headings,
)
from warmth_cli.reading.values import Cell, Judged, Unreadable, Value, blank, read, shown
from warmth_cli.reading.workbook import Sheet, column_letter, open_workbook

_FILLED_DOWN = ("union", "district")
"""Columns whose merged cells speak for every row they span."""
_REPEATING = frozenset((Kind.TEXT, Kind.CHOICE, Kind.CAUSE, Kind.YES_NO, Kind.COUNT, Kind.DATE))
"""Kinds whose cells repeat so often down a column that each text is read only once."""
_UNIQUE_FIELDS = frozenset(("note", "employer"))
_MEMBER_FIELDS = frozenset(("name", "id_number", "relation"))


@dataclass(slots=True)
class _Draft:
    """A household while its rows are read."""

    row: int
    values: dict[str, Value]
    members: list[Member] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read."""

    sheet: Sheet
    layout: Layout
    drafts: list[_Draft] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    member_rows: int = 0
    unreadable_rows: int = 0


def read_roster(path: Path, file: str, union: str, today: date, progress: Callable[[float], None]) -> Roster:
    """Read every table of one workbook.

    `file` is the name messages call it by, `union` stands where the roster names none, `today` decides
    which birth dates lie in the future. Raises WarmthError when it is no workbook or has no table.
    """
    book = open_workbook(path, lambda share: progress(share / 2))
    sheets: list[_Sheet] = []
    for number, sheet in enumerate(book.sheets):
        layout = find_layout(file, sheet)
        if layout is not None:
            sheets.append(_Sheet(sheet, layout, issues=list(layout.issues)))
            _read_rows(file, sheets[-1], union, today)
        progress(0.5 + (number + 1) / len(book.sheets) / 2)
    if not any(not each.layout.members for each in sheets):
        raise stop(
            marked("{file} has no table of households. Nearest to a heading row: {headings}."),
            marked("It needs a row with headings like 户主姓名, 身份证号, 建档状态."),
            file=file,
            headings=" | ".join(_nearest(book.sheets)) or "—",
        )
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


def _read_rows(file: str, reading: _Sheet, union: str, today: date) -> None:
    """The rows of a table of households; a sheet of members waits until all heads are known."""
    layout, sheet = reading.layout, reading.sheet
    if layout.members:
        return
    _fill_merged(sheet, layout)
    union = layout.union or union
    at = {column.field.name: column.index for column in layout.columns}
    seen: dict[str, dict[object, Value | Unreadable | None]] = {name: {} for name in at}
    for number in range(layout.heading_row + 1, len(sheet.rows)):
        row = sheet.rows[number]
        if not any(cell != "" for cell in row) or not _is_person(reading, file, row, number, at):
            continue
        draft = _Draft(number + 1, {})
        _read_cells(file, sheet, draft, row, layout.columns, seen, today)
        relation = draft.values.pop("relation", None)
        if relation not in (None, "户主") or "relation" in draft.unread:
            reading.member_rows += 1
            if reading.drafts:
                _join(file, sheet, reading.drafts[-1], draft, relation)
            else:
                reading.issues.append(_at(file, sheet, number, "member-without-head"))
            continue
        if union:
            draft.values.setdefault("union", union)
        draft.unread |= layout.unbound
        if "phone" in at and "phone" not in draft.values:
            draft.issues.append(_at(file, sheet, number, "phone-missing", at["phone"], "phone"))
        account = str(draft.values.get("account", ""))
        if 16 <= len(account) <= 19 and not passes_luhn(account):
            draft.issues.append(_at(file, sheet, number, "account-luhn", at["account"], "account", account))
        reading.drafts.append(draft)


def _is_person(reading: _Sheet, file: str, row: Sequence[Cell], number: int, at: dict[str, int]) -> bool:
    """Whether a row that is not empty is a person; if it is not, and should be, it is reported."""

    def empty(name: str) -> bool:
        return name not in at or at[name] >= len(row) or blank(FIELDS[name], row[at[name]])

    if not empty("id_number"):
        # Only a cell without any digit can be the heading once more; looking at each row would be slow.
        content = shown(row[at["id_number"]])
        return any(character.isdigit() for character in content) or not is_repeated_heading(row)
    first_cell = next(cell for cell in row if cell != "")
    # 合计 stands under 序号 or under the name; other columns of that row hold sums and counts.
    beside_names = empty("name") or is_total_or_footer([row[at["name"]]])
    if is_total_or_footer([first_cell]) or (beside_names and is_total_or_footer(row)):
        return False
    if not empty("name"):
        return not is_repeated_heading(row)
    if all(index >= len(row) or row[index] == "" for index in at.values()):
        return False  # a running number, or a remark beside the table: no person
    reading.unreadable_rows += 1
    found = next(shown(cell) for index in at.values() if index < len(row) and (cell := row[index]) != "")
    reading.issues.append(_at(file, reading.sheet, number, "row-unreadable", found=found))
    return False


def _read_cells(
    file: str,
    sheet: Sheet,
    draft: _Draft,
    row: Sequence[Cell],
    columns: Iterable[Column],
    seen: dict[str, dict[object, Value | Unreadable | None]],
    today: date,
) -> None:
    """Read one row into `draft`; what was read before in the same column is taken from `seen`."""
    width = len(row)
    for column in columns:
        if column.index >= width or (cell := row[column.index]) == "":
            continue
        kind = column.field
        name = kind.name
        known = seen[name]
        key = cell if type(cell) is str else (type(cell), cell)
        if key in known:
            value = known[key]
        else:
            try:
                value = None if blank(kind, cell) else read(kind, cell, column.unit, today)
            except Unreadable as unreadable:
                value = unreadable
            if kind.kind in _REPEATING and name not in _UNIQUE_FIELDS:
                known[key] = value
        if value is None:
            continue
        if isinstance(value, Unreadable):
            _report(file, sheet, draft, column, cell, value)
        else:
            draft.values[name] = value


def _report(
    file: str, sheet: Sheet, draft: _Draft, column: Column, cell: Cell, unreadable: Unreadable
) -> None:
    name = column.field.name
    code = "relation-unknown" if name == "relation" else unreadable.code
    place = f"{column.letter}{draft.row}"
    draft.unread.add(name)
    draft.issues.append(Issue(code, file, sheet.name, draft.row, place, name, shown(cell), unreadable.values))


def _join(file: str, sheet: Sheet, head: _Draft, person: _Draft, relation: Value | None) -> None:
    """Put a member's row into a household; what is wrong with the person holds the household."""
    number = person.values.get("id_number")
    if number is not None and number == head.values.get("id_number"):
        return  # the head once more, at the top of the family's own list
    head.members.append(
        Member.model_validate(
            {"row": person.row, "name": person.values.get("name"), "id_number": number, "relation": relation}
        )
    )
    head.issues.extend(issue for issue in person.issues if issue.field in _MEMBER_FIELDS)
    if number is None and "id_number" not in person.unread:
        head.issues.append(_at(file, sheet, person.row - 1, "member-id-missing", field="id_number"))


def _read_members(file: str, reading: _Sheet, heads: dict[str, _Draft], today: date) -> None:
    """A sheet of members: each person goes to the household of the head whose number the row names."""
    layout, sheet = reading.layout, reading.sheet
    at = {column.field.name: column.index for column in layout.columns}
    seen: dict[str, dict[object, Value | Unreadable | None]] = {name: {} for name in at}
    for number in range(layout.heading_row + 1, len(sheet.rows)):
        row = sheet.rows[number]
        if not any(cell != "" for cell in row) or not _is_person(reading, file, row, number, at):
            continue
        reading.member_rows += 1
        person = _Draft(number + 1, {})
        _read_cells(file, sheet, person, row, layout.columns, seen, today)
        head = heads.get(person_key(str(person.values.get("head_id", ""))))
        if head is None:
            reading.issues.extend(issue for issue in person.issues if issue.field == "head_id")
            reading.issues.append(_at(file, sheet, number, "member-without-head", at["head_id"], "head_id"))
        else:
            _join(file, sheet, head, person, person.values.get("relation"))


def _fill_merged(sheet: Sheet, layout: Layout) -> None:
    """Give every row of a merged cell its value, in the columns where a clerk merges a block of rows."""
    wanted = {column.index for column in layout.columns if column.field.name in _FILLED_DOWN}
    for top, left, bottom, right in sheet.merged:
        if left == right and left in wanted and top > layout.heading_row and top < len(sheet.rows):
            for row in sheet.rows[top + 1 : bottom + 1]:
                if left < len(row) and row[left] == "":
                    row[left] = sheet.rows[top][left]


def _at(
    file: str,
    sheet: Sheet,
    number: int,
    code: str,
    index: int | None = None,
    field: str = "",
    found: str = "",
) -> Issue:
    """An issue of row `number` (from 0), in the column `index` if one cell is meant."""
    cell = "" if index is None else f"{column_letter(index)}{number + 1}"
    return Issue(code, file, sheet.name, number + 1, cell, field, found)


def _table(file: str, reading: _Sheet) -> Table:
    """A sheet as it is handed on: drafts become households, which the model guards."""
    sheet = reading.sheet
    households = tuple(_household(file, sheet, draft) for draft in reading.drafts)
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
    )


def _household(file: str, sheet: Sheet, draft: _Draft) -> Household:
    values: dict[str, object] = dict(draft.values)
    finding = draft.values.get("finding")
    if isinstance(finding, Judged):
        values["finding"] = str(finding)
        values["finding_reason"] = finding.reason or None
    size = draft.values.get("household_size")
    listed = 1 + len(draft.members)
    if draft.members and size not in (None, listed):
        draft.issues.append(
            Issue(
                "members-differ",
                file,
                sheet.name,
                draft.row,
                "",
                "household_size",
                str(size),
                {"listed": str(listed)},
            )
        )
    return Household.model_validate(
        {
            "file": file,
            "sheet": sheet.name,
            "row": draft.row,
            **values,
            "members": tuple(draft.members),
            "unread": frozenset(draft.unread),
            "issues": tuple(draft.issues),
        }
    )
