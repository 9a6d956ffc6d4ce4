"""Remarks that say a household may not count, or not be paid as it stands, hold it."""

import pytest

from warmth_cli.reading.remarks import MAY_SPEAK, says_set_aside

HOLD = [
    *("账号有误", "卡已注销", "银行卡已冻结", "身份证号错误", "信息不全", "开户行不对"),
    *("卡号为其妻子的", "用配偶卡", "妻子的银行卡", "非本人账户"),
    *("不符合", "不合格", "今年不再慰问", "取消资格", "停", "未通过公示"),
    *("本人不要", "拒绝领取", "公示有异议", "正在核查", "查无此人", "联系不上", "情况不实"),
    *("今年已领取", "已发1000元", "配偶已领", "已在禹会区申报", "已由公司慰问", "现金发放"),
    *("户主已故", "该户已不在我单位", "户籍已迁出", "患癌，卡已挂失", "已买房，不符合"),
    *("本行为示例，请勿删除", "（示例）请删除此行"),
]
PASS = [
    *(
        "配偶已故",
        "2020年已领取1000元",
        "低保户",
        "丈夫失联",
        "本人卡",
        "卡已办",
        "一卡通",
        "材料齐全",
        "现居外地",
    ),
    *(
        "下岗失业",
        "停薪留职",
        "待业在家",
        "患癌，长期住院",
        "不符合建档条件",
        "无不良记录",
        "样板工",
        "已享受低保",
        "去年已慰问",
    ),
]


@pytest.mark.parametrize("note", HOLD)
def test_a_remark_that_puts_the_payment_in_doubt_holds(note: str) -> None:
    assert MAY_SPEAK.search(note)  # else it would not be looked at
    assert says_set_aside(note)


@pytest.mark.parametrize("note", PASS)
def test_a_remark_that_only_tells_of_the_family_holds_nobody(note: str) -> None:
    assert not says_set_aside(note)


def test_a_remark_that_begins_over_and_over_takes_no_longer() -> None:
    assert not says_set_aside("与" * 1000 + "删x")
