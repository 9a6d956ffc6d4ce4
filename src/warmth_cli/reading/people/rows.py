"""The rows of one block: which are people, what their cells say, and what the others are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.household import Household, Planned, RowKind
from warmth_cli.identity import without_long_numbers
from warmth_cli.issues import Issue, in_runs
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.cells.names import person_name
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.people.beside import members_beside
from warmth_cli.reading.people.draft import ONLY_OF_ONE, Draft
from warmth_cli.reading.people.entries import read_entries
from warmth_cli.reading.people.lines_over import LinesOver
from warmth_cli.reading.people.named_aside import named_aside
from warmth_cli.reading.people.planned import planned_amounts
from warmth_cli.reading.people.whole import opened, whole_households
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.block_rows import block_rows
from warmth_cli.reading.tables.column_values import ColumnValues
from warmth_cli.reading.tables.prefilled import prefilled
from warmth_cli.reading.tables.row_kinds import RowKinds, filled
from warmth_cli.reading.words.numbering import running_number
from warmth_cli.reading.words.surroundings import unit_in


@dataclass(slots=True)
class Rows:
    """The rows of a block: people in their order, and the numbers of all others by what they are.

    `over` is what lines say of whatever stands below the last of them. `filled` counts the rows in which
    anything stands: all others add up to it. `unit_below` are words under the table that speak of amounts in
    万元. `aside` are people who are named in columns that are not read, with their rows, `planned` the rows
    for which an amount is named.
    A person is a draft, unless the row is a household by itself.
    """

    over: LinesOver
    persons: list[Draft | Household] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    passed_over: dict[RowKind, list[int]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    filled: int = 0
    unit_below: str = ""
    aside: Sequence[tuple[int, str]] = ()
    planned: Mapping[Planned, Sequence[int]] = field(default_factory=dict)

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
        self.file, self.sheet, self.block, self.year = file, sheet, block, words.year
        self.rows = block_rows(sheet, block, words.year)
        self.values = ColumnValues.of_block(sheet, block, self.rows, today)
        self.kinds = RowKinds(block, words)
        self.entries = read_entries(sheet, block, self.rows, self.values, self.kinds, words.year)
        self.beside = [
            members_beside(file, sheet, block, self.rows, self.values, each) for each in block.beside
        ]
        self.form = [(heading, self.values.texts(index)) for heading, index in block.form]
        self.heads = [] if block.head_name is None else self.values.filled_down(block.head_name)
        self.samples = self.kinds.samples(self.rows, self.values.cells)
        self.begun, self.spanned = self._begun_by_number(), self._spanned()
        self.merged = self._merged()
        self.left_blank: dict[int, str] = {}

    def read(self, union: str, table: str) -> Rows:
        """All rows of the block, in their order."""
        over = LinesOver.begun(self.block, union, self.year)
        found = Rows(over, issues=self._told_samples())
        numbers = self.entries.columns.get("id_number")
        is_plain = over.is_plain
        self.left_blank = self._unions_left_blank(union)
        for offset, household in enumerate(self._whole(union, table)):
            if household is not None and is_plain:
                found.filled += 1
                found.persons.append(household)
                over.gap = False
                continue
            # A row with a valid number is a person, which is nearly every row, and told quickly.
            if numbers is None or numbers[offset] is None or offset in self.samples:
                kind = self._kind(offset, found)
                if kind == "blank":
                    continue
                over.take(self.rows[offset], kind, len(found.persons))
                is_plain = over.is_plain
                if kind != "person":
                    found.filled += 1
                    continue
            found.filled += 1
            found.persons.append(self._person(offset, over))
        over.count(len(found.persons))
        if over.sign_those_above(len(found.persons)):
            for draft in found.drafts:
                draft.union = ""
        self._pass_over_prefilled(found)
        found.planned = planned_amounts(self.block, self.values)
        found.aside = [*named_aside(self.sheet, self.block, self.values.cells, self.values.today)]
        self._heed_unit_below(found)
        return found

    def _person(self, offset: int, over: LinesOver) -> Draft:
        """The draft of a person's row, with all that is said of it."""
        entries, block = self.entries, self.block
        draft = self._draft(offset)
        over.tell_whose(draft)
        draft.gap = draft.gap or offset in self.begun
        draft.spanned = offset in self.spanned
        draft.union_above = self.left_blank.get(offset, "")
        draft.shared = entries.shared.get(offset, {})
        draft.merged = self.merged.get(offset, {})
        draft.form = {heading: texts[offset] for heading, texts in self.form if texts[offset]}
        draft.beside = [each[offset] for each in self.beside if offset in each]
        for fault in entries.faults.get(offset, ()):
            draft.report(*fault)
        if offset in entries.struck:
            draft.issues.append(draft.issue("row-struck", "name"))
        over.tell_against(draft)
        if offset in entries.crossed_out and block.number is not None:
            cell = f"{column_letter(block.number)}{draft.row}"
            words = shown(self.rows[offset][block.number])
            issue = draft.issue("column-set-aside", "", words, heading="序号")
            draft.issues.append(replace(issue, cell=cell))
        if "finding" not in draft.values:  # nobody has judged it yet
            draft.issues.extend(map(draft.verdict_unread, entries.unread.get(offset, ())))
        draft.against = entries.against.get(offset, [])
        return draft

    def _draft(self, offset: int) -> Draft:
        """The draft of a row, with what stands in columns that are no fields."""
        block, row, values = self.block, self.rows[offset], self.entries.values(offset)
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

    def _whole(self, union: str, table: str) -> list[Household | None]:
        """The rows that are a household each, None for every other."""
        sheet, block = self.sheet.name, self.block
        if table != sheet:
            return [None] * len(self.rows)  # a further table of a sheet has two names, and is small
        whole = whole_households(self.file, sheet, block, self.entries.columns, union, self.year)
        for offset in self.samples | self.entries.told_of | self.left_blank.keys() | self.merged.keys():
            whole[offset] = None
        if block.number is not None:
            for offset, row in enumerate(self.rows):
                below = whole[offset + 1 : offset + 2]
                if not filled(row[block.number]) or below == [None]:
                    whole[offset] = None  # whoever stands below may be a member by the running number
        return whole

    def _unions_left_blank(self, union: str) -> dict[int, str]:
        """The rows whose union is blank under another one than that of the whole table."""
        column = self.entries.columns.get("union", ())
        if None not in column:
            return {}
        above: dict[int, str] = {}
        named = union
        for offset, own in enumerate(column):
            if own is not None:
                named = str(own)
            elif named.removesuffix("工会") != union.removesuffix("工会"):
                above[offset] = named
        return above

    def _begun_by_number(self) -> set[int]:
        """The rows where one running number begins that is merged over the rows of a family."""
        number, first = self.block.number, self.block.first
        return {
            top - first
            for top, left, bottom, right in self.sheet.merged_in(first, self.block.last)
            if left == right == number and bottom > top >= first
        }

    def _spanned(self) -> set[int]:
        """The rows whose name or number stands in a merged cell that begins further up."""
        at, first = self.kinds.at, self.block.first
        columns = {at[name] for name in ("name", "id_number") if name in at}
        merged = self.sheet.merged_in(first, self.block.last)
        areas = (area for area in merged if not columns.isdisjoint(range(area[1], area[3] + 1)))
        return {
            row - first
            for top, _, bottom, _ in areas
            for row in range(max(top + 1, first), min(bottom + 1, self.block.last))
        }

    def _merged(self) -> dict[int, dict[str, int]]:
        """The rows under one cell, and its own, by whose content a household is told from others."""
        at, first, last = self.kinds.at, self.block.first, self.block.last
        names = {at[name]: name for name in ONLY_OF_ONE if name in at}
        merged: dict[int, dict[str, int]] = {}
        for top, left, bottom, _ in self.sheet.merged_in(first, last):
            if left in names and first <= top < bottom < last and filled(self.rows[top - first][left]):
                for row in range(top, bottom + 1):
                    merged.setdefault(row - first, {})[names[left]] = top + 1
        return merged

    def _kind(self, offset: int, found: Rows) -> RowKind:
        """What a row is; one that is no person's is remembered by its kind, or reported."""
        row, number = self.rows[offset], self.block.first + offset + 1
        has_member = any(offset in each for each in self.beside)
        kind = "sample" if offset in self.samples else self.kinds.kind(row, has_member)
        if kind == "unreadable":
            words = without_long_numbers(shown(next(self.kinds.told(row))))
            found.unreadable.append(number)
            found.issues.append(Issue("row-unreadable", self.file, self.sheet.name, number, found=words))
        elif kind not in ("person", "blank"):
            found.passed_over.setdefault(kind, []).append(number)
        return kind

    def _pass_over_prefilled(self, found: Rows) -> None:
        """Rows that were only filled down are nobody's, and told once."""
        first = self.block.first + 1
        offsets = [number - first for number in found.unreadable]
        nobodys = dict.fromkeys(first + offset for offset in prefilled(self.rows, offsets, self.block))
        if nobodys:
            found.unreadable = [number for number in found.unreadable if number not in nobodys]
            found.issues = [issue for issue in found.issues if issue.row not in nobodys]
            found.passed_over["number"] = sorted((*found.passed_over.get("number", ()), *nobodys))
            values = {"rows": in_runs([*nobodys]), "count": str(len(nobodys))}
            found.issues.append(Issue("rows-prefilled", self.file, self.sheet.name, values=values))

    def _told_samples(self) -> list[Issue]:
        """Each row that is a sample is told."""
        return [
            Issue(
                "row-sample",
                self.file,
                self.sheet.name,
                self.block.first + offset + 1,
                found=shown(self.kinds.cell(self.rows[offset], "name")),
            )
            for offset in sorted(self.samples)
        ]

    def _heed_unit_below(self, found: Rows) -> None:
        """Of words under the table that speak of 万元 something must be said of all: each becomes a draft."""
        notes = found.passed_over.get("note", ())
        found.unit_below = unit_in([self.sheet.rows[number - 1] for number in notes])
        if found.unit_below:
            found.persons = [
                opened(each, self.block) if isinstance(each, Household) else each for each in found.persons
            ]
