"""Numerals in words are read exactly, or not at all."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmth_cli.fields import FIELDS
from warmth_cli.month import Month
from warmth_cli.reading.cells.numerals import amount_in_words, date_in_words
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.cells.values import read
from warmth_cli.writing.amount import in_words


@given(st.integers(100, 10**13))
def test_what_a_payout_list_writes_in_words_reads_back(fen: int) -> None:
    assert amount_in_words(in_words(fen)) == Decimal(fen) / 100


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        ("壹仟贰佰元整", "1200"),
        ("人民币叁万零伍拾元零陆分", "30050.06"),
        ("拾伍元", "15"),
        ("一百零五元", "105"),
        ("一亿元", "100000000"),
        # what two readers would read as two amounts
        ("三万五元", None),
        ("一百五元", None),
        ("一千五十元", None),
        # what is no number
        ("壹贰元", None),
        ("壹佰仟元", None),
        ("仟元", None),
        ("约三万元", None),
        ("元整", None),
    ],
)
def test_an_amount_in_words_is_one_amount_or_none(words: str, yuan: str | None) -> None:
    assert amount_in_words(words) == (None if yuan is None else Decimal(yuan))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("二〇二一年十二月三日", date(2021, 12, 3)),
        ("二○二一年一月三十一日", date(2021, 1, 31)),
        ("二零二一年十月十日", date(2021, 10, 10)),
        ("二〇二一年二月二十九日", None),
        ("二千零二一年一月一日", None),
        ("二〇二一年十二月", Month(2021, 12)),
        ("二O二一年十二月份", Month(2021, 12)),
        ("二0二一年一月三号", date(2021, 1, 3)),
        ("二〇二一年十三月", None),
        ("二〇二一年十二月份三日", None),
        ("二〇二一年", None),
    ],
)
def test_a_date_in_words_is_one_date_or_none(words: str, day: date | Month | None) -> None:
    assert date_in_words(words) == day


def test_cells_take_numerals_in_words() -> None:
    unit, today = Decimal(10000), date(2022, 1, 6)

    assert read(FIELDS["annual_income"], "壹仟 贰佰元整", unit, today) == 1200  # the words name yuan
    assert read(FIELDS["removed_on"], "二〇二一年十二月 三日", unit, today) == date(2021, 12, 3)
    with pytest.raises(Unreadable):
        read(FIELDS["annual_income"], "壹仟贰佰", unit, today)
