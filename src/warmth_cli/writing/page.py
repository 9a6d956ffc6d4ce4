"""What all documents have in common on the page: the font, and how high a row must be for its text."""

FONT = "宋体"
LINE_HEIGHT = 13.5
MOST_HEIGHT = 409.0
"""Excel knows no higher row."""
MOST_LINES = int((MOST_HEIGHT - 3) / LINE_HEIGHT)
"""Lines that the highest row holds."""


def line_count(text: str, width: float) -> int:
    """How many lines `text` takes in a column of `width` characters; a Chinese one is two wide.

    >>> line_count("姓名", 6), line_count("家庭年可支配收入", 6), line_count("1\\n2", 6)
    (1, 4, 2)
    """
    if 2 * len(text) < width and "\n" not in text:
        return 1
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
