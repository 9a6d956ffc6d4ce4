"""Workbooks of Excel 5 to 2003: the same households, and no error cell passes for a blank."""

import struct
from datetime import date
from pathlib import Path

import olefile
import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from people import account, resident_id
from rosters import Row, head, member
from warmth_cli.files import apart
from warmth_cli.files.cell import Faulty
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.workbook import open_workbook
from warmth_cli.issues import Issue, WarmthError
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster
from workbooks import Error, Grid, Styled, record, stream5, xls5

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


DAY, PERCENT, WAN = 1, 2, 3


def five(path: Path, rows: Grid, before: bytes = b"") -> Sheet:
    """The sheet of an Excel 5 workbook, in its container."""
    xls5(path, stream5("花名册", rows, before))
    [sheet] = open_workbook(path, Request(date(2022, 1, 6)), lambda _: None).sheets
    return sheet


def test_a_roster_of_excel_5_is_read(tmp_path: Path) -> None:
    row = head(1, file_status="已退档", removed_on=Styled(44533, DAY), name="张春镕")
    stream = stream5("花名册", [list(KEYS.values()), [row.get(key) for key in KEYS]])
    (tmp_path / "bare.xls").write_bytes(stream)

    for path in (xls5(tmp_path / "roster.xls", stream), tmp_path / "bare.xls"):
        [household] = read_roster(path, "名单", Request(date(2022, 1, 6)), lambda _: None).households

        assert (household.sheet, household.name, household.id_number) == ("花名册", "张春镕", resident_id(1))
        assert household.removed_on == date(2021, 12, 3)


def test_errors_hidden_parts_and_units_of_excel_5_are_told(tmp_path: Path) -> None:
    hidden = record(0x208, struct.pack("<HHHHHHHH", 1, 0, 3, 300, 0, 0, 0x20, 0))
    hidden += record(0x7D, struct.pack("<HHHHH", 1, 255, 100, 0, 1))
    rows = [["a", Styled(0.5, PERCENT), Styled(1.2, WAN)], [Error(0x2A), Error(0x07, formula=True), 1]]

    sheet = five(tmp_path / "roster.xls", rows, hidden)

    assert sheet.rows == [["a", 0.5, 1.2], [Faulty("#N/A"), Faulty("#DIV/0!"), 1.0]]
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({1}, {1, 2})
    assert sheet.formats == {1: {"0.00%": 0}, 2: {'0.00"万元"': 0}}


def test_the_text_of_a_formula_of_excel_5_stands_in_the_next_record(tmp_path: Path) -> None:
    formula = record(0x06, struct.pack("<HHH", 0, 0, 0) + bytes(6) + b"\xff\xff" + bytes(8))
    text = "张".encode("gb18030")
    many = record(0xBD, struct.pack("<HHHiHiH", 1, 0, 0, 5 << 2 | 2, 0, 250 << 2 | 3, 1))
    before = formula + record(0x207, struct.pack("<H", len(text)) + text) + many

    assert five(tmp_path / "roster.xls", [], before).rows == [["张"], [5.0, 2.5]]


def test_a_text_of_excel_5_that_is_in_no_known_encoding_is_refused(tmp_path: Path) -> None:
    bad = record(0x204, struct.pack("<HHHH", 0, 0, 0, 1) + b"\xff")

    with pytest.raises(WarmthError, match="damaged"):
        five(tmp_path / "roster.xls", [], bad)


def test_hidden_rows_and_columns_and_units_are_told(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("花名册")
    for row in range(3):
        for column in range(3):
            style = xlwt.easyxf(num_format_str='0.00"万元"') if (row, column) == (2, 2) else xlwt.XFStyle()
            sheet.write(row, column, row + 0.5, style)
    sheet.row(1).hidden = True
    sheet.col(2).hidden = True
    book.save(str(tmp_path / "roster.xls"))

    [only] = open_workbook(tmp_path / "roster.xls", Request(date(2022, 1, 6)), lambda _: None).sheets

    assert (set(only.hidden_rows), set(only.hidden_columns)) == ({1}, {2})
    assert only.formats == {2: {'0.00"万元"': 2}}


@pytest.mark.parametrize(("flags", "value"), [(0, 0.0), (2, Faulty("=…"))])
def test_a_zero_that_is_to_be_reckoned_is_no_value(tmp_path: Path, flags: int, value: object) -> None:
    formula = record(0x06, struct.pack("<HHHdHI", 0, 0, 0, 0.0, flags, 0) + b"\0\0")

    assert five(tmp_path / "roster.xls", [], formula).rows == [[value]]


@pytest.mark.parametrize("reckoned_by", [False, True])
def test_a_workbook_without_one_result_was_never_reckoned(tmp_path: Path, reckoned_by: bool) -> None:
    path = tmp_path / "roster.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, 1)
    sheet.write(1, 0, xlwt.Formula("1+1"))
    sheet.write(2, 0, xlwt.Formula('IF(A1=1,"","x")'))
    book.save(str(path))
    if reckoned_by:  # the windows of the workbook make place for the record of who reckoned it
        path.write_bytes(path.read_bytes().replace(b"\x3d\0\x12\0", b"\xc1\1\x12\0", 1))

    [only] = open_workbook(path, Request(date(2022, 1, 6)), lambda _: None).sheets

    assert only.rows == [[1.0], *([""] if reckoned_by else [Faulty("=…")] for _ in range(2))]


def test_a_result_elsewhere_tells_that_an_empty_text_is_one(tmp_path: Path) -> None:
    path = tmp_path / "roster.xls"
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, xlwt.Formula("A2"))
    book.add_sheet("b").write(0, 0, xlwt.Formula("1+1"))
    book.save(str(path))
    empty = b"\3" + bytes(5) + b"\xff\xff"
    data = path.read_bytes()
    last = data.rindex(empty)
    path.write_bytes(data[:last] + struct.pack("<d", 2.0) + data[last + 8 :])

    first, second = open_workbook(path, Request(date(2022, 1, 6)), lambda _: None).sheets

    assert (first.rows, second.rows) == ([[""]], [[2.0]])


def with_records(path: Path, records: bytes) -> Path:
    """An .xls of one sheet with more records at the end of it."""
    with olefile.OleFileIO(str(path)) as container:
        stream = container.openstream("Workbook").read()
    end = record(0x0A)
    start = stream.rindex(end)
    XlsDoc().save(str(path), stream[:start] + records + end)
    return path


def box(number: int, kind: int, *pieces: bytes) -> bytes:
    """A box with some words, in one or more records, and with one for their looks."""
    length = sum(len(piece) - 1 if piece[:1] == b"\0" else len(piece) // 2 for piece in pieces)
    about = record(0x5D, struct.pack("<HHHH", 0x15, 0x12, kind, number) + bytes(14))
    about += record(0xEC) + record(0x1B6, struct.pack("<HH6xHHI", 0x212, 0, length, 16, 0))
    return about + b"".join(record(0x3C, piece) for piece in (*pieces, bytes(16)))


def test_what_comments_say_is_told_also_behind_a_chart(tmp_path: Path) -> None:
    chart = record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0)) + record(0x0A)
    died = "王：\n已去".encode("utf-16-le")
    boxes = box(1, 0x19, b"\1" + died, b"\1" + "世".encode("utf-16-le")) + box(2, 0x06, b"\0other")
    boxes += box(3, 0x19, b"\0ok") + box(4, 0x19)
    notes = [(1, 1, 1), (2, 2, 3), (3, 3, 4), (4, 4, 9)]  # of which 4 is empty and 9 is not there
    named = b"".join(record(0x1C, struct.pack("<HHHH", row, column, 0, n)) for row, column, n in notes)

    path = with_records(write_xls(tmp_path / "roster.xls", [head(1), head(2)]), chart + boxes + named)

    [sheet] = open_workbook(path, Request(date(2022, 1, 6)), lambda _: None).sheets
    assert sheet.comments == {(1, 1): "王：\n已去世", (2, 2): "ok"}
    assert [each.values["rows"] for each in issues(path) if each.code == "comments-unread"] == ["2–3"]
