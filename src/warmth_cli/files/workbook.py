"""A file of any kind becomes sheets. What it is, its bytes decide; the suffix lies too often."""

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from warmth_cli.files.apart import read_apart
from warmth_cli.files.delimited import ends_short, rows_of
from warmth_cli.files.encryption import unlocked
from warmth_cli.files.kind import (
    BIFF_5,
    OLE,
    ZIP,
    container_kind,
    has_property,
    package_kind,
    refuse_foreign,
)
from warmth_cli.files.opening import Opening
from warmth_cli.files.package import Package
from warmth_cli.files.refusals import MOST_BYTES, Locked, NotATable, OwnDocument, Refused, TooLarge, no_file
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.spreadsheetml import is_spreadsheetml
from warmth_cli.files.text import decoded
from warmth_cli.files.web_page import is_web_page
from warmth_cli.files.xlsx import read_xlsx
from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.reasons import reason

COPY_PROPERTY = "warmth-copy-of"
"""The property in which a copy keeps the hash of its roster, and those of what that is itself a copy of."""

DOCUMENT_PROPERTY = "warmth-document"
"""The property by which a document is known that was saved anew in Excel, and has another hash: who opens a
list to print it is asked to save it."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file: the hash of its bytes, its sheets in order, the hashes of what it is a copy of, and whether
    it has a password."""

    sha256: str
    sheets: list[Sheet]
    copy_of: tuple[str, ...] = ()
    has_password: bool = False


def open_workbook(path: Path, opening: Opening, progress: Callable[[float], None]) -> Workbook:
    """Read every sheet of a workbook, a delimited text, a web page, SpreadsheetML 2003, or a text of Word.

    `progress` is told the share of the file that is done. Raises WarmthError for what is none of these.
    A file, and each of its parts unpacked, may have MOST_BYTES, a sheet MOST_CELLS; what is not .xlsx or
    delimited text may take the time and memory of `apart`.
    """
    data = bytes_of(path)
    opened = data
    try:
        try:
            sheets = _sheets(opened, opening, progress)
        except Locked:
            opened = unlocked(path, data, opening)
            sheets = _sheets(opened, opening, progress)
        if _property(opened, DOCUMENT_PROPERTY) or (
            opened.startswith(OLE) and has_property(opened, DOCUMENT_PROPERTY)
        ):
            raise OwnDocument
    except Refused as refused:
        raise refused.of(path) from refused
    # A table of a web page or a text has no name of its own.
    named = [
        sheet
        if sheet.name
        else replace(sheet, name=f"{path.stem} {number}" if len(sheets) > 1 else path.stem)
        for number, sheet in enumerate(sheets, 1)
    ]
    return Workbook(hashlib.sha256(data).hexdigest(), named, _copy_of(opened), opened is not data)


def _copy_of(data: bytes) -> tuple[str, ...]:
    """The hashes in the mark of an annotated copy; none where there is no mark."""
    words = _property(data, COPY_PROPERTY).split()
    return tuple(word for word in words if re.fullmatch(r"[0-9a-f]{64}", word))


def _property(data: bytes, name: str) -> str:
    """A property of a workbook that has some; "" where it has not this one, or none that can be read."""
    try:
        return Package(data).property(name) if data.startswith(ZIP) else ""
    except Refused:
        return ""


def _sheets(data: bytes, opening: Opening, progress: Callable[[float], None]) -> list[Sheet]:
    if data.startswith(ZIP):
        package = Package(data)
        kind = package_kind(package)
        return read_xlsx(package, data, opening, progress) if kind == "xlsx" else read_apart(kind, data)
    if data.startswith(OLE):
        return read_apart(container_kind(data), data)
    if data.startswith(BIFF_5):
        return read_apart("xls", data)
    refuse_foreign(data)
    if is_spreadsheetml(data):
        return read_apart("spreadsheetml", data)
    if is_web_page(data):
        return read_apart("html", data)
    text = decoded(data)
    rows = rows_of(text, opening.is_heading)
    return [Sheet("", False, rows, ends_short=ends_short(text, rows))]


def bytes_of(path: Path) -> bytes:
    """The bytes of a file that may be a workbook. Raises WarmthError for what is none, or is too large."""
    try:
        if path.is_dir():
            os.scandir(path).close()  # one that nobody may look into says so
            raise stop(
                marked("{path} is a folder, not a roster."), marked("Name the files in it."), path=str(path)
            )
        if path.exists() and not path.is_file():  # a device or a pipe would be read without end
            raise NotATable().of(path)
        if path.stat().st_size > MOST_BYTES:
            raise TooLarge().of(path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        if path.is_symlink():
            raise stop(
                marked("{path} only leads to another file, and that is not there."),
                marked("Put the file itself in its place."),
                path=str(path),
            ) from error
        raise no_file(path) from error
    except OSError as error:
        raise stop(
            marked("{path} cannot be read: {reason}."),
            marked("Close it in other programs, and check that you may open it."),
            path=str(path),
            reason=reason(error),
        ) from error
    if not data:
        raise stop(marked("{path} is empty (0 bytes)."), marked("Ask for the file again."), path=str(path))
    return data
