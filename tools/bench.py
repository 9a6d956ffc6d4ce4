"""How long the commands take, and how much memory, beside the time calamine alone needs to read the file.

Each row is one whole process. 10,000 households are bound by N times (calamine's read + 1 second); 100,000
rows of 25 columns by multiples of calamine's own time and peak; 20,000 payouts are written beside XlsxWriter
itself. Run by `make bench`; it takes some minutes.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bench_list import bench_list
from bench_roster import HEADINGS, STANDARD, write_roster

RUNS = 5
"""Of each command on 10,000 households, and of each pair on 100,000 rows: there calamine's read and the check
take turns, since a machine is not as fast in one minute as in the next."""
FEW, MANY, FILES = 10_000, 100_000, 10
BOUND_SECONDS, BOUND_MEMORY, BOUND_FILES = 2.0, 2.5, 1.1
WARMTH = Path(sys.executable).with_name("warmth")
PLAIN = Path(__file__).with_name("bench_plain.py")
CALAMINE = """
import sys, time
from python_calamine import load_workbook
started = time.perf_counter()
with open(sys.argv[1], "rb") as file:
    load_workbook(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
print(time.perf_counter() - started)
"""


class Cost(NamedTuple):
    """What a process took: seconds, and MiB at its peak."""

    seconds: float
    memory: float
    printed: str = ""


def cost(folder: Path, *command: object) -> Cost:
    """Run a command to its end."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=out, stderr=out)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        out.seek(0)
        printed = out.read().decode()
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1: somebody must look at the data
        raise SystemExit(printed)
    unit = 1024**2 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    return Cost(seconds, used.ru_maxrss / unit, printed)


def median(runs: int, work: Callable[[], Cost]) -> Cost:
    """The middle of several runs, time and memory each by itself."""
    return median_of([work() for _ in range(runs)])


def median_of(costs: Sequence[Cost]) -> Cost:
    """The middle of some costs, time and memory each by itself."""
    seconds, memory, printed = zip(*costs, strict=True)
    return Cost(statistics.median(seconds), statistics.median(memory), printed[-1])


def in_turn(runs: int, alone: Callable[[], Cost], work: Callable[[], Cost]) -> tuple[Cost, Cost, float]:
    """The middle of several runs of both, which take turns, and the middle of how many times as long the
    second takes each time."""
    pairs = [(alone(), work()) for _ in range(runs)]
    first, second = zip(*pairs, strict=True)
    times = statistics.median(taken.seconds / read.seconds for read, taken in pairs)
    return median_of(first), median_of(second), times


def calamine(folder: Path, file: str) -> Cost:
    """Calamine's own read, without the start of Python; its peak is that of the process."""
    whole = cost(folder, sys.executable, "-c", CALAMINE, file)
    return Cost(float(whole.printed), whole.memory)


def few(here: Path) -> None:
    """10,000 households: every command."""
    write_roster(here / "few.xlsx", FEW)
    ledger = here / "few.db"
    checked = here / "checked.db"

    def check() -> Cost:
        ledger.unlink(missing_ok=True)
        return cost(here, WARMTH, "check", "few.xlsx", "--ledger", ledger)

    def pay() -> Cost:
        ledger.write_bytes(checked.read_bytes())
        (here / "payouts-2022.xlsx").unlink(missing_ok=True)
        return again()

    def again() -> Cost:
        return cost(here, WARMTH, "payouts", "--year", "2022", "--ledger", ledger)

    alone = median(RUNS, lambda: calamine(here, "few.xlsx"))
    checking = median(RUNS, check)
    checked.write_bytes(ledger.read_bytes())
    rows = (
        ("calamine alone reads the file", alone, None),
        ("warmth check", checking, 3),
        ("warmth payouts, first", median(RUNS, pay), 4),
        ("warmth payouts, again", median(RUNS, again), 4),
        ("warmth --help", median(RUNS, lambda: cost(here, WARMTH, "--help")), None),
    )
    print(f"{FEW:,} households, median of {RUNS} runs; bound = N × (calamine + 1 s)")
    for name, taken, bound in rows:
        ratio = f"{taken.seconds / (alone.seconds + 1):5.2f} × (bound {bound})" if bound else ""
        print(f"  {name:32} {taken.seconds:6.2f} s  {ratio}", flush=True)


def many(here: Path) -> None:
    """100,000 rows: reading and filing one file, ten in a row, and the same people ten times."""
    with ProcessPoolExecutor() as pool:
        names = [f"many-{number}.xlsx" for number in range(FILES)]
        firsts = [number * MANY for number in range(FILES)]
        list(pool.map(write_roster, [here / name for name in names], [MANY] * FILES, firsts))
    one = names[0]

    def check(*files: str) -> Cost:
        (here / "many.db").unlink(missing_ok=True)
        return cost(here, WARMTH, "check", *files, "--ledger", "many.db")

    alone, checked, seconds = in_turn(RUNS, lambda: calamine(here, one), lambda: check(one))
    print(f"{MANY:,} rows × {len(HEADINGS)} columns; median of {RUNS} runs in turn, then one of each")
    _row("calamine alone reads the file", alone)
    memory = checked.memory / alone.memory
    bounds = f"{seconds:5.2f} × (bound {BOUND_SECONDS})  {memory:5.2f} × (bound {BOUND_MEMORY})"
    _row("warmth check", checked, bounds)
    write_roster(here / "shared.xlsx", MANY, shared=True)
    alone_shared, checked_shared, seconds = in_turn(
        RUNS, lambda: calamine(here, "shared.xlsx"), lambda: check("shared.xlsx")
    )
    _row("calamine, texts in one table", alone_shared)
    memory = checked_shared.memory / alone_shared.memory
    _row("warmth check of that file", checked_shared, f"{seconds:5.2f} ×              {memory:5.2f} ×")
    check(one)
    paid = cost(here, WARMTH, "payouts", "--year", "2022", "--ledger", "many.db", "--out", "paid.xlsx")
    _row("warmth payouts", paid)
    plain = cost(here, sys.executable, PLAIN, one)
    _row("pandas, openpyxl, pydantic", plain, _times(plain, alone))
    ten = check(*names)
    _row(
        f"warmth check, {FILES} files",
        ten,
        f"memory {ten.memory / checked.memory:5.2f} × (bound {BOUND_FILES})",
    )
    for copy in names[1:3]:
        (here / copy).write_bytes((here / one).read_bytes())
    _row("warmth check, thrice the same people", check(*names[:3]))


def _times(taken: Cost, alone: Cost) -> str:
    return f"{taken.seconds / alone.seconds:5.2f} ×              {taken.memory / alone.memory:5.2f} ×"


def _row(name: str, taken: Cost, ratios: str = "") -> None:
    print(f"  {name:36} {taken.seconds:7.2f} s {taken.memory:6.0f} MiB  {ratios}", flush=True)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "standards.toml").write_text(STANDARD, encoding="utf-8")
        few(here)
        bench_list()
        many(here)


if __name__ == "__main__":
    main()
