"""Whether the number formats of a column say what its heading says: 12000 may be shown as 12000元/月."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from warmth_cli.fields import Field, Kind
from warmth_cli.files.number_format import hides, is_reckoned, words_beside
from warmth_cli.pattern import pattern
from warmth_cli.reading.headings.heading import Heading, fits, is_unit, normalised

_COUNTED = ("", "人", "口", "口人", "个人", "个", "名", "位")
"""What may stand beside a number of people."""
_SAYS_NOTHING = pattern(r"[\s()+\-,.:;]|¥|人民币|rmb|cny")
_IN_FULL = pattern(r"[元圆][整正]?(?!\w)|[元圆][整正]")


def odd_format(formats: Mapping[str, int], heading: Heading, field: Field | None = None) -> tuple[str, int]:
    """The first format that says something else than the heading of the field, and its first row, from 0; ""
    where none does. Without a field it is a column of money whose words say themselves what it is."""
    return next(
        ((code, row) for code, row in formats.items() if not _says_the_same(code, heading, field)), ("", 0)
    )


def _says_the_same(code: str, heading: Heading, field: Field | None) -> bool:
    if is_reckoned(code) or hides(code):
        return False
    words = unicodedata.normalize("NFKC", words_beside(code)).lower()
    words = _IN_FULL.sub("元", _SAYS_NOTHING.sub("", words))
    if field is not None and field.kind is Kind.COUNT:
        return words in _COUNTED
    if not words:
        return True
    said = normalised(f"({words})")
    if not is_unit(words) or (said.unit or heading.unit or 1) != (heading.unit or 1):
        return False
    if field is not None:
        return fits(field, replace(said, unit=None))
    return all(part in ("", own) or part in heading.words for part, own in _parts(said, heading))


def _parts(said: Heading, heading: Heading) -> tuple[tuple[str, str], tuple[str, str]]:
    return (said.period, heading.period), (said.each, heading.each)
