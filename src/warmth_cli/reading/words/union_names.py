"""Whose a table is: the union that a line, a title of its own or a sheet's tab names; and which district."""

import re
from collections.abc import Collection, Sequence
from itertools import islice

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.words.alone import alone

_UNION_LINE = pattern(
    r"(?:(?:填报|填表|上报|报送|申报)(?:单位|工会)|(?:单位|工会)名称|(?:所属|所在|基层)工会)(?:\([^)]*\))?(?:[:：](.*)|$)"
)
_UNION_OF_SHEET = pattern(
    r"(?:^|\|)(?:(?:单位|工会)(?:全称)?(?:盖章|公章|\((?:盖章|公章|章|签章)\))|(?:单位|工会)(?=[:：][^|:：]*工会))[:：](.*)"
)
"""Shorter words for the same, which under a table are a signature: 单位（盖章）：."""
_DISTRICT_LINE = pattern(
    r"(?:^|\|)(?:所[在属])?(?:县区|区县|县\(区\)|区\(县\)|县\(?市[、,]?区\)?|行政区划)[:：](.*)"
)
_DISTRICT = pattern("[\u4e00-\u9fff]{1,10}[区县市旗州]")
_NAMES_PLACE = pattern("[区县市](?!分|场)")
_SIGNS = pattern(r"(?:填报|填表|上报|报送|申报)?(?:单位|工会)[^:：]{0,8}[:：]")
_UNION_ALONE = pattern(
    r"(?P<number>\(?[一二三四五六七八九十]+[)、.]|\d{1,2}[、.])?"
    r"(?P<union>[^:：、。；\d]{2,30}工会(?:委员会|联合会)?)(?:\((?!盖?章|公章|签)[^()]{1,8}\)|共?\d+[户人])?[:：]?"
)
_LONGEST_GROUP = 20
"""A longer numbered line is a remark: 1、本表一式三份，由基层工会填写。"""
_NUMBER = pattern(r"\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]+")
_UNIT_ALONE = pattern(
    r"(?:\(?[一二三四五六七八九十]+[)、.]+|\d{1,2}[、.])?"
    r"(?P<unit>(?!填报|所属|上报|报送|申报|单位)[^:：、。；\d]{1,28}(?:公司|集团|厂|医院|学校|大学|学院|中学|小学|幼儿园|街道(?:办事处)?|社区|[居村管]委会|工委)"
    r"|[^:：、。；\d]{2,28}(?:局|镇|银行|[支分]行))(?:\((?!盖?章|公章|签)[^()]{1,8}\)|共?\d+[户人])?[:：]?"
)
"""A unit without the word 工会 among others that have it."""
_MAY_BE_UNIT = pattern("厂|公司|集团|局|学校|[中小]学|医院|社区|街道|工会|工委")
_NO_UNIT = pattern(
    "[。；;!！]|^由|本[表单页]|填[写表]|^(?:说明|备注|注)|签|章|情况|建档|退档|名册|统计|汇总|合计|小计|车间|.{24}"
)
"""What stands in remarks and titles, and in no line that is whose."""
_FRAME = pattern(r"^[\[【《〈「★☆●■◆▲*#=\-—·>\s]+|[\]】》〉」★☆●■◆▲*#=\-—·<\s]+$")
"""What a clerk puts around such a line, to be seen."""
_BESIDE_UNIT = pattern(
    r"[\d,.]{1,10}[户人元]?|(?:金额)?单位[:：]?万?元|(?:联系人|电话|联系电话)[:：].*|1\d{10}", re.ASCII
)
"""What may stand beside a unit's name in a line over its households: sums, and whom to ask."""
_ANY_UNION = pattern(
    r"由.*|(?:(?:未|没有?)?加入|[已未]入|困难职工所属|各级?|各?基层|所属|所在|下属|直属|全部|其[他它]|申报|填报)(?:单位)?工会"
)
_IN_TITLE = pattern(
    r"(?:关于|20\d\d年度?)*(?P<union>(?:(?!工会)[\u4e00-\u9fff()]){2,24}工会(?:委员会|联合会)?)(?!会员)(?!.*(?:工会|领导|走访|拨))"
    r"(?P<what>.*)(?:花?名[册单]|[表册]|台[账帐]|明细|汇总|情况|统计)(?:\([^()]*\))?"
)
"""A title that begins with whose it is: 甲厂工会2022年困难职工花名册."""
_NO_NAME = pattern(
    "申请|接受|符合|[未没]|参加|入会|[上呈拟]报|报送|附[件表]|元旦|春节|[两双]节|期间|送温暖|困难|职工|在档|所[在属]|下属|各|基层|直属|企业|机关"
    "|县区|区县|乡镇|街道工会|[上下县省市地区]级|行业|产业|新增|中央|享受|系统"
    "|^(?:全|本|该|我|某|按|向|根据|经(?!济|开)|第.批|公司|学校|医院|集团|社区|单位|地方|[省市区县](?:总|\\(区\\)总|区总)?工会)"
)
"""What stands before 工会 in a title that names none."""
_GIVES = pattern("慰问|送温暖|救助|帮扶|资助|补助")
"""What a union of unions does for those of others: 市总工会慰问困难职工名单."""
_BLANK_BEFORE_LABEL = pattern(
    r"(?<=\S)\s+(?=[^\s:：]{2,8}[:：]|(?:填报|填表|制表|经办|负责|联系)人|(?:联系)?电话|日期|时间)"
)
_BLANK_AFTER_LABEL = pattern(
    r"^\s*((?:填报|填表|上报|报送|申报)\s*(?:单位|工会)(?:[(（][^)）]*[)）])?)\s+(?=[^\s:：|]{2,}$)"
)
"""A label without its colon: 填报单位 纺织厂工会."""
_NEXT_LABEL = pattern(
    r"[|;；]|(?:填报|填表|制表|上报|报送|统计)?(?:日期|时间)[:：]|(?:联系)?(?:电话|手机)[:：]|(?:金额)?单位[:：]|"
    r"(?:单位)?(?:负责人|主席|审核人|审批人|联系人|填报人|填表人|制表人|经办人)(?:\([^)]*\))?[:：]|\d{4}(?:年|[-./]\d)"
)
_COLON = pattern("[:：]")
_ASKED_FOR = pattern(r"\(?(?:请|必[须填]|[须需]|应[填写为与]|填|按|\w*全称\)?$)")
"""How words begin that say how to name the union, and name none."""
_MARKS_BESIDE = "_-—,，、。"
_STAMP = pattern(r"\((?:盖章|公章|章|签章)\)|(?:盖章|公章)$")


def union_above(rows: Sequence[Sequence[Cell]]) -> str:
    """The union in a line 填报单位：… above a table, in the same cell or in the next that has words."""
    return _behind(_UNION_LINE, rows)


def union_of_sheet(rows: Sequence[Sequence[Cell]]) -> str:
    """The union in a line above the first table of a sheet, where shorter words name it, too."""
    return union_above(rows) or _behind(_UNION_OF_SHEET, rows)


def district_above(rows: Sequence[Sequence[Cell]]) -> str:
    """The district in a line 县区：… above a table."""
    found = _behind(_DISTRICT_LINE, rows)
    return found if _DISTRICT.fullmatch(found) else ""


def district_below(row: Sequence[Cell], district: str) -> str:
    """The district of the households below a line or a sum, where it was this one above: that of a line
    县区：…; none where other words name one, or another union."""
    if named := district_above([row]):
        return named
    words = plain("".join(map(shown, row)))
    return "" if _NAMES_PLACE.search(words) or union_above([row]) else district


def union_signed(rows: Sequence[Sequence[Cell]]) -> str:
    """The union in the signature lines under a table, whose labels begin their cells."""
    began = [[cell for cell in row if isinstance(cell, str) and _SIGNS.match(plain(cell))] for row in rows]
    return union_of_sheet([row for row, labels in zip(rows, began, strict=True) if labels])


def union_of_group(row: Sequence[Cell]) -> str:
    """The union whose name stands alone in a row of the table, over its households: 一、纺织厂工会（3户）."""
    found = _UNION_ALONE.fullmatch(_FRAME.sub("", _over_others(row)))
    return found["union"] if found and not _ANY_UNION.fullmatch(found["union"]) else ""


def _over_others(row: Sequence[Cell]) -> str:
    """The words that stand alone in a row, or beside nothing but sums and whom to ask."""
    texts = filter(None, (plain(shown(cell)) for cell in row))
    first = next(texts, "")
    beside = [_BESIDE_UNIT.fullmatch(text) for text in islice(texts, 1)]
    return first if beside and all(beside) and all(map(_BESIDE_UNIT.fullmatch, texts)) else alone(row)


def is_unit_alone(words: str) -> bool:
    """Whether words that stand alone are a unit's name: 第二纺织厂, 【红旗社区】."""
    return _UNIT_ALONE.fullmatch(_FRAME.sub("", words)) is not None


def may_name_unit(words: str) -> bool:
    """Whether words that stand alone may be a unit's name, and more.

    >>> [may_name_unit(words) for words in ("乙厂名单", "填报单位乙厂", "新增", "第二车间")]
    [True, True, False, False]
    """
    return _MAY_BE_UNIT.search(words) is not None and _NO_UNIT.search(words) is None


def is_numbered(words: str) -> bool:
    """Whether words that stand alone are one of several headings of rows: 三、新增."""
    return len(words) < _LONGEST_GROUP and _NUMBER.match(words) is not None


def next_group(row: Sequence[Cell], group: str) -> str:
    """The union of the households below a row, where `group` is that of those above: another whose name
    stands alone, with 工会 or, among such, without it. A numbered line that names none leaves it open.

    >>> next_group(["二、第二建筑公司"], "纺织厂工会"), next_group(["二、其他"], "纺织厂工会")
    ('第二建筑公司', '')
    >>> next_group(["（一）患病"], "纺织厂工会"), next_group(["二、第二建筑公司"], "")
    ('纺织厂工会', '')
    """
    words = _FRAME.sub("", _over_others(row))
    if union := union_of_group(row):
        return union
    if group and (found := _UNIT_ALONE.fullmatch(words)):
        return found["unit"]
    return "" if is_numbered(words) and not words.startswith("(") else group


def group_above(rows: Sequence[Sequence[Cell]]) -> str:
    """The union whose name stands alone and with a number over a heading: 二、纺织厂工会. Without a number it
    may be whom the table is for."""
    found = _UNION_ALONE.fullmatch(alone(_lowest(rows)))
    return found["union"] if found and found["number"] else ""


def groups_beside(tables: Sequence[Sequence[Sequence[Cell]]]) -> list[str]:
    """The union whose name stands alone over each of several tables side by side, by what is above each: ""
    for all of them unless each has another."""
    unions = [union_of_group(_lowest(rows)) for rows in tables]
    return unions if len(unions) > 1 and len({*unions} - {""}) == len(unions) else [""] * len(unions)


def _lowest(rows: Sequence[Sequence[Cell]]) -> Sequence[Cell]:
    """The last row in which anything stands."""
    return next((row for row in reversed(rows) if any(map(shown, row))), ())


def union_of_tab(name: str) -> str:
    """The union that a sheet is called after: 1.纺织厂工会. The tab 基层工会 names none.

    >>> union_of_tab("（一）纺织厂工会（3户）"), union_of_tab("基层工会"), union_of_tab("工会花名册")
    ('纺织厂工会', '', '')
    """
    found = _UNION_ALONE.fullmatch(plain(name))
    return found["union"] if found and not _ANY_UNION.fullmatch(found["union"]) else ""


def union_in_title(title: Collection[str]) -> str:
    """The union that one of the lines of a title begins with; "" where two name different ones.

    >>> union_in_title(["蚌埠市第二中学工会困难职工花名册"]), union_in_title(["工会会员困难职工名单"])
    ('蚌埠市第二中学工会', '')
    """
    found = {
        each["union"]
        for each in map(_IN_TITLE.fullmatch, map(plain, title))
        if each and not _NO_NAME.search(each["union"])
        if not ("总工会" in each["union"] and _GIVES.search(each["what"]))
    }
    return found.pop() if len(found) == 1 and not any(map(_ANY_UNION.fullmatch, found)) else ""


def names_union(text: str) -> bool:
    """Whether half-width words are a line that names a union: 填报单位：…."""
    return _UNION_LINE.search(text) is not None


def is_union_label(text: str) -> bool:
    """Whether words name the union in the next cell, without a colon: 填报单位（盖章）."""
    return _UNION_LINE.fullmatch(plain(text)) is not None and not _COLON.search(text)


def _behind(label: re.Pattern[str], rows: Sequence[Sequence[Cell]]) -> str:
    """The name that stands behind a label, in the same cell or in the next that has words."""
    for row in rows:
        texts = [cell for cell in row if isinstance(cell, str) and plain(cell)]
        for place, text in enumerate(texts):
            found = label.search(_in_parts(text))
            if not found:
                continue
            following = texts[place + 1] if place + 1 < len(texts) else ""
            if place and found[1] is None:
                following = ""  # 序号, 填报单位, 基本信息: a heading, and no line
            for words in (found[1] or "", plain(following)):
                name = _STAMP.sub("", _NEXT_LABEL.split(words)[0].strip(_MARKS_BESIDE))
                if name and not _ASKED_FOR.match(name):
                    return name
    return ""


def _in_parts(text: str) -> str:
    """The words of a line, with a bar before each label but the first."""
    return plain(_BLANK_BEFORE_LABEL.sub("|", _BLANK_AFTER_LABEL.sub(r"\1：", text)))
