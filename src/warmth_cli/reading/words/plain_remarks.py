"""Remarks that only tell why a household is in hardship: 丈夫患肺癌，两个孩子上大学.

Whatever else a remark says may speak against paying in words that nobody has foreseen: a person reads it. So
what is plain is known by its words, those of `rules/plain-remarks.toml`, and not by the lack of bad ones.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain
from warmth_cli.reading.words.denials import without_denials

_LONGEST = 500
"""Characters of a remark that is looked through; whatever is longer is read by a person."""
_NUMBER = pattern(
    r"(?:(?<!\d)\d{1,8}(?!\d)(?:\.\d{1,2})?|[一二三四五六七八九十百两几半]+)[多余]?[百千万]*[多余]?"
    r"(?:个月|小时|月份|块钱|人次|[元岁级次名个位人口周天年月日号度期%户])?(?:左右|以上|[多余])?"
)
_CLAUSES = pattern(r"[,，。;；、:：/()\s]+")
_SERIAL = pattern(r"(?:第|编号|[Nn][Oo]\.?)\d{1,7}[户号]?")
"""What only numbers the household."""
_OF_HEAD = pattern("户主|本人|[一全]家|及|独居|孤寡|单身")
"""Who is spoken of beside others may have died with them: 户主及其子去世."""
_LIKE_LABEL = r"\(?(?:[一二三四五六七八九十\d]{1,2}[、.)])?(?:说明|备注|注)?\d?[:：]?"
_BEGINS = pattern(f"{_LIKE_LABEL}(?:以[上下]|[上下](?:述|列|面|[几两]户)|[本此该]表|[本此该]?名单)")
_NAMES_ROWS = pattern(f"{_LIKE_LABEL}[^:：]{{2,12}}(?:的|人员|名单|户)[:：]?")
"""How a line begins that speaks of rows over it or under it, and what else it may be altogether."""
_NUMBERED = pattern(r"\(?[一二三四五六七八九十\d]{1,2}[、.)][^:：]{1,12}")
_OF_OTHERS = pattern("[去上往前]年|由.{1,8}(?:发|慰问)")
"""A line that speaks of another year, or of others who pay, is read whatever else it says."""
_SHORTEST = 10
_NO_WORD = pattern(
    "[:：]|^[^\u4e00-\u9fff]*$|^第?[一二三四五六七八九十\\d]+[页次批月日年/]"
    "|[厂店站所部局处科院校会园司行社]$"
)
"""A label, a number, a page, a unit."""
_LABEL = pattern(r"^\(?(?:说明|备注|注)\d?[:：]")
_NUMERAL = pattern(r"^(?:[一二三四五六七八九十]{1,2}|\d{1,2})[.]?")
_ONE_DIGIT = bytes.maketrans(b"023456789", b"1" * 9)


class _Words(NamedTuple):
    """The words of the file: `whole` clauses, those of any, those that say nothing alone, those of lines; and
    who died or is away."""

    whole: frozenset[str]
    every: frozenset[str]
    light: frozenset[str]
    lines: frozenset[str]
    befallen: re.Pattern[str]
    ill: re.Pattern[str]
    longest: int


@cache
def _words() -> _Words:
    text = (files("warmth_cli.rules") / "plain-remarks.toml").read_text(encoding="utf-8")
    groups = {name: words.split() for name, words in tomllib.loads(text).items()}
    kin, befalls = ("|".join(sorted(groups[name], key=len, reverse=True)) for name in ("kin", "befalls"))
    when = f"(?:(?>{_NUMBER.pattern})|[均都也于]|今年|去年|前年|早年|[因患].{{1,8}}?){{0,4}}"
    light = frozenset((*groups["head"], *groups["kin"], *groups["joining"]))
    every = light.union(groups["illness"], groups["circumstances"])
    befallen = re.compile(f"(?<!夫)(?:{kin}){when}(?:{befalls})了?")
    ill = re.compile(f"[{groups['parts'][0]}]{{1,8}}(?:{'|'.join(groups['ills'])})")
    lines = frozenset((*groups["lines"], *groups["illness"], *groups["circumstances"]))
    return _Words(frozenset(groups["whole"]), every, light, lines, befallen, ill, max(map(len, lines)))


def is_plain_remark(note: str) -> bool:
    """Whether each clause of a remark tells of hardship, in known words, and of nothing else.

    >>> [is_plain_remark(note) for note in ("丈夫2020年患肺癌去世，两个孩子上学", "无", "欠债3万元")]
    [True, True, True]
    >>> [is_plain_remark(note) for note in ("妻子单位发过了", "户主没了", "去世", "1000元", "妻子")]
    [False, False, False, False, False]
    """
    return len(note) <= _LONGEST and all(map(_is_plain, filter(None, _CLAUSES.split(_half_width(note)))))


def unread_remarks(notes: Sequence[object]) -> Iterator[int]:
    """The places of the remarks of a column that a person must read; blanks are none.

    >>> list(unread_remarks(["因病致困", None, "妻子单位发过了", "第3户"]))
    [2]
    """
    # Nearly all say the same but for their numbers: each is looked at once.
    texts = [note.replace("\0", " ") if isinstance(note, str) else "" for note in notes]
    alike = "\0".join(texts).encode(errors="replace").translate(_ONE_DIGIT).split(b"\0")
    unread = {each for each in set(alike) if not is_plain_remark(each.decode())}
    return (place for place, each in enumerate(alike) if each in unread) if unread else iter(())


def is_plain_line(text: str) -> bool:
    """Whether a line that stands alone speaks of no households, or only in known words.

    >>> [is_plain_line(text) for text in ("以上人员情况属实，已公示", "制表人：李明", "二、新增职工")]
    [True, True, True]
    >>> [is_plain_line(text) for text in ("以上几户先不打钱", "二、没批下来的", "有房有车人员")]
    [False, False, False]
    """
    words = without_denials(_half_width(text))
    return not (speaks_of_rows(words) or _NUMBERED.fullmatch(words) or _is_short(words)) or _is_made_plain(
        words
    )


def _is_short(words: str) -> bool:
    """Whether a line is hardly more than a word, which may be of all that stands under it: 候补, 先不打钱."""
    return len(words) <= _SHORTEST and not _NO_WORD.search(words)


def _is_made_plain(words: str) -> bool:
    if _OF_OTHERS.search(words):
        return False
    return all(map(_is_plain_of_rows, filter(None, _CLAUSES.split(_LABEL.sub("", words)))))


def speaks_of_rows(text: str) -> bool:
    """Whether words that stand alone are of rows over them or under them, and no name.

    >>> [speaks_of_rows(text) for text in ("以上几户先不打钱", "没批下来的", "王有房", "二、张三")]
    [True, True, False, False]
    """
    return begins_of_rows(text) or _NAMES_ROWS.fullmatch(plain(text)) is not None


def begins_of_rows(text: str) -> bool:
    """Whether words begin so that they are of rows beside them, also where titles stand: 以下人员…, 本表…."""
    return _BEGINS.match(plain(text)) is not None


def _half_width(note: str) -> str:
    """A remark in half width, with what parts its clauses: a line break or a blank may."""
    return " ".join(map(plain, note.split()))


def _is_plain(clause: str) -> bool:
    words = _words()
    if clause in words.whole or _SERIAL.fullmatch(clause):
        return True
    told, befallen = clause, 0
    if not _OF_HEAD.search(clause):
        told, befallen = words.befallen.subn("病", clause)
    return _is_made_of(told, words.every, words.ill) and (
        befallen > 0 or "岁" in clause or not _is_made_of(clause, words.light)
    )


def _is_made_of(clause: str, words: frozenset[str], *patterns: re.Pattern[str]) -> bool:
    """Whether a clause is nothing but these words, numbers and what has one of the patterns, one after the
    other."""
    longest = _words().longest
    reached = [True] + [False] * len(clause)
    for start in range(len(clause)):
        if reached[start]:
            for end in range(start + 1, min(start + longest, len(clause)) + 1):
                reached[end] = reached[end] or clause[start:end] in words
            for found in (each.match(clause, start) for each in (_NUMBER, *patterns)):
                if found:
                    reached[found.end()] = True
    return reached[-1]


def _is_plain_of_rows(clause: str) -> bool:
    words = _words()
    return _is_plain(clause) or _is_made_of(_NUMERAL.sub("", clause), words.lines, words.ill)
