"""Lines over the households of a table, and under them: what they say against paying holds those whom they
mean, and what nobody has foreseen is told."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.household import Household
from warmth_cli.identity import without_long_numbers
from warmth_cli.issues import Issue
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.table_reading import TableReading
from warmth_cli.reading.words.alone import alone
from warmth_cli.reading.words.colours import COLOUR
from warmth_cli.reading.words.numbering import running_number
from warmth_cli.reading.words.odd_names import is_odd_title
from warmth_cli.reading.words.over_rows import said_over
from warmth_cli.reading.words.plain_remarks import begins_of_rows, is_plain_line, is_plain_remark
from warmth_cli.reading.words.remarks import holds, says_set_aside
from warmth_cli.reading.words.set_aside import line_set_aside
from warmth_cli.reading.words.surroundings import ends_nothing, is_footer, is_section, is_signature
from warmth_cli.reading.words.under_rows import (
    left_counted,
    names_in,
    numbers_in,
    says_against,
    says_only_left,
    speaks_of_all,
    speaks_of_others,
    without_names,
    without_rules,
)
from warmth_cli.reading.words.union_names import is_unit_alone, union_above, union_of_group

_CLAUSES = pattern("[,，。;；]")
_HAS_LEFT = frozenset(("已退档", "渐退期"))
_LABEL = pattern(r"^\(?(?:备注|注|说明|附注|补充|情况说明)\d?[:：]?")
_WHO = pattern(r"^(?:序号|编号|第|[Nn][Oo]\.?)?\d*(?:[户号]|同志|该?户|家庭|职工|的)*")
"""What is left of a name or a number before what is said of it."""


def weigh_lines(file: str, sheet: Sheet, reading: TableReading, year: int) -> None:
    """Hold the households of which a line says that they may not count; tell the lines that nobody
    understands."""
    over = range(1, reading.blocks[0].top + 1)
    numbers = (*over, *reading.passed_over.get("note", ()))
    lines = _Lines(sheet, reading, year)
    heard = {row for row in numbers if lines.hear(row, row in over)}
    for row in numbers:
        told = row not in over or reading.name == sheet.name  # titles stand over the first table
        if told and row not in heard and lines.is_unread(row, row in over):
            found = without_long_numbers(_text(sheet.rows[row - 1]))
            reading.issues.append(Issue("line-unread", file, sheet.name, row, found=found))


class _Lines:
    """The lines beside one table, and the households that they may name."""

    def __init__(self, sheet: Sheet, reading: TableReading, year: int) -> None:
        self._sheet, self._families, self._year = sheet, reading.families, year
        self._number = reading.blocks[0].number
        self._said = 0  # of so many heads a line on all above it says so already

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, head in enumerate(self._families.heads):
            places.setdefault(_value(head, "name"), []).append(place)
        return places

    @cached_property
    def _by_number(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        if self._number is not None:
            for place, head in enumerate(self._families.heads):
                cell = self._sheet.rows[head.row - 1][self._number]
                places.setdefault(running_number(cell), []).append(place)
        return places

    @cached_property
    def _has_left(self) -> dict[int, None]:
        heads = enumerate(self._families.heads)
        return {place: None for place, head in heads if _value(head, "file_status") in _HAS_LEFT}

    @cached_property
    def _left_in_order(self) -> list[int]:
        return [*self._has_left]

    def hear(self, row: int, over: bool) -> bool:
        """Hold those against whom a line speaks; whether it was so heard, or needs not be."""
        text = _text(self._sheet.rows[row - 1])
        if not text or self._is_signed(row):
            return False
        above = self._above(row)
        counted = left_counted(text)
        if counted is not None and counted == bisect_left(self._left_in_order, above):
            return True
        bare, named = self._named(text)
        unlabelled = _LABEL.sub("", plain(bare))
        said = _WHO.sub("", unlabelled)
        against = says_against(bare) or (bool(named) and says_set_aside(said, self._year))
        against = against and not (named and is_plain_remark(said))  # 李四的丈夫已去世
        remark = said == unlabelled and holds(_CLAUSES.split(said)[0], self._year)
        remark = remark and not over and self._is_remark_of(row, above)
        # Of a colour or a mark `by_colour` tells, and of all households.
        if not (against or remark) or COLOUR.search(plain(bare)):
            return False
        if speaks_of_all(text) or (not over and speaks_of_others(text, bool(named))):
            named |= {*range(self._said, above)}
            self._said = max(self._said, above)
        elif remark and not named:
            named = {above - 1}
        held = named - self._has_left.keys() if says_only_left(bare) else named
        for place in sorted(each for each in held if each < above or over):
            draft = self._families.opened(place)
            draft.issues.append(draft.issue("line-against", "name", without_long_numbers(text).rstrip("。.")))
        return bool(named)

    def is_unread(self, row: int, over: bool) -> bool:
        """Whether a line speaks of households in words that nobody has foreseen."""
        cells = self._sheet.rows[row - 1]
        text = _text(cells)
        if not text or self._is_signed(row) or union_above([cells]):
            return False
        if line_set_aside(cells, self._year):
            return not over and self._above(row) == len(self._families.heads)  # of nobody who is below
        bare, named = self._named(text)
        if COLOUR.search(plain(bare)):
            return False  # told with all colours
        if named:
            said = _WHO.sub("", _LABEL.sub("", plain(bare)))
            return said != "" and not is_plain_remark(said)
        words = plain(alone(cells))
        is_of_below = said_over(words) != "" and self._above(row) < len(self._families.heads)
        if says_against(bare) and not is_of_below:
            return not over  # of nobody who is here
        if over:  # a title speaks of no rows, unless it says so
            parts = [part for part in _CLAUSES.split(words) if begins_of_rows(part)]
            return is_odd_title(words) or not all(map(is_plain_line, map(_ruled, parts)))
        known = is_section(words) or said_over(words) or is_unit_alone(words) or ends_nothing(words)
        known = known or union_of_group(cells)
        return not (known or is_plain_line(_ruled(words)))

    def _above(self, row: int) -> int:
        """How many heads stand above a row."""
        return bisect_left(self._families.heads, row, key=lambda head: head.row)

    def _named(self, text: str) -> tuple[str, set[int]]:
        """A line without the names of heads in it, and the places of those whom it names."""
        names = names_in(text, self._by_name)
        named = {place for name in names for place in self._by_name[name]}
        named |= {place for each in numbers_in(text) for place in self._by_number.get(each, ())}
        bare = without_names(text, names) if names else text
        return bare, named

    def _is_signed(self, row: int) -> bool:
        """Whether a line says who signed, and when: 审核人：王五."""
        cells = self._sheet.rows[row - 1]
        first = next((cell for cell in cells if isinstance(cell, str) and plain(cell)), "")
        return (is_footer(first) or is_signature(first)) and not _LABEL.match(plain(first))

    def _is_remark_of(self, row: int, above: int) -> bool:
        """Whether a line is the remark of the household right above it."""
        heads = self._families.heads
        return (
            above > 0
            and heads[above - 1].row == row - 1
            and _LABEL.match(plain(_text(self._sheet.rows[row - 1]))) is not None
        )


def _ruled(words: str) -> str:
    """A line without its rules; what it is called stays."""
    label = _LABEL.match(words)
    begins = label.end() if label else 0
    return words[:begins] + without_rules(words[begins:])


def _text(cells: Sequence[Cell]) -> str:
    return " ".join(filter(None, map(shown, cells)))


def _value(head: Household | Draft, field: str) -> str:
    return str((getattr(head, field) if isinstance(head, Household) else head.values.get(field)) or "")
