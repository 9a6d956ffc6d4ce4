"""An .xls workbook of Excel 5 to 2003, or of WPS (.et), becomes sheets; read in a process apart.

calamine reads it. What calamine does not tell stands in the file's own records (MS-XLS 2.4): which cells hold
an error or a formula that was never reckoned, what is hidden or struck through, how numbers are shown, and
from which day days are counted.
"""

import io
import struct
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import cast

import olefile
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from warmth_cli.files.biff5 import Biff5, Records
from warmth_cli.files.calamine import calamine_faults
from warmth_cli.files.cell import DAY_ZERO, Cell
from warmth_cli.files.kind import BIFF_5
from warmth_cli.files.number_format import BUILT_IN, rescales
from warmth_cli.files.refusals import Broken, Locked, LockedForGood
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.told import Fault, Told

DAY_ZERO_1904 = date(1904, 1, 1)
_STREAMS = ("Workbook", "Book")
_FORMULA, _EOF, _DATE_MODE, _FILE_PASS, _COLUMNS, _BOUND_SHEET = 0x06, 0x0A, 0x22, 0x2F, 0x7D, 0x85
_MANY_RK, _STYLE, _NUMBER, _BOOL_ERR, _ROW, _RK, _FORMAT, _BOF = (
    0xBD,
    0xE0,
    0x203,
    0x205,
    0x208,
    0x27E,
    0x41E,
    0x809,
)
_FONT, _TEXTS = 0x31, (0xD6, 0xFD, 0x204)
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BIFF_8 = 0x600
_HIDDEN_ROW, _HIDDEN_COLUMN, _RECKON_ON_LOAD, _STRUCK = 0x20, 0x01, 0x03, 0x08


def read_xls(data: bytes) -> list[Sheet]:
    """Every sheet of the workbook. Raises Refused, or what reading broken bytes raises."""
    version, stream = _stream(data)
    globals_ = list(_records(stream, 0))
    if any(kind == _FILE_PASS for kind, _ in globals_):
        raise Locked if version >= _BIFF_8 else LockedForGood
    counts_from_1904 = any(kind == _DATE_MODE and body[:1] == b"\1" for kind, body in globals_)
    day_zero = DAY_ZERO_1904 if counts_from_1904 else DAY_ZERO
    bounds = [body for kind, body in globals_ if kind == _BOUND_SHEET]
    starts = [struct.unpack_from("<I", body)[0] for body in bounds]
    striking = _striking_styles(globals_)
    if version < _BIFF_8:
        book = Biff5(globals_, day_zero)
        rescaling = _rescaling_styles(book.styles, book.codes)
        return [
            _told(stream, start, rescaling, striking).sheet(
                book.text(body[7 : 7 + body[6]]),
                body[4] & 3 != 0,
                book.rows(_records(stream, start)),
                [],
                day_zero,
            )
            for start, body in zip(starts, bounds, strict=True)
        ]
    styles = [struct.unpack_from("<H", body, 2)[0] for kind, body in globals_ if kind == _STYLE]
    rescaling = _rescaling_styles(styles, _codes(globals_))
    told = [_told(stream, start, rescaling, striking) for start in starts]
    return _read_by_calamine(data, told, day_zero)


def _read_by_calamine(data: bytes, told: Sequence[Told], day_zero: date) -> list[Sheet]:
    sheets = []
    with calamine_faults(), CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        if len(book.sheets_metadata) != len(told):
            raise Broken("calamine finds other sheets")
        for index, about in enumerate(book.sheets_metadata):
            sheet = book.get_sheet_by_index(index)
            rows = cast(list[list[Cell]], sheet.to_python(skip_empty_area=False))
            merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
            hidden = about.visible != SheetVisibleEnum.Visible
            sheets.append(told[index].sheet(about.name, hidden, rows, merged, day_zero))
    return sheets


def _stream(data: bytes) -> tuple[int, bytes]:
    """The version of the records, and their stream."""
    if data.startswith(BIFF_5):
        stream = data
    else:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            name = next(name for name in _STREAMS if container.exists(name))
            stream = bytes(container.openstream(name).read())
    kind, _, version = struct.unpack_from("<HHH", stream)
    if kind != _BOF:
        raise Broken("no records")
    return version, stream


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, from `start` to its end."""
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        if kind == _EOF:
            return
        start += 4 + length


def _codes(globals_: Records) -> dict[int, str]:
    """The number formats of the workbook, by number."""
    codes = {}
    for kind, body in globals_:
        if kind == _FORMAT:
            number, length, wide = struct.unpack_from("<HHB", body)
            text = body[5 : 5 + length * (1 + (wide & 1))]
            codes[number] = text.decode("utf-16-le" if wide & 1 else "latin-1", "replace")
    return codes


def _rescaling_styles(styles: Sequence[int], codes: Mapping[int, str]) -> dict[int, str]:
    """The cell styles that show a number in another unit, each with its number format."""
    rescaling = {number: code for number, code in {**BUILT_IN, **codes}.items() if rescales(code)}
    return {index: rescaling[number] for index, number in enumerate(styles) if number in rescaling}


def _striking_styles(globals_: Records) -> frozenset[int]:
    """The cell styles whose font strikes a cell through."""
    fonts = [body[2] & _STRUCK for kind, body in globals_ if kind == _FONT]
    fonts[4:4] = [0]  # there is no font of number 4
    of_styles = [struct.unpack_from("<H", body)[0] for kind, body in globals_ if kind == _STYLE]
    return frozenset(index for index, font in enumerate(of_styles) if font < len(fonts) and fonts[font])


def _told(stream: bytes, start: int, rescaling: Mapping[int, str], striking: Collection[int]) -> Told:
    """What the records of one sheet tell and calamine does not."""
    faults: list[Fault] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    formats: dict[int, str] = {}
    struck: set[tuple[int, int]] = set()
    for kind, body in _records(stream, start):
        if striking and kind in (*_TEXTS, _NUMBER, _RK, _FORMULA):
            row, column, style = struct.unpack_from("<HHH", body)
            if style in striking:
                struck.add((row, column))
        if kind in (_NUMBER, _RK, _FORMULA, _BOOL_ERR, _MANY_RK):
            row, column = struct.unpack_from("<HH", body)
            for each, style in enumerate(_number_styles(kind, body), column):
                if style in rescaling:
                    formats.setdefault(each, rescaling[style])
            if (fault := _fault(kind, body)) is not None:
                faults.append((row, column, fault))
        elif kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", body)
            if flags & _HIDDEN_ROW:
                hidden_rows.add(row)
        elif kind == _COLUMNS:
            first, last, flags = struct.unpack_from("<HH4xH", body)
            if flags & _HIDDEN_COLUMN:
                hidden_columns.update(range(first, last + 1))
    return Told(faults, frozenset(hidden_rows), frozenset(hidden_columns), formats, frozenset(struck))


def _number_styles(kind: int, body: bytes) -> Iterator[int]:
    """The style of each cell of a record, as long as they are numbers."""
    if kind == _MANY_RK:
        yield from (struct.unpack_from("<H", body, place)[0] for place in range(4, len(body) - 7, 6))
    elif kind != _BOOL_ERR and not (kind == _FORMULA and body[12:14] == b"\xff\xff"):
        yield struct.unpack_from("<H", body, 4)[0]


def _fault(kind: int, body: bytes) -> str | None:
    """What a cell shows that calamine gives as a blank, or as a 0 that was never reckoned."""
    if kind == _BOOL_ERR and body[7:8] == b"\1":
        return ERRORS.get(body[6], "#?")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6:7] == b"\2":
        return ERRORS.get(body[8], "#?")
    if kind == _FORMULA and body[6:14] == bytes(8) and body[14] & _RECKON_ON_LOAD:
        return "=…"
    return None
