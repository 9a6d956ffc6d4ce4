"""Titles and tabs in words that may say that who stands there does not count, and that nobody has foreseen.

What is known to say so holds (`set_aside.py`). Of any other a person must say what it means: 不要, 错的.
Titles and tabs name unions and places, so that no list of plain words would do: what is looked for are the
few signs that deny, end or replace something, outside of the words in which they do not.
"""

from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain
from warmth_cli.reading.words.denials import without_denials
from warmth_cli.reading.words.over_rows import said_over

_SIGN = pattern(
    "[不没未非勿甭停退删旧废弃误错疑缺撤欠拒否假已过死亡暂]|备用|减[少员]|更正|改[后前]|重[报复名]|去世|老的|走了|落下|有[车房]|房产|[×✗]$"
)
_PLAIN = pattern(
    "未脱(?:困|贫)|未建档|[未非]在档|[不非]在岗|[已未](?:纳入|享受|参加)|非(?:低保|五保|特困|贫困)|未成年|未就业|[未已]婚|未参保|未届|非公(?:有制|企业|经济|党建)?|非(?:农业?|金属|税|遗|煤|矿|编制?|标)|不低于|不(?:含|包括|分|少于|超过|动产|[得能可])|(?:不要|请?勿)(?:[改删动填漏空外]|合并)"
    "|已经?(?:[上申]?报送?|核[查准]?|[初复]审|复核|[备归存]?档案?|备案|认定|录|提交|完[成善]|修改|调整|导入|公开|比对|去重|改制|破产|建立)+|无误|更正版|修改[后版]|[去查]重"
    "|未(?:命名|分类|满|缴|复工|央|解困|实现)|暂未|不(?:在低保|享受低保|符合低保|忘|让|漏|涉密|锈|外传|动)|非(?:本[市地]|在编|正式)|撤并|工亡|缺少"
    "|(?:已经?)?(?:审[核批定]?|核[实对定]|公示|盖章|签[字名]|确认|通过|汇总|建档|入库|入档|录入|排[版序]|校对|更新|定稿|整理|填[写报]?)(?:过|后)?(?:的|版)?"
    "|(?:已故|[去过]世|病故|死亡|工亡|亡故|已)++(?:困难)?(?:职工|人员)?(?:家属|遗属|家庭|户|遗孀)"
    "|关停|退(?:档|休|役|伍|养|二线|出现役|耕|牧|渔|捕)|内退|离退|停(?:车|产|工|薪|电|机)|旧(?:城|县|址|改|机动车|货|村)|废(?:旧|品|钢|金属|物|水|气)|错峰|过(?:渡|滤|程|境|度|期的?(?!名单|数据))|(?:春节|元旦|节)过后|暂(?:住|无)"
    "|疑难|缺(?:血|钙|水|陷)|误工|假(?:肢|日|牙|期)|减(?:速|振|震|压)|重名县|拒腐|改(?:后续|前进)|通过|经过|过(?:年|冬|节|桥|路|街)|否极泰来|[欠]薪|欠发达"
)
"""Words in which such a sign denies nobody anything."""
_LONGEST = 100
"""Characters of a name that are looked at; Excel lets a tab have 31."""
_UNION = pattern(
    r".*(?:公司|集团|工会|[厂局院校所站矿行社镇乡村区县市处]|街道|学校|[大中小]学|医院|中心|银行|合作社|工程队|办公室)(?:[(（]?\d*[)）]?)"
)


_TITLE = pattern(
    r".{0,40}(?:花?名[册单]|[表册]|明细|台[账帐]|信息|情况|统计|汇总|档案|人员|职工|家庭|对象|户)(?:\([^()]{1,12}\))?|\([^()]{1,12}\)|[^,，。;；:：]{1,8}"
)
"""What stands over a table and calls it something; any other line may be a rule."""


def is_odd_title(text: str) -> bool:
    """Whether a line over a table calls it so.

    >>> is_odd_title("2022年民政已救助困难职工名单"), is_odd_title("1.身份证号不能有空格，未填的不予受理")
    (True, False)
    """
    return _TITLE.fullmatch(plain(text)) is not None and is_odd_name(text)


def is_odd_name(text: str) -> bool:
    """Whether a title or a tab has a sign that denies or ends something, in words that are not known.

    >>> [is_odd_name(text) for text in ("不要", "错的", "民政已救助困难职工名单", "困难职工名单（未定）")]
    [True, True, True, True]
    >>> [is_odd_name(text) for text in ("未脱困职工", "非公企业", "已建档名单（已审核）", "旧城区")]
    [False, False, False, False]
    """
    words = without_denials(plain(text[:_LONGEST]))
    if said_over(words):  # 已脱困: what that says of each household is weighed
        return False
    return not _UNION.fullmatch(words) and _SIGN.search(_PLAIN.sub("", words)) is not None
