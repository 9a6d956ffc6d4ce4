"""Why a file cannot be read: one sentence, and what to do with the file."""

from pathlib import Path

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import marked, sentence

MOST_BYTES = 512 * 1024 * 1024
"""A file, or one part of it unpacked, larger than this is no roster."""


class NotARoster(WarmthError):
    """The file may be what it wants to be, but it is no roster."""


def no_households(file: str, headings: str) -> NotARoster:
    """A file without a table of households; `headings` are what comes nearest to a heading row."""
    return NotARoster(
        sentence(
            marked("{file} has no table of households. Nearest to a heading row: {headings}."),
            file=file,
            headings=headings or "—",
        ),
        sentence(marked("It needs a row with headings like 户主姓名, 身份证号, 建档状态.")),
    )


def not_a_table(path: Path) -> NotARoster:
    """A file of a kind that holds no table, or none that can be read."""
    what = marked("{path} is none of the kinds of file that can be read, whatever its name says.")
    remedy = marked(
        "Open it in Excel or WPS and save it as an .xlsx workbook. Text, CSV and HTML are read too."
    )
    return NotARoster(sentence(what, path=str(path)), sentence(remedy))


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
