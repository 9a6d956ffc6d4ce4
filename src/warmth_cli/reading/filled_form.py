"""A form that another office has filled: its figures, found where the same blank form has its placeholders.

A cell is taken only when every word of the blank form stands where it should: a row that was put in, or the
form of another year, would put each figure under a wrong name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from warmth_cli.files.cell import Cell
from warmth_cli.files.number_format import rescales
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.files.workbook import open_workbook
from warmth_cli.files.xlsx_file import open_xlsx, property_of
from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import marked
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.cells.placeholder import OFFICE, PLACEHOLDER, figure_in, names_in
from warmth_cli.reading.request import Request

NOTICE_PROPERTY = "warmth-notice"
"""The property in which a form that the program filled keeps its notice's id."""
_GAP = pattern(r"(?<=[：:])[\s_＿]*|[\s_＿]{2,}|[_＿]+")
"""Where a clerk writes into the words of a form: after a colon, over blanks or a line."""
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


class Slot(NamedTuple):
    """A cell of the form with placeholders. `pattern` finds them in a filled cell's plain text; None where
    one stands alone."""

    sheet: str
    row: int
    column: int
    names: tuple[str, ...]
    pattern: re.Pattern[str] | None

    @property
    def cell(self) -> str:
        """The cell as Excel names it."""
        return f"{column_letter(self.column)}{self.row + 1}"


class Form(NamedTuple):
    """A blank form: its slots, and its fixed words by sheet, row and column (from 0)."""

    slots: tuple[Slot, ...]
    words: Mapping[tuple[str, int, int], str]


class Found(NamedTuple):
    """What stands in a filled form for one figure, and where. `format` is a number format of its column
    that shows another number than is stored."""

    name: str
    cell: Cell
    place: tuple[str, str, int, str]
    format: str
    in_yuan: bool


class FilledForm(NamedTuple):
    """A filled form as it was read: the office that filled it, and every figure's cells."""

    office: str
    found: tuple[Found, ...]
    sha256: str


def read_form(path: Path, request: Request, formulas: frozenset[tuple[str, int, int]] = frozenset()) -> Form:
    """The slots and words of a blank form. What stands in the cells of `formulas` was reckoned, and is no
    word that a filled form must repeat."""
    slots: list[Slot] = []
    words: dict[tuple[str, int, int], str] = {}
    for sheet in open_workbook(path, request, lambda _share: None).sheets:
        here = list(_slots(path, sheet))
        slots.extend(here)
        if here:
            taken = {(sheet.name, slot.row, slot.column) for slot in here} | formulas
            for row, cells in enumerate(sheet.rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str) and cell.strip() and (sheet.name, row, column) not in taken:
                        words[sheet.name, row, column] = cell
    return Form(tuple(slots), words)


def read_filled_form(path: Path, form: Form, notice: str, year: int, request: Request) -> FilledForm:
    """Read the form at `path` as a filled copy of `form`.

    Raises WarmthError when it is another form, one that was changed, or that of another notice, or when it
    does not say which year it is of.
    """
    book = open_workbook(path, request, lambda _share: None)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for name in dict.fromkeys(slot.sheet for slot in form.slots):
        if name not in sheets:
            raise _another(path, marked("{path} has no sheet {sheet}, which the form has."), sheet=name)
    for (name, row, column), words in form.words.items():
        found = _at(sheets[name], row, column)
        if not _fits(words, found):
            raise _another(
                path,
                marked("{path} {sheet}!{cell}: {found} stands here, where the form has {words}."),
                sheet=name,
                cell=f"{column_letter(column)}{row + 1}",
                found=shown(found) or "—",
                words=" ".join(words.split()),
            )
    _check_notice(path, form, notice, year, request)
    found_cells = tuple(each for slot in form.slots for each in _found(path, sheets[slot.sheet], slot))
    offices = [shown(each.cell) for each in found_cells if each.name == OFFICE]
    figures = tuple(each for each in found_cells if each.name != OFFICE)
    return FilledForm(next(filter(None, offices), ""), figures, book.sha256)


def _slots(path: Path, sheet: Sheet) -> Iterator[Slot]:
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            names = names_in(cell) if isinstance(cell, str) else []
            if not names or not isinstance(cell, str):
                continue
            slot = Slot(sheet.name, row, column, tuple(names), None)
            if not PLACEHOLDER.fullmatch(cell.strip()):
                slot = slot._replace(pattern=_pattern(path, slot, cell))
            yield slot


def _pattern(path: Path, slot: Slot, text: str) -> re.Pattern[str]:
    """What finds the placeholders of `text` again once they are filled."""
    between = [plain(part) for part in PLACEHOLDER.split(text)[::2]]
    if not all(between[1:-1]):
        raise stop(
            marked("{path} {sheet}!{cell}: two placeholders side by side cannot be told apart when filled."),
            marked("Put a word or a sign between them; then filled forms can be added."),
            path=str(path),
            sheet=slot.sheet,
            cell=slot.cell,
        )
    groups = ["(.*?)" if name == OFFICE else r"([\d,.]*)" for name in slot.names] + [""]
    return re.compile("".join(re.escape(words) + group for words, group in zip(between, groups, strict=True)))


def _fits(words: str, found: Cell) -> bool:
    """Whether a cell still has the form's words, with whatever was written into their gaps."""
    pattern = ".*".join(re.escape(plain(part)) for part in _GAP.split(words))
    return re.fullmatch(pattern, plain(shown(found)), re.DOTALL) is not None


def _found(path: Path, sheet: Sheet, slot: Slot) -> Iterator[Found]:
    cell = _at(sheet, slot.row, slot.column)
    place = (str(path), sheet.name, slot.row + 1, slot.cell)
    format_ = next(filter(rescales, sheet.formats.get(slot.column, ())), "")
    if slot.pattern is None:
        name, in_yuan = figure_in(slot.names[0])
        yield Found(name, cell, place, "" if isinstance(cell, str) else format_, in_yuan)
        return
    match = slot.pattern.fullmatch(plain(shown(cell)))
    for number, (name, in_yuan) in enumerate(map(figure_in, slot.names), 1):
        yield Found(name, match[number] if match else shown(cell) or "—", place, "", in_yuan)


def _check_notice(path: Path, form: Form, notice: str, year: int, request: Request) -> None:
    """That the form is of the notice: by the mark the program left, or by the year in the form's words."""
    try:
        marked_as = property_of(open_xlsx(path, request), NOTICE_PROPERTY)
    except WarmthError:  # saved in another format, which keeps no mark
        marked_as = ""
    if marked_as and marked_as != notice:
        template = marked("{path} was filled for the notice {found}, not for {notice}.")
        raise _another(path, template, found=marked_as, notice=notice)
    years = (str(year), str(year).translate(_DIGITS), str(year).translate(_DIGITS).replace("〇", "零"))
    if not marked_as and not any(each in words for words in form.words.values() for each in years):
        raise stop(
            marked("{path} does not say which year it is of, and neither does the blank form."),
            marked("Write {year} into the title of the form, there and here."),
            path=str(path),
            year=year,
        )


def _another(path: Path, template: str, **values: object) -> WarmthError:
    return stop(
        template,
        marked("Ask for this notice's form as it is, with nothing moved, put in or taken out."),
        path=str(path),
        **values,
    )


def _at(sheet: Sheet, row: int, column: int) -> Cell:
    cells: Sequence[Cell] = sheet.rows[row] if row < len(sheet.rows) else ()
    return cells[column] if column < len(cells) else ""
