"""Comments (批注) of a worksheet: the notes of all versions, and the threads of Excel 365.

Beside a thread Excel keeps a note for older versions, which explains itself at length before the words; only
the words are somebody's own.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Broken, TooLarge
from warmth_cli.files.relations import relations_of
from warmth_cli.files.sheet import column_index
from warmth_cli.pattern import pattern

Comments = dict[tuple[int, int], str]
"""The cells, as (row, column) from 0, that have a comment, with its words."""
_CELL = pattern("([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_FOR_OLDER_VERSIONS = pattern(r"\[[^\]]{1,60}\].{1,600}?linkid=870924\s+[^\n:：]{1,40}[:：]\s*", re.DOTALL)
"""How the note beside a thread begins, in whichever language; it stays where a program drops the thread."""


def comments(package: Package, part: str) -> Comments:
    """The comments of a sheet of an .xlsx."""
    return with_threads(package, part, _said(package, part, "comments", "{*}commentList/{*}comment"))


def with_threads(package: Package, part: str, notes: Comments) -> Comments:
    """The notes of a sheet without what is said for older versions, and its threads in their places."""
    own = {place: _FOR_OLDER_VERSIONS.sub("", words).strip() for place, words in notes.items()}
    said = own | _said(package, part, "threadedComment", "{*}threadedComment")
    return {place: words for place, words in said.items() if words}


def _said(package: Package, part: str, kind: str, path: str) -> Comments:
    said: Comments = {}
    for each in _elements(package, part, kind, path):
        cell = _CELL.fullmatch(each.get("ref", ""))
        if cell and (words := "".join(each.itertext()).strip()):
            place = int(cell[2]) - 1, column_index(cell[1].upper())
            said[place] = f"{said[place]}\n{words}" if place in said else words  # the answers of a thread
    return said


def _elements(package: Package, part: str, kind: str, path: str) -> Iterator[ElementTree.Element]:
    for named in (each.part for each in relations_of(package, part) if each.kind == kind):
        try:
            yield from package.markup(named).iterfind(path) if named in package else ()
        except (Broken, TooLarge):  # the sheet itself is read all the same
            continue
