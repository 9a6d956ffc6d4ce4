"""Headings: every spelling of practice is bound to its field; a near miss is suggested, never bound."""

from decimal import Decimal

import pytest

from warmth_cli.fields import FIELDS
from warmth_cli.reading.headings.heading import Heading, fits, normalised
from warmth_cli.reading.headings.vocabulary import vocabulary

WAN = Decimal(10000)

# The headings and the variants of practice that the program promises to know.
KNOWN: dict[str, list[str]] = {
    "union": ["填报单位", "所属工会", "单位名称"],
    "district": ["县区", "区县", "行政区划", "县（市）区", "县（市、区）", "县、区", "县（区）名称"],
    "name": ["户主姓名", "姓名", "职工姓名", "困难职工姓名", "员工姓名", "教职工姓名"],
    "id_number": [
        "身份证号",
        "身份证号码",
        "公民身份号码",
        "证件号码",
        "身份证",
        "二代身份证号码",
        "有效身份证件号码",
    ],
    "sex": ["性别"],
    "born": ["出生日期", "出生年月"],
    "relation": ["与户主关系", "与困难职工的关系", "与申请人关系"],
    "phone": ["联系电话", "手机号码", "电话"],
    "employer": ["工作单位"],
    "residence": ["城乡类别"],
    "file_status": ["建档状态"],
    "hardship": ["困难类别", "困难职工分类", "家庭困难程度"],
    "removed_on": ["退档日期"],
    "removal_reason": ["退档原因", "退档事由"],
    "phase_out_until": ["渐退期截止", "渐退期截至日期", "渐退到期时间"],
    "cause": ["主要致困原因", "家庭致困原因", "致困原因代码"],
    "household_size": ["家庭人口", "家庭人数", "人口"],
    "annual_income": ["家庭年可支配收入", "家庭年收入"],
    "monthly_income_per_head": ["月人均可支配收入", "家庭月人均收入", "人均月收入"],
    "provincial_visit": ["省总领导走访", "是否省总领导慰问", "省总慰问（元）"],
    "paired_cadre": ["结对帮扶干部", "帮扶联系人", "帮扶责任人"],
    "arranged": ["安排发放"],
    "finding": ["人工认定"],
    "bank": ["开户银行", "账户开户行"],
    "branch": ["开户支行", "开户银行支行名称"],
    "account": ["银行账号", "卡号", "银行卡号", "个人银行卡号", "银行账号/卡号", "社保卡银行账号"],
    "account_holder": ["户名", "持卡人姓名", "银行账户名称"],
    "note": ["备注"],
}
SPELLINGS = [
    "{}",
    " {}\n",
    "{}（必填）",
    "{}（填（必填））",
    "{}\n【必填】",
    "（必填）{}",
    "*{}",
    "{} *",
    "{}：",
    "2.{}",
    "２．{}",
    "12、{}",
    "3){}",
    "7{}",
    "①{}",
    "1.2{}",
    "B.{}",
    "【{}】",
    "“{}”",
    "★{}",
    "※{}▲",
    "*1.{}",
    "1.*{}",
]
NEVER = [
    "家庭成员",
    "是否户主",
    "工会会员卡号",
    "开户行行号",
    "职工编号",
    "赡养人口",
    "家庭其他收入",
    "渐退期起始日期",
    "帮扶责任人电话",
    "建档日期",
    "次要致困原因",
    "收款人身份证号",
    "结对干部电话",
    "本人月收入",
    "社保卡号",
    "监护人姓名",
    "残疾证号",
    "低保证号",
    "紧急联系人姓名",
    "紧急联系人",
    "联系人",
    "监护人身份证号",
    "配偶姓名",
    "配偶身份证号",
    "子女姓名",
]
"""Near in letters to a field, and another person's or another paper's."""


def bound(text: str, members: bool = False) -> str | None:
    field = vocabulary().field(normalised(text), members)
    return field.name if field else None


def near(text: str) -> str | None:
    field = vocabulary().nearest(normalised(text))
    return field.name if field else None


def test_every_field_is_among_the_known() -> None:
    assert KNOWN.keys() == FIELDS.keys()


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in KNOWN.items() for text in texts])
def test_every_spelling_is_bound(name: str, text: str) -> None:
    spaced = "　".join(text)
    broken = f"{text[:2]}\r\n{text[2:]}"
    for words in (text, spaced, broken):
        for spelling in SPELLINGS:
            assert bound(spelling.format(words)) == name, spelling.format(words)


@pytest.mark.parametrize("name", FIELDS)
def test_the_name_in_code_and_in_english_are_bound(name: str) -> None:
    for text in (name, FIELDS[name].english, FIELDS[name].english.upper(), FIELDS[name].english.title()):
        assert bound(text) == name


@pytest.mark.parametrize("text", ["Phone", "ID Card Number", "Head of household", "Yearly income", "Remarks"])
def test_english_variants_are_bound(text: str) -> None:
    assert bound(text)


@pytest.mark.parametrize("text", NEVER)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_what_belongs_to_another_is_neither_bound_nor_suggested(text: str, spelling: str) -> None:
    assert bound(spelling.format(text)) is None
    assert bound(spelling.format(text), members=True) is None
    assert near(spelling.format(text)) is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("身份证号吗", "id_number"),
        ("身分证号码", "id_number"),
        ("户主姓氏", "name"),
        ("家庭年纯收入", "annual_income"),
        ("建档状态情况", "file_status"),
        ("困难类别级", "hardship"),
        ("备注二", "note"),
    ],
)
def test_a_near_miss_is_suggested_and_never_bound(text: str, field: str) -> None:
    assert bound(text) is None
    assert near(text) == field


@pytest.mark.parametrize("text", ["民族", "政治面貌", "序号", "", "2021年"])
def test_what_is_far_from_every_field_is_not_suggested(text: str) -> None:
    assert bound(text) is None
    assert near(text) is None


def test_a_heading_may_say_the_same_in_chinese_and_in_english() -> None:
    assert bound("姓名\nName") == "name"
    assert bound("身份证号 ID Number") == "id_number"
    assert (bound("联系电话 QQ"), bound("姓名 Status")) == (None, None)
    assert near("困难类别 Category") == "hardship"


def test_what_its_remark_changes_is_near_to_the_field() -> None:
    assert near("家庭年收入（扣除医疗支出）") == "annual_income"


def test_the_running_number_is_passed_over() -> None:
    assert vocabulary().known(normalised("序 号"))
    assert not vocabulary().known(normalised("民族"))


# --- units and periods --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "period", "each"),
    [
        ("家庭年可支配收入", None, "", ""),
        ("家庭年可支配收入（元）", Decimal(1), "", ""),
        ("家庭年可支配收入(万元)", WAN, "", ""),
        ("家庭年可支配收入（万）", WAN, "", ""),
        ("家庭年可支配收入\n（单位：万元）", WAN, "", ""),
        ("家庭年可支配收入［万元］", WAN, "", ""),
        ("家庭年可支配收入（人民币元）", Decimal(1), "", ""),
        ("家庭年可支配收入（必填）（万元）", WAN, "", ""),
        ("家庭年可支配收入（元/年）", Decimal(1), "年", ""),
        ("家庭年可支配收入（万元／户／年）", WAN, "年", "户"),
        ("家庭年可支配收入（每年）", None, "年", ""),
        ("家庭年可支配收入（年）", None, "年", ""),
        ("家庭年可支配收入（元/月）", Decimal(1), "月", ""),
        ("家庭年可支配收入（元/人）", Decimal(1), "", "人"),
        ("家庭年可支配收入（元/人·年）", Decimal(1), "年", "人"),
        ("家庭年可支配收入（每人）", None, "", "人"),
        ("家庭年可支配收入/万元", WAN, "", ""),
        ("家庭年可支配收入\n单位：元", Decimal(1), "", ""),
        ("家庭年可支配收入 万元", WAN, "", ""),
        ("家庭年可支配收入，元/年", Decimal(1), "年", ""),
        ("★家庭年可支配收入（元）※", Decimal(1), "", ""),
        ("家庭年可支配收入（以万元计）", Decimal(0), "", ""),
    ],
)
def test_a_unit_in_brackets_or_behind_is_kept_apart(
    text: str, unit: Decimal | None, period: str, each: str
) -> None:
    assert normalised(text) == Heading("家庭年可支配收入", unit, period, each=each)
    assert bound(text) == "annual_income"


def test_a_period_alone_can_tell_two_incomes_apart() -> None:
    assert bound("家庭收入（年）") == "annual_income"
    assert bound("人均收入（元/人·月）") == "monthly_income_per_head"
    assert bound("家庭收入") is None
    assert bound("人均收入（年）") is None


@pytest.mark.parametrize(
    ("field", "text", "good"),
    [
        ("annual_income", "家庭年可支配收入（元/年）", True),
        ("annual_income", "家庭年可支配收入（元/月）", False),
        ("annual_income", "家庭年可支配收入（以万元计）", False),
        ("annual_income", "家庭年可支配收入（元/户·年）", True),
        ("annual_income", "家庭年可支配收入（元/人·年）", False),
        ("annual_income", "家庭年可支配收入（每人）", False),
        ("monthly_income_per_head", "月人均可支配收入（元/户）", False),
        ("monthly_income_per_head", "月人均可支配收入（元/人·月）", True),
        ("monthly_income_per_head", "月人均可支配收入（元/月/人）", True),
        ("monthly_income_per_head", "月人均可支配收入（元/年）", False),
        ("phase_out_until", "渐退期截止（年）", True),
    ],
)
def test_a_unit_fits_its_field_or_is_unclear(field: str, text: str, good: bool) -> None:
    assert bound(text) == field
    assert fits(FIELDS[field], normalised(text)) == good


# --- a sheet of members -------------------------------------------------------------------------------------


def test_on_a_sheet_of_members_the_head_is_another_person() -> None:
    assert bound("户主身份证号") == "id_number"
    assert bound("户主身份证号", members=True) == "head_id"
    assert bound("身份证号", members=True) == "id_number"
    assert bound("家庭成员姓名", members=True) == "name"
    assert bound("成员关系", members=True) == "relation"
    assert bound("户主姓名") == "name"
    assert bound("户主姓名", members=True) is None
    assert vocabulary().known(normalised("户主姓名"), members=True)


def test_no_heading_means_two_fields() -> None:
    claims: dict[str, set[str]] = {}
    for name, texts in KNOWN.items():
        for text in (*texts, FIELDS[name].heading, name, FIELDS[name].english):
            claims.setdefault(normalised(text).words, set()).add(name)
    assert {words: names for words, names in claims.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    "text",
    [
        "身份证号（监护人）",
        "银行账号（配偶）",
        "家庭年可支配收入（人均）",
        "家庭年可支配收入（元／季度）",
        "省总领导走访（拟）",
        "家庭年可支配收入（扣除医疗支出）",
        "家庭人口（不含户主）",
        "困难类别（变更前）",
        "银行账号（原）",
        "姓名（拼音）",
    ],
)
def test_a_remark_that_changes_the_meaning_keeps_a_heading_from_being_bound(text: str) -> None:
    assert vocabulary().field(normalised(text)) is None


@pytest.mark.parametrize(
    ("text", "field"), [("身份证号（18位，不含空格）", "id_number"), ("姓名（与原件一致）", "name")]
)
def test_a_remark_on_how_to_write_changes_no_meaning(text: str, field: str) -> None:
    assert bound(text) == field


@pytest.mark.parametrize(
    "text", ["家庭年可支配收入（千元）", "家庭年可支配收入（百元）", "家庭年可支配收入（k元）"]
)
def test_a_unit_of_money_that_is_not_known_is_not_taken_for_yuan(text: str) -> None:
    heading = normalised(text)
    assert heading.unit is not None
    assert heading.unit != 1


@pytest.mark.parametrize("text", ["(" * 100_000, "（a" * 50_000, "1" * 100_000])
def test_a_text_longer_than_any_heading_is_soon_told(text: str) -> None:
    assert vocabulary().field(normalised(text)) is None
