"""Names of files made from words of a roster: what Windows, macOS or Linux forbids in them is replaced."""

import re
import unicodedata
from collections.abc import Collection

from warmth_cli.pattern import pattern

_FORBIDDEN = pattern(r'[<>:"/\\|?*]+')
_DEVICES = pattern(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for its devices, whatever ending follows."""
_MOST_BYTES = 180
"""Of 255 that a name may have; a draft's has some more beside it."""


def file_name(text: str, suffix: str, taken: Collection[str] = ()) -> str:
    """A file's name that says `text`, beside those that are `taken`: capitals and accents make no other file.

    >>> file_name("市直/机关工会", ".xlsx"), file_name("一厂工会", ".xlsx", ["一厂工会.xlsx"])
    ('市直_机关工会.xlsx', '一厂工会（2）.xlsx')
    """
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if c.isprintable())
    stem = _FORBIDDEN.sub("_", visible).strip(" .")
    if not stem or _DEVICES.fullmatch(stem):
        stem = f"_{stem}"
    stem = _cut(stem, _MOST_BYTES)
    others = {_key(each) for each in taken}
    free, number = stem + suffix, 1
    while _key(free) in others:
        number += 1
        free = f"{stem}（{number}）{suffix}"
    return free


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _cut(text: str, most: int) -> str:
    while len(text.encode("utf-8")) > most:
        text = text[:-1]
    return text.rstrip(" .")
