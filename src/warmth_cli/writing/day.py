"""Days as Chinese papers write them."""

from datetime import date

BLANK = "____年__月__日"


def chinese_day(day: date | None) -> str:
    """The day in words, or a line to write it on.

    >>> chinese_day(date(2022, 1, 6)), chinese_day(None)
    ('2022年1月6日', '____年__月__日')
    """
    return BLANK if day is None else f"{day.year}年{day.month}月{day.day}日"
