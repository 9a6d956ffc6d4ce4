"""What a household says in the fields of the national form; what is not certain stays empty."""

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from warmth_cli.fields import CAUSES
from warmth_cli.household import Household, Member
from warmth_cli.identity import birth_date, sex
from warmth_cli.national_form import Entry
from warmth_cli.pattern import pattern
from warmth_cli.rulebook.criteria import shown

_MOBILE = pattern(r"1\d{10}", re.ASCII)
_BETWEEN_PHONES = pattern(r"[/、,，;；]")
_FEN = Decimal("0.01")


def head_value(entry: Entry, household: Household) -> str:
    """What the head of a household says in a field of the form; "" when nothing, or nothing certain."""
    if entry.derived:
        return _OF_HEAD[entry.derived](household)
    if entry.field:
        return shown(entry.field, getattr(household, entry.field))
    return household.form.get(entry.heading, "")


def member_value(entry: Entry, household: Household, member: Member) -> str:
    """The same of a member."""
    if entry.derived:
        contradicted = _contradicted(household, member.row)
        return "" if contradicted else _OF_NUMBER[entry.derived](member.id_number or "")
    if entry.field:
        return shown(entry.field, getattr(member, entry.field))
    return member.form.get(entry.heading, "")


def _born(number: str) -> str:
    born = birth_date(number) if number else None
    return born.isoformat() if born else ""


_OF_NUMBER: Mapping[str, Callable[[str], str]] = {
    "sex": lambda number: sex(number) if number else "",
    "born": _born,
}
"""What an identity number says (GB 11643-1999)."""


def _of_number(what: str) -> Callable[[Household], str]:
    def of_head(household: Household) -> str:
        contradicted = _contradicted(household, household.row)
        return "" if contradicted else _OF_NUMBER[what](household.id_number or "")

    return of_head


def _contradicted(household: Household, row: int) -> bool:
    """Whether the roster says another sex or birth date than the number in that row."""
    return any(issue.code == "id-contradicted" and issue.row == row for issue in household.issues)


def _phones(household: Household) -> list[str]:
    return [each for each in _BETWEEN_PHONES.split(household.phone or "") if each]


def _mobile(household: Household) -> str:
    return next((each for each in _phones(household) if _MOBILE.fullmatch(each)), "")


def _other_phone(household: Household) -> str:
    mobile = _mobile(household)
    others = [each for each in _phones(household) if each != mobile]
    return household.form.get("其他联系方式") or "、".join(others)


def _cause(household: Household) -> str:
    return CAUSES[household.cause] if household.cause else ""


def _monthly(household: Household) -> str:
    """Income per head and month in yuan; from the yearly one where nothing contradicts it."""
    yearly, monthly, people = (
        household.annual_income,
        household.monthly_income_per_head,
        household.household_size,
    )
    if household.unread & {"annual_income", "monthly_income_per_head", "household_size"}:
        return ""
    if yearly is None:
        return shown("monthly_income_per_head", monthly)
    if people is None or (household.members and people != 1 + len(household.members)):
        return ""
    reckoned = yearly / (12 * people)
    if monthly is None:
        return str(reckoned.quantize(_FEN, ROUND_HALF_UP))
    return shown("monthly_income_per_head", monthly) if abs(reckoned - monthly) <= _FEN else ""


def _of_own_account(field: str) -> Callable[[Household], str]:
    """The account and its bank, unless somebody else holds it."""

    def value(household: Household) -> str:
        own = household.account_holder in (None, household.name) and "account_holder" not in household.unread
        return (getattr(household, field) or "") if own else ""

    return value


_OF_HEAD: Mapping[str, Callable[[Household], str]] = {
    "sex": _of_number("sex"),
    "born": _of_number("born"),
    "mobile": _mobile,
    "other_phone": _other_phone,
    "cause": _cause,
    "monthly_income_per_head": _monthly,
    "bank": _of_own_account("bank"),
    "branch": _of_own_account("branch"),
    "account": _of_own_account("account"),
}
"""Every rule by which a field of the form is worked out."""
