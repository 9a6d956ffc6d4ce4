"""The blocks under one heading: several where the columns of a person begin again further right."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import repeat

from warmth_cli.files.cell import Cell
from warmth_cli.files.refusals import too_many_columns, too_many_tables
from warmth_cli.files.sheet import Sheet
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.headings.binding import bind
from warmth_cli.reading.headings.elsewhere import Elsewhere
from warmth_cli.reading.headings.heading import Heading, is_unit
from warmth_cli.reading.headings.heading_rows import FEWEST_HEADINGS, HeadingRows
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.words.over_rows import said_above
from warmth_cli.reading.words.set_aside import set_aside_above
from warmth_cli.reading.words.surroundings import is_section
from warmth_cli.reading.words.union_names import district_above, group_above, groups_beside, union_above

_OF_ALL = frozenset(("union", "district"))
"""What columns left of the first person say of everybody in their row."""
_OF_A_PERSON = frozenset(("name", "id_number"))
_MOST_COLUMNS = 4000
"""Columns under one heading: nothing is asked of a household in so many."""
_MOST_BESIDE = 50
"""Tables side by side."""


def blocks_under(
    file: str,
    sheet: Sheet,
    words: Vocabulary,
    rows: HeadingRows,
    above: Sequence[Sequence[Cell]],
    unit: str,
    first: bool,
    elsewhere: Elsewhere,
) -> list[Block]:
    """The blocks whose heading is in `rows`, from the left.

    `above` are the rows over it, down from the block above, `unit` is that of money in a line there; the
    `first` heading of a sheet may have lines over it that are of the whole sheet.
    """
    headings = rows.headings
    if len(headings) > _MOST_COLUMNS:
        raise too_many_columns(file, sheet.name, rows.top + 1)
    starts = _starts(headings, words)
    if len(starts) > _MOST_BESIDE:
        raise too_many_tables(file, sheet.name, rows.top + 1)
    ends = [*starts[1:], max(headings) + 1]
    of_all = above if len(starts) == 1 else [row for row in above if not any(map(shown, row[starts[1] :]))]
    owns = [[row[left:right] for row in above] for left, right in zip(starts, ends, strict=True)]
    groups = groups_beside(owns)
    title = _title(above)
    blocks = []
    for place, (left, right) in enumerate(zip(starts, ends, strict=True)):
        own = owns[place] if len(starts) > 1 else above
        here = {index: each for index, each in headings.items() if left <= index < right}
        columns = bind(file, sheet, rows, here, words, rows.top - len(above), unit, elsewhere)
        blocks.append(
            Block(
                top=rows.top,
                bottom=rows.bottom,
                first=rows.end + 1,
                last=len(sheet.rows),
                left=min(here),
                right=max(here),
                columns=columns.read,
                beside=columns.beside,
                number=columns.number,
                household_number=columns.household_number,
                head_name=columns.head_name,
                members=columns.members,
                unbound=columns.unbound,
                union=_union_over(own, first) or _union_over(above, first),
                district=""
                if "district" in columns.claimed
                else district_above(own) or district_above(of_all),
                group=groups[place] or group_above(own) or group_above(above),
                set_aside=set_aside_above(own, words.year, first)
                or set_aside_above(of_all, words.year, first),
                said=said_above(own) or said_above(of_all),
                title=title,
                alone=len(starts) == 1,
                headed=frozenset(here),
                issues=columns.issues,
                by_hand=frozenset(filter(None, map(words.key_by_hand, here.values()))),
                form=columns.form,
                verdicts=columns.verdicts,
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
            if len(starts) > _MOST_BESIDE:
                return starts
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


def _title(above: Sequence[Sequence[Cell]]) -> frozenset[str]:
    """The words above a heading, other than which households it lists, of which union, or in which unit."""
    return frozenset(
        text
        for row in above
        for cell in row
        if (text := plain(shown(cell))) and not (is_section(text) or is_unit(text))
        if not group_above([[cell]])
    )


def _union_over(above: Sequence[Sequence[Cell]], first: bool) -> str:
    """The union in a line above a heading: further down the nearest, since one may sign the table above."""
    return union_above(above if first else above[::-1])
