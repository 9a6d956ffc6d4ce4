"""A folder is checked as a whole: nobody in it is lost, and nothing in it that is no roster is filed."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from examples import warmth
from rosters import head, write_roster
from test_commands import run
from warmth_cli.commands.gather import Source, gather
from warmth_cli.household import Roster
from warmth_cli.issues import WarmthError
from warmth_cli.language import sentence
from warmth_cli.ledger import Ledger


def outcomes(document: dict[str, list[dict[str, str]]]) -> list[tuple[str, str]]:
    return [(each["file"], each["outcome"]) for each in document["decisions"]]


def test_every_roster_below_a_folder_is_read_and_what_is_none_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "rosters"
    (folder / "怀远县").mkdir(parents=True)
    write_roster(folder / "a.xlsx", [head(1)])
    write_roster(folder / "怀远县" / "b.xls", [head(2)])
    shutil.copy(folder / "a.xlsx", folder / "~$a.xlsx")
    shutil.copy(folder / "a.xlsx", folder / ".~lock.a.xlsx#")
    shutil.copy(folder / "a.xlsx", folder / ".a.xlsx")
    (folder / ".git").mkdir()
    shutil.copy(folder / "a.xlsx", folder / ".git" / "d.xlsx")
    (folder / "通知.txt").write_text("请于20日前上报", encoding="utf-8")
    (folder / "c.xlsx").write_bytes((folder / "a.xlsx").read_bytes()[:900])

    document = warmth(tmp_path, "check rosters")

    assert outcomes(document) == [("rosters/a.xlsx", "granted"), ("rosters/怀远县/b.xls", "granted")]
    told = {(each["code"], each["file"]) for each in document["issues"]}
    assert told == {
        ("file-unread", "rosters/c.xlsx"),
        ("file-no-roster", "rosters/通知.txt"),
        ("file-no-roster", "rosters/.a.xlsx"),
    }


def test_a_lock_file_that_a_shell_names_with_the_others_is_passed_over(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1)])
    (tmp_path / "~$a.xlsx").write_bytes(b"somebody")

    assert [
        each.name for each in gather([tmp_path / "~$a.xlsx", tmp_path / "a.xlsx"], tmp_path / "x.db")
    ] == ["a.xlsx"]


def test_the_programs_own_list_and_ledger_in_the_folder_are_no_rosters(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1)])
    warmth(tmp_path, "check .")
    warmth(tmp_path, "payouts --year 2022")
    warmth(tmp_path, "annex --out tables.xlsx")

    document = warmth(tmp_path, "check .")

    assert outcomes(document) == [("a.xlsx", "granted")]
    told = [(issue["file"], issue["code"]) for issue in document["issues"]]
    assert told == [("payouts-2022.xlsx", "file-no-roster"), ("tables.xlsx", "file-no-roster")]


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("payouts --year 2022", "payouts-2022.xlsx"),
        ("export --out entry.xlsx", "entry.xlsx"),
        ("publish --out public.xlsx", "public.xlsx"),
    ],
)
def test_a_document_that_was_saved_anew_to_print_it_is_no_roster_either(
    command: str, name: str, tmp_path: Path
) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1), head(2, account=None)])
    warmth(tmp_path, "check .")
    warmth(tmp_path, "payouts --year 2022")
    warmth(tmp_path, command)
    book = load_workbook(tmp_path / name)
    book.worksheets[0].column_dimensions["A"].width = 33
    book.save(tmp_path / name)

    document = warmth(tmp_path, "check .")

    assert [each for each in outcomes(document) if each[0] != "a.xlsx"] == []
    told = [(each["code"], each["file"]) for each in document["issues"]]
    outputs = [("file-no-roster", file) for file in sorted({name, "payouts-2022.xlsx"})]
    assert told == [*outputs, ("account-missing", "a.xlsx")]
    assert "holds no new entries" in run(tmp_path, "check", name, code=2)


def test_the_standards_that_the_run_goes_by_are_no_roster_to_be_told_of(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1)])
    standard = '[[standard]]\ndistrict = "蚌山区"\nmonthly = 1\nfrom = 2021-07-01\nsource = "虚构"\n'
    for name in ("standards.toml", "other.toml"):
        (tmp_path / name).write_text(standard, encoding="utf-8")

    told = [warmth(tmp_path, f"check . {named}")["issues"] for named in ("", "--standards other.toml")]

    assert [[issue["file"] for issue in issues] for issues in told] == [["other.toml"], ["standards.toml"]]


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


def test_a_file_that_stands_in_the_folder_twice_counts_once(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1), head(2)])
    shutil.copy(tmp_path / "a.xlsx", tmp_path / "a - 副本.xlsx")

    document = warmth(tmp_path, "check .")

    assert outcomes(document) == [("a - 副本.xlsx", "granted"), ("a - 副本.xlsx", "granted")]
    assert [(each["code"], each["file"]) for each in document["issues"]] == [("file-twice", "a.xlsx")]
    assert warmth(tmp_path, "payouts --year 2022")["totals"]["rows"] == 2


def test_a_copy_counts_itself_once_the_other_file_says_something_else(tmp_path: Path) -> None:
    write_roster(tmp_path / "b.xlsx", [head(1), head(2)])
    warmth(tmp_path, "check b.xlsx")
    (tmp_path / "b.xlsx").rename(tmp_path / "a.xlsx")  # read before the file that took its name
    write_roster(tmp_path / "b.xlsx", [head(3)])

    document = warmth(tmp_path, "check .")

    assert outcomes(document) == [("a.xlsx", "granted"), ("a.xlsx", "granted"), ("b.xlsx", "granted")]
    assert document["issues"] == []


def test_a_roster_that_became_a_copy_of_another_no_longer_counts_as_it_was(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1)])
    write_roster(tmp_path / "b.xlsx", [head(2)])
    warmth(tmp_path, "check .")
    shutil.copy(tmp_path / "a.xlsx", tmp_path / "b.xlsx")

    document = warmth(tmp_path, "check .")

    assert outcomes(document) == [("a.xlsx", "granted")]
    assert warmth(tmp_path, "payouts --year 2022")["totals"]["rows"] == 1


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
        write_roster(tmp_path / f"{name}.xlsx", [head(1, note=name)])

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
    assert "circle.xlsx cannot be read" in run(tmp_path, "check", ".", code=1)


@pytest.mark.skipif(os.name == "nt", reason="a name is text there")
def test_folders_may_stand_in_each_other_deeper_than_calls_may(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(350):
        deep /= "d"
        deep.mkdir()
    (deep / "a.xlsx").touch()
    (tmp_path / "d" / "b.xlsx").touch()
    before = sys.getrecursionlimit()

    sys.setrecursionlimit(300)
    try:
        found = gather([tmp_path], tmp_path / "warmth.db")
    finally:
        sys.setrecursionlimit(before)

    assert [each.path for each in found] == [tmp_path / "d" / "b.xlsx", deep / "a.xlsx"]


def test_a_name_that_is_no_text_keeps_no_other_file_waiting(tmp_path: Path) -> None:
    folder = tmp_path / "rosters"
    broken = folder / os.fsdecode("县".encode("gbk"))
    broken.mkdir(parents=True)
    write_roster(folder / "a.xlsx", [head(1)])
    write_roster(broken / "b.xlsx", [head(2)])

    document = warmth(tmp_path, "check rosters")

    assert outcomes(document) == [("rosters/a.xlsx", "granted")]
    [told] = document["issues"]
    assert (told["code"], told["file"]) == ("file-unread", "rosters/??/b.xlsx")
    assert "no character" in told["message"]
    assert "Rename the file" in told["remedy"]
    assert "rosters/??/b.xlsx" in run(tmp_path, "check", "rosters", code=1)


def test_a_name_that_is_no_text_takes_no_other_roster_out(tmp_path: Path) -> None:
    unsayable = Source(tmp_path / "a", "a\udcff.xlsx", named=False)
    with Ledger.open(tmp_path / "warmth.db", create=True) as ledger:
        for name in ("a?.xlsx", "a.xlsx"):
            ledger.file_roster(Roster(name, name, ()), "2022-01-06")

        issue = unsayable.unread(ledger, WarmthError(sentence("-"), sentence("-")))

        assert (issue.code, issue.file) == ("file-unread", "a?.xlsx")
        assert ledger.rosters() == ["a?.xlsx", "a.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are rare there")
def test_whatever_has_a_name_in_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    write_roster(tmp_path / "elsewhere" / "a.xlsx", [head(1)])
    folder = tmp_path / "rosters"
    folder.mkdir()
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "again").symlink_to(folder)
    (folder / "gone.xlsx").symlink_to("away.xlsx")
    (folder / "device.xlsx").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.xlsx")

    document = warmth(tmp_path, "check rosters")

    assert outcomes(document) == [("elsewhere/a.xlsx", "granted")]
    assert {(each["code"], each["file"]) for each in document["issues"]} == {
        ("file-unread", "rosters/away.xlsx"),
        ("file-no-roster", "/dev/zero"),
        ("file-no-roster", "rosters/pipe.xlsx"),
    }


@pytest.mark.parametrize("mode", [0o000, 0o444], ids=["closed", "names only"])
def test_a_folder_that_one_may_not_look_into_is_told(mode: int, tmp_path: Path) -> None:
    inner = tmp_path / "rosters" / "inner"
    inner.mkdir(parents=True)
    write_roster(tmp_path / "rosters" / "a.xlsx", [head(1)])
    write_roster(inner / "b.xlsx", [head(2)])
    inner.chmod(mode)
    if os.access(inner, os.R_OK | os.X_OK):
        pytest.skip("an administrator may look everywhere")

    document = warmth(tmp_path, "check rosters")

    inner.chmod(0o755)
    assert outcomes(document) == [("rosters/a.xlsx", "granted")]
    [told] = document["issues"]
    assert (told["code"], told["file"].startswith("rosters/inner")) == ("file-unread", True)
    assert "not allowed" in told["message"]


@pytest.mark.parametrize("mark", ["~$roster.xlsx", ".~lock.roster.xlsx#"])
def test_a_mark_that_a_file_is_open_is_no_roster(mark: str, tmp_path: Path) -> None:
    (tmp_path / mark).write_bytes(b"x")
    with pytest.raises(WarmthError, match=r"a program that has roster\.xlsx open"):
        gather([tmp_path / mark], tmp_path / "warmth.db")
