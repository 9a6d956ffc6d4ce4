"""Tables of a web page: what many systems call an .xls export is HTML."""

import html
import re

from warmth_cli.files.cell import Cell
from warmth_cli.files.delimited import decoded
from warmth_cli.files.refusals import TooManyCells
from warmth_cli.files.sheet import MOST_CELLS, Sheet

_MOST_SPAN = 1000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_TOKEN = re.compile(
    r"""([^<]+)
    | <!--.*?(?:-->|\Z)
    | <(?P<unseen>comment|script|style)\b.*?(?:</(?P=unseen)[^<>]*>?|\Z)
    | <(/?)([a-z][a-z0-9:]*)((?:[^<>"']|"[^"]*"|'[^']*')*+)>
    | <[!?][^<>]*>?
    | (<)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""Words, a comment, what is not shown, a tag, a declaration, a stray sign. Python's own parser takes twice
as long, and endless time for a page that is made so."""
_SPANS = re.compile(r"""(?<![\w-])(rowspan|colspan)\s*=\s*["']?\s*([0-9]+)""", re.IGNORECASE)
_BREAKS = frozenset(("br", "p", "div"))


class _Tables:
    """Collects the cells of every outermost table; a table inside a cell is words of that cell."""

    def __init__(self) -> None:
        self.tables: list[tuple[list[list[Cell]], list[tuple[int, int, int, int]]]] = []
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: dict[int, int] = {}  # by column, the row before which a cell from above ends
        self._row = -1
        self._left = MOST_CELLS

    def read(self, page: str) -> None:
        """Read a whole page."""
        for found in _TOKEN.finditer(page):
            words, _, slash, tag, about, stray = found.groups()
            if words := words or stray:
                if self._cell is not None:  # those outside a cell belong to no table
                    self._cell.append(html.unescape(words) if "&" in words else words)
            elif slash:
                self._end(tag.lower())
            elif tag:
                self._start(tag.lower(), about)
        self._end_cell()

    def _start(self, tag: str, about: str) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(([], []))
                self._taken, self._row = {}, -1
        elif self._depth == 1 and tag == "tr":
            self._start_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            if self._row < 0:
                self._start_row()
            self._cell = []
            spans = {name.lower(): number for name, number in _SPANS.findall(about)} if about else {}
            self._span = (_span(spans.get("rowspan")), _span(spans.get("colspan")))
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append("\n")

    def _start_row(self) -> None:
        self._end_cell()
        self._row += 1
        self._left -= 1
        if self._left < 0:
            raise TooManyCells
        self.tables[-1][0].append([])

    def _end(self, tag: str) -> None:
        """A table, a row or a cell ends; pages leave many of these ends out."""
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        rows, merged = self.tables[-1]
        row = rows[self._row]
        while self._taken.get(len(row), 0) > self._row:
            row.append("")
        column = len(row)
        down, across = self._span
        self._left -= down * across
        if self._left < 0:
            raise TooManyCells
        row.append("".join(self._cell).strip())
        row.extend([""] * (across - 1))
        for beside in range(column, column + across) if down > 1 else ():
            self._taken[beside] = max(self._taken.get(beside, 0), self._row + down)
        if down > 1 or across > 1:
            merged.append((self._row, column, self._row + down - 1, column + across - 1))
        self._cell = None


def is_web_page(data: bytes) -> bool:
    """Whether the bytes begin like HTML with a table."""
    head = data[:4096].replace(b"\0", b"").lower()
    return any(mark in head for mark in (b"<html", b"<table", b"<!doctype html"))


def charset(data: bytes) -> str | None:
    """The encoding that the page itself names; gb2312 means GB18030, which contains it."""
    found = _CHARSET.search(data[:4096])
    if not found:
        return None
    name = found[1].decode("ascii").lower()
    return "gb18030" if name in ("gb2312", "gbk", "gb18030", "x-gbk") else name


def read_web_page(data: bytes) -> list[Sheet]:
    """The tables of the page, each a sheet without a name. Raises Refused."""
    page = _Tables()
    page.read(decoded(data, charset(data)))
    return [Sheet("", False, rows, merged) for rows, merged in page.tables]


def _span(number: str | None) -> int:
    return min(max(1, int(number)), _MOST_SPAN) if number and len(number) < 10 else 1
