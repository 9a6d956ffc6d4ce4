"""A TOML file typed by hand: what is not understood is told by its line, in words of both languages."""

import re

import pytest

from warmth_cli.reasons import Fault
from warmth_cli.toml_file import toml_of

FIGURE = '[[standard]]\ndistrict = "甲区"\nmonthly = 700.00\nfrom = 2021-07-01\n'


def fault(text: str, language: str) -> str:
    with pytest.raises(Fault) as caught:
        toml_of(text.encode())
    return caught.value.sentence.spoken(language)


@pytest.mark.parametrize(
    ("before", "typed", "told"),
    [
        ('"甲区"', "“甲区”", "第 2 行看不懂：district = “甲区”（“ 是中文符号"),
        ('"甲区"', '"甲区”', '第 2 行看不懂：district = "甲区”（” 是中文符号'),
        ("700.00", "７００", "第 3 行看不懂：monthly = ７００（７ 是中文符号"),
        ("700.00", "", "第 3 行看不懂：monthly =（等号后面没有填写"),
        ("700.00", "700元", "第 3 行看不懂：monthly = 700元"),
        ("2021-07-01", "2021-7-1", "第 4 行看不懂：from = 2021-7-1（日期要写成 2021-07-01"),
        ("2021-07-01", "2021年7月1日", "第 4 行看不懂：from = 2021年7月1日（日期要写成"),
        ("2021-07-01", "2021-__-__", "第 4 行看不懂：from = 2021-__-__（日期要写成"),
        ("2021-07-01", "2021-07-01\nmonthly = 700.00", "第 5 行看不懂：monthly = 700.00（这一项上面已经写过"),
        ("2021-07-01", "[", "还有括号或引号没有配对"),
    ],
)
def test_a_slip_is_told_with_its_line_and_without_a_word_of_tomllib(
    before: str, typed: str, told: str
) -> None:
    text = FIGURE.replace(before, typed)

    said = fault(text, "zh")

    assert told in said
    assert not re.search("TOML|value|expected|invalid", said, re.IGNORECASE)


@pytest.mark.parametrize("source", ["“公告”（2021）第３号", "2021-7-1 起", "a ="])
def test_within_quotes_and_in_remarks_any_sign_may_stand(source: str) -> None:
    text = f'source = "{source}"  # {source}\n'

    assert toml_of(text.encode()) == {"source": source}


def test_a_sign_within_quotes_is_not_blamed_for_another_slip() -> None:
    assert fault('source = "“公告”" 元', "zh") == '第 1 行看不懂：source = "“公告”" 元'


def test_the_line_is_counted_over_the_line_ends_of_windows() -> None:
    assert "第 3 行" in fault(FIGURE.replace("700.00", "").replace("\n", "\r\n"), "zh")
