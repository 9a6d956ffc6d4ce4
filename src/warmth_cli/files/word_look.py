"""How characters of a text of Word look: by what is said of them, and by the styles that they have."""

from dataclasses import dataclass

_AS_STYLE, _UNLIKE_STYLE = 0x80, 0x81


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked of some characters; None where nothing is said and the style decides.

    `font` is one by its place in the document's table, `symbol` such a font and the code that it draws.
    """

    struck: int | None = None
    struck_twice: int | None = None
    hidden: int | None = None
    deleted: bool = False
    style: int | None = None
    symbol: tuple[int, int] | None = None
    font: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look, styles and all."""

    struck: bool = False
    hidden: bool = False


def look(told: Run, styles: list[Look]) -> Look:
    """How characters look whose paragraph and whose own style look so."""
    struck = sum(style.struck for style in styles) == 1
    hidden = sum(style.hidden for style in styles) == 1
    return Look(
        told.deleted or _is(told.struck, struck) or _is(told.struck_twice, False),
        _is(told.hidden, hidden),
    )


def _is(said: int | None, style: bool) -> bool:
    """Whether something holds of characters whose style has it, or has it not.

    >>> [_is(said, True) for said in (None, 0, 1, 0x80, 0x81)]
    [True, False, True, True, False]
    """
    if said is None or said == _AS_STYLE:
        return style
    return not style if said == _UNLIKE_STYLE else said != 0
