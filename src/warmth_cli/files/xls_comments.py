"""Comments (批注) of a sheet of an .xls (MS-XLS 2.4.179, 2.4.181, 2.4.329).

A note says which cell it is on and names a box, whose words stand in the records behind the box.
"""

import struct
from collections.abc import Iterable

_NOTE, _CONTINUE, _OBJECT, _TEXT_OBJECT = 0x1C, 0x3C, 0x5D, 0x1B6
_IS_NOTE = 0x19


def comments(records: Iterable[tuple[int, bytes]]) -> dict[tuple[int, int], str]:
    """The cells, as (row, column) from 0, that have a comment, with its words."""
    cells: dict[tuple[int, int], int] = {}
    words: dict[int, str] = {}
    box, left = -1, 0
    for kind, body in records:
        if kind == _OBJECT and len(body) >= 8:
            of_note, number = struct.unpack_from("<HH", body, 4)
            box = number if of_note == _IS_NOTE else -1
        elif kind == _TEXT_OBJECT and len(body) >= 12:
            left = struct.unpack_from("<H", body, 10)[0]
        elif kind == _CONTINUE and left:  # behind the words come their looks
            text = _text(body, left)
            left -= len(text)
            words[box] = words.get(box, "") + text
        elif kind == _NOTE and len(body) >= 8:
            row, column, _, number = struct.unpack_from("<HHHH", body)
            cells[row, column] = number
    words.pop(-1, None)  # of a box that is none of a comment
    said = {place: words.get(number, "").strip() for place, number in cells.items()}
    return {place: text for place, text in said.items() if text}


def _text(body: bytes, most: int) -> str:
    """So many characters or fewer, of one or of two bytes each."""
    wide = body[:1] == b"\1"
    return body[1 : 1 + most * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
