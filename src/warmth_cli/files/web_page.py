"""Tables of a web page: what many systems call an .xls export is HTML."""

import html
import re
from functools import lru_cache

from warmth_cli.files.refusals import Broken, CutOff, TooManyCells
from warmth_cli.files.sheet import MOST_CELLS, Sheet, stacked
from warmth_cli.files.text import decoded
from warmth_cli.files.web_style import HidingRules, attributes, is_hidden
from warmth_cli.files.web_table import WebTable
from warmth_cli.pattern import pattern

_MOST_ACROSS, _MOST_DOWN = 1000, 65_534
"""What a browser takes a cell to span (HTML Standard, 4.9.11)."""
_CHARSET = pattern(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_ENCODINGS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
_TAG_FIRST = pattern(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
_MOST_HEAD = 1024**2
"""So far it is looked for what a page says of itself."""
_TOKEN = pattern(
    r"""([^<]+)
    | <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?P<unseen>comment|script|style)\b.*?(?:</(?P=unseen)[^<>]*>?|\Z)
    | <(/?)([a-z][a-z0-9:]*)((?:[^<>"']|"[^"]*"|'[^']*')*+)>
    | <[!?][^<>]*>?
    | (<)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""Words, a comment, what is not shown, a tag, a declaration, a stray sign. Python's own parser takes twice
as long, and endless time for a page that is made so."""
_SPANS = pattern(r"""(?<![\w-])(rowspan|colspan)\s*=\s*["']?\s*([0-9]+)""", re.IGNORECASE)
_NUMBER = pattern(
    r"""(?<![\w:-])(?:x:num|sdval|data-v)"""
    r"""(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?(?=[\s/]|$)""",
    re.IGNORECASE,
)
"""Where programs write the number itself beside what is shown of it; x:num alone: that is what is shown."""
_TORN = pattern(r"</?t[rdh](?:[\s>]|\Z)", re.IGNORECASE)
"""A cell within a tag, or one whose tag does not end: a quotation mark in it was not closed."""
_BREAKS = frozenset(("br", "p", "div"))
_EMPTY = frozenset(("br", "img", "input", "hr", "wbr"))
_TYPED = frozenset(("", "text", "number", "tel", "date"))
"""The types of a field of a form that shows what was typed into it."""
_STRIKING_TAGS = frozenset(("s", "strike", "del"))
_STRIKES = pattern(r"text-decoration(?:-line)?\s*:[^;]{0,80}line-through", re.IGNORECASE)
_OF_TABLES = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
"""Words in one of these that is hidden are hidden with their row, which is told."""
_BY_EXCEL = pattern(r"""content\s*=\s*["']?Microsoft Excel""", re.IGNORECASE)
_CLASS_OF_RULE = pattern(r"\.([\w-]+)")
_MANY = 1000
"""So many different tags are remembered: most cells of a page are written alike."""
_MOST_HEADING_ROWS = 4
_PERSON = pattern(r"\d{15}", re.ASCII)
_MOST_LEVELS = 8
"""A table deeper in others is words of the cell around it."""


class _Page:
    """Collects the cells of every table.

    A table inside a cell is words of that cell, unless it is wider than the table around it: then that one
    only lays out the page.
    """

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._outermost = 0  # where the sheet of the outermost open table will stand
        self._open: list[WebTable] = []
        self._depth = 0
        self._closes_rows = False
        self._striking_classes: frozenset[str] = frozenset()
        self._hiding = HidingRules()
        self._by_excel = False
        self._left = MOST_CELLS
        self._words_since = False  # whether words were met after the last table that ended

    def read(self, page: str) -> None:
        """Read a whole page."""
        for found in _TOKEN.finditer(page):
            words, unseen, slash, tag, about, stray = found.groups()
            if stray and _TORN.match(page, found.start()):
                raise Broken("a quotation mark is not closed")
            if words := words or stray:
                words = html.unescape(words) if "&" in words else words
                self._words_since = self._words_since or not words.isspace()
                self._add(words)
            elif slash:
                self._end(tag.lower())
            elif tag:
                self._start(tag.lower(), about)
            elif unseen and unseen.lower() == "style":
                self._striking_classes |= _striking_classes(found[0])
                self._hiding.read(found[0].partition(">")[2].rpartition("<")[0])
        if self._open and self._closes_rows:
            raise CutOff
        self._depth = len(self._open)
        while self._open:
            self._end("table")

    def _add(self, words: str) -> None:
        for table in self._open:
            table.add(words)

    def _start(self, tag: str, about: str) -> None:
        if "<" in about and _TORN.search(about):
            raise Broken("a quotation mark swallows cells")
        if tag == "table":
            self._start_table()
            return
        if not self._open:
            self._by_excel |= tag == "meta" and _BY_EXCEL.search(about) is not None
            return
        striking = _strikes(tag, about, self._striking_classes)
        around = self._open
        if self._depth == len(self._open) and tag in ("tr", "td", "th"):
            *around, table = self._open
            if tag == "tr":
                table.start_row(striking, is_hidden(tag, about, self._hiding.perhaps))
            else:
                table.start_cell(striking, *_spanned(about), _number(about))
        elif tag in _BREAKS:
            self._add("\n")
        hidden = tag not in _OF_TABLES and is_hidden(tag, about, self._hiding.surely)
        if tag == "input" and not hidden:
            self._add(_typed(about))
        if tag not in _EMPTY:
            for table in around:
                table.start_inside(tag, striking, hidden)

    def _start_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self._outermost = len(self.sheets)
        if self._depth <= _MOST_LEVELS:
            begins = [table.pieces for table in self._open]
            self._open.append(WebTable(self._spend, begins, not self._words_since, self._by_excel))

    def _end(self, tag: str) -> None:
        """A table, a row or a cell ends; pages leave many of these ends out."""
        innermost = self._depth == len(self._open) > 0
        if tag == "table":
            if innermost:
                self._end_table()
            self._depth = max(0, self._depth - 1)
        elif innermost and tag == "tr":
            self._open[-1].end_row()
            self._closes_rows = True
        elif innermost and tag in ("td", "th"):
            self._open[-1].end_cell()
        for table in self._open:
            table.end_inside(tag)

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_cell()
        if not self._open:
            self._keep(table, self._outermost)
        elif table.height > 1 and table.width > max(around.width for around in self._open):
            for around, pieces in zip(self._open, table.begins, strict=True):
                around.cut(pieces)
            self._keep(table, len(self.sheets))

    def _keep(self, table: WebTable, place: int) -> None:
        """Keep a table as the sheet at this place, or below the one before it, when that is its heading."""
        sheet = table.sheet()
        before = self.sheets[place - 1] if place and table.follows else None
        if before and _is_heading_of(before, sheet):
            self.sheets[place - 1] = stacked(before, sheet)
        else:
            self.sheets.insert(place, sheet)
        self._words_since = False

    def _spend(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise TooManyCells


def _is_heading_of(above: Sheet, below: Sheet) -> bool:
    """Whether a table is only the heading of the next, as grids have it that scroll under their heading."""
    widths = [max((len(row) for row in sheet.rows), default=0) for sheet in (above, below)]
    if len(above.rows) > _MOST_HEADING_ROWS or widths[1] < 2 or not 0 <= widths[0] - widths[1] <= 1:
        return False
    # It may have one column more, without words: it stands over the scroll bar.
    beyond = (cell for row in above.rows for cell in row[widths[1] :])
    return not any(beyond) and not any(_PERSON.search(str(cell)) for row in above.rows for cell in row)


def is_web_page(data: bytes) -> bool:
    """Whether the bytes begin like HTML with a table; long comments and layout may stand before it."""
    begins_with_tag = _TAG_FIRST.match(data) is not None
    head = data[: _MOST_HEAD if begins_with_tag else 4096].replace(b"\0", b"").lower()
    return any(mark in head for mark in (b"<html", b"<table", b"<!doctype html"))


def charset(data: bytes) -> str | None:
    """The encoding that the page itself names, where it is one that can write Chinese: systems leave
    iso-8859-1 in the heads of their pages, in which any bytes are text. gb2312 means GB18030."""
    found = _CHARSET.search(data[:_MOST_HEAD])
    return None if found is None else _ENCODINGS.get(found[1].decode("ascii").lower())


def read_web_page(data: bytes) -> list[Sheet]:
    """The tables of the page, each a sheet without a name. Raises Refused."""
    page = _Page()
    page.read(decoded(data, charset(data)))
    return page.sheets


@lru_cache(_MANY)
def _strikes(tag: str, about: str, classes: frozenset[str]) -> bool:
    """Whether a tag strikes its words through: by itself, by its style or by its class."""
    if tag in _STRIKING_TAGS or _STRIKES.search(about):
        return True
    return bool(classes) and not classes.isdisjoint(attributes(about).get("class", "").split())


@lru_cache(_MANY)
def _spanned(about: str) -> tuple[int, int]:
    """How many rows and columns a cell spans."""
    spans = {name.lower(): number for name, number in _SPANS.findall(about)}
    down = "65534" if spans.get("rowspan") == "0" else spans.get("rowspan")  # 0: to the end
    return _span(down, _MOST_DOWN), _span(spans.get("colspan"), _MOST_ACROSS)


def _number(about: str) -> str | None:
    """The number that a cell holds, "" where it is the one that is shown; None for a cell of text."""
    if not ("num" in about or "sdval" in about or "data-v" in about):
        return None
    text = 'data-t="s"' in about or "x:str" in about
    found = None if text else _NUMBER.search(about)
    return "".join(filter(None, found.groups())) if found else None


def _typed(about: str) -> str:
    """What stands in a field of a form; "" for a button, a box to tick, or what is hidden."""
    says = attributes(about)
    return html.unescape(says.get("value", "")) if says.get("type", "").lower() in _TYPED else ""


def _striking_classes(style: str) -> set[str]:
    """The classes whose rule in a style sheet strikes words through."""
    rules = (rule.rpartition("{") for rule in style.split("}"))
    return {
        name
        for selector, _, says in rules
        if _STRIKES.search(says)
        for name in _CLASS_OF_RULE.findall(selector)
    }


def _span(number: str | None, most: int) -> int:
    return min(max(1, int(number)), most) if number and len(number) < 10 else 1
