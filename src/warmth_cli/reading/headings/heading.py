"""One heading: its words without what differs from office to office, and what its brackets say.

A heading may take several rows: 领取金额 over 家庭补差 is one heading, 领取金额→家庭补差.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from warmth_cli.fields import Field, Kind
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain
from warmth_cli.reading.cells.traditional import simplified
from warmth_cli.reading.headings import heading_remarks as remarks
from warmth_cli.reading.headings.heading_remarks import BRACKETS, OF_A_YEAR, clauses, explains, names_money
from warmth_cli.remembered import remembered

ARROW = "→"
"""What parts the rows of a heading where it is shown or written in one line."""

_LEADING_NUMBER = pattern(
    r"^(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z](?=[、.)])|[(（]?[一二三四五六七八九十]{1,2}[)）]?(?=[、.]))[.、)]?(?=\D)"
)
_MARKS = "*:：★☆※▲△●○◆◇■□#“”\"'‘’「」《》"
"""Signs at either end that only say that a column must be filled in."""
_ALL_IN_BRACKETS = pattern(r"【([^【】]+)】")
_UNIT = pattern(  # 单位 alone is an employer, and no unit
    r"(?!单位[:：]?$)(?:单位[:：]?)?(?:人民币)?(?P<money>万元?|元)?"
    r"(?:[/每·.]?(?P<of>[人户]))?(?:[/每·.]?(?P<period>月|年))?(?:[/每·.]?(?P<each>[人户]))?"
)
_UNIT_BEHIND = pattern(
    r"(?P<words>..+?)(?:(?:[/:,、]|[/:,、]?单位:?)(?P<money>万元?|元)(?:/(?P<period>月|年))?|(?P<alone>万元))"
)
"""A unit without brackets behind the words: 家庭年收入/万元, 家庭年收入 单位：元."""
_INSTRUCTS = pattern(
    r"\(?(?:(?:例如?|比如|示例|如|注)[:：].*|(?:请|从)?下拉(?:框|菜单|列表)?(?:中?选择)?|请(?:选择|填写|输入).*|单选|[必选]填项?|文本格式"
    r"|(?:按|与|以)身份证.{0,8}|\d{2}位(?:数字?)?|没有(?:可不填|填无|不填))\)?"
)
_YEAR_BEFORE = pattern(r"^(20\d\d)年?度?(?=\D{2})")
_UNITS = {"万元": Decimal(10000), "万": Decimal(10000), "元": Decimal(1)}
_MAY_OPEN = pattern(r"[(\[【〔<{]")
_DEEPEST = 2
"""Brackets within brackets."""
_LONGEST = 1000
"""What is looked at of a longer text, which is no heading: of many brackets each is followed to the end."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading once normalised: its words, and what its brackets say.

    `unit` is how many yuan one of its units is, None where it names none, 0 where it speaks of 万 in a way
    that cannot be told; `period` is 月 or 年 where it says so, `each` is 人 or 户. `groups` are the words of
    the rows above, which it shares with its neighbours. The words keep a remark in brackets that says more
    than how to fill in.
    """

    words: str
    unit: Decimal | None
    period: str
    groups: tuple[str, ...] = ()
    each: str = ""

    @property
    def bare(self) -> str:
        """The words without brackets that are not known to change what they mean."""
        return remarks.bare(self.words)


@remembered  # the words of a column's cells are looked at again and again
def normalised(text: str) -> Heading:
    """A heading of one row without what differs from office to office; its unit is kept apart.

    >>> normalised("2. 家庭年可支配收入（必填）（万元）")
    Heading(words='家庭年可支配收入', unit=Decimal('10000'), period='', groups=(), each='')
    """
    text = _without_instructions(text[:_LONGEST])
    words = _ALL_IN_BRACKETS.sub(r"\1", whole) if _ALL_IN_BRACKETS.fullmatch(whole := plain(text)) else whole
    words = _LEADING_NUMBER.sub("", simplified(words).strip(_MARKS)).strip(_MARKS).lower().replace("_", "")
    words, unit, period, each = _without_units(words)
    words = words.strip(_MARKS)
    if unit is None and not _is_unit(words) and (found := _UNIT_BEHIND.fullmatch(words)):
        words, unit = found["words"], _UNITS[found["money"] or found["alone"]]
        period = found["period"] or period
    return Heading(words, unit, period, each=each)


def _without_units(words: str) -> tuple[str, Decimal | None, str, str]:
    """The words without the units in their brackets, and without what only tells how to fill in; and what the
    units are."""
    unit, period, each = None, "", ""

    def rest(remark: re.Match[str]) -> str:
        nonlocal unit, period, each
        kept = []
        for clause in clauses(remark[1]):
            if found := _UNIT.fullmatch(clause):
                unit = _UNITS.get(found["money"], unit)
                period = found["period"] or period
                each = found["of"] or found["each"] or each
            elif names_money(clause):
                unit = Decimal(0)
            elif not explains(clause):
                kept.append(clause)
        return f"({','.join(kept)})" if kept else ""

    for _ in range(_DEEPEST if _MAY_OPEN.search(words) else 0):
        words = BRACKETS.sub(rest, words)
    return words, unit, period, each


def _without_instructions(text: str) -> str:
    """A heading without the lines under it that say how to fill in its column, or show it: 姓名, 例：张三."""
    lines = text.splitlines()
    while len(lines) > 1 and _INSTRUCTS.fullmatch(plain(lines[-1])):
        lines.pop()
    return "\n".join(lines) if lines else text


def without_year(words: str) -> tuple[str, frozenset[int]]:
    """Normalised words without the years before them and in their brackets, and those years.

    >>> words, years = without_year("2020年家庭年收入(2021年度)(元)")
    >>> words, sorted(years)
    ('家庭年收入', [2020, 2021])
    """
    before = _YEAR_BEFORE.match(words)
    of_years = OF_A_YEAR.findall(words)
    years = re.findall(r"(?:19|20)\d\d", "".join((before[1] if before else "", *of_years)))
    if not years:
        return words, frozenset()
    rest = OF_A_YEAR.sub("", words[before.end() :] if before else words)
    return normalised(rest).words, frozenset(map(int, years))


def joined(labels: Sequence[str]) -> Heading:
    """A heading of several rows, uppermost first.

    >>> joined(["领取金额（元）", "家庭补差"])
    Heading(words='家庭补差', unit=Decimal('1'), period='', groups=('领取金额',), each='')
    """
    return _joined(tuple(labels))


@remembered
def _joined(labels: tuple[str, ...]) -> Heading:
    *above, leaf = [normalised(label) for label in labels]
    while above and (own := _UNIT.fullmatch(leaf.words)):  # 家庭年收入 over （万元）, or over 万元
        unit = leaf.unit or _UNITS.get(own["money"] or "")
        period = own["period"] or leaf.period
        each = own["of"] or own["each"] or leaf.each
        upper = above.pop()
        leaf = Heading(upper.words, unit or upper.unit, period or upper.period, each=each or upper.each)
    units = [upper.unit for upper in above if upper.unit is not None]
    return Heading(
        leaf.words,
        leaf.unit if leaf.unit is not None or not units else units[-1],
        leaf.period or _last(upper.period for upper in above),
        tuple(words for upper in above if (words := remarks.above(upper.words))),
        leaf.each or _last(upper.each for upper in above),
    )


def _last(words: Iterable[str]) -> str:
    """The lowest row's word that says anything."""
    return next(filter(None, reversed([*words])), "")


def in_one_line(labels: Sequence[str]) -> str:
    """The rows of a heading as they are shown: 领取金额→家庭补差."""
    return ARROW.join(label.strip() for label in labels)


def fits(field: Field, heading: Heading) -> bool:
    """Whether the unit in a heading's brackets can be the field's: a household's yearly income is not by the
    month, and not a person's."""
    if field.kind is not Kind.MONEY:
        return True
    if heading.unit == 0:
        return False
    period, each = ("年", "户") if field.name == "annual_income" else ("月", "人")
    return heading.period in ("", period) and heading.each in ("", each)


def is_counted_otherwise(field: Field, heading: Heading) -> bool:
    """Whether the unit of a heading in one row is none that the field can have: 家庭人口（户）, 姓名（元）.

    A row above may name the unit of others. 省总慰问（元） asks whether, by how much.
    """
    if field.kind is Kind.MONEY or heading.groups:
        return False
    in_yuan = heading.unit is not None and (field.name != "provincial_visit" or heading.unit != 1)
    by_time = heading.period and field.kind not in (Kind.DATE, Kind.BORN)
    return bool(in_yuan or by_time or heading.each not in ("", "人" if field.kind is Kind.COUNT else ""))


def is_unit(text: str) -> bool:
    """Whether words under a heading are only its unit: 万元, （元/月）.

    >>> is_unit("（万元）"), is_unit("元/月"), is_unit("（必填）"), is_unit(""), is_unit("单位")
    (True, True, False, False, False)
    """
    heading = normalised(text)
    says = heading.words or heading.period or heading.unit
    return bool(says) and _is_unit(heading.words)


def _is_unit(words: str) -> bool:
    return _UNIT.fullmatch(words) is not None
