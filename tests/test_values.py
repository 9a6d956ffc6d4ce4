"""One cell, one value: what is taken and what is refused, kind by kind."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import account, resident_id
from warmth_cli.fields import CAUSES, FIELDS, Field, Kind
from warmth_cli.issues import KINDS
from warmth_cli.reading.values import DAY_ZERO, Cell, Faulty, Judged, Unreadable, Value, blank, read, shown

TODAY = date(2022, 1, 6)
YUAN = Decimal(1)
WAN = Decimal(10000)


def taken(field: str, cell: Cell, unit: Decimal = YUAN) -> Value:
    return read(FIELDS[field], cell, unit, TODAY)


def refused(field: str, cell: Cell) -> str:
    """The code of the issue that the cell becomes."""
    with pytest.raises(Unreadable) as caught:
        read(FIELDS[field], cell, YUAN, TODAY)
    return caught.value.code


# Cells that are taken: (field, value): every way to write it.
TAKEN: dict[tuple[str, Value], list[Cell]] = {
    ("id_number", "340300198503020013"): [
        "340300198503020013", " 340300 19850302 0013 ", "340300198503020013\n", "3403001985\r\n03020013",
        "\u200b340300198503020013\ufeff", "'340300198503020013", "‘340300198503020013’",
        "３４０３００１９８５０３０２００１３",
    ],
    ("id_number", "34030019850302003X"): ["34030019850302003X", "34030019850302003x", "34030019850302003Ｘ"],
    ("id_number", "340300850302001"): ["340300850302001"],
    ("account", "6200000000000000015"): [
        "6200000000000000015", "6200 0000 0000 0000 015", "6200-0000-0000-0000-015",
        "'６２００0000\n00000000015",
    ],
    ("account", "00123456"): ["00123456", " 0012 3456"],
    ("account", "1" * 30): ["1" * 30],
    ("phone", "0552-1234567"): ["0552-1234567", "0552-123 4567", "０５５２－１２３４５６７"],
    ("phone", "15400000001"): ["15400000001", 15400000001, 15400000001.0],
    ("removed_on", date(2021, 12, 3)): [
        date(2021, 12, 3), datetime(2021, 12, 3, 23, 59), "2021-12-3", "2021.12.3", "2021/12/03",
        "２０２１．１２．３",
        "2021年12月3日", "2021 年 12 月 3 日", "2021年12月3", "2021-12-03 00:00:00", "2021-12-03T08:30:00",
        "2021年12月3日8:30", "20211203", 20211203, 20211203.0, 44533, 44533.75,
    ],
    ("removed_on", date(2021, 1, 1)): ["2021-1-1 12:30"],  # the blank parts the day from the hour
    ("removed_on", date(2021, 1, 11)): ["2021-1-11 2:30"],
    ("household_size", 1): [1, "1", "1人"],
    ("household_size", 3): [3, 3.0, "3", "3人", "3口人", "３", " 3 "],
    ("household_size", 99): [99, "99"],
    ("arranged", True): ["是", "有", "√", "✓", "✔", "y", "Yes", "TRUE", True, 1, 1.0, "1", " 是 "],
    ("arranged", False): ["否", "无", "×", "x", "N", "no", "False", False, 0, "0"],
    ("cause", "6"): [
        "6", 6, 6.0, "6 患重特大疾病", "6.患重特大疾病", "6、患重特大疾病", "６患重特大疾病",
        "患重特大疾病", "6(患重特大疾病)",
    ],
    ("hardship", "深度困难"): ["深度困难", "深度困难职工", "深度\n困难"],
    ("file_status", "在档"): ["在档", "在　档"],
    ("relation", "户主"): ["户主", "本人", "户主本人", "户主/本人", "本人（户主）", "困难职工本人"],
    ("relation", "女"): ["女", "女儿"],
    ("name", "张三"): ["张三", "张　三", "张\n三 "],
    ("name", "买买提·吐尔逊"): ["买买提·吐尔逊", "买买提・吐尔逊", "买买提•吐尔逊", "买买提．吐尔逊"],
    ("name", "𫍽䶮"): ["𫍽䶮"],
    ("name", "Anna Maria"): ["Anna  Maria "],
    ("note", "住院 三次"): [" 住院 \n 三次 "],
    ("note", "12"): [12, 12.0, "12"],
    ("note", "同上"): ["同上"],
}  # fmt: skip

# Cells that are refused: (field, code of the issue): cells.
REFUSED: dict[tuple[str, str], list[Cell]] = {
    ("id_number", "id-damaged"): [
        340300198503020013, 3.4030019850302e17, 35.0, True, datetime(2021, 12, 3), "3.40300E+17", "3.403e17",
        340300850302001.0,  # 15 digits survive, but nobody can see that they did
    ],
    ("id_number", "id-length"): [
        "34030019850302001", "3403001985030200133", "340300198503020013 张三", "340300198503020013/34",
    ],
    # 18 characters with an O for a 0 have the right length
    ("id_number", "id-check"): ["340300198503020014", "34030019850302O013", "34030085030200X"],
    ("id_number", "id-date"): [resident_id(1, "20210229"), resident_id(1, "20220107")],
    ("account", "account-damaged"): [6.2e18, 12345678, "6.2E+18", True],
    ("account", "account-shape"): ["1234567", "1" * 31, "6200000000000000015（农行）", "١٢٣٤٥٦٧٨"],
    ("removed_on", "date-unreadable"): [
        "2021-02-29", "20210229", 20210229, "2021-13-01", "2021-12", "2021年12月", "2021", 2021, 2021.12,
        "12-03",
        "21.12.3", "03/12/2021", "2021-12-3左右", "2021-12-33", "2021-1-112:30", "44533", "已退", True,
        float("nan"), float("inf"), time(8, 30), timedelta(days=3),
    ],
    ("annual_income", "money-negative"): [-0.01, "-1,200", "-0.01元"],
    ("annual_income", "money-unreadable"): [
        "约三万", "三万", "3万多", "3万2", "1,2000", "1.200,00", "1200/月", "1200+300", "无", "1.2E4",
        "nan", "Infinity",
        True, float("nan"), float("inf"), 1e12 + 1, date(2021, 12, 3), time(8, 30),
    ],
    ("household_size", "count-unreadable"): [
        0, 100, -1, 3.5, "0", "100", "3.5", "三", "3-4", "03", "无", True, float("nan"), date(1900, 1, 3),
    ],
    ("arranged", "value-unknown"): ["待定", "是/否", "□是 □否", "不清楚", 2, "11", date(2021, 12, 3)],
    ("cause", "value-unknown"): [
        "7 患重特大疾病", "患病", "0", "11", 11, 6.5, "6、8", "6 8", ".", "、", True, date(2021, 6, 8),
    ],
    ("finding", "value-unknown"): [
        "同意与否待定", "同意否", "同意/不同意", "同意不同意", "同意或不同意", "同意□ 不同意□",
        "□同意 □不同意", "同意√ 不同意",
        "同意？", "同意吗", "同意，待核实", "同意不发放", "同意，不发放", "不同意不发放", "原则同意", "是",
        True,
    ],
    ("hardship", "value-unknown"): ["低保户", "低保边缘户", "困难职工", "职工", 1],
    ("file_status", "value-unknown"): ["在册", "已建档", "在档/已退档"],
    ("relation", "value-unknown"): ["户主配偶", "长子"],
    ("residence", "value-unknown"): ["城市", 1],
    ("union", "name-unreadable"): ["同上", "〃"],
    ("name", "name-unreadable"): [
        "张?", "张？", "张□", "张*", "张某1", "张某１", "张\ue000", "张\ufffd", "=A1", 7, True, date(2021,
        12, 3),
    ],
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


def test_an_issue_knows_what_its_message_needs() -> None:
    with pytest.raises(Unreadable) as wrong_length:
        taken("id_number", "3403001985030200")
    with pytest.raises(Unreadable) as unknown:
        taken("residence", "城市")
    assert wrong_length.value.values == {"length": "16"}
    assert unknown.value.values == {"allowed": "城镇、农村"}


def test_days_stored_as_numbers_have_limits() -> None:
    first, last = (date(1950, 1, 1) - DAY_ZERO).days, (date(2099, 12, 31) - DAY_ZERO).days
    assert taken("removed_on", first) == date(1950, 1, 1)
    assert taken("removed_on", last) == date(2099, 12, 31)
    assert refused("removed_on", first - 1) == "date-unreadable"
    assert refused("removed_on", last + 1) == "date-unreadable"


def test_days_stored_as_numbers_count_from_the_workbooks_first_day() -> None:
    assert read(FIELDS["removed_on"], 43071, YUAN, TODAY, date(1904, 1, 1)) == date(2021, 12, 3)


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [
        (1200, YUAN, "1200.00"),
        (0, YUAN, "0.00"),
        (1200.0000000001, YUAN, "1200.00"),
        (0.1 + 0.2, YUAN, "0.30"),
        (32400.3 * 3, YUAN, "97200.90"),
        (1200.0000009, YUAN, "1200.00"),
        (1200.000001, YUAN, "1200.000001"),
        (1200.005, YUAN, "1200.005"),
        (1e12, YUAN, "1000000000000.00"),
        (1.2, WAN, "12000.00"),
        (3.24005, WAN, "32400.50"),
        (4.35, WAN, "43500.00"),
        ("1,200", YUAN, "1200.00"),
        ("1，234，567.89", YUAN, "1234567.89"),
        ("￥1200元", YUAN, "1200.00"),
        ("¥ 1 200.00", YUAN, "1200.00"),
        ("1200元整", YUAN, "1200.00"),
        ("１２００", YUAN, "1200.00"),
        ("1.2万元", YUAN, "12000.00"),
        ("1.2万", YUAN, "12000.00"),
        ("1.2", WAN, "12000.00"),
        ("1.2万元", WAN, "12000.00"),
        ("12000元", WAN, "12000.00"),
    ],
)
def test_money_is_exact(cell: Cell, unit: Decimal, yuan: str) -> None:
    value = taken("annual_income", cell, unit)
    assert isinstance(value, Decimal)
    assert str(value) == yuan


@given(st.decimals(0, 10**7, places=2), st.sampled_from([YUAN, WAN]))
def test_fen_survive_a_number_cell(amount: Decimal, unit: Decimal) -> None:
    assert taken("annual_income", float(amount), unit) == amount * unit


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
        ("不同意", "不同意", ""),
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


@pytest.mark.parametrize("cell", [0, False, "0", "/1", "无业", Faulty("#N/A"), "          1"])
def test_something_is_not_nothing(cell: Cell) -> None:
    assert not blank(FIELDS["note"], cell)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("cell", [Faulty("#N/A"), Faulty("=…"), "#REF!", " #n/a "])
def test_a_faulty_cell_is_an_issue_in_every_field(field: str, cell: Cell) -> None:
    assert not blank(FIELDS[field], cell)
    assert refused(field, cell) == "cell-error"


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
