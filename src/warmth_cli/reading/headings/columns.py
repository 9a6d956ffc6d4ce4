"""Which column of a heading is which field, and what is wrong with those that are none, or two for one."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from warmth_cli.fields import IS_HEAD, OF_ROW, Field, Kind, named
from warmth_cli.files.number_format import hides_year
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.issues import Issue
from warmth_cli.national_form import national_form
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.cells.choices import says_yes
from warmth_cli.reading.headings.behind import Behind
from warmth_cli.reading.headings.heading import Heading, fits, in_one_line
from warmth_cli.reading.headings.heading_comments import HeadingComments
from warmth_cli.reading.headings.heading_rows import HeadingRows
from warmth_cli.reading.headings.shown_numbers import odd_format
from warmth_cli.reading.headings.ticks import TICKED, ticked_columns
from warmth_cli.reading.headings.vocabulary import OfMember, Vocabulary
from warmth_cli.reading.words.verdicts import Verdict, VerdictColumn

_BESIDE_PERSONS = frozenset(("union", "district", "phone", "employer", "residence", "note"))
"""Fields that a list of persons may have, too."""
_OF_PERSONS = frozenset((*OF_ROW, "name", "id_number", *_BESIDE_PERSONS))
_DECIDES_BLANK = frozenset(("account_holder", "provincial_visit"))
"""Fields whose absence says something: the account is the head's own, nobody has visited."""
_OF_STANDING = (
    *("file_status", "hardship", "removed_on", "removal_reason", "phase_out_until", "cause"),
    *("household_size", "annual_income", "monthly_income_per_head"),
)
"""Fields that a system, an application and a visit may each tell otherwise."""
_ASKS = pattern(
    "是否(?!.*(?:低保|特困|残疾|单亲|党员|患|病|劳动|就业|失业|下岗|住房|租房|有房|有车|医保|社保|参保|农民工|劳模|[军烈]属|退休|退伍|贫困户"
    "|健康|在校|上学|在读|婚|独居|户主|本地|入会|会员|少数民族|公益|培训|救助|享受))"
)
"""A yes or no that may decide who counts; these are of the family, and decide nothing."""
_OF_CADRE = ("phone", "employer")
"""Fields that a cadre may have, too."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is read: its field, where it is from 0, its letters, the yuan in a unit of money.

    `told` is true where the heading names that unit itself. `ticks` are the columns, this one first, of a
    field whose values have a column each, with those values.
    """

    field: Field
    index: int
    letter: str
    unit: Decimal
    told: bool = False
    ticks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """The columns, from 0, that tell of one member beside the head; `relation` where the heading says it."""

    columns: Mapping[str, int]
    relation: str


class Elsewhere(NamedTuple):
    """What the other sheets have: `households` with a file status, `numbered` ones with a number for each.

    Where they have, a list of persons tells the members of these.
    """

    households: bool
    numbered: bool


NOWHERE = Elsewhere(households=False, numbered=False)
"""What is said where there is no other sheet."""


class Binding:
    """The columns of one block while they are bound: which field each is, and what is wrong with that."""

    def __init__(
        self,
        file: str,
        sheet: Sheet,
        rows: HeadingRows,
        headings: Mapping[int, Heading],
        words: Vocabulary,
        unit_above: str,
        elsewhere: Elsewhere = NOWHERE,
    ) -> None:
        self.file, self.sheet, self.rows, self.headings, self.words = file, sheet, rows, headings, words
        self.unit_above = unit_above
        self.comments = HeadingComments(sheet, rows, headings, words)
        self.members = _is_members(headings.values(), words, elsewhere)
        self.issues: list[Issue] = []
        self.bound: frozenset[str] = frozenset()
        self.unbound: set[str] = set()
        self.form: dict[str, int] = {}
        self.household_number: int | None = None
        self.heads_marked: int | None = None
        self.verdicts: list[VerdictColumn] = []

    def columns(self) -> tuple[tuple[Column, ...], tuple[Beside, ...], int | None, int | None]:
        """The columns that are read, those of members beside, that of running numbers, that of the head's
        name beside each person's."""
        claims: dict[str, list[int]] = {}
        beside: list[tuple[int, OfMember]] = []
        in_form: dict[str, list[int]] = {}
        number = of_heads = None
        for index, heading in self.headings.items():
            field = self.words.field(heading, self.members)
            if field is not None:
                if self._has_unit(index, field, heading):
                    claims.setdefault(field.name, []).append(index)
            elif not self.members and (of := self.words.of_member(heading)):
                beside.append((index, of))
            elif self.members and self.words.of_head(heading, "name"):
                of_heads = index
            elif not self.words.known(heading, self.members):
                in_form.setdefault(self._in_form(index, heading), []).append(index)
            elif heading.bare in self.words.heads_marked:
                self.heads_marked = index
            elif heading.bare in self.words.passed_over:
                number = index if number is None else number
                if heading.bare in self.words.of_households:
                    self.household_number = index
        if len(beside) == 1 and beside[0][1].what == "relation" and "relation" not in claims:
            claims["relation"] = [
                beside.pop()[0]
            ]  # 成员关系 without any member beside is of each row's person
        self._take_behind(beside, claims, in_form)
        head_name = self._of_heads(claims)
        if head_name is None and "name" in claims:  # the only name in a row may be either person's
            head_name = of_heads
        sets = self._sets(beside, claims)
        self._add_rivals(claims, in_form)
        self._prefer_by_hand(claims)
        self._leave_cadres(claims)
        self._leave_blank(claims)
        ticks = self._ticks(claims, in_form)
        self.bound = frozenset(claims)
        self._keep(in_form)
        columns = ticks + tuple(
            self._one(name, indexes) for name, indexes in claims.items() if len(indexes) == 1
        )
        if self.heads_marked is not None and not self.members and "relation" not in claims:
            letter = column_letter(self.heads_marked)
            columns = (*columns, Column(IS_HEAD, self.heads_marked, letter, Decimal(1)))
        for name, indexes in claims.items():
            if len(indexes) > 1:
                self._clash(name, indexes)
            else:
                self.unbound.discard(name)
        return columns, sets, number, head_name

    def comments_on(self, columns: Iterable[Column], begins: int) -> Iterator[Issue]:
        """What comments say over these columns, or over all in the rows above from `begins` on."""
        fields = {column.index: column.field for column in columns}
        told = frozenset(issue.cell for issue in self.issues if issue.code == "unit-unclear")
        return self.comments.issues(self.file, begins, fields, told)

    def _ticks(self, claims: Mapping[str, object], in_form: dict[str, list[int]]) -> tuple[Column, ...]:
        """The fields whose values have a column each; these are then no more among the unknown ones."""
        found: list[Column] = []
        for name in TICKED:
            free = in_form.get("", [])
            ticks = ticked_columns(name, {index: self.headings[index] for index in free}, self.words)
            if self.members or name in claims or not ticks:
                continue
            in_form[""] = [index for index in free if index not in ticks]
            first = min(ticks)
            found.append(
                Column(named(name), first, column_letter(first), Decimal(1), ticks=tuple(ticks.items()))
            )
        return tuple(found)

    def _one(self, name: str, indexes: Sequence[int]) -> Column:
        index = indexes[0]
        unit = self.headings[index].unit
        return Column(named(name), index, column_letter(index), unit or Decimal(1), unit is not None)

    def _has_unit(self, index: int, field: Field, heading: Heading) -> bool:
        """Whether the unit of a column is clear, if it is one of money; if not, it is not read."""
        unclear = ""
        if not fits(field, heading):
            unclear = self._words(index)
        elif field.kind is Kind.MONEY and self.unit_above and heading.unit is None:
            unclear = self.unit_above
        elif said := self.comments.unit_over(index, field, heading):
            unclear = said
        if unclear:
            self._issue("unit-unclear", index, field.name, heading=unclear)
            self.unbound.add(field.name)
            return False
        return self._is_shown_as_named(index, field, heading)

    def _is_shown_as_named(self, index: int, field: Field, heading: Heading) -> bool:
        """Whether the numbers of a column are shown as what its heading says; if not, they are not read."""
        formats = self.sheet.formats.get(index)
        if not formats or field.kind not in (Kind.MONEY, Kind.COUNT, Kind.DATE):
            return True
        if field.kind is Kind.DATE:
            code, row = next(((code, row) for code, row in formats.items() if hides_year(code)), ("", 0))
        else:
            numbers = {code: row for code, row in formats.items() if not hides_year(code)}
            code, row = odd_format(numbers, heading, field)
        if code:
            cell, values = f"{column_letter(index)}{row + 1}", {"heading": self._words(index)}
            issue = Issue(
                "format-unclear", self.file, self.sheet.name, row + 1, cell, field.name, code, values
            )
            self.issues.append(issue)
            self.unbound.add(field.name)
        return not code

    def _in_form(self, index: int, heading: Heading) -> str:
        """The heading of the national form that a column has; "" when none, or when its unit is not clear."""
        found = self.words.in_form(heading)
        if found not in national_form().money:
            return found
        shown_otherwise, _ = odd_format(self.sheet.formats.get(index, {}), heading)
        other_unit = heading.unit not in (None, 1) or shown_otherwise
        unclear = other_unit or (self.unit_above and not heading.unit)
        return "" if unclear else found

    def _keep(self, in_form: Mapping[str, Sequence[int]]) -> None:
        """Keep the columns of the national form; of two that are the same nobody knows which one counts.

        Any of those that mean no field may say that a household does not count.
        """
        for heading, indexes in in_form.items():
            if heading and len(indexes) == 1:
                self.form[heading] = indexes[0]
        for index in sorted(set(itertools.chain(*in_form.values())) - set(self.form.values())):
            self._unknown(index, self.headings[index])
        for index in sorted(itertools.chain(*in_form.values())):
            verdict = None if self.members else self.words.verdict(self.headings[index])
            if verdict is Verdict.LEFT and not {"file_status"} & (self.bound | self.unbound):
                continue  # 状态 may be the file status itself: that is said of the column
            if verdict:
                self.verdicts.append(VerdictColumn(index, verdict, self._words(index)))
                if verdict is Verdict.REMARK:
                    self.verdicts.append(VerdictColumn(index, Verdict.REMARK_LEFT, self._words(index)))

    def _of_heads(self, claims: dict[str, list[int]]) -> int | None:
        """The head's name or number beside each person's, which are no clash; where no column says who they
        are to each other, only what nobody but a head is called: 户主 beside 职工姓名.

        Takes the head's number as such, and gives the column of the head's name.
        """
        related = "relation" in claims
        of_head = self.words.of_head if related else self.words.of_head_alone
        found: dict[str, int] = {}
        for field in ("name", "id_number"):
            indexes = claims.get(field, [])
            heads = [index for index in indexes if of_head(self.headings[index], field)]
            if len(indexes) == 2 and len(heads) == 1:
                found[field] = heads[0]
            elif len(indexes) > 1 and not related:
                return None  # two people side by side, of whom one is called 户主
        for field, index in found.items():
            claims[field].remove(index)
        if "id_number" in found:
            claims["head_id"] = [found["id_number"]]
        return found.get("name")

    def _sets(
        self, found: Sequence[tuple[int, OfMember]], claims: dict[str, list[int]]
    ) -> tuple[Beside, ...]:
        """The columns of members beside the head, a set for each member.

        A column completes the last set of the same words that lacks it. Where another set says just as much,
        as in 成员姓名, 成员姓名, 成员身份证号, nobody knows whose it is: then it is a set of its own.
        """
        sets: list[tuple[tuple[str, str], dict[str, int]]] = []
        for index, of in found:
            same = (of.who, of.place)
            lack = [columns for each, columns in sets if each == same and of.what not in columns]
            if sum(columns.keys() == lack[-1].keys() for columns in lack) == 1:
                lack[-1][of.what] = index
            else:
                sets.append((same, {of.what: index}))
        relations = self.words.relations
        self._take_number([columns for _, columns in sets], claims)
        if len(sets) == 1 and len(claims.get("relation", ())) == 1:
            [((who, _), only)] = sets
            if "relation" not in only and who not in relations:
                only["relation"] = claims.pop("relation")[0]  # 与户主关系 is asked of 成员姓名
        return tuple(Beside(columns, relations.get(who, "")) for (who, _), columns in sets)

    def _take_behind(
        self,
        beside: list[tuple[int, OfMember]],
        claims: dict[str, list[int]],
        in_form: dict[str, list[int]],
    ) -> None:
        """Give members what stands behind their names, and leave what nobody asks for."""
        behind = Behind(self.headings, self.words, beside, claims)
        theirs, others = behind.columns(), sorted(behind.passed_over())
        taken = {*dict(theirs), *others}
        for columns in (claims, in_form):
            for name, indexes in [*columns.items()]:
                columns[name] = [each for each in indexes if each not in taken]
                if not columns[name]:
                    del columns[name]
        beside[:] = sorted((*beside, *theirs))
        for index in others:
            self._issue("column-unknown", index)

    def _take_number(self, sets: Sequence[dict[str, int]], claims: dict[str, list[int]]) -> None:
        """Right of a member's name a number is the member's: 户主姓名, 成员姓名, 关系, 身份证号."""
        indexes = claims.get("id_number", [])
        if len(sets) != 1 or len(indexes) != 1 or "id_number" in sets[0] or "name" not in sets[0]:
            return
        [index] = indexes
        heading = self.headings[index]
        of_head = self.words.of_head(heading, "id_number") or self.words.key_by_hand(heading)
        if index > sets[0]["name"] and not of_head:
            sets[0]["id_number"] = claims.pop("id_number")[0]

    def _add_rivals(self, claims: dict[str, list[int]], in_form: dict[str, list[int]]) -> None:
        """Where the words over a heading do not say that it is the one that counts, no other is left out."""
        for name in _OF_STANDING if not self.members else ():
            indexes = claims.get(name, [])
            if not any(self.headings[index].groups for index in indexes):
                continue
            for columns in in_form.values():
                rivals = [each for each in columns if self.words.rivals(self.headings[each], named(name))]
                columns[:] = [each for each in columns if each not in rivals]
                indexes.extend(rivals)

    def _prefer_by_hand(self, claims: dict[str, list[int]]) -> None:
        """Where a clerk bound one of several columns that claim a field, the others are not read."""
        for indexes in claims.values():
            by_hand = [index for index in indexes if self.words.key_by_hand(self.headings[index])]
            if len(by_hand) == 1:
                for index in set(indexes) - {*by_hand}:
                    self._issue("column-unknown", index)
                indexes[:] = by_hand

    def _leave_cadres(self, claims: dict[str, list[int]]) -> None:
        """Of two phones or employers, one before the cadre's name and one behind it, the latter is his."""
        cadre: list[int] = claims.get("paired_cadre", [])
        others = {index for name, indexes in claims.items() if name not in _OF_CADRE for index in indexes}
        for name in _OF_CADRE if len(cadre) == 1 else ():
            indexes = claims.get(name, [])
            between = range(cadre[0] + 1, indexes[-1]) if indexes else range(0)
            around = len(indexes) == 2 and indexes[0] < cadre[0] < indexes[1]
            if around and others.isdisjoint(between):
                self._issue("column-unknown", indexes.pop())

    def _leave_blank(self, claims: dict[str, list[int]]) -> None:
        """Of several columns that claim a field, those in which nothing stands down to the end of the sheet
        put nothing in doubt."""
        for name, indexes in claims.items():
            if len(indexes) > 1:
                filled = [index for index in indexes if self._says_anything(index)]
                claims[name] = filled or indexes

    def _says_anything(self, index: int) -> bool:
        below = self.sheet.rows[self.rows.end + 1 :]
        return any(index < len(row) and row[index] != "" and plain(shown(row[index])) for row in below)

    def _answers_differ(self, index: int) -> bool:
        """Whether some cells of a column say yes and others no."""
        below = (row[index] for row in self.sheet.rows[self.rows.end + 1 :] if index < len(row))
        return {True, False} <= {says_yes(plain(shown(cell))) for cell in below}

    def _clash(self, name: str, indexes: Sequence[int]) -> None:
        places = (f"{column_letter(index)}{self._row(index) + 1} {self._words(index)}" for index in indexes)
        self._issue("column-clash", indexes[0], name, headings="、".join(places))
        self.unbound.add(name)

    def _unknown(self, index: int, heading: Heading) -> None:
        almost = None if self.members else self.words.but_for_brackets(heading)
        if almost and almost.name in _DECIDES_BLANK and self._says_anything(index):
            self.unbound.add(almost.name)  # 户名（代领人）: nobody can say that the account is the head's
        if not self.members and self.words.of_members(heading) and self._says_anything(index):
            self._issue("members-unread", index)
            return
        near = self.words.nearest(replace(heading, words="".join((*heading.groups, heading.words))))
        if near and not (near.name in self.bound and self.words.tells_more(heading)):
            binding = f"{''.join(self._words(index).split())}={near.heading}"
            self._issue("column-near", index, near_field=near.name, heading=near.heading, binding=binding)
        elif self.members or self.words.verdict(heading) in (None, Verdict.REMARK):
            asks = not self.members and _ASKS.search(heading.words) and self._answers_differ(index)
            self._issue("column-asks" if asks else "column-unknown", index)
        else:
            self._issue("column-weighed", index)

    def _issue(self, code: str, index: int, field: str = "", **values: str) -> None:
        row = self._row(index) + 1
        cell = f"{column_letter(index)}{row}"
        found = self._words(index)
        self.issues.append(Issue(code, self.file, self.sheet.name, row, cell, field, found, values))

    def _words(self, index: int) -> str:
        return in_one_line(self.rows.labels[index])

    def _row(self, index: int) -> int:
        """The lowest row of the heading in which the column has words of its own."""
        own = (
            row
            for row in range(self.rows.bottom, self.rows.top - 1, -1)
            if index < len(self.sheet.rows[row]) and plain(shown(self.sheet.rows[row][index]))
        )
        return next(own, self.rows.top)


def households_under(headings: Iterable[Heading], words: Vocabulary) -> Elsewhere:
    """What a table with these headings has of households: more than a list of persons has."""
    headings = list(headings)
    fields = {field.name for each in headings if (field := words.field(each))}
    numbered = any(each.bare in words.of_households for each in headings)
    return Elsewhere({"id_number", "file_status"} <= fields, bool(fields - _OF_PERSONS) and numbered)


def _is_members(headings: Iterable[Heading], words: Vocabulary, elsewhere: Elsewhere) -> bool:
    """Whether a table only lists persons, each with the number of the head, or with the head's name alone, or
    with the number of the household, or with the relation, where another table has the households."""
    headings = list(headings)
    found = [words.field(heading, members=True) for heading in headings]
    fields = {field.name for field in found if field}
    if "head_id" in fields:
        return bool(fields & {"id_number", "relation"}) and "file_status" not in fields
    if elsewhere.numbered and any(each.bare in words.of_households for each in headings):
        return "name" in fields and fields <= _OF_PERSONS
    of_persons = {"name", "relation", "id_number"} <= fields <= _OF_PERSONS
    if of_persons and elsewhere.households:
        return True
    names = [
        heading for heading, field in zip(headings, found, strict=True) if field and field.name == "name"
    ]
    # 户主姓名 is always the head's; 职工姓名 is where another name stands beside it.
    of_heads = [heading for heading in headings if words.of_head(heading, "name")]
    return of_persons and bool(of_heads) and (len(names) == 2 or of_heads[0] not in names)
