"""What stands under a list's title: whose it is, which batches, which day."""

from collections.abc import Sequence
from datetime import date

from warmth_cli.payouts import Payment
from warmth_cli.writing.payouts.content import NO_UNION, PayoutList


def unit(payments: Sequence[Payment]) -> str:
    """The union that is paid, or the first of several."""
    units = list(dict.fromkeys(payment.union or NO_UNION for payment in payments))
    if not units:
        return ""
    return f"单位：{units[0]}" if len(units) == 1 else f"单位：{units[0]} 等 {len(units)} 个单位"


def batches(payments: Sequence[Payment]) -> str:
    """The batches that pay."""
    numbers = sorted({payment.batch for payment in payments})
    return "批次：" + "、".join(f"第{number}批" for number in numbers) if numbers else ""


def day(content: PayoutList) -> str:
    """The day of the list: that of its last batch, so that the same list has the same day."""
    if not content.day:
        return ""
    made = date.fromisoformat(content.day)
    return f"日期：{made.year}年{made.month}月{made.day}日"
