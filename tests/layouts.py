"""Sheets as offices lay them out: rows and merged ranges, read without writing a file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from unittest.mock import patch

from openpyxl.utils import range_boundaries

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.workbook import Workbook
from warmth_cli.household import Household, Roster, Table
from warmth_cli.issues import Issue
from warmth_cli.reading.headings.vocabulary import vocabulary
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster

Line = Sequence[Cell]


def sheet(rows: Sequence[Line], merged: str = "", name: str = "花名册") -> Sheet:
    """A sheet of these rows, with merged ranges as Excel names them: `A1:B1 C1:C2`.

    Whole numbers become floats, as every workbook stores them.
    """
    width = max((len(row) for row in rows), default=0)
    cells: list[list[Cell]] = [
        [*(float(cell) if type(cell) is int else cell for cell in row), *[""] * (width - len(row))]
        for row in rows
    ]
    return Sheet(name, False, cells, [_area(text) for text in merged.split()])


def read(*sheets: Sheet, union: str = "", year: int = 2022) -> Roster:
    """The roster of a workbook that has these sheets."""
    book = Workbook("hash", list(sheets))
    request = Request(date(2022, 1, 6), union, vocabulary().of_year(year))
    with patch("warmth_cli.reading.roster.open_workbook", return_value=book):
        return read_roster(Path("roster.xlsx"), "roster.xlsx", request, lambda _: None)


def table(rows: Sequence[Line], merged: str = "") -> Table:
    """The one table of a sheet."""
    [only] = read(sheet(rows, merged)).tables
    assert adds_up(only)
    return only


def adds_up(found: Table) -> bool:
    """Whether every row in which anything stands is a person's, unreadable or passed over, and only once."""
    return found.filled == found.rows + sum(map(len, found.passed_over.values()))


def codes(issues: Sequence[Issue]) -> list[tuple[str, str]]:
    """What issues say, and where: the cell, else the row."""
    return [(issue.code, issue.cell or str(issue.row)) for issue in issues if issue.code != "phone-missing"]


def people(found: Table) -> list[tuple[str | None, list[str | None]]]:
    """Each head's name, with the names of the members."""
    return [(each.name, [member.name for member in each.members]) for each in found.households]


def unions(households: Sequence[Household]) -> list[str | None]:
    """The union of each household."""
    return [household.union for household in households]


def _area(text: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(text)
    assert None not in (left, top, right, bottom)
    return int(top or 0) - 1, int(left or 0) - 1, int(bottom or 0) - 1, int(right or 0) - 1
