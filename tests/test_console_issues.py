"""Issues on the terminal: what says the same is said once, with each place once."""

import pytest

from warmth_cli.console.issues import show_issues
from warmth_cli.issues import Issue
from warmth_cli.language import Words


def test_two_of_one_row_are_one_place(capsys: pytest.CaptureFixture[str]) -> None:
    members = [Issue("member-without-head", "a.xlsx", "花名册", row) for row in (2, 2, 3)]

    show_issues(members, show_ids=False)

    assert "a.xlsx  花名册 row 2, row 3\n" in capsys.readouterr().out


def test_what_was_found_is_shown_unless_the_message_says_just_that(
    capsys: pytest.CaptureFixture[str],
) -> None:
    meant = {"near_field": "file_status", "heading": "建档状态", "binding": "状态=建档状态"}
    near = Issue("column-near", "a.xlsx", "花名册", 1, "F1", "", "状态", meant)
    note = Issue("note-set-aside", "a.xlsx", "花名册", 2, "J2", "note", "重复")

    said = shown([near, note], capsys)

    assert "a.xlsx 花名册 F1 (状态) " in said
    assert "against paying the household: 重复. It is held. a.xlsx 花名册 J2 →" in said


@pytest.mark.parametrize(
    ("found", "screen"),
    [
        ("#N/A", "#N/A"),
        ("#DIV/0!", "#DIV/0!"),
        ("身份证号", "身份证号"),
        ("1540", "1**0"),
        ("15400000001", "154****0001"),
        ("三四零三零零", "三****零"),
    ],
)
def test_of_a_secret_field_only_what_may_be_a_number_is_hidden(
    found: str, screen: str, capsys: pytest.CaptureFixture[str]
) -> None:
    issue = Issue("cell-error", "a.xlsx", "花名册", 2, "I2", "account", found)

    assert f"花名册 I2 ({screen}) " in shown([issue], capsys)


def twice(row: int, there: str, code: str = "person-twice") -> Issue:
    """Somebody of a row who stands in another place, too."""
    others = Words(f"b.xlsx 花名册 第{there}行", f"b.xlsx 花名册 row {there}")
    return Issue(code, "a.xlsx", "花名册", row, f"C{row}", "id_number", "", {"others": others})


def shown(issues: list[Issue], capsys: pytest.CaptureFixture[str]) -> str:
    show_issues(issues, show_ids=False)
    return " ".join(capsys.readouterr().out.split())


def test_one_other_place_is_said_in_the_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert "also at b.xlsx 花名册 row 12. a.xlsx" in shown([twice(2, "12")], capsys)


def test_two_other_places_stand_after_their_cells(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown([twice(2, "12"), twice(7, "4")], capsys)

    assert said.count("This person is in more than one household") == 1
    assert "a.xlsx 花名册 C2 (b.xlsx 花名册 row 12), C7 (b.xlsx 花名册 row 4)" in said


def test_many_other_places_stand_after_their_cells(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown([twice(row, str(row + 10)) for row in (2, 3, 4, 6, 7, 9)], capsys)

    assert said.count("This person is in more than one household") == 1
    assert (
        "a.xlsx 花名册 C2–4 (b.xlsx 花名册 row 12–14), C6–7 (b.xlsx 花名册 row 16–17),"
        " C9 (b.xlsx 花名册 row 19)"
    ) in said
    assert "Errors: 6," in said


def test_places_run_on_only_where_both_do(capsys: pytest.CaptureFixture[str]) -> None:
    there = ["12", "13", "13", "12", "15", "15；c.xlsx 花名册 第4"]

    said = shown([twice(row, other) for row, other in enumerate(there, 2)], capsys)

    assert (
        "C2–3 (b.xlsx 花名册 row 12–13), C4 (b.xlsx 花名册 row 13), C5 (b.xlsx 花名册 row 12),"
        " C6 (b.xlsx 花名册 row 15), C7 (b.xlsx 花名册 row 15；c.xlsx 花名册 第4)"
    ) in said


def test_of_very_many_places_the_rest_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown([twice(2 * row, str(row)) for row in range(1, 131)], capsys)

    assert "C200 (b.xlsx 花名册 row 100)" in said
    assert "C202 " not in said
    assert "… and 30 more" in said


def test_of_very_many_cells_of_one_sheet_the_rest_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    phones = [
        Issue("phone-missing", "a.xlsx", name, 2 * row, f"G{2 * row}", "phone")
        for name, last in (("甲", 100), ("乙", 101))
        for row in range(1, last + 1)
    ]

    said = shown(phones, capsys)

    assert "G198, G200; 乙 G2, G4" in said
    assert "G200, … and 1 more; all of them are in --json. →" in said


def test_issues_of_another_code_are_not_said_together(capsys: pytest.CaptureFixture[str]) -> None:
    issues = [twice(2, "12", code) for code in ("person-twice", "account-shared")]

    said = shown(issues, capsys)

    assert "in brackets" not in said


def test_two_are_told_as_one_only_where_all_that_their_words_name_is_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    notes = [
        Issue("note-set-aside", "a.xlsx", "花名册", row, f"J{row}", "note", note)
        for row, note in ((2, "重复"), (3, "重复"), (4, "作废"))
    ]

    said = shown(notes, capsys)

    assert said.count("against paying the household: 重复") == 1
    assert said.count("against paying the household: 作废") == 1
    assert "J2–J3" in said
    assert "J2–J4" not in said
