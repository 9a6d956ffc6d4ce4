"""A row that somebody struck through is not paid in silence."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from rosters import head, member, write_roster
from test_roster import read
from test_xls import KEYS
from warmth_cli.fields import FIELDS
from warmth_cli.files.worksheet import Worksheet
from warmth_cli.household import Household
from warmth_cli.reading.request import Request
from warmth_cli.writing.annotated import write_annotated

ROWS = [head(1), head(2, name="李建国"), member(3), head(4, name="王秀英")]


def households(folder: Path, cells: Iterable[str], strike: bool | None = True) -> list[Household]:
    """Those of ROWS, read with some cells struck through."""
    path = write_roster(folder / "roster.xlsx", ROWS)
    book = load_workbook(path)
    for cell in cells:
        book["花名册"][cell].font = Font(strike=strike, bold=True)
    book.save(path)
    return list(read(path).households)


def held(found: list[Household]) -> list[str | None]:
    return [each.name for each in found if any(issue.code == "row-struck" for issue in each.issues)]


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (["B3"], ["李建国"]),  # the name alone
        (["C3"], ["李建国"]),  # the number alone
        (["A2", "B2", "C2", "D2", "E2"], ["张春梅"]),
        (["B4"], ["李建国"]),  # a member
        (["B2", "B3", "B5"], ["张春梅", "李建国", "王秀英"]),
        (["A2", "E5", "G5"], []),  # something else of the row
        (["B1", "C1"], []),  # the heading
    ],
)
def test_a_struck_person_holds_the_household(tmp_path: Path, cells: list[str], names: list[str]) -> None:
    assert held(households(tmp_path, cells)) == names


def test_the_issue_names_the_cell(tmp_path: Path) -> None:
    [issue] = households(tmp_path, ["C3"])[1].issues
    assert (issue.code, issue.cell) == ("row-struck", "B3")


@pytest.mark.parametrize("strike", [False, None])
def test_another_font_holds_nobody(tmp_path: Path, strike: bool | None) -> None:
    assert held(households(tmp_path, ["B3", "C3"], strike)) == []


def xls(folder: Path, font: str) -> list[Household]:
    """ROWS as an .xls, with the name of the second household in that font."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("花名册")
    for column, key in enumerate(KEYS):
        sheet.write(0, column, KEYS[key])
        for number, row in enumerate(ROWS, 1):
            style = xlwt.easyxf(f"font: {font}") if (key, number) == ("name", 2) else xlwt.XFStyle()
            sheet.write(number, column, row.get(key, ""), style)
    book.save(str(folder / "roster.xls"))
    return list(read(folder / "roster.xls").households)


@pytest.mark.parametrize(("font", "names"), [("struck_out on", ["李建国"]), ("bold on", [])])
def test_so_it_does_in_an_xls(tmp_path: Path, font: str, names: list[str]) -> None:
    assert held(xls(tmp_path, font)) == names


@pytest.mark.parametrize("count", [50, 51])
def test_many_struck_styles_are_told_as_well(count: int) -> None:
    styles = range(7, 7 + count)
    cells = '<c r="A1" s="8"><v>1</v></c><c r="B1" s="6"><v>1</v></c><c r="C1" s="7"/>'
    xml = f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'

    assert Worksheet(xml.encode()).tell(False, {}, styles).struck == {(0, 0)}


@pytest.mark.parametrize(
    ("styles", "cells"), [({0}, {(0, 0), (0, 2)}), ({1}, {(0, 1)}), ({0, 1}, {(0, 0), (0, 1), (0, 2)})]
)
def test_a_cell_that_names_no_style_has_the_first(styles: set[int], cells: set[tuple[int, int]]) -> None:
    row = '<c r="A1"><v>1</v></c><c r="B1" s="1"><v>2</v></c><c r="C1" s="0"><v>3</v></c><c r="D1"/>'
    xml = f'<worksheet><sheetData><row r="1">{row}</row></sheetData></worksheet>'.encode()

    assert Worksheet(xml).tell(False, {}, styles).struck == cells
    told = Worksheet(xml).tell(False, dict.fromkeys(styles, "0.0,"), ())
    assert {(0, column) for column in told.formats} == cells


# --- other cells than the name and the number ---------------------------------------------------------------


def rich(folder: Path, field: str, words: Sequence[tuple[str, bool]], write: str = "shared") -> Household:
    """The household of a row one of whose cells has these words, some of them with a look of their own."""
    path = folder / "roster.xlsx"
    if write == "inline":
        write_roster(path, [head(1) | {field: "?"}])
        book = load_workbook(path)
        column = next(cell.column for cell in book["花名册"][1] if cell.value == FIELDS[field].heading)
        book["花名册"].cell(2, column).value = CellRichText(
            *(TextBlock(InlineFont(strike=struck), text) for text, struck in words)
        )
        book.save(path)
    else:
        out = xlsxwriter.Workbook(str(path))
        sheet, line, plain = (
            out.add_worksheet("花名册"),
            out.add_format({"font_strikeout": True}),
            out.add_format(),
        )
        for column, (key, value) in enumerate((head(1) | {field: words}).items()):
            sheet.write(0, column, FIELDS[key].heading)
            if key == field:
                runs = [part for text, struck in words for part in (line if struck else plain, text)]
                sheet.write_rich_string(1, column, *runs)
            else:
                sheet.write(1, column, value)
        out.close()
    [household] = read(path).households
    return household


@pytest.mark.parametrize("write", ["shared", "inline"])
@pytest.mark.parametrize("field", ["account", "hardship", "annual_income", "name"])
def test_a_cell_with_struck_words_is_not_taken(tmp_path: Path, field: str, write: str) -> None:
    old, new = str(head(1).get(field, "36000"))[:3], str(head(1).get(field, "12000"))
    household = rich(tmp_path, field, [(old, True), (new, False)], write)

    [issue] = household.issues
    assert (issue.code, issue.field) == ("row-struck" if field == "name" else "cell-struck", field)
    assert field == "name" or (getattr(household, field) is None and field in household.unread)


def codes_of_copy(folder: Path, roster: Path) -> list[list[str]]:
    """The issues of each household of an annotated copy."""
    copy = folder / "copy.xlsx"
    write_annotated(roster, copy, [], Request(date(2022, 1, 6)))
    return [[issue.code for issue in each.issues] for each in read(copy).households]


def test_a_copy_keeps_what_is_struck(tmp_path: Path) -> None:
    xls(tmp_path, "struck_out on")
    rich(tmp_path, "account", [("62", True), ("6217", False)])

    assert codes_of_copy(tmp_path, tmp_path / "roster.xls") == [[], ["row-struck"], []]
    assert codes_of_copy(tmp_path, tmp_path / "roster.xlsx") == [["cell-struck"]]


@pytest.mark.parametrize("write", ["shared", "inline"])
def test_words_of_another_look_are_taken(tmp_path: Path, write: str) -> None:
    household = rich(tmp_path, "hardship", [("深度", False), ("困难", False)], write)

    assert (household.hardship, household.issues) == ("深度困难", ())


def test_a_remark_may_be_struck(tmp_path: Path) -> None:
    assert rich(tmp_path, "note", [("单亲", True), ("低保户", False)]).issues == ()


def test_a_struck_amount_is_not_taken_and_the_others_are(tmp_path: Path) -> None:
    path = write_roster(
        tmp_path / "roster.xlsx", [head(1, annual_income=12000), head(2, annual_income=12000)]
    )
    book = load_workbook(path)
    book["花名册"]["J2"].font = Font(strike=True)
    book.save(path)

    assert [each.annual_income for each in read(path).households] == [None, 12000]
