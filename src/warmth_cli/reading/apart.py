"""Read a workbook in a process apart, which may die or hang without taking the command with it.

The process gets the bytes on its standard input and gives back plain rows, pickled by itself. It may take
SECONDS and, where the system can hold it to that, MEMORY bytes.
"""

import pickle
import subprocess
import sys
from typing import NamedTuple

from warmth_cli.reading.values import Cell

SECONDS = 120
"""How long a workbook may take; an .xls of 65,536 rows takes a tenth of it."""
MEMORY = 6 * 1024**3
"""How much memory the process may have."""


class Plain(NamedTuple):
    """One sheet as calamine gives it: merged ranges are (top, left, bottom, right), from 0."""

    name: str
    hidden: bool
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]]


class CannotRead(Exception):
    """The process died, hung, or said that the workbook cannot be read."""


def read_apart(data: bytes) -> list[Plain]:
    """Every sheet of the workbook. Raises CannotRead."""
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise CannotRead from error
    return [Plain(*sheet) for sheet in pickle.loads(done.stdout)]


def _main() -> None:
    _hold_memory()
    import io

    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    sheets = []
    with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
        for index, about in enumerate(book.sheets_metadata):
            sheet = book.get_sheet_by_index(index)
            merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
            hidden = about.visible != SheetVisibleEnum.Visible
            # Plain tuples: this module has another name over there.
            sheets.append((about.name, hidden, sheet.to_python(skip_empty_area=False), merged))
    sys.stdout.buffer.write(pickle.dumps(sheets, pickle.HIGHEST_PROTOCOL))


def _hold_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _main()
