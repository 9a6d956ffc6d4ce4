"""Placeholders in a blank form: `{{paid.cash}}` in a cell, alone or among other words."""

from warmth_cli.pattern import pattern

OFFICE = "unit"
"""The placeholder of the union that reports; all others are names of figures."""
PLACEHOLDER = pattern(r"\{\{\s*([^{}]*?)\s*\}\}")
YUAN = "元"
"""Behind a name: the amount is wanted in yuan, where all amounts are in 万元 else."""
_IN_YUAN = pattern(rf"(.+?)\s*{YUAN}")
_SINGLE = pattern(r"\{\s*([^{}]+?)\s*\}")
_BRACES = pattern(r"\{\{|\}\}|[｛｝]")


def names_in(text: str) -> list[str]:
    """What the placeholders of a text name, in their order.

    >>> names_in("{{unit}}：共 {{ families }} 户"), names_in("共 {12} 户")
    (['unit', 'families'], [])
    """
    return PLACEHOLDER.findall(text)


def figure_in(name: str) -> tuple[str, bool]:
    """The figure that a placeholder names, and whether it is wanted in yuan.

    >>> figure_in("paid.cash"), figure_in("paid.cash 元")
    (('paid.cash', False), ('paid.cash', True))
    """
    found = _IN_YUAN.fullmatch(name)
    return (found[1], True) if found else (name, False)


def singles_in(text: str) -> list[str]:
    """What stands in braces that are not doubled.

    >>> singles_in("{{a}}：共 { b } 户")
    ['b']
    """
    return _SINGLE.findall(PLACEHOLDER.sub("", text))


def has_stray_braces(text: str) -> bool:
    """Whether braces are left that look like a placeholder's and are none: only one pair, or full width.

    >>> [has_stray_braces(text) for text in ("{{a}}", "{{a}", "｛｛a｝｝", "{a}")]
    [False, True, True, False]
    """
    return _BRACES.search(PLACEHOLDER.sub("", text)) is not None
