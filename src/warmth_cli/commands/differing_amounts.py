"""Households for which their roster names another amount than the notice gives them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from warmth_cli.household import Planned
from warmth_cli.issues import Issue
from warmth_cli.payouts import Line


class DifferingAmounts:
    """`planned` are the rows for which an amount is named, by file and sheet; `issues` those that differ."""

    def __init__(self, planned: Mapping[tuple[str, str], Mapping[Planned, Sequence[int]]]) -> None:
        self.issues: list[Issue] = []
        self._planned = {
            table: _by_row(amounts) for table, amounts in planned.items() if any(amounts.values())
        }

    def weigh(self, line: Line) -> None:
        """Compare what one household gets, or has got; whoever gets nothing is told so anyway."""
        household = line.household
        planned = self._planned.get((household.file, household.sheet))
        due = line.paid.amount if line.paid else line.decision.amount if line.due else 0
        for column, words, amount in planned.get(household.row, ()) if planned and due else ():
            if amount not in (Decimal(due) / 100, Decimal(due) / 1_000_000):  # the latter is in 万元
                values = {"due": f"{Decimal(due) / 100:.2f}"}
                place = household.file, household.sheet, household.row, f"{column}{household.row}"
                self.issues.append(Issue("amount-differs", *place, "", words, values))


def _by_row(amounts: Mapping[Planned, Sequence[int]]) -> Mapping[int, list[Planned]]:
    rows: dict[int, list[Planned]] = {}
    for planned, numbers in amounts.items():
        for number in numbers:
            rows.setdefault(number, []).append(planned)
    return rows
