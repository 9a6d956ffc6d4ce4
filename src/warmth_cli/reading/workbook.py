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
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import marked
from warmth_cli.reading.values import Cell, Faulty

MOST_BYTES = 512 * 1024 * 1024
"""A file, or one part of it unpacked, larger than this is no roster."""
MOST_CELLS = 30_000_000
"""Rows × columns that a sheet may span: 1,000,000 rows of 30 columns."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?\br:id=\"([^\"]+)\"")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(Id|Target)=\"([^\"]*)\"")
_FAR_CELL = re.compile(rb"r=\"([A-Z]{3}\d+|[A-Z]{1,2}\d{7,})\"")
_ROW = re.compile(rb"<row\b[^>]*?\br=\"(\d+)\"")
_COLUMN = re.compile(rb"\br=\"([A-Z]{1,3})\d")
_ERROR_CELL = re.compile(
    rb"<c\b(?=[^>]*\bt=\"e\")[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*>\s*"
    rb"(?:<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*)?<v>([^<]*)</v>"
)
_FORMULA_WITHOUT_VALUE = re.compile(
    rb"<c\b(?![^>]*\bt=\"str\")[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*>\s*"
    rb"<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells from A1 on, and the merged ranges as (top, left, bottom, right), from 0."""

    name: str
    hidden: bool
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


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
    faults = _look_inside(path, data)
    sheets: list[Sheet] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for index, about in enumerate(book.sheets_metadata):
                sheet = book.get_sheet_by_index(index)
                rows = cast(list[list[Cell]], sheet.to_python(skip_empty_area=False))
                _mark(rows, faults.get(index, ()))
                merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
                sheets.append(Sheet(about.name, about.visible != SheetVisibleEnum.Visible, rows, merged))
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
            reason=error.strerror or str(error),
        ) from error
    if not data:
        raise stop(marked("{path} is empty (0 bytes)."), marked("Ask for the file again."), path=str(path))
    return data


def _look_inside(path: Path, data: bytes) -> dict[int, list[tuple[int, int, str]]]:
    """Refuse what calamine could not survive; return the faulty cells (row, column, text) by sheet."""
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
            return {
                index: list(_faulty_cells(path, package.read(part)))
                for index, part in enumerate(_sheet_parts(package))
                if part in package.namelist()
            }
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, EOFError, OSError, ValueError) as error:
        raise _damaged(path) from error
    except (NotImplementedError, RuntimeError) as error:  # an unknown packing, or a part with a password
        raise _damaged(path) from error
    except zlib.error as error:
        raise _damaged(path) from error


def _sheet_parts(package: zipfile.ZipFile) -> list[str]:
    """The parts that hold the sheets, in the workbook's order."""
    targets: dict[bytes, str] = {}
    for relation in _RELATION.findall(package.read("xl/_rels/workbook.xml.rels")):
        about = dict(_ATTRIBUTE.findall(relation))
        target = html.unescape(about.get(b"Target", b"").decode("utf-8", "replace"))
        targets[about.get(b"Id", b"")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return [targets.get(name, "") for name in _SHEET.findall(package.read("xl/workbook.xml"))]


def _faulty_cells(path: Path, xml: bytes) -> Iterator[tuple[int, int, str]]:
    far = _FAR_CELL.search(xml)
    rows = max((int(row) for row in _ROW.findall(xml)), default=0)
    if far is None and rows > MOST_CELLS // 702:
        widest = max((column_index(letters.decode()) for letters in set(_COLUMN.findall(xml))), default=0)
        far = (
            _FAR_CELL.search(b'r="%s%07d"' % (column_letter(widest).encode(), rows))
            if ((widest + 1) * rows > MOST_CELLS)
            else None
        )
    if far is not None:
        raise stop(
            marked("{path} has a stray cell at {cell}, far outside any table."),
            marked("Delete the empty rows and columns around the table in Excel, and save."),
            path=str(path),
            cell=far[1].decode(),
        )
    if b't="e"' in xml:
        for letters, row, text in _ERROR_CELL.findall(xml):
            yield int(row) - 1, column_index(letters.decode()), html.unescape(text.decode("utf-8", "replace"))
    if b"<f" in xml:
        for letters, row in _FORMULA_WITHOUT_VALUE.findall(xml):
            yield int(row) - 1, column_index(letters.decode()), "=…"


def _mark(rows: list[list[Cell]], faults: list[tuple[int, int, str]] | tuple[()]) -> None:
    for row, column, text in faults:
        while len(rows) <= row:
            rows.append([])
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = Faulty(text)


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
