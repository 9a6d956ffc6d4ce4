"""A folder is checked as a whole: nobody in it is lost, and nothing in it that is no roster is filed."""

import shutil
from pathlib import Path

import pytest

from examples import warmth
from rosters import head, write_roster
from test_commands import run
from warmth_cli.commands.gather import gather
from warmth_cli.ledger import Ledger


def outcomes(document: dict[str, list[dict[str, str]]]) -> list[tuple[str, str]]:
    return [(each["file"], each["outcome"]) for each in document["decisions"]]


def test_every_roster_below_a_folder_is_read_and_what_is_none_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "rosters"
    (folder / "怀远县").mkdir(parents=True)
    write_roster(folder / "a.xlsx", [head(1)])
    write_roster(folder / "怀远县" / "b.xls", [head(2)])
    shutil.copy(folder / "a.xlsx", folder / "~$a.xlsx")
    shutil.copy(folder / "a.xlsx", folder / ".a.xlsx")
    (folder / "通知.txt").write_text("请于20日前上报", encoding="utf-8")
    (folder / "c.xlsx").write_bytes((folder / "a.xlsx").read_bytes()[:900])

    document = warmth(tmp_path, "check rosters")

    assert outcomes(document) == [("rosters/a.xlsx", "granted"), ("rosters/怀远县/b.xls", "granted")]
    told = {(each["code"], each["file"]) for each in document["issues"]}
    assert told == {("file-unread", "rosters/c.xlsx"), ("file-no-roster", "rosters/通知.txt")}


def test_the_programs_own_list_and_ledger_in_the_folder_are_no_rosters(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1)])
    warmth(tmp_path, "check .")
    warmth(tmp_path, "payouts --year 2022")
    warmth(tmp_path, "annex --out tables.xlsx")

    document = warmth(tmp_path, "check .")

    assert outcomes(document) == [("a.xlsx", "granted")]
    assert document["issues"] == []


def test_a_file_that_is_named_stops_the_command_though_its_folder_is_named_too(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1)])
    (tmp_path / "b.xlsx").write_bytes(b"PK")

    for paths in (". b.xlsx", "b.xlsx ."):
        assert "damaged" in run(tmp_path, "check", *paths.split(), code=2)
        with Ledger.open(tmp_path / "warmth.db", create=True) as ledger:
            assert ledger.rosters() == []


def test_a_roster_named_twice_is_filed_once(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "a.xlsx", [head(1)])

    sources = gather([path, tmp_path, path], tmp_path / "warmth.db")

    assert [(source.name, source.named) for source in sources] == [("a.xlsx", True)]


@pytest.mark.parametrize("now", [b"PK", "通知".encode()])
def test_nobody_is_paid_by_a_roster_that_was_replaced_by_what_cannot_be_read(
    tmp_path: Path, now: bytes
) -> None:
    folder = tmp_path / "rosters"
    folder.mkdir()
    write_roster(folder / "a.xlsx", [head(1)])
    write_roster(folder / "b.xlsx", [head(2)])
    warmth(tmp_path, "check rosters")
    (folder / "b.xlsx").write_bytes(now)

    document = warmth(tmp_path, "check rosters")

    assert [(each["code"], each["file"]) for each in document["issues"]] == [
        ("file-unread-withdrawn", "rosters/b.xlsx")
    ]
    with Ledger.open(tmp_path / "warmth.db", create=False) as ledger:
        assert ledger.rosters() == ["rosters/a.xlsx"]
    paid = warmth(tmp_path, "payouts --year 2022")
    assert outcomes(paid) == [("rosters/a.xlsx", "granted")]


def test_the_same_people_in_many_rosters_are_each_named_a_few_times(tmp_path: Path) -> None:
    for name in "abcdef":
        write_roster(tmp_path / f"{name}.xlsx", [head(1)])

    document = warmth(tmp_path, "check .")

    [first, *_] = document["decisions"]
    [twice] = [reason["message"] for reason in first["reasons"]]
    assert [name for name in "abcdef" if f"{name}.xlsx" in twice] == ["b", "c", "d"]
    assert "and 2 more" in twice


def test_a_link_that_leads_in_a_circle_is_said_and_no_fault_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "circle.xlsx").symlink_to("circle.xlsx")
    write_roster(tmp_path / "roster.xlsx", [head(1)])

    said = run(tmp_path, "check", "circle.xlsx", code=2)

    assert "circle.xlsx cannot be read" in said
    assert "fault of warmth" not in said
    run(tmp_path, "check", ".")
