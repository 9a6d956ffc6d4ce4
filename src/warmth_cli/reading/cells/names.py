"""Names of people: one spelling for one name, and none for what is not one name and nothing else."""

import re
import unicodedata

from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.invisible import without_invisible

_USUAL = pattern(r"[\u4e00-\u9fff]{2,4}")
_DOTS = str.maketrans(dict.fromkeys(".•‧・∙⋅˙･●▪◦\u119e", "·"))
_BLOT = pattern(r"(?<!\w\w)[●▪]|[●▪](?!\w\w)")
"""A dot parts names of two characters or more; else it stands for a character that nobody could type."""
_LATIN = pattern(r"[^\W\d_]+(?:(?:[-'.·]| |\. )[^\W\d_]+)*\.?")
_END_OF_LATIN = "\u0250"
_LONGEST = 40
"""Characters of a name: nobody's has more, and what has is something else, or was pasted without end."""
_PLACEHOLDER = pattern(
    r"某|囗|^.口$|生僻|姓名|匿名|低保|注销|死亡|夫妇|夫妻|家庭|爱人|已?故$|^故|师傅$|^[老小][\u4e00-\u9fff]$"
    r"|[\u4e00-\u9fff]{2}[及与][\u4e00-\u9fff]{2}|[\u4e00-\u9fff]{2}(?:[汉回满蒙藏壮苗彝]族|户)$|待定|未定|不详|未知|同[上左]|无名氏|空[白缺]|暂缺|缺失|待[补查核填]|取消|作废"
    "|[此该本]户|户主|^本人$|[xX][xX ]*"
    r"|等(?:\d|[一二两三四五六七八九十])*[人户]?$|^[\u4e00-\u9fff]{2,4}代[领签办收]$|^[\u4e00-\u9fff]{3,}代$"
)
_OF_A_PROGRAM = pattern("na|nan|nil|none|null|true|false|unknown|undefined|test", re.IGNORECASE)
"""What programs write where nobody is; one called so writes more of the name."""
_BEHIND = [
    "女士",
    "先生",
    "同志",
    "家属",
    "遗属",
    "遗孀",
    "丈夫",
    "妻子",
    "儿子",
    "女儿",
    "父亲",
    "母亲",
    "之子",
    "之女",
    "之妻",
    "之夫",
    "之父",
    "之母",
    *(f"{of}长" for of in "厂校院所科处局站段矿班组队部会"),
    *("主任", "主席", "书记", "经理", "会计", "出纳", "老师", "医生", "护士"),
    *("单位", "工会", "公司", "人员", "职工", "总计", "小计", "合计"),
]
_BEFORE = [
    "已故",
    "新增",
    "遗孀",
    "遗属",
    "家属",
    "妻子",
    "丈夫",
    "儿子",
    "女儿",
    "父亲",
    "母亲",
    "其妻",
    "其夫",
    "代领人",
]
_BESIDE = pattern(f"(?:{'|'.join(_BEHIND)})(?![\u4e00-\u9fff])|(?<![\u4e00-\u9fff])(?:{'|'.join(_BEFORE)})")
"""Behind or before a name: whom it is about, how one speaks of him, or what stands there for a name."""
_SIGNS = "士先志属孀丈妻儿亲之故增其领长任席记理计纳师医司安位会工员"
_BY_SIGN = {
    sign: [word for word in {*_BEHIND, *_BEFORE} if next(each for each in _SIGNS if each in word) == sign]
    for sign in _SIGNS
}
"""These words by a character of each: to look for one character is far quicker."""
_SEX_BEHIND = pattern(r"\S{2,}[ \u3000]+[男女]")
_RARE = pattern("[\U00020000-\U0003fffd]")
"""Characters beyond the basic plane: newer ones are letters, too, before this Python has heard of them."""


def says_more(text: str) -> bool:
    """Whether a name, or one of many that are lines of a text, says more: 张三家属, 已故张三."""
    told = (word in text for sign, words in _BY_SIGN.items() if sign in text for word in words)
    return any(told) and _BESIDE.search(text) is not None


def person_name(text: str) -> str | None:
    """The name as it is compared: 张　三 is 张三, and every kind of dot in it is ·; None when it is no name.

    No name: placeholders (张?, 张□, 王某, 空), remarks (此户取消, 张三（已故）, 张三家属), two names (张三
    李四), numbers, letters of Latin and others mixed (王yan), somebody's own font, what has no end.

    >>> [person_name(text) for text in ("张　三", "买买提．吐尔逊", "张三（已故）", "张三 李四")]
    ['张三', '买买提·吐尔逊', None, None]
    >>> [person_name(text) for text in ("张三家属", "张三 男", "张　男", "已故张三", "李厂长")]
    [None, None, '张男', None, None]
    """
    if says_more(text) or _SEX_BEHIND.fullmatch(text):
        return None
    if _USUAL.fullmatch(text):
        return None if _PLACEHOLDER.search(text) else text
    name = " ".join(without_invisible(unicodedata.normalize("NFKC", text)).split())
    if len(name) > _LONGEST:
        return None
    if all(character < _END_OF_LATIN for character in name):
        nobody = _PLACEHOLDER.fullmatch(name) or _OF_A_PROGRAM.fullmatch(name)
        return name if _LATIN.fullmatch(name) and not nobody else None
    if _BLOT.search(name):
        return None
    parts = re.sub(" ?· ?", "·", name.translate(_DOTS)).split()
    if sum(len(part) > 1 for part in parts) > 1:
        return None
    name = "".join(parts)
    whole = all(piece and all(map(_is_letter, piece)) for piece in name.split("·"))
    # A name has two characters at least: 是, 无 and 空 are answers to something else.
    return name if whole and len(name) > 1 and not _PLACEHOLDER.search(name) else None


def _is_letter(character: str) -> bool:
    """Whether it is a letter, or a mark on one, of a script that is not Latin."""
    if character < _END_OF_LATIN:
        return False
    kind = unicodedata.category(character)
    return kind in ("Lo", "Lm", "Mn", "Mc") or _RARE.fullmatch(character) is not None
