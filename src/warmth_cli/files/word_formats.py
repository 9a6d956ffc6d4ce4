"""Where a Word 97-2003 file keeps what it says of its characters and paragraphs (MS-DOC 2.9.33, 2.9.178).

Pages of 512 bytes each tell of some bytes of the text where runs or paragraphs end, and what is changed in
them. Styles say the same of all that has them (2.7.1).
"""

import struct
from bisect import bisect_right
from dataclasses import dataclass

from warmth_cli.files.refusals import Broken
from warmth_cli.files.word_look import Look, look
from warmth_cli.files.word_sprms import run

_PAGE = 512
_OF_CHARACTERS, _OF_PARAGRAPHS = 1, 13
_FAR = 2**32
_PARAGRAPH_STYLE, _CHARACTER_STYLE, _NO_STYLE = 1, 2, 0xFFF
_MOST_PARENTS = 12


class Formats:
    """What is changed, by place in the stream of the text; pages are looked at when they are needed."""

    def __init__(self, stream: bytes, plan: bytes, of_paragraphs: bool) -> None:
        """`plan` tells which page is for which bytes."""
        count = max(0, (len(plan) - 4) // 8)
        self._stream = stream
        self._starts = struct.unpack_from(f"<{count + 1}I", plan) if count else ()
        self._pages = struct.unpack_from(f"<{count}I", plan, 4 * (count + 1)) if count else ()
        self._length = _OF_PARAGRAPHS if of_paragraphs else _OF_CHARACTERS
        self._known: dict[int, tuple[tuple[int, ...], tuple[bytes, ...]]] = {}

    def at(self, place: int) -> tuple[int, bytes]:
        """What is changed at a place, and the place from which it may be something else."""
        number = bisect_right(self._starts, place) - 1
        if not 0 <= number < len(self._pages):
            return (self._starts[0] if number < 0 and self._starts else _FAR), b""
        ends, changes = self._page(self._pages[number] & 0x3FFFFF)
        index = bisect_right(ends, place) - 1
        if index < 0:
            end, told = ends[0], b""
        elif index < len(changes):
            end, told = ends[index + 1], changes[index]
        else:
            end, told = self._starts[number + 1], b""
        if end <= place:
            raise Broken("places that go back")
        return end, told

    def _page(self, number: int) -> tuple[tuple[int, ...], tuple[bytes, ...]]:
        if number not in self._known:
            page = self._stream[number * _PAGE : (number + 1) * _PAGE]
            count = page[_PAGE - 1]
            first = 4 * (count + 1)
            ends = struct.unpack_from(f"<{count + 1}I", page)
            places = (page[first + self._length * index] * 2 for index in range(count))
            self._known[number] = ends, tuple(self._changes(page, place) for place in places)
        return self._known[number]

    def _changes(self, page: bytes, place: int) -> bytes:
        if not place:
            return b""
        length = page[place]
        if self._length == _OF_CHARACTERS:
            return page[place + 1 : place + 1 + length]
        if not length:
            return page[place + 2 : place + 2 + 2 * page[place + 1]]
        return page[place + 1 : place + 2 * length]


@dataclass(frozen=True, slots=True)
class _Style:
    kind: int
    parent: int
    changes: bytes


class Styles:
    """How the characters of each style look."""

    def __init__(self, sheet: bytes) -> None:
        """`sheet` is what the file says of its styles; nothing where it is too short for one."""
        self._styles = _styles(sheet)
        self._looks: dict[int, Look] = {}

    def look(self, number: int) -> Look:
        """The look of a style by its number."""
        if number not in self._looks:
            self._looks[number] = self._found(number)
        return self._looks[number]

    def _found(self, number: int) -> Look:
        above: list[_Style] = []
        while number < len(self._styles) and len(above) < _MOST_PARENTS:
            above.append(self._styles[number])
            number = above[-1].parent
        found = Look()
        for style in reversed(above):  # each says what it has otherwise than the one above it
            found = look(run(style.changes), [found])
        return found


def _styles(sheet: bytes) -> list[_Style]:
    if len(sheet) < 6:
        return []
    length, _, base = struct.unpack_from("<HHH", sheet)
    place = 2 + length
    found = []
    while place + 2 <= len(sheet):
        [size] = struct.unpack_from("<H", sheet, place)
        found.append(_style(sheet[place + 2 : place + 2 + size], base))
        place += 2 + size
    return found


def _style(says: bytes, base: int) -> _Style:
    if len(says) < base + 2:  # no style has this number
        return _Style(0, _NO_STYLE, b"")
    kind, parent = says[2] & 0xF, struct.unpack_from("<H", says, 2)[0] >> 4
    [name] = struct.unpack_from("<H", says, base)
    place = base + 2 + 2 * (name + 1)
    changes = b""
    for _ in range({_PARAGRAPH_STYLE: 2, _CHARACTER_STYLE: 1}.get(kind, 0)):  # the last is of characters
        if place + 2 > len(says):
            return _Style(kind, parent, b"")
        [size] = struct.unpack_from("<H", says, place)
        changes = says[place + 2 : place + 2 + size]
        place += 2 + size + (size & 1)
    return _Style(kind, parent, changes)
