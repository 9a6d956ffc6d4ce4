"""The annotated copy of a roster: every faulty cell coloured and commented, and a sheet that lists them all.

The roster itself is only read. Documents are always Chinese; text from a roster stays text.
"""

import hashlib
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from warmth_cli.files.kind import BIFF_5, OLE, ZIP
from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Refused
from warmth_cli.files.workbook import COPY_PROPERTY, open_workbook
from warmth_cli.files.xlsx import boxes_by_sheet
from warmth_cli.files.xlsx_file import open_xlsx
from warmth_cli.issue_kinds import KINDS, Severity
from warmth_cli.issues import Issue, WarmthError
from warmth_cli.language import Words
from warmth_cli.reading.request import Request
from warmth_cli.reading.words.own_sheets import (
    IN_BOX,
    LIST_HEADINGS,
    LIST_SHEET,
    is_issue_list,
    without_own_words,
)
from warmth_cli.writing.cell_text import legal
from warmth_cli.writing.drop_downs import put_back_drop_downs
from warmth_cli.writing.in_sight import drop_from_sight, keep_in_sight
from warmth_cli.writing.losses import copy_losses, password_loss, plain_copy_loss
from warmth_cli.writing.page import FONT, LINE_HEIGHT, MOST_HEIGHT, line_count
from warmth_cli.writing.plain_copy import plain_copy
from warmth_cli.writing.with_looks import NoLooksError, load_with_looks

AUTHOR = "warmth"
LABELS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.ADVICE: "提示"}
"""What is shown, the gravest first; a refusal is no fault of the roster."""
COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.ADVICE: "FFDDEBF7"}

_NOTHING = "没有发现问题。"
_OURS = "花名册里没有要改的；有 {} 个问题由审核单位处理。"
_HIDDEN = "（隐藏的工作表，取消隐藏后才能打开链接）"
"""Excel follows no link to a hidden sheet, and does not say why."""
_MOST_LINKS = 65_000
"""Excel knows 65,530 links in a sheet, and calls a file with more of them damaged."""
_MOST_TEXT = 1000
_COMMENT_WIDTH, _COMMENT_LINE = 320, 18  # pixels; a line of that width holds 24 Chinese characters
_COMMENT_CHARACTERS = 48


class _Column(NamedTuple):
    width: float
    centred: bool = False


_COLUMNS = (
    _Column(6, True),
    _Column(9, True),
    _Column(14),
    _Column(9, True),
    _Column(24),
    _Column(48),
    _Column(48),
)
"""The looks of the columns of `LIST_HEADINGS`."""


def write_annotated(roster: Path, target: Path, issues: Sequence[Issue], request: Request) -> list[Issue]:
    """Write to `target` a copy of `roster` with its `issues` in their cells and in a list: those that whoever
    gets it back can mend there.

    An .xlsx keeps its looks; of any other kind of file the copy has the sheets and cells as they were read.
    Returns what the copy does not keep.
    """
    book, names, lost = _copied(roster, request)
    _mark(book, roster)
    listed = [issue for issue in issues if issue.severity in LABELS]
    shown = sorted(
        (issue for issue in listed if _is_theirs(issue)),
        key=lambda issue: list(LABELS).index(issue.severity),
    )
    widths = {
        sheet.title: sheet.max_column for sheet in book.worksheets
    }  # each takes a walk through its cells
    cells = [_cell_of(book, issue, names.get(issue.worksheet, issue.worksheet), widths) for issue in shown]
    together: dict[tuple[str, str], tuple[Cell, list[Issue]]] = {}
    for cell, issue in zip(cells, shown, strict=True):
        if cell is not None:
            place = (cell.parent.title, cell.coordinate)
            together.setdefault(place, (cell, []))[1].append(issue)
    coloured: dict[tuple[str, str], list[Cell]] = {}
    for cell, here in together.values():
        colour = COLOURS[here[0].severity]
        cell.fill = PatternFill("solid", fgColor=colour)
        cell.comment = _comment(cell, here)
        coloured.setdefault((cell.parent.title, colour), []).append(cell)
    for (name, colour), filled in coloured.items():
        keep_in_sight(book[name], filled, colour)
    _write_list(book, roster.name, shown, cells, len(listed) - len(shown))
    book.save(target)
    return lost


def _is_theirs(issue: Issue) -> bool:
    """Whether whoever gets the roster back can mend it there: a district without a figure may be mistyped."""
    known = issue.values.get("known")
    return KINDS[issue.code].in_roster or (isinstance(known, Words) and known.zh != "")


def _mark(book: Workbook, roster: Path) -> None:
    """Let the copy say what it is a copy of: once corrected, it counts in the place of that."""
    properties: CustomPropertyList[StringProperty] = book.custom_doc_props  # type: ignore[attr-defined]
    before = [str(each.value or "") for each in properties.props if each.name == COPY_PROPERTY]
    if before:
        _clear(book)
    kept = [each for each in properties.props if each.name != COPY_PROPERTY]
    digests = " ".join([hashlib.sha256(roster.read_bytes()).hexdigest(), *before])
    properties.props = [*kept, StringProperty(name=COPY_PROPERTY, value=digests)]


def _clear(book: Workbook) -> None:
    """Take out of the copy of a copy what the first one said: what is still wrong is said again."""
    for sheet in book.worksheets:
        if is_issue_list(sheet.title, [[str(each.value or "") for each in sheet[1]]]):
            book.remove(sheet)
            continue
        drop_from_sight(sheet)
        for cell in (each for row in sheet.iter_rows() for each in row if each.comment):
            assert cell.comment is not None
            if (left := without_own_words(cell.comment.text)) != cell.comment.text.strip():
                cell.comment = Comment(left, cell.comment.author) if left else None
                if cell.fill.fgColor.rgb in COLOURS.values():
                    cell.fill = PatternFill()


def _copied(roster: Path, request: Request) -> tuple[Workbook, Mapping[str, str], list[Issue]]:
    """The copy, the names of sheets that are called otherwise in it, and what it does not keep."""
    try:
        data = open_xlsx(roster, request)
        book, package = load_with_looks(data), Package(data)
        _keep_boxes(book, package)
        lost = copy_losses(package, roster.name, put_back_drop_downs(package, book))
        with roster.open("rb") as file:
            has_password = file.read(len(OLE)) == OLE
        return book, {}, [*lost, *([password_loss(roster.name)] if has_password else [])]
    except (WarmthError, Refused, NoLooksError):
        read = open_workbook(roster, request, lambda _: None)
        copied, names = plain_copy(read.sheets)
        with roster.open("rb") as file:
            has_looks = file.read(len(OLE)).startswith((OLE, ZIP, BIFF_5))
        lost = [plain_copy_loss(roster.name)] if has_looks else []
        return copied, names, [*lost, *([password_loss(roster.name)] if read.has_password else [])]


def _keep_boxes(book: Workbook, package: Package) -> None:
    """Say in a comment what the boxes over each sheet say: 单位：万元 holds in the copy, too."""
    for name, boxes in boxes_by_sheet(package).items():
        if boxes and name in book.sheetnames and isinstance(cell := book[name]["A1"], Cell):
            before = [cell.comment.text] if cell.comment else []
            cell.comment = Comment("\n".join((IN_BOX, *boxes, *before)), AUTHOR)


def _cell_of(book: Workbook, issue: Issue, name: str, widths: Mapping[str, int]) -> Cell | None:
    """The cell of an issue: its own; else the first of its row that holds something; else none.

    `widths` are the columns of each sheet.
    """
    if name not in widths or not (issue.cell or issue.row):
        return None
    sheet = book[name]
    if issue.cell:
        cell = sheet[issue.cell]
    else:
        [row] = sheet.iter_rows(issue.row, issue.row, max_col=widths[name])
        filled = (each for each in row if each.value is not None)
        cell = next(filled, sheet.cell(issue.row, 1))
    if isinstance(cell, Cell):
        return cell
    # What lies under a merged cell shows nothing: its first cell speaks for it.
    merged = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
    first = sheet.cell(merged.min_row, merged.min_col)
    return first if isinstance(first, Cell) else None


def _comment(cell: Cell, issues: Sequence[Issue]) -> Comment:
    """All issues of a cell, under what somebody has already written there."""
    words = [f"【{LABELS[issue.severity]}】{_message(issue)}\n→ {_remedy(issue)}" for issue in issues]
    if cell.comment is not None:
        words.insert(0, cell.comment.text)
    text = "\n\n".join(dict.fromkeys(words))
    height = _COMMENT_LINE * (line_count(text, _COMMENT_CHARACTERS) + 1)
    return Comment(text, AUTHOR, height=height, width=_COMMENT_WIDTH)


def _write_list(
    book: Workbook, name: str, issues: Sequence[Issue], cells: Sequence[Cell | None], ours: int
) -> None:
    """The list, as the last sheet and the first to be seen; `name` is the roster's, for the printed page.

    `ours` counts what only the office that checks can mend.
    """
    sheet = book.create_sheet(_free_name(book))
    for index, column in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    _write_row(sheet, 1, LIST_HEADINGS, bold=True)
    hidden = {each.title for each in book.worksheets if each.sheet_state != "visible"}
    for number, (issue, cell) in enumerate(zip(issues, cells, strict=True), start=1):
        place = cell.coordinate if cell is not None else ""
        where = issue.worksheet + (_HIDDEN if cell is not None and cell.parent.title in hidden else "")
        found, message, remedy = _clean(issue.found), _message(issue), _remedy(issue)
        label = LABELS[issue.severity]
        _write_row(sheet, number + 1, (number, label, where, place, found, message, remedy))
        sheet.cell(number + 1, 2).fill = PatternFill("solid", fgColor=COLOURS[issue.severity])
        if cell is not None and number <= _MOST_LINKS:
            link = sheet.cell(number + 1, 4)
            location = f"{quote_sheetname(cell.parent.title)}!{place}"
            link.hyperlink = Hyperlink(ref=link.coordinate, location=location, display=place)
            link.font = Font(name=FONT, size=10, color="FF0563C1", underline="single")
    if not issues:
        _write_row(sheet, 2, ["", "", "", "", "", _OURS.format(ours) if ours else _NOTHING, ""])
    _set_up(sheet, name)
    for each in book.worksheets:  # two chosen sheets would be edited together
        each.sheet_view.tabSelected = False
    book.active = sheet
    sheet.sheet_view.tabSelected = True


def _write_row(sheet: Worksheet, number: int, values: Sequence[str | int], bold: bool = False) -> None:
    """Write one line of the list; the second looks like the first, and all others like that."""
    most = 1
    for index, (value, column) in enumerate(zip(values, _COLUMNS, strict=True), start=1):
        cell = sheet.cell(number, index)
        assert isinstance(cell, Cell)
        cell.value = value
        if number > 2:  # to look each style up takes ten times as long
            model = sheet.cell(2, index)
            cell._style = copy(model._style)  # type: ignore[attr-defined, union-attr]
        else:
            _style(cell, column, bold)
        if isinstance(value, str):
            cell.data_type = "s"  # =1+1 stays text
            cell.number_format = "@"
            most = max(most, line_count(value, column.width))
    sheet.row_dimensions[number].height = min(max(20.0, LINE_HEIGHT * most + 4), MOST_HEIGHT)


def _style(cell: Cell, column: _Column, bold: bool) -> None:
    line = Side(style="thin")
    cell.font = Font(name=FONT, size=10, bold=bold)
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    horizontal = "center" if bold or column.centred else None
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    if bold:
        cell.fill = PatternFill("solid", fgColor="FFEDEDED")


def _set_up(sheet: Worksheet, name: str) -> None:
    """The heading stays in sight, on the screen and on A4 landscape."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    header, footer = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
    assert header is not None
    assert footer is not None
    header.center.text = f"{legal(name).replace('&', '＆')}　{LIST_SHEET}"
    footer.center.text = "第 &P 页，共 &N 页"


def _free_name(book: Workbook) -> str:
    """问题清单, or with a number behind it where a sheet has that name."""
    taken = {name.lower() for name in book.sheetnames}
    names = [LIST_SHEET, *(f"{LIST_SHEET}{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _message(issue: Issue) -> str:
    return _clean(issue.message.spoken("zh"))


def _remedy(issue: Issue) -> str:
    return _clean(issue.remedy.spoken("zh"))


def _clean(text: str) -> str:
    """`text` without what a workbook cannot hold, and no longer than anyone reads."""
    text = legal(text)
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1] + "…"
