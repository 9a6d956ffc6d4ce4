"""A blank form with placeholders: opened with its looks, its placeholders found and checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from warmth_cli.figures.figure import MONEY, Figure
from warmth_cli.figures.given import nearest
from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Refused
from warmth_cli.files.xlsx_file import open_xlsx
from warmth_cli.issues import Issue, WarmthError, stop
from warmth_cli.language import Sentence, marked, sentence
from warmth_cli.reading.cells.placeholder import (
    OFFICE,
    PLACEHOLDER,
    YUAN,
    figure_in,
    has_stray_braces,
    names_in,
    singles_in,
)
from warmth_cli.reading.request import Request
from warmth_cli.writing.losses import losses, rich_text_loss
from warmth_cli.writing.money_unit import unit_behind, unit_in_format, unit_said
from warmth_cli.writing.rich_words import keeps_looks
from warmth_cli.writing.with_looks import NoLooksError, load_with_looks

_UNKNOWN = marked("{file} {sheet}!{cell}: no figure is called {name}. Nearest names: {near}.")
_STRAY = marked("{file} {sheet}!{cell}: these braces are no placeholder: {text}")
_SINGLE = marked("{file} {sheet}!{cell}: {name} stands in one pair of braces, and must stand in two.")
_NO_AMOUNT = marked("{file} {sheet}!{cell}: {name} is no amount, and cannot be given in 元.")
_OTHER_UNIT = marked(
    "{file} {sheet}!{cell}: {name} is given in {unit}, and {found} stands behind it. "
    "Write {{{{NAME 元}}}} for an amount in yuan."
)
_FORMULA = marked("{file} {sheet}!{cell}: a placeholder inside a formula cannot be filled.")
_HEADER = marked("{file} {sheet}: a placeholder in the header or footer cannot be filled.")


@dataclass(frozen=True, slots=True)
class BlankForm:
    """An open form: the figures that it names, in the order of its cells, and what of it is not kept."""

    path: Path
    book: Workbook
    names: tuple[str, ...]
    losses: tuple[Issue, ...]

    @property
    def file(self) -> str:
        """What it is called."""
        return self.path.name

    @property
    def sheets(self) -> list[Worksheet]:
        """The sheets that have placeholders."""
        return [sheet for sheet in self.book.worksheets if any(placeholder_cells(sheet))]

    @property
    def formulas(self) -> frozenset[tuple[str, int, int]]:
        """The cells that reckon, by sheet, row and column from 0: what they show is no word of the form."""
        return frozenset(
            (sheet.title, row, column)
            for sheet in self.book.worksheets
            for row, cells in enumerate(sheet.iter_rows())
            for column, cell in enumerate(cells)
            if cell.data_type == "f"
        )


def open_blank_form(path: Path, request: Request, figures: Sequence[Figure]) -> BlankForm:
    """Open the form at `path`.

    Raises WarmthError for what is no .xlsx workbook or has no placeholder, and for every placeholder that
    names none of `figures` or cannot be filled where it stands, with its cell.
    """
    data = open_xlsx(path, request)
    try:
        lost = losses(Package(data), path.name)
    except Refused as refused:
        raise refused.of(path) from refused
    book = _open(path, data)
    faults = [fault for sheet in book.worksheets for fault in _faults(path.name, sheet, figures)]
    if faults:
        raise WarmthError(
            sentence("{all}", all=_Together(tuple(faults))),
            sentence(
                marked(
                    "Write {{{{NAME}}}} with a name that warmth annex --list prints, in a cell of its own."
                )
            ),
        )
    cells = [cell for sheet in book.worksheets for cell in placeholder_cells(sheet)]
    names = dict.fromkeys(figure_in(name)[0] for cell in cells for name in names_in(str(cell.value)))
    if not names:
        raise stop(
            marked("{path} has no placeholder, and so nothing to fill."),
            marked("Write {{{{paid.cash}}}} into the cell of that figure; warmth annex --list names all."),
            path=str(path),
        )
    for cell in cells:
        words = cell.value
        alone = PLACEHOLDER.fullmatch(str(words).strip())
        if isinstance(words, CellRichText) and not alone and not keeps_looks(words):
            lost.append(rich_text_loss(path.name, cell.parent.title, cell.row, cell.coordinate))
        lost.extend(_other_unit(path.name, cell, figures))
    return BlankForm(path, book, tuple(name for name in names if name != OFFICE), tuple(lost))


def _other_unit(file: str, cell: Cell, figures: Sequence[Figure]) -> Iterator[Issue]:
    """What to tell of an amount under a heading that names another unit."""
    amounts = {figure.name for figure in figures if figure.unit == MONEY}
    alone = PLACEHOLDER.fullmatch(str(cell.value).strip())
    if alone is None or figure_in(alone[1])[0] not in amounts or unit_in_format(cell.number_format):
        return
    unit = YUAN if figure_in(alone[1])[1] else MONEY
    said = unit_said(cell)
    if said is not None and said.unit != unit:
        values = {"unit": unit, "found": said.unit, "where": said.cell}
        yield Issue("form-unit", file, cell.parent.title, cell.row, cell.coordinate, values=values)


def placeholder_cells(sheet: Worksheet) -> Iterator[Cell]:
    """The cells of a sheet with placeholders, row by row."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and _text(cell) and names_in(_text(cell)):
                yield cell


class _Together(tuple[Sentence, ...]):
    """Several sentences, a line for each."""

    def spoken(self, language: str) -> str:
        """All of them."""
        return "\n".join(each.spoken(language) for each in self)


def _faults(file: str, sheet: Worksheet, figures: Sequence[Figure]) -> Iterator[Sentence]:
    """What is wrong with the placeholders of a sheet."""
    units = {OFFICE: "", **{figure.name: figure.unit for figure in figures}}
    for row in sheet.iter_rows():
        for cell in row:
            text = _text(cell) if isinstance(cell, Cell) else ""
            place = {"file": file, "sheet": sheet.title, "cell": cell.coordinate}
            if cell.data_type == "f":
                if names_in(text):
                    yield sentence(_FORMULA, **place)
                continue
            for placeholder in PLACEHOLDER.finditer(text):
                name, in_yuan = figure_in(placeholder[1])
                if name not in units:
                    near = ", ".join(nearest(name, figures)) or "—"
                    yield sentence(_UNKNOWN, **place, name=name, near=near)
                elif in_yuan and units[name] != MONEY:
                    yield sentence(_NO_AMOUNT, **place, name=name)
                elif units[name] == MONEY:
                    unit = YUAN if in_yuan else MONEY
                    alone = placeholder[0] == text.strip()
                    found = (
                        unit_in_format(cell.number_format) if alone else unit_behind(text, placeholder.end())
                    )
                    if found not in ("", unit):
                        yield sentence(_OTHER_UNIT, **place, name=name, unit=unit, found=found)
            for name in singles_in(text):
                if figure_in(name)[0] in units:
                    yield sentence(_SINGLE, **place, name=name)
            if has_stray_braces(text):
                yield sentence(_STRAY, **place, text=" ".join(text.split()))
    for part in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        if names_in(str(getattr(sheet.HeaderFooter, part))):
            yield sentence(_HEADER, file=file, sheet=sheet.title)


def _text(cell: Cell) -> str:
    return str(cell.value) if isinstance(cell.value, str | CellRichText) else ""


def _open(path: Path, data: bytes) -> Workbook:
    try:
        book = load_with_looks(data)
    except NoLooksError as error:
        raise stop(
            marked("{path} cannot be opened with its looks."),
            marked("Open it in Excel, save it as an .xlsx workbook under a new name, and use that one."),
            path=str(path),
        ) from error
    book.template = False
    return book
