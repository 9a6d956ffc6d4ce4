"""What lines say of the rows below them: kept from one row to the next, and from one page to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from warmth_cli.files.cell import Cell
from warmth_cli.household import RowKind
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.words.alone import alone
from warmth_cli.reading.words.over_rows import contradicted, said_over
from warmth_cli.reading.words.set_aside import is_year_line, line_set_aside
from warmth_cli.reading.words.surroundings import ends_nothing, is_section
from warmth_cli.reading.words.union_names import district_below, is_numbered, union_above
from warmth_cli.reading.words.whose import Whose


@dataclass(slots=True)
class LinesOver:
    """What is said of the next row of `block`, for a notice of `year`.

    `whose` is what is known of its union, `district` that of its line. `set_aside` are the words that say so
    long that a household may not count, `said` those that say what all are. `gap` is true right under a row
    after which nobody knows whose household goes on. `signed` tells of each line that names a union how many
    people stand above it; so many have been `counted`.
    """

    block: Block
    year: int
    whose: Whose
    district: str
    set_aside: str
    said: str
    gap: bool = False
    signed: list[int] = field(default_factory=list)
    counted: int = 0

    @classmethod
    def begun(cls, block: Block, union: str, year: int) -> "LinesOver":
        """At the top of a block; `union` stands where a row names none."""
        whose = Whose.begun(union, block.group, block.before)
        return cls(block, year, whose, block.district, block.set_aside, block.said)

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said but above all."""
        said = self.set_aside or self.said or self.district != self.block.district
        return not said and self.whose.is_plain

    def take(self, row: Sequence[Cell], kind: RowKind, above: int) -> None:
        """Take a row without anybody's number, of whatever kind, with so many people above it."""
        if kind in ("unreadable", "sample"):
            self.gap = True  # whoever stands under it is not of the household above
        if self.district and (kind in ("note", "total") or alone(row)):
            self.district = district_below(row, self.district)
        self.count(above)
        if kind == "note":
            self._take_note(row, above)
        elif kind == "total":
            self._take_sum(row)
        elif kind in ("person", "unreadable"):
            self.whose.weigh(row)

    def count(self, above: int) -> None:
        """Take the people above, each of whom was told quickly, with nothing said but above all."""
        if above > self.counted and self.whose.is_plain:
            self.whose.has_own = True
        self.counted = above

    def tell_whose(self, person: Draft) -> None:
        """Tell a person's row its union and district, and whether it goes on with the household above."""
        whose, values = self.whose, person.values
        if self.district and "district" not in person.at:
            values["district"] = self.district
        person.gap, self.gap = self.gap, False
        person.union, person.group = whose.named, whose.group
        whose.person()
        if whose.doubt and "union" not in values and not whose.union:
            person.issues.append(person.issue("union-doubtful", "union", whose.doubt, union=whose.last))

    def tell_against(self, person: Draft) -> None:
        """Tell a person's row what lines say against paying, or otherwise than it does."""
        if self.set_aside:
            person.issues.append(person.issue("line-set-aside", "name", self.set_aside))
        if self.said and (differs := contradicted(self.said, person.values)):
            person.issues.append(person.issue("line-contradicted", *differs, words=self.said))

    def sign_those_above(self, people: int) -> bool:
        """Whether the first line and the last name the union of those above them: so may all others."""
        signed = self.signed
        return bool(signed) and not self.block.union and signed[0] > 0 and signed[-1] == people

    def go_on(self, block: Block) -> Block:
        """A block on the next page, of which the lines of this one speak, too."""
        return replace(
            block,
            before=self.whose,
            group=block.group or self.whose.group,
            set_aside=block.set_aside or self.set_aside,
            said=block.said or self.said,
        )

    def _take_note(self, row: Sequence[Cell], above: int) -> None:
        """A line that names a union or a part, or says what all below it are, ends what stood above it."""
        words, named = alone(row), union_above([row])
        if named:
            self.whose.union = named
            self.signed.append(above)
        here = is_section(words) or said_over(words)
        other = not (here or named) and self.whose.line(row)
        begins_anew = other or ((here or is_numbered(words)) and not ends_nothing(words))
        self.gap = self.gap or bool(begins_anew)
        ends = named or here or begins_anew or is_year_line(words)
        self.set_aside = line_set_aside(row, self.year) or ("" if ends else self.set_aside)
        self.said = said_over(words) or ("" if ends or self.set_aside else self.said)

    def _take_sum(self, row: Sequence[Cell]) -> None:
        """A sum ends all that was said, unless it is only that of a printed page."""
        if not any(map(ends_nothing, row)):
            self.whose.end(alone(row) or "合计")
            self.set_aside = self.said = ""
            self.gap = True
