"""Which texts of an .xls have struck words: a text may have runs, each with a font (MS-XLS 2.5.132, 2.5.293).

Texts that cells share stand in one record, which goes on in others wherever it is full, even within a text.
"""

import struct
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from warmth_cli.files.refusals import Broken

_SHARED, _CONTINUED = 0xFC, 0x3C
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_BIFF_8 = 0x600
_Runs = Iterable[tuple[int, int]]
"""For each run the character that it begins with, from 0, and the number of its font."""


def struck_strings(globals_: Iterable[tuple[int, bytes]], fonts: Collection[int]) -> frozenset[int]:
    """The places of the shared texts some of whose words have one of the `fonts`, which strike."""
    pieces: list[bytes] = []
    for kind, body in globals_ if fonts else ():
        if kind == _SHARED or (pieces and kind == _CONTINUED):
            pieces.append(body)
        elif pieces:
            break
    if not pieces:
        return frozenset()
    texts = _Pieces(pieces)
    texts.take(8)  # how many there are, which some programs count wrongly
    return frozenset(number for number, runs in enumerate(texts.runs()) if _is_struck(*runs, fonts))


def is_struck(body: bytes, version: int, fonts: Collection[int]) -> bool:
    """Whether some words of a cell that has its text and its runs itself have one of the `fonts`."""
    if version < _BIFF_8:
        [length] = struct.unpack_from("<H", body, 6)
        place = 8 + length
        return _is_struck(
            length, struct.iter_unpack("<BB", body[place + 1 : place + 1 + 2 * body[place]]), fonts
        )
    length, flags = struct.unpack_from("<HB", body, 6)
    place = 9 + length * (1 + (flags & _WIDE))
    [count] = struct.unpack_from("<H", body, place)
    return _is_struck(length, struct.iter_unpack("<HH", body[place + 2 : place + 2 + 4 * count]), fonts)


def _is_struck(length: int, runs: _Runs, fonts: Collection[int]) -> bool:
    ends = pairwise([*runs, (length, -1)])
    return any(font in fonts and first < following for (first, font), (following, _) in ends)


class _Pieces:
    """The bytes of records that go on in each other."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._piece, self._place = b"", 0

    def runs(self) -> Iterator[tuple[int, _Runs]]:
        """For each text its length, and its runs."""
        while self._place < len(self._piece) or self._follows():
            yield self._runs_of_next()

    def _follows(self) -> bool:
        """Whether another piece follows, and go on to it."""
        self._piece, self._place = next(self._pieces, b""), 0
        return bool(self._piece)

    def _runs_of_next(self) -> tuple[int, _Runs]:
        length, flags = struct.unpack("<HB", self.take(3))
        [runs] = struct.unpack("<H", self.take(2)) if flags & _RICH else [0]
        [extended] = struct.unpack("<I", self.take(4)) if flags & _EXTENDED else [0]
        left = length
        while left:
            width = 1 + (flags & _WIDE)
            if self._place >= len(self._piece):  # the rest may be written otherwise, and says so again
                [flags] = self.take(1)
                continue
            here = min(left, (len(self._piece) - self._place) // width)
            if not here:
                raise Broken("a character is cut in two")
            self._place += here * width
            left -= here
        fonts = struct.iter_unpack("<HH", self.take(4 * runs))
        self.take(extended)
        return length, fonts

    def take(self, count: int) -> bytes:
        """So many bytes, wherever they stand."""
        taken = self._piece[self._place : self._place + count]
        self._place += len(taken)
        while len(taken) < count:
            if not self._follows():
                raise Broken("the shared texts are cut off")
            self._place = min(count - len(taken), len(self._piece))
            taken += self._piece[: self._place]
        return taken
