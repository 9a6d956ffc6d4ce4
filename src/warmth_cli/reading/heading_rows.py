"""Which rows of a sheet are a heading, and which words stand over each column.

A heading takes one row, or up to four: 基本信息 over 姓名 and 身份证号, as merged cells or, where a file
keeps none, as words with blanks beside them. A row in another language above or below it, or one that
numbers the columns, belongs to it and says nothing more.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warmth_cli.reading.headings import Heading, joined
from warmth_cli.reading.sheet import Sheet
from warmth_cli.reading.values import Cell, plain, shown
from warmth_cli.reading.vocabulary import Vocabulary

FEWEST_HEADINGS = 3
"""A row with fewer known headings is no heading."""
MOST_ROWS = 4
"""How many rows a heading may take."""
_ANCHORS = frozenset(("name", "id_number", "head_id"))
_MACHINE_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_ .()/#\-]*")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[甲乙丙丁戊己庚辛])\)?|栏次")
_HINT = re.compile(r"\(?(?:必填|选填|下拉|文本|格式|填写|\d{2}位|示例格式|自动).{0,20}")
_LONGEST_LABEL = 120
Area = tuple[int, int, int, int]
"""A merged range: top, left, bottom, right, from 0."""
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """A heading: its first and last row from 0, and for each column that has one the words, uppermost first.

    `end` is the last row that belongs to it, with those that say nothing more.
    """

    top: int
    bottom: int
    end: int
    labels: Mapping[int, tuple[str, ...]]

    @property
    def headings(self) -> dict[int, Heading]:
        """The heading of each column."""
        return {index: joined(labels) for index, labels in self.labels.items()}


class HeadingFinder:
    """Looks for the headings of one sheet, with the words that are known."""

    def __init__(self, sheet: Sheet, words: Vocabulary) -> None:
        self.rows, self.words = sheet.rows, words
        self.merged: dict[int, list[Area]] = {}
        for area in sheet.merged:
            self.merged.setdefault(area[0], []).append(area)

    def first(self, last: int) -> HeadingRows | None:
        """The first heading that begins above the row `last`."""
        found = (self.at(row) for row in range(min(last, len(self.rows))))
        return next((each for each in found if each), None)

    def at(self, row: int) -> HeadingRows | None:
        """The heading that begins in `row`, or None. Where rows above only blur it, it begins below them."""
        found = self._from(row)
        if found is None:
            return None
        known = self._known(found)
        for lower in range(found.top + 1, found.bottom + 1):
            other = self._from(lower)
            if other and self._known(other) > known:
                found, known = other, self._known(other)
        below = self._from(found.bottom + 1)
        if below and _is_machine(found.labels.values()) and not _is_machine(below.labels.values()):
            found = below  # the English row stands above
        end = found.bottom
        while end + 1 < len(self.rows) and _says_nothing_more(self.rows[end + 1], found):
            end += 1
        return HeadingRows(found.top, found.bottom, end, found.labels)

    def _from(self, top: int) -> HeadingRows | None:
        if top >= len(self.rows) or len(_texts(self.rows[top])) < 2:
            return None  # a title stands alone in its row
        merged = [area for row in range(top, top + MOST_ROWS) for area in self.merged.get(row, ())]
        bottom = _bottom(self.rows, merged, top)
        found = HeadingRows(top, bottom, bottom, _labels(self.rows, merged, top, bottom))
        return found if _is_known(self.words, found.headings.values()) else None

    def _known(self, found: HeadingRows) -> int:
        known = self.words.known
        return sum(known(each) or known(each, members=True) for each in found.headings.values())


def is_heading(row: Sequence[Cell], words: Vocabulary) -> bool:
    """Whether one row by itself is the heading of a table of people, the first time or once more."""
    return _is_known(words, [joined([cell]) for cell in row if isinstance(cell, str) and plain(cell)])


def _is_known(words: Vocabulary, headings: Iterable[Heading]) -> bool:
    headings = list(headings)
    for members in (False, True):
        known = {field.name for each in headings if (field := words.field(each, members))}
        if len(known) >= FEWEST_HEADINGS and known & _ANCHORS:
            return True
    return False


def _bottom(rows: Rows, merged: Sequence[Area], top: int) -> int:
    """The last row of a heading that begins in `top`."""
    bottom = top
    while bottom - top < MOST_ROWS - 1:
        spans = [area[2] for area in merged if top <= area[0] <= bottom]
        lower = min(max([bottom, *spans]), top + MOST_ROWS - 1, len(rows) - 1)
        if lower == bottom and _has_groups(rows, merged, bottom):
            lower = bottom + 1
        if lower == bottom:
            break
        bottom = lower
    return bottom


def _has_groups(rows: Rows, merged: Sequence[Area], number: int) -> bool:
    """Whether words of a row stand over several columns that have words of their own below."""
    if number + 1 >= len(rows):
        return False
    row, below = rows[number], rows[number + 1]
    if not _are_labels(below):
        return False
    wide = [area for area in merged if area[0] <= number <= area[2] and area[1] < area[3]]
    for _, left, _, right in wide:
        if sum(_text(below, index) != "" for index in range(left, right + 1)) > 1:
            return True
    if wide:
        return False
    groups = _spread(row, below)
    return any(_text(row, index) == "" for index in groups) and len(_texts(row)) > 1


def _labels(rows: Rows, merged: Sequence[Area], top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """The words over each column, uppermost first; a merged cell speaks for all it spans, once a column."""
    width = max(len(each) for each in rows[top : bottom + 1])
    at: dict[tuple[int, int], tuple[int, int]] = {}
    for first, left, last, right in merged:
        for number in range(first, min(last, bottom) + 1):
            at |= {(number, index): (first, left) for index in range(left, min(right + 1, width))}
    labels: dict[int, dict[tuple[int, int], str]] = {}
    for number in range(top, bottom + 1):
        row = rows[number]
        spread: dict[int, int] = {}
        if number < bottom and not any(area[0] <= number <= area[2] and area[1] < area[3] for area in merged):
            spread = _spread(row, rows[number + 1])
        for index in range(width):
            place = at.get((number, index), (number, spread.get(index, index)))
            if text := _text(rows[place[0]], place[1]):
                labels.setdefault(index, {})[place] = text
    # Words that reach over a column from the left are its heading only above words of its own.
    return {
        index: tuple(dict.fromkeys(each.values()))
        for index, each in sorted(labels.items())
        if any(column == index for _, column in each)
    }


def _spread(row: Sequence[Cell], below: Sequence[Cell]) -> dict[int, int]:
    """For each column under words that stand further left in `row`: the column of these words.

    They reach over blank cells as long as there are words in the row below, their own column's included.
    """
    found: dict[int, int] = {}
    group: int | None = None
    for index in range(max(len(row), len(below))):
        if _text(row, index):
            group = index if _text(below, index) else None
        elif not _text(below, index):
            group = None
        if group is not None:
            found[index] = group
    return {index: left for index, left in found.items() if list(found.values()).count(left) > 1}


def _says_nothing_more(row: Sequence[Cell], heading: HeadingRows) -> bool:
    """Whether a row under a heading repeats it in another language, numbers its columns or says how to fill
    them: never one that may be a person's."""
    texts = _texts(row)
    if _numbers(row):
        return True
    if len(texts) < 2 or len(texts) < sum(shown(cell) != "" for cell in row):
        return False
    if all(_HINT.fullmatch(text) for text in texts):
        return True
    return len(texts) > 2 and _is_machine([texts]) and not _is_machine(heading.labels.values())


def _numbers(row: Sequence[Cell]) -> bool:
    cells = [text for cell in row if (text := plain(shown(cell)))]
    numbers = [text.strip("()") for text in cells]
    return (
        len(cells) >= FEWEST_HEADINGS
        and all(_COLUMN_NUMBER.fullmatch(text) for text in cells)
        and len(set(numbers)) == len(numbers)
        and numbers[-1].isdigit()
        and int(numbers[-1]) >= len(numbers) - 3
    )


def _is_machine(labels: Iterable[Sequence[str]]) -> bool:
    return all(_MACHINE_WORD.fullmatch(text) for each in labels for text in each)


def _are_labels(row: Sequence[Cell]) -> bool:
    """Whether a row may belong to a heading: words only, and no number of a person among them."""
    cells = [cell for cell in row if cell != ""]
    return bool(cells) and all(
        isinstance(cell, str) and len(cell) <= _LONGEST_LABEL and sum(map(str.isdigit, cell)) < 6
        for cell in cells
    )


def _texts(row: Sequence[Cell]) -> list[str]:
    return [text for cell in row if isinstance(cell, str) and (text := plain(cell))]


def _text(row: Sequence[Cell], index: int) -> str:
    cell = row[index] if index < len(row) else ""
    return cell.strip() if isinstance(cell, str) and plain(cell) else ""
