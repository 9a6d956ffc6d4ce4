"""Rows that are a household each, with nothing to be said of them: told column by column, and quickly.

In a large roster nearly every row is one. All others become drafts, of which `families` makes households
with care; that comes to the same households, and a test compares them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat

from warmth_cli.fields import OF_ROW
from warmth_cli.household import Household
from warmth_cli.identity import CARD_LENGTHS, UNION_PAY, is_child, mistyped_cards
from warmth_cli.reading.cells.against_id import contradictions
from warmth_cli.reading.cells.choices import Judged
from warmth_cli.reading.cells.sought import places_with
from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.large import is_large
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.words import against_status
from warmth_cli.reading.words.astray import places_astray
from warmth_cli.reading.words.plain_remarks import unread_remarks
from warmth_cli.reading.words.remarks import MAY_SPEAK, speaks_against

_OF_READING = frozenset(("file", "sheet", "row", "form", "members", "unread", "issues"))
"""What a household has beside the values of its row."""

_SHORTEST_CARD = 16
"""A shorter account may be the phone or the old identity number of its row."""
_NEEDED = frozenset(("id_number", "file_status"))
"""Columns without which a row is looked at with care."""


def whole_households(
    file: str, sheet: str, block: Block, columns: Mapping[str, Sequence[Value | None]], union: str, year: int
) -> list[Household | None]:
    """For each row of a block the household that it is by itself; None where more must be looked at.

    `columns` has the values of each field; `union` stands where a row names none, `year` is
    the notice's.
    """
    rows = range(block.first + 1, block.last + 1)
    if not _has_heads_alone(block) or not columns.keys() >= _NEEDED:
        return [None] * len(rows)
    given: dict[str, Iterable[object]] = {**columns}
    given |= {"file": repeat(file), "sheet": repeat(sheet), "row": rows}
    given["union"] = [own or union or None for own in columns.get("union", repeat("", len(rows)))]
    if block.district and "district" not in columns:
        given["district"] = repeat(block.district)
    if "finding" in columns:
        found = [each if isinstance(each, Judged) else None for each in columns["finding"]]
        given["finding"] = [None if each is None else str(each) for each in found]
        given["finding_reason"] = [None if each is None else each.reason or None for each in found]
    given["unread"] = repeat(block.unbound - OF_ROW)
    defaults = Household._field_defaults
    all_fields = [given.get(name, repeat(defaults.get(name))) for name in Household._fields]
    make = partial(tuple.__new__, Household)  # what _make does, without counting the fields of each
    told = zip(_are_whole(columns, year), zip(*all_fields, strict=False), strict=True)
    return [make(values) if is_whole else None for is_whole, values in told]


def opened(household: Household, block: Block) -> Draft:
    """The draft of such a household, to which more is to be added."""
    values = {
        name: value
        for name, value in household._asdict().items()
        if value is not None and name not in _OF_READING
    }
    numbered = block.number is not None
    unread = set(block.unbound)
    return Draft(
        household.file, household.sheet, household.row, block.at, values, numbered=numbered, unread=unread
    )


def _has_heads_alone(block: Block) -> bool:
    """Whether a block has no columns that tell of members, but for the relation."""
    at = block.at
    return (
        not (block.members or block.beside or block.form)
        and block.head_name is None
        and block.household_number is None
        and "head_id" not in at
    )


def _are_whole(columns: Mapping[str, Sequence[Value | None]], year: int) -> list[bool]:
    """Whether each row is a head's, and nothing is missing that a draft would be told of."""
    whole = [True] * len(columns["id_number"])
    for name in (*_NEEDED, "phone"):
        if None in columns.get(name, ()):
            whole = [
                is_whole and value is not None for is_whole, value in zip(whole, columns[name], strict=True)
            ]
    for offset, relation in enumerate(columns.get("relation", ())):
        if relation != "户主":
            whole[offset] = False
    compared = [name for name in ("id_number", "sex", "born") if name in columns]
    if len(compared) > 1:
        for offset, values in enumerate(zip(*(columns[name] for name in compared), strict=True)):
            said = {name: value for name, value in zip(compared, values, strict=True) if value is not None}
            if any(contradictions(said)):
                whole[offset] = False
    notes = columns.get("note", ())
    against = (place for place in places_with(MAY_SPEAK, notes) if speaks_against(str(notes[place]), year))
    numbers = columns["id_number"]
    children = (place for place, number in enumerate(numbers) if number and is_child(str(number), year))
    accounts = [None if account is None else str(account) for account in columns.get("account", ())]
    odd = (
        place
        for place, account in enumerate(accounts)
        if account
        and len(account) not in CARD_LENGTHS
        and (len(account) < _SHORTEST_CARD or account.startswith(UNION_PAY))
    )
    for offset in (
        *against,
        *unread_remarks(notes),
        *against_status.places(columns),
        *mistyped_cards(accounts),
        *odd,
        *places_astray(columns),
        *(place for place, size in enumerate(columns.get("household_size", ())) if is_large(size)),
        *children,
    ):
        whole[offset] = False
    return whole
