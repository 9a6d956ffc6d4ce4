"""The page that is put in a household's file: its decision with all reasons, on A4, to be signed.

It is written as a workbook or as a text document, and always Chinese, with all numbers in full.
"""

import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from warmth_cli.files.workbook import DOCUMENT_PROPERTY
from warmth_cli.writing.cell_text import cell_text
from warmth_cli.writing.ending import TEXT, WORKBOOK
from warmth_cli.writing.explanation import PARTS, Explanation, Table, tables
from warmth_cli.writing.page import FONT, LINE_HEIGHT, in_pieces, line_count

SUFFIXES = (WORKBOOK, TEXT)
"""What the page may be written as."""
TITLE = "送温暖发放审核说明"
SIGNATURE = "经办人：　　　　　　　审核人：　　　　　　　单位负责人：　　　　　　　　　　　年　　月　　日"
_WIDTH = 7.6
"""Characters in one part of the page."""
_MILLIMETRES = 180 / PARTS
_MOST_HEIGHT = 1000.0
"""Points that one page holds when all is made smaller by a quarter; what is longer goes on to the next."""


class Page(NamedTuple):
    """What stands on it; `made` is the day that its properties name, the same whenever it is written."""

    about: str
    made: date
    tables: Sequence[Table]


def write_page(path: Path, explanation: Explanation, suffix: str) -> None:
    """Write the page as the kind of file that `suffix` says."""
    pack = explanation.rules.pack
    about = f"{pack.notice.issuer}：{pack.notice.title}"
    page = Page(about, pack.window.first, tables(explanation, "zh", str))
    if suffix == TEXT:
        _write_document(path, page)
    else:
        _write_workbook(path, page)


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: Workbook) -> None:
        plain = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
        plain["num_format"] = "@"
        self.title = book.add_format({**plain, "font_size": 16, "bold": True, "align": "center"})
        self.about = book.add_format({**plain, "align": "center"})
        self.name = book.add_format({**plain, "bold": True, "valign": "bottom"})
        boxed = {**plain, "border": 1}
        self.heading = book.add_format({**boxed, "bold": True, "align": "center", "bg_color": "#EDEDED"})
        self.label = book.add_format({**boxed, "bg_color": "#F7F7F7"})
        self.cell = book.add_format(boxed)
        self.line = book.add_format(plain)


def _write_workbook(path: Path, page: Page) -> None:
    book = Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"title": TITLE, "created": datetime.combine(page.made, time(), UTC)})
    book.set_custom_property(DOCUMENT_PROPERTY, "explain")
    looks = _Looks(book)
    sheet = book.add_worksheet("审核说明")
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_column(0, PARTS - 1, _WIDTH)
    row, height = 0, 0.0

    def put(texts: Sequence[str], parts: Sequence[int], formats: Sequence[object], least: float = 0) -> None:
        """A row; more of them where a text is longer than the highest row."""
        nonlocal row, height
        widths = [_WIDTH * part for part in parts]
        pieces = [in_pieces(cell_text(text), width) for text, width in zip(texts, widths, strict=True)]
        for each in itertools.zip_longest(*pieces, fillvalue=""):
            lines = max(line_count(text, width) for text, width in zip(each, widths, strict=True))
            points = max(LINE_HEIGHT * lines + 4, least)
            sheet.set_row(row, points)
            column = 0
            for text, part, look in zip(each, parts, formats, strict=True):
                if part > 1:
                    sheet.merge_range(row, column, row, column + part - 1, "", look)
                sheet.write_string(row, column, text, look)
                column += part
            row, height = row + 1, height + points

    put([TITLE], [PARTS], [looks.title], least=28)
    put([page.about], [PARTS], [looks.about])
    for table in page.tables:
        put([table.title], [PARTS], [looks.name])
        if table.headings:
            put(table.headings, table.parts, [looks.heading] * len(table.parts))
        labels = [looks.cell if table.headings or at % 2 else looks.label for at in range(len(table.parts))]
        for texts in table.rows:
            put(texts, table.parts, labels)
    row += 1
    put([SIGNATURE], [PARTS], [looks.line])
    sheet.print_area(0, 0, row - 1, PARTS - 1)
    sheet.fit_to_pages(1, 1 if height <= _MOST_HEIGHT else 0)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error


def _write_document(path: Path, page: Page) -> None:
    from warmth_cli.writing.document import Column, Document, Layout  # slow to start

    document = Document(Layout((8, 15, 10, 15), FONT, 9, 11.5, 9, 0.3), TITLE, page.made)
    document.title(TITLE)
    document.line(page.about, align="center")
    for table in page.tables:
        document.line(table.title, keep_with_next=True).runs[0].font.bold = True
        headings = table.headings or [""] * len(table.parts)
        columns = [
            Column(heading, part * _MILLIMETRES) for heading, part in zip(headings, table.parts, strict=True)
        ]
        document.table(columns, table.rows)
    document.line("")
    document.line(SIGNATURE)
    document.save(path)
