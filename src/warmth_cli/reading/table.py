"""Where the tables are on a sheet, and which of their columns is which field.

A sheet may hold several blocks of one table: under each other, with the heading repeated or with another
one, or side by side. Each has its heading, its columns and its rows.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from warmth_cli.fields import OF_ROW, Field, Kind, named
from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.identity import without_long_numbers
from warmth_cli.issues import Issue
from warmth_cli.national_form import national_form
from warmth_cli.reading.heading_rows import FEWEST_HEADINGS, HeadingFinder, HeadingRows
from warmth_cli.reading.headings import Heading, fits, in_one_line, joined
from warmth_cli.reading.surroundings import (
    is_long_number,
    is_remark,
    is_title,
    is_unit_line,
    union_above,
    unit_in,
)
from warmth_cli.reading.values import plain, shown
from warmth_cli.reading.vocabulary import Vocabulary

HEADING_ROWS = 40
"""How far down the first heading is looked for."""
_BESIDE_PERSONS = frozenset(("union", "district", "phone", "employer", "residence", "note"))
"""Fields that a list of persons may have, too."""
_TITLE_ROWS = 6
"""How many rows of title a heading further down may have."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is read: its field, where it is from 0, its letters, the yuan in a unit of money.

    `told` is true where the heading names that unit itself.
    """

    field: Field
    index: int
    letter: str
    unit: Decimal
    told: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """The columns, from 0, that tell of one member beside the head; `relation` where the heading says it."""

    columns: Mapping[str, int]
    relation: str


@dataclass(frozen=True, slots=True)
class Block:
    """One table, or a part of it under a heading of its own; rows and columns count from 0.

    Its heading is in the rows `top` to `bottom`, its entries in `first` to `last`, the latter left out, and
    it spans the columns `left` to `right`. `members` is true for a table of members, whose column of the
    head's name, if it has one, is `head_name`. `unbound` are fields that a column claims and that were not
    read all the same, `headed` the columns with any heading. `titled` tells that words of its own stand above
    its heading, `alone` that no other block is beside it, `repeats` that it goes on with the block above.
    `by_hand` are the headings that a clerk bound, `form` those of the national form with their columns.
    """

    top: int
    bottom: int
    first: int
    last: int
    left: int
    right: int
    columns: tuple[Column, ...]
    beside: tuple[Beside, ...]
    number: int | None
    head_name: int | None
    members: bool
    unbound: frozenset[str]
    union: str
    titled: bool
    alone: bool
    headed: frozenset[int]
    issues: tuple[Issue, ...]
    by_hand: frozenset[str]
    form: tuple[tuple[str, int], ...] = ()
    repeats: bool = False

    @property
    def at(self) -> dict[str, int]:
        """The column of each field."""
        return {column.field.name: column.index for column in self.columns}

    @property
    def range(self) -> str:
        """Its heading as Excel names it: `H3:M4`."""
        return f"{column_letter(self.left)}{self.top + 1}:{column_letter(self.right)}{self.bottom + 1}"

    def continues(self, other: "Block") -> bool:
        """Whether it is read like `other`, a block above: the heading is repeated, perhaps in part."""
        above = {(each.field.name, each.index, each.unit) for each in other.columns}
        own = {(each.field.name, each.index, each.unit) for each in self.columns}
        left_out = {index for _, index, _ in above - own} | {
            index for each in other.beside if each not in self.beside for index in each.columns.values()
        }
        return (
            own <= above
            and self.members == other.members
            and self.unbound <= other.unbound
            and all(each in other.beside for each in self.beside)
            and not left_out & self.headed  # other words stand where the column was
        )


def find_blocks(file: str, sheet: Sheet, words: Vocabulary) -> list[Block]:
    """Every block of the sheet, from the top; none when no row at its beginning is a heading."""
    finder = HeadingFinder(sheet, words)
    heading = finder.first(HEADING_ROWS)
    begins, entries, unit = 0, 0, ""
    blocks: list[Block] = []
    while heading is not None:
        above = sheet.rows[begins : heading.top]
        # A line of the unit may stand under one table and above the next: then it speaks for both.
        near = sheet.rows[max(entries, heading.top - _TITLE_ROWS) : heading.top]
        unit = unit_in(above) or unit_in([row for row in near if is_unit_line(row)]) or unit
        made = _side_by_side(file, sheet, words, heading, above, unit)
        if blocks and len(made) == 1 and made[0].continues(blocks[-1]):
            made = [_continued(made[0], blocks[-1])]
        lower, ends = _next_heading(finder, heading, made)
        blocks.extend(replace(block, last=ends) for block in made)
        entries, heading, begins = heading.end + 1, lower, ends
    return blocks


def persons_without_table(sheet: Sheet) -> int:
    """In how many rows of a sheet without a table a number stands that may be a person's identity number:
    they are people whom nobody would miss."""
    return sum(any(_may_be_person(cell) for cell in row) for row in sheet.rows)


def nearest_headings(sheet: Sheet, words: Vocabulary) -> list[str]:
    """What the likeliest heading row of a sheet without a table says, to show why it was not taken.

    The row may be a person's: long numbers are hidden.
    """

    def known(row: Sequence[Cell]) -> tuple[int, int]:
        texts = [cell for cell in row if isinstance(cell, str) and plain(cell)]
        return sum(words.known(joined([text])) for text in texts), len(texts)

    best = max(sheet.rows[:HEADING_ROWS], key=known, default=[])
    return [without_long_numbers(plain(shown(cell))) for cell in best if cell != ""][:8]


def _may_be_person(cell: Cell) -> bool:
    if isinstance(cell, str):
        text = plain(cell)
        return len(text) in (15, 18) and text[:15].isascii() and text[:15].isdigit()
    return isinstance(cell, float | int) and 1e16 < cell < 1e18


def _next_heading(
    finder: HeadingFinder, heading: HeadingRows, blocks: Sequence[Block]
) -> tuple[HeadingRows | None, int]:
    """The next heading below, and the row where the blocks above it end."""
    rows = finder.rows
    numbers = [block.at["id_number"] for block in blocks if "id_number" in block.at]
    of_one = [(each.index, frozenset(each.field.values)) for block in blocks for each in block.columns]
    values = [(index, known) for index, known in of_one if known]
    for number in range(heading.end + 1, len(rows)):
        row = rows[number]
        if any(index < len(row) and _is_number_of_person(row[index]) for index in numbers):
            continue  # nearly every row, told quickly
        if any(index < len(row) and row[index] in known for index, known in values):
            continue  # a household's row, whatever is wrong with it
        if _may_be_heading(row) and (found := finder.at(number)):
            fields = {column.index: column.field.name for block in blocks for column in block.columns}
            ends = found.top
            for above in range(found.top - 1, max(heading.end, found.top - _TITLE_ROWS - 1), -1):
                if is_title(rows[above], fields):
                    ends = above if any(map(shown, rows[above])) else ends
                elif not is_remark(rows[above]):
                    break
            return found, ends
    return None, len(rows)


def _is_number_of_person(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) == 18 and cell[:17].isdigit()


def _may_be_heading(row: Sequence[Cell]) -> bool:
    texts = sum(type(cell) is str and cell != "" for cell in row)
    return texts > 0 and not any(is_long_number(cell) for cell in row if cell != "")


def _continued(block: Block, above: Block) -> Block:
    """A block under a repeated heading: it is read like the one above. Under a title of its own it has only
    the union that is named there."""
    return replace(
        block,
        columns=above.columns,
        beside=above.beside,
        number=above.number,
        head_name=above.head_name,
        left=above.left,
        right=above.right,
        unbound=above.unbound,
        union=block.union or ("" if block.titled else above.union),
        headed=above.headed,
        form=block.form or above.form,
        repeats=True,
        issues=(),
    )


def _side_by_side(
    file: str, sheet: Sheet, words: Vocabulary, rows: HeadingRows, above: Sequence[Sequence[Cell]], unit: str
) -> list[Block]:
    """The blocks under one heading: several where the fields of a person begin again further right."""
    headings = rows.headings
    starts = _starts(headings, words)
    ends = [*starts[1:], max(headings) + 1]
    blocks = []
    for left, right in zip(starts, ends, strict=True):
        own = [row[left:right] for row in above] if len(starts) > 1 else above
        here = {index: each for index, each in headings.items() if left <= index < right}
        binding = _Binding(file, sheet, rows, here, words, unit)
        columns, beside, number, head_name = binding.columns()
        blocks.append(
            Block(
                top=rows.top,
                bottom=rows.bottom,
                first=rows.end + 1,
                last=len(sheet.rows),
                left=min(here),
                right=max(here),
                columns=columns,
                beside=beside,
                number=number,
                head_name=head_name,
                members=binding.members,
                unbound=frozenset(binding.unbound),
                union=union_above(own) or union_above(above),
                titled=any(plain(shown(cell)) for row in above for cell in row),
                alone=len(starts) == 1,
                headed=frozenset(here),
                issues=tuple(binding.issues),
                by_hand=frozenset(filter(None, map(words.key_by_hand, here.values()))),
                form=tuple(binding.form.items()),
            )
        )
    return blocks


def _starts(headings: Mapping[int, Heading], words: Vocabulary) -> list[int]:
    """The columns where a block begins: the first, and each where 序号, name or number come once more.

    They begin blocks only where each has the name and the number of a person, under the same words.
    """
    kinds = {index: _kind(heading, words) for index, heading in headings.items()}
    starts = [min(headings)]
    seen: set[str] = set()
    for index, kind in kinds.items():
        if kind in ("number", "name", "id_number") and kind in seen:
            starts.append(index)
            seen = set()
        seen.add(kind)
    ends = [*starts[1:], max(headings) + 1]
    persons = set()
    for left, right in zip(starts, ends, strict=True):
        here = {kind: headings[index].words for index, kind in kinds.items() if left <= index < right}
        if len(here.keys() - {"number", ""}) < FEWEST_HEADINGS:
            return starts[:1]
        persons.add((here.get("name"), here.get("id_number")))
    [*others] = persons
    return starts if len(others) == 1 and all(others[0]) else starts[:1]


def _kind(heading: Heading, words: Vocabulary) -> str:
    field = words.field(heading)
    if field is not None:
        return field.name
    return "number" if heading.words in words.passed_over and not heading.groups else ""


class _Binding:
    """The columns of one block while they are bound: which field each is, and what is wrong with that."""

    def __init__(
        self,
        file: str,
        sheet: Sheet,
        rows: HeadingRows,
        headings: Mapping[int, Heading],
        words: Vocabulary,
        unit_above: str,
    ) -> None:
        self.file, self.sheet, self.rows, self.headings, self.words = file, sheet, rows, headings, words
        self.unit_above = unit_above
        self.members = _is_members(headings.values(), words)
        self.issues: list[Issue] = []
        self.unbound: set[str] = set()
        self.form: dict[str, int] = {}

    def columns(self) -> tuple[tuple[Column, ...], tuple[Beside, ...], int | None, int | None]:
        """The columns that are read, those of members beside, that of running numbers, that of the head's
        name beside each person's."""
        claims: dict[str, list[int]] = {}
        beside: list[tuple[int, str, str]] = []
        in_form: dict[str, list[int]] = {}
        number = None
        for index, heading in self.headings.items():
            field = self.words.field(heading, self.members)
            if field is not None:
                if self._has_unit(index, field, heading):
                    claims.setdefault(field.name, []).append(index)
            elif not self.members and (of := self.words.of_member(heading)):
                beside.append((index, *of))
            elif not self.words.known(heading, self.members):
                in_form.setdefault(self._in_form(index, heading), []).append(index)
            elif number is None and heading.words in self.words.passed_over:
                number = index
        head_name = self._of_heads(claims)
        sets = self._sets(beside, claims)
        self._prefer_by_hand(claims)
        self._keep(in_form)
        columns = tuple(self._one(name, indexes) for name, indexes in claims.items() if len(indexes) == 1)
        for name, indexes in claims.items():
            if len(indexes) > 1:
                self._clash(name, indexes)
            else:
                self.unbound.discard(name)
        return columns, sets, number, head_name

    def _one(self, name: str, indexes: Sequence[int]) -> Column:
        index = indexes[0]
        unit = self.headings[index].unit
        return Column(named(name), index, column_letter(index), unit or Decimal(1), unit is not None)

    def _has_unit(self, index: int, field: Field, heading: Heading) -> bool:
        """Whether the unit of a column is clear, if it is one of money; if not, it is not read."""
        unclear = ""
        if not fits(field, heading):
            unclear = self._words(index)
        elif field.kind is Kind.MONEY and self.unit_above and heading.unit is None:
            unclear = self.unit_above
        elif field.kind is Kind.MONEY and index in self.sheet.formats:
            unclear = self.sheet.formats[index]
        if unclear:
            self._issue("unit-unclear", index, field.name, heading=unclear)
            self.unbound.add(field.name)
        return not unclear

    def _in_form(self, index: int, heading: Heading) -> str:
        """The heading of the national form that a column has; "" when none, or when its unit is not clear."""
        found = self.words.in_form(heading)
        other_unit = heading.unit not in (None, 1) or index in self.sheet.formats
        unclear = found in national_form().money and (other_unit or (self.unit_above and not heading.unit))
        return "" if unclear else found

    def _keep(self, in_form: Mapping[str, Sequence[int]]) -> None:
        """Keep the columns of the national form; of two that are the same nobody knows which one counts."""
        for heading, indexes in in_form.items():
            if heading and len(indexes) == 1:
                self.form[heading] = indexes[0]
        for index in sorted(set(itertools.chain(*in_form.values())) - set(self.form.values())):
            self._unknown(index, self.headings[index])

    def _of_heads(self, claims: dict[str, list[int]]) -> int | None:
        """In a list of persons with the head's name or number beside each person's: these are no clash.

        Takes the head's number as such, and gives the column of the head's name.
        """
        head_name = None
        if "relation" not in claims:
            return None
        for field in ("name", "id_number"):
            indexes = claims.get(field, [])
            heads = [index for index in indexes if self.words.of_head(self.headings[index], field)]
            if len(indexes) == 2 and len(heads) == 1:
                indexes.remove(heads[0])
                if field == "name":
                    head_name = heads[0]
                else:
                    claims["head_id"] = heads
        return head_name

    def _sets(
        self, found: Sequence[tuple[int, str, str]], claims: dict[str, list[int]]
    ) -> tuple[Beside, ...]:
        """The columns of members beside the head, a set for each member."""
        sets: list[tuple[str, dict[str, int]]] = []
        for index, who, what in found:
            if not sets or sets[-1][0] != who or what in sets[-1][1]:
                sets.append((who, {}))
            sets[-1][1][what] = index
        relations = self.words.relations
        self._take_number(sets, claims)
        if len(sets) == 1 and len(claims.get("relation", ())) == 1:
            [(who, only)] = sets
            if "relation" not in only and who not in relations:
                only["relation"] = claims.pop("relation")[0]  # 与户主关系 is asked of 成员姓名
        return tuple(Beside(columns, relations.get(who, "")) for who, columns in sets)

    def _take_number(self, sets: Sequence[tuple[str, dict[str, int]]], claims: dict[str, list[int]]) -> None:
        """Right of a member's name a number is the member's: 户主姓名, 成员姓名, 关系, 身份证号."""
        indexes = claims.get("id_number", [])
        if len(sets) != 1 or len(indexes) != 1 or "id_number" in sets[0][1] or "name" not in sets[0][1]:
            return
        [index] = indexes
        heading = self.headings[index]
        of_head = self.words.of_head(heading, "id_number") or self.words.key_by_hand(heading)
        if index > sets[0][1]["name"] and not of_head:
            sets[0][1]["id_number"] = claims.pop("id_number")[0]

    def _prefer_by_hand(self, claims: dict[str, list[int]]) -> None:
        """Where a clerk bound one of several columns that claim a field, the others are not read."""
        for indexes in claims.values():
            by_hand = [index for index in indexes if self.words.key_by_hand(self.headings[index])]
            if len(by_hand) == 1:
                for index in set(indexes) - {*by_hand}:
                    self._issue("column-unknown", index)
                indexes[:] = by_hand

    def _clash(self, name: str, indexes: Sequence[int]) -> None:
        places = (f"{column_letter(index)}{self._row(index) + 1} {self._words(index)}" for index in indexes)
        self._issue("column-clash", indexes[0], name, headings="、".join(places))
        self.unbound.add(name)

    def _unknown(self, index: int, heading: Heading) -> None:
        if near := self.words.nearest(replace(heading, words="".join((*heading.groups, heading.words)))):
            self._issue("column-near", index, near_field=near.name)
        else:
            self._issue("column-unknown", index)

    def _issue(self, code: str, index: int, field: str = "", **values: str) -> None:
        row = self._row(index) + 1
        cell = f"{column_letter(index)}{row}"
        found = self._words(index)
        self.issues.append(Issue(code, self.file, self.sheet.name, row, cell, field, found, values))

    def _words(self, index: int) -> str:
        return in_one_line(self.rows.labels[index])

    def _row(self, index: int) -> int:
        """The lowest row of the heading in which the column has words of its own."""
        own = (
            row
            for row in range(self.rows.bottom, self.rows.top - 1, -1)
            if index < len(self.sheet.rows[row]) and plain(shown(self.sheet.rows[row][index]))
        )
        return next(own, self.rows.top)


def _is_members(headings: Iterable[Heading], words: Vocabulary) -> bool:
    """Whether a table only lists persons, each with the number of the head, or with the head's name alone."""
    headings = list(headings)
    found = [words.field(heading, members=True) for heading in headings]
    fields = {field.name for field in found if field}
    if "head_id" in fields:
        return bool(fields & {"id_number", "relation"}) and "file_status" not in fields
    of_persons = (
        {"name", "relation", "id_number"} <= fields <= {*OF_ROW, "name", "id_number", *_BESIDE_PERSONS}
    )
    return of_persons and any(words.of_head(heading, "name") for heading in headings)
