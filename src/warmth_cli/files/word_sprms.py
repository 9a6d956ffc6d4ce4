"""What a Word 97-2003 file says of characters, paragraphs and rows, change by change (MS-DOC 2.2.5, 2.6).

Each change (a Sprm) is a number with its operand; those of one paragraph or of one run stand in a row, and a
later one overrides an earlier.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from warmth_cli.files.refusals import TooManyCells
from warmth_cli.files.word_look import Run

_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""The bytes of an operand, by the upper bits of its number; 6: it tells itself."""
_DEFINE_TABLES, _TABS, _MANY_TABS = (0xD606, 0xD608), 0xC615, 255
_IN_TABLE, _ROW_END, _DEFINE_TABLE = 0x2416, 0x2417, 0xD608
_ELSEWHERE = (0x6645, 0x6646, 0x646B)
"""Where more is said than has room, it stands in a stream of its own."""
_INSERT, _DELETE, _WIDEN, _MERGE, _MERGE_DOWN = 0x7621, 0x5622, 0x7623, 0x5624, 0xD62B
_DELETED, _STRUCK, _STRUCK_TWICE, _HIDDEN = 0x0800, 0x0837, 0x2A53, 0x083C
_STYLE, _PLAIN, _SYMBOL, _FONT = 0x4A30, 0x2A33, 0x6A09, 0x4A4F
_SHORT = {0x18: _IN_TABLE, 0x19: _ROW_END, 0x41: _DELETED, 0x57: _STRUCK, 0x5C: _HIDDEN}
"""The short numbers by which a piece of text changes all that is in it, of what is asked here (2.9.214)."""
_CELL_LENGTH = 20
_MOST_CELLS = 1000
"""Of a row; Word has 63."""
_ACROSS, _DOWN, _GOES_ON_DOWN = 0x03, 0x60, 0x20


@dataclass(frozen=True, slots=True)
class RowEnd:
    """The cells of a row: `edges` are one more than cells, in twentieths of a point from the left.

    `across` and `down` tell of each cell whether it is merged with the one beside it, or goes on from above
    or downwards.
    """

    edges: tuple[int, ...]
    across: tuple[int, ...]
    down: tuple[int, ...]

    def begins_down(self, cell: int) -> bool:
        """Whether a cell is the first of some that are merged from top to bottom."""
        return self.down[cell] not in (0, _GOES_ON_DOWN)

    def goes_on_down(self, cell: int) -> bool:
        """Whether a cell is merged with the one above it."""
        return self.down[cell] == _GOES_ON_DOWN


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is asked of a paragraph: its style, whether it stands in a table, and whether it ends a row."""

    style: int = 0
    in_table: bool = False
    ends_row: bool = False
    row: RowEnd | None = None


def sprms(changes: bytes) -> Iterator[tuple[int, bytes]]:
    """Each change with its operand.

    >>> list(sprms(bytes.fromhex("1624" "01" "4966" "01000000")))
    [(9238, b'\\x01'), (26185, b'\\x01\\x00\\x00\\x00')]
    """
    place = 0
    while place + 2 < len(changes):
        [number] = struct.unpack_from("<H", changes, place)
        place += 2
        size = _SIZES.get(number >> 13, 0)
        if number in _DEFINE_TABLES:
            size = struct.unpack_from("<H", changes, place)[0] + 1
        elif number == _TABS and changes[place] == _MANY_TABS:
            deleted = changes[place + 1]
            size = 3 + 4 * deleted + 3 * changes[place + 2 + 4 * deleted]
        elif not size:
            size = 1 + changes[place]
        yield number, changes[place : place + size]
        place += size


def of_piece(number: int, told: list[bytes]) -> bytes:
    """What a piece of text changes in all of it; `told` are the longer changes of the text (2.9.209).

    >>> of_piece(0x57 << 1 | 1 << 8, []).hex(), of_piece(1 << 1 | 1, [b"a", b"b"]), of_piece(0, [])
    ('370801', b'b', b'')
    """
    if number & 1:
        return told[number >> 1] if number >> 1 < len(told) else b""
    short = _SHORT.get(number >> 1 & 0x7F)
    return b"" if short is None else struct.pack("<HB", short, number >> 8)


def paragraph(style: int, changes: bytes, elsewhere: bytes) -> Paragraph:
    """What is said of a paragraph; `elsewhere` is the stream of long changes."""
    told = Paragraph(style)
    edges: list[int] = []
    cells: list[int] = []
    for number, operand in _all_of(changes, elsewhere):
        if number == _IN_TABLE:
            told = replace(told, in_table=operand != b"\0")
        elif number == _ROW_END:
            told = replace(told, ends_row=operand != b"\0")
        elif number == _DEFINE_TABLE:
            count = operand[2]
            edges = list(struct.unpack_from(f"<{count + 1}h", operand, 3))
            first = 5 + 2 * count
            ends = range(first, first + count * _CELL_LENGTH, _CELL_LENGTH)
            cells = [
                struct.unpack_from("<H", operand, end)[0] if end + 2 <= len(operand) else 0 for end in ends
            ]
        elif edges:
            _change_cells(number, operand, edges, cells)
    if not edges:
        return told
    across = tuple(cell & _ACROSS for cell in cells)
    return replace(told, row=RowEnd(tuple(edges), across, tuple(cell & _DOWN for cell in cells)))


def _all_of(changes: bytes, elsewhere: bytes) -> Iterator[tuple[int, bytes]]:
    for number, operand in sprms(changes):
        if number in _ELSEWHERE:
            [place] = struct.unpack("<I", operand)
            size = int.from_bytes(elsewhere[place : place + 2], "little")
            yield from sprms(elsewhere[place + 2 : place + 2 + size])
        else:
            yield number, operand


def _change_cells(number: int, operand: bytes, edges: list[int], cells: list[int]) -> None:
    """Change the cells of a row that is already defined, as programs do that save only what is new."""
    if number == _INSERT:
        first, count, width = struct.unpack("<BBH", operand)
        first = min(first, len(cells))
        if len(cells) + count > _MOST_CELLS:
            raise TooManyCells
        _set_widths(edges, first, first, [width] * count)
        cells[first:first] = [0] * count
    elif number == _DELETE:
        first, end = operand
        _set_widths(edges, first, min(end, len(cells)), [])
        del cells[first:end]
    elif number == _WIDEN:
        first, end, width = struct.unpack("<BBH", operand)
        end = min(end, len(cells))
        _set_widths(edges, first, end, [width] * (end - first))
    elif number == _MERGE:
        first, end = operand
        for cell in range(first, min(end, len(cells))):
            cells[cell] = cells[cell] & ~_ACROSS | (1 if cell == first else 2)
    elif number == _MERGE_DOWN and len(operand) == 3 and operand[1] < len(cells):
        cells[operand[1]] = cells[operand[1]] & ~_DOWN | (operand[2] << 5 & _DOWN)


def _set_widths(edges: list[int], first: int, end: int, new: list[int]) -> None:
    """Give some cells other widths, or put others in their place; those behind move."""
    widths = [right - left for left, right in pairwise(edges)]
    widths[first:end] = new
    for place, width in enumerate(widths):
        edges[place + 1 :] = [edges[place] + width]


def run(changes: bytes) -> Run:
    """What is said of some characters.

    >>> run(bytes.fromhex("370801" "3c0881"))
    Run(struck=1, struck_twice=None, hidden=129, deleted=False, style=None, symbol=None, font=None)
    """
    told = Run()
    for number, operand in sprms(changes):
        if number == _STRUCK:
            told = replace(told, struck=operand[0])
        elif number == _STRUCK_TWICE:
            told = replace(told, struck_twice=operand[0])
        elif number == _HIDDEN:
            told = replace(told, hidden=operand[0])
        elif number == _DELETED:
            told = replace(told, deleted=operand != b"\0")
        elif number == _STYLE:
            told = replace(told, style=struct.unpack("<H", operand)[0])
        elif number == _PLAIN:
            told = Run(deleted=told.deleted, style=told.style)
        elif number == _FONT:
            told = replace(told, font=struct.unpack("<H", operand)[0])
        elif number == _SYMBOL:
            font, code = struct.unpack("<HH", operand)
            told = replace(told, symbol=(font, code))
    return told
