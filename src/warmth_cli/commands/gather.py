"""Which files a clerk means by the paths she names: files themselves, and everything in a folder."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warmth_cli.files.refusals import NotARoster, OwnDocument, hidden_file
from warmth_cli.files.workbook import bytes_of
from warmth_cli.household import Roster
from warmth_cli.issues import Issue, WarmthError, check_text, printable, stop
from warmth_cli.language import Sentence, Words, listed, marked
from warmth_cli.ledger import Ledger, name_in, real_path
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster

_LOCK_FILES = ("~$", ".~lock.")
"""How the names begin of what Excel, WPS and LibreOffice put beside a file that is open."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: where it is, what the ledger calls it, and whether it was named itself.

    A folder that cannot be looked into stands for the files in it.
    """

    path: Path
    name: str
    named: bool

    @property
    def hidden(self) -> bool:
        """Whether nobody sees it in the folder that was named: macOS and other programs keep such files."""
        return not self.named and self.path.name.startswith(".")

    def read(self, request: Request, progress: Callable[[float], None]) -> Roster | WarmthError:
        """The roster, or why there is none. A file that was named raises WarmthError; one in a folder does
        not keep the others waiting."""
        if self.hidden:
            return hidden_file(self.name)
        try:
            check_text(self.name)
            return read_roster(self.path, self.name, request, progress)
        except WarmthError as error:
            if self.named:
                raise
            return error

    def is_output(self, ledger: Ledger, read: Roster | WarmthError) -> bool:
        """Whether the program itself wrote the file: in a folder it is passed over, and named it stops.

        A list is no roster, though it has names and numbers in it.
        """
        if not ledger.is_own_output(read.sha256 if isinstance(read, Roster) else _digest(self.path)):
            return False
        if self.named:
            raise OwnDocument().of(Path(self.name))
        return True

    def own(self) -> Issue:
        """The issue of a document of the program's own in a folder."""
        return self._passed_over("file-no-roster", OwnDocument().of(Path(self.name)))

    def unread(self, ledger: Ledger, error: WarmthError) -> Issue:
        """The issue of a file that was not read. What was filed of it before is taken out, unless the file is
        the same: another was put in its place, and nobody is paid by what nobody can look at."""
        code = "file-no-roster" if isinstance(error, NotARoster) else "file-unread"
        may_be_filed = not self.hidden and self.name == printable(self.name)
        if may_be_filed and ledger.has_unchanged(self.name):
            code = "file-unread-kept"  # its password was not given this time
        elif may_be_filed and ledger.withdraw(self.name):
            code = "file-unread-withdrawn"
        return self._passed_over(code, error)

    def _passed_over(self, code: str, error: WarmthError) -> Issue:
        return Issue(
            code, printable(self.name), values={"words": _words(error.message), "mend": _words(error.remedy)}
        )


def gather(paths: Sequence[Path], ledger: Path, inputs: Sequence[Path] = ()) -> list[Source]:
    """Every file that is named, and every file in a folder that is named.

    Lock files, hidden folders, the ledger and the `inputs` that the run goes by are passed over in folders.
    Raises WarmthError when there is none, but for hidden ones.
    """
    if paths and all(path.name.startswith(_LOCK_FILES) for path in paths):
        raise stop(
            marked("{path} is only the mark of a program that has {named} open."),
            marked("Save and close {named} there, and name that file."),
            path=paths[0],
            named=paths[0].name.removeprefix("~$").removeprefix(".~lock.").removesuffix("#"),
        )
    found = [Source(path, name_in(ledger, path), named) for path, named in _files(paths, (ledger, *inputs))]
    if all(source.hidden for source in found):
        raise stop(
            marked("There is no file in {paths}."),
            marked("Name the folder that holds the rosters."),
            paths=listed(str(path) for path in paths),
        )
    return found


def _files(paths: Sequence[Path], known: Sequence[Path]) -> list[tuple[Path, bool]]:
    """Each file once, with whether it was named itself; a named one is not passed over for its folder, nor
    because what it is is `known`. Lock files are: *.xlsx names them, too."""
    passed_over = {real_path(path) for path in known}
    files: dict[Path, tuple[Path, bool]] = {}
    for path in (path for path in paths if not path.name.startswith(_LOCK_FILES)):
        if not _is_folder(path):
            files[real_path(path)] = (path, True)
            continue
        for each in _inside(path):
            if real_path(each) not in passed_over:
                files.setdefault(real_path(each), (each, False))
    return list(files.values())


def _inside(folder: Path) -> Iterator[Path]:
    """All that is in a folder and is none: files, and what else has a name there, to be told of.

    Links to folders are followed, each folder once. One that cannot be looked into stands for what is in it.
    """
    seen: set[Path] = set()
    waiting = [folder]  # the next one last; folders may stand in each other deeper than calls may
    while waiting:
        path = waiting.pop()
        if not _is_folder(path):
            yield path
        elif real_path(path) not in seen:
            seen.add(real_path(path))
            try:
                inside = sorted(path.iterdir(), reverse=True)
            except OSError:
                yield path
                continue
            waiting.extend(each for each in inside if not _is_passed_over(each))


def _is_passed_over(path: Path) -> bool:
    return path.name.startswith(_LOCK_FILES) or (path.name.startswith(".") and _is_folder(path))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # where one may not look: reading it says so
        return False


def _words(sentence: Sentence) -> Words:
    return Words(sentence.spoken("zh"), sentence.spoken("en"))


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(bytes_of(path)).hexdigest()
    except WarmthError:
        return ""
