"""The list as it is printed and signed. WARMTH_RENEW=1 writes the golden dump anew; read the difference."""

import os
import re
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from payout_lists import REMOVED, RULES, column, dump, family, small, whole, written
from people import account, resident_id
from warmth_cli.issues import Issue
from warmth_cli.writing.amount import in_figures
from warmth_cli.writing.payouts import book as module
from warmth_cli.writing.payouts.book import write_payout_list
from warmth_cli.writing.payouts.content import NotPaid, PayoutList
from warmth_cli.writing.payouts.printed import SIGNATURE

GOLDEN = Path(__file__).parent / "golden" / "payout_list.txt"
SHEETS = ["中央和省财政帮扶资金", "送温暖资金", "汇总", "暂缓发放", "不予发放"]


def test_the_list_is_as_it_was(tmp_path: Path) -> None:
    write_payout_list(tmp_path / "list.xlsx", small())
    found = dump(tmp_path / "list.xlsx")
    if os.environ.get("WARMTH_RENEW"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(found, encoding="utf-8")

    assert found == GOLDEN.read_text(encoding="utf-8")


def test_every_sheet_of_the_list_is_there_and_ready_to_print_and_sign(tmp_path: Path) -> None:
    book = written(tmp_path, small())

    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert SIGNATURE in [cell.value for cell in sheet["A"]]
    assert all(word in SIGNATURE for word in ("单位负责人", "审核人", "制表人", "日期"))


def test_the_columns_of_a_fund_are_those_of_the_list(tmp_path: Path) -> None:
    sheet = written(tmp_path, small())["中央和省财政帮扶资金"]

    assert [cell.value for cell in sheet[3]] == [
        *("序号", "填报单位", "姓名", "身份证号", "发放类别", "依据条款"),
        *("金额(元)", "资金来源", "开户银行(支行)", "银行账号", "备注"),
    ]
    assert "单项列支" in sheet["A2"].value


def test_numbers_of_people_are_text(tmp_path: Path) -> None:
    sheet = written(tmp_path, small())["中央和省财政帮扶资金"]

    for heading, values in (
        ("身份证号", [resident_id(1), resident_id(2), resident_id(3)]),
        ("银行账号", [account(1), account(2), account(3)]),
    ):
        cells = column(sheet, heading)
        assert [cell.value for cell in cells] == values
        assert {cell.number_format for cell in cells} == {"@"}


def test_nothing_from_a_roster_becomes_a_formula(tmp_path: Path) -> None:
    book = written(tmp_path, small())

    formulas = [
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    assert all(re.fullmatch(r"=SUM\([A-Z]4:[A-Z]\d+\)", formula) for formula in formulas)
    sheet = book["中央和省财政帮扶资金"]
    assert [cell.value for cell in column(sheet, "填报单位")][2] == "=1+1"
    assert [cell.value for cell in column(sheet, "开户银行(支行)")][2] == "@银行（+支行）"
    assert [cell.value for cell in column(sheet, "备注")][1] == "第1批；=1+1"


def test_the_sum_of_each_sheet_is_its_written_total(tmp_path: Path) -> None:
    write_payout_list(tmp_path / "list.xlsx", small())
    book = load_workbook(tmp_path / "list.xlsx", data_only=True)

    sums = {}
    for name in SHEETS[:3]:
        sheet = book[name]
        money = [cell.value for cell in sheet[3]].index("金额(元)") + 1
        [total] = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value == "合计"]
        *amounts, sums[name] = [Decimal(str(sheet.cell(row, money).value)) for row in range(4, total + 1)]
        assert sums[name] == sum(amounts)
        assert f"￥{in_figures(int(sums[name] * 100))} 元" in str(sheet.cell(total + 1, 1).value)
    assert sums == {"中央和省财政帮扶资金": 4000, "送温暖资金": 1000, "汇总": 5000}
    assert "人民币（大写）：肆仟元整" in str(book["中央和省财政帮扶资金"]["A8"].value)


def test_the_summary_says_where_every_row_went(tmp_path: Path) -> None:
    texts = [str(cell.value) for cell in written(tmp_path, small())["汇总"]["A"]]

    assert "发放 4 ＋ 不予发放 1 ＋ 暂缓发放 2 ＋ 无法读取 1 ＝ 花名册 8 户" in texts
    assert [text for text in texts if "批（" in text] == [
        "第1批（2022-01-05）：2 户，￥2,000.00 元",
        "第2批（2022-01-06）：2 户，￥3,000.00 元",
    ]


def test_a_batch_that_is_not_the_last_is_never_to_be_paid_again(tmp_path: Path) -> None:
    """The first batch pays one fund, the second and third the other: 1 stands alone in its fund's sheet."""
    warm = [family(1, "王秀英", **REMOVED)]
    _, past = whole(warm)
    _, past = whole([*warm, family(2, "张春梅")], past, 2)
    content, _ = whole([*warm, family(2, "张春梅"), family(3, "李建国")], past, 3)

    book = written(tmp_path, content)

    said = {
        name: [str(cell.value) for cell in book[name]["A"] if str(cell.value).startswith("其中")]
        for name in SHEETS[:2]
    }
    assert [text[3:26] for text in said["送温暖资金"]] == ["第1批（2022-01-05，已制表，勿重复发"]
    assert [("本次新增" in text, "勿重复发放" in text) for text in said["中央和省财政帮扶资金"]] == [
        (False, True),
        (True, False),
    ]


def test_unions_stand_in_the_summary_in_their_own_order(tmp_path: Path) -> None:
    unions = ["蚌山区总工会", "一厂工会", "蚌山区总工会", "丁厂工会"]
    households = [family(n, "张春梅", union=union) for n, union in enumerate(unions)]

    sheet = written(tmp_path, whole(households)[0])["汇总"]

    assert [sheet.cell(row, 1).value for row in (4, 5, 6)] == ["蚌山区总工会", "一厂工会", "丁厂工会"]


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    write_payout_list(tmp_path / "list.xlsx", PayoutList(RULES, [], [], NotPaid()))
    sheet = load_workbook(tmp_path / "list.xlsx", data_only=True)["送温暖资金"]

    assert "本项资金没有发放。" in str(sheet["A2"].value)
    assert sheet["G4"].value == 0
    assert "共 0 户　合计金额：￥0.00 元　人民币（大写）：零元整" in str(sheet["A5"].value)


def test_a_fund_that_the_pack_no_longer_names_keeps_its_sheet(tmp_path: Path) -> None:
    past = [each._replace(fund="去年的资金") for each in whole([family(1, "张春梅")])[1]]

    book = written(tmp_path, whole([family(1, "张春梅")], past)[0])

    assert book.sheetnames == [*SHEETS[:2], "去年的资金", *SHEETS[2:]]
    assert [cell.value for cell in column(book["去年的资金"], "姓名")] == ["张春梅"]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_payout_list(tmp_path / name, small())

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_reasons_that_no_row_can_hold_go_on_in_the_next(tmp_path: Path) -> None:
    found = {row: f"第{row}行有错" * 40 for row in range(3, 33)}
    faults = [Issue("head-differs", "", "", row, "", "name", found[row], {"others": ""}) for row in found]

    sheet = written(tmp_path, whole([family(1, "张春梅", issues=tuple(faults))])[0])["暂缓发放"]

    *rows, _unreadable = [row for row in range(4, 50) if sheet.cell(row, 6).value]
    assert len(rows) > 2
    assert all((sheet.row_dimensions[row].height or 0) <= 409 for row in rows)
    reasons = "".join(str(sheet.cell(row, 6).value) for row in rows)
    assert all(words in reasons for words in found.values())
    assert [sheet.cell(row, 3).value for row in rows[:2]] == ["张春梅", "张春梅（续）"]
    assert {sheet.cell(row, 1).value for row in rows} == {1}


def test_reasons_and_remedies_have_the_same_numbers(tmp_path: Path) -> None:
    faults = [Issue(code, "", "", 3, "D3", "id_number") for code in ("id-check", "id-date", "id-damaged")]

    sheet = written(tmp_path, whole([family(1, "张春梅", issues=tuple(faults))])[0])["暂缓发放"]

    reasons, remedies = (str(sheet.cell(4, place).value).split("\n") for place in (6, 7))
    assert [each[:2] for each in reasons] == [each[:2] for each in remedies] == ["1.", "2.", "3."]
    for fault, reason, remedy in zip(faults, reasons, remedies, strict=True):
        assert reason[3:] == fault.message.spoken("zh")
        assert remedy[3:] == fault.remedy.spoken("zh")


@pytest.mark.parametrize(
    ("code", "field", "found", "reason"),
    [
        ("money-unreadable", "annual_income", "约三万", "家庭年可支配收入：此处不是金额（所填：约三万）。"),
        ("name-unreadable", "name", "王某", "户主姓名：{said}（所填：王某）。"),
        ("id-check", "id_number", resident_id(9), "{said}（所填：{found}）。"),
        ("money-unreadable", "annual_income", "约" * 61, "家庭年可支配收入：{said}（所填：{cut}…）。"),
        ("money-unreadable", "annual_income", "约" * 60, "家庭年可支配收入：{said}（所填：{found}）。"),
        ("person-twice", "id_number", resident_id(1), "{said}。"),  # stands in the row already
        ("missing", "household_size", "", "“家庭人口”未填，而审核需要此项。"),
    ],
)
def test_a_reason_names_the_heading_and_what_stands_there(
    tmp_path: Path, code: str, field: str, found: str, reason: str
) -> None:
    fault = Issue(code, "roster.xlsx", "花名册", 2, "S2", field, found, {"others": "别处"})
    said = fault.message.spoken("zh").removesuffix("。")

    held = family(1, "张春梅", issues=(fault,), household_size=None, unread=frozenset())
    sheet = written(tmp_path, whole([held])[0])["暂缓发放"]

    assert reason.format(said=said, found=found, cut=found[:59]) in str(sheet["F4"].value).split("\n")[0]


def test_a_row_that_nobody_could_read_is_listed_with_the_held(tmp_path: Path) -> None:
    sheet = written(tmp_path, whole([family(1, "张春梅", account=None)])[0])["暂缓发放"]

    assert "共 1 户，另有 1 行无法读取" in str(sheet["A2"].value)
    assert [sheet.cell(5, place).value for place in (1, 5, 8)] == [
        2,
        "（无法读取）",
        "roster.xlsx\n花名册 第99行",
    ]


@pytest.mark.parametrize("digits", [19, 20, 30])
def test_an_account_stands_on_one_line_however_long(tmp_path: Path, digits: int) -> None:
    content, _ = whole([family(1, "张春梅"), family(2, "李建国", account="6" * digits)])

    sheet = written(tmp_path, content)["中央和省财政帮扶资金"]

    assert sheet.column_dimensions["J"].width >= 1.2 * digits
    assert [cell.value for cell in column(sheet, "银行账号")] == [account(1), "6" * digits]


@pytest.mark.parametrize(("characters", "wide"), [(29, False), (30, True)])
def test_a_long_note_has_a_wide_column(tmp_path: Path, characters: int, wide: bool) -> None:
    note = "病" * characters

    sheet = written(tmp_path, whole([family(1, "张春梅", note=note)])[0])["中央和省财政帮扶资金"]

    assert (sheet.column_dimensions["K"].width > 40) is wide
    assert [cell.value for cell in column(sheet, "备注")] == [f"第1批；{note}"]


def test_a_note_that_no_row_can_show_says_where_it_stands_whole(tmp_path: Path) -> None:
    sheet = written(tmp_path, whole([family(1, "张春梅", note="病" * 2000)])[0])["中央和省财政帮扶资金"]

    [note] = [str(cell.value) for cell in column(sheet, "备注")]
    assert re.fullmatch("第1批；病{300,600}…（全文见花名册）", note)


@pytest.mark.parametrize("name", ['=HYPERLINK("http://a.b","点")', "赵,钱"])
def test_a_name_that_is_none_stands_among_the_held_as_it_was_found(tmp_path: Path, name: str) -> None:
    fault = Issue("name-unreadable", "roster.xlsx", "花名册", 2, "C2", "name", name)

    held = family(1, "张春梅")._replace(name=None, issues=(fault,))

    sheet = written(tmp_path, whole([held])[0])["暂缓发放"]

    assert (sheet["C4"].value, sheet["C4"].data_type) == (name, "s")


def test_a_file_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    for target, reason in (("none/list.xlsx", "No such file"), (".", "Is a directory")):
        with pytest.raises(OSError, match=reason):
            write_payout_list(tmp_path / target, small())


def test_a_list_that_fails_leaves_no_numbers_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(module, "write_refused", refuse)
    with pytest.raises(KeyboardInterrupt):
        write_payout_list(tmp_path / "list.xlsx", small())

    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
