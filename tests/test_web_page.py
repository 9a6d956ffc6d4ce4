"""Web pages that are called workbooks: every cell of every table, whatever their makers left out."""

import pytest

from warmth_cli.files.cell import Cell
from warmth_cli.files.refusals import Broken, CutOff
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.web_page import is_web_page, read_web_page


def rows(inside: str) -> list[list[Cell]]:
    [only] = read_web_page(f"<html><table>{inside}</table>".encode())
    return only.rows


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("张&nbsp;三 &lt;&#24352;&amp;amp;", "张\xa0三 <张&amp;"),
        ("<b>张</b><font color='>' face=\">\">三</font>", "张三"),
        ("一<br>二<BR/>三<p>四</p>", "一\n二\n三\n四"),
        ("一<!-- <td>x</td> -->二", "一二"),
        ("一<![if !mso]>二<![endif]>", "一二"),
        ("一<style>td {color: red} </td></style>二<script>if (a<b) '<td>'</script>", "一二"),
        ("<comment>批注</comment>一", "一"),
        ("一<!-->二<!-- x -->三", "一二三"),
        ("一<!--->二<!-- x -->三", "一二三"),
        ("一<!-- x --!>二<!-- x -->三", "一二三"),
        ("一<!-- x ->y -!> --> 二", "一 二"),
        ("一<!---->二<!----!>三<!---!>y-->四", "一二三四"),
        ("一<!--[if !mso]><!-->二<!--<![endif]-->三", "一二三"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("<o:p></o:p>一", "一"),
        ("<table><tr><td>二</table>一", "二一"),
    ],
)
def test_the_words_of_a_cell(cell: str, words: str) -> None:
    assert rows(f"<tr><td>{cell}</td><td>x</td></tr>") == [[words, "x"]]


@pytest.mark.parametrize(
    "inside",
    [
        "<tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>",
        "<TR><TD>1<TD>2<TR><TD>3<TD>4",
        "<td>1<td>2<tr><td>3<td>4",
        "<thead><tr><th>1<th>2</thead><tbody><tr><td>3<td>4</tbody>",
        "\n<tr >\n<td\nclass=a>1</td\n><td colspan=>2</td>\n</tr>\n<tr><td rowspan='x'>3<td rowspan=0>4",
    ],
)
def test_rows_and_cells_whatever_is_left_out(inside: str) -> None:
    assert rows(inside) == [["1", "2"], ["3", "4"]]


def test_cells_that_span_push_others_aside() -> None:
    table = "<tr><td rowspan=3>a<td colspan=2>b<td rowspan='2'>c<tr><td>d<td>e<tr><td>f<td>g<td>h"

    [sheet] = read_web_page(f"<table>{table}</table>".encode())

    assert sheet.rows == [["a", "b", "", "c"], ["", "d", "e"], ["", "f", "g", "h"]]
    assert sheet.merged == [(0, 0, 2, 0), (0, 1, 0, 2), (0, 3, 1, 3)]


def test_every_table_is_a_sheet_and_words_outside_are_none() -> None:
    page = "<html>x<table><tr><td>1</table>y<table><tr><td>2</td></tr><tr></tr><tr><td>3</table>z"

    sheets = read_web_page(page.encode())

    assert sheets == [Sheet("", False, [["1"]]), Sheet("", False, [["2"], [], ["3"]])]


@pytest.mark.parametrize(
    "piece", ["<!--", "<a '", '<a "', "<ta <", "<", "&", "<!", "<style>", "</ta", "<a b=\"'"]
)
def test_what_is_never_closed_ends(piece: str) -> None:
    assert read_web_page(b"<table><tr><td>1" + piece.encode() * 100_000)[0].rows[0][0] is not None


@pytest.mark.parametrize("piece", ["<td <", "</td", "<td title='x>2</td>", '<td title="x>2<td class="y">3'])
def test_what_would_swallow_a_cell_is_refused(piece: str) -> None:
    assert read_web_page(b"<table><tr><td title='a<b>c'>1</table>")[0].rows == [["1"]]

    with pytest.raises(Broken):
        read_web_page(f"<table><tr><td>1{piece * 2}".encode())


def test_a_page_that_ends_within_its_table_is_refused() -> None:
    whole = "<html><table><tr><td>1</td></tr><tr><td>2</td></tr></table></html>"
    assert read_web_page(whole.encode())[0].rows == [["1"], ["2"]]

    for end in (whole.index("</table"), whole.index("2</td"), whole.index("<tr><td>2")):
        with pytest.raises(CutOff):
            read_web_page(whole[:end].encode())


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('="340300198503020013"', "340300198503020013"),
        ("=&quot;340300198503020013&quot;", "340300198503020013"),
        ("=A1", "=A1"),
        ("<input type='text' value='张&amp;三'/>", "张&三"),
        ("<INPUT VALUE=张三>", "张三"),
        ("<input type=hidden value=7>张三<input type=button value=删除>", "张三"),
    ],
)
def test_what_a_cell_of_a_form_says(cell: str, words: str) -> None:
    assert rows(f"<tr><td>{cell}</table>") == [[words]]


def test_rows_whose_beginnings_are_left_out() -> None:
    assert rows("<td>1</td><td>2</td></tr><td>3</td><td>4</td></tr>") == [["1", "2"], ["3", "4"]]


WIDE = "<table><tr><td>1<td>2</tr><tr><td>3<td>4</tr></table>"


@pytest.mark.parametrize(
    ("page", "sheets"),
    [
        (f"<table><tr><td>a{WIDE}b</table>", [[["ab"]], [["1", "2"], ["3", "4"]]]),
        (f"<table><tr><td>a<table><tr><td>{WIDE}</table></table>c", [[["a"]], [["1", "2"], ["3", "4"]]]),
        (
            f"<table><tr><td>{WIDE}</table><table><tr><td>c</table>",
            [[[""]], [["1", "2"], ["3", "4"]], [["c"]]],
        ),
        (f"<table><tr><td>a<td>b<tr><td>{WIDE}<td>c</table>", [[["a", "b"], ["1234", "c"]]]),  # no wider
        ("<table><tr><td>a<table><tr><td>1<td>2</table></table>", [[["a12"]]]),  # one row
    ],
)
def test_a_table_that_only_lays_out_the_page_gives_way(page: str, sheets: list[list[list[Cell]]]) -> None:
    assert [sheet.rows for sheet in read_web_page(page.encode())] == sheets


@pytest.mark.parametrize("named", ["gb2312", "utf-8", "iso-8859-1", "windows-1252", "unicode_escape", "x"])
@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16"])
def test_an_encoding_that_cannot_be_is_not_believed(named: str, encoding: str) -> None:
    page = f"<html><meta charset='{named}'><table><tr><td>张三丰</table>"

    assert read_web_page(page.encode(encoding))[0].rows == [["张三丰"]]


@pytest.mark.parametrize("before", ["<!--" + "x" * 5000 + "-->", " \n" * 5000 + "<html>", "<div>" * 1000])
def test_a_page_is_known_however_far_down_its_table_begins(before: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert is_web_page(f"{before}<table><tr><td>1</table>".encode(encoding))
    assert not is_web_page(("a,b\n" * 5000 + "<table>").encode())


STYLE = (
    "<style><!-- .xl1, td.xl2:first-child {text-decoration: underline line-through;}"
    " .xl3 {color:red} --></style>"
)


@pytest.mark.parametrize(
    ("row", "struck"),
    [
        ("<tr><td><s>张三</s><td>1", {(0, 0)}),
        ("<tr><td>1<td>李四<STRIKE>张三</STRIKE>", {(0, 1)}),
        ("<tr><td><font><del>张三</font></table>", {(0, 0)}),
        ("<tr><td style='COLOR:red;TEXT-DECORATION: Line-Through'>张三<td>1", {(0, 0)}),
        ("<tr><td><span style='text-decoration-line:line-through'>张三", {(0, 0)}),
        ("<tr style='text-decoration:line-through'><td>张三<td>1<tr><td>李四", {(0, 0), (0, 1)}),
        ("<tr><td class=xl1>张三<td class='xl3 xl2'>1<td class=xl3>2", {(0, 0), (0, 1)}),
        ('<tr class="xl1"><td>张三<tr><td>李四', {(0, 0)}),
        ("<tr><td><s><s>张</s>三</s><td>1", {(0, 0)}),
        ("<tr><td class=xl1></td><td>1", set()),  # nothing stands in it
        ("<tr><td><s></s>张三<td><s><s></s> </s>1", set()),  # an icon
        ("<tr><td><s>张三<td>1", {(0, 0)}),  # what is not closed ends with its cell
        ("<tr><td style='text-decoration:none;text-line-through:none'>张三<td data-class=xl1>1", set()),
        ("<tr><td title='line-through'>张三<td><span>line-through", set()),
    ],
)
def test_struck_cells_are_told(row: str, struck: set[tuple[int, int]]) -> None:
    [sheet] = read_web_page(f"<html>{STYLE}<table>{row}</table>".encode())

    assert sheet.struck == struck


def test_hidden_rows_are_told() -> None:
    [sheet] = read_web_page(b"<table><tr><td>1<tr style='height:0; display : none'><td>2<tr><td>3</table>")

    assert sheet.hidden_rows == {1}


@pytest.mark.parametrize(
    ("about", "hidden"),
    [
        ("hidden", True),
        ('class="a" hidden=""', True),
        ("style='visibility: collapse'", True),
        ("style='overflow: hidden'", False),
        ("title='非hidden' data-hidden=1", False),
    ],
)
def test_whatever_hides_a_row_is_told(about: str, hidden: bool) -> None:
    [sheet] = read_web_page(f"<table><tr><td>1<tr {about}><td>2<tr><td>3</table>".encode())

    assert sheet.hidden_rows == ({1} if hidden else set())


HIDING = """<style type="text/css"><!--
  /* .x1 {display: none} */
  .h, td.x2 .s, span.k.j {color: red; DISPLAY : none !important}
  tr.v {visibility: collapse}
  .back {display: none} .back {display: block}
  .over:hover {display: none}
  @media print { .noprint {display: none} .x3 {display: none} }
--></style>"""


@pytest.mark.parametrize(
    ("about", "hidden"),
    [
        ("class=h", True),
        ("class='a h'", True),
        ("class=H", False),
        ("class=v", True),
        ("class=s", True),  # within something, which may be around it
        ("class=k", False),
        ("class='k j'", False),  # only a span
        ("class='h' style='display: table-row'", False),
        *((f"class={name}", False) for name in ("x1", "x2", "x3", "back", "over", "noprint")),
        ("title='display:none' data-style='display:none'", False),
        ("style='display:block'", False),
    ],
)
def test_rows_that_a_style_sheet_hides_are_told(about: str, hidden: bool) -> None:
    page = f"<html>{HIDING}<table><tr><td>1<tr {about}><td>2<tr><td>3</table>"

    [sheet] = read_web_page(page.encode())

    assert sheet.rows == [["1"], ["2"], ["3"]]
    assert sheet.hidden_rows == ({1} if hidden else set())


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("<span style='display:none'>1</span>21000", "21000"),
        ("21000<span hidden>9</span>", "21000"),
        ("2<b style='visibility:hidden'>1<b>5</b>6</b>1", "21"),
        ("<p hidden>1<p>2", "2"),
        ("<p hidden>1<p hidden>2<p>3", "3"),
        ("2<font class=h>1", "2"),  # ends with its cell
        ("2<font class=h>1<span>3</span>", "2"),
        ("<span class='j k'>1</span>2<b class='j k'>3</b>", "23"),
        ("<input value=7 style='display:none'>2<input value=3>", "23"),
        ("<span hidden>1<br>2<input value=3></span>4", "4"),
        ("<s hidden>1</s>2", "2"),
        ("<span class=s>1</span>2", "12"),  # what may be shown is read
        ("<span class=noprint>1</span>2", "12"),
        ("<span title='hidden'>1</span><i style='overflow:hidden'>2</i>", "12"),
        ("<span hidden>1</span>", ""),
        ("2<span hidden>1</span> <b>3</b>", "2 3"),
        ("<span hidden><table><tr><td>1</table></span>2", "2"),
    ],
)
def test_words_that_a_cell_does_not_show_are_none_of_it(cell: str, words: str) -> None:
    [sheet] = read_web_page(f"<html>{HIDING}<table><tr><td>a<td>{cell}<td>b</table>".encode())

    assert sheet.rows == [["a", words, "b"]]
    assert sheet.struck == set()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("欧阳德<span style='display:none'>明</span>", "欧阳德明"),
        ("欧阳<span style='display:none'>德</span><span style='display:none'>明</span> ", "欧阳德明"),
        ("<span style='display:none'>1</span>21000", "21000"),
    ],
)
def test_what_excel_has_no_room_to_show_is_of_its_cell(cell: str, words: str) -> None:
    page = f"<html><meta name=Generator content='Microsoft Excel 15'><table><tr><td>{cell}</td><td>1</table>"

    assert read_web_page(page.encode())[0].rows == [[words, "1"]]


@pytest.mark.parametrize(
    "style", [".a{" * 300_000, "/*" * 300_000, "@media{" * 100_000, "<!--" * 100_000, ".a," * 100_000 + "{"]
)
def test_a_style_sheet_of_anything_ends(style: str) -> None:
    assert read_web_page(f"<style>{style}</style><table><tr><td>1".encode())[0].rows == [["1"]]


def test_a_style_sheet_without_end_ends() -> None:
    page = "<style>" + ".a{" * 300_000 + "</style><table><tr><td>1"

    assert read_web_page(page.encode())[0].rows == [["1"]]


@pytest.mark.parametrize(
    ("about", "words", "cell"),
    [
        *(("sdval='50425.21'", "50,425", 50425.21), ('x:num="29999.99"', "30000.00", 29999.99)),
        *(('data-t="n" data-v="12"', "12", 12.0), ("x:num", "340300196001109000", 340300196001109000.0)),
        *(("x:num", "340300198503020021", "340300198503020021"), ("x:num", "0012345678", "0012345678")),
        ("x:num", "621700123456789", "621700123456789"),
        ('sdval="340300196001109000" sdnum="1033;0;0"', "340300196001109000", 340300196001109000.0),
        *(('x:num="44742"', "2022/6/30", "2022/6/30"), ('x:num="12000"', "1.2", "1.2")),
        *(('x:num="0.5"', "50%", "50%"), ('data-t="s" data-v="001"', "001", "001"), ("x:str", "12", "12")),
        *(("x:num='x'", "12", "12"), ("x:num='inf'", "12", "12"), ("", "12", "12")),
    ],
)
def test_a_number_is_the_one_that_the_cell_holds(about: str, words: str, cell: Cell) -> None:
    assert rows(f"<tr><td {about}>{words}</td><td>x</td></tr>") == [[cell, "x"]]


@pytest.mark.parametrize(
    ("shown", "said", "read"),
    [
        ("0", "0", 0.0),
        ("5", "5", 5.0),
        ("00", "0", "00"),
        ("0100200300", "100200300", "0100200300"),
        ("15400000001", "15400000001", 15400000001.0),
    ],
)
def test_digits_that_begin_with_a_zero_were_text(shown: str, said: str, read: Cell) -> None:
    [[cell, _]] = rows(f'<tr><td x:num="{said}">{shown}</td><td>x</td></tr>')
    assert (cell, type(cell)) == (read, type(read))
