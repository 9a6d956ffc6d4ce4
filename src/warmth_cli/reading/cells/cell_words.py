"""What a cell says as words: as a person sees it, and as two spellings of one word have it in common."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal

from warmth_cli.files.cell import Cell, Faulty
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.invisible import without_invisible
from warmth_cli.remembered import remembered

_NOTHING = pattern(
    r"[-‐‒–—―─━−_]{0,6}|[/\\]{1,2}|(?:N/A|不涉及|不适用)[。.]?"
    r"|nan|nat|null|none|<na>|undefined|\\n",
    re.IGNORECASE,
)
"""A dash or a slash of a clerk, and what programs write for a cell without anything in it."""
_ERROR = pattern(r"\s*#(?:N/A|GETTING_DATA|[^\W\d][\w/]*[!?！？]|#+)\s*", re.IGNORECASE)
"""An Excel error in any language, or the #### of a column too narrow."""


_SHORT = 100
"""Characters of a text that is remembered in half width."""


def is_empty(row: Sequence[Cell]) -> bool:
    """Whether nothing stands in a row, told quickly."""
    return not any(row) and row.count("") == len(row)


def plain(text: str) -> str:
    """`text` in half width without any white space: what two spellings of one word have in common.

    >>> plain(" 姓　名\\n（必填）")
    '姓名(必填)'
    """
    if text.isascii():  # most cells of a roster are, and then this is much quicker
        return "".join(text.split())
    return _plain_short(text) if len(text) <= _SHORT else _plain(text)


def _plain(text: str) -> str:
    return "".join(without_invisible(unicodedata.normalize("NFKC", text)).split())


_plain_short = remembered(_plain)  # a row that is no person's is asked some forty questions


def spaced(text: str) -> str:
    """`text` in half width with single blanks, where a blank parts two things."""
    if not text.isascii():
        text = without_invisible(unicodedata.normalize("NFKC", text))
    return " ".join(text.split())


def shown(cell: Cell) -> str:
    """A cell as a person sees it in Excel, for messages."""
    if type(cell) is str:  # most are
        return cell.strip()
    match cell:
        case Faulty(text):
            return text
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer():
            return f"{Decimal(f'{cell:.15g}'):f}"  # Excel keeps 15 digits and shows zeros after them
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else str(cell)
        case _:
            return str(cell).strip()


def is_error(text: str) -> bool:
    """Whether a text is an Excel error, or the #### of a column too narrow."""
    return _ERROR.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """Whether a text is what clerks write for nothing: a dash, a slash, 不涉及."""
    return _NOTHING.fullmatch(text) is not None
