"""One heading: its words without what differs from office to office, and what its brackets say.

A heading may take several rows: 领取金额 over 家庭补差 is one heading, 领取金额→家庭补差.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from warmth_cli.fields import Field, Kind
from warmth_cli.reading.cell_words import plain
from warmth_cli.reading.traditional import simplified

ARROW = "→"
"""What parts the rows of a heading where it is shown or written in one line."""

_LEADING_NUMBER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z](?=[、.)])|[(（]?[一二三四五六七八九十]{1,2}[)）]?(?=[、.]))[.、)]?(?=\D)"
)
_MARKS = "*:：★☆※▲△●○◆◇■□#“”\"'‘’「」《》"
"""Signs at either end that only say that a column must be filled in."""
_ALL_IN_BRACKETS = re.compile(r"【([^【】]+)】")
_BRACKETS = re.compile(r"[(\[【〔<]([^()\[\]【】〔〕<>]*)[)\]】〕>]")
_UNIT = re.compile(  # 单位 alone is an employer, and no unit
    r"(?!单位[:：]?$)(?:单位[:：]?)?(?:人民币)?(?P<money>万元?|元)?"
    r"(?:[/每·.]?(?P<of>[人户]))?(?:[/每·.]?(?P<period>月|年))?(?:[/每·.]?(?P<each>[人户]))?"
)
_UNIT_BEHIND = re.compile(
    r"(?P<words>..+?)(?:(?:[/:,、]|[/:,、]?单位:?)(?P<money>万元?|元)(?:/(?P<period>月|年))?|(?P<alone>万元))"
)
"""A unit without brackets behind the words: 家庭年收入/万元, 家庭年收入 单位：元."""
_SOME_MONEY = re.compile(r"[万千百k]元?|季")
# Remarks in brackets that make a heading mean something else: they stay, and it is bound to nothing.
_OTHER_MEANING = re.compile(
    r"[(\[【〔<](?:[^)\]】〕>]*(?:人均|监护|配偶|子女|父母|亲属|代领|代办|村干|联系人|经办|紧急|曾用|原号|旧|拟|计划|预计|"
    r"季|上年|去年|原(?![件则籍])|变更前|年初|期初|拼音|英文|后.位|支付宝|微信|平均|月均|扣除|减去|除.{1,6}外|"
    r"不(?:含|包括|计)(?!空|符号|标点))[^)\]】〕>]*)[)\]】〕>]"
)
_ANOTHERS = re.compile(
    r"[(\[【〔<](?:[^)\]】〕>]{0,4}(?:儿子|女儿|丈夫|妻子|夫妻|[父母]亲?|家属|亲戚|遗属|死者|逝者|已故|干部|责任人|代管|代发|代持|孩子|学生)"
    r"[^)\]】〕>]{0,4}|单位|[夫妻子女]|已?(?:作废|停用|注销|挂失|失效|冻结|过期)|备用|历史|以前|往年|前年|"
    r"[^)\]】〕>]{0,6}(?:申请(?!人)|申报(?!人|单位)|自报|初审|建议(?!填|用|使|写))[^)\]】〕>]{0,2}|"
    r"(?:申请|申报|建档|入档|退档|脱困)[时前后]|(?:调整|变更|变动)前|自评|医保卡?|残疾证)[)\]】〕>]"
)
"""Short remarks that say whose it is, that it holds no more, or not yet; in longer ones they instruct."""
_OF_A_YEAR = re.compile(r"[(\[【〔<][^)\]】〕>]*(?<!\d)(?:19|20)\d\d(?!\d)[^)\]】〕>]*[)\]】〕>]")
"""A remark of a year: whether it is the one in question, the notice says."""
_INSTRUCTS = re.compile(
    r"\(?(?:(?:例如?|比如|示例|如|注)[:：].*|(?:请|从)?下拉(?:框|菜单|列表)?(?:中?选择)?|请(?:选择|填写|输入).*|单选|[必选]填项?|文本格式"
    r"|(?:按|与|以)身份证.{0,8}|\d{2}位(?:数字?)?|没有(?:可不填|填无|不填))\)?"
)
_YEAR_BEFORE = re.compile(r"^(20\d\d)年?度?(?=\D{2})")
_UNITS = {"万元": Decimal(10000), "万": Decimal(10000), "元": Decimal(1)}
_LONGEST = 1000
"""A longer text is no heading, and in one of many brackets each would be followed to the end."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading once normalised: its words, and what its brackets say.

    `unit` is how many yuan one of its units is, None where it names none, 0 where it speaks of 万 in a way
    that cannot be told; `period` is 月 or 年 where it says so, `each` is 人 or 户. `groups` are the words of
    the rows above, which it shares with its neighbours.
    """

    words: str
    unit: Decimal | None
    period: str
    groups: tuple[str, ...] = ()
    each: str = ""


@lru_cache(maxsize=10_000)  # the words of a column's cells are looked at again and again
def normalised(text: str) -> Heading:
    """A heading of one row without what differs from office to office; its unit is kept apart.

    >>> normalised("2. 家庭年可支配收入（必填）（万元）")
    Heading(words='家庭年可支配收入', unit=Decimal('10000'), period='', groups=(), each='')
    """
    if len(text) > _LONGEST:
        return Heading(plain(text), None, "")
    text = _without_instructions(text)
    words = _ALL_IN_BRACKETS.sub(r"\1", whole) if _ALL_IN_BRACKETS.fullmatch(whole := plain(text)) else whole
    words = _LEADING_NUMBER.sub("", simplified(words).strip(_MARKS)).strip(_MARKS).lower().replace("_", "")
    unit, period, each = None, "", ""
    for inside in _BRACKETS.findall(words):
        if found := _UNIT.fullmatch(inside):
            unit = _UNITS.get(found["money"], unit)
            period = found["period"] or period
            each = found["of"] or found["each"] or each
        elif _SOME_MONEY.search(inside):
            unit = Decimal(0)
    if not (_OTHER_MEANING.search(words) or _ANOTHERS.search(words) or _OF_A_YEAR.search(words)):
        words = without_brackets(words)
    words = words.strip(_MARKS)
    if unit is None and not _is_unit(words) and (found := _UNIT_BEHIND.fullmatch(words)):
        words, unit = found["words"], _UNITS[found["money"] or found["alone"]]
        period = found["period"] or period
    return Heading(words, unit, period, each=each)


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
    if len(words) > _LONGEST:
        return words, frozenset()
    before = _YEAR_BEFORE.match(words)
    remarks = _OF_A_YEAR.findall(words)
    years = re.findall(r"(?:19|20)\d\d", "".join((before[1] if before else "", *remarks)))
    if not years:
        return words, frozenset()
    rest = _OF_A_YEAR.sub("", words[before.end() :] if before else words)
    return normalised(rest).words, frozenset(map(int, years))


def without_brackets(words: str) -> str:
    """The words without what stands in brackets, and in brackets inside them."""
    return _BRACKETS.sub("", _BRACKETS.sub("", words))


def joined(labels: Sequence[str]) -> Heading:
    """A heading of several rows, uppermost first.

    >>> joined(["领取金额（元）", "家庭补差"])
    Heading(words='家庭补差', unit=Decimal('1'), period='', groups=('领取金额',), each='')
    """
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
        tuple(upper.words for upper in above if upper.words),
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
