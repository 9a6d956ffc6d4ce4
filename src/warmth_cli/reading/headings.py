"""Headings: which words on paper mean which field. Bound when equal after normalising, never when similar."""

import difflib
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from warmth_cli.fields import FIELDS, HEAD_ID, Field, Kind
from warmth_cli.reading.values import plain

_LEADING_NUMBER = re.compile(r"^\d{1,2}[.、)]?(?=\D)")
_BRACKETS = re.compile(r"[(\[【〔<]([^()\[\]【】〔〕<>]*)[)\]】〕>]")
_UNIT = re.compile(
    r"(?:单位[:：]?)?(?:人民币)?(?P<money>万元?|元)?"
    r"(?:[/每·]?[人户])?(?:[/每·]?(?P<period>月|年))?(?:[/每·]?[人户])?"
)
_SOME_MONEY = re.compile(r"[万千百k]元?|季")
# Remarks in brackets that make a heading mean something else: they stay, and it is bound to nothing.
_OTHER_MEANING = re.compile(
    r"[(\[【〔<](?:[^)\]】〕>]*(?:人均|监护|配偶|子女|父母|亲属|代领|代办|村干|联系人|经办|紧急|曾用|原号|旧|拟|计划|预计|"
    r"季|上年|去年)[^)\]】〕>]*)[)\]】〕>]"
)
_UNITS = {"万元": Decimal(10000), "万": Decimal(10000), "元": Decimal(1)}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading once normalised: its words, and what its brackets say.

    `unit` is how many yuan one of its units is, None where it names none, 0 where it speaks of 万 in a way
    that cannot be told; `period` is 月 or 年 where it says so.
    """

    words: str
    unit: Decimal | None
    period: str


def normalised(text: str) -> Heading:
    """A heading without what differs from office to office; its unit is kept apart.

    >>> normalised("2. 家庭年可支配收入（必填）（万元）")
    Heading(words='家庭年可支配收入', unit=Decimal('10000'), period='')
    """
    words = _LEADING_NUMBER.sub("", plain(text).strip("*:：")).lower().replace("_", "")
    unit, period = None, ""
    for inside in _BRACKETS.findall(words):
        if found := _UNIT.fullmatch(inside):
            unit = _UNITS.get(found["money"], unit)
            period = found["period"] or period
        elif _SOME_MONEY.search(inside):
            unit = Decimal(0)
    if not _OTHER_MEANING.search(words):
        for _ in range(2):  # brackets inside brackets too
            words = _BRACKETS.sub("", words)
    return Heading(words.strip("*:："), unit, period)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every heading the program knows, normalised, and the field it means."""

    roster: dict[str, Field]
    members: dict[str, Field | None]
    passed_over: frozenset[str]
    never: frozenset[str]
    never_with: tuple[str, ...]

    def field(self, heading: Heading, members: bool = False) -> Field | None:
        """The field that a heading means, on a roster or on a sheet of members; None when it means none."""
        if members and heading.words in self.members:
            return self.members[heading.words]
        # 家庭收入（年） and 家庭收入（月） differ only by their period.
        return self.roster.get(heading.words + heading.period) or self.roster.get(heading.words)

    def known(self, heading: Heading, members: bool = False) -> bool:
        """Whether the heading is a roster's or a members' sheet's, read or passed over."""
        passed_over = heading.words in self.passed_over or (members and heading.words in self.members)
        return passed_over or self.field(heading, members) is not None

    def nearest(self, heading: Heading) -> Field | None:
        """The field whose heading looks most like this one, to be suggested to a person, never bound."""
        if heading.words in self.never or any(part in heading.words for part in self.never_with):
            return None
        near = difflib.get_close_matches(heading.words, self.roster, n=1, cutoff=0.6)
        return self.roster[near[0]] if near else None


def fits(field: Field, heading: Heading) -> bool:
    """Whether the unit in a heading's brackets can be the field's: a yearly income is not by the month."""
    if field.kind is not Kind.MONEY:
        return True
    if heading.unit == 0:
        return False
    expected = "年" if field.name == "annual_income" else "月"
    return heading.period in ("", expected)


@cache
def vocabulary() -> Vocabulary:
    """The headings of `rules/headings.toml`, with each field's own heading and English names."""
    data = tomllib.loads((files("warmth_cli.rules") / "headings.toml").read_text(encoding="utf-8"))

    def key(text: str) -> str:
        heading = normalised(text)
        return heading.words + heading.period

    roster: dict[str, Field] = {}
    for field in FIELDS.values():
        for text in (field.heading, field.name, field.english, *data["also"].get(field.name, ())):
            roster[key(text)] = field
    members: dict[str, Field | None] = {key(text): None for text in data["members"]["passed_over"]}
    members |= {key(text): HEAD_ID for text in (HEAD_ID.heading, *data["members"][HEAD_ID.name])}
    for name in ("name", "relation", "id_number"):
        members |= {key(text): FIELDS[name] for text in data["members"][name]}
    return Vocabulary(
        roster,
        members,
        frozenset(key(text) for text in data["passed_over"]["headings"]),
        frozenset(key(text) for text in data["never"]["headings"]),
        tuple(data["never"]["with"]),
    )
