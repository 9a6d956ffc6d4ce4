"""Any file that is named becomes sheets of typed cells, or one sentence that says why not."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from people import resident_id
from rosters import (
    BOOK,
    RELATIONS,
    SHEET,
    SPELLINGS,
    Formula,
    Spelling,
    head,
    part,
    with_parts,
    with_rows,
    write_roster,
)
from warmth_cli.files.cell import Cell, Faulty
from warmth_cli.files.workbook import Workbook, open_workbook
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster


def opened(path: Path) -> Workbook:
    return open_workbook(path, Request(date(2022, 1, 6)), lambda _: None)


def cells(path: Path) -> list[list[Cell]]:
    [sheet] = opened(path).sheets
    return sheet.rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.xlsx"


def with_faults(path: Path) -> Path:
    """A roster with errors, formulas without value, a damaged number and a date, and no gap in its rows."""
    rows = [
        head(1, removed_on=date(2021, 12, 3), household_size=3),
        head(2, removed_on="#N/A", household_size=Formula("=1+2")),
        head(3, id_number=340300198503020013, removed_on=Formula("=NOW()"), household_size="#DIV/0!"),
    ]
    return write_roster(path, rows)


# --- what is no workbook ------------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BAD_PLACE = b"<worksheet><sheetData><row><c r='$A$1'><v>1</v></c></row></sheetData></worksheet>"
CDATA = b"<worksheet><sheetData><row><c t='str'><v><![CDATA[x]]></v></c></row></sheetData></worksheet>"
BAD_STRING = b"<worksheet><sheetData><row><c t='s'><v>99</v></c></row></sheetData></worksheet>"


def refused(path: Path, says: str) -> None:
    """The file ends in one sentence and one remedy, in both languages."""
    with pytest.raises(WarmthError) as stopped:
        read_roster(path, "roster.xlsx", Request(date(2022, 1, 6)), lambda _: None)
    for sentence in (stopped.value.message, stopped.value.remedy):
        assert re.search("[一-龥]", sentence.spoken("zh"))
        assert re.search("[a-z]", sentence.spoken("en"))
    assert says in stopped.value.message.spoken("en")


def test_no_file_and_a_folder_are_refused(path: Path, tmp_path: Path) -> None:
    refused(path, "There is no file")
    refused(tmp_path / ("a" * 300), "cannot be read")
    refused(tmp_path, "is a folder")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        ("姓名,身份证号".encode("gb18030"), "no table of households"),
        (b"<html><table></table></html>", "no table of households"),
        (bytes(range(256)), "none of the kinds"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "damaged"),
        (OLE + "Workbook".encode("utf-16-le") + bytes(512), "damaged"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_other_bytes_are_refused_whatever_their_name(path: Path, content: bytes, says: str) -> None:
    path.write_bytes(content)
    refused(path, says)


@pytest.mark.parametrize("kept", [3000, -200, -1])
def test_a_file_cut_off_is_refused(path: Path, kept: int) -> None:
    write_roster(path, [head()])
    path.write_bytes(path.read_bytes()[:kept])
    refused(path, "damaged")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (BOOK, None, "none of the kinds"),
        (SHEET, None, "damaged"),
        (RELATIONS, None, "damaged"),
        (BOOK, b"", "damaged"),
        (BOOK, b"<workbook><sheets>", "damaged"),
        (RELATIONS, b"<Relationships/>", "damaged"),
        (SHEET, b"<worksheet><sheetData><row r='1'><c r='A1'><v>1", "damaged"),
        (SHEET, BAD_PLACE, "damaged"),
        (SHEET, BAD_STRING, "damaged"),
        (SHEET, BAD_STRING.decode().encode("utf-16"), "damaged"),  # calamine would give no rows
        (SHEET, CDATA, "damaged"),  # calamine would give a blank
    ],
)
def test_a_bad_part_is_refused(path: Path, name: str, content: bytes | None, says: str) -> None:
    refused(with_parts(write_roster(path, [head()]), {name: content}), says)


def test_what_unpacks_beyond_measure_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_roster(path, [head()])
    size = path.stat().st_size
    monkeypatch.setattr("warmth_cli.files.workbook.MOST_BYTES", size - 1)
    with pytest.raises(WarmthError, match="larger than any roster"):
        opened(path)
    monkeypatch.undo()
    with_parts(path, {"xl/media/image1.png": bytes(10 * size)})
    monkeypatch.setattr("warmth_cli.files.package.MOST_BYTES", 9 * size)
    with pytest.raises(WarmthError, match="larger than any roster"):
        opened(path)


# --- far cells ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        '<c r="XFD1048576" t="inlineStr"><is><t> </t></is></c>',
        '<c r="XFD1048576"><f>1</f></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<x:c r="XFD1048576"><x:v>1</x:v></x:c>',
        '<c s="0" t="n" r="XFD1048576"><v>1</v></c>',
        '<c r="xfd1048576"><v>1</v></c>',
        '<c r="B5000000000"><v>1</v></c>',
        '<c r="ABCDEFG1"><v>1</v></c>',
    ],
)
def test_a_stray_cell_far_away_is_named(path: Path, cell: str) -> None:
    near = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    with_rows(path, f"{near.format(1)}<row>{cell}</row>{near.format(9)}")
    with pytest.raises(WarmthError, match=r"stray cell at (XFD1048576|B5,000,000,000|ABCDEFG1),"):
        opened(path)


@pytest.mark.parametrize(
    "torn",
    [
        "<c ",
        "<c>",
        "<c r=",
        "<c><f ",
        "<c><f>",
        '<c r="A1"><f/> ',
        '<c t="e"><v>',
        '<c r="A1" t="e">',
        '<c r="A1"><f>',
    ],
)
def test_torn_cells_end(path: Path, torn: str) -> None:
    with_rows(path, torn * 50_000)
    with pytest.raises(WarmthError):
        opened(path)


def test_cells_without_place_are_counted_too(path: Path) -> None:
    wide = "<c/>" * 16000 + "<c><v>1</v></c>"
    path = with_rows(path, f"<row>{wide}</row>" + "<row/>" * 2000 + "<row><c><v>1</v></c></row>")
    with pytest.raises(WarmthError, match="stray cell"):
        opened(path)


def test_the_limit_is_on_what_must_be_held(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warmth_cli.files.row_markup.MOST_CELLS", 1_000_000)
    rows = 1_000_000 // 1000
    wide = '<row r="1"><c r="ALL1"><v>1</v></c></row><row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    assert len(cells(with_rows(path, wide.format(rows)))) == rows
    with pytest.raises(WarmthError, match=f"stray cell at ALL1|A{rows + 1}"):
        opened(with_rows(path, wide.format(rows + 1)))


def test_formatted_cells_without_content_are_nothing(path: Path) -> None:
    row = '<row r="{0}"><c r="A{0}" s="0"/><c r="AMJ{0}" s="0"/></row>'
    empty = "".join(row.format(number) for number in range(2, 5000))
    far = '<row r="1048576"><c r="XFD1048576" s="0"/><c r="XFD1048576" s="0"></c></row>'
    assert cells(with_rows(path, f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}{far}')) == [[1.0]]


@pytest.mark.parametrize("dimension", ["A1:XFD1048576", "A1", "XFD1048576", "A1:A1"])
def test_the_dimension_is_not_believed(path: Path, dimension: str) -> None:
    good = opened(with_faults(path))
    xml = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{dimension}"'.encode(), part(path, SHEET))
    assert opened(with_parts(path, {SHEET: xml})).sheets == good.sheets


def test_a_sheet_without_rows_has_none(path: Path) -> None:
    openpyxl.Workbook().save(path)
    assert cells(path) == []
    assert cells(with_parts(path, {SHEET: b"<worksheet><sheetData/></worksheet>"})) == []


# --- cells that calamine gives as blanks --------------------------------------------------------------------


def test_an_error_and_a_formula_without_value_are_marked(path: Path) -> None:
    rows = cells(with_faults(path))
    assert [row[-2:] for row in rows[1:]] == [
        [date(2021, 12, 3), 3.0],
        [Faulty("#N/A"), Faulty("=…")],
        [Faulty("=…"), Faulty("#DIV/0!")],
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><f>1</f><v>3</v></c>', 3.0),
        ('<c r="A1"><f>1</f><v>0</v></c>', 0.0),
        ('<c r="A1" t="str"><f>B1</f><v>张三</v></c>', "张三"),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', ""),
        ('<c r="A1" t="str"><f>B1</f><v/></c>', ""),
        ('<c r="A1" t="b"><f>B1</f><v>1</v></c>', True),
        ('<c r="A1" t="shared"/>', ""),
        ('<c r="A1" t="inlineStr"><is><t>t="e" &lt;f> "e"</t></is></c>', 't="e" <f> "e"'),
        ('<c r="A1"><f>1</f></c>', Faulty("=…")),
        ('<c r="A1"><f>1</f><v/></c>', Faulty("=…")),
        ('<c r="A1"><f>1</f><v> </v></c>', Faulty("=…")),
        ('<c r="A1"><f t="shared" si="0"/><v></v></c>', Faulty("=…")),
        ('<c r="A1"><f t="shared" si="0"/></c>', Faulty("=…")),
        ('<c r="A1" t="str"><f>B1</f></c>', Faulty("=…")),
        ('<c r="A1">\n <f ca="1">1&gt;0</f>\n <v></v>\n</c>', Faulty("=…")),
        ('<c r="A1" t="e"><v>#N/A</v></c>', Faulty("#N/A")),
        ('<c t="e" s="0" r="A1"><f>1/0</f><v>#DIV/0!</v></c>', Faulty("#DIV/0!")),
        ("<c t = 'e' r = 'A1'><v>#REF!</v></c>", Faulty("#REF!")),
        ('<c r="A1" t="e"><v>#SPILL!</v></c>', Faulty("#SPILL!")),
        ('<c r="A1" t="e"><f>A2#</f><v>Err:502</v></c>', Faulty("Err:502")),
        ("<c r='A1' s='0' t='e'><f>A2</f> <v>#GETTING_DATA</v></c>", Faulty("#GETTING_DATA")),
        ('<c r="A1"><v>3</v><f>1</f></c>', Faulty("3")),
        ('<c r="A1" t="str"><v>张三</v>\n<f>B1</f></c>', Faulty("张三")),
        ('<c r="A1" t="str"><v/><f>B1</f></c>', ""),
        ('<c r="A1" t="inlineStr"><v>张三</v></c>', Faulty("张三")),
        ('<c r="A1" t="inlineStr"><f>B1</f><v>a&amp;b</v></c>', Faulty("a&b")),
        ('<c r="A1" t="inlineStr"><is><t>张</t></is><v>三</v></c>', Faulty("张三")),
        ('<c r="A1" t="inlineStr"><is>张三</is></c>', Faulty("张三")),
        ("<c r='A1' t='inlineStr'><v>张三</v></c>", Faulty("张三")),
        ('<c r="A1" t="inlineStr">\n<is>\n<t>张三</t>\n</is>\n</c>', "张三"),
        ('<c r="A1" t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r></is></c>', "张三"),
        ('<c r="A1" t="inlineStr"><is><t>张三</t><rPh sb="0" eb="1"><t>zhang</t></rPh></is></c>', "张三"),
        ('<c r="A1" t="inlineStr"><is><t/></is></c>', ""),
        ('<c r="A1" t="inlineStr"><v></v></c>', ""),
        ('<c r="A1"><v>12</v><v>34</v></c>', Faulty("1234")),
        ('<c r="A1"><v>1<!-- 2 -->3</v></c>', Faulty("13")),
        ('<c r="A1"><!-- 2 --><v>13</v></c>', 13.0),
        ('<c r="A1"><v>1&#51;</v></c>', Faulty("13")),
        ("<c r='A1' t='b'><v>&#x31;</v></c>", Faulty("1")),
        ('<c r="A1" t="str"><v>1&#51;&amp;</v></c>', "13&"),
        ('<c r="A1" t="str"><v>a_x000D_\nb&#10;c</v></c>', "a\r\nb\nc"),
        ('<c r="A1" t="d"><v>2021-12-03</v></c>', date(2021, 12, 3)),
        ('<c r="A1" t="e"/>', ""),
        ('<c r="A1" t="e"><v></v></c>', Faulty("#")),
    ],
)
def test_what_a_cell_holds(path: Path, cell: str, value: Cell) -> None:
    rows = cells(with_rows(path, f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>'))
    assert rows[0][0] == value
    assert rows[0][1] == 1.0


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize(("number", "value"), [("1", "李四"), ("-1", Faulty("-1")), ("二", Faulty("二"))])
def test_a_shared_string_has_a_number(path: Path, quote: str, number: str, value: Cell) -> None:
    """calamine takes the first of them for whatever is no number."""
    cell = f'<c r="A1" t="s"><v>{number}</v></c>'.replace('"', quote)
    strings = "<sst><si><t>张三</t></si><si><t>李四</t></si></sst>".encode()
    with_parts(with_rows(path, f'<row r="1">{cell}</row>'), {"xl/sharedStrings.xml": strings})

    assert cells(path)[0][0] == value


def test_a_faulty_cell_beyond_all_others_is_marked(path: Path) -> None:
    path = with_rows(path, '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><f>1</f></c></row>')
    assert cells(path)[2] == ["", "", Faulty("=…")]


def test_a_zero_that_was_never_reckoned_is_no_value(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1+2")
        sheet.write_formula(0, 1, "=1+2", None, 3)
        sheet.write_number(0, 2, 0)
    assert cells(path) == [[Faulty("=…"), 3.0, 0.0]]


# --- the same roster from other programs --------------------------------------------------------------------


@pytest.mark.parametrize("spell", SPELLINGS)
@pytest.mark.parametrize("name", [SHEET, BOOK, RELATIONS])
def test_other_spellings_of_a_part_read_the_same(path: Path, spell: Spelling, name: str) -> None:
    good = opened(with_faults(path))
    with_parts(path, {name: spell(part(path, name))})
    assert opened(path).sheets == good.sheets


SECOND = "xl/worksheets/sheet2.xml"


def test_sheets_are_found_wherever_they_lie_and_in_the_books_order(path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["first"])
    chart = book.create_chartsheet("图")
    chart.add_chart(BarChart())
    second = book.create_sheet("二")
    second.append(["#N/A"])
    book.move_sheet(second, -2)
    book.save(path)
    relations = part(path, RELATIONS).replace(b"/xl/worksheets/sheet", b"sheets/")
    moved = {"xl/Sheets/1.xml": part(path, SHEET), "xl\\sheets\\2.XML": part(path, SECOND)}
    with_parts(path, {**moved, SHEET: None, SECOND: None, RELATIONS: relations})
    assert [(sheet.name, sheet.rows) for sheet in opened(path).sheets] == [
        ("二", [[Faulty("#N/A")]]),
        ("Sheet", [["first"]]),
        ("图", []),
    ]


def test_two_sheets_of_one_name_are_refused(path: Path) -> None:
    write_roster(path, [head()], members=[{"head_id": resident_id(1)}])
    book = part(path, BOOK).replace("家庭成员".encode(), "花名册".encode())
    with pytest.raises(WarmthError, match="damaged"):
        opened(with_parts(path, {BOOK: book}))


def test_shared_strings_may_be_rich_or_empty(path: Path) -> None:
    numbered = "".join(f'<c r="{"ABCD"[index]}1" t="s"><v>{index}</v></c>' for index in range(4))
    rich = '<si><r><t>张</t></r><r><rPr><b/></rPr><t>三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si>'
    strings = f"<sst>{rich}<si/><si><t/></si><si><t>a&amp;b</t></si></sst>"
    path = with_rows(path, f'<row r="1">{numbered}</row>')
    assert cells(with_parts(path, {"xl/sharedStrings.xml": strings.encode()})) == [["张三", "", "", "a&b"]]


@pytest.mark.parametrize("options", [{}, {"constant_memory": True}])
def test_xlsxwriter_reads_as_openpyxl(path: Path, tmp_path: Path, options: dict[str, bool]) -> None:
    rows = [head(1, removed_on=date(2021, 12, 3)), head(2, removed_on=None, phone=" ")]
    good = cells(write_roster(tmp_path / "openpyxl.xlsx", rows))
    path = tmp_path / "xlsxwriter.xlsx"
    with xlsxwriter.Workbook(path, {**options, "default_date_format": "yyyy年m月d日"}) as book:
        sheet = book.add_worksheet("花名册")
        border = book.add_format({"border": 1, "quote_prefix": True})
        for number, row in enumerate(good):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell, border if isinstance(cell, str) else None)
        sheet.write_blank(3000, 0, None, border)
    assert cells(path) == good


def test_days_of_an_old_mac_are_the_same_days(path: Path) -> None:
    write_roster(path, [head(removed_on=1, phase_out_until=1, file_status="已退档")])
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    for name, number_format in (("J2", "yyyy-mm-dd"), ("K2", "General")):
        book.worksheets[0][name].value = 43071
        book.worksheets[0][name].number_format = number_format
    book.save(path)
    [household] = read_roster(path, "roster.xlsx", Request(date(2022, 1, 6)), lambda _: None).households
    assert (household.removed_on, household.phase_out_until) == (date(2021, 12, 3), date(2021, 12, 3))


def test_reading_tells_how_far_it_is(path: Path) -> None:
    shares: list[float] = []
    write_roster(path, [head()], members=[{"head_id": resident_id(1)}])
    open_workbook(path, Request(date(2022, 1, 6)), shares.append)
    assert shares == [0.5, 1.0]
