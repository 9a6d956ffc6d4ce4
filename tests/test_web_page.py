"""Web pages that are called workbooks: every cell of every table, whatever their makers left out."""

import pytest

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.web_page import read_web_page


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
    "piece", ["<!--", "<a '", '<a "', "<td <", "<", "&", "<!", "<style>", "</td", "<a b=\"'"]
)
def test_what_is_never_closed_ends(piece: str) -> None:
    assert read_web_page(b"<table><tr><td>1" + piece.encode() * 300_000)[0].rows[0][0] is not None
