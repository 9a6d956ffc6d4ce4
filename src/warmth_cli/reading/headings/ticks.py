"""A field whose values have a column each, to be ticked: 深度困难 √ | 相对困难 | 意外致困."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from warmth_cli.fields import FIELDS, Field, Kind
from warmth_cli.files.cell import Cell
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.cells.choices import CHOICES
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.cells.values import Value, blank
from warmth_cli.reading.headings.heading import Heading
from warmth_cli.reading.headings.vocabulary import Vocabulary

TICKED = ("file_status", "hardship")
"""The fields that offices ask for in this way."""


def ticked_columns(name: str, headings: Mapping[int, Heading], words: Vocabulary) -> dict[int, str]:
    """Of columns that are no field, those that each are called after a value of this one; none for a single
    one, or where a value has two."""
    field = FIELDS[name]
    found = {
        index: value
        for index, heading in headings.items()
        if _is_of(field, heading, words) and (value := _value(field, heading.bare))
    }
    return found if 1 < len(found) == len(set(found.values())) else {}


def ticked(
    field: Field,
    ticks: Sequence[tuple[int, str]],
    rows: Sequence[Sequence[Cell]],
    is_person: Callable[[Sequence[Cell]], bool],
) -> tuple[list[Value | None], Mapping[int, tuple[Cell, Unreadable]]]:
    """What a field says in each row whose values have a column each, its place and its value in `ticks`; and
    each row of a person where that is unclear, by its place among the rows."""
    values = [value for _, value in ticks]
    said: list[Value | None] = []
    faults: dict[int, tuple[Cell, Unreadable]] = {}
    for offset, row in enumerate(rows):
        cells = [row[index] for index, _ in ticks]
        try:
            said.append(_chosen(field, zip(values, cells, strict=True)))
        except Unreadable as unreadable:
            said.append(None)
            if is_person(row):
                faults[offset] = (_as_found(values, cells), unreadable.with_traceback(None))
    return said, faults


def _chosen(field: Field, cells: Iterable[tuple[str, Cell]]) -> str | None:
    """The value whose cell is ticked; None when none is. Raises Unreadable where that is not clear."""
    chosen, unclear = [], False
    for value, cell in cells:
        answer = _answer(field, value, cell)
        chosen += [value] if answer else []
        unclear = unclear or answer is None
    if unclear or len(chosen) > 1:
        raise Unreadable("ticks-unclear", allowed="、".join(field.values))
    return chosen[0] if chosen else None


def _as_found(values: Sequence[str], cells: Sequence[Cell]) -> str:
    """What stands in the columns of a row, for messages: 深度困难 √、相对困难 √."""
    return "、".join(
        f"{value} {shown(cell)}" for value, cell in zip(values, cells, strict=True) if cell != ""
    )


def _answer(field: Field, value: str, cell: Cell) -> bool | None:
    """Whether a cell is ticked; it may say the value itself. None where it says neither yes nor no."""
    asked = field._replace(kind=Kind.YES_NO)
    if blank(asked, cell):
        return False
    if _value(field, plain(shown(cell))) == value:
        return True
    try:
        return bool(CHOICES[Kind.YES_NO](asked, cell))
    except Unreadable:
        return None


def _is_of(field: Field, heading: Heading, words: Vocabulary) -> bool:
    """Whether the rows above a heading name the field, or nothing else."""
    above = "".join(heading.groups)
    return not above or words.roster.get(above) == field or words.groups.fullmatch(above) is not None


def _value(field: Field, words: str) -> str:
    try:
        return str(CHOICES[Kind.CHOICE](field, words))
    except Unreadable:
        return ""
