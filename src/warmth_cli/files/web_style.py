"""What of a web page is not shown, by its style sheets and by what a tag says of itself."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from warmth_cli.pattern import pattern

_ATTRIBUTE = pattern(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_COMMENT = pattern(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|<!--|-->")
_BRACE = pattern(r"[{}]")
_SHOWING = pattern(r"(?<![\w-])(display|visibility)\s*:\s*([a-z-]+)", re.IGNORECASE)
_NOT_SHOWN = frozenset(("none", "collapse", "hidden"))
_COMPOUND = pattern(r"([a-z][a-z0-9]*)?((?:\.[\w-]+)*)", re.IGNORECASE)
"""A tag, classes, or both; whatever else a selector asks for is not known here."""
_COMBINED = pattern(r"[\s>+~]+")
_MANY = 1000
"""So many different tags are remembered: most cells of a page are written alike."""


class Rule(NamedTuple):
    """A tag ("" for any) with all of these classes is not shown; `within`: only in something else."""

    tag: str
    classes: frozenset[str]
    within: bool


class HidingRules:
    """The rules of the style sheets that were read so far; the last one for the same words counts."""

    def __init__(self) -> None:
        self.surely: frozenset[Rule] = frozenset()
        """What these hide is hidden wherever it stands."""
        self.perhaps: frozenset[Rule] = frozenset()
        """Those too that hide it only within something else, which nobody looks for here."""

    def read(self, sheet: str) -> None:
        """Read one style sheet."""
        known = dict.fromkeys(self.perhaps, True)
        for selectors, says in _rules(_COMMENT.sub("", sheet)):
            if (hides := _hides(says)) is not None:
                known |= dict.fromkeys(_selected(selectors), hides)
        self.perhaps = frozenset(rule for rule, hides in known.items() if hides)
        self.surely = frozenset(rule for rule in self.perhaps if not rule.within)


@lru_cache(_MANY)
def is_hidden(tag: str, about: str, rules: frozenset[Rule]) -> bool:
    """Whether what stands in a tag that says this of itself is not shown.

    >>> [is_hidden("tr", about, frozenset()) for about in ("hidden", "style='display:none'", "id=hidden")]
    [True, True, False]
    """
    says = attributes(about)
    if "hidden" in says:
        return True
    if (hides := _hides(says.get("style", ""))) is not None:
        return hides
    classes = {*says.get("class", "").split()}
    return any(rule.tag in ("", tag) and rule.classes <= classes for rule in rules)


def attributes(about: str) -> dict[str, str]:
    """What a tag says of itself; the first counts of two."""
    said: dict[str, str] = {}
    for name, *value in _ATTRIBUTE.findall(about):
        said.setdefault(name.lower(), "".join(value))
    return said


def _hides(style: str) -> bool | None:
    """Whether a style hides; None where it says nothing of that."""
    says = {name.lower(): word.lower() in _NOT_SHOWN for name, word in _SHOWING.findall(style)}
    return any(says.values()) if says else None


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and the declarations of each rule; those for printed pages and the like are left out."""
    depth = begins = 0
    selectors = ""
    for brace in _BRACE.finditer(sheet):
        between, begins = sheet[begins : brace.start()], brace.end()
        if brace[0] == "{":
            depth += 1
            selectors = between if depth == 1 else ""
        else:
            if depth == 1 and selectors:
                yield selectors, between
            depth, selectors = max(0, depth - 1), ""


def _selected(selectors: str) -> Iterator[Rule]:
    for selector in selectors.split(","):
        *around, last = [word for word in _COMBINED.split(selector) if word] or [""]
        if (found := _COMPOUND.fullmatch(last)) and last:
            classes = frozenset(found[2].split(".")[1:])
            yield Rule((found[1] or "").lower(), classes, bool(around))
