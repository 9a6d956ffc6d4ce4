"""The payout list (发放花名册): a sheet for each fund, 汇总, 暂缓发放, 不予发放; ready for A4 landscape.

Documents are always Chinese. Text is written as text, so that nothing from a roster becomes a formula.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warmth_cli.issues import Issue
from warmth_cli.ledger import Batch
from warmth_cli.payouts import Line, Payment, Settlement
from warmth_cli.rulebook.assess import Outcome
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.amount import in_figures, in_words
from warmth_cli.writing.page import FONT, LINE_HEIGHT, MOST_HEIGHT, line_count

SIGNATURE = (
    "单位负责人：                审核人：                制表人：                日期：　　　年　　月　　日"
)
_MOST_NAME = 31
_ROW_HEIGHT = 24.0
_NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'"))


@dataclass(frozen=True, slots=True)
class PayoutList:
    """What a list is made of: the settled households, the batches recorded so far, rows not read."""

    rules: Rules
    settlement: Settlement
    batches: Sequence[Batch]
    unreadable: int


class _Column(NamedTuple):
    """A column of a sheet: its heading, its width in characters, and the look of its cells."""

    heading: str
    width: float
    look: str = "text"


_PAID = (
    _Column("序号", 5, "number"),
    _Column("填报单位", 18),
    _Column("姓名", 9, "centre"),
    _Column("身份证号", 20.5, "centre"),
    _Column("发放类别", 19),
    _Column("依据条款", 8.5, "centre"),
    _Column("金额(元)", 11, "money"),
    _Column("资金来源", 13, "centre"),
    _Column("开户银行(支行)", 20),
    _Column("银行账号", 22, "centre"),
    _Column("备注", 13),
)
_HELD = (
    _Column("序号", 5, "number"),
    _Column("填报单位", 18),
    _Column("姓名", 9, "centre"),
    _Column("身份证号", 20.5, "centre"),
    _Column("拟发类别", 17),
    _Column("暂缓原因", 40),
    _Column("请补正", 40),
    _Column("位置", 22),
)
_REFUSED = (
    _Column("序号", 5, "number"),
    _Column("填报单位", 18),
    _Column("姓名", 9, "centre"),
    _Column("身份证号", 20.5, "centre"),
    _Column("对应类别", 17),
    _Column("依据条款", 8.5, "centre"),
    _Column("不予发放原因", 60),
    _Column("位置", 22),
)
_SUMMARY = (
    _Column("填报单位", 34),
    _Column("发放类别", 34),
    _Column("资金来源", 26),
    _Column("户数", 10, "count"),
    _Column("金额(元)", 18, "money"),
)


class _Looks:
    """The few formats that the sheets share."""

    def __init__(self, book: Workbook) -> None:
        cell = {"font_name": FONT, "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
        self.title = book.add_format(
            {"font_name": FONT, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"}
        )
        self.line = book.add_format({"font_name": FONT, "font_size": 10, "valign": "vcenter"})
        self.heading = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#EDEDED"})
        bold = {**cell, "bold": True}
        self.by_name: dict[str, Format] = {
            "text": book.add_format({**cell, "num_format": "@"}),
            "centre": book.add_format({**cell, "num_format": "@", "align": "center"}),
            "number": book.add_format({**cell, "num_format": "0", "align": "center"}),
            "money": book.add_format({**cell, "num_format": "#,##0.00", "align": "right"}),
            "count": book.add_format({**cell, "num_format": "0", "align": "right"}),
            "total": book.add_format({**bold, "num_format": "@", "align": "center"}),
            "total money": book.add_format({**bold, "num_format": "#,##0.00", "align": "right"}),
            "total count": book.add_format({**bold, "num_format": "0", "align": "right"}),
        }


class _Sheet:
    """One sheet, written from top to bottom."""

    def __init__(
        self, book: Workbook, looks: _Looks, name: str, columns: Sequence[_Column], title: str, about: str
    ) -> None:
        self.name = name
        self.columns = columns
        self.looks = looks
        self.sheet: Worksheet = book.add_worksheet(name)
        self.row = 3
        last = len(columns) - 1
        sheet = self.sheet
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.repeat_rows(2)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.freeze_panes(3, 0)
        sheet.set_row(0, 30)
        sheet.merge_range(0, 0, 0, last, title, looks.title)
        sheet.set_row(1, 18)
        sheet.merge_range(1, 0, 1, last, about, looks.line)
        sheet.set_row(2, 26)
        for index, column in enumerate(columns):
            sheet.write_string(2, index, column.heading, looks.heading)

    def write(self, *values: str | int | float) -> None:
        """One row, as high as its longest text needs; text as text whatever it begins with."""
        most = max(
            line_count(value, column.width)
            for value, column in zip(values, self.columns, strict=True)
            if isinstance(value, str)
        )
        height = min(max(_ROW_HEIGHT, LINE_HEIGHT * most + 3), MOST_HEIGHT)
        self.sheet.set_row(self.row, height)
        for index, (value, column) in enumerate(zip(values, self.columns, strict=True)):
            look = self.looks.by_name[column.look]
            if isinstance(value, str):
                self.sheet.write_string(self.row, index, value, look)
            else:
                self.sheet.write_number(self.row, index, value, look)
        self.row += 1

    def total(self, fen: int, money: int, label: str = "合计", counts: dict[int, int] | None = None) -> None:
        """The row that adds up column `money`: a live sum that already holds its value."""
        self.sheet.set_row(self.row, _ROW_HEIGHT)
        for index in range(len(self.columns)):
            self.sheet.write_blank(self.row, index, None, self.looks.by_name["total"])
        self.sheet.write_string(self.row, 0, label, self.looks.by_name["total"])
        for index, count in (counts or {}).items():
            self.sheet.write_number(self.row, index, count, self.looks.by_name["total count"])
        letter = chr(65 + money)
        look = self.looks.by_name["total money"]
        if self.row > 3:
            formula = f"=SUM({letter}4:{letter}{self.row})"
            self.sheet.write_formula(self.row, money, formula, look, fen / 100)
        else:
            self.sheet.write_number(self.row, money, 0, look)
        self.row += 1

    def say(self, text: str) -> None:
        """A line of text below the table, over its whole width."""
        self.sheet.set_row(self.row, 24)
        self.sheet.merge_range(self.row, 0, self.row, len(self.columns) - 1, text, self.looks.line)
        self.row += 1

    def close(self) -> None:
        """The signature line, and the print area around all of it."""
        self.row += 1
        self.say(SIGNATURE)
        self.sheet.print_area(0, 0, self.row - 1, len(self.columns) - 1)


def write_payout_list(path: Path, content: PayoutList) -> None:
    """Write the whole workbook. The same ledger gives the same bytes: its date is that of the last batch."""
    # Rows wait in files until the workbook is closed; they hold people's numbers, and go whatever happens.
    with TemporaryDirectory(prefix=".", dir=path.parent, ignore_cleanup_errors=True) as folder:
        book = Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False, "tmpdir": folder})
        _write_sheets(book, content)
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error


def _write_sheets(book: Workbook, content: PayoutList) -> None:
    # Workbooks carry the time of their making; here it is the day of the last batch.
    day = content.batches[-1].recorded_on if content.batches else content.rules.pack.window.first.isoformat()
    book.set_properties(
        {
            "title": content.rules.pack.notice.list_title,
            "created": datetime.fromisoformat(day).replace(tzinfo=UTC),
        }
    )
    looks = _Looks(book)
    payments = content.settlement.payments
    separate = {fund.name: fund.separate for fund in content.rules.pack.funds.values()}
    # A pack that was changed since may no longer name a fund that paid; its payments stay in the list.
    for fund in dict.fromkeys([*separate, *(payment.fund for payment in payments)]):
        of_fund = [payment for payment in payments if payment.fund == fund]
        _write_fund(book, looks, content, fund, separate.get(fund, False), of_fund)
    _write_summary(book, looks, content, payments)
    _write_held(book, looks, content)
    _write_refused(book, looks, content)


def _write_fund(
    book: Workbook,
    looks: _Looks,
    content: PayoutList,
    fund: str,
    separate: bool,
    payments: Sequence[Payment],
) -> None:
    about = [_unit(payments), f"资金来源：{fund}" + ("（单项列支）" if separate else ""), _batches(payments)]
    if not payments:
        about.append("本项资金没有发放。")
    sheet = _Sheet(
        book,
        looks,
        _free_name(book, sheet_name(fund)),
        _PAID,
        content.rules.pack.notice.list_title,
        _joined(about),
    )
    for number, payment in enumerate(payments, 1):
        bank = payment.bank + (f"（{payment.branch}）" if payment.branch else "")
        note = f"第{payment.batch}批" + (f"；{payment.note}" if payment.note else "")
        sheet.write(
            number,
            payment.union,
            payment.name,
            payment.id_number,
            payment.grant_name,
            payment.clause,
            payment.amount / 100,
            payment.fund,
            bank,
            payment.account,
            note,
        )
    total = sum(payment.amount for payment in payments)
    sheet.total(total, 6)
    sheet.say(f"共 {len(payments)} 户　合计金额：￥{in_figures(total)} 元　人民币（大写）：{in_words(total)}")
    numbers = sorted({payment.batch for payment in payments})
    for batch in content.batches if len(numbers) > 1 else ():
        amounts = [payment.amount for payment in payments if payment.batch == batch.number]
        if amounts:
            state = "本次新增" if batch.number == numbers[-1] else "已制表，勿重复发放"
            about_batch = f"第{batch.number}批（{batch.recorded_on}，{state}）"
            fen = sum(amounts)
            sheet.say(f"其中 {about_batch}：{len(amounts)} 户　￥{in_figures(fen)} 元　{in_words(fen)}")
    sheet.close()


def _write_summary(book: Workbook, looks: _Looks, content: PayoutList, payments: Sequence[Payment]) -> None:
    sheet = _Sheet(
        book,
        looks,
        "汇总",
        _SUMMARY,
        f"{content.rules.pack.notice.list_title}（汇总）",
        _joined([_unit(payments), _batches(payments)]),
    )
    groups: dict[tuple[str, str, str], list[int]] = {}
    for payment in payments:
        groups.setdefault((payment.union, payment.grant_name, payment.fund), []).append(payment.amount)
    for (union, grant, fund), amounts in sorted(groups.items()):
        sheet.write(union, grant, fund, len(amounts), sum(amounts) / 100)
    total = sum(payment.amount for payment in payments)
    sheet.total(total, 4, counts={3: len(payments)})
    sheet.say(f"合计金额：￥{in_figures(total)} 元　人民币（大写）：{in_words(total)}")
    for batch in content.batches:
        amounts = [payment.amount for payment in payments if payment.batch == batch.number]
        sheet.say(
            f"第{batch.number}批（{batch.recorded_on}）：{len(amounts)} 户，￥{in_figures(sum(amounts))} 元"
        )
    settlement = content.settlement
    granted, refused, held = (
        settlement.count(outcome) for outcome in (Outcome.GRANTED, Outcome.REFUSED, Outcome.HELD)
    )
    rows = granted + refused + held + content.unreadable
    sheet.say(
        f"发放 {granted} ＋ 不予发放 {refused} ＋ 暂缓发放 {held} ＋ 无法读取 {content.unreadable}"
        f" ＝ 花名册 {rows} 户"
    )
    for words in _readings(content):
        sheet.say(words)
    sheet.close()


def _write_held(book: Workbook, looks: _Looks, content: PayoutList) -> None:
    lines = [line for line in content.settlement.lines if line.outcome is Outcome.HELD]
    about = f"共 {len(lines)} 户。补正后重新运行 warmth check，再运行 warmth payouts，即列入下一批。"
    sheet = _Sheet(
        book, looks, "暂缓发放", _HELD, f"{content.rules.pack.notice.list_title}（暂缓发放）", about
    )
    for number, line in enumerate(lines, 1):
        reasons = _numbered(issue.message.spoken("zh") for issue in line.reasons)
        remedies = _numbered(issue.remedy.spoken("zh") for issue in line.reasons)
        sheet.write(
            number,
            line.household.union or "",
            line.household.name or "",
            line.household.id_number or "",
            _grant_name(line),
            reasons,
            remedies,
            _places(line.reasons, line),
        )
    sheet.close()


def _write_refused(book: Workbook, looks: _Looks, content: PayoutList) -> None:
    lines = [line for line in content.settlement.lines if line.outcome is Outcome.REFUSED]
    title = f"{content.rules.pack.notice.list_title}（不予发放）"
    sheet = _Sheet(book, looks, "不予发放", _REFUSED, title, f"共 {len(lines)} 户")
    for number, line in enumerate(lines, 1):
        reasons = _numbered(issue.message.spoken("zh") for issue in line.reasons)
        sheet.write(
            number,
            line.household.union or "",
            line.household.name or "",
            line.household.id_number or "",
            _grant_name(line),
            line.decision.clause,
            reasons,
            _places(line.reasons, line),
        )
    sheet.close()


def _free_name(book: Workbook, name: str) -> str:
    """`name`, or one beside it when another sheet has it, those that come later included."""
    taken = {"汇总", "暂缓发放", "不予发放", *(sheet.get_name() for sheet in book.worksheets())}
    tries = (name, *(f"{name[: _MOST_NAME - 3]}（{number}）" for number in range(2, 99)))
    return next(each for each in tries if each not in taken)


def _readings(content: PayoutList) -> Iterator[str]:
    """How open questions were read, batch by batch where batches differ: a signed list says what was paid
    under which reading, whatever this run was asked for."""
    for reading in content.rules.pack.readings:
        chosen: dict[str, list[str]] = {}
        for batch in content.batches:
            chosen.setdefault(batch.readings.get(reading.id, reading.choice), []).append(
                f"第{batch.number}批"
            )
        if not content.batches:
            chosen[content.rules.readings[reading.id]] = []
        for value, batches in chosen.items():
            meaning = next((option.meaning.zh for option in reading.option if option.value == value), value)
            where = f"{'、'.join(batches)}：" if len(chosen) > 1 else ""
            yield f"口径：{reading.question.zh} {where}{meaning}（条款{reading.clause}）"


def sheet_name(text: str) -> str:
    """`text` as the name of a sheet: without the characters that Excel forbids, at most 31 long.

    >>> sheet_name("市/县[2022]资金")
    '市县2022资金'
    """
    return text.translate(_NOT_IN_A_SHEET_NAME)[:_MOST_NAME]


def _unit(payments: Sequence[Payment]) -> str:
    units = list(dict.fromkeys(payment.union for payment in payments))
    if not units:
        return ""
    return f"单位：{units[0]}" if len(units) == 1 else f"单位：{units[0]} 等 {len(units)} 个单位"


def _batches(payments: Sequence[Payment]) -> str:
    numbers = sorted({payment.batch for payment in payments})
    return "批次：" + "、".join(f"第{number}批" for number in numbers) if numbers else ""


def _joined(parts: Iterable[str]) -> str:
    return "　　".join(part for part in parts if part)


def _numbered(sentences: Iterable[str]) -> str:
    said = list(dict.fromkeys(sentences))
    return said[0] if len(said) == 1 else "\n".join(f"{n}. {each}" for n, each in enumerate(said, 1))


def _grant_name(line: Line) -> str:
    return line.decision.grant.name.zh if line.decision.grant else ""


def _places(issues: Sequence[Issue], line: Line) -> str:
    cells = "、".join(dict.fromkeys(issue.cell for issue in issues if issue.cell))
    return f"{line.household.file}\n{line.household.sheet} {cells or f'第{line.household.row}行'}"
