"""Workbooks of LibreOffice and WPS: every cell as it is stored, and nothing held that is not there."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from time import perf_counter
from zipfile import ZipFile

import pytest

from rosters import head
from warmth_cli.files.cell import Cell, Faulty
from warmth_cli.files.number_format import hides_zero
from warmth_cli.files.ods import read_ods
from warmth_cli.files.refusals import Broken, Locked, TooManyCells
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.workbook import open_workbook
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster
from workbooks import ods, ods_rows, zipped

CELL, ROW, COLUMN = "table:table-cell", "table:table-row", "table:table-column"
A = "<text:p>a</text:p>"


def sheet(inside: str, styles: str = "") -> Sheet:
    [only] = read_ods(ods({"花名册": inside}, styles))
    return only


def cell(about: str, inside: str = "") -> Cell:
    """What the first of two cells holds."""
    one = f"<{CELL} office:value-type='float' office:value='1'/>"
    row = f"<{ROW}><{CELL} {about}>{inside}</{CELL}>{one}</{ROW}>"
    [[first, second]] = sheet(row).rows
    assert second == 1
    return first


def content_of(data: bytes) -> bytes:
    """The part of a workbook that holds its tables."""
    with ZipFile(BytesIO(data)) as package:
        return package.read("content.xml")


def test_a_roster_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    rows = [head(1), head(2, note="甲\n乙")]
    names = {"name": "户主姓名", "id_number": "身份证号", "file_status": "建档状态", "note": "备注"}
    table = ods_rows([list(names.values()), *([row.get(key) for key in names] for row in rows)])
    path = tmp_path / "roster.xls"
    path.write_bytes(ods({"花名册": table}))

    [first, second] = read_roster(path, "名单", Request(date(2022, 1, 6)), lambda _: None).households

    assert (first.row, first.name, first.id_number) == (2, "张春梅", rows[0]["id_number"])
    assert (second.row, second.note) == (3, "甲 乙")


@pytest.mark.parametrize(
    ("about", "inside", "value"),
    [
        ("office:value-type='float' office:value='1200.5'", "<text:p>1,200.50</text:p>", 1200.5),
        ("office:value-type='currency' office:value='3'", "<text:p>￥3</text:p>", 3.0),
        ("office:value-type='boolean' office:boolean-value='true'", "<text:p>是</text:p>", True),
        ("office:value-type='date' office:date-value='2021-12-03'", "", date(2021, 12, 3)),
        (
            "office:value-type='date' office:date-value='2021-12-03T10:30:00'",
            "",
            datetime(2021, 12, 3, 10, 30),
        ),
        ("office:value-type='string'", "<text:p>张<text:span>春</text:span>梅</text:p>", "张春梅"),
        ("office:value-type='string' office:string-value='a'", "", "a"),
        ("", "<text:p>a</text:p>", "a"),
        (
            "office:value-type='string'",
            "<text:p>a</text:p>\n <text:p>b<text:s text:c='2'/>c</text:p>",
            "a\nb  c",
        ),
        ("office:value-type='string'", "<text:p>a<text:tab/>b<text:line-break/>c</text:p>", "a\tb\nc"),
        (
            "office:value-type='string'",
            "<text:p><text:ruby><text:ruby-base>张</text:ruby-base><text:ruby-text>zhang</text:ruby-text>"
            "</text:ruby></text:p>",
            "张",
        ),
        (
            "office:value-type='string'",
            "<office:annotation><text:p>批注</text:p></office:annotation><text:p>a</text:p>",
            "a",
        ),
        ("office:value-type='string'", "<draw:frame><text:p>框</text:p></draw:frame><text:p>a</text:p>", "a"),
        ("table:formula='of:=1+2' office:value-type='float' office:value='3'", "<text:p>3</text:p>", 3.0),
        ("table:formula='of:=\"\"' office:value-type='string' office:string-value=''", "", ""),
    ],
)
def test_what_a_cell_holds(about: str, inside: str, value: Cell) -> None:
    assert cell(about, inside) == value


@pytest.mark.parametrize(
    ("about", "inside", "text"),
    [
        ("calcext:value-type='error' office:value-type='string'", "<text:p>#N/A</text:p>", "#N/A"),
        (
            "table:formula='of:=1/0' office:value-type='float' office:value='0'",
            "<text:p>#DIV/0!</text:p>",
            "#DIV/0!",
        ),
        ("table:formula='of:=X' office:value-type='string'", "<text:p>Err:508</text:p>", "Err:508"),
        ("table:formula='of:=1+2'", "", "=…"),
        ("table:formula='of:=A1' office:value-type='string'", "", "=…"),
        ("office:value-type='float'", "", "=…"),
        ("office:value-type='float' office:value='x'", "<text:p>12</text:p>", "12"),
        (
            "office:value-type='date' office:date-value='2021-02-30'",
            "<text:p>2021-2-30</text:p>",
            "2021-2-30",
        ),
    ],
)
def test_a_cell_without_a_sure_value_is_faulty_and_no_blank(about: str, inside: str, text: str) -> None:
    assert cell(about, inside) == Faulty(text)


def test_what_is_repeated_empty_is_counted_and_not_held() -> None:
    far = f"<{CELL} table:number-columns-repeated='16384'/>"
    empty = f"<{ROW} table:number-rows-repeated='1048570'>{far}</{ROW}>"
    near = ods_rows([["a", None, "b"]])

    assert sheet(near + empty).rows == [["a", "", "b"]]
    assert sheet(f"<{ROW} table:number-rows-repeated='2'>{far}</{ROW}>{near}").rows == [
        [],
        [],
        ["a", "", "b"],
    ]


def test_what_is_repeated_full_is_as_many_cells() -> None:
    twice = f"<{CELL} table:number-columns-repeated='2'>{A}</{CELL}>"
    row = f"<{ROW} table:number-rows-repeated='3'>{twice}</{ROW}>"

    assert sheet(row).rows == [["a", "a"]] * 3


@pytest.mark.parametrize(
    "row",
    [
        f"<{ROW} table:number-rows-repeated='1048576'><{CELL} table:number-columns-repeated='16384'>{A}"
        f"</{CELL}></{ROW}>",
        f"<{ROW}><{CELL} table:number-columns-repeated='999999999'>{A}</{CELL}></{ROW}>",
        f"<{ROW}><{CELL} table:number-columns-repeated='999999999'/><{CELL}>{A}</{CELL}></{ROW}>",
        f"<{ROW} table:number-rows-repeated='999999999'/><{ROW}><{CELL}>{A}</{CELL}></{ROW}>",
    ],
    ids=["full", "wide", "far column", "far row"],
)
def test_a_table_that_could_not_be_held_is_refused(row: str) -> None:
    with pytest.raises(TooManyCells):
        sheet(row)


def test_merged_cells_keep_what_they_cover() -> None:
    covered = "<table:covered-table-cell><text:p>b</text:p></table:covered-table-cell>"
    rows = (
        f"<{ROW}><{CELL} table:number-columns-spanned='2' table:number-rows-spanned='2'><text:p>a</text:p>"
        f"</{CELL}>{covered}</{ROW}>"
    )

    assert sheet(rows + ods_rows([["c"]])).merged == [(0, 0, 1, 1)]
    assert sheet(rows).rows == [["a", "b"]]


def test_hidden_rows_and_columns_are_told() -> None:
    columns = (
        f"<{COLUMN}/><{COLUMN} table:visibility='collapse'/><{COLUMN} table:visibility='collapse'"
        " table:number-columns-repeated='16382'/>"
    )
    filtered = ods_rows([["b", "c"]]).replace(f"<{ROW}>", f"<{ROW} table:visibility='filter'>")
    table = columns + ods_rows([["a", "b"]]) + filtered

    only = sheet(table)

    assert (set(only.hidden_rows), set(only.hidden_columns), only.hidden) == ({1}, {1}, False)


def test_a_hidden_sheet_is_told() -> None:
    styles = (
        "<style:style style:name='ta2' style:family='table'><style:table-properties table:display='false'/>"
        "</style:style>"
    )
    body = ods({"藏": ods_rows([["a"]])}, styles)
    content = content_of(body).replace(b"<table:table ", b"<table:table table:style-name='ta2' ")

    [only] = read_ods(zipped({"content.xml": content}))

    assert only.hidden


def test_numbers_in_another_unit_are_told_by_column() -> None:
    formats = {
        1: "<number:number number:display-factor='1000'/>",
        2: "<number:number/><number:text>万元</number:text>",
        3: "<number:currency-symbol>¥</number:currency-symbol><number:number/>",
    }
    styles = "".join(
        f"<number:number-style style:name='N{n}'>{inside}</number:number-style>"
        f"<style:style style:name='ce{n}' style:family='table-cell' style:data-style-name='N{n}'/>"
        for n, inside in formats.items()
    )
    number = "office:value-type='float' office:value='1'"
    table = (
        f"<{COLUMN}/><{COLUMN} table:default-cell-style-name='ce2'/><{COLUMN}/><{COLUMN}/><{ROW}>"
        f"<{CELL} table:style-name='ce1' {number}/><{CELL} {number}/>"
        f"<{CELL} table:style-name='ce3' {number}/>"
        f"<{CELL} office:value-type='percentage' office:value='0.5'/></{ROW}>"
    )

    assert sorted(sheet(table, styles).formats) == [0, 1, 3]


@pytest.mark.parametrize(("positive", "told"), [("元/月", True), ("", False)])
def test_a_format_for_numbers_above_0_is_told_too(positive: str, told: bool) -> None:
    """As LibreOffice writes 0"元/月";-0: the style of the rest maps to that of these."""
    styles = (
        f"<number:number-style style:name='N1P0'><number:number/><number:text>{positive}</number:text>"
        "</number:number-style><number:number-style style:name='N1'><number:text>-</number:text>"
        "<number:number/>"
        "<style:map style:condition='value()&gt;=0' style:apply-style-name='N1P0'/></number:number-style>"
        "<style:style style:name='ce1' style:family='table-cell' style:data-style-name='N1'/>"
    )
    cell = f"<{CELL} table:style-name='ce1' office:value-type='float' office:value='1'/>"

    assert bool(sheet(f"<{ROW}>{cell}</{ROW}>", styles).formats) == told


@pytest.mark.parametrize(
    ("own", "above", "struck"),
    [
        ("style:text-line-through-style='solid'", "", True),
        ("style:text-line-through-type='double'", "", True),
        ("style:text-line-through-style='none'", "style:text-line-through-style='solid'", False),
        ("style:font-name='a'", "style:text-line-through-style='solid'", True),
        ("style:font-name='a'", "", False),
    ],
)
def test_struck_cells_are_told(own: str, above: str, struck: bool) -> None:
    styles = (
        f"<style:style style:name='above' style:family='table-cell'><style:text-properties {above}/>"
        "</style:style><style:style style:name='own' style:family='table-cell'"
        f" style:parent-style-name='above'><style:text-properties {own}/></style:style>"
    )
    cell = f"<{CELL} table:style-name='own' table:number-columns-repeated='2'>{A}</{CELL}>"
    empty = f"<{CELL} table:style-name='own'/>"
    table = f"<{ROW}><{CELL}>{A}</{CELL}></{ROW}><{ROW} table:number-rows-repeated='2'>{cell}{empty}</{ROW}>"

    found = sheet(table, styles).struck

    assert found == ({(1, 0), (1, 1), (2, 0), (2, 1)} if struck else set())


def test_a_cell_without_a_style_has_that_of_its_row_or_column() -> None:
    styles = (
        "<style:style style:name='struck' style:family='table-cell'>"
        "<style:text-properties style:text-line-through-style='solid'/></style:style>"
    )
    column = f"<{COLUMN} table:default-cell-style-name='{{}}' table:number-columns-repeated='{{}}'/>"
    columns = "".join(
        column.format(*each) for each in (("plain", 1), ("struck", 2), ("plain", 1), ("struck", 1))
    )
    cells = f"<{CELL}>{A}</{CELL}>" * 6
    own = f"<{CELL} table:style-name='plain'>{A}</{CELL}>" * 6
    rows = f"<{ROW}>{cells}</{ROW}><{ROW}>{own}</{ROW}>"
    rows += f"<{ROW} table:default-cell-style-name='plain'>{cells}</{ROW}>"

    assert sheet(columns + rows, styles).struck == {(0, 1), (0, 2), (0, 4)}
    assert sheet(rows, styles).struck == set()


def test_an_element_for_each_of_many_columns_takes_no_longer() -> None:
    """Each cell sought its column from the first on: two minutes, for 16,384 columns of 40 rows."""
    column = f"<{COLUMN} table:default-cell-style-name='ce1'/>"
    row = ods_rows([[1] * 16_384])
    read = [column.replace("/>", " table:number-columns-repeated='16384'/>"), column * 16_384]

    one, each = (min(_seconds(columns + row * 2) for _ in range(2)) for columns in read)

    assert each < 4 * one


def _seconds(table: str) -> float:
    book = ods({"花名册": table})
    begun = perf_counter()
    read_ods(book)
    return perf_counter() - begun


def test_struck_words_within_a_cell_are_told() -> None:
    style = "<style:style style:name='T1' style:family='text'><style:text-properties"
    style += " style:text-line-through-style='solid'/></style:style>"
    words = "<text:p>李四<text:span text:style-name='T1'>张三</text:span></text:p>"
    table = f"<{ROW}><{CELL}>{A}</{CELL}><{CELL}>{words}</{CELL}><{CELL}>{A}</{CELL}></{ROW}>"

    assert sheet(table, style).struck == {(0, 1)}


def test_undone_changes_and_linked_tables_are_no_cells() -> None:
    undone = f"<table:tracked-changes><{CELL}><text:p>x</text:p></{CELL}></table:tracked-changes>"
    content = content_of(ods({"a": ods_rows([["a"]])})).replace(
        b"<table:table ", undone.encode() + b"<table:table ", 1
    )

    assert [each.rows for each in read_ods(zipped({"content.xml": content}))] == [[["a"]]]


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ({"content.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, Broken),
        ({"content.xml": b"<a>"}, Broken),
        ({}, Broken),
        ({"META-INF/manifest.xml": b"<manifest:encryption-data/>", "content.xml": b"?"}, Locked),
    ],
    ids=["entities", "broken", "no content", "password"],
)
def test_a_bad_part_is_refused(parts: dict[str, bytes], refusal: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(refusal):
        read_ods(zipped(parts))

    path = tmp_path / "roster.ods"
    mimetype = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
    path.write_bytes(zipped(mimetype | parts))
    with pytest.raises(WarmthError):
        open_workbook(path, Request(date(2022, 1, 6)), lambda _: None)


def test_what_a_comment_on_a_cell_says() -> None:
    note = (
        "<office:annotation><dc:creator>王</dc:creator><dc:date>2022-01-05</dc:date>"
        "<text:p>已<text:span>去</text:span>世</text:p><text:p>王</text:p></office:annotation>"
    )
    cells = f"<table:table-cell/><table:table-cell>{note}<text:p>张三</text:p></table:table-cell>"
    empty = f"<table:table-cell>{note.replace('已', '未')}</table:table-cell>"
    silent = "<table:table-cell><office:annotation><text:p/></office:annotation></table:table-cell>"
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in (cells, empty, silent))
    inside = f"<table:shapes>{note}</table:shapes>{table}".replace("dc:", "text:")

    [sheet] = read_ods(ods({"a": inside}))

    assert sheet.rows == [["", "张三"]]
    assert sheet.comments == {(0, 1): "已去世\n王", (1, 0): "未去世\n王"}


ZERO = "office:value-type='float' office:value='0'"


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        *(("<text:p/>", True), ("<text:p>无</text:p>", True)),
        *(("<text:p>0.00</text:p>", False), ("<text:p> - </text:p>", False), ("", False)),
    ],
)
def test_a_zero_that_is_not_shown_is_told(words: str, hidden: bool) -> None:
    shown = sheet(f"<{ROW}><{CELL} {ZERO}>{words}</{CELL}></{ROW}>")
    assert any(map(hides_zero, shown.formats.get(0, ()))) is hidden


@pytest.mark.parametrize(
    ("parts", "hides"),
    [("month day", True), ("year month day", False), ("year month", False), ("era month day", False)],
)
def test_a_day_that_is_shown_without_its_year_is_told(parts: str, hides: bool) -> None:
    pieces = "".join(f"<number:{part}/>" for part in parts.split())
    styles = (
        f"<number:date-style style:name='N1'>{pieces}</number:date-style>"
        "<style:style style:name='ce1' style:data-style-name='N1'/>"
    )
    day = "table:style-name='ce1' office:value-type='date' office:date-value='2021-06-30'"
    shown = sheet(f"<{ROW}><{CELL} {day}/></{ROW}>", styles)
    assert bool(shown.formats.get(0)) is hides


@pytest.mark.parametrize(("shows", "hidden"), [("false", True), ("true", False)])
def test_a_workbook_that_shows_no_zeros_is_told(shows: str, hidden: bool) -> None:
    data = BytesIO(ods({"花名册": f"<{ROW}><{CELL} {ZERO}/></{ROW}>"}))
    with ZipFile(data, "a") as package:
        setting = f'<config:config-item config:name="ShowZeroValues" config:type="boolean">{shows}<'
        package.writestr("settings.xml", setting)
    assert [each.zeros_hidden for each in read_ods(data.getvalue())] == [hidden]
