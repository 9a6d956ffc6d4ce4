"""Killed at any moment, or run twice at once: a batch is whole or not there, and nobody is paid twice."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from people import resident_id
from rosters import head, member, write_roster
from started import CLEAN
from test_commands import run

WARMTH = Path(sys.executable).with_name("warmth")
NEW = 40
"""Households of the second batch, the one that is disturbed; the first has one."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

# Run `warmth` and kill it, without a word, before or after the nth call of a function. The database keeps
# almost nothing in memory, so that what is not committed stands half written in the file.
KILLED = """
import os, signal, sys
from importlib import import_module
from warmth_cli import entry, ledger

connect = ledger.connect

def small(*arguments):
    connection = connect(*arguments)
    connection.execute("PRAGMA cache_size = 1")
    return connection

def killing(*arguments, **options):
    global left
    left -= 1
    if left == 0 and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = real(*arguments, **options)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return result

ledger.connect = small
target, when, left = sys.argv[1], sys.argv[2], int(sys.argv[3])
module, path = target.split(":")
*owners, name = path.split(".")
owner = import_module(module)
for each in owners:
    owner = getattr(owner, each)
real = getattr(owner, name)
setattr(owner, name, killing)
sys.argv[1:] = sys.argv[4:]
entry.main()
"""


def kill(folder: Path, target: str, when: str, count: int, *arguments: str) -> None:
    command = [sys.executable, "-c", KILLED, target, when, str(count), *arguments]
    done = subprocess.run(command, cwd=folder, env=CLEAN, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


def paid(folder: Path) -> list[str]:
    """Everybody who was paid, as often as paid; payments and persons must agree."""
    with closing(sqlite3.connect(folder / "warmth.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        heads = [number for (number,) in db.execute("SELECT id_number FROM payment ORDER BY id_number")]
        listed = [person for (person,) in db.execute("SELECT person FROM paid_person WHERE head ORDER BY 1")]
        batches = db.execute("SELECT COUNT(*) FROM batch").fetchone()[0]
        decided = db.execute("SELECT COUNT(DISTINCT batch) FROM decision").fetchone()[0]
    assert heads == listed
    assert batches == decided
    return heads


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One household paid, with its list; then NEW more filed, each with a member, and not yet paid."""
    folder = tmp_path_factory.mktemp("office")
    write_roster(folder / "first.xlsx", [head(1)])
    rows = [row for n in range(2, NEW + 2) for row in (head(n), member(n))]
    write_roster(folder / "second.xlsx", rows)
    run(folder, "check", "first.xlsx")
    run(folder, "payouts", "--year", "2022")
    run(folder, "check", "second.xlsx")
    return folder


@pytest.fixture
def folder(office: Path, tmp_path: Path) -> Path:
    """A copy of the office to disturb."""
    return Path(shutil.copytree(office, tmp_path / "office"))


ALL = sorted(resident_id(n) for n in range(1, NEW + 2))


@pytest.mark.parametrize(
    ("target", "when", "count", "recorded"),
    [
        ("warmth_cli.ledger:household_text", "before", NEW, False),  # with all payments but one written
        ("warmth_cli.ledger:_decision_row", "before", 2, False),
        ("warmth_cli.ledger:Ledger.record_batch", "after", 1, False),
        ("warmth_cli.commands.lists:write_payout_list", "after", 1, False),
        ("warmth_cli.ledger:Ledger.record_output", "after", 1, False),
        ("warmth_cli.ledger:Ledger.commit", "after", 1, True),
        ("pathlib:Path.replace", "after", 1, True),
    ],
)
def test_a_batch_that_was_killed_is_there_whole_or_not_at_all(
    folder: Path, target: str, when: str, count: int, recorded: bool
) -> None:
    before = (folder / "payouts-2022.xlsx").read_bytes()

    kill(folder, target, when, count, "payouts", "--year", "2022")

    assert paid(folder) == (ALL if recorded else [resident_id(1)])
    in_place = target.endswith("replace")
    assert ((folder / "payouts-2022.xlsx").read_bytes() != before) == in_place
    document = json.loads(run(folder, "payouts", "--year", "2022", "--json"))
    assert document["batch"] == (None if recorded else 2)
    assert document["totals"]["granted"] == NEW + 1
    assert paid(folder) == ALL
    assert (folder / "payouts-2022.xlsx").read_bytes() != before


@pytest.mark.parametrize("delay", [0.3, 0.45, 0.6])
def test_a_batch_that_was_killed_at_any_time_is_there_whole_or_not_at_all(folder: Path, delay: float) -> None:
    process = subprocess.Popen(
        [WARMTH, "payouts", "--year", "2022"],
        cwd=folder,
        env=CLEAN,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

    assert len(paid(folder)) in (1, NEW + 1)
    run(folder, "payouts", "--year", "2022")
    assert paid(folder) == ALL


@pytest.mark.parametrize(
    ("target", "count"),
    [
        ("warmth_cli.ledger:connect", 1),  # an empty file, not yet a ledger
        ("sqlite3:complete_statement", 20),  # half of the tables
        ("warmth_cli.ledger:Ledger.file_roster", 1),
        ("warmth_cli.ledger:Ledger.file_roster", 2),
        ("warmth_cli.commands.check:survey_briefly", 1),
    ],
)
def test_a_first_check_that_was_killed_has_filed_nothing(tmp_path: Path, target: str, count: int) -> None:
    for name, serial in (("a.xlsx", 1), ("b.xlsx", 2)):
        write_roster(tmp_path / name, [head(serial)])

    kill(tmp_path, target, "after", count, "check", "a.xlsx", "b.xlsx")

    with closing(sqlite3.connect(tmp_path / "warmth.db")) as db:
        assert db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,)
    run(tmp_path, "check", "a.xlsx", "b.xlsx")
    run(tmp_path, "payouts", "--year", "2022")
    assert paid(tmp_path) == sorted([resident_id(1), resident_id(2)])


def at_once(folder: Path, *commands: list[str]) -> list[str]:
    """What several commands print that are started together; all of them must end well."""
    processes = [
        subprocess.Popen(
            [WARMTH, *command], cwd=folder, env=CLEAN, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for command in commands
    ]
    printed = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(commands), printed
    return [out.decode() for out, _ in printed]


def test_payouts_at_once_make_one_batch(folder: Path) -> None:
    command = ["payouts", "--year", "2022", "--json"]

    documents = [json.loads(text) for text in at_once(folder, command, command, command)]

    assert sorted(str(document["batch"]) for document in documents) == ["2", "None", "None"]
    assert {document["totals"]["granted"] for document in documents} == {NEW + 1}
    assert paid(folder) == ALL
    assert not list(folder.glob(".*.draft"))


def test_two_first_checks_at_once_are_both_filed(tmp_path: Path) -> None:
    for name, serial in (("a.xlsx", 1), ("b.xlsx", 2)):
        write_roster(tmp_path / name, [head(serial)])

    at_once(tmp_path, ["check", "a.xlsx"], ["check", "b.xlsx"], ["check", "a.xlsx"])

    run(tmp_path, "payouts", "--year", "2022")
    assert paid(tmp_path) == sorted([resident_id(1), resident_id(2)])
