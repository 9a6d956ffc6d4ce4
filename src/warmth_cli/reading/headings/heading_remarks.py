"""What a heading says in brackets, and whether it is still the same field.

A remark that nobody knows to be harmless may change what the column holds: 人均月收入（劳动力）, 家庭人口
（户籍）. Which remarks are harmless, `rules/headings.toml` says: of any heading those that explain how to
fill it in, of each field those that say the same once more.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from warmth_cli.fields import Field, Kind
from warmth_cli.pattern import pattern
from warmth_cli.remembered import remembered

BRACKETS = pattern(r"[(\[【〔<{]([^()\[\]【】〔〕<>{}]*)[)\]】〕>}]")
_CLAUSES = pattern(r"[,;。!](?!\d{3})")
_PARTS = pattern(r"[、/|或及和]|以及|或者")
_OPEN, _CLOSED = r"[(\[【〔<{]", r"[)\]】〕>}]"
# Remarks that make a heading mean something else, in whatever sentence they stand.
_OTHER_MEANING = pattern(
    rf"{_OPEN}(?:[^)\]】〕>}}]*(?:人均|监护|配偶|子女|父母|亲属|代领|代办|村干|联系人|经办|紧急|曾用|原号|旧|拟|计划|预计|"
    r"季|上年|去年|原(?![件则籍])|变更前|年初|期初|拼音|英文|后.位|支付宝|微信|平均|月均|扣除|减去|除.{1,6}外|"
    rf"不(?:含|包括|计)(?!空|符号|标点))[^)\]】〕>}}]*){_CLOSED}"
)
_ANOTHERS = pattern(
    rf"{_OPEN}(?:[^)\]】〕>}}]{{0,4}}(?:儿子|女儿|丈夫|妻子|夫妻|[父母]亲?|家属|亲戚|遗属|死者|逝者|已故|干部|责任人|代管|代发|代持"
    r"|孩子|学生)"
    rf"[^)\]】〕>}}]{{0,4}}|单位|[夫妻子女]|已?(?:作废|停用|注销|挂失|失效|冻结|过期)|备用|历史|以前|往年|前年|"
    r"[^)\]】〕>}]{0,6}(?:申请(?!人)|申报(?!人|单位)|自报|初审|建议(?!填|用|使|写))[^)\]】〕>}]{0,2}|"
    rf"(?:申请|申报|建档|入档|退档|脱困)[时前后]|(?:调整|变更|变动)前|自评|医保卡?|残疾证){_CLOSED}"
)
"""Short remarks that say whose it is, that it holds no more, or not yet; in longer ones they instruct."""
OF_A_YEAR = pattern(rf"{_OPEN}[^)\]】〕>}}]*(?<!\d)(?:19|20)\d\d(?!\d)[^)\]】〕>}}]*{_CLOSED}")
"""A remark of a year: whether it is the one in question, the notice says."""
_SPAN = pattern(
    r"(?P<from>\d{4})[年./-]?(?P<first>\d{1,2})月?(?:1日|01日)?[至到~—–-]+(?:(?P<to>\d{4})[年./-]?)?(?P<last>\d{1,2})月?"
    r"(?:3[01]日)?"
)
_YEAR = pattern(r"(?:19|20)\d\d(?:年度?|[-.]?12[-.]31)?|12月(?:31日)?")
_MONTH = pattern(r"(?:\d{4}[年./-])?\d{1,2}[月./-](?:\d{1,2}日?)?")
_AS_OF = pattern(r"截至|截止|[至到底末止]|全年|当年|数据|情况|统计|时点|时间|为准|的|:")
_MAY_BE_OF_MONEY = pattern(r".{0,3}[万千百k]元?.{0,3}")


@remembered
def parted(words: str) -> tuple[str, tuple[str, ...]]:
    """Normalised words without their brackets, and what stands in these, the innermost first.

    >>> parted("家庭人口(含户主(本人))")
    ('家庭人口', ('本人', '含户主'))
    """
    remarks: list[str] = []
    for _ in range(2):
        remarks += BRACKETS.findall(words)
        words = BRACKETS.sub("", words)
    return words, tuple(remarks)


@remembered
def bare(words: str) -> str:
    """The words without brackets, unless these are known to change what is meant."""
    return words if "(" in words and _changes(words) else parted(words)[0]


def _changes(words: str) -> bool:
    return bool(_OTHER_MEANING.search(words) or _ANOTHERS.search(words) or OF_A_YEAR.search(words))


def is_another(words: str) -> bool:
    """Whether words are known to speak of another person, or of another time: 上年, 调整前."""
    return _changes(f"({words})")


@remembered
def explains(remark: str) -> bool:
    """Whether a remark only tells how a column is filled in, whichever it is: 必填, 如：张三, 文本格式.

    >>> explains("必填"), explains("精确到元,保留两位小数"), explains("劳动力")
    (True, True, False)
    """
    known = _any()
    return all(
        known.words.fullmatch(clause) or (known.how.search(clause) and known.made_of.fullmatch(clause))
        for clause in clauses(remark)
    )


def clauses(remark: str) -> list[str]:
    """What a remark says one after another; an example runs to its end."""
    return [remark] if _any().words.fullmatch(remark) else [*filter(None, _CLAUSES.split(remark))]


@remembered
def leaves(remark: str, field: Field) -> bool:
    """Whether a heading of this field is the same field with the remark.

    >>> from warmth_cli.fields import FIELDS
    >>> [leaves(remark, FIELDS["account"]) for remark in ("工商银行", "社保卡", "请填写本人的卡号")]
    [True, False, True]
    """
    if explains(remark):
        return True
    known = _of(field.name)
    instructs = field.kind not in (Kind.MONEY, Kind.COUNT)  # there a word in a sentence counts others
    return bool(
        known.fullmatch(remark)
        or (instructs and says_how(remark))
        or all(
            explains(each) or _says_again(each, known) or (instructs and says_how(each))
            for each in clauses(remark)
        )
    )


def _says_again(clause: str, known: re.Pattern[str]) -> bool:
    return known.fullmatch(clause) is not None or all(
        known.fullmatch(part) or explains(part) for part in _PARTS.split(clause) if part
    )


def above(words: str) -> str:
    """Words over several columns without what only explains: 基本信息（本人填写）."""
    return BRACKETS.sub(lambda found: "" if explains(found[1]) or says_how(found[1]) else found[0], words)


def says_how(remark: str) -> bool:
    """Whether a sentence tells how to fill in, and has no word of other people, times or things."""
    known = _any()
    return bool(known.tells.search(remark)) and not known.unless.search(remark) and not is_another(remark)


def of_whole_years(remarks: Iterable[str], field: Field) -> bool:
    """Whether remarks of a year speak of it as the field does: an amount of twelve months, what holds at a
    day or in a year for others; of half a year nothing is known but dates.
    """
    return all(_is_of_whole_year(remark[1:-1], field) for remark in remarks)


def _is_of_whole_year(remark: str, field: Field) -> bool:
    found = _SPAN.search(remark)
    if found and (field.kind is Kind.DATE or _months(found) == 12):
        remark = _SPAN.sub("", remark)
    elif found:
        return False
    if field.kind is not Kind.MONEY:
        remark = _MONTH.sub("", _YEAR.sub("", _MONTH.sub("", remark)))
    remark = _AS_OF.sub("", _YEAR.sub("", remark))
    return all(not clause or leaves(clause, field) for clause in clauses(remark))


def _months(span: re.Match[str]) -> int:
    years = int(span["to"] or span["from"]) - int(span["from"])
    return 12 * years + int(span["last"]) - int(span["first"]) + 1


def names_money(clause: str) -> bool:
    """Whether a clause is a unit of money in words that cannot be told: 千元, 以万元计."""
    return _MAY_BE_OF_MONEY.fullmatch(clause) is not None


class _OfAny:
    """The remarks of [remarks] that any heading may have."""

    def __init__(self) -> None:
        data = headings_data()["remarks"]
        self.words = pattern("|".join((*map(re.escape, data["any"]), *data["any_like"])))
        self.made_of = pattern(
            f"(?:{'|'.join(sorted(data['made_of'], key=len, reverse=True))})++"
        )  # never tried twice
        self.how = pattern("|".join(data["how"]))
        self.tells = pattern("|".join(data["tells"]))
        self.unless = pattern("|".join(data["unless"]))


@cache
def _any() -> _OfAny:
    return _OfAny()


@cache
def _of(field: str) -> re.Pattern[str]:
    """What a field's own heading may have in brackets."""
    data = headings_data()
    words: list[str] = []
    for each in data["remarks"]["of"]:
        if field in each["fields"]:
            words += (*map(re.escape, each.get("words", ())), *each.get("like", ()))
    if field in data["own"]["fields"]:
        words += map(re.escape, data["own"]["words"])
    return pattern("|".join(words) or r"(?!)")


@cache
def headings_data() -> dict[str, Any]:
    """The tables of `rules/headings.toml`."""
    return tomllib.loads((files("warmth_cli.rules") / "headings.toml").read_text(encoding="utf-8"))
