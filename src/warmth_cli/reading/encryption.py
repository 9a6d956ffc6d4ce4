"""Workbooks with a password: .xlsx and .xlsb as encrypted since Office 2007, .xls of Excel 97 to 2003."""

from pathlib import Path

from warmth_cli.reading.apart import unlock_apart
from warmth_cli.reading.refusals import Locked, WrongPassword
from warmth_cli.reading.request import Request

OPEN_TO_ALL = "VelvetSweatshop"
"""Excel encrypts a workbook with this password when it has none of its own, and opens it without asking."""


def unlocked(path: Path, data: bytes, request: Request) -> bytes:
    """The bytes without their encryption. Raises Locked or WrongPassword when nobody knows the password."""
    try:
        return unlock_apart(data, OPEN_TO_ALL)
    except WrongPassword:
        refused = False
    while password := request.password(path, refused):
        try:
            return unlock_apart(data, password)
        except WrongPassword:
            refused = True
    raise WrongPassword if refused else Locked
