"""Figures that a clerk gives: read from a sheet, judged row by row, and put where no roster speaks."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from examples import warmth
from forms import write_figures
from people import household
from rosters import head, write_roster
from test_commands import run
from warmth_cli.figures.figure import Gap, load_figures
from warmth_cli.figures.fold import Filed, Folded, fold
from warmth_cli.figures.given import WHOLE, completed, judged
from warmth_cli.issues import Issue, WarmthError
from warmth_cli.reading.figures_sheet import read_figures_sheet
from warmth_cli.reading.request import Request
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.rulebook.standards import Lookup

PACK = choose_pack(find_packs(None), 2022, None)
FIGURES = load_figures(PACK.folder, [grant.id for grant in PACK.grants])
NAMES = [figure.name for figure in FIGURES]
REQUEST = Request(date(2022, 1, 5))
UNIONS = ("蚌山区总工会", "禹会区总工会")
HERE, THERE = UNIONS
FOLDED = fold(
    FIGURES,
    Filed([], [household(1, union=HERE), household(2, union=THERE)]),
    Lookup((), date(2022, 1, 1), "standards.toml"),
)


def given(folder: Path, *rows: Sequence[object], **options: object) -> tuple[Folded, list[Issue]]:
    """The figures with what a sheet of these rows gives, and what is wrong with it."""
    path = write_figures(folder / "figures.xlsx", rows, **options)  # type: ignore[arg-type]
    givens, issues = judged(read_figures_sheet(path, REQUEST).entries, FIGURES, UNIONS)
    folded, contradictions = completed(FOLDED, givens)
    return folded, issues + contradictions


def value(folded: Folded, name: str, union: str = "") -> tuple[Decimal | float | None, Gap | None]:
    filled = (folded.unions[union] if union else folded.whole)[NAMES.index(name)]
    return filled.value, filled.gap


@pytest.mark.parametrize(
    "figure",
    ["raised.own", "筹集资金：本级工会经费", "筹集资金:本级工会经费", "Funds raised: the union's own dues"],
)
@pytest.mark.parametrize("union", [WHOLE, None, "合计"])
def test_a_figure_is_named_by_its_name_or_its_meaning(tmp_path: Path, figure: str, union: str) -> None:
    folded, issues = given(tmp_path, (union, figure, 3.5))

    assert issues == []
    assert value(folded, "raised.own") == (Decimal("3.5"), None)
    assert value(folded, "raised.own", HERE) == (None, Gap.SHEET)
    assert value(folded, "raised.other") == (None, Gap.SHEET)


def test_zero_is_known_and_an_empty_cell_is_not(tmp_path: Path) -> None:
    folded, issues = given(tmp_path, (WHOLE, "raised.own", 0), (WHOLE, "raised.other", None))

    assert issues == []
    assert value(folded, "raised.own") == (0, None)
    assert value(folded, "raised.other") == (None, Gap.SHEET)


def test_units_are_added_up_when_each_of_them_has_the_figure(tmp_path: Path) -> None:
    one = (HERE, "raised.own", 0.1)

    folded, issues = given(tmp_path, one, (THERE, "raised.own", 0.2))
    assert issues == []
    assert value(folded, "raised.own") == (Decimal("0.3"), None)
    assert value(folded, "raised.own", HERE) == (Decimal("0.1"), None)

    folded, _ = given(tmp_path, one)
    assert value(folded, "raised.own") == (None, Gap.LACKING)
    assert folded.whole[NAMES.index("raised.own")].lacking == (THERE,)


@pytest.mark.parametrize(
    ("whole", "here", "there", "agrees"),
    [
        (3, 1, 2, True),
        (3.000001, 1, 2, False),
        (3, 1, None, True),
        (3, 3, None, True),
        (3, 3.000001, None, False),
    ],
)
def test_a_figure_of_the_whole_must_be_what_the_units_add_up_to(
    tmp_path: Path, whole: float, here: float, there: float | None, agrees: bool
) -> None:
    rows = ((WHOLE, "raised.own", whole), (HERE, "raised.own", here), (THERE, "raised.own", there))

    folded, issues = given(tmp_path, *rows)

    assert [issue.code for issue in issues] == ([] if agrees else ["figure-sum"])
    assert value(folded, "raised.own") == ((whole, None) if agrees else (None, Gap.FAULTY))


@pytest.mark.parametrize(
    ("row", "code", "cell", "near"),
    [
        ((WHOLE, "raised.won", 3), "figure-unknown", "B2", "raised.own"),
        ((WHOLE, "慰问农民工户数", 3), "figure-unknown", "B2", "consolation.migrants.households"),
        ((WHOLE, None, 3), "figure-unknown", "B2", "—"),
        ((WHOLE, "raised.own", "约3"), "figure-value", "C2", "约3"),
        ((WHOLE, "raised.own", 100_000), "figure-absurd", "C2", "100000"),
        ((WHOLE, "paid.cash", 1.3), "figure-given", "C2", "1.3"),
        ((WHOLE, "files.closing.total", 5), "figure-given", "C2", "5"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_cell(
    tmp_path: Path, row: Sequence[object], code: str, cell: str, near: str
) -> None:
    folded, [issue] = given(tmp_path, row)

    assert (issue.code, issue.cell) == (code, cell)
    assert near in issue.message.spoken("zh")
    assert issue.file.endswith("figures.xlsx")
    assert value(folded, "raised.own")[0] is None


def test_what_the_rosters_give_stays_as_they_give_it(tmp_path: Path) -> None:
    folded, _ = given(tmp_path, (WHOLE, "files.closing.total", 5))

    assert value(folded, "files.closing.total") == (2, None)


def test_one_figure_twice_for_one_unit_is_not_taken_at_all(tmp_path: Path) -> None:
    rows = [(HERE, "raised.own", 3), ("蚌山区 总工会", "筹集资金：本级工会经费", 3), (THERE, "raised.own", 1)]

    folded, issues = given(tmp_path, *rows)

    assert [(issue.code, issue.cell) for issue in issues] == [("figure-twice", "C3")]
    assert value(folded, "raised.own", HERE) == (None, Gap.FAULTY)
    assert value(folded, "raised.own", THERE) == (1, None)
    assert value(folded, "raised.own") == (None, Gap.LACKING)


def test_a_row_without_unit_below_one_that_names_one_is_open(tmp_path: Path) -> None:
    folded, [issue] = given(
        tmp_path, (None, "raised.own", 3), (HERE, "raised.other", 1), (None, "raised.other", 2)
    )

    assert (issue.code, issue.cell) == ("figure-union-blank", "A4")
    assert value(folded, "raised.own") == (3, None)  # above it, a blank is all units
    assert value(folded, "raised.other") == (None, Gap.FAULTY)


def test_a_merged_unit_speaks_for_all_its_rows(tmp_path: Path) -> None:
    path = write_figures(tmp_path / "f.xlsx", [(HERE, "raised.own", 3), (None, "raised.other", 4)])
    book = load_workbook(path)
    [sheet] = book.worksheets
    sheet.merge_cells("A2:A3")
    book.save(path)

    entries = read_figures_sheet(path, REQUEST).entries

    assert [entry.union for entry in entries] == [HERE, HERE]


def test_a_unit_without_roster_takes_part_and_is_told(tmp_path: Path) -> None:
    new = "蚌山区工会"

    folded, issues = given(tmp_path, *((union, "raised.own", 1) for union in (*UNIONS, new)))

    assert [(issue.code, issue.cell) for issue in issues] == [("figure-union-new", "A4")]
    assert HERE in issues[0].message.spoken("zh")
    assert value(folded, "raised.own") == (3, None)
    assert value(folded, "files.closing.total", new) == (None, Gap.NO_ROSTER)


@pytest.mark.parametrize(("measure", "taken"), [("万元", True), ("", True), ("元", False)])
def test_an_amount_in_another_measure_is_not_taken(tmp_path: Path, measure: str, taken: bool) -> None:
    headings = ("填报单位", "指标", "计量单位", "数值")

    folded, issues = given(tmp_path, (WHOLE, "raised.own", measure, 3), headings=headings)

    assert [issue.code for issue in issues] == ([] if taken else ["figure-measure"])
    assert value(folded, "raised.own")[0] == (3 if taken else None)


@pytest.mark.parametrize(("code", "taken"), [("0.00", True), ("0.00,", False), ("0%", False)])
def test_a_number_that_is_shown_as_another_is_not_taken(tmp_path: Path, code: str, taken: bool) -> None:
    folded, issues = given(tmp_path, (WHOLE, "raised.own", 0.5), formats={"C2": code})

    assert [issue.code for issue in issues] == ([] if taken else ["figure-format"])
    assert value(folded, "raised.own")[0] == (Decimal("0.5") if taken else None)


@pytest.mark.parametrize("headings", [("单位", "名称", "数"), ("填报单位", "指标", "数值", "数量")])
def test_a_sheet_without_its_headings_or_with_one_twice_stops(
    tmp_path: Path, headings: Sequence[str]
) -> None:
    path = write_figures(tmp_path / "f.xlsx", [(WHOLE, "raised.own", 3, 4)], headings=headings)

    with pytest.raises(WarmthError, match=r"f\.xlsx"):
        read_figures_sheet(path, REQUEST)


# --- the blank sheet -------------------------------------------------------------------------------------


def sheet_of(path: Path) -> Worksheet:
    return load_workbook(path)["统计数据"]


def test_the_blank_sheet_asks_for_every_figure_that_no_roster_gives(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)])
    warmth(tmp_path, "check roster.xlsx")
    said = run(tmp_path, "template", "figures.xlsx", "--figures")
    assert "figures.xlsx" in said

    sheet = sheet_of(tmp_path / "figures.xlsx")
    asked = [figure for figure in FIGURES if figure.source == "sheet"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(4, 3 + len(asked), 1, 5)]
    assert rows == [[WHOLE, figure.form, figure.meaning.zh, figure.unit, None] for figure in asked]
    assert sheet["C4"].protection.locked
    assert not sheet["E4"].protection.locked
    assert sheet["A4"].number_format == sheet["C4"].number_format == "@"
    lists = load_workbook(tmp_path / "figures.xlsx")["下拉列表"]
    assert [lists["A1"].value, lists["A2"].value] == [WHOLE, HERE]


def test_the_blank_sheet_filled_in_is_read_and_blank_gives_nothing(tmp_path: Path) -> None:
    run(tmp_path, "template", "figures.xlsx", "--figures")
    path = tmp_path / "figures.xlsx"
    judged_blank = judged(read_figures_sheet(path, REQUEST).entries, FIGURES, UNIONS)
    assert judged_blank == ({}, [])

    book = load_workbook(path)
    sheet = book["统计数据"]
    asked = [figure for figure in FIGURES if figure.source == "sheet"]
    sheet["B2"] = "蚌埠市总工会"
    for row, _ in enumerate(asked, 4):
        sheet.cell(row, 5).value = row
    book.save(path)

    read = read_figures_sheet(path, REQUEST)
    givens, issues = judged(read.entries, FIGURES, UNIONS)
    assert issues == []
    assert read.office == "蚌埠市总工会"
    assert {key: each.value for key, each in givens.items()} == {
        (WHOLE, figure.name): row for row, figure in enumerate(asked, 4)
    }
