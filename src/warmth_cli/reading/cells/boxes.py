"""Boxes to tick, as printed forms have them: every word with its box, and one of them ticked."""

from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.invisible import without_invisible

_TICKED = "☑✅✔✓√■●"
_MARKS = f"{_TICKED}□☐○"
"""☒ and × are none: they choose to one writer, and strike out to another."""
_BOX = pattern(f"([{_MARKS}])")
_NO = frozenset(("无", "不", "没有"))
"""√无 alone says yes and no."""
_WORD = pattern(r"[\u4e00-\u9fff]")
"""What has a box: √× is two marks that contradict each other, and not a ticked ×."""


def ticked(text: str) -> str:
    """The one word whose box is ticked; the text itself where a word has no box, or not one is ticked.

    >>> ticked("☑是 □否"), ticked("是□ 否√"), ticked("√在档")
    ('是', '否', '在档')
    >>> ticked("是 √否"), ticked("□是 □否"), ticked("√")
    ('是 √否', '□是 □否', '√')
    """
    pieces = _BOX.split("".join(without_invisible(text).split()))
    words, boxes = pieces[::2], pieces[1::2]  # a box stands between two words; the first or the last is ""
    for beside, elsewhere in ((words[1:], words[0]), (words[:-1], words[-1])):
        if boxes and not elsewhere and all(beside):
            chosen = [word for word, box in zip(beside, boxes, strict=True) if box in _TICKED]
            word = chosen[0].strip("/、，,；;") if len(chosen) == 1 else ""
            return word if _WORD.search(word) and not (len(boxes) == 1 and word in _NO) else text
    return text
