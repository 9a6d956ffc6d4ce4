"""Where the tables are on a sheet.

A sheet may hold several blocks of one table: under each other, with the heading repeated or with another
one, or side by side. Each has its heading, its columns and its rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, repeat

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.identity import ID_LENGTH, without_long_numbers
from warmth_cli.issues import Issue
from warmth_cli.reading.cells.cell_words import is_empty, plain, shown
from warmth_cli.reading.headings.columns import NOWHERE, Beside, Binding, Column, Elsewhere
from warmth_cli.reading.headings.heading import Heading, is_unit, joined
from warmth_cli.reading.headings.heading_rows import FEWEST_HEADINGS, HeadingFinder, HeadingRows
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.words.numbering import running_number
from warmth_cli.reading.words.over_rows import said_above
from warmth_cli.reading.words.set_aside import set_aside_above
from warmth_cli.reading.words.surroundings import (
    is_footer,
    is_long_number,
    is_remark,
    is_section,
    is_title,
    is_unit_line,
    may_be_person,
    unit_in,
)
from warmth_cli.reading.words.union_names import (
    district_above,
    group_above,
    groups_beside,
    union_above,
    union_of_sheet,
)
from warmth_cli.reading.words.verdicts import VerdictColumn
from warmth_cli.reading.words.whose import Whose

HEADING_ROWS = 40
"""How far down the first heading is looked for by all its words; further down it has a name among them."""
_TITLE_ROWS = 6
"""How many rows of title a heading further down may have."""
_OF_ALL = frozenset(("union", "district"))
_OF_A_PERSON = frozenset(("name", "id_number"))
"""What columns left of the first person say of everybody in their row."""
_LONGEST_SHOWN = 30
_GAP = 10_000
"""So many blank rows part what stands above and below."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table, or a part of it under a heading of its own; rows and columns count from 0.

    Its heading is in the rows `top` to `bottom`, its entries in `first` to `last`, the latter left out, and
    it spans the columns `left` to `right`. `members` is true for a table of members, whose column of the
    head's name, if it has one, is `head_name`. `unbound` are fields that a column claims and that were not
    read all the same, `headed` the columns with any heading. `title` are words of its own above its
    heading, other than which households it lists or of which union; `group` is that union, which ends
    with a sum, `before` what is known of that from the page above, `set_aside` words that say that its
    households may not count, `said` words that say what they all are. `alone` tells that no other is
    beside it, `repeats` that it goes on with the block above.
    `district` is that of a line above, where no column names one.
    `household_number` is a column in which all of one household have the same number.
    `unread` are the rows below it that stand under another heading, which is not known.
    `by_hand` are the headings that a clerk bound, `form` those of the national form with their columns,
    `verdicts` the columns that may say that a household does not count.
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
    district: str
    title: frozenset[str]
    alone: bool
    headed: frozenset[int]
    issues: tuple[Issue, ...]
    by_hand: frozenset[str]
    form: tuple[tuple[str, int], ...] = ()
    verdicts: tuple[VerdictColumn, ...] = ()
    repeats: bool = False
    group: str = ""
    before: Whose | None = None
    set_aside: str = ""
    said: str = ""
    household_number: int | None = None
    unread: range = range(0)

    @property
    def at(self) -> dict[str, int]:
        """The column of each field."""
        return {column.field.name: column.index for column in self.columns}

    @property
    def shared(self) -> frozenset[int]:
        """The columns left of it that speak for it, too."""
        return frozenset(column.index for column in self.columns if column.index < self.left)

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


def find_blocks(file: str, sheet: Sheet, words: Vocabulary, elsewhere: Elsewhere = NOWHERE) -> list[Block]:
    """Every block of the sheet, from the top; none when no row at its beginning is a heading. Of households
    that other sheets have a list of persons tells the members."""
    finder = HeadingFinder(sheet, words)
    heading = finder.first(HEADING_ROWS)
    begins, entries, unit, title = 0, 0, "", frozenset[str]()
    blocks: list[Block] = []
    while heading is not None:
        above = sheet.rows[begins : heading.top]
        # A line of the unit may stand under one table and above the next: then it speaks for both.
        near = sheet.rows[max(entries, heading.top - _TITLE_ROWS) : heading.top]
        commented = [[text] for (row, _), text in sheet.comments.items() if begins <= row < heading.top]
        unit = (
            unit_in(above)
            or unit_in(commented)
            or unit_in([row for row in near if is_unit_line(row)])
            or unit
        )
        made = _side_by_side(file, sheet, words, heading, above, unit, not blocks, elsewhere)
        if not blocks and (union := union_of_sheet(above)):
            made = [replace(block, union=block.union or union) for block in made]
        if blocks and len(made) == 1 and _is_next_page(sheet.rows, made[0], title, blocks[-1]):
            made = [replace(made[0], title=frozenset())]
        title = made[0].title or title
        if blocks and len(made) == 1 and made[0].continues(blocks[-1]):
            made = [_continued(made[0], blocks[-1])]
        elif blocks:
            made = [_under(block, blocks[-1]) for block in made]
        lower, ends, unknown = _next_heading(finder, heading, made)
        blocks.extend(replace(block, last=unknown) for block in made)
        blocks[-1] = replace(blocks[-1], unread=range(unknown, ends))
        entries, heading, begins = heading.end + 1, lower, ends
    return [part for block in blocks for part in _without_gaps(sheet.rows, block)]


def _without_gaps(rows: Sequence[Sequence[Cell]], block: Block) -> Iterator[Block]:
    """The block in parts that leave out large gaps: what stands in the last row of all, a million rows below
    the others, goes on with these."""
    # A large gap has one row at least of those that lie so far apart.
    if block.alone and any(map(is_empty, rows[block.first + _GAP : block.last : _GAP])):
        filled = (number for number in range(block.first, block.last) if not is_empty(rows[number]))
        for above, below in pairwise((block.first, *filled)):
            if below - above > _GAP:
                yield replace(block, last=above + 1, unread=range(0))
                block = replace(block, first=below, repeats=True, issues=(), title=frozenset())
    yield block


def rows_of_persons(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The rows, from 1, in which a number stands that may be a person's identity number: outside a table
    they are people whom nobody would miss."""
    return [number for number, row in enumerate(rows, 1) if any(map(may_be_person, row))]


def nearest_headings(sheet: Sheet, words: Vocabulary) -> list[str]:
    """What the likeliest heading row of a sheet without a table says, to show why it was not taken.

    The row may be a person's: long numbers are hidden.
    """

    def known(row: Sequence[Cell]) -> tuple[int, int]:
        texts = [cell for cell in row if isinstance(cell, str) and plain(cell)]
        return sum(words.known(joined([text])) for text in texts), len(texts)

    best = max(sheet.rows[:HEADING_ROWS], key=known, default=[])
    texts = (without_long_numbers(plain(shown(cell))) for cell in best if cell != "")
    return [text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…" for text in texts][:8]


def _next_heading(
    finder: HeadingFinder, heading: HeadingRows, blocks: Sequence[Block]
) -> tuple[HeadingRows | None, int, int]:
    """The next heading below, the row where the blocks above it end, and the row above that where a heading
    stands that is not known, with persons under it; the same row where none is."""
    rows = finder.rows
    numbers = [block.at["id_number"] for block in blocks if "id_number" in block.at]
    of_one = [(each.index, frozenset(each.field.values)) for block in blocks for each in block.columns]
    values = [(index, known) for index, known in of_one if known]
    found, ends, unknown = None, len(rows), len(rows)
    for number in _without_number(rows, heading.end + 1, numbers):
        row = rows[number]
        if not any(row):
            continue
        if any(index < len(row) and row[index] in known for index, known in values):
            continue  # a household's row, whatever is wrong with it
        if not _may_be_heading(row):
            continue
        if found := finder.at(number):
            fields = {column.index: column.field.name for block in blocks for column in block.columns}
            ends = found.top
            for above in range(found.top - 1, max(heading.end, found.top - _TITLE_ROWS - 1), -1):
                if is_title(rows[above], fields):
                    ends = above if any(map(shown, rows[above])) else ends
                elif not is_remark(rows[above]):
                    break
            break
        if number < unknown and number > heading.end + 1 and _is_unknown_heading(finder, number):
            unknown = number
    return found, ends, unknown if rows_of_persons(rows[unknown:ends]) else ends


def _is_unknown_heading(finder: HeadingFinder, number: int) -> bool:
    """Whether a row may be a heading that is not known: words, some of them a heading's, under a blank row, a
    title or a sum."""
    row, above = finder.rows[number], finder.rows[number - 1]
    begins = sum(map(bool, map(shown, above))) < FEWEST_HEADINGS and not any(map(may_be_person, above))
    return begins and not any(map(is_footer, row)) and finder.looks_like_heading(row)


def _without_number(rows: Sequence[Sequence[Cell]], begin: int, columns: Sequence[int]) -> Iterator[int]:
    """The rows from `begin` on that have nobody's number in any of the columns: nearly every row has one, and
    is told quickly."""
    found: Iterable[int] = range(begin, len(rows))
    for index in columns:
        found = (
            number
            for number in found
            if len(row := rows[number]) <= index
            or type(cell := row[index]) is not str
            or len(cell) != ID_LENGTH
            or not cell[:17].isdigit()
        )
    return iter(found)


def _may_be_heading(row: Sequence[Cell]) -> bool:
    texts = sum(type(cell) is str and cell != "" for cell in row)
    return texts > 0 and not any(is_long_number(cell) for cell in row if cell != "")


def _is_next_page(rows: Sequence[Sequence[Cell]], block: Block, title: frozenset[str], above: Block) -> bool:
    """Whether a block goes on with the one above under the same title, as a printed page does: its running
    numbers go on, too."""
    if not block.title or not block.title <= title or block.number is None or above.number is None:
        return False
    over = _numbers(reversed(rows[above.first : above.last]), above.number)
    last, first = next(over, 0), next(_numbers(rows[block.first :], block.number), 0)
    return 0 < last == first - 1


def _numbers(rows: Iterable[Sequence[Cell]], index: int) -> Iterator[int]:
    """The running numbers of some rows, of those that have one of their own."""
    texts = (running_number(row[index]).rstrip(".、") for row in rows if index < len(row))
    return (int(text) for text in texts if text.isdecimal() and len(text) < 7)


def _under(block: Block, above: Block) -> Block:
    """A block under another, with the union of that. Under a title of its own it has only the one that is
    named there; 二、退档职工 is no title, and the line at the top of the sheet still speaks for it."""
    if block.title:
        return block
    return replace(block, union=block.union or above.union)


def _union_over(above: Sequence[Sequence[Cell]], first: bool) -> str:
    """The union in a line above a heading: further down the nearest, since one may sign the table above."""
    return union_above(above if first else above[::-1])


def _continued(block: Block, above: Block) -> Block:
    """A block under a repeated heading: it is read like the one above."""
    return replace(
        _under(block, above),
        columns=above.columns,
        beside=above.beside,
        number=above.number,
        household_number=above.household_number,
        head_name=above.head_name,
        left=above.left,
        right=max(
            above.right, block.right
        ),  # a column that is not read may stand behind the others here alone
        unbound=above.unbound,
        headed=above.headed,
        form=block.form or above.form,
        verdicts=block.verdicts or above.verdicts,
        repeats=True,
        issues=(),
    )


def _side_by_side(
    file: str,
    sheet: Sheet,
    words: Vocabulary,
    rows: HeadingRows,
    above: Sequence[Sequence[Cell]],
    unit: str,
    first: bool,
    elsewhere: Elsewhere,
) -> list[Block]:
    """The blocks under one heading: several where the fields of a person begin again further right."""
    headings = rows.headings
    starts = _starts(headings, words)
    ends = [*starts[1:], max(headings) + 1]
    of_all = above if len(starts) == 1 else [row for row in above if not any(map(shown, row[starts[1] :]))]
    owns = [[row[left:right] for row in above] for left, right in zip(starts, ends, strict=True)]
    groups = groups_beside(owns)
    blocks = []
    for place, (left, right) in enumerate(zip(starts, ends, strict=True)):
        own = owns[place] if len(starts) > 1 else above
        here = {index: each for index, each in headings.items() if left <= index < right}
        binding = Binding(file, sheet, rows, here, words, unit, elsewhere)
        columns, beside, number, head_name = binding.columns()
        named = "district" in binding.bound | binding.unbound
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
                household_number=binding.household_number,
                head_name=head_name,
                members=binding.members,
                unbound=frozenset(binding.unbound),
                union=_union_over(own, first) or _union_over(above, first),
                district="" if named else district_above(own) or district_above(of_all),
                group=groups[place] or group_above(own) or group_above(above),
                set_aside=set_aside_above(own, words.year, first)
                or set_aside_above(of_all, words.year, first),
                said=said_above(own) or said_above(of_all),
                title=frozenset(
                    text
                    for row in above
                    for cell in row
                    if (text := plain(shown(cell))) and not (is_section(text) or is_unit(text))
                    if not group_above([[cell]])
                ),
                alone=len(starts) == 1,
                headed=frozenset(here),
                issues=(*binding.issues, *binding.comments_on(columns, rows.top - len(above))),
                by_hand=frozenset(filter(None, map(words.key_by_hand, here.values()))),
                form=tuple(binding.form.items()),
                verdicts=tuple(binding.verdicts),
            )
        )
    return _with_shared(blocks)


def _with_shared(blocks: Sequence[Block]) -> list[Block]:
    """Blocks side by side, each with the columns of the union and the district that stand left of all."""
    first, *others = blocks
    person = min(
        (each.index for each in first.columns if each.field.name in ("name", "id_number")), default=0
    )
    before = [each for each in first.columns if each.field.name in _OF_ALL and each.index < person]
    return [
        first,
        *(
            replace(
                block, columns=(*(each for each in before if each.field.name not in block.at), *block.columns)
            )
            for block in others
        ),
    ]


def _starts(headings: Mapping[int, Heading], words: Vocabulary) -> list[int]:
    """The columns where a block begins: the first, and each where 序号, name or number come once more.

    They begin blocks only where each has the name and the number of a person, under the same words, or where
    all have the same fields, the file status among them: another person's columns have none.
    """
    kinds = {index: _kind(heading, words) for index, heading in headings.items()}
    starts = [min(headings)]
    seen: set[str] = set()
    for index, kind in kinds.items():
        begins = kind in _OF_A_PERSON or (kind == "number" and not seen.isdisjoint(_OF_A_PERSON))
        if begins and kind in seen:  # 序号 and 户编号 before the first person are two numbers of one
            starts.append(_first_before(index, kinds))
            seen = set()
        seen.add(kind)
    ends = [*starts[1:], max(headings) + 1]
    persons, fields = set(), set()
    for left, right in zip(starts, ends, strict=True):
        here = {kind: headings[index].words for index, kind in kinds.items() if left <= index < right}
        if len(here.keys() - {"number", ""}) < FEWEST_HEADINGS:
            return starts[:1]
        persons.add((here.get("name"), here.get("id_number")))
        fields.add(frozenset(here.keys() - {"number", "", *_OF_ALL}))
    if len(fields) > 1 and any(map(_has_gap, starts, ends, repeat(kinds))):
        return starts[:1]  # whose is a column between the blank one and the next person?
    alike = len(persons) == 1 or (len(fields) == 1 and "file_status" in next(iter(fields)))
    return starts if alike and all(map(all, persons)) else starts[:1]


def _has_gap(left: int, right: int, kinds: Mapping[int, str]) -> bool:
    """Whether a column without a heading stands among those of a block, behind its person."""
    columns = [index for index in kinds if left <= index < right]
    persons = [index for index in columns if kinds[index] in _OF_A_PERSON]
    return bool(persons) and any(each not in kinds for each in range(max(persons), columns[-1]))


def _first_before(index: int, kinds: Mapping[int, str]) -> int:
    """The column where a further block begins whose first number or person stands in `index`: what stands
    before that in the first block stands before it here, too, as 填报单位 or 银行账号 may."""
    columns = [*kinds]
    first = next(place for place, each in enumerate(columns) if kinds[each] == kinds[index])
    here = columns.index(index)
    before = columns[here - first : here]
    return before[0] if first and [kinds[each] for each in before] == [*kinds.values()][:first] else index


def _kind(heading: Heading, words: Vocabulary) -> str:
    field = words.field(heading)
    if field is not None:
        return field.name
    return "number" if heading.bare in words.passed_over and not heading.groups else ""
