"""What a line under households, or over all, says against them: all above it, or those that it names."""

import re
from collections.abc import Collection

from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain
from warmth_cli.reading.words.denials import without_denials

_LEFT = "退档|脱困|脱贫(?!监测|户)"
_AGAINST = pattern(
    "不予(?!.{0,4}现金)|不发(?!现)|不得再?(?:发放?(?!现)|享受|领取|上报)|不再(?!更[改换]|调整|变[动更]|增[加补]|另行|公示|通知)|不慰问|停发|暂[缓停]|作废|取消|删除|剔除|[未不]通过|不符合(?!低保)|放弃|重复|已经?[由在]?[^,;。]{0,8}(?<!同意|准予|予以|纳入|列入|符合|安排|申请|上报|可以|建议|批准|决定)(?<![拟可请])(?:发放|领取|慰问)(?!低保证|困难职工证|.{{0,4}}卡|标准|方式|计划)"
    f"|已故|死亡|去世|病故|病逝|{_LEFT}|[尚仍暂还]未公示|(?:为|系|是|属)[初底草]稿|征求意见|不用发|[未没](?:获)?批准?|款已付|钱已领|已领款|已付清|待(?:领导)?研究|(?:材料|资料)不齐|名单(?:有误|不[要用])|旧数据|数据不准|摸底名单|不作为发放依据|不用于发放|仅用于统计"
)
_PLANNED = pattern("(?:计划|力争|争取|预计).{0,8}(?:脱困|脱贫|退档)")
_COUNTED = pattern(rf"(?:{_LEFT})(?:困难|职工|人员|家庭|户)*(?:共|计)*[:：]?(\d+)[户人名个]")
_IF = pattern("^(?:如(?!下|上)|若|凡)|如有|如果|如.{0,8}的$|(?:虚假|虚报|瞒报|冒领|作假|骗取|不实).{0,4}者")
"""How a clause begins a rule for nobody in particular, which goes on to the end of its sentence."""
_INSTRUCTS = pattern("填[写报表]|不填|勿填|涂改|是指|不得(?!发|享受|领|上报|纳入)")
"""What only instructs: a clause by itself."""
_BELOW = pattern("下列|以下")
_SAYS_NOTHING = pattern(r"[(（]?(?:以下|此页|本页|下页)(?:为?空白|无(?:正文|内容|数据)?)[)）]?")
_SENTENCES = pattern("[。；;!！\n]")
_CLAUSES = pattern("[,;]")
_PARTS = pattern("[,，()（）:：]")
_IN_OTHER_WORDS = pattern(
    "第[一二两三四五六七八九十\\d]+[户人名位行]|(?<![以目之])[前后末][一二两三四五六七八九十\\d]*[户人名位]|最后[一二两三四五\\d]*[户人名位]|倒数|其[余他它](?:人员?|户|职工|家庭|\\d)"
    "|序号[一二三四五六七八九十]|[带有加标画打划](?:[注记有了]*)?(?:括号|[★☆*※△▲●○◆◇■□#√×✓])|[下上](?:一|几|两)?户"
)
_ALL_BUT = pattern(
    "除(?:了|去)?.{1,20}[外余]|其[余他它](?:人员?|户|职工|家庭|的|均|都|\\d)|(?:\\d[户号人名]?|[号户])(?:及|和)?[以之]后"
)
_OF_SCOPE = pattern("对象[为是]|范围[为是]|第.{1,4}条|办法|规定|文件|通知")
"""Words by which those are meant whom such a line does not name."""
_ALL_ABOVE = pattern(r"[(（]?(?:备注|注|说明)?[:：]?(?:以上|上述|[本此]表(?=不作为|不用于|仅用于))")
_NUMBERS = r"\d+(?:[、,，和及至到~\-—]\d+)*"
_NUMBERED = pattern(
    rf"(?:序号|编号)[:：]?为?(?P<first>{_NUMBERS})|第(?P<second>{_NUMBERS})[号户]|(?<![\d月〕\]第])(?P<third>\d+)号(?![文令]|通知)"
)
_MOST_IN_RANGE = 1000
_LONGEST_NAME = 12
_RANGE = pattern(r"(\d{1,6})(?:[至到~\-—](\d{1,6}))?")


def says_against(text: str) -> bool:
    """Whether a line says that somebody may not count, and is no rule for how to fill in the table.

    >>> [says_against(text) for text in ("以上人员不发放", "序号2已故", "以上情况属实", "如有虚报，取消资格")]
    [True, True, False, False]
    >>> says_against("以上人员不发放，以下空白"), says_against("以上人员不得发放")
    (True, True)
    """
    words = without_rules(without_denials(_PLANNED.sub("", plain(text))))
    return any(_AGAINST.search(clause) and not _BELOW.search(clause) for clause in _CLAUSES.split(words))


def without_rules(text: str) -> str:
    """A line without what is a rule for whoever fills in the table, or a condition: 如有虚报，取消资格.

    >>> without_rules("以上人员不符合条件，如有疑问请联系工会。本表不得涂改")
    '以上人员不符合条件'
    """
    kept = []
    for sentence in _SENTENCES.split(_SAYS_NOTHING.sub("", plain(text))):
        clauses = []
        *parts, last = [part for part in _PARTS.split(sentence) if part] or [""]
        for clause in (*parts, last):
            if _IF.search(clause) or (clause.endswith("的") and clause is not last):
                break
            if clause and not _INSTRUCTS.search(clause):
                clauses.append(clause)
        if clauses:
            kept.append(",".join(clauses))
    return ";".join(kept)


def says_only_left(text: str) -> bool:
    """Whether such a line says no more than that somebody has left the file, as a file status may say too.

    >>> says_only_left("以上退档职工均为2021年退档"), says_only_left("以上已脱困，不再发放")
    (True, False)
    """
    return _AGAINST.search(re.sub(_LEFT, "", without_denials(plain(text)))) is None


def left_counted(text: str) -> int | None:
    """How many have left the file in a line that counts them, and says nothing else against anybody.

    >>> left_counted("以上共6户，其中退档2户，在档4户"), left_counted("以上已退档")
    (2, None)
    """
    found = _COUNTED.search(plain(text))
    return int(found[1]) if found and says_only_left(text) else None


def speaks_of_all(text: str) -> bool:
    """Whether such a line speaks of all households above it: 以上作废."""
    return _ALL_ABOVE.match(plain(text)) is not None


def speaks_of_others(text: str, named: bool) -> bool:
    """Whether such a line means households that it does not name, or only in words that are not looked up.

    >>> [speaks_of_others(text, False) for text in ("第三户暂缓发放", "最后一户已去世", "取消的不再公示")]
    [True, True, False]
    >>> speaks_of_others("除1号外，均已由区总发放", True), speaks_of_others("1号暂缓发放", True)
    (True, False)
    """
    words = plain(text)
    if _OF_SCOPE.search(words):
        return False  # 慰问对象为在档职工，其他人员不予慰问
    return _ALL_BUT.search(words) is not None or (not named and _IN_OTHER_WORDS.search(words) is not None)


def names_in(text: str, names: Collection[str]) -> Collection[str]:
    """Those of the names that stand in such a line, in a time that does not grow with their number.

    >>> sorted(names_in("李四光、王五已去世", {"李四光", "王五", "张三"}))
    ['李四光', '王五']
    """
    words = plain(text)
    lengths = range(2, _LONGEST_NAME + 1)
    parts = (words[start : start + length] for start in range(len(words)) for length in lengths)
    return {part for part in parts if part in names}


def without_names(text: str, names: Collection[str]) -> str:
    """Such a line, in half width, without the names in it: 王若兰 makes no rule of it, and 李红 no colour.

    >>> without_names("注：李红的卡号已作废", {"李红"})
    '注:的卡号已作废'
    """
    words = plain(text)
    for name in sorted(names_in(words, names), key=len, reverse=True):
        words = words.replace(name, "")
    return words


def numbers_in(text: str) -> Collection[str]:
    """The running numbers that such a line names.

    >>> sorted(numbers_in("注：序号2、3已故，第5-7户放弃")), numbers_in("2021年11月去世")
    (['2', '3', '5', '6', '7'], frozenset())
    """
    named = (numbers for each in _NUMBERED.finditer(plain(text)) for numbers in each.groups() if numbers)
    ranges = ((int(first), int(last or first)) for each in named for first, last in _RANGE.findall(each))
    spans = (range(first, min(last, first + _MOST_IN_RANGE) + 1) for first, last in ranges)
    return frozenset(str(number) for span in spans for number in span)
