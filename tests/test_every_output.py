"""Whatever a command writes is whole or not there, the owner's only, and never over somebody else's file."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from rosters import head, member, write_roster
from started import start
from test_crash import kill

COMMANDS = {
    "list.xlsx": "payouts --year 2022 --out",
    "batch.xlsx": "payouts --batch 1 --out",
    "bank.xlsx": "bank --batch 1 --profile neutral --out",
    "bank.txt": "bank --batch 1 --profile bar-gbk --out",
    "bank.csv": "bank --batch 1 --profile csv --out",
    "public.xlsx": "publish --out",
    "public.docx": "publish --out",
    "tables.xlsx": "annex --out",
    "units.xlsx": "annex --by union --out",
    "report.docx": "report --out",
    "page.xlsx": "explain roster.xlsx:2 --out",
    "page.docx": "explain roster.xlsx:2 --out",
    "entry.xlsx": "export --out",
    "copy.xlsx": "check roster.xlsx --annotate",
    "headings.toml": "check other.xlsx --map 受助人=户主姓名 --save-headings",
    "blank.xlsx": "template",
    "figures.xlsx": "template --figures",
}
every = pytest.mark.parametrize("name", COMMANDS)


@pytest.fixture(scope="module")
def paid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven households that were paid, and a roster whose heading only --map can read."""
    folder = tmp_path_factory.mktemp("office")
    write_roster(folder / "roster.xlsx", [head(1), member(50), *(head(n, union="一厂") for n in range(2, 8))])
    write_roster(folder / "other.xlsx", [head(9)], headings={"name": "受助人"})
    for command in ("check roster.xlsx", "payouts --year 2022"):
        assert start(folder, *command.split()).code == 0
    return folder


@pytest.fixture
def office(paid: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(paid, tmp_path / "office"))


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@every
def test_it_is_the_owners_only_and_a_file_of_somebody_else_is_kept_unless_forced(
    office: Path, name: str
) -> None:
    target, command = office / name, [*COMMANDS[name].split(), name]
    target.write_bytes(b"another file")
    target.chmod(0o644)

    assert start(office, *command).code == 2
    assert target.read_bytes() == b"another file"
    assert start(office, *command, "--force").code == (2 if name.endswith(".toml") else 0)
    assert not hidden(office)

    target.unlink()
    assert start(office, *command).code == 0
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with target.open("ab") as changed:
        changed.write(b"#")
    content = target.read_bytes()
    if name != "headings.toml":  # which is written on, whatever stands in it
        assert start(office, *command).code == 2
        assert target.read_bytes() == content


@every
def test_where_nothing_can_be_written_nothing_is(office: Path, name: str) -> None:
    before = {path.name: path.read_bytes() for path in office.iterdir()}

    done = start(office, *COMMANDS[name].split(), f"nowhere/{name}")

    assert done.code == 2
    assert "nowhere" in done.err
    assert {path.name: path.read_bytes() for path in office.iterdir() if path.name in before} == before
    assert not (office / "nowhere").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    "name", ["bank.csv", "public.docx", "units.xlsx", "page.xlsx", "entry.xlsx", "copy.xlsx"]
)
def test_killed_before_it_is_whole_it_is_not_there_and_is_written_again(office: Path, name: str) -> None:
    command = [*COMMANDS[name].split(), name]

    kill(office, "os:fsync", "before", 1, *command)

    assert not (office / name).exists()
    assert start(office, *command).code == 0
    assert (office / name).exists()
