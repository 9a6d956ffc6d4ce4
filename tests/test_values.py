"""One cell, one value: what is taken and what is refused, kind by kind."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import account, resident_id
from warmth_cli.fields import CAUSES, FIELDS, Field, Kind
from warmth_cli.files.cell import Cell, Faulty
from warmth_cli.issue_kinds import KINDS
from warmth_cli.reading.cells.cell_words import shown
from warmth_cli.reading.cells.choices import Judged
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.cells.values import Value, blank, read
from warmth_cli.reading.words.remarks import speaks_against

TODAY = date(2022, 1, 6)
YUAN = Decimal(1)
WAN = Decimal(10000)


def taken(field: str, cell: Cell, unit: Decimal = YUAN) -> Value:
    return read(FIELDS[field], cell, unit, TODAY)


def refused(field: str, cell: Cell, unit: Decimal = YUAN) -> str:
    """The code of the issue that the cell becomes."""
    with pytest.raises(Unreadable) as caught:
        read(FIELDS[field], cell, unit, TODAY)
    return caught.value.code


# Cells that are taken: (field, value): every way to write it.
TAKEN: dict[tuple[str, Value], list[Cell]] = {
    ("id_number", "340300198503020013"): [
        "340300198503020013", " 340300 19850302 0013 ", "340300198503020013\n", "3403001985\r\n03020013",
        "\u200b340300198503020013\ufeff", "\u202a340300198503020013\u202c", "340300\xa01985\u00ad03020013",
        "“340300198503020013”", "'340300198503020013", "‘340300198503020013’",
        "３４０３００１９８５０３０２００１３", "340300198503020013,", "340300198503020013、\t",
        "′340300198503020013",
    ],
    ("id_number", "34030019850302003X"): ["34030019850302003X", "34030019850302003x", "34030019850302003Ｘ"],
    ("id_number", "340300850302001"): ["340300850302001"],
    ("account", "6200000000000000015"): [
        "6200000000000000015", "6200 0000 0000 0000 015", "6200-0000-0000-0000-015",
        "6200 0000\u20130000－0000\u2014015", "\u202d6200000000000000015\u202c",
        "6200\xa00000000\xa000000015",
        "'６２００0000\n00000000015", "6200000000000000015，", "’6200000000000000015;",
    ],
    ("name", "张三"): ["'张三", "’张 三", "张三。", "张三，"],
    ("removed_on", date(2021, 12, 3)): ["'2021-12-03", "2021年12月3日。"],
    ("annual_income", Decimal("1200.00")): ["'1200", "1200元。", "1,200，"],
    ("account", resident_id(1)[:17] + "4"): [resident_id(1)[:17] + "4"],  # no valid one
    ("account", "00123456"): ["00123456", " 0012 3456"],
    ("account", "1" * 30): ["1" * 30, " ".join(["11111"] * 6)],
    ("account", "1" * 8 + "2" * 11): ["11111111\n22222222222", "11111111 22222222222"],  # a card in two lines
    ("phone", "0552-1234567"): ["0552-1234567", "0552-123 4567", "０５５２－１２３４５６７"],
    ("phone", "15400000001、0552-1234567"): ["15400000001\n0552-123 4567", "15400000001 0552-1234567"],
    ("phone", "15400000001"): ["15400000001", 15400000001, 15400000001.0],
    ("household_size", 1): [1, "1", "1人", "一人"],
    ("household_size", 2): ["两口人", "二"],
    ("household_size", 3): [
        3, 3.0, "3", "3.0", "3人", "3口", "3口人", "3 人", "３", " 3 ", "三", "三口", "三口人", "三 人",
        "叁人", "3名", "3个", "3 个人", "共3人", "全家共 三口", "3（含本人）", "3人（含户主）",
    ],
    ("household_size", 12): ["十二人"],
    ("household_size", 99): [99, "99", "九十九"],
    ("arranged", True): ["是", "有", "√", "✓", "✔", "✔\ufe0f", "☑", "✅", "V", "ⅴ", "y", "Ｙ", "Yes", "TRUE",
        True, 1, 1.0, "1", "1.0", " 是 ", "是。", "'是", "☑是 □否",
        "是√　否□", "是√", "■有 □无", "□否/☑是"],
    ("arranged", False): ["没有", "❌", "╳", "0.0", "□是 ☑否", "□是√否", "是☐否☑", "√否",
        "否", "无", "×", "✕", "x", "Ｎ", "no", "False", False, 0, "0"],
    ("cause", "6"): [
        "6", 6, 6.0, "6 患重特大疾病", "6.患重特大疾病", "6、患重特大疾病", "６患重特大疾病",
        "患重特大疾病", "6(患重特大疾病)", "（6）患重特大疾病", "⑥", "⑹", "6.0", "06", "(6)",
        "患重特大疾病（尿毒症）", "6、患重特大疾病（肺癌，本人）", "☑患重特大疾病 □子女上学",
        "患重大疾病", "重大疾病", "重特大疾病（肺癌）", "6（重大疾病）",
    ],
    ("cause", "7"): ["遭受自然灾害", "自然灾害", "7、遭遇自然灾害（水灾）"],
    ("cause", "8"): ["遭受意外事故", "意外事故", "意外伤害", "遭遇意外伤害", "8 意外伤害"],
    ("hardship", "深度困难"): [
        "深度困难职工家庭", "深度困难家庭", "深度困難職工",
        "深度困难", "深度困难职工", "深度\n困难", "深度困难（职工）", " 深度 困难 职工", "深度困难\u200b",
    ],
    ("file_status", "在档"): ["在档", "建档在册", "在　档", "在档。", "'在档", "在\xa0档", "在檔",
        "在档困难职工"],
    ("file_status", "已退档"): ["已退档", "退档", "已退檔", "脱困退档", "已脱困退档"],
    ("file_status", "渐退期"): ["渐退期", "渐退", "渐退期困难职工家庭"],
    ("file_status", "未建档"): ["□在档 □已退档 □渐退期 ☑未建档"],
    ("removal_reason", "脱困"): ["脱困", "已脱困", "脱困退档", "因脱困退档", "已脱困。",
        "自然脱困", "家庭收入增加脱困"],
    ("removal_reason", "死亡"): ["死亡", "病故", "因病故退档", "去世"],
    ("removal_reason", "退休"): ["退休", "已退休"],
    ("relation", "户主"): [
        "户主",
        "本人",
        "户主本人",
        "户主/本人",
        "本人（户主）",
        "困难职工本人",
        "困难职工",
        "申请人",
    ],
    ("relation", "女"): ["女", "女儿", "次女", "之女"],
    ("relation", "子"): ["子", "长 子", "独子"],
    ("relation", "配偶"): ["配偶", "妻", "丈夫", "之妻", "夫妻"],
    ("relation", "其他"): ["其他", "孙女", "外婆", "外甥", "姥姥"],
    ("sex", "男"): ["男", " 男 ", "男性", "M", "m", "Male"],
    ("sex", "女"): ["□男 ☑女", "女", "女性", "F", "ｆ", "female"],
    ("paired_cadre", "王建国（区总工会）"): ["王建国（区总工会）"],
    ("note", "住院 三次"): [" 住院 \n 三次 ", "住院\u200b 三次"],
    ("note", "12"): [12, 12.0, "12"],
    ("note", "住院。"): ["住院。", "'住院。"],
    ("note", "同上"): ["同上"],
    ("note", "###重点"): ["###重点"],
    ("note", "=同意"): ["=同意"],
    ("employer", "不详"): ["不详"],
}  # fmt: skip

# Cells that are refused: (field, code of the issue): cells.
REFUSED: dict[tuple[str, str], list[Cell]] = {
    ("id_number", "id-damaged"): [
        340300198503020013, 3.4030019850302e17, 35.0, True, datetime(2021, 12, 3), "3.40300E+17", "3.403e17",
        340300850302001.0,  # 15 digits survive, but nobody can see that they did
    ],
    ("id_number", "id-length"): [
        "34030019850302001", "3403001985030200133", "3403001985030200X", "34030085030200", "3",
    ],
    ("id_number", "id-characters"): [
        "340300198503020013 张三", "340300198503020013/34", "身份证:340300198503020013", "无号",
        "34030019850302O013", "340300********0013", "X40300198503020013", "34030085030200X",
        "340300198503020013.", "340300198503020013,340300198503020021", "٣40300198503020013",
    ],
    # Cyrillic and Greek, small and capital, and signs
    ("id_number", "id-look-alike"): [
        *(f"34030019850302003{letter}" for letter in "\u0425\u0445\u03a7\u03c7\u00d7\u2715"),
        "34030085030200\u0425",
    ],
    ("id_number", "id-check"): ["340300198503020014", "34030019850302001X"],
    ("id_number", "id-date"): [resident_id(1, "20210229"), resident_id(1, "20220107")],
    ("account", "account-damaged"): [6.2e18, 12345678, "6.2E+18", True],
    ("account", "placeholder"): ["0" * 19, "0" * 8],
    ("account", "account-is-phone"): ["15400000001", "154 0000 0001"],
    ("account", "account-is-id"): [resident_id(1), "340300 19850302 0013"],
    ("account", "account-several"): [
        "62000000000000\n62000000000001", "62000000000000 62000000000001", "62000000000000-62000000000001",
        "6200 0000 0000\n6200 0000 0001", "6200000000000000015\n15400000001", "15400000001 62000000000000001",
        "62000000\n62000000", "6200000000000000015\n6200000000000000023",
    ],
    ("account", "account-shape"): ["1234567", "1" * 31, "6200000000000000015（农行）", "١٢٣٤٥٦٧٨",
        "卡号6200000000000000015", "6200000000000000015.0", "620000000000000001X", "6200************015"],
    ("household_size", "count-unreadable"): [
        0, 100, -1, 3.5, "0", "100", "3.5", "零", "一百", "3-4", "3 4", "3\n4", "03", "无", True,
        "3.5人", "约3人", "共", "共3-4人", "3（不含本人）", "3（含孕妇）",
        "三四口", "三百", "3户", "3、4", float("nan"), date(1900, 1, 3),
    ],
    ("arranged", "value-unknown"): ["待定", "是/否", "□是 □否", "不清楚", "。", "是，否",
        "☑是 ☑否", "√是 否", "是√否", "☒是 □否", 2, "11",
        date(2021, 12, 3),
        "□", "☐", "☒", "○", "已走访", "未走访", "是？", "有2次", "?"],
    ("cause", "value-unknown"): [
        "7 患重特大疾病", "患病", "0", "11", 11, 6.5, "6、8", "6 8", "68", "6(遭受意外事故)",
        "患重特大疾病（待查）", "患重特大疾病（疑似）", "患重特大疾病（已治愈）",
        "重大疾病保险", "重大疾病（待查）", "重大疾病、意外事故", "7 重大疾病", "非意外事故", "意外",
        "患重特大疾病遭受意外事故", "患重特大疾病（遭受意外事故）", "(6", "00", "()",
        ".", "、", True, date(2021, 6, 8),
    ],
    ("finding", "value-unknown"): ["是", True],
    ("finding", "finding-unclear"): [
        "同意与否待定", "同意否", "同意/不同意", "同意不同意", "同意或不同意", "同意□ 不同意□",
        "□同意 □不同意", "同意√ 不同意",
        "同意？", "同意吗", "同意，待核实", "同意不发放", "同意，不发放", "不同意不发放", "原则同意",
        "经研究后同意", "经研究，同意不发放",
        "同意取消", "同意退档", "同意其放弃", "同意该户退出", "同意转民政救助", "同意发放500元",
        "同意重新核实",
        "同意（作废）", "同意（已撤回）", "同意（2020年）", "同意，下次再发", "同意，但需补材料",
        "同意，待公示",
        "同意，人均收入超标", "同意，本人已故", "同意按相对困难", "不同意见：无",
    ],
    ("hardship", "value-unknown"): ["低保户", "低保边缘户", "困难职工", "职工", 1, "深度困难户",
        "深度困难（低保）", "深度困难/相对困难", "深度"],
    ("file_status", "value-unknown"): ["在册", "已建档", "脱困", "拟脱困退档",
        "在档/已退档", "1.在档", "在档（2021年）", "在档？"],
    ("relation", "value-unknown"): ["户主配偶", "养子", "朋友", "子女", "职工"],
    ("removal_reason", "value-unknown"): ["退档", "收入增加", "拟脱困",
        "脱困/死亡", "不符", "自愿退档", "退",
        "脱困（有车）", "脱困（名下有房产）", "脱困（收入超标）", "调离（核查不符）"],
    ("account_holder", "name-unreadable"): [
        "户主配偶", "户主姓名", "配偶（王芳）", "王芳（配偶）", "王芳（非本人）",
    ],
    ("account_holder", "placeholder"): ["同上"],
    ("residence", "value-unknown"): ["城市", 1],
    ("union", "placeholder"): ["同上", "〃", "？", "□□", "***", "待定"],
    ("paired_cadre", "cadre-unnamed"): ["同上", "〃", "?", "不详"],
    ("sex", "not-compared"): [1, "1", "0", "男/女", "男女", "雄", "?", True, date(2021, 12, 3)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [(field, cell, value) for (field, value), cells in TAKEN.items() for cell in cells],
)
def test_taken(field: str, cell: Cell, value: Value) -> None:
    assert not blank(FIELDS[field], cell)
    assert (taken(field, cell), type(taken(field, cell))) == (value, type(value))


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [(field, cell, code) for (field, code), cells in REFUSED.items() for cell in cells],
)
def test_refused(field: str, cell: Cell, code: str) -> None:
    assert not blank(FIELDS[field], cell)
    assert refused(field, cell) == code


@given(st.integers(10**17, 10**18 - 1).map(float) | st.integers(10**14, 10**18))
def test_a_number_typed_as_a_number_is_never_taken(cell: float) -> None:
    assert refused("id_number", cell) == "id-damaged"
    assert refused("account", cell) == "account-damaged"


@given(st.integers(0, 999), st.dates(date(1900, 1, 1), TODAY))
def test_every_valid_number_is_taken(serial: int, born: date) -> None:
    number = resident_id(serial, f"{born:%Y%m%d}")
    assert taken("id_number", number.lower()) == number
    assert taken("account", account(serial)) == account(serial)


def test_a_long_judgement_is_soon_told() -> None:
    assert refused("finding", "同意" + "慰问金" * 40_000 + "退") == "finding-unclear"


@pytest.mark.parametrize("long", ["1" * 100_000, "□" * 100_000, "☑是" * 40_000])
def test_a_long_text_without_an_answer_is_soon_told(long: str) -> None:
    assert refused("arranged", long) == "value-unknown"  # in a time that grows with its length only


def test_an_issue_knows_what_its_message_needs() -> None:
    with pytest.raises(Unreadable) as wrong_length:
        taken("id_number", "3403001985030200")
    with pytest.raises(Unreadable) as unknown:
        taken("residence", "城市")
    assert wrong_length.value.values == {"length": "16"}
    assert unknown.value.values == {"allowed": "城镇、农村"}


@pytest.mark.parametrize(("code", "words"), CAUSES.items())
def test_every_cause(code: str, words: str) -> None:
    written: list[Cell] = [code, float(code), words, f"{code} {words}"]
    assert {taken("cause", cell) for cell in written} == {code}


@pytest.mark.parametrize(
    ("cell", "judgement", "reason"),
    [
        ("同意", "同意", ""),
        (" 同意。", "同意", ""),
        ("同意，情况属实", "同意", "情况属实"),
        ("同意（情况属实）", "同意", "情况属实"),
        ("同意发放", "同意", "发放"),
        ("☑同意 □不同意", "同意", ""),
        ("同意□ 不同意√", "不同意", ""),
        ("同意按标准发放", "同意", "按标准发放"),
        ("同意该户享受慰问。", "同意", "该户享受慰问"),
        ("同意，丈夫去世，收入未超标", "同意", "丈夫去世，收入未超标"),
        ("同意，家贫放弃治疗", "同意", "家贫放弃治疗"),
        ("同意：2020年患癌", "同意", "2020年患癌"),
        ("不同意", "不同意", ""),
        ("经集体研究，同意", "同意", ""),
        ("经核实不同意：家中有车", "不同意", "家中有车"),
        ("不同意：家中有经营性车辆", "不同意", "家中有经营性车辆"),
        ("不同意，不符合条件", "不同意", "不符合条件"),
        ("不同意：待业人员收入未计", "不同意", "待业人员收入未计"),
    ],
)
def test_a_finding_with_its_reason(cell: str, judgement: str, reason: str) -> None:
    value = taken("finding", cell)
    assert isinstance(value, Judged)
    assert (str(value), value.reason) == (judgement, reason)


# --- blanks, faulty cells, what a person sees ---------------------------------------------------------------


@pytest.mark.parametrize("cell", ["", " ", "\u3000\n", "\u200b", "/", "／", "-", "－", "--", "—", "——", "\\"])
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_is_nothing_in_every_field(field: str, cell: str) -> None:
    assert blank(FIELDS[field], cell)


@pytest.mark.parametrize("field", FIELDS)
def test_none_in_words_is_nothing_but_where_it_answers(field: str) -> None:
    answers = (Kind.YES_NO, Kind.MONEY, Kind.COUNT)
    assert blank(FIELDS[field], "无") == (FIELDS[field].kind not in answers)


@pytest.mark.parametrize(("field", "is_blank"), [("account_holder", True), ("name", False)])
@pytest.mark.parametrize("cell", ["本人", "户主 本人", "本人。", "同户主", "与户主一致", "自己"])
def test_the_account_of_the_head_himself_is_the_heads(cell: str, field: str, is_blank: bool) -> None:
    assert blank(FIELDS[field], cell) is is_blank


@pytest.mark.parametrize("cell", [0, False, "0", "/1", "无业", Faulty("#N/A"), "          1"])
def test_something_is_not_nothing(cell: Cell) -> None:
    assert not blank(FIELDS["note"], cell)


FAULTS: list[Cell] = [
    Faulty("#N/A"), Faulty("=…"), "#REF!", " #n/a ", "#DIV/0!", "#SPILL!", "#名称?", "#值！", "########",
]  # fmt: skip
FORMULAS = ["=A1", " =SUM(A1:A3)", "=-A1", "＝B2", '="是"', "=12+3"]
FREE = ("note", "employer")
"""Fields on which nothing hangs: there a formula that became text is text."""


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("cell", FAULTS)
def test_a_faulty_cell_is_an_issue_in_every_field(field: str, cell: Cell) -> None:
    assert not blank(FIELDS[field], cell)
    # what is only compared with the number holds nobody up
    assert refused(field, cell) == ("not-compared" if field in ("sex", "born") else "cell-error")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_that_became_text_is_an_issue_where_something_hangs_on_it(field: str, cell: str) -> None:
    if field in FREE:
        assert taken(field, cell) == cell.strip()
    else:
        assert refused(field, cell) == ("not-compared" if field in ("sex", "born") else "cell-error")


any_cell: st.SearchStrategy[Cell] = st.one_of(
    st.text(max_size=30),
    st.text("0123456789.-/年月日万元同意不是否无E+X ", max_size=24),
    st.floats(),
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(st.sampled_from(list(FIELDS.values())), any_cell, st.sampled_from([YUAN, WAN]))
def test_any_cell_is_blank_a_value_or_an_issue(field: Field, cell: Cell, unit: Decimal) -> None:
    code, value = "", None
    if not blank(field, cell):
        try:
            value = read(field, cell, unit, TODAY)
        except Unreadable as unreadable:
            code = unreadable.code
    assert blank(field, cell) or code in KINDS or value not in ("", None)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (3.0, "3"),
        (3.5, "3.5"),
        (340300198503020013.0, "340300198503020000"),
        (True, "TRUE"),
        (datetime(2021, 12, 3), "2021-12-03"),
        (datetime(2021, 12, 3, 8), "2021-12-03 08:00:00"),
        (" 张三 ", "张三"),
        (Faulty("#N/A"), "#N/A"),
    ],
)
def test_a_cell_is_shown_as_excel_shows_it(cell: Cell, words: str) -> None:
    assert shown(cell) == words


@pytest.mark.parametrize(
    ("field", "nothing"), [("hardship", True), ("cause", True), ("provincial_visit", False)]
)
def test_a_list_in_which_nothing_is_chosen_is_blank_but_no_answer(field: str, nothing: bool) -> None:
    assert blank(FIELDS[field], "请选择") is nothing


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        *(("account", f"6200000000000009001{mark}") for mark in ("①", "²", " ③")),
        *(("household_size", cell) for cell in ("3②", "3²", "3₁")),
        *(("annual_income", cell) for cell in ("32400①", "32400 ²", "3.24²万")),
        *(("removed_on", cell) for cell in ("2021-6-1①", "2021.1②")),
        *(("cause", "1⁰"), ("id_number", "34030019850302001①")),
    ],
)
def test_the_number_of_a_note_is_no_digit_more(field: str, cell: str) -> None:
    refused(field, cell)


def test_a_number_in_a_ring_may_be_the_code_itself() -> None:
    assert taken("cause", "⑥患重特大疾病") == "6"
    assert taken("household_size", "③") == 3


FINE = [
    *(
        "，报市总审批",
        "，慰问金1000元",
        "，经审核后符合条件",
        "，暂无收入",
        "，视力残疾",
        "，已领取低保",
        "，已享受低保",
    ),
    *("，已发生医药费5万", "，未签劳动合同", "，无重复", "，收入减半", "，已故职工遗属", "，病情重复发作"),
    *(
        "，单位缓发工资",
        "，虽不符合低保",
        "，情况属实",
        "，无异议",
        "（因火灾致贫）",
        "，重病",
        "，停产失业",
        "发放",
    ),
    *("，因病放弃治疗", "，未就业"),
]
TAKEN_BACK = [
    *(
        "，但本人放弃",
        "（收回）",
        "（废）",
        "，无效",
        "，查无此人",
        "，冒名",
        "，已去世",
        "，已领取",
        "，重复",
    ),
    *("，与李某重复", "，暂不发放", "，缓发", "，推迟发放", "，建议不发", "，公示有异议", "，会议未通过"),
    *(
        "，待领导签字",
        "，核实后发放",
        "，如属实",
        "，材料不全",
        "，名下有车",
        "，收入过高",
        "，500元",
        "（暂）",
    ),
    *("(拟)", "，以核查结果为准", "，条件不符"),
]


@pytest.mark.parametrize("reason", FINE)
def test_the_reason_for_a_yes(reason: str) -> None:
    assert taken("finding", f"同意{reason}") == "同意"


@pytest.mark.parametrize("reason", TAKEN_BACK)
def test_a_reason_that_takes_the_yes_back(reason: str) -> None:
    assert refused("finding", f"同意{reason}") == "finding-unclear"


@pytest.mark.parametrize("cell", ["不同意退档", "不同意取消", "不同意停发", "不同意不发放"])
def test_a_no_to_dropping_the_household_is_no_no(cell: str) -> None:
    assert refused("finding", cell) == "finding-unclear"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("同 意", "同意"),
        ("不 同 意", "不同意"),
        ("情况属实，同意", "同意"),
        ("符合条件，同意", "同意"),
        ("不同意，不符合", "不同意"),
    ],
)
def test_a_judgement_may_be_typed_with_blanks(cell: str, said: str) -> None:
    assert taken("finding", cell) == said


@pytest.mark.parametrize("cell", ["√×", "×√", "√ ×", "√无", "√N", "☑×", "●0"])
def test_marks_that_contradict_each_other(cell: str) -> None:
    assert refused("arranged", cell) == "value-unknown"


@pytest.mark.parametrize(
    "cell",
    [
        "脱困（重复建档）",
        "脱困（自愿放弃）",
        "脱困（名下有股票）",
        "死亡（父亲）",
        "死亡（户主之子）",
    ],
)
def test_a_note_that_takes_back_the_reason(cell: str) -> None:
    assert refused("removal_reason", cell) == "value-unknown"


@pytest.mark.parametrize("note", ["康复", "好转", "已故", "无", "轻微"])
def test_a_note_that_takes_back_the_cause(note: str) -> None:
    assert refused("cause", f"患重特大疾病（{note}）") == "value-unknown"


@pytest.mark.parametrize(
    "cell", ["2021-12-03", "20211203", "6200000000000009027-1", "6200000000000009035-01", "0552-1234567"]
)
def test_a_day_a_page_or_a_phone_is_no_account(cell: str) -> None:
    assert refused("account", cell) == "account-shape"


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "不涉及",
            "N/A",
            "暂缺",
            "取消",
            "不清楚",
            "户主本人",
            "详见备注",
            "驻村干部",
            "第一书记",
            "王某",
            "王?",
        ),
        *(
            "例：王建国",
            "2人",
            True,
            "A",
            "王建国（已调离）",
            "拟王建国",
            "本人",
            "其子",
            "测试",
            "2021年未结对",
        ),
    ],
)
def test_no_cadre_is_named(cell: Cell) -> None:
    field = FIELDS["paired_cadre"]
    assert blank(field, cell) or refused("paired_cadre", cell) == "cadre-unnamed"


@pytest.mark.parametrize(
    "cell", ["李建国", "欧阳娜娜", "安静", "解放", "正文", "其木格", "李建国 13800000000", "买买提·吐尔逊"]
)
def test_a_cadre_is_named(cell: str) -> None:
    assert taken("paired_cadre", cell) == cell


@pytest.mark.parametrize(
    "cell", ["–", "―", "─", "---", "－－－", "//", "_", "N/A", "不涉及", "无。", "（无）"]
)
def test_a_dash_is_nothing(cell: str) -> None:
    assert blank(FIELDS["branch"], cell)


@pytest.mark.parametrize("cell", ["0", "nan", "如上", "空", "见备注", False, date(2021, 12, 3)])
def test_no_union_is_called_so(cell: Cell) -> None:
    assert refused("union", cell) == "placeholder"


@pytest.mark.parametrize(
    "cell",
    [
        *("建设银行 6217 0012 3456 7890", "中国农业银行蚌埠分行：6217001234567890", "农商行6217001234567890"),
        *(
            "徽商银行淮河路支行\n6217001234567890",
            "建行 6217001234567890",
            "邮储银行（蚌埠）6217001234567890",
        ),
    ],
)
def test_the_bank_may_stand_before_the_account(cell: str) -> None:
    assert taken("account", cell) == "6217001234567890"


@pytest.mark.parametrize(
    "cell",
    [
        *("建设银行", "李四6217001234567890", "建设银行6217001234567890 工商银行6222001234567890"),
        *(
            "工行95588 6222021001116245702",
            "建行1234 6217001234567890123",
            "中国银行合肥分行 0551 6222021001116245702",
        ),
        *(
            "建设银行卡丢失6217001234567890",
            "配偶王芳工商银行账号：6222021001116245702",
            "妻子农行6228480402564890018",
        ),
        *("原农行账号已作废 6228480402564890018", "已注销农业银行6228480402564890018"),
    ],
)
def test_other_words_before_the_account_are_none(cell: str) -> None:
    refused("account", cell)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        *(
            ("cause", "其它", "10"),
            ("cause", "六", "6"),
            ("cause", "6.00", "6"),
            ("removal_reason", "其它", "其他"),
        ),
        *(
            ("hardship", "（深度困难）", "深度困难"),
            ("residence", "城镇居民", "城镇"),
            ("residence", "农村户口", "农村"),
        ),
        *(("provincial_visit", "是的", True), ("provincial_visit", "（√）", True), ("arranged", "無", False)),
        *(
            ("removal_reason", "办理退休", "退休"),
            ("removal_reason", "工作调离", "调离"),
            ("arranged", 1.0, True),
        ),
        *(
            ("phase_out_until", "2022.6.30止", date(2022, 6, 30)),
            ("phase_out_until", "至2022年6月30日", date(2022, 6, 30)),
        ),
        *(
            ("household_size", "三口之家", 3),
            ("household_size", "一家三口", 3),
            ("household_size", "合计3人", 3),
        ),
        ("annual_income", "3.24萬", Decimal(32400)),
    ],
)
def test_nobody_would_doubt(field: str, cell: Cell, value: Value) -> None:
    assert taken(field, cell) == value


@pytest.mark.parametrize("cell", ["未退档", "否", "–", 0, 0.0, time()])
def test_nothing_stands_under_a_removal_that_never_was(cell: Cell) -> None:
    assert blank(FIELDS["removed_on"], cell)


def test_a_long_text_is_told_quickly() -> None:
    """Each of these took seconds, or had no end."""
    for field, cell in (("removal_reason", "死亡" * 30_000), ("removal_reason", "死亡(" * 30_000)):
        refused(field, cell)
    assert not speaks_against("职工" * 15_000 + "发", 2022)
    assert not speaks_against("家庭人均" * 8_000 + "发", 2022)
