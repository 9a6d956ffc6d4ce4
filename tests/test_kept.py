"""Columns of the national form that no field has: kept as they stand, and never in the way of a decision."""

from datetime import datetime
from pathlib import Path

import pytest

from people import household, resident_id
from rosters import Formula, Row, head, member, write_roster
from test_commands import document, run
from warmth_cli.fields import FIELDS
from warmth_cli.files.cell import Cell, Faulty
from warmth_cli.household import Household, Member
from warmth_cli.household_text import household_in, household_text
from warmth_cli.ledger import Ledger
from warmth_cli.national_form import national_form
from warmth_cli.reading.cells.kept import as_it_stands
from warmth_cli.reading.headings.vocabulary import vocabulary


def filed(folder: Path, rows: list[Row], code: int = 0, **more: object) -> list[Household]:
    write_roster(folder / "roster.xlsx", rows, **more)  # type: ignore[arg-type]
    run(folder, "check", "roster.xlsx", code=code)
    with Ledger.open(folder / "warmth.db", create=False) as ledger:
        return list(ledger.households())


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        *((each, each) for each in ("民族", "政治面貌", "健康状况", "家庭住址", "邮政编码", "次要致困原因")),
        *(("*民族", "民族"), ("2. 政治面貌（必填）", "政治面貌"), ("医 保\n状况", "医保状况")),
        *(("民族成分", ""), ("健康", ""), ("监护人住址", "")),
    ],
)
def test_a_column_of_the_form_is_kept_when_its_heading_is_the_same(
    tmp_path: Path, heading: str, kept: str
) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1, **{heading: "文字"})])

    issues = document(tmp_path, "check", "roster.xlsx")["issues"]
    with Ledger.open(tmp_path / "warmth.db", create=False) as ledger:
        [only] = ledger.households()

    assert only.form == ({kept: "文字"} if kept else {})
    assert [issue["code"] for issue in issues] == ([] if kept else ["column-unknown"])


def test_a_heading_that_means_a_field_is_that_field_and_nothing_else(tmp_path: Path) -> None:
    fields = {"手机号码": "15400000001", "家庭月人均收入": 900, "银行卡号": "62000000", "性别": "男"}
    row = {key: value for key, value in head(1).items() if key not in ("phone", "account")}

    [only] = filed(tmp_path, [row | fields])

    assert only.form == {}
    assert (only.phone, only.account) == ("15400000001", "62000000")


def test_members_keep_their_own_words(tmp_path: Path) -> None:
    rows = [
        head(1, 健康状况="良好", 民族="汉族"),
        member(50, 健康状况="残疾", 身份="学生"),
        head(2, 健康状况="一般"),
    ]

    first, second = filed(tmp_path, rows)

    assert first.form == {"健康状况": "良好", "民族": "汉族"}
    assert [each.form for each in first.members] == [{"健康状况": "残疾", "身份": "学生"}]
    assert second.form == {"健康状况": "一般"}


def test_members_on_a_sheet_of_their_own_keep_them_too(tmp_path: Path) -> None:
    row: Row = {
        "head_id": resident_id(1),
        "id_number": resident_id(50),
        "relation": "子",
        "单位或学校": "虚构小学",
    }

    [only] = filed(tmp_path, [head(1)], members=[row])

    assert [each.form for each in only.members] == [{"单位或学校": "虚构小学"}]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        *((" 群众\n", "群众"), ("无", "无"), ("=1+1", "=1+1"), ("第一行\n第二行", "第一行 第二行")),
        *(
            (233000.0, "233000"),
            (1200.5, "1200.5"),
            (0.1 + 0.2, "0.3"),
            (999999999999999.0, "999999999999999"),
        ),
        *((1e15, ""), (3.40300198503020e17, "")),  # its last digits are lost
        *((datetime(1990, 7, 1), "1990-07-01"), (Faulty("#N/A"), ""), ("#REF!", "")),
        *(("", ""), ("/", ""), ("—", ""), (True, "TRUE")),
    ],
)
def test_a_cell_is_kept_as_it_stands_and_never_repaired(cell: Cell, words: str) -> None:
    assert as_it_stands(cell) == words


def test_a_one_and_a_tick_are_not_confused(tmp_path: Path) -> None:
    found = filed(tmp_path, [head(1, 是否单亲=1), head(2, 是否单亲=True)])

    assert [each.form["是否单亲"] for each in found] == ["1", "TRUE"]


@pytest.mark.parametrize(
    ("heading", "title", "foot", "kept"),
    [
        ("本人月平均收入", (), (), True),
        ("本人月平均收入（元）", (), (), True),
        ("本人月平均收入（万元）", (), (), False),
        ("本人月平均收入", (("单位：万元",),), (), False),
        ("本人月平均收入（元）", (("单位：万元",),), (), True),
        ("本人月平均收入", (), (("说明：金额单位为万元",),), False),
        ("民族", (("单位：万元",),), (), True),
    ],
)
def test_an_amount_in_another_unit_is_not_kept(
    tmp_path: Path,
    heading: str,
    title: tuple[tuple[str, ...], ...],
    foot: tuple[tuple[str, ...], ...],
    kept: bool,
) -> None:
    [only] = filed(tmp_path, [head(1, **{heading: "1200"})], title_rows=title, foot_rows=foot)

    assert bool(only.form) is kept


def test_a_line_under_the_last_page_speaks_for_members_and_for_the_pages_above(tmp_path: Path) -> None:
    first = head(1, annual_income=1200, household_size=2, 月收入="2.5")
    again: Row = {key: FIELDS[key].heading if key in FIELDS else key for key in first}
    rows = [first, member(11, 月收入="2.5"), again, head(2, annual_income=1200), member(12, 月收入="2.5")]
    plain = filed(tmp_path, rows)
    assert [each.annual_income for each in plain] == [1200, 1200]
    assert all(each.members[0].form for each in plain)

    doubtful = filed(tmp_path, rows, code=1, foot_rows=[["单位：万元"]])

    assert [each.annual_income for each in doubtful] == [None, None]
    assert all("annual_income" in each.unread for each in doubtful)
    assert not any(each.form or each.members[0].form for each in doubtful)


def test_of_two_columns_with_one_heading_none_is_kept(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1, **{"民族": "汉族", "*民族": "回族"})])

    issues = document(tmp_path, "check", "roster.xlsx")["issues"]
    with Ledger.open(tmp_path / "warmth.db", create=False) as ledger:
        [only] = ledger.households()

    assert only.form == {}
    assert [issue["code"] for issue in issues] == ["column-unknown", "column-unknown"]


def test_a_heading_that_is_bound_by_hand_is_the_field(tmp_path: Path) -> None:
    row = {key: value for key, value in head(1).items() if key != "phone"}
    write_roster(tmp_path / "roster.xlsx", [row | {"其他联系方式": "0552-1234567"}])

    run(tmp_path, "check", "roster.xlsx", "--map", "其他联系方式=联系电话")

    with Ledger.open(tmp_path / "warmth.db", create=False) as ledger:
        [only] = ledger.households()
    assert (only.phone, only.form) == ("0552-1234567", {})


def test_what_is_kept_decides_nothing(tmp_path: Path) -> None:
    words = dict.fromkeys(vocabulary().form.values(), "=错误 #N/A")
    write_roster(tmp_path / "roster.xlsx", [head(1, **words), head(2, name="李建国")])

    decisions = document(tmp_path, "check", "roster.xlsx")["decisions"]

    assert [decision["outcome"] for decision in decisions] == ["granted", "granted"]


def test_a_formula_without_a_value_is_not_kept(tmp_path: Path) -> None:
    [only] = filed(tmp_path, [head(1, 民族=Formula('="汉族"'))])

    assert only.form == {}


def test_a_household_of_an_older_ledger_has_none() -> None:
    older = household_text(household(1, members=(Member(row=9, name="张小明"),)))

    read = household_in(older.replace(',"form":{}', ""))

    assert read.form == {}
    assert read.members[0].form == {}


def test_every_heading_of_the_form_is_a_field_or_is_kept() -> None:
    words = vocabulary()
    for heading in national_form().headings:
        assert (heading in words.form.values()) != (heading in words.roster)
