"""Where the table is on a sheet: its heading row, which column is which field, what surrounds it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from warmth_cli.fields import Field, named
from warmth_cli.issues import Issue
from warmth_cli.reading.headings import Heading, fits, normalised, vocabulary
from warmth_cli.reading.values import Cell, plain, shown
from warmth_cli.reading.workbook import Sheet, column_letter

HEADING_ROWS = 40
"""How far down the heading row is looked for."""
FEWEST_HEADINGS = 3
"""A row with fewer known headings is no heading row."""

_UNION_LINE = re.compile(r"(?:填报单位|填报工会|单位名称|所属工会)(?:\([^)]*\))?[:：](.*)")
_NEXT_LABEL = re.compile(r"(?:填报|填表|制表)?(?:日期|时间|人)[:：]|单位[:：]")
_STAMP = re.compile(r"\((?:盖章|公章|章|签章)\)|(?:盖章|公章)$")
_TOTAL = re.compile(r"(?:合计|小计|总计|共计|累计|总合计)(?:[\d:：(（共人户].*)?")
_FOOTER = re.compile(
    r"(?:单位负责人|负责人|审核|审核人|批准|批准人|审批|复核|复核人|制表|制表人|填表人|填报人|经办人|经办|领导签字|"
    r"填表日期|填报日期|填报时间|制表日期|日期|联系人|联系电话|盖章|注|备注|说明|填表说明|填报说明|温馨提示)(?:签字|签名|\([^)]*\))?[:：]"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is read: its field, where it is from 0, its letters, the yuan in a unit of money."""

    field: Field
    index: int
    letter: str
    unit: Decimal


@dataclass(frozen=True, slots=True)
class Layout:
    """The table of one sheet. `heading_row` counts from 0; `members` is true on a sheet of members.

    `unbound` are fields that a column claims and that were not read all the same.
    """

    heading_row: int
    columns: tuple[Column, ...]
    members: bool
    unbound: frozenset[str]
    union: str
    issues: tuple[Issue, ...]


def find_layout(file: str, sheet: Sheet) -> Layout | None:
    """The table of `sheet`, or None when none of its first rows has enough known headings."""
    best, most = -1, FEWEST_HEADINGS - 1
    for number, row in enumerate(sheet.rows[:HEADING_ROWS]):
        known = {found.name for heading in _headings(row).values() if (found := _any_field(heading))}
        if len(known) > most and known & {"name", "id_number", "head_id"}:
            best, most = number, len(known)
    if best < 0:
        return None
    headings = _headings(sheet.rows[best])
    members = _is_members(headings.values())
    columns, issues, unbound = _bind(file, sheet, best, headings, members)
    return Layout(best, columns, members, unbound, _union_above(sheet.rows[:best]), tuple(issues))


def nearest_headings(sheet: Sheet) -> list[str]:
    """What the likeliest heading row of a sheet without a table says, to show why it was not taken."""

    def known(row: Sequence[Cell]) -> int:
        return sum(vocabulary().known(heading) for heading in _headings(row).values())

    best = max(sheet.rows[:HEADING_ROWS], key=lambda row: (known(row), len(_headings(row))), default=[])
    return [shown(cell) for cell in best if cell != ""][:8]


def is_repeated_heading(row: Sequence[Cell]) -> bool:
    """Whether a row in the table is its heading once more."""
    return sum(_any_field(heading) is not None for heading in _headings(row).values()) >= FEWEST_HEADINGS


def is_total_or_footer(row: Sequence[Cell]) -> bool:
    """Whether a row without a person is a total, a signature line or a remark."""
    return any(
        _TOTAL.fullmatch(words) or _FOOTER.match(words)
        for cell in row
        if isinstance(cell, str) and (words := plain(cell))
    )


def _headings(row: Sequence[Cell]) -> dict[int, Heading]:
    return {
        index: normalised(cell)
        for index, cell in enumerate(row)
        if isinstance(cell, str) and len(cell) <= 80 and plain(cell)
    }


def _any_field(heading: Heading) -> Field | None:
    return vocabulary().field(heading) or vocabulary().field(heading, members=True)


def _is_members(headings: Iterable[Heading]) -> bool:
    found = [vocabulary().field(heading, members=True) for heading in headings]
    fields = {field.name for field in found if field}
    return "head_id" in fields and "id_number" in fields and "file_status" not in fields


def _bind(
    file: str, sheet: Sheet, row: int, headings: dict[int, Heading], members: bool
) -> tuple[tuple[Column, ...], list[Issue], frozenset[str]]:
    words = vocabulary()
    claims: dict[str, list[int]] = {}
    issues: list[Issue] = []

    def issue(code: str, index: int, field: str = "", **values: str) -> None:
        found = shown(sheet.rows[row][index])
        cell = f"{column_letter(index)}{row + 1}"
        issues.append(Issue(code, file, sheet.name, row + 1, cell, field, found, values))

    unbound: set[str] = set()
    for index, heading in headings.items():
        field = words.field(heading, members)
        if field is None:
            if heading.words not in words.passed_over:
                near = words.nearest(heading)
                issue("column-unknown", index, near_field=near.name) if near else issue(
                    "column-unknown", index
                )
        elif not fits(field, heading):
            issue("unit-unclear", index, field.name, heading=shown(sheet.rows[row][index]))
            unbound.add(field.name)
        else:
            claims.setdefault(field.name, []).append(index)
    columns = []
    for name, indexes in claims.items():
        if len(indexes) == 1:
            index = indexes[0]
            columns.append(Column(named(name), index, column_letter(index), headings[index].unit))
            unbound.discard(name)
        else:
            cells = "、".join(
                f"{column_letter(index)}{row + 1} {shown(sheet.rows[row][index])}" for index in indexes
            )
            issue("column-clash", indexes[0], name, headings=cells)
            unbound.add(name)
    return tuple(columns), issues, frozenset(unbound)


def _union_above(rows: Sequence[Sequence[Cell]]) -> str:
    """The union in a line 填报单位：… above the table, in the same cell or in the next that has words."""
    for row in rows:
        texts = [cell for cell in row if isinstance(cell, str) and plain(cell)]
        for place, text in enumerate(texts):
            found = _UNION_LINE.search(plain(text))
            if not found:
                continue
            following = texts[place + 1] if place + 1 < len(texts) else ""
            union = re.split(
                r"(?:填报|填表|制表)?(?:日期|时间|人)[:：]|单位[:：]", found[1] or plain(following)
            )[0]
            if union := _STAMP.sub("", union):
                return union
    return ""
