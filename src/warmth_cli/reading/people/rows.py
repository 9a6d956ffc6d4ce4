"""The rows of one block: which are people, what their cells say, and what the others are."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from operator import itemgetter

from warmth_cli.fields import FIELDS, IS_HEAD
from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.household import Household, RowKind
from warmth_cli.identity import without_long_numbers
from warmth_cli.issues import Issue, in_runs
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.cells.names import person_name
from warmth_cli.reading.cells.sought import places_with
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.headings.columns import Beside, Column
from warmth_cli.reading.headings.ticks import ticked
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.named_aside import named_aside
from warmth_cli.reading.people.unneeded import is_unneeded
from warmth_cli.reading.people.whole import opened, whole_households
from warmth_cli.reading.tables.block_rows import block_rows
from warmth_cli.reading.tables.column_values import ColumnValues
from warmth_cli.reading.tables.prefilled import prefilled
from warmth_cli.reading.tables.row_kinds import RowKinds, filled
from warmth_cli.reading.tables.table import Block
from warmth_cli.reading.words.alone import alone
from warmth_cli.reading.words.numbering import is_crossed_out, running_number
from warmth_cli.reading.words.over_rows import contradicted, said_over
from warmth_cli.reading.words.remarks import MAY_SPEAK
from warmth_cli.reading.words.set_aside import is_year_line, line_set_aside
from warmth_cli.reading.words.surroundings import ends_nothing, is_section, unit_in
from warmth_cli.reading.words.union_names import district_below, is_numbered, union_above
from warmth_cli.reading.words.verdicts import Bar, barred
from warmth_cli.reading.words.whose import Whose

_NOBODY = frozenset(
    ("离异", "离婚", "已离异", "已离婚", "丧偶", "未婚", "单身", "已故", "去世", "已去世", "死亡")
)
"""What stands under 配偶姓名 where there is no such person."""
_Fault = tuple[Column, Cell, Unreadable]


@dataclass(slots=True)
class Rows:
    """The rows of a block: people in their order, and the numbers of all others by what they are.

    `filled` counts the rows in which anything stands: all others add up to it. `unit_below` are words under
    the table that speak of amounts in 万元. `gap` is true when the last of them is one after which nobody
    knows whose household goes on, `group` the union that is named last over some of them, until a sum,
    `whose` what is known of that at their end,
    `set_aside` the words that say so long that they may not count, `said` those that say what all are.
    `aside` are people who are named in columns that are not read, with their rows.
    A person is a draft, unless the row is a household by itself.
    """

    persons: list[Draft | Household] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    passed_over: dict[RowKind, list[int]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    filled: int = 0
    unit_below: str = ""
    gap: bool = False
    group: str = ""
    whose: Whose | None = None
    set_aside: str = ""
    said: str = ""
    aside: Sequence[tuple[int, str]] = ()

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
        self.file, self.sheet, self.block = file, sheet, block
        self.rows = block_rows(sheet, block, words.year)
        self.values = ColumnValues.of_block(sheet, block, self.rows, today)
        self.kinds, self.year = RowKinds(block, words), words.year
        self.heads = [] if block.head_name is None else self.values.filled_down(block.head_name)
        self.found = Rows()

    def read(self, union_of_all: str, table: str) -> Rows:
        """All rows of the block, in their order."""
        found, block = self.found, self.block
        columns, faults = self._columns()
        samples = self._samples()
        beside = [self._beside(each) for each in block.beside]
        form = [(heading, self.values.texts(index)) for heading, index in block.form]
        numbers = columns.get("id_number")
        struck, aside = self._struck(), self._set_aside(columns.get("file_status"))
        self._leave_struck(columns, faults, struck)
        shared = self._shared(columns, faults)
        against = self._against(columns.get("file_status"), shared)
        others = {*samples, *faults, *struck, *aside, *against, *shared}
        whole = self._whole(columns, others, union_of_all, table)
        gap, line, said, lines = False, block.set_aside, block.said, list[int]()
        district, spanned = block.district, self._spanned()
        begins = self._begun_by_number()
        whose = Whose.begun(union_of_all, block.group, block.before)
        plain = whose.is_plain
        for offset, household in enumerate(whole):
            if household is not None and plain and not line and not said and district == block.district:
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
                if kind in ("unreadable", "sample"):
                    gap = True  # whoever stands under it is not of the household above
                if district and (kind in ("note", "total") or alone(self.rows[offset])):
                    district = district_below(self.rows[offset], district)
                if plain and found.persons:
                    whose.has_own = True  # each was told quickly, with nothing said but above all
                if kind == "note":
                    if named := union_above([self.rows[offset]]):
                        whose.union, lines = named, [*lines, len(found.persons)]
                    words = alone(self.rows[offset])
                    here = is_section(words) or said_over(words)
                    other = not (here or named) and whose.line(self.rows[offset])
                    begins_anew = other or ((here or is_numbered(words)) and not ends_nothing(words))
                    gap = gap or bool(begins_anew)
                    ends = named or here or begins_anew or is_year_line(words)
                    line = line_set_aside(self.rows[offset], self.year) or ("" if ends else line)
                    said = said_over(words) or ("" if ends or line else said)
                if kind == "total" and not any(map(ends_nothing, self.rows[offset])):
                    whose.end(alone(self.rows[offset]) or "合计")
                    line = said = ""
                    gap = True
                if kind in ("person", "unreadable"):
                    whose.weigh(self.rows[offset])
                plain = whose.is_plain
                if kind != "person":
                    continue
            else:
                found.filled += 1
            told = zip(columns, map(itemgetter(offset), columns.values()), strict=True)
            values = {name: value for name, value in told if value is not None}
            if district and "district" not in columns:
                values["district"] = district
            draft = self._draft(offset, values)
            draft.spanned = offset in spanned
            draft.gap, gap = gap or offset in begins, False
            draft.union, draft.group = whose.named, whose.group
            whose.person()
            if whose.doubt and "union" not in values and not whose.union:
                draft.issues.append(draft.issue("union-doubtful", "union", whose.doubt, union=whose.last))
            draft.shared = shared.get(offset, {})
            draft.form = {heading: texts[offset] for heading, texts in form if texts[offset]}
            draft.beside = [each[offset] for each in beside if offset in each]
            for column, cell, unreadable in faults.get(offset, ()):
                _report(draft, column, cell, unreadable)
            if offset in struck:
                draft.issues.append(draft.issue("row-struck", "name"))
            if line:
                draft.issues.append(draft.issue("line-set-aside", "name", line))
            if said and (differs := contradicted(said, values)):
                draft.issues.append(draft.issue("line-contradicted", *differs, words=said))
            if offset in aside:
                cell = f"{column_letter(block.number or 0)}{draft.row}"
                issue = draft.issue("note-set-aside", "", shown(self.rows[offset][block.number or 0]))
                draft.issues.append(replace(issue, cell=cell))
            draft.against = against.get(offset, [])
            found.persons.append(draft)
        if lines and not block.union and lines[0] and lines[-1] == len(found.persons):
            for draft in found.drafts:
                draft.union = ""  # the first line and the last sign those above them: so may all others
        self._pass_over_prefilled()
        found.aside = [*named_aside(self.sheet, block, self.values.cells, self.values.today)]
        found.gap, found.group, found.set_aside, found.said = gap, whose.group, line, said
        whose.has_own = whose.has_own or (plain and bool(found.persons))
        found.whose = whose
        notes = found.passed_over.get("note", ())
        found.unit_below = unit_in([self.sheet.rows[number - 1] for number in notes])
        if found.unit_below:  # something must be said of them all
            found.persons = [
                opened(each, block) if isinstance(each, Household) else each for each in found.persons
            ]
        return found

    def _begun_by_number(self) -> set[int]:
        """The rows where one running number begins that is merged over the rows of a family."""
        number, first = self.block.number, self.block.first
        return {
            top - first
            for top, left, bottom, right in self.sheet.merged
            if left == right == number and bottom > top >= first
        }

    def _spanned(self) -> set[int]:
        """The rows whose name or number stands in a merged cell that begins further up."""
        at, first = self.kinds.at, self.block.first
        columns = {at[name] for name in ("name", "id_number") if name in at}
        areas = (area for area in self.sheet.merged if not columns.isdisjoint(range(area[1], area[3] + 1)))
        return {row - first for top, _, bottom, _ in areas for row in range(top + 1, bottom + 1)}

    def _columns(self) -> tuple[dict[str, list[Value | None]], dict[int, list[_Fault]]]:
        """What each column says, by its field; and what cannot be taken, by row."""
        columns: dict[str, list[Value | None]] = {}
        faults: dict[int, list[_Fault]] = {}
        for column in self.block.columns:
            if column.ticks:
                columns[column.field.name], failed = ticked(
                    column.field, column.ticks, self.rows, self._is_person
                )
            else:
                columns[column.field.name], failed = self.values.of(column)
            for offset, (cell, unreadable) in failed.items():
                faults.setdefault(offset, []).append((column, cell, unreadable))
            if column.field is IS_HEAD:
                columns["relation"] = _marked(columns["relation"], failed)
        return columns, faults

    def _is_person(self, row: Sequence[Cell]) -> bool:
        return self.kinds.kind(row, False) == "person"

    def _shared(
        self, columns: Mapping[str, Sequence[Value | None]], faults: Mapping[int, Sequence[_Fault]]
    ) -> dict[int, dict[str, Value | None]]:
        """What merged cells that begin further up say of each row under them; None for one that is unread."""
        shared: dict[int, dict[str, Value | None]] = {}
        for column in self.block.columns:
            for offset, top in self.values.under_merged(column):
                value = columns[column.field.name][top]
                if value is not None or any(faulty is column for faulty, _, _ in faults.get(top, ())):
                    shared.setdefault(offset, {})[column.field.name] = value
        return shared

    def _whole(
        self, columns: Mapping[str, Sequence[Value | None]], others: set[int], union: str, table: str
    ) -> list[Household | None]:
        """The rows that are a household each, None for every other; `others` are known to be none."""
        sheet, block = self.sheet.name, self.block
        if table != sheet:
            return [None] * len(self.rows)  # a further table of a sheet has two names, and is small
        whole = whole_households(self.file, sheet, block, columns, union, self.year)
        for offset in others:
            whole[offset] = None
        if block.number is not None:
            for offset, row in enumerate(self.rows):
                below = whole[offset + 1 : offset + 2]
                if not filled(row[block.number]) or below == [None]:
                    whole[offset] = None  # whoever stands below may be a member by the running number
        return whole

    def _draft(self, offset: int, values: dict[str, Value]) -> Draft:
        """The draft of a row, with what stands in columns that are no fields."""
        block, row = self.block, self.rows[offset]
        draft = Draft(self.file, self.sheet.name, block.first + offset + 1, self.kinds.at, values)
        if block.number is not None:
            draft.numbered = filled(row[block.number])
            draft.number = running_number(row[block.number])
        if block.household_number is not None:
            draft.household_number = plain(shown(row[block.household_number]))
        if self.heads:
            name = shown(self.heads[offset])
            draft.head_name = person_name(name) or plain(name)
        return draft

    def _beside(self, beside: Beside) -> dict[int, Draft]:
        """The members that stand in one set of columns beside the head, by row."""
        as_read = [
            Column(FIELDS[name], index, column_letter(index), Decimal(1))
            for name, index in beside.columns.items()
        ]
        readers = [(column, self.values.reader(column).one) for column in as_read]
        members: dict[int, Draft] = {}
        for offset, row in enumerate(self.rows):
            draft = Draft(self.file, self.sheet.name, self.block.first + offset + 1, beside.columns, {})
            for column, said in readers:
                if column.field.name == "name" and plain(shown(row[column.index])) in _NOBODY:
                    continue
                result = said(row[column.index])
                if result is not None and (self.block.first + offset, column.index) in self.sheet.struck:
                    result = Unreadable("cell-struck")
                if isinstance(result, Unreadable):
                    _report(draft, column, row[column.index], result)
                elif result is not None:
                    draft.values[column.field.name] = result
            if draft.values or draft.issues:
                if beside.relation:
                    draft.values.setdefault("relation", beside.relation)
                members[offset] = draft
        return members

    def _struck(self) -> set[int]:
        """The rows whose name or number is struck through, as clerks do with somebody who does not count."""
        at, first = self.kinds.at, self.block.first
        columns = {at[name] for name in ("name", "id_number") if name in at}
        rows = {row - first for row, column in self.sheet.struck if column in columns}
        return {offset for offset in rows if 0 <= offset < len(self.rows)}

    def _set_aside(self, statuses: Sequence[Value | None] | None) -> set[int]:
        """The rows that say where others have their running number that they may not count: 作废, ×."""
        if self.block.number is None:
            return set()
        numbers = [row[self.block.number] for row in self.rows]
        said = ((each, statuses[each] if statuses else None) for each in places_with(MAY_SPEAK, numbers))
        return {each for each, status in said if is_crossed_out(shown(numbers[each]), status)}

    def _against(
        self, statuses: Sequence[Value | None] | None, shared: Mapping[int, Mapping[str, Value | None]]
    ) -> dict[int, list[Bar]]:
        """What columns that are not read say against the households of some rows, and what does not go with
        their file status."""
        bars: dict[int, list[Bar]] = {}
        for column in self.block.verdicts:
            said = barred(column.asks, self.values.filled_down(column.place), self.year)
            for offset, words in said.items():
                status = (statuses[offset] if statuses else None) or shared.get(offset, {}).get("file_status")
                if column.asks.bars_with(status):
                    bars.setdefault(offset, []).append(Bar(column, words))
        return bars

    def _leave_struck(
        self, columns: Mapping[str, list[Value | None]], faults: dict[int, list[_Fault]], rows: set[int]
    ) -> None:
        """Take nothing from a cell that is struck or has struck words: what holds is not known.

        `rows` are struck themselves, and a remark may be.
        """
        read = {each.index: each for each in self.block.columns if each.field.name != "note"}
        for number, index in sorted(self.sheet.struck):
            offset = number - self.block.first
            if index in read and 0 <= offset < len(self.rows) and offset not in rows:
                column, cell = read[index], self.rows[offset][index]
                if filled(cell):
                    others = [fault for fault in faults.get(offset, ()) if fault[0] is not column]
                    faults[offset] = [*others, (column, cell, Unreadable("cell-struck"))]
                    columns[column.field.name][offset] = None

    def _kind(self, offset: int, samples: set[int], has_member: bool) -> RowKind:
        """What a row is; one that is no person's is remembered by its kind, or reported."""
        row, number = self.rows[offset], self.block.first + offset + 1
        kind = "sample" if offset in samples else self.kinds.kind(row, has_member)
        if kind == "unreadable":
            found = without_long_numbers(shown(next(self.kinds.told(row))))
            self.found.unreadable.append(number)
            self.found.issues.append(Issue("row-unreadable", self.file, self.sheet.name, number, found=found))
        elif kind not in ("person", "blank"):
            self.found.passed_over.setdefault(kind, []).append(number)
        return kind

    def _pass_over_prefilled(self) -> None:
        """Rows that were only filled down are nobody's, and told once."""
        found, first = self.found, self.block.first + 1
        offsets = [number - first for number in found.unreadable]
        nobodys = dict.fromkeys(first + offset for offset in prefilled(self.rows, offsets, self.block))
        if nobodys:
            found.unreadable = [number for number in found.unreadable if number not in nobodys]
            found.issues = [issue for issue in found.issues if issue.row not in nobodys]
            found.passed_over["number"] = sorted((*found.passed_over.get("number", ()), *nobodys))
            values = {"rows": in_runs([*nobodys]), "count": str(len(nobodys))}
            found.issues.append(Issue("rows-prefilled", self.file, self.sheet.name, values=values))

    def _samples(self) -> set[int]:
        """The rows that are samples; each is told."""
        samples = self.kinds.samples(self.rows, self.values.cells)
        for offset in sorted(samples):
            found = shown(self.kinds.cell(self.rows[offset], "name"))
            row = self.block.first + offset + 1
            self.found.issues.append(Issue("row-sample", self.file, self.sheet.name, row, found=found))
        return samples


def _marked(marks: Sequence[Value | None], failed: Container[int]) -> list[Value | None]:
    """The relation where a column only marks the heads: 户主, or False for who is none.

    Where heads are marked, who is not marked is none.
    """
    others = False if True in marks else None
    return [
        "户主" if mark is True else mark if mark is False or offset in failed else others
        for offset, mark in enumerate(marks)
    ]


def _report(draft: Draft, column: Column, cell: Cell, unreadable: Unreadable) -> None:
    """Put an unreadable cell among the issues of its row: nothing may be concluded from it."""
    name = column.field.name
    unknown = name == "relation" and unreadable.code == "value-unknown"
    code = "relation-unknown" if unknown else unreadable.code
    code = "value-unneeded" if is_unneeded(code, name, draft.values) else code
    issue = draft.issue(code, name, shown(cell))
    draft.unread.add(name)
    draft.issues.append(replace(issue, values=unreadable.values))
