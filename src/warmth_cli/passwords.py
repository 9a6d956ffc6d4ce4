"""What opens a workbook with a password: the command line's, one that was typed before, a person's answer."""

from collections.abc import Callable
from pathlib import Path

MOST_TRIES = 3
"""How often a person is asked for the password of one file."""


class Passwords:
    """Tries what is known, then asks; a Request calls it for each file that has a password.

    `given` comes from the command line and may be empty; `ask` is told the file and whether the last answer
    was wrong, and is None when nobody sits at the terminal.
    """

    def __init__(self, given: str, ask: Callable[[Path, bool], str] | None) -> None:
        self._known = [given] if given else []
        self._given = bool(given)
        self._ask = ask
        self._untried: list[str] = []
        self._asked = 0

    def __call__(self, path: Path, refused: bool) -> str | None:
        """The next password to try for the file, None when there is none; `refused` tells of the last one."""
        if not refused:
            self._untried, self._asked = list(self._known), 0
        if self._untried:
            return self._untried.pop(0)
        if self._ask is None or self._asked == MOST_TRIES:
            return None
        self._asked += 1
        # What opened another file and not this one was nobody's wrong answer.
        answer = self._ask(path, refused and (self._asked > 1 or self._given))
        if answer and answer not in self._known:
            self._known.append(answer)
        return answer or None
