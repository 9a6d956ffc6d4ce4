"""Amounts as they are signed: the words say exactly the fen that the figures say."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warmth_cli.writing.amount import in_figures, in_words

DIGITS = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"仟": 1000, "佰": 100, "拾": 10}
MOST_FEN = 10**12 * 100 - 1
"""Just under 壹万亿元: no list of a city comes near it."""


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("0", "零元整"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("11", "壹拾壹元整"),
        ("100", "壹佰元整"),
        ("101", "壹佰零壹元整"),
        ("110", "壹佰壹拾元整"),
        ("1000", "壹仟元整"),
        ("1001", "壹仟零壹元整"),
        ("1010", "壹仟零壹拾元整"),
        ("1100", "壹仟壹佰元整"),
        ("2345", "贰仟叁佰肆拾伍元整"),
        ("6789", "陆仟柒佰捌拾玖元整"),
        # 万
        ("9999", "玖仟玖佰玖拾玖元整"),
        ("10000", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("10010", "壹万零壹拾元整"),
        ("10100", "壹万零壹佰元整"),
        ("11000", "壹万壹仟元整"),
        ("100000", "壹拾万元整"),
        ("100500", "壹拾万零伍佰元整"),
        ("101000", "壹拾万壹仟元整"),
        ("2000000", "贰佰万元整"),
        ("10010000", "壹仟零壹万元整"),
        ("10010001", "壹仟零壹万零壹元整"),
        ("10000000", "壹仟万元整"),
        # 亿
        ("99999999", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("100001000", "壹亿零壹仟元整"),
        ("110000000", "壹亿壹仟万元整"),
        ("1000000000", "壹拾亿元整"),
        ("200030040", "贰亿零叁万零肆拾元整"),
        # 角 and 分
        ("0.01", "壹分"),
        ("0.10", "壹角整"),
        ("0.11", "壹角壹分"),
        ("1.01", "壹元零壹分"),
        ("1.10", "壹元壹角整"),
        ("1.99", "壹元玖角玖分"),
        ("10.05", "壹拾元零伍分"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
    ],
)
def test_words_of_an_amount(yuan: str, words: str) -> None:
    assert in_words(int(Decimal(yuan) * 100)) == words


@given(st.integers(0, MOST_FEN))
@example(MOST_FEN)
@example(10**10)
def test_words_read_back_are_the_same_fen(fen: int) -> None:
    assert read_back(in_words(fen)) == fen


@given(st.integers(0, MOST_FEN))
def test_words_have_no_zero_too_many(fen: int) -> None:
    words = in_words(fen)

    assert "零零" not in words
    assert not re.search("零[万亿角分整]", words)
    assert words == "零元整" or not re.search("^零|零元", words)
    assert words.endswith("整") == (fen % 10 == 0)


@pytest.mark.parametrize(
    ("fen", "figures"),
    [
        (0, "0.00"),
        (1, "0.01"),
        (10, "0.10"),
        (100, "1.00"),
        (99_999, "999.99"),
        (100_000, "1,000.00"),
        (123_456_789, "1,234,567.89"),
        (9_007_199_254_740_993, "90,071,992,547,409.93"),  # the first number that a float cannot hold
    ],
)
def test_figures_of_an_amount(fen: int, figures: str) -> None:
    assert in_figures(fen) == figures


def read_back(words: str) -> int:
    """The fen that capital numerals say, read as a cashier reads them: 亿, 万, 元, 角, 分."""
    found = re.fullmatch(r"(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?整?", words)
    assert found, words
    yuan, jiao, cents = found.groups(default="零")
    return whole(yuan) * 100 + DIGITS[jiao] * 10 + DIGITS[cents]


def whole(words: str) -> int:
    for unit, value in (("亿", 10**8), ("万", 10**4), *PLACES.items()):
        before, here, after = words.partition(unit)
        if here:
            return whole(before) * value + whole(after)
    rest = words.replace("零", "")
    assert len(rest) < 2, words
    return DIGITS[rest] if rest else 0
