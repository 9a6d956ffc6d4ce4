"""What an .xlsx may span, sheet by sheet and all together."""

from pathlib import Path

import pytest
import xlsxwriter

from rosters import SHEET, head, part, with_parts, with_rows, write_roster
from test_hostile import opened, refused


def test_sheets_are_weighed_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "roster.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for _ in range(3):
        book.add_worksheet().write("C4", 1)
    book.close()

    for most, ends in ((36, False), (35, True)):
        monkeypatch.setattr("warmth_cli.files.xlsx.MOST_CELLS_TOGETHER", most)
        if ends:
            refused(path, "more cells than any roster")
        else:
            assert len(opened(path).sheets) == 3


@pytest.mark.parametrize(("rows", "ends"), [(1_048_576, False), (1_048_577, True)])
def test_rows_end_where_those_of_excel_end(tmp_path: Path, rows: int, ends: bool) -> None:
    path = with_rows(tmp_path / "roster.xlsx", f"<row r='{rows - 1}'/><row><c><v>1</v></c></row>")

    if ends:
        refused(path, "a stray cell at A1,048,577,")
    else:
        assert len(opened(path).sheets[0].rows) == rows


def test_columns_are_hidden_once_however_often_it_is_said(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head()])
    hidden = b'<cols><col min="0" max="1" hidden="1"/>' + b'<col min="3" max="16384" hidden="1"/>' * 50_000
    sheet = part(path, SHEET).replace(b"<sheetData>", hidden + b"</cols><sheetData>", 1)

    [only] = opened(with_parts(path, {SHEET: sheet})).sheets

    assert only.hidden_columns == {0, *range(2, len(only.rows[0]))}
