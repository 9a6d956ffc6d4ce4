"""Several files of one command: they appear together, or none of them does."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.ledger import Ledger
from warmth_cli.reasons import reason
from warmth_cli.writing.output import Output


class Outputs:
    """The files of one command, each with a draft beside it. Publish all, or leave none.

    Every target is looked at, and every draft written, before the first is put in its place. What can still
    fail then is the disk: the ledger knows the files already, and the next run writes them again.
    """

    def __init__(
        self, targets: Sequence[Path], ledger: Ledger, force: bool, inputs: Sequence[Path] = ()
    ) -> None:
        self._ledger = ledger
        self._stack = ExitStack()
        self._each: list[Output] = []
        with ExitStack() as stack:  # what was begun is taken away again when a later target is refused
            for target in targets:
                self._each.append(stack.enter_context(Output(target, ledger, force, inputs)))
            self._stack = stack.pop_all()

    @property
    def drafts(self) -> list[Path]:
        """Where to write, in the order of the targets."""
        return [output.draft for output in self._each]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def publish(self) -> None:
        """Make what was recorded permanent, then put every file in its place."""
        for output in self._each:
            output.seal()
        self._ledger.commit()
        for output in self._each:
            output.put()


class OutputFolder:
    """A folder for the files of one command; one that was made for it goes again when nothing comes into it.

    Raises WarmthError where no folder can be.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._made = False

    def __enter__(self) -> Self:
        try:
            if not self.path.is_dir():
                self.path.mkdir(mode=0o700)
                self._made = True
        except OSError as error:
            raise stop(
                marked("The folder {path} cannot be made: {reason}."),
                marked("Name a folder to write into with --out, in one that exists."),
                path=str(self.path),
                reason=reason(error),
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._made and error is not None and not any(self.path.iterdir()):
            self.path.rmdir()
