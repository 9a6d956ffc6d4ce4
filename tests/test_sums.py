"""Every row has one outcome, and every document the same sums: ledger, lists, bank, annex, notice, report."""

import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from people import resident_id
from rosters import Row, head, member, write_roster
from warmth_cli import documents
from warmth_cli.commands.annex import annex
from warmth_cli.commands.bank import bank
from warmth_cli.commands.check import check
from warmth_cli.commands.figures import Sources
from warmth_cli.commands.payouts import pay_out
from warmth_cli.commands.publish import Posting, publish
from warmth_cli.commands.report import report
from warmth_cli.commands.reprint import reprint
from warmth_cli.commands.setting import Setting
from warmth_cli.reading.request import Request

STANDARDS = '[[standard]]\ndistrict = "蚌山区"\nmonthly = 700.35\nfrom = 2021-07-01\nsource = "虚构"\n'
UNFILED: Row = {"file_status": "未建档", "hardship": None, "cause": "6", "district": "蚌山区"}
KINDS: dict[str, Row] = {
    "registered": {},
    "visited": {"provincial_visit": "是"},
    "removed": {"file_status": "已退档", "removed_on": date(2021, 6, 30), "removal_reason": "脱困"},
    "unfiled": UNFILED | {"monthly_income_per_head": 2101.05},
    "unfiled, too much": UNFILED | {"monthly_income_per_head": 2101.06},
    "relative": {"hardship": "相对困难"},
    "no account": {"account": None},
    "damaged": {"id_number": 340300198503020013},
    "twice": {"id_number": resident_id(999)},
}
YUAN = {"registered": 1000, "visited": 2000, "removed": 1000, "unfiled": 1000}


@settings(max_examples=3)
@example([[*KINDS, "unreadable", "member"], ["member", "twice"], []])
@given(st.lists(st.lists(st.sampled_from([*KINDS, "unreadable", "member"])), min_size=1, max_size=3))
def test_every_row_has_one_outcome_and_every_sum_is_the_same(mixtures: list[list[str]]) -> None:
    mixtures = [["registered", *kinds] for kinds in mixtures]
    every = [kind for kinds in mixtures for kind in kinds]
    yuan = sum(YUAN.get(kind, 0) for kind in every) + (1000 if every.count("twice") == 1 else 0)
    with tempfile.TemporaryDirectory() as name:
        folder, now = Path(name), datetime(2022, 1, 5)
        (folder / "standards.toml").write_text(STANDARDS, encoding="utf-8")
        setting = Setting(folder / "warmth.db", folder / "standards.toml")
        files = []
        for number, kinds in enumerate(mixtures, 1):
            rows: list[Row] = []
            for serial, kind in enumerate(kinds, 100 * number):
                special: dict[str, Row] = {"unreadable": {"phone": "15400000009"}, "member": member(serial)}
                rows.append(special.get(kind) or head(serial, union=f"样例工会{number}", **KINDS[kind]))
            files.append(write_roster(folder / f"{number}.xlsx", rows))

        checked = documents.check(
            check(files, setting, Request(now.date()), now, lambda _: None), show_ids=False
        )
        result = pay_out(setting, folder / "list.xlsx", force=False, dry_run=False, now=now)
        paid = documents.payouts(result, setting.ledger, show_ids=False)
        pay_out(setting, folder / "lists", force=False, dry_run=False, now=now, each_union=True)
        reprint(setting, 1, folder / "first.xlsx", force=False, dry_run=False, each_union=False)
        banked = bank(setting, 1, "csv", folder / "bank.csv", force=False)
        annexed = annex(setting, Sources(), False, Request(now.date()), folder / "tables.xlsx", force=False)
        tables = documents.annex(annexed, setting.ledger)
        publish(setting, folder / "public.docx", Posting(), None, force=False)
        report(setting, Sources(), Request(now.date()), folder / "report.docx", force=False)

        assert sum(each["rows"] for each in checked["files"]) == len(every)
        for totals in (checked["totals"], paid["totals"]):
            assert totals["rows"] == len(every) - every.count("member")
            assert totals["rows"] == sum(
                totals[part] for part in ("granted", "refused", "held", "unreadable")
            )
        assert Decimal(paid["totals"]["amount"]) == yuan
        assert sum(Decimal(each["amount"]) for each in paid["decisions"]) == yuan
        with closing(sqlite3.connect(setting.ledger)) as db:
            assert db.execute("SELECT SUM(amount) FROM payment").fetchone() == (100 * yuan,)
        whole = {"funds": yuan, "汇总": yuan}
        assert list_sums([folder / "list.xlsx"]) == list_sums([folder / "first.xlsx"]) == whole
        assert list_sums(folder.glob("lists/*.xlsx")) == whole
        totals = paid["totals"]
        words = f"无法读取 {totals['unreadable']} ＝ 花名册 {totals['rows']} 户"
        texts = [str(cell.value) for cell in load_workbook(folder / "list.xlsx")["汇总"]["A"]]
        assert [text for text in texts if text.endswith(words)]
        assert len(list(folder.glob("lists/*.xlsx"))) >= len(mixtures)
        assert sum(each.amount for each in banked.file.payments) == 100 * yuan
        lines = (folder / "bank.csv").read_text("utf-8-sig").splitlines()[1:]
        assert sum(Decimal(line.split(",")[2]) for line in lines) == yuan
        assert Decimal(tables["figures"]["paid.cash"]["value"]) * 10_000 == yuan
        sheets = load_workbook(folder / "tables.xlsx").worksheets
        assert word_sum(folder / "public.docx") == word_sum(folder / "report.docx") == yuan
        assert yuan / 10_000 in [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]


def word_sum(path: Path) -> Decimal:
    """What the last row of a document's first table says."""
    return Decimal(Document(str(path)).tables[0].rows[-1].cells[-1].text.replace(",", ""))


def list_sums(lists: Iterable[Path]) -> dict[str, float]:
    """What the 合计 of the funds' sheets of all lists together, and those of 汇总, say."""
    sums: dict[str, float] = {"funds": 0, "汇总": 0}
    for sheet in (sheet for path in lists for sheet in load_workbook(path, data_only=True).worksheets):
        for row in sheet.iter_rows(values_only=True):
            if row[0] == "合计":
                [*_, total] = [float(str(cell)) for cell in row[1:] if cell is not None]
                sums["汇总" if sheet.title == "汇总" else "funds"] += total
    return sums
