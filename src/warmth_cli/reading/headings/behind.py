"""Columns behind a member's name that do not say again whose they are: 家庭成员1, 身份证号.

They are the member's where the head has such a column before all members, and each member has one: else two
columns claim one field, and nobody knows whose they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from warmth_cli.pattern import pattern
from warmth_cli.reading.headings.heading import Heading
from warmth_cli.reading.headings.vocabulary import PLACE, OfMember, Vocabulary

_OF_MEMBER = ("id_number", "relation")
_PASSED_OVER = frozenset(("sex", "born", "phone", "employer"))
"""What members may have as heads do, and nobody asks for."""
_PLACED = pattern(f"(.+?){PLACE}")


class Behind:
    """What stands behind the names of members: the columns of one block, from 0, with their headings."""

    def __init__(
        self,
        headings: Mapping[int, Heading],
        words: Vocabulary,
        found: Sequence[tuple[int, OfMember]],
        claims: Mapping[str, Sequence[int]],
    ) -> None:
        self.headings, self.words, self.found, self.claims = headings, words, found, claims
        named = {index: of for index, of in found if of.what == "name"}
        alone = ((index, words.member_alone(heading)) for index, heading in headings.items())
        self.names = named | {index: of for index, of in alone if of}

    def columns(self) -> list[tuple[int, OfMember]]:
        """The columns that are a member's, and the names of members whose heading says nothing but who."""
        columns: dict[int, OfMember] = {}
        for what in _OF_MEMBER if self.names else ():
            for index, name in self._of_each(what):
                columns[index] = self.names[name]._replace(what=what)
                columns[name] = self.names[name]
        known = {index for index, _ in self.found}
        return [(index, of) for index, of in columns.items() if index not in known]

    def passed_over(self) -> Iterator[int]:
        """The columns of members that nobody asks for: behind the head's own, or one for each of several."""
        for what in _PASSED_OVER & self.claims.keys() if self.names else ():
            theirs = [index for index in self.claims[what] if index > min(self.names)]
            heads = len(self.claims[what]) - len(theirs)
            if heads == 1 or (heads == 0 and len({*map(self._name_of, theirs)}) == len(theirs) > 1):
                yield from theirs

    def _of_each(self, what: str) -> list[tuple[int, int]]:
        """The columns of a field behind names, each with its name's; none where that is not clear."""
        first = min(self.names)
        claimed = self.claims.get(what, ())
        placed = [index for index in self.headings if index > first and self._placed(index) == what]
        theirs = [index for index in claimed if index > first and not self._is_by_hand(index)]
        if what == "id_number" and len(claimed) != len(theirs) + 1:
            theirs = []  # one is the head's
        if what == "relation" and (len(theirs) < 2 or len(claimed) != len(theirs)):
            theirs = []  # one alone may be anybody's
        pairs = [(index, self._name_of(index)) for index in sorted((*theirs, *placed))]
        names = [name for _, name in pairs]
        said = {(of.who, of.place) for _, of in self.found if of.what == what}
        clear = len({*names}) == len(names) and all(
            self.names[name][::2] not in said and self._fits(index, name) for index, name in pairs
        )
        return pairs if clear else []

    def _name_of(self, index: int) -> int:
        return max(name for name in self.names if name < index)

    def _placed(self, index: int) -> str:
        """The field of a heading with a number of its own: 身份证号2."""
        heading = self.headings[index]
        found = _PLACED.fullmatch(heading.words)
        if heading.groups or not found or not found[2]:
            return ""
        field = self.words.field(replace(heading, words=found[1]))
        return field.name if field else ""

    def _fits(self, index: int, name: int) -> bool:
        """Whether a number in the heading is that of the name before it."""
        found = _PLACED.fullmatch(self.headings[index].words)
        return not self._placed(index) or (found is not None and found[2] == self.names[name].place)

    def _is_by_hand(self, index: int) -> bool:
        return self.words.key_by_hand(self.headings[index]) != ""
