"""An .xlsx or .xlsm workbook becomes sheets of typed cells, through calamine; macros are never looked at.

Traps that are guarded here, each met in practice: calamine allocates rows × columns, so that one stray cell
at XFD1048576 ends the process, so the sheet's own text is looked at first; it gives `#N/A` and a formula
without stored value as blanks, so these cells are found in the text and marked; it passes over CDATA and
UTF-16; it panics with an exception that `except Exception` does not catch.
"""

import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetVisibleEnum

from warmth_cli.files.beside_cells import boxes
from warmth_cli.files.calamine import calamine_faults
from warmth_cli.files.cell import DAY_ZERO, DAY_ZERO_1904, Cell
from warmth_cli.files.comments import comments
from warmth_cli.files.number_format import BUILT_IN, speaks
from warmth_cli.files.opening import Opening
from warmth_cli.files.package import Package
from warmth_cli.files.portions import (
    PORTION,
    in_one_workbook,
    joined,
    portion_size,
    portions_together,
    small_workbook,
)
from warmth_cli.files.refusals import Broken, Refused, TooManyCells
from warmth_cli.files.relations import relations_of
from warmth_cli.files.shared_text import SharedText, refuse_odd_text, struck_strings
from warmth_cli.files.sheet import MOST_CELLS_TOGETHER, Begun, Sheet
from warmth_cli.files.told import Told
from warmth_cli.files.usual_names import BOOK, MAIN, RELATIONS, STRINGS, STYLES, in_utf_8, with_usual_names
from warmth_cli.files.worksheet import Portion, Worksheet

_TABLES = (STRINGS, STYLES)
"""Parts with what the cells of all sheets refer to."""
_SHARED = (MAIN, BOOK, RELATIONS, *_TABLES)
"""Parts that calamine needs, whichever sheet it reads."""
_WAIT = 0.0005
"""Seconds after which the thread that reads gets at Python: it needs it often, and only for a moment."""


def read_xlsx(
    package: Package, data: bytes, opening: Opening, progress: Callable[[float], None]
) -> list[Sheet]:
    """Every sheet of the workbook in `package`, whose bytes are `data`.

    `opening` may begin to read a large sheet while its last rows are still to come. `progress` is told the
    share of the file that is done. Raises Refused for what cannot be read surely.
    """
    package, data = with_usual_names(*in_utf_8(package, data))
    about_all = package.markup(BOOK)
    parts = _sheet_parts(package, about_all)
    reckons = _says(about_all, "calcPr", "fullCalcOnLoad")
    from_1904 = _says(about_all, "workbookPr", "date1904")
    day_zero = DAY_ZERO_1904 if from_1904 else DAY_ZERO
    speaking, striking = _telling_styles(package)
    cells_left = MOST_CELLS_TOGETHER
    sheets: list[Sheet] = []
    # Who unpacks, and calamine, let go of Python while they work: what calamine does not tell is sought on
    # another core meanwhile. Portions are packed as soon as it has time, so that the worksheet can be let go
    # before its cells come: with what lay around it, it was a third of the memory.
    with calamine_faults(), _thread() as aside, _thread() as packing:
        first = aside.submit(package.read, parts[0][1]) if parts else None
        shared = {package.own_name(name): package.read(name) for name in _SHARED if name in package}
        tables = {name: shared[package.own_name(name)] for name in _TABLES if name in package}
        strings = tables.get(STRINGS, b"")
        refuse_odd_text(strings)
        struck, shared_text = struck_strings(strings), SharedText(strings)
        abouts = _abouts(shared, strings)
        whole: Future[CalamineWorkbook] | None = None
        for index, (name, part) in enumerate(parts):
            worksheet = Worksheet(first.result() if first else package.read(part))
            first = None
            portions = worksheet.portions(portion_size(tables, len(parts)))
            shared_text.spend_on(worksheet.rows)
            if len(abouts) != len(parts) or abouts[index].name != name:
                raise Broken("calamine finds another sheet")
            # Large tables take long to read, and another core has enough to do.
            packer = packing if sum(map(len, tables.values())) < PORTION else aside
            readings = _read_portions(worksheet, portions, tables, from_1904, packer, aside)
            del portions
            if not readings:
                whole = whole or aside.submit(CalamineWorkbook.from_filelike, io.BytesIO(data))
                readings = [aside.submit(_sheet, whole, index)]
            told = worksheet.tell(reckons, speaking, striking, struck)
            if told.has_other_errors:
                book = packing.submit(in_one_workbook, [worksheet.with_known_errors()], tables, from_1904)
                readings = [aside.submit(_sheet, book, 0)]
            hidden = abouts[index].visible != SheetVisibleEnum.Visible
            about = (name, hidden, day_zero)
            filled, page_words = worksheet.count_filled(), worksheet.page_words()
            begin = None if worksheet.has_gaps else opening
            kept = worksheet if len(readings) == 1 else None
            del worksheet
            sheet, given = _put_together(readings, told, about, begin)
            if given not in filled:
                lost = (kept or Worksheet(package.read(part))).passed_over()
                told = told._replace(misread=told.misread + lost)
                sheet = told.sheet(name, hidden, sheet.rows, sheet.merged, day_zero)
            sheet = replace(
                sheet,
                comments=comments(package, part),
                boxes=boxes(package, part),
                page_words=page_words,
            )
            cells_left -= len(sheet.rows) * len(sheet.rows[0]) if sheet.rows else 0
            if cells_left < 0:
                raise TooManyCells
            sheets.append(sheet)
            progress((index + 1) / len(parts))
    return sheets


@contextmanager
def _thread() -> Iterator[ThreadPoolExecutor]:
    """A thread that reads; when something cannot be read, or somebody stops it all, nothing else is begun,
    and what was begun is waited for."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_WAIT)
    try:
        with ThreadPoolExecutor(1) as thread:
            try:
                yield thread
            except BaseException:
                thread.shutdown(cancel_futures=True)
                raise
    finally:
        sys.setswitchinterval(usual)


def _read_portions(
    worksheet: Worksheet,
    portions: Sequence[Portion],
    tables: Mapping[str, bytes],
    from_1904: bool,
    packer: ThreadPoolExecutor,
    aside: ThreadPoolExecutor,
) -> list[Future[CalamineSheet]]:
    """The portions of a worksheet, which are read `aside`; none where it must be read as a whole.

    Each is looked at before calamine reads it, and meanwhile it reads those before; the `packer` makes
    workbooks of them.
    """
    together = portions_together(tables)
    readings: list[Future[CalamineSheet]] = []
    for number in worksheet.look_at_portions() if portions else ():
        if not (place := number % together):
            some = portions[number : number + together]
            book = packer.submit(in_one_workbook, some, tables, from_1904)
        readings.append(aside.submit(_sheet, book, place))
    if len(readings) == len(portions):
        return readings
    for reading in readings:
        reading.cancel()
    return []


def _sheet(book: Future[CalamineWorkbook], index: int) -> CalamineSheet:
    return book.result().get_sheet_by_index(index)


def _put_together(
    readings: list[Future[CalamineSheet]],
    told: Told,
    about: tuple[str, bool, date],
    opening: Opening | None,
) -> tuple[Sheet, int]:
    """The sheet of these portions, and how many of its cells are not blank; `about` it: its name, whether it
    is hidden, its day zero.

    With the first of several `opening` begins to read, and goes on with each; not where they lie far apart.
    """
    name, hidden, day_zero = about
    rows: list[list[Cell]] = []
    begun: Begun | None = None
    given = counted = 0
    merged = [(*start, *end) for start, end in readings[0].result().merged_cell_ranges or ()]
    several = len(readings) > 1
    readings.reverse()  # none is kept longer than needed
    for come, rows in enumerate(joined(readings.pop().result() for _ in range(len(readings))), 1):
        given += _count_filled(rows[counted:])  # while the next ones are still to come
        counted = len(rows)
        if begun is not None:
            begun.go_on()
        elif (
            come == 1 and several and opening and not (told.faults or told.misread)
        ):  # faulty cells are put in at the end
            begun = opening.begin(told.sheet(name, hidden, rows, merged, day_zero))
    sheet = replace(told.sheet(name, hidden, rows, merged, day_zero), begun=begun)
    return sheet, _count_filled(sheet.rows) if told.faults or told.misread else given


def _count_filled(rows: Sequence[Sequence[Cell]]) -> int:
    return sum(len(row) - row.count("") for row in rows)


def _abouts(shared: Mapping[str, bytes], strings: bytes) -> list[SheetMetadata]:
    """What calamine says of the sheets, without their contents; it need not see the `strings`, which are slow
    to read."""
    parts = {name: (content,) for name, content in shared.items() if content is not strings}
    return small_workbook(parts).sheets_metadata


def _says(book: ElementTree.Element, setting: str, attribute: str) -> bool:
    return any(each.get(attribute) in ("1", "true") for each in book.findall(f"{{*}}{setting}"))


def _sheet_parts(package: Package, book: ElementTree.Element) -> list[tuple[str, str]]:
    """The name of each sheet, and the part that holds it, in order."""
    named = {each.id: each.part for each in relations_of(package, BOOK)}
    parts = []
    for sheet in book.findall("{*}sheets/{*}sheet"):
        relation = next((value for name, value in sheet.items() if name.endswith("}id")), None)
        if relation not in named:
            raise Broken("a sheet without a part")
        parts.append((sheet.get("name", ""), named[relation]))
    if len({name for name, _ in parts}) < len(parts):
        raise Broken("two sheets of one name")
    return parts


def boxes_by_sheet(package: Package) -> dict[str, tuple[str, ...]]:
    """What the boxes over each sheet say; none where the package is put together in an unusual way."""
    try:
        return {name: boxes(package, part) for name, part in _sheet_parts(package, package.markup(BOOK))}
    except Refused:
        return {}


def _telling_styles(package: Package) -> tuple[dict[int, str], frozenset[int]]:
    """The cell styles that say more of a number than itself, each with its number format; and those that
    strike a cell through."""
    if STYLES not in package:
        return {}, frozenset()
    styles = package.markup(STYLES)
    codes = BUILT_IN | {
        _number(each, "numFmtId", -1): each.get("formatCode", "")
        for each in styles.findall("{*}numFmts/{*}numFmt")
    }
    speaking = {number: code for number, code in codes.items() if speaks(number, code)}
    fonts = [each.find("{*}strike") for each in styles.findall("{*}fonts/{*}font")]
    striking = {
        number
        for number, strike in enumerate(fonts)
        if strike is not None and strike.get("val", "1") not in ("0", "false")
    }
    formats = styles.findall("{*}cellXfs/{*}xf")
    numbers = [_number(each, "numFmtId", 0) for each in formats]
    struck = (index for index, each in enumerate(formats) if _number(each, "fontId", 0) in striking)
    return (
        {index: speaking[number] for index, number in enumerate(numbers) if number in speaking},
        frozenset(struck),
    )


def _number(element: ElementTree.Element, attribute: str, otherwise: int) -> int:
    """A number that an element of the styles has."""
    text = element.get(attribute, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
