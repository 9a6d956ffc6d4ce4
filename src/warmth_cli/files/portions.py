"""A large worksheet goes to calamine in portions, each a small workbook with some of its rows.

calamine lets go of Python while it works, so that several cores share what else were a third of a check. The
portions are laid under each other again, just as calamine lays the rows of a whole sheet.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from python_calamine import CalamineSheet, CalamineWorkbook

from warmth_cli.files.cell import Cell
from warmth_cli.files.refusals import Broken
from warmth_cli.files.worksheet import Portion

_LEAST = 4 * 1024**2
"""Bytes of XML below which a further portion costs more than it saves."""
_TIMES = 4
"""A table of shared strings is slow to read: a portion is so many times as long, while all cores have one."""


def portion_size(shared: Mapping[str, bytes], length: int, beside: int) -> int:
    """How many bytes of rows are worth a portion, for which the `shared` parts are read once more.

    All rows are `length` bytes, and `beside` portions are read at one time.
    """
    again = sum(map(len, shared.values()))
    return max(_LEAST, min(_TIMES * again, max(again, length // beside)))


def read_portion(shared: Mapping[str, bytes], part: str, index: int, portion: Portion) -> CalamineSheet:
    """The sheet at `index` of a workbook in which nothing stands but the `portion` of it, as that `part`."""
    parts = {name: (content,) for name, content in shared.items()}
    return small_workbook({**parts, part: portion}).get_sheet_by_index(index)


def small_workbook(parts: Mapping[str, Iterable[bytes | memoryview]]) -> CalamineWorkbook:
    """A workbook in which nothing stands but these parts, each of some pieces."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, pieces in parts.items():
            with package.open(zipfile.ZipInfo(name), "w") as part:
                for piece in pieces:
                    part.write(piece)
    packed.seek(0)
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
        rows.extend([] for _ in range(top - len(rows)))
        read = cast(list[list[Cell]], portion.to_python(skip_empty_area=True))
        rows.extend([*[""] * left, *row] for row in read) if left else rows.extend(read)
        yield rows
    width = max(map(len, rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
