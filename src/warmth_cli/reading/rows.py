"""The rows of one block: which are people, what their cells say, and what the others are.

Columns are read one after another, not row by row: what repeats down a column is read only once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import cast

from warmth_cli.fields import FIELDS, HEAD_ID, Kind
from warmth_cli.files.cell import Cell, Faulty
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.household import Household, RowKind
from warmth_cli.identity import looks_rounded, without_long_numbers
from warmth_cli.issues import Issue
from warmth_cli.reading.columns import Column
from warmth_cli.reading.draft import Draft
from warmth_cli.reading.heading_rows import is_heading
from warmth_cli.reading.kept import as_it_stands
from warmth_cli.reading.surroundings import (
    is_aside,
    is_footer,
    is_long_number,
    is_of_statistics,
    is_sample,
    is_sample_name,
    is_signature,
    is_total,
    union_above,
    union_of_group,
    unit_in,
)
from warmth_cli.reading.table import Block
from warmth_cli.reading.usual import usually
from warmth_cli.reading.values import (
    Unreadable,
    Value,
    blank,
    plain,
    read,
    shown,
)
from warmth_cli.reading.vocabulary import Vocabulary
from warmth_cli.reading.whole import opened, whole_households

_FILLED_DOWN = frozenset(("union", "district", "head_id"))
"""Columns whose merged cells speak for every row they span."""
_RUNNING = re.compile(r"(?:第?\d{1,6}[.、号]?)?")
"""How a running number is written."""
_VALUES = frozenset(value for each in FIELDS.values() for value in each.values if not value.isdigit())
"""What cells of a household say, and nobody is called."""
_FEW = 10
"""How many rows under a heading may begin with the word 示例, whatever column it stands in."""
_PROBE = 5000
"""Cells at the top of a column that tell whether what it says repeats."""
_DAMAGED = {Kind.ID: "id-damaged", Kind.ACCOUNT: "account-damaged"}
"""Numbers that must have been typed as text, and what is wrong with those that were not."""
_Result = Value | Unreadable | None
_Fault = tuple[Column, Cell, Unreadable]


@dataclass(slots=True)
class Rows:
    """The rows of a block: people in their order, and the numbers of all others by what they are.

    `filled` counts the rows in which anything stands: all others add up to it. `unit_below` are words under
    the table that speak of amounts in 万元. `gap` is true when the last of them is one after which nobody
    knows whose household goes on. A person is a draft, unless the row is a household by itself.
    """

    persons: list[Draft | Household] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    passed_over: dict[RowKind, list[int]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    filled: int = 0
    unit_below: str = ""
    gap: bool = False

    @property
    def drafts(self) -> list[Draft]:
        """The persons who are no household by themselves."""
        return [person for person in self.persons if isinstance(person, Draft)]


def read_rows(
    file: str, sheet: Sheet, block: Block, words: Vocabulary, today: date, union: str, table: str
) -> Rows:
    """Read every row of a block; `today` decides which birth dates lie in the future.

    `union` stands where a row names none, `table` is what its households call the table.
    """
    return _Reader(file, sheet, block, words, today).read(union, table)


class _Reader:
    """Reads one block; an offset is a row's place among the block's own."""

    def __init__(self, file: str, sheet: Sheet, block: Block, words: Vocabulary, today: date) -> None:
        self.file, self.sheet, self.block, self.words, self.today = file, sheet, block, words, today
        self.rows = _rows(sheet, block)
        self.at = block.at
        self.found = Rows()
        self.failed = False

    def read(self, union_of_all: str, table: str) -> Rows:
        """All rows of the block, in their order."""
        found, block = self.found, self.block
        names = [column.field.name for column in block.columns]
        faults: dict[int, list[_Fault]] = {}
        columns = [self._column(column, faults) for column in block.columns]
        samples = self._samples()
        beside = [self._beside(each.columns, each.relation) for each in block.beside]
        form = [(heading, self._texts(index)) for heading, index in block.form]
        numbers = columns[names.index("id_number")] if "id_number" in names else None
        whole = self._whole(dict(zip(names, columns, strict=True)), {*samples, *faults}, union_of_all, table)
        gap, union, group = False, "", ""
        records = zip(*columns, strict=True) if columns else repeat((), len(self.rows))
        for offset, record in enumerate(records):
            if (household := whole[offset]) is not None and not union and not group:
                found.filled += 1
                found.persons.append(household)
                gap = False
                continue
            # A row with a valid number is a person, which is nearly every row, and told quickly.
            if numbers is None or numbers[offset] is None or offset in samples:
                kind = self._kind(offset, samples, any(offset in each for each in beside))
                if kind == "blank":
                    continue
                found.filled += 1
                if kind == "unreadable":
                    self._unreadable(offset)
                if kind in ("unreadable", "sample"):
                    gap = True  # whoever stands under it is not of the household above
                if kind == "note":
                    union = union_above([self.rows[offset]]) or union
                    group, before = union_of_group(self.rows[offset]) or group, group
                    gap = gap or group != before
                if kind == "total":
                    group = ""  # whose households follow a sum is not said
                if kind != "person":
                    continue
            else:
                found.filled += 1
            values = {name: value for name, value in zip(names, record, strict=True) if value is not None}
            draft = Draft(self.file, self.sheet.name, block.first + offset + 1, self.at, values, gap=gap)
            gap = False
            if form:
                draft.form = {heading: texts[offset] for heading, texts in form if texts[offset]}
            draft.union, draft.group = union, group
            if block.number is not None:
                draft.numbered = _filled(self.rows[offset][block.number])
            if block.head_name is not None:
                draft.head_name = plain(shown(self.rows[offset][block.head_name]))
            for column, cell, unreadable in faults.get(offset, ()):
                _report(draft, column, cell, unreadable)
            if beside:
                draft.beside = [each[offset] for each in beside if offset in each]
            found.persons.append(draft)
        found.gap = gap
        notes = found.passed_over.get("note", ())
        found.unit_below = unit_in([self.sheet.rows[number - 1] for number in notes])
        if found.unit_below:  # something must be said of them all
            found.persons = [
                opened(each, block) if isinstance(each, Household) else each for each in found.persons
            ]
        return found

    def _whole(
        self, columns: dict[str, list[Value | None]], others: set[int], union: str, table: str
    ) -> list[Household | None]:
        """The rows that are a household each, None for every other; `others` are known to be none."""
        sheet, block = self.sheet.name, self.block
        if table != sheet:
            return [None] * len(self.rows)  # a further table of a sheet has two names, and is small
        whole = whole_households(self.file, sheet, block, columns, union)
        for offset in others:
            whole[offset] = None
        if block.number is not None:
            for offset, row in enumerate(self.rows):
                if not _filled(row[block.number]):
                    whole[offset] = None
        return whole

    # --- cells -----------------------------------------------------------------------------------------

    def _column(self, column: Column, faults: dict[int, list[_Fault]]) -> list[Value | None]:
        """What each cell of a column says, None when it is blank; what cannot be taken goes into `faults`."""
        cells = [row[column.index] for row in self.rows]
        if column.field.name in _FILLED_DOWN:
            self._fill_down(cells, column.index)
        results: list[_Result]
        # True and 1.0 are one key of a dictionary, and not one value.
        first = cells[:_PROBE]
        repeat = 2 * len(set(first)) <= len(first)
        if repeat and bool not in set(map(type, different := set(cells))):
            known = {cell: self._result(column, cell) for cell in different}
            results = [known[cell] for cell in cells]
            doubtful = any(type(result) is Unreadable for result in known.values())
        else:
            usual = usually(column.field.kind, column.unit, self.today)
            self.failed = False
            results = [usual(cell) or (None if cell == "" else self._result(column, cell)) for cell in cells]
            doubtful = self.failed
        if (damaged := _DAMAGED.get(column.field.kind)) and _are_rounded(cells):
            doubtful = True
            results = [
                Unreadable(damaged) if _is_rounded(cell) else result
                for cell, result in zip(cells, results, strict=True)
            ]
        if not doubtful:
            return cast(list[Value | None], results)
        for offset, result in enumerate(results):
            if isinstance(result, Unreadable):
                faults.setdefault(offset, []).append((column, cells[offset], result))
        return [None if isinstance(result, Unreadable) else result for result in results]

    def _result(self, column: Column, cell: Cell) -> _Result:
        try:
            if blank(column.field, cell):
                return None
            return read(column.field, cell, column.unit, self.today, self.sheet.day_zero)
        except Unreadable as unreadable:
            self.failed = True
            return unreadable.with_traceback(None)

    def _texts(self, index: int) -> list[str]:
        """What each cell of a column says that is kept as it stands."""
        cells = [row[index] for row in self.rows]
        if bool in set(map(type, cells)):  # True and 1.0 are one key of a dictionary, and not one value
            return [as_it_stands(cell) for cell in cells]
        known = {cell: as_it_stands(cell) for cell in set(cells)}
        return [known[cell] for cell in cells]

    def _fill_down(self, cells: list[Cell], index: int) -> None:
        """Give each row of a merged cell what the cell says."""
        first = self.block.first
        for top, left, bottom, right in self.sheet.merged:
            if left == right == index and first <= top < first + len(cells):
                for offset in range(top + 1 - first, min(bottom + 1 - first, len(cells))):
                    cells[offset] = cells[offset] if cells[offset] != "" else cells[top - first]

    def _beside(self, columns: Mapping[str, int], relation: str) -> dict[int, Draft]:
        """The members that stand in one set of columns beside the head, by row."""
        as_read = [
            Column(FIELDS[name], index, column_letter(index), Decimal(1)) for name, index in columns.items()
        ]
        members: dict[int, Draft] = {}
        for offset, row in enumerate(self.rows):
            draft = Draft(self.file, self.sheet.name, self.block.first + offset + 1, columns, {})
            for column in as_read:
                result = self._result(column, row[column.index])
                if isinstance(result, Unreadable):
                    _report(draft, column, row[column.index], result)
                elif result is not None:
                    draft.values[column.field.name] = result
            if draft.values or draft.issues:
                if relation:
                    draft.values.setdefault("relation", relation)
                members[offset] = draft
        return members

    # --- rows ------------------------------------------------------------------------------------------

    def _kind(self, offset: int, samples: set[int], has_member: bool) -> RowKind:
        """What a row is; one that is passed over is remembered by its kind."""
        row = self.rows[offset]
        if not any(map(_filled, row)):
            return "blank"
        if offset in samples:
            kind: RowKind = "sample"
        elif has_member and not self._is_sum_or_footer(row):
            return "person"
        else:
            kind = self._kind_of(row)
        if kind not in ("person", "unreadable"):
            self.found.passed_over.setdefault(kind, []).append(self.block.first + offset + 1)
        return kind

    def _kind_of(self, row: Sequence[Cell]) -> RowKind:
        if is_long_number(self._cell(row, "id_number")):
            return "person"
        if self._is_sum_or_footer(row):
            return "total" if any(map(is_total, row)) else "note"
        if is_heading(row, self.words):
            return "heading"
        if self._is_aside(row) or union_of_group(row):
            return "note"
        if not self._empty(row, "id_number") or not self._empty(row, "name"):
            return "person"
        if any(map(is_long_number, row)):
            return "unreadable"  # somebody's number, in a column where nobody looks for it
        said = [index for index, cell in enumerate(row) if _filled(cell) and not _says_nothing(cell)]
        if said in ([], [self.block.number]) and all(map(_is_figure, row)):
            return "number"
        return "note" if all(self._empty(row, name) for name in self.at) else "unreadable"

    def _is_sum_or_footer(self, row: Sequence[Cell]) -> bool:
        """合计 and 审核人： stand first in their row, or under the name; beside them are sums and names."""
        if is_long_number(self._cell(row, "id_number")):
            return False
        name = self._cell(row, "name")
        if is_total(name) or is_footer(name) or sum(map(is_footer, row)) > 1:
            return True
        signed = sum(map(is_signature, row)) > 1  # 制表人 | 赵六 | 日期 | 2022-1-5
        if signed and (is_signature(name) or is_signature(self._cell(row, "id_number"))):
            return True
        first = next((each for each in row if isinstance(each, str) and each.strip()), "")
        of_one = (self._cell(row, "file_status"), self._cell(row, "account"))
        if any(_filled(cell) and not is_signature(cell) and not is_total(cell) for cell in of_one):
            return self._empty(row, "name") and (is_total(first) or is_footer(first))
        summed = self._empty(row, "name") and any(map(is_total, row))
        return signed or summed or is_footer(first) or is_total(first)

    def _is_aside(self, row: Sequence[Cell]) -> bool:
        """Whether a row is a line of words, or of figures that are told of all: nobody's."""
        texts = [shown(cell) for cell in row if _filled(cell)]
        if len(texts) == 1:
            return is_aside(texts[0])
        return not any(map(is_long_number, texts)) and is_of_statistics(texts, _VALUES)

    def _cell(self, row: Sequence[Cell], name: str) -> Cell:
        return row[self.at[name]] if name in self.at else ""

    def _empty(self, row: Sequence[Cell], name: str) -> bool:
        return blank(FIELDS.get(name, HEAD_ID), self._cell(row, name))

    def _unreadable(self, offset: int) -> None:
        row, number = self.rows[offset], self.block.first + offset + 1
        told = [self._cell(row, name) for name in self.at if not self._empty(row, name)]
        told += filter(is_long_number, row)
        found = without_long_numbers(shown(told[0]))
        self.found.unreadable.append(number)
        self.found.issues.append(
            Issue("row-unreadable", self.file, self.sheet.name, number, "", "", found, {})
        )

    def _samples(self) -> set[int]:
        """The rows that say of themselves that they only show how to fill in the table."""
        at, number = self.at, self.block.number
        found = set()
        for offset, row in enumerate(self.rows):
            name, note = self._cell(row, "name"), self._cell(row, "note")
            says = is_sample_name(name) if type(name) is str and ("例" in name or "样" in name) else False
            if not says and number is not None and type(row[number]) is str:
                says = is_sample(row[number])
            if not says and type(note) is str and ("例" in note or "样" in note):
                says = is_sample(note)
            if not says and offset < _FEW:
                says = is_sample(next((cell for cell in row if _filled(cell)), ""))
            if says and ("id_number" in at or "name" in at):
                found.add(offset)
                cell = Issue("row-sample", self.file, self.sheet.name, self.block.first + offset + 1)
                self.found.issues.append(replace(cell, found=shown(name)))
        return found


def _rows(sheet: Sheet, block: Block) -> Sequence[Sequence[Cell]]:
    """The rows of a block, each at least as wide as it, without what is another block's."""
    rows: Sequence[Sequence[Cell]] = sheet.rows[block.first : block.last]
    width = block.right + 1
    if not block.alone:
        rows = [[*[""] * block.left, *row[block.left : width]] for row in rows]
    if any(len(row) < width for row in rows):
        rows = [row if len(row) >= width else [*row, *[""] * (width - len(row))] for row in rows]
    return rows


def _is_rounded(cell: Cell) -> bool:
    return isinstance(cell, str) and cell[-3:].strip().endswith("0") and looks_rounded(plain(cell))


def _are_rounded(cells: Sequence[Cell]) -> bool:
    """Whether most long numbers of a column were numbers once: a CSV that Excel saved does not tell it
    otherwise, and one in eleven identity numbers that it rounds passes for valid."""
    rounded = sum(map(_is_rounded, cells))
    return rounded > 1 and 2 * rounded > sum(
        isinstance(cell, str) and len(plain(cell)) > 16 for cell in cells
    )


def _says_nothing(cell: Cell) -> bool:
    """Whether a cell is what a formula makes of blanks: 0, or an error."""
    return cell == 0 or isinstance(cell, Faulty) or (isinstance(cell, str) and cell.startswith("#"))


def _is_figure(cell: Cell) -> bool:
    """Whether a cell has no words."""
    return not isinstance(cell, str) or _says_nothing(cell) or _RUNNING.fullmatch(plain(cell)) is not None


def _filled(cell: Cell) -> bool:
    return cell != "" and (not isinstance(cell, str) or plain(cell) != "")


def _report(draft: Draft, column: Column, cell: Cell, unreadable: Unreadable) -> None:
    """Put an unreadable cell among the issues of its row: nothing may be concluded from it."""
    name = column.field.name
    unknown = name == "relation" and unreadable.code == "value-unknown"
    issue = draft.issue("relation-unknown" if unknown else unreadable.code, name, shown(cell))
    draft.unread.add(name)
    draft.issues.append(replace(issue, values=unreadable.values))


def unnamed_columns(
    rows: Sequence[Sequence[Cell]], block: Block, persons: Sequence[Draft | Household]
) -> Iterator[tuple[int, int]]:
    """Columns without heading that say something of people: each with the number of its entries."""
    width = max((len(rows[person.row - 1]) for person in persons), default=0)
    named = block.headed if block.alone else {*range(block.left), *block.headed}
    for index in range(width):
        if index in named or (not block.alone and index > block.right):
            continue
        cells = [
            row[index]
            for person in persons
            if index < len(row := rows[person.row - 1]) and _filled(row[index])
        ]
        if cells and not _runs_on(cells):
            yield index, len(cells)


def _runs_on(cells: Sequence[Cell]) -> bool:
    """Whether cells only number the rows: 1, 2, 3."""
    texts = [plain(shown(cell)) for cell in cells]
    return all(text.isdigit() and len(text) < 6 for text in texts) and len(set(texts)) == len(texts)
