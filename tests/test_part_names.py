"""The parts of a workbook may have any names: what they are, the package says."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from rosters import BOOK, RELATIONS, SHEET
from warmth_cli.files.cell import Cell
from warmth_cli.files.workbook import open_workbook
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request
from workbooks import rows12, sheet12, xlsb, zipped

Parts = dict[str, bytes]
ROWS: list[list[Cell]] = [["甲", 1.0, "乙"], [date(2021, 12, 3), "", ""]]
STRINGS, STYLES, TOP = "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def workbook() -> Parts:
    """The parts of a workbook as Excel names them."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed)
    sheet = book.add_worksheet("a")
    sheet.write_row(0, 0, ["甲", 1, "乙"])
    sheet.write(1, 0, 44533, book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    return parts_of(packed.getvalue())


def rows(path: Path, parts: Parts) -> list[list[Cell]]:
    path.write_bytes(zipped(parts))
    return open_workbook(path, Request(date(2022, 1, 6)), lambda _: None).sheets[0].rows


def called(parts: Parts, part: str, name: str, target: str, where: str = RELATIONS) -> Parts:
    """The part under another name, which its relation spells as this target."""
    [usual] = [each for each in (part, part.removeprefix("xl/")) if f'"{each}"'.encode() in parts[where]]
    parts = parts | {where: parts[where].replace(f'"{usual}"'.encode(), f'"{target}"'.encode())}
    return {name if each == part else each: data for each, data in parts.items()}


@pytest.mark.parametrize(
    ("name", "target"),
    [
        (SHEET, "worksheets/sheet1.xml"),
        (SHEET, "/xl/worksheets/sheet1.xml"),
        (SHEET, "./worksheets/sheet1.xml"),
        (SHEET, "../xl/worksheets/sheet1.xml"),
        (SHEET, "xl/worksheets/sheet1.xml"),
        (SHEET, "worksheets\\sheet1.xml"),
        (SHEET, "WorkSheets/Sheet1.XML"),
        ("xl/worksheets/sheet 1.xml", "worksheets/sheet%201.xml"),
        ("xl/worksheets/第一页.xml", "worksheets/%E7%AC%AC%E4%B8%80%E9%A1%B5.xml"),
        ("xl/worksheets/a%20b.xml", "worksheets/a%20b.xml"),
        ("sheet.xml", "/sheet.xml"),
        ("data/tab.bin", "../data/tab.bin"),
    ],
)
def test_a_sheet_may_be_called_anything(tmp_path: Path, workbook: Parts, name: str, target: str) -> None:
    assert rows(tmp_path / "a.xlsx", called(workbook, SHEET, name, target)) == ROWS


@pytest.mark.parametrize("part", [STRINGS, STYLES])
@pytest.mark.parametrize("orphan", [False, True])
def test_strings_and_styles_are_those_that_are_named(
    tmp_path: Path, workbook: Parts, part: str, orphan: bool
) -> None:
    parts = called(workbook, part, "xl/other.xml", "other.xml")
    if orphan:  # an older one under the usual name, which nothing names
        old = workbook[part].replace("甲".encode(), "丙".encode()).replace(b"yyyy-mm-dd", b"0.00")
        assert old != workbook[part]
        parts[part] = old

    assert rows(tmp_path / "a.xlsx", parts) == ROWS


def _renamed_book(parts: Parts) -> Parts:
    parts = called(parts, BOOK, "xl/workbook22.xml", "/xl/workbook22.xml", TOP)
    parts["xl/_rels/workbook22.xml.rels"] = parts.pop(RELATIONS)
    return parts


def _book_at_the_top(parts: Parts) -> Parts:
    parts = called(parts, BOOK, "book.xml", "book.xml", TOP)
    parts["_rels/book.xml.rels"] = parts.pop(RELATIONS).replace(b'Target="', b'Target="xl/')
    return parts


def _upper_case(parts: Parts) -> Parts:
    return {name.upper(): data for name, data in parts.items()}


def _backslashes(parts: Parts) -> Parts:
    return {name.replace("/", "\\"): data for name, data in parts.items()}


def _slashes_before(parts: Parts) -> Parts:
    return {f"/{name}": data for name, data in parts.items()}


def _nothing_at_the_top(parts: Parts) -> Parts:
    return {name: data for name, data in parts.items() if name not in (TOP, "[Content_Types].xml")}


@pytest.mark.parametrize(
    "change",
    [_renamed_book, _book_at_the_top, _upper_case, _backslashes, _slashes_before, _nothing_at_the_top],
)
def test_so_may_the_workbook(tmp_path: Path, workbook: Parts, change: Callable[[Parts], Parts]) -> None:
    assert rows(tmp_path / "a.xlsx", change(dict(workbook))) == ROWS


def test_many_sheets_keep_their_order_and_their_names(tmp_path: Path, workbook: Parts) -> None:
    relation = b'<Relationship Id="rId%d" Type="http://x/worksheet" Target="./tabs/t%d.xml"/>'
    names = (3, 1, 2)
    parts = workbook | {
        BOOK: workbook[BOOK].replace(
            b"<sheets>",
            b"<sheets>"
            + b"".join(b'<sheet name="t%d" sheetId="9%d" r:id="rId9%d"/>' % (n, n, n) for n in names),
        ),
        RELATIONS: workbook[RELATIONS].replace(
            b"</Rel", b"".join(relation % (90 + n, n) for n in range(1, 4)) + b"</Rel"
        ),
    }
    for number in names:
        cell = b'<c r="A1"><v>%d</v></c>' % number
        parts[f"xl/tabs/t{number}.xml"] = (
            b"<worksheet><sheetData><row r='1'>%b</row></sheetData></worksheet>" % cell
        )
    (tmp_path / "a.xlsx").write_bytes(zipped(parts))

    sheets = open_workbook(tmp_path / "a.xlsx", Request(date(2022, 1, 6)), lambda _: None).sheets

    assert [(each.name, each.rows) for each in sheets] == [
        ("t3", [[3.0]]),
        ("t1", [[1.0]]),
        ("t2", [[2.0]]),
        ("a", ROWS),
    ]


@pytest.mark.parametrize("kind", ["sharedStrings", "styles"])
def test_two_tables_of_strings_are_none(tmp_path: Path, workbook: Parts, kind: str) -> None:
    double = f'<Relationship Id="x" Type="http://x/{kind}" Target="other.xml"/></Rel'.encode()

    with pytest.raises(WarmthError, match="damaged"):
        rows(tmp_path / "a.xlsx", workbook | {RELATIONS: workbook[RELATIONS].replace(b"</Rel", double)})


def test_a_table_that_is_named_and_not_there_is_not_needed(tmp_path: Path, workbook: Parts) -> None:
    cells = b'<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>'
    parts = workbook | {SHEET: b"<worksheet>" + cells + b"</worksheet>"}
    del parts[STRINGS]

    assert rows(tmp_path / "a.xlsx", parts) == [[7.0]]


def test_the_parts_of_an_xlsb_may_be_called_anything(tmp_path: Path) -> None:
    parts = parts_of(xlsb({"a": sheet12(rows12([["甲", 1]]))}))
    sheet = "xl/worksheets/sheet1.bin"
    parts = called(parts, sheet, "xl/sheet 1.bin", "./sheet%201.bin", "xl/_rels/workbook.bin.rels")
    parts = called(parts, "xl/workbook.bin", "xl/book.bin", "xl/book.bin", TOP)
    parts["xl/_rels/book.bin.rels"] = parts.pop("xl/_rels/workbook.bin.rels")

    assert rows(tmp_path / "a.xlsb", parts) == [["甲", 1.0]]
