"""What all documents have in common on the page: the font, how high a row must be, where a page begins."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

FONT = "宋体"
MEASURE = {"font_name": "Arial", "font_size": 10}
"""The font in which widths of columns are counted: one that is equally wide wherever a page is printed."""
LINE_HEIGHT = 13.5
MOST_HEIGHT = 409.0
"""Excel knows no higher row."""
MOST_LINES = int((MOST_HEIGHT - 3) / LINE_HEIGHT)
"""Lines that the highest row holds."""
MOST_BREAKS = 1000
"""Excel takes 1,023 page breaks by hand; where there are more pages, the last of them matter."""
_SURE = 0.97
"""The part of a page that is filled: other fonts and screens make rows and columns a little larger."""


class Paper(NamedTuple):
    """The part of a sheet of paper that is printed on, in points; what is wider is shrunk to its width."""

    width: float
    height: float

    def room(self, widths: Sequence[float]) -> float:
        """How high the rows of one page may be together, under columns of these widths in characters.

        >>> Paper(800, 500).room([40]), Paper(800, 500).room([150, 150])
        (485.0, 970.0)
        """
        # A character of MEASURE is 7 pixels wide, a column 5 more, and 4 pixels are 3 points.
        wide = sum(int(7 * width + 5) for width in widths) * 3 / 4
        percent = min(100, int(100 * self.width / wide))
        return self.height * _SURE * 100 / percent


def page_starts(heights: Sequence[float], first: int, last: int, room: float) -> list[int]:
    """The rows with which a new page begins, where whole rows are `room` high together.

    The table begins with row `first`; the row above it, its heading, stands on each page. What stands from
    row `last` to the end is not parted, or as much of its end as fits on a third of a page.

    >>> page_starts([9, 1, 2, 2, 2, 2, 1, 1], first=2, last=5, room=14), page_starts([9, 1, 2, 2], 2, 3, 14)
    ([4], [])
    >>> page_starts([9, 1, 2, 2, 2, 2, 2], first=2, last=5, room=16), page_starts([1, 5, 9, 9], 1, 2, 10)
    ([5], [2, 3])
    """
    heading, last = heights[first - 1], max(first, last)
    end = sum(heights[last:])
    while end > room / 3 and last < len(heights) - 1:
        end -= heights[last]
        last += 1
    starts, used = [], sum(heights[:first])
    for row in range(first, len(heights)):
        together = end if row == last else heights[row]
        if used + together > room and row > first:
            starts.append(row)
            used = heading
        used += heights[row]
    return starts


def one_line(length: int) -> float:
    """How wide a column is in which a number of so many characters stands whole, in a wide bold font too.

    >>> one_line(10)
    13.0
    """
    return 1.2 * length + 1


@lru_cache(maxsize=2048)  # a long list says the same unions, banks and funds again and again
def line_count(text: str, width: float) -> int:
    """How many lines `text` takes in a column of `width` characters; a Chinese one is two wide.

    >>> line_count("姓名", 6), line_count("家庭年可支配收入", 6), line_count("1\\n2", 6)
    (1, 4, 2)
    """
    wide = (_wide(line) for line in text.split("\n"))
    return sum(1 + int(max(each - 1, 0) // (width - 1)) for each in wide)


def in_pieces(text: str, width: float, most: int = MOST_LINES) -> list[str]:
    """`text` in pieces that take at most `most` lines each, so that no row cuts it off.

    >>> in_pieces("一二三四五六", 5, most=2)
    ['一二三四', '五六']
    """
    if line_count(text, width) <= most:
        return [text]
    pieces = [""]
    for character in text:
        if line_count(pieces[-1] + character, width) > most:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _wide(line: str) -> int:
    return len(line) if line.isascii() else sum(1 if char.isascii() else 2 for char in line)
