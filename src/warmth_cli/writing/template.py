"""The blank roster: a row for each household, drop-downs and hints from the fields, a sheet that explains.

What it says comes from `fields` and `issues`, so that it asks for what the reader understands. Documents
are always Chinese.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from warmth_cli.fields import CAUSES, FIELDS, HEAD_ID, Field, Kind
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue
from warmth_cli.reading.words.own_sheets import GUIDE_HEADINGS, GUIDE_SHEET
from warmth_cli.writing.page import FONT, LINE_HEIGHT, line_count

ROWS = 500
"""Rows that are prepared for people."""
ORDER = (
    "name", "id_number", "relation", "file_status", "hardship", "district", "residence", "phone", "employer",
    "removed_on", "removal_reason", "phase_out_until", "arranged", "cause", "household_size",
    "annual_income", "monthly_income_per_head", "provincial_visit", "paired_cadre", "finding", "bank",
    "branch", "account", "account_holder", "union", "note",
)  # fmt: skip
"""The columns of the roster: who, under which status, what that status asks for, and where to pay."""
MEMBER_ORDER = (HEAD_ID.name, "name", "relation", "id_number")
_OF_MEMBER = FIELDS["relation"]._replace(
    values=tuple(value for value in FIELDS["relation"].values if value != "户主")
)
"""与户主关系 on the members' sheet, where no head stands."""
ALWAYS = "必填"
NEEDED = {
    "name": ALWAYS,
    "id_number": ALWAYS,
    "file_status": ALWAYS,
    "account": ALWAYS,
    HEAD_ID.name: ALWAYS,
    "hardship": "在档必填",
    "paired_cadre": "在档、渐退期必填",
    "removed_on": "已退档必填",
    "removal_reason": "已退档必填",
    "phase_out_until": "渐退期必填",
    "arranged": "渐退期必填",
    "cause": "未建档必填",
    "district": "未建档必填",
    "household_size": "未建档必填",
    "annual_income": "未建档二选一",
    "monthly_income_per_head": "未建档二选一",
}

_MADE = datetime(2022, 1, 1, tzinfo=UTC)  # the same program writes the same bytes on every day
_HINTS = {
    Kind.TEXT: "按实际情况填写。",
    Kind.CADRE: "按实际情况填写。",
    Kind.NAME: "与身份证上的姓名一致。",
    Kind.ID: "18位，与身份证一致。本列是文本格式，请勿改动。",
    Kind.PHONE: "手机或固定电话。本列是文本格式，请勿改动。",
    Kind.ACCOUNT: "与银行卡一致。本列是文本格式，请勿改动。",
    Kind.CHOICE: "从下拉列表中选择。",
    Kind.CAUSE: "从下拉列表中选择最主要的一项。",
    Kind.DATE: "年、月、日写全，如 2021-12-03。",
    Kind.MONEY: "以元为单位，只填数字。",
    Kind.COUNT: "共同生活的人数，含户主，如 3。",
    Kind.YES_NO: "选择“是”或“否”。",
    Kind.JUDGEMENT: "由认定人选择“同意”或“不同意”，后面可写理由。",
}
_OWN_HINTS = {
    "union": "整表只有一个单位时，写在 B2 单元格即可，本列留空。",
    "district": "如 蚌山区，用来确定低保标准。",
    "relation": "户主留空或选“户主”。家庭成员接在户主的下一行，或者填在“家庭成员”表。",
    "paired_cadre": "结对帮扶干部的姓名，一户一名。",
    "annual_income": "全家一年的合计，以元为单位，只填数字，如 32400.00。",
    "monthly_income_per_head": "每人每月的数，以元为单位，只填数字，如 900.00。",
    "account_holder": "必须是户主本人的账户；与户主同名时可以留空。",
}
_MORE = {
    "residence": "当地城镇、农村低保标准不同时要选。",
    "annual_income": "未建档的，与月人均可支配收入填一项即可。",
    "monthly_income_per_head": "未建档的，与家庭年可支配收入填一项即可。",
    "provincial_visit": "留空就是“否”。",
    "arranged": "由主管负责人决定。",
    "account": "没有账号不能发放。",
}
_HOW = (
    "每户一行，从第4行开始，一行接一行，中间不要夹合计行和说明。",
    "橙色栏目必填，黄色栏目在括号里写的情况下必填，灰色栏目有就填。",
    "填报单位写在 B2 单元格；表里有几个单位的，在“填报单位”一栏逐行写。",
    "家庭成员填在“家庭成员”表，写明户主身份证号；也可以接在户主的下一行，并选“与户主关系”。",
    "身份证号和银行账号必须是文本。从别处复制时，请用“选择性粘贴—数值”，以免改变格式。",
    "不要改动第3行的栏目名称。可以增加栏目：系统档案表的栏目（如民族、家庭住址）照录到录入底稿，其余的不读。",
)
_COMMON = (
    Issue("name-unreadable", field="name"),
    Issue("id-damaged", field="id_number"),
    Issue("id-check", field="id_number"),
    Issue("member-id-missing", field="id_number"),
    Issue("phone-missing", field="phone"),
    Issue("value-unknown", field="hardship", values={"allowed": "、".join(FIELDS["hardship"].values)}),
    Issue("date-unreadable", field="removed_on"),
    Issue("count-unreadable", field="household_size"),
    Issue("money-unreadable", field="annual_income"),
    Issue("members-contradict", field="household_size", found="2", values={"listed": "3"}),
    Issue("account-damaged", field="account"),
    Issue("account-shape", field="account"),
    Issue("account-holder-differs", field="account_holder", found="张小明"),
)
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告"}
_WIDTHS = {
    Kind.ID: 21.0,
    Kind.ACCOUNT: 23.0,
    Kind.PHONE: 14.0,
    Kind.MONEY: 22.0,
    Kind.CAUSE: 18.0,
    Kind.TEXT: 16.0,
    Kind.CADRE: 16.0,
}
_GUIDE_WIDTHS = (24, 18, 58, 50)
_HEADING_ROW = 2


class _Looks:
    """The formats that the sheets share."""

    def __init__(self, book: Workbook) -> None:
        plain = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
        boxed = {**plain, "font_size": 10, "border": 1, "text_wrap": True}
        heading = {**boxed, "bold": True, "align": "center"}
        self.title = book.add_format({**plain, "font_size": 16, "bold": True, "align": "center"})
        self.label = book.add_format({**plain, "bold": True})
        self.line = book.add_format({**plain, "text_wrap": True})
        self.fill_in = book.add_format({**plain, "num_format": "@", "bottom": 1})
        self.always = book.add_format({**heading, "bg_color": "#F8CBAD"})
        self.sometimes = book.add_format({**heading, "bg_color": "#FFF2CC"})
        self.optional = book.add_format({**heading, "bg_color": "#EDEDED"})
        self.boxed = book.add_format(boxed)
        self.filled = book.add_format({"border": 1})
        self._cells = {
            style: book.add_format({**plain, "num_format": style})
            for style in ("@", "yyyy-mm-dd", "#,##0.00", "0")
        }

    def heading(self, needed: str) -> Format:
        """The look of a heading: its colour says how much it is needed."""
        return self.always if needed == ALWAYS else self.sometimes if needed else self.optional

    def cell(self, field: Field) -> Format:
        """The look of a column's cells."""
        styles = {Kind.DATE: "yyyy-mm-dd", Kind.MONEY: "#,##0.00", Kind.COUNT: "0"}
        return self._cells[styles.get(field.kind, "@")]


def write_template(path: Path) -> None:
    """Write the blank workbook: 花名册, 家庭成员 and 填写说明."""
    book = Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"title": "困难职工花名册", "created": _MADE})
    looks = _Looks(book)
    roster, members = [FIELDS[name] for name in ORDER], [member_field(name) for name in MEMBER_ORDER]
    sheet = _write_table(book, looks, "花名册", "困难职工花名册", roster, {})
    sheet.write_string(1, 0, "填报单位：", looks.label)
    sheet.merge_range(1, 1, 1, 4, "", looks.fill_in)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)
    sheet.repeat_columns(0, 1)
    sheet.fit_to_pages(2, 0)
    always = dict.fromkeys(MEMBER_ORDER, ALWAYS)
    sheet = _write_table(book, looks, "家庭成员", "家庭成员（不含户主）", members, always)
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    sheet.fit_to_pages(1, 0)
    _write_guide(book, looks, [*roster, HEAD_ID])
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error


def heading_of(field: Field) -> str:
    """The heading as it is printed: the field's own, its unit, and when it must be filled in.

    >>> heading_of(FIELDS["hardship"]), heading_of(FIELDS["annual_income"])
    ('困难类别\\n（在档必填）', '家庭年可支配收入\\n（元）（未建档二选一）')
    """
    unit = "（元）" if field.kind is Kind.MONEY else ""
    needed = f"（{NEEDED[field.name]}）" if field.name in NEEDED else ""
    return "\n".join(filter(None, (field.heading, unit + needed)))


def hint_of(field: Field) -> str:
    """How the field is filled in, in a sentence or two."""
    if field == _OF_MEMBER:
        return "此人是户主的什么人，从下拉列表中选择。"
    return _OWN_HINTS.get(field.name, _HINTS[field.kind]) + _MORE.get(field.name, "")


def choices_of(field: Field) -> tuple[str, ...]:
    """What may stand in the field, when that is a list."""
    if field.kind is Kind.CAUSE:
        return tuple(f"{code} {words}" for code, words in CAUSES.items())
    return ("是", "否") if field.kind is Kind.YES_NO else field.values


def member_field(name: str) -> Field:
    """A column of 家庭成员: there 姓名 is a member's, and everything is needed."""
    if name == "name":
        return FIELDS[name]._replace(heading="姓名")
    return {HEAD_ID.name: HEAD_ID, _OF_MEMBER.name: _OF_MEMBER}.get(name) or FIELDS[name]


def _write_table(
    book: Workbook,
    looks: _Looks,
    name: str,
    title: str,
    columns: Sequence[Field],
    needed: dict[str, str],
) -> Worksheet:
    """A sheet with a title, a blank line, the headings, and rows ready to be filled in.

    `needed` overrides when a column must be filled in.
    """
    sheet = book.add_worksheet(name)
    last = len(columns) - 1
    sheet.merge_range(0, 0, 0, min(last, 7), title, looks.title)
    sheet.set_default_row(18)
    sheet.set_row(0, 30)
    sheet.set_row(1, 22)
    sheet.set_row(_HEADING_ROW, 44)
    first_row, last_row = _HEADING_ROW + 1, _HEADING_ROW + ROWS
    for index, field in enumerate(columns):
        when = needed.get(field.name, NEEDED.get(field.name, ""))
        heading = f"{field.heading}\n（{when}）" if needed else heading_of(field)
        look = looks.cell(field)
        sheet.set_column(index, index, _WIDTHS.get(field.kind, 12.0), look)
        sheet.write_string(_HEADING_ROW, index, heading, looks.heading(when))
        for row in range(first_row, last_row + 1):
            sheet.write_blank(row, index, None, look)
        sheet.data_validation(first_row, index, last_row, index, _validation(field))
    row, end = first_row + 1, xl_col_to_name(last)
    begun = {"type": "formula", "criteria": f"=COUNTA($A{row}:${end}{row})>0", "format": looks.filled}
    sheet.conditional_format(first_row, 0, last_row, last, begun)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    return sheet


def _validation(field: Field) -> dict[str, Any]:
    """What Excel says when the cell is chosen, and what it asks of the content.

    It refuses only what no reader could take; a day or a judgement may be written in other ways.
    """
    about = {"input_title": field.heading, "input_message": hint_of(field), "ignore_blank": True}
    refused = {"error_title": field.heading, "error_message": hint_of(field)}
    if choices := choices_of(field):
        free = {"show_error": False} if field.kind is Kind.JUDGEMENT else refused
        return about | free | {"validate": "list", "source": list(choices)}
    match field.kind:
        case Kind.ID:
            asked: dict[str, Any] = {"validate": "length", "minimum": 15, "maximum": 18}
        case Kind.COUNT:
            asked = {"validate": "integer", "minimum": 1, "maximum": 99}
        case Kind.MONEY:
            asked = {"validate": "decimal", "minimum": 0, "maximum": 10**9}
        case _:
            return about | {"validate": "any"}
    return about | refused | asked | {"criteria": "between"}


def _write_guide(book: Workbook, looks: _Looks, columns: Sequence[Field]) -> None:
    """填写说明: how to fill the table in, every column, and the slips that are met most often."""
    sheet = book.add_worksheet(GUIDE_SHEET)
    for index, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(index, index, width)
    last = len(_GUIDE_WIDTHS) - 1
    sheet.merge_range(0, 0, 0, last, GUIDE_SHEET, looks.title)
    sheet.set_row(0, 30)
    row = 1
    for number, words in enumerate(_HOW, start=1):
        sheet.merge_range(row, 0, row, last, f"{number}. {words}", looks.line)
        sheet.set_row(row, 20)
        row += 1

    def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        nonlocal row
        row += 1
        for index, text in enumerate(headings):
            sheet.write_string(row, index, text, looks.optional)
        for cells in rows:
            row += 1
            for index, text in enumerate(cells):
                sheet.write_string(row, index, text, looks.boxed)
            most = max(line_count(text, width) for text, width in zip(cells, _GUIDE_WIDTHS, strict=True))
            sheet.set_row(row, max(20.0, LINE_HEIGHT * most + 4))
        row += 1

    table(
        GUIDE_HEADINGS,
        [
            (field.heading, NEEDED.get(field.name, "有就填"), hint_of(field), "、".join(choices_of(field)))
            for field in columns
        ],
    )
    table(
        ("栏目", "程度", "常见问题", "处理办法"),
        [
            (
                FIELDS[issue.field].heading,
                _SEVERITIES[issue.severity],
                issue.message.spoken("zh"),
                issue.remedy.spoken("zh"),
            )
            for issue in _COMMON
        ],
    )
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
