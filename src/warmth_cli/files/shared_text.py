"""How much text the cells of an .xlsx have when many of them share one.

calamine copies a shared text for each cell: a small file of a million cells that share a long one would take
all memory there is, and end the process.
"""

from itertools import pairwise

from warmth_cli.files.refusals import Broken, TooMuch
from warmth_cli.files.worksheet import STRING, Worksheet

MOST_TEXT = 2 * 1024**3
"""The bytes of shared text that all cells of a workbook may have together."""


class SharedText:
    """What is left for further sheets of a workbook with this part of shared strings."""

    def __init__(self, strings: bytes) -> None:
        self._strings = strings
        self._longest = max(map(len, strings.split(b"si>")))
        self._left = MOST_TEXT

    def spend_on(self, worksheet: Worksheet) -> None:
        """Take away what the cells of a sheet need. Raises TooMuch when there is not enough.

        They are only counted where it could matter, for that takes time.
        """
        needed = worksheet.count_shared() * self._longest
        if needed > self._left // 2:
            lengths = self._lengths()
            try:
                needed = sum(map(lengths.__getitem__, worksheet.shared()))
            except (IndexError, ValueError) as error:
                raise Broken("a cell has a shared string that is none") from error
        self._left -= needed
        if self._left < 0:
            raise TooMuch("more shared text than fits into memory")

    def _lengths(self) -> list[int]:
        places = [found.start() for found in STRING.finditer(self._strings)]
        return [end - start for start, end in pairwise([*places, len(self._strings)])]
