"""Words that are sought down a column: nearly no cell has them, and many are looked through at once."""

import re
from collections.abc import Iterator, Sequence
from typing import cast

_AT_ONCE = 100
"""Cells that are looked through together; those of a group with the words are looked at one by one."""


def places_with(words: re.Pattern[str], cells: Sequence[object]) -> Iterator[int]:
    """The places of the cells that are texts in which `words` are found; these have no line break in them.

    >>> list(places_with(re.compile("废|删"), ["张三", None, "已作废", 3.0, "删"]))
    [2, 4]
    """
    for start in range(0, len(cells), _AT_ONCE):
        some = cells[start : start + _AT_ONCE]
        if words.search(_together(some)):
            texts = ((place, cell) for place, cell in enumerate(some, start) if isinstance(cell, str))
            yield from (place for place, text in texts if words.search(text))


def _together(cells: Sequence[object]) -> str:
    """Those that are texts, as lines."""
    try:
        return "\n".join(filter(None, cast(Sequence[str], cells)))
    except TypeError:  # one that is no text
        return "\n".join(cell for cell in cells if isinstance(cell, str))
