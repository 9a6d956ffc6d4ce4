"""Invented people: numbers with region code 340300, which no card carries, and valid check characters."""

from typing import Any

from warmth_cli.household import Household
from warmth_cli.identity import check_character, passes_luhn


def resident_id(serial: int, born: str = "19850302") -> str:
    """The 18-character number of invented person `serial`, born on that day (YYYYMMDD).

    >>> resident_id(1)
    '340300198503020013'
    """
    digits = f"340300{born}{serial:03d}"
    return digits + check_character(digits)


def account(serial: int) -> str:
    """A card number of 19 digits that no bank gave out, with a last digit that fits.

    >>> account(1)
    '6200000000000000018'
    """
    digits = f"62{serial:016d}"
    return next(digits + last for last in "0123456789" if passes_luhn(digits + last))


def household(serial: int = 1, **changes: Any) -> Household:
    """A complete household on file in deep difficulty: granted as registered, but for `changes`."""
    complete: dict[str, Any] = {
        "file": "roster.xlsx",
        "sheet": "花名册",
        "row": serial + 1,
        "union": "蚌山区总工会",
        "district": "蚌山区",
        "name": "张春梅",
        "id_number": resident_id(serial),
        "phone": "0552-0000001",
        "employer": "虚构纺织厂",
        "residence": "城镇",
        "file_status": "在档",
        "hardship": "深度困难",
        "household_size": 3,
        "annual_income": None,
        "monthly_income_per_head": None,
        "provincial_visit": False,
        "paired_cadre": "王建国",
        "bank": "虚构银行",
        "branch": "虚构支行",
        "account": account(serial),
        "account_holder": "张春梅",
    }
    return Household(**(complete | changes))


def changed(before: Household, **changes: Any) -> Household:
    """The same household with other values."""
    return before._replace(**changes)
