"""`warmth annex` in a folder of its own: its sums are the list's and the ledger's, blanks are told, nothing
is made up. WARMTH_RENEW=1 writes the golden dumps anew; read the difference."""

import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from examples import warmth
from forms import write_figures, write_form
from payout_lists import dump
from printed_pages import needs_office, printed_pages
from rosters import Row, head, member, write_roster
from test_commands import document, run
from warmth_cli.figures.added import added
from warmth_cli.figures.figure import figure_text, load_figures
from warmth_cli.reading.filled_form import read_filled_form, read_form
from warmth_cli.reading.request import Request
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.writing.annex import BLANK_FORM

GOLDEN = Path(__file__).parent / "golden"
PACK = choose_pack(find_packs(None), 2022, None)
FORM = Path(str(PACK.folder / BLANK_FORM))
FIGURES = load_figures(PACK.folder, [grant.id for grant in PACK.grants])
REQUEST = Request(date(2022, 1, 5))
REMOVED: Row = {"file_status": "已退档", "removed_on": date(2021, 6, 30), "removal_reason": "脱困"}
KINDS: dict[str, Row] = {
    "deep": {},
    "visited": {"provincial_visit": "是"},
    "relative": {"hardship": "相对困难"},
    "removed": REMOVED | {"hardship": None},
    "no account": {"account": None},
    "no hardship": {"hardship": None},
}
UNIONS = ("甲工会", "乙工会", "丙工会")


def in_file(tables: Path) -> dict[str, Decimal | None]:
    """Every figure as it stands in the written tables."""
    filled = read_filled_form(tables, read_form(FORM, REQUEST), "bengbu-2022", 2022, REQUEST)
    office, issues = added(filled, tables.name, FIGURES)
    assert issues == []
    return {each.figure.name: each.value for each in office.filled}


def office(folder: Path, rows: Sequence[Row]) -> None:
    """An office that has checked these rows and paid out."""
    write_roster(folder / "roster.xlsx", rows)
    held = warmth(folder, "check roster.xlsx")["totals"]
    assert held["rows"] == sum("relation" not in row or row["relation"] == "户主" for row in rows)
    warmth(folder, "payouts --year 2022")


@settings(max_examples=3)
@example([(kind, UNIONS[n % 2]) for n, kind in enumerate(KINDS)])
@example([("deep", "甲工会"), ("visited", "乙工会"), ("removed", "甲工会"), ("no account", "丙工会")])
@given(st.lists(st.tuples(st.sampled_from(list(KINDS)), st.sampled_from(UNIONS)), min_size=1, max_size=8))
def test_the_tables_in_the_file_have_the_sums_of_the_list_and_the_ledger(
    households: list[tuple[str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office(folder, [head(n, union=union, **KINDS[kind]) for n, (kind, union) in enumerate(households, 1)])
        said = warmth(folder, "annex --out tables.xlsx --by union")
        figures = in_file(folder / "tables.xlsx")

        assert {name: figure_text(value, _unit(name)) for name, value in figures.items()} == {
            name: each["value"] for name, each in said["figures"].items()
        }
        with closing(sqlite3.connect(folder / "warmth.db")) as db:
            [(count, fen)] = db.execute("SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM payment")
        listed = load_workbook(folder / "payouts-2022.xlsx", data_only=True)["汇总"]
        total = next(row for row in listed.iter_rows(values_only=True) if row[0] == "合计")
        assert (total[3], total[4]) == (count, fen / 100)
        kinds = [kind for kind, _ in households]
        if not count:
            assert figures["paid.cash"] is figures["consolation.families.households"] is None
        else:
            assert figures["paid.cash"] == figures["consolation.families.amount"] == Decimal(fen) / 1_000_000
            assert figures["consolation.families.households"] == count
            assert figures["consolation.removed.households"] == kinds.count("removed")
        deep = kinds.count("deep") + kinds.count("visited") + kinds.count("no account")
        blocked = "no hardship" in kinds
        assert figures["files.closing.deep"] == (None if blocked else deep)
        assert figures["files.closing.total"] == len(kinds) - kinds.count("removed")

        units = said["units"]
        assert list(units) == list(dict.fromkeys(union for _, union in households))
        for name, whole in figures.items():
            parts = [Decimal(unit[name]) for unit in units.values() if unit[name] is not None]
            assert whole is None or sum(parts) == whole
        book = load_workbook(folder / "tables.xlsx")
        for union, unit in units.items():
            sheet = book[f"附件1 {union}"]
            assert [cell.value for cell in sheet[4] if cell.value][1] == union
            paid = next(row[4].value for row in sheet.iter_rows() if row[1].value == "慰问金")
            assert paid == (None if unit["paid.cash"] is None else pytest.approx(float(unit["paid.cash"])))


def _unit(name: str) -> str:
    return next(figure.unit for figure in FIGURES if figure.name == name)


@pytest.mark.parametrize(
    ("row", "place"), [({"phone": "15400000009"}, "花名册 row 3"), (member(50, "子"), "花名册 row 2")]
)
def test_a_row_that_nobody_could_read_leaves_the_counts_blank_and_is_listed(
    tmp_path: Path, row: Row, place: str
) -> None:
    rows = [row, head(1)] if "relation" in row else [head(1), row]
    write_roster(tmp_path / "roster.xlsx", rows)
    run(tmp_path, "check", "roster.xlsx", code=1)
    warmth(tmp_path, "payouts --year 2022")

    said = run(tmp_path, "annex", "--out", "tables.xlsx")

    assert f"roster.xlsx {place}" in said
    figures = in_file(tmp_path / "tables.xlsx")
    assert (
        figures["files.closing.total"]
        is figures["files.closing.deep"]
        is figures["files.relieved.total"]
        is None
    )
    assert figures["consolation.deep.households"] == 1


def test_the_list_of_figures_needs_no_ledger(tmp_path: Path) -> None:
    said = run(tmp_path, "annex", "--list", env={"COLUMNS": "200"})

    assert all(re.search(rf"│ {re.escape(figure.name)} +│", said) for figure in FIGURES)
    listed = document(tmp_path, "annex", "--list")["figures"]
    assert listed["paid.cash"] == {
        "form": "附件1",
        "meaning": "Consolation money paid out, by the payments of this notice",
        "unit": "万元",
        "source": "payments",
    }
    assert not list(tmp_path.iterdir())


def test_a_figures_sheet_fills_what_no_roster_gives_and_its_faults_need_someone(tmp_path: Path) -> None:
    office(tmp_path, [head(1, union="甲工会"), head(2, union="乙工会", name="李建国")])
    rows = [
        ("全部", "raised.own", 3.5),
        ("甲工会", "enterprises.visited", 2),
        ("乙工会", "enterprises.visited", 3),
    ]
    write_figures(tmp_path / "figures.xlsx", rows, office="蚌山区总工会")

    said = document(tmp_path, "annex", "--out", "tables.xlsx", "--figures", "figures.xlsx")

    figures = in_file(tmp_path / "tables.xlsx")
    assert (figures["raised.own"], figures["enterprises.visited"]) == (Decimal("3.5"), Decimal(5))
    assert figures["raised.other"] is None
    assert (said["office"], said["issues"]) == ("蚌山区总工会", [])

    write_figures(tmp_path / "figures.xlsx", [*rows, ("全部", "raised.other", "约3")])
    said = run(tmp_path, "annex", "--out", "tables.xlsx", "--figures", "figures.xlsx", code=1)
    assert "C5" in said
    assert "填报单位 is blank" in said
    assert in_file(tmp_path / "tables.xlsx")["raised.own"] == Decimal("3.5")


@pytest.mark.parametrize("target", ["form.xlsx", "figures.xlsx", "county.xlsx"])
def test_what_the_tables_are_made_of_is_never_written_over(tmp_path: Path, target: str) -> None:
    office(tmp_path, [head(1)])
    write_form(tmp_path / "form.xlsx", {"A2": "{{raised.own}}"})
    write_form(tmp_path / "county.xlsx", {"A2": 3})
    write_figures(tmp_path / "figures.xlsx", [])
    before = (tmp_path / target).read_bytes()

    options = "--template form.xlsx --figures figures.xlsx --add county.xlsx --force --out"
    said = run(tmp_path, "annex", *options.split(), target, code=2)

    assert "never written over" in " ".join(said.split())
    assert (tmp_path / target).read_bytes() == before


# --- as it is printed ------------------------------------------------------------------------------------


def small(folder: Path) -> Path:
    """The tables of two unions, with a figures sheet, as a city sees them."""
    rows = [
        head(1, union="甲工会"),
        head(2, union="乙工会", name="李建国", provincial_visit="是"),
        head(3, union="乙工会", name="王秀英", **KINDS["removed"]),
    ]
    office(folder, rows)
    sheet = [("全部", "raised.own", 12345.678901), ("全部", "service.legal", 99_999_999)]
    write_figures(folder / "figures.xlsx", sheet, office="蚌埠市总工会")
    warmth(folder, "annex --out tables.xlsx --figures figures.xlsx --by union")
    return folder / "tables.xlsx"


def test_both_tables_are_as_they_were_last_looked_at(tmp_path: Path) -> None:
    found = dump(small(tmp_path))

    for golden, sheets in (("annex.txt", ("附件1", "附件2")), ("annex_by_union.txt", ())):
        parts = re.split(r"(?m)^(?=== )", found)[1:]
        wanted = [part for part in parts if (part.splitlines()[0][3:] in sheets) == bool(sheets)]
        if os.environ.get("WARMTH_RENEW"):
            (GOLDEN / golden).write_text("".join(wanted), encoding="utf-8")
        assert "".join(wanted) == (GOLDEN / golden).read_text(encoding="utf-8")


@needs_office
def test_every_table_is_one_page_with_all_its_figures(tmp_path: Path) -> None:
    pages = printed_pages(small(tmp_path))

    assert len(pages) == 6
    assert not [page for page in pages if "###" in page]
    assert "12345.68" in pages[0]
    assert "99999999" in pages[0]
    for page in pages:
        assert "填报时间" in page
    assert "蚌埠市总工会" in pages[0] + pages[1]
    assert ["甲工会" in page for page in pages[2:]] == [True, True, False, False]


def test_the_blanks_on_the_face_of_the_json_and_the_terminal_are_the_same(tmp_path: Path) -> None:
    office(tmp_path, [head(1)])
    said = document(tmp_path, "annex", "--out", "tables.xlsx")

    blank = [name for name, each in said["figures"].items() if not each["filled"]]
    assert blank == [name for name, value in in_file(tmp_path / "tables.xlsx").items() if value is None]
    counted = re.findall(r"\((\d+)\)", run(tmp_path, "annex", "--out", "tables.xlsx"))
    assert int(counted[0]) == len(blank)
    assert json.dumps(said)
