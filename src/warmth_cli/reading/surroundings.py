"""What stands around a table and in it that is no household: titles, sums, signature lines, samples."""

import re
from collections.abc import Container, Mapping, Sequence

from warmth_cli.files.cell import Cell
from warmth_cli.reading.cell_words import plain, shown

_UNION_LINE = re.compile(
    r"(?:(?:填报|填表|上报|报送|申报)(?:单位|工会)|(?:单位|工会)名称|(?:所属|所在|基层)工会)(?:\([^)]*\))?(?:[:：](.*)|$)"
)
_UNION_OF_SHEET = re.compile(
    r"(?:^|\|)(?:(?:单位|工会)(?:全称)?(?:盖章|公章|\((?:盖章|公章|章|签章)\))|(?:单位|工会)(?=[:：][^|:：]*工会))[:：](.*)"
)
"""Shorter words for the same, which under a table are a signature: 单位（盖章）：."""
_SIGNS = re.compile(r"(?:填报|填表|上报|报送|申报)?(?:单位|工会)[^:：]{0,8}[:：]")
_UNION_ALONE = re.compile(
    r"(?P<number>\(?[一二三四五六七八九十]+[)、.]|\d{1,2}[、.])?"
    r"(?P<union>[^:：、。；\d]{2,30}工会(?:委员会|联合会)?)(?:\([^()]*\d+[户人]\))?[:：]?"
)
_ANY_UNION = re.compile(r"(?:各级?|各?基层|所属|所在|下属|直属|全部|其[他它]|申报|填报)(?:单位)?工会")
_BLANK_BEFORE_LABEL = re.compile(
    r"(?<=\S)\s+(?=[^\s:：]{2,8}[:：]|(?:填报|填表|制表|经办|负责|联系)人|(?:联系)?电话|日期|时间)"
)
_BLANK_AFTER_LABEL = re.compile(
    r"^\s*((?:填报|填表|上报|报送|申报)\s*(?:单位|工会)(?:[(（][^)）]*[)）])?)\s+(?=[^\s:：|]{2,}$)"
)
"""A label without its colon: 填报单位 纺织厂工会."""
_NEXT_LABEL = re.compile(
    r"[|;；]|(?:填报|填表|制表|上报|报送|统计)?(?:日期|时间)[:：]|(?:联系)?(?:电话|手机)[:：]|(?:金额)?单位[:：]|"
    r"(?:单位)?(?:负责人|主席|审核人|审批人|联系人|填报人|填表人|制表人|经办人)(?:\([^)]*\))?[:：]|\d{4}(?:年|[-./]\d)"
)
_COLON = re.compile("[:：]")
_ASKED_FOR = re.compile(r"\(?(?:请|必[须填]|[须需]|应[填写为与]|填|按|\w*全称\)?$)")
"""How words begin that say how to name the union, and name none."""
_MARKS_BESIDE = "_-—,，、。"
_STAMP = re.compile(r"\((?:盖章|公章|章|签章)\)|(?:盖章|公章)$")
_IN_TEN_THOUSANDS = re.compile(
    r"(?<!填报)(?<!所属)单位[:：为是](?:[^:：]{1,6}[、/，,])?(?:人民币)?[万千百]元?(?!\w)|(?<![\d.])[万千百]元|单位\(?万"
)
_TOTAL = re.compile(
    r"(?:本页|本表|以上|全部|\w*(?:工会|公司|厂|局|区|县|市))?(?:户数|人数|金额)?(?:合计|小计|总计|共计|累计|总合计)"
    r"(?:(?:户数|人数|金额)?(?:[\d:：(共人户].*)?)|共\d+[人户].*|总(?:户数|人数|金额)(?:[\d:：(].*)?"
)
_SIGNED = r"(?:签字|签名|签章|盖章|\([^)]*\))*"
_FOOTER = re.compile(
    r"(?:(?:填报|填表|上报|报送|申报)?(?:单位|工会)|工会主席|主席|[\u4e00-\u9fff]{0,6}(?:负责人|领导)|审核|审核人|批准|批准人|审批|审批人|复核|复核人|主管|会计|出纳|财务|"
    r"制单|制单人|制表|制表人|填表人|填报人|经办人|经办|填表日期|填报日期|填报时间|制表日期|日期|联系人|联系电话|盖章|"
    r"[\u4e00-\u9fff]{0,8}(?:意见|情况)|注|备注|说明|填表说明|填报说明|填写说明|温馨提示|附注)"
    rf"{_SIGNED}[:：]|(?:[\u4e00-\u9fff]{{0,6}}(?:主席|负责人|领导)|审核人|制表人|填表人|经办人|单位)"
    r"\(?(?:签字|签名|签章|盖章)\)?$|\(?(?:以下|此页|本页|下页)(?:为?空白|无(?:正文|内容|数据)?)\)?$|(?:情况|填表|填报)?(?:说明|备注|附注)$"
)
_FOOTER_LABEL = re.compile(
    r"(?:单位|工会|财务)?(?:主要|分管)?(?:主席|负责人|领导)|审核人?|审批人?|批准人?|复核人?|制[表单]人?|填表人?|填报人?|经办人?|"
    r"会计|出纳|主管|联系人|(?:联系)?(?:电话|手机|方式)|"
    r"(?:填表|填报|制表)?(?:日期|时间)"
)
"""What stands before a name in a signature line, without a colon."""
_ASIDE = re.compile(
    r"[^:：]{0,8}(?:签字|签名|签章|盖章)[:：].*|\w{2,8}意见|\d{4}年\d{1,2}月(?:\d{1,2}日)?|第\w{1,3}页.*|共\d+页.*|.*[。；].*|.{25,}|说明|备注|注|附注|附件\d*|"
    r"\((?:盖章|公章|签章|签字)\)|以上.*|(?:公示|其中|报送)[^:：]{0,6}[:：].*|[-—_=*]+[^-—_=*]*(?:空白|无正文)[-—_=*]+|"
    r"\d{1,2}[、.)][^·]{7,}|(?:(?:本|我|该)(?:单位|工会))?(?:暂)?[无没]有?(?:符合|此类|该类|相关|困难|上述).*|"
    r"[(]?[一二三四五六七八九十]+[)、.].*(?:困难|职工|工会|建档|退档|渐退|家庭|单位|公司).*"
)
_UNIT_LINE = re.compile(r"\(?(?:金额|货币)?单位[:：](?:人民币)?元\)?")
_NO_NAME = re.compile(r"成员|附件|情况|信息|统计|汇总|明细|名单|[表册](?:\(.*\))?$|[:：]")
_NUMERAL = re.compile(r"\(?([一二三四五六七八九十]{1,3})\)?[、.]?")
_FIGURE = re.compile(r"[\d,.]{1,10}[户人元]?|万元")
_STATISTICS = frozenset(
    (
        "类别",
        "类型",
        "项目",
        "统计",
        "汇总",
        "单位",
        "户数",
        "人数",
        "人次",
        "数量",
        "金额",
        "标准",
        "备注",
        "困难类别",
        "建档状态",
    )
)
_TITLE = re.compile(r"[:：表册]|附件|名单|工会|公司|单位|街道|[区县镇乡局]$")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_ABOVE = re.compile(
    r".*[:：].*|.*\d{4}(?:年\d|[-./]\d).*|.*附[件表]\d*|.*(?:一览|[表册])|.*名单|.*(?:总工会|公司)|"
    r"第.{1,3}页.*"
)
_SAMPLE_WORD = "示例|样例|样板|范例|例子|填写示例|填表示例|填写样例|填写样板|样本|模板"
_SAMPLE = re.compile(
    rf"\(?(?:{_SAMPLE_WORD}|例)(?:行|数据)?\d?[)]?[:：]?|[(](?:{_SAMPLE_WORD}|例)[)].*|例[:：].*"
)
_SAMPLE_NAME = re.compile(rf".*[(](?:{_SAMPLE_WORD}|例)[)]|(?:{_SAMPLE_WORD}|例)[:：].*|(?:{_SAMPLE_WORD})")
LIST_SHEET = "问题清单"
LIST_HEADINGS = ("序号", "严重程度", "工作表", "单元格", "原内容", "问题", "处理办法")
"""The sheet that this program adds to a copy of a roster: what it says is no roster, and no news."""
GUIDE_SHEET = "填写说明"
GUIDE_HEADINGS = ("栏目", "何时要填", "怎样填", "可填的内容")
"""The sheet of the blank roster that explains it, and the headings over what it says of each column."""
_MOST_ABOVE_GUIDE = 20
_SECTION = re.compile(
    r"(?:[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)]?[、.:]?)?(?:本年度?|20\d\d年度?|当年)?(?:已|未)?"
    r"(?:在档|退档|脱困|渐退期?|建档|未建档)(?:困难|深度|相对|退档|立卡)*(?:职工|家庭|人员|户)*(?:花?名册|名单|情况|信息)?表?"
)
_SET_ASIDE_SHEET = re.compile(
    r".*(?:作废|废弃|删除|取消|剔除|不予|不发|停发|未通过|不符合|备份|旧表|旧版|上年|去年|往年|历年).*|旧|废"
)
_SET_ASIDE_NOTE = re.compile(
    r"(?:已经?|此户|该户|本户|此人|该人|本人|户主|与.{1,8})*"
    r"(?:作废|废弃|删除?|取消|剔除|重复(?:上报|填报|申报|登记|户)?|不予?发(?:放)?|停发|暂[缓停](?:发放)?|暂不发(?:放)?"
    r"|死亡|去世|病故|亡故|过世)了?[。.!！]?"
)
"""A remark that begins otherwise, or goes on, says more than that: 配偶已去世 holds nobody."""
_MAY_SET_ASIDE = re.compile(r"[废删消除复发停缓亡世故]")
"""Without one of these a remark says none of it, which is told quickly."""
_OF_A_YEAR = re.compile(r"(?:.*\D)?(20\d\d)(?:年度?)?(?:\D*(?:花名册|名册|名单|困难职工|送温暖|[表册])\D*)?")
_SAMPLE_SHEET = re.compile(rf".*(?:{_SAMPLE_WORD}|样表|填写说明|填表说明|填报说明).*")


def union_above(rows: Sequence[Sequence[Cell]]) -> str:
    """The union in a line 填报单位：… above a table, in the same cell or in the next that has words."""
    return _union_behind(_UNION_LINE, rows)


def union_of_sheet(rows: Sequence[Sequence[Cell]]) -> str:
    """The union in a line above the first table of a sheet, where shorter words name it, too."""
    return union_above(rows) or _union_behind(_UNION_OF_SHEET, rows)


def union_signed(rows: Sequence[Sequence[Cell]]) -> str:
    """The union in the signature lines under a table, whose labels begin their cells."""
    began = [[cell for cell in row if isinstance(cell, str) and _SIGNS.match(plain(cell))] for row in rows]
    return union_of_sheet([row for row, labels in zip(rows, began, strict=True) if labels])


def is_union_label(text: str) -> bool:
    """Whether words name the union in the next cell, without a colon: 填报单位（盖章）."""
    return _UNION_LINE.fullmatch(plain(text)) is not None and not _COLON.search(text)


def _union_behind(label: re.Pattern[str], rows: Sequence[Sequence[Cell]]) -> str:
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
                union = _STAMP.sub("", _NEXT_LABEL.split(words)[0].strip(_MARKS_BESIDE))
                if union and not _ASKED_FOR.match(union):
                    return union
    return ""


def _in_parts(text: str) -> str:
    """The words of a line, with a bar before each label but the first."""
    return plain(_BLANK_BEFORE_LABEL.sub("|", _BLANK_AFTER_LABEL.sub(r"\1：", text)))


def is_section(text: str) -> bool:
    """Whether words above a table only say which households it lists: 二、本年度退档职工名单.

    >>> [is_section(text) for text in ("（一）在档困难职工", "未建档", "二、李庄工会", "退档职工花名册")]
    [True, True, False, True]
    """
    return _SECTION.fullmatch(plain(text)) is not None


def alone(row: Sequence[Cell]) -> str:
    """The words that stand alone in a row, "" where more is said: only a numeral may have a cell before them
    and a figure one behind, as in 一 | 在档困难职工 | 3户.

    >>> alone(["一", "在档困难职工", "", "3户"]), alone(["", "合计"]), alone(["1", "张三"])
    ('一、在档困难职工', '合计', '')
    """
    texts = [text for cell in row if (text := plain(shown(cell)))]
    number = _NUMERAL.fullmatch(texts[0]) if 1 < len(texts) < 4 else None
    if number and all(map(_FIGURE.fullmatch, texts[2:])):
        return f"{number[1]}、{texts[1]}"
    return texts[0] if len(texts) == 1 else ""


def union_of_group(row: Sequence[Cell]) -> str:
    """The union whose name stands alone in a row of the table, over its households: 一、纺织厂工会（3户）."""
    found = _UNION_ALONE.fullmatch(alone(row))
    return found["union"] if found else ""


def group_above(rows: Sequence[Sequence[Cell]]) -> str:
    """The union whose name stands alone and with a number over a heading: 二、纺织厂工会. Without a number it
    may be whom the table is for."""
    lowest = next((row for row in reversed(rows) if any(map(shown, row))), ())
    found = _UNION_ALONE.fullmatch(alone(lowest))
    return found["union"] if found and found["number"] else ""


def union_of_tab(name: str) -> str:
    """The union that a sheet is called after: 1.纺织厂工会. The tab 基层工会 names none.

    >>> union_of_tab("（一）纺织厂工会（3户）"), union_of_tab("基层工会"), union_of_tab("工会花名册")
    ('纺织厂工会', '', '')
    """
    found = _UNION_ALONE.fullmatch(plain(name))
    return found["union"] if found and not _ANY_UNION.fullmatch(found["union"]) else ""


def unit_in(rows: Sequence[Sequence[Cell]]) -> str:
    """The words in rows beside a table that speak of amounts in 万元 or 千元, or nothing."""
    texts = (cell.strip() for row in rows for cell in row if isinstance(cell, str))
    return next((text for text in texts if _IN_TEN_THOUSANDS.search(plain(text))), "")


def is_above(text: str) -> bool:
    """Whether words stand above a table, and not over some of its columns: a title, 填报日期：, a date."""
    return _ABOVE.fullmatch(_IN_BRACKETS.sub("", plain(text))) is not None


def is_unit_line(row: Sequence[Cell]) -> bool:
    """Whether a row is nothing but a line that speaks of amounts in 万元."""
    return sum(shown(cell) != "" for cell in row) == 1 and unit_in([row]) != ""


def is_remark(row: Sequence[Cell]) -> bool:
    """Whether a row is nothing but a remark, which may belong to what stands above it or below."""
    texts = [text for cell in row if (text := shown(cell))]
    return (
        bool(texts)
        and (is_footer(texts[0]) or (len(texts) == 1 and is_aside(texts[0])))
        and not any(map(is_long_number, texts))
    )


def is_total(cell: Cell) -> bool:
    """Whether a cell names a sum: 合计, 小计, 共35户."""
    return isinstance(cell, str) and _TOTAL.fullmatch(plain(cell)) is not None


def is_sum_in_words(row: Sequence[Cell]) -> bool:
    """Whether a row is a sum, and words and figures that say what it counts: 总计： | 3户 | 金额 | 3000元."""
    first, *others = [plain(text) for cell in row if (text := shown(cell))] or [""]
    return is_total(first) and all(
        _FIGURE.fullmatch(each) or each.rstrip(":") in _STATISTICS for each in others
    )


def is_footer(cell: Cell) -> bool:
    """Whether a cell begins what stands under a table: a signature line, a date, a remark."""
    return isinstance(cell, str) and _FOOTER.match(plain(cell)) is not None


def is_signature(cell: Cell) -> bool:
    """Whether a cell stands before a name or a day in a signature line, with a colon or without."""
    if not isinstance(cell, str):
        return False
    return is_footer(cell) or _FOOTER_LABEL.fullmatch(plain(cell)) is not None


def is_signature_alone(row: Sequence[Cell]) -> bool:
    """Whether a label and a name are all there is in a row: 填表人 | 张丽."""
    said = [cell for cell in row if plain(shown(cell))]
    return len(said) == 2 and is_signature(said[0]) and not is_long_number(said[1])


def is_aside(text: str) -> bool:
    """Whether words that stand alone in their row are a remark, a date or a section's title, and no name."""
    return _ASIDE.fullmatch(plain(text)) is not None and not is_long_number(text)


def is_of_statistics(texts: Sequence[str], values: Container[str]) -> bool:
    """Whether what a row says is a line of a small table of figures: 深度困难 3 3000, or its heading.

    `values` are what a household's own cells may say; a line of figures has one, and only figures beside it.
    """
    first, *others = [plain(text) for text in texts]
    if first in values:
        return bool(others) and all(_FIGURE.fullmatch(text) for text in others)
    figures = [_FIGURE.fullmatch(text) is not None for text in (first, *others)]
    words = [text for text, figure in zip((first, *others), figures, strict=True) if not figure]
    return len(texts) > 1 and not figures[0] and all(text.split("(")[0] in _STATISTICS for text in words)


def is_title(row: Sequence[Cell], fields: Mapping[int, str]) -> bool:
    """Whether a row above a heading further down belongs to that heading: one line of words, and no person.

    `fields` are those of the columns, from 0, of the table above it.
    """
    filled = {index: plain(shown(cell)) for index, cell in enumerate(row) if shown(cell)}
    if any(_UNION_LINE.search(text) for text in filled.values()):
        return True
    if len(filled) != 1:
        return not filled
    [(index, text)] = filled.items()
    if _UNIT_LINE.fullmatch(text):
        return True
    if is_long_number(text) or is_total(text) or is_footer(text) or _FIGURE.fullmatch(text):
        return False
    if index not in fields or len(text) > 8:
        return True
    return (_NO_NAME if fields[index] == "name" else _TITLE).search(text) is not None


def is_long_number(cell: Cell) -> bool:
    """Whether a cell holds so many digits that its row must be a person, whatever else stands there."""
    text = cell if isinstance(cell, str) else shown(cell)
    return (len(text) >= 14 and text[:14].isdigit()) or sum(map(str.isdigit, text)) >= 14


def may_be_person(cell: Cell) -> bool:
    """Whether a cell is a number that may be a person's identity number, and nothing else."""
    if isinstance(cell, str):
        text = plain(cell)
        return len(text) in (15, 18) and text[:15].isascii() and text[:15].isdigit()
    return isinstance(cell, float | int) and 1e16 < cell < 1e18


def is_sample(cell: Cell) -> bool:
    """Whether a cell beside an entry says that it is only an example: 示例, 样板, 例：."""
    return isinstance(cell, str) and _SAMPLE.fullmatch(plain(cell)) is not None


def is_sample_name(cell: Cell) -> bool:
    """Whether a name says that it is only an example: 张三（示例）."""
    return isinstance(cell, str) and _SAMPLE_NAME.fullmatch(plain(cell)) is not None


def is_sample_sheet(name: str) -> bool:
    """Whether a sheet's name says that it shows how to fill in another: 样表, 填写说明."""
    return _SAMPLE_SHEET.fullmatch(plain(name)) is not None


def is_issue_list(name: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a sheet is the list that this program added: it repeats numbers of people, and is none of them.

    A sheet that is only called so may hold people.
    """
    return name.startswith(LIST_SHEET) and bool(rows) and tuple(map(shown, rows[0])) == LIST_HEADINGS


def is_guide(name: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a sheet is the one that explains this program's own blank roster: nobody need hear of it."""
    above = rows[:_MOST_ABOVE_GUIDE]
    return name == GUIDE_SHEET and any(
        tuple(map(shown, row[: len(GUIDE_HEADINGS)])) == GUIDE_HEADINGS for row in above
    )


def says_set_aside(note: str) -> bool:
    """Whether a remark says, and says nothing else, that its household may not count: 重复, 不发, 已去世.

    >>> [says_set_aside(note) for note in ("重复。", "该户已作废", "配偶已去世", "不发工资")]
    [True, True, False, False]
    """
    return _MAY_SET_ASIDE.search(note) is not None and _SET_ASIDE_NOTE.fullmatch(plain(note)) is not None


def is_set_aside(name: str, year: int) -> bool:
    """Whether a sheet's name says that its households may not count: 作废, 备份, or a year long past.

    `year` is the notice's, or 0. In January the past year's roster is the newest; an older one is not.

    >>> [is_set_aside(name, 2022) for name in ("作废", "2020年名单", "2021年", "2020年建档", "花名册")]
    [True, True, False, False, False]
    """
    words = plain(name)
    found = _OF_A_YEAR.fullmatch(words)
    return _SET_ASIDE_SHEET.fullmatch(words) is not None or (found is not None and int(found[1]) < year - 1)
