"""How much text the cells of an .xlsx have when many of them share one.

calamine copies a shared text for each cell: a small file of a million cells that share a long one would take
all memory there is, and end the process.
"""

from itertools import pairwise

from warmth_cli.files.refusals import Broken, TooMuch
from warmth_cli.files.row_markup import STRIKE, RowMarkup
from warmth_cli.files.sheet import MOST_CELLS
from warmth_cli.files.worksheet import CDATA, OTHER_ENCODING
from warmth_cli.pattern import pattern

MOST_TEXT = 2 * 1024**3
"""The bytes of shared text that all cells of a workbook may have together."""
_STRING = pattern(rb"<(?:[\w.-]+:)?si(?=[\s/>])")
_TAG = pattern(rb"sst\s[^<>]*")
_COUNT = pattern(rb"""ount\s*=\s*["']\s*\+?(\d+)""")


class SharedText:
    """What is left for further sheets of a workbook with this part of shared strings."""

    def __init__(self, strings: bytes) -> None:
        self._strings = strings
        self._longest = max(map(len, strings.split(b"si>")))
        self._left = MOST_TEXT

    def spend_on(self, rows: RowMarkup) -> None:
        """Take away what the cells of a sheet need. Raises TooMuch when there is not enough.

        They are only counted where it could matter, for that takes time.
        """
        if not self._strings:
            return
        needed = rows.count_shared() * self._longest
        if needed > self._left // 2:
            lengths = self._lengths()
            try:
                needed = sum(map(lengths.__getitem__, rows.shared()))
            except (IndexError, ValueError) as error:
                raise Broken("a cell has a shared string that is none") from error
        self._left -= needed
        if self._left < 0:
            raise TooMuch("more shared text than fits into memory")

    def _lengths(self) -> list[int]:
        places = [found.start() for found in _STRING.finditer(self._strings)]
        return [end - start for start, end in pairwise([*places, len(self._strings)])]


def struck_strings(strings: bytes) -> frozenset[int]:
    """The places of the shared strings some of whose words are struck through."""
    if b"strike" not in strings:
        return frozenset()
    places = [found.start() for found in _STRING.finditer(strings)]
    return frozenset(
        number
        for number, (start, end) in enumerate(pairwise([*places, len(strings)]))
        if STRIKE.search(strings, start, end)
    )


def refuse_odd_text(strings: bytes) -> None:
    """Raise Broken for a part of shared strings that calamine would not read as it stands, or whose count it
    would believe: it takes memory for so many at once, and ends the process when there is not enough."""
    if OTHER_ENCODING.search(strings[:200]) or CDATA in strings:
        raise Broken("calamine reads UTF-8 only, and passes over CDATA")
    for tag in _TAG.finditer(strings):
        if any(len(count) > 8 or int(count) > MOST_CELLS for count in _COUNT.findall(tag[0])):
            raise Broken("more shared strings than cells")
