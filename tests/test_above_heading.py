"""What stands above the first heading that is known: titles, and people who must not be lost."""

from itertools import repeat

import pytest

from layouts import Line, adds_up, codes, people, sheet, table
from people import account, resident_id
from warmth_cli.reading.headings.heading_rows import HeadingFinder
from warmth_cli.reading.headings.vocabulary import vocabulary

HEADING: Line = ["姓名", "身份证号", "建档状态", "银行账号"]
PERSON: Line = ["张三", resident_id(1), "在档", account(1)]


@pytest.mark.parametrize("number", [resident_id(2), "340300850302002", 340300198503020000])
@pytest.mark.parametrize("above", [[], [["救助对象", "证件", "状态"]]])
def test_people_above_the_heading_are_reported(number: str | int, above: list[Line]) -> None:
    row = len(above) + 1
    found = table([*above, ["李四", number, "在档"], HEADING, PERSON])
    assert people(found) == [("张三", [])]
    assert codes(found.issues) == [("row-above-heading", str(row))]
    assert found.unreadable_rows == 1


def test_titles_above_the_heading_are_nobody() -> None:
    found = table([["花名册"], ["联系电话：", "0552-1234567"], ["填报日期", "20220106"], HEADING, PERSON])
    assert (found.unreadable_rows, found.issues[1:]) == (0, ())


@pytest.mark.parametrize("rows", [39, 40, 41, 500])
def test_a_heading_may_stand_far_down(rows: int) -> None:
    own: Line = ["监护人", "", "困难职工", "", "", ""]
    heading, person = ["姓名", "电话", *HEADING], ["李四", "0552-1234567", *PERSON]
    found = table([*repeat(["填表须知：请如实填写。"], rows), own, heading, person])
    assert adds_up(found)
    assert [(household.row, household.name) for household in found.households] == [(rows + 3, "张三")]


def test_the_name_of_another_is_no_households_where_nobody_knows_the_words_for_its_own() -> None:
    rows: list[Line] = [
        ["救助对象", "监护人", "", "建档情况", ""],
        ["", "姓名", "身份证号", "建档状态", "困难类别"],
        ["张三", "李四", resident_id(2), "在档", "深度困难"],
    ]
    assert HeadingFinder(sheet(rows), vocabulary()).first(40) is None
    known = table([["户主姓名", *rows[0][1:]], *rows[1:]])
    assert [household.name for household in known.households] == ["张三"]


def test_a_cell_that_is_merged_over_the_heading_hides_none_of_its_words() -> None:
    rows: list[Line] = [["困难职工", "是", "在册"], ["序号", *HEADING[:3]], [1, *PERSON[:3]]]
    assert people(table(rows, "A1:C2")) == [("张三", [])]


SECOND: Line = ["李四", resident_id(2), "未建档", account(2)]


@pytest.mark.parametrize(
    "line",
    [
        *(["县区：蚌山区"], ["区县", "", ""], ["县（区）: 蚌山区   单位：元"], ["行政区划：", "蚌山区"]),
        *(
            ["填报单位：甲厂工会    所在区县：蚌山区   填报日期：2022年1月4日"],
            ["县(市、区)：蚌山区（盖章）"],
        ),
    ],
)
def test_a_line_above_names_the_district_of_all(line: Line) -> None:
    found = table([["花名册"], line, HEADING, PERSON, SECOND])
    district = "蚌山区" if "蚌山区" in "".join(map(str, line)) else None
    assert [household.district for household in found.households] == [district, district]


def test_where_a_column_names_districts_no_line_does() -> None:
    rows: list[Line] = [["县区：蚌山区"], [*HEADING, "县区"], [*PERSON, "龙子湖区"], [*SECOND, ""]]
    assert [household.district for household in table(rows).households] == ["龙子湖区", None]


@pytest.mark.parametrize(
    ("line", "district"),
    [
        (["县区：禹会区"], "禹会区"),
        (["二、禹会区总工会"], None),
        (["填报单位：禹会区总工会"], None),
        (["禹会区小计", "", "", "1"], None),
        (["合计", "", "", "1"], "蚌山区"),
        (HEADING, None),
    ],
)
def test_a_district_speaks_until_another_is_named(line: Line, district: str | None) -> None:
    found = table([["县区：蚌山区"], HEADING, PERSON, line, SECOND])
    assert [household.district for household in found.households] == ["蚌山区", district]


def test_a_label_is_no_district() -> None:
    [household] = table([["县区：", "", "单位负责人", "王建国"], HEADING, PERSON]).households
    assert household.district is None
