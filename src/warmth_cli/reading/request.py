"""What a roster is read with, beside the file itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from warmth_cli.files.refusals import NotARoster
from warmth_cli.files.sheet import Begun, Sheet
from warmth_cli.reading.headings.heading import normalised
from warmth_cli.reading.headings.vocabulary import Vocabulary, vocabulary
from warmth_cli.reading.tables.column_values import ColumnValues
from warmth_cli.reading.tables.table import find_blocks


def no_password(_path: Path, _refused: bool) -> str | None:
    """Nobody can be asked."""
    return None


@dataclass(frozen=True, slots=True)
class Request:
    """What one run reads its rosters with.

    `today` decides which birth dates lie in the future; `union` stands where a roster names none; `words`
    are the headings that are known. `password` is asked for the password of a file that has one, and told
    whether its last answer was refused; None gives up.
    """

    today: date
    union: str = ""
    words: Vocabulary = field(default_factory=vocabulary)
    password: Callable[[Path, bool], str | None] = no_password

    @property
    def year(self) -> int:
        """The notice's: a list of a year long before it does not count for it. 0 where none is known."""
        return self.words.year

    def is_heading(self, text: str) -> bool:
        """Whether a cell's text is a heading that is known."""
        return self.words.known(normalised(text))

    def begin(self, sheet: Sheet) -> Begun | None:
        """Begin to read the columns of a large sheet, where it is one table so far."""
        try:
            blocks = find_blocks("", sheet, self.words)
        except NotARoster:  # said of the whole sheet, with the name of its file
            return None
        if len(blocks) != 1 or not blocks[0].alone:
            return None
        values = ColumnValues(sheet, blocks[0], self.today)
        values.go_on()
        return values
