"""Rows become households: nobody lost, nobody invented, every row counted once."""

import gc
import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from people import account, resident_id
from rosters import Formula, Row, head, member, write_roster
from warmth_cli.fields import FIELDS, OF_ROW
from warmth_cli.files.sheet import Sheet
from warmth_cli.household import Roster, Table
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue, WarmthError
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.xlsx"


def read(path: Path, union: str = "") -> Roster:
    return read_roster(path, path.name, Request(date(2022, 1, 6), union), lambda _: None)


def table(path: Path) -> Table:
    """The one table of a roster."""
    [only] = read(path).tables
    return only


def read_rows(path: Path, *rows: Row) -> Table:
    return table(write_roster(path, rows))


def codes(issues: tuple[Issue, ...]) -> list[tuple[str, str]]:
    return [(issue.code, issue.cell or str(issue.row)) for issue in issues]


# --- households ---------------------------------------------------------------------------------------------


FILLED: dict[str, tuple[object, object]] = {
    "union": ("蚌山区\n总工会", "蚌山区 总工会"), "district": ("蚌山区", "蚌山区"),
    "name": ("张　三", "张三"), "id_number": ("34030019850302003x", "34030019850302003X"),
    "phone": (15400000001, "15400000001"), "employer": ("虚构纺织厂", "虚构纺织厂"),
    "residence": ("城镇", "城镇"), "file_status": ("渐退", "渐退期"),
    "hardship": ("深度困难职工", "深度困难"), "removed_on": (date(2021, 6, 30), date(2021, 6, 30)),
    "removal_reason": ("脱困", "脱困"), "phase_out_until": ("2022年12月31日", date(2022, 12, 31)),
    "cause": (6, "6"), "household_size": ("3人", 3), "annual_income": (3.24, Decimal("32400.00")),
    "monthly_income_per_head": ("900.00", Decimal("900.00")), "provincial_visit": ("√", True),
    "paired_cadre": ("王建国", "王建国"), "arranged": ("否", False),
    "finding": ("同意，情况属实", "同意"), "bank": ("虚构银行", "虚构银行"),
    "branch": ("虚构支行", "虚构支行"), "account": ("6200 0000 0000 0000 018", account(1)),
    "account_holder": ("张三", "张三"), "note": ("=1+1", "=1+1"),
}  # fmt: skip
"""What a cell of each field holds, and what the household then has."""


@pytest.mark.parametrize("heading", ["heading", "english", "name"])
def test_a_household_has_every_field_of_its_row(path: Path, heading: str) -> None:
    assert FILLED.keys() | OF_ROW == FIELDS.keys()
    headings = {name: getattr(FIELDS[name], heading) for name in FILLED}
    headings["annual_income"] += "（万元）"
    found = table(write_roster(path, [{name: cell for name, (cell, _) in FILLED.items()}], headings=headings))
    assert found.issues == ()
    [household] = found.households
    assert {name: getattr(household, name) for name in FILLED} == {
        name: value for name, (_, value) in FILLED.items()
    }
    assert (household.row, household.finding_reason, household.issues, household.members) == (
        2,
        "情况属实",
        (),
        (),
    )


def test_a_cell_that_cannot_be_read_is_named_and_nothing_is_concluded_from_it(path: Path) -> None:
    [household] = read_rows(path, head(hardship="低保户", household_size="许多")).households
    assert household.unread == {"hardship", "household_size"}
    assert household.hardship is None
    assert codes(household.issues) == [("value-unknown", "G2"), ("value-unneeded", "J2")]


def test_the_union_is_the_columns_or_the_line_aboves_or_the_commands(path: Path) -> None:
    rows = [head(), head(2, union=None)]
    with_column = table(write_roster(path, rows, title_rows=[["填报单位：禹会区总工会"]]))
    assert [household.union for household in with_column.households] == ["蚌山区总工会", "禹会区总工会"]
    write_roster(path, [head(union=None)])
    assert [household.union for household in read(path).households] == [None]
    assert [household.union for household in read(path, "禹会区总工会").households] == ["禹会区总工会"]


def test_a_merged_union_speaks_for_its_block_and_for_no_blank_row(path: Path) -> None:
    unions = ["蚌山区总工会", None, None, "禹会区总工会", None]
    rows = [head(number, union=union) for number, union in enumerate(unions)]
    write_roster(path, rows, foot_rows=[[], [], ["合计"]])
    book = load_workbook(path)
    for cells in ("A2:A4", "A5:A8", "H2:H3"):
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    found = table(path)
    assert [household.union for household in found.households] == ["蚌山区总工会"] * 3 + ["禹会区总工会"] * 2
    assert [household.paired_cadre for household in found.households[:3]] == ["王建国"] * 3
    assert found.issues == ()


def test_a_missing_phone_is_said_where_there_is_a_column(path: Path) -> None:
    [household] = read_rows(path, head(), head(2, phone="/")).households[1:]
    assert codes(household.issues) == [("phone-missing", "E3")]


def test_a_column_that_was_not_read_is_unread_in_every_household(path: Path) -> None:
    row = {key: cell for key, cell in head(annual_income=3.2).items() if key != "phone"}
    found = table(write_roster(path, [row], headings={"annual_income": "家庭年收入（以万元计）"}))
    [household] = found.households
    assert (household.unread, household.issues) == (frozenset({"annual_income"}), ())


@pytest.mark.parametrize(
    ("number", "warned"),
    [
        (account(1), False),
        (f"{account(1)[:-1]}0", True),
        ("6" * 15, False),
        ("6" * 16, True),
        ("6" * 19 + "1", False),
    ],
)
def test_a_card_number_is_weighed_at_16_to_19_digits(path: Path, number: str, warned: bool) -> None:
    [household] = read_rows(path, head(account=number)).households
    assert [issue.code for issue in household.issues] == ["account-luhn"] * warned
    assert household.account == number


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("id_number", 340300198503020013, "id-damaged"),
        ("account", 6200000000000000015, "account-damaged"),
        ("id_number", "#N/A", "cell-error"),
        ("account", "#REF!", "cell-error"),
        ("household_size", Formula("=1+2"), "cell-error"),
        ("relation", "#N/A", "cell-error"),
        ("union", "同上", "placeholder"),
    ],
)
def test_a_damaged_or_faulty_cell_is_an_error_and_never_a_blank(
    path: Path, field: str, cell: object, code: str
) -> None:
    found = read_rows(path, head(1), head(2, **{field: cell}))
    errors = [issue for household in found.households for issue in household.issues]
    assert [(issue.code, issue.row, issue.field) for issue in errors] == [(code, 3, field)]
    assert errors[0].severity is Severity.ERROR
    assert all(issue.message.spoken(language) for issue in errors for language in ("en", "zh"))


# --- members ------------------------------------------------------------------------------------------------


def test_members_stand_under_their_head(path: Path) -> None:
    found = read_rows(path, head(1), member(11), member(12, "女"), head(2), member(21, "配偶"), head(3))
    listed = [[(each.row, each.relation) for each in one.members] for one in found.households]
    assert listed == [[(3, "子"), (4, "女")], [(6, "配偶")], []]
    assert (found.rows, len(found.households), found.member_rows) == (6, 3, 3)
    assert list(found.households[1].persons()) == [resident_id(2), resident_id(21, "20100302")]


def test_members_stand_on_a_sheet_of_their_own(path: Path) -> None:
    old_card = resident_id(1)[:6] + resident_id(1)[8:17]
    write_roster(
        path,
        [head(1), head(2)],
        members=[
            {"head_id": resident_id(2), **member(21)},
            {"head_id": old_card, **member(11)},
            {"head_id": resident_id(2), **member(22)},
            {"head_id": resident_id(9), **member(91)},
            {"head_id": 340300198503020013, **member(92, id_number="wrong")},
        ],
    )
    households, members = read(path).tables
    assert [[each.row for each in one.members] for one in households.households] == [[3], [2, 4]]
    assert (members.member_rows, members.rows, members.households) == (5, 5, ())
    lost = [("member-without-head", "A5"), ("id-damaged", "A6"), ("member-without-head", "A6")]
    assert codes(members.issues) == lost


def test_a_merged_number_of_the_head_speaks_for_its_block(path: Path) -> None:
    members = [{"head_id": resident_id(1), **member(11)}, {"head_id": None, **member(12)}]
    write_roster(path, [head(1)], members=members)
    book = load_workbook(path)
    book.worksheets[1].merge_cells("A2:A3")
    book.save(path)
    [household] = read(path).households
    assert [each.row for each in household.members] == [2, 3]


def test_two_columns_for_the_heads_number_leave_every_member_without_head(path: Path) -> None:
    write_roster(
        path, [head(1)], members=[{"head_id": resident_id(1), "户主身份证号码": resident_id(1), **member(11)}]
    )
    assert codes(read(path).tables[1].issues) == [("column-clash", "A1"), ("member-without-head", "2")]


def test_what_is_wrong_with_a_member_holds_the_household(path: Path) -> None:
    wrong, missing = member(11, id_number="340300201003020110"), member(12, id_number=None)
    [household] = read_rows(path, head(), wrong, missing, member(13, account="x")).households
    assert codes(household.issues) == [("id-check", "C3"), ("member-id-missing", "C4")]


def test_a_person_listed_again_is_one_person_unless_the_name_differs(path: Path) -> None:
    [household] = read_rows(path, head(), member(11), member(11)).households
    assert (len(household.members), household.issues) == (1, ())
    other = member(11, name="张小红")
    [household] = read_rows(path, head(), member(11), other).households
    assert codes(household.issues) == [("number-twice", "C4")]
    copied = member(11, id_number=resident_id(1))
    [household] = read_rows(path, head(), copied).households
    assert codes(household.issues) == [("number-twice", "C3")]
    assert "张春梅 and 张小明" in household.issues[0].message.spoken("en")


def test_an_unknown_relation_is_a_member_and_an_error_only_if_it_may_be_a_head(path: Path) -> None:
    [household] = read_rows(path, head(), member(11, "养子")).households
    assert [issue.severity for issue in household.issues] == [Severity.WARNING]
    [household] = read_rows(path, head(), head(2, relation="户主之兄")).households
    assert [(issue.code, issue.severity) for issue in household.issues] == [("value-unknown", Severity.ERROR)]


def test_a_member_before_any_head_is_reported(path: Path) -> None:
    found = read_rows(path, member(11, "养子"), head(1))
    assert codes(found.issues) == [("relation-unknown", "C2"), ("member-without-head", "2")]
    assert (found.member_rows, len(found.households)) == (1, 1)


@pytest.mark.parametrize(("size", "differs"), [(2, True), (3, False), (4, True), (None, False)])
def test_the_household_size_is_compared_with_the_people_listed(
    path: Path, size: int | None, differs: bool
) -> None:
    [household] = read_rows(path, head(household_size=size), member(11), member(12)).households
    assert codes(household.issues) == [("members-differ", "J2")] * differs


# --- rows that are no people --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        [],
        [None, " ", "　"],
        [2],
        [2, None, "/", "—"],
        ["合计", None, 35, 35],
        [None, None, "合　计", "2人"],
        [3, "蚌山区总工会小计", None, 4],
        ["单位负责人：", None, "王五", "审核人：李四"],
        [None, "制表人：", None, "日期：2022年1月6日"],
        ["注：本表一式三份。"],
        ["序号", "填报单位", "户主姓名", "身份证号", "与户主关系"],
    ],
)
def test_a_row_that_is_no_person_is_passed_over(path: Path, row: list[object]) -> None:
    found = table(write_roster(path, [{"number": 1, **head(1)}], foot_rows=[row]))
    assert (found.rows, found.issues) == (1, ())


def test_a_total_above_people_does_not_hide_them(path: Path) -> None:
    found = read_rows(path, head(1), {"union": "小计"}, head(2, union="合计"), {"name": "合计"}, head(3))
    assert [household.row for household in found.households] == [2, 4, 6]


def test_a_row_with_content_but_nobody_is_reported(path: Path) -> None:
    found = read_rows(path, head(1), {"file_status": "在档", "phone": "0552-1234567"}, head(2))
    assert codes(found.issues) == [("row-unreadable", "3")]
    assert (found.rows, found.unreadable_rows, len(found.households)) == (3, 1, 2)


@pytest.mark.parametrize("cells", [{"name": None}, {"id_number": None}, {"id_number": "待补"}])
def test_a_name_or_a_number_makes_a_person(path: Path, cells: Row) -> None:
    assert len(read_rows(path, head(), head(2, **cells)).households) == 2


def test_a_second_table_with_other_columns_is_read_by_its_own_heading(path: Path) -> None:
    write_roster(
        path, [head()], foot_rows=[["户主姓名", "身份证号", "建档状态"], ["李四", resident_id(2), "在档"]]
    )
    first, second = read(path).tables
    assert (first.sheet, second.sheet) == ("花名册", "花名册!A3:C3")
    [household] = second.households
    assert (household.row, household.name, household.id_number) == (4, "李四", resident_id(2))


def test_a_hidden_sheet_is_read_and_told(path: Path) -> None:
    write_roster(path, [head()], members=[{"head_id": resident_id(1), **member(11)}])
    book = load_workbook(path)
    book.create_sheet("说明")
    book.worksheets[0].sheet_state = "hidden"
    book.worksheets[1].sheet_state = "veryHidden"
    book.save(path)
    tables = read(path).tables
    told = [[(issue.code, issue.sheet) for issue in table.issues] for table in tables]
    assert told == [
        [("sheet-hidden", "花名册"), ("sheet-passed-over", "说明")],
        [("sheet-hidden", "家庭成员")],
    ]
    assert [len(table.households) for table in tables] == [1, 0]


def test_a_file_without_a_table_is_refused_and_its_likeliest_row_shown(path: Path) -> None:
    write_roster(path, [{"姓名": "张三", "物资": "大米", "数量": 1}])
    with pytest.raises(WarmthError) as stopped:
        read(path)
    assert "姓名 | 物资 | 数量" in stopped.value.message.spoken("en")


# --- the sum of the rows ------------------------------------------------------------------------------------

family = st.lists(st.sampled_from(["head", "member", "nobody", "blank", "total", "heading"]), max_size=25)


@given(family, st.integers())
def test_every_row_is_counted_once_in_any_order(kinds: list[str], seed: int) -> None:
    numbers = random.Random(seed).sample(range(1000), len(kinds))
    rows: list[Row] = [dict.fromkeys(head())]
    for kind, number in zip(kinds, numbers, strict=True):
        made: dict[str, Row] = {
            "head": head(number),
            "member": member(number),
            "nobody": {"file_status": "在档", "note": f"第{number}户"},
            "total": {"union": "合计", "phone": 12},
            "heading": {"union": "填报单位", "name": "户主姓名", "id_number": "身份证号"},
            "blank": {},
        }
        rows.append(made[kind])
    with TemporaryDirectory() as folder:
        [table] = read(write_roster(Path(folder) / "roster.xlsx", rows)).tables
    assert len(table.households) == kinds.count("head")
    assert table.member_rows == kinds.count("member")
    assert table.unreadable_rows == kinds.count("nobody")
    assert table.rows == sum(kinds.count(kind) for kind in ("head", "member", "nobody"))
    lost = sum(issue.code == "member-without-head" for issue in table.issues)
    above = [
        [each for each in kinds[:at] if each in ("head", "nobody", "total")][-1:] for at in range(len(kinds))
    ]
    heads = [before for kind, before in zip(kinds, above, strict=True) if kind == "member"]
    people = [kind for kind in kinds if kind in ("head", "member")]
    if people[:1] == ["member"] and "head" in people:  # perhaps members stand above their heads
        assert lost >= len(heads) - heads.count(["head"])
    else:
        assert lost == len(heads) - heads.count(["head"])
    assert sum(len(household.members) for household in table.households) == table.member_rows - lost


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_a_cell_that_cannot_be_taken_keeps_no_sheet_in_memory(path: Path, name: str) -> None:
    def sheets() -> int:
        return sum(isinstance(each, Sheet) for each in gc.get_objects())

    write_roster(path, [head(1, relation="户主"), head(2, **{name: "36岁?"}), head(3, **{name: True})])
    gc.collect()
    before = sheets()
    gc.disable()  # as it is while a command runs
    try:
        read(path)
        assert sheets() == before
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("size", "status", "held"), [(12, "未建档", False), (13, "未建档", True), (13, "在档", False)]
)
def test_a_household_larger_than_is_likely_is_held_where_its_income_is_asked_for(
    path: Path, size: int, status: str, held: bool
) -> None:
    [household] = read_rows(path, head(1, household_size=size, file_status=status)).households
    assert [code for code, _ in codes(household.issues)] == ["size-large"] * held


def test_a_large_household_whose_members_are_listed_is_believed(path: Path) -> None:
    people = [member(10 + number, id_number=resident_id(100 + number, "20100302")) for number in range(12)]
    [household] = read_rows(path, head(1, household_size=13, file_status="未建档"), *people).households
    assert codes(household.issues) == []
