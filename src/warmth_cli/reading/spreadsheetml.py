"""SpreadsheetML 2003: a workbook as one XML file, which older systems write and call .xls or .xml."""

from datetime import datetime
from xml.etree import ElementTree

from warmth_cli.reading.refusals import TooManyCells
from warmth_cli.reading.sheet import MOST_CELLS, Sheet
from warmth_cli.reading.values import Cell, Faulty

_SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MARK = b"urn:schemas-microsoft-com:office:spreadsheet"


def is_spreadsheetml(data: bytes) -> bool:
    """Whether the bytes are such a file; one that declares entities is not read."""
    head = data[:4096].replace(b"\0", b"")
    return _MARK in head and b"<!DOCTYPE" not in head and b"<!ENTITY" not in data


def read_spreadsheetml(data: bytes) -> list[Sheet]:
    """Every sheet. Raises ElementTree.ParseError for broken XML, Refused for too many cells."""
    book = ElementTree.fromstring(data)
    return [_sheet(worksheet) for worksheet in book.iter(f"{_SPACE}Worksheet")]


def _sheet(worksheet: ElementTree.Element) -> Sheet:
    rows: list[list[Cell]] = []
    merged: list[tuple[int, int, int, int]] = []
    taken = 0
    for row in worksheet.iter(f"{_SPACE}Row"):
        number = _number(row, "Index", len(rows) + 1) - 1
        if number > MOST_CELLS:
            raise TooManyCells
        rows.extend([] for _ in range(number + 1 - len(rows)))
        cells = rows[number]
        for cell in row.iter(f"{_SPACE}Cell"):
            column = _number(cell, "Index", len(cells) + 1) - 1
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            taken += max(column + 1 - len(cells), 0) + across
            if taken > MOST_CELLS:
                raise TooManyCells
            cells.extend([""] * (column - len(cells)))
            cells.append(_value(cell))
            cells.extend([""] * across)
            if across or down:
                merged.append((number, column, number + down, column + across))
    options = worksheet.find(".//{urn:schemas-microsoft-com:office:excel}Visible")
    hidden = options is not None and (options.text or "").startswith("SheetHidden")
    return Sheet(worksheet.get(f"{_SPACE}Name", ""), hidden, rows, merged)


def _number(element: ElementTree.Element, name: str, otherwise: int) -> int:
    text = element.get(_SPACE + name, "")
    return int(text) if text.isdigit() and len(text) < 9 else otherwise


def _value(cell: ElementTree.Element) -> Cell:
    data = cell.find(f"{_SPACE}Data")
    if data is None:
        return Faulty("=…") if cell.get(f"{_SPACE}Formula") else ""
    text = "".join(data.itertext())
    match data.get(f"{_SPACE}Type"):
        case "Number":
            try:
                return float(text)
            except ValueError:
                return Faulty(text)
        case "Boolean":
            return text == "1"
        case "Error":
            return Faulty(text)
        case "DateTime":
            try:
                return datetime.fromisoformat(text.split(".")[0])
            except ValueError:
                return Faulty(text)
        case _:
            return text
