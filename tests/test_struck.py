"""A row that somebody struck through is not paid in silence."""

from collections.abc import Iterable
from pathlib import Path

import pytest
import xlwt
from openpyxl import load_workbook
from openpyxl.styles import Font

from rosters import head, member, write_roster
from test_roster import read
from test_xls import KEYS
from warmth_cli.files.worksheet import Worksheet
from warmth_cli.household import Household

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
