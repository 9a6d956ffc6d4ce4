"""What opening a file asks of whoever wants it read."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from warmth_cli.files.sheet import Begun, Sheet


class Opening(Protocol):
    """Who knows passwords, and which words are headings: these tell the delimiter of a text, and a table."""

    @property
    def password(self) -> Callable[[Path, bool], str | None]:
        """Asked for the password of a file, and told whether its last answer was refused; None gives up."""

    def is_heading(self, text: str) -> bool:
        """Whether a cell's text is the heading of a column."""

    def begin(self, sheet: Sheet) -> Begun | None:
        """Begin to read a large sheet whose first rows have come; others are put under them, as they come."""
