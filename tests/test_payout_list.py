"""The list as it is printed and signed. WARMTH_RENEW=1 writes the golden dump anew; read the difference."""

import os
import re
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from people import account, household, resident_id
from rosters import Row, head, member, write_roster
from warmth_cli import documents
from warmth_cli.commands.annex import annex
from warmth_cli.commands.check import check
from warmth_cli.commands.payouts import pay_out
from warmth_cli.commands.setting import Setting
from warmth_cli.household import Household, Member
from warmth_cli.issues import Issue
from warmth_cli.ledger import Batch
from warmth_cli.payouts import FiledPerson, Payment, judge, persons_in_two_households, settle
from warmth_cli.reading.request import Request
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.rulebook.standards import Lookup
from warmth_cli.writing import payout_list as module
from warmth_cli.writing.amount import in_figures
from warmth_cli.writing.payout_list import SIGNATURE, PayoutList, write_payout_list

GOLDEN = Path(__file__).parent / "golden" / "payout_list.txt"
RULES = choose_pack(find_packs(None), 2022, None).under({})
STANDARDS = '[[standard]]\ndistrict = "蚌山区"\nmonthly = 700.35\nfrom = 2021-07-01\nsource = "虚构"\n'
UNFILED: Row = {"file_status": "未建档", "hardship": None, "cause": "6", "district": "蚌山区"}
SHEETS = ["中央和省财政帮扶资金", "送温暖资金", "汇总", "暂缓发放", "不予发放"]
REMOVED = {"file_status": "已退档", "removed_on": date(2021, 6, 30), "removal_reason": "脱困"}


def family(serial: int, name: str, **changes: Any) -> Household:
    return household(serial, **({"name": name, "account_holder": name} | changes))


def settlement(
    households: Sequence[Household], past: Sequence[Payment] = (), batch: int = 1
) -> tuple[PayoutList, list[Payment]]:
    """A list over these households, and what the ledger holds after it."""
    filed = [FiledPerson(person, each.place) for each in households for person in each.persons()]
    judged = judge(
        households,
        RULES,
        Lookup((), RULES.standard_day, "standards.toml"),
        persons_in_two_households(filed),
    )
    settled = settle(judged, past, filed, RULES.pack.notice.id, batch)
    batches = [Batch(number, f"2022-01-{4 + number:02d}", {}) for number in range(1, batch + 1)]
    after = [*past, *(each._replace(number=n) for n, each in enumerate(settled.new, len(past) + 1))]
    return PayoutList(RULES, settled, batches, unreadable=1), after


def small() -> PayoutList:
    """Two funds, two unions, two batches, a payment whose row is gone, two held, one refused."""
    gone, first = family(1, "离开户"), family(2, "张春梅", note="=1+1")
    _, past = settlement([gone, first])
    son = Member(row=9, name="李小军", id_number=resident_id(50, "20100302"), relation="子")
    content, _ = settlement(
        [
            first,
            family(3, "李建国", union="=1+1", provincial_visit=True, bank="@银行", branch="+支行"),
            family(4, "王秀英", account_holder=None, **REMOVED),
            family(5, "赵同户", members=(son,)),
            family(6, "钱同户", members=(son,), account=None),
            family(7, "孙相对", hardship="相对困难"),
        ],
        past,
        2,
    )
    return content


def written(folder: Path, content: PayoutList) -> Workbook:
    write_payout_list(folder / "list.xlsx", content)
    return load_workbook(folder / "list.xlsx")


def dump(path: Path) -> str:
    """Everything of a workbook that a person sees or prints, one line each."""
    book, stored = load_workbook(path), load_workbook(path, data_only=True)
    lines: list[str] = []
    for sheet in book.worksheets:
        setup, fit = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
        footer = sheet.oddFooter.center if sheet.oddFooter else None
        lines += [
            f"== {sheet.title}",
            f"print: {setup.orientation}, paper {setup.paperSize}, fit {bool(fit and fit.fitToPage)}"
            f" {setup.fitToWidth} × {setup.fitToHeight}, area {sheet.print_area},"
            f" repeats {sheet.print_title_rows}, footer {footer and footer.text}",
            f"merged: {', '.join(sorted(str(each) for each in sheet.merged_cells.ranges))}",
        ]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = stored[sheet.title][cell.coordinate].value
                    shown = f"{cell.value} → {value!r}" if cell.data_type == "f" else repr(cell.value)
                    lines.append(f"{cell.coordinate}  {shown}  [{cell.number_format}]")
    return "\n".join(lines) + "\n"


def column(sheet: Worksheet, heading: str) -> list[Cell]:
    """The cells under a heading, down to the total."""
    index = [cell.value for cell in sheet[3]].index(heading) + 1
    cells = [sheet.cell(row, index) for row in range(4, sheet.max_row + 1) if sheet.cell(row, 2).value]
    return [cell for cell in cells if isinstance(cell, Cell)]


def test_the_list_is_as_it_was(tmp_path: Path) -> None:
    write_payout_list(tmp_path / "list.xlsx", small())
    found = dump(tmp_path / "list.xlsx")
    if os.environ.get("WARMTH_RENEW"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(found, encoding="utf-8")

    assert found == GOLDEN.read_text(encoding="utf-8")


def test_every_sheet_of_the_list_is_there_and_ready_to_print_and_sign(tmp_path: Path) -> None:
    book = written(tmp_path, small())

    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert SIGNATURE in [cell.value for cell in sheet["A"]]
    assert all(word in SIGNATURE for word in ("单位负责人", "审核人", "制表人", "日期"))


def test_the_columns_of_a_fund_are_those_of_the_list(tmp_path: Path) -> None:
    sheet = written(tmp_path, small())["中央和省财政帮扶资金"]

    assert [cell.value for cell in sheet[3]] == [
        *("序号", "填报单位", "姓名", "身份证号", "发放类别", "依据条款"),
        *("金额(元)", "资金来源", "开户银行(支行)", "银行账号", "备注"),
    ]
    assert "单项列支" in sheet["A2"].value


def test_numbers_of_people_are_text(tmp_path: Path) -> None:
    sheet = written(tmp_path, small())["中央和省财政帮扶资金"]

    for heading, values in (
        ("身份证号", [resident_id(1), resident_id(2), resident_id(3)]),
        ("银行账号", [account(1), account(2), account(3)]),
    ):
        cells = column(sheet, heading)
        assert [cell.value for cell in cells] == values
        assert {cell.number_format for cell in cells} == {"@"}


def test_nothing_from_a_roster_becomes_a_formula(tmp_path: Path) -> None:
    book = written(tmp_path, small())

    formulas = [
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    assert all(re.fullmatch(r"=SUM\([A-Z]4:[A-Z]\d+\)", formula) for formula in formulas)
    sheet = book["中央和省财政帮扶资金"]
    assert [cell.value for cell in column(sheet, "填报单位")][2] == "=1+1"
    assert [cell.value for cell in column(sheet, "开户银行(支行)")][2] == "@银行（+支行）"
    assert [cell.value for cell in column(sheet, "备注")][1] == "第1批；=1+1"


def test_the_sum_of_each_sheet_is_its_written_total(tmp_path: Path) -> None:
    write_payout_list(tmp_path / "list.xlsx", small())
    book = load_workbook(tmp_path / "list.xlsx", data_only=True)

    sums = {}
    for name in SHEETS[:3]:
        sheet = book[name]
        money = [cell.value for cell in sheet[3]].index("金额(元)") + 1
        [total] = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value == "合计"]
        *amounts, sums[name] = [Decimal(str(sheet.cell(row, money).value)) for row in range(4, total + 1)]
        assert sums[name] == sum(amounts)
        assert f"￥{in_figures(int(sums[name] * 100))} 元" in str(sheet.cell(total + 1, 1).value)
    assert sums == {"中央和省财政帮扶资金": 4000, "送温暖资金": 1000, "汇总": 5000}
    assert "人民币（大写）：肆仟元整" in str(book["中央和省财政帮扶资金"]["A8"].value)


def test_the_summary_says_where_every_row_went(tmp_path: Path) -> None:
    texts = [str(cell.value) for cell in written(tmp_path, small())["汇总"]["A"]]

    assert "发放 4 ＋ 不予发放 1 ＋ 暂缓发放 2 ＋ 无法读取 1 ＝ 花名册 8 户" in texts
    assert [text for text in texts if "批（" in text] == [
        "第1批（2022-01-05）：2 户，￥2,000.00 元",
        "第2批（2022-01-06）：2 户，￥3,000.00 元",
    ]


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    write_payout_list(tmp_path / "list.xlsx", PayoutList(RULES, settlement([])[0].settlement, [], 0))
    sheet = load_workbook(tmp_path / "list.xlsx", data_only=True)["送温暖资金"]

    assert "本项资金没有发放。" in str(sheet["A2"].value)
    assert sheet["G4"].value == 0
    assert "共 0 户　合计金额：￥0.00 元　人民币（大写）：零元整" in str(sheet["A5"].value)


def test_a_fund_that_the_pack_no_longer_names_keeps_its_sheet(tmp_path: Path) -> None:
    past = [each._replace(fund="去年的资金") for each in settlement([family(1, "张春梅")])[1]]

    book = written(tmp_path, settlement([family(1, "张春梅")], past)[0])

    assert book.sheetnames == [*SHEETS[:2], "去年的资金", *SHEETS[2:]]
    assert [cell.value for cell in column(book["去年的资金"], "姓名")] == ["张春梅"]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_payout_list(tmp_path / name, small())

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_no_row_is_higher_than_excel_allows(tmp_path: Path) -> None:
    place = ("roster.xlsx", "花名册", 2, "D2", "id_number", "")
    faults = [Issue("id-length", *place, {"length": str(length)}) for length in range(60)]

    sheet = written(tmp_path, settlement([family(1, "张春梅", issues=tuple(faults))])[0])["暂缓发放"]

    assert 400 < max(sheet.row_dimensions[row].height or 0 for row in range(4, 64)) <= 409


def test_a_file_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    for target, reason in (("none/list.xlsx", "No such file"), (".", "Is a directory")):
        with pytest.raises(OSError, match=reason):
            write_payout_list(tmp_path / target, small())


def test_a_list_that_fails_leaves_no_numbers_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(module, "_write_refused", refuse)
    with pytest.raises(KeyboardInterrupt):
        write_payout_list(tmp_path / "list.xlsx", small())

    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


# --- every table adds up ---------------------------------------------------------------------------------

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


@settings(deadline=None, max_examples=20)
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
                rows.append(special.get(kind) or head(serial, **KINDS[kind]))
            files.append(write_roster(folder / f"{number}.xlsx", rows))

        checked = documents.check(
            check(files, setting, Request(now.date()), now, lambda _: None), show_ids=False
        )
        result = pay_out(setting, folder / "list.xlsx", force=False, dry_run=False, now=now)
        paid = documents.payouts(result, setting.ledger, show_ids=False)
        tables = documents.annex(annex(setting, folder / "tables.xlsx", force=False), setting.ledger)

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
        assert list_sums(folder / "list.xlsx") == {"funds": yuan, "汇总": yuan}
        assert Decimal(tables["figures"]["paid.cash"]["value"]) * 10_000 == yuan
        sheets = load_workbook(folder / "tables.xlsx").worksheets
        assert yuan / 10_000 in [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]


def list_sums(path: Path) -> dict[str, float]:
    """What the 合计 of the funds' sheets together, and that of 汇总, say."""
    sums: dict[str, float] = {"funds": 0, "汇总": 0}
    for sheet in load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            if row[0] == "合计":
                [*_, total] = [float(str(cell)) for cell in row[1:] if cell is not None]
                sums["汇总" if sheet.title == "汇总" else "funds"] += total
    return sums
