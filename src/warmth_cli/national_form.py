"""The file form of the national system (困难职工档案表): which fields it has, in which order, as data."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Entry(NamedTuple):
    """One field of the form.

    It is filled from the roster's `field` or, by the rule that `derived` names, from several; else only from
    a column of the roster with the same heading. `how` says so to a reader. `money` is an amount of yuan.
    """

    heading: str
    required: bool = False
    field: str = ""
    derived: str = ""
    how: str = ""
    money: bool = False


class NationalForm(NamedTuple):
    """The form: what it asks of the head, and of each member; `source` says whose form it is."""

    source: str
    head: tuple[Entry, ...]
    member: tuple[Entry, ...]

    @property
    def headings(self) -> frozenset[str]:
        """Every heading of the form."""
        return frozenset(each.heading for each in (*self.head, *self.member))

    @property
    def money(self) -> frozenset[str]:
        """The headings of amounts of yuan."""
        return frozenset(each.heading for each in (*self.head, *self.member) if each.money)


@cache
def national_form() -> NationalForm:
    """The form as `rules/system-form.toml` has it."""
    data = tomllib.loads((files("warmth_cli.rules") / "system-form.toml").read_text(encoding="utf-8"))
    head, member = (tuple(Entry(**each) for each in data[part]) for part in ("head", "member"))
    return NationalForm(data["source"], head, member)
