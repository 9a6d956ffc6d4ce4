"""A part of a workbook may be in UTF-16, or call its encoding otherwise: it says the same."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from rosters import BOOK, RELATIONS, SHEET, head, part, with_parts, write_roster
from warmth_cli.files.workbook import Workbook, open_workbook
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request
from workbooks import ods, ods_rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.xlsx"


def opened(path: Path) -> Workbook:
    return open_workbook(path, Request(date(2022, 1, 6)), lambda _: None)


def encoded(path: Path, says: str, encoding: str, *names: str) -> Path:
    """A roster some of whose parts, or all, are in another encoding."""
    write_roster(path, [head(1), head(2, name="欧阳德明")])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    some = {name: data for name, data in parts.items() if name in names or not names}
    declared = f'<?xml version="1.0" encoding="{says}"?>'.encode()
    plain = {name: declared + re.sub(rb"^<\?xml[^>]*\?>", b"", data) for name, data in some.items()}
    return with_parts(path, {name: data.decode().encode(encoding) for name, data in plain.items()})


@pytest.mark.parametrize(
    ("says", "encoding"),
    [
        ("UTF-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("utf8", "utf-8"),
        ("UTF8", "utf-8-sig"),
        ("GBK", "gbk"),
        ("gb2312", "gb18030"),
    ],
)
def test_parts_in_another_encoding_are_read(says: str, encoding: str, path: Path) -> None:
    write_roster(path, [head(1), head(2, name="欧阳德明")])
    sheets = opened(path).sheets

    for names in ((SHEET,), (BOOK, RELATIONS), ("xl/sharedStrings.xml", "xl/styles.xml")):
        assert opened(encoded(path, says, encoding, *names)).sheets == sheets


def test_all_parts_of_any_package_may_be_in_utf_16(path: Path) -> None:
    path.write_bytes(ods({"花名册": ods_rows([["姓名"]])}))
    sheets = opened(path).sheets
    with zipfile.ZipFile(path) as package:
        content = package.read("content.xml").decode()
    for encoding in ("utf-16", "utf-16-be"):
        about = '<?xml version="1.0" encoding="UTF-16"?>'
        with_parts(path, {"content.xml": (about + content).encode(encoding)})
        assert opened(path).sheets == sheets


def test_a_part_that_is_not_in_the_encoding_that_it_says_is_damaged(path: Path) -> None:
    odd = part(encoded(path, "UTF-16", "utf-16", SHEET), SHEET)[:-1]

    with pytest.raises(WarmthError, match="damaged"):
        opened(with_parts(path, {SHEET: odd}))
