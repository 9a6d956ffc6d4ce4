"""The way in: fast help, both languages, and never a traceback."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from rosters import head, write_roster
from started import CLEAN, start
from warmth_cli import usage
from warmth_cli.console import screen

# Help is in the language of the moment when the commands are made: one start for all of it.
HELPS = """
import sys
from contextlib import suppress
from warmth_cli.entry import main
for command in sys.argv[1:]:
    sys.argv = ["warmth", *command.split(), "--help"]
    with suppress(SystemExit):
        main()
    print(end="\\f")
"""


def run(*command: str | Path, cwd: Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    """What is started in a process of its own."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=CLEAN | {"WARMTH_LANG": language, "PYTHONUTF8": "1", "COLUMNS": "100"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_help_needs_none_of_the_heavy_libraries() -> None:
    script = (
        "import sys; sys.argv = ['warmth', '--help']\n"
        "from warmth_cli.entry import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "print('LOADED', *sorted({'pandas', 'openpyxl', 'pydantic', 'python_calamine'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "LOADED"


def test_of_a_file_that_is_not_there_the_most_like_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "roster.xlsx").touch()
    (tmp_path / "letter.txt").touch()

    done = [start(tmp_path, "check", name) for name in ("roster.xls", "名册.xls", "none/roster.xls")]

    assert ["Perhaps roster.xlsx?" in each.err for each in done] == [True, False, False]


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (
            ["chek", "a.xlsx"],
            "There is no command chek. Perhaps check?",
            "没有 chek 这条命令",
        ),
        (["check"], "The argument files is missing.", "缺少参数 files。"),
        (["annex"], "The option --out is missing.", "缺少选项 --out。"),
        (["payouts", "--year", "soon"], "--year takes a whole number.", "--year 应填整数。"),
        (["payouts", "--yaer", "2022"], "There is no option --yaer.", "没有 --yaer 这个选项。"),
        (["payouts", "--year"], "After --year something must be written.", "warmth payouts --help"),
        (
            ["check", "a.xlsx", "—annotate", "b.xlsx"],
            "Type two hyphens: --annotate.",
            "请用两个短横：--annotate。",
        ),
        (["payouts", "–dry-run"], "–dry-run begins with a long dash.", "–dry-run 开头的是长横线。"),
        (["rules", "show", "x", "y"], "This is too much: y.", "多写了：y。"),
        (["--lang", "fr", "rules"], "--lang knows only zh and en, not fr.", "fr"),
        (
            ["check", "--ann", "x"],
            "Perhaps --annotate, --map, --union?",
            "是不是 --annotate、--map、--union？",
        ),
        (["check", "nowhere.xlsx"], "There is no file nowhere.xlsx.", "nowhere.xlsx"),
        (["payouts", "--year", "1999"], "There is no rule pack for 1999.", "1999"),
    ],
)
def test_wrong_use_is_one_sentence_in_either_language_and_exit_2(
    arguments: list[str], english: str, chinese: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen.err, "width", 100)
    for language, words in (("en", english), ("zh", chinese)):
        done = start(tmp_path, *arguments, env={"WARMTH_LANG": language})

        assert done.code == 2
        assert words in done.err
        assert "Traceback" not in done.err
        assert not done.out
        assert list(tmp_path.iterdir()) == []


def test_help_is_chinese_for_a_chinese_reader_and_nothing_is_cut(tmp_path: Path) -> None:
    commands = ["", "check", "payouts", "annex", "publish", "template", "withdraw", "rules show"]

    helped = run(sys.executable, "-c", HELPS, *commands, cwd=tmp_path, language="zh")

    assert (helped.returncode, helped.stderr) == (0, "")
    helps = helped.stdout.split("\f")[:-1]
    assert len(helps) == len(commands)
    for command, told in zip(commands, helps, strict=True):
        assert f"用法： warmth {command}".rstrip() in told
        assert "显示本说明。" in told
        assert "…" not in told
        assert "Show this message" not in told
        assert not re.search(r"<(?:bool|str|int|path|date|list|Path)|OPTIONS|COMMAND|ARGS", told)


def test_a_fault_of_our_own_ends_without_a_traceback(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['warmth', 'rules']\n"
        "import warmth_cli.rulebook.loading as loading\n"
        "def broken(extra): raise RuntimeError('wire')\n"
        "loading.find_packs = broken\n"
        "from warmth_cli.entry import main\n"
        "main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=False
    )

    assert done.returncode == 2
    assert "RuntimeError: wire" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a name is text there")
def test_a_name_that_is_no_text_is_a_sentence(tmp_path: Path) -> None:
    broken = os.fsdecode(b"\xff.xlsx")

    for arguments in (["check", broken], ["export", "--out", broken], ["explain", broken]):
        done = run(Path(sys.executable).with_name("warmth"), *arguments, cwd=tmp_path)

        assert done.returncode == 2
        assert ".xlsx holds something that is no character here." in done.stderr
        assert not (tmp_path / "warmth.db").exists()


@pytest.mark.parametrize("kind", ["File", "Path", "Directory"])
def test_a_named_file_that_one_may_not_read_says_so(kind: str) -> None:
    message, _ = usage.explain(
        f"Invalid value for 'files': {kind} '县/a.xlsx' is not readable.", "warmth check"
    )

    assert message.spoken("en") == "县/a.xlsx cannot be read: you are not allowed to."


FULL = Path("/dev/full")
WARMTH = [sys.executable, "-m", "warmth_cli"]


@pytest.mark.skipif(not FULL.exists(), reason="there is no such device")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_on_a_full_disk_says_so_and_what_was_recorded_is(tmp_path: Path, unbuffered: str) -> None:
    office(tmp_path)
    environment = CLEAN | {"WARMTH_LANG": "en", "PYTHONUNBUFFERED": unbuffered, "COLUMNS": "200"}
    commands = ("--help", "rules", "check roster.xlsx", "check roster.xlsx --json", "payouts --year 2022")

    for command in commands:
        with FULL.open("w") as full:
            run = subprocess.run(
                [*WARMTH, *command.split()],
                cwd=tmp_path,
                env=environment,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (command, run.returncode) == (command, 2)
        assert "could not be written: the disk is full." in run.stderr
        assert "is recorded" in run.stderr
        assert "fault" not in run.stderr

    assert (tmp_path / "payouts-2022.xlsx").exists()
    with sqlite3.connect(tmp_path / "warmth.db") as ledger:
        assert ledger.execute("select count(*) from payment").fetchone() == (1,)


@pytest.mark.skipif(not FULL.exists(), reason="there is no such device")
def test_an_output_that_is_full_for_words_and_failures_ends_in_silence(tmp_path: Path) -> None:
    with FULL.open("w") as full:
        run = subprocess.run(
            [*WARMTH, "rules"], cwd=tmp_path, env=CLEAN, stdout=full, stderr=full, check=False
        )

    assert run.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["--help", "rules", "check roster.xlsx --json"])
def test_a_pipe_that_nobody_reads_is_quiet(tmp_path: Path, command: str, unbuffered: str) -> None:
    office(tmp_path)
    reads, writes = os.pipe()
    os.close(reads)

    run = subprocess.run(
        [*WARMTH, *command.split()],
        cwd=tmp_path,
        env=CLEAN | {"PYTHONUNBUFFERED": unbuffered},
        stdout=writes,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writes)

    assert (run.returncode, run.stderr) == (0, b"")


def office(folder: Path) -> None:
    """A roster of one household that is granted."""
    write_roster(folder / "roster.xlsx", [head(1)])


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252"])
def test_a_character_that_the_output_cannot_show_is_no_fault(tmp_path: Path, encoding: str) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1, name="王㛃", hardship="相对困难")])
    environment = os.environ | {"PYTHONIOENCODING": encoding, "WARMTH_LANG": "zh"}
    for more in ([], ["--json"]):
        command = [sys.executable, "-m", "warmth_cli", "check", "roster.xlsx", *more]
        run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert (run.returncode, run.stderr) == (0, b"")
    assert json.loads(run.stdout.decode(encoding))["decisions"][0]["name"] == "王㛃"
