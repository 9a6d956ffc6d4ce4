"""A merged cell over several households speaks for each; over a household and its members, for one."""

import pytest

from layouts import Line, codes, people, table
from people import account, resident_id

HEADING: Line = ["户主姓名", "身份证号", "银行账号", "建档状态", "困难类别", "省总领导走访", "备注"]


def head(serial: int, *more: str) -> Line:
    return [f"张{chr(0x4E00 + serial)}", resident_id(serial), account(serial), *more]


def test_what_several_households_share_is_said_of_each() -> None:
    rows: list[Line] = [HEADING, head(1, "在档", "深度困难", "是", ""), head(2, "", "", "", ""), head(3)]
    households = table(rows, "D2:D3 E2:E3 F2:F3").households
    said = [(each.file_status, each.hardship, each.provincial_visit) for each in households]
    assert said == [("在档", "深度困难", True)] * 2 + [(None, None, None)]


def test_a_blank_is_no_shared_value_where_nothing_is_merged_or_said() -> None:
    rows: list[Line] = [HEADING, head(1, "在档", "深度困难", "/", ""), head(2, "在档", "", "", "")]
    second = table(rows, "F2:F3 G2:G3").households[1]
    assert (second.hardship, second.provincial_visit, second.note, second.unread) == (
        None,
        None,
        None,
        frozenset(),
    )


def test_a_cell_of_its_own_counts_before_the_merged_one() -> None:
    rows: list[Line] = [HEADING, head(1, "在档"), head(2, "未建档")]
    assert [each.file_status for each in table(rows, "D2:D3").households] == ["在档", "未建档"]


def test_a_merged_cell_that_cannot_be_read_leaves_nobody_blank() -> None:
    rows: list[Line] = [HEADING, head(1, "在档", "深度困难", "也许", ""), head(2, "在档", "深度困难", "", "")]
    assert [each.unread for each in table(rows, "F2:F3").households] == [{"provincial_visit"}] * 2


@pytest.mark.parametrize("words", ["重复", "以上两户放弃领取"])
@pytest.mark.parametrize("merged", ["G2:G3", "G2:H3"])
def test_a_remark_over_several_households_sets_each_aside(words: str, merged: str) -> None:
    rows: list[Line] = [HEADING, head(1, "在档", "", "", words), head(2, "在档", "", "", "")]
    found = [codes(each.issues) for each in table(rows, merged).households]
    assert found == [[("note-set-aside", "G2")], [("note-set-aside", "G3")]]


@pytest.mark.parametrize(
    ("heading", "words", "held"),
    [
        ("是否已领取", "是", ["H2", "H3"]),
        ("审核意见", "不同意", ["H2", "H3"]),
        ("代领人", "王五", ["H2", "H3"]),
        ("健康状况", "已故", ["H2", "H3"]),
        ("是否发放", "是", []),
    ],
)
def test_what_a_merged_cell_says_of_paying_it_says_of_each(heading: str, words: str, held: list[str]) -> None:
    rows: list[Line] = [
        [*HEADING, heading],
        head(1, "在档", "深度困难", "", "", words),
        head(2, "在档", "深度困难", "", "", ""),
    ]
    found = [code for each in table(rows, "H2:H3").households for code in codes(each.issues)]
    assert found == [("column-set-aside", cell) for cell in held]


def test_one_holder_of_several_accounts_is_said_of_each() -> None:
    rows: list[Line] = [
        [*HEADING, "户名"],
        head(1, "在档", "", "", "", "张一"),
        head(2, "在档", "", "", "", ""),
    ]
    assert [each.account_holder for each in table(rows, "H2:H3").households] == ["张一", "张一"]


@pytest.mark.parametrize("alone", ["account", "relation"])
def test_only_who_is_a_household_takes_a_merged_value(alone: str) -> None:
    """Under a merged 在档 a row with nothing but name and number may be a member's."""
    last: Line = ["张小明", resident_id(2), account(2) if alone == "account" else "", ""]
    rows: list[Line] = [["姓名", "身份证号", "银行账号", "建档状态"], head(1, "在档"), last]
    if alone == "relation":
        rows = [[*row, word] for row, word in zip(rows, ["与户主关系", "户主", "户主"], strict=True)]
    assert [each.file_status for each in table(rows, "D2:D3").households] == ["在档", "在档"]


def test_a_person_under_a_merged_status_is_no_household_for_it() -> None:
    rows: list[Line] = [
        ["姓名", "身份证号", "银行账号", "建档状态"],
        head(1, "在档"),
        ["张小明", resident_id(2)],
    ]
    assert [each.file_status for each in table(rows, "D2:D3").households] == ["在档", None]


def test_an_account_a_size_or_an_income_is_never_shared() -> None:
    rows: list[Line] = [
        ["姓名", "身份证号", "与户主关系", "银行账号", "家庭人口", "家庭年可支配收入"],
        ["张一", resident_id(1), "户主", account(1), 3, 36000],
        ["张二", resident_id(2), "户主", "", "", ""],
    ]
    second = table(rows, "D2:D3 E2:E3 F2:F3").households[1]
    assert (second.account, second.household_size, second.annual_income) == (None, None, None)


def test_members_under_merged_cells_stay_members() -> None:
    rows: list[Line] = [
        ["序号", "姓名", "身份证号", "与户主关系", "建档状态"],
        [1, "张一", resident_id(1), "户主", "在档"],
        ["", "张小明", resident_id(2, "20100302"), "子", ""],
    ]
    assert people(table(rows, "A2:A3 E2:E3")) == [("张一", ["张小明"])]


@pytest.mark.parametrize("column", ["D", "E", "F"])
def test_one_cell_for_the_account_the_size_or_the_income_of_two_households_holds_both(column: str) -> None:
    heading: Line = ["姓名", "身份证号", "建档状态", "银行账号", "家庭人口", "家庭年可支配收入"]
    one, two, three = (("张一", resident_id(n), "未建档", account(n), 3, 36000) for n in (1, 2, 3))
    blank = ord(column) - ord("A")
    rows: list[Line] = [heading, one, (*two[:blank], "", *two[blank + 1 :]), three]

    first, second, third = table(rows, f"{column}2:{column}3").households

    told = [
        [code for code in codes(each.issues) if code[0] == "cell-over-several"] for each in (first, second)
    ]
    assert told == [[("cell-over-several", f"{column}2")]] * 2
    assert first.unread == second.unread != frozenset()
    assert (codes(third.issues), third.unread) == ([], frozenset())


def test_an_income_that_nobody_asks_for_may_stand_in_one_cell_for_several() -> None:
    heading: Line = ["姓名", "身份证号", "建档状态", "家庭年可支配收入"]
    rows: list[Line] = [
        heading,
        ["张一", resident_id(1), "在档", 36000],
        ["李四", resident_id(2), "在档", ""],
    ]
    assert [codes(each.issues) for each in table(rows, "D2:D3").households] == [[], []]
