"""Which field a heading that means none looks like, to be suggested to a person; never bound."""

import difflib
import re
from collections.abc import Mapping

from warmth_cli.fields import Field
from warmth_cli.pattern import pattern

_INCOME = pattern("收入|支配|income")
_LEAVING = pattern("[退脱离]|remov")
_NEEDED: Mapping[str, re.Pattern[str]] = {
    "annual_income": _INCOME,
    "monthly_income_per_head": _INCOME,
    "household_size": pattern("[人口员]|size|people|household"),
    "id_number": pattern("[号码吗]|证$|id|number|card"),
    "account": pattern("[号账帐户]|卡$|account|card"),
    "paired_cadre": pattern("^(?!被).*(?:[人员干]|责任|领导|联系|cadre)"),
    "removed_on": _LEAVING,
    "removal_reason": _LEAVING,
    "phase_out_until": pattern("渐退|phase"),
    "relation": pattern("关系|称谓|relation"),
    "residence": pattern("城乡|户籍|户口|城镇|农村|residence|urban|rural"),
    "bank": pattern("银行|行$|bank"),
    "branch": pattern("行|网点|branch"),
    "hardship": pattern("困难|困境|贫困|hardship"),
    "provincial_visit": pattern("省|provinc|visit"),
}
"""Without such a word nothing is near these: 家庭情况, and 慰问金额, which would double what is paid."""
_ANY = pattern("")
_PROSE = pattern("(?:情况|情形|状况|状态|方式|说明|简述|概述|简介|概况|描述|[事缘]由|理由)$")


def most_like(words: str, known: Mapping[str, Field]) -> Field | None:
    """The field with a known heading that looks most like these words.

    >>> from warmth_cli.fields import FIELDS
    >>> known = {"省总领导慰问": FIELDS["provincial_visit"]}
    >>> [field and field.name for field in (most_like("省领导慰问", known), most_like("领导慰问", known))]
    ['provincial_visit', None]
    """
    near = difflib.get_close_matches(words, known, n=1, cutoff=0.6)
    field = known[near[0]] if near else None
    return field if field and _NEEDED.get(field.name, _ANY).search(words) else None


def is_prose(words: str) -> bool:
    """Whether a heading asks for whole sentences: 家庭困难情况, 致困原因说明."""
    return _PROSE.search(words) is not None
