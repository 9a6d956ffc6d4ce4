"""Tables of a web page: what many systems call an .xls export is HTML."""

import re
from html.parser import HTMLParser

from warmth_cli.reading.delimited import decoded
from warmth_cli.reading.refusals import TooManyCells
from warmth_cli.reading.sheet import MOST_CELLS, Sheet
from warmth_cli.reading.values import Cell

_MOST_SPAN = 1000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_UNSEEN = frozenset(("comment", "script", "style"))
_BREAKS = frozenset(("br", "p", "div"))


class _Tables(HTMLParser):
    """Collects the cells of every outermost table; a table inside a cell is words of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[list[Cell]], list[tuple[int, int, int, int]]]] = []
        self._depth = self._unseen = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: dict[int, int] = {}  # by column, the row before which a cell from above ends
        self._row = -1
        self._left = MOST_CELLS

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row or a cell begins."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(([], []))
                self._taken, self._row = {}, -1
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._row += 1
            self.tables[-1][0].append([])
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            about = dict(attrs)
            self._cell = []
            self._span = (_span(about.get("rowspan")), _span(about.get("colspan")))
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A table, a row or a cell ends; pages leave many of these ends out."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Words; those outside a cell belong to no table."""
        if self._cell is not None and not self._unseen:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None or self._row < 0:
            self._cell = None
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
        for beside in range(column, column + across):
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
    parser = _Tables()
    parser.feed(decoded(data, charset(data)))
    parser.close()
    return [Sheet("", False, rows, merged) for rows, merged in parser.tables]


def _span(text: str | None) -> int:
    return min(int(text), _MOST_SPAN) if text and text.strip().isdigit() and int(text) > 0 else 1
