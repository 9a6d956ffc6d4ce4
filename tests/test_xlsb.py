"""Binary workbooks of Excel: as calamine reads them, and what it does not tell."""

import struct
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from people import resident_id
from rosters import head, with_parts
from test_commented import ENGLISH
from warmth_cli.files.cell import Cell, Faulty
from warmth_cli.files.refusals import TooManyCells
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.workbook import open_workbook
from warmth_cli.files.xlsb import read_xlsb
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster
from workbooks import Error, Grid, Styled, cell12, record12, rows12, sheet12, text12, xlsb

DAY, PERCENT, WAN = 1, 2, 3


def sheet(rows: Grid) -> Sheet:
    [only] = read_xlsb(xlsb({"花名册": sheet12(rows12(rows))}))
    return only


def test_a_roster_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    names = {"name": "户主姓名", "id_number": "身份证号", "file_status": "建档状态", "removed_on": "退档日期"}
    row = head(1, file_status="已退档", removed_on=Styled(44533, DAY))
    path = tmp_path / "roster.xls"
    path.write_bytes(xlsb({"名单": sheet12(rows12([list(names.values()), [row.get(key) for key in names]]))}))

    [household] = read_roster(path, "名单", Request(date(2022, 1, 6)), lambda _: None).households

    assert (household.row, household.id_number) == (2, resident_id(1))
    assert household.removed_on == date(2021, 12, 3)


def test_calamine_reads_the_same() -> None:
    rows: Grid = [
        ["户主", 1, -2, 2.5, "=文", True],
        [],
        [None, None, Styled(44533, DAY), Styled(44533.5, DAY)],
    ]
    data = xlsb({"a": sheet12(rows12(rows)), "b": sheet12(rows12([["x"]], first=3))})

    with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
        names = book.sheet_names
        theirs = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]

    assert [each.name for each in read_xlsb(data)] == names
    for ours, wide in zip(read_xlsb(data), theirs, strict=True):
        width = max(map(len, wide))
        assert [row + [""] * (width - len(row)) for row in ours.rows] == wide


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (Error(0x2A), Faulty("#N/A")),
        (Error(0x07, formula=True), Faulty("#DIV/0!")),
        (Error(0x99), Faulty("#?")),
        (Styled(44533, DAY), date(2021, 12, 3)),
        (Styled(44533.4375, DAY), datetime(2021, 12, 3, 10, 30)),
        (Styled(-1, DAY), -1.0),
        (Styled(1e9, DAY), 1e9),
    ],
)
def test_what_a_cell_holds(value: object, read: Cell) -> None:
    assert sheet([[value, 1]]).rows == [[read, 1.0]]


def test_days_are_counted_from_the_books_own_day_zero() -> None:
    mac = xlsb(
        {"a": sheet12(rows12([[Styled(43071, DAY)]]))}, settings=record12(153, struct.pack("<III", 1, 0, 0))
    )

    [only] = read_xlsb(mac)

    assert (only.day_zero, only.rows) == (date(1904, 1, 1), [[date(2021, 12, 3)]])


@pytest.mark.parametrize(("reckons", "read"), [(0, 0.0), (1, Faulty("=…"))])
def test_a_zero_that_is_to_be_reckoned_is_no_value(reckons: int, read: Cell) -> None:
    formula = record12(9, struct.pack("<IId", 0, 0, 0) + bytes(10))
    row = record12(0, bytes(17))
    reckoning = record12(157, bytes(24) + struct.pack("<H", reckons))

    [only] = read_xlsb(xlsb({"a": sheet12(row + formula)}, settings=reckoning))

    assert only.rows == [[read]]


def test_shared_and_rich_texts_are_read_without_how_they_are_spoken() -> None:
    rich = record12(62, struct.pack("<IIB", 1, 0, 1) + text12("四") + bytes(8))
    shared = record12(7, struct.pack("<III", 0, 0, 1))

    [only] = read_xlsb(xlsb({"a": sheet12(record12(0, bytes(17)) + shared + rich)}, strings=["张", "三"]))

    assert only.rows == [["三", "四"]]


def test_a_short_record_stands_behind_the_cell_before_it() -> None:
    row, style = record12(0, bytes(17)), bytes(4)
    shorts = (
        record12(17, style + text12("三"))
        + record12(12, style)
        + record12(16, style + struct.pack("<d", 2.5))
    )
    later = record12(5, struct.pack("<IId", 5, 0, 7.0)) + record12(18, style + struct.pack("<I", 0))
    below = record12(0, struct.pack("<I", 1) + bytes(13)) + record12(15, style + b"\1")
    short_error = record12(14, style + b"\x2a")
    [only] = read_xlsb(xlsb({"a": sheet12(row + shorts + later + below + short_error)}, strings=["张"]))
    assert only.rows == [["三", "", 2.5, "", "", 7.0, "张"], [True, Faulty("#N/A")]]


def test_what_is_hidden_merged_or_in_another_unit_is_told() -> None:
    columns = record12(390) + record12(60, struct.pack("<IIIIH", 1, 16383, 0, 0, 1)) + record12(391)
    merged = (
        record12(177, struct.pack("<I", 1)) + record12(176, struct.pack("<IIII", 0, 1, 2, 3)) + record12(178)
    )
    rows = rows12([["a", Styled(0.5, PERCENT)], [1, 2], ["b", None, Styled(1.2, WAN)]], hidden=[1])
    data = xlsb({"a": sheet12(rows, columns, merged), "藏": sheet12(b"")}, hidden=["藏"])

    [first, second] = read_xlsb(data)

    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({1}, {1, 2})
    assert first.merged == [(0, 2, 1, 3)]
    assert first.formats == {1: {"0.00%": 0}, 2: {'0.00"万元"': 2}}
    assert [each.hidden for each in (first, second)] == [False, True]


@pytest.mark.parametrize(("flags", "struck"), [(0x08, {(1, 0)}), (0x02, set())])
def test_struck_cells_are_told(flags: int, struck: set[tuple[int, int]]) -> None:
    fonts = b"".join(record12(43, struct.pack("<HH", 220, each) + bytes(20)) for each in (0, flags))
    styles = b"".join(record12(47, struct.pack("<HHH", 0, 0, font) + bytes(10)) for font in (0, 1))
    part = record12(617, struct.pack("<I", 2)) + styles + record12(618)
    empty = record12(1, struct.pack("<II", 1, 1))
    rows = rows12([[1]]) + rows12([[Styled(2, 1)]], first=1) + empty

    [sheet] = read_xlsb(xlsb({"a": sheet12(rows)}, look=fonts + part))

    assert sheet.struck == struck


def test_what_comments_say_is_told(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsb"
    path.write_bytes(xlsb({"a": sheet12(rows12([["张三"]]))}))
    notes = b"".join(
        record12(635, struct.pack("<IIIII", 0, row, row, column, column) + bytes(16))
        + record12(637, b"\0" + text12(words))
        + record12(636)
        for row, column, words in ((0, 0, "已去世"), (2, 1, ENGLISH + "缓发"), (3, 1, " "))
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relation = f'<Relationship Id="c" Type="{kind}" Target="../comments1.bin"/>'
    relations = f'<Relationships xmlns="{space}">{relation}</Relationships>'.encode()
    with_parts(path, {"xl/comments1.bin": notes, "xl/worksheets/_rels/sheet1.bin.rels": relations})

    [only] = read_xlsb(path.read_bytes())

    assert only.comments == {(0, 0): "已去世", (2, 1): "缓发"}
    with_parts(path, {"xl/comments1.bin": notes[:-20]})
    assert read_xlsb(path.read_bytes())[0].rows == [["张三"]]


def test_a_table_that_could_not_be_held_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    far = record12(0, struct.pack("<I", 1_048_575) + bytes(13)) + cell12(16_383, 1)
    size = 1_048_576 + 16_384

    monkeypatch.setattr("warmth_cli.files.xlsb.MOST_CELLS", size)
    assert len(read_xlsb(xlsb({"a": sheet12(far)}))[0].rows) == 1_048_576
    monkeypatch.setattr("warmth_cli.files.xlsb.MOST_CELLS", size - 1)
    with pytest.raises(TooManyCells):
        read_xlsb(xlsb({"a": sheet12(far)}))


@pytest.mark.parametrize(
    "row",
    [
        record12(0, struct.pack("<I", 1_048_576) + bytes(13)) + cell12(0, 1),
        record12(0, bytes(17)) + cell12(16_384, 1),
        cell12(0, 1),
        record12(0, bytes(17)) + record12(7, struct.pack("<III", 0, 0, 9)),
        record12(0, bytes(17)) + record12(6, struct.pack("<III", 0, 0, 0xFFFFFF)),
        record12(0, bytes(17)) + record12(5, b"\0"),
        b"\x05\xff\xff\xff\xff",
    ],
    ids=["row", "column", "no row", "shared text", "long text", "short", "length"],
)
def test_records_that_break_the_rules_are_refused(row: bytes, tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsb"
    path.write_bytes(xlsb({"a": sheet12(row)}))

    with pytest.raises(WarmthError, match="damaged"):
        open_workbook(path, Request(date(2022, 1, 6)), lambda _: None)
