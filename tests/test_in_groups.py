"""Reasons in groups: each household counted where it belongs, and nothing of it told."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from people import household
from warmth_cli.household import Household
from warmth_cli.issue_kinds import KINDS, Severity
from warmth_cli.issues import Issue
from warmth_cli.payouts import judge, settle
from warmth_cli.rulebook.criteria import Criterion
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.rulebook.standards import Lookup
from warmth_cli.writing.in_groups import (
    OTHER,
    Refused,
    advised_in_groups,
    held_in_groups,
    not_met,
    refused_in_groups,
)

RULES = choose_pack(find_packs(None), 2022, None).under({})
CRITERION: TypeAdapter[Any] = TypeAdapter(Criterion)


def lines(*households: Household) -> Any:
    judged = judge(households, RULES, Lookup((), RULES.standard_day, "standards.toml"), {})
    return settle(judged, (), (), RULES.pack.notice.id, 1).lines


def test_a_household_counts_once_in_each_group_of_its_reasons() -> None:
    found = held_in_groups(
        lines(
            household(1, account=None),
            household(2, id_number=None, name=None, account=None),
            household(3),
            household(4, hardship="相对困难"),
        )
    )

    assert list(found.items()) == [("银行账户缺失、有误或户名不符", 2), ("姓名、身份证号缺失或有误", 1)]


def test_refusals_are_counted_by_grant_and_condition_whatever_was_found() -> None:
    removed = {"file_status": "已退档", "hardship": None, "removal_reason": "脱困"}

    found = refused_in_groups(
        lines(
            household(1, hardship="相对困难"),
            household(2, hardship="意外致困"),
            household(3, removed_on=date(2020, 6, 30), **removed),
            household(4, removed_on=date(2019, 1, 1), **removed),
            household(5, removed_on=date(2019, 1, 1), finding="不同意", **removed),
            household(6),
        )
    )

    outside = "退档日期不在2021年1月1日至2021年12月31日之间"
    assert list(found.items()) == [
        (Refused("本年度退档职工家庭", outside, "二(三)"), 3),
        (Refused("在档深度困难职工", "困难类别不是“深度困难”", "二(三)"), 2),
        (Refused("本年度退档职工家庭", "人工认定为“不同意”", "二(三)"), 1),
    ]


def test_advice_is_counted_by_union() -> None:
    unpaired = [household(serial, paired_cadre=None) for serial in (1, 2)]

    found = advised_in_groups(
        lines(*unpaired, household(3, paired_cadre=None, union="二厂工会"), household(4))
    )

    [(advised, unions)] = found.items()
    assert advised.clause == "二(三)"
    assert "一对一" in advised.says
    assert unions == {"蚌山区总工会": 2, "二厂工会": 1}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            {"kind": "one_of", "field": "cause", "values": ["6", "7"]},
            "主要致困原因不是“6 患重特大疾病”、“7 遭受自然灾害”",
        ),
        ({"kind": "none_of", "field": "finding", "values": ["不同意"]}, "人工认定为“不同意”"),
        ({"kind": "is_true", "field": "arranged"}, "安排发放为“否”"),
        ({"kind": "is_false", "field": "provincial_visit"}, "省总领导走访为“是”"),
        ({"kind": "present", "field": "paired_cadre"}, "结对帮扶干部未填"),
        ({"kind": "absent", "field": "paired_cadre"}, "结对帮扶干部已有填写"),
        ({"kind": "same_as", "field": "account_holder", "other": "name"}, "户名与户主姓名不一致"),
        (
            {"kind": "date_within", "field": "phase_out_until", "first": date(2022, 1, 1)},
            "渐退期截止早于2022年1月1日",
        ),
        (
            {"kind": "date_within", "field": "removed_on", "last": date(2021, 12, 31)},
            "退档日期晚于2021年12月31日",
        ),
        (
            {"kind": "number_within", "field": "annual_income", "at_least": Decimal(0)},
            "家庭年可支配收入低于0.00",
        ),
        (
            {"kind": "number_within", "field": "annual_income", "at_most": Decimal(0)},
            "家庭年可支配收入高于0.00",
        ),
        ({"kind": "income_at_most", "multiple": 3}, "人均可支配收入超过低保标准3倍"),
        (
            {
                "kind": "any_of",
                "of": [
                    {"kind": "is_true", "field": "arranged", "clause": "一"},
                    {"kind": "present", "field": "paired_cadre", "clause": "一"},
                ],
            },
            "安排发放为“否”，且结对帮扶干部未填",
        ),
    ],
)
def test_what_is_not_met_is_said_of_every_kind_of_condition(condition: dict[str, Any], words: str) -> None:
    assert not_met(CRITERION.validate_python({"clause": "一", **condition})) == words


def looked_at() -> set[str]:
    """Every field that a condition of the notice, or any payment at all, looks at."""
    conditions = [test for grant in RULES.grants for test in (*grant.whom, *grant.conditions)]
    return {field for test in (*conditions, *RULES.payment) for field in test.fields} | {"id_number", "union"}


@pytest.mark.parametrize("field", sorted(looked_at()))
def test_every_field_that_can_hold_a_household_has_a_group(field: str) -> None:
    [line] = lines(household(1, account=None))

    [group] = held_in_groups([line._replace(reasons=(Issue("value-unknown", field=field),))])
    assert group != OTHER


def test_a_field_without_a_group_is_counted_all_the_same() -> None:
    [line] = lines(household(1, account=None))

    assert held_in_groups([line._replace(reasons=(Issue("value-unknown", field="note"),))]) == {OTHER: 1}


def test_codes_that_have_a_group_of_their_own_exist() -> None:
    from warmth_cli.writing.in_groups import _BY_CODE

    assert all(KINDS[code].severity is Severity.ERROR for code in _BY_CODE)
