"""The tables of one sheet while they are read: block by block, with what is said of all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from warmth_cli.fields import FIELDS
from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.household import Household, RowKind
from warmth_cli.identity import without_long_numbers
from warmth_cli.issues import Issue, in_runs
from warmth_cli.reading.cells.cell_words import is_empty, plain, shown
from warmth_cli.reading.headings.elsewhere import Elsewhere
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.families import Families
from warmth_cli.reading.people.lines_over import LinesOver
from warmth_cli.reading.people.money_taken_back import take_back_money
from warmth_cli.reading.people.rows import Rows, read_rows
from warmth_cli.reading.people.table_reading import TableReading
from warmth_cli.reading.people.unnamed import unnamed_columns
from warmth_cli.reading.request import Request
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.tables.outside import rows_of_persons
from warmth_cli.reading.tables.signed import with_signed_unions
from warmth_cli.reading.tables.table import find_blocks
from warmth_cli.reading.words.alone import alone
from warmth_cli.reading.words.over_rows import said_over
from warmth_cli.reading.words.surroundings import is_of_page, is_section, without_page
from warmth_cli.reading.words.union_names import (
    is_numbered,
    may_name_unit,
    union_above,
    union_in_title,
    union_of_group,
    union_of_tab,
)

_NEAR = 2
"""Rows between a head and the heading of the members, at most."""
_MOST_ENTRIES = 3
"""Of a column without a heading, so many are shown."""


def readings_of(file: str, sheet: Sheet, request: Request, elsewhere: Elsewhere) -> Iterator[TableReading]:
    """The tables of a sheet, each with its rows read; `elsewhere` is what the other sheets have."""
    reading: TableReading | None = None
    phoned, title = True, frozenset[str]()
    over: LinesOver | None = None
    beside: dict[int, LinesOver] = {}
    blocks = with_signed_unions(sheet.rows, find_blocks(file, sheet, request.words, elsewhere))
    named = request.union or _unless_others(sheet, blocks, union_of_tab(sheet.name))
    titled, commented = "", {row for row, _ in sheet.comments}
    for block in blocks:
        above = over if block.alone else beside.get(block.left)
        if above is not None and not block.title:
            block = above.go_on(block)
        block = replace(block, said=block.said or said_over(sheet.name))
        if reading is None or not block.repeats:
            under = _only_head(reading, block) if reading is not None and block.members else None
            if reading is not None:
                yield _told(file, sheet, reading)
            name = sheet.name if reading is None else f"{sheet.name}!{block.range}"
            begins = reading is None
            families = Families(file, request.year)
            reading = TableReading(
                name, sheet.name, sheet.hidden, [], families, issues=list(block.issues), under=under
            )
            if begins:
                _add_persons_above(file, sheet, reading, block)
            if phoned and not block.members and "phone" not in block.at:  # said once, not for each household
                reading.issues.append(Issue("phone-missing", file, sheet.name, field="phone"))
                phoned = False
        else:
            _add_headings(reading, sheet, block)
            if not {*map(without_page, block.title)} <= {*map(without_page, title)}:
                reading.families.close()  # under another title nobody belongs to the household above
        if block.title:
            titled = union_in_title(block.title)
        title = block.title or title
        reading.blocks.append(block)
        union = block.union or named or _unless_units(sheet, block, titled)
        rows = read_rows(file, sheet, block, request.words, request.today, union, reading.name)
        if rows.unit_below:
            reading.issues.extend(take_back_money(file, sheet, reading, rows))
        if union and union == request.union and not block.members:
            reading.issues.extend(_overruled(file, sheet, block, rows, titled, union))
        _add_rows(reading, block, rows, union)
        over = beside[block.left] = rows.over
        _add_unread(file, sheet, reading, block)
        for index, entries in unnamed_columns(sheet.rows, block, rows.persons):
            reading.unnamed.setdefault(index, []).extend(entries)
        if sheet.hidden_rows:
            hidden = (person.row for person in rows.persons if person.row - 1 in sheet.hidden_rows)
            reading.hidden_rows.extend(hidden)
        if sheet.comments:
            reading.commented.extend(each.row for each in rows.persons if each.row - 1 in commented)
    if reading is not None:
        yield _told(file, sheet, reading)


def _only_head(above: TableReading, block: Block) -> Draft | None:
    """The household of a table that has no other, and right under which a heading of members stands."""
    heads = above.families.heads
    near = len(heads) == 1 and block.top - heads[0].row <= _NEAR
    return above.families.opened(0) if near else None


def _unless_others(sheet: Sheet, blocks: Sequence[Block], union: str) -> str:
    """The union that a sheet or a table is called after, unless others stand over households of their own."""
    below = sheet.rows[blocks[0].first :] if union and blocks else ()
    few = (row for row in below if row.count("") > len(row) - 4)
    return "" if any(union_of_group(row) not in ("", union) for row in few) else union


def _overruled(file: str, sheet: Sheet, block: Block, rows: Rows, titled: str, union: str) -> Iterator[Issue]:
    """What the tab, the title or lines among the rows of a block name, where `--union` counts before them."""
    if all(_names_union(each, union) for each in rows.persons):
        return
    lines = range(block.first, block.last)
    below = (number for number in lines if sheet.rows[number].count("") > len(sheet.rows[number]) - 4)
    named = {union_of_tab(sheet.name): 0, titled: block.top}
    for number in below:
        named.setdefault(union_of_group(sheet.rows[number]), number + 1)
    others = [each for each in named if each.removesuffix("工会") not in ("", union.removesuffix("工会"))]
    if others:
        values = {"union": union}
        yield Issue(
            "union-overruled", file, sheet.name, named[others[0]], found="、".join(others), values=values
        )


def _names_union(person: Draft | Household, union: str) -> bool:
    """Whether a row names a union of its own, and none must stand in for it."""
    if isinstance(person, Household):
        return person.union != union
    return bool(person.union) or "union" in person.values


def _unless_units(sheet: Sheet, block: Block, union: str) -> str:
    """The union of a block's title, unless any other line in it names one, or may name a unit."""
    if not union:
        return ""
    lines: list[list[Cell]] = [[line] for line in block.title]
    lines += (row for row in sheet.rows[block.first : block.last] if row.count("") > len(row) - 4)
    for row in lines:
        words = alone(row)
        named = union_of_group(row) or union_above([row])
        if named not in ("", union) or (may_name_unit(words) and not union_in_title([words])):
            return ""
    return union


def _told(file: str, sheet: Sheet, reading: TableReading) -> TableReading:
    """The reading, with what is said of all its blocks at once."""
    reading.issues.extend(_unnamed(file, reading))
    reading.issues.extend(_hidden(file, sheet, reading))
    return reading


def _add_persons_above(file: str, sheet: Sheet, reading: TableReading, block: Block) -> None:
    """Report the rows above the first heading that are people: no words say what their cells mean."""
    lost = rows_of_persons(sheet.rows[: block.top])
    reading.issues.extend(Issue("row-above-heading", file, sheet.name, row) for row in lost)
    reading.unreadable.extend(lost)
    reading.filled += len(lost)


def _add_unread(file: str, sheet: Sheet, reading: TableReading, block: Block) -> None:
    """Report the people under a heading that is not known: what stands there is not what stands above."""
    if not block.unread:
        return
    top = block.unread[0]
    lost = [top + number for number in rows_of_persons(sheet.rows[top : block.unread[-1] + 1])]
    values = {"rows": in_runs(lost), "count": str(len(lost))}
    reading.issues.append(Issue("heading-unknown", file, sheet.name, top + 1, values=values))
    reading.passed_over.setdefault("heading", []).append(top + 1)
    reading.unreadable.extend(lost)
    reading.filled += 1 + len(lost)


def _add_headings(reading: TableReading, sheet: Sheet, block: Block) -> None:
    """Count the rows of a repeated heading, and of the titles above it."""
    above = reading.blocks[-1]
    top = above.unread.start
    told = {
        *above.unread[:1],
        *(top + row - 1 for row in rows_of_persons(sheet.rows[top : above.unread.stop])),
    }
    for number in range(above.last, block.first):
        if number in told:
            continue  # a heading that is not known, and the people under it
        if not is_empty(sheet.rows[number]) and any(plain(shown(cell)) for cell in sheet.rows[number]):
            kind: RowKind = "note" if number < block.top else "heading"
            words = alone(sheet.rows[number])
            if (is_section(words) or is_numbered(words)) and not is_of_page(words):
                reading.families.close()
            reading.passed_over.setdefault(kind, []).append(number + 1)
            reading.filled += 1


def _add_rows(reading: TableReading, block: Block, rows: Rows, union: str) -> None:
    reading.filled += rows.filled
    reading.unreadable.extend(rows.unreadable)
    for kind, numbers in rows.passed_over.items():
        reading.passed_over.setdefault(kind, []).extend(numbers)
    reading.issues.extend(rows.issues)
    for row, number in rows.aside:
        reading.aside.setdefault(row, []).append(number)
    for planned, named in rows.planned.items():
        reading.planned.setdefault(planned, []).extend(named)
    if block.members:
        reading.members.extend(rows.drafts)
    else:
        reading.families.add(rows.persons, block, union)
        if rows.over.gap:
            reading.families.close()


def _unnamed(file: str, reading: TableReading) -> Iterator[Issue]:
    """Columns without heading, in whichever block: said once, with the number of their entries."""
    row = reading.blocks[0].bottom + 1
    for index, entries in sorted(reading.unnamed.items()):
        cell = f"{column_letter(index)}{row}"
        found = "、".join(map(without_long_numbers, islice(dict.fromkeys(entries), _MOST_ENTRIES)))
        values = {"rows": str(len(entries))}
        yield Issue("column-unnamed", file, reading.sheet, row, cell, found=found, values=values)


def _hidden(file: str, sheet: Sheet, reading: TableReading) -> Iterator[Issue]:
    """Hidden rows and columns are read like the others, and told; so are comments, which are not read."""
    if rows := reading.hidden_rows:
        values = {"rows": in_runs(rows), "count": str(len(rows))}
        yield Issue("rows-hidden", file, sheet.name, values=values)
    if rows := reading.commented:
        values = {"rows": in_runs(rows), "count": str(len(rows))}
        yield Issue("comments-unread", file, sheet.name, values=values)
    first = reading.blocks[0]
    headings = {column.index: column.field.heading for column in first.columns}
    headings |= {index: FIELDS[name].heading for each in first.beside for name, index in each.columns.items()}
    if hidden := sorted(headings.keys() & sheet.hidden_columns):
        named_so = "、".join(f"{column_letter(index)} {headings[index]}" for index in hidden)
        yield Issue("columns-hidden", file, sheet.name, values={"columns": named_so})
