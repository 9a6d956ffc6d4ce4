"""The blank figures sheet: a row for each figure that no roster can give, and a sheet that explains.

Its words come from the figures themselves, so that it asks for what is understood. Documents are always
Chinese.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warmth_cli.figures.figure import MONEY, Figure
from warmth_cli.figures.given import WHOLE
from warmth_cli.figures.value import MOST
from warmth_cli.reading.figures_sheet import HEADINGS
from warmth_cli.writing.page import FONT

MORE_ROWS = 200
"""Rows below for figures of single units."""
_MADE = datetime(2022, 1, 1, tzinfo=UTC)  # the same program writes the same bytes on every day
_WIDTHS = (24.0, 8.0, 46.0, 10.0, 14.0, 24.0)
_HEADING_ROW = 2
_LISTS = "下拉列表"
_SOURCES = {"payments": "发放记录", "households": "花名册", "sheet": "本表"}
_HOW = (
    f"“数值”没有就填 0；不清楚就留空，统计表上也留空。“填报单位”写“{WHOLE}”的，是所有单位合在一起的数。",
    "要分单位填的，在下面的空行写明单位、指标和数值，每行都写单位；单位名称与花名册一致。",
    "每个单位都填了同一指标，合计自动相加；又填了“全部”的，两数必须一致。",
    "金额以万元为单位，如 3.5；其他填整数。指标名称从下拉列表中选，不要改动。",
    "名册和发放记录能算出的指标不用填，填了也不采用；各指标的来源见下表。",
)


def write_figures_sheet(path: Path, title: str, figures: Sequence[Figure], unions: Sequence[str]) -> None:
    """Write the workbook: 统计数据 to fill in, 指标说明 for all figures. `unions` are offered as units."""
    book = Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"title": title, "created": _MADE})
    asked = [figure for figure in figures if figure.source == "sheet"]
    looks = _Looks(book)
    sheet = book.add_worksheet("统计数据")
    _write_table(sheet, looks, title, asked)
    _write_guide(book.add_worksheet("指标说明"), looks, figures)
    lists = book.add_worksheet(_LISTS)
    lists.hide()
    units = [WHOLE, *unions]
    for column, words in enumerate((units, [figure.meaning.zh for figure in asked])):
        for row, each in enumerate(words):
            lists.write_string(row, column, each)
    first, last = _HEADING_ROW + 1, _HEADING_ROW + len(asked) + MORE_ROWS
    choose = {"validate": "list", "ignore_blank": True}
    free = {"show_error": False, "input_title": "填报单位", "input_message": "可以选，也可以写别的单位。"}
    sheet.data_validation(first, 0, last, 0, choose | free | {"source": f"={_LISTS}!$A$1:$A${len(units)}"})
    sheet.data_validation(
        first + len(asked), 2, last, 2, choose | {"source": f"={_LISTS}!$B$1:$B${max(len(asked), 1)}"}
    )
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error


class _Looks:
    """The formats that the sheets share."""

    def __init__(self, book: Workbook) -> None:
        plain = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        boxed = {**plain, "border": 1, "text_wrap": True}
        heading = {**boxed, "bold": True, "align": "center"}
        self.title: Format = book.add_format({**plain, "font_size": 16, "bold": True, "align": "center"})
        self.label: Format = book.add_format({**plain, "font_size": 11, "bold": True})
        self.line: Format = book.add_format({**plain, "text_wrap": True})
        self.fill_in: Format = book.add_format({**plain, "num_format": "@", "bottom": 1, "locked": False})
        self.heading: Format = book.add_format({**heading, "bg_color": "#EDEDED"})
        self.wanted: Format = book.add_format({**heading, "bg_color": "#F8CBAD"})
        self.fixed: Format = book.add_format({**boxed, "num_format": "@"})
        self.text: Format = book.add_format({**boxed, "num_format": "@", "locked": False})
        self.money: Format = book.add_format({**boxed, "num_format": "0.00####", "locked": False})
        self.count: Format = book.add_format({**boxed, "num_format": "0", "locked": False})
        self.number: Format = book.add_format({**boxed, "num_format": "General", "locked": False})


def _write_table(sheet: Worksheet, looks: _Looks, title: str, asked: Sequence[Figure]) -> None:
    """The rows to fill in: those of all units first, then empty ones for single units."""
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    last = len(_WIDTHS) - 1
    sheet.merge_range(0, 0, 0, last, title, looks.title)
    sheet.set_default_row(18)
    sheet.set_row(0, 30)
    sheet.set_row(1, 22)
    sheet.write_string(1, 0, "填报单位：", looks.label)
    sheet.merge_range(1, 1, 1, 3, "", looks.fill_in)
    sheet.set_row(_HEADING_ROW, 24)
    union, figure, measure, value = (HEADINGS[name][0] for name in ("union", "figure", "measure", "value"))
    for index, words in enumerate((union, "所在表", figure, measure, value, "备注")):
        look = looks.wanted if words == value else looks.heading
        sheet.write_string(_HEADING_ROW, index, words, look)
    for row, each in enumerate(asked, _HEADING_ROW + 1):
        sheet.write_string(row, 0, WHOLE, looks.text)
        for index, words in enumerate((each.form, each.meaning.zh, each.unit), 1):
            sheet.write_string(row, index, words, looks.fixed)
        sheet.write_blank(row, 4, None, looks.money if each.unit == MONEY else looks.count)
        sheet.write_blank(row, 5, None, looks.text)
        sheet.data_validation(row, 4, row, 4, _validation(each.unit))
    for row in range(_HEADING_ROW + 1 + len(asked), _HEADING_ROW + 1 + len(asked) + MORE_ROWS):
        for index in range(len(_WIDTHS)):
            sheet.write_blank(row, index, None, looks.number if index == 4 else looks.text)
    allowed = dict.fromkeys(("format_columns", "format_rows", "sort", "autofilter", "insert_rows"), True)
    sheet.protect("", allowed)  # without password: the names of the figures are not changed by mistake
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    sheet.print_area(0, 0, _HEADING_ROW + len(asked), last)
    _set_page(sheet)
    sheet.repeat_rows(_HEADING_ROW)


def _validation(unit: str) -> dict[str, object]:
    """Excel takes amounts from 0 up, and whole numbers for the rest."""
    about = {"input_title": unit, "input_message": "没有就填 0；不清楚就留空。"}
    refused = {
        "error_title": unit,
        "error_message": "填 0 或大于 0 的数；户、人次、家填整数，金额以万元为单位。",
    }
    if unit == MONEY:
        kind: dict[str, object] = {"validate": "decimal", "maximum": float(MOST[MONEY])}
    else:
        kind = {"validate": "integer", "maximum": 10**8}
    return {**about, **refused, **kind, "criteria": "between", "minimum": 0, "ignore_blank": True}


def _write_guide(sheet: Worksheet, looks: _Looks, figures: Sequence[Figure]) -> None:
    """指标说明: how to fill the sheet in, then every figure with its name, unit and source."""
    columns = (("所在表", 8.0), ("指标", 60.0), ("计量单位", 10.0), ("来源", 12.0), ("代号", 32.0))
    for index, (_, width) in enumerate(columns):
        sheet.set_column(index, index, width)
    last = len(columns) - 1
    sheet.set_default_row(18)
    sheet.merge_range(0, 0, 0, last, "指标说明", looks.title)
    sheet.set_row(0, 30)
    row = 1
    for number, words in enumerate(_HOW, 1):
        sheet.merge_range(row, 0, row, last, f"{number}. {words}", looks.line)
        sheet.set_row(row, 20)
        row += 1
    row += 1
    for index, (words, _) in enumerate(columns):
        sheet.write_string(row, index, words, looks.heading)
    heading = row
    for figure in figures:
        row += 1
        cells = (figure.form, figure.meaning.zh, figure.unit, _SOURCES[figure.source], figure.name)
        for index, words in enumerate(cells):
            sheet.write_string(row, index, words, looks.fixed)
    _set_page(sheet)
    sheet.repeat_rows(heading)


def _set_page(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
