"""What a household says in the fields of the national form: what is certain, and nothing else."""

from decimal import Decimal
from typing import Any

import pytest

from people import household, resident_id
from warmth_cli.household import Household, Member
from warmth_cli.issues import Issue
from warmth_cli.national_form import Entry, national_form
from warmth_cli.writing.entry_values import head_value, member_value


def entry(heading: str) -> Entry:
    return next(each for each in national_form().head if each.heading == heading)


def says(heading: str, **changes: Any) -> str:
    """What a household says in a field of the form."""
    return head_value(entry(heading), household(1, **changes))


@pytest.mark.parametrize(
    ("phone", "mobile", "other"),
    [
        ("15400000001", "15400000001", ""),
        ("0552-1234567", "", "0552-1234567"),
        ("15400000001/0552-1234567", "15400000001", "0552-1234567"),
        ("0552-1234567、15400000001", "15400000001", "0552-1234567"),
        ("15400000001;15400000002", "15400000001", "15400000002"),
        ("1540000000", "", "1540000000"),
        ("154000000012", "", "154000000012"),
        (None, "", ""),
    ],
)
def test_only_a_mobile_number_is_one(phone: str | None, mobile: str, other: str) -> None:
    assert (says("手机号码", phone=phone), says("其他联系方式", phone=phone)) == (mobile, other)
    assert says("其他联系方式", phone=phone, form={"其他联系方式": "邻居"}) == "邻居"


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({"annual_income": Decimal("36000")}, "1000.00"),
        ({"annual_income": Decimal("10000"), "household_size": 3}, "277.78"),
        ({"annual_income": Decimal("0.18"), "household_size": 3}, "0.01"),  # half a fen is rounded up
        ({"annual_income": Decimal("0.17"), "household_size": 3}, "0.00"),
        ({"monthly_income_per_head": Decimal("900.5")}, "900.50"),
        ({"monthly_income_per_head": Decimal("900.5"), "household_size": None}, "900.50"),
        ({"annual_income": Decimal("36000"), "monthly_income_per_head": Decimal("1000.01")}, "1000.01"),
        ({"annual_income": Decimal("36000"), "monthly_income_per_head": Decimal("1000.02")}, ""),
        ({"annual_income": Decimal("36000"), "household_size": None}, ""),
        ({"annual_income": Decimal("36000"), "unread": frozenset(("household_size",))}, ""),
        ({"annual_income": Decimal("36000"), "members": (Member(row=9),)}, ""),
        ({"annual_income": Decimal("36000"), "members": (Member(row=9), Member(row=10))}, "1000.00"),
        ({}, ""),
    ],
)
def test_income_per_head_is_reckoned_only_where_nothing_contradicts_it(
    changes: dict[str, Any], value: str
) -> None:
    assert says("家庭月人均收入", **changes) == value


def test_disposable_income_is_not_the_total() -> None:
    assert says("家庭年度总收入", annual_income=Decimal("36000")) == ""
    assert says("家庭年度总收入", form={"家庭年度总收入": "40000"}) == "40000"


@pytest.mark.parametrize("said", ["sex", "born"])
def test_what_a_number_says_is_left_out_where_the_roster_says_otherwise(said: str) -> None:
    wrong = Issue("id-contradicted", "roster.xlsx", "花名册", 2, "C2", said, "女", {"said": "男"})

    assert (says("性别"), says("出生日期")) == ("男", "1985-03-02")
    assert (says("性别", issues=(wrong,)), says("出生日期", issues=(wrong,))) == ("", "")
    assert (says("性别", id_number=None), says("出生日期", id_number=None)) == ("", "")


def test_of_a_member_too() -> None:
    son = Member(row=9, name="张小明", id_number=resident_id(50, "20100302"), relation="子")
    wrong = Issue("id-contradicted", "roster.xlsx", "花名册", 9, "C9", "sex", "女", {"said": "男"})

    def said(whose: Household) -> list[str]:
        return [member_value(each, whose, son) for each in national_form().member if each.derived]

    assert said(household(1, members=(son,))) == ["女", "2010-03-02"]
    assert said(household(1, members=(son,), issues=(wrong,))) == ["", ""]


@pytest.mark.parametrize(("holder", "filled"), [("张春梅", True), (None, True), ("李建国", False)])
def test_the_account_of_somebody_else_is_not_the_heads(holder: str | None, filled: bool) -> None:
    for heading in ("开户银行", "支行名称", "银行卡号"):
        assert bool(says(heading, account_holder=holder)) is filled
        assert not says(heading, account_holder=None, unread=frozenset(("account_holder",)))


def test_a_cause_is_written_in_words_and_the_rest_stays_empty() -> None:
    assert says("主要致困原因", cause="6") == "患重特大疾病"
    for heading in ("户口类型", "户口所在地行政区划", "政治面貌", "次要致困原因", "职工编号"):
        assert says(heading, residence="城镇", district="蚌山区", cause="6") == ""
