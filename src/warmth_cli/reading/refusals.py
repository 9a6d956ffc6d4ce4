"""Why a file cannot be read: one sentence, and what to do with the file."""

from pathlib import Path

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import marked

MOST_BYTES = 512 * 1024 * 1024
"""A file, or one part of it unpacked, larger than this is no roster."""


def not_a_table(path: Path) -> WarmthError:
    return stop(
        marked("{path} is none of the kinds of file that can be read, whatever its name says."),
        marked("Open it in Excel or WPS and save it as an .xlsx workbook. Text, CSV and HTML are read too."),
        path=str(path),
    )


def locked(path: Path) -> WarmthError:
    return stop(
        marked("{path} is protected by a password."),
        marked("Open it in Excel, take the password off (File, Info, Protect), and save."),
        path=str(path),
    )


def damaged(path: Path) -> WarmthError:
    return stop(
        marked("{path} is damaged and cannot be read."),
        marked("Open it in Excel, save it under a new name, or ask for the file again."),
        path=str(path),
    )


def too_large(path: Path) -> WarmthError:
    return stop(
        marked("{path} is larger than any roster: more than {most} MiB."),
        marked("Copy the table into a new workbook and save that."),
        path=str(path),
        most=MOST_BYTES // 2**20,
    )
