"""Payout lists over a few invented households, and what a written workbook says."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from people import household, resident_id
from warmth_cli.doubles import FiledPerson, persons_in_two_households
from warmth_cli.household import Household, Member
from warmth_cli.issues import Issue
from warmth_cli.ledger import Batch, FiledTable
from warmth_cli.payouts import Payment, judge, settle
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.rulebook.standards import Lookup
from warmth_cli.writing.payouts.book import write_payout_list
from warmth_cli.writing.payouts.content import PayoutList, whole_list

RULES = choose_pack(find_packs(None), 2022, None).under({})
REMOVED = {"file_status": "已退档", "removed_on": date(2021, 6, 30), "removal_reason": "脱困"}
UNREADABLE = Issue("row-unreadable", "roster.xlsx", "花名册", 99, "", "", "15400000009")


def family(serial: int, name: str, **changes: Any) -> Household:
    return household(serial, **({"name": name, "account_holder": name} | changes))


def whole(
    households: Sequence[Household], past: Sequence[Payment] = (), batch: int = 1
) -> tuple[PayoutList, list[Payment]]:
    """A list over these households and a row that nobody could read, and what the ledger holds after it."""
    filed = [FiledPerson(person, each.place) for each in households for person in each.persons()]
    judged = judge(
        households, RULES, Lookup((), RULES.standard_day, "standards.toml"), persons_in_two_households(filed)
    )
    settled = settle(judged, past, filed, RULES.pack.notice.id, batch)
    batches = [Batch(number, f"2022-01-{4 + number:02d}", {}) for number in range(1, batch + 1)]
    after = [*past, *(each._replace(number=n) for n, each in enumerate(settled.new, len(past) + 1))]
    table = FiledTable("roster.xlsx", "花名册", "", {}, 0, 1, (UNREADABLE,))
    return whole_list(RULES, batches, settled, [table]), after


def small() -> PayoutList:
    """Two funds, two unions, two batches, a payment whose row is gone, two held, one refused."""
    gone, first = family(1, "李开"), family(2, "张春梅", note="=1+1")
    _, past = whole([gone, first])
    son = Member(row=9, name="李小军", id_number=resident_id(50, "20100302"), relation="子")
    content, _ = whole(
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


def column(sheet: Worksheet, heading: str) -> list[Cell]:
    """The cells under a heading, down to the total."""
    index = [cell.value for cell in sheet[3]].index(heading) + 1
    cells = [sheet.cell(row, index) for row in range(4, sheet.max_row + 1) if sheet.cell(row, 2).value]
    return [cell for cell in cells if isinstance(cell, Cell)]


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
            "widths: " + ", ".join(f"{key} {each.width:g}" for key, each in sheet.column_dimensions.items()),
            f"merged: {', '.join(sorted(str(each) for each in sheet.merged_cells.ranges))}",
        ]
        if sheet.row_breaks.brk:
            lines.append(f"pages end with rows: {', '.join(str(each.id) for each in sheet.row_breaks.brk)}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = stored[sheet.title][cell.coordinate].value
                    shown = f"{cell.value} → {value!r}" if cell.data_type == "f" else repr(cell.value)
                    lines.append(f"{cell.coordinate}  {shown}  [{cell.number_format}]")
    return "\n".join(lines) + "\n"
