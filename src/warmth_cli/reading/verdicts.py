"""Columns in which somebody says whether a household counts: 是否发放, 审核意见, 是否已领取.

They are no fields, and nobody is granted anything for them; but of whom one says that he does not count, or
has had his money already, is held.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from warmth_cli.files.cell import Cell
from warmth_cli.reading.boxes import ticked
from warmth_cli.reading.cell_words import is_nothing, plain, shown
from warmth_cli.reading.choices import says_yes
from warmth_cli.reading.remarks import MAY_SPEAK, says_set_aside
from warmth_cli.reading.sought import places_with

_COUNTS = re.compile(
    "(?:同意|可以?|拟|准予|予以|审核|已)*(?:发放?|慰问|通过|符合(?:条件)?|同意|合格|继续(?:帮扶)?|纳入|享受|有效)"
)
_DENIES = re.compile(
    "不(?:同意|予|通过|符合|合格|属实|发|纳入|享受)|未(?:通过|同意|审)|退回|驳回|待(?:核|定|审|查)|[审核查]中|暂缓|暂不"
)
_NO_OPINION = frozenset(("无", "没有"))


class Verdict(StrEnum):
    """What a column asks of a household; the words of each are those of `[verdicts]` in headings.toml."""

    COUNTS = "counts"
    """是否发放: whoever has no yes where others have one does not count."""
    BARS = "bars"
    """是否已领取: a yes bars."""
    OTHERS = "others"
    """代领人: whoever is named has it in place of the head."""
    OPINION = "opinion"
    """审核意见: a refusal bars, in whatever words."""
    REMARK = "remark"
    """Any other that is not read: 作废 or 不予发放 bars there, as it does in 备注."""


class VerdictColumn(NamedTuple):
    """One such column: its place from 0, what it asks, its heading as it stands."""

    place: int
    asks: Verdict
    heading: str


class Bar(NamedTuple):
    """What such a column says against the household of one row."""

    column: VerdictColumn
    words: str


def barred(verdict: Verdict, cells: Sequence[Cell]) -> Mapping[int, str]:
    """The places of the cells of such a column that say that their household does not count, and their words.

    >>> barred(Verdict.COUNTS, ["是", "否", "√", ""]), barred(Verdict.COUNTS, ["", "否", "不发"])
    ({1: '否', 3: '—'}, {1: '否', 2: '不发'})
    >>> barred(Verdict.BARS, ["是", "否", "已领取", ""]), barred(Verdict.OPINION, ["同意", "不同意", "否"])
    ({0: '是', 2: '已领取'}, {1: '不同意', 2: '否'})
    >>> barred(Verdict.REMARK, ["已去世", "是", "否", "患癌"])
    {0: '已去世'}
    """
    if verdict is Verdict.REMARK:
        places = places_with(MAY_SPEAK, cells)
        return {place: shown(cells[place]) for place in places if says_set_aside(shown(cells[place]))}
    said = [plain(shown(cell)) for cell in cells]
    bars = {words: _bars(verdict, words) for words in set(said) if not is_nothing(words)}
    blank_bars = verdict is Verdict.COUNTS and not all(bars.values())
    bars |= dict.fromkeys(set(said) - bars.keys(), blank_bars)
    return {place: shown(cells[place]) or "—" for place, words in enumerate(said) if bars[words]}


def _bars(verdict: Verdict, words: str) -> bool:
    said = says_yes(ticked(words))
    if verdict is Verdict.COUNTS:
        return not (said or _COUNTS.fullmatch(words))
    if verdict is Verdict.OTHERS:
        return said is None
    if verdict is Verdict.BARS:
        return said is True or says_set_aside(words)
    refused = said is False and words not in _NO_OPINION
    return refused or _DENIES.search(words) is not None or says_set_aside(words)
