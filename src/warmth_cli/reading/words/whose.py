"""Whose the rows of a table are, while they are read: what lines among them say beside the one above all."""

from collections.abc import Sequence
from dataclasses import dataclass

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.words.alone import alone
from warmth_cli.reading.words.union_names import is_numbered, may_name_unit, next_group

_FEDERATION = pattern("总工会|联合会|[省市区县]总$")
"""A union of unions: those that are named among its rows are its own."""
_OF_UNIT = pattern("工会.*$")
_PART = pattern("分工会|分会|支会|支部|小组|^(?:本?(?:厂|矿|院|校|公司|集团))?(?:职工|子弟|附属|机关|直属)")
"""What is a part of the union above all, though its name says nothing of it: 第一分工会, 职工医院."""


@dataclass(slots=True)
class Whose:
    """`top` is the union of the whole table, `group` the one that is named last over some of its rows, and
    `union` one in a line 填报单位： among them. `apart` tells that those named are no part of the top one,
    since rows of its own stood above them; `doubt` are words that leave open whose the next rows are.
    """

    top: str
    group: str
    apart: bool = False
    union: str = ""
    doubt: str = ""
    has_own: bool = False

    @classmethod
    def begun(cls, top: str, group: str, before: "Whose | None") -> "Whose":
        """At the top of a block, `before` being what is known at the end of the page above."""
        whose = cls(top, group)
        if before is not None and before.top == top:
            whose.has_own, whose.apart = before.has_own, before.apart
            if group == before.group:
                whose.doubt = before.doubt
            else:
                whose._tell_apart()
        return whose

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said but above all."""
        return not (self.union or self.group or self.apart or self.doubt)

    @property
    def named(self) -> str:
        """The union that is named nearer than the top one, where it counts before that."""
        return self.union or (self.group if self.apart else "")

    @property
    def last(self) -> str:
        """The union that was named last, as an issue shows it."""
        return self.group or self.top or "—"

    def person(self) -> None:
        """A household stands here."""
        self.has_own = self.has_own or not (self.group or self.union)

    def line(self, row: Sequence[Cell]) -> bool:
        """Take a line that stands alone; whether another union is named by it, or none any more."""
        known = self.group or ("" if self._is_federation else self.top)
        if (found := next_group(row, known)) == known:
            self.weigh(row)
            return False
        if self.last != "—" and _PART.search(found):
            return True  # a part of the union that was named last
        before, self.group = self.group, found
        self.doubt = alone(row) if self.apart and not found else ""
        self._tell_apart()
        return before != found

    def weigh(self, row: Sequence[Cell]) -> None:
        """Words that stand alone, and may name a unit, leave open whose the households below them are."""
        words, stem = alone(row), self._stem
        is_own = self._is_federation or (stem and stem in words)
        if words and may_name_unit(words) and not is_numbered(words) and not is_own:
            self.doubt = words

    def end(self, words: str) -> None:
        """A sum ends what was said of some; whose households follow is not said."""
        self.doubt = words if self.apart else ""
        self.group = ""

    def _tell_apart(self) -> None:
        if self.group and self.has_own and self._stem and not self._is_federation:
            self.apart = self.apart or self._stem not in self.group

    @property
    def _stem(self) -> str:
        """The unit of the top union, which its parts are called after: 甲厂一分厂."""
        return _OF_UNIT.sub("", self.top)

    @property
    def _is_federation(self) -> bool:
        return _FEDERATION.search(self.top) is not None
