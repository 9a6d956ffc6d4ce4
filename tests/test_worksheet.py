"""What the XML of a sheet tells beside its values, whichever way it is written."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from rosters import SHEET, SPELLINGS, Spelling, part, with_parts, with_rows, write_roster
from warmth_cli.files.cell import Faulty
from warmth_cli.files.refusals import Broken
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.workbook import open_workbook
from warmth_cli.files.worksheet import Worksheet
from warmth_cli.reading.request import Request


def opened(path: Path) -> Sheet:
    [sheet] = open_workbook(path, Request(date(2022, 1, 6)), lambda _: None).sheets
    return sheet


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook with something hidden and something in another unit."""
    book = openpyxl.Workbook()
    [sheet] = book.worksheets
    for row in range(4):
        sheet.append([f"甲{row}", 0.5, 12000, 3, 1.5, "5%"])
    for cell, code in {"B2": "0.00%", "C3": '0!.0,"万元"', "D4": "#,##0.00", "F2": "0%"}.items():
        sheet[cell].number_format = code
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions.group("E", "XFD", hidden=True)
    book.save(tmp_path / "roster.xlsx")
    return tmp_path / "roster.xlsx"


def test_what_is_hidden_is_told_as_far_as_the_table_goes(path: Path) -> None:
    sheet = opened(path)

    assert set(sheet.hidden_rows) == {1}
    assert set(sheet.hidden_columns) == {2, 4, 5}


@pytest.mark.parametrize(("about", "hidden"), [('ht="0"', True), ('ht="0.0"', True), ('ht="0.5"', False)])
def test_a_row_without_height_is_hidden(tmp_path: Path, about: str, hidden: bool) -> None:
    row = f'<row r="1" {about} customHeight="1"><c r="A1"><v>1</v></c></row>'

    assert opened(with_rows(tmp_path / "a.xlsx", row)).hidden_rows == (
        frozenset([0]) if hidden else frozenset()
    )


def test_numbers_in_another_unit_are_told_by_column(path: Path) -> None:
    assert opened(path).formats == {1: {"0.00%": 1}, 2: {'0!.0,"万元"': 2}}


def test_a_style_with_a_strange_number_has_no_format(path: Path) -> None:
    strange = re.sub(rb'numFmtId="16\d"', b'numFmtId="&lt;"', part(path, "xl/styles.xml"))

    assert set(opened(with_parts(path, {"xl/styles.xml": strange})).formats) == {1}


@pytest.mark.parametrize("spell", SPELLINGS)
def test_however_it_is_spelt(path: Path, spell: Spelling) -> None:
    good = opened(path)

    assert opened(with_parts(path, {SHEET: spell(part(path, SHEET))})) == good


def test_a_plain_sheet_hides_nothing(tmp_path: Path) -> None:
    sheet = opened(write_roster(tmp_path / "a.xlsx", [{"name": "hidden", "note": 'hidden="1"'}]))

    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.formats) == (frozenset(), frozenset(), {})


FAULTS = (
    '<c r="A{0}" t="e"><v>#N/A</v></c>',
    "<c r=\"A{0}\" t='e'><v>#N/A</v></c>",
    '<c r="A{0}" s="0" t="e"><f>1</f><v>#N/A</v></c>',
)


@pytest.mark.parametrize(
    ("fault", "last"),
    [
        *((fault, 99_999) for fault in FAULTS),
        *((FAULTS[0], last) for last in (100_000, 499_999, 500_000, 999_999, 1_000_000, 1_048_576)),
    ],
)
def test_a_fault_is_found_however_long_the_table_is(tmp_path: Path, fault: str, last: int) -> None:
    """The frames that are searched quickly end between these rows."""
    path = with_rows(
        tmp_path / "a.xlsx", f'<row r="{last}">{fault.format(last)}<c r="B{last}"><v>1</v></c></row>'
    )

    rows = opened(path).rows

    assert len(rows) == last
    assert rows[-1] == [Faulty("#N/A"), 1.0]


@pytest.mark.parametrize(
    ("column", "last"), [("AZ", 9), ("BA", 9), ("ZZ", 39_999), ("ZZ", 42_000), ("AAA", 9)]
)
def test_a_fault_is_found_however_wide_the_table_is(tmp_path: Path, column: str, last: int) -> None:
    path = with_rows(
        tmp_path / "a.xlsx", f'<row r="{last}"><c r="{column}{last}" t="e"><v>#REF!</v></c></row>'
    )

    assert opened(path).rows[-1][-1] == Faulty("#REF!")


def test_the_word_of_an_error_in_a_text_is_no_error(tmp_path: Path) -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>t="e" \'e\'</t></is></c><c r="B1" t="e"><v>#N/A</v></c>'

    assert opened(with_rows(tmp_path / "a.xlsx", f'<row r="1">{cell}</row>')).rows == [
        ["t=\"e\" 'e'", Faulty("#N/A")]
    ]


@pytest.mark.parametrize(
    "xml",
    [
        b"<worksheet><sheetData><row><c><v><![CDATA[1]]></v></c></row></sheetData></worksheet>",
        "<worksheet/>".encode("utf-16"),
        b'<?xml version="1.0" encoding="GBK"?><worksheet><sheetData/></worksheet>',
        b'<worksheet><sheetData><row r="2"/><row r="1"/><row r="2"/></sheetData></worksheet>',
        b"<worksheet><sheetData><row spans='1:3' r='2'/><row r='2'/></sheetData></worksheet>",
        b"<x:worksheet><x:sheetData><x:row r='2'/><x:row r='2'/></x:sheetData></x:worksheet>",
    ],
    ids=[
        "CDATA",
        "utf-16",
        "gbk",
        "a row twice",
        "another attribute first",
        "in another spelling",
    ],
)
def test_what_calamine_would_pass_over_is_refused(xml: bytes) -> None:
    with pytest.raises(Broken):
        Worksheet(xml).tell(False, {}, ())


@pytest.mark.parametrize("quote", ['"', "'"])
def test_two_cells_of_one_place_are_refused(quote: str) -> None:
    cells = '<c r="B2"><v>1</v></c><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c>'
    xml = f'<worksheet><sheetData><row r="2">{cells}</row></sheetData></worksheet>'.replace('"', quote)

    with pytest.raises(Broken):
        Worksheet(xml.encode()).tell(False, {}, ())


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_cell_without_content_may_stand_twice(quote: str) -> None:
    cells = '<c r="B2" s="1"/><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>'
    rows = f'<row r="2">{cells}</row><row r="3">{cells.replace("2", "3")}</row>'.replace('"', quote)

    assert Worksheet(f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()).tell(False, {}, ())


def test_rows_in_another_order_are_read() -> None:
    xml = b'<worksheet><sheetData><row r="12"/><row r="1"/><row r="2"/></sheetData></worksheet>'

    assert Worksheet(xml).tell(False, {}, ()).faults == []


@pytest.mark.parametrize("encoding", ["UTF-8", "utf-8", "US-ASCII"])
def test_what_calamine_reads_is_not(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><worksheet><sheetData/></worksheet>'

    assert Worksheet(xml.encode()).tell(False, {}, ()).faults == []
