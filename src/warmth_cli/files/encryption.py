"""Workbooks with a password: .xlsx and .xlsb of Office 2007 and later, .xls of Excel 97 to 2003, .ods."""

from pathlib import Path

from warmth_cli.files.apart import unlock_apart
from warmth_cli.files.opening import Opening
from warmth_cli.files.refusals import Locked, WrongPassword

OPEN_TO_ALL = "VelvetSweatshop"
"""Excel encrypts a workbook with this password when it has none of its own, and opens it without asking."""


def unlocked(path: Path, data: bytes, opening: Opening) -> bytes:
    """The bytes without their encryption. Raises Locked or WrongPassword when nobody knows the password."""
    try:
        return unlock_apart(data, OPEN_TO_ALL)
    except WrongPassword:
        refused = False
    while password := opening.password(path, refused):
        try:
            return unlock_apart(data, password)
        except WrongPassword:
            refused = True
    raise WrongPassword if refused else Locked
