"""A file of any kind becomes sheets. What it is, its bytes decide; the suffix lies too often."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.reading.delimited import NotText, decoded, rows_of
from warmth_cli.reading.refusals import MOST_BYTES, damaged, locked, not_a_table, too_large
from warmth_cli.reading.request import Request
from warmth_cli.reading.sheet import Sheet, TooManyCells
from warmth_cli.reading.spreadsheetml import is_spreadsheetml, sheets_of
from warmth_cli.reading.web_page import charset, is_web_page, tables_of
from warmth_cli.reading.xls import read_xls
from warmth_cli.reading.xlsx import read_xlsx
from warmth_cli.reasons import reason

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPack".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file: the hash of its bytes, and its sheets in order."""

    sha256: str
    sheets: list[Sheet]


def open_workbook(path: Path, request: Request, progress: Callable[[float], None]) -> Workbook:
    """Read every sheet of a file: .xlsx, .xlsm, .xls, .et, delimited text, HTML tables, SpreadsheetML 2003.

    `progress` is told the share of the file that is done. Raises WarmthError for what is none of these.
    """
    data = _bytes_of(path)
    return Workbook(hashlib.sha256(data).hexdigest(), _sheets(path, data, request, progress))


def _sheets(path: Path, data: bytes, request: Request, progress: Callable[[float], None]) -> list[Sheet]:
    if data.startswith(_ZIP):
        return read_xlsx(path, data, progress)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise locked(path)
        return read_xls(path, data)
    try:
        if is_spreadsheetml(data):
            return sheets_of(data)
        if is_web_page(data):
            text = decoded(data, charset(data))
            return [
                Sheet(f"{path.stem} {number}", False, rows, merged)
                for number, (rows, merged) in enumerate(tables_of(text), 1)
            ]
        return [Sheet(path.stem, False, rows_of(decoded(data), request.words))]
    except NotText as error:
        raise not_a_table(path) from error
    except ElementTree.ParseError as error:
        raise damaged(path) from error
    except TooManyCells as error:
        raise too_large(path) from error


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise stop(
                marked("{path} is a folder, not a roster."), marked("Name the files in it."), path=str(path)
            )
        if path.exists() and not path.is_file():  # a device or a pipe would be read without end
            raise not_a_table(path)
        if path.stat().st_size > MOST_BYTES:
            raise too_large(path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise stop(
            marked("There is no file {path}."), marked("Check its name and folder."), path=str(path)
        ) from error
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
