"""Remarks that say a household may not count, or not be paid as it stands, hold it."""

import pytest

from warmth_cli.reading.words.remarks import MAY_SPEAK, holds, says_set_aside

HOLD = [
    *("账号有误", "卡已注销", "银行卡已冻结", "身份证号错误", "信息不全", "开户行不对"),
    *("卡号为其妻子的", "用配偶卡", "妻子的银行卡", "非本人账户"),
    *("不符合", "不合格", "今年不再慰问", "取消资格", "停", "未通过公示"),
    *("本人不要", "拒绝领取", "公示有异议", "正在核查", "查无此人", "联系不上", "情况不实"),
    *("今年已领取", "已发1000元", "配偶已领", "已在禹会区申报", "已由公司慰问", "现金发放"),
    *("户主已故", "该户已不在我单位", "户籍已迁出", "患癌，卡已挂失", "已买房，不符合"),
    *("本行为示例，请勿删除", "（示例）请删除此行"),
    *("审核不通过", "初审未通过", "收入超标", "超标", "人均收入超过3倍", "患癌，收入超标", "名下有小汽车"),
    *("已由市总发放1000元", "市总已慰问", "元旦已慰问1000元", "春节已领慰问金", "领取过", "已打卡", "已慰问"),
    *(
        "妻子已在乙厂领取",
        "由儿子代领",
        "另行发放",
        "2022年已慰问",
        "2022年元旦市总已发放1000元",
        "1月已发放",
    ),
    *(
        "打款失败",
        "退票",
        "账户异常",
        "卡号错误",
        "卡号不存在",
        "患癌，打款失败",
        "账号无法入账",
        "缺银行卡复印件",
    ),
    *("新卡号6217001234567890123", "待换卡"),
    *("不是本单位职工", "非本单位职工", "冒名", "非困难职工", "同其妻重复", "与上一户重复", "与李四同一户"),
    *(
        "以上三户放弃领取",
        "三户均已死亡",
        "重复（与李四）",
        "备注：重复",
        "建议取消",
        "勿发",
        "不得发放",
        "误报",
    ),
    *("因重复取消", "已死亡（2021年11月）", "疑似重复", "经核实不符合条件", "重复人员", "拒签", "退回"),
    *("已享受", "已救助1000元", "亡"),
    *("×", "✗", "x", "N", "否", "不"),
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
    *(
        "无",
        "正常",
        "已核实",
        "单亲家庭",
        "2021年已慰问",
        "2021年元旦市总已慰问",
        "去年春节已慰问",
        "国庆已慰问",
    ),
    *("妻子患病", "丈夫去世", "子女已故", "失独", "父母年迈，均已去世", "妻子患病，非本单位职工"),
    *("未超标", "收入不超标", "未重复", "无重复", "审核通过", "公示无异议", "名下无车", "无车无房"),
    *("低保已取消", "工资停发", "患癌，停发工资", "放弃治疗", "公司已发放工资", "民政已发放低保", "公司倒闭"),
    *(
        "已复工",
        "病退",
        "非农业户口",
        "非低保户",
        "缺劳动力",
        "误工",
        "张三（已故）之妻",
        "新冠患者",
        "已慰问（2021年）",
    ),
    *(
        "同意",
        "是",
        "√",
        "NA",
        "原单位已破产",
        "残疾证号34030019850302001342",
        "与父母同住",
        "妻子在单位食堂",
    ),
]


@pytest.mark.parametrize("note", HOLD)
def test_a_remark_that_puts_the_payment_in_doubt_holds(note: str) -> None:
    assert MAY_SPEAK.search(note)  # else it would not be looked at
    assert holds(note, 2022)


@pytest.mark.parametrize("note", PASS)
def test_a_remark_that_only_tells_of_the_family_holds_nobody(note: str) -> None:
    assert not holds(note, 2022)


@pytest.mark.parametrize("note", ["×", "否", "已享受", "亡", "N"])
def test_what_may_be_of_anything_says_so_only_under_its_own_heading(note: str) -> None:
    assert holds(note)
    assert not says_set_aside(note)


@pytest.mark.parametrize(("year", "held"), [(2021, True), (2022, False), (0, False)])
def test_what_was_handed_out_is_weighed_beside_the_notices_year(year: int, held: bool) -> None:
    assert says_set_aside("2021年元旦已慰问1000元", year) is held


def test_a_remark_that_begins_over_and_over_takes_no_longer() -> None:
    assert not says_set_aside("与" * 1000 + "删x")
