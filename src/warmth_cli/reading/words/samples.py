"""What only shows how to fill in a roster: sample rows, and sheets of them."""

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain

_SAMPLE_WORD = "示例|样例|样板|范例|例子|填写示例|填表示例|填写样例|填写样板|样本|模板"
_SAMPLE = pattern(
    rf"\(?(?:{_SAMPLE_WORD}|例)(?:行|数据)?\d?[)]?[:：]?|[(](?:{_SAMPLE_WORD}|例)[)].*|例[:：].*"
)
_SAMPLE_NAME = pattern(rf".*[(](?:{_SAMPLE_WORD}|例)[)]|(?:{_SAMPLE_WORD}|例)[:：].*|(?:{_SAMPLE_WORD})")
_SAMPLE_SHEET = pattern(rf".*(?:{_SAMPLE_WORD}|样表|填写说明|填表说明|填报说明).*")


def is_sample(cell: Cell) -> bool:
    """Whether a cell beside an entry says that it is only an example: 示例, 样板, 例：."""
    return isinstance(cell, str) and _SAMPLE.fullmatch(plain(cell)) is not None


def is_sample_name(cell: Cell) -> bool:
    """Whether a name says that it is only an example: 张三（示例）."""
    return isinstance(cell, str) and _SAMPLE_NAME.fullmatch(plain(cell)) is not None


def is_sample_sheet(name: str) -> bool:
    """Whether a sheet's name says that it shows how to fill in another: 样表, 填写说明."""
    return _SAMPLE_SHEET.fullmatch(plain(name)) is not None
