"""What may not count, by words beside the rows: lines over them, sheets called 作废."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.words.colours import COLOUR
from warmth_cli.reading.words.denials import without_denials
from warmth_cli.reading.words.remarks import says_set_aside
from warmth_cli.reading.words.under_rows import numbers_in

_OTHERS = (
    "(?:结对|帮扶|包[保户联]|联系|驻村)+(?:干部|责任人|联系人)|志愿者|捐[款赠](?:人员?|单位|者)|爱心人士|(?:慰问|工作|走访|评审)[组队]"
    "|工作人员|经办人员?|审核人员|领导小组"
)
"""People who help, and are not helped."""
_LISTED = "(?:成员|人员|队员)?(?:花?名册|名单|通讯录|联系表|联系方式|一览表|登记表)"
_DRAFT = "草稿|初稿|底稿|草案|未定稿|征求意见稿|讨论稿|参考(?!样)"
_PAST = "(?:上年|去年|往年|历年|往期)(?!度?(?:新?建档|入档|新增|退档|脱困|结转|累计|台账|格式|模板))"
"""Of the past, unless it is when somebody came into the file or left it."""
_SET_ASIDE_SHEET = pattern(
    r".*(?:作废|废弃|(?<!勿)删除|取消(?!低保)|剔除|不予|不发|停发(?!工资)|未通过|不符合|待核[实查]|待定|暂缓|放弃|重复|备份|旧表|旧版"
    rf"|{_PAST}|淘汰|落选|备选|候补|候选|待核|\(删\)|(?<!勿)删$|测试|(?<!无)异议|已领(?!导)|已发(?!现)|打款失败|退回|待审|未过|不通过|没(?:有)?(?:通过|过审|批)|未(?:获)?批(?:准)?|存疑|离职(?!干部)|调离|已?转出|终止|撤销|缓发|黑名单|被举报|有问题|不在范围|非困难|重名|核查中|未公示|名下有|退票|疑点|已(?:慰问|打款|打卡|享受(?!低保))|(?<![不未])超标"
    rf"|{_DRAFT}|不合格|不报|刷掉|排除|问题人员|错误版?|[请切]?勿[使]?用|不要用).*|旧|废|减少(?:人员)?|去掉(?:的)?|(?:历史|核减|过期)(?:数据|名单|记录|人员|花?名册)?|(?!.*职工).*(?:{_OTHERS})(?:{_LISTED}|成员|人员|信息|情况)?"
)
_REFUSED = (
    "(?:作废|剔除|删除|取消|不予?发(?:放)?|(?<!工资)停发(?!工资)|暂[缓停](?:发放)?|暂不发(?:放)?|不符合(?:发放|慰问|救助)?条件|不合格|未通过"
    "|待核[实查]|放弃|不再(?:发放?|帮扶|救助|慰问|享受|上报)|(?:暂?不|不予)(?:慰问|救助)|不通过|审核未过|取消资格"
    "|淘汰|落选|备[选用]|候补|候选|待审[核批]?|待定|待补材料|核减(?!.?(?:刚性|医疗))|(?<!收入)(?<!工资)(?<!劳动力)(?<!均有)减少(?!收入)|[调转]出|(?:暂?不|不予)享受(?!低保)|不发|不算|[往去]年(?:已?发放?)?(?=名单|花名册|人员)"
    "|(?:社区|外单位|民政|街道|其他单位)代?发放?|有异议|被?举报|仅供参考|不在本次.{0,4}范围"
    "|(?:收入)?(?<![不未])超标|(?<![去无未不])重复(?:上报|申报|享受)?|退票|(?:比对|核对)异常|疑点(?:数据)?(?:核查)?|非困难|(?:卡号|账号)(?:错误|有误)|冒领|(?:打款|发放)失败|被?退回|误[报录列])"
)
_TAKEN = (
    "(?:已经?(?:由.{1,8}?)?(?:发放?|领取?|支付|打款|打卡|慰问|享受)|去年(?:已经?)?(?:发放|慰问))"
    r"(?:过|完毕|20\d\d年|元旦|春节|[两双]节|送温暖|资金|慰问金?|补助金?)*"
)
_WHO = "(?:困难)?(?:职工|人员|家庭|户|对象)"
_BELOW = (
    "已?(?:调离|离职)|[需须待]进一步核[实查]|(?:情况)?不(?:属)?实|(?:民政|残联|社区|街道|[镇乡区县]里?)已?(?:救助|慰问|发放|补助)"
    "|[为是系]外单位(?:人员|职工)?$|由.{1,10}自行(?:发放|慰问|救助)|参考名单|不合格|(?:未|没)(?:获)?批|待(?:上会|领导)?研究|待上会|待补|[未没]交|(?:资料|材料)(?:不齐|没?未?交齐?)|不用发|不给|[重错多]报|不符(?!合低保)"
    "|不够条件|收入超|均?有房有车|款已付|领过|发过|作?参考|未公示|公示有问题"
)
"""What only a line that begins 以下 says of them."""
_LINE = pattern(
    f".*(?:以下|下列).{{0,10}}(?:{_BELOW}).{{0,6}}|不合格(?:人员|名单)*[:：]?"
    rf"|.{{0,40}}\((?:[未不]通过|未过|不予).{{0,6}}\)"
    "|.{0,20}(?:不作为发放依据|不用于发放|非发放名单|仅用于统计).{0,4}|.{0,24}(?:慰问|补助|救助|资)金已(?:发放?|领取?|打款|支付)(?:人员|职工)*(?:明细|名单|花?名册|登记|汇总|情况)*表?|"
    f".*(?:以下|下列).{{0,12}}(?:{_REFUSED}.{{0,12}}|{_TAKEN}(?:{_WHO})?)|.{{0,24}}{_REFUSED}(?:慰问|救助|帮扶|发放|领取)*的?{_WHO}*(?:名单|花?名册|如下|[:：])"
    f"|.{{0,24}}(?:{_REFUSED}|{_TAKEN}|已享受)(?:审[核批])?的?{_WHO}+(?:名单|花?名册|如下|[:：])?"
    rf"|[(]?[一二三四五六七八九十\d]{{1,3}}[)、.]+.{{0,8}}(?:{_REFUSED}|{_TAKEN})(?:{_WHO})*|{_REFUSED}(?:[:：]|的)"
    f"|(?:[本此该上下]|以[上下])?(?:[表页册]|名单)(?:[中内上]|所[列填])*的?(?:{_WHO})*(?:均|都|全部|已|为|属于?)*(?:{_REFUSED}|{_TAKEN}).{{0,8}}"
    rf"|.{{0,40}}\((?![不除未非去无拟待]).{{0,6}}(?:{_REFUSED}|{_TAKEN}|{_DRAFT}|历史)\)"
    rf"|(?!.*(?:困难|家庭|对象|户)).{{0,24}}(?:{_OTHERS}){_LISTED}[:：]?"
    rf"|(?:(?:以下|下列)(?:均?[为是系])?|[(]?[一二三四五六七八九十\d]{{1,3}}[)、.]+)(?:{_OTHERS})(?:成员|人员|名单)?[:：]?"
)
"""Words over households; over those of the dead stands no such line, for their families are paid."""
_AS_REMARK = pattern(
    r"(?:[(\[【]|[(]?[一二三四五六七八九十\d]{1,3}[)、.]+)*"
    rf"(?:(?:以下|下列)(?:的?(?:人员|职工|家庭|各?户|对象|名单))?)?(?:均|都|全部)*[为是系]?(?!以上|上述)(?P<said>[^:]{{1,14}}?)的?{_WHO}*"
    r"(?:名单|花?名册)?[)\]】]?[:：]?"
)
"""A line that says of all below what a remark says of one: 三、已转账, 以下人员均已打卡."""
_BY_OTHERS = pattern(
    "(?:均|都|全部)*由(?:所在)?(?:街道|社区|居委会?|村委?会?|[乡镇]里?|民政局?|残联|慈善(?:会|总会)?|外单位|其[他它]单位|原单位)"
    "(?:统一|另行|自行|代为?)?(?:发放?|慰问|救助)"
)
"""Who pays them, and is no union: 由街道发放."""
_NOT_BARRED = pattern("[死亡故殁逝]|[去过离]世|退出")
"""Families of the dead are paid, and so is who has left the file."""
_RULE = pattern("如[有果]|若|凡|反映|告知|不得|为准|[^名单的]的(?:不予?|不发|取消|一律)")
"""What tells of nobody in particular: 对以下名单有异议的，请反映, 3.重复的取消."""
_OF_A_YEAR = pattern(r"(?:.*\D)?(20\d\d)(?:年度?)?(?:\D*(?:花名册|名册|名单|困难职工|送温暖|[表册])\D*)?")
_TITLE = pattern(
    r".{0,30}(?<!\d)20\d\d(?:年?度?\D.{0,40})?(?:花名册|名册|名单|困难职工|送温暖|慰问|[表册])(?:\([^()]*\))?"
)
_YEAR = pattern(r"(?<!\d)20\d\d(?!\d)")
_YEAR_LINE = pattern(
    r"(?:以下|下列)?均?[为是系]?(?:20)\d\d(?:年度?)?的?(?:(?:困难|帮扶|慰问|救助|送温暖|元旦|春节|[两双]节)*"
    r"(?:职工|人员|家庭|户|对象)*的?(?:花?名册|名单)?)(?<!\d)[:：]?"
)
"""A line that says of which year those below are: 2020年, 以下为2020年名单."""
_FESTIVAL = pattern(
    r"(?<!\d)(20\d\d)年?度?(?:元旦|春节|[两双]节)|(?<!\d)(20\d\d)(?:[-年./]0?|0)[12](?:月(?!份?(?:新?建档|入档|新增|退档|脱困))|(?![\d年月]))"
)
"""A festival is of one year, as a file is not: what was handed out for the last one is over."""
_NUMERAL = pattern("^[(]?[一二三四五六七八九十]{1,3}[)]?[、.]")
_BEGINS = pattern("以下|下列")
_MOST_CELLS = 2
_LAST_TITLE = 3
"""Columns in which a line over households begins."""
_SAYS_NO_MORE = pattern(r"[\d,.]+[户人元]?|[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.]?|单位[:：]?万?元")
"""What may stand in other cells of such a line: its number, and a sum."""
_SHORT_YEAR = pattern(r"(?<!\d)[12]\d年")
_PAID_IN = pattern(r"(20\d\d)年?度?(?:慰问金?|送温暖)?(?:发放|领取)(?:表|名单|花?名册|明细)?")
"""A sheet of what was handed out in a year."""
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR_IN_WORDS = pattern(r"二[〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_CITES = pattern("[〔\\[]|文件|依据|根据|按照|精神")
"""What stands in a remark that only names a document of that year."""
_SET_ASIDE_FILE = pattern(
    "错误版|不要用|勿[使]?用|作废|废弃|备份|旧[表版]|未通过|不符合|不予?发(?!现)|停发(?!工资)|暂缓|待核[实查]|待定"
    f"|{_PAST}|淘汰|落选|备选|候补|(?<!无)异议|打款失败|不通过|已(?:发(?!现|送|[给至到往邮微Q]|.{{1,4}}(?:部|办公室|科|主席)|[省市区县]总)|领(?!导)|慰问|打款|打卡(?!号))|{_DRAFT}|^(?!.*困难职工).*(?:{_OTHERS}){_LISTED}"
)


def title_of_past_year(rows: Sequence[Sequence[Cell]], year: int) -> str:
    """The title above a table that is of a year long before the notice's: 2020年困难职工花名册; else "".

    >>> [title_of_past_year([[title]], 2022) for title in ("2020年困难职工花名册", "2021年度困难职工花名册")]
    ['2020年困难职工花名册', '']
    >>> title_of_past_year([["2021年元旦春节慰问名单"]], 2022)
    '2021年元旦春节慰问名单'
    """
    lines = ([text for cell in row if (text := plain(shown(cell)))] for row in rows)
    alone = (line[0] for line in lines if len(line) == 1 and not _CITES.search(line[0]))
    return next((title for title in alone if _is_of_past_year(_with_digits(title), year)), "")


def _is_of_past_year(title: str, year: int) -> bool:
    if not _TITLE.fullmatch(title):
        return False
    return _is_past(title, year)


def _is_past(words: str, year: int) -> bool:
    """Whether the last year that words name is long past; that of a festival is once its own is over."""
    return max(map(int, _YEAR.findall(words))) < (year if _FESTIVAL.search(words) else year - 1)


def _with_digits(words: str) -> str:
    """The same with years in four digits: 二〇二〇年 is 2020年, and 21年春节 2021年春节."""
    words = _YEAR_IN_WORDS.sub(lambda found: found[0].translate(_NUMERALS), words)
    return _SHORT_YEAR.sub(r"20\g<0>", words)


def is_file_set_aside(name: str, year: int) -> bool:
    """Whether a file's name says that its households may not count: 花名册（作废）, 2020年花名册."""
    words = _with_digits(plain(name))
    if _SET_ASIDE_FILE.search(without_denials(words)):
        return True
    return _OF_A_YEAR.fullmatch(words) is not None and year > 0 and _is_past(words, year)


def is_year_line(words: str) -> bool:
    """Whether words that stand alone only say of which year those below are: 2020年, 以下为2021年名单."""
    return _YEAR_LINE.fullmatch(_with_digits(_NUMERAL.sub("", words, count=1))) is not None


def line_set_aside(row: Sequence[Cell], year: int = 0) -> str:
    """The words of a row that has hardly any others, where they say that who stands below may not count; else
    "".

    `year` is the notice's: with it, those of a year long past may not count either.

    >>> [line_set_aside([6.0, words, ""]) for words in ("以下人员不发放", "不予发放人员名单", "以下空白")]
    ['以下人员不发放', '不予发放人员名单', '']
    >>> line_set_aside(["二、", "暂缓发放人员", "", "2户"]), line_set_aside(["以下人员", "不发放"])
    ('暂缓发放人员', '以下人员不发放')
    """
    said = (text for cell in row if (text := plain(shown(cell))) and not _SAYS_NO_MORE.fullmatch(text))
    texts = [*islice(said, _MOST_CELLS + 1)]
    if not 0 < len(texts) <= _MOST_CELLS or any(
        map(numbers_in, texts)
    ):  # 序号3、5不发放 speaks of these alone
        return ""
    for words in (
        texts[0],
        "".join(texts) if _BEGINS.match(texts[0]) else "",
    ):  # 以下人员 | 不发放, and 以下人员不发放 | 原因：收入超标
        past = year and is_year_line(words) and _is_past(_with_digits(words), year)
        against = _LINE.fullmatch(without_denials(words)) and not _RULE.search(words)
        if past or (against and not COLOUR.search(words)):
            return words
    return texts[0] if len(texts) == 1 and _is_remark(row, texts[0], year) else ""


def _is_remark(row: Sequence[Cell], words: str, year: int) -> bool:
    """Whether a line where titles stand, and not in some column of remarks, says what a remark would."""
    found = _AS_REMARK.fullmatch(words)
    if found is None or _NOT_BARRED.search(words) or not any(map(shown, row[:_LAST_TITLE])):
        return False
    against = says_set_aside(found["said"], year) or _BY_OTHERS.fullmatch(found["said"]) is not None
    return against and not (_RULE.search(words) or COLOUR.search(words))


def set_aside_above(rows: Iterable[Sequence[Cell]], year: int, first: bool) -> str:
    """The last such words in rows above a heading; above the first of a sheet a title of a past year is none
    of them, since all of the sheet is of that year."""
    lines = ((row, line_set_aside(row, year)) for row in reversed([*rows]))
    return next((line for row, line in lines if line and not (first and title_of_past_year([row], year))), "")


def is_set_aside(name: str, year: int, others: Collection[str] = ()) -> bool:
    """Whether a sheet's name says that its households may not count: 作废, 备份, or a year long past.

    `year` is the notice's, or 0. In January the past year's roster is the newest, unless among the `others`
    one is called the same but for the year; an older one is not.

    >>> [is_set_aside(name, 2022) for name in ("作废", "2020年名单", "2021年", "2020年建档", "花名册")]
    [True, True, False, False, False]
    >>> is_set_aside("2021年", 2022, ["2022年"]), is_set_aside("2021年", 2022, ["2022年新增"])
    (True, False)
    """
    words = _with_digits(plain(name))
    if _SET_ASIDE_SHEET.fullmatch(without_denials(words)):
        return True
    if (festival := _FESTIVAL.search(words)) and int(festival[1] or festival[2]) < year:
        return True
    if (paid := _PAID_IN.fullmatch(words)) and int(paid[1]) < year:
        return True
    found = _OF_A_YEAR.fullmatch(words)
    of_year = int(found[1]) if found else year
    replaced = of_year == year - 1 and words.replace(str(of_year), str(year)) in map(plain, others)
    return of_year < year - 1 or replaced
