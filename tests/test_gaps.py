"""What stands far below a table is read in its place; the million blank rows between cost next to nothing."""

from datetime import date
from pathlib import Path

import pytest

from layouts import adds_up
from rosters import SHEET, head, part, with_parts, with_rows, write_roster
from test_hostile import opened
from warmth_cli.files.cell import Faulty
from warmth_cli.household import Roster
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster

LAST = 1_048_576


def far(path: Path, cell: str, row: int = LAST) -> Path:
    """A roster of two households with one more cell, in a row far below."""
    write_roster(path, [head(1), head(2)])
    more = f'<row r="{row}">{cell.format(row)}</row></sheetData>'.encode()
    return with_parts(path, {SHEET: part(path, SHEET).replace(b"</sheetData>", more)})


def read(path: Path) -> Roster:
    return read_roster(path, "roster.xlsx", Request(date(2022, 1, 6)), lambda _: None)


def words(text: str, column: str = "A") -> str:
    return f'<c r="{column}{{0}}" t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.mark.parametrize("row", [LAST, 20_000])
def test_a_cell_far_below_is_in_its_row_and_the_gap_is_one_row(tmp_path: Path, row: int) -> None:
    [sheet] = opened(far(tmp_path / "roster.xlsx", words("备注", "C"), row)).sheets

    assert len(sheet.rows) == row
    assert [cell for cell in sheet.rows[-1] if cell] == ["备注"]
    assert len({*map(id, sheet.rows)}) == 5
    assert {*map(len, sheet.rows)} == {len(sheet.rows[0])}


def test_a_line_far_below_speaks_of_those_above(tmp_path: Path) -> None:
    [table] = read(far(tmp_path / "roster.xlsx", words("以上人员不发放"))).tables

    assert adds_up(table)
    assert table.passed_over == {"note": [LAST]}
    assert [[issue.code for issue in each.issues] for each in table.households] == [["line-against"]] * 2


def test_a_person_far_below_is_a_household(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head(1), head(2), head(3)])
    sheet = part(path, SHEET).replace(b'r="4"', b'r="%d"' % LAST)
    for letter in b"ABCDEFGHIJKLMNOPQRST":
        sheet = sheet.replace(b'r="%c4"' % letter, b'r="%c%d"' % (letter, LAST))

    [table] = read(with_parts(path, {SHEET: sheet})).tables

    assert adds_up(table)
    assert [household.row for household in table.households] == [2, 3, LAST]
    assert not [issue for household in table.households for issue in household.issues]


def test_a_faulty_cell_in_a_gap_is_in_one_row_only(tmp_path: Path) -> None:
    cells = {1: "<v>1</v>", 500_000: "<f>1</f>", LAST: "<v>2</v>"}
    rows = "".join(f'<row r="{row}"><c r="A{row}">{inside}</c></row>' for row, inside in cells.items())

    [sheet] = opened(with_rows(tmp_path / "roster.xlsx", rows)).sheets

    assert [(row, cells) for row, cells in enumerate(sheet.rows, 1) if cells != [""]] == [
        (1, [1.0]),
        (500_000, [Faulty("=…")]),
        (LAST, [2.0]),
    ]


def test_a_table_that_is_one_cell_is_named(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head(1)])
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with_parts(path, {SHEET: part(path, SHEET).replace(b"</sheetData>", merged)})

    with pytest.raises(Exception, match="the cells A1:XFD1048576 are merged into one"):
        read(path)
