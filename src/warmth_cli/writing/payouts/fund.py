"""The sheet of one fund (单项列支): who is paid from it, to which account, and the sum that is signed."""

from collections.abc import Iterator, Sequence

from xlsxwriter import Workbook

from warmth_cli.payouts import Payment
from warmth_cli.writing.amount import in_figures, in_words
from warmth_cli.writing.cell_text import CUT
from warmth_cli.writing.page import in_pieces, line_count, one_line
from warmth_cli.writing.payouts.about import batches, day, unit
from warmth_cli.writing.payouts.content import PayoutList
from warmth_cli.writing.payouts.printed import Column, Looks, PrintedSheet

_AMOUNT = 6
_ACCOUNT = 9
_NOTE = 10
_WIDE_NOTE = 40
_MOST_NOTE = 6
"""Lines of a note in a narrow column; with a longer one, the column is wide."""
_COLUMNS = (
    Column("序号", one_line(5), "number"),
    Column("填报单位", 18),
    Column("姓名", 9, "centre"),
    Column("身份证号", one_line(18), "centre"),
    Column("发放类别", 18),
    Column("依据条款", 8.5, "centre"),
    Column("金额(元)", 11, "money"),
    Column("资金来源", 13, "centre"),
    Column("开户银行(支行)", 20),
    Column("银行账号", one_line(19), "centre"),
    Column("备注", 12, "words"),
)


def write_fund(book: Workbook, looks: Looks, content: PayoutList, name: str) -> None:
    """The sheet of the fund `name`."""
    payments = [payment for payment in content.payments if payment.fund == name]
    fund = content.funds[name]
    source = f"资金来源：{name}" + ("（单项列支）" if fund is not None and fund.separate else "")
    nothing = "" if payments else "本项资金没有发放。"
    about = (unit(payments), source, batches(payments), day(content), nothing)
    title = content.rules.pack.notice.list_title
    columns = _columns(payments)
    sheet = PrintedSheet(book, looks, name, columns, title, about)
    for number, payment in enumerate(payments, 1):
        sheet.write(
            number,
            payment.union,
            payment.name,
            payment.id_number,
            payment.grant_name,
            payment.clause,
            payment.amount / 100,
            payment.fund,
            payment.bank + (f"（{payment.branch}）" if payment.branch else ""),
            payment.account,
            _whole(_note(payment), columns[_NOTE].width),
        )
    total = sum(payment.amount for payment in payments)
    sheet.total({_AMOUNT: total / 100})
    sheet.say(f"共 {len(payments)} 户　合计金额：￥{in_figures(total)} 元　人民币（大写）：{in_words(total)}")
    for words in _by_batch(content, payments):
        sheet.say(words)
    sheet.close()


def _columns(payments: Sequence[Payment]) -> list[Column]:
    """The columns, wide enough for the longest number in them: it is read on one line, and never ####."""
    longest = {
        _AMOUNT: len(in_figures(sum(payment.amount for payment in payments))),
        _ACCOUNT: max((len(payment.account) for payment in payments), default=0),
    }
    columns = [
        column._replace(width=max(column.width, one_line(longest.get(place, 0))))
        for place, column in enumerate(_COLUMNS)
    ]
    width = columns[_NOTE].width
    if any(line_count(_note(payment), width) > _MOST_NOTE for payment in payments if payment.note):
        columns[_NOTE] = columns[_NOTE]._replace(width=_WIDE_NOTE)
    return columns


def _note(payment: Payment) -> str:
    return f"第{payment.batch}批" + (f"；{payment.note}" if payment.note else "")


def _whole(note: str, width: float) -> str:
    """The note, or what the highest row there is can show of it."""
    [shown, *rest] = in_pieces(note, width)
    return shown[: -len(CUT)] + CUT if rest else shown


def _by_batch(content: PayoutList, payments: Sequence[Payment]) -> Iterator[str]:
    """Where not all is of the list's last batch: what each comes to, and which one is to be paid now."""
    last = content.batches[-1].number if content.batches else 0
    if all(payment.batch == last for payment in payments):
        return
    for batch in content.batches:
        amounts = [payment.amount for payment in payments if payment.batch == batch.number]
        if amounts:
            state = "本次新增" if batch.number == last else "已制表，勿重复发放"
            about = f"第{batch.number}批（{batch.recorded_on}，{state}）"
            fen = sum(amounts)
            yield f"其中 {about}：{len(amounts)} 户　￥{in_figures(fen)} 元　{in_words(fen)}"
