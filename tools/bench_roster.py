"""The rosters that `make bench` reads: invented people in the mixture that offices send, never real ones."""

from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from warmth_cli.fields import FIELDS, OF_ROW
from warmth_cli.identity import check_character, passes_luhn

_NAMES = [name for name in FIELDS if name not in OF_ROW]
HEADINGS = [FIELDS[name].heading for name in _NAMES]
"""Twenty-five columns: every field of a household."""
STANDARD = '[[standard]]\ndistrict = "蚌山区"\nmonthly = 735\nfrom = 2021-07-01\nsource = "invented"\n'

_NUMERALS = str.maketrans("0123456789", "零一二三四五六七八九")
_KINDS: tuple[dict[str, object], ...] = (
    {"file_status": "在档", "hardship": "深度困难", "paired_cadre": "李建国"},
    {"file_status": "未建档", "cause": "6 患重特大疾病"},
    {"file_status": "已退档", "removed_on": "2021-06-30", "removal_reason": "脱困"},
)
_SLIPS: tuple[dict[str, object], ...] = (
    {"account": None},
    {"hardship": "相对困难"},
    {"annual_income": 300000},
    {"phone": None},
)
"""What is wrong with one household in fifty each: no account, another hardship, too much income, no phone."""


def person(serial: int) -> str:
    """The invented identity number of a serial number below 10 million: a thousand are born a day."""
    day = serial // 1000
    year, month, date = 1940 + day // 336, 1 + day // 28 % 12, 1 + day % 28
    digits = f"340300{year}{month:02d}{date:02d}{serial % 1000:03d}"
    return digits + check_character(digits)


def card(serial: int) -> str:
    """An invented card number whose last digit fits."""
    return next(n for n in (f"621700{serial:012d}{last}" for last in range(10)) if passes_luhn(n))


def write_roster(path: Path, count: int, first: int = 0, shared: bool = False) -> None:
    """A roster of `count` households, the people of the serial numbers from `first` on.

    With `shared` its texts stand in one table, as Excel writes them; else each in its cell.
    """
    book = xlsxwriter.Workbook(str(path), {"constant_memory": not shared})
    sheet = book.add_worksheet("花名册")
    sheet.write_row(0, 0, HEADINGS)
    for number, row in enumerate(_rows(range(first, first + count)), 1):
        sheet.write_row(number, 0, row)
    book.close()


def _rows(serials: range) -> Iterator[list[object]]:
    for serial in serials:
        row: dict[str, object] = {
            "union": f"样例工会{serial % 40}",
            "district": "蚌山区",
            "name": f"王{serial}".translate(_NUMERALS),
            "id_number": person(serial),
            "phone": f"138{serial:08d}",
            "employer": f"样例厂{serial % 300}",
            "residence": "城镇" if serial % 4 else "农村",
            "household_size": 3,
            "annual_income": 36000 + serial % 1000,
            "bank": "样例银行",
            "branch": f"样例支行{serial % 100}",
            "account": card(serial),
            "account_holder": f"王{serial}".translate(_NUMERALS),
            "provincial_visit": "否",
            "arranged": "否",
            "finding": "同意" if serial % 10 == 0 else None,
            "note": f"第{serial}户",
            **_KINDS[serial % len(_KINDS)],
        }
        if serial % 100 < 2 * len(_SLIPS):
            row |= _SLIPS[serial % len(_SLIPS)]
        yield [row.get(name) for name in _NAMES]
