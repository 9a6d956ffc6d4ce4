"""A document appears whole or not at all, and never over something that is not the program's own."""

import os
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from people import household
from rosters import head, write_roster
from test_commands import run
from warmth_cli.household import Roster, Table
from warmth_cli.issues import WarmthError
from warmth_cli.ledger import Ledger
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.writing.output import Output

NOW = "2022-01-05T09:30:00"
as_user = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may do everything")


def roster(file: str) -> Roster:
    return Roster(file, file, (Table("花名册", {}, (household(1, file=file),), 0, 0, ()),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office: a ledger, and a filed roster in a folder of its own."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "roster.xlsx").write_text("the roster")
    with Ledger.open(tmp_path / "warmth.db", create=True) as ledger:
        ledger.file_roster(roster("in/roster.xlsx"), NOW)
    return tmp_path


def put(target: Path, text: str, ledger: Path, *, force: bool = False) -> None:
    """What a command does: something is recorded, a document is written, both are made permanent."""
    with Ledger.open(ledger, create=False) as open_ledger:
        open_ledger.file_roster(roster(f"{text}-roster.xlsx"), NOW)
        with Output(target, open_ledger, force) as output:
            output.draft.write_text(text)
            output.publish()


def names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def rosters(folder: Path) -> list[str]:
    with Ledger.open(folder / "warmth.db", create=False) as ledger:
        return ledger.rosters()


def test_a_document_appears_when_it_is_published_and_not_before(folder: Path) -> None:
    target = folder / "list.xlsx"
    with Ledger.open(folder / "warmth.db", create=False) as ledger, Output(target, ledger, False) as output:
        output.draft.write_text("first")
        assert not target.exists()
        assert output.draft.parent == folder
        output.publish()
        assert target.read_text() == "first"

    assert names(folder) == {"warmth.db", "in/roster.xlsx", "list.xlsx"}


def test_a_document_is_on_the_disk_before_it_is_in_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def noted(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def call(*arguments: object) -> object:
            done.append(name)
            return real(*arguments)

        monkeypatch.setattr(owner, name, call)

    noted(os, "fsync")
    noted(Ledger, "commit")
    noted(Path, "replace")
    put(folder / "list.xlsx", "first", folder / "warmth.db")

    assert done == ["fsync", "commit", "replace"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_document_and_its_draft_are_for_their_owner_only(folder: Path) -> None:
    target = folder / "list.xlsx"
    mask = os.umask(0)
    try:
        with (
            Ledger.open(folder / "warmth.db", create=False) as ledger,
            Output(target, ledger, False) as output,
        ):
            assert stat.S_IMODE(output.draft.stat().st_mode) == 0o600
            output.publish()
    finally:
        os.umask(mask)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600


# --- what may be replaced --------------------------------------------------------------------------------


def test_a_file_of_somebody_else_is_kept_unless_forced(folder: Path) -> None:
    target = folder / "list.xlsx"
    target.write_text("a chairman's notes")

    with pytest.raises(WarmthError, match="was not written by warmth"):
        put(target, "list", folder / "warmth.db")
    assert target.read_text() == "a chairman's notes"
    assert rosters(folder) == ["in/roster.xlsx"]
    assert names(folder) == {"warmth.db", "in/roster.xlsx", "list.xlsx"}

    put(target, "list", folder / "warmth.db", force=True)
    assert target.read_text() == "list"


def test_the_programs_own_file_is_replaced(folder: Path) -> None:
    target = folder / "list.xlsx"
    put(target, "first", folder / "warmth.db")

    put(target, "second", folder / "warmth.db")

    assert target.read_text() == "second"


def test_the_programs_own_file_is_known_under_another_name(folder: Path) -> None:
    put(folder / "list.xlsx", "first", folder / "warmth.db")
    (folder / "list.xlsx").rename(folder / "renamed.xlsx")

    put(folder / "renamed.xlsx", "second", folder / "warmth.db")

    assert (folder / "renamed.xlsx").read_text() == "second"


def test_a_file_that_was_changed_since_is_kept_unless_forced(folder: Path) -> None:
    target = folder / "list.xlsx"
    put(target, "first", folder / "warmth.db")
    target.write_text("first, with a remark by hand")

    with pytest.raises(WarmthError, match="changed"):
        put(target, "second", folder / "warmth.db")
    assert target.read_text() == "first, with a remark by hand"

    put(target, "second", folder / "warmth.db", force=True)
    assert target.read_text() == "second"


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "name", ["warmth.db", "in/roster.xlsx", "in/../warmth.db", "link.db", "link.xlsx", "last-year.db"]
)
def test_the_ledger_and_filed_rosters_are_never_written_over(folder: Path, name: str, force: bool) -> None:
    (folder / "link.db").symlink_to(folder / "warmth.db")
    (folder / "link.xlsx").symlink_to(folder / "in" / "roster.xlsx")
    shutil.copy(folder / "warmth.db", folder / "last-year.db")
    before = (folder / name).read_bytes()

    with pytest.raises(WarmthError, match="never written over"):
        put(folder / name, "list", folder / "warmth.db", force=force)

    assert (folder / name).read_bytes() == before
    assert rosters(folder) == ["in/roster.xlsx"]


# --- what fails leaves nothing ---------------------------------------------------------------------------


@pytest.mark.parametrize("old", [None, "first"])
@pytest.mark.parametrize(
    ("failure", "raised"),
    [
        (OSError(28, "No space left"), WarmthError),
        (RuntimeError(), RuntimeError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_a_failure_while_writing_leaves_nothing(
    folder: Path, old: str | None, failure: BaseException, raised: type[BaseException]
) -> None:
    target = folder / "list.xlsx"
    if old:
        put(target, old, folder / "warmth.db")
    files, filed = names(folder), rosters(folder)

    with pytest.raises(raised), Ledger.open(folder / "warmth.db", create=False) as ledger:  # noqa: PT012
        ledger.file_roster(roster("new.xlsx"), NOW)
        with Output(target, ledger, False) as output:
            output.draft.write_text("half")
            raise failure

    assert names(folder) == files
    assert rosters(folder) == filed
    assert not old or target.read_text() == old


def test_leaving_without_publishing_leaves_no_trace(folder: Path) -> None:
    target = folder / "list.xlsx"
    with Ledger.open(folder / "warmth.db", create=False) as ledger, Output(target, ledger, False) as output:
        output.draft.write_text("half")

    assert names(folder) == {"warmth.db", "in/roster.xlsx"}


def test_a_list_that_could_not_be_put_in_its_place_can_be_written_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = folder / "list.xlsx"

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(WarmthError, match="cannot be written"):
            put(target, "list", folder / "warmth.db")

    assert rosters(folder) == [
        "in/roster.xlsx",
        "list-roster.xlsx",
    ]  # recorded before the list is in its place
    assert names(folder) == {"warmth.db", "in/roster.xlsx"}
    put(target, "list", folder / "warmth.db")
    assert target.read_text() == "list"


def _folder(target: Path) -> None:
    target.mkdir()


def _no_folder(target: Path) -> None:
    target.parent.rmdir()


def _file_for_a_folder(target: Path) -> None:
    target.parent.rmdir()
    target.parent.touch()


def _closed_folder(target: Path) -> None:
    target.parent.chmod(0o500)


def _read_only(target: Path) -> None:
    target.touch(0o400)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "spoil",
    [
        _folder,
        _no_folder,
        _file_for_a_folder,
        pytest.param(_closed_folder, marks=as_user),
        pytest.param(_read_only, marks=as_user),
    ],
)
def test_a_target_that_cannot_be_written_stops_the_command(
    folder: Path, spoil: Callable[[Path], None], force: bool
) -> None:
    target = folder / "out" / "list.xlsx"
    target.parent.mkdir()
    spoil(target)

    with pytest.raises(WarmthError, match="cannot be written"):
        put(target, "list", folder / "warmth.db", force=force)

    assert rosters(folder) == ["in/roster.xlsx"]
    assert not [name for name in names(folder) if name.endswith(".draft")]


@pytest.mark.parametrize(
    ("command", "target"),
    [
        ("payouts --year 2022", "packs/own/annex.xlsx"),
        ("annex", "packs/own/annex.xlsx"),
        ("bank --batch 1 --profile csv", "standards.toml"),
        ("bank --batch 1 --profile csv", "packs/own/notice.toml"),
        ("bank --batch 1 --profile csv", "warmth.db"),
    ],
)
def test_what_a_run_goes_by_is_never_written_over_even_by_force(
    tmp_path: Path, command: str, target: str
) -> None:
    pack = Path(str(choose_pack(find_packs(None), 2022, None).folder))
    shutil.copytree(pack, tmp_path / "packs" / "own")
    notice = tmp_path / "packs" / "own" / "notice.toml"
    notice.write_text(notice.read_text("utf-8").replace('id = "bengbu-2022"', 'id = "own"', 1), "utf-8")
    (tmp_path / "standards.toml").write_text("", "utf-8")
    write_roster(tmp_path / "roster.xlsx", [head(1)])
    run(tmp_path, "check", "roster.xlsx")
    own = ("--rules", "packs", "--notice", "own")
    run(tmp_path, "payouts", *own)
    before = (tmp_path / target).read_bytes()

    said = run(tmp_path, *command.split(), *own, "--force", "--out", target, code=2)

    assert "never written over" in " ".join(said.split())
    assert (tmp_path / target).read_bytes() == before


@pytest.mark.parametrize(
    ("name", "hours", "stays"),
    [
        (".out.txt.ab12_xyz.draft", 25, False),
        (".out.txt.ab12_xyz.draft", 23, True),  # another run may be at work on it
        (".other.txt.ab12_xyz.draft", 25, True),
        (".out.txt.draft", 25, True),
        ("out.txt.ab12_xyz.draft", 25, True),
    ],
)
def test_a_draft_that_a_killed_run_left_is_removed_in_time(
    folder: Path, name: str, hours: int, stays: bool
) -> None:
    (folder / name).write_text("numbers of people")
    then = time.time() - hours * 3600
    os.utime(folder / name, (then, then))

    put(folder / "out.txt", "new", folder / "warmth.db")

    assert (folder / name).exists() == stays
    assert (folder / "out.txt").read_text() == "new"
