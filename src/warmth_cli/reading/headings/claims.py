"""Which columns of a heading claim which field, and which of several it is that counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from warmth_cli.fields import named
from warmth_cli.files.sheet import column_letter
from warmth_cli.pattern import pattern
from warmth_cli.reading.headings.answers import Answers
from warmth_cli.reading.headings.behind import Behind
from warmth_cli.reading.headings.columns import Beside, Column
from warmth_cli.reading.headings.heading import Heading
from warmth_cli.reading.headings.heading_issues import HeadingIssues
from warmth_cli.reading.headings.ticks import TICKED, ticked_columns
from warmth_cli.reading.headings.vocabulary import OfMember, Vocabulary

_OF_STANDING = (
    *("file_status", "hardship", "removed_on", "removal_reason", "phase_out_until", "cause"),
    *("household_size", "annual_income", "monthly_income_per_head"),
)
"""Fields that a system, an application and a visit may each tell otherwise."""
_OF_CADRE = ("phone", "employer")
"""Fields that a cadre may have, too."""

_OF_A_PERSON = pattern("(?:姓名|名字|患者|病人|学生|亲属|家属|代表|人)$")
"""What the heading of a person's name ends in: 患者姓名, 紧急联系人."""


@dataclass(slots=True)
class Claims:
    """The columns of one block, by what they may be; `members` is true where only persons are listed.

    `fields` are those that claim a field, `beside` those of members beside the head, `in_form` all others,
    by their heading in the national form, or under "" where that has none. What is left out goes to `issues`,
    `answers` is what stands below.
    """

    headings: Mapping[int, Heading]
    words: Vocabulary
    members: bool
    answers: Answers
    issues: HeadingIssues
    fields: dict[str, list[int]] = field(default_factory=dict)
    beside: list[tuple[int, OfMember]] = field(default_factory=list)
    in_form: dict[str, list[int]] = field(default_factory=dict)

    def give_members(self) -> None:
        """Give members what stands behind their names, and leave what nobody asks for."""
        self._leave_others()
        if len(self.beside) == 1 and self.beside[0][1].what == "relation" and "relation" not in self.fields:
            # 成员关系 without any member beside is of each row's person.
            self.fields["relation"] = [self.beside.pop()[0]]
        behind = Behind(self.headings, self.words, self.beside, self.fields)
        theirs, others = behind.columns(), sorted(behind.passed_over())
        taken = {*dict(theirs), *others}
        for columns in (self.fields, self.in_form):
            for name, indexes in [*columns.items()]:
                columns[name] = [each for each in indexes if each not in taken]
                if not columns[name]:
                    del columns[name]
        self.beside = sorted((*self.beside, *theirs))
        for index in others:
            self.issues.add("column-unknown", index)

    def _leave_others(self) -> None:
        """与户主关系 right behind 户名, 患者姓名 or 紧急联系人 is of who is named there, where that may be no
        member: wherever it says another than 本人, it is nobody's name who stands in the table."""
        relations = self.fields.get("relation", [])
        [name, *others] = self.fields.get("name") or [-1, -1]
        for index in () if others else (*relations,):
            if self._names_another(index - 1) and self.answers.of_strangers(index, index - 1, name):
                relations.remove(index)
                self.issues.add("column-unknown", index)
        if not relations:
            self.fields.pop("relation", None)

    def _names_another(self, index: int) -> bool:
        """Whether a column names who holds the account, or somebody whom no field asks for."""
        if index in self.fields.get("account_holder", ()):
            return True
        claimed = any(index in each for each in (*self.fields.values(), [place for place, _ in self.beside]))
        heading = self.headings.get(index)
        return not claimed and heading is not None and _OF_A_PERSON.search(heading.bare) is not None

    def take_heads(self) -> int | None:
        """The head's name or number beside each person's, which are no clash; where no column says who they
        are to each other, only what nobody but a head is called: 户主 beside 职工姓名.

        Takes the head's number as such, and gives the column of the head's name.
        """
        related = "relation" in self.fields
        of_head = self.words.of_head if related else self.words.of_head_alone
        found: dict[str, int] = {}
        for name in ("name", "id_number"):
            indexes = self.fields.get(name, [])
            heads = [index for index in indexes if of_head(self.headings[index], name)]
            if len(indexes) == 2 and len(heads) == 1:
                found[name] = heads[0]
            elif len(indexes) > 1 and not related:
                return None  # two people side by side, of whom one is called 户主
        for name, index in found.items():
            self.fields[name].remove(index)
        if "id_number" in found:
            self.fields["head_id"] = [found["id_number"]]
        return found.get("name")

    def take_members(self) -> tuple[Beside, ...]:
        """The columns of members beside the head, a set for each member.

        A column completes the last set of the same words that lacks it. Where another set says just as much,
        as in 成员姓名, 成员姓名, 成员身份证号, nobody knows whose it is: then it is a set of its own.
        """
        sets: list[tuple[tuple[str, str], dict[str, int]]] = []
        for index, of in self.beside:
            same = (of.who, of.place)
            lack = [columns for each, columns in sets if each == same and of.what not in columns]
            if sum(columns.keys() == lack[-1].keys() for columns in lack) == 1:
                lack[-1][of.what] = index
            else:
                sets.append((same, {of.what: index}))
        relations = self.words.relations
        self._take_number([columns for _, columns in sets])
        if len(sets) == 1 and len(self.fields.get("relation", ())) == 1:
            [((who, _), only)] = sets
            if "relation" not in only and who not in relations:
                only["relation"] = self.fields.pop("relation")[0]  # 与户主关系 is asked of 成员姓名
        return tuple(Beside(columns, relations.get(who, "")) for (who, _), columns in sets)

    def prefer(self) -> None:
        """Of several columns that claim a field leave those that do not count."""
        self._add_rivals()
        self._prefer_by_hand()
        self._leave_cadres()
        self._leave_blank()

    def take_ticks(self) -> tuple[Column, ...]:
        """The fields whose values have a column each; these are then no more among the unknown ones."""
        found: list[Column] = []
        for name in TICKED:
            free = self.in_form.get("", [])
            ticks = ticked_columns(name, {index: self.headings[index] for index in free}, self.words)
            if self.members or name in self.fields or not ticks:
                continue
            self.in_form[""] = [index for index in free if index not in ticks]
            first = min(ticks)
            found.append(
                Column(named(name), first, column_letter(first), Decimal(1), ticks=tuple(ticks.items()))
            )
        return tuple(found)

    def _take_number(self, sets: Sequence[dict[str, int]]) -> None:
        """Right of a member's name a number is the member's: 户主姓名, 成员姓名, 关系, 身份证号."""
        indexes = self.fields.get("id_number", [])
        if len(sets) != 1 or len(indexes) != 1 or "id_number" in sets[0] or "name" not in sets[0]:
            return
        [index] = indexes
        heading = self.headings[index]
        of_head = self.words.of_head(heading, "id_number") or self.words.key_by_hand(heading)
        if index > sets[0]["name"] and not of_head:
            sets[0]["id_number"] = self.fields.pop("id_number")[0]

    def _add_rivals(self) -> None:
        """Where the words over a heading do not say that it is the one that counts, no other is left out."""
        for name in _OF_STANDING if not self.members else ():
            indexes = self.fields.get(name, [])
            if not any(self.headings[index].groups for index in indexes):
                continue
            for columns in self.in_form.values():
                rivals = [each for each in columns if self.words.rivals(self.headings[each], named(name))]
                columns[:] = [each for each in columns if each not in rivals]
                indexes.extend(rivals)

    def _prefer_by_hand(self) -> None:
        """Where a clerk bound one of several columns that claim a field, the others are not read."""
        for indexes in self.fields.values():
            by_hand = [index for index in indexes if self.words.key_by_hand(self.headings[index])]
            if len(by_hand) == 1:
                for index in set(indexes) - {*by_hand}:
                    self.issues.add("column-unknown", index)
                indexes[:] = by_hand

    def _leave_cadres(self) -> None:
        """Of two phones or employers, one before the cadre's name and one behind it, the latter is his."""
        cadre: list[int] = self.fields.get("paired_cadre", [])
        others = {
            index for name, indexes in self.fields.items() if name not in _OF_CADRE for index in indexes
        }
        for name in _OF_CADRE if len(cadre) == 1 else ():
            indexes = self.fields.get(name, [])
            between = range(cadre[0] + 1, indexes[-1]) if indexes else range(0)
            around = len(indexes) == 2 and indexes[0] < cadre[0] < indexes[1]
            if around and others.isdisjoint(between):
                self.issues.add("column-unknown", indexes.pop())

    def _leave_blank(self) -> None:
        """Of several columns that claim a field, those in which nothing stands down to the end of the sheet
        put nothing in doubt."""
        for name, indexes in self.fields.items():
            if len(indexes) > 1:
                filled = [index for index in indexes if self.answers.any_in(index)]
                self.fields[name] = filled or indexes
