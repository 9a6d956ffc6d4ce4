"""A folder is checked as a whole: nobody in it is lost, and nothing in it that is no roster is filed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from examples import warmth
from rosters import head, write_roster
from warmth_cli.commands.gather import gather
from warmth_cli.issues import WarmthError
from warmth_cli.ledger import Ledger
from warmth_cli.reading.request import Request


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

    for paths in ([tmp_path, tmp_path / "b.xlsx"], [tmp_path / "b.xlsx", tmp_path]):
        with pytest.raises(WarmthError, match="damaged"):
            gather(paths, tmp_path / "warmth.db", Request(date(2022, 1, 6)), lambda _: None)


def test_a_roster_named_twice_is_filed_once(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "a.xlsx", [head(1)])

    gathered = gather(
        [path, tmp_path, path], tmp_path / "warmth.db", Request(date(2022, 1, 6)), lambda _: None
    )

    with Ledger.open(tmp_path / "warmth.db", create=True) as ledger:
        rosters, issues = gathered.kept(ledger)
    assert [roster.file for roster in rosters] == ["a.xlsx"]
    assert issues == []


def test_a_folder_without_files_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WarmthError, match="no file in"):
        gather([tmp_path], tmp_path / "warmth.db", Request(date(2022, 1, 6)), lambda _: None)
