"""Cells that cannot be read, and on which nothing hangs: 致困原因 因病 of a household 在档, 开户支行 同上.

Nothing is concluded from them. A rule that does ask for such a field finds it unread, and holds.
"""

from collections.abc import Mapping

from warmth_cli.reading.cells.values import Value

_OF_INCOME_TEST = frozenset(
    ("cause", "household_size", "annual_income", "monthly_income_per_head", "residence")
)
"""What is asked of those who were never on file."""
_OF_BANK = frozenset(("bank", "branch"))
"""What may be left blank: by the account alone everybody can be paid."""
_NEVER_ASKED = frozenset(("在档", "已退档", "渐退期"))
_UNREAD = frozenset(("value-unknown", "count-unreadable", "money-unreadable", "placeholder", "zero-hidden"))
"""Faults that only leave open what is meant; an Excel error, or struck words, are looked at by a person."""


def is_never_asked(values: Mapping[str, Value]) -> bool:
    """Whether nobody asks for the income of a household with these values."""
    return values.get("file_status") in _NEVER_ASKED


def is_unneeded(code: str, field: str, values: Mapping[str, Value]) -> bool:
    """Whether a fault in a field is of no matter to a household with these values.

    >>> on_file: dict[str, Value] = {"file_status": "在档"}
    >>> [is_unneeded("value-unknown", field, on_file) for field in ("cause", "hardship")]
    [True, False]
    >>> is_unneeded("placeholder", "branch", {})
    True
    """
    if field in _OF_BANK:
        return code == "placeholder"
    return code in _UNREAD and field in _OF_INCOME_TEST and is_never_asked(values)
