"""What words over households say of all of them, and a row's own cells may contradict: 退档职工, 相对困难."""

from collections.abc import Mapping, Sequence

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain
from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.words.alone import alone

_GOES_WITH: dict[str, tuple[str, frozenset[Value]]] = {
    "退档": ("file_status", frozenset(("已退档", "渐退期"))),
    "脱困": ("file_status", frozenset(("已退档", "渐退期"))),
    "脱贫": ("file_status", frozenset(("已退档", "渐退期"))),
    "退出": ("file_status", frozenset(("已退档", "渐退期"))),
    "注销": ("file_status", frozenset(("已退档", "渐退期"))),
    "渐退": ("file_status", frozenset(("已退档", "渐退期"))),
    "未建档": ("file_status", frozenset(("未建档",))),
    "相对困难": ("hardship", frozenset(("相对困难",))),
    "意外致困": ("hardship", frozenset(("意外致困",))),
}
"""What households under such words have in a field. 在档 over them says less: titles are seldom changed."""
_WHAT = "|".join(_GOES_WITH)
_OVER = pattern(
    rf"(?P<before>.{{0,24}}?)(?P<what>{_WHAT})期?(?:退档|脱困|帮扶|救助)?的?(?:困难)?(?:职工|家庭|人员|户|对象)*"
    r"(?:花?名册|名单|信息|明细|统计|情况)*表?(?:\([^()]*\))?[:：]?(?:共?\d+[户人])?"
)
_MORE = pattern(f"{_WHAT}|解困|在档|建档|深度|以上|原|拟|非|[不无防及和与、/,，;；]|全部|各类|所有|包括|其中")
"""Words before it that make it say less, or more than one thing."""
_NUMBER = pattern(r"^[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)]?[、.]")


def said_over(text: str) -> str:
    """The words of a line, a title or a tab that say what all households under it are; "" where they do not.

    >>> [said_over(text) for text in ("二、2021年退档职工", "在档及退档职工花名册", "已脱困人员", "在档")]
    ['二、2021年退档职工', '', '已脱困人员', '']
    """
    return plain(text) if _what(text) else ""


def said_above(rows: Sequence[Sequence[Cell]]) -> str:
    """The last such words that stand alone in one of the rows above a heading."""
    return next(filter(None, (said_over(alone(row)) for row in reversed(rows))), "")


def contradicted(words: str, values: Mapping[str, Value]) -> tuple[str, str] | None:
    """The field of a household that does not go with words over it, and what it says; None when all do.

    >>> contradicted("退档职工", {"file_status": "在档"}), contradicted("退档职工", {"file_status": "已退档"})
    (('file_status', '在档'), None)
    """
    field, fitting = _GOES_WITH[_what(words)]
    value = values.get(field)
    return None if value is None or value in fitting else (field, str(value))


def _what(text: str) -> str:
    words = _NUMBER.sub("", plain(text))
    found = _OVER.fullmatch(words)
    return found["what"] if found and not _MORE.search(found["before"]) else ""
