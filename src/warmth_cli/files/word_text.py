"""The text of a Word 97-2003 file: pieces that stand anywhere in its stream (MS-DOC 2.4.1, 2.9.38)."""

import struct
import sys
from array import array
from bisect import bisect_right
from typing import NamedTuple

from warmth_cli.files.refusals import Broken, TooLarge
from warmth_cli.files.word_sprms import of_piece

MOST_TEXT = 64 * 1024**2
"""So many characters, of which a sheet of a million rows has half."""
_CHANGES, _PIECES = 1, 2
_NARROW = 0x40000000


class Piece(NamedTuple):
    """A stretch of text: its first character, where that stands, how wide each is, and what is changed."""

    first: int
    place: int
    width: int
    changes: bytes


class WordText(NamedTuple):
    """All text of a file, a character for each unit of UTF-16, and the pieces of which it is made."""

    units: str
    pieces: list[Piece]
    firsts: list[int]

    def piece_at(self, unit: int) -> Piece:
        """The piece in which a character stands."""
        return self.pieces[bisect_right(self.firsts, unit) - 1]


def text_of(stream: bytes, plan: bytes) -> WordText:
    """The text of a stream; `plan` tells of which pieces it is."""
    told: list[bytes] = []
    place = 0
    while plan[place] == _CHANGES:
        [size] = struct.unpack_from("<H", plan, place + 1)
        told.append(plan[place + 3 : place + 3 + size])
        place += 3 + size
    if plan[place] != _PIECES:
        raise Broken("no pieces of text")
    [size] = struct.unpack_from("<I", plan, place + 1)
    pieces = plan[place + 5 : place + 5 + size]
    count = (len(pieces) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", pieces)
    if bounds[-1] > MOST_TEXT:
        raise TooLarge
    left = len(stream)  # no two pieces are of the same bytes, which could be a long text of few
    units: list[str] = []
    found: list[Piece] = []
    for index, about in enumerate(struct.iter_unpack("<HIH", pieces[4 * (count + 1) : 12 * count + 4])):
        first, length = bounds[index], bounds[index + 1] - bounds[index]
        if length < 0 or bounds[0]:
            raise Broken("pieces that go back")
        if not length:
            continue
        _, start, changed = about
        width = 1 if start & _NARROW else 2
        start = (start & ~_NARROW) // 2 if width == 1 else start
        piece = stream[start : start + length * width]
        left -= len(piece)
        if len(piece) < length * width or left < 0:
            raise Broken("a piece beyond the end")
        units.append(piece.decode("cp1252", "replace") if width == 1 else _units(piece))
        found.append(Piece(first, start, width, of_piece(changed, told)))
    if not found:
        raise Broken("no text")
    return WordText("".join(units), found, [piece.first for piece in found])


def _units(piece: bytes) -> str:
    units = array("H", piece)
    if sys.byteorder == "big":
        units.byteswap()
    return "".join(map(chr, units))
