"""Which rows of a sheet are a heading, and which words stand over each column.

A heading takes one row, or up to four: 基本信息 over 姓名 and 身份证号, as merged cells or, where a file
keeps none, as words with blanks beside them. A row in another language above or below it, or one that
numbers the columns, belongs to it and says nothing more.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise, takewhile

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.headings.heading import Heading, is_unit, joined, normalised
from warmth_cli.reading.headings.labels import Area, Labels, grouped, labels_of, text_at
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.words.surroundings import is_above, is_total, may_be_person
from warmth_cli.reading.words.union_names import is_union_label

HEADING_ROWS = 40
"""How far down the first heading is looked for by all its words; further down it has a name among them."""
FEWEST_HEADINGS = 3
"""A row with fewer known headings is no heading."""
MOST_ROWS = 4
"""How many rows a heading may take."""
_ANCHORS = frozenset(("name", "id_number", "head_id"))
_OF_A_HEAD = ("file_status", "hardship", "account")
"""What a household has, and no other person whose name stands beside the head's."""
_MACHINE_WORD = pattern(r"[A-Za-z][A-Za-z0-9_ .()/#\-]*")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_COLUMN_NUMBER = pattern(rf"\(?(?P<number>\d{{1,2}}|[{_STEMS}])\)?(?:=[\d+\-*/()=]+)?|栏次|栏号|序号")
_HINT = pattern(r"[*★☆]|\(?(?:必填|选填|下拉|文本|格式|填写|\d{2}位|示例格式|自动).{0,20}")
_MUST = frozenset(("是", "否"))
"""Under each column, a name's and a number's too: whether it must be filled in."""
_TELLS_HOW = pattern(r"填|选择|下拉|格式|一致|文本|全称|[请如限按]|\d{2}位|.+[/、].+[/、]|本人")
"""In words under a heading: how to fill in its column."""
_HOW = pattern(r"填[写报表]?(?:说明|要求|提示|方法)|(?:格式|填写)?要求|说明")
"""What a row of such words is called, before all of them."""
_BRACKETED = pattern(r"\(.*\)|\[.*\]|【.*】")
_MOST_LOOKED_AT = 1000
"""So many different words of a row tell whether it is a heading."""
_NAME = pattern(r"[^:：]{0,12}(?:姓\s*名|户\s*主)")
_PARTS = pattern("[及和与、/]")
"""What stands between the parts of the words over several columns."""
_MOST_PARTS = 4
_MOST_FAR = 50
"""So many rows far down may have words for a name; a sheet with more has none that is a heading."""
_LONGEST_LABEL = 120
_Cells = tuple[tuple[Cell, ...], ...]
"""Rows as they stand."""


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """A heading: its first and last row from 0, and for each column that has one the words, uppermost first.

    `end` is the last row that belongs to it, with those that say nothing more.
    """

    top: int
    bottom: int
    end: int
    labels: Labels

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
            if self._is_over_words(area):
                self.merged.setdefault(area[0], []).append(area)
        self.groups: set[tuple[str, ...]] = set()
        """The first rows of headings found where nobody was above them: further down they are known again."""
        self._again: dict[_Cells, Labels] = {}
        """Headings by their rows: a strip for each household has the same again and again."""
        self._not_anothers: set[_Cells] = set()
        """Such rows with the one above them, which says nothing of whose they are."""

    def _is_over_words(self, area: Area) -> bool:
        """Whether anything is written under a merged cell, in as many rows as a heading may have: beside a
        table empty cells are merged down to the end of the sheet, and say nothing of its heading."""
        top, left, bottom, right = area
        rows = self.rows[top : min(bottom + 1, top + MOST_ROWS)]
        return any(text_at(row, index) for row in rows for index in range(left, min(right + 1, len(row))))

    def first(self, last: int) -> HeadingRows | None:
        """The first heading; from the row `last` on only one with words for a name is looked for."""
        found = (self.at(row, nobody_above=True) for row in self._first_rows(last))
        return next((each for each in found if each), None)

    def _first_rows(self, last: int) -> Iterator[int]:
        yield from range(min(last, len(self.rows)))
        further = (
            number
            for number in range(last, len(self.rows))
            if any(type(cell) is str and _NAME.match(cell) for cell in self.rows[number])
        )
        for number in islice(further, _MOST_FAR):  # each is looked at with care
            yield from range(max(last, number - MOST_ROWS + 1), number + 1)

    def at(self, row: int, *, nobody_above: bool = False) -> HeadingRows | None:
        """The heading that begins in `row`, or None.

        Where `nobody_above` is sure, words over the person's own columns may be any: 帮扶对象 over 姓名.
        """
        found = self._from(row, nobody_above)
        if found is None or self._is_anothers(found):
            return None
        end = found.bottom
        for row in range(end + 1, len(self.rows)):
            if self._says_nothing_more(self.rows[row], found):
                end = row
            elif row > end + 1 or any(map(shown, self.rows[row])):
                break  # a single blank row may part them: in a CSV the lower half of merged cells is one
        return HeadingRows(found.top, found.bottom, end, found.labels)

    def looks_like_heading(self, row: Sequence[Cell]) -> bool:
        """Whether a row is made of different words, and some of them a heading's, known or not as a whole."""
        texts = _texts(row)
        if len(set(texts)) < max(FEWEST_HEADINGS, len(texts)) or not _are_labels(row):
            return False
        return any(map(self.words.known, map(normalised, texts)))

    def _from(self, top: int, nobody_above: bool, above: int = 0) -> HeadingRows | None:
        """The heading that begins in row `top`, which has so many machine rows right above it."""
        if top < len(self.rows) and _is_machine([_texts(self.rows[top])]):
            return self._under_machine_row(top, nobody_above, above + 1)
        again = () if nobody_above else self._as_they_stand(top, top + 1)
        if again in self._again and not self._is_over_tables(top):
            labels = self._again[again]
            return HeadingRows(top, top, top, labels)
        if top >= len(self.rows) or not self._may_begin(top, nobody_above):
            return None
        merged = [area for row in range(top, top + MOST_ROWS) for area in self.merged.get(row, ())]
        bottom, labels = top, labels_of(self.rows, merged, top, top)
        while bottom - top < MOST_ROWS - 1 and bottom + 1 < len(self.rows):
            spanned = any(top <= area[0] <= bottom < area[2] for area in merged)
            if not spanned and not _are_labels(self.rows[bottom + 1]):
                break
            deeper = labels_of(self.rows, merged, top, bottom + 1)
            if not spanned and not self._goes_on(merged, labels, deeper, top, bottom):
                break
            bottom, labels = bottom + 1, deeper
        labels = self._parted(labels, merged, bottom)
        if nobody_above and not self._is_known(labels):
            labels = self._without_own_group(labels)
        if not self._is_known(labels):
            return None
        if nobody_above:
            self.groups.add(tuple(_texts(self.rows[top])))
        elif again and bottom == top and is_heading(self.rows[top], self.words):
            self._again[again] = labels
        return HeadingRows(top, bottom, bottom, labels)

    def _parted(self, labels: Labels, merged: Sequence[Area], bottom: int) -> Labels:
        """The labels where one cell over several columns names what stands in each: 开户行及银行卡号."""
        parted = dict(labels)
        for _, left, last, right in merged:
            words = labels.get(left, ()) if last >= bottom and left < right < left + _MOST_PARTS else ()
            if not words or labels.keys() & {*range(left + 1, right + 1)}:
                continue
            parts = _PARTS.split(plain(words[-1]))
            fields = [self.words.field(joined([part])) for part in parts]
            if len({*fields} - {None}) == len(parts) == right - left + 1:
                parted |= {left + place: (*words[:-1], part) for place, part in enumerate(parts)}
        return parted

    def _as_they_stand(self, first: int, last: int) -> _Cells:
        """What tells rows from all others where no merged cells are: those from `first` on, without `last`,
        and as many below as may belong to a heading; () where some are."""
        if any(row in self.merged for row in range(first, last + MOST_ROWS)):
            return ()
        below = takewhile(_are_labels, self.rows[last : last + MOST_ROWS - 1])
        return tuple(map(tuple, chain(self.rows[first:last], below)))

    def _under_machine_row(self, top: int, nobody_above: bool, count: int) -> HeadingRows | None:
        """The heading under a row in English or in pinyin, or else that row, where it is known itself."""
        row = self.rows[top]
        below = self._from(top + 1, nobody_above, count) if count < MOST_ROWS else None
        if below and self._repeats(row, below):
            return HeadingRows(top, below.bottom, below.bottom, below.labels)
        labels = labels_of(self.rows, (), top, top)
        return HeadingRows(top, top, top, labels) if self._is_known(labels) else None

    def _may_begin(self, top: int, nobody_above: bool) -> bool:
        """Whether a heading may begin in a row: no title, no sum, nobody's row, nothing of a machine."""
        row = self.rows[top]
        texts = _texts(row)
        if any(map(may_be_person, row)) or (texts and is_total(texts[0])) or self._is_over_tables(top):
            return False
        if len(texts) < 2:
            return len(texts) == 1 and self._is_lonely_group(top, texts[0])
        if is_heading(row, self.words):
            return True
        if self._is_union_line(top, texts):
            return False
        often = Counter(texts)
        if len(often) > _MOST_LOOKED_AT:
            return False
        named = sum(count for text, count in often.items() if self.words.known(joined([text])))
        named += 2 * any(len(text) > 1 and self.words.groups.fullmatch(text) is not None for text in often)
        if named > 1:
            return True
        if not nobody_above and tuple(texts) not in self.groups and not self._is_over_heading(top):
            return False
        return not any(map(is_above, texts))

    def _is_over_tables(self, top: int) -> bool:
        """Whether the words of a row are titles of tables side by side, whose headings stand right below."""
        row, below = self.rows[top], self.rows[min(top + 1, len(self.rows) - 1)]
        texts = _texts(row)
        if not 1 < len(texts) <= len(below) // 3:  # a name, a number and a third field for each
            return False
        fields = [field.name for text in _texts(below) if (field := self.words.field(joined([text])))]
        times = min(fields.count("name"), fields.count("id_number"), max(map(fields.count, _OF_A_HEAD)))
        if any(part in text for part in self.words.never_with for text in texts):
            return False  # 代领人 may have an account, too
        return len(texts) <= times

    def _is_union_line(self, top: int, texts: Sequence[str]) -> bool:
        """Whether a row says 填报单位 and, in the next cell, which: over a heading of another column."""
        row, below = self.rows[top], self.rows[min(top + 1, len(self.rows) - 1)]
        index = next(index for index in range(len(row)) if text_at(row, index))
        is_group = self.words.groups.fullmatch(texts[1]) or self.words.known(joined(texts[1:2]))
        return is_union_label(texts[0]) and not is_group and text_at(below, index) != ""

    def _is_anothers(self, found: HeadingRows) -> bool:
        """Whether words right above a heading say that its name or number is another person's.

        监护人 over 姓名, and the household's own name under words that nobody knows.
        """
        above = found.top - 1
        if above < 0 or not _are_labels(self.rows[above]):
            return False
        stands = self._as_they_stand(above, found.bottom + 1)
        if stands in self._not_anothers:
            return False
        if self._is_under_another(found, above):
            return True
        if stands:
            self._not_anothers.add(stands)
        return False

    def _is_under_another(self, found: HeadingRows, above: int) -> bool:
        texts = _texts(self.rows[above])
        if len(texts) < 2 and not self._is_lonely_group(above, texts[0]):
            return False
        merged = [area for row in range(above, found.bottom + 1) for area in self.merged.get(row, ())]
        labels = labels_of(self.rows, merged, above, found.bottom)
        own = found.labels  # a cell merged over words of their own hides them in `labels`
        anchors = self._anchors(found)
        over = [labels[index][0] for index in anchors if labels.get(index, own[index]) != own[index]]
        return any(part in text for text in over for part in self.words.never_with if not is_above(text))

    def _is_lonely_group(self, top: int, text: str) -> bool:
        """Whether the only words of a row stand over some columns of the row below: 家庭成员, 代领人."""
        if top + 1 >= len(self.rows) or is_above(text):
            return False
        row, below = self.rows[top], self.rows[top + 1]
        place = next(index for index in range(len(row)) if text_at(row, index))
        if not any(text_at(below, index) for index in range(place)):
            return False  # from the first column on: a title
        is_neutral = len(text) > 1 and self.words.groups.fullmatch(plain(text)) is not None
        return is_neutral or self._has_wide(top) or any(part in text for part in self.words.never_with)

    def _is_over_heading(self, row: int) -> bool:
        """Whether a row has merged cells over columns, and a heading below it."""
        below = self.rows[row + 1 : row + MOST_ROWS]
        return self._has_wide(row) and any(is_heading(each, self.words) for each in below)

    def _has_wide(self, row: int) -> bool:
        return any(area[1] < area[3] for area in self.merged.get(row, ()))

    def _goes_on(self, merged: Sequence[Area], labels: Labels, deeper: Labels, top: int, bottom: int) -> bool:
        """Whether the row under a heading's row `bottom` belongs to it: never where it may be a person's."""
        below = self.rows[bottom + 1]
        texts = _texts(below)
        if not _are_labels(below) or (len(texts) == 1 and is_above(texts[0])):
            return False
        if self._is_known(labels) and not self._is_known(deeper):
            return False
        own = [index for index in labels if text_at(self.rows[bottom], index) and text_at(below, index)]
        lower = self.rows[bottom + 1 : top + MOST_ROWS]
        last = bottom + sum(1 for _ in takewhile(_are_labels, lower))
        groups = grouped(self.rows, merged, bottom, last)
        if groups or any(is_unit(text_at(below, index)) for index in own):
            return not any(
                self._knows(labels[index])
                and not self._knows(deeper[index])
                and not _BRACKETED.fullmatch(plain(text_at(below, index)))
                for index in own
                if index not in groups
            )
        return bool(own) and self._known(deeper) > self._known(labels)

    def _without_own_group(self, labels: Labels) -> Labels:
        """The labels without the words over the columns of the person himself, whatever they are."""
        names = (
            each
            for each in labels.values()
            if len(each) > 1 and (field := self.words.field(joined(each[-1:]))) and field.name == "name"
        )
        own = next(names, ())[:-1]
        if not own or any(part in text for text in own for part in self.words.never_with):
            return labels
        return {index: each[len(own) :] if each[:-1] == own else each for index, each in labels.items()}

    def _says_nothing_more(self, row: Sequence[Cell], heading: HeadingRows) -> bool:
        """Whether a row under a heading repeats it in another language, numbers its columns or says how to
        fill them: never one that may be a person's."""
        texts = _texts(row)
        filled = sum(shown(cell) != "" for cell in row)
        if 2 * filled > len(heading.labels) and _numbers(row):
            return True
        if len(texts) < max(2, filled):
            return False
        if all(_HINT.fullmatch(text) for text in texts) or self._tells_how(row, heading):
            return True
        if {*texts} <= _MUST and all(text_at(row, index) for index in self._anchors(heading)):
            return True
        return self._repeats(row, heading)

    def _tells_how(self, row: Sequence[Cell], heading: HeadingRows) -> bool:
        """Whether a row of words says for most columns how to fill them, and for a person's name and number
        nothing else."""
        if not _are_labels(row):
            return False
        how = {index for index in range(len(row)) if _TELLS_HOW.search(plain(text_at(row, index)))}
        anchors = {index: text for index in self._anchors(heading) if (text := plain(text_at(row, index)))}
        no_names = all(len(text) > 4 or _HINT.fullmatch(text) for text in anchors.values())
        texts = _texts(row)
        says_so = no_names and 2 * len(how) > len(texts)
        return (
            len(anchors) > 1 and how.issuperset(anchors) and (says_so or _HOW.fullmatch(texts[0]) is not None)
        )

    def _anchors(self, heading: HeadingRows) -> list[int]:
        """The columns of a person's name and number."""
        fields = {index: self.words.field(each) for index, each in heading.headings.items()}
        return [index for index, field in fields.items() if field and field.name in _ANCHORS]

    def _repeats(self, row: Sequence[Cell], heading: HeadingRows) -> bool:
        """Whether a row beside a Chinese heading says it again in English, pinyin or codes: at least for
        most of its columns, and for a person's name and number, which are never both such words."""
        texts = _texts(row)
        if 2 * len(texts) <= len(heading.labels) or not _is_machine([texts]):
            return False
        in_all = all(text_at(row, index) for index in self._anchors(heading))
        return in_all and not _is_machine(heading.labels.values())

    def _is_known(self, labels: Labels) -> bool:
        return _is_known(self.words, map(joined, labels.values()))

    def _known(self, labels: Labels) -> int:
        return sum(map(self._knows, labels.values()))

    def _knows(self, labels: Sequence[str]) -> bool:
        heading = joined(labels)
        return self.words.known(heading) or self.words.known(heading, members=True)


def is_heading(row: Sequence[Cell], words: Vocabulary) -> bool:
    """Whether one row by itself is the heading of a table of people, the first time or once more."""
    texts = dict.fromkeys(cell for cell in row if isinstance(cell, str) and cell)
    first = islice(texts, _MOST_LOOKED_AT)
    return len(texts) >= FEWEST_HEADINGS and _is_known(
        words, [joined([text]) for text in first if plain(text)]
    )


def _is_known(words: Vocabulary, headings: Iterable[Heading]) -> bool:
    headings = list(headings)
    for members in (False, True):
        known = {field.name for each in headings if (field := words.field(each, members))}
        known |= {"".join(of) for each in headings if not members and (of := words.of_member(each))}
        if len(known) >= FEWEST_HEADINGS and known & _ANCHORS:
            return True
    return False


def _numbers(row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns: 甲 乙 1 2 3, or (1) (2) (3)=(1)+(2)."""
    texts = [text for cell in row if (text := plain(shown(cell)))]
    found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    if len(texts) < FEWEST_HEADINGS or not all(found):
        return False
    numbers = [number for each in found if each and (number := each["number"])]
    counted = [int(number) for number in numbers if number.isdigit()]
    before = len(numbers) - len(counted)
    if len(numbers) > 2 and _STEMS.startswith("".join(numbers)):
        return True
    in_order = all(after == number + 1 for number, after in pairwise(counted))
    last = all(number.isdigit() for number in numbers[before:])
    return len(counted) > 1 and counted[0] in (1, before + 1) and in_order and last


def _is_machine(labels: Iterable[Sequence[str]]) -> bool:
    labels = [*labels]
    return any(labels) and all(_MACHINE_WORD.fullmatch(text) for each in labels for text in each)


def _are_labels(row: Sequence[Cell]) -> bool:
    """Whether a row may belong to a heading: words only, and no number of a person among them."""
    cells = [cell for cell in row if cell != ""]
    return bool(cells) and all(
        isinstance(cell, str) and len(cell) <= _LONGEST_LABEL and sum(map(str.isdigit, cell)) < 6
        for cell in cells
    )


def _texts(row: Sequence[Cell]) -> list[str]:
    return [text for cell in row if isinstance(cell, str) and (text := plain(cell))]
