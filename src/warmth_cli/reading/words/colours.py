"""Words beside a table that say of a colour, or of a mark, whom it marks: neither is read, and such words are
told."""

from collections.abc import Collection, Iterable, Sequence

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain
from warmth_cli.reading.words.under_rows import without_names

_LONGEST = 200
"""Characters of such words; a longer text instructs."""
COLOUR = pattern(
    "[标带有打画划注加](?:[注记有了上]{0,2})?[“\"‘']?[★☆*※△▲●○◆◇■#×]|[★☆*※△▲●◆■#]号?[”\"’']?(?:的|者|为|表示|代表|号)"
    "|[红黄绿蓝橙紫灰粉]色(?:为|是|[:：]|表示|代表|[=＝])|[红黄绿蓝橙紫灰粉]色?(?:的|底|字|填|标|背|部分|人员|字体)|标[注为]?[红黄绿蓝橙紫灰粉]|[颜底]色|底纹|高亮|涂色"
)
"""Words that speak of a colour or a mark, and of no name with one in it: 红星厂."""
_OF_CELLS = pattern("[必选]填|填[写报]|栏|项|表头|公式|修改|单元格")
_AGAINST = pattern(
    "作废|剔除|删除|取消|不予|不发|停|暂[缓不]|不符|不合格|未通过|待核|放弃|不再|不是|重复|退档|脱困|已经?[发领]|死亡|去世|离职|调离|辞职"
)


def by_colour(rows: Iterable[Sequence[Cell]], names: Collection[str] = ()) -> tuple[str, bool]:
    """Words beside a table that say of a colour whom it marks, "" where none do; and whether they speak
    against paying. Which cells must be filled in, in 标红的必填, is no such thing; nor are `names` of people.

    >>> by_colour([["说明：标红的不发放"]]), by_colour([["黄色底纹为新增"]]), by_colour([["红星厂工会"]])
    (('说明：标红的不发放', True), ('黄色底纹为新增', False), ('', False))
    >>> by_colour([["注：李红的卡号已作废"]], {"李红"}), by_colour([["红色为已离职"]])
    (('', False), ('红色为已离职', True))
    """
    texts = (cell.strip() for row in rows for cell in row if isinstance(cell, str))
    found = [
        text
        for text in texts
        if len(text) < _LONGEST
        and COLOUR.search(words := plain(text))
        and not _OF_CELLS.search(words)
        and COLOUR.search(without_names(words, names))
    ]
    against = [text for text in found if _AGAINST.search(plain(text))]
    return next(iter(against or found), ""), bool(against)
