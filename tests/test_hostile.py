"""Files made to harm: each ends in data or in one clear sentence, within bounds, and the process lives on."""

import io
import struct
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.chart import BarChart

from rosters import BOOK, RELATIONS, SHEET, head, part, with_parts, with_rows, write_roster
from test_xls import write_xls
from warmth_cli.files import apart
from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Broken, TooLarge, TooLong, TooMuch
from warmth_cli.files.workbook import Workbook, open_workbook
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster
from word_files import Row, docx, docx_table, word
from workbooks import ods, ods_rows, zipped

LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
BILLION = f"<!DOCTYPE a [<!ENTITY a0 'ha'>{LAUGHS}]>".encode()
DEEP = 300_000
LITTLE_MEMORY = "from warmth_cli.files import apart\napart.MEMORY = 2**29\n"


def opened(path: Path) -> Workbook:
    return open_workbook(path, Request(date(2022, 1, 6)), lambda _: None)


def refused(path: Path, says: str = "[a-z]") -> None:
    """The roster ends in one sentence and one remedy."""
    with pytest.raises(WarmthError, match=says) as stopped:
        read_roster(path, path.name, Request(date(2022, 1, 6)), lambda _: None)
    assert stopped.value.message.spoken("zh") != stopped.value.message.spoken("en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.xlsx"


# --- packages -----------------------------------------------------------------------------------------------


def test_a_part_that_unpacks_to_more_than_the_directory_says_is_refused() -> None:
    data = zipped({"a": b"1" * 1000})
    assert Package(data).read("a") == b"1" * 1000

    for size in (999, 1001, 10):
        liar = data.replace(struct.pack("<I", 1000), struct.pack("<I", size))
        with pytest.raises(Broken):
            Package(liar).read("a")


def test_a_part_that_changed_since_it_was_packed_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        package.writestr("a", "340300198503020013")
    data = packed.getvalue()
    assert Package(data).read("a") == b"340300198503020013"

    with pytest.raises(Broken):
        Package(data.replace(b"340300198503020013", b"340300198503020031")).read("a")


def test_parts_are_counted_and_weighed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"part{n}": bytes(100) for n in range(5)})
    for bound, most in (("MOST_PARTS", 5), ("MOST_BYTES", 100), ("MOST_TOGETHER", 500)):
        monkeypatch.setattr(f"warmth_cli.files.package.{bound}", most)
        assert len(Package(data).names) == 5
        monkeypatch.setattr(f"warmth_cli.files.package.{bound}", most - 1)
        with pytest.raises(TooLarge):
            Package(data)
        monkeypatch.undo()


def test_a_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warmth_cli.files.package._LONGEST_TEXT", 100)
    parts = {f"{n}.xml": b"<t/>" * 99 + b"<t>" + bytes(n) + b"</t>" + b"<t/>" * 99 for n in (96, 97)}
    package = Package(zipped({**parts, "b.bin": bytes(200)}))

    assert package.read("96.xml")
    assert package.read("b.bin")
    with pytest.raises(TooLong):
        package.read("97.xml")


def test_what_could_be_unpacked_in_two_ways_is_refused() -> None:
    data = zipped({"a": b"1"})
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as package:
        package.writestr("xl/A.xml", "1")
        package.writestr("xl\\a.xml", "2")

    for double in (data + b"\0", data + data, data[:-1], twice.getvalue()):
        if double == data + data:
            continue  # the second is what both readers take
        with pytest.raises(Broken):
            Package(double)


NONE = 0xFFFFFFFF


def with_zip_64(
    data: bytes, said: tuple[int, int, int] = (0xFFFF, NONE, NONE), more: int = 0, shift: int = 0
) -> bytes:
    """A package with the end record of zip64 and what the usual one says beside it; `more` parts and a
    `shift` of its place are lies."""
    end = data.rfind(b"PK\5\6")
    count, size, start = struct.unpack_from("<HII", data, end + 10)
    number = count + more
    record = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, number, number, size, start)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, end + shift, 1)
    return data[:end] + record + locator + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, said[0], *said, 0)


def test_a_small_workbook_with_the_records_of_a_large_one_is_read(path: Path) -> None:
    write_roster(path, [head(1), head(2)])
    small = path.read_bytes()
    count, size, start = struct.unpack_from("<HII", small, small.rfind(b"PK\5\6") + 10)
    sheets = opened(path).sheets

    for said in ((0xFFFF, NONE, NONE), (count, size, NONE), (count, size, start)):
        path.write_bytes(with_zip_64(small, said))
        assert opened(path).sheets == sheets


@pytest.mark.parametrize(
    "lie",
    [
        {"said": (1, NONE, NONE)},
        {"said": (0xFFFF, 1, NONE)},
        {"said": (0xFFFF, NONE, 0)},
        {"shift": 1},
        {"shift": -4},
    ],
    ids=str,
)
def test_two_directories_of_one_package_are_refused(lie: dict[str, Any]) -> None:
    with pytest.raises(Broken):
        Package(with_zip_64(zipped({"a": b"1", "b": b"2"}), **lie))


def test_a_package_that_says_it_has_millions_of_parts_is_refused() -> None:
    one = zipped({"a": b"1"})
    assert Package(with_zip_64(one)).read("a") == b"1"

    with pytest.raises(TooLarge):
        Package(with_zip_64(one, more=20_000))


def test_an_archive_within_an_archive_is_an_archive(path: Path) -> None:
    path.write_bytes(zipped({"inner.zip": zipped({"roster.xlsx": bytes(10**6)})}))

    refused(path, "is an archive")


def test_a_part_with_a_password_or_an_unknown_packing_is_refused(path: Path) -> None:
    data = write_roster(path, [head()]).read_bytes()
    place = data.rindex(b"PK\x01\x02")
    for offset, value in ((8, 1), (10, 14)):
        changed = bytearray(data)
        for start in (i for i in range(len(data) - 4) if data[i : i + 4] == b"PK\x01\x02"):
            changed[start + offset] = value
        path.write_bytes(bytes(changed))
        refused(path, "damaged")
    assert place


# --- XML ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "before"),
    [(BOOK, b' name="'), (RELATIONS, b' Target="'), (SHEET, b"<t>"), ("xl/styles.xml", b' name="')],
)
def test_entities_that_grow_without_end_do_not(path: Path, name: str, before: bytes) -> None:
    xml = part(write_roster(path, [head()]), name)
    assert before in xml

    refused(with_parts(path, {name: BILLION + xml.replace(before, before + b"&a11;")}), "damaged")


def test_entities_in_the_shared_strings_do_not_grow_either(path: Path) -> None:
    strings = BILLION + b"<sst><si><t>&a11;</t></si></sst>"
    with_rows(path, '<row r="1"><c r="A1" t="s"><v>0</v></c></row>')

    refused(with_parts(path, {"xl/sharedStrings.xml": strings}), "damaged")


@pytest.mark.parametrize(
    ("count", "ends"), [("2", False), ("30000000", False), ("30000001", True), ("4000000000", True)]
)
@pytest.mark.parametrize("spelt", ["uniqueCount='%s'", ' count="9" uniqueCount = " %s"'])
def test_a_count_of_shared_strings_is_not_believed(path: Path, count: str, ends: bool, spelt: str) -> None:
    with_rows(path, '<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    strings = f"<?xml version='1.0'?>\n<x:sst {spelt % count}><x:si><x:t>1</x:t></x:si></x:sst>"
    with_parts(path, {"xl/sharedStrings.xml": strings.encode()})

    if ends:
        refused(path, "damaged")
    else:
        assert opened(path).sheets[0].rows == [["1"]]


@pytest.mark.parametrize("name", [BOOK, RELATIONS, SHEET, "xl/styles.xml", "xl/sharedStrings.xml"])
def test_elements_that_are_nested_without_end(path: Path, name: str) -> None:
    write_roster(path, [head()])
    try:
        opened(with_parts(path, {name: b"<a>" * DEEP}))
        opened(with_parts(path, {name: b"<a>" * DEEP + b"</a>" * DEEP}))
    except WarmthError:
        pass


@pytest.mark.parametrize(
    "data",
    [
        ods({"a": "<table:table-row>" * DEEP}),
        ods({"a": "<table:table>" * 10}),
        ods({"a": "<table:table-row><table:table-cell>" + "<text:p>" * DEEP}),
        zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": BILLION + b"<a>&a11;</a>",
            }
        ),
        b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>"
        + b"<a>" * DEEP,
        BILLION + b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>&a11;</Workbook>",
        zipped({"word/document.xml": BILLION + b"<w:document>&a11;</w:document>"}),
        docx(docx_table("<w:tr>" * DEEP)),
        word([Row(["\x13" * DEEP])]),
        word([Row(["a"] * 250, range(251), silent=bool(n % 2)) for n in range(40)] + [Row(["\x0b" * DEEP])]),
        b"<html>" + b"<table><tr><td>" * DEEP,
        b"<html><table>" + b"<td colspan=1000 rowspan=1000>" * DEEP,
        b"<html><table>" + b"<tr><td rowspan=1000>" * 40_000,
        b"<html><table><tr><td>" + b"&#x110000;&#0;&a;" * DEEP,
    ],
    ids=[
        *(
            "rows",
            "tables",
            "text",
            "entities",
            "deep",
            "laughs",
            "docx laughs",
            "docx rows",
            "fields",
            "edges",
        ),
        *("html", "spans", "rowspans", "references"),
    ],
)
def test_other_xml_and_html_that_never_ends(path: Path, data: bytes) -> None:
    path.write_bytes(data)

    refused(path)


# --- text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("姓名,身份证号\n张三\0,1\n".encode(), "the first is line 2"),
        (b"a" * 10_000_000, "none of the kinds"),
        (b"," * 31_000_000, "more cells than any roster"),
        (b"," * 16_384, "more cells than any roster"),
        (b"," * 16_383, "no table of households"),
        (b'"' * 10_000_001, "[a-z]"),
        (b"a,b\n" * 3, "no table of households"),
    ],
    ids=["NUL", "one cell", "commas", "too wide", "wide", "quotes", "small"],
)
def test_text_without_end(path: Path, data: bytes, says: str) -> None:
    path.write_bytes(data)

    refused(path, says)


def test_more_text_than_any_roster_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"a,b\n" * 10)
    monkeypatch.setattr("warmth_cli.files.text._MOST_TEXT", 39)

    refused(path, "larger than any roster")


def test_more_lines_than_any_roster_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"\n" * 41)
    monkeypatch.setattr("warmth_cli.files.delimited._MOST_LINES", 40)

    refused(path, "more cells than any roster")


# --- workbooks ----------------------------------------------------------------------------------------------


def test_five_hundred_sheets_are_read(path: Path) -> None:
    book = openpyxl.Workbook()
    for number in range(499):
        book.create_sheet(f"第{number}页").append(["甲", number])
    book.save(path)

    assert [sheet.rows for sheet in opened(path).sheets][1:] == [[["甲", float(n)]] for n in range(499)]


def test_a_workbook_without_a_sheet_of_cells_has_no_households(path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("图").add_chart(BarChart())
    del book["Sheet"]
    book.save(path)
    refused(path, "no table of households")

    write_roster(path, [head()])
    none = part(path, BOOK).replace(b"<sheets>", b"<x>").replace(b"</sheets>", b"</x>")
    refused(with_parts(path, {BOOK: none}))


def test_macros_links_and_pictures_are_never_looked_at(path: Path) -> None:
    rubbish = dict.fromkeys(
        ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/media/image1.emf", "customUI/ui.xml"),
        b"\xff<!",
    )

    [sheet] = opened(with_parts(write_roster(path, [head()]), rubbish)).sheets

    assert "张春梅" in sheet.rows[1]


@pytest.mark.parametrize("name", ["a&amp;b", "&#128169;", "'quoted'!", " ", "x" * 300, "../../etc", "=1+1"])
def test_a_sheet_may_be_called_anything(path: Path, name: str) -> None:
    write_roster(path, [head()])
    book = part(path, BOOK).replace("花名册".encode(), name.encode())

    [table] = read_roster(
        with_parts(path, {BOOK: book}), "a", Request(date(2022, 1, 6)), lambda _: None
    ).tables

    assert len(table.households) == 1


def test_a_very_hidden_sheet_is_hidden(path: Path) -> None:
    write_roster(path, [head()], members=[{"name": "x"}])
    book = part(path, BOOK).replace(b'state="visible"', b'state="veryHidden"')

    assert [sheet.hidden for sheet in opened(with_parts(path, {BOOK: book})).sheets] == [True, True]


def test_a_million_rows_with_one_cell_are_held(path: Path) -> None:
    sheet = opened(with_rows(path, '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')).sheets[0]

    assert len(sheet.rows) == 1_048_576


@pytest.mark.parametrize("sector", [0, 1, 0xFFFFFFFE, 0xFFFFFFFF, 0x7FFFFFFF])
def test_a_container_whose_chain_never_ends(path: Path, sector: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # It takes all the memory that it may have: little here, so that it ends soon.
    monkeypatch.setattr(apart, "COMMAND", [sys.executable, "-c", f"{LITTLE_MEMORY}apart._main()"])
    data = bytearray(write_xls(path, [head()]).read_bytes())
    fat = 512 * (1 + struct.unpack_from("<I", data, 76)[0])
    for place in range(fat, fat + 512, 4):
        struct.pack_into("<I", data, place, sector)
    path.write_bytes(bytes(data))

    refused(path)


def test_a_cell_beyond_the_columns_of_an_old_workbook_ends_only_the_process_apart(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, 1.5)
    sheet.write(65_535, 255, 2.5)
    book.save(str(path))
    data = path.read_bytes()
    for kind in (struct.pack("<HHHH", 0x27E, 10, 65_535, 255), struct.pack("<HHHH", 0x203, 14, 65_535, 255)):
        data = data.replace(kind, kind[:-2] + b"\xff\xff")
    path.write_bytes(data)

    refused(path, "damaged")


# --- the process apart --------------------------------------------------------------------------------------


def test_who_dies_hangs_or_speaks_nonsense_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for words, seconds in (
        ("import os; os.abort()", 120),
        ("while True: pass", 1),
        ("print('nonsense')", 120),
        ("raise SystemExit(3)", 120),
        ("", 120),
    ):
        monkeypatch.setattr(apart, "COMMAND", [sys.executable, "-c", words])
        monkeypatch.setattr(apart, "SECONDS", seconds)
        with pytest.raises(TooMuch):
            apart.read_apart("ods", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot hold a process to its memory")
def test_a_process_is_held_to_its_memory() -> None:
    words = f"{LITTLE_MEMORY}apart.hold_memory()\ntry: bytearray(2**30)\nexcept MemoryError: print('held')"

    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)

    assert done.stdout == "held\n"


def test_what_is_sent_to_it_is_what_it_reads() -> None:
    [sheet] = apart.read_apart("ods", ods({"a": ods_rows([["甲" * 100_000, 1]])}))

    assert sheet.rows == [["甲" * 100_000, 1.0]]
