"""What stands around a table and in it that is no household: titles, sums, signature lines."""

from collections.abc import Container, Mapping, Sequence
from itertools import islice

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.words.alone import FIGURE
from warmth_cli.reading.words.set_aside import line_set_aside
from warmth_cli.reading.words.union_names import names_union

_IN_TEN_THOUSANDS = pattern(
    r"(?<!填报)(?<!所属)单位[:：为是](?:[^:：]{1,6}[、/，,])?(?:人民币)?[万千百]元?(?!\w)|(?<![\d.])[万千百]元|单位\(?万"
)
_TOTAL = pattern(
    r"(?:(?:大写|小写|本页|本表|以上|全部|\w*(?:工会|公司|厂|局|区|县|市|场|队|矿|院|校|车间|班|组|科|部|中心|街道|镇|乡|村))?(?:户数|人数|金额)?(?:合计|小计|总计|共计|累计|总合计)"
    r"(?:(?:户数|人数|金额)?(?:[\d:：(共人户].*)?)|共\d+[人户].*|(?:共计?|合计|总计)[一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰]+[人户](?:[\d(,;:共].*)?|总(?:户数|人数|金额)(?:[\d:：(].*)?)"
    r"|\(?大写(?:金额)?\)?[:：][零〇一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟圆元角分整]+"
)
_SIGNED = r"(?:签字|签名|签章|盖章|\([^)]*\))*"
_FOOTER = pattern(
    r"(?:(?:填报|填表|上报|报送|申报)?(?:单位|工会)|工会主席|主席|[\u4e00-\u9fff]{0,6}(?:负责人|领导)|审核|审核人|批准|批准人|审批|审批人|复核|复核人|主管|会计|出纳|财务|"
    r"制单|制单人|制表|制表人|填表人|填报人|经办人|经办|填表日期|填报日期|填报时间|制表日期|日期|联系人|联系电话|盖章|"
    r"[\u4e00-\u9fff]{0,8}(?:意见|情况)|注|备注|说明|填表说明|填报说明|填写说明|温馨提示|附注)"
    rf"{_SIGNED}[:：]|(?:[\u4e00-\u9fff]{{0,6}}(?:主席|负责人|领导)|审核人|制表人|填表人|经办人|单位)"
    r"\(?(?:签字|签名|签章|盖章)\)?$|\(?(?:以下|此页|本页|下页)(?:为?空白|无(?:正文|内容|数据)?)\)?$|(?:情况|填表|填报)?(?:说明|备注|附注)$"
    "|(?:承[前上]|接[前上]|过次|转[下次])页$"
)
_FOOTER_LABEL = pattern(
    r"(?:单位|工会|财务)?(?:主要|分管)?(?:主席|负责人|领导)|审核人?|审批人?|批准人?|复核人?|制[表单]人?|填表人?|填报人?|经办人?|"
    r"会计|出纳|主管|联系人|(?:联系)?(?:电话|手机|方式)|"
    r"(?:填表|填报|制表)?(?:日期|时间)"
)
"""What stands before a name in a signature line, without a colon."""
_ASIDE = pattern(
    r"[^:：]{0,8}(?:签字|签名|签章|盖章)[:：].*|\w{2,8}意见|\d{4}年\d{1,2}月(?:\d{1,2}日)?|第\w{1,3}页.*|(?:转|过|接|承)[上下前次]页|共\d+页.*|.*[。；].*|.{25,}|说明|备注|注|附注|附件\d*|"
    r".{0,8}家庭成员(?:情况|信息|名单|表)?[:：]?|[续承接][上前]页|\((?:盖章|公章|签章|签字)\)|以上.*|(?:公示|其中|报送)[^:：]{0,6}[:：].*|[-—_=*]+[^-—_=*]*(?:空白|无正文)[-—_=*]+|"
    r"\d{1,2}[、.)][^·]{7,}|(?:(?:本|我|该)(?:单位|工会))?(?:暂)?[无没]有?(?:符合|此类|该类|相关|困难|上述).*|"
    r"[(]?[一二三四五六七八九十]+[)、.].*(?:困难|职工|工会|建档|退档|渐退|家庭|单位|公司).*"
)
_UNIT_LINE = pattern(r"\(?(?:金额|货币)?单位[:：](?:人民币)?元\)?")
_NO_NAME = pattern(r"成员|附件|情况|信息|统计|汇总|明细|名单|[表册](?:\(.*\))?$|[:：]")
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
_TITLE = pattern(r"[:：表册]|附件|名单|工会|公司|单位|街道|[区县镇乡局]$")
_IN_BRACKETS = pattern(r"\([^)]*\)")
_ABOVE = pattern(
    r".*[:：].*|.*\d{4}(?:年\d|[-./]\d).*|.*附[件表]\d*|.*(?:一览|[表册])|.*名单|.*(?:总工会|公司)|"
    r"第.{1,3}页.*"
)
_OF_PAGE = pattern("本页|[承接][上前]页|[转过]下?[次]?页|第.{1,3}页|续(?:上[页表]|表)")
_OF_FAMILY = pattern(
    r"\(?[一二三四五六七八九十\d]{0,3}[)、.]{0,2}.{0,4}(?:家庭成员|家属|成员)(?:情况|信息|名单|表)?:?"
    r"|共[\d一二三四五六七八九十]+[口人]"
)
_PAGE_MARK = pattern(
    r"\(?(?:第.{1,3}页|共.{1,3}页|[,，、/])+\)?|\(?[续承接][上前]?[页表]?\d*\)?|\((?:[一二三四五六七八九十]|\d{1,2})\)$"
)
_SECTION = pattern(
    r"(?:[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)]?[、.:]?)?(?:本年度?|20\d\d年度?|当年)?(?:已|未)?"
    r"(?:在档|退档|脱困|渐退期?|建档|未建档|深度困难|相对困难|意外致困|农民工|劳动?模范?|工匠|先模|(?:生产|疫情防控)?一线|新就业形态|离退休|退休"
    r"|在职|内退|下岗|失业|患病|患?大病|患?重病|残疾|单亲)(?:困难|深度|相对|退档|脱困|立卡|工匠)*(?:职工|家庭|人员|户|劳动者|对象)*"
    r"(?:花?名册|名单|情况|信息)?表?(?:\(?共?\d+[户人]\)?)?[:：]?"
)

_CONTINUED = pattern(
    r"第\w{1,3}页.{0,8}|\(?(?:续表\d*|[续接承][上前][表页])\)?|(?!.*(?:工会|公司|厂)).*\(续(?:表|页|上[表页])?\d*\)"
)


def is_section(text: str) -> bool:
    """Whether words above a table only say which households it lists, or that it goes on.

    >>> [is_section(text) for text in ("（一）在档困难职工", "未建档", "二、李庄工会", "退档职工花名册")]
    [True, True, False, True]
    >>> [is_section(text) for text in ("续表", "困难职工花名册（续）", "李庄工会花名册（续）")]
    [True, True, False]
    """
    words = plain(text)
    return _SECTION.fullmatch(words) is not None or _CONTINUED.fullmatch(words) is not None


def unit_in(rows: Sequence[Sequence[Cell]]) -> str:
    """The words in rows beside a table that speak of amounts in 万元 or 千元, or nothing."""
    texts = (cell.strip() for row in rows for cell in row if isinstance(cell, str))
    return next((text for text in texts if _IN_TEN_THOUSANDS.search(plain(text))), "")


def is_above(text: str) -> bool:
    """Whether words stand above a table, and not over some of its columns: a title, 填报日期：, a date."""
    return _ABOVE.fullmatch(_IN_BRACKETS.sub("", plain(text))) is not None or line_set_aside([text]) != ""


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


def is_of_page(cell: Cell) -> bool:
    """Whether a cell is of a printed page alone, and ends nothing: 本页小计, 承前页, 第2页."""
    if not isinstance(cell, str):
        return False
    return _OF_PAGE.match(plain(cell)) is not None or _CONTINUED.fullmatch(plain(cell)) is not None


def ends_nothing(cell: Cell) -> bool:
    """Whether a cell is of a printed page alone, or of one family: 家庭成员, 共3人. None of these ends a
    household.

    >>> [ends_nothing(words) for words in ("本页小计", "（一）家庭成员", "共3人", "合计（含家属）", "新增")]
    [True, True, True, False, False]
    """
    return is_of_page(cell) or (isinstance(cell, str) and _OF_FAMILY.fullmatch(plain(cell)) is not None)


def without_page(title: str) -> str:
    """A title without what each printed page says otherwise: 花名册（第2页）, 花名册（续）.

    >>> [without_page(title) for title in ("花名册(第2页)", "花名册(续)", "第1页 共2页", "续上页")]
    ['花名册', '花名册', '', '']
    """
    return _PAGE_MARK.sub("", plain(title))


def is_sum_in_words(row: Sequence[Cell]) -> bool:
    """Whether a row is a sum, and words and figures that say what it counts: 总计： | 3户 | 金额 | 3000元."""
    texts = (plain(text) for cell in row if (text := shown(cell)))
    return is_total(next(texts, "")) and all(
        FIGURE.fullmatch(each) or each.rstrip(":") in _STATISTICS for each in texts
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
    said = [*islice((cell for cell in row if plain(shown(cell))), 3)]
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
        return bool(others) and all(FIGURE.fullmatch(text) for text in others)
    figures = [FIGURE.fullmatch(text) is not None for text in (first, *others)]
    words = [text for text, figure in zip((first, *others), figures, strict=True) if not figure]
    return len(texts) > 1 and not figures[0] and all(text.split("(")[0] in _STATISTICS for text in words)


def is_title(row: Sequence[Cell], fields: Mapping[int, str]) -> bool:
    """Whether a row above a heading further down belongs to that heading: one line of words, and no person.

    `fields` are those of the columns, from 0, of the table above it.
    """
    filled = {index: plain(shown(cell)) for index, cell in enumerate(row) if shown(cell)}
    if any(map(names_union, filled.values())):
        return True
    if len(filled) != 1:
        return not filled
    [(index, text)] = filled.items()
    if _UNIT_LINE.fullmatch(text):
        return True
    if is_long_number(text) or is_total(text) or is_footer(text) or FIGURE.fullmatch(text):
        return False
    if index not in fields or len(text) > 8:
        return True
    return (_NO_NAME if fields[index] == "name" else _TITLE).search(text) is not None


def is_long_number(cell: Cell) -> bool:
    """Whether a cell holds so many digits that its row must be a person, whatever else stands there."""
    text = cell if isinstance(cell, str) else shown(cell)
    return len(text) >= 14 and (text[:14].isdigit() or sum(map(str.isdigit, text)) >= 14)


def may_be_person(cell: Cell) -> bool:
    """Whether a cell is a number that may be a person's identity number, and nothing else."""
    if isinstance(cell, str):
        text = plain(cell)
        return len(text) in (15, 18) and text[:15].isascii() and text[:15].isdigit()
    return isinstance(cell, float | int) and 1e16 < cell < 1e18
