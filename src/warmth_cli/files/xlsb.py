"""An .xlsb workbook becomes sheets ([MS-XLSB] 2.4); read in a process apart.

It is read here and not by calamine, which gives errors as blanks and knows no merged cells of such a file.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from warmth_cli.files.cell import DAY_ZERO, DAY_ZERO_1904, NEVER_STORED, Cell, Faulty
from warmth_cli.files.comments import Comments, with_threads
from warmth_cli.files.number_format import BUILT_IN, as_moment, shows_a_date, speaks
from warmth_cli.files.package import Package
from warmth_cli.files.packed_number import unpacked
from warmth_cli.files.refusals import Broken, TooManyCells
from warmth_cli.files.relations import main_part, related, relations_of
from warmth_cli.files.sheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet
from warmth_cli.files.xls import ERRORS

_BOOK, _STRINGS, _STYLES = "xl/workbook.bin", "xl/sharedStrings.bin", "xl/styles.bin"
_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _INLINE, _SHARED = range(8)
_SHORT_BLANK, _SHORT_SHARED, _TO_SHORT = 12, 18, 11
"""A short record has no column of its own: it stands in the one behind the cell before it."""
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOL, _FORMULA_ERROR = range(8, 12)
_STRING, _FONT, _FORMAT, _STYLE, _COLUMNS, _RICH = 19, 43, 44, 47, 60, 62
_BOOK_SETTINGS, _SHEET, _RECKONING, _MERGED, _BEGIN_STYLES, _END_STYLES = 153, 156, 157, 176, 617, 618
_COMMENT, _COMMENT_TEXT = 635, 637
_STRUCK = 0x08


@dataclass(slots=True)
class _Book:
    """What holds for all sheets: the strings they share, which cell styles are dates, show another unit or
    strike a cell through."""

    cells_left: int
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    day_zero: date = DAY_ZERO
    reckons: bool = False
    strings: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    speaking: dict[int, str] = field(default_factory=dict)
    striking: frozenset[int] = frozenset()


def read_xlsb(data: bytes) -> list[Sheet]:
    """Every sheet of the workbook. Raises Refused, or what reading broken bytes raises."""
    package = Package(data)
    main = main_part(package) or _BOOK
    relations = relations_of(package, main)
    strings, styles = related(relations, "sharedStrings") or _STRINGS, related(relations, "styles") or _STYLES
    book = _Book(MOST_CELLS)
    for kind, body in _records(package.read(main)):
        if kind == _SHEET:
            relation, end = _text(body, 8)
            book.sheets.append((_text(body, end)[0], relation, body[0] != 0))
        elif kind == _BOOK_SETTINGS and body[0] & 1:
            book.day_zero = DAY_ZERO_1904
        elif kind == _RECKONING:
            book.reckons = bool(body[24] & 1)
    if strings in package:
        book.strings = [
            _text(body, 1)[0] for kind, body in _records(package.read(strings)) if kind == _STRING
        ]
    if styles in package:
        _read_styles(book, package.read(styles))
    parts = {each.id: each.part for each in relations}
    return [
        replace(
            _sheet(book, name, hidden, package.read(parts[relation])),
            comments=with_threads(package, parts[relation], _notes(package, parts[relation])),
        )
        for name, relation, hidden in book.sheets
    ]


def _notes(package: Package, part: str) -> Comments:
    """What the comments of a sheet say."""
    said: Comments = {}
    place = 0, 0
    for listed in (each.part for each in relations_of(package, part) if each.kind == "comments"):
        try:
            for kind, body in _records(package.read(listed)):
                if kind == _COMMENT:
                    place = struct.unpack_from("<4xI4xI", body)
                elif kind == _COMMENT_TEXT:
                    said[place] = _text(body, 1)[0]
        except (Broken, LookupError, struct.error):  # the sheet itself is read all the same
            continue
    return said


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: kind and length are numbers of 7 bits a byte, the lowest first."""
    place, end = 0, len(data)
    while place < end:
        kind = data[place]
        place += 1
        if kind >= 0x80:
            kind = (kind & 0x7F) | data[place] << 7
            place += 1
        length = shift = 0
        while True:
            byte = data[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift == 28:
                break
        if place + length > end:
            raise Broken("a record is cut off")
        yield kind, data[place : place + length]
        place += length


def _text(body: bytes, place: int) -> tuple[str, int]:
    """A text at this place, and the place after it."""
    [length] = struct.unpack_from("<I", body, place)
    if length == 0xFFFFFFFF:
        return "", place + 4
    end = place + 4 + 2 * length
    if end > len(body):
        raise Broken("a text is cut off")
    return body[place + 4 : end].decode("utf-16-le", "replace"), end


def _read_styles(book: _Book, data: bytes) -> None:
    codes: dict[int, str] = {}
    struck_fonts: list[int] = []
    styles: list[int] = []
    fonts: list[int] = []
    of_cells = False
    for kind, body in _records(data):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind == _FONT:
            struck_fonts.append(body[2] & _STRUCK)
        elif kind in (_BEGIN_STYLES, _END_STYLES):
            of_cells = kind == _BEGIN_STYLES
        elif kind == _STYLE and of_cells:
            _, number, font = struct.unpack_from("<HHH", body)
            styles.append(number)
            fonts.append(font)
    book.striking = frozenset(
        index for index, font in enumerate(fonts) if font < len(struck_fonts) and struck_fonts[font]
    )
    book.dates = frozenset(
        index for index, number in enumerate(styles) if shows_a_date(number, codes.get(number))
    )
    speaking = {number: code for number, code in (BUILT_IN | codes).items() if speaks(number, code)}
    book.speaking = {index: speaking[number] for index, number in enumerate(styles) if number in speaking}


def _sheet(book: _Book, name: str, hidden: bool, data: bytes) -> Sheet:
    rows: list[list[Cell]] = []
    merged: list[tuple[int, int, int, int]] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    formats: dict[int, dict[str, int]] = {}
    struck: set[tuple[int, int]] = set()
    row = column = -1
    for kind, body in _records(data):
        if _SHORT_BLANK <= kind <= _SHORT_SHARED:
            kind, body = kind - _TO_SHORT, struct.pack("<I", column + 1) + body
        if _BLANK <= kind <= _FORMULA_ERROR or kind == _RICH:
            column, style = struct.unpack_from("<II", body)
            style &= 0xFFFFFF
            if kind == _BLANK:
                continue
            if not (0 <= row < MOST_ROWS and column < MOST_COLUMNS):
                raise Broken("a cell outside of the sheet")
            value = _value(book, kind, style, body)
            if value != "":
                _put(book, rows, row, column, value)
                if isinstance(value, float | date) and style in book.speaking:
                    formats.setdefault(column, {}).setdefault(book.speaking[style], row)
                if style in book.striking:
                    struck.add((row, column))
        elif kind == _ROW:
            [row], column = struct.unpack_from("<I", body), -1
            if body[11] & 0x10:
                hidden_rows.add(row)
        elif kind == _COLUMNS:
            first, last = struct.unpack_from("<II", body)
            if body[16] & 1:
                hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            merged.append((top, left, min(bottom, MOST_ROWS), min(right, MOST_COLUMNS)))
    width = max(map(len, rows), default=0)
    return Sheet(
        name,
        hidden,
        rows,
        merged,
        book.day_zero,
        frozenset(each for each in hidden_rows if each < len(rows)),
        frozenset(each for each in hidden_columns if each < width),
        formats,
        frozenset(struck),
    )


def _put(book: _Book, rows: list[list[Cell]], row: int, column: int, value: Cell) -> None:
    """Put a cell in its place, within what may be held."""
    if row >= len(rows):
        book.cells_left -= row + 1 - len(rows)
        rows.extend([] for _ in range(row + 1 - len(rows)))
    cells = rows[row]
    if column >= len(cells):
        book.cells_left -= column + 1 - len(cells)
        if book.cells_left < 0:
            raise TooManyCells
        cells.extend([""] * (column - len(cells)))
        cells.append(value)
    else:
        cells[column] = value


def _value(book: _Book, kind: int, style: int, body: bytes) -> Cell:
    if kind == _SHARED:
        index: int = struct.unpack_from("<I", body, 8)[0]
        return book.strings[index]
    if kind in (_INLINE, _FORMULA_TEXT, _RICH):
        return _text(body, 9 if kind == _RICH else 8)[0]
    if kind in (_ERROR, _FORMULA_ERROR):
        return Faulty(ERRORS.get(body[8], "#?"))
    if kind in (_BOOL, _FORMULA_BOOL):
        return bool(body[8])
    if kind == _RK:
        number = unpacked(struct.unpack_from("<i", body, 8)[0])
    else:
        number = float(struct.unpack_from("<d", body, 8)[0])
    if kind == _FORMULA_NUMBER and number == 0 and book.reckons:
        return Faulty(NEVER_STORED)
    return as_moment(number, book.day_zero) if style in book.dates else number
