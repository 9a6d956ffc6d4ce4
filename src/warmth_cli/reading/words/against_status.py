"""What a row says beside its file status that does not go with it.

A household 在档 has no removal date, and its remark does not say 已脱困. Which of the two is right, nobody
knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.sought import places_with
from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.words.remarks import says_left, says_less

_STILL_OR_NEVER = frozenset(("在档", "未建档"))
_OF_OTHERS = ("removed_on", "removal_reason", "phase_out_until")
"""Fields of those who have left the file, or are about to."""
_VISITED = pattern("(?<![去上往]年)省总(?:工会)?.{0,6}(?:走访|慰问)")
"""In a remark: that leaders of the provincial federation came, for which more is paid."""


class Contradiction(NamedTuple):
    """A field of a row, what stands there, and what stands under `other`, with which it does not go."""

    field: str
    found: str
    other: str
    said: str


def contradictions(values: Mapping[str, Value]) -> Iterator[Contradiction]:
    """What of a household's row does not go with its file status; nothing where no status is known.

    >>> list(contradictions({"file_status": "在档", "removal_reason": "脱困"}))
    [Contradiction(field='removal_reason', found='脱困', other='file_status', said='在档')]
    """
    status = values.get("file_status")
    if status is None:
        return
    if status in _STILL_OR_NEVER:
        for name in _OF_OTHERS:
            if name in values:
                yield Contradiction(name, str(values[name]), "file_status", str(status))
        note = str(values.get("note", ""))
        if says_left(note):
            yield Contradiction("note", note, "file_status", str(status))
    visited = values.get("provincial_visit")
    if visited is not True and (found := _VISITED.search(str(values.get("note", "")))):
        yield Contradiction("note", found[0], "provincial_visit", "—" if visited is None else "否")
    if values.get("hardship") == "深度困难" and says_less(str(values.get("note", ""))):
        yield Contradiction("note", str(values["note"]), "hardship", "深度困难")


def places(columns: Mapping[str, Sequence[Value | None]]) -> Iterator[int]:
    """The rows, by their place in the columns, whose fields contradict the status: nearly none do."""
    yield from places_with(_VISITED, columns.get("note", ()))
    statuses = columns["file_status"]
    for name in _OF_OTHERS:
        filled = [place for place, value in enumerate(columns.get(name, ())) if value is not None]
        yield from (place for place in filled if statuses[place] in _STILL_OR_NEVER)
