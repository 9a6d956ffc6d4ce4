"""What the rows of a block are: people, sums, remarks and signatures, repeated headings, samples."""

from collections.abc import Callable, Iterator, Sequence

from warmth_cli.fields import CAUSES, FIELDS, HEAD_ID
from warmth_cli.files.cell import Cell, Faulty
from warmth_cli.household import RowKind
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.cells.sought import places_with
from warmth_cli.reading.cells.values import blank
from warmth_cli.reading.headings.heading_rows import is_heading
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.words.alone import alone
from warmth_cli.reading.words.over_rows import said_over
from warmth_cli.reading.words.plain_remarks import speaks_of_rows
from warmth_cli.reading.words.samples import is_sample, is_sample_name
from warmth_cli.reading.words.set_aside import is_year_line, line_set_aside
from warmth_cli.reading.words.surroundings import (
    is_aside,
    is_footer,
    is_long_number,
    is_of_statistics,
    is_section,
    is_signature,
    is_signature_alone,
    is_sum_in_words,
    is_total,
    may_be_person,
)
from warmth_cli.reading.words.under_rows import numbers_in, says_against
from warmth_cli.reading.words.union_names import district_above, is_unit_alone, may_name_unit, union_of_group

_RUNNING = pattern(r"(?:第?\d{1,6}[.、号]?)?")
"""How a running number is written."""
_VALUES = frozenset(
    value
    for values in (*(each.values for each in FIELDS.values()), CAUSES.values())
    for value in values
    if not value.isdigit()
)
"""What cells of a household say, and nobody is called."""
_MAY_BE_SAMPLE = pattern("[例样板]")
_FEW = 10
"""How many rows under a heading may begin with the word 示例, whatever column it stands in."""


class RowKinds:
    """Tells the rows of one block."""

    def __init__(self, block: Block, words: Vocabulary) -> None:
        self.at, self.number, self.words = block.at, block.number, words

    def kind(self, row: Sequence[Cell], has_member: bool) -> RowKind:
        """What a row is; `has_member` where somebody stands in the columns beside the head."""
        if not any(map(filled, row)):
            return "blank"
        if has_member and not self._is_sum_or_footer(row):
            return "person"
        return self._kind_of(row)

    def is_person(self, row: Sequence[Cell]) -> bool:
        """Whether a row is a person's, where nobody stands beside the head."""
        return self.kind(row, False) == "person"

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        """A row's cell of a field; empty where there is no such column."""
        return row[self.at[name]] if name in self.at else ""

    def samples(self, rows: Sequence[Sequence[Cell]], cells: Callable[[int], Sequence[Cell]]) -> set[int]:
        """The places of rows that say of themselves that they only show how to fill in the table; `cells`
        gives those of a column."""
        if "id_number" not in self.at and "name" not in self.at:
            return set()
        columns = (
            (self.at.get("name"), is_sample_name),
            (self.number, is_sample),
            (self.at.get("note"), is_sample),
        )
        samples = {
            offset
            for index, says_so in columns
            if index is not None
            for offset in places_with(_MAY_BE_SAMPLE, cells(index))
            if says_so(rows[offset][index])
        }
        for offset, row in enumerate(rows[:_FEW]):
            if is_sample(next(filter(filled, row), "")):
                samples.add(offset)
        return samples

    def told(self, row: Sequence[Cell]) -> Iterator[Cell]:
        """What an unreadable row says, first what stands in the columns of fields."""
        yield from (self.cell(row, name) for name in self.at if not self._empty(row, name))
        yield from filter(is_long_number, row)

    def _kind_of(self, row: Sequence[Cell]) -> RowKind:
        if is_long_number(self.cell(row, "id_number")):
            return "person"
        if self._is_sum_or_footer(row):
            return "total" if any(map(is_total, row)) else "note"
        if is_heading(row, self.words):
            return "heading"
        if (
            self._is_aside(row)
            or union_of_group(row)
            or district_above([row])
            or self._is_unit(row)
            or line_set_aside(row)
            or self._is_over_others(row)
            or is_year_line(alone(row))
            or speaks_of_rows(alone(row))
            or self._names_others(row)
        ):
            return "note"
        if not self._empty(row, "id_number") or not self._empty(row, "name"):
            return "person"
        if any(map(is_long_number, row)):
            return "unreadable"  # somebody's number, in a column where nobody looks for it
        said = [index for index, cell in enumerate(row) if filled(cell) and not _says_nothing(cell)]
        if said in ([], [self.number]) and all(map(_is_figure, row)):
            return "number"
        return "note" if all(self._empty(row, name) for name in self.at) else "unreadable"

    def _is_sum_or_footer(self, row: Sequence[Cell]) -> bool:
        """合计 and 审核人： stand first in their row, or under the name; beside them are sums and names.

        Where an identity number stands somebody does, also in a column that nobody reads.
        """
        if is_long_number(self.cell(row, "id_number")) or any(map(may_be_person, row)):
            return False
        name = self.cell(row, "name")
        if is_total(name) or is_footer(name) or sum(map(is_footer, row)) > 1:
            return True
        signed = sum(map(is_signature, row)) > 1  # 制表人 | 赵六 | 日期 | 2022-1-5
        if signed and (is_signature(name) or is_signature(self.cell(row, "id_number"))):
            return True
        if is_signature_alone(row) or is_sum_in_words(row):
            return True
        first = next((each for each in row if isinstance(each, str) and each.strip()), "")
        of_one = (self.cell(row, "file_status"), self.cell(row, "account"))
        if any(filled(cell) and not is_signature(cell) and not is_total(cell) for cell in of_one):
            return self._empty(row, "name") and (is_total(first) or is_footer(first))
        summed = self._empty(row, "name") and any(map(is_total, row))
        return signed or summed or is_footer(first) or is_total(first)

    def _is_aside(self, row: Sequence[Cell]) -> bool:
        """Whether a row is a line of words, or of figures that are told of all: nobody's."""
        words, name = alone(row), self.at.get("name")
        if words and is_aside(words):
            return True
        if all(index in (self.number, name) for index, cell in enumerate(row) if filled(cell)):
            return plain(shown(self.cell(row, "name"))) in _VALUES  # 1 | 深度困难: what a code stands for
        if words:
            return False
        texts = [shown(cell) for cell in row if filled(cell)]
        return not any(map(is_long_number, texts)) and is_of_statistics(texts, _VALUES)

    def _is_over_others(self, row: Sequence[Cell]) -> bool:
        """Whether a row only says what all below it are; under 建档状态 it fills a form, under 备注 it is of
        one row."""
        words = alone(row)
        said = said_over(words) != "" or (is_section(words) and self._empty(row, "note"))
        return said and self._empty(row, "file_status") and self._empty(row, "hardship")

    def _names_others(self, row: Sequence[Cell]) -> bool:
        """Whether a row is a line against households that it names by their numbers: 序号3、5不发放."""
        words = alone(row)
        return words != "" and says_against(words) and bool(numbers_in(words))

    def _is_unit(self, row: Sequence[Cell]) -> bool:
        """Whether a row only names a unit, or may, and not where somebody's union or employer stands."""
        words = alone(row)
        named = is_unit_alone(words) or may_name_unit(words)
        return named and all(self._empty(row, each) for each in self.at if each != "name")

    def _empty(self, row: Sequence[Cell], name: str) -> bool:
        return blank(FIELDS.get(name, HEAD_ID), self.cell(row, name))


def filled(cell: Cell) -> bool:
    """Whether anything stands in a cell."""
    return cell != "" and (not isinstance(cell, str) or plain(cell) != "")


def _says_nothing(cell: Cell) -> bool:
    """Whether a cell is what a formula makes of blanks: 0, or an error."""
    return cell == 0 or isinstance(cell, Faulty) or (isinstance(cell, str) and cell.startswith("#"))


def _is_figure(cell: Cell) -> bool:
    """Whether a cell has no words."""
    return not isinstance(cell, str) or _says_nothing(cell) or _RUNNING.fullmatch(plain(cell)) is not None
