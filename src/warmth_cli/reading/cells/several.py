"""Several numbers in one cell: joined they would be a number that nobody has."""


def numbers_in(text: str, least: int) -> list[str]:
    """The numbers of a cell, each of `least` digits or more; the whole text where it does not hold several.

    Blanks and line breaks within one number stand between groups that are too short to be one themselves.

    >>> numbers_in("13800000000\\n138 0000 0001", 7), numbers_in("0552 1234567", 7)
    (['13800000000', '138 0000 0001'], ['0552 1234567'])
    """
    for parts in (text.splitlines(), text.split()):
        if sum(_digits(part) >= least for part in parts) > 1:
            return [part for part in parts if part.strip()]
    return [text]


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))
