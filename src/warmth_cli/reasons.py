"""Why a file failed, in words of both languages: what the system, TOML and pydantic say is English only."""

import errno
import sqlite3
from collections.abc import Mapping
from typing import Any

from warmth_cli.language import Sentence, marked, sentence

_SYSTEM = {
    errno.ENOENT: marked("there is no such file or folder"),
    errno.EACCES: marked("you are not allowed to"),
    errno.EPERM: marked("you are not allowed to"),
    errno.EROFS: marked("it can only be read, not written"),
    errno.ENOSPC: marked("the disk is full"),
    errno.EISDIR: marked("it is a folder"),
    errno.EEXIST: marked("it exists already, and is no folder"),
    errno.ENOTDIR: marked("part of the path is no folder"),
    errno.ENAMETOOLONG: marked("its name is too long"),
}
NOT_UTF_8 = marked("it is not in UTF-8: save it anew with that encoding (in Notepad: Save As)")
DAY_IN_TOML = marked("a day is written like 2021-07-01, with both zeros and without quotes")
_MODEL = {
    "missing": marked("this key is missing"),
    "extra_forbidden": marked("there is no such key"),
    "too_short": marked("there are too few entries"),
    "string_too_short": marked("it is empty"),
    "union_tag_not_found": marked("a condition has a kind"),
    "union_tag_invalid": marked("there is no condition of this kind"),
    "greater_than": marked("it must be more than 0"),
    "date_type": DAY_IN_TOML,
    "string_type": marked('it stands in quotes, like "…"'),
}
_DATABASE = (
    ("not a database", marked("it is no ledger")),
    ("malformed", marked("it is damaged")),
    ("locked", marked("another command is still writing to it")),
    ("readonly", marked("it can only be read, not written")),
    ("read-only", marked("it can only be read, not written")),
    ("disk is full", marked("the disk is full")),
    ("unable to open", marked("it cannot be opened")),
    ("already paid", marked("somebody in this batch was already paid under this notice")),
)


class Fault(ValueError):
    """What a check of our own finds wrong in a data file."""

    def __init__(self, template: str, /, **values: object) -> None:
        self.sentence = sentence(template, **values)
        super().__init__(self.sentence.spoken("en"))


def reason(error: Exception) -> Sentence | str:
    """Why reading, checking or writing a file failed; in the system's own words where no others are known."""
    if isinstance(error, Fault):
        return error.sentence
    if isinstance(error, OSError):
        words = _SYSTEM.get(error.errno or 0)
        return sentence(words) if words else error.strerror or str(error)
    if isinstance(error, sqlite3.Error):
        return next((sentence(words) for text, words in _DATABASE if text in str(error)), str(error))
    if isinstance(error, UnicodeDecodeError):
        return sentence(NOT_UTF_8)
    return str(error)


def model_reason(detail: Mapping[str, Any]) -> Sentence | str:
    """Why a value does not fit its model: one entry of a pydantic error's list."""
    own = detail.get("ctx", {}).get("error")
    if isinstance(own, Fault):
        return own.sentence
    if detail["type"] == "literal_error":
        known = detail["ctx"]["expected"].replace(" or ", ", ").replace(", ", " / ").replace("'", "")
        return sentence(marked("{value} is none of {known}"), value=detail["input"], known=known)
    if detail.get("ctx", {}).get("class") == "Decimal":
        return sentence(
            marked("{value} is no number: write it like 735.00, without quotes"), value=detail["input"]
        )
    words = _MODEL.get(detail["type"])
    if words:
        return sentence(words)
    return sentence(
        marked("{value} is not what this key takes ({error})"), value=detail["input"], error=detail["msg"]
    )
