"""The words of a cell or a line of a text document while they are read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from warmth_cli.files.page_grid import PageCell, PageRow
from warmth_cli.files.word_look import Look
from warmth_cli.pattern import pattern

_SURROGATE = pattern("[\ud800-\udfff]")


@dataclass(slots=True)
class PageWords:
    """A cell or a line."""

    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    struck: bool = False

    def add(self, words: str, how: Look) -> None:
        """Words that look so."""
        (self.hidden if how.hidden else self.shown).append(words)
        if how.struck and words.strip():
            self.struck = True

    def end_line(self) -> None:
        """Another line follows."""
        self.shown.append("\n")

    @property
    def text(self) -> str:
        """What is shown."""
        return joined("".join(self.shown)).strip()

    @property
    def hidden_text(self) -> str:
        """What is not."""
        return joined("".join(self.hidden)).strip()


def row_of(
    cells: Sequence[PageWords],
    edges: tuple[int, ...] = (),
    merges: Sequence[tuple[int, int]] = (),
    hidden: bool = False,
) -> PageRow:
    """A row of a table, or a line; `merges` are for each cell `down` and `across`.

    Where nothing of it is shown it is hidden, and holds what is not shown; hidden words of another are a
    comment on their cell.
    """
    texts = [words.text for words in cells]
    hidden_texts = [words.hidden_text for words in cells]
    unseen = not any(texts) and any(hidden_texts)
    made = []
    for index, words in enumerate(cells):
        down, across = merges[index] if merges else (0, 0)
        said = words.notes if unseen else [*words.notes, *filter(None, [hidden_texts[index]])]
        shown = hidden_texts[index] if unseen else texts[index]
        made.append(PageCell(shown, words.struck, "\n".join(said), down, across))
    return PageRow(made, edges, hidden or unseen)


def joined(units: str) -> str:
    """Units of UTF-16 as characters: the rarest of names take two.

    >>> joined("\\ud840\\udc0b") == "\\U0002000b", joined("张")
    (True, '张')
    """
    if not _SURROGATE.search(units):
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
