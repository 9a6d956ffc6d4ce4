"""A heading that goes on with what its column may say: 建档状态 ①在档②已退档③渐退期④未建档."""

import re
from functools import cache

from warmth_cli.fields import CAUSES, FIELDS, Field, Kind
from warmth_cli.pattern import pattern

_SHORT = {"file_status": ("退档", "渐退"), "hardship": ("深度", "相对", "意外")}
_KINDS = {Kind.YES_NO: ("是", "否"), Kind.JUDGEMENT: ("同意", "不同意"), Kind.CAUSE: tuple(CAUSES.values())}
_SHORTEST, _LONGEST = 4, 120
"""Other words list nothing or are no heading, and the longest would take long to be looked through."""
_BETWEEN = r"[\d.、,;/|()或:-]*"


def without_options(words: str) -> tuple[str, frozenset[str]]:
    """The heading alone, and the names of the fields that have the values behind it; none where none are.

    >>> heading, fields = without_options("困难类别:1深度困难2相对困难3意外致困")
    >>> heading, sorted(fields)
    ('困难类别', ['hardship'])
    >>> without_options("在档情况"), without_options("退档在档")
    (('', frozenset()), ('', frozenset()))
    """
    if not _SHORTEST <= len(words) <= _LONGEST or not _any_value().search(words):
        return "", frozenset()
    found = {name: each[1] for name, pattern in _patterns().items() if (each := pattern.fullmatch(words))}
    shortest = min(found.values(), key=len, default="")
    return shortest, frozenset(name for name, heading in found.items() if heading == shortest)


@cache
def _any_value() -> re.Pattern[str]:
    """Without one of these, which is told quickly, words list nothing."""
    return pattern("|".join({value for field in FIELDS.values() for value in _values(field)}))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """For each field that has values, a heading with two or more of them behind it."""
    return {name: _pattern(values) for name, field in FIELDS.items() if (values := _values(field))}


def _pattern(values: tuple[str, ...]) -> re.Pattern[str]:
    any_of = "|".join(sorted(values, key=len, reverse=True))
    return pattern(f"(.*?[^:])[:]?(?:{_BETWEEN}+(?:{any_of})){{2,}}{_BETWEEN}+")


def _values(field: Field) -> tuple[str, ...]:
    if field.kind is Kind.CHOICE or field.kind is Kind.SEX:
        return (*field.values, *_SHORT.get(field.name, ()))
    return _KINDS.get(field.kind, ())
