"""A cadre has a name: what names nobody counts for none, and what leaves it open is told."""

import pytest

from layouts import Line, codes, read, sheet
from people import account, resident_id
from warmth_cli.reading.cells.cadres import is_nobody, is_unnamed

HEADING: Line = ["填报单位", "姓名", "身份证号", "建档状态", "银行账号", "结对帮扶干部"]
NOBODY = ["未结对", "暂未结对", "没有", "无", "未安排帮扶干部", "否", "×", "0", 0, "空缺", "暂无结对干部"]
UNNAMED = [
    "社区书记",
    "工会主席",
    "副主席",
    "主任",
    "党员干部",
    "市总工会",
    "甲街道办事处",
    "包户干部",
    "13855512345",
]
UNNAMED += ["是", "√", "已结对", "见附件"]
NAMES = [
    "王建国",
    "王主席",
    "李书记",
    "李建国 副主席",
    "李建国13855512345",
    "张丽、王五",
    "买买提·吐尔逊",
    "任理",
]


def said(cadre: str | float) -> tuple[str | None, bool, list[str]]:
    """Who the cadre is, whether that is unread, and what is said of it."""
    row: Line = ["甲工会", "张三", resident_id(1), "在档", account(1), cadre]
    [found] = read(sheet([HEADING, row])).households
    return found.paired_cadre, "paired_cadre" in found.unread, [code for code, _ in codes(found.issues)]


@pytest.mark.parametrize("cadre", NOBODY)
def test_who_is_nobody_is_blank(cadre: str | float) -> None:
    assert said(cadre) == (None, False, [])


@pytest.mark.parametrize("cadre", UNNAMED)
def test_who_has_no_name_is_left_open(cadre: str) -> None:
    assert said(cadre) == (None, True, ["cadre-unnamed"])


@pytest.mark.parametrize("cadre", NAMES)
def test_a_name_may_have_a_post_or_a_phone_beside_it(cadre: str) -> None:
    assert said(cadre) == (cadre, False, [])
    assert not is_nobody(cadre)
    assert not is_unnamed(cadre)
