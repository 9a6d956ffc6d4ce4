"""The public notice as an .xlsx workbook, ready for A4. Text is written as text, never as a formula."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from warmth_cli.files.workbook import DOCUMENT_PROPERTY
from warmth_cli.writing.amount import in_figures
from warmth_cli.writing.day import chinese_day
from warmth_cli.writing.notice_list import HEADINGS, SEAL, NoticeList
from warmth_cli.writing.page import (
    FONT,
    LINE_HEIGHT,
    MEASURE,
    MOST_BREAKS,
    MOST_HEIGHT,
    Paper,
    line_count,
    one_line,
    page_starts,
)

_A4 = 9
_INCH = 72
_LEFT, _RIGHT, _TOP, _BOTTOM = 0.6, 0.6, 0.7, 0.8
_PAPER = Paper(595 - (_LEFT + _RIGHT) * _INCH, 842 - (_TOP + _BOTTOM) * _INCH)
_KEPT = 2
"""Rows that stand on one page with the sum and the seal."""
_WIDTHS = (6, 32, 14, 34)
"""Of all columns but the last, whose amounts say how wide it is."""
_MONEY = len(HEADINGS) - 1
_HEADING_ROW = 4
_SIZE = 11
_TALLER = _SIZE / 10
"""Against the letters that LINE_HEIGHT, line_count and one_line count in."""
_TITLE_SIZE = 18


def write_notice_workbook(path: Path, content: NoticeList) -> None:
    """Write it; the heading row stands on each page, and the total is a live sum."""
    # In memory: what the library else keeps in temporary files are people's names.
    options = {"in_memory": True, "strings_to_formulas": False, "default_format_properties": MEASURE}
    book = Workbook(str(path), options)
    book.set_properties({"title": content.title, "created": datetime.combine(content.made, time(), UTC)})
    book.set_custom_property(DOCUMENT_PROPERTY, "publish")
    _Page(book, content).write(content)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error


class _Page:
    """The one sheet, written from top to bottom."""

    def __init__(self, book: Workbook, content: NoticeList) -> None:
        money_width = one_line(len(in_figures(content.amount))) * _TALLER
        self._widths = (*_WIDTHS, max(14, money_width))
        line = {"font_name": FONT, "font_size": _SIZE, "valign": "vcenter", "text_wrap": True}
        cell = {**line, "border": 1, "num_format": "@"}
        money = {**cell, "num_format": "#,##0.00", "align": "right"}
        bold = {**cell, "bold": True, "align": "center"}
        self._title = book.add_format({**line, "font_size": _TITLE_SIZE, "bold": True, "align": "center"})
        self._line = book.add_format(line)
        self._heading = book.add_format({**bold, "bg_color": "#EDEDED"})
        self._total = book.add_format(bold)
        self._total_money = book.add_format({**money, "bold": True})
        text, centre = book.add_format(cell), book.add_format({**cell, "align": "center"})
        self._looks = [centre, text, centre, text]
        self._money = book.add_format(money)
        self._sheet = book.add_worksheet("公示")
        self._heights: list[float] = []

    @property
    def _row(self) -> int:
        """The row that is being written."""
        return len(self._heights)

    def write(self, content: NoticeList) -> None:
        """Title, what is said, the table, and where to sign."""
        for index, width in enumerate(self._widths):
            self._sheet.set_column(index, index, width)
        self._across(content.title, _TITLE_SIZE)
        for words in (content.about, content.period, content.telephone):
            self._across(words, _SIZE)
        self._table(content)
        last = self._row - 1 - _KEPT
        self._end_row(15)
        self._across(SEAL, _SIZE)
        self._across(f"日期：{chinese_day(None)}", _SIZE)
        self._set_up(last)

    def _table(self, content: NoticeList) -> None:
        sheet = self._sheet
        for index, words in enumerate(HEADINGS):
            sheet.write_string(self._row, index, words, self._heading)
        self._end_row(self._height(HEADINGS))
        first = self._row
        for texts, fen in content.rows():
            for index, (words, look) in enumerate(zip(texts, self._looks, strict=True)):
                sheet.write_string(self._row, index, words, look)
            sheet.write_number(self._row, _MONEY, fen / 100, self._money)
            self._end_row(self._height(texts))
        row, letter = self._row, chr(ord("A") + _MONEY)
        formula = f"=SUM({letter}{first + 1}:{letter}{row})"
        sheet.merge_range(row, 0, row, _MONEY - 1, f"合计：{len(content.payments)}户", self._total)
        sheet.write_formula(row, _MONEY, formula, self._total_money, content.amount / 100)
        self._end_row(self._height(HEADINGS))

    def _across(self, words: str, size: float) -> None:
        """A line over the whole width."""
        taller = size / 10
        lines = line_count(words, sum(self._widths) / taller)
        look = self._title if self._row == 0 else self._line
        self._sheet.merge_range(self._row, 0, self._row, _MONEY, words, look)
        self._end_row(LINE_HEIGHT * taller * lines + 8)

    def _height(self, texts: Sequence[str]) -> float:
        lines = [
            line_count(words, width / _TALLER) for words, width in zip(texts, self._widths, strict=False)
        ]
        return LINE_HEIGHT * _TALLER * max(lines) + 8

    def _end_row(self, points: float) -> None:
        """Say how high the row is that was written, and go on to the next."""
        height = min(points, MOST_HEIGHT)
        self._sheet.set_row(self._row, height)
        self._heights.append(height)

    def _set_up(self, last: int) -> None:
        """How it is printed; what stands from row `last` to the end is on one page."""
        sheet = self._sheet
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(_LEFT, _RIGHT, _TOP, _BOTTOM)
        sheet.center_horizontally()
        sheet.repeat_rows(_HEADING_ROW)
        sheet.freeze_panes(_HEADING_ROW + 1, 0)
        sheet.print_area(0, 0, self._row - 1, _MONEY)
        starts = page_starts(self._heights, _HEADING_ROW + 1, last, _PAPER.room(self._widths))
        sheet.set_h_pagebreaks(starts[-MOST_BREAKS:])
        sheet.set_footer("&C第 &P 页，共 &N 页")
