"""A grid that scrolls under its heading is two tables of a page, and one table of people."""

from pathlib import Path

import pytest

from people import resident_id
from test_roster import read
from warmth_cli.files.refusals import TooManyCells
from warmth_cli.files.web_page import read_web_page

HEADING = "<table><tr><th>户主姓名<th>身份证号<th>建档状态</tr></table>"
_PEOPLE = {"张春梅": resident_id(1), "李建国": resident_id(2)}
BODY = "".join(f"<tr><td>{name}<td>{number}<td>未建档</tr>" for name, number in _PEOPLE.items())
BODY = f"<table>{BODY}</table>"


def heights(page: str) -> list[int]:
    return [len(sheet.rows) for sheet in read_web_page(f"<html>{page}</html>".encode())]


@pytest.mark.parametrize(
    "page",
    [
        HEADING + BODY,
        f"<div>\n{HEADING}&nbsp;</div><!-- x -->\n<div>{BODY}</div>",
        f"{HEADING}<table><tr><td>{BODY}</td></tr></table>",
        HEADING.replace("</tr>", "<th></tr>") + BODY,  # over the scroll bar
        HEADING.replace("<table>", "<table><tr><th colspan=3>花名册</tr>") + BODY,
    ],
)
def test_the_heading_stands_over_the_people(tmp_path: Path, page: str) -> None:
    (tmp_path / "roster.xls").write_text(f"<html>{page}</html>")

    households = read(tmp_path / "roster.xls").households

    assert {each.name: each.id_number for each in households} == _PEOPLE


@pytest.mark.parametrize(
    "page",
    [
        f"{HEADING}<p>另表</p>{BODY}",  # words between them
        HEADING.replace("<th>建档状态", "") + BODY,
        HEADING.replace("</tr>", "<th>备注</tr>") + BODY,
        HEADING.replace("</tr>", "<th><th></tr>") + BODY,
        HEADING.replace("<tr>", "<tr><td>1</tr>" * 4 + "<tr>") + BODY,
        BODY + BODY,  # people are no heading
        "<table><tr><td>说明</table><table><tr><td>一<tr><td>二</table>",  # words one below the other
        BODY + HEADING,
    ],
)
def test_other_tables_stay_by_themselves(page: str) -> None:
    assert len(heights(page)) == 2


def test_a_second_grid_is_another_sheet() -> None:
    assert heights(HEADING + BODY + HEADING + BODY) == [3, 3]


def test_what_is_said_of_a_row_goes_with_it() -> None:
    body = "<table><tr style='display:none'><td>1<td>2<td>3<tr><td rowspan=2>4<td><s>5</s><td>6</table>"

    [sheet] = read_web_page(f"<html>{HEADING}{body}".encode())

    assert sheet.rows == [["户主姓名", "身份证号", "建档状态"], ["1", "2", "3"], ["4", "5", "6"]]
    assert (set(sheet.hidden_rows), set(sheet.struck), sheet.merged) == ({1}, {(2, 1)}, [(2, 0, 2, 0)])


@pytest.mark.parametrize("span", ["1500", "65000", "0", "999999"])
def test_a_cell_spans_the_rows_down_to_the_end_of_its_table(span: str) -> None:
    rows = f"<tr><td rowspan={span}>纺织厂工会</td><td>甲</td></tr>" + "<tr><td>乙</td></tr>" * 1400

    [sheet] = read_web_page(f"<table>{rows}</table>".encode())

    assert {tuple(row) for row in sheet.rows[1:]} == {("", "乙")}
    assert sheet.merged == [(0, 0, 1400, 0)]


def test_cells_that_all_span_to_the_end_are_held_as_far_as_they_reach() -> None:
    """A browser shows each of them one column further right."""
    [sheet] = read_web_page(f"<table>{'<tr><td rowspan=65000>甲</td></tr>' * 300}</table>".encode())

    assert [row.index("甲") for row in sheet.rows] == [*range(300)]


def test_cells_that_span_more_than_can_be_held_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warmth_cli.files.web_page.MOST_CELLS", 10_000)

    with pytest.raises(TooManyCells):
        read_web_page(f"<table>{'<tr><td rowspan=65000>甲</td></tr>' * 300}</table>".encode())
