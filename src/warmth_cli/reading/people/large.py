"""Sizes of households that are more likely a slip of the hand: 33 for 3."""

from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.unneeded import is_never_asked

_MOST = 12
"""More people in one household are believed where they are listed: each raises the income that passes."""


def is_large(size: Value | None) -> bool:
    """Whether more live together than in nearly any household."""
    return isinstance(size, int) and size > _MOST


def doubt_large(head: Draft) -> None:
    """Hold a household of so many people, unless its members are listed, or nobody asks for its income."""
    size = head.values.get("household_size")
    if is_large(size) and size != 1 + len(head.members) and not is_never_asked(head.values):
        head.issues.append(head.issue("size-large", "household_size", str(size)))
