"""The public notice as an .xlsx workbook, ready for A4. Text is written as text, never as a formula."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from warmth_cli.writing.day import chinese_day
from warmth_cli.writing.notice_list import HEADINGS, SEAL, NoticeList
from warmth_cli.writing.page import FONT, LINE_HEIGHT, line_count

_A4 = 9
_WIDTHS = (6, 32, 14, 34, 14)
_MONEY = len(HEADINGS) - 1
_HEADING_ROW = 4
_SIZE = 11
_TITLE_SIZE = 18


def write_notice_workbook(path: Path, content: NoticeList) -> None:
    """Write it; the heading row stands on each page, and the total is a live sum."""
    # In memory: what the library else keeps in temporary files are people's names.
    book = Workbook(str(path), {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": content.title, "created": datetime.combine(content.made, time(), UTC)})
    _Page(book).write(content)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error


class _Page:
    """The one sheet, written from top to bottom."""

    def __init__(self, book: Workbook) -> None:
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
        self._row = 0

    def write(self, content: NoticeList) -> None:
        """Title, what is said, the table, and where to sign."""
        for index, width in enumerate(_WIDTHS):
            self._sheet.set_column(index, index, width)
        self._across(content.title, _TITLE_SIZE)
        for words in (content.about, content.period, content.telephone):
            self._across(words, _SIZE)
        self._table(content)
        self._row += 1
        self._across(SEAL, _SIZE)
        self._across(f"日期：{chinese_day(None)}", _SIZE)
        self._set_up()

    def _table(self, content: NoticeList) -> None:
        sheet = self._sheet
        self._height(HEADINGS)
        for index, words in enumerate(HEADINGS):
            sheet.write_string(self._row, index, words, self._heading)
        self._row += 1
        first = self._row
        for texts, fen in content.rows():
            self._height(texts)
            for index, (words, look) in enumerate(zip(texts, self._looks, strict=True)):
                sheet.write_string(self._row, index, words, look)
            sheet.write_number(self._row, _MONEY, fen / 100, self._money)
            self._row += 1
        row, letter = self._row, chr(ord("A") + _MONEY)
        formula = f"=SUM({letter}{first + 1}:{letter}{row})"
        self._height(HEADINGS)
        sheet.merge_range(row, 0, row, _MONEY - 1, f"合计：{len(content.payments)}户", self._total)
        sheet.write_formula(row, _MONEY, formula, self._total_money, content.amount / 100)
        self._row += 1

    def _across(self, words: str, size: float) -> None:
        """A line over the whole width."""
        taller = size / 10  # LINE_HEIGHT and line_count are those of 10 points
        lines = line_count(words, sum(_WIDTHS) / taller)
        self._sheet.set_row(self._row, LINE_HEIGHT * taller * lines + 8)
        look = self._title if self._row == 0 else self._line
        self._sheet.merge_range(self._row, 0, self._row, _MONEY, words, look)
        self._row += 1

    def _height(self, texts: Sequence[str]) -> None:
        lines = max(line_count(words, width) for words, width in zip(texts, _WIDTHS, strict=False))
        self._sheet.set_row(self._row, LINE_HEIGHT * _SIZE / 10 * lines + 8)

    def _set_up(self) -> None:
        sheet = self._sheet
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.8)
        sheet.center_horizontally()
        sheet.repeat_rows(_HEADING_ROW)
        sheet.freeze_panes(_HEADING_ROW + 1, 0)
        sheet.print_area(0, 0, self._row - 1, _MONEY)
        sheet.set_footer("&C第 &P 页，共 &N 页")
