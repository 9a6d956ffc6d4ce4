"""A large worksheet goes to calamine in portions: the sheets of one workbook, each with some of its rows.

calamine lets go of Python while it works, so that what has come is read on another core while the rest is
still to come; and the table of shared strings, which is slow to read, it reads once for many portions. They
are laid under each other again, just as calamine lays the rows of a whole sheet.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from python_calamine import CalamineSheet, CalamineWorkbook

from warmth_cli.files.cell import Cell
from warmth_cli.files.refusals import Broken
from warmth_cli.files.relations import written
from warmth_cli.files.usual_names import BOOK, MAIN, RELATIONS
from warmth_cli.files.worksheet import GAP, Portion

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PORTION = 4 * 1024**2
"""Bytes of XML of a portion: in less time calamine has read none, in more there is less to do beside it."""
_FEWEST_TOGETHER = 4
"""Portions of a workbook: of fewer there are more to begin, more take longer to copy."""
_TIMES = 8
"""So many times as long as the tables that are read with it is a workbook, if they are large."""
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def portion_size(tables: Mapping[str, bytes], sheets: int) -> int:
    """Bytes of a portion of one of so many sheets, for which the `tables` are read once more: one of several
    sheets that is shorter than they are is better read with the others."""
    return PORTION if sheets == 1 else max(PORTION, sum(map(len, tables.values())))


def portions_together(tables: Mapping[str, bytes]) -> int:
    """How many portions make one workbook, for which the `tables` are read once more."""
    return max(_FEWEST_TOGETHER, _TIMES * sum(map(len, tables.values())) // PORTION)


def in_one_workbook(
    portions: Sequence[Portion], tables: Mapping[str, bytes], from_1904: bool
) -> CalamineWorkbook:
    """A workbook in which nothing stands but these portions of a worksheet, each as a sheet.

    `tables` are the parts with the shared strings and the styles; with `from_1904` days count from that year.
    """
    names = {f"rId{number}": f"xl/worksheets/sheet{number}.xml" for number in range(len(portions))}
    sheets = "".join(
        f'<sheet name="{number}" sheetId="{number + 1}" r:id="rId{number}"/>'
        for number in range(len(portions))
    )
    book = (
        f'<workbook xmlns="{_NAMESPACE}" xmlns:r="{_RELATIONS}">'
        f'<workbookPr date1904="{from_1904:d}"/><sheets>{sheets}</sheets></workbook>'
    )
    parts = {name: (content,) for name, content in tables.items()} | {
        MAIN: (written({"rId1": ("officeDocument", BOOK)}).encode(),),
        BOOK: (book.encode(),),
        RELATIONS: (written({name: ("worksheet", part) for name, part in names.items()}).encode(),),
    }
    return small_workbook(parts | dict(zip(names.values(), portions, strict=True)))


def small_workbook(parts: Mapping[str, Iterable[bytes | memoryview]]) -> CalamineWorkbook:
    """A workbook in which nothing stands but these parts, each of some pieces."""
    packed = _Pieces()
    with zipfile.ZipFile(packed, "w") as package:
        for name, pieces in parts.items():
            with package.open(zipfile.ZipInfo(name), "w") as part:
                for piece in pieces:
                    part.write(piece)
    return CalamineWorkbook.from_filelike(packed)


def joined(portions: Iterable[CalamineSheet]) -> Iterator[list[list[Cell]]]:
    """The rows of a sheet from A1 on, of portions in their order: the same list after each of them, in which
    more rows have come; in the end all are as wide as the widest."""
    rows: list[list[Cell]] = []
    for portion in portions:
        if portion.start is None:
            continue
        top, left = portion.start
        if top < len(rows):
            raise Broken("rows that are not in order")
        rows.extend(blank_rows(top - len(rows)))
        read = cast(list[list[Cell]], portion.to_python(skip_empty_area=True))
        rows.extend([*[""] * left, *row] for row in read) if left else rows.extend(read)
        yield rows
    width = max(map(len, rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))


def blank_rows(count: int) -> list[list[Cell]]:
    """So many rows with nothing in them: those of a large gap are one and the same."""
    if count < GAP:
        return [[] for _ in range(count)]
    return [list[Cell]()] * count


class _Pieces(io.RawIOBase):
    """A file in memory that is written once and then read, in pieces that are never put together: to copy
    100 MB takes a tenth of a second, and as much memory."""

    def __init__(self) -> None:
        self._pieces: list[memoryview] = []
        self._next = 0

    def write(self, piece: "ReadableBuffer") -> int:
        """Put a piece behind the others."""
        self._pieces.append(memoryview(piece))
        return len(self._pieces[-1])

    def read(self, size: int = -1) -> bytes:
        """The next bytes, `size` of them or all; fewer only at the end.

        Many pieces at once: calamine must wait for Python each time.
        """
        taken: list[memoryview] = []
        left = size if size >= 0 else sum(map(len, self._pieces[self._next :]))
        while left and self._next < len(self._pieces):
            piece = self._pieces[self._next]
            taken.append(piece[:left])
            left -= len(taken[-1])
            if len(taken[-1]) < len(piece):
                self._pieces[self._next] = piece[len(taken[-1]) :]
            else:
                self._next += 1
        return b"".join(taken)
