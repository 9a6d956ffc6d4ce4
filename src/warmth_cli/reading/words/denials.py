"""What words only deny, or say is done with: 以上无重复, 不存在退档情况, 名单已剔除死亡人员.

Nearly every list ends with such a line. What is left of it without them says whether anybody may not count.
"""

from warmth_cli.pattern import pattern

_BAD = (
    "重复|重名|交叉|死亡|去世|已故|病故|病逝|退档|脱困|脱贫|退休|调离|作废|取消|放弃|停发|不符合?|不实|不予|已享受|已领取"
    "|虚[报假]|[瞒谎冒错漏多]报|冒领|弄虚作假|优亲厚友|异议|违规|遗漏|超标"
)
_MORE = (
    "申报|上报|享受|领取|发放|慰问|登记|录入|填报|建档|救助|帮扶|补助|条件|标准|资格|人员|职工|家庭|户|对象|情况|情形|现象|问题"
    "|行为|数据|等|的|其[他它]|者|困难|(?<!、)已|[曾或和及与]|、(?!已)"
)
_SUCH = f"(?:{_MORE})*+(?:(?:{_BAD})(?:{_MORE})*+)+"
_TAKEN_OUT = "(?:剔除|删除|排除|去除|扣除|去掉)"
_DENIED = pattern(
    f"(?<!有)(?:不存在|没有|无|未(?:发现|见|出现|有)|不(?:属于?|涉及|含|包[含括])|杜绝|防止|避免)(?:任何)?{_SUCH}"
    "|(?:从未|尚未|未曾|均未|(?<![可待如若])未)(?:被|予)?(?:重复|退档|脱困|死亡|放弃|停发|取消|作废)"
    f"(?:{_MORE})*+"
    "|不重复(?!发|慰问|享受|领|救助|[上填申]报|纳|列|计|统|帮)"
    "|[未不](?:符合|达到?|满足)(?:脱困|退档|退出)(?:的)?(?:条件|标准)"
    f"|(?<=\\()(?:已?{_TAKEN_OUT}{_SUCH}|{_SUCH}(?:均|都)?(?:已|(?<=已)){_TAKEN_OUT})(?=\\))"
    f"|(?:名单|名册|数据|统计|[本此该]表)[中内]?(?:均|都|全部)?已经?(?:全部)?{_TAKEN_OUT}了?{_SUCH}"
    f"|(?:已?{_TAKEN_OUT}|去){_SUCH}(?:之?后)"
)


def without_denials(words: str) -> str:
    """Words in half width without what they deny: 不发放 and 不通过 stay, as does what nothing is denied of.

    >>> without_denials("以上6户均符合条件,不存在重复申报情况"), without_denials("以上人员未通过,无重复")
    ('以上6户均符合条件,;', '以上人员未通过,;')
    >>> without_denials("以上名单已剔除死亡人员"), without_denials("以上人员已剔除")
    ('以上;', '以上人员已剔除')
    """
    return _DENIED.sub(";", words)
