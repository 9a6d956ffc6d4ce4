"""An .xls workbook of Excel 5 to 2003, or of WPS (.et), becomes sheets; read in a process apart.

calamine reads it. What calamine does not tell stands in the file's own records (MS-XLS 2.4): which cells hold
an error or a formula that was never reckoned, what is hidden or struck through, how numbers are shown, and
from which day days are counted.
"""

import io
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, cast

import olefile
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from warmth_cli.files.biff5 import Biff5, Records
from warmth_cli.files.calamine import calamine_faults
from warmth_cli.files.cell import DAY_ZERO, DAY_ZERO_1904, NEVER_STORED, Cell
from warmth_cli.files.kind import BIFF_5
from warmth_cli.files.number_format import BUILT_IN, speaks
from warmth_cli.files.refusals import Broken, Locked, LockedForGood
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.struck_runs import is_struck, struck_strings
from warmth_cli.files.told import Fault, Told
from warmth_cli.files.xls_comments import comments

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
_FONT, _RICH, _SHARED, _RECKONED_BY = 0x31, 0xD6, 0xFD, 0x1C1
_TEXTS = (_RICH, _SHARED, 0x204)
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
_WINDOW = 0x23E
_HIDDEN_ROW, _HIDDEN_COLUMN, _RECKON_ON_LOAD, _STRUCK, _SHOWS_ZEROS = 0x20, 0x01, 0x03, 0x08, 0x10


class _Book(NamedTuple):
    """What holds for all sheets: the styles that say more of a number than itself, each with its format;
    the styles, the fonts and the shared texts that strike; whether the formulas were ever reckoned."""

    version: int
    speaking: Mapping[int, str]
    striking: Collection[int]
    struck_fonts: Collection[int]
    struck_strings: Collection[int]
    reckoned: bool


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
    if version < _BIFF_8:
        old = Biff5(globals_, day_zero)
        book = _book(version, globals_, old.codes, reckoned=True)
        return [
            _told(stream, start, book).sheet(
                old.text(body[7 : 7 + body[6]]),
                body[4] & 3 != 0,
                old.rows(_records(stream, start)),
                [],
                day_zero,
            )
            for start, body in zip(starts, bounds, strict=True)
        ]
    book = _book(version, globals_, _codes(globals_), _is_reckoned(stream, globals_, starts))
    sheets = _read_by_calamine(data, [_told(stream, start, book) for start in starts], day_zero)
    return [
        replace(sheet, comments=comments(_records(stream, start)))
        for sheet, start in zip(sheets, starts, strict=True)
    ]


def _book(version: int, globals_: Records, codes: Mapping[int, str], reckoned: bool) -> _Book:
    looks = [struct.unpack_from("<HH", body) for kind, body in globals_ if kind == _STYLE]
    speaking = {number: code for number, code in {**BUILT_IN, **codes}.items() if speaks(number, code)}
    fonts = [body[2] & _STRUCK for kind, body in globals_ if kind == _FONT]
    fonts[4:4] = [0]  # there is no font of number 4
    struck_fonts = frozenset(font for font, strikes in enumerate(fonts) if strikes)
    return _Book(
        version,
        {style: speaking[number] for style, (_, number) in enumerate(looks) if number in speaking},
        frozenset(style for style, (font, _) in enumerate(looks) if font in struck_fonts),
        struck_fonts,
        struck_strings(globals_, struck_fonts),
        reckoned,
    )


def _is_reckoned(stream: bytes, globals_: Records, starts: Iterable[int]) -> bool:
    """Whether a program that can reckon wrote the workbook: it says which, as Excel and LibreOffice do, or
    has stored something for a formula. Programs that cannot store the empty text for each of them."""
    if any(kind == _RECKONED_BY for kind, _ in globals_):
        return True
    formulas = (body for start in starts for kind, body in _records(stream, start) if kind == _FORMULA)
    return any(not _is_empty_text(body) for body in formulas)


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
    """The records of one substream, from `start` to its end; a chart in a sheet is a substream in it."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
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


def _told(stream: bytes, start: int, book: _Book) -> Told:
    """What the records of one sheet tell and calamine does not."""
    faults: list[Fault] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    formats: dict[int, dict[str, int]] = {}
    struck: set[tuple[int, int]] = set()
    zeros_hidden = False
    for kind, body in _records(stream, start):
        if book.struck_fonts and kind in (*_TEXTS, _NUMBER, _RK, _FORMULA) and _is_struck(kind, body, book):
            struck.add(struct.unpack_from("<HH", body))
        if kind in (_NUMBER, _RK, _FORMULA, _BOOL_ERR, _MANY_RK):
            row, column = struct.unpack_from("<HH", body)
            for each, style in enumerate(_number_styles(kind, body), column):
                if style in book.speaking:
                    formats.setdefault(each, {}).setdefault(book.speaking[style], row)
            if (fault := _fault(kind, body, book.reckoned)) is not None:
                faults.append((row, column, fault))
        elif kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", body)
            if flags & _HIDDEN_ROW:
                hidden_rows.add(row)
        elif kind == _COLUMNS:
            first, last, flags = struct.unpack_from("<HH4xH", body)
            if flags & _HIDDEN_COLUMN:
                hidden_columns.update(range(first, last + 1))
        elif kind == _WINDOW:
            zeros_hidden = zeros_hidden or not body[0] & _SHOWS_ZEROS
    hidden = frozenset(hidden_rows), frozenset(hidden_columns)
    return Told(faults, *hidden, formats, frozenset(struck), zeros_hidden=zeros_hidden)


def _is_struck(kind: int, body: bytes, book: _Book) -> bool:
    """Whether a cell is struck through, or some of its words are."""
    if struct.unpack_from("<H", body, 4)[0] in book.striking:
        return True
    if kind == _SHARED:
        return struct.unpack_from("<I", body, 6)[0] in book.struck_strings
    return kind == _RICH and is_struck(body, book.version, book.struck_fonts)


def _number_styles(kind: int, body: bytes) -> Iterator[int]:
    """The style of each cell of a record, as long as they are numbers."""
    if kind == _MANY_RK:
        yield from (struct.unpack_from("<H", body, place)[0] for place in range(4, len(body) - 7, 6))
    elif kind != _BOOL_ERR and not (kind == _FORMULA and body[12:14] == b"\xff\xff"):
        yield struct.unpack_from("<H", body, 4)[0]


def _fault(kind: int, body: bytes, reckoned: bool) -> str | None:
    """What a cell shows that calamine gives as a blank, or as a 0 that was never reckoned."""
    if kind == _BOOL_ERR and body[7:8] == b"\1":
        return ERRORS.get(body[6], "#?")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6:7] == b"\2":
        return ERRORS.get(body[8], "#?")
    if kind == _FORMULA and body[6:14] == bytes(8) and body[14] & _RECKON_ON_LOAD:
        return NEVER_STORED
    if kind == _FORMULA and not reckoned:
        return NEVER_STORED
    return None


def _is_empty_text(body: bytes) -> bool:
    """Whether the empty text is stored for a formula."""
    return body[6:7] == b"\3" and body[12:14] == b"\xff\xff"
