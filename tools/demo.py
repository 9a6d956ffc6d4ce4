"""Run the commands on the samples in a folder of their own, and show what came out. `make demo`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent
HERE = ROOT / "demo"
WARMTH = Path(sys.executable).with_name("warmth")
COMMANDS = (
    "check roster.xlsx",
    "check roster-with-mistakes.xlsx",
    "payouts --year 2022",
    "bank --batch 1 --profile neutral --out bank.xlsx",
    "publish --out public.docx --mask-names",
    "annex --out tables.xlsx",
    "report --out report.docx",
    "export --out entry.xlsx",
    "explain 唐文武 --out why.docx",
)
DOCUMENTS = {
    "payouts-2022.xlsx": "the list to sign",
    "bank.xlsx": "what the bank gets",
    "public.docx": "the public list",
    "tables.xlsx": "the tables that are handed in",
    "report.docx": "the draft of the report",
    "entry.xlsx": "what is typed into the national system",
    "why.docx": "one household's decision, for its file",
    "warmth.db": "the ledger, with what was checked and paid",
}


def main() -> None:
    """A fresh folder each time; exit 1 when a command could not be used at all."""
    shutil.rmtree(HERE, ignore_errors=True)
    shutil.copytree(ROOT / "samples", HERE)
    for command in COMMANDS:
        print(f"\n$ warmth {command}", flush=True)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WARMTH_")}
        done = subprocess.run([WARMTH, *command.split()], cwd=HERE, env=environment, check=False)
        if done.returncode not in (0, 1):
            sys.exit(1)
    print(f"\nWhat came out, in {HERE.relative_to(ROOT)}{os.sep}:")
    for name, what in DOCUMENTS.items():
        sheets = ""
        if name.endswith(".xlsx"):
            book = load_workbook(HERE / name, read_only=True)
            sheets = f" ({'、'.join(book.sheetnames)})"
            book.close()
        print(f"  {name}: {what}{sheets}")


if __name__ == "__main__":
    main()
