"""A document appears whole or not at all, and never over something that is not the program's own."""

import errno
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import marked
from warmth_cli.ledger import Ledger, real_path
from warmth_cli.reasons import reason

_DATABASE = b"SQLite format 3\0"
_STALE = 24 * 3600
"""Seconds after which a draft is nobody's any more."""


class Output:
    """One file being made. Write to `draft`, then `publish`; leaving without that leaves no trace.

    The draft stands beside the target, readable for its owner only. Publishing syncs it, remembers its hash
    in the ledger, commits the ledger's transaction, and renames the draft over the target. Raises
    WarmthError at the start when the target may not be replaced; what the run goes by, `inputs`, never is.
    Without a ledger nothing that exists is known as the program's own.
    """

    def __init__(self, target: Path, ledger: Ledger | None, force: bool, inputs: Sequence[Path] = ()) -> None:
        self.target = target
        self._ledger = ledger
        self._inputs = {real_path(path) for path in inputs}
        self._check_target(force)
        _sweep(target)
        try:
            handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".draft", dir=target.parent)
        except OSError as error:
            raise self._unwritable(error) from error
        os.close(handle)
        self.draft = Path(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.draft.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise self._unwritable(error) from error

    def publish(self) -> None:
        """Make the batch and the document permanent, in this order: the list can be written again from
        the ledger, a batch cannot be made from a list."""
        self.seal()
        if self._ledger is not None:
            self._ledger.commit()
        self.put()

    def seal(self) -> None:
        """Sync the draft, and remember its hash: nothing is written to it any more."""
        with self.draft.open("rb+") as draft:
            digest = hashlib.file_digest(draft, "sha256").hexdigest()
            os.fsync(draft.fileno())
        if self._ledger is not None:
            self._ledger.record_output(digest, self.target.name)

    def put(self) -> None:
        """Put the sealed draft in its place."""
        try:
            self.draft.replace(self.target)
        except OSError as error:
            raise self._unwritable(error) from error

    def _check_target(self, force: bool) -> None:
        """Refuse folders, the ledger, filed rosters, and files the program did not write."""
        target = self.target
        if target.is_dir():
            raise self._unwritable(IsADirectoryError(errno.EISDIR, ""))
        if not target.exists():
            return
        if real_path(target) in self._inputs:
            raise stop(
                marked("{path} is a file that this run goes by, and is never written over."),
                marked("Name another file to write."),
                path=str(target),
            )
        ledger = self._ledger
        if ledger is not None and real_path(target) in _kept(ledger):
            raise self._never_written_over()
        try:
            with target.open("rb+") as existing:  # a file that is open in Excel refuses here, in time
                database = existing.read(len(_DATABASE)) == _DATABASE
                existing.seek(0)
                digest = hashlib.file_digest(existing, "sha256").hexdigest()
        except OSError as error:
            raise self._unwritable(error) from error
        if database:  # another ledger: who loses one pays everybody again
            raise self._never_written_over()
        if not force and not (ledger is not None and ledger.is_own_output(digest)):
            raise stop(
                marked("{path} exists, and was not written by warmth or was changed since."),
                marked("Move it away, name another file, or replace it with --force."),
                path=str(target),
            )

    def _never_written_over(self) -> WarmthError:
        return stop(
            marked("{path} is the ledger or a filed roster, and is never written over."),
            marked("Name another file to write."),
            path=str(self.target),
        )

    def _unwritable(self, error: OSError) -> WarmthError:
        return stop(
            marked("{path} cannot be written: {reason}."),
            marked("Close it in Excel, check the folder, or name another file."),
            path=str(self.target),
            reason=reason(error),
        )


def _sweep(target: Path) -> None:
    """Remove old drafts of this file, which a run left that was killed: they hold people's numbers. A newer
    one may be another run's, that is still at work."""
    draft = re.compile(re.escape(f".{target.name}.") + r"[a-z0-9_]{8}\.draft")
    with suppress(OSError):  # whether the folder can be written to shows at once
        for each in target.parent.iterdir():
            if draft.fullmatch(each.name) and time.time() - each.lstat().st_mtime > _STALE:
                each.unlink()


def _kept(ledger: Ledger) -> list[Path]:
    """The files that are never written over: the ledger, and the rosters filed in it."""
    here = real_path(ledger.path)
    return [here, *(real_path(here.parent / file) for file in ledger.rosters())]
