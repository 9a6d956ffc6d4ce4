"""Words against paying in a column of something else: 已离职 under 工作单位, 卡已注销 under 开户银行."""

from collections.abc import Mapping, Sequence

from warmth_cli.pattern import pattern

FIELDS_ASTRAY = ("employer", "bank", "branch")
"""Fields whose words are kept as they stand."""
_LONGEST = 8
_ASTRAY = pattern(
    "(?:此?银?行?卡|[账帐][号户])?已?(?:去世|死亡|病故|离职|辞职|被?开除|除名|调离|调出|转出|退会|注销|作废|冻结|挂失|停用|销户)"
    "|已故|不发|不予发放|现金|外单位"
)


def is_astray(words: object) -> bool:
    """Whether an entry is nothing but such words.

    >>> [is_astray(words) for words in ("已离职", "卡已注销", "离职干部管理处", "蚌埠农商行", None)]
    [True, True, False, False, False]
    """
    return isinstance(words, str) and len(words) <= _LONGEST and _ASTRAY.fullmatch(words) is not None


def places_astray(columns: Mapping[str, Sequence[object]]) -> set[int]:
    """The rows with such an entry."""
    places: set[int] = set()
    for name in FIELDS_ASTRAY:
        column = columns.get(name, ())
        if found := {words for words in set(column) if is_astray(words)}:
            places |= {place for place, words in enumerate(column) if words in found}
    return places
