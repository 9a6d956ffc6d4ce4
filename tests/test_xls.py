"""Workbooks of Excel 5 to 2003: the same households, and no error cell passes for a blank."""

import struct
from datetime import date
from pathlib import Path

import pytest
import xlwt

from people import account, resident_id
from rosters import Row, head, member
from warmth_cli.issues import Issue, WarmthError
from warmth_cli.reading import apart
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster
from warmth_cli.reading.values import Faulty
from warmth_cli.reading.workbook import open_workbook

KEYS = {
    "union": "填报单位",
    "name": "户主姓名",
    "id_number": "身份证号",
    "relation": "与户主关系",
    "file_status": "建档状态",
    "hardship": "困难类别",
    "provincial_visit": "省总领导走访",
    "removed_on": "退档日期",
    "account": "银行账号",
}


def write_xls(path: Path, rows: list[Row], hidden: bool = False) -> Path:
    """A workbook in BIFF 8; dates are date cells, bytes an error cell of that code."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("花名册")
    sheet.visibility = int(hidden)
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for column, (key, heading) in enumerate(KEYS.items()):
        sheet.write(0, column, heading)
        for number, row in enumerate(rows, 1):
            value = row.get(key)
            if isinstance(value, bytes):
                sheet.row(number).set_cell_error(column, int.from_bytes(value, "big"))
            elif isinstance(value, date):
                sheet.write(number, column, value, day)
            elif value is not None:
                sheet.write(number, column, value)
    if hidden:
        book.add_sheet("封面").write(0, 0, "封面")
        book.set_active_sheet(1)
    book.save(str(path))
    return path


def issues(path: Path) -> list[Issue]:
    [table] = read_roster(path, "名单", Request(date(2022, 1, 6)), lambda _: None).tables
    return [*table.issues, *(issue for each in table.households for issue in each.issues)]


def test_the_same_households_whatever_the_file_is_called(tmp_path: Path) -> None:
    rows = [head(1), member(2), head(3, file_status="已退档", removed_on=date(2021, 12, 3))]

    for name in ("roster.xls", "roster.et", "roster.xlsx"):
        [first, second] = read_roster(
            write_xls(tmp_path / name, rows), "名单", Request(date(2022, 1, 6)), lambda _: None
        ).households

        assert (first.id_number, first.account, len(first.members)) == (resident_id(1), account(1), 1)
        assert second.removed_on == date(2021, 12, 3)


def test_a_number_typed_as_a_number_is_damaged(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "roster.xls", [head(1, id_number=int(resident_id(1)), relation=None)])

    assert [issue.code for issue in issues(path) if issue.field == "id_number"] == ["id-damaged"]


@pytest.mark.parametrize(("code", "text"), [(0x2A, "#N/A"), (0x17, "#REF!"), (0x07, "#DIV/0!")])
def test_an_error_cell_is_an_issue_and_no_blank(tmp_path: Path, code: int, text: str) -> None:
    path = write_xls(tmp_path / "roster.xls", [head(1, provincial_visit=bytes([code]))])

    [issue] = [issue for issue in issues(path) if issue.field == "provincial_visit"]

    assert (issue.code, issue.cell, issue.found) == ("cell-error", "G2", text)


def test_a_formula_whose_result_is_an_error_is_found(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "roster.xls", [head(1)])
    data = path.read_bytes()
    # The number record of a formula that xlwt writes holds 0; here it becomes #N/A as Excel stores it.
    book = xlwt.Workbook()
    book.add_sheet("a").write(3, 2, xlwt.Formula("1+1"))
    book.save(str(path))
    data = path.read_bytes()
    place = data.index(struct.pack("<HH", 3, 2), data.index(b"\x09\x08", 600))
    result = struct.pack("<BBBBHH", 2, 0, 0x2A, 0, 0, 0xFFFF)
    path.write_bytes(data[: place + 6] + result + data[place + 14 :])

    [sheet] = open_workbook(path, Request(date(2022, 1, 6)), lambda _: None).sheets

    assert sheet.rows[3][2] == Faulty("#N/A")


def test_a_hidden_sheet_is_read_and_told(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "roster.xls", [head(1)], hidden=True)

    assert "sheet-hidden" in [issue.code for issue in issues(path)]


def test_cut_and_spoilt_files_end_in_a_sentence(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "roster.xls", [head(1)])
    data = path.read_bytes()
    for spoilt in (
        data[:512],
        data[: len(data) // 2],
        data[:30] + b"\xff\xff" + data[32:],
        data[:512] + bytes(len(data) - 512),
        data.replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le")),
    ):
        path.write_bytes(spoilt)
        with pytest.raises(WarmthError):
            open_workbook(path, Request(date(2022, 1, 6)), lambda _: None)


def test_a_reader_that_hangs_or_dies_does_not_take_the_command_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xls(tmp_path / "roster.xls", [head(1)])
    monkeypatch.setattr(apart, "SECONDS", 0.001)

    with pytest.raises(WarmthError, match="damaged"):
        open_workbook(path, Request(date(2022, 1, 6)), lambda _: None)
