"""The workbook from which the national system is filled: its order, nothing guessed, everything counted."""

import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from people import account, household, resident_id
from printed_pages import needs_office, printed_pages
from rosters import Row, head, member, write_roster
from test_commands import document, pay, run
from warmth_cli.fields import FIELDS
from warmth_cli.household import Member
from warmth_cli.ledger import Ledger
from warmth_cli.national_form import national_form
from warmth_cli.writing.cell_text import CUT, MOST_IN_CELL
from warmth_cli.writing.entry_values import head_value, member_value
from warmth_cli.writing.page import MOST_HEIGHT

ORDER = """
*职工编号 *困难类别 *姓名 *民族 *性别 *政治面貌 *身份证号 *出生日期 *健康状况 残疾类别 *工作状态 *劳模类型
*住房类型 建筑面积 *手机号码 *其他联系方式 邮政编码 *工作时间 *所属行业 *婚姻状况 *户口类型 *家庭住址
工作单位 单位性质 企业状况 是否单亲 *本人月平均收入 *家庭其他非薪资年收入 *家庭年度总收入 *家庭人口
家庭月人均收入 *户口所在地行政区划 *医保状况 是否有一定自救能力 是否为零就业家庭 主要致困原因 次要致困原因
开户银行 支行名称 银行卡号 备注 *建档人 审核人 录入人
"""
MEMBERS = """
姓名 关系 性别 政治面貌 身份证号 出生日期 健康状况 月收入 身份 医保状况 单位或学校
"""
SHEETS = ["户主", "家庭成员", "送温暖资金", "缺项"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two households that are paid from two funds, one held, with columns of the form."""
    folder = tmp_path_factory.mktemp("office")
    removed: Row = {"file_status": "已退档", "hardship": None, "removal_reason": "脱困"}
    rows = [
        head(1, 民族="汉族", 家庭住址="=1+1", note="+备注", bank="虚构银行", branch="虚构支行"),
        member(50, 身份="学生"),
        head(2, name="李建国", removed_on=date(2021, 6, 30), **removed),
        head(3, name="王秀英", account=None, phone="0552-1234567"),
    ]
    write_roster(folder / "roster.xlsx", rows)
    run(folder, "check", "roster.xlsx", code=1)
    return folder


def sheets(folder: Path) -> dict[str, Worksheet]:
    run(folder, "export", "--out", "entry.xlsx", "--force")
    return {sheet.title: sheet for sheet in load_workbook(folder / "entry.xlsx").worksheets}


def records(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows under the headings, which stand in row 3."""
    headings = [str(cell.value).removeprefix("*") for cell in sheet[3]]
    return [
        dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=4)
    ]


# --- the form --------------------------------------------------------------------------------------------


def test_the_fields_are_in_the_order_of_the_form(office: Path) -> None:
    found = sheets(office)

    assert list(found) == SHEETS
    assert [cell.value for cell in found["户主"][3]] == [*ORDER.split(), "填报单位", "建档状态", "花名册位置"]
    assert [cell.value for cell in found["家庭成员"][3]] == [*MEMBERS.split(), "户主姓名", "户主身份证号"]


def test_every_entry_is_filled_by_a_field_or_a_rule_that_exists() -> None:
    form, someone = national_form(), household(1, members=(Member(row=9),))
    for each in form.head:
        assert not each.field or (each.field in FIELDS and not each.derived)
        head_value(each, someone)
    for each in form.member:
        member_value(each, someone, someone.members[0])
    assert form.source


def test_a_household_is_one_row_and_its_members_are_others(office: Path) -> None:
    found = sheets(office)

    first, second, third = records(found["户主"])
    assert [first["姓名"], second["姓名"], third["姓名"]] == ["张春梅", "李建国", "王秀英"]
    assert first["花名册位置"] == "roster.xlsx 花名册 第2行"
    assert {
        name: first[name] for name in ("困难类别", "民族", "性别", "身份证号", "出生日期", "银行卡号")
    } == {
        "困难类别": "深度困难",
        "民族": "汉族",
        "性别": "男",
        "身份证号": resident_id(1),
        "出生日期": "1985-03-02",
        "银行卡号": account(1),
    }
    [son] = records(found["家庭成员"])
    assert (son["姓名"], son["关系"], son["身份"], son["户主姓名"]) == ("张小明", "子", "学生", "张春梅")
    assert (son["身份证号"], son["户主身份证号"]) == (resident_id(50, "20100302"), resident_id(1))


def test_text_of_a_roster_is_text(office: Path) -> None:
    pay(office, code=1)
    found = sheets(office)

    first = records(found["户主"])[0]
    assert (first["家庭住址"], first["备注"]) == ("=1+1", "+备注")
    cells = [cell for sheet in found.values() for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    numbers = [
        cell for cell in cells if isinstance(cell, Cell) and cell.value in (resident_id(1), account(1))
    ]
    assert len(numbers) > 3
    assert {(cell.data_type, cell.number_format) for cell in numbers} == {("s", "@")}


def test_what_no_cell_holds_is_not_cut_in_silence_and_no_row_is_higher_than_one_can_be(
    tmp_path: Path,
) -> None:
    cells = head(1, note="备" * 40_000)
    headings = "填报单位,户主姓名,身份证号,与户主关系,联系电话,建档状态,困难类别,结对帮扶干部,银行账号,备注"
    line = ",".join(str(cell) for cell in cells.values())
    (tmp_path / "roster.csv").write_text(f"{headings}\n{line}\n", "utf-8")
    run(tmp_path, "check", "roster.csv")

    run(tmp_path, "export", "--out", "entry.xlsx")

    heads = sheets(tmp_path)["户主"]
    [only] = records(heads)
    assert len(only["备注"]) == MOST_IN_CELL
    assert only["备注"].endswith(CUT)
    assert all((each.height or 0) <= MOST_HEIGHT for each in heads.row_dimensions.values())


# --- payments --------------------------------------------------------------------------------------------


def test_payments_are_those_of_the_ledger_of_every_fund(office: Path) -> None:
    pay(office, code=1)
    sheet = sheets(office)["送温暖资金"]
    with Ledger.open(office / "warmth.db", create=False) as ledger:
        payments, [batch] = ledger.payments(), ledger.batches("bengbu-2022")

    assert records(sheet) == [
        {
            "姓名": each.name,
            "身份证号": each.id_number,
            "金额（元）": each.amount / 100,
            "资金来源": each.fund,
            "发放日期": batch.recorded_on,
            "银行账号": each.account,
            "依据条款": each.clause,
            "发放类别": each.grant_name,
            "批次": "第1批",
            "填报单位": each.union,
        }
        for each in payments
    ]
    assert [each.fund for each in payments] == ["中央和省财政帮扶资金", "送温暖资金"]
    assert "共 2 笔，合计 2,000.00 元" in sheet["A2"].value
    assert "条款四(二)" in sheet["A2"].value
    assert {cell.number_format for cell in sheet["C"][3:]} == {"#,##0.00"}


def test_who_was_paid_stays_among_the_payments_when_the_row_is_gone(office: Path) -> None:
    pay(office, code=1)
    write_roster(office / "roster.xlsx", [head(1)])
    run(office, "check", "roster.xlsx")
    found = sheets(office)

    assert [each["姓名"] for each in records(found["户主"])] == ["张春梅"]
    assert [each["姓名"] for each in records(found["送温暖资金"])] == ["张春梅", "李建国"]


# --- what is missing -------------------------------------------------------------------------------------


def test_what_is_missing_is_counted_on_the_sheet_the_terminal_and_in_the_document(office: Path) -> None:
    pay(office, code=1)
    printed = document(office, "export", "--out", "entry.xlsx")
    shown = run(office, "export", "--out", "entry.xlsx")
    found = {sheet.title: sheet for sheet in load_workbook(office / "entry.xlsx").worksheets}

    rows = [
        *((HEADS, row) for HEADS in ["户主"] for row in records(found["户主"])),
        *(("家庭成员", row) for row in records(found["家庭成员"])),
    ]
    entries = [("户主", each) for each in national_form().head]
    entries += [("家庭成员", each) for each in national_form().member]
    lacking = {
        (sheet, each.heading): sum(1 for where, row in rows if where == sheet and row[each.heading] is None)
        for sheet, each in entries
    }
    listed = {(each["表"], each["栏目"]): each for each in records(found["缺项"])}
    assert {place: each["缺"] for place, each in listed.items()} == {
        place: count for place, count in lacking.items() if count
    }
    assert all(each["应填"] == each["已填"] + each["缺"] for each in listed.values())
    assert {(each["sheet"], each["field"]): each["missing"] for each in printed["missing"]} == {
        place: each["缺"] for place, each in listed.items()
    }
    assert [each["必填"] for each in listed.values()] == sorted(
        (each["必填"] for each in listed.values()), key=lambda required: required is None
    )
    required = {(each["栏目"], each["已填"], each["缺"]) for each in listed.values() if each["必填"]}
    assert ("民族", 1, 2) in required
    for heading, filled, missing in required:
        assert any(
            line.replace("│", " ").split() == [heading, str(filled), str(missing)]
            for line in shown.splitlines()
        )
    assert "3 households, 1 members, 2 payments of 2,000.00 yuan." in shown
    assert (printed["households"], printed["members"], printed["amount"]) == (3, 1, "2000.00")


def test_what_everybody_has_is_not_missing(office: Path) -> None:
    missing = {each["field"] for each in document(office, "export", "--out", "entry.xlsx")["missing"]}

    assert missing.isdisjoint(("姓名", "身份证号", "性别", "出生日期", "关系"))
    assert {"民族", "困难类别", "手机号码", "银行卡号", "建档人"} <= missing


# --- the file --------------------------------------------------------------------------------------------


def test_the_file_is_the_owners_and_the_same_again(office: Path) -> None:
    pay(office, code=1)
    run(office, "export", "--out", "entry.xlsx")
    first = (office / "entry.xlsx").read_bytes()

    run(office, "export", "--out", "entry.xlsx")

    assert (office / "entry.xlsx").read_bytes() == first
    assert stat.S_IMODE((office / "entry.xlsx").stat().st_mode) == 0o600


def test_another_file_is_kept_and_without_a_ledger_nothing_is_written(tmp_path: Path, office: Path) -> None:
    (office / "notes.xlsx").write_text("notes")

    assert "was not written by warmth" in run(office, "export", "--out", "notes.xlsx", code=2)
    assert "no ledger" in run(office, "export", "--out", "e.xlsx", "--ledger", "none.db", code=2)
    assert (office / "notes.xlsx").read_text() == "notes"
    assert not (tmp_path / "e.xlsx").exists()


@needs_office
def test_the_pages_are_landscape_with_every_number_whole(office: Path) -> None:
    pay(office, code=1)
    for sheet in sheets(office).values():
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$3:$3"

    printed = "".join(printed_pages(office / "entry.xlsx"))

    assert "###" not in printed
    for number in (resident_id(1), account(1), resident_id(50, "20100302"), "15400000001"):
        assert number in printed
