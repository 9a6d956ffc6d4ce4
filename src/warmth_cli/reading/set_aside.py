"""What may not count, by its own words: remarks such as 重复, and sheets called 作废 or after a past year."""

import re

from warmth_cli.reading.cell_words import plain

_SET_ASIDE_SHEET = re.compile(
    r".*(?:作废|废弃|删除|取消|剔除|不予|不发|停发|未通过|不符合|备份|旧表|旧版|上年|去年|往年|历年).*|旧|废"
)
_SET_ASIDE_NOTE = re.compile(
    r"(?:已经?|此户|该户|本户|此人|该人|本人|户主|与.{1,8})*"
    r"(?:作废|废弃|删除?|取消|剔除|重复(?:上报|填报|申报|登记|户)?|不予?发(?:放)?|停发|暂[缓停](?:发放)?|暂不发(?:放)?"
    r"|死亡|去世|病故|亡故|过世)了?[。.!！]?"
)
"""A remark that begins otherwise, or goes on, says more than that: 配偶已去世 holds nobody."""
MAY_SET_ASIDE = re.compile(r"[废删消除复发停缓亡世故]")
"""Without one of these a remark says none of it, which is told quickly."""
_OF_A_YEAR = re.compile(r"(?:.*\D)?(20\d\d)(?:年度?)?(?:\D*(?:花名册|名册|名单|困难职工|送温暖|[表册])\D*)?")


def says_set_aside(note: str) -> bool:
    """Whether a remark says, and says nothing else, that its household may not count: 重复, 不发, 已去世.

    >>> [says_set_aside(note) for note in ("重复。", "该户已作废", "配偶已去世", "不发工资")]
    [True, True, False, False]
    """
    return MAY_SET_ASIDE.search(note) is not None and _SET_ASIDE_NOTE.fullmatch(plain(note)) is not None


def is_set_aside(name: str, year: int) -> bool:
    """Whether a sheet's name says that its households may not count: 作废, 备份, or a year long past.

    `year` is the notice's, or 0. In January the past year's roster is the newest; an older one is not.

    >>> [is_set_aside(name, 2022) for name in ("作废", "2020年名单", "2021年", "2020年建档", "花名册")]
    [True, True, False, False, False]
    """
    words = plain(name)
    found = _OF_A_YEAR.fullmatch(words)
    return _SET_ASIDE_SHEET.fullmatch(words) is not None or (found is not None and int(found[1]) < year - 1)
