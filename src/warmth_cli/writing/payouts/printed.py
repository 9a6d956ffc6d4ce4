"""One sheet as it is printed: title, a line about it, a table, what is said below, signatures.

Ready for A4 landscape: as wide as the page, its heading row on each page, pages numbered, the signatures on
one page with the sum and the last rows. Text is written as text: nothing from a roster becomes a formula.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warmth_cli.writing.page import (
    FONT,
    LINE_HEIGHT,
    MOST_BREAKS,
    MOST_HEIGHT,
    Paper,
    line_count,
    page_starts,
)
from warmth_cli.writing.sheet_name import sheet_name

SIGNATURE = (
    "单位负责人：　　　　　　　　　　审核人：　　　　　　　　　　制表人：　　　　　　　　　　"
    "日期：　　　　年　　　月　　　日"
)
OTHER_SHEETS = ("汇总", "暂缓发放", "不予发放")
"""Names that no fund's sheet may have."""
_HEADING_ROW = 2
_FIRST_ROW = 3
_ROW_HEIGHT = 24.0
_KEPT = 2
"""Rows that stand on one page with the sum and the signatures."""
_A4 = 9
_INCH = 72
_LEFT, _RIGHT, _TOP, _BOTTOM = 0.4, 0.4, 0.5, 0.6
_PAPER = Paper(842 - (_LEFT + _RIGHT) * _INCH, 595 - (_TOP + _BOTTOM) * _INCH)


class Column(NamedTuple):
    """A column of a sheet: its heading, its width in characters, and the look of its cells."""

    heading: str
    width: float
    look: str = "text"


class Looks:
    """The few formats that the sheets of one workbook share."""

    def __init__(self, book: Workbook) -> None:
        cell = {"font_name": FONT, "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
        line = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
        bold = {**cell, "bold": True}
        self.title = book.add_format({**line, "font_size": 16, "bold": True, "align": "center"})
        self.line = book.add_format(line)
        self.heading = book.add_format({**bold, "align": "center", "bg_color": "#EDEDED"})
        self.total = book.add_format({**bold, "num_format": "@", "align": "center"})
        self.by_name: dict[str, Format] = {
            "text": book.add_format({**cell, "num_format": "@"}),
            "words": book.add_format(cell),  # an older Excel shows long text in the format of text as ####
            "centre": book.add_format({**cell, "num_format": "@", "align": "center"}),
            "number": book.add_format({**cell, "num_format": "0", "align": "center"}),
            "money": book.add_format({**cell, "num_format": "#,##0.00", "align": "right"}),
            "count": book.add_format({**cell, "num_format": "0", "align": "right"}),
            "total money": book.add_format({**bold, "num_format": "#,##0.00", "align": "right"}),
            "total count": book.add_format({**bold, "num_format": "0", "align": "right"}),
        }


class PrintedSheet:
    """A sheet of `book`, written from top to bottom; rows that are written cannot be gone back to."""

    def __init__(
        self,
        book: Workbook,
        looks: Looks,
        name: str,
        columns: Sequence[Column],
        title: str,
        about: Iterable[str],
    ) -> None:
        taken = [each.get_name() for each in book.worksheets()]
        if name not in OTHER_SHEETS:
            taken += OTHER_SHEETS
        self._columns = columns
        self._looks = looks
        self._sheet: Worksheet = book.add_worksheet(sheet_name(name, taken))
        self._heights: list[float] = []
        self._total_row: int | None = None
        self._set_up_page()
        for index, column in enumerate(columns):
            self._sheet.set_column(index, index, column.width)
        self._across(title, looks.title, 30, size=1.6)
        self._across("　　".join(part for part in about if part), looks.line, 18)
        for index, column in enumerate(columns):
            self._sheet.write_string(_HEADING_ROW, index, column.heading, looks.heading)
        self._end_row(26)

    @property
    def _row(self) -> int:
        """The row that is being written."""
        return len(self._heights)

    def write(self, *values: str | float) -> None:
        """One row, as high as its longest text needs; text as text whatever it begins with."""
        sheet, row = self._sheet, self._row
        most = 1
        for index, (value, (_, width, look)) in enumerate(zip(values, self._columns, strict=True)):
            if isinstance(value, str):
                sheet.write_string(row, index, value, self._looks.by_name[look])
                length = len(value) if value.isascii() else 2 * len(value)
                if length >= width or "\n" in value:
                    most = max(most, line_count(value, width))
            else:
                sheet.write_number(row, index, value, self._looks.by_name[look])
        self._end_row(max(_ROW_HEIGHT, LINE_HEIGHT * most + 3))

    def total(self, sums: dict[int, float]) -> None:
        """The row that adds up these columns: live sums that already hold their values."""
        looks, row = self._looks, self._row
        self._total_row = row
        self._sheet.merge_range(row, 0, row, min(sums) - 1, "合计", looks.total)
        for index in range(min(sums), len(self._columns)):
            if index not in sums:
                self._sheet.write_blank(row, index, None, looks.total)
                continue
            look = looks.by_name[f"total {self._columns[index].look}"]
            if row == _FIRST_ROW:  # nothing to add up
                self._sheet.write_number(row, index, 0, look)
            else:
                letter = chr(ord("A") + index)
                formula = f"=SUM({letter}{_FIRST_ROW + 1}:{letter}{row})"
                self._sheet.write_formula(row, index, formula, look, sums[index])
        self._end_row(_ROW_HEIGHT)

    def say(self, text: str) -> None:
        """Some text below the table, over its whole width."""
        self._across(text, self._looks.line, 15.5)

    def close(self) -> None:
        """The signature line, the print area around all of it, and where its pages begin."""
        below = self._row if self._total_row is None else self._total_row
        self._end_row(8)
        self._across(SIGNATURE, self._looks.line, 30)
        self._sheet.print_area(0, 0, self._row - 1, len(self._columns) - 1)
        room = _PAPER.room([column.width for column in self._columns])
        starts = page_starts(self._heights, _FIRST_ROW, below - _KEPT, room)
        self._sheet.set_h_pagebreaks(starts[-MOST_BREAKS:])

    def _across(self, text: str, look: Format, height: float, size: float = 1) -> None:
        """A merged row; `size` tells how much larger than the cells' its letters are."""
        width = sum(column.width for column in self._columns) / size
        needed = LINE_HEIGHT * size * line_count(text, width) + 3
        self._sheet.merge_range(self._row, 0, self._row, len(self._columns) - 1, text, look)
        self._end_row(max(height, needed))

    def _end_row(self, points: float) -> None:
        """Say how high the row is that was written, and go on to the next."""
        height = min(points, MOST_HEIGHT)
        self._sheet.set_row(self._row, height)
        self._heights.append(height)

    def _set_up_page(self) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(_LEFT, _RIGHT, _TOP, _BOTTOM)
        sheet.center_horizontally()
        sheet.repeat_rows(_HEADING_ROW)
        sheet.set_footer("&C&A　第 &P 页，共 &N 页")
        sheet.freeze_panes(_FIRST_ROW, 0)
