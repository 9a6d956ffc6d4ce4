"""The blank roster: what it asks for is what the reader understands, and filled in it reads back clean."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from examples import STANDARD, warmth
from people import account, resident_id
from rosters import Row, head, write_roster
from started import start
from warmth_cli.fields import FIELDS, Kind
from warmth_cli.issue_kinds import KINDS
from warmth_cli.reading.words.own_sheets import GUIDE_SHEET
from warmth_cli.writing.template import (
    MEMBER_ORDER,
    NEEDED,
    ORDER,
    ROWS,
    choices_of,
    hint_of,
    member_field,
    write_template,
)

FIRST, LAST = 4, 3 + ROWS
ROSTER, MEMBERS, GUIDE = "花名册", "家庭成员", GUIDE_SHEET


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "blank.xlsx"
    write_template(path)
    return path


@pytest.fixture
def blank(written: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    return Path(shutil.copy(written, tmp_path))


def fill(path: Path, rows: list[Row], members: list[Row], union: str = "蚌山区总工会") -> None:
    """Type into the blank, as a clerk would."""
    book = load_workbook(path)
    book[ROSTER]["B2"] = union
    for sheet, order, people in ((book[ROSTER], ORDER, rows), (book[MEMBERS], MEMBER_ORDER, members)):
        for number, person in enumerate(people, start=FIRST):
            for name, value in person.items():
                sheet.cell(number, order.index(name) + 1).value = value  # type: ignore[assignment]
    book.save(path)


def told(printed: dict[str, Any]) -> list[tuple[str, str]]:
    """The issues that `warmth check --json` printed: code and sheet."""
    return [(issue["code"], issue["sheet"]) for issue in printed["issues"]]


def rules_of(sheet: Worksheet) -> dict[str, DataValidation]:
    """The validation of each column, by the range it covers."""
    return {str(each.sqref): each for each in sheet.data_validations.dataValidation}


def person(serial: int, **cells: object) -> Row:
    """A row of the blank: the union stands above."""
    complete: Row = {key: value for key, value in head(serial).items() if key != "union"}
    return complete | {"residence": "城镇", "district": "蚌山区"} | cells


def test_the_blank_has_a_column_for_every_field() -> None:
    assert sorted([*ORDER, "sex", "born"]) == sorted(FIELDS)  # the identity number says both
    assert set(NEEDED) <= set(FIELDS) | set(MEMBER_ORDER)


def test_filled_in_it_reads_back_without_any_issue(blank: Path) -> None:
    rows = [
        person(1, provincial_visit="是", household_size=2),
        person(2, name="李建国", file_status="已退档", hardship=None, removal_reason="脱困",
               removed_on=date(2021, 6, 30)),
        person(3, name="王秀英", file_status="渐退期", hardship=None, phase_out_until=date(2022, 6, 30),
               arranged="是"),
        person(4, name="赵玉兰", file_status="未建档", hardship=None, cause="6 患重特大疾病",
               household_size=3, annual_income=36000, finding="同意"),
    ]  # fmt: skip
    child: Row = {"head_id": resident_id(1), "name": "张小明", "relation": "子",
                  "id_number": resident_id(50, "20100302")}  # fmt: skip
    fill(blank, rows, [child])
    standard = STANDARD.format("2021-07-01")
    (blank.parent / "standards.toml").write_text(standard, encoding="utf-8")

    printed = warmth(blank.parent, "check blank.xlsx")

    assert told(printed) == []
    assert [each["outcome"] for each in printed["decisions"]] == ["granted"] * 4
    assert [each["union"] for each in printed["decisions"]] == ["蚌山区总工会"] * 4
    assert [(each["sheet"], each["rows"]) for each in printed["files"]] == [(ROSTER, 4), (MEMBERS, 1)]


@pytest.mark.parametrize(
    ("cell", "words", "code"),
    [("A1", "填写说明", []), ("A12", resident_id(9), ["sheet-unread"]), ("A9", "栏", ["sheet-passed-over"])],
)
def test_the_guide_is_no_news_unless_something_else_stands_in_it(
    cell: str, words: str, code: list[str], blank: Path
) -> None:
    fill(blank, [person(1)], [])
    book = load_workbook(blank)
    book[GUIDE][cell] = words
    book.save(blank)

    assert told(warmth(blank.parent, "check blank.xlsx")) == [(each, GUIDE) for each in code]


def test_every_choice_of_the_drop_downs_is_read(blank: Path) -> None:
    columns = [FIELDS[name] for name in ORDER if choices_of(FIELDS[name]) and name != "relation"]
    most = max(len(choices_of(field)) for field in columns)
    rows = [
        person(number + 1, account=account(number + 1), paired_cadre="王建国")
        | {field.name: choices_of(field)[number % len(choices_of(field))] for field in columns}
        for number in range(most)
    ]
    fill(blank, rows, [])

    unread = {"value-unknown", "date-unreadable", "count-unreadable"}
    assert not unread & {each["code"] for each in warmth(blank.parent, "check blank.xlsx")["issues"]}


def test_empty_prepared_rows_are_nobody(blank: Path) -> None:
    done = start(blank.parent, "check", blank.name)

    assert done.code == 0
    assert "= 0 in all" in done.out
    assert "No household stands in it yet" in done.out
    printed = warmth(blank.parent, "check blank.xlsx")
    assert (printed["totals"]["rows"], told(printed), printed["decisions"]) == (0, [], [])


@pytest.mark.parametrize("row", [FIRST, LAST, LAST + 1])
def test_a_person_counts_in_the_first_prepared_row_in_the_last_and_below(row: int, blank: Path) -> None:
    fill(blank, [{}] * (row - FIRST) + [person(1)], [])
    assert warmth(blank.parent, "check blank.xlsx")["totals"]["granted"] == 1


@pytest.mark.parametrize(("sheet", "order"), [(ROSTER, ORDER), (MEMBERS, MEMBER_ORDER)])
def test_numbers_are_text_and_days_are_days_in_every_prepared_row(
    sheet: str, order: tuple[str, ...], blank: Path
) -> None:
    table = load_workbook(blank)[sheet]
    for index, name in enumerate(order, start=1):
        formats = {table.cell(row, index).number_format for row in range(FIRST, LAST + 1)}
        kind = FIELDS[name].kind if name in FIELDS else Kind.ID
        if kind in (Kind.ID, Kind.ACCOUNT, Kind.PHONE):
            assert formats == {"@"}
        if kind is Kind.DATE:
            assert formats == {"yyyy-mm-dd"}


@pytest.mark.parametrize(("sheet", "order"), [(ROSTER, ORDER), (MEMBERS, MEMBER_ORDER)])
def test_every_column_has_its_hint_and_its_choices(sheet: str, order: tuple[str, ...], blank: Path) -> None:
    table = load_workbook(blank)[sheet]
    assert isinstance(table, Worksheet)
    rules = rules_of(table)
    for index, name in enumerate(order, start=1):
        letter = get_column_letter(index)
        rule = rules[f"{letter}{FIRST}:{letter}{LAST}"]
        field = member_field(name) if sheet == MEMBERS and name in FIELDS else FIELDS.get(name)
        assert rule.showInputMessage
        assert rule.prompt
        if field is not None:
            assert rule.prompt == hint_of(field)
            if choices := choices_of(field):
                assert (rule.type, rule.formula1) == ("list", f'"{",".join(choices)}"')


def test_on_the_sheet_of_members_nobody_is_asked_for_a_head(blank: Path) -> None:
    said = {}
    for sheet, column in ((ROSTER, ORDER.index("relation")), (MEMBERS, MEMBER_ORDER.index("relation"))):
        table = load_workbook(blank)[sheet]
        assert isinstance(table, Worksheet)
        letter = get_column_letter(column + 1)
        rule = rules_of(table)[f"{letter}{FIRST}:{letter}{LAST}"]
        said[sheet] = (str(rule.formula1).strip('"').split(",")[0], "户主留空" in str(rule.prompt))

    assert said == {ROSTER: ("户主", True), MEMBERS: ("配偶", False)}


def test_the_two_incomes_say_whose_and_how_long_and_their_samples_agree() -> None:
    yearly, monthly = (hint_of(FIELDS[name]) for name in ("annual_income", "monthly_income_per_head"))

    assert "全家一年" in yearly
    assert "每人每月" in monthly
    people = 3
    assert ("如 32400.00" in yearly, f"如 {32400 / people / 12:.2f}" in monthly) == (True, True)


def test_what_is_needed_is_marked(blank: Path) -> None:
    table = load_workbook(blank)[ROSTER]
    headings = {name: str(table.cell(3, index).value) for index, name in enumerate(ORDER, start=1)}

    assert {name for name, words in headings.items() if words.endswith("（必填）")} == {
        "name",
        "id_number",
        "file_status",
        "account",
    }
    assert headings["hardship"].endswith("（在档必填）")
    assert headings["annual_income"].endswith("（元）（未建档二选一）")
    assert headings["note"] == "备注"


def test_the_instructions_are_whole_sentences_about_every_field(blank: Path) -> None:
    guide = load_workbook(blank)[GUIDE]
    words = [str(value) for row in guide.iter_rows(values_only=True) for value in row if value]

    assert {FIELDS[name].heading for name in ORDER} <= set(words)
    assert KINDS["id-damaged"].message not in words  # documents are Chinese
    assert not [each for each in words if "{" in each]


def test_the_same_blank_is_written_on_every_day(blank: Path, tmp_path: Path) -> None:
    write_template(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == blank.read_bytes()


# --- the command -----------------------------------------------------------------------------------------


def test_the_command_needs_no_ledger_and_begins_none(tmp_path: Path) -> None:
    done = start(tmp_path, "template", "blank.xlsx", env={"WARMTH_LANG": "zh"})

    assert (done.code, done.err) == (0, "")
    assert "warmth check blank.xlsx" in done.out
    assert [file.name for file in tmp_path.iterdir()] == ["blank.xlsx"]


@pytest.mark.parametrize("filed", [False, True])
def test_a_file_that_is_there_is_kept(filed: bool, tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)])
    if filed:
        start(tmp_path, "check", "roster.xlsx")
    before = (tmp_path / "roster.xlsx").read_bytes()

    assert start(tmp_path, "template", "roster.xlsx").code == 2
    assert (tmp_path / "roster.xlsx").read_bytes() == before
    forced = start(tmp_path, "template", "roster.xlsx", "--force")
    assert forced.code == (2 if filed else 0)  # a filed roster is never written over
    assert ((tmp_path / "roster.xlsx").read_bytes() == before) is filed


@pytest.mark.parametrize("target", ["none/blank.xlsx", "."])
def test_a_place_that_cannot_be_written_is_one_sentence(target: str, tmp_path: Path) -> None:
    done = start(tmp_path, "template", target)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []
