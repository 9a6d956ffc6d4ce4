"""Households in numbers: how many are held, refused or advised, and why, in a few groups for a report.

What a message says of one household (a name, a number, an amount) is in none of them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar, assert_never

from warmth_cli.fields import FIELDS
from warmth_cli.issues import Issue
from warmth_cli.payouts import Line
from warmth_cli.rulebook.assess import Outcome
from warmth_cli.rulebook.criteria import (
    Absent,
    AnyOf,
    Criterion,
    DateWithin,
    IncomeAtMost,
    IsFalse,
    IsTrue,
    NoneOf,
    NumberWithin,
    OneOf,
    Present,
    SameAs,
    money,
    shown,
)
from warmth_cli.rulebook.finding import Truth
from warmth_cli.writing.day import chinese_day

_BY_CODE = {
    "person-twice": "同一人在一户以上出现，须核实归属",
    "person-two-numbers": "同一人有两个身份证号，须核实",
    "paid-before": "家庭成员在本次活动中已列入发放",
    "paid-once": "一次性资金以前已经发放，须核实是否属新的情况",
    "person-must-judge": "须由有关负责人认定",
    "undecided": "须由有关负责人认定",
    "standard-missing": "没有当地现行低保标准，收入无法比对",
    "standard-yearly": "所填低保标准过高，收入无法比对",
}
_BY_FIELD = {
    "姓名、身份证号缺失或有误": ("name", "id_number", "sex", "born"),
    "银行账户缺失、有误或户名不符": ("account", "account_holder", "bank", "branch"),
    "填报单位或县区缺失、不明": ("union", "district"),
    "建档状态、困难类别或致困原因缺失、不规范": ("file_status", "hardship", "cause"),
    "退档、渐退信息缺失或有误": ("removed_on", "removal_reason", "phase_out_until"),
    "家庭人口、收入信息缺失或互相矛盾": (
        *("household_size", "annual_income", "monthly_income_per_head", "residence"),
    ),
    "没有结对帮扶干部": ("paired_cadre",),
    "走访、安排发放、人工认定栏填写有误": ("provincial_visit", "arranged", "finding"),
}
_GROUP_OF = {field: group for group, fields in _BY_FIELD.items() for field in fields}
OTHER = "其他信息缺失或有误"
_Group = TypeVar("_Group")


class Refused(NamedTuple):
    """Why households are refused: the grant that was nearest, the reason, its clause."""

    grant: str
    reason: str
    clause: str


class Advised(NamedTuple):
    """What the notice asks for beside the money, and its clause."""

    says: str
    clause: str


def held_in_groups(lines: Iterable[Line]) -> Counter[str]:
    """How many households are held for each kind of reason, the most frequent first; a household with
    several reasons counts in each."""
    held = (line for line in lines if line.outcome is Outcome.HELD)
    return _most_first(Counter(group for line in held for group in {_group(issue) for issue in line.reasons}))


def refused_in_groups(lines: Iterable[Line]) -> Counter[Refused]:
    """How many households are refused for each reason; one with several reasons counts in each."""
    refused = (line for line in lines if line.outcome is Outcome.REFUSED)
    return _most_first(Counter(reason for line in refused for reason in set(_refusals(line))))


def advised_in_groups(lines: Iterable[Line]) -> dict[Advised, Counter[str]]:
    """How many households of each union each advice is about."""
    found: dict[Advised, Counter[str]] = {}
    for line in lines:
        for issue in line.notes:
            if issue.code in ("advice", "advice-warning"):
                advised = Advised(issue.message.spoken("zh"), str(issue.values["clause"]))
                found.setdefault(advised, Counter())[line.household.union or ""] += 1
    return found


def _most_first(counts: Counter[_Group]) -> Counter[_Group]:
    return Counter(dict(sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))))


def _group(issue: Issue) -> str:
    return _BY_CODE.get(issue.code) or _GROUP_OF.get(issue.field, OTHER)


def _refusals(line: Line) -> list[Refused]:
    grant = line.decision.grant
    if grant is None:
        return [Refused("—", "建档状态不在通知所列范围内", line.decision.clause)]
    # As the reasons are told: of several conditions on one field, the last decides.
    failed = {}
    for finding in line.decision.findings:
        if finding.truth is Truth.NOT_MET:
            decisive = finding.parts[-1].criterion if finding.parts else finding.criterion
            failed[decisive.fields[0]] = decisive
    return [Refused(grant.name.zh, not_met(each), each.clause) for each in failed.values()]


def not_met(criterion: Criterion) -> str:
    """What is the matter where the condition fails, whatever the household's own value is."""
    if isinstance(criterion, IncomeAtMost):
        return f"人均可支配收入超过低保标准{criterion.multiple}倍"
    if isinstance(criterion, AnyOf):
        return "，且".join(not_met(each) for each in criterion.of)
    heading = FIELDS[criterion.field].heading
    match criterion:
        case OneOf(field=field, values=values):
            return f"{heading}不是{_quoted(field, values)}"
        case NoneOf(field=field, values=values):
            return f"{heading}为{_quoted(field, values)}"
        case IsTrue():
            return f"{heading}为“否”"
        case IsFalse():
            return f"{heading}为“是”"
        case Present():
            return f"{heading}未填"
        case Absent():
            return f"{heading}已有填写"
        case SameAs(other=other):
            return f"{heading}与{FIELDS[other].heading}不一致"
        case DateWithin(first=first, last=last):
            days = [None if day is None else chinese_day(day) for day in (first, last)]
            return heading + _outside(days, "早于", "晚于")
        case NumberWithin(at_least=low, at_most=high):
            bounds = [None if bound is None else money(bound) for bound in (low, high)]
            return heading + _outside(bounds, "低于", "高于")
        case _:
            assert_never(criterion)


def _outside(bounds: Sequence[str | None], before: str, after: str) -> str:
    first, last = bounds
    if first is not None and last is not None:
        return f"不在{first}至{last}之间"
    return f"{after}{last}" if first is None else f"{before}{first}"


def _quoted(field: str, values: Iterable[str]) -> str:
    return "、".join(f"“{shown(field, value)}”" for value in values)
