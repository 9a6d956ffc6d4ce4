"""Boxes to tick, as printed forms have them: every word with its box, and one of them ticked."""

import re

from warmth_cli.reading.invisible import without_invisible

_TICKED = "☑✅✔✓√■●"
_MARKS = f"{_TICKED}□☐○"
"""☒ and × are none: they choose to one writer, and strike out to another."""
_BOX_BEFORE = re.compile(f"(?P<box>[{_MARKS}])(?P<word>[^{_MARKS}]+)")
_BOX_BEHIND = re.compile(f"(?P<word>[^{_MARKS}]+)(?P<box>[{_MARKS}])")


def ticked(text: str) -> str:
    """The one word whose box is ticked; the text itself where a word has no box, or not one is ticked.

    >>> ticked("☑是 □否"), ticked("是□ 否√"), ticked("√在档")
    ('是', '否', '在档')
    >>> ticked("是 √否"), ticked("□是 □否"), ticked("√")
    ('是 √否', '□是 □否', '√')
    """
    words = "".join(without_invisible(text).split())
    for box in (_BOX_BEFORE, _BOX_BEHIND):
        choices = list(box.finditer(words))
        if "".join(choice[0] for choice in choices) == words:
            chosen = [choice["word"].strip("/、，,；;") for choice in choices if choice["box"] in _TICKED]
            return chosen[0] if len(chosen) == 1 else text
    return text
