"""Text as a document can hold it: an .xlsx and a .docx are XML, and a cell of a workbook has an end."""

from warmth_cli.pattern import pattern

MOST_IN_CELL = 32_767
"""Excel holds no more in a cell; a character beyond the first 65,536 counts as two."""
CUT = "…（全文见花名册）"
"""What stands at the end of a text that no cell can hold, or show."""
_ILLEGAL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """`text` without the characters that no XML may hold, and that nobody sees.

    >>> legal("张\\x01三\\uffff")
    '张三'
    """
    return _ILLEGAL.sub("", text)


def cell_text(text: str) -> str:
    """`text` as a cell of a workbook holds it: what is longer says at its end that it goes on."""
    text = legal(text)
    if 2 * len(text) <= MOST_IN_CELL:  # as nearly always: two for each character, and still not too long
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_IN_CELL:
        return text
    return units[: 2 * (MOST_IN_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT
