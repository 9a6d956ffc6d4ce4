"""Days and months: one or none, never guessed."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_values import TODAY, YUAN, refused, taken
from warmth_cli.fields import FIELDS
from warmth_cli.files.cell import DAY_ZERO, Cell
from warmth_cli.month import Month
from warmth_cli.reading.cells.values import read

THE_DAY: list[Cell] = [
    date(2021, 12, 3), datetime(2021, 12, 3, 23, 59), "2021-12-3", "2021.12.3", "2021/12/03",
    "２０２１．１２．３",
    "2021–12–3", "2021年12月3日", "2021年12月3号", "2021 年 12 月 3 日", "2021年12月3", "2021年\n12月3日",
    "2021-12-03 00:00:00", "2021-12-03 00:00:00.000", "2021-12-03T08:30:00", "2021年12月3日8:30", "20211203",
    20211203, 20211203.0, 44533, 44533.75, "二〇二一年十二月三日", "二零二一年十二月三日",
    "二○二一年十二月三日",
    "二O二一年十二月三日", "二0二一年十二月三号", "二〇二一年 十二月三", "2021年十二月三日",
    # the stops of a Chinese keyboard
    "2021。12。3", "2021、12、3", "2021，12，03", "2021·12·3", "2021\\12\\3",
    # as a CSV shows a cell in a longer format of dates
    "2021年12月3日 星期五", "2021年12月3日,星期五", "2021-12-03（周五）", "2021年12月3日星期五 0:00",
    "2021/12/3 上午 12:00:00", "2021/12/3 12:00:00 AM",
]  # fmt: skip
THE_MONTH: list[Cell] = [
    "2021年12月", "2021 年 12 月", "2021年12月份", "2021.12", "2021-12", "2021/12", "２０２１．１２",
    "202112", 202112, 202112.0, 2021.12, "二〇二一年十二月", "二零二一年十二月份", "2021年十二月", "2021—12",
    "2021年12月底", "2021年12月上旬",
]  # fmt: skip
NO_DATE: list[Cell] = [
    # no day of the calendar
    "2021-02-29", "20210229", 20210229, "2021-13-01", "2021-13", "2021.13", 2021.13, "2021/13/40", "2021-00",
    "2021-12-00", "202113", "二〇二一年十三月", "二〇二一年二月三十日",
    # a part is missing, or may be in another place
    "2021", 2021, "2021年", "12-03", "12月3日", "21.12.3", "211203", "03/12/2021", "12/03/2021", "03122021",
    # six digits that may be a day of a year in two
    "200512", 201101,
    # more than a date
    "2021-12-3左右", "约2021年12月", "2021-12-33", "2021-1-112:30", "2021-12~2022-01", "2021.12.3-2022.1.3",
    "2021年12月起", "2021,12", "2021、12", "2021。12", "2021,12,3,4", "2021年12月3日、5日",
    "已退", "长期", "二〇二一年年底",
    # text does not say from which day the workbook counts
    "44533", "44533.0",
    True, 2021.123, 2021.5001, -44533, float("nan"), float("inf"), time(8, 30), timedelta(days=3),
]  # fmt: skip


@pytest.mark.parametrize("cell", THE_DAY)
def test_a_day(cell: Cell) -> None:
    assert taken("removed_on", cell) == date(2021, 12, 3)


@pytest.mark.parametrize("cell", THE_MONTH)
def test_a_month_stays_a_month(cell: Cell) -> None:
    assert taken("removed_on", cell) == Month(2021, 12)


@pytest.mark.parametrize("cell", NO_DATE)
def test_no_date(cell: Cell) -> None:
    assert refused("removed_on", cell) == "date-unreadable"


def test_a_blank_parts_the_day_from_the_hour() -> None:
    assert taken("removed_on", "2021-1-1 12:30") == date(2021, 1, 1)
    assert taken("removed_on", "2021-1-11 2:30") == date(2021, 1, 11)


@pytest.mark.parametrize("cell", [2021.1, "2021.1", "２０２１．１"])
def test_january_that_may_be_october_is_asked_for(cell: Cell) -> None:
    assert refused("removed_on", cell) == "month-unclear"


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("2021.01", 1),
        (2021.01, 1),
        (2021.02, 2),
        (2021.2, 2),
        (2021.9, 9),
        ("2021.10", 10),
        (2021.11, 11),
        ("2021-1", 1),
        ("2021年1月", 1),
    ],
)
def test_every_other_month_is_known(cell: Cell, month: int) -> None:
    assert taken("removed_on", cell) == Month(2021, month)


@pytest.mark.parametrize(("cell", "month"), [("200012", Month(2000, 12)), ("201301", Month(2013, 1))])
def test_six_digits_are_a_month_where_they_can_be_no_day(cell: str, month: Month) -> None:
    assert taken("removed_on", cell) == month


@pytest.mark.parametrize("cell", ["200101", "201212"])  # the last two digits of the year may be a month
def test_six_digits_that_may_be_a_day_are_nothing(cell: str) -> None:
    assert refused("removed_on", cell) == "date-unreadable"


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_way_to_write_a_day_says_that_day(day: date) -> None:
    written: list[Cell] = [
        day,
        f"{day:%Y.%m.%d}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        *((day - DAY_ZERO).days for _ in range(day.year >= 2000)),
    ]
    assert {taken("phase_out_until", cell) for cell in written} == {day}


def test_days_have_limits() -> None:
    first, last = date(1950, 1, 1), date(2099, 12, 31)
    for day, beyond in ((first, first - timedelta(days=1)), (last, last + timedelta(days=1))):
        inside: list[Cell] = [day, str(day)]
        outside: list[Cell] = [beyond, str(beyond), (beyond - DAY_ZERO).days]
        assert [taken("phase_out_until", cell) for cell in inside] == [day] * 2
        assert {refused("phase_out_until", cell) for cell in outside} == {"date-unreadable"}
    assert taken("phase_out_until", "2099-12") == Month(2099, 12)
    assert refused("phase_out_until", "2100-01") == "date-unreadable"


def test_a_number_is_no_day_before_there_were_files() -> None:
    first = date(2000, 1, 1)
    assert taken("removed_on", (first - DAY_ZERO).days) == first
    for cell in ((first - DAY_ZERO).days - 1, 20216, 22630):  # June 2021, and the 30th of June 2022
        assert refused("removed_on", cell) == "date-unreadable"
    assert taken("born", 20216) == date(1955, 5, 7)


def test_days_stored_as_numbers_count_from_the_workbooks_first_day() -> None:
    assert read(FIELDS["removed_on"], 43071, YUAN, TODAY, date(1904, 1, 1)) == date(2021, 12, 3)


def test_nobody_has_been_removed_tomorrow() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert taken("removed_on", str(TODAY)) == TODAY
    assert refused("removed_on", str(tomorrow)) == "date-future"
    assert taken("removed_on", "2022-01") == Month(2022, 1)  # it has begun
    assert refused("removed_on", "2022-02") == "date-future"
    assert taken("phase_out_until", str(tomorrow)) == tomorrow


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("1985-03-02", date(1985, 3, 2)),
        (datetime(1931, 3, 2), date(1931, 3, 2)),
        ("1931.3.2", date(1931, 3, 2)),
        ("1985年3月", Month(1985, 3)),
        ("198503", Month(1985, 3)),
        ("1900-01-01", date(1900, 1, 1)),
    ],
)
def test_a_birth_date(cell: Cell, born: date | Month) -> None:
    assert taken("born", cell) == born


@pytest.mark.parametrize("cell", ["1899-12-31", "85.3.2", 1985, 1985.1, "37岁", 37, True])
def test_a_birth_date_that_cannot_be_read_is_only_not_compared(cell: Cell) -> None:
    assert refused("born", cell) == "not-compared"
