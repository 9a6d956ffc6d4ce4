"""What all documents have in common on the page: the font, and how high a row must be for its text."""

FONT = "宋体"
LINE_HEIGHT = 13.5
MOST_HEIGHT = 409.0
"""Excel knows no higher row."""


def line_count(text: str, width: float) -> int:
    """How many lines `text` takes in a column of `width` characters; a Chinese one is two wide.

    >>> line_count("姓名", 6), line_count("家庭年可支配收入", 6), line_count("1\\n2", 6)
    (1, 4, 2)
    """
    if 2 * len(text) < width and "\n" not in text:
        return 1
    wide = (sum(1 if char.isascii() else 2 for char in line) for line in text.split("\n"))
    return sum(1 + int(max(each - 1, 0) // (width - 1)) for each in wide)
