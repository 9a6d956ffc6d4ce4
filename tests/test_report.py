"""The report: every figure in it is that of ledger, payout list and annex; what nobody knows is coloured."""

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.table import Table
from openpyxl import load_workbook

from people import account, resident_id
from printed_pages import needs_office, printed_pages
from rosters import Row, head, member, write_roster
from test_commands import document, pay, run
from test_sums import list_sums
from warmth_cli.ledger import Ledger
from warmth_cli.payouts import Payment
from warmth_cli.rulebook.loading import choose_pack, find_packs

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
REMOVED: Row = {
    "file_status": "已退档",
    "hardship": "相对困难",
    "removed_on": "2021-06-30",
    "removal_reason": "脱困",
}
ROWS: list[Row] = [
    head(1, provincial_visit="是"),
    head(2, paired_cadre=None),
    head(3, union="二厂<工会>&"),
    head(4, **REMOVED),
    head(5, hardship="相对困难"),
    head(6, hardship="意外致困"),
    head(7, account=None),
    head(8, id_number=None, account=None),
    head(9, name="李开", union="三厂工会"),
    {"phone": "15400000009"},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Paid: five of three unions in two batches; one of them is gone, one would be refused today. Held: two,
    refused: two, not readable: one row; one waits for the next batch."""
    folder = tmp_path_factory.mktemp("office")
    write_roster(folder / "roster.xlsx", ROWS)
    run(folder, "check", "roster.xlsx", code=1)
    pay(folder, code=1)
    write_roster(folder / "later.xlsx", [head(20)])
    run(folder, "check", "later.xlsx")
    pay(folder, code=1)
    changed = [head(3, union="二厂<工会>&", hardship="相对困难") if row is ROWS[2] else row for row in ROWS]
    changed.remove(ROWS[8])
    write_roster(folder / "roster.xlsx", [*changed, head(21), member(50)])
    run(folder, "check", "roster.xlsx", code=1)
    run(folder, "report", "--out", "report.docx")
    return folder


@pytest.fixture
def word(folder: Path) -> Word:
    return Document(str(folder / "report.docx"))


class Read(NamedTuple):
    """A table as it was read back."""

    heading: list[str]
    rows: list[list[str]]


def texts(word: Word) -> str:
    return "\n".join(paragraph.text for paragraph in word.paragraphs)


def tables(word: Word) -> dict[str, Read]:
    """The tables by their captions."""
    found = {}
    caption = ""
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            heading, *rows = [[cell.text for cell in row.cells] for row in block.rows]
            found[caption.split("　")[0]] = Read(heading, rows)
        else:
            caption = block.text
    return found


def payments(folder: Path) -> list[Payment]:
    with Ledger.open(folder / "warmth.db", create=False) as ledger:
        return ledger.payments()


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    with ZipFile(path) as package:
        yield from ((name, package.read(name)) for name in package.namelist())


def yuan(text: str) -> int:
    """In fen."""
    return int(text.replace(",", "").replace(".", ""))


def test_the_table_by_unit_and_grant_is_that_of_the_ledger(folder: Path, word: Word) -> None:
    paid = payments(folder)
    expected: dict[tuple[str, str], list[int]] = {}
    for payment in paid:
        expected.setdefault((payment.union, payment.grant_name), []).append(payment.amount)

    heading, rows = tables(word)["表1"]
    assert heading == ["填报单位", "发放类别", "户数", "金额（元）"]
    *groups, total = [row for row in rows if row[1] != "小计"]
    assert {(union, grant): (int(count), yuan(amount)) for union, grant, count, amount in groups} == {
        group: (len(amounts), sum(amounts)) for group, amounts in expected.items()
    }
    assert total == ["合计", "", "6", "7,000.00"]
    [sums] = [row for row in rows if row[1] == "小计"]
    own = [payment.amount for payment in paid if payment.union == "蚌山区总工会"]
    assert (sums[0], int(sums[2]), yuan(sums[3])) == ("蚌山区总工会", len(own), sum(own))


def test_the_total_is_that_of_the_payout_list_and_in_words(folder: Path, word: Word) -> None:
    run(folder, "payouts", "--batch", "1", "--out", "list-1.xlsx")
    run(folder, "payouts", "--batch", "2", "--out", "list-2.xlsx")
    sums = [list_sums([folder / f"list-{number}.xlsx"])["汇总"] for number in (1, 2)]

    text = texts(word)
    assert sums == [6000, 1000]
    assert "列入发放花名册6户，金额7,000.00元（人民币柒仟元整）" in text
    assert re.search(
        r"共2批：第1批（\d+年\d+月\d+日登记）5户、6,000\.00元；第2批（.*?）1户、1,000\.00元。", text
    )
    assert "中央和省财政帮扶资金（单项列支）5户、6,000.00元；送温暖资金1户、1,000.00元" in text


def test_every_figure_is_that_of_the_annex_and_every_blank_one_is_asked_for(folder: Path, word: Word) -> None:
    annexed: dict[str, Any] = document(folder, "--lang", "zh", "annex", "--out", "tables.xlsx", "--force")
    figures = list(annexed["figures"].values())

    known = [
        [each["form"], each["meaning"], each["value"], each["unit"]] for each in figures if each["filled"]
    ]
    assert tables(word)["附表1"].rows == known
    assert any("发放慰问金" in row[1] and row[2] == "0.70" for row in known)
    lacking = " ".join(f"{form} {heading}{items}" for form, heading, items, _ in tables(word)["附表2"].rows)
    for each in figures:
        if not each["filled"]:
            heading, _, item = each["meaning"].partition("：")
            assert f"{each['form']} {heading}" in lacking
            assert (item or "总数") in lacking
    reported = document(folder, "report", "--out", "again.docx")["figures"]
    assert reported == {name: each["value"] for name, each in annexed["figures"].items()}


def test_figures_that_are_given_stand_in_the_report_as_in_the_annex(folder: Path) -> None:
    run(folder, "template", "figures.xlsx", "--figures", "--force")
    book = load_workbook(folder / "figures.xlsx")
    sheet = book["统计数据"]
    row = next(cell.row for cell in sheet["C"] if cell.value == "筹集资金：社会捐助")
    sheet[f"E{row}"], sheet["B2"] = 3.5, "样例市总工会"
    book.save(folder / "figures.xlsx")

    given = ("--figures", "figures.xlsx")
    annexed = document(folder, "annex", "--out", "given-tables.xlsx", *given)["figures"]
    reported = document(folder, "report", "--out", "given.docx", *given)["figures"]

    assert annexed["raised.donations"]["value"] == "3.50"
    assert reported == {name: each["value"] for name, each in annexed.items()}
    assert ["附件1", "筹集资金：社会捐助", "3.50", "万元"] in tables(Document(str(folder / "given.docx")))[
        "附表1"
    ].rows


def test_the_chart_is_drawn_by_word_from_the_same_numbers(folder: Path, word: Word) -> None:
    [drawing] = word.element.iter(qn("c:chart"))
    part = word.part.related_parts[drawing.get(qn("r:id"))]
    chart = ElementTree.fromstring(part.blob)
    labels, values = [
        [point.text for point in chart.iterfind(f".//{CHART}{kind}//{CHART}pt/{CHART}v")]
        for kind in ("cat", "val")
    ]
    paid = [payment.grant_name for payment in payments(folder)]
    numbers = [int(value or "") for value in values]
    assert dict(zip(labels, numbers, strict=True)) == {name: paid.count(name) for name in paid}
    [data] = part.rels.values()
    [sheet] = load_workbook(BytesIO(data.target_part.blob)).worksheets
    assert [[cell.value for cell in row] for row in sheet["A2:B4"]] == [
        [label, number] for label, number in zip(labels, numbers, strict=True)
    ]


def test_every_row_went_somewhere_and_the_reasons_are_counted(folder: Path, word: Word) -> None:
    found = re.search(r"各单位报送花名册共(\d+)户（行），逐户按条款审核：(.*?)。", texts(word))
    assert found
    assert re.findall(r"(\D+)(\d+)[户行]", found[2]) == [
        ("列入发放花名册", "6"),
        ("，符合条件、待列入下一批次", "1"),
        ("，暂缓发放", "2"),
        ("，不予发放", "2"),
        ("，无法辨认户主的", "1"),
    ]
    assert int(found[1]) == 6 + 1 + 2 + 2 + 1
    totals = document(folder, "payouts", "--dry-run", code=1)["totals"]
    assert (totals["granted"], totals["new"], totals["held"], totals["refused"]) == (7, 1, 2, 2)
    assert totals["rows"] == int(found[1])
    assert tables(word)["表2"].rows == [
        ["银行账户缺失、有误或户名不符", "2"],
        ["姓名、身份证号缺失或有误", "1"],
    ]
    grant = "在档深度困难职工"
    assert tables(word)["表3"].rows == [[grant, "困难类别不是“深度困难”", "二(三)", "2"]]


def test_what_changed_since_the_payment_is_told(word: Word) -> None:
    text = texts(word)

    assert "1户现有花名册中查不到" in text
    assert "1户按现有花名册结论不同" in text
    assert "符合条件、尚未列入发放批次的1户，列入下一批次发放。" in text


def test_advice_is_counted_by_union(word: Word) -> None:
    text = texts(word)

    assert "应重新建档（应建尽建）。涉及1户：蚌山区总工会1户（条款二(三)）。" in text
    assert "没有结对帮扶干部（一对一，全覆盖）。涉及1户：蚌山区总工会1户（条款二(三)）。" in text


def test_what_only_the_writer_knows_is_coloured_and_nothing_else(word: Word) -> None:
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs]
    runs += [
        run
        for table in word.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]

    asked = [run.text for run in runs if run.text.startswith("【待补充：")]
    assert asked == [run.text for run in runs if run.font.highlight_color is WD_COLOR_INDEX.YELLOW]
    assert {"【待补充：报告单位】", "【待补充：成文日期】"} <= set(asked)


def test_nothing_from_a_roster_is_more_than_text_and_no_number_is_in_it(folder: Path) -> None:
    for name, data in parts(folder / "report.docx"):
        for serial in range(1, 22):
            assert resident_id(serial).encode() not in data, name
            assert account(serial).encode() not in data, name
    everything = dict(parts(folder / "report.docx"))
    assert "二厂&lt;工会&gt;&amp;" in everything["word/document.xml"].decode()
    fields = re.findall(rb'w:instr="([^"]*)"', b"".join(everything.values()))
    assert set(fields) == {b" PAGE ", b" NUMPAGES "}


def test_the_same_ledger_gives_the_same_bytes(folder: Path) -> None:
    for name in ("a.docx", "b.docx"):
        run(folder, "report", "--out", name)

    assert (folder / "a.docx").read_bytes() == (folder / "b.docx").read_bytes()


def test_the_report_speaks_of_the_notice_by_its_clauses(word: Word) -> None:
    notice = choose_pack(find_packs(None), 2022, None)

    text = texts(word)
    assert text.startswith("关于2022年元旦春节帮扶解困送温暖活动\n情况的报告\n市总工会权益保障部：")
    assert f"《{notice.notice.title}》（2021年12月30日）" in text
    assert "统计表（附件1、附件2）、课题调研报告（条款结尾，2022年1月20日前）" in text
    clauses = re.findall(r"（条款(.*?[)）]?)）。", text)
    assert {"二(一)", "二(二)", "二(四)", "二(五)", "四(二)", "四(三)"} <= set(clauses)
    readings = tables(word)["附表3"].rows
    assert [row[0] for row in readings] == [reading.question.zh for reading in notice.readings]


# --- at the edges ----------------------------------------------------------------------------------------


def test_before_the_first_batch_nothing_is_said_to_be_paid(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)])
    run(tmp_path, "check", "roster.xlsx")

    run(tmp_path, "report", "--out", "report.docx")

    word = Document(str(tmp_path / "report.docx"))
    assert "台账没有登记发放批次" in texts(word)
    assert "表1" not in tables(word)
    assert "符合条件、待列入下一批次1户" in texts(word)
    assert any("发放慰问金" in row[1] and row[3] == "尚未列入发放" for row in tables(word)["附表2"].rows)


def test_one_union_reports_in_its_own_name(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1), head(2, **REMOVED)])
    run(tmp_path, "check", "roster.xlsx")
    pay(tmp_path)

    run(tmp_path, "report", "--out", "report.docx")

    word = Document(str(tmp_path / "report.docx"))
    assert "要求，蚌山区总工会于2022年1月1日至2022年1月31日组织开展" in texts(word)
    assert [row[1] for row in tables(word)["表1"].rows] == ["在档深度困难职工", "本年度退档职工家庭", ""]


@pytest.mark.parametrize("name", ["report.doc", "report.xlsx", "report"])
def test_a_report_that_is_no_word_document_is_refused_by_its_name(folder: Path, name: str) -> None:
    assert ".docx" in run(folder, "report", "--out", name, code=2)
    assert not (folder / name).exists()


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("[[part]]\nheading = 1", "part.0.heading"),
        ('[[part]]\nheading = "甲"', "part.0.clause"),
        ("[[parts]]", "parts"),
        ("[[part]", "TOML"),
    ],
)
def test_an_outline_that_is_not_valid_is_named_with_its_key(
    folder: Path, tmp_path: Path, spoilt: str, said: str
) -> None:
    pack = Path(str(choose_pack(find_packs(None), 2022, None).folder))
    shutil.copytree(pack, tmp_path / "packs" / "own")
    notice = tmp_path / "packs" / "own" / "notice.toml"
    notice.write_text(notice.read_text("utf-8").replace('id = "bengbu-2022"', 'id = "own"', 1), "utf-8")
    (tmp_path / "packs" / "own" / "report.toml").write_text(spoilt, "utf-8")

    options = ("--rules", str(tmp_path / "packs"), "--notice", "own")
    assert f"{said}" in run(folder, "report", "--out", "own.docx", *options, code=2)
    assert not (folder / "own.docx").exists()


@needs_office
def test_the_report_prints_whole(folder: Path, word: Word) -> None:
    pages = printed_pages(folder / "report.docx")

    assert 6 <= len(pages) <= 12
    printed = re.sub(r"\s", "", "".join(pages))
    assert "###" not in printed
    sums = tables(word)["表1"].rows[-1]
    assert "".join(sums) in printed
    for number, page in enumerate(pages, 1):
        assert f"第{number}页，共{len(pages)}页" in re.sub(r"\s", "", page)
