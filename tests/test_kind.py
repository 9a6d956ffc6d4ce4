"""Files that hold no roster are called by their kind, with what to do; whatever their name says."""

import struct
from datetime import date
from io import BytesIO
from pathlib import Path

import olefile
import pytest
from xlwt.CompoundDoc import XlsDoc

from rosters import head, write_roster
from test_xls import write_xls
from warmth_cli.files.kind import package_kind
from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Foreign, NotARoster
from warmth_cli.files.workbook import open_workbook
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster
from workbooks import zipped

TYPES = {"[Content_Types].xml": b"<Types/>"}
OFFICE = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
MANIFEST = (
    f'<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="a.xml" m:media-type="text/xml"/>'
    f'<m:file-entry m:full-path="/" m:media-type="{OPEN_DOCUMENT}spreadsheet"/></m:manifest>'
)


def container(path: Path, stream: str) -> bytes:
    """An office file of the years before 2007 with one stream of this name."""
    XlsDoc().save(str(path), bytes(5000))
    old, new = "Workbook".encode("utf-16-le"), stream.encode("utf-16-le")
    data = path.read_bytes()
    place = data.index(old)
    data = data[:place] + new + bytes(64 - len(new)) + struct.pack("<H", len(new) + 2) + data[place + 66 :]
    with olefile.OleFileIO(BytesIO(data)) as opened:
        assert opened.exists(stream)
    return data


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped(TYPES | {"ppt/presentation.xml": b""}), "is a presentation"),
        (zipped({"mimetype": f"{OPEN_DOCUMENT}text".encode()}), "is a text document"),
        (zipped({"mimetype": f"{OPEN_DOCUMENT}presentation".encode()}), "is a presentation"),
        (zipped({"Index/Document.iwa": b""}), "is a workbook of Apple Numbers"),
        (zipped({"名单.xlsx": b""}), "is an archive"),
        (zipped(TYPES), "none of the kinds"),
        (b"%PDF-1.7\n", "is a PDF document"),
        (b"{\\rtf1\\ansi", "is a text document"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is a picture"),
        (b"BM\x36\0\0\0\0\0\0\0", "is a picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "is a picture"),
        (b"\0\0\0\x18ftypheic", "is a picture"),
        (b"Rar!\x1a\x07\0", "is an archive"),
        (b"7z\xbc\xaf\x27\x1c\0", "is an archive"),
        (b"\x1f\x8b\x08\0", "is an archive"),
        (b"\x09\x04\x06\x00\0\0\x10\0", "is a workbook of Excel 4 or older"),
        (b"SQLite format 3\0", "is a database"),
        (b"\x03\x15\x0c\x03\x02\0\0\0\x61\0\x20\0" + bytes(20), "is a database"),
        (b"\x30\x15\x0c\x03\x02\0\0\0\x68\x01\x20\0" + bytes(20), "is a database"),
        (
            b'<?xml version="1.0"?>\n<office:document xmlns:office="' + OFFICE,
            "is an OpenDocument workbook as one",
        ),
        (b'<?xml version="1.0"?>\n<uof:UOF xmlns:uof="', "is a workbook of the Unified Office Format"),
        (b'ID;PCALCOOO32\r\nC;X1;Y1;K"x"\r\n', "is a SYLK workbook"),
        (b'TABLE\r\n0,1\r\n"x"\r\nVECTORS\r\n', "is a DIF workbook"),
        (b"\0\x01\0\0Standard ACE DB", "is a database"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", "is an e-mail or a web archive"),
        (b"From: <Saved by WPS>\r\nSubject:\r\nMIME-Version: 1.0\r\n", "is an e-mail or a web archive"),
    ],
)
def test_what_it_is_and_what_to_do(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(data)

    with pytest.raises(NotARoster, match=says):
        open_workbook(path, Request(date(2022, 1, 6)), lambda _: None)


@pytest.mark.parametrize(
    ("stream", "says"),
    [
        ("WpsContent", "is a text document"),
        ("PowerPoint Document", "is a presentation"),
        ("__properties_version1.0", "is an e-mail"),
        ("Contents", "none of the kinds"),
    ],
)
def test_old_office_files_of_another_kind(stream: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.wps"
    path.write_bytes(container(path, stream))

    with pytest.raises(NotARoster, match=says):
        open_workbook(path, Request(date(2022, 1, 6)), lambda _: None)


@pytest.mark.parametrize(
    "name", ["roster.wps", "roster.et", "roster.docx", "roster.csv", "roster.zip", "roster"]
)
def test_a_workbook_is_a_workbook_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    for path in (write_roster(tmp_path / name, [head()]), write_xls(tmp_path / name, [head()])):
        [household] = read_roster(path, name, Request(date(2022, 1, 6)), lambda _: None).households
        assert household.name == "张春梅"


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"xl/workbook.xml": b""}, "xlsx"),
        ({"XL\\Workbook.xml": b""}, "xlsx"),
        ({"word/document.xml": b""}, "docx"),
        ({"xl/workbook.bin": b""}, "xlsb"),
        ({"mimetype": f"{OPEN_DOCUMENT}spreadsheet".encode()}, "ods"),
        ({"mimetype": f"{OPEN_DOCUMENT}spreadsheet-template".encode()}, "ods"),
        ({"META-INF/manifest.xml": MANIFEST.encode()}, "ods"),
    ],
)
def test_packages_are_told_by_what_is_in_them(parts: dict[str, bytes], kind: str) -> None:
    assert package_kind(Package(zipped(parts))) == kind


@pytest.mark.parametrize("kind", Foreign.KINDS)
def test_every_kind_has_a_sentence_and_a_remedy_in_both_languages(kind: str) -> None:
    refusal = Foreign(kind).of(Path("a.xlsx"))

    assert isinstance(refusal, WarmthError)
    for words in (refusal.message, refusal.remedy):
        assert words.spoken("zh") != words.spoken("en")
