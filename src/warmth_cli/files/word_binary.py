"""A text document of Word 97-2003 (.doc), or of WPS (.wps), becomes a sheet (MS-DOC).

Offices send a roster as a table in a text. Its lines are rows of one cell, so that what stands above and
below the table is read as in a workbook; the rows of its tables have one grid. It is read
in a process apart.
"""

import io
import struct
from collections.abc import Iterator
from itertools import accumulate, islice, pairwise

import olefile

from warmth_cli.files.page_grid import PageRow, sheet_of
from warmth_cli.files.page_words import PageWords, joined, row_of
from warmth_cli.files.refusals import Broken, CutOff, Foreign, Locked
from warmth_cli.files.sheet import MOST_ROWS, Sheet
from warmth_cli.files.word_fields import Fields
from warmth_cli.files.word_formats import Formats, Styles
from warmth_cli.files.word_look import Run, look
from warmth_cli.files.word_sprms import Paragraph, RowEnd, paragraph, run
from warmth_cli.files.word_symbols import UNKNOWN, is_picture_font, symbol
from warmth_cli.files.word_text import WordText, text_of
from warmth_cli.pattern import pattern

_STREAM, _TABLES, _ELSEWHERE = "WordDocument", ("0Table", "1Table"), "Data"
_WORD, _OLDER = 0xA5EC, (0xA5DB, 0xA5DC, 0xA59B, 0xA59C, 0xA697, 0xA699)
_WORD_97 = 193
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_SHORTS, _LONGS, _COUNTS, _PLANS = 14, 22, 76, 154
"""How many numbers of two and of four bytes a file begins with; where the lengths of its texts stand, and
where its plans."""
_STYLES, _NOTES, _COMMENTS, _CHARACTERS, _PARAGRAPHS, _PIECES, _END_NOTES = (
    1,
    (2, 3),
    (4, 5),
    12,
    13,
    33,
    (46, 47),
)
_FONTS, _FONT_NAME = 15, 40
"""The plan of the fonts, and where the name of each begins."""
_BOX = "FORMCHECKBOX"
_COMMENT_LENGTH, _NOTE_LENGTH = 30, 2

_MARK = pattern(r"[\r\x07\x0c]")
"""What ends a paragraph, a cell or a row."""
_CELL_END = "\x07"
_SIGN = pattern(r"[\x02\x05\x13-\x15]")
_PARTS = pattern(r"[\x13-\x15]|[^\x13-\x15]+")
_NOTE_SIGNS = ("\x02", "\x05")
_SHOWN = {0x0B: "\n", 0x0E: "\n", 0x1E: "-", 0x09: "\t", 0x0A: "\n", 0x0D: "\n", 0x07: "\n", 0x0C: "\n"}
_TRANSLATED = {**dict.fromkeys(range(32)), **_SHOWN}


def read_word(data: bytes) -> list[Sheet]:
    """The document as one sheet without a name. Raises Refused, or what reading broken bytes raises."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        stream = bytes(container.openstream(_STREAM).read())
        kind, version = struct.unpack_from("<HH", stream)
        if kind in _OLDER or (kind == _WORD and version < _WORD_97):
            raise Foreign("old-document")
        [flags] = struct.unpack_from("<H", stream, 10)
        if kind != _WORD:
            raise Broken("no text of Word")
        if flags & _ENCRYPTED:
            raise Locked
        if struct.unpack_from("<H28xH", stream, 32) != (_SHORTS, _LONGS):
            raise Broken("no beginning of a text of Word")
        table = bytes(container.openstream(_TABLES[flags & _SECOND_TABLE != 0]).read())
        elsewhere = container.openstream(_ELSEWHERE).read() if container.exists(_ELSEWHERE) else b""
    return [_Document(stream, table, bytes(elsewhere)).sheet()]


class _Document:
    """One text: what it says of itself, and its rows while they are read."""

    def __init__(self, stream: bytes, table: bytes, elsewhere: bytes) -> None:
        self._stream, self._table, self._elsewhere = stream, table, elsewhere
        self._text: WordText = text_of(stream, self._plan(_PIECES))
        self._main, *others = struct.unpack_from("<8I", stream, _COUNTS)
        # Behind it stand footnotes, heads of pages, macros, comments, end notes, boxes, and boxes of heads.
        starts = list(accumulate(others, initial=self._main))
        if not self._main or starts[-1] > len(self._text.units):
            raise Broken("a text shorter than it says")
        self._paragraphs = Formats(stream, self._plan(_PARAGRAPHS), of_paragraphs=True)
        self._styles = Styles(self._plan(_STYLES))
        self._known_paragraphs: dict[tuple[bytes, bytes], Paragraph] = {}
        self._known_runs: dict[bytes, Run] = {}
        self._notes = {
            **self._said(_NOTES, _NOTE_LENGTH, starts[0]),
            **self._said(_COMMENTS, _COMMENT_LENGTH, starts[3]),
            **self._said(_END_NOTES, _NOTE_LENGTH, starts[4]),
        }
        self._page_words = self._lines(starts[1], starts[2])
        self._boxes = self._lines(starts[5], starts[7])
        self._fields, self._fonts = Fields(), self._font_names()

    def sheet(self) -> Sheet:
        """The whole document."""
        return sheet_of(list(islice(self._rows(), MOST_ROWS + 1)), self._boxes, self._page_words)

    def _plan(self, number: int) -> bytes:
        place, length = struct.unpack_from("<II", self._stream, _PLANS + 8 * number)
        return self._table[place : place + length]

    def _rows(self) -> Iterator[PageRow]:
        cells: list[PageWords] = []
        words, inside = PageWords(), False
        edges: tuple[int, ...] = ()
        runs = self._runs()
        end, told = next(runs)
        first = 0
        for mark, sign in self._ends():
            about = self._paragraph(mark)
            place = first
            while place < mark:
                while end <= place:
                    end, told = next(runs)
                self._add(place, min(end, mark), told, about, words)
                place = min(end, mark)
            first = mark + 1
            if sign == _CELL_END:
                if self._fields.reckoning:
                    raise Broken("a field swallows a cell")
                if not about.ends_row:
                    cells.append(words)
                elif words.text:
                    raise Broken("words behind the last cell of a row")
                else:
                    edges = about.row.edges if about.row else edges
                    if len(edges) != len(cells) + 1:
                        raise Broken("a row that does not say where its cells are")
                    yield row_of(cells, edges, _merges(about.row))
                    cells = []
                words, inside = PageWords(), not about.ends_row
            elif about.in_table:
                words.end_line()
                inside = True
            elif inside:
                raise Broken("a row that does not end")
            else:
                yield row_of([words])
                words = PageWords()
        if inside:
            raise CutOff
        if self._fields.reckoning:
            raise Broken("a field that does not end")

    def _ends(self) -> Iterator[tuple[int, str]]:
        """Where each paragraph, cell or row ends, and with which mark."""
        last = -1
        for mark in _MARK.finditer(self._text.units, 0, self._main):
            last = mark.start()
            yield last, mark[0]
        if last + 1 < self._main:
            yield self._main, ""

    def _paragraph(self, mark: int) -> Paragraph:
        piece = self._text.piece_at(mark)
        _, changes = self._paragraphs.at(piece.place + (mark - piece.first) * piece.width)
        known = (changes, piece.changes)
        if known not in self._known_paragraphs:
            style = struct.unpack_from("<H", changes)[0] if len(changes) >= 2 else 0
            self._known_paragraphs[known] = paragraph(style, changes[2:] + piece.changes, self._elsewhere)
        return self._known_paragraphs[known]

    def _runs(self) -> Iterator[tuple[int, Run]]:
        """Where each stretch of characters ends, and what is said of it."""
        formats = Formats(self._stream, self._plan(_CHARACTERS), of_paragraphs=False)
        firsts = [*self._text.firsts[1:], len(self._text.units)]
        for piece, following in zip(self._text.pieces, firsts, strict=True):
            unit = piece.first
            while unit < following:
                end, changes = formats.at(piece.place + (unit - piece.first) * piece.width)
                changes += piece.changes
                if changes not in self._known_runs:
                    self._known_runs[changes] = run(changes)
                unit = min(following, piece.first + -((piece.place - end) // piece.width))
                yield unit, self._known_runs[changes]

    def _add(self, first: int, end: int, told: Run, about: Paragraph, words: PageWords) -> None:
        """Add what is shown of some characters."""
        styles = [self._styles.look(about.style)]
        if told.style is not None:
            styles.append(self._styles.look(told.style))
        how = look(told, styles)
        for begins, shown, sign in self._between_signs(first, end):
            if shown and told.symbol is not None:
                number, code = told.symbol
                words.add(symbol(self._font(number), code) * len(shown), how)
            elif shown and is_picture_font(font := self._font(told.font)):
                words.add("".join(symbol(font, ord(letter)) for letter in shown), how)
            elif shown:
                words.add(shown.translate(_TRANSLATED), how)
            if sign in _NOTE_SIGNS and begins in self._notes:
                words.notes.append(self._notes[begins])

    def _between_signs(self, first: int, end: int) -> Iterator[tuple[int, str, str]]:
        """The words between signs that are not in a field before its result; each with the sign after it, and
        where that stands."""
        units = self._text.units
        for sign in _SIGN.finditer(units, first, end):
            shown = units[first : sign.start()]
            if self._fields.reckoning:  # whether a box of a form is ticked stands elsewhere
                shown = UNKNOWN if _BOX in shown else ""
            yield sign.start(), shown, sign[0]
            first = sign.end()
            self._fields.meet(sign[0])
        yield end, "" if self._fields.reckoning else units[first:end], ""

    def _font(self, number: int | None) -> str:
        return "" if number is None or number >= len(self._fonts) else self._fonts[number]

    def _font_names(self) -> list[str]:
        """The names of the fonts, in the order in which they are numbered."""
        names, table, place = [], self._plan(_FONTS), 4
        while place + _FONT_NAME < len(table):
            end = place + 1 + table[place]
            name = table[place + _FONT_NAME : end].decode("utf-16-le", "replace")
            names.append(name.partition("\0")[0])
            place = end
        return names

    def _said(self, plans: tuple[int, int], length: int, start: int) -> dict[int, str]:
        """What notes or comments say, by where their signs stand; their text begins at `start`."""
        signs, texts = (self._plan(number) for number in plans)
        count = (len(signs) - 4) // (4 + length)
        if count <= 0:
            return {}
        places = struct.unpack_from(f"<{count}I", signs)
        bounds = struct.unpack_from(f"<{count + 1}I", texts)
        said = (_plain(self._text.units[start + first : start + end]) for first, end in pairwise(bounds))
        return dict(zip(places, said, strict=True))

    def _lines(self, first: int, end: int) -> list[str]:
        """The paragraphs of another text than the main one, each once."""
        lines = map(_plain, _MARK.split(self._text.units[first:end]))
        return list(dict.fromkeys(filter(None, lines)))


def _merges(row: RowEnd | None) -> list[tuple[int, int]]:
    """How each cell is merged downwards and sideways: not, as the first of several, or as another."""
    merges: list[tuple[int, int]] = []
    first = before = 0
    for index, across in enumerate(row.across if row else ()):
        assert row is not None
        if across and not before:
            first = across  # what the first of several is called, programs do not agree on
        before = across
        down = 1 if row.begins_down(index) else 2 if row.goes_on_down(index) else 0
        merges.append((down, (1 if across == first else 2) if across else 0))
    return merges


def _plain(units: str) -> str:
    """The words of a note or a box, without what only programs see.

    >>> _plain("\\x05 第\\x13PAGE\\x141\\x15页")
    '第1页'
    """
    shown, fields = [], Fields()
    for piece in _PARTS.findall(units):
        fields.meet(piece)
        if not fields.reckoning:
            shown.append(piece)
    return joined("".join(shown)).translate(_TRANSLATED).strip()
