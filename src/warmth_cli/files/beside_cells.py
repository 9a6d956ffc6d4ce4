"""Words of an .xlsx that stand in no cell: in boxes (文本框) over a sheet, at the head and foot of its pages.

Only the boxes of a drawing are looked at; not what pictures show, nor labels of charts and old controls.
"""

import re
from xml.etree import ElementTree

from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Broken, TooLarge
from warmth_cli.files.relations import relations_of
from warmth_cli.pattern import pattern

_PAGE = pattern(rb"<((?:odd|even|first)(?:Header|Footer))>([^<]*)</\1>")
_PAGE_CODE = pattern(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|[A-Z])', re.IGNORECASE)


def boxes(package: Package, part: str) -> tuple[str, ...]:
    """What each box over a sheet says, its lines parted by a line break."""
    found: list[str] = []
    for drawing in (each.part for each in relations_of(package, part) if each.kind == "drawing"):
        try:
            shapes = package.markup(drawing) if drawing in package else ()
        except (Broken, TooLarge):  # the sheet itself is read all the same
            continue
        for shape in shapes:
            found += filter(None, map(_words, shape.iterfind(".//{*}txBody")))
    return tuple(found)


def page_words(xml: bytes) -> tuple[str, ...]:
    """What stands at the head and the foot of the pages of a sheet with this XML."""
    tail = xml[xml.rfind(b"<headerFooter") :] if b"<headerFooter" in xml[-20_000:] else b""
    texts = (ElementTree.fromstring(b"<t>%b</t>" % found[2]).text for found in _PAGE.finditer(tail))
    return tuple(filter(None, (_PAGE_CODE.sub(" ", text or "").strip() for text in texts)))


def _words(body: ElementTree.Element) -> str:
    lines = ("".join(each.text or "" for each in line.iterfind(".//{*}t")) for line in body.iterfind("{*}p"))
    return "\n".join(filter(None, map(str.strip, lines)))
