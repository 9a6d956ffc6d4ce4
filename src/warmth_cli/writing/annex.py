"""The statistical tables (附件): a blank workbook whose cells hold placeholders, filled cell by cell.

`{{name}}` alone in a cell becomes the figure as a number, or a blank; inside other words it becomes text.
"""

import difflib
import re
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from warmth_cli.issues import stop
from warmth_cli.language import marked

BLANK_FORM = "annex.xlsx"
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def fill_annex(blank: Traversable, target: Path, figures: Mapping[str, Decimal | None], unit: str) -> None:
    """Fill the blank form and write it to `target`. A figure that is None leaves its cell blank.

    `unit` is the office that reports. Raises WarmthError for a placeholder that names no figure, with its
    cell and the nearest names, before anything is written.
    """
    book = _open(blank)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and isinstance(cell.value, str) and "{{" in cell.value:
                    _fill(blank, cell, figures, unit)
    book.save(target)


def _fill(blank: Traversable, cell: Cell, figures: Mapping[str, Decimal | None], unit: str) -> None:
    text = str(cell.value)
    for name in _PLACEHOLDER.findall(text):
        if name not in figures and name != "unit":
            near = difflib.get_close_matches(name, figures, n=3, cutoff=0.4)
            raise stop(
                marked("{file} {sheet}!{cell}: no figure is called {name}."),
                marked("Correct the placeholder. Nearest names: {near}."),
                file=blank.name,
                sheet=cell.parent.title,
                cell=cell.coordinate,
                name=name,
                near=", ".join(near) or "—",
            )
    alone = _PLACEHOLDER.fullmatch(text.strip())
    if alone and alone[1] != "unit":
        value = figures[alone[1]]
        cell.value = None if value is None else int(value) if value == int(value) else float(value)
        return

    def words(found: re.Match[str]) -> str:
        value = unit if found[1] == "unit" else figures[found[1]]
        return "" if value is None else str(value)

    cell.value = _PLACEHOLDER.sub(words, text)
    cell.data_type = "s"  # a union called =1+1 stays a name


def _open(blank: Traversable) -> Workbook:
    try:
        with blank.open("rb") as file:
            return load_workbook(file)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise stop(
            marked("The blank form {file} cannot be read."),
            marked("Put the pack's {name} back in its place."),
            file=str(blank),
            name=BLANK_FORM,
        ) from error
