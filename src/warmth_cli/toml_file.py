"""A TOML file that somebody types by hand: its data, or the line that is not understood and the slip in it.

What tomllib says is English, and speaks to programmers.
"""

import tomllib
from decimal import Decimal
from typing import Any

from warmth_cli.language import Sentence, marked, sentence
from warmth_cli.pattern import pattern
from warmth_cli.reasons import DAY_IN_TOML, NOT_UTF_8, Fault

_PLACE = pattern(r"\(at line (\d+), column \d+\)")
_WORDS = pattern(r'"[^"]*"|\'[^\']*\'|#.*')
"""What may hold any sign: words in quotes, and a remark."""
_WIDE = pattern("[“”‘’＂＇＝［］【】，、。．：；（）－—＃　０-９]")
"""Signs of a Chinese keyboard that stand where TOML has its own."""
_DAY = pattern(r"=\s*(?!\d{4}-\d{2}-\d{2}\b)\d{4}[-/.年]")
"""A day in another form than TOML's."""
_MOST_SHOWN = 60


def toml_of(data: bytes) -> dict[str, Any]:
    """The tables of a file, fractions exact. Raises Fault with the line and what to write in its place.

    >>> toml_of('monthly = 735.00'.encode())
    {'monthly': Decimal('735.00')}
    >>> toml_of('source = “公告”'.encode())
    Traceback (most recent call last):
    warmth_cli.reasons.Fault: line 1 is not understood: source = “公告” (“ was typed with a Chinese keyboard)
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Fault(NOT_UTF_8) from error
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        if place is None:
            raise Fault(marked("it ends before a bracket or a pair of quotes is closed")) from error
        number = int(place[1])
        line = text.split("\n")[number - 1].strip()
        hint = _hint(line, str(error))
        shown = line if len(line) <= _MOST_SHOWN else line[: _MOST_SHOWN - 1] + "…"
        if hint is None:
            raise Fault(marked("line {line} is not understood: {text}"), line=number, text=shown) from error
        raise Fault(
            marked("line {line} is not understood: {text} ({hint})"), line=number, text=shown, hint=hint
        ) from error


def _hint(line: str, said: str) -> Sentence | None:
    """The slip that shows in a line, if one of those that people make does."""
    bare = _WORDS.sub("", line)
    if wide := _WIDE.search(bare):
        return sentence(marked("{sign} was typed with a Chinese keyboard"), sign=wide[0])
    if _DAY.search(bare):
        return sentence(DAY_IN_TOML)
    if "Cannot overwrite" in said:
        return sentence(marked("the key stands there already: a line that begins the next table is missing"))
    if bare.endswith("="):
        return sentence(marked("nothing stands behind ="))
    return None
