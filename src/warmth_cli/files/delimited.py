"""Text with a delimiter between the cells (.csv, .tsv, .txt), whatever it is called."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from warmth_cli.files.cell import Cell
from warmth_cli.files.refusals import NoColumns, OpenQuote, OpenQuoteInLine, TooManyCells
from warmth_cli.files.sheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from warmth_cli.files.text import NotText
from warmth_cli.pattern import pattern

if TYPE_CHECKING:
    import _csv

_DELIMITERS = ",\t;|"
_MOST_LINES = 2 * MOST_ROWS
"""Twice as many as a sheet has rows, since some programs write an empty line after each."""
_SAMPLE_LINES = 40
_SAMPLE = 100_000
_LONGEST_CELL = 100_000
_END = "\0"
"""Stands after the last line, and in no text: what swallows it was not closed."""
_A_PERSON = pattern(r"\d{15}", re.ASCII)
_FEW_MARKS = 3
_BEHIND_QUOTED = pattern(r'" +(?=[,\t;|\r\n]|$)')
"""Some programs write blanks behind a quoted cell."""
_FEWEST_ALIKE = 3
"""Lines with one number of cells that somebody would hardly write by chance: a heading and two rows."""
_AS_TEXT = pattern(r'="([^"]*)"')
"""How programs write a number so that Excel keeps it as text: ="340300..."."""


def rows_of(text: str, is_heading: Callable[[str], bool]) -> list[list[Cell]]:
    """The rows of a delimited text; every cell is text, as it stands. `is_heading` tells the words that show
    which delimiter it is."""
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = _delimiter(text, is_heading)
    held: list[str] = []
    reader = _reader(chain(_lines(text, delimiter, held), [_END]), delimiter)
    rows: list[list[Cell]] = []
    first, width, in_doubt = 1, 1, 0
    try:
        for row in reader:
            if in_doubt and len(row) > width:
                raise OpenQuoteInLine(in_doubt, in_doubt)
            widest, width = len(row) > width, max(width, len(row))
            if reader.line_num > first:
                ends = row[-1].endswith(_END)
                if ends or any(_swallows(cell, delimiter, width) for cell in row) or _torn(held, delimiter):
                    raise OpenQuote(first, reader.line_num - ends)
            elif (widest or len(row) < width) and _joins(row, held, delimiter):
                if not widest:
                    raise OpenQuoteInLine(first, first)
                in_doubt = first  # until a line is met that has more cells
            rows.append([as_text(cell) for cell in row])
            first = reader.line_num + 1
            held.clear()
    except csv.Error as error:
        if reader.line_num > first:  # a cell longer than any is many lines in one
            raise OpenQuote(first, reader.line_num) from error
        raise NotText from error
    if width == 1 and any(map(any, rows[:-1])):
        raise NoColumns
    return rows[:-1]


def ends_short(text: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a text may be cut off in its last line: that has no end, and fewer cells than each of several
    before it, which have all the same number."""
    if text.endswith(("\n", "\r")):
        return False
    *before, last = [len(row) for row in rows if row] or [0]
    widest = max(before, default=0)
    table = before[before.index(widest) :] if before else []
    return last < widest and len(table) >= _FEWEST_ALIKE and set(table) == {widest}


def as_text(cell: str) -> str:
    """A cell without the formula that only says that it is text."""
    if cell.startswith("=") and (found := _AS_TEXT.fullmatch(cell)):
        return found[1]
    return cell


def _swallows(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell over several lines holds rows of the table, for somebody forgot to close it."""
    if "\n" not in cell and "\r" not in cell:
        return False
    marks = cell.count(delimiter)
    return marks >= max(width - 1, _FEW_MARKS) or (marks >= _FEW_MARKS and _A_PERSON.search(cell) is not None)


def _joins(row: list[str], held: list[str], delimiter: str) -> bool:
    """Whether two cells of one line may have become one."""
    return bool(held) and len(row) <= held[0].count(delimiter) and _torn(held, delimiter)


def _torn(lines: list[str], delimiter: str) -> bool:
    """Whether words follow a quotation mark that ends a cell: it was to begin one, and one is open."""
    try:
        list(_reader((_BEHIND_QUOTED.sub('"', line) for line in lines), delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _lines(text: str, delimiter: str, held: list[str]) -> Iterator[str]:
    """The lines, with their cells counted before they are made: a line may be the whole text. Each is put
    into `held`, too, which whoever reads the rows empties after each."""
    cells = 0
    for number, line in enumerate(io.StringIO(text, newline="")):
        here = line.count(delimiter) + 1
        cells += here
        if cells > MOST_CELLS or number >= _MOST_LINES or here > MOST_COLUMNS:
            raise TooManyCells
        held.append(line)
        yield line


def _reader(lines: Iterable[str], delimiter: str, strict: bool = False) -> "_csv.Reader":
    """The rows of these lines; a cell may be quoted after a space, too. `strict`: nothing follows its end."""
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=strict)


def _delimiter(text: str, is_heading: Callable[[str], bool]) -> str:
    """The delimiter under which the first lines have the most known headings; the comma when none has any."""
    sample = "\n".join(text[:_SAMPLE].splitlines()[:_SAMPLE_LINES])

    def known(delimiter: str) -> tuple[int, int]:
        cells = [cell for row in _reader(io.StringIO(sample), delimiter) for cell in row]
        headings = sum(is_heading(cell) for cell in cells if 0 < len(cell) <= 80)
        return headings, len(cells)

    return max(_DELIMITERS, key=known)
