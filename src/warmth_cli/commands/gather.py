"""Which files a clerk means by the paths she names: files themselves, and everything in a folder."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from warmth_cli.household import Roster
from warmth_cli.issues import Issue, WarmthError, stop
from warmth_cli.language import Sentence, Words, marked
from warmth_cli.ledger import Ledger, name_in
from warmth_cli.reading.refusals import NotARoster
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster

_LOCK_FILE = "~$"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What reading came to: rosters, and the files of folders that are none, with why."""

    rosters: tuple[Roster, ...]
    from_folders: frozenset[str]
    unread: tuple[tuple[Path, str, WarmthError], ...]

    def kept(self, ledger: Ledger) -> tuple[list[Roster], list[Issue]]:
        """The rosters to file, and an issue for each file of a folder that could not be read.

        What the program itself wrote into a folder is no roster, though it has names and numbers in it.
        """
        for roster in self.rosters:
            if roster.file not in self.from_folders and ledger.is_own_output(roster.sha256):
                raise stop(
                    marked("{path} was written by warmth and holds no new entries."),
                    marked("Check the roster that an office sent; lists and tables are not read back."),
                    path=roster.file,
                )
        rosters = [
            roster
            for roster in self.rosters
            if roster.file not in self.from_folders or not ledger.is_own_output(roster.sha256)
        ]
        issues = [
            Issue(_code(error), name, values={"words": _words(error.message), "mend": _words(error.remedy)})
            for path, name, error in self.unread
            if not ledger.is_own_output(_digest(path))
        ]
        return rosters, issues


def gather(
    paths: Sequence[Path], ledger: Path, request: Request, progress: Callable[[float], None]
) -> Gathered:
    """Read every file that is named, and every file in a folder that is named.

    A named file that cannot be read raises WarmthError; one in a folder does not keep the others waiting.
    Lock files, hidden files and the ledger are passed over in folders.
    """
    found = _files(paths, ledger)
    if not found:
        raise stop(
            marked("There is no file in {paths}."),
            marked("Name the folder that holds the rosters."),
            paths=", ".join(str(path) for path in paths),
        )
    rosters: dict[str, Roster] = {}
    from_folders: set[str] = set()
    unread: list[tuple[Path, str, WarmthError]] = []
    for number, (path, named) in enumerate(found):

        def step(share: float, number: int = number) -> None:
            progress((number + share) / len(found))

        name = name_in(ledger, path)
        try:
            rosters[name] = read_roster(path, name, request, step)
        except WarmthError as error:
            if named:
                raise
            unread.append((path, name, error))
        if not named:
            from_folders.add(name)
    return Gathered(tuple(rosters.values()), frozenset(from_folders), tuple(unread))


def _files(paths: Sequence[Path], ledger: Path) -> list[tuple[Path, bool]]:
    """Each file once, with whether it was named itself; a named one is not passed over for its folder."""
    files: dict[Path, tuple[Path, bool]] = {}
    for path in paths:
        if not path.is_dir():
            files[path.resolve()] = (path, True)
            continue
        for each in sorted(path.rglob("*")):
            inside = each.relative_to(path).parts
            hidden = any(part.startswith((_LOCK_FILE, ".")) for part in inside)
            if each.is_file() and not hidden and each.resolve() != ledger.resolve():
                files.setdefault(each.resolve(), (each, False))
    return list(files.values())


def _code(error: WarmthError) -> str:
    return "file-no-roster" if isinstance(error, NotARoster) else "file-unread"


def _words(sentence: Sentence) -> Words:
    return Words(sentence.spoken("zh"), sentence.spoken("en"))


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
