"""Tiny rosters: written by openpyxl from rows of field names, or part by part as other programs would."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from people import account, resident_id
from warmth_cli.fields import FIELDS, HEAD_ID

Row = dict[str, object]

_HEADINGS = {field.name: field.heading for field in (*FIELDS.values(), HEAD_ID)} | {"number": "序号"}


def head(serial: int = 1, **cells: object) -> Row:
    """The row of a household on file in deep difficulty, with all that its grant needs, but for `cells`."""
    complete: Row = {
        "union": "蚌山区总工会",
        "name": "张春梅",
        "id_number": resident_id(serial),
        "relation": "户主",
        "phone": f"154{serial:08d}",
        "file_status": "在档",
        "hardship": "深度困难",
        "paired_cadre": "王建国",
        "account": account(serial),
    }
    return complete | cells


def member(serial: int, relation: str = "子", **cells: object) -> Row:
    """The row of a member, under a head's."""
    return {"name": "张小明", "id_number": resident_id(serial, "20100302"), "relation": relation} | cells


def write_roster(
    path: Path,
    rows: Sequence[Row],
    *,
    headings: Mapping[str, str] | None = None,
    title_rows: Sequence[Sequence[object]] = (),
    foot_rows: Sequence[Sequence[object]] = (),
    members: Sequence[Row] = (),
    sheet: str = "花名册",
) -> Path:
    """Write a workbook with one roster, and with a sheet 家庭成员 where `members` are given.

    A column stands for every key of `rows`, in order of appearance, under the field's heading or the one
    in `headings`; a key that is no field is its own heading. Text stays text, `=` before it included;
    a formula is a `Formula`. `title_rows` stand above the headings, `foot_rows` under the rows.
    """
    book = Workbook()
    [first] = book.worksheets
    first.title = sheet
    _write_table(first, rows, headings or {}, title_rows, foot_rows)
    if members:
        _write_table(book.create_sheet("家庭成员"), members, {}, (), ())
    book.save(path)
    return path


class Formula(str):
    """A cell that holds a formula; openpyxl stores no value with it."""


def _write_table(
    sheet: Worksheet,
    rows: Sequence[Row],
    headings: Mapping[str, str],
    title_rows: Sequence[Sequence[object]],
    foot_rows: Sequence[Sequence[object]],
) -> None:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    names = [headings.get(key, _HEADINGS.get(key, key)) for key in keys]
    lines: list[Sequence[object]] = [*title_rows, names, *([row.get(key) for key in keys] for row in rows)]
    for number, values in enumerate([*lines, *foot_rows], start=1):
        for index, value in enumerate(values, start=1):
            _put(sheet, number, index, value)


def _put(sheet: Worksheet, number: int, index: int, value: object) -> None:
    if value is None:
        return
    cell = sheet.cell(number, index)
    assert isinstance(cell, Cell)
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, Formula):
        cell.data_type = "f"
    elif isinstance(value, str) and not re.fullmatch(r"#[A-Z/0!?]+", value):
        cell.data_type = "s"


SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def part(path: Path, name: str) -> bytes:
    """One part of the workbook, unpacked."""
    with ZipFile(path) as package:
        return package.read(name)


def with_rows(path: Path, data: str) -> Path:
    """Write a workbook whose only sheet holds these rows of XML, and whose formulas are reckoned."""
    write_roster(path, [{"": ""}])
    book = part(path, BOOK).replace(b"fullCalcOnLoad", b"iterate")  # openpyxl always sets it
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'
    return with_parts(path, {SHEET: sheet.encode(), BOOK: book})


def with_parts(path: Path, parts: Mapping[str, bytes | None], target: Path | None = None) -> Path:
    """The workbook with some parts replaced or added, or left out where None stands."""
    with ZipFile(path) as package:
        content: dict[str, bytes | None] = {name: package.read(name) for name in package.namelist()}
    path = target or path
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, data in {**content, **parts}.items():
            if data is not None:
                package.writestr(name, data)
    return path


def with_box(path: Path, words: str) -> Path:
    """The workbook with a box over its first sheet that says these words."""
    lines = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in words.split("\n"))
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>'
        f"<xdr:sp><xdr:txBody><a:bodyPr/>{lines}</xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{kind}/drawing" Target="../drawings/drawing9.xml"/></Relationships>'
    )
    return with_parts(
        path,
        {
            "xl/worksheets/_rels/sheet1.xml.rels": relations.encode(),
            "xl/drawings/drawing9.xml": drawing.encode(),
        },
    )


# --- one part as other programs write it --------------------------------------------------------------------


def prefixed(xml: bytes) -> bytes:
    """Every element with a prefix, as the Open XML SDK may write it."""
    return re.sub(rb"<(/?)(?=\w)", rb"<\1x:", xml).replace(b"xmlns=", b"xmlns:x=")


def in_single_quotes(xml: bytes) -> bytes:
    """Every attribute in single quotes."""
    return xml.replace(b'"', b"'")


def place_last(xml: bytes) -> bytes:
    """The place of each cell after its other attributes."""
    return re.sub(rb'<c (r="\w+")([^>/]*)', rb"<c\2 \1", xml)


def without_places(xml: bytes) -> bytes:
    """Rows and cells that do not say where they are; no row may have a gap."""
    return re.sub(rb'(<(?:c|row)) r="\w+"', rb"\1", xml)


def on_lines(xml: bytes) -> bytes:
    """Every element and every attribute on a line of its own."""
    return re.sub(rb"(?=<(?:c|row|f|/c|/row)\b)", b"\n  ", xml).replace(b'" ', b'"\n')


def strict(xml: bytes) -> bytes:
    """In the namespace of ISO 29500 Strict."""
    xml = xml.replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
        b"http://purl.oclc.org/ooxml/officeDocument/",
    )
    return xml.replace(_MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")


Spelling = Callable[[bytes], bytes]
SPELLINGS: tuple[Spelling, ...] = (prefixed, in_single_quotes, place_last, without_places, on_lines, strict)
