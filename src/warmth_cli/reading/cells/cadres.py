"""Who helps a household: a cadre has a name. 未结对 says that nobody does, 社区书记 leaves open who."""

from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain

_NOBODY = pattern(
    "(?:目前|现|暂|尚|还)*(?:[未无没](?:有)?|不)(?:安排|落实|确定|进行|参与|予以|需)?"
    "(?:结对|配对|帮扶|结对帮扶|联系|包[保户])*(?:干部|责任人|联系人|帮扶人|人员?)?(?:安排|落实)?"
    "|待(?:定|安排|落实|确定|明确|结对|分配)|[未没]定|(?:正在?)?(?:安排|落实)中|[×╳✕✗✘✖❌否XxNn]|NO|No|no|0(?:\\.0+)?|空缺?|空白|缺"
)
_ORGAN = (
    "(?:省|市|区|县|镇|乡|村|[区县市]总|总工会|工会|社区|街道|公司|集团|厂|单位|机关|局|党[委组支]部?|支部|工委|基层"
    "|[本我]单位|办公室|办事处|权益(?:保障)?部|科室?|车间|班组|居委会?|村委会?|委员会)"
)
_POST = (
    "(?:主席|书记|主任|[科处局组厂院校镇乡村班]长|经理|干部|干事|工作人员|专干|负责人|领导|委员|党员|职工|同志|网格员"
    "|联[络系][员人]|责任人|帮扶人|会计)"
)
_WITHOUT_NAME = pattern(
    f"(?:{_ORGAN}|帮扶|结对|包[保户])*(?:常务|分管)?[副正]?{_POST}+|(?:{_ORGAN})+|[\u4e00-\u9fff]{{1,12}}"
    "(?:工会|总工会|委员会|街道|社区|公司|办事处|党委|党支部|工委|办公室)"
    r"|[是有√✓✔☑✅VvYy对]|[已有]+(?:结对|安排|落实|帮扶|联系人?|干部)*|见.{1,8}|[\d+\-()、/ :人]+"
    r"|(?:[不无未没暂待拟]|已[解结取退调离停]|正在|取消|解除|详见|例|第一书记|驻村|包[村户保联](?:干部|责任人|人)|户主|本人|自己"
    r"|其[子女妻夫]|姓名|填写|测试|保密|空缺|缺|20\d\d年).*|.*(?:[?？□囗某]|\*\*|不清楚).*"
    r"|[\u4e00-\u9fff]{2,4}\((?:已?(?:调离|离职|退休)|待定|暂定)\)|(?i:n/?a|null|none|nan|true|false|test|[a-z_])|.?"
)
_NAMED = pattern(
    r".*(?:第一书记|干部|责任人|工作队员?|[暂拟现]由|姓名|已结对|无变化|主席|主任|书记)[:：,，、]?(?P<name>[\u4e00-\u9fff]{2,4})(?:1\d{10})?"
)
"""A name behind a post, or behind how it came to be that one: 驻村干部：李建国, 暂由李建国."""


def is_nobody(text: str) -> bool:
    """Whether words say that no cadre is paired with the household.

    >>> [is_nobody(text) for text in ("未结对", "待定", "否", "0", "王建国", "社区书记")]
    [True, True, True, True, False, False]
    """
    return _NOBODY.fullmatch(plain(text)) is not None


def is_unnamed(text: str) -> bool:
    """Whether words leave open who the cadre is: a post, a unit, a phone number, a yes.

    >>> [is_unnamed(text) for text in ("社区书记", "13800000000", "是", "王主席", "李建国 副主席")]
    [True, True, True, False, False]
    >>> [is_unnamed(text) for text in ("取消结对", "王某", "王建国（已调离）", "N/A", "不详")]
    [True, True, True, True, True]
    """
    words = plain(text)
    named = _NAMED.fullmatch(words)
    if named and not _WITHOUT_NAME.fullmatch(named["name"]) and not _NOBODY.fullmatch(named["name"]):
        return False
    return _WITHOUT_NAME.fullmatch(words) is not None
