"""An .xls workbook of Excel 5 to 2003, or of WPS (.et), becomes sheets.

calamine reads it, in a process apart. What calamine does not tell stands in the file's own records (MS-XLS):
which cells hold an error, and from which day days are counted.
"""

import io
import struct
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import olefile

from warmth_cli.reading.apart import CannotRead, read_apart
from warmth_cli.reading.refusals import damaged, locked, not_a_table
from warmth_cli.reading.sheet import Sheet
from warmth_cli.reading.values import DAY_ZERO, Faulty

_DAY_ZERO_1904 = date(1904, 1, 1)
_STREAMS = ("Workbook", "Book")
_FORMULA, _EOF, _DATE_MODE, _FILE_PASS, _BOUND_SHEET, _BOOL_ERR = 0x06, 0x0A, 0x22, 0x2F, 0x85, 0x205
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def read_xls(path: Path, data: bytes) -> list[Sheet]:
    """Every sheet of the workbook. Raises WarmthError for what is no such workbook."""
    try:
        stream = _stream(data)
        if stream is None:
            raise not_a_table(path)
        globals_ = list(_records(stream, 0))
        if any(kind == _FILE_PASS for kind, _ in globals_):
            raise locked(path)
        starts = [struct.unpack_from("<I", body)[0] for kind, body in globals_ if kind == _BOUND_SHEET]
        faults = [list(_faults(stream, start)) for start in starts]
        counts_from_1904 = any(kind == _DATE_MODE and body[:1] == b"\1" for kind, body in globals_)
        plain = read_apart(data)
    except (CannotRead, OSError, struct.error, IndexError, ValueError) as error:
        raise damaged(path) from error
    if len(plain) != len(faults):
        raise damaged(path)
    day_zero = _DAY_ZERO_1904 if counts_from_1904 else DAY_ZERO
    for sheet, here in zip(plain, faults, strict=True):
        for row, column, text in here:
            if row < len(sheet.rows) and column < len(sheet.rows[row]):
                sheet.rows[row][column] = Faulty(text)
    return [Sheet(each.name, each.hidden, each.rows, each.merged, day_zero) for each in plain]


def _stream(data: bytes) -> bytes | None:
    """The stream of records; None when the file is an office file of another kind."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        for name in _STREAMS:
            if container.exists(name):
                return bytes(container.openstream(name).read())
    return None


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, from `start` to its end."""
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        if kind == _EOF:
            return
        start += 4 + length


def _faults(stream: bytes, start: int) -> Iterator[tuple[int, int, str]]:
    """The cells of a sheet that hold an error, typed or as the result of a formula."""
    for kind, body in _records(stream, start):
        if kind == _BOOL_ERR and body[7:8] == b"\1":
            code = body[6]
        elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6:7] == b"\2":
            code = body[8]
        else:
            continue
        row, column = struct.unpack_from("<HH", body)
        yield row, column, _ERRORS.get(code, "#?")
