"""A workbook file becomes sheets of typed cells: the one door to calamine.

Traps that are guarded here, each met in practice: the suffix lies, so the bytes decide; calamine allocates
rows × columns, so that one stray cell at XFD1048576 ends the process, so the sheet's own text is looked at
first; it gives `#N/A` and a formula without stored value as blanks, so these cells are found in the text and
marked; it panics with an exception that `except Exception` does not catch.
"""

import hashlib
import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import marked
from warmth_cli.reading.values import DAY_ZERO, Cell, Faulty
from warmth_cli.reasons import reason

MOST_BYTES = 512 * 1024 * 1024
"""A file, or one part of it unpacked, larger than this is no roster."""
MOST_CELLS = 30_000_000
"""Rows × columns that a sheet may span: 1,000,000 rows of 30 columns."""

_DAY_ZERO_1904 = date(1904, 1, 1)
_UNUSUAL_CELL = re.compile(rb'<c(?! r="A?[A-Z]\d{1,5}")')
"""A cell beyond AZ99999, or one whose place is not written the way nearly every program writes it."""
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_ROW_OR_CELL = re.compile(
    rb"<(?:[\w.-]+:)?(?:row\b(?P<row>[^>]*)"
    rb"|c(?=[\s/>])(?P<cell>[^>]*?)(?:/>|>(?P<inside>.*?)</(?:[\w.-]+:)?c\s*>))",
    re.DOTALL,
)
_PLACE = re.compile(rb"""(?<![\w:])r\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_TYPE = re.compile(rb"""(?<![\w:])t\s*=\s*["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v\b[^>]*?(?:/>|>([^<]*)<)")
_DOUBTFUL_FORMULA = re.compile(
    rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f\s*>)\s*(?:<v\b[^>]*>\s*0?\s*(?:</v\s*>)?\s*)?</c"
)
"""A formula without stored value, or with 0, which is what some programs store when they cannot reckon."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells from A1 on, and the merged ranges as (top, left, bottom, right), from 0.

    `day_zero` is the day from which it counts days that are stored as bare numbers.
    """

    name: str
    hidden: bool
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    day_zero: date = DAY_ZERO


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file: the hash of its bytes, and its sheets in order."""

    sha256: str
    sheets: list[Sheet]


def column_letter(index: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The column that letters name, counted from 0.

    >>> column_index("A"), column_index("AA")
    (0, 26)
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def open_workbook(path: Path, progress: Callable[[float], None]) -> Workbook:
    """Read every sheet of an .xlsx file.

    `progress` is told the share of the file that is done. Raises WarmthError for what is no such file.
    """
    data = _bytes_of(path)
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
        raise _locked(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path) from error
    except BaseException as error:
        # The reader's own panics derive from BaseException; everything else is not ours to stop.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path) from error
    return Workbook(hashlib.sha256(data).hexdigest(), sheets)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise stop(
                marked("{path} is a folder, not a roster."), marked("Name the files in it."), path=str(path)
            )
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise stop(
            marked("There is no file {path}."), marked("Check its name and folder."), path=str(path)
        ) from error
    except OSError as error:
        raise stop(
            marked("{path} cannot be read: {reason}."),
            marked("Close it in other programs, and check that you may open it."),
            path=str(path),
            reason=reason(error),
        ) from error
    if not data:
        raise stop(marked("{path} is empty (0 bytes)."), marked("Ask for the file again."), path=str(path))
    return data


class _Inside(NamedTuple):
    """What calamine does not tell: the faulty cells (row, column, text) of each sheet, and day zero."""

    faults: list[list[tuple[int, int, str]]]
    day_zero: date


def _look_inside(path: Path, data: bytes) -> _Inside:
    """Refuse what calamine could not survive, and find what it does not tell."""
    if data.startswith(b"\xd0\xcf\x11\xe0") and b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k" in data:
        raise _locked(path)
    if not data.startswith(b"PK"):
        raise _not_xlsx(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "xl/workbook.xml" not in package.namelist():
                raise _not_xlsx(path)
            if any(part.file_size > MOST_BYTES for part in package.infolist()):
                raise _too_large(path)
            book = ElementTree.fromstring(package.read("xl/workbook.xml"))
            reckons = _says(book, "calcPr", "fullCalcOnLoad")
            return _Inside(
                [_faulty_cells(path, package.read(part), reckons) for part in _sheet_parts(package, book)],
                _DAY_ZERO_1904 if _says(book, "workbookPr", "date1904") else DAY_ZERO,
            )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, EOFError, OSError, ValueError) as error:
        raise _damaged(path) from error
    except (NotImplementedError, RuntimeError) as error:  # an unknown packing, or a part with a password
        raise _damaged(path) from error
    except (zlib.error, ElementTree.ParseError) as error:
        raise _damaged(path) from error


def _says(book: ElementTree.Element, setting: str, attribute: str) -> bool:
    return any(each.get(attribute) in ("1", "true") for each in book.findall(f"{{*}}{setting}"))


def _sheet_parts(package: zipfile.ZipFile, book: ElementTree.Element) -> list[str]:
    """The parts that hold the sheets, in order."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    # Windows programs write names in any case and with backslashes; so does calamine read them.
    names = {name.lower().replace("\\", "/"): name for name in package.namelist()}
    sheets = book.findall("{*}sheets/{*}sheet")
    if len({sheet.get("name") for sheet in sheets}) < len(sheets):
        raise KeyError("two sheets of one name")
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
    for found in _ROW_OR_CELL.finditer(data):
        place = _PLACE.search(found["cell"] if found["row"] is None else found["row"])
        if found["row"] is not None:
            row, column = int(place[2]) - 1 if place else row + 1, -1
            continue
        if place:
            row, column = int(place[2]) - 1, column_index(place[1].decode().upper())
        else:
            column += 1
        if found["inside"] and found["inside"].strip():
            kind = _TYPE.search(found["cell"])
            yield row, column, kind[1] if kind else b"", found["inside"]


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


def _not_xlsx(path: Path) -> WarmthError:
    return stop(
        marked("{path} is no .xlsx workbook, whatever its name says."),
        marked("Open it in Excel or WPS and save it as an .xlsx workbook."),
        path=str(path),
    )


def _locked(path: Path) -> WarmthError:
    return stop(
        marked("{path} is protected by a password."),
        marked("Open it in Excel, take the password off (File, Info, Protect), and save."),
        path=str(path),
    )


def _damaged(path: Path) -> WarmthError:
    return stop(
        marked("{path} is damaged and cannot be read."),
        marked("Open it in Excel, save it under a new name, or ask for the file again."),
        path=str(path),
    )


def _too_large(path: Path) -> WarmthError:
    return stop(
        marked("{path} is larger than any roster: more than {most} MiB."),
        marked("Copy the table into a new workbook and save that."),
        path=str(path),
        most=MOST_BYTES // 2**20,
    )
