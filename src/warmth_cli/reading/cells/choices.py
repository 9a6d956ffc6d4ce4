"""Answers chosen from a few: statuses, causes, yes or no, 同意 or 不同意, in the words of clerks."""

import re
from collections.abc import Callable
from typing import Final

from warmth_cli.fields import CAUSES, Field, Kind
from warmth_cli.files.cell import Cell
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.cells.invisible import without_invisible
from warmth_cli.reading.cells.marks import mark_beside_digits
from warmth_cli.reading.cells.traditional import simplified
from warmth_cli.reading.cells.unreadable import Unreadable


class Judged(str):
    """同意 or 不同意, with the words written after it."""

    reason: str

    def __new__(cls, judgement: str, reason: str) -> "Judged":
        """Keep the reason beside the judgement."""
        self = super().__new__(cls, judgement)
        self.reason = reason
        return self


# A clerk without √ on the keyboard types a V.
_YES = frozenset(
    ["是", "有", "√", "✓", "✔", "☑", "✅", "V", "Y", "YES", "TRUE", "1", "对", "1.0", "1.00", "∨"]
)
_NO = frozenset(
    [
        "否",
        "无",
        "×",
        "✕",
        "✖",
        "✗",
        "✘",
        "X",
        "N",
        "NO",
        "FALSE",
        "0",
        "不",
        "没有",
        "╳",
        "❌",
        "0.0",
        "0.00",
    ]
)
_SEXES = {
    "男": "男",
    "男性": "男",
    "M": "男",
    "MALE": "男",
    "女": "女",
    "女性": "女",
    "F": "女",
    "FEMALE": "女",
}
_CAUSE = pattern(
    r"(?P<bracket>\()?(?:0?(?P<code>\d{1,2})(?:\.0+)?)?(?(bracket)\))[.、,:;\-]?(?P<words>\D*)", re.ASCII
)
_CAUSE_NUMERALS = dict(zip("一二三四五六七八九十", map(str, range(1, 11)), strict=True))
_CAUSE_IN_SHORT = {
    "6": pattern(r"(\(?)患?重特?大疾病"),
    "7": pattern(r"(\(?)(?:遭[受遇])?自然灾害"),
    "8": pattern(r"(\(?)(?:遭[受遇])?意外(?:事故|伤害)"),
}
"""A cause without its verb, or as the notice itself has it: 患重大疾病, 意外伤害."""
_MORE_OF_A_CAUSE = pattern(
    r"\((?!(?:无|已故|去世)\))(?!.*(?:[疑待不未非否愈?吗]|康复|好转|痊|轻微|已赔偿)).+\)|[,:].*癌.{0,4}"
)
"""A note in brackets after a cause, such as the disease, that does not put it in doubt."""
_JUDGEMENT = pattern(
    r"(?:经(?:集体|会议|班子|党组|工会|委员会)*(?:研究|讨论|审核|审查|审议|核实|核查|调查|评议)(?:决定)?"
    r"[,，:：]? ?)?"
    r"(?:(?:情况)?属实|符合(?:条件|规定|要求))?[,，。 ]{0,2}(不同意|同意)([\s,，。.;；:：、\-]*)(.*)",
    re.DOTALL,
)
"""How it was come to may stand before a judgement: 经集体研究，同意."""
_PARTED = pattern(r"(?<=不) ?同 ?意|同 ?意")
"""A word of two characters is often typed with a blank between them."""
_UNDECIDED = pattern(
    r"^(?:与否|否|或|/|见)|同意|[?？吗□■☐☑☒○●√×]|待(?:定|核|查|议|审|批|补|复|确|研|公示|领导|签)|未定|暂缓"
)
"""In the words after a judgement: what says that it is none, like the boxes of 同意□ 不同意□."""
_TO_WHAT = pattern(
    r"(?:(?:[其该]户?|职工|按(?:标准|规定)|给予|予以|继续|纳入|列入|上报|申报|认定|情况属实|属实|符合(?:条件|规定)?"
    r"|发放|救助|慰问|帮扶|补助|资助|享受|建档|送温暖|资金|金)++(?![\u4e00-\u9fff\d])|[(（]).*",
    re.DOTALL,
)
"""What 同意 may be followed by without a stop, and still be a yes to paying; 同意退档 is none."""
_CONDITION = "暂(?:$|[)）]|[不缓停])|拟(?:$|[)）])|[如若](?:属实|符合|情况|经|通过)|视(?:情|审|结果)"
_TAKES_BACK = pattern(
    r"^[(（]?(?:作?废|无效|收回|取消(?!低保)|退[档出回]|放弃(?!治疗)|停发|撤[销回]|已撤|20\d\d年?(?:$|[)）])"
    r"|(?:发放?|慰问金?|补助|救助)?(?!(?:1,?000|2,?000)元)\d{2,5}元|已(?:去世|死亡|病故|故|离职|调离)(?:$|[)）,，。])"
    rf"|非本单位|不是本单位|未(?:获)?(?:批|通过)|有(?:异议|举报|争议)|条件不符|{_CONDITION})"
    rf"|[,，;；。](?:{_CONDITION})"
    r"|(?<![不未])超(?:过?标准|标)|下[一次](?!手术)|[下明]年再?发|再(?:发(?!作)|议|核|定)|(?:要|需|应|重新|尚)(?:补(?!充)|核|查)"
    r"|(?:本人|户主)已?(?:故|去世|死亡|病故)(?!.{0,3}遗属)|按相对困难"
    r"|(?:本人|自愿|主动)放弃(?!治疗|工作|就业|外出|劳动|低保)|查无此人|冒[名领]|拒领|(?<![无未不])重复(?!发作|住院|化疗|治疗|手术)"
    r"|(?<!工资)[缓延]发(?!工资)|(?:推迟|延[后期])发|暂[不缓停]|先不|建议[不退取停]|(?<!收入)减半|条件不符|不符合(?:发放|慰问|救助)?(?:条件|规定|标准)"
    r"|(?:会议|领导|上级|审[批核]|公示|[市区县省]总|工会)未(?:获)?(?:批|通过|签)|(?:核实|审核|审批|公示|补齐|查实|复核|签字|批准)后再?发"
    r"|以.{0,2}(?:核[查实]|审核|复核).{0,4}为准|材料(?:不全|后补|缺|未)"
    r"|(?<!去年)(?<!\d年)已(?:在.{1,8}|由(?!民政).{1,8}|经)?(?:领取?+(?!低保|失业|抚恤|养|残疾|工资|退休)|发放?+(?!现|病|生|展|低保|工资)|慰问)"
    r"|名下有(?:车|房产|多套|两套|企业|公司|商铺)|收入(?:过高|偏高|超(?!低))|公示有|由(?:民政|街道|社区|其[他它]|外).{0,4}(?:救助|发放)"
)
"""In the reason for a 同意: what takes it back."""
_DROPS = pattern("不|退[档出]|取消|停|[注撤]销|剔除|删|除名")
HEAD = pattern(r"(?:困难)?(?:职工)?(?:户主|本人)(?:[/(、]?(?:户主|本人)\)?)?")
"""The head, in the words for it: 户主, 困难职工本人."""
_WHOSE = frozenset(("困难职工", "申请人"))
"""Whose household it is, where a relation is asked for: 与困难职工关系."""
_OF_WHOM = pattern(r"(?:职工|\(职工\))?(?:家庭)?$")
"""What may follow a value, and says no more: 深度困难职工家庭."""
_REGISTERED = pattern("(?:居民)?(?:户口|户籍)?$")
"""What may follow 城镇 and 农村, and says no more."""
_STATUSES = {
    "退档": "已退档",
    "脱困退档": "已退档",
    "已脱困退档": "已退档",
    "渐退": "渐退期",
    "建档在册": "在档",
    "在档在册": "在档",
}
"""Shorter words for a status, and those of the notice itself."""
_WHY = pattern(
    r"(?:已?办理|工作(?=调))?[已因]?(?:(?:自然|稳定|达标|(?:家庭)?收入(?:提高|增加|增长))(?=脱困))?(?P<why>.+?)(?:退档)?"
)
"""已脱困, 因死亡退档: what stands around a reason for a removal and says no more."""
_DIED = pattern(
    "(?:户主|本人|职工)?(?:已|因病|因公|因意外|意外|因)*(?:死亡|病故|病逝|去世|亡故|过世|身故)(?:退档)?"
)
_NOTED = pattern(
    r"(?:\d{1,2}[.、])?(?P<reason>[^()]+?)(?:\((?!.*[疑待不未非否?吗拟申原转改脱退])"
    "(?!.*(?:车(?!祸)|房产|[买购]房|企业|法人|经商|股[东票]|存款|名下|超|财产|核[对查]|比对|瞒|骗|虚|假|重复|错|误|放弃)).+\\))?"
)
"""A reason with its number before it or a note in brackets behind, that does not put it in doubt."""
_LONGEST = 60
"""Characters of a reason with what stands around it."""
_OF_KIN = pattern("(?:死亡|病故|病逝|去世|亡故|过世|身故).*[父母子女儿妻夫配偶家属]")
"""死亡（父亲） says that somebody else died."""
_KIN = {
    word: relation
    for relation, words in {
        "配偶": "妻 妻子 夫 丈夫 爱人 老伴 老婆 老公 媳妇 之妻 之夫 户主之妻 户主之夫 夫妻",
        "子": "儿 儿子 长子 次子 三子 四子 独子 大儿子 小儿子 二儿子 之子 户主之子",
        "女": "女儿 长女 次女 三女 四女 独女 大女儿 小女儿 二女儿 之女 户主之女",
        "父": "父亲 爸爸 之父 户主之父",
        "母": "母亲 妈妈 之母 户主之母",
        "其他": "孙 姥姥 姥爷 兄弟 姐妹"
        " 孙子 孙女 外孙 外孙子 外孙女 儿媳 儿媳妇 女婿 公公 婆婆 岳父 岳母 祖父 祖母 爷爷 奶奶 外祖父"
        " 外祖母 外公 外婆 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 侄子 侄女 外甥 外甥女",
    }.items()
    for word in words.split()
}
"""Words for one relation each. Whoever is none of those that the form lists is one of the others."""


def _choice(field: Field, cell: Cell) -> str:
    value = simplified(plain(shown(cell))).replace("其它", "其他")
    if value.startswith("(") and value.endswith(")") and value.count("(") == 1:
        value = value[1:-1]
    match field.name:
        case "hardship":
            value = _OF_WHOM.sub("", value)
        case "file_status":
            value = _OF_WHOM.sub("", value).removesuffix("困难")
            value = _STATUSES.get(value, value)
        case "removal_reason":
            noted = None if len(value) > _LONGEST or _OF_KIN.search(value) else _NOTED.fullmatch(value)
            value = noted["reason"] if noted else value
            why = _WHY.fullmatch(value)
            value = "死亡" if _DIED.fullmatch(value) else why["why"] if why else value
        case "residence":
            value = _REGISTERED.sub("", value)
        case "relation":
            value = "户主" if HEAD.fullmatch(value) or value in _WHOSE else _KIN.get(value, value)
    if value not in field.values:
        raise Unreadable("value-unknown", allowed="、".join(field.values))
    return value


def _cause(_field: Field, cell: Cell) -> str:
    words = shown(cell)
    written = plain(words).replace("其它", "其他")
    found = None if mark_beside_digits(words) else _CAUSE.fullmatch(_CAUSE_NUMERALS.get(written, written))
    if found and (found["code"] or found["words"]):
        for code, name in CAUSES.items():
            if found["code"] in (None, code) and _names(name, _in_full(code, found["words"])):
                return code
    raise Unreadable("value-unknown", allowed="、".join(f"{code} {name}" for code, name in CAUSES.items()))


def _in_full(code: str, words: str) -> str:
    """The words with the cause as the list has it."""
    short = _CAUSE_IN_SHORT[code].match(words) if code in _CAUSE_IN_SHORT else None
    return short[1] + CAUSES[code] + words[short.end() :] if short else words


def _names(cause: str, words: str) -> bool:
    """Whether the words beside a code are that cause, or none; a note after them may not name another."""
    if words.strip("()") in ("", cause):
        return True
    note = words.removeprefix(cause)
    return (
        note != words
        and _MORE_OF_A_CAUSE.fullmatch(note) is not None
        and not any(each in note for each in CAUSES.values())
    )


def says_yes(words: str) -> bool | None:
    """Whether plain words say yes; None for words that say neither yes nor no.

    >>> [says_yes(words) for words in ("√", "n", "待定")]
    [True, False, None]
    """
    value = simplified(words).upper().removesuffix("的")
    if value.startswith("(") and value.endswith(")"):
        value = value[1:-1]
    return True if value in _YES else False if value in _NO else None


def _yes_no(_field: Field, cell: Cell) -> bool:
    if (said := says_yes(plain(shown(cell)))) is None:
        raise Unreadable("value-unknown", allowed="是、否")
    return said


def _judgement(_field: Field, cell: Cell) -> Judged:
    words = _PARTED.sub("同意", " ".join(without_invisible(shown(cell)).split()))
    found = _JUDGEMENT.fullmatch(words)
    if not found or _UNDECIDED.search(found[3]) or _turns_round(*found.groups()):
        raise (
            Unreadable("finding-unclear")
            if "同意" in words
            else Unreadable("value-unknown", allowed="同意、不同意")
        )
    return Judged(found[1], found[3].strip("()（） "))


def _turns_round(judgement: str, between: str, reason: str) -> bool:
    """Whether the words after a judgement undo it: 同意不发放, 同意退档; but 不同意，不符合条件 stands."""
    if judgement == "不同意":  # to drop the household, or not to pay it
        return not between and _DROPS.match(reason) is not None
    glued = reason and not between
    return bool(
        reason.startswith("不") or (glued and not _TO_WHAT.match(reason)) or _TAKES_BACK.search(reason)
    )


def _sex(_field: Field, cell: Cell) -> str:
    if sex := _SEXES.get(plain(shown(cell)).upper()):
        return sex
    raise Unreadable("not-compared")


CHOICES: Final[dict[Kind, Callable[[Field, Cell], str | bool]]] = {
    Kind.CHOICE: _choice,
    Kind.CAUSE: _cause,
    Kind.YES_NO: _yes_no,
    Kind.JUDGEMENT: _judgement,
    Kind.SEX: _sex,
}
"""How the cells of each such kind of field are read. Unreadable for an answer that is none of the few."""
