"""An .xlsx workbook becomes sheets of typed cells: the one door to calamine.

Traps that are guarded here, each met in practice: the suffix lies, so the bytes decide; calamine allocates
rows × columns, so that one stray cell at XFD1048576 ends the process, so the sheet's own text is looked at
first; it gives `#N/A` and a formula without stored value as blanks, so these cells are found in the text and
marked; it panics with an exception that `except Exception` does not catch.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple, cast
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import marked
from warmth_cli.reading.refusals import MOST_BYTES, damaged, locked, not_a_table, too_large
from warmth_cli.reading.sheet import MOST_CELLS, Sheet, column_index, column_letter
from warmth_cli.reading.values import DAY_ZERO, Cell, Faulty

_DAY_ZERO_1904 = date(1904, 1, 1)
_UNUSUAL_CELL = re.compile(rb'<c(?! r="A?[A-Z]\d{1,5}")')
"""A cell beyond AZ99999, or one whose place is not written the way nearly every program writes it."""
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_ROW_OR_CELL = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^<>]*)>")
_CONTENT = re.compile(rb"<(?:[\w.-]+:)?(?:v|f|is)[\s/>]")
_PLACE = re.compile(rb"""(?<![\w:])r\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_TYPE = re.compile(rb"""(?<![\w:])t\s*=\s*["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?=[\s/>])[^<>]*?(?:/>|>([^<]*)<)")
_DOUBTFUL_FORMULA = re.compile(
    rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f\s*>)\s*(?:<v\b[^<>]*>\s*0?\s*(?:</v\s*>)?\s*)?</c"
)
"""A formula without stored value, or with 0, which is what some programs store when they cannot reckon."""


def read_xlsx(path: Path, data: bytes, progress: Callable[[float], None]) -> list[Sheet]:
    """Every sheet of an .xlsx or .xlsm file; macros are never looked at.

    `progress` is told the share of the file that is done. Raises WarmthError for what is no such file.
    """
    inside = _look_inside(path, data)
    sheets: list[Sheet] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for index, about in enumerate(book.sheets_metadata):
                sheet = book.get_sheet_by_index(index)
                rows = cast(list[list[Cell]], sheet.to_python(skip_empty_area=False))
                _mark(rows, inside.faults[index])
                merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
                hidden = about.visible != SheetVisibleEnum.Visible
                sheets.append(Sheet(about.name, hidden, rows, merged, inside.day_zero))
                progress((index + 1) / len(book.sheets_metadata))
    except PasswordError as error:
        raise locked(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(path) from error
    except BaseException as error:
        # The reader's own panics derive from BaseException; everything else is not ours to stop.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(path) from error
    return sheets


class _Inside(NamedTuple):
    """What calamine does not tell: the faulty cells (row, column, text) of each sheet, and day zero."""

    faults: list[list[tuple[int, int, str]]]
    day_zero: date


def _look_inside(path: Path, data: bytes) -> _Inside:
    """Refuse what calamine could not survive, and find what it does not tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "xl/workbook.xml" not in package.namelist():
                raise not_a_table(path)
            if any(part.file_size > MOST_BYTES for part in package.infolist()):
                raise too_large(path)
            book = ElementTree.fromstring(package.read("xl/workbook.xml"))
            reckons = _says(book, "calcPr", "fullCalcOnLoad")
            return _Inside(
                [_faulty_cells(path, package.read(part), reckons) for part in _sheet_parts(package, book)],
                _DAY_ZERO_1904 if _says(book, "workbookPr", "date1904") else DAY_ZERO,
            )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, EOFError, OSError, ValueError) as error:
        raise damaged(path) from error
    except (NotImplementedError, RuntimeError) as error:  # an unknown packing, or a part with a password
        raise damaged(path) from error
    except (zlib.error, ElementTree.ParseError) as error:
        raise damaged(path) from error


def _says(book: ElementTree.Element, setting: str, attribute: str) -> bool:
    return any(each.get(attribute) in ("1", "true") for each in book.findall(f"{{*}}{setting}"))


def _sheet_parts(package: zipfile.ZipFile, book: ElementTree.Element) -> list[str]:
    """The parts that hold the sheets, in order."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    # Windows programs write names in any case and with backslashes; so does calamine read them.
    names = {name.lower().replace("\\", "/"): name for name in package.namelist()}
    sheets = book.findall("{*}sheets/{*}sheet")
    if len({sheet.get("name") for sheet in sheets}) < len(sheets) or len(names) < len(package.namelist()):
        raise KeyError("two sheets or parts of one name: it is open which of them calamine reads")
    parts = []
    for sheet in sheets:
        target = targets[next((value for name, value in sheet.items() if name.endswith("}id")), None)]
        target = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        parts.append(names[target.lower().replace("\\", "/")])
    return parts


def _faulty_cells(path: Path, xml: bytes, reckons: bool) -> list[tuple[int, int, str]]:
    """The cells (row, column, text) that calamine would give as blanks; refuses a sheet too wide to hold.

    Nearly every sheet has none and lies in A1:AZ99999, which a few quick searches tell. `reckons`: formulas
    are to be reckoned when the file is opened, so that a stored 0 may be a value that was never reckoned.
    """
    start, end = xml.find(b"sheetData"), xml.rfind(b"sheetData")
    data = xml[start:end]
    usual = not _UNUSUAL_CELL.search(data) and not _PREFIXED_CELL.search(data)
    if b"<![CDATA[" in data or b"\0" in xml[:9]:
        raise ValueError("calamine passes over CDATA and UTF-16")
    if usual and b'"e"' not in data and not _DOUBTFUL_FORMULA.search(data):
        return []
    faults = []
    rows = columns = 0
    farthest = (0, 0)
    for row, column, kind, inside in _cells(data):
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        farthest = max(farthest, (row, column), key=lambda place: max(place[0], 64 * place[1]))
        value = _VALUE.search(inside)
        if kind == b"e":
            text = value[1] if value and value[1] else b"#"
            faults.append((row, column, html.unescape(text.decode("utf-8", "replace"))))
        elif _FORMULA.search(inside):
            nothing = not value or not (value[1] or b"").strip()
            if (nothing and (kind != b"str" or not value)) or (reckons and value and value[1] == b"0"):
                faults.append((row, column, "=…"))
    if rows * columns > MOST_CELLS:
        raise _stray_cell(path, *farthest)
    return faults


def _cells(data: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Every cell with content: row, column, type, and what is inside.

    A row or cell whose place is not written stands after the one before it.
    """
    row = column = -1
    for found, following in pairwise(chain(_ROW_OR_CELL.finditer(data), [None])):
        if found is None:
            continue
        place = _PLACE.search(found[2])
        if found[1] == b"row":
            row, column = int(place[2]) - 1 if place else row + 1, -1
            continue
        if place:
            row, column = int(place[2]) - 1, column_index(place[1].decode().upper())
        else:
            column += 1
        inside = data[found.end() : following.start() if following else len(data)]
        if not found[2].endswith(b"/") and _CONTENT.search(inside):
            kind = _TYPE.search(found[2])
            yield row, column, kind[1] if kind else b"", inside


def _mark(rows: list[list[Cell]], faults: list[tuple[int, int, str]]) -> None:
    """Put the faulty cells in their places, which may lie beyond what calamine gave."""
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column, _ in faults)])
    for row, column, text in faults:
        rows.extend([""] * width for _ in range(row + 1 - len(rows)))
        rows[row].extend([""] * (width - len(rows[row])))
        rows[row][column] = Faulty(text)


def _stray_cell(path: Path, row: int, column: int) -> WarmthError:
    return stop(
        marked("{path} has a stray cell at {cell}, far outside any table."),
        marked("Delete the empty rows and columns around the table in Excel, and save."),
        path=str(path),
        cell=f"{column_letter(column)}{row + 1}",
    )
