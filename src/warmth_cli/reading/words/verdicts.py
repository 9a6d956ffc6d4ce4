"""Columns in which somebody says whether a household counts: 是否发放, 审核意见, 是否已领取.

They are no fields, and nobody is granted anything for them; but of whom one says that he does not count, or
has had his money already, is held.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.boxes import ticked
from warmth_cli.reading.cells.cell_words import is_nothing, plain, shown
from warmth_cli.reading.cells.choices import HEAD, says_yes
from warmth_cli.reading.cells.sought import places_with
from warmth_cli.reading.words.denials import without_denials
from warmth_cli.reading.words.plain_remarks import is_plain_remark
from warmth_cli.reading.words.remarks import MAY_SPEAK, says_left, says_set_aside

_COUNTS = pattern(
    "(?:同意|可以?|拟|准予|予以|建议|审核|已|是[,，])*(?:发放?|慰问|通过|符合(?:发放|慰问|救助|帮扶|建档)?(?:条件|标准)?|同意|合格"
    "|继续(?:帮扶)?|纳入|享受|上报|申请|核实|(?:情况)?属实|有效|是?本人(?:卡|账户|账号)?|正常|(?:户名)?一致|正确|在[档册]"
    "|(?:打卡|银行卡|转账|卡)发放|健在|在世?|(?:\\d{4}年)?入会|(?:本单位)?(?:在职|正式|合同制?|困难)*(?:职工|员工)|在职|工会会员|会员|困难|(?:退休|下岗|退役)(?:职工|人员|会员)|(?:农民工|在岗|正式工|劳务派遣)(?:职工|人员|会员)?|(?:深度|特别|相对)?困难(?:职工|家庭|户)?|特困(?:职工)?|低保户?"
    "|(?:结对|已)?帮扶中?|已?(?:入户|电话|上门)核实|已报|上报.{1,4}|符合(?:困难职工)?(?:政策|条件)|本?人?社保卡|同户主|本人申请|真实|对象|长期(?:有效)?|低于标准)"
    r"|是的?(?:\((?:本人|户主|户主本人|已?核实|属实|在职|在档|本人卡)\))?|[\d,]*[1-9][\d,.]*元?"
)
_DENIES = pattern(
    "(?<!无)(?<!未见)(?<!没有)(?<!发现)异常|不一致|否决|草稿|待提交|未提交|[未待]上报|失败|不(?:同意(?!见)|予|通过|符合(?!低保)|合格|属实|发|纳入|享受(?!低保))|未(?:通过|同意|审)|退回(?!.{0,6}后.{0,4}通过)|驳回|待(?:核|定|审|查)|[审核查]中(?![未无心])|暂缓|暂不"
)
_LEAVES = pattern(
    "已?(?:减[少员]?|核减|停用|停止|终止|结束|[失无]效|[调转移]出|清[退出]|退出|注销|销[档号户]|不在档|未在档)(?:帮扶|救助)?"
)
_OF_OTHER_MONEY = pattern(
    "报销|赔偿|医疗费|医药费|商业保险|互助|补偿金|助学|公租房|廉租房|学籍|营业执照|工商|车辆|组织关系|劳动关系|人事档案|档案所在|收入来源|残疾补贴|(?:大病|医疗|临时)救助|形式$|往年|曾获|低保|工资|薪|失业|社保|社会保险|医保|医疗保险|养老|退休金|公积金|参保|贷款|住房|就业(?:状况|情况|状态)"
    "|企业(?:状况|情况|性质|状态|经营)|单位(?:状况|性质|状态|经营)"
)
_RESULT = pattern(
    "(?:打款|打卡|发放|转账|支付|代发)?(?:成功|失败|[未不]成功|退[回票汇款])|已?(?:到账|入账|打款|汇出)"
)
"""What came of a payment: that there was one, or that it did not get there."""
_SUM = pattern(r"[\d,]*\d(?:\.\d+)?(?:万?元)?")
_YEAR = pattern(r"(20\d\d)(?:\.0)?年?度?")
_DAY = pattern(r"(?P<year>20\d\d)(?:[-年/].*|\.(?:0?[1-9]|1[0-2])(?:\.\d+)?)|\d{1,2}(?:月|[-/]\d).*")
_NOT_LEFT = pattern(
    "(?:尚?未|暂?无|没有?|暂未)(?:脱困|退档|退出|解困|脱贫|注销)?|不涉及|在[档册]|空|1900-01-0[01]"
)
"""What stands for no day; Excel shows 0 as 1900-01-00."""
_NOBODY_ELSE = pattern(
    "(?:由|系|为|户主|职工)*(?:本人|自己)(?:领取?|代领)?|同户主|不涉及|无(?:代领人?|变[更动化]|需)|[未不](?:变[更动化]?|更[换改]|代领|需)"
    "|没有(?:变[更动化]|代领人?)|同一人|本人卡|同[左上]|同?原[账帐卡]号|一致|健在|在世"
)
"""Who stands under 代领人, and what under 新银行账号, where nobody and nothing is another."""
_GOOD = pattern(
    "同意|通过|符合|属实|合格|[无未].{0,3}(?:异常|异议|问题|重复|变[动更化])|正常|一致|正确|核实|已发|已领|成功|到账"
    "|在[档册]"
)
"""What stands in an opinion that is none against the household; what denies it has been heard before."""
_SIGNED = pattern("签[字名收章]")
_SIGNED_OTHERWISE = pattern("代|[未没不]|手印|捺印")
"""What stands there when somebody else signed, or nobody."""
_NO_OPINION = frozenset(("无", "没有"))


class Verdict(StrEnum):
    """What a column asks of a household; the words of each are those of `[verdicts]` in headings.toml."""

    COUNTS = "counts"
    """是否发放: whoever has no yes where others have one does not count."""
    BARS = "bars"
    """是否已领取: a yes bars."""
    OTHERS = "others"
    """代领人, 新银行账号: whoever, or whatever, is named takes the place of the head, or of his account."""
    PAID = "paid"
    """已发放金额, 发放时间: a sum bars, and a day, unless of a past year; so does a yes."""
    SUM = "sum"
    """拟慰问金额: 0 bars."""
    ON_FILE = "on_file"
    """是否在档: a no bars who is in the file by his status."""
    LEFT = "left"
    """变动情况, 是否脱困: 退出, or a yes, bars whom his status does not say to have left the file."""
    LEFT_ON = "left_on"
    """脱困时间: whatever stands there bars like that."""
    YEAR = "year"
    """年度: a year long past bars."""
    OPINION = "opinion"
    """审核意见: a refusal bars, in whatever words."""
    REMARK = "remark"
    """Any other that is not read: 作废 or 不予发放 bars there, as it does in 备注."""
    REMARK_LEFT = "remark_left"
    """The same, where it says that a household has left the file, 已脱困, against its status."""

    def bars_with(self, status: object) -> bool:
        """Whether what it asks may bar a household of this file status.

        >>> [Verdict.LEFT.bars_with(status) for status in ("在档", "已退档", None)]
        [True, False, True]
        """
        if self is Verdict.ON_FILE:
            return status == "在档"
        return self not in _OF_LEAVING or status not in ("已退档", "渐退期")


_OF_LEAVING = (Verdict.LEFT, Verdict.LEFT_ON, Verdict.REMARK_LEFT)


def of_other_money(heading: str) -> bool:
    """Whether a heading asks for something else that may be stopped or handed out: 低保状态, 工资发放情况.

    >>> of_other_money("退休金"), of_other_money("健康状况"), of_other_money("单位审核情况")
    (True, False, False)
    """
    return _OF_OTHER_MONEY.search(heading) is not None


_ASKED = (Verdict.OPINION, Verdict.PAID, Verdict.BARS, Verdict.LEFT, Verdict.ON_FILE)
"""Columns whose words must all be understood; what others say is of something else, too."""


class VerdictColumn(NamedTuple):
    """One such column: its place from 0, what it asks, its heading as it stands."""

    place: int
    asks: Verdict
    heading: str


class Bar(NamedTuple):
    """What such a column says against the household of one row."""

    column: VerdictColumn
    words: str


def barred(verdict: Verdict, cells: Sequence[Cell], year: int = 0) -> Mapping[int, str]:
    """The places of the cells of such a column that say that their household does not count, and their words.

    `year` is the notice's: what was handed out before it bars nobody.

    >>> barred(Verdict.COUNTS, ["是", "否", "√", ""]), barred(Verdict.COUNTS, ["", "否", "不发"])
    ({1: '否', 3: '—'}, {1: '否', 2: '不发'})
    >>> barred(Verdict.BARS, ["是", "否", "已领取", ""]), barred(Verdict.OPINION, ["同意", "不同意", "否"])
    ({0: '是', 2: '已领取'}, {1: '不同意', 2: '否'})
    >>> barred(Verdict.REMARK, ["已去世", "是", "否", "患癌"])
    {0: '已去世'}
    """
    if verdict in (Verdict.REMARK, Verdict.REMARK_LEFT):
        told = ((place, shown(cells[place])) for place in places_with(MAY_SPEAK, cells))
        if verdict is Verdict.REMARK_LEFT:
            return {place: words for place, words in told if says_left(words)}
        return {place: words for place, words in told if says_set_aside(words, year)}
    said = [plain(shown(cell)) for cell in cells]
    bars = {words: _bars(verdict, words, year) for words in set(said) if not is_nothing(words)}
    blank_bars = verdict is Verdict.COUNTS and not all(bars.values())
    bars |= dict.fromkeys(set(said) - bars.keys(), blank_bars)
    return {place: shown(cells[place]) or "—" for place, words in enumerate(said) if bars[words]}


def unread_verdicts(column: VerdictColumn, cells: Sequence[Cell], year: int = 0) -> Mapping[int, str]:
    """The places of the cells of such a column in words that nobody has foreseen, and these words.

    Where people sign, names stand, but not 代; and of 是否发放 whoever has no plain yes is held.

    >>> opinion = VerdictColumn(0, Verdict.OPINION, "比对结果")
    >>> unread_verdicts(opinion, ["通过", "名单外", "经研究，同意发放", "不同意", "", "无异常"])
    {1: '名单外'}
    >>> unread_verdicts(VerdictColumn(0, Verdict.BARS, "领款人签字"), ["张三", "（代）李四", ""])
    {1: '（代）李四'}
    """
    said = [plain(shown(cell)) for cell in cells]
    if _SIGNED.search(column.heading):
        unread = {words for words in set(said) if _SIGNED_OTHERWISE.search(words)}
    elif column.asks in _ASKED:
        unread = {words for words in set(said) if not _is_foreseen(column.asks, words, year)}
    else:
        return {}
    return {place: shown(cells[place]) for place, words in enumerate(said) if words in unread}


def _is_foreseen(verdict: Verdict, words: str, year: int) -> bool:
    if is_nothing(words) or says_yes(ticked(words)) is not None or _bars(verdict, words, year):
        return True
    known = (_GOOD.search(words), _COUNTS.fullmatch(words), _SUM.fullmatch(words), _DAY.fullmatch(words))
    return any(known) or is_plain_remark(words)


def _bars(verdict: Verdict, words: str, year: int) -> bool:
    said = says_yes(ticked(words))
    match verdict:
        case Verdict.COUNTS:
            return not (said or _COUNTS.fullmatch(words))
        case Verdict.OTHERS:
            return said is None and not (HEAD.fullmatch(words) or _NOBODY_ELSE.fullmatch(words))
        case Verdict.BARS:
            return said is True or says_set_aside(words, year)
        case Verdict.PAID:
            paid = _is_day(words, year) if _DAY.fullmatch(words) else _is_sum(words)
            paid = paid or _RESULT.fullmatch(words) is not None
            return said is True or paid or says_set_aside(words, year)
        case Verdict.SUM:
            return (said is False and words not in _NO_OPINION) or says_set_aside(words, year)
        case Verdict.ON_FILE:
            return said is False or says_left(words) or _LEAVES.fullmatch(words) is not None
        case Verdict.LEFT:
            left = says_left(words) or _LEAVES.fullmatch(words) is not None
            return said is True or left or says_set_aside(words, year)
        case Verdict.LEFT_ON:
            return said is None and _NOT_LEFT.fullmatch(words) is None
        case Verdict.YEAR:
            of_year = _YEAR.fullmatch(words)
            return of_year is not None and int(of_year[1]) < year - 1
        case _:
            refused = said is False and words not in _NO_OPINION
            return (
                refused or _DENIES.search(without_denials(words)) is not None or says_set_aside(words, year)
            )


def _is_sum(words: str) -> bool:
    """Whether words are a sum of money, and not 0."""
    return _SUM.fullmatch(words) is not None and re.search("[1-9]", words) is not None


def _is_day(words: str, year: int) -> bool:
    """Whether words are a day, or a month, of no year before this one."""
    day = _DAY.fullmatch(words)
    return day is not None and (day["year"] is None or int(day["year"]) >= year)
