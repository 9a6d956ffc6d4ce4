"""Comments (批注) on the cells of a heading, or of the lines above it: what they say beside the words.

They are told, unless they only explain how to fill in. One that names a unit leaves no amount what it seems.
"""

from collections.abc import Iterator, Mapping

from warmth_cli.fields import Field, Kind
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.identity import without_long_numbers
from warmth_cli.issues import Issue
from warmth_cli.pattern import pattern
from warmth_cli.reading.headings.heading import Heading, fits, normalised
from warmth_cli.reading.headings.heading_remarks import explains, says_how
from warmth_cli.reading.headings.heading_rows import HeadingRows
from warmth_cli.reading.headings.vocabulary import Vocabulary

_AUTHOR = pattern(r"[^\n:：]{1,20}[:：]\s*\n(?=.)")
"""Excel writes who commented on a line of its own before the words."""
_ANY_BRACKET = pattern(r"[()（）\[\]【】〔〕<>{}\n]+")
_UNIT = pattern(
    r"[万千百]元|(?<![\d.])万|[美港日欧韩]元|美金|外币|千为单位|人均|每[人月]|月(?:收入|均|度)|半年|季度?"
)
_LONGEST_SHOWN = 60


class HeadingComments:
    """The comments over the columns of one block."""

    def __init__(
        self, sheet: Sheet, rows: HeadingRows, headings: Mapping[int, Heading], words: Vocabulary
    ) -> None:
        self.sheet, self.rows, self.words = sheet, rows, words
        self.columns = range(min(headings), max(headings) + 1)

    def unit_over(self, index: int, field: Field, heading: Heading) -> str:
        """The comment over a column of money that speaks of another unit than its heading; "" for none."""
        if field.kind is not Kind.MONEY:
            return ""
        for (row, column), text in self.sheet.comments_in(self.rows.top, self.rows.end + 1).items():
            over = index in self._spanned(row, column)
            if over and self._names_unit(text, heading, field):
                return _shown(text)
        return ""

    def issues(
        self, file: str, begins: int, fields: Mapping[int, Field], told: frozenset[str]
    ) -> Iterator[Issue]:
        """What each comment in the heading and in the rows above it, from `begins` on, says, unless it only
        explains, or its cell is among those that were `told`."""
        for (row, column), text in sorted(self.sheet.comments_in(begins, self.rows.end + 1).items()):
            cell = f"{column_letter(column)}{row + 1}"
            spanned = self._spanned(row, column)
            over = [index for index in spanned if index in fields and row >= self.rows.top]
            if column not in self.columns or cell in told:
                continue
            if over and all(self._explains(text, index, fields[index]) for index in over):
                continue
            if not over and (explains(_remark(text).words) or says_how(_remark(text).words)):
                continue
            yield Issue(
                "heading-comment", file, self.sheet.name, row + 1, cell, values={"said": _shown(text)}
            )

    def _spanned(self, row: int, column: int) -> range:
        """The columns over which a cell stands."""
        for top, left, bottom, right in self.sheet.merged_in(row, row + 1):
            if top <= row <= bottom and left <= column <= right:
                return range(left, right + 1)
        return range(column, column + 1)

    def _explains(self, text: str, index: int, field: Field) -> bool:
        heading = self._with(text, self.rows.labels[index][-1])
        return self.words.field(heading) == field and fits(field, heading)

    def _names_unit(self, text: str, heading: Heading, field: Field) -> bool:
        said = self._with(text, field.heading)
        other = said.unit is not None and said.unit != (heading.unit or 1)
        unclear = _UNIT.search(_ANY_BRACKET.sub("", text)) and self.words.field(said) != field
        return bool(other or unclear or not fits(field, said))

    def _with(self, text: str, label: str) -> Heading:
        """A heading with the comment as a remark in brackets."""
        return normalised(f"{label}({_in_one_line(text)})")


def _remark(text: str) -> Heading:
    return normalised(_in_one_line(text))


def _in_one_line(text: str) -> str:
    return _ANY_BRACKET.sub(",", _AUTHOR.sub("", text.strip(), count=1).strip()).strip(",")


def _shown(text: str) -> str:
    words = without_long_numbers(" ".join(_AUTHOR.sub("", text.strip(), count=1).split()))
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
