"""What a remark says of its household: that it may not count, or has left the file."""

import re
from functools import lru_cache

from warmth_cli.reading.cell_words import plain

_WHO = "此户|该户|本户|此人|该人|本人|人|户主|职工"
_WHEN = r"(?:于?(?:20\d\d[-年./])?(?:\d{1,2}[-月./])?(?:\d{1,2}[日号]?)?)"
_KIN = "配偶|妻子?|丈夫|爱人|儿子|女儿|子女|父亲|母亲|父母|家属|家人|亲属|亲戚|他人|别人"
_ACCOUNT = "(?:银行)?(?:[账帐][号户]|卡号?)"
_TAKEN = r"(?:领取?|发放?|支付|打款|慰问)过?(?:[\d,.]+元)?"
_DECIDED = (
    "作废|废弃|删除?|取消|剔除|重复(?:上报|填报|申报|登记|户)?|不予?发(?:放)?|停发?|暂[缓停](?:发放)?|暂不发(?:放)?"
    "|不符合(?:(?:发放|慰问|救助)?条件)?|不合格|未通过(?:审核|审批|公示)?|取消资格"
    "|(?:今年|本年度?|本次|此次)?不再(?:发放?|帮扶|救助|慰问|享受)"
)
_OWN_WISH = (
    "(?:自愿|主动|申请)*放弃(?:慰问|救助|帮扶|领取|申请)?"
    "|(?:自愿)?(?:不要|不领|不愿(?:意)?领取?|拒绝(?:领取?|慰问)?)"
)
_DOUBTED = (
    "待(?:核[实查对]?|查实|确认|审核|复核|定)|存疑|有(?:异议|举报|争议|疑问)|公示有异议|被举报"
    "|(?:情况)?不(?:属)?实|虚报|未(?:核实|审核)|正?在(?:核[实查]|调查)中?|(?:核[实查]|调查)中"
    "|查无此人|联系不上|无法联系|失联"
)
_HAD_ALREADY = (
    f"(?<=已)(?:{_TAKEN})|(?:今年|本年度?|本次|此次)已经?(?:{_TAKEN})|(?:其?(?:{_KIN}))已经?(?:{_TAKEN}|申报|上报|享受)"
    "|已经?[在由].{1,10}(?:上报|申报|领取|发放|支付|慰问|享受)过?|现金(?:发放|领取|支付)?"
)
_GONE = (
    f"{_WHEN}(?:已|因病|因公|意外|不幸)*(?:死亡|去世|病故|病逝|亡故|过世|离世|逝世|身故|身亡|病亡|(?<=已)[故亡])"
    "|(?:户籍|户口)?已?迁出(?:本?[省市区县])?|(?:已|现)?不在(?:我|本)?(?:单位|公司|厂|矿|校|工会|辖区|街道)"
)
_WHAT = f"(?:{'|'.join((_DECIDED, _OWN_WISH, _DOUBTED, _HAD_ALREADY, _GONE))})了?"
_OF_PAPERS = (
    f"(?:{_ACCOUNT}|户名|开户行|身份证号?码?|信息|资料|材料|姓名)(?:已经?)?"
    "(?:有误|有错|错误|不对|不符|不一致|不[全齐]|待[补核更].{0,2}|缺失|注销|销户|冻结|[丢遗]失|挂失|失效|作废|停用|未激活)"
    f"|用?(?:非本人|其?(?:{_KIN}))的?{_ACCOUNT}"
    f"|{_ACCOUNT}(?:为|是|系|用)?(?:非本人|其?(?:{_KIN}))(?:的|所有)?(?:{_ACCOUNT})?"
)
"""What is wrong with a number or a card, or that it is somebody else's."""
_SAMPLE = ".*(?:示例|样例).*"
"""Whether a row only shows how to fill in the table, and whose it is else, more words leave open."""
_BEFORE = f"(?:已经?|{_WHO})*(?:与.{{1,8}})?(?:已经?|{_WHO})*"
_SET_ASIDE = re.compile(f"{_BEFORE}(?:{_WHAT})|(?:{_WHO})?(?:{_OF_PAPERS})|{_SAMPLE}")
"""A remark that begins otherwise, or goes on, says more than that: 配偶已去世 holds nobody."""
_OF_HEAD = re.compile(
    f"(?:{_WHO})(?:已经?)*(?:{_WHAT})|(?:{_WHO})?(?:{_OF_PAPERS})|不符合(?:(?:发放|慰问|救助)?条件)?|不予?发放"
)
_LEFT = re.compile(
    f"(?:{_WHO})?(?:{_WHEN}|20\\d\\d年?|今年|本年度?|现)?(?:已经?)?(?:"
    "(?:稳定)?(?:脱困|解困|脱贫|退档|退出|销档)(?:退[出档])?|注销|(?:不|不再|已不)困难|不再符合.{0,4}条件"
    "|(?:从本?单位)?调[离走出](?:[我本](?:单位|公司|厂|矿|校))?)了?"
)
_LESS = re.compile(
    f"(?:{_WHO})?(?:现?已|现)?(?:转|改|调整?|变更?)(?:为|成|至)?(?:相对困难|意外致困)(?:职工|家庭|户)?"
)
_CLAUSES = re.compile("[,，。;；!！]")
MAY_SPEAK = re.compile(
    "[废删消除复停缓不未弃拒虚查失联举争疑异待核调领发付款报享迁离亡世故逝销误错缺冻挂效卡账帐示样由在现困贫退]"
)
"""Without one of these a remark says none of it, which is told quickly."""


def says_set_aside(note: str) -> bool:
    """Whether a remark says that its household may not count: 重复, 不发, 户主已去世，由配偶领取.

    What it says first is of the household; further on it must name the head, or a card.

    >>> [says_set_aside(note) for note in ("重复。", "该户已作废", "配偶已去世", "不发工资")]
    [True, True, False, False]
    >>> [says_set_aside(note) for note in ("已去世，由配偶领取", "患癌，户主已病故", "丈夫患癌，已病故")]
    [True, True, False]
    >>> [says_set_aside(note) for note in ("卡号为其妻子的", "患癌，账号有误", "配偶有残疾")]
    [True, True, False]
    """
    return MAY_SPEAK.search(note) is not None and _is_set_aside(note)


# Such a remark stands in many rows. Others are not kept: a text that outlives its roster keeps the memory
# around it from being used again.
@lru_cache(maxsize=1_000)
def _is_set_aside(note: str) -> bool:
    words, first, others = _clauses(note)
    whole = _SET_ASIDE.fullmatch(words) or _SET_ASIDE.fullmatch(first)
    return whole is not None or any(map(_OF_HEAD.fullmatch, others))


def says_left(note: str) -> bool:
    """Whether a remark says that the household has left the file or the union: no file status 在档 fits that.

    >>> [says_left(note) for note in ("已脱困", "2021年12月已退档。", "已调离本单位", "拟退档", "配偶已离职")]
    [True, True, True, False, False]
    """
    if MAY_SPEAK.search(note) is None:
        return False
    words, first, _ = _clauses(note)
    return _LEFT.fullmatch(words) is not None or _LEFT.fullmatch(first) is not None


def says_less(note: str) -> bool:
    """Whether a remark says that the household is no longer in deep difficulty: 已转相对困难."""
    if MAY_SPEAK.search(note) is None:
        return False
    words, first, _ = _clauses(note)
    return _LESS.fullmatch(words) is not None or _LESS.fullmatch(first) is not None


def speaks_against(note: str) -> bool:
    """Whether a remark says any of it, so that its household must be looked at closely."""
    return says_set_aside(note) or says_left(note) or says_less(note)


def _clauses(note: str) -> tuple[str, str, list[str]]:
    """A remark in half width, its first clause, and the others."""
    words = plain(note).rstrip(".。")
    first, *others = _CLAUSES.split(words)
    return words, first, others
