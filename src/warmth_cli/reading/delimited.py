"""Text with a delimiter between the cells (.csv, .tsv, .txt), whatever it is called and however encoded."""

import codecs
import csv
import io
import re
from contextlib import suppress

from warmth_cli.reading.headings import Vocabulary, normalised
from warmth_cli.reading.sheet import MOST_CELLS, TooManyCells
from warmth_cli.reading.values import Cell

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;|"
_SAMPLE_LINES = 40
_LONGEST_CELL = 100_000
_NO_WRITING = re.compile(r"[\x00-\x08\x0e-\x1f]")


class NotText(Exception):
    """The bytes are in none of the encodings that offices use."""


def decoded(data: bytes, declared: str | None = None) -> str:
    """Bytes as text: by their byte order mark, else as `declared`, else UTF-8, else GB18030; each strictly.

    UTF-16 without a mark shows in its zero bytes. Raises NotText when none fits.
    """
    text = _decoded(data, declared)
    if _NO_WRITING.search(text):
        raise NotText
    return text


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\0" in data[:4096]:
        even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
        if odd > 4 * even:
            return _strictly(data, "utf-16-le")
        if even > 4 * odd:
            return _strictly(data, "utf-16-be")
        raise NotText
    for encoding in filter(None, (declared, "utf-8")):
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(encoding)
    return _strictly(data, "gb18030")


def rows_of(text: str, words: Vocabulary) -> list[list[Cell]]:
    """The rows of a delimited text; every cell is text, as it stands. `words` are the headings that show
    which delimiter it is."""
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, words)):
            cells += len(row)
            if cells > MOST_CELLS:
                raise TooManyCells
            rows.append(list(row))
    except csv.Error as error:
        raise NotText from error
    return rows


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText from error


def _delimiter(text: str, words: Vocabulary) -> str:
    """The delimiter under which the first lines have the most known headings; the comma when none has any."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])

    def known(delimiter: str) -> tuple[int, int]:
        cells = [cell for row in csv.reader(io.StringIO(sample), delimiter=delimiter) for cell in row]
        headings = sum(words.known(normalised(cell)) for cell in cells if 0 < len(cell) <= 80)
        return headings, len(cells)

    return max(_DELIMITERS, key=known)
