"""Which part of a package is which: each part names those that it needs (ECMA-376 part 2, 6.5)."""

import html
import posixpath
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Broken

_MAIN = "officeDocument"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relation(NamedTuple):
    """A part that another one needs: how it is called there, what it is (`worksheet`), its name, and how
    this is written there."""

    id: str
    kind: str
    part: str
    target: str


def main_part(package: Package) -> str | None:
    """The part that everything else hangs from; None when the package does not say."""
    return related(relations_of(package, ""), _MAIN)


def relations_of(package: Package, part: str) -> list[Relation]:
    """What a part names; the package itself is the part without a name. What lies outside is left out."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in package:
        return []
    return [
        Relation(
            each.get("Id", ""),
            each.get("Type", "").rpartition("/")[2],
            _found(package, folder, each.get("Target", "")),
            each.get("Target", ""),
        )
        for each in package.markup(listed)
        if each.get("TargetMode") != "External"
    ]


def related(relations: list[Relation], kind: str) -> str | None:
    """The one part of a kind, or None. Raises Broken when it is open which of several it is."""
    parts = {each.part for each in relations if each.kind == kind}
    if len(parts) > 1:
        raise Broken(f"two parts of the kind {kind}")
    return next(iter(parts), None)


def written(relations: Mapping[str, tuple[str, str]]) -> str:
    """Relations by their names, each with its kind and the name of its part."""
    inside = "".join(
        f'<Relationship Id="{html.escape(name)}" Type="{_TYPES}/{kind}" Target="/{part}"/>'
        for name, (kind, part) in relations.items()
    )
    return f'<Relationships xmlns="{_SPACE}">{inside}</Relationships>'


def _found(package: Package, folder: str, target: str) -> str:
    """The part that a target means: told from the folder of the part that names it, and spelt like an address
    of the web; some programs forget the one or the other."""
    target = target.replace("\\", "/")
    names = [
        posixpath.normpath(posixpath.join("/", start, spelt)).lstrip("/")
        for start in (folder, "")
        for spelt in (target, unquote(target))
    ]
    return next((name for name in names if name in package), names[0])
