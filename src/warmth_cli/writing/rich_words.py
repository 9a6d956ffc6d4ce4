"""The words of a cell with placeholders filled in, each with the look it has in the form."""

import re
from collections.abc import Callable

from openpyxl.cell.rich_text import CellRichText, TextBlock

from warmth_cli.reading.cells.placeholder import PLACEHOLDER, names_in

Words = Callable[[re.Match[str]], str]


def filled_in(value: object, words: Words) -> CellRichText | str:
    """What a cell holds with `words` in place of its placeholders; looks stay where each has one look."""
    if not isinstance(value, CellRichText) or not keeps_looks(value):
        return PLACEHOLDER.sub(words, str(value))
    filled = []
    for part in value:
        text = PLACEHOLDER.sub(words, str(part))
        if text:
            filled.append(TextBlock(part.font, text) if isinstance(part, TextBlock) else text)
    return CellRichText(filled) if filled else ""


def keeps_looks(value: CellRichText) -> bool:
    """Whether no placeholder begins in one look and ends in another."""
    return sum(len(names_in(str(part))) for part in value) == len(names_in(str(value)))
