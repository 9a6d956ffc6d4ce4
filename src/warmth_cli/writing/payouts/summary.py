"""The sheet 汇总: what every union has under every grant, where every row went, how the notice was read."""

from collections.abc import Iterator

from xlsxwriter import Workbook

from warmth_cli.writing.amount import in_figures, in_words
from warmth_cli.writing.payouts.about import batches, day, unit
from warmth_cli.writing.payouts.content import NO_UNION, PayoutList
from warmth_cli.writing.payouts.printed import Column, Looks, PrintedSheet
from warmth_cli.writing.readings import readings_taken

_COLUMNS = (
    Column("填报单位", 54),
    Column("发放类别", 46),
    Column("资金来源", 34),
    Column("户数", 12, "count"),
    Column("金额(元)", 22, "money"),
)


def write_summary(book: Workbook, looks: Looks, content: PayoutList) -> None:
    """The sheet 汇总."""
    payments = content.payments
    title = f"{content.rules.pack.notice.list_title}（汇总）"
    about = (unit(payments), batches(payments), day(content))
    sheet = PrintedSheet(book, looks, "汇总", _COLUMNS, title, about)
    groups: dict[tuple[str, str, str], list[int]] = {}
    for payment in payments:
        group = (payment.union or NO_UNION, payment.grant_name, payment.fund)
        groups.setdefault(group, []).append(payment.amount)
    # Unions in the order in which they are paid: offices have an order of their own, and no alphabet.
    order = {union: place for place, union in enumerate(dict.fromkeys(union for union, _, _ in groups))}
    for (union, grant, fund), amounts in sorted(groups.items(), key=lambda each: order[each[0][0]]):
        sheet.write(union, grant, fund, len(amounts), sum(amounts) / 100)
    sheet.total({3: len(payments), 4: content.amount / 100})
    sheet.say(f"合计金额：￥{in_figures(content.amount)} 元　人民币（大写）：{in_words(content.amount)}")
    for words in (*_parts(content), *_rows(content), *_readings(content)):
        sheet.say(words)
    sheet.close()


def _parts(content: PayoutList) -> Iterator[str]:
    """What each fund pays, and what each batch comes to."""
    for fund in content.funds:
        amounts = [payment.amount for payment in content.payments if payment.fund == fund]
        yield f"{fund}：{len(amounts)} 户，￥{in_figures(sum(amounts))} 元"
    for batch in content.paying:
        amounts = [payment.amount for payment in content.payments if payment.batch == batch.number]
        yield f"第{batch.number}批（{batch.recorded_on}）：{len(amounts)} 户，￥{in_figures(sum(amounts))} 元"


def _rows(content: PayoutList) -> Iterator[str]:
    """Where every row of the rosters went."""
    waiting, granted = content.not_paid, len(content.payments)
    if waiting is None:
        yield "本册只列本批发放名单；暂缓发放和不予发放的，见全部批次的花名册。"
        return
    refused, held, unreadable = len(waiting.refused), len(waiting.held), waiting.unreadable
    yield (
        f"发放 {granted} ＋ 不予发放 {refused} ＋ 暂缓发放 {held} ＋ 无法读取 {unreadable}"
        f" ＝ 花名册 {granted + waiting.rows} 户"
    )


def _readings(content: PayoutList) -> Iterator[str]:
    """How open questions were read: a signed list says it, whatever this run was asked for."""
    for question, choice, clause in readings_taken(content.rules, content.paying):
        yield f"口径：{question} {choice}（条款{clause}）"
