"""What a terminal and a document show alike: amounts, and an issue without the numbers of people."""

from warmth_cli import fields
from warmth_cli.identity import hidden, without_long_numbers
from warmth_cli.issues import Issue
from warmth_cli.language import say

_FEW_DIGITS = 3
"""So few tell nobody's number: those of a #DIV/0! or of the heading 身份证号2."""


def yuan(fen: int) -> str:
    """Fen as yuan with two decimals."""
    return f"{fen // 100}.{fen % 100:02d}"


def found(issue: Issue, show_ids: bool) -> str:
    """What was found, with numbers of people hidden unless they may be shown; a heading or #N/A is none."""
    if show_ids:
        return issue.found
    secret = bool(issue.field) and fields.named(issue.field).secret
    if secret and sum(map(str.isnumeric, issue.found)) > _FEW_DIGITS:
        return hidden(issue.found)
    return without_long_numbers(issue.found)


def spoken(issue: Issue, show_ids: bool) -> tuple[str, str]:
    """Message and remedy of an issue, in the language of the moment."""
    texts = say(issue.message), say(issue.remedy)
    return texts if show_ids else (without_long_numbers(texts[0]), without_long_numbers(texts[1]))
