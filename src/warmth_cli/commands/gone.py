"""Rosters that are filed, but whose file is no longer there: renamed, perhaps, and then changed."""

from collections.abc import Collection, Iterator
from pathlib import Path

from warmth_cli.issues import Issue
from warmth_cli.ledger import Ledger


def gone_rosters(ledger: Ledger, path: Path, checked: Collection[str]) -> Iterator[Issue]:
    """An issue for each filed roster that has people of a `checked` one and is not there any more.

    `path` is the ledger's, from whose folder rosters are called. Everybody in both is held, and told so; but
    which of two files counts is one question, and only whoever renamed the file can answer it.
    """
    files: dict[str, set[str]] = {}
    for person in ledger.persons_twice():
        files.setdefault(person.key, set()).add(person.place.file)
    doubles: dict[str, int] = {}
    for together in files.values():
        if not together.isdisjoint(checked):
            for file in together.difference(checked):
                doubles[file] = doubles.get(file, 0) + 1
    for file in sorted(doubles):
        if not (path.parent / file).exists():
            yield Issue("roster-gone", file, values={"name": file, "count": str(doubles[file])})
