"""A text document of Word 2007 and later (.docx, .docm) becomes a sheet (ECMA-376 part 1, 17).

Its lines and tables are read as those of an older one. It is read in a process apart.
"""

from collections.abc import Iterator
from itertools import accumulate, islice
from xml.etree.ElementTree import Element

from warmth_cli.files.package import Package
from warmth_cli.files.page_grid import PageRow, sheet_of
from warmth_cli.files.page_words import PageWords, row_of
from warmth_cli.files.refusals import Broken, TooManyCells
from warmth_cli.files.relations import main_part, relations_of
from warmth_cli.files.sheet import MOST_ROWS, Sheet
from warmth_cli.files.word_fields import FIELD, FIELD_END, RESULT, Fields
from warmth_cli.files.word_look import Look, Run, look
from warmth_cli.files.word_symbols import box, is_picture_font, symbol
from warmth_cli.files.xml_names import local_name

_SIGNS = {"begin": FIELD, "separate": RESULT, "end": FIELD_END}
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GONE = frozenset(("del", "moveFrom"))
"""What was deleted while changes were tracked: as long as nobody has accepted that, it is struck."""
_LOOKS = ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr")
_PASSED_OVER = frozenset((*_LOOKS, "instrText", "rt", "Fallback"))
"""What only says how things look, how words sound, or the same once more for older programs."""
_NOTES = {"comments": "commentReference", "footnotes": "footnoteReference", "endnotes": "endnoteReference"}
_EDGES = ("header", "footer")
_OFF = frozenset(("0", "false", "off"))
_WIDTH, _MOST_WIDTH = 1000, 31_680
"""Of a column that says nothing of it, and of a page, in twentieths of a point."""
_MOST_COLUMNS = 1000
"""Word has 63."""
_MOST_PARENTS = 12


def read_docx(data: bytes) -> list[Sheet]:
    """The document as one sheet without a name. Raises Refused, or what reading broken bytes raises."""
    return [_Document(Package(data)).sheet()]


class _Document:
    """A document: its styles and notes, and its rows while they are read."""

    def __init__(self, package: Package) -> None:
        main = main_part(package) or "word/document.xml"
        relations = relations_of(package, main)

        def parts(kind: str) -> list[Element]:
            names = dict.fromkeys(each.part for each in relations if each.kind == kind)
            return [package.markup(name) for name in names if name in package]

        self._main = package.markup(main)
        self._fields, self._boxes = Fields(), list[str]()
        self._notes: dict[tuple[str, str], str] = {}
        self._styles = _Styles(parts("styles"))
        for kind, sign in _NOTES.items():
            for note in (each for part in parts(kind) for each in part):
                self._notes[sign, _said(note, "id")] = self._plain(note)
        heads = [self._plain(part) for kind in _EDGES for part in parts(kind)]
        self._page_words = [line for head in heads for line in head.split("\n") if line.strip()]

    def sheet(self) -> Sheet:
        """The whole document."""
        body = _child(self._main, "body")
        if body is None:
            raise Broken("a text without a body")
        rows = list(islice(self._rows(body, gone=False), MOST_ROWS + 1))
        if self._fields.reckoning:
            raise Broken("a field that does not end")
        return sheet_of(rows, list(dict.fromkeys(self._boxes)), list(dict.fromkeys(self._page_words)))

    def _rows(self, within: Element, gone: bool) -> Iterator[PageRow]:
        for each in within:
            name = _name(each)
            if name == "p":
                words = PageWords()
                self._add_paragraph(each, words, gone)
                yield row_of([words])
            elif name == "tbl":
                yield from self._table_rows(each, gone)
            elif name == "altChunk":
                raise Broken("a text of another kind within the text")
            elif name not in _PASSED_OVER:
                yield from self._rows(each, gone or name in _GONE)

    def _table_rows(self, table: Element, gone: bool) -> Iterator[PageRow]:
        rows = [_Row(each, row_gone) for each, row_gone in _inside(table, "tr", gone)]
        grid = _grid(table, max((row.places[-1] for row in rows), default=0))
        for row in rows:
            cells = []
            for cell, cell_gone in row.cells:
                words = PageWords()
                self._add(cell, words, cell_gone, Look(), "")
                if self._fields.reckoning:
                    raise Broken("a field swallows a cell")
                cells.append(words)
            if cells:
                yield row_of(cells, tuple(grid[place] for place in row.places), row.merges, row.hidden)

    def _add_paragraph(self, paragraph: Element, words: PageWords, gone: bool) -> None:
        style = _said(_child(paragraph, "pPr", "pStyle"), "val")
        self._add(paragraph, words, gone, look(Run(), [self._styles.look(style)]), style)

    def _add(self, within: Element, words: PageWords, gone: bool, how: Look, style: str) -> None:
        """Add what is shown of an element, whose words look so in a paragraph of this style."""
        for each in within:
            name = _name(each)
            if name in _PASSED_OVER:
                continue
            if name == "p":
                if words.shown or words.hidden:
                    words.end_line()
                self._add_paragraph(each, words, gone)
            elif name == "r":
                styles = [self._styles.look(called) for called in (style, _style_of(each))]
                says = look(_run(_child(each, "rPr")), styles)
                if is_picture_font(font := _said(_child(each, "rPr", "rFonts"), "ascii")):
                    _draw(each, font)
                self._add(each, words, gone, says, style)
            elif name == "sdt" and (ticks := _child(each, "sdtPr", "checkbox")) is not None:
                words.add(box(_is_on(_child(ticks, "checked"))), Look(how.struck or gone, how.hidden))
            elif name == "txbxContent":
                self._boxes.append(self._plain(each))
            elif name == "fldChar":
                if (ticks := _child(each, "ffData", "checkBox")) is not None:
                    words.add(box(_is_ticked(ticks)), Look(how.struck or gone, how.hidden))
                self._fields.meet(_SIGNS.get(_said(each, "fldCharType"), ""))
            elif (name, _said(each, "id")) in self._notes:
                words.notes.append(self._notes[name, _said(each, "id")])
            elif (text := _text(each, name)) is None:
                self._add(each, words, gone or name in _GONE, how, style)
            elif not self._fields.reckoning:
                words.add(text, Look(how.struck or gone, how.hidden))

    def _plain(self, within: Element) -> str:
        """The words of a note, a box or the head of a page; they have fields of their own."""
        words, fields = PageWords(), self._fields
        self._fields = Fields()
        self._add(within, words, gone=False, how=Look(), style="")
        self._fields = fields
        return words.text


class _Row:
    """A row of a table: its cells, each with whether it was deleted, and the columns in which they begin."""

    def __init__(self, row: Element, gone: bool) -> None:
        about = _child(row, "trPr")
        self.hidden = _is_on(_child(about, "hidden"))
        self.cells = list(_inside(row, "tc", gone or _child(about, "del") is not None))
        self.places = [_count(_child(about, "gridBefore"), 0)]
        self.merges: list[tuple[int, int]] = []
        for index, (cell, cell_gone) in enumerate(self.cells):
            says = _child(cell, "tcPr")
            self.places.append(self.places[-1] + max(1, _count(_child(says, "gridSpan"), 1)))
            self.merges.append((_merge(_child(says, "vMerge")), _merge(_child(says, "hMerge"))))
            self.cells[index] = cell, cell_gone or _child(says, "cellDel") is not None
        if self.places[-1] > _MOST_COLUMNS:
            raise TooManyCells


class _Styles:
    """How the characters of each style look."""

    def __init__(self, parts: list[Element]) -> None:
        styles = [each for part in parts for each in part if _name(each) == "style"]
        self._styles = {_said(each, "styleId"): each for each in styles}
        self._looks: dict[str, Look] = {}

    def look(self, name: str) -> Look:
        """The look of a style; none for one that there is not."""
        if name not in self._looks:
            above: list[Element] = []
            each = name
            while each in self._styles and len(above) < _MOST_PARENTS:
                above.append(self._styles[each])
                each = _said(_child(above[-1], "basedOn"), "val")
            found = Look()
            for style in reversed(above):  # each says what it has otherwise than the one above it
                found = look(_run(_child(style, "rPr")), [found])
            self._looks[name] = found
        return self._looks[name]


def _grid(table: Element, columns: int) -> list[int]:
    """Where each column of a table begins, and where the last one ends."""
    grid = _child(table, "tblGrid")
    told = [each for each in (() if grid is None else grid) if _name(each) == "gridCol"]
    widths = [_number(_said(each, "w"), _WIDTH) for each in told[:columns]]
    widths += [_WIDTH] * (columns - len(widths))
    if not all(widths) or sum(widths) > _MOST_WIDTH:
        widths = [_MOST_WIDTH // columns] * columns
    return list(accumulate(widths, initial=0))


def _inside(within: Element, wanted: str, gone: bool) -> Iterator[tuple[Element, bool]]:
    """The rows of a table or the cells of a row, also those in frames; each with whether it is deleted."""
    for each in within:
        name = _name(each)
        if name == wanted:
            yield each, gone
        elif name not in _PASSED_OVER:
            yield from _inside(each, wanted, gone or name in _GONE)


def _style_of(run: Element) -> str:
    return _said(_child(run, "rPr", "rStyle"), "val")


def _run(says: Element | None) -> Run:
    """What is said of some characters."""
    struck, struck_twice, hidden = (_toggle(_child(says, name)) for name in ("strike", "dstrike", "vanish"))
    return Run(struck, struck_twice, hidden)


def _toggle(element: Element | None) -> int | None:
    return None if element is None else int(_is_on(element))


def _is_on(element: Element | None) -> bool:
    return element is not None and _said(element, "val").lower() not in _OFF


def _merge(element: Element | None) -> int:
    """Whether a cell is merged with others: not, as the first of them, or as another."""
    return 0 if element is None else 1 if _said(element, "val") == "restart" else 2


def _is_ticked(ticks: Element) -> bool:
    """Whether a box of an old form is ticked; it may say only how it was in the beginning."""
    checked = _child(ticks, "checked")
    return _is_on(_child(ticks, "default") if checked is None else checked)


def _draw(run: Element, font: str) -> None:
    """Put signs in the place of the letters that a picture font draws them for."""
    for text in run:
        if _name(text) in ("t", "delText"):
            text.text = "".join(symbol(font, ord(letter)) for letter in text.text or "")


def _text(element: Element, name: str) -> str | None:
    """The characters that an element stands for; None where it only holds others."""
    if name in ("t", "delText"):
        return element.text or ""
    if name == "sym":
        return symbol(_said(element, "font"), min(int(_said(element, "char") or "20", 16), 0xFFFF))
    return _BREAKS.get(name)


def _count(element: Element | None, otherwise: int) -> int:
    return _number(_said(element, "val"), otherwise)


def _number(text: str, otherwise: int) -> int:
    return min(int(text), _MOST_WIDTH) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _name(element: Element) -> str:
    return local_name(element.tag)


def _child(element: Element | None, *names: str) -> Element | None:
    """The first element of this name in another, or in what is in it."""
    for name in names:
        element = None if element is None else next((each for each in element if _name(each) == name), None)
    return element


def _said(element: Element | None, about: str) -> str:
    """What an element says of something, whatever the file calls the namespaces; "" where it does not."""
    says = () if element is None else element.items()
    return next((value for name, value in says if local_name(name) == about), "")
