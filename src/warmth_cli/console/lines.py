"""Where a line of Chinese may end: after any character, but not before a mark that closes nor after one that
opens. The library breaks at blanks only, of which a Chinese sentence has none.
"""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from warmth_cli.pattern import pattern

_OPENING = "（【《〈「『“‘"
_CLOSING = "）】》〉」』”’，。、；：！？…—·％～"
_WIDE = "⺀-鿿豈-﫿︰-﹏＀-｠\U00020000-\U0003ffff"
_UNIT = pattern(
    rf"[{_OPENING}(\[]*"
    rf"(?:[{_WIDE}]|(?:[^\s{_WIDE}{_OPENING}])+(?<![(\[]))?"  # a character, or a word up to a blank
    rf"[{_CLOSING}),.;:!?%\]]*\s*"
)
"""What stays on one line; each begins where the one before ends."""
_COMMANDS = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys and does not show; it is left out, since it may stand in the name of a file."""


class ChineseConsole(Console):
    """A terminal whose texts, those in tables too, go over to the next line wherever Chinese may."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is shown of anything: a text is broken before the library does it."""
        options = options or self.options
        if isinstance(renderable, str):
            renderable = self.render_str(renderable, markup=options.markup, highlight=options.highlight)
        if isinstance(renderable, Text) and _COMMANDS.search(renderable.plain):
            renderable = renderable.copy()
            renderable.plain = _COMMANDS.sub("", renderable.plain)
        if isinstance(renderable, Text) and not (options.no_wrap or renderable.no_wrap):
            renderable = _broken(renderable, options.max_width)
        return super().render(renderable, options)


class Indented:
    """A text whose lines all begin further right, and none is filled up with blanks, as the library does."""

    def __init__(self, text: Text, by: int = 4) -> None:
        self.text, self.by = text, by

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, each behind its blanks."""
        for line in console.render_lines(
            self.text, options.update_width(max(1, options.max_width - self.by)), pad=False
        ):
            yield Segment(" " * self.by)
            yield from line
            yield Segment.line()


def _broken(text: Text, width: int) -> Text:
    """The text with the ends of its lines in it, so that each fits."""
    lines: list[Text] = []
    for line in text.split(allow_blank=True):
        *broken, last = line.divide(list(line_ends(line.plain, width)))
        for part in broken:
            part.rstrip()
        last.rstrip_end(width)
        lines += (*broken, last)
    return text.blank_copy("\n").join(lines)


def line_ends(text: str, width: int) -> Iterator[int]:
    """Where `text`, of one line, is to be broken so that no part is wider than `width` columns.

    >>> list(line_ends("请填写“建档状态”。", 8)), list(line_ends("see row 12", 8))
    ([3, 7], [8])
    """
    used = 0
    for unit in _UNIT.finditer(text):
        wide = cell_len(unit[0].rstrip())
        if used and used + wide > width:
            yield unit.start()
            used = 0
        if wide > width:  # longer than any line: a path, say
            for place, character in enumerate(unit[0].rstrip(), unit.start()):
                if used and used + cell_len(character) > width:
                    yield place
                    used = 0
                used += cell_len(character)
            used += cell_len(unit[0]) - wide
        else:
            used += cell_len(unit[0])
