"""Remarks in a heading: what explains is passed over, what changes its meaning keeps the column unbound."""

import pytest

from warmth_cli.reading.headings import normalised
from warmth_cli.reading.vocabulary import vocabulary


def bound(heading: str, year: int = 2022) -> str | None:
    """The field that a heading is bound to under the notice of a year."""
    field = vocabulary().of_year(year).field(normalised(heading))
    return field.name if field else None


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "卡号（儿子）",
            "卡号（医保）",
            "困难类别（调整前）",
            "银行账号(家属)",
            "银行账号（帮扶干部）",
            "银行账号（单位代管）",
            "账号（单位）",
            "卡号（子）",
        ),
        *(
            "银行账号（作废）",
            "卡号（已挂失）",
            "身份证号（死者）",
            "困难类别（申请）",
            "建档状态（申报）",
            "困难类别（初审）",
        ),
        *("家庭年可支配收入（建档时）", "联系电话（家属）"),
    ],
)
def test_whose_it_is_or_that_it_does_not_hold_keeps_it_unbound(heading: str) -> None:
    assert bound(heading) is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *(("身份证号（申请人）", "id_number"), ("银行账号（本人）", "account"), ("卡号（工行）", "account")),
        *(("身份证号（18位，文本格式）", "id_number"), ("联系电话（建议填手机）", "phone")),
        *(("姓名（以身份证为准）", "name"), ("填报单位（申报单位）", "union")),
        ("银行账号（本人一类卡，不得使用他人账户）", "account"),
    ],
)
def test_what_explains_it_does_not(heading: str, field: str) -> None:
    assert bound(heading) == field


@pytest.mark.parametrize(
    "heading", ["{}年建档状态", "建档状态（{}年）", "建档状态（{}年度）（必填）", "建档状态({})"]
)
@pytest.mark.parametrize(
    ("year", "field"), [(2020, None), (2021, "file_status"), (2022, "file_status"), (2023, None)]
)
def test_a_year_is_that_of_the_notice_or_the_one_before(heading: str, year: int, field: str | None) -> None:
    assert bound(heading.format(year)) == field


def test_a_span_is_of_the_year_in_which_it_ends() -> None:
    assert bound("家庭年可支配收入（2020年12月至2021年11月）") == "annual_income"
    assert bound("家庭年可支配收入（2019年12月至2020年11月）") is None


def test_without_a_notice_any_year_is_passed_over() -> None:
    assert bound("建档状态（2019年）", year=0) == "file_status"
