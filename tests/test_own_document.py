"""A list of the program is known as such when Excel or LibreOffice saved it in another format."""

import struct
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from xlwt.CompoundDoc import XlsDoc

from payout_lists import small, written
from rosters import head, write_roster
from warmth_cli.files.kind import has_property
from warmth_cli.files.package import Package
from warmth_cli.files.refusals import NotARoster
from warmth_cli.household import Roster
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster
from workbooks import zipped

NAME = "warmth-document"


def container(path: Path, stream: bytes) -> bytes:
    """An OLE container with this stream of properties."""
    XlsDoc().save(str(path), stream)
    data = bytearray(path.read_bytes())
    place = data.index("Workbook".encode("utf-16-le"))
    name = "\x05DocumentSummaryInformation".encode("utf-16-le")
    data[place : place + 66] = name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2)
    return bytes(data)


@pytest.mark.parametrize(
    ("stream", "own"),
    [
        (b"\x02\0\0\0\x10\0\0\0warmth-document\0", True),
        (b"\x02\0\0\0\x10\0\0\0" + f"{NAME}\0".encode("utf-16-le"), True),
        (b"\x02\0\0\0\x10\0\0\0warmth-documents\0", False),
        (b"", False),
    ],
)
def test_the_mark_of_a_list_is_found_in_an_xls(tmp_path: Path, stream: bytes, own: bool) -> None:
    assert has_property(container(tmp_path / "a.xls", stream.ljust(5000, b"\0")), NAME) == own


def test_the_mark_of_a_list_is_found_in_an_ods() -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
    meta = f'<m xmlns:meta="{space}"><meta:user-defined meta:name="{NAME}">payouts</meta:user-defined></m>'

    assert Package(zipped({"meta.xml": meta.encode()})).property(NAME) == "payouts"
    assert Package(zipped({"meta.xml": meta.encode()})).property("another") == ""


# --- a payout list that another program saved anew ----------------------------------------------------------


def copied(
    folder: Path, sheets: slice = slice(None), added: Sequence[str] = (), name: str = "a.xlsx"
) -> Path:
    """The cells of a payout list in a new workbook, with further columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in written(folder, small()).worksheets[sheets]:
        copy = book.create_sheet(sheet.title)
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            copy.append([*row, *(added if number == 3 else ())])
    book.save(folder / name)
    return folder / name


def read(path: Path) -> Roster:
    return read_roster(path, path.name, Request(date(2022, 1, 6)), lambda _: None)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("added", [(), ("领取人签字",)])
def test_each_sheet_of_a_list_is_known_by_its_headings(
    tmp_path: Path, number: int, added: Sequence[str]
) -> None:
    path = copied(tmp_path, slice(number, number + 1), added)

    with pytest.raises(NotARoster) as refused:
        read(path)

    sums = load_workbook(path).sheetnames == ["汇总"]  # which has nobody in it
    assert ("written by warmth" in refused.value.message.spoken("en")) != sums


def test_a_list_that_was_made_a_roster_is_one(tmp_path: Path) -> None:
    path = copied(tmp_path, slice(1), ["建档状态", "家庭人口数"])

    assert len([*read(path).households]) == 3


def test_a_roster_beside_a_list_is_read(tmp_path: Path) -> None:
    path = copied(tmp_path)
    book = load_workbook(path)
    sheet = book.create_sheet("花名册")
    for row in load_workbook(write_roster(tmp_path / "roster.xlsx", [head(1)])).worksheets[0].values:
        sheet.append(row)
    book.save(path)

    roster = read(path)

    assert [each.place.sheet for each in roster.households] == ["花名册"]
    told = [
        (each.worksheet, each.values) for each in roster.tables[0].issues if each.code == "sheet-payout-list"
    ]
    assert [len(told), *told[-2:]] == [4, ("暂缓发放", {"rows": "2"}), ("不予发放", {"rows": "1"})]
