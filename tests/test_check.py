"""A check: what it says beside the issues, and that the screen and the document come to the same."""

import json
from pathlib import Path

import pytest

from people import resident_id
from rosters import Row, head, member, write_roster
from test_commands import document, run
from warmth_cli.commands.check import REFUSED_SHOWN

MIXED: list[Row] = [
    head(1),
    member(50),
    head(2, hardship="相对困难"),
    head(3, account=None),
    head(4, provincial_visit="是"),
    head(5, phone=None),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office with one roster."""
    write_roster(tmp_path / "roster.xlsx", MIXED)
    return tmp_path


def test_a_new_ledger_is_announced_once(folder: Path) -> None:
    (folder / "elsewhere").mkdir()

    printed = [
        run(folder, "check", "roster.xlsx", code=1),
        run(folder, "check", "roster.xlsx", code=1),
        run(folder / "elsewhere", "check", "../roster.xlsx", code=1),
    ]

    assert ["A new ledger was begun" in each for each in printed] == [True, False, True]


def test_a_check_of_many_files_says_the_same_as_of_each(folder: Path) -> None:
    """The last roster is judged from memory, those before it from the ledger."""
    for serial, name in ((10, "a.xlsx"), (20, "b.xlsx")):
        write_roster(
            folder / name,
            [head(serial), head(serial + 1, hardship="相对困难"), head(serial + 2, account=None)],
        )
    names = ("a.xlsx", "b.xlsx", "roster.xlsx")
    each = [document(folder, "check", name, code=1) for name in names]

    together = document(folder, "check", *names, code=1)

    for part in ("files", "issues", "decisions"):
        assert together[part] == [entry for one in each for entry in one[part]]
    assert all(
        together["totals"][key] == sum(one["totals"][key] for one in each) for key in ("rows", "granted")
    )


def test_of_many_refused_the_first_are_shown_and_the_others_counted(tmp_path: Path) -> None:
    rows = [head(n, hardship="相对困难") for n in range(1, REFUSED_SHOWN + 4)]
    write_roster(tmp_path / "roster.xlsx", [*rows, head(99)])

    printed = run(tmp_path, "check", "roster.xlsx")

    assert printed.count("refused  ") == REFUSED_SHOWN
    assert "… and 3 more" in printed
    assert f"granted 1 + refused {len(rows)} + held 0" in printed


def test_a_file_that_stands_in_another_whole_is_not_told_household_by_household(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_roster(tmp_path / name, [head(n, employer=name) for n in range(1, 106)])

    printed = run(tmp_path, "check", "a.xlsx", "b.xlsx", code=1)

    assert printed.count("This person is in more than one household") == 2
    assert "a.xlsx  花名册 C2–106 (b.xlsx 花名册 row 2–106)" in printed
    assert "Errors: 210, warnings: 0" in printed


def test_a_column_that_a_person_judges_and_that_is_missing_is_told_once(tmp_path: Path) -> None:
    removed: Row = {"file_status": "已退档", "hardship": None, "removed_on": "2021-06-30"}
    write_roster(tmp_path / "roster.xlsx", [head(1, **removed), head(2, **removed)])

    issues = document(tmp_path, "check", "roster.xlsx", code=1)["issues"]

    assert {(each["code"], each["cell"]) for each in issues} == {("column-missing", None)}


def test_who_has_no_file_of_standards_is_told_how_to_make_one_where_it_is_looked_for(tmp_path: Path) -> None:
    unfiled: Row = {"file_status": "未建档", "hardship": None, "cause": "8", "district": "蚌山区"}
    unfiled |= {"household_size": 1, "annual_income": 9000}
    elsewhere = unfiled | {"district": "怀远县"}
    write_roster(tmp_path / "roster.xlsx", [head(1, **unfiled), head(2, **elsewhere)])
    how = f"save them as standards.toml in the folder {tmp_path}"

    absent = " ".join(run(tmp_path, "check", "roster.xlsx", code=1).split())
    (tmp_path / "standards.toml").touch()
    blank = " ".join(run(tmp_path, "check", "roster.xlsx", code=1).split())

    assert "monthly = # yuan per head and month" in absent
    assert (absent.count(how), blank.count(how)) == (1, 0)  # once, however many districts lack a figure


def test_a_refusal_over_the_monthly_figure_names_that_figure_and_its_cell(tmp_path: Path) -> None:
    (tmp_path / "standards.toml").write_text(
        '[[standard]]\ndistrict = "蚌山区"\nmonthly = 300.03\nfrom = 2021-07-01\nsource = "虚构"\n', "utf-8"
    )
    unfiled: Row = {"file_status": "未建档", "hardship": None, "cause": "8", "district": "蚌山区"}
    yearly: Row = {"household_size": 1, "annual_income": 10_801.09}
    rows = [
        head(1, **unfiled, monthly_income_per_head="900.10"),
        head(2, **unfiled, **yearly),
        head(3, **unfiled, monthly_income_per_head="900.09"),
    ]
    write_roster(tmp_path / "roster.xlsx", rows)

    decisions = document(tmp_path, "check", "roster.xlsx")["decisions"]

    said = [[reason["message"] for reason in each["reasons"]] for each in decisions]
    assert [len(each) for each in said] == [1, 1, 0]
    assert "(月人均可支配收入): found 900.10;" in said[0][0]
    assert "(家庭年可支配收入): found 10801.09; clause" in said[1][0]


def test_a_number_in_the_name_of_a_file_or_sheet_is_hidden_on_both_faces(tmp_path: Path) -> None:
    number = resident_id(1)
    rows = [
        head(1, name="李建国"),
        head(2, hardship="低保户"),
        head(1, name="王秀英"),
        head(4, hardship="相对困难"),
    ]
    write_roster(tmp_path / f"{number}.xlsx", rows, sheet=f"户{number}")
    told = "check", f"{number}.xlsx"

    printed = document(tmp_path, *told, code=1)

    assert number not in json.dumps(printed, ensure_ascii=False) + run(tmp_path, *told, code=1)
    for part in ("files", "issues", "decisions"):
        assert {entry["file"] for entry in printed[part]} == {"340***********0013.xlsx"}
    in_full = document(tmp_path, *told, "--show-ids", code=1)
    for part in ("files", "issues", "decisions"):
        assert {(entry["file"], entry["sheet"]) for entry in in_full[part]} == {
            (f"{number}.xlsx", f"户{number}")
        }


def test_brackets_in_a_name_are_no_markup(tmp_path: Path) -> None:
    write_roster(tmp_path / "[red]旧[b].xlsx", [head(1)], sheet="花名册")

    assert "│ [red]旧[b].xlsx │" in run(tmp_path, "check", "[red]旧[b].xlsx")
