"""An .xlsx workbook as a package, to be copied with its looks or asked for a property; not for its cells."""

from pathlib import Path

from warmth_cli.files.encryption import unlocked
from warmth_cli.files.kind import OLE, ZIP, container_kind, package_kind, refuse_foreign
from warmth_cli.files.opening import Opening
from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Locked, Refused
from warmth_cli.files.workbook import bytes_of
from warmth_cli.language import marked


class NotXlsx(Refused):
    """They are a table, but in a format that can be read and not written."""

    message = marked("{path} is no .xlsx workbook, and a form is filled only in such a one.")
    remedy = marked("Open it in Excel or WPS, save it as .xlsx, and name that file.")


def open_xlsx(path: Path, opening: Opening) -> bytes:
    """The bytes of an .xlsx workbook without its encryption.

    Raises WarmthError for every other kind of file, for a damaged one, and without its password.
    """
    data = bytes_of(path)
    try:
        if data.startswith(OLE):
            try:
                container_kind(data)
            except Locked:
                data = unlocked(path, data, opening)
        if not data.startswith(ZIP):
            refuse_foreign(data)
            raise NotXlsx
        if package_kind(Package(data)) != "xlsx":
            raise NotXlsx
    except Refused as refused:
        raise refused.of(path) from refused
    return data


def property_of(data: bytes, name: str) -> str:
    """A custom property of the workbook as text, or ""."""
    return Package(data).property(name)
