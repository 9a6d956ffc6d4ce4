"""The terminal itself: where results, progress and failures go, and how words, numbers and tables look there.

Results go to standard output, progress and failures to standard error.
"""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table
from rich.text import Text

from warmth_cli.console.lines import ChineseConsole, Indented
from warmth_cli.identity import hidden, without_long_numbers
from warmth_cli.issues import WarmthError
from warmth_cli.language import marked, say

# Nothing is markup: a file may be called [旧]名单.xlsx.
out = ChineseConsole(highlight=False, markup=False, soft_wrap=False)
err = ChineseConsole(stderr=True, highlight=False, markup=False)
MOST_LINES = 30
"""Households that are listed one by one; the rest is in the document and in --json."""
_SHORT, _LEAST = 20, 8
"""Columns of the terminal that the words of a short cell take, and that a long one still needs."""
_PATIENCE = 1.0
"""Seconds before a progress bar appears."""


def fail(error: WarmthError) -> None:
    """Why the command stopped, and what to do."""
    err.print(Text.assemble((say("Error"), "bold red"), "  ", guarded(say(error.message))))
    err.print(Indented(Text(guarded(say(error.remedy)))))


class _Bar(Progress):
    """A progress bar that makes room while a person is asked something."""

    def make_room(self) -> None:
        """Go away, and do not come up meanwhile."""
        self._was_disabled, self.disable = self.disable, True
        self.live.stop()

    def come_back(self) -> None:
        """Come up again."""
        self.disable = self._was_disabled
        self.start()


_bars: list[_Bar] = []
"""The bar that is up, or waits to be."""


@contextmanager
def progress(doing: str) -> Iterator[Callable[[float], None]]:
    """A progress bar on standard error, if there is a person and the work lasts longer than a second.

    What is yielded takes the share that is done; a command that cannot tell has a bar that only moves.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = _Bar(*columns, console=err, transient=True, disable=not err.is_terminal)
    task = bar.add_task(doing, total=None)
    patience = threading.Timer(_PATIENCE, bar.start)
    patience.daemon = True
    patience.start()
    try:
        _bars.append(bar)
        yield lambda share: bar.update(task, total=1.0, completed=share)
    finally:
        _bars.remove(bar)
        patience.cancel()
        patience.join()
        bar.stop()


def password_asker() -> Callable[[Path, bool], str] | None:
    """What asks the person at the terminal for the password of a file; None when nobody sits there."""
    return _ask_password if sys.stdin.isatty() and err.is_terminal else None


def _ask_password(path: Path, refused: bool) -> str:
    template = marked("Password of {path} (not shown while you type): ")
    if refused:
        template = marked("This does not open {path}. Password (not shown while you type): ")
    for bar in _bars:
        bar.make_room()
    try:
        return err.input(Text(say(template, path=path)), password=True)
    except EOFError:
        return ""
    finally:
        for bar in _bars:
            bar.come_back()


def print_document(document: dict[str, Any]) -> None:
    """One JSON document on standard output."""
    in_utf_8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(document, ensure_ascii=not in_utf_8, indent=2))


def show_more(count: int) -> None:
    if count > 0:
        out.print(Indented(Text(say("… and {count} more; all of them are in --json.", count=count))))


def show_ledger(ledger: Path, about: str) -> None:
    out.print(Text(say("Ledger: {path}", path=ledger) + (f" ({about})" if about else "")), soft_wrap=True)


class _Table(Table):
    """A table that breaks its long columns first: a name, a number or a day in two lines is hard to read."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        columns = [(*_extent(column), column) for column in self.columns]
        left = options.max_width - 1 - sum(min(width, _LEAST) + 3 for _, width, _ in columns)
        for of_sentences, width, column in sorted(columns, key=lambda each: each[:2]):
            wanted = max(0, width - _LEAST)
            column.no_wrap = wanted <= left and not (of_sentences and width > _SHORT)
            left -= wanted if column.no_wrap else 0
        yield from super().__rich_console__(console, options)


def _extent(column: Column) -> tuple[bool, int]:
    """Whether a column holds more than single words without blanks, as names and numbers are; its width."""
    cells = [cell.plain if isinstance(cell, Text) else str(cell) for cell in column.cells]
    lines = [line for cell in (str(column.header), *cells) for line in cell.splitlines()]
    single = all(cell.isascii() and " " not in cell.strip() for cell in cells)
    return not single, max(map(cell_len, lines), default=0)


def new_table(*headings: str, lines: bool = False) -> Table:
    table = _Table(show_lines=lines)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def number_shown(show_ids: bool) -> Callable[[str], str]:
    """How a number of a person is shown."""
    return str if show_ids else hidden


def new_grid(columns: int) -> Table:
    """A table without lines and headings."""
    table = Table.grid(padding=(0, 2))
    for _ in range(columns):
        table.add_column(overflow="fold")
    return table


def guarded(text: str | None) -> str:
    """Words from a roster; a number that somebody wrote among them is hidden."""
    return without_long_numbers(text or "—")


def shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"
