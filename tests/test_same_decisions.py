"""Every document is read back, and says of every household what the ledger says."""

import csv
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from people import account
from rosters import Row, head, member, write_roster
from test_commands import run

REMOVED: Row = {"file_status": "已退档", "removed_on": date(2021, 6, 30), "removal_reason": "退休"}
PHASE_OUT: Row = {"file_status": "渐退期", "phase_out_until": date(2022, 3, 1), "arranged": "是"}
UNFILED: Row = {"file_status": "未建档", "hardship": None, "cause": "8", "finding": None}
INCOME: Row = {"district": "蚌山区", "household_size": 3, "annual_income": 79_380}
NAMES = ["赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七", "王八", "冯九", "陈十", "褚甲"]
STANDARDS = '[[standard]]\ndistrict = "蚌山区"\nmonthly = 735.00\nfrom = 2021-07-01\nsource = "虚构"\n'

CASH, FAMILIES = "慰问金", "困难职工家庭"


def person(serial: int, union: str, *cells: Row) -> Row:
    row = head(serial, name=NAMES[serial - 1], union=union, bank="虚构银行")
    for each in cells:
        row |= each
    return row


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three units and five grants in two batches; one row is gone since, some are held or refused."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "standards.toml").write_text(STANDARDS, "utf-8")
    one = [
        person(1, "一厂工会"),
        member(50),
        person(2, "一厂工会", {"provincial_visit": "是"}),
        person(3, "二厂工会", REMOVED),
        person(4, "二厂工会", PHASE_OUT),
        person(5, "@厂工会", UNFILED | INCOME),
        person(6, "一厂工会", {"account": None}),
        person(7, "二厂工会", {"hardship": "相对困难"}),
        person(8, "一厂工会", UNFILED | INCOME | {"annual_income": 79_380.01}),
    ]
    write_roster(folder / "one.xlsx", one)
    write_roster(folder / "two.xlsx", [person(9, "二厂工会"), person(10, "一厂工会", REMOVED)])
    run(folder, "check", "one.xlsx", "two.xlsx", code=1)
    run(folder, "payouts", "--year", "2022", code=1)
    one[6] |= {"account": account(6)}
    write_roster(folder / "one.xlsx", one)
    write_roster(folder / "two.xlsx", [person(9, "二厂工会"), person(11, "一厂工会", UNFILED | INCOME)])
    run(folder, "check", "one.xlsx", "two.xlsx")
    for command in (
        "payouts --year 2022 --out list.xlsx",
        "payouts --year 2022 --by union --out lists",
        *(f"payouts --batch {batch} --out batch{batch}.xlsx" for batch in (1, 2)),
        *(
            f"bank --batch {batch} --profile {profile} --out bank{batch}{ending}"
            for batch in (1, 2)
            for profile, ending in (("neutral", ".xlsx"), ("csv", ".csv"), ("bar-gbk", ".txt"))
        ),
        *(f"publish --out public{ending}" for ending in (".docx", ".xlsx")),
        "annex --by union --out tables.xlsx",
        "report --out report.docx",
        "export --out entry.xlsx",
        *(f"explain {name} --out {name}{ending}" for name in NAMES for ending in (".docx", ".xlsx")),
    ):
        run(folder, *command.split(), code=0)
    return folder


@pytest.fixture(scope="module")
def ledger(office: Path) -> list[dict[str, Any]]:
    """The payments as the ledger has them, its amounts in yuan."""
    with closing(sqlite3.connect(office / "warmth.db")) as db:
        db.row_factory = sqlite3.Row
        rows = [dict(row) for row in db.execute("SELECT * FROM payment")]
    assert {(row["batch"], row["name"]) for row in rows} == {
        *((1, name) for name in NAMES[:5] + NAMES[8:10]),
        *((2, name) for name in (NAMES[5], NAMES[10])),
    }
    return [row | {"yuan": Decimal(row["amount"]) / 100} for row in rows]


def told(ledger: list[dict[str, Any]], *keys: str, batch: int = 0) -> Counter[tuple[Any, ...]]:
    """What the ledger says under these keys, of one batch or of all."""
    return Counter(tuple(row[key] for key in keys) for row in ledger if batch in (0, row["batch"]))


def cells(path: Path, *headings: str) -> Counter[tuple[Any, ...]]:
    """What stands under these headings, on every sheet that has them all, but for the sums."""
    found: Counter[tuple[Any, ...]] = Counter()
    for sheet in load_workbook(path, data_only=True).worksheets:
        places: list[int] = []
        for row in sheet.iter_rows(values_only=True):
            if set(headings) <= set(row):
                places = [row.index(heading) for heading in headings]
            elif places and all(row[at] is not None for at in places) and row[0] != "合计":
                found[tuple(decimal(row[at]) for at in places)] += 1
    assert found
    return found


def decimal(value: object) -> object:
    """An amount as the decimal that is stored, not only shown."""
    return Decimal(str(value)) if isinstance(value, int | float) else value


def money(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def lines(path: Path) -> Iterator[list[str]]:
    for document in Document(str(path)).tables:
        for row in document.rows:
            yield [cell.text for cell in row.cells]


ITEMS = ("id_number", "name", "union_name", "yuan", "fund", "account", "clause")
LISTED = ("身份证号", "姓名", "填报单位", "金额(元)", "资金来源", "银行账号", "依据条款")


def test_the_lists_have_every_payment_of_the_ledger(office: Path, ledger: list[dict[str, Any]]) -> None:
    whole = told(ledger, *ITEMS)

    assert cells(office / "list.xlsx", *LISTED) == whole
    units = [cells(path, *LISTED) for path in (office / "lists").iterdir() if path.suffix == ".xlsx"]
    assert len(units) == 3
    assert sum(units, Counter()) == whole
    for batch in (1, 2):
        assert cells(office / f"batch{batch}.xlsx", *LISTED) == told(ledger, *ITEMS, batch=batch)


@pytest.mark.parametrize("batch", [1, 2])
def test_the_bank_pays_the_batch_in_every_form(
    office: Path, ledger: list[dict[str, Any]], batch: int
) -> None:
    due = told(ledger, "account", "name", "yuan", batch=batch)

    assert cells(office / f"bank{batch}.xlsx", "账号", "户名", "金额") == due
    with (office / f"bank{batch}.csv").open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    assert Counter((number, name, Decimal(amount)) for number, name, amount in rows) == due
    texts = (office / f"bank{batch}.txt").read_text("gbk").splitlines()
    parts = [text.split("|") for text in texts]
    assert Counter((number, name, Decimal(amount)) for _, name, number, amount, *_ in parts) == due


def test_the_public_lists_name_everybody_once(office: Path, ledger: list[dict[str, Any]]) -> None:
    whole = told(ledger, "union_name", "name", "grant_name", "yuan")

    assert cells(office / "public.xlsx", "单位", "姓名", "发放类别", "金额（元）") == whole
    _, *rows, total = lines(office / "public.docx")
    listed = [(union, name, grant, money(amount)) for _, union, name, grant, amount in rows]
    assert Counter(listed) == whole
    assert money(total[-1]) == sum(row["yuan"] for row in ledger)


def test_what_is_typed_into_the_system_are_the_payments(office: Path, ledger: list[dict[str, Any]]) -> None:
    headings = ("身份证号", "姓名", "填报单位", "金额（元）", "资金来源", "银行账号", "依据条款")

    assert cells(office / "entry.xlsx", *headings) == told(ledger, *ITEMS)


def test_the_tables_add_up_to_the_ledger_and_their_units_sheets_too(
    office: Path, ledger: list[dict[str, Any]]
) -> None:
    book = load_workbook(office / "tables.xlsx", data_only=True)

    units = {row["union_name"] for row in ledger}
    for sheet, union in (("附件1", ""), *((f"附件1 {union}", union) for union in units)):
        amounts = [row["yuan"] for row in ledger if union in ("", row["union_name"])]
        [cash] = [row for row in book[sheet].iter_rows(values_only=True) if CASH in row]
        [families] = [row for row in book[sheet].iter_rows(values_only=True) if FAMILIES in row]
        assert [decimal(cell) for cell in cash if isinstance(cell, int | float)] == [sum(amounts) / 10_000]
        assert [decimal(cell) for cell in families if isinstance(cell, int | float)] == [
            *(len(amounts), len(amounts), sum(amounts) / 10_000)
        ]


def test_the_report_adds_up_to_the_ledger(office: Path, ledger: list[dict[str, Any]]) -> None:
    first = Document(str(office / "report.docx")).tables[0].rows
    _, *rows, total = [[cell.text for cell in row.cells] for row in first]

    each = [row for row in rows if row[1] != "小计"]
    summed = {(union, grant): (int(count), money(amount)) for union, grant, count, amount in each}
    grants: dict[tuple[str, str], list[Decimal]] = {}
    for row in ledger:
        grants.setdefault((row["union_name"], row["grant_name"]), []).append(row["yuan"])
    assert summed == {key: (len(amounts), sum(amounts)) for key, amounts in grants.items()}
    assert (int(total[2]), money(total[3])) == (len(ledger), sum(row["yuan"] for row in ledger))


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_a_household_says_what_it_got(
    office: Path, ledger: list[dict[str, Any]], name: str
) -> None:
    paid = [f"{row['yuan']:,.2f}" for row in ledger if row["name"] == name]

    [sheet] = load_workbook(office / f"{name}.xlsx").worksheets
    rows = list(sheet.iter_rows(values_only=True))
    outcomes = [row[row.index("结论") :] for row in rows if "结论" in row]
    [outcome] = [next(str(cell) for cell in row[1:] if cell) for row in outcomes]
    [said] = [row[3] for row in lines(office / f"{name}.docx") if row[2:3] == ["结论"]]
    for each in (outcome, said):
        assert [each.split()[1]] == paid if paid else each == "不予发放"
