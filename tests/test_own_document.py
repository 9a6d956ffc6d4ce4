"""A list of the program is known as such when Excel or LibreOffice saved it in another format."""

import struct
from pathlib import Path

import pytest
from xlwt.CompoundDoc import XlsDoc

from warmth_cli.files.kind import has_property
from warmth_cli.files.package import Package
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
