"""Collect the program's sentences into the Chinese catalogue, and compile it.

A sentence is the first argument of `say`, `marked` or `sentence`. The words of the command-line
library that a clerk meets (Options, Commands) stand in the same catalogue, since the library asks gettext
for them in the default domain. Run by `make messages`; untranslated sentences are listed.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "warmth_cli"
FOLDER = SOURCE / "locale" / "zh_CN" / "LC_MESSAGES"
MADE = datetime(2021, 12, 30, tzinfo=UTC)  # the same catalogue gives the same bytes on every day
KEYWORDS = {"say": None, "marked": None, "sentence": None}

LIBRARY = (
    "Arguments",
    "Options",
    "Commands",
    "Error",
    "[default: {}]",
    "[env var: {}]",
    "[required]",
    "Try [blue]'{command_path} {help_option}'[/] for help.",
)


def collected() -> Catalog:
    """Every sentence of the program and of the library, without translations."""
    catalog = Catalog(locale="zh_CN", project="warmth", charset="utf-8", fuzzy=False, creation_date=MADE)
    for file, _, message, _, _ in extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS):
        catalog.add(message, locations=[(file, 0)])
    for message in LIBRARY:
        catalog.add(message, auto_comments=["of the command-line library"])
    return catalog


def updated() -> Catalog:
    """The sentences of today with the translations of the catalogue that is there."""
    file = FOLDER / "messages.po"
    catalog = collected()
    if file.exists():
        with file.open("rb") as old:
            for message in read_po(old, locale="zh_CN"):
                if message.id and message.id in catalog and isinstance(message.string, str):
                    catalog[message.id].string = message.string
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def written(catalog: Catalog) -> bytes:
    """The catalogue as translators read it: sorted, without line numbers and dates, so that it changes only
    when a sentence does."""
    buffer = BytesIO()
    write_po(buffer, catalog, sort_output=True, no_location=True, omit_header=False, width=110)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if b"-Date: " not in line and b"Generated-By" not in line)


def main() -> None:
    """Write both files; exit 1 when a sentence has no translation."""
    catalog = updated()
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "messages.po").write_bytes(written(catalog))
    (FOLDER / "messages.mo").write_bytes(compiled(catalog))
    missing = [str(message.id) for message in catalog if message.id and not message.string]
    sys.exit("not translated:\n  " + "\n  ".join(missing) if missing else 0)


if __name__ == "__main__":
    main()
