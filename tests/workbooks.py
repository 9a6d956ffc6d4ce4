"""Workbooks of the kinds that no library writes, made record by record or part by part."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from xlwt.CompoundDoc import XlsDoc

Grid = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Error:
    """A cell that holds this error, by its code in Excel's files, like 0x2A for #N/A."""

    code: int
    formula: bool = False


@dataclass(frozen=True)
class Styled:
    """A number with the style of this index: 1 is a date, 2 a percentage, 3 in 万元."""

    number: float
    style: int


# --- .ods ---------------------------------------------------------------------------------------------------

_ODS_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "draw": "drawing",
    }.items()
)
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods_cell(value: object) -> str:
    """One cell as LibreOffice writes it."""
    match value:
        case None:
            return "<table:table-cell/>"
        case bool():
            about = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        case int() | float():
            about = f'office:value-type="float" office:value="{value}"'
        case date():
            about = f'office:value-type="date" office:date-value="{value}"'
        case _:
            about = 'office:value-type="string"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell {about}>{lines}</table:table-cell>"


def ods_rows(rows: Grid) -> str:
    """Rows as LibreOffice writes them."""
    return "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)


def ods(tables: Mapping[str, str], styles: str = "") -> bytes:
    """An .ods workbook of tables, given as what stands inside them."""
    body = "".join(
        f"<table:table table:name={quoteattr(name)}>{inside}</table:table>" for name, inside in tables.items()
    )
    content = (
        f"<office:document-content {_ODS_SPACES} {_CALC}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    return zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    )


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip package of these parts."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return packed.getvalue()


# --- .xlsb --------------------------------------------------------------------------------------------------


def record12(kind: int, body: bytes = b"") -> bytes:
    """One record of an .xlsb part."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(body)
    size = b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + body


def text12(text: str) -> bytes:
    """A text of an .xlsb part."""
    wide = text.encode("utf-16-le")
    return struct.pack("<I", len(wide) // 2) + wide


def cell12(column: int, value: object) -> bytes:
    """One cell of an .xlsb sheet; a text that begins with = is the text of a formula."""
    style = value.style if isinstance(value, Styled) else 0
    head = struct.pack("<II", column, style)
    match value:
        case None:
            return record12(1, head)
        case Error(code, formula):
            return record12(
                11 if formula else 3, head + bytes([code]) + (b"\0\0\0\0\0\0" if formula else b"")
            )
        case bool():
            return record12(4, head + bytes([value]))
        case int():
            return record12(2, head + struct.pack("<i", value << 2 | 2))
        case float():
            return record12(5, head + struct.pack("<d", value))
        case Styled(number, _):
            return record12(5, head + struct.pack("<d", number))
        case str() if value.startswith("="):
            return record12(8, head + text12(value[1:]) + bytes(10))
        case _:
            return record12(6, head + text12(str(value)))


def rows12(rows: Grid, hidden: Iterable[int] = (), first: int = 0) -> bytes:
    """The rows of an .xlsb sheet."""
    written = b""
    for number, row in enumerate(rows, first):
        about = struct.pack("<IIHBB", number, 0, 300, 0, 0x10 if number in hidden else 0)
        written += record12(0, about + bytes(5))
        written += b"".join(cell12(column, value) for column, value in enumerate(row) if value is not None)
    return written


def sheet12(rows: bytes, columns: bytes = b"", after: bytes = b"") -> bytes:
    """The part of an .xlsb sheet."""
    return (
        record12(129)
        + columns
        + record12(148, bytes(16))
        + record12(145)
        + rows
        + record12(146)
        + after
        + record12(130)
    )


_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    b"</Types>"
)


def _related(relations: str) -> bytes:
    relations = relations.replace("%s", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{relations}</Relationships>'.encode()


def xlsb(
    sheets: Mapping[str, bytes],
    hidden: Iterable[str] = (),
    strings: Sequence[str] = (),
    settings: bytes = b"",
    look: bytes = b"",
) -> bytes:
    """An .xlsb workbook of these sheets; styles are those of `Styled`, or the records `look`."""
    bundle = b"".join(
        record12(156, struct.pack("<II", int(name in hidden), number) + text12(f"rId{number}") + text12(name))
        for number, name in enumerate(sheets, 1)
    )
    bundle = record12(143) + bundle + record12(144)
    parts = [(n, "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)]
    parts += [(98, "sharedStrings", "sharedStrings.bin"), (99, "styles", "styles.bin")]
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="%s/{kind}" Target="{to}"/>' for n, kind, to in parts
    )
    formats = record12(44, struct.pack("<H", 176) + text12('0.00"万元"'))
    formats = record12(615, struct.pack("<I", 1)) + formats + record12(616)
    numbers = (0, 14, 10, 176)
    styles = b"".join(record12(47, struct.pack("<HH", 0, number) + bytes(12)) for number in numbers)
    styles = formats + record12(617, struct.pack("<I", len(numbers))) + styles + record12(618)
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _related(
                '<Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.bin"/>'
            ),
            "xl/workbook.bin": record12(131) + settings + bundle + record12(132),
            "xl/_rels/workbook.bin.rels": _related(relations),
            "xl/styles.bin": record12(278) + (look or styles) + record12(279),
            "xl/sharedStrings.bin": record12(159, struct.pack("<II", len(strings), len(strings)))
            + b"".join(record12(19, b"\0" + text12(each)) for each in strings)
            + record12(160),
            **{f"xl/worksheets/sheet{n}.bin": sheet for n, sheet in enumerate(sheets.values(), 1)},
        }
    )


# --- .xls of Excel 5 ----------------------------------------------------------------------------------------


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of an .xls stream."""
    return struct.pack("<HH", kind, len(body)) + body


def cell5(row: int, column: int, value: object) -> bytes:
    """One cell of an Excel 5 sheet."""
    style = value.style if isinstance(value, Styled) else 0
    head = struct.pack("<HHH", row, column, style)
    match value:
        case Error(code, False):
            return record(0x205, head + bytes([code, 1]))
        case Error(code, True):
            return record(0x06, head + bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF]) + bytes(8))
        case Styled(number, _):
            return record(0x203, head + struct.pack("<d", number))
        case int() | float():
            return record(0x203, head + struct.pack("<d", value))
        case _:
            text = str(value).encode("gb18030")
            return record(0x204, head + struct.pack("<H", len(text)) + text)


def stream5(name: str, rows: Grid, before: bytes = b"", about: bytes = b"") -> bytes:
    """The stream of an Excel 5 workbook with one sheet, in code page 936."""
    start = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + record(0x42, struct.pack("<H", 936)) + about
    start += record(0x31, struct.pack("<HHHHHBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0, 5) + b"Arial")
    code = '0.00"万元"'.encode("gb18030")
    start += record(0x41E, struct.pack("<HB", 176, len(code)) + code)
    start += b"".join(record(0xE0, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 14, 10, 176))
    title = name.encode("gb18030")
    place = len(start) + 4 + 7 + len(title) + 4
    start += record(0x85, struct.pack("<IBBB", place, 0, 0, len(title)) + title) + record(0x0A)
    sheet = record(0x809, struct.pack("<HHHH", 0x500, 16, 0, 0)) + before
    sheet += record(0x200, struct.pack("<HHHHH", 0, len(rows), 0, max(map(len, rows), default=0), 0))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet += cell5(number, column, value)
    return start + sheet + record(0x0A)


def xls5(path: Path, stream: bytes) -> Path:
    """Put a stream of Excel 5 into the container that it stands in."""
    XlsDoc().save(str(path), stream)
    data = path.read_bytes()
    old, new = "Workbook".encode("utf-16-le"), "Book".encode("utf-16-le")
    place = data.index(old)
    entry = bytearray(data[place : place + 128])
    entry[:64] = new + bytes(64 - len(new))
    entry[64:66] = struct.pack("<H", len(new) + 2)
    path.write_bytes(data[:place] + bytes(entry) + data[place + 128 :])
    return path
