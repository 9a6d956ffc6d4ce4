"""Tables of a web page: what many systems call an .xls export is HTML."""

import html
import re
from dataclasses import dataclass, field

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
_STRIKING_TAGS = frozenset(("s", "strike", "del"))
_STRIKES = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,80}line-through", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CLASSES = re.compile(r"""(?<![\w-])class\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_CLASS_OF_RULE = re.compile(r"\.([\w-]+)")


@dataclass(frozen=True, slots=True)
class _Table:
    """What one table has, as a Sheet has it."""

    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)


class _Tables:
    """Collects the cells of every outermost table; a table inside a cell is words of that cell."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self._striking_classes: set[str] = set()
        self._row_strikes = self._struck = False
        self._striking, self._within = "", 0  # the tag that strikes words of a cell, and how often it is open
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: dict[int, int] = {}  # by column, the row before which a cell from above ends
        self._row = -1
        self._left = MOST_CELLS

    def read(self, page: str) -> None:
        """Read a whole page."""
        for found in _TOKEN.finditer(page):
            words, unseen, slash, tag, about, stray = found.groups()
            if words := words or stray:
                if self._cell is not None:  # those outside a cell belong to no table
                    self._cell.append(html.unescape(words) if "&" in words else words)
                    if self._striking and words.strip():
                        self._struck = True
            elif slash:
                self._end(tag.lower())
            elif tag:
                self._start(tag.lower(), about)
            elif unseen and unseen.lower() == "style":
                self._striking_classes |= _striking_classes(found[0])
        self._end_cell()

    def _start(self, tag: str, about: str) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
                self._taken, self._row = {}, -1
        elif self._depth == 1 and tag == "tr":
            self._start_row(about)
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            if self._row < 0:
                self._start_row("")
            self._cell, self._striking = [], ""
            self._struck = self._row_strikes or self._strikes(tag, about)
            spans = {name.lower(): number for name, number in _SPANS.findall(about)} if about else {}
            self._span = (_span(spans.get("rowspan")), _span(spans.get("colspan")))
        elif self._cell is not None:
            self._start_words(tag, about)

    def _start_words(self, tag: str, about: str) -> None:
        """Something inside a cell."""
        assert self._cell is not None
        if tag in _BREAKS:
            self._cell.append("\n")
        if self._striking:
            self._within += tag == self._striking
        elif tag != "br" and self._strikes(tag, about):
            self._striking, self._within = tag, 1

    def _strikes(self, tag: str, about: str) -> bool:
        """Whether a tag strikes its words through: by itself, by its style or by its class."""
        if tag in _STRIKING_TAGS or (about and _STRIKES.search(about)):
            return True
        if not self._striking_classes or not (classes := _CLASSES.search(about)):
            return False
        return not self._striking_classes.isdisjoint("".join(filter(None, classes.groups())).split())

    def _start_row(self, about: str) -> None:
        self._end_cell()
        self._row += 1
        self._row_strikes = self._strikes("tr", about)
        if about and _NOT_SHOWN.search(about):
            self.tables[-1].hidden_rows.add(self._row)
        self._left -= 1
        if self._left < 0:
            raise TooManyCells
        self.tables[-1].rows.append([])

    def _end(self, tag: str) -> None:
        """A table, a row or a cell ends; pages leave many of these ends out."""
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == self._striking:
            self._within -= 1
            if not self._within:
                self._striking = ""

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        table = self.tables[-1]
        row = table.rows[self._row]
        while self._taken.get(len(row), 0) > self._row:
            row.append("")
        column = len(row)
        down, across = self._span
        self._left -= down * across
        if self._left < 0:
            raise TooManyCells
        row.append("".join(self._cell).strip())
        if self._struck and row[column]:
            table.struck.add((self._row, column))
        row.extend([""] * (across - 1))
        for beside in range(column, column + across) if down > 1 else ():
            self._taken[beside] = max(self._taken.get(beside, 0), self._row + down)
        if down > 1 or across > 1:
            table.merged.append((self._row, column, self._row + down - 1, column + across - 1))
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
    return [
        Sheet(
            "",
            False,
            table.rows,
            table.merged,
            hidden_rows=frozenset(table.hidden_rows),
            struck=frozenset(table.struck),
        )
        for table in page.tables
    ]


def _striking_classes(style: str) -> set[str]:
    """The classes whose rule in a style sheet strikes words through."""
    rules = (rule.rpartition("{") for rule in style.split("}"))
    return {
        name
        for selector, _, says in rules
        if _STRIKES.search(says)
        for name in _CLASS_OF_RULE.findall(selector)
    }


def _span(number: str | None) -> int:
    return min(max(1, int(number)), _MOST_SPAN) if number and len(number) < 10 else 1
