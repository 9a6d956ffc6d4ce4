"""Placeholders in a blank form: `{{paid.cash}}` in a cell, alone or among other words."""

import re

OFFICE = "unit"
"""The placeholder of the union that reports; all others are names of figures."""
PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}|[｛｝]")


def names_in(text: str) -> list[str]:
    """What the placeholders of a text name, in their order.

    >>> names_in("{{unit}}：共 {{ families }} 户"), names_in("共 {12} 户")
    (['unit', 'families'], [])
    """
    return PLACEHOLDER.findall(text)


def has_stray_braces(text: str) -> bool:
    """Whether braces are left that look like a placeholder's and are none: only one pair, or full width.

    >>> [has_stray_braces(text) for text in ("{{a}}", "{{a}", "｛｛a｝｝", "{a}")]
    [False, True, True, False]
    """
    return _BRACES.search(PLACEHOLDER.sub("", text)) is not None
