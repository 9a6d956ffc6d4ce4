"""A workbook as openpyxl loads it, with all its looks that openpyxl knows: to be filled in, or annotated."""

import warnings
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook


class NoLooksError(Exception):
    """The workbook can be read, but not with its looks."""


def load_with_looks(data: bytes) -> Workbook:
    """Load an .xlsx workbook; words that differ within a cell stay so. Raises NoLooksError.

    What openpyxl does not keep it says in English, with a path of its own: `losses` says it by its name.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), rich_text=True)
    except (
        *(BadZipFile, InvalidFileException),
        *(AttributeError, IndexError, KeyError, TypeError, ValueError),
    ) as error:
        raise NoLooksError from error
    if not book.worksheets:
        raise NoLooksError("no sheet")
    return book
