"""Where the table is on a sheet: its heading row, which column is which field, what surrounds it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from warmth_cli.fields import Field, Kind, named
from warmth_cli.identity import without_long_numbers
from warmth_cli.issues import Issue
from warmth_cli.reading.headings import Heading, fits, normalised, vocabulary
from warmth_cli.reading.sheet import Sheet, column_letter
from warmth_cli.reading.values import Cell, plain, shown

HEADING_ROWS = 40
"""How far down the heading row is looked for."""
FEWEST_HEADINGS = 3
"""A row with fewer known headings is no heading row."""

_UNION_LINE = re.compile(r"(?:填报单位|填报工会|单位名称|所属工会)(?:\([^)]*\))?(?:[:：](.*)|$)")
_BLANK_BEFORE_LABEL = re.compile(r"(?<=\S)\s+(?=[^\s:：]{2,8}[:：])")
_NEXT_LABEL = re.compile(
    r"\||(?:填报|填表|制表|上报|报送|统计)?(?:日期|时间)[:：]|(?:联系)?(?:电话|手机)[:：]|(?:金额)?单位[:：]|"
    r"(?:单位)?(?:负责人|主席|审核人|审批人|联系人|填报人|填表人|制表人|经办人)(?:\([^)]*\))?[:：]|\d{4}(?:年|[-./]\d)"
)
_STAMP = re.compile(r"\((?:盖章|公章|章|签章)\)|(?:盖章|公章)$")
_ID_NUMBER = re.compile(r"[1-9]\d{16}[\dXx]", re.ASCII)
_IN_TEN_THOUSANDS = re.compile(
    r"(?<!填报)(?<!所属)单位[:：](?:[^:：]{1,6}[、/，,])?(?:人民币)?万元?(?!\w)|(?<![\d.])[万千百]元|单位\(?万"
)
_TOTAL = re.compile(
    r"(?:本页|本表|以上|全部|\w*(?:工会|公司|厂|局|区|县|市))?(?:合计|小计|总计|共计|累计|总合计)(?:[\d:：(共人户].*)?|"
    r"共\d+[人户].*"
)
_FOOTER = re.compile(
    r"(?:单位|填报单位|单位负责人|负责人|工会主席|主席|主管领导|分管领导|领导|审核|审核人|批准|批准人|审批|审批人|复核|复核人|"
    r"制表|制表人|填表人|填报人|经办人|经办|填表日期|填报日期|填报时间|制表日期|日期|联系人|联系电话|盖章|"
    r"注|备注|说明|填表说明|填报说明|温馨提示)(?:签字|签名|盖章|\([^)]*\))*[:：]"
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
    row = next((number for number, row in enumerate(sheet.rows[:HEADING_ROWS]) if is_heading(row)), None)
    if row is None:
        return None
    above = sheet.rows[:row]
    headings = _headings(sheet.rows[row])
    members = _is_members(headings.values())
    columns, issues, unbound = _bind(file, sheet, row, headings, members, _unit_above(above))
    return Layout(row, columns, members, unbound, _union_above(above), tuple(issues))


def persons_without_table(sheet: Sheet) -> int:
    """In how many rows of a sheet without a table a resident identity number stands: they are people whom
    nobody would miss."""
    return sum(
        any(isinstance(cell, str) and _ID_NUMBER.fullmatch(plain(cell)) for cell in row) for row in sheet.rows
    )


def nearest_headings(sheet: Sheet) -> list[str]:
    """What the likeliest heading row of a sheet without a table says, to show why it was not taken.

    The row may be a person's: long numbers are hidden.
    """

    def known(row: Sequence[Cell]) -> int:
        return sum(vocabulary().known(heading) for heading in _headings(row).values())

    best = max(sheet.rows[:HEADING_ROWS], key=lambda row: (known(row), len(_headings(row))), default=[])
    return [without_long_numbers(plain(shown(cell))) for cell in best if cell != ""][:8]


def is_heading(row: Sequence[Cell]) -> bool:
    """Whether a row is the heading of a table of people, the first time or once more."""
    headings, field = _headings(row).values(), vocabulary().field
    for members in (False, True):
        known = {found.name for heading in headings if (found := field(heading, members))}
        if len(known) >= FEWEST_HEADINGS and known & {"name", "id_number", "head_id"}:
            return True
    return False


def is_moved(row: Sequence[Cell], heading: Sequence[Cell]) -> bool:
    """Whether a heading further down says that some column is another field than the first heading says."""

    def fields(row: Sequence[Cell]) -> set[tuple[int, Field]]:
        return {(index, field) for index, each in _headings(row).items() if (field := _any_field(each))}

    return not fields(row) <= fields(heading)


def is_long_number(cell: Cell) -> bool:
    """Whether a cell holds so many digits that its row must be a person, whatever else stands there."""
    text = cell if isinstance(cell, str) else shown(cell)
    return (len(text) >= 14 and text[:14].isdigit()) or sum(map(str.isdigit, text)) >= 14


def is_total(cell: Cell) -> bool:
    """Whether a cell names a sum: 合计, 小计, 共35户."""
    return isinstance(cell, str) and _TOTAL.fullmatch(plain(cell)) is not None


def is_footer(cell: Cell) -> bool:
    """Whether a cell begins what stands under a table: a signature line, a date, a remark."""
    return isinstance(cell, str) and _FOOTER.match(plain(cell)) is not None


def _headings(row: Sequence[Cell]) -> dict[int, Heading]:
    return {
        index: normalised(cell) for index, cell in enumerate(row) if isinstance(cell, str) and plain(cell)
    }


def _any_field(heading: Heading) -> Field | None:
    return vocabulary().field(heading) or vocabulary().field(heading, members=True)


def _is_members(headings: Iterable[Heading]) -> bool:
    found = [vocabulary().field(heading, members=True) for heading in headings]
    fields = {field.name for field in found if field}
    return "head_id" in fields and "id_number" in fields and "file_status" not in fields


def _bind(
    file: str, sheet: Sheet, row: int, headings: dict[int, Heading], members: bool, unit_above: str
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
            if not words.known(heading, members):
                if near := words.nearest(heading):
                    issue("column-near", index, near_field=near.name)
                else:
                    issue("column-unknown", index)
        elif not fits(field, heading):
            issue("unit-unclear", index, field.name, heading=shown(sheet.rows[row][index]))
            unbound.add(field.name)
        elif unit_above and field.kind is Kind.MONEY and heading.unit is None:
            issue("unit-unclear", index, field.name, heading=unit_above)
            unbound.add(field.name)
        else:
            claims.setdefault(field.name, []).append(index)
    columns = []
    for name, indexes in claims.items():
        if len(indexes) == 1:
            index = indexes[0]
            unit = headings[index].unit or Decimal(1)
            columns.append(Column(named(name), index, column_letter(index), unit))
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
            found = _UNION_LINE.search(plain(_BLANK_BEFORE_LABEL.sub("|", text)))
            if not found:
                continue
            following = texts[place + 1] if place + 1 < len(texts) else ""
            for words in (found[1] or "", plain(following)):
                if union := _STAMP.sub("", _NEXT_LABEL.split(words)[0].strip("_-—")):
                    return union
    return ""


def _unit_above(rows: Sequence[Sequence[Cell]]) -> str:
    """The words above a table that speak of amounts in 万元 or 千元, or nothing."""
    texts = (cell.strip() for row in rows for cell in row if isinstance(cell, str))
    return next((text for text in texts if _IN_TEN_THOUSANDS.search(plain(text))), "")
