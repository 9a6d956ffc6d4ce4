"""Rows for tables: what each union and each grant has, with their sums."""

from collections import Counter
from collections.abc import Mapping, Sequence

from warmth_cli.payouts import Payment
from warmth_cli.writing.amount import in_figures
from warmth_cli.writing.in_groups import Advised

NO_UNION = "未填报单位"


def by_grant(payments: Sequence[Payment], grants: Sequence[str]) -> list[tuple[str, str, str]]:
    """The rows of the table by grant, the last of them their sum."""
    amounts = {grant: [each.amount for each in payments if each.grant_name == grant] for grant in grants}
    amounts["合计"] = [each.amount for each in payments]
    return [(name, str(len(each)), in_figures(sum(each))) for name, each in amounts.items()]


def by_union(
    payments: Sequence[Payment], grants: Sequence[str]
) -> tuple[list[tuple[str | None, ...]], list[int]]:
    """The rows of the table by unit and grant with their sums, and which rows are sums."""
    rows: list[tuple[str | None, ...]] = []
    totals: list[int] = []
    unions = list(dict.fromkeys(payment.union for payment in payments))
    for union in unions:
        here = [payment for payment in payments if payment.union == union]
        shown: str | None = union
        for grant in grants:
            amounts = [payment.amount for payment in here if payment.grant_name == grant]
            if amounts:
                rows.append((shown, grant, str(len(amounts)), in_figures(sum(amounts))))
                shown = None
        if len(unions) > 1 and rows[-1][0] is None:
            totals.append(len(rows))
            rows.append((None, "小计", str(len(here)), in_figures(sum(payment.amount for payment in here))))
    totals.append(len(rows))
    amount = sum(payment.amount for payment in payments)
    rows.append(("合计", "", str(len(payments)), in_figures(amount)))
    return rows, totals


def advice_by_union(advised: Mapping[Advised, Counter[str]]) -> list[tuple[str, ...]]:
    """How many households of each union each advice is about; the last row is their sum."""
    unions = dict.fromkeys(union for counts in advised.values() for union in counts)
    rows = [(union or NO_UNION, *(str(counts[union]) for counts in advised.values())) for union in unions]
    return [*rows, ("合计", *(str(counts.total()) for counts in advised.values()))]
