"""How long a payout list of 20,000 takes, beside XlsxWriter writing the same cells in one plain loop."""

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
from python_calamine import load_workbook

from bench_roster import card, person
from warmth_cli.household import Household, Place
from warmth_cli.ledger import Batch
from warmth_cli.payouts import Payment
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.writing.payouts.book import write_payout_list
from warmth_cli.writing.payouts.content import NotPaid, PayoutList

PAYOUTS, UNIONS, RUNS, BOUND = 20_000, 40, 5, 2
Cells = Mapping[str, Sequence[Sequence[object]]]
"""What stands in each sheet, row by row."""


def content() -> PayoutList:
    """A list of one batch, its payments from both funds."""
    rules = choose_pack(find_packs(None), 2022, None).under({})
    household = Household(file="roster.xlsx", sheet="花名册", row=2)
    payments = []
    for serial in range(PAYOUTS):
        grant = rules.grants[serial % len(rules.grants)]
        union, branch, key = f"样例工会{serial % UNIONS}", f"样例支行{serial % 100}", person(serial)
        payments.append(
            Payment(
                rules.pack.notice.id, 1, Place("roster.xlsx", "花名册", serial + 2), union, "样例户", key,
                grant.id, grant.name.zh, grant.clause, grant.amount, grant.fund, "样例银行", branch,
                card(serial), "样例户", f"第{serial}户", (key,), household, serial + 1,
            )
        )  # fmt: skip
    return PayoutList(rules, [Batch(1, date(2022, 1, 5).isoformat(), {})], payments, NotPaid())


def cells_of(path: Path) -> Cells:
    """The cells of a written list."""
    with path.open("rb") as file:
        book = load_workbook(file)
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def write_plainly(path: Path, cells: Cells) -> None:
    """The same cells without anything else: no widths, heights, merges, sums or page set-up."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    look = book.add_format({"border": 1, "text_wrap": True})
    for name, rows in cells.items():
        sheet = book.add_worksheet(name)
        for row, values in enumerate(rows):
            for place, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, place, value, look)
                else:
                    sheet.write_number(row, place, value, look)
    book.close()


def seconds(work: Callable[[], None]) -> float:
    """How long one run takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bench_list() -> None:
    """Measure and print. The two take turns, so that a busy moment of the machine slows both."""
    paid = content()
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder) / "list.xlsx", Path(folder) / "plain.xlsx"
        write_payout_list(ours, paid)
        cells = cells_of(ours)
        runs = [
            (seconds(lambda: write_plainly(plain, cells)), seconds(lambda: write_payout_list(ours, paid)))
            for _ in range(RUNS)
        ]
    alone, taken, times = (
        statistics.median(each) for each in zip(*((a, b, b / a) for a, b in runs), strict=True)
    )
    print(f"{PAYOUTS:,} payouts, median of {RUNS} runs; bound = N × XlsxWriter writing the same cells")
    print(f"  {'XlsxWriter alone, one plain loop':36} {alone:7.2f} s")
    print(f"  {'the payout list':36} {taken:7.2f} s  {times:5.2f} × (bound {BOUND})", flush=True)


if __name__ == "__main__":
    bench_list()
