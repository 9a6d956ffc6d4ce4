"""A roster says the same whatever kind of file it comes in, and whatever that file is called."""

import csv
import html
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from people import account, resident_id
from rosters import Row, head, member
from warmth_cli.files.delimited import rows_of
from warmth_cli.files.refusals import NoColumns, OpenQuote, OpenQuoteInLine
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.text import NotText
from warmth_cli.files.workbook import open_workbook
from warmth_cli.household import Household
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster

HEADINGS = ("填报单位", "户主姓名", "身份证号", "与户主关系", "建档状态", "困难类别", "银行账号", "备注")
KEYS = ("union", "name", "id_number", "relation", "file_status", "hardship", "account", "note")
ROWS: list[Row] = [head(1, note="住三楼,左\n二室"), member(2), head(3, name="欧阳德明", note="a|b;c\td")]
TABLE = [list(HEADINGS), *([str(row.get(key, "")) for key in KEYS] for row in ROWS)]

REQUEST = Request(date(2022, 1, 6))


def households(path: Path) -> list[Household]:
    roster = read_roster(path, "名单", REQUEST, lambda _: None)
    return [each._replace(sheet="", issues=()) for each in roster.households]


def expected() -> list[tuple[str | None, str | None, str | None, int]]:
    return [
        ("张春梅", resident_id(1), account(1), 1),
        ("欧阳德明", resident_id(3), account(3), 0),
    ]


def essence(path: Path) -> list[tuple[str | None, str | None, str | None, int]]:
    return [(each.name, each.id_number, each.account, len(each.members)) for each in households(path)]


def delimited(delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(TABLE)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"], ids=["comma", "tab", "semicolon", "bar"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_delimited_text_in_any_encoding_is_read(encoding: str, delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.xls"
    path.write_bytes(delimited(delimiter).encode(encoding))

    assert essence(path) == expected()
    assert households(path)[0].note == "住三楼,左 二室"


def test_a_number_that_excel_damaged_before_it_wrote_the_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(delimited(",").replace(resident_id(1), "3.40300E+17"), encoding="gb18030")

    [first, _] = read_roster(path, "名单", REQUEST, lambda _: None).households

    assert [issue.code for issue in first.issues if issue.field == "id_number"] == ["id-damaged"]


ROSTER = ["姓名,身份证号,困难类别,备注", "张三,1,深度困难,住院", "李四,2,深度困难,", "王五,3,深度困难,出院"]


@pytest.mark.parametrize(
    ("line", "quoted", "last"),
    [
        (1, '张三,1,深度困难,"住院', 4),
        (3, '王五,3,深度困难,"出院', 4),
        (0, '"姓名,身份证号,困难类别,备注', 4),
    ],
)
def test_a_quote_that_is_never_closed_is_refused_with_its_line(line: int, quoted: str, last: int) -> None:
    lines = [*ROSTER[:line], quoted, *ROSTER[line + 1 :]]

    with pytest.raises(OpenQuote) as caught:
        rows_of("\n".join(lines), REQUEST.is_heading)

    assert caught.value.args == (line + 1, last)


def test_two_lost_quotes_do_not_swallow_the_rows_between_them() -> None:
    lines = [ROSTER[0], '张三,1,深度困难,"住院', ROSTER[2], '王五,3,深度困难,出院"', "赵六,4,深度困难,"]

    with pytest.raises(OpenQuote) as caught:
        rows_of("\r\n".join(lines), REQUEST.is_heading)

    assert caught.value.args == (2, 4)


QUOTED = [",".join(f'"{cell}"' for cell in line.split(",")) for line in ROSTER]


@pytest.mark.parametrize("line", range(4))
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_a_quote_that_is_lost_at_the_end_of_a_line_does_not_swallow_the_next(line: int, end: str) -> None:
    whole = end.join(QUOTED) + end
    assert [",".join(map(str, row)) for row in rows_of(whole, REQUEST.is_heading)] == ROSTER
    lines = [*QUOTED[:line], QUOTED[line][:-1], *QUOTED[line + 1 :]]

    with pytest.raises(OpenQuote) as caught:
        rows_of(end.join(lines) + end, REQUEST.is_heading)

    assert caught.value.args == (line + 1, min(line + 2, 4))


@pytest.mark.parametrize("line", [0, 3])
@pytest.mark.parametrize("cell", range(3))
def test_a_quote_that_is_lost_within_a_line_does_not_shift_it(line: int, cell: int) -> None:
    cells = QUOTED[line].split(",")
    cells[cell] = cells[cell][:-1]
    lines = [*QUOTED[:line], ",".join(cells), *QUOTED[line + 1 :]]

    with pytest.raises(OpenQuoteInLine) as caught:
        rows_of("\n".join(lines), REQUEST.is_heading)

    assert caught.value.args == (line + 1, line + 1)


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('"张三","1","深度困难","住院\n自费,""左""\n"', ["张三", "1", "深度困难", '住院\n自费,"左"\n']),
        ('"张三" ,"1","深度\n困难"  ,"住院" ', ["张三 ", "1", "深度\n困难  ", "住院 "]),
        ('"张三","1","深度困难","他说"好",就好"', ["张三", "1", "深度困难", '他说好"', '就好"']),
        ('"张"三,1', ["张三", "1"]),
    ],
)
def test_quotes_that_are_closed_are_no_open_ones(line: str, row: list[str]) -> None:
    assert rows_of(f"{QUOTED[0]}\n{line}\n{QUOTED[2]}\n", REQUEST.is_heading)[1] == row


def test_a_cell_longer_than_any_is_an_open_quote_where_lines_are_in_it() -> None:
    with pytest.raises(OpenQuote):
        rows_of('"' + "a,1\n" * 50_000, REQUEST.is_heading)
    with pytest.raises(NotText):
        rows_of('"' + "a" * 200_000, REQUEST.is_heading)


def test_a_cell_of_several_lines_is_one_cell() -> None:
    text = '姓名,身份证号,困难类别,备注\n张三,1,深度困难,"住院,\n自费"\n李四,2,深度困难,5" 屏\n'

    assert rows_of(text, REQUEST.is_heading)[1:] == [
        ["张三", "1", "深度困难", "住院,\n自费"],
        ["李四", "2", "深度困难", '5" 屏'],
    ]


@pytest.mark.parametrize("delimiter", [", ", ";  ", "\t "])
def test_a_cell_may_be_quoted_after_a_space(delimiter: str) -> None:
    lines = (delimiter.join(f'"{cell}"' for cell in line.split(",")) for line in ROSTER[:2])

    assert rows_of("\n".join(lines), REQUEST.is_heading) == [line.split(",") for line in ROSTER[:2]]


@pytest.mark.parametrize("between", ["   ", "，", "、", "~"])
def test_a_text_without_columns_says_so(between: str) -> None:
    with pytest.raises(NoColumns):
        rows_of("\n".join(ROSTER).replace(",", between), REQUEST.is_heading)


@pytest.mark.parametrize("cell", ['="340300198503020013"', '"=""340300198503020013"""'])
def test_a_formula_that_only_says_text_is_that_text(cell: str) -> None:
    assert rows_of(f"姓名,身份证号\n张三,{cell}\n", REQUEST.is_heading)[1] == ["张三", "340300198503020013"]
    assert rows_of("姓名,身份证号\n张三,=B1\n", REQUEST.is_heading)[1] == ["张三", "=B1"]


def listed(lines: Sequence[str], end: str = "", others: int = 2) -> bytes:
    """A text of these lines under a heading, and so many others that one can tell how wide they are."""
    heading = "序号,户主姓名,身份证号,建档状态,困难类别,银行账号,开户银行,备注"
    rows = range(1, others + 1)
    above = [f"{row},张春梅,{resident_id(row)},在档,深度困难,{account(row)},虚构银行," for row in rows]
    return ("\r\n".join([heading, *above, *lines]) + end).encode("gb18030")


WHOLE = f"3,李国强,{resident_id(3)},在档,深度困难,{account(3)},虚构银行,"
TO_ACCOUNT = WHOLE.index(",虚构银行")


@pytest.mark.parametrize(
    "length", [1, 2, 4, 10, 24, TO_ACCOUNT - 10, TO_ACCOUNT - 1, TO_ACCOUNT, len(WHOLE) - 1]
)
def test_a_text_that_ends_within_its_last_line_is_refused(length: int, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(listed([WHOLE[:length]]))

    with pytest.raises(WarmthError) as refused:
        read_roster(path, "roster.csv", REQUEST, lambda _: None)

    assert "ends in the middle of its table" in refused.value.message.spoken("en")


SHORT = WHOLE[:TO_ACCOUNT]


@pytest.mark.parametrize(
    ("data", "households"),
    [
        (listed([WHOLE]), 3),
        (listed([SHORT], "\r\n"), 3),  # that line is whole, as whoever wrote it meant it
        (listed([SHORT], "\n"), 3),
        (listed([SHORT, WHOLE]), 4),
        (listed([SHORT, SHORT[:-1]]), 4),  # nobody wrote a comma for a blank
        (listed(["合计,2户"]), 2),
        (listed([",共2户"]), 2),
        (listed(["制表人：王五,,日期：2022年1月"]), 2),
        (listed(["", "说明：以上情况属实"]), 2),
        (listed([SHORT], others=1), 2),  # too few lines to tell how wide they are
    ],
)
def test_a_last_line_without_an_end_may_be_whole(data: bytes, households: int, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(data)

    assert len([*read_roster(path, "roster.csv", REQUEST, lambda _: None).households]) == households


def web_page(cell: str = "td") -> str:
    lines = "".join(
        "<tr>" + "".join(f"<{cell}>{html.escape(text)}</{cell}>" for text in row) + "</tr>" for row in TABLE
    )
    return f'<table><tr><td colspan="8">2022年困难职工<b>花名册</b></td></tr>{lines}</table>'


@pytest.mark.parametrize(
    "page",
    [
        web_page().encode("utf-8"),
        b'<html><meta charset="gb2312">' + web_page().encode("gb18030"),
        web_page().replace("</td>", "").replace("</tr>", "").encode("utf-8"),
        ("<!DOCTYPE html><html><body><table><tr><td>说明</td></tr></table>" + web_page()).encode("utf-8"),
    ],
    ids=["plain", "declared gb2312", "without end tags", "second table of a page"],
)
def test_a_table_of_a_web_page_is_read(page: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_bytes(page)

    assert essence(path) == expected()


def test_cells_that_span_rows_and_columns_keep_the_others_in_their_places(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<table><tr><td rowspan=2>一<td colspan=2>二<td>三<tr><td>四<td>五<td>六<tr><td>七</table>", "utf-8"
    )

    [sheet] = open_workbook(path, REQUEST, lambda _: None).sheets

    assert sheet.rows == [["一", "二", "", "三"], ["", "四", "五", "六"], ["七"]]
    assert sheet.merged == [(0, 0, 1, 0), (0, 1, 0, 2)]


def spreadsheetml(rows: str, styles: str = "") -> str:
    space = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:'
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook {space}spreadsheet">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="花名册"><Table>{rows}</Table></Worksheet></Workbook>'
    )


def test_spreadsheetml_2003_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    cells = [
        "".join(f'<Cell><Data ss:Type="String">{escape(text)}</Data></Cell>' for text in row) for row in TABLE
    ]
    path.write_text(spreadsheetml("".join(f"<Row>{row}</Row>" for row in cells)), "utf-8")

    assert essence(path) == expected()


@pytest.mark.parametrize(
    ("says", "encoding"),
    [("GB2312", "gb18030"), ("gbk", "gb18030"), ("GB18030", "gb18030"), ("GBK", "utf-8")],
)
def test_spreadsheetml_may_be_in_the_encoding_of_chinese_systems(
    says: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "old.xls"
    page = spreadsheetml("<Row><Cell><Data>户主姓名</Data></Cell></Row>")
    page = page.replace('version="1.0"', f'version="1.0" encoding="{says}"')
    path.write_bytes(page.encode(encoding))

    [sheet] = open_workbook(path, REQUEST, lambda _: None).sheets

    assert (sheet.name, sheet.rows) == ("花名册", [["户主姓名"]])


def test_places_types_and_merges_of_spreadsheetml(tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    path.write_text(
        spreadsheetml(
            '<Row ss:Index="2"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="Number">3</Data></Cell>'
            '<Cell><Data ss:Type="Error">#N/A</Data></Cell>'
            '<Cell><Data ss:Type="DateTime">2021-12-03T00:00:00.000</Data></Cell></Row>'
        ),
        "utf-8",
    )

    [sheet] = open_workbook(path, REQUEST, lambda _: None).sheets

    assert isinstance(sheet, Sheet)
    [empty, row] = sheet.rows
    assert empty == []
    assert [str(cell) for cell in row] == ["", "3.0", "", "Faulty(text='#N/A')", "2021-12-03 00:00:00"]
    assert sheet.merged == [(1, 1, 1, 2)]


def test_rows_without_content_are_counted_and_not_held(tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    row = '<Row><Cell ss:Index="2"><Data>x</Data></Cell><Cell ss:Index="16384"/></Row>'
    empty = '<Row><Cell ss:Index="40"/></Row>'
    path.write_text(spreadsheetml(f"{row}{empty}{empty}{row}{empty}"), "utf-8")

    [sheet] = open_workbook(path, REQUEST, lambda _: None).sheets

    assert sheet.rows == [["", "x"], [], [], ["", "x"]]


@pytest.mark.parametrize(
    ("cell", "struck"),
    [
        ('<Cell ss:StyleID="own"><Data>张三</Data></Cell>', True),
        ('<Cell ss:StyleID="below"><Data>张三</Data></Cell>', True),  # from its parent
        ('<Cell ss:StyleID="undone"><Data>张三</Data></Cell>', False),
        ('<Cell ss:StyleID="own"/>', False),
        ('<Cell><ss:Data><S xmlns="http://www.w3.org/TR/REC-html40">张</S>三</ss:Data></Cell>', True),
        ("<Cell><Data>张三</Data></Cell>", False),
    ],
)
def test_struck_cells_of_spreadsheetml_are_told(cell: str, struck: bool, tmp_path: Path) -> None:
    styles = (
        '<Style ss:ID="own"><Font ss:StrikeThrough="1"/></Style>'
        '<Style ss:ID="below" ss:Parent="own"><Font ss:Bold="1"/></Style>'
        '<Style ss:ID="undone" ss:Parent="own"><Font ss:StrikeThrough="0"/></Style>'
    )
    path = tmp_path / "old.xml"
    path.write_text(spreadsheetml(f"<Row/><Row>{cell}</Row>", styles), "utf-8")

    [sheet] = open_workbook(path, REQUEST, lambda _: None).sheets

    assert sheet.struck == ({(1, 0)} if struck else set())


def test_another_unit_comes_from_the_parent_of_a_style(tmp_path: Path) -> None:
    styles = '<Style ss:ID="a"><NumberFormat ss:Format="0!.0,"/></Style><Style ss:ID="b" ss:Parent="a"/>'
    path = tmp_path / "old.xml"
    cell = '<Cell ss:StyleID="b"><Data ss:Type="Number">1</Data></Cell>'
    path.write_text(spreadsheetml(f"<Row>{cell}</Row>", styles), "utf-8")

    [sheet] = open_workbook(path, REQUEST, lambda _: None).sheets

    assert sheet.formats == {0: {"0!.0,": 0}}


def test_comments_of_spreadsheetml_are_told(tmp_path: Path) -> None:
    words = "<B xmlns='http://www.w3.org/TR/REC-html40'>王:</B>&#10;已去世"
    note = f"<Comment ss:Author='王'><ss:Data>{words}</ss:Data></Comment>"
    person = f"<Cell><Data ss:Type='String'>张三</Data>{note}</Cell><Cell>{note.replace('已', '未')}</Cell>"
    path = tmp_path / "roster.xml"
    path.write_text(spreadsheetml(f"<Row/><Row>{person}<Cell><Comment/></Cell></Row>"), "utf-8")

    [sheet] = open_workbook(path, REQUEST, lambda _: None).sheets

    assert sheet.rows == [[], ["张三"]]
    assert sheet.comments == {(1, 0): "王:\n已去世", (1, 1): "王:\n未去世"}


@pytest.mark.parametrize(
    "data",
    [
        spreadsheetml('<Row ss:Index="99999999"><Cell/></Row>').encode(),
        spreadsheetml('<Row><Cell ss:Index="99999999"/></Row>').encode(),
        spreadsheetml('<Row/><Row ss:Index="5"/><Row ss:Index="5"><Cell/></Row>').encode(),
        spreadsheetml('<Row ss:Index="0"><Cell/></Row>').encode(),
        spreadsheetml("<Row>").encode(),
        spreadsheetml("").replace("?>", "?><!DOCTYPE a [<!ENTITY b 'c'>]>", 1).encode(),
        b"<table>" + b"<tr><td rowspan=1000 colspan=1000>x" * 40,
        b"<table>" * 5000,
        b",\n" * 100_000,
    ],
    ids=["far row", "far column", "row before", "row 0", "broken", "entities", "spans", "nested", "commas"],
)
def test_a_hostile_file_ends_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "hostile.xls"
    path.write_bytes(data)

    with pytest.raises(WarmthError) as caught:
        households(path)

    assert str(path.name) in caught.value.message.spoken("zh") or "名单" in caught.value.message.spoken("zh")
