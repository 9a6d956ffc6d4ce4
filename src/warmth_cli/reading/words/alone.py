"""Words that stand alone in their row, where a table's rows say more than one thing."""

from collections.abc import Sequence
from itertools import islice

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown

_NUMERAL = pattern(r"\(?([一二三四五六七八九十]{1,3})\)?[、.]?")
FIGURE = pattern(r"[\d,.]{1,10}[户人元]?|万元")
"""A figure that says how many or how much, and no number of a person."""
_MOST_BESIDE = 3
"""Cells of a row in which words stand alone; in a longer one no more of them are looked at."""


def alone(row: Sequence[Cell]) -> str:
    """The words that stand alone in a row, "" where more is said: only a numeral may have a cell before them
    and a figure one behind, as in 一 | 在档困难职工 | 3户.

    >>> alone(["一", "在档困难职工", "", "3户"]), alone(["", "合计"]), alone(["1", "张三"])
    ('一、在档困难职工', '合计', '')
    """
    texts = [*islice(filter(None, (plain(shown(cell)) for cell in row)), _MOST_BESIDE + 1)]
    number = _NUMERAL.fullmatch(texts[0]) if 1 < len(texts) <= _MOST_BESIDE else None
    if number and all(map(FIGURE.fullmatch, texts[2:])):
        return f"{number[1]}、{texts[1]}"
    return texts[0] if len(texts) == 1 else ""
