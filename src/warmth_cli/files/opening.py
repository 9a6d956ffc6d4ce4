"""What opening a file asks of whoever wants it read."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol


class Opening(Protocol):
    """Who knows passwords, and which words are headings: these tell the delimiter of a text."""

    @property
    def password(self) -> Callable[[Path, bool], str | None]:
        """Asked for the password of a file, and told whether its last answer was refused; None gives up."""

    def is_heading(self, text: str) -> bool:
        """Whether a cell's text is the heading of a column."""
