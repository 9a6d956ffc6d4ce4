"""The workbook from which households and payments are typed into the national system, in that form's order.

A sheet of heads, one of their members, one of payments, one of what is missing. Text is written as text; what
no roster says stays empty and is counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from warmth_cli.fields import FIELDS
from warmth_cli.files.workbook import DOCUMENT_PROPERTY
from warmth_cli.household import Household
from warmth_cli.national_form import Entry, NationalForm, national_form
from warmth_cli.payouts import Payment
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.amount import in_figures
from warmth_cli.writing.cell_text import cell_text
from warmth_cli.writing.entry_values import head_value, member_value
from warmth_cli.writing.page import FONT, LINE_HEIGHT, MOST_HEIGHT, line_count

HEADS, MEMBERS, PAYMENTS, MISSING = "户主", "家庭成员", "送温暖资金", "缺项"
_BESIDE = ("填报单位", "建档状态", "花名册位置")
"""What stands beside the form's own fields, to find a household again."""
_OF_HOUSEHOLD = ("户主姓名", "户主身份证号")
_OF_PAYMENT = (
    *("姓名", "身份证号", "金额（元）", "资金来源", "发放日期", "银行账号"),
    *("依据条款", "发放类别", "批次", "填报单位"),
)
_AMOUNT = 2
_OF_MISSING = ("表", "栏目", "必填", "应填", "已填", "缺", "来源")
_WIDTHS = {
    **dict.fromkeys(("身份证号", "户主身份证号"), 20.5),
    **dict.fromkeys(("银行卡号", "银行账号", "资金来源", "栏目"), 22.0),
    **dict.fromkeys(("手机号码", "其他联系方式"), 14.0),
    **dict.fromkeys(("工作单位", "单位或学校", "主要致困原因", "备注", "填报单位"), 20.0),
    **dict.fromkeys(("家庭住址", "发放类别"), 30.0),
    **dict.fromkeys(("花名册位置", "来源"), 60.0),
}
"""Characters that a column has room for, where its heading alone would be too narrow."""
_FIRST_ROW = 3
_A4 = 9


class Missing(NamedTuple):
    """A field that some lack: on which sheet, how many there are, and how many of them lack it."""

    sheet: str
    entry: Entry
    asked: int
    lacking: int


@dataclass(slots=True)
class Counted:
    """What was written, and how many lack each field; `payments` and their sum in fen."""

    households: int = 0
    members: int = 0
    payments: int = 0
    amount: int = 0
    lacking: Counter[tuple[str, str]] = field(default_factory=Counter)

    def missing(self) -> list[Missing]:
        """Every field that somebody lacks, in the order of the form."""
        form = national_form()
        asked = ((HEADS, form.head, self.households), (MEMBERS, form.member, self.members))
        return [
            Missing(sheet, entry, count, self.lacking[sheet, entry.heading])
            for sheet, entries, count in asked
            for entry in entries
            if self.lacking[sheet, entry.heading]
        ]


class Paid(NamedTuple):
    """A payment and the day of its batch."""

    payment: Payment
    day: str


def write_system_form(
    path: Path, rules: Rules, households: Iterable[Household], payments: Sequence[Paid]
) -> Counted:
    """Write the whole workbook, one household after another, and count what is missing."""
    counted = Counted()
    # Rows wait in files until the workbook is closed; they hold people's numbers, and go whatever happens.
    with TemporaryDirectory(prefix=".", dir=path.parent, ignore_cleanup_errors=True) as folder:
        book = Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False, "tmpdir": folder})
        made = datetime.fromisoformat(payments[-1].day if payments else rules.pack.window.first.isoformat())
        book.set_properties({"title": "困难职工档案表录入底稿", "created": made.replace(tzinfo=UTC)})
        book.set_custom_property(DOCUMENT_PROPERTY, "export")
        _write_all(book, rules, households, payments, counted)
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error
    return counted


class _Looks:
    """The formats that the sheets share."""

    def __init__(self, book: Workbook) -> None:
        plain = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
        boxed = {**plain, "border": 1, "num_format": "@"}
        self.title = book.add_format({**plain, "font_size": 16, "bold": True, "text_wrap": False})
        self.line = book.add_format({**plain, "text_wrap": False})
        heading = {**boxed, "bold": True, "align": "center"}
        self.heading = book.add_format({**heading, "bg_color": "#EDEDED"})
        self.required = book.add_format({**heading, "bg_color": "#F8CBAD"})
        self.cell = book.add_format(boxed)
        self.derived = book.add_format({**boxed, "bg_color": "#FFF2CC"})
        self.missing = book.add_format({**boxed, "bg_color": "#FCE4D6"})
        self.money = book.add_format({**boxed, "num_format": "#,##0.00"})
        self.count = book.add_format({**boxed, "num_format": "0"})


class _Sheet:
    """A sheet that is written from top to bottom: a title, a line about it, headings, rows.

    The first `fixed` columns stay in sight, and on every printed page.
    """

    def __init__(
        self,
        book: Workbook,
        looks: _Looks,
        name: str,
        title: str,
        about: str,
        headings: Sequence[str],
        fixed: int,
    ) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.looks, self.row, self.last = looks, _FIRST_ROW, len(headings) - 1
        sheet = self.sheet
        self.widths = [_WIDTHS.get(each, max(9.0, 2.0 * len(each) + 3)) for each in headings]
        for index, width in enumerate(self.widths):
            sheet.set_column(index, index, width)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.print_across()
        sheet.repeat_rows(_FIRST_ROW - 1)
        if fixed:
            sheet.repeat_columns(0, fixed - 1)
            sheet.set_print_scale(70)
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.freeze_panes(_FIRST_ROW, fixed)
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, title, looks.title)
        sheet.write_string(1, 0, about, looks.line)

    def head(self, headings: Sequence[str], required: Sequence[bool] = ()) -> None:
        """The row of headings; what the form requires has its *."""
        self.sheet.set_row(_FIRST_ROW - 1, 30)
        for index, heading in enumerate(headings):
            marked = index < len(required) and required[index]
            look = self.looks.required if marked else self.looks.heading
            self.sheet.write_string(_FIRST_ROW - 1, index, f"*{heading}" if marked else heading, look)

    def write(self, values: Sequence[str | int | float], looks: Sequence[object]) -> None:
        """One row, as high as its longest text needs, up to the highest; text as text."""
        lines = max(
            line_count(value, width)
            for value, width in zip(values, self.widths, strict=True)
            if isinstance(value, str)
        )
        self.sheet.set_row(self.row, min(LINE_HEIGHT * lines + 4, MOST_HEIGHT))
        for index, (value, look) in enumerate(zip(values, looks, strict=True)):
            if value == "":
                self.sheet.write_blank(self.row, index, None, look)
            elif isinstance(value, str):
                self.sheet.write_string(self.row, index, cell_text(value), look)
            else:
                self.sheet.write_number(self.row, index, value, look)
        self.row += 1

    def close(self) -> None:
        """The print area around all of it, and a filter on the headings."""
        self.sheet.print_area(0, 0, self.row - 1, self.last)
        self.sheet.autofilter(_FIRST_ROW - 1, 0, max(self.row - 1, _FIRST_ROW - 1), self.last)


def _write_all(
    book: Workbook,
    rules: Rules,
    households: Iterable[Household],
    payments: Sequence[Paid],
    counted: Counted,
) -> None:
    form, looks = national_form(), _Looks(book)
    about = f"{form.source}。＊必填；浅黄由其他栏目得出，请核对；浅橙必填而花名册没有。"
    heads = _entry_sheet(book, looks, HEADS, f"困难职工档案表（{HEADS}）", about, form.head, _BESIDE, 3)
    members = _entry_sheet(
        book, looks, MEMBERS, f"困难职工档案表（{MEMBERS}）", about, form.member, _OF_HOUSEHOLD, 0
    )
    for household in households:
        _write_household(heads, members, form, household, counted)
    heads.close()
    members.close()
    _write_payments(book, looks, rules, payments, counted)
    _write_missing(book, looks, counted)


def _entry_sheet(
    book: Workbook,
    looks: _Looks,
    name: str,
    title: str,
    about: str,
    entries: Sequence[Entry],
    beside: Sequence[str],
    fixed: int,
) -> _Sheet:
    headings = [*(entry.heading for entry in entries), *beside]
    sheet = _Sheet(book, looks, name, title, about, headings, fixed)
    sheet.head(headings, [entry.required for entry in entries])
    return sheet


def _write_household(
    heads: _Sheet, members: _Sheet, form: NationalForm, household: Household, counted: Counted
) -> None:
    counted.households += 1
    values = [head_value(entry, household) for entry in form.head]
    looks = _entry_looks(heads.looks, HEADS, form.head, values, counted)
    place = household.place.words.zh
    beside = (household.union or "", household.file_status or "", place)
    heads.write([*values, *beside], [*looks, *[heads.looks.cell] * len(beside)])
    for member in household.members:
        counted.members += 1
        values = [member_value(entry, household, member) for entry in form.member]
        looks = _entry_looks(members.looks, MEMBERS, form.member, values, counted)
        whose = (household.name or "", household.id_number or "")
        members.write([*values, *whose], [*looks, *[members.looks.cell] * len(whose)])


def _entry_looks(
    looks: _Looks, sheet: str, entries: Sequence[Entry], values: Sequence[str], counted: Counted
) -> list[object]:
    """How the cells of one person look, while what they lack is counted."""
    chosen: list[object] = []
    for entry, value in zip(entries, values, strict=True):
        if not value:
            counted.lacking[sheet, entry.heading] += 1
            chosen.append(looks.missing if entry.required else looks.cell)
        else:
            chosen.append(looks.derived if entry.derived else looks.cell)
    return chosen


def _write_payments(
    book: Workbook, looks: _Looks, rules: Rules, payments: Sequence[Paid], counted: Counted
) -> None:
    """The sheet from which the module 送温暖资金 is filled: money of every fund, provincial money too."""
    counted.payments = len(payments)
    counted.amount = sum(payment.amount for payment, _ in payments)
    clause = rules.pack.payment.clause
    about = f"共 {counted.payments} 笔，合计 {in_figures(counted.amount)} 元。发放日期为批次记入台账之日。"
    about += f"条款{clause}：{rules.pack.clauses[clause].zh}"
    sheet = _Sheet(book, looks, PAYMENTS, f"“{PAYMENTS}”模块录入底稿", about, _OF_PAYMENT, 0)
    sheet.head(_OF_PAYMENT)
    cells: list[object] = [looks.cell] * len(_OF_PAYMENT)
    cells[_AMOUNT] = looks.money
    for payment, day in payments:
        values = (
            *(payment.name, payment.id_number, payment.amount / 100, payment.fund, day, payment.account),
            *(payment.clause, payment.grant_name, f"第{payment.batch}批", payment.union),
        )
        sheet.write(values, cells)
    sheet.close()


def _write_missing(book: Workbook, looks: _Looks, counted: Counted) -> None:
    """The sheet of what is missing: first what the form requires."""
    about = (
        "花名册里没有的栏目一律留空。花名册中加上同名栏目，重新运行 warmth check 和 warmth export，即可带出。"
    )
    sheet = _Sheet(book, looks, MISSING, "缺项", about, _OF_MISSING, 0)
    sheet.head(_OF_MISSING)
    cells = [looks.cell] * 3 + [looks.count] * 3 + [looks.cell]
    for each in sorted(counted.missing(), key=lambda each: not each.entry.required):
        entry = each.entry
        how = entry.how or "花名册中同名栏目照录"
        if entry.field:
            how = f"花名册“{FIELDS[entry.field].heading}”"
        values = (
            *(each.sheet, entry.heading, "是" if entry.required else ""),
            *(each.asked, each.asked - each.lacking, each.lacking, how),
        )
        sheet.write(values, cells)
    sheet.close()
