"""The cells of a workbook of Excel 5 and 95, whose texts are in a code page; calamine garbles them."""

import struct
from collections.abc import Iterator
from datetime import date

from warmth_cli.files.cell import Cell
from warmth_cli.files.number_format import as_moment, shows_a_date
from warmth_cli.files.packed_number import unpacked
from warmth_cli.files.refusals import Broken

Records = list[tuple[int, bytes]]
_MOST_COLUMNS = 256
_FORMULA, _CODE_PAGE, _MANY_RK, _RICH, _STYLE = 0x06, 0x42, 0xBD, 0xD6, 0xE0
_NUMBER, _TEXT, _BOOL_ERR, _TEXT_OF_FORMULA, _RK, _FORMAT = 0x203, 0x204, 0x205, 0x207, 0x27E, 0x41E
_ENCODINGS = {936: "gb18030", 1252: "gb18030", 10008: "gb18030", 950: "big5hkscs", 1200: "utf-16-le"}
"""By code page. Chinese programs of that time wrote GBK, whatever page they named; 1252 is the default."""


class Biff5:
    """What holds for all sheets of the workbook: how its texts are encoded, which styles are dates."""

    def __init__(self, globals_: Records, day_zero: date) -> None:
        pages = [struct.unpack_from("<H", body)[0] for kind, body in globals_ if kind == _CODE_PAGE]
        self._encoding = _ENCODINGS.get(pages[0] if pages else 1252, f"cp{pages[0] if pages else 1252}")
        self._day_zero = day_zero
        codes = {
            struct.unpack_from("<H", body)[0]: self.text(body[3 : 3 + body[2]])
            for kind, body in globals_
            if kind == _FORMAT
        }
        styles = [struct.unpack_from("<H", body, 2)[0] for kind, body in globals_ if kind == _STYLE]
        self.codes = codes
        self._dates = {
            index for index, number in enumerate(styles) if shows_a_date(number, codes.get(number))
        }

    def text(self, raw: bytes) -> str:
        """A text, strictly in the workbook's encoding. Raises Broken."""
        try:
            return raw.decode(self._encoding)
        except (UnicodeDecodeError, LookupError) as error:
            raise Broken("a text is in no encoding that is known") from error

    def rows(self, records: Iterator[tuple[int, bytes]]) -> list[list[Cell]]:
        """The rows of a sheet, from its records; an error is a blank here."""
        rows: list[list[Cell]] = []
        waiting: tuple[int, int] | None = None
        for kind, body in records:
            if kind == _TEXT_OF_FORMULA and waiting:
                self._put(rows, *waiting, self._long_text(body, 0))
            elif kind == _MANY_RK:
                row, column = struct.unpack_from("<HH", body)
                for each, place in enumerate(range(4, len(body) - 7, 6), column):
                    style, packed = struct.unpack_from("<Hi", body, place)
                    self._put(rows, row, each, self._number(style, unpacked(packed)))
            elif kind in (_NUMBER, _TEXT, _RICH, _BOOL_ERR, _RK, _FORMULA):
                row, column, style = struct.unpack_from("<HHH", body)
                self._put(rows, row, column, self._value(kind, style, body))
                waiting = (row, column) if kind == _FORMULA else None
        return rows

    def _value(self, kind: int, style: int, body: bytes) -> Cell:
        if kind in (_TEXT, _RICH):
            return self._long_text(body, 6)
        if kind == _BOOL_ERR:
            return "" if body[7] else bool(body[6])
        if kind == _RK:
            return self._number(style, unpacked(struct.unpack_from("<i", body, 6)[0]))
        if kind == _FORMULA and body[12:14] == b"\xff\xff":
            return bool(body[8]) if body[6] == 1 else ""
        return self._number(style, struct.unpack_from("<d", body, 6)[0])

    def _long_text(self, body: bytes, place: int) -> str:
        [length] = struct.unpack_from("<H", body, place)
        raw = body[place + 2 : place + 2 + length]
        if len(raw) < length:
            raise Broken("a text is cut off")
        return self.text(raw)

    def _number(self, style: int, number: float) -> Cell:
        return as_moment(number, self._day_zero) if style in self._dates else number

    def _put(self, rows: list[list[Cell]], row: int, column: int, value: Cell) -> None:
        if column >= _MOST_COLUMNS:
            raise Broken("a cell outside of the sheet")
        rows.extend([] for _ in range(row + 1 - len(rows)))
        cells = rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = value
