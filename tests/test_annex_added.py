"""A city adds up its counties: `warmth annex --add`, once for each; nobody is counted twice or as 0."""

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from examples import warmth
from forms import write_figures
from rosters import head, write_roster
from test_annex import FIGURES, in_file
from test_commands import document, run

EVERY = [figure for figure in FIGURES if figure.source == "sheet"]


def county(folder: Path, name: str, serials: range, leave_out: str = "") -> Path:
    """A county in a folder of its own: households that were paid, and every other figure as 1."""
    home = folder / name
    home.mkdir()
    write_roster(home / "roster.xlsx", [head(serial, union=f"{name}总工会") for serial in serials])
    warmth(home, "check roster.xlsx")
    warmth(home, "payouts --year 2022")
    rows = [("全部", figure.name, 1) for figure in EVERY if figure.name != leave_out]
    write_figures(home / "figures.xlsx", rows)
    warmth(home, "annex --out tables.xlsx --figures figures.xlsx")
    return Path(shutil.copy(home / "tables.xlsx", folder / f"{name}.xlsx"))


def added(folder: Path, *options: str, code: int = 0) -> Any:
    return document(folder, "annex", "--out", "city.xlsx", *options, code=code)


def refused(folder: Path, *options: str) -> str:
    """What is said of an addition that must not be made."""
    return " ".join(run(folder, "annex", "--out", "city.xlsx", *options, code=2).split())


def test_a_city_without_rosters_adds_up_its_counties(tmp_path: Path) -> None:
    county(tmp_path, "甲县", range(1, 3))
    county(tmp_path, "乙县", range(11, 16), leave_out="raised.own")

    said = added(tmp_path, "--add", "甲县.xlsx", "--add", "乙县.xlsx", "--by", "union")

    figures = in_file(tmp_path / "city.xlsx")
    assert figures["paid.cash"] == Decimal("0.7")
    assert figures["files.closing.deep"] == 7
    assert figures["raised.other"] == 2
    assert figures["raised.own"] is None
    assert said["figures"]["raised.own"]["lacking"] == ["乙县总工会"]
    assert [each["office"] for each in said["added"]] == ["甲县总工会", "乙县总工会"]
    assert said["office"] is None
    assert not (tmp_path / "warmth.db").exists()
    for name, whole in figures.items():
        parts = [Decimal(unit[name]) for unit in said["units"].values() if unit[name] is not None]
        assert whole is None or sum(parts) == whole
    told = run(tmp_path, "annex", "--out", "again.xlsx", "--add", "甲县.xlsx", "--add", "乙县.xlsx")
    assert "乙县总工会 has 1 of them blank" in told
    assert "Nothing is filed in warmth.db" in " ".join(told.split())
    assert "rounded to 0.01" in " ".join(told.split())


def test_a_city_adds_its_own_figures_to_those_of_a_county(tmp_path: Path) -> None:
    county(tmp_path, "甲县", range(1, 3))
    write_roster(tmp_path / "roster.xlsx", [head(21, union="市直工会")])
    warmth(tmp_path, "check roster.xlsx")

    said = added(tmp_path, "--add", "甲县.xlsx")
    assert said["figures"]["files.closing.deep"]["value"] == "3"
    paid = said["figures"]["paid.cash"]
    assert (paid["value"], paid["gap"], paid["lacking"]) == (None, "no-batch", ["市直工会"])
    assert said["figures"]["raised.own"]["lacking"] == ["市直工会"]

    warmth(tmp_path, "payouts --year 2022")
    write_figures(tmp_path / "figures.xlsx", [("全部", "raised.own", 0)])
    said = added(tmp_path, "--add", "甲县.xlsx", "--figures", "figures.xlsx")
    assert said["figures"]["paid.cash"]["value"] == "0.30"
    assert said["figures"]["raised.own"]["value"] == "1.00"


def test_figures_alone_take_part_and_leave_what_rosters_give_to_the_counties(tmp_path: Path) -> None:
    county(tmp_path, "甲县", range(1, 3))
    write_figures(tmp_path / "figures.xlsx", [("全部", "raised.own", 2)], office="蚌埠市总工会")

    figures = added(tmp_path, "--add", "甲县.xlsx", "--figures", "figures.xlsx")["figures"]

    assert figures["raised.own"]["value"] == "3.00"
    assert figures["paid.cash"]["value"] == "0.20"
    assert figures["raised.other"]["lacking"] == ["蚌埠市总工会"]


def test_a_county_is_added_once_and_its_own_tables_never(tmp_path: Path) -> None:
    county(tmp_path, "甲县", range(1, 3))
    shutil.copy(tmp_path / "甲县.xlsx", tmp_path / "copy.xlsx")
    book = load_workbook(tmp_path / "甲县.xlsx")
    book.save(tmp_path / "saved.xlsx")  # other bytes, the same office

    assert book["附件1"]["B4"].value == "甲县总工会"
    book["附件1"]["B4"].value = "甲县　总工会"
    book.save(tmp_path / "spaced.xlsx")

    for twice in ("甲县.xlsx", "copy.xlsx", "saved.xlsx", "spaced.xlsx"):
        said = refused(tmp_path, "--add", "甲县.xlsx", "--add", twice)
        assert "both the tables of" in said

    said = refused(tmp_path / "甲县", "--add", "tables.xlsx")
    assert "counted twice" in said
    assert not (tmp_path / "city.xlsx").exists()


@pytest.mark.parametrize(
    ("cell", "value"), [("A2", "2021年元旦春节期间各级工会送温暖统计表"), ("C6", "国家")]
)
def test_a_form_of_another_year_or_a_changed_one_stops(tmp_path: Path, cell: str, value: str) -> None:
    path = county(tmp_path, "甲县", range(1, 2))
    book = load_workbook(path)
    book["附件1"][cell].value = value
    book.save(path)

    said = refused(tmp_path, "--add", "甲县.xlsx")

    assert f"附件1!{cell}" in said
    assert not (tmp_path / "city.xlsx").exists()


def test_what_a_county_typed_wrong_needs_someone_and_stays_blank(tmp_path: Path) -> None:
    path = county(tmp_path, "甲县", range(1, 2))
    book = load_workbook(path)
    [cell] = [row[4] for row in book["附件1"].iter_rows() if row[1].value == "走访慰问企业"]
    cell.value = "约30家"
    book.save(path)

    said = added(tmp_path, "--add", "甲县.xlsx", code=1)

    assert [(issue["code"], issue["cell"]) for issue in said["issues"]] == [("figure-value", cell.coordinate)]
    assert said["figures"]["enterprises.visited"]["value"] is None
    assert in_file(tmp_path / "city.xlsx")["enterprises.visited"] is None


def test_the_report_of_the_same_sources_has_the_same_figures(tmp_path: Path) -> None:
    county(tmp_path, "甲县", range(1, 3))
    write_roster(tmp_path / "roster.xlsx", [head(21, union="市直工会")])
    warmth(tmp_path, "check roster.xlsx")
    warmth(tmp_path, "payouts --year 2022")
    write_figures(tmp_path / "figures.xlsx", [("全部", "raised.own", 0.5)])
    sources = ("--add", "甲县.xlsx", "--figures", "figures.xlsx")

    said = document(tmp_path, "report", "--out", "report.docx", *sources)

    tables = added(tmp_path, *sources)["figures"]
    assert said["figures"] == {name: each["value"] for name, each in tables.items()}
    assert said["figures"]["paid.cash"] == "0.30"
    told = "".join(paragraph.text for paragraph in Document(str(tmp_path / "report.docx")).paragraphs)
    assert "统计表另汇总了1个单位报来的统计表：甲县总工会。" in told
    refusal = run(tmp_path, "report", "--out", "甲县.docx", *sources, "--add", "甲县.xlsx", code=2)
    assert "both the tables of" in " ".join(refusal.split())
