"""The report (送温暖报告) that is due with the tables: a draft whose figures are those of ledger and annex.

What only the office knows is a gap, coloured, and never guessed. Documents are always Chinese.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warmth_cli.figures.figure import Filled, Gap, figure_text
from warmth_cli.ledger import Batch
from warmth_cli.payouts import Line, Payment, Settlement
from warmth_cli.rulebook.assess import Outcome
from warmth_cli.rulebook.outline import Part
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.amount import in_figures, in_words
from warmth_cli.writing.bar_chart import BarChart
from warmth_cli.writing.day import chinese_day
from warmth_cli.writing.document import OFFICIAL, Asked, Column, Document, Words
from warmth_cli.writing.in_groups import advised_in_groups, held_in_groups, refused_in_groups
from warmth_cli.writing.readings import readings_taken
from warmth_cli.writing.sums_by_union import NO_UNION, advice_by_union, by_grant, by_union

_NUMERALS = "一二三四五六七八九十"
_WIDTH = 156
"""Of text on a page, in mm."""
_MOST_UNIONS = 8
"""What more unions than these have stands in a table at the end: a chairman reads the text."""
_WHY_BLANK = {
    Gap.SHEET: "花名册无此数据",
    Gap.NO_BATCH: "尚未列入发放",
    Gap.NO_ROSTER: "未收到花名册",
    Gap.UNKNOWN: "部分家庭信息不全",
    Gap.FAULTY: "填报的数字有误",
    Gap.LACKING: "部分单位未报齐",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made of: what was recorded, how everybody is judged today, the tables' figures.

    `unit` reports, or is "" where only the writer can say who. `unreadable` counts rows. `figures` are of
    this office and of those in `added`.
    """

    rules: Rules
    batches: Sequence[Batch]
    payments: Sequence[Payment]
    settlement: Settlement
    unreadable: int
    figures: Sequence[Filled]
    added: Sequence[str]
    outline: Sequence[Part]
    unit: str

    @property
    def amount(self) -> int:
        """What all payments come to, in fen."""
        return sum(payment.amount for payment in self.payments)

    @property
    def made(self) -> date:
        """The day of the last batch, so that the same ledger gives the same report."""
        return (
            date.fromisoformat(self.batches[-1].recorded_on) if self.batches else self.rules.pack.window.first
        )

    @property
    def activity(self) -> str:
        """What the notice is about, in its own words."""
        title = self.rules.pack.notice.title
        return title.removeprefix("关于").removeprefix("开展").removesuffix("的通知")

    @property
    def due(self) -> list[Line]:
        """Households that are granted, and wait for the next batch."""
        return [line for line in self.settlement.lines if line.due is not None]


def write_report(path: Path, content: Report) -> None:
    """Write the draft."""
    document = Document(OFFICIAL, f"关于{content.activity}情况的报告", content.made)
    _opening(document, content)
    sections = [
        ("资金发放情况", _paid),
        ("审核情况", _judged),
        ("重点工作开展情况", _told),
        ("下一步工作", _ahead),
    ]
    for numeral, (heading, section) in zip(_NUMERALS, sections, strict=False):
        document.heading(f"{numeral}、{heading}")
        section(document, content)
    _closing(document, content)
    _figures(document, content)
    _readings(document, content)
    _by_unions(document, content)
    document.save(path)


def _opening(document: Document, content: Report) -> None:
    pack = content.rules.pack
    document.title(f"关于{content.activity}", "情况的报告")
    document.line(f"{pack.due[0].to}：" if pack.due else Asked("主送单位"))
    document.paragraph(
        f"按照{pack.notice.issuer}《{pack.notice.title}》（{chinese_day(pack.notice.issued)}）要求，",
        _unit(content),
        f"于{chinese_day(pack.window.first)}至{chinese_day(pack.window.last)}组织开展{content.activity}"
        f"（条款{pack.window.clause}）。现将有关情况报告如下。",
    )


def _paid(document: Document, content: Report) -> None:
    """What was recorded: in all, by batch, by fund; a table and a chart."""
    payments = content.payments
    if not payments:
        document.paragraph("截至目前，台账没有登记发放批次。", Asked("发放情况，发放后重新生成本报告"))
        return
    document.paragraph(
        f"截至{chinese_day(content.made)}，列入发放花名册{len(payments)}户，金额{in_figures(content.amount)}元"
        f"（人民币{in_words(content.amount)}）。{_batches(content)}"
    )
    grants = _grants(content)
    if _many_unions(content):
        document.paragraph(
            f"按资金来源分：{_funds(content)}。按发放类别分，见表1和下图；按单位和发放类别分，见附表4。"
        )
        document.caption("表1　各类别送温暖资金发放情况")
        columns = [Column("发放类别", 90), Column("户数", 26, "right")]
        rows, totals = by_grant(payments, grants), [len(grants)]
        document.table([*columns, Column("金额（元）", _WIDTH - 116, "right")], rows, totals)
    else:
        document.paragraph(f"按资金来源分：{_funds(content)}。按单位和发放类别分，见表1和下图。")
        document.caption("表1　各单位送温暖资金发放情况")
        _unions_table(document, content)
    bars = [(name, sum(payment.grant_name == name for payment in payments)) for name in grants]
    document.line()
    document.chart(BarChart("各类别送温暖户数（户）", "户数", bars), _WIDTH, 22 + 11 * len(bars))


def _judged(document: Document, content: Report) -> None:
    """Where every row of the rosters went, and why households are held or refused, in numbers."""
    lines, count = content.settlement.lines, content.settlement.count
    held, refused, due = count(Outcome.HELD), count(Outcome.REFUSED), len(content.due)
    rows = len(content.payments) + due + held + refused + content.unreadable
    of = "户（行）" if content.unreadable else "户"
    parts = [f"列入发放花名册{len(content.payments)}户"]
    parts += [f"符合条件、待列入下一批次{due}户"] if due else []
    parts += [f"暂缓发放{held}户", f"不予发放{refused}户"]
    parts += [f"无法辨认户主的{content.unreadable}行"] if content.unreadable else []
    document.paragraph(f"各单位报送花名册共{rows}{of}，逐户按条款审核：{'，'.join(parts)}。")
    for words in _changed(content):
        document.paragraph(words)
    number = 2 if content.payments else 1
    if held:
        document.caption(f"表{number}　暂缓发放的原因（一户有几项原因的，分别计入）")
        table = [(reason, str(number)) for reason, number in held_in_groups(lines).items()]
        document.table([Column("暂缓发放原因", _WIDTH - 30), Column("户数", 30, "right")], table)
        document.paragraph("暂缓发放的家庭，补正后即列入下一批次。", Asked("补正的责任单位和完成时限"))
    if refused:
        document.caption(f"表{number + bool(held)}　不予发放的原因（一户有几项原因的，分别计入）")
        reasons = [(*reason, str(number)) for reason, number in refused_in_groups(lines).items()]
        columns = [Column("对应类别", 42), Column("不予发放原因", 72), Column("依据条款", 22, "center")]
        document.table([*columns, Column("户数", _WIDTH - 136, "right")], reasons)


def _told(document: Document, content: Report) -> None:
    """What only the office can tell: what the notice asks for, and room for each answer."""
    for numeral, part in zip(_NUMERALS, content.outline, strict=False):
        document.heading(f"（{numeral}）{part.heading}", 2)
        document.paragraph(f"{part.says.removesuffix('。')}（条款{part.clause}）。")
        for ask in part.asks:
            document.paragraph(Asked(ask))
    if not content.outline:
        document.paragraph(Asked("各项工作的开展情况、经验做法和成效"))


def _ahead(document: Document, content: Report) -> None:
    """What the notice asks for beside the money, with how many households it is about."""
    for (says, clause), unions in advised_in_groups(content.settlement.lines).items():
        where = "、".join(f"{union or NO_UNION}{number}户" for union, number in unions.items())
        where = (
            f"：{where}" if len(unions) <= _MOST_UNIONS else f"，各单位户数见附表{_advice_number(content)}"
        )
        document.paragraph(f"{says}涉及{unions.total()}户{where}（条款{clause}）。")
    if due := len(content.due):
        document.paragraph(f"符合条件、尚未列入发放批次的{due}户，列入下一批次发放。")
    document.paragraph(Asked("存在的问题、下一步打算和建议"))


def _closing(document: Document, content: Report) -> None:
    if content.added:
        document.paragraph(
            f"统计表另汇总了{len(content.added)}个单位报来的统计表：{'、'.join(content.added)}。"
            "附表1为汇总数；正文为本单位台账的发放和审核情况。"
        )
    known = sum(each.value is not None for each in content.figures)
    lacking = len(content.figures) - known
    document.paragraph(
        f"随文统计表的数据与本报告取自同一台账：已有{known}项，见附表1；尚缺{lacking}项，见附表2。"
        "通知未作明确规定之处，按附表3的口径掌握，请予审定。"
    )
    for due in content.rules.pack.due:
        document.paragraph(
            f"随文报送：{due.what.zh}（条款{due.clause}，{chinese_day(due.day)}前）。", keep_with_next=True
        )
    document.line(keep_with_next=True)  # a signature never stands alone on a page
    document.line(_unit(content), align="right", keep_with_next=True)
    document.line(Asked("成文日期"), align="right")
    document.paragraph("（联系人及电话：", Asked("联系人、电话"), "）")


def _figures(document: Document, content: Report) -> None:
    """The tables' figures: those that are known as they stand in the annex, and what the others lack."""
    known = [
        (figure.form, figure.meaning.zh, figure_text(value, figure.unit) or "", figure.unit)
        for figure, value, *_ in content.figures
        if value is not None
    ]
    document.caption("附表1　统计表中已有的数据", new_page=True)
    columns = [Column("表", 18, "center"), Column("项目", 92), Column("数值", 26, "right")]
    document.table([*columns, Column("单位", _WIDTH - 136, "center")], known)
    blank = [
        (form, heading, Asked(items), why)
        for gap, why in _WHY_BLANK.items()
        for form, heading, items in _in_headings([each for each in content.figures if each.gap is gap])
    ]
    document.line()
    document.caption("附表2　统计表中尚缺的数据")
    columns = [Column("表", 18, "center"), Column("项目", 42), Column("尚缺", 62)]
    document.table([*columns, Column("原因", _WIDTH - 122)], blank)


def _readings(document: Document, content: Report) -> None:
    """How the notice's open questions were read."""
    document.line()
    document.caption("附表3　政策口径")
    columns = [Column("通知未作明确规定之处", 66), Column("掌握的口径", 66)]
    taken = readings_taken(content.rules, content.batches)
    document.table([*columns, Column("条款", _WIDTH - 132, "center")], list(taken))


def _by_unions(document: Document, content: Report) -> None:
    """What many unions have, each in its row: the payments, and what is advised."""
    if _many_unions(content):
        document.caption("附表4　各单位送温暖资金发放情况", new_page=True)
        _unions_table(document, content)
        document.line()
    advised = advised_in_groups(content.settlement.lines)
    if any(len(unions) > _MOST_UNIONS for unions in advised.values()):
        document.caption(f"附表{_advice_number(content)}　各单位需要办理的户数")
        width = (_WIDTH - 60) / len(advised)
        columns = [Column(f"{advice.says.rstrip('。')}（户）", width, "right") for advice in advised]
        rows = advice_by_union(advised)
        document.table([Column("填报单位", 60), *columns], rows, [len(rows) - 1])


def _many_unions(content: Report) -> bool:
    return len({payment.union for payment in content.payments}) > _MOST_UNIONS


def _advice_number(content: Report) -> int:
    """The number of the table of advice, which stands behind the unions' payments."""
    return 5 if _many_unions(content) else 4


def _unions_table(document: Document, content: Report) -> None:
    rows, totals = by_union(content.payments, _grants(content))
    columns = [Column("填报单位", 48), Column("发放类别", 60), Column("户数", 16, "right")]
    document.table([*columns, Column("金额（元）", _WIDTH - 124, "right")], rows, totals)


def _unit(content: Report) -> Words:
    return content.unit or Asked("报告单位")


def _grants(content: Report) -> list[str]:
    """The names of the grants that were paid, in the order of the notice."""
    paid = dict.fromkeys(payment.grant_name for payment in content.payments)
    known = [grant.name.zh for grant in content.rules.pack.grants if grant.name.zh in paid]
    return list(dict.fromkeys([*known, *paid]))


def _batches(content: Report) -> str:
    said = []
    for batch in content.batches:
        amounts = [payment.amount for payment in content.payments if payment.batch == batch.number]
        day = chinese_day(date.fromisoformat(batch.recorded_on))
        said.append(f"第{batch.number}批（{day}登记）{len(amounts)}户、{in_figures(sum(amounts))}元")
    return f"共{len(said)}批：{'；'.join(said)}。"


def _funds(content: Report) -> str:
    separate = {fund.name for fund in content.rules.pack.funds.values() if fund.separate}
    said = []
    for fund in dict.fromkeys(payment.fund for payment in content.payments):
        amounts = [payment.amount for payment in content.payments if payment.fund == fund]
        note = "（单项列支）" if fund in separate else ""
        said.append(f"{fund}{note}{len(amounts)}户、{in_figures(sum(amounts))}元")
    return "；".join(said)


def _changed(content: Report) -> Iterator[str]:
    """What was paid and would be decided otherwise today: the payment stands, and a person must know."""
    lines = content.settlement.lines
    if strays := len(content.settlement.strays):
        yield f"已列入发放花名册的家庭中，{strays}户现有花名册中查不到，发放记录保持不变，须核实。"
    if otherwise := sum(any(issue.code == "paid-otherwise" for issue in line.notes) for line in lines):
        yield f"已列入发放花名册的家庭中，{otherwise}户按现有花名册结论不同，发放记录保持不变，须核实。"


def _in_headings(figures: Sequence[Filled]) -> Iterator[tuple[str, str, str]]:
    """Figures by table and heading: 附件1, 筹集资金, and 财政拨款（中央）、财政拨款（省级）."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in figures:
        heading, _, item = each.figure.meaning.zh.partition("：")
        groups.setdefault((each.figure.form, heading), []).append(item or "总数")
    for (form, heading), items in groups.items():
        yield form, heading, "、".join(items)
