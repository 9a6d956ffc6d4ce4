"""Which column of a heading is which field, and what is wrong with those that are none, or two for one."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from warmth_cli.fields import IS_HEAD, Field, Kind, named
from warmth_cli.files.number_format import hides_year
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.issues import Issue
from warmth_cli.national_form import national_form
from warmth_cli.pattern import pattern
from warmth_cli.reading.headings.answers import Answers
from warmth_cli.reading.headings.claims import Claims
from warmth_cli.reading.headings.columns import Column, Columns
from warmth_cli.reading.headings.elsewhere import Elsewhere, lists_members
from warmth_cli.reading.headings.heading import Heading, fits
from warmth_cli.reading.headings.heading_comments import HeadingComments
from warmth_cli.reading.headings.heading_issues import HeadingIssues
from warmth_cli.reading.headings.heading_rows import HeadingRows
from warmth_cli.reading.headings.shown_numbers import odd_format
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.words.verdicts import Verdict, VerdictColumn

_DECIDES_BLANK = frozenset(("account_holder", "provincial_visit"))
"""Fields whose absence says something: the account is the head's own, nobody has visited."""
_ASKS = pattern(
    "是否(?!.*(?:低保|特困|残疾|单亲|党员|患|病|劳动|就业|失业|下岗|住房|租房|有房|有车|医保|社保|参保|农民工|劳模|[军烈]属|退休|退伍|贫困户"
    "|健康|在校|上学|在读|婚|独居|户主|本地|入会|会员|少数民族|公益|培训|救助|享受))"
)
"""A yes or no that may decide who counts; these are of the family, and decide nothing."""


def bind(
    file: str,
    sheet: Sheet,
    rows: HeadingRows,
    headings: Mapping[int, Heading],
    words: Vocabulary,
    begins: int,
    unit_above: str,
    elsewhere: Elsewhere,
) -> Columns:
    """The columns of one block, whose heading is in `rows`, and what is above it in those from `begins` on.

    `headings` are its own, `unit_above` is the unit of money in a line above it, `elsewhere` is what the
    other sheets have.
    """
    binding = _Binding(file, sheet, rows, headings, words, unit_above, elsewhere)
    return binding.columns(begins)


class _Binding:
    """The columns of one block while they are bound."""

    def __init__(
        self,
        file: str,
        sheet: Sheet,
        rows: HeadingRows,
        headings: Mapping[int, Heading],
        words: Vocabulary,
        unit_above: str,
        elsewhere: Elsewhere,
    ) -> None:
        self.file, self.sheet, self.headings, self.words = file, sheet, headings, words
        self.unit_above = unit_above
        self.comments = HeadingComments(sheet, rows, headings, words)
        self.members = lists_members(headings.values(), words, elsewhere)
        self.answers, self.issues = Answers(sheet, rows), HeadingIssues(file, sheet, rows)
        self.claims = Claims(headings, words, self.members, self.answers, self.issues)
        self.unbound: set[str] = set()
        self.number: int | None = None
        self.household_number: int | None = None
        self.head_name: int | None = None
        self.heads_marked: int | None = None

    def columns(self, begins: int) -> Columns:
        """All of them; the rows from `begins` on stand above the heading."""
        claims = self.claims
        self._claim()
        claims.give_members()
        head_name = claims.take_heads()
        if head_name is None and "name" in claims.fields:  # the only name in a row may be either person's
            head_name = self.head_name
        beside = claims.take_members()
        claims.prefer()
        read = claims.take_ticks()
        form, verdicts = self._form(), tuple(self._verdicts())
        read += tuple(
            self._one(name, indexes[0]) for name, indexes in claims.fields.items() if len(indexes) == 1
        )
        if self.heads_marked is not None and not self.members and "relation" not in claims.fields:
            letter = column_letter(self.heads_marked)
            read = (*read, Column(IS_HEAD, self.heads_marked, letter, Decimal(1)))
        for name, indexes in claims.fields.items():
            if len(indexes) > 1:
                self._clash(name, indexes)
            else:
                self.unbound.discard(name)
        fields = {column.index: column.field for column in read}
        told = frozenset(issue.cell for issue in self.issues.found if issue.code == "unit-unclear")
        commented = self.comments.issues(self.file, begins, fields, told)
        return Columns(
            read=read,
            beside=beside,
            members=self.members,
            number=self.number,
            household_number=self.household_number,
            head_name=head_name,
            claimed=frozenset(claims.fields) | self.unbound,
            unbound=frozenset(self.unbound),
            form=tuple(form.items()),
            verdicts=verdicts,
            issues=(*self.issues.found, *commented),
        )

    def _claim(self) -> None:
        """See what each column may be by its heading."""
        claims = self.claims
        for index, heading in self.headings.items():
            field = self.words.field(heading, self.members)
            if field is not None:
                if self._has_unit(index, field, heading):
                    claims.fields.setdefault(field.name, []).append(index)
            elif not self.members and (of := self.words.of_member(heading)):
                claims.beside.append((index, of))
            elif self.members and self.words.of_head(heading, "name"):
                self.head_name = index
            elif not self.words.known(heading, self.members):
                claims.in_form.setdefault(self._in_form(index, heading), []).append(index)
            elif heading.bare in self.words.heads_marked:
                self.heads_marked = index
            elif heading.bare in self.words.passed_over:
                self.number = index if self.number is None else self.number
                if heading.bare in self.words.of_households:
                    self.household_number = index

    def _one(self, name: str, index: int) -> Column:
        unit = self.headings[index].unit
        return Column(named(name), index, column_letter(index), unit or Decimal(1), unit is not None)

    def _has_unit(self, index: int, field: Field, heading: Heading) -> bool:
        """Whether the unit of a column is clear, if it is one of money; if not, it is not read."""
        unclear = ""
        if not fits(field, heading):
            unclear = self.issues.words(index)
        elif field.kind is Kind.MONEY and self.unit_above and heading.unit is None:
            unclear = self.unit_above
        elif said := self.comments.unit_over(index, field, heading):
            unclear = said
        if unclear:
            self.issues.add("unit-unclear", index, field.name, heading=unclear)
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
            cell, values = f"{column_letter(index)}{row + 1}", {"heading": self.issues.words(index)}
            issue = Issue(
                "format-unclear", self.file, self.sheet.name, row + 1, cell, field.name, code, values
            )
            self.issues.found.append(issue)
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

    def _form(self) -> dict[str, int]:
        """The columns of the national form; of two that are the same nobody knows which one counts."""
        in_form = self.claims.in_form
        form = {heading: indexes[0] for heading, indexes in in_form.items() if heading and len(indexes) == 1}
        for index in sorted({*itertools.chain(*in_form.values())} - {*form.values()}):
            self._unknown(index, self.headings[index])
        return form

    def _verdicts(self) -> Iterator[VerdictColumn]:
        """Any column that means no field may say that a household does not count."""
        for index in sorted(itertools.chain(*self.claims.in_form.values())):
            verdict = None if self.members else self.words.verdict(self.headings[index])
            if verdict is Verdict.LEFT and "file_status" not in self.claims.fields.keys() | self.unbound:
                continue  # 状态 may be the file status itself: that is said of the column
            if verdict:
                yield VerdictColumn(index, verdict, self.issues.words(index))
            if verdict is Verdict.REMARK:
                yield VerdictColumn(index, Verdict.REMARK_LEFT, self.issues.words(index))

    def _clash(self, name: str, indexes: Sequence[int]) -> None:
        places = (f"{self.issues.cell(index)} {self.issues.words(index)}" for index in indexes)
        self.issues.add("column-clash", indexes[0], name, headings="、".join(places))
        self.unbound.add(name)

    def _unknown(self, index: int, heading: Heading) -> None:
        almost = None if self.members else self.words.but_for_brackets(heading)
        if almost and almost.name in _DECIDES_BLANK and self.answers.any_in(index):
            self.unbound.add(almost.name)  # 户名（代领人）: nobody can say that the account is the head's
        if not self.members and self.words.of_members(heading) and self.answers.any_in(index):
            self.issues.add("members-unread", index)
            return
        near = self.words.nearest(replace(heading, words="".join((*heading.groups, heading.words))))
        if near and not (near.name in self.claims.fields and self.words.tells_more(heading)):
            binding = f"{''.join(self.issues.words(index).split())}={near.heading}"
            self.issues.add("column-near", index, near_field=near.name, heading=near.heading, binding=binding)
        elif self.members or self.words.verdict(heading) in (None, Verdict.REMARK):
            asks = not self.members and _ASKS.search(heading.words) and self.answers.differ_in(index)
            self.issues.add("column-asks" if asks else "column-unknown", index)
        else:
            self.issues.add("column-weighed", index)
