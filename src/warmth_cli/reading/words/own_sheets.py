"""Sheets that this program wrote itself: they list issues, explain columns or say who is paid; nobody in them
is new."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import shown

LIST_SHEET = "问题清单"
LIST_HEADINGS = ("序号", "严重程度", "工作表", "单元格", "原内容", "问题", "处理办法")
"""The sheet that this program adds to a copy of a roster: what it says is no roster, and no news."""
IN_BOX = "【文本框】"
"""What stands in a comment of a copy before the words of a box over its sheet, which the copy cannot keep."""
_SAID = pattern(r"【(?:错误|警告|提示)】[^\n]*\n→ [^\n]*")
"""One issue as a comment of a copy says it."""
GUIDE_SHEET = "填写说明"
GUIDE_HEADINGS = ("栏目", "何时要填", "怎样填", "可填的内容")
"""The sheet of the blank roster that explains it, and the headings over what it says of each column."""
_MOST_ABOVE_GUIDE = 20
PAID_HEADINGS = [
    "序号",
    "填报单位",
    "姓名",
    "身份证号",
    "发放类别",
    "依据条款",
    "金额(元)",
    "资金来源",
    "开户银行(支行)",
    "银行账号",
    "备注",
]
_HELD = ["序号", "填报单位", "姓名", "身份证号", "拟发类别", "暂缓原因", "请补正", "位置"]
_REFUSED = ["序号", "填报单位", "姓名", "身份证号", "对应类别", "依据条款", "不予发放原因", "位置"]
_PAYOUT_LIST = (
    (PAID_HEADINGS, {"姓名", "发放类别", "依据条款", "金额(元)", "资金来源"}),
    (_HELD, {"姓名", "拟发类别", "暂缓原因", "请补正"}),
    (_REFUSED, {"姓名", "对应类别", "依据条款", "不予发放原因"}),
)
"""The headings of the sheets of a payout list, each with those that nobody else writes beside one another."""
_MOST_ABOVE_LIST = 10
_MOST_ADDED = 1
"""A column to sign in may be added to a list; one with more is something else."""


def is_issue_list(name: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a sheet is the list that this program added: it repeats numbers of people, and is none of them.

    A sheet that is only called so may hold people.
    """
    return name.startswith(LIST_SHEET) and bool(rows) and tuple(map(shown, rows[0])) == LIST_HEADINGS


def is_guide(name: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a sheet is the one that explains this program's own blank roster: nobody need hear of it."""
    above = rows[:_MOST_ABOVE_GUIDE]
    return name == GUIDE_SHEET and any(
        tuple(map(shown, row[: len(GUIDE_HEADINGS)])) == GUIDE_HEADINGS for row in above
    )


def is_payout_list(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a sheet is one of a payout list, whose mark is lost where another program saved it anew, or
    somebody copied the cells."""
    words = [[text for text in map(shown, row) if text] for row in rows[:_MOST_ABOVE_LIST]]
    return any(
        telling <= set(row) and len(set(row) - set(headings)) <= _MOST_ADDED
        for row in words
        for headings, telling in _PAYOUT_LIST
    )


def without_own_words(comment: str) -> str:
    """The words of a comment that are not this program's: an answer of the office that mended the copy.

    >>> without_own_words("【错误】此处不是金额。\\n→ 请改正。\\n单位：已核实")
    '单位：已核实'
    """
    return _SAID.sub("", comment).strip()


def as_before(copy: Sheet) -> Sheet:
    """A sheet of an annotated copy with what was said beside its cells before, and by others since."""
    said = {place: without_own_words(text) for place, text in copy.comments.items()}
    boxes = [text.removeprefix(IN_BOX).strip() for text in said.values() if text.startswith(IN_BOX)]
    comments: Mapping[tuple[int, int], str] = {
        place: text for place, text in said.items() if text and not text.startswith(IN_BOX)
    }
    return replace(copy, comments=comments, boxes=(*copy.boxes, *boxes))
