"""A month without a day: decided where all its days agree, held where they do not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import household
from test_assess import GRANTED, PHASE_OUT, REFUSED, REMOVED, codes, judge
from test_criteria import MET, NO_STANDARDS, NOT_MET, UNKNOWN, look
from warmth_cli.household_text import household_in, household_text
from warmth_cli.month import Month, bounds
from warmth_cli.rulebook.assess import Outcome
from warmth_cli.rulebook.finding import Finding, Truth

months = st.builds(Month, st.integers(1950, 2099), st.integers(1, 12))


def within(when: date | Month, first: date | str, last: date | str) -> Finding:
    """The finding on a removal at that time; "" leaves an end open."""
    limits = [f"{name} = {day}" for name, day in (("first", first), ("last", last)) if day]
    toml = "\n".join(['kind = "date_within"', 'field = "removed_on"', *limits])
    return look(toml, household(removed_on=when), NO_STANDARDS)


@pytest.mark.parametrize(
    ("first", "last", "month", "expected"),
    [
        ("2021-01-01", "2021-12-31", Month(2020, 12), NOT_MET),
        ("2021-01-01", "2021-12-31", Month(2021, 1), MET),
        ("2021-01-01", "2021-12-31", Month(2021, 12), MET),
        ("2021-01-01", "2021-12-31", Month(2022, 1), NOT_MET),
        ("2022-01-01", "", Month(2021, 12), NOT_MET),
        ("2022-01-01", "", Month(2022, 1), MET),
        ("", "2021-12-31", Month(2021, 12), MET),
        ("", "2021-12-31", Month(2022, 1), NOT_MET),
        # only some days of the month lie within
        ("2021-01-02", "2021-12-31", Month(2021, 1), UNKNOWN),
        ("2021-01-31", "", Month(2021, 1), UNKNOWN),
        ("2021-02-01", "", Month(2021, 1), NOT_MET),
        ("", "2021-12-30", Month(2021, 12), UNKNOWN),
        ("", "2021-12-01", Month(2021, 12), UNKNOWN),
        ("", "2021-11-30", Month(2021, 12), NOT_MET),
        ("2021-12-10", "2021-12-20", Month(2021, 12), UNKNOWN),
    ],
)
def test_a_month_is_within_when_all_its_days_are(
    first: str, last: str, month: Month, expected: Truth
) -> None:
    finding = within(month, first, last)

    assert (finding.truth, finding.found) == (expected, str(month))
    assert expected is not UNKNOWN or finding.code == "day-missing"


@given(months, st.dates(date(1949, 1, 1), date(2100, 12, 31)), st.integers(0, 800))
def test_a_month_says_what_all_its_days_say(month: Month, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    days = [month.first + timedelta(days=day) for day in range((month.last - month.first).days + 1)]
    each = {within(day, first, last).truth for day in days}

    assert within(month, first, last).truth is (each.pop() if len(each) == 1 else UNKNOWN)


@given(months, st.dates())
def test_the_ledger_gives_back_a_day_as_a_day_and_a_month_as_a_month(month: Month, day: date) -> None:
    filed = household(removed_on=month, phase_out_until=day)

    read = household_in(household_text(filed))

    assert (read.removed_on, read.phase_out_until) == (month, day)
    assert (type(read.removed_on), type(read.phase_out_until)) == (Month, date)


@given(months)
def test_a_month_ends_where_the_next_begins(month: Month) -> None:
    first, last = bounds(month)
    assert (first.day, first.month, last.month) == (1, month.month, month.month)
    assert (last + timedelta(days=1)).day == 1
    assert str(month) == str(first)[:7]


@pytest.mark.parametrize(("year", "month"), [(2021, 0), (2021, 13), (0, 1), (10000, 1)])
def test_no_month_of_the_calendar(year: int, month: int) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Month(year, month)


@pytest.mark.parametrize(
    ("month", "removed", "phase_out"),
    [
        (Month(2020, 12), REFUSED, REFUSED),
        (Month(2021, 1), GRANTED, REFUSED),
        (Month(2021, 12), GRANTED, REFUSED),
        (Month(2022, 1), REFUSED, GRANTED),
    ],
)
def test_under_the_notice_a_month_decides(month: Month, removed: Outcome, phase_out: Outcome) -> None:
    off_file = judge(household(**REMOVED | {"removed_on": month, "removal_reason": "脱困"}))
    in_phase_out = judge(household(**PHASE_OUT | {"phase_out_until": month, "arranged": True}))

    assert (off_file.outcome, in_phase_out.outcome) == (removed, phase_out)
    if removed is REFUSED:
        assert codes(off_file) == ["condition-not-met"]
        assert off_file.reasons[0].found == str(month)
