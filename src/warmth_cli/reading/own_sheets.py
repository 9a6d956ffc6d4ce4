"""Sheets that this program added to a roster itself: they list issues or explain columns, and hold nobody."""

from collections.abc import Sequence

from warmth_cli.files.cell import Cell
from warmth_cli.reading.cell_words import shown

LIST_SHEET = "问题清单"
LIST_HEADINGS = ("序号", "严重程度", "工作表", "单元格", "原内容", "问题", "处理办法")
"""The sheet that this program adds to a copy of a roster: what it says is no roster, and no news."""
GUIDE_SHEET = "填写说明"
GUIDE_HEADINGS = ("栏目", "何时要填", "怎样填", "可填的内容")
"""The sheet of the blank roster that explains it, and the headings over what it says of each column."""
_MOST_ABOVE_GUIDE = 20


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
