"""Issues: what is wrong or undecided in a roster, where it stands, and what to do about it.

The user's slips are data, collected and shown all at once. What stops the whole command is a WarmthError.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from functools import cache
from string import Formatter

from warmth_cli import fields
from warmth_cli.issue_kinds import KINDS, Severity
from warmth_cli.language import Sentence, Words, marked, sentence
from warmth_cli.pattern import pattern

_LONGEST = 500
"""Characters of what was found that a message says: a cell may hold 32,767."""
_RANGE = pattern(r"![A-Z]+\d+:[A-Z]+\d+$")


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue: a code of `KINDS`, its place in Excel's own coordinates, what was found there.

    `sheet` is a sheet's name or, for a further table on it, with the range of that table's heading:
    `花名册!F2:I2`. `cell` is "" where no single cell is meant, `row` 0 where no single row is. `field` names
    the field whose content is in question, or is "". `values` fill the templates; keys that end in `field`
    hold a field's name.
    """

    code: str
    file: str = ""
    sheet: str = ""
    row: int = 0
    cell: str = ""
    field: str = ""
    found: str = ""
    values: Mapping[str, str | Words] = default(default_factory=dict)

    def at(self, file: str, sheet: str, row: int, cell: str) -> "Issue":
        """The same of another place. There may be one for each of 100,000 rows, and `replace` is slow."""
        return Issue(self.code, file, sheet, row, cell, self.field, self.found, self.values)

    @property
    def worksheet(self) -> str:
        """The sheet's name alone, as it stands on its tab."""
        return _RANGE.sub("", self.sheet)

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return KINDS[self.code].severity

    @property
    def message(self) -> Sentence:
        """What is wrong."""
        return self._filled(KINDS[self.code].message)

    @property
    def remedy(self) -> Sentence:
        """What to do."""
        return self._filled(KINDS[self.code].remedy)

    @property
    def member(self) -> str:
        """The member whom it is of, where it is of one alone and beside others of the household; else ""."""
        return str(self.values.get("member", ""))

    @property
    def gist(self) -> tuple[object, ...]:
        """What its words depend on: two issues with one gist say the same."""
        given = (self.values.get(name, getattr(self, name, None)) for name in _asked_for(self.code))
        return (self.code, self.field, *given)

    def _filled(self, template: str) -> Sentence:
        values: dict[str, object] = {
            name: fields.named(str(value)) if name.endswith("field") else value
            for name, value in self.values.items()
        }
        if self.field:
            values["field"] = fields.named(self.field)
        found = self.found if len(self.found) <= _LONGEST else f"{self.found[:_LONGEST]}…"
        return Sentence(template, {"found": found, "row": self.row, "sheet": self.sheet} | values)


@cache
def _asked_for(code: str) -> tuple[str, ...]:
    """The values that the templates of a code are filled from."""
    templates = KINDS[code].message + KINDS[code].remedy
    return tuple({name: None for _, name, _, _ in Formatter().parse(templates) if name})


class WarmthError(Exception):
    """The command cannot go on: one sentence that says why, and one that says what to do. Exit code 2."""

    def __init__(self, message: Sentence, remedy: Sentence) -> None:
        super().__init__(message.spoken("en"))
        self.message = message
        self.remedy = remedy


def stop(message: str, remedy: str, **values: object) -> WarmthError:
    """A WarmthError from two templates that share their values."""
    return WarmthError(sentence(message, **values), sentence(remedy, **values))


def check_text(text: str) -> None:
    """Raise WarmthError when some of `text` is no character: as in a name out of an archive that was packed
    where characters are written otherwise."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise stop(
            marked("{text} holds something that is no character here."),
            marked("Rename the file, or type it anew."),
            text=printable(text),
        ) from None


def printable(text: str) -> str:
    """The text with a ? for everything in it that is no character."""
    return text.encode(errors="replace").decode()


def in_runs(rows: Sequence[int]) -> str:
    """Row numbers, in their order, in few words.

    >>> in_runs([3, 4, 5, 9])
    '3–5, 9'
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1][1:] = [row]
        else:
            runs.append([row])
    return ", ".join("–".join(map(str, run)) for run in runs)
