"""How long the commands take on 10,000 households, beside the time calamine alone needs to read the file.

Prints whole-process times and their ratios to (calamine's read + 1 second). Run by `make bench`.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from python_calamine import load_workbook

from warmth_cli.fields import FIELDS
from warmth_cli.identity import check_character, passes_luhn

HOUSEHOLDS = 10_000
RUNS = 5
WARMTH = Path(sys.executable).with_name("warmth")


def person(serial: int) -> str:
    """The invented identity number of a serial number below 300,000."""
    digits = f"3403001985{1 + serial // 1000 % 12:02d}{1 + serial // 12000 % 28:02d}{serial % 1000:03d}"
    return digits + check_character(digits)


def card(serial: int) -> str:
    """An invented card number whose last digit fits."""
    return next(n for n in (f"621700{serial:012d}{last}" for last in range(10)) if passes_luhn(n))


def write_roster(path: Path, count: int) -> None:
    """A roster of `count` households, a third of each kind, with every column filled that is ever read."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("花名册")
    fields = [field for field in FIELDS.values() if field.name != "relation"]
    sheet.append([field.heading for field in fields])
    kinds: list[dict[str, object]] = [
        {"file_status": "在档", "hardship": "深度困难", "paired_cadre": "李建国"},
        {"file_status": "未建档", "cause": "6 患重特大疾病"},
        {"file_status": "已退档", "removed_on": "2021-06-30", "removal_reason": "脱困"},
    ]
    for serial in range(count):
        row: dict[str, object] = {
            "union": f"样例工会{serial % 40}",
            "district": "蚌山区",
            "name": f"样例{serial}号".translate(str.maketrans("0123456789", "零一二三四五六七八九")),
            "id_number": person(serial),
            "phone": f"138{serial:08d}",
            "employer": "样例厂",
            "residence": "城镇",
            "household_size": 3,
            "annual_income": 36000 + serial % 1000,
            "bank": "样例银行",
            "branch": "样例支行",
            "account": card(serial),
            **kinds[serial % len(kinds)],
        }
        sheet.append([row.get(field.name) for field in fields])
    book.save(path)


def seconds(work: Callable[[], object]) -> float:
    """The median of several runs."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        roster = here / "roster.xlsx"
        write_roster(roster, HOUSEHOLDS)
        standard = (
            '[[standard]]\ndistrict = "蚌山区"\nmonthly = 735\nfrom = 2021-07-01\nsource = "invented"\n'
        )
        (here / "standards.toml").write_text(standard, encoding="utf-8")

        def read() -> None:
            with roster.open("rb") as file:
                load_workbook(file).get_sheet_by_index(0).to_python(skip_empty_area=False)

        def warmth(*arguments: str) -> None:
            done = subprocess.run([WARMTH, *arguments], cwd=here, capture_output=True, check=False)
            if done.returncode > 1:
                raise SystemExit(done.stderr.decode())

        def first_payouts() -> None:
            for file in ("warmth.db", "payouts-2022.xlsx"):
                (here / file).unlink(missing_ok=True)
            (here / "checked.db").replace(here / "warmth.db")
            (here / "checked.db").write_bytes((here / "warmth.db").read_bytes())
            started = time.perf_counter()
            warmth("payouts", "--year", "2022")
            payouts_times.append(time.perf_counter() - started)

        payouts_times: list[float] = []
        alone = seconds(read)
        checking = seconds(lambda: warmth("check", "roster.xlsx"))
        (here / "checked.db").write_bytes((here / "warmth.db").read_bytes())
        for _ in range(RUNS):
            first_payouts()
        paying = statistics.median(payouts_times)
        again = seconds(lambda: warmth("payouts", "--year", "2022"))
        helping = seconds(lambda: warmth("--help"))
        rows = (
            ("calamine alone reads the file", alone, None),
            ("warmth check", checking, 3),
            ("warmth payouts, first", paying, 4),
            ("warmth payouts, again", again, 4),
            ("warmth --help", helping, None),
        )
        print(f"{HOUSEHOLDS:,} households, median of {RUNS} runs; bound = N × (calamine + 1 s)")
        for name, taken, bound in rows:
            ratio = f"{taken / (alone + 1):5.2f} × (bound {bound})" if bound else ""
            print(f"  {name:32} {taken:6.2f} s  {ratio}")


if __name__ == "__main__":
    main()
