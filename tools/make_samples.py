"""Write the sample rosters, samples/roster.xlsx and samples/roster-with-mistakes.xlsx.

Every person, employer, phone and card is invented. Identity numbers carry region code 340300, which no card
carries, and a check character counted here, apart from the program, so that the samples test it.
The same script writes the same bytes. Run: python tools/make_samples.py
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

Value = str | int | Decimal | date | None
Row = dict[str, Value]


class Column(NamedTuple):
    heading: str
    field: str
    width: float


class Form(NamedTuple):
    """What an office puts around its table."""

    sheet: str
    title: str
    lines: Sequence[str]  # one merged line, in parts from left to right
    columns: Sequence[Column]
    total: Row
    foot: str


# --- numbers --------------------------------------------------------------------------------------


def resident_id(born: str, serial: int) -> str:
    """An identity number after GB 11643-1999: check character by ISO 7064 MOD 11-2; odd serials are men.

    >>> resident_id("19850302", 1)
    '340300198503020013'
    """
    digits = f"340300{born}{serial:03d}"
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(digits))
    return digits + "0123456789X"[(12 - total) % 11]


def card(number: int) -> str:
    """A card number of 19 digits that passes Luhn.

    >>> card(101)
    '6217000001013403003'
    """
    digits = f"621700{number:06d}340300"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return digits + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def typed_as_number(text: str) -> int:
    """What Excel keeps of a long number in a number cell: 15 digits, then zeros.

    >>> typed_as_number("340300198503020013")
    340300198503020000
    """
    return int(text[:15].ljust(len(text), "0"))


def three_times(district: str, residence: str, people: int) -> Decimal:
    """The highest yearly income, in yuan, of a household that is not above 3 × the sample standard."""
    text = (SAMPLES / "standards.toml").read_text("utf-8")
    [monthly] = (
        Decimal(standard["monthly"])
        for standard in tomllib.loads(text, parse_float=Decimal)["standard"]
        if standard["district"] == district and standard.get("residence", residence) == residence
    )
    return 3 * monthly * people * 12


# --- rows -----------------------------------------------------------------------------------------

HEAD = "户主"
REGISTERED: Row = {"file_status": "在档", "hardship": "深度困难"}
REMOVED: Row = {"file_status": "已退档"}
PHASE_OUT: Row = {"file_status": "渐退期"}
UNFILED: Row = {"file_status": "未建档"}


def person(name: str, born: str, serial: int, relation: str) -> Row:
    return {"name": name, "id_number": resident_id(born, serial), "relation": relation}


def household(number: int, name: str, born: str, serial: int, status: Row, **cells: Value) -> Row:
    """The row of a head; `number` makes the phone and the card, so no two households share them."""
    contact: Row = {"phone": f"154{number:08d}", "bank": "样例银行", "account": card(number)}
    return person(name, born, serial, HEAD) | contact | status | cells


def of_union(rows: Iterable[Row], **cells: Value) -> list[Row]:
    """The rows of one union, with what its households have in common."""
    return [cells | row if row["relation"] == HEAD else row for row in rows]


# --- samples/roster.xlsx: nothing wrong -----------------------------------------------------------

BENGSHAN_TOWN: Row = {"district": "蚌山区", "residence": "城镇", "branch": "蚌山支行"}
BENGSHAN_COUNTRY: Row = {"district": "蚌山区", "residence": "农村", "branch": "蚌山支行"}
YUHUI_TOWN: Row = {"district": "禹会区", "residence": "城镇", "branch": "禹会支行"}
YUHUI_COUNTRY: Row = {"district": "禹会区", "residence": "农村", "branch": "禹会支行"}
MILL: Row = {"employer": "样例纺织公司"}
FOOD: Row = {"employer": "样例食品公司"}

CLEAN_ROWS: list[Row] = [
    # on file
    household(101, "周桂兰", "19720314", 22, REGISTERED | BENGSHAN_TOWN | MILL, cause="6 患重特大疾病",
              household_size=3, annual_income=Decimal("22800.00"), paired_cadre="高文斌"),
    person("郭守义", "19700925", 113, "配偶"),
    person("郭子轩", "20010407", 217, "子"),
    household(102, "陈建军", "19680907", 17, REGISTERED | BENGSHAN_TOWN | MILL, cause="1 无劳动能力",
              household_size=2, annual_income=Decimal("15600.00"),
              provincial_visit="是", paired_cadre="林静"),
    person("陈雨桐", "20050719", 324, "女"),
    household(103, "吴秀英", "19750128", 346, REGISTERED | YUHUI_TOWN | FOOD, cause="3 下岗失业",
              household_size=1, annual_income=Decimal("7200.00"), provincial_visit="否", paired_cadre="林静"),
    household(104, "欧阳德明", "19660502", 431, REGISTERED | YUHUI_COUNTRY | FOOD, hardship="深度困难职工",
              cause="8 遭受意外事故", household_size=4, annual_income=Decimal("30000.00"),
              provincial_visit="否", paired_cadre="高文斌", account_holder="欧阳德明"),
    # on file, but not in deep difficulty
    household(105, "马晓东", "19791011", 275, REGISTERED | BENGSHAN_TOWN | MILL, hardship="相对困难",
              cause="9 子女上学", household_size=3, annual_income=Decimal("43200.00"),
              provincial_visit="否", paired_cadre="丁向阳"),
    # taken off file in 2021
    household(106, "徐立新", "19830309", 153, REMOVED | BENGSHAN_TOWN | MILL, removed_on=date(2021, 6, 30),
              removal_reason="脱困", household_size=3),
    person("何晓云", "19840622", 38, "配偶"),
    person("徐嘉怡", "20110809", 18, "女"),
    household(107, "孙玉芬", "19711205", 268, REMOVED | YUHUI_TOWN | FOOD, removed_on="2021年12月6日",
              removal_reason="退休", household_size=2, account_holder="孙玉芬"),
    household(108, "胡志强", "19880416", 339, REMOVED | BENGSHAN_TOWN | MILL, removed_on=date(2021, 12, 31),
              removal_reason="调离", household_size=3),
    # in the phase-out period
    household(109, "朱红梅", "19760830", 182, PHASE_OUT | YUHUI_TOWN | FOOD, household_size=2,
              phase_out_until=date(2022, 6, 30), paired_cadre="丁向阳", arranged="是"),
    household(110, "罗永福", "19690221", 57, PHASE_OUT | YUHUI_COUNTRY | FOOD, household_size=3,
              phase_out_until=date(2022, 12, 31), paired_cadre="林静", arranged="是"),
    # never on file: well below 3 ×, only the monthly figure, exactly 3 ×, one fen above
    household(111, "梁海燕", "19820517", 404, UNFILED | BENGSHAN_TOWN | MILL, cause="6 患重特大疾病",
              household_size=3, annual_income=Decimal("52000.00"),
              monthly_income_per_head=Decimal("1444.44")),
    person("宋国平", "19801126", 71, "配偶"),
    person("宋思琪", "20090315", 226, "女"),
    household(112, "谢长河", "19741023", 117, UNFILED | BENGSHAN_COUNTRY | MILL, cause=8,
              household_size=4, monthly_income_per_head=Decimal("1360.50")),
    household(113, "韩春梅", "19860213", 20, UNFILED | YUHUI_TOWN | FOOD, cause="遭受自然灾害",
              household_size=3, annual_income=three_times("禹会区", "城镇", 3)),
    household(114, "唐文武", "19780704", 293, UNFILED | YUHUI_TOWN | FOOD, cause="8 遭受意外事故",
              household_size=2, annual_income=three_times("禹会区", "城镇", 2) + Decimal("0.01")),
]  # fmt: skip

CLEAN = Form(
    sheet="花名册",
    title="2022年元旦春节送温暖困难职工花名册（样例，人物均为虚构）",
    lines=("填报单位：样例轻纺系统工会", "填报日期：2022年1月6日"),
    columns=(
        Column("序号", "number", 6),
        Column("县区", "district", 8),
        Column("户主姓名", "name", 10),
        Column("身份证号", "id_number", 22),
        Column("与户主关系", "relation", 8),
        Column("联系电话", "phone", 14),
        Column("工作单位", "employer", 15),
        Column("城乡类别", "residence", 8),
        Column("建档状态", "file_status", 9),
        Column("困难类别", "hardship", 13),
        Column("退档日期", "removed_on", 14),
        Column("退档原因", "removal_reason", 8),
        Column("渐退期截止", "phase_out_until", 12),
        Column("主要致困原因", "cause", 17),
        Column("家庭人口", "household_size", 9),
        Column("家庭年可支配收入", "annual_income", 13),
        Column("月人均可支配收入", "monthly_income_per_head", 12),
        Column("省总领导走访", "provincial_visit", 9),
        Column("结对帮扶干部", "paired_cadre", 9),
        Column("安排发放", "arranged", 7),
        Column("人工认定", "finding", 9),
        Column("开户银行", "bank", 11),
        Column("开户支行", "branch", 11),
        Column("银行账号", "account", 23),
        Column("户名", "account_holder", 10),
        Column("备注", "note", 12),
    ),
    total={"number": "合计", "name": "14户", "household_size": 38},
    foot="单位负责人：                    审核人：                    制表人：                    日期：",
)

# --- samples/roster-with-mistakes.xlsx: one mistake a row, in the cells after each `|` ------------

HUAISHANG: Row = {"district": "淮上区", "residence": "城镇", "branch": "淮上支行"}  # no sample standard

MACHINE_ROWS: list[Row] = [
    # nothing wrong in the first four
    household(201, "王　芳", "19770611", 324, REGISTERED | BENGSHAN_TOWN),
    household(202, "赵铁成", "19651030", 135, REGISTERED | YUHUI_TOWN, provincial_visit="√"),
    household(203, "钱水根", "19730418", 251, UNFILED | BENGSHAN_COUNTRY, cause="6", household_size=3,
              annual_income=three_times("蚌山区", "农村", 3) / 10000),
    household(204, "冯彩霞", "19790925", 346, UNFILED | YUHUI_COUNTRY, cause="9 子女上学", household_size=2,
              annual_income=Decimal("2.76"), finding="同意：独自供养在读子女"),
    person("冯一诺", "20020130", 182, "女"),
    # identity
    household(205, "褚卫国", "19750512", 341, REGISTERED | BENGSHAN_TOWN)
    | {"id_number": typed_as_number(resident_id("19750512", 341))},
    household(206, "卫兰英", "19700823", 264, REGISTERED | YUHUI_TOWN) | {"id_number": "340300197008232640"},
    household(207, "蒋学民", "19750821", 173, REGISTERED | BENGSHAN_TOWN)
    | {"id_number": resident_id("20750821", 173)},
    household(208, "沈秋月", "19750203", 428, REGISTERED | YUHUI_TOWN)
    | {"id_number": resident_id("19750230", 428)},
    household(209, "杨树林", "19690716", 359, REGISTERED | BENGSHAN_TOWN)
    | {"id_number": resident_id("19690716", 359).replace("0716", "716")},
    household(210, "朱建华", "19811202", 217, REGISTERED | YUHUI_TOWN) | {"id_number": None},
    household(211, "郑建平", "19740309", 187, REGISTERED | BENGSHAN_TOWN) | {"name": None},
]  # fmt: skip

BUILDING_ROWS: list[Row] = [
    # account
    household(212, "秦福生", "19670405", 73, REGISTERED | YUHUI_TOWN)
    | {"account": typed_as_number(card(212))},
    household(213, "尤美玲", "19830614", 248, REGISTERED | BENGSHAN_TOWN) | {"account": None},
    household(214, "许爱珍", "19620927", 162, REGISTERED | YUHUI_TOWN) | {"account_holder": "许小军"},
    # status
    household(215, "何长贵", "19711118", 295, REGISTERED | BENGSHAN_TOWN) | {"hardship": "低保户"},
    household(216, "吕红军", "19760105", 377, REGISTERED | YUHUI_TOWN) | {"file_status": "在册"},
    household(217, "施桂芳", "19680219", 406, REGISTERED | BENGSHAN_TOWN) | {"file_status": None},
    # income
    household(218, "张来喜", "19720628", 331, UNFILED | BENGSHAN_TOWN, cause="7 遭受自然灾害",
              annual_income=Decimal("4.2"), household_size=3) | {"household_size": None},
    household(219, "孔凡玉", "19851013", 144, UNFILED | YUHUI_TOWN, cause="6 患重特大疾病",
              household_size=3) | {"annual_income": None},
    household(220, "曹金生", "19780322", 215, UNFILED | BENGSHAN_TOWN, cause="8 遭受意外事故",
              household_size=3, annual_income=Decimal("3.6"))
    | {"monthly_income_per_head": Decimal("1600.00")},
    household(221, "严素珍", "19740817", 266, UNFILED | YUHUI_COUNTRY, cause="6 患重特大疾病",
              household_size=2) | {"annual_income": "约三万"},
    household(222, "华国栋", "19800506", 193, UNFILED, cause="8 遭受意外事故", household_size=3,
              annual_income=Decimal("4.5")) | HUAISHANG,
    # taken off file
    household(223, "金巧云", "19731109", 288, REMOVED | BENGSHAN_TOWN, removal_reason="脱困")
    | {"removed_on": None},
    household(224, "魏东升", "19700130", 319, REMOVED | YUHUI_TOWN, removed_on="2021.8.20")
    | {"removal_reason": "核对不符"},
    household(225, "陶春花", "19661224", 122, REMOVED | BENGSHAN_TOWN, removal_reason="脱困")
    | {"removed_on": date(2019, 11, 30)},
]  # fmt: skip

QUARTER_ROWS: list[Row] = [
    # phase-out
    household(226, "姜新民", "19770902", 235, PHASE_OUT | YUHUI_TOWN, phase_out_until=date(2022, 9, 30))
    | {"arranged": None},
    household(227, "戚翠萍", "19820711", 304, PHASE_OUT | BENGSHAN_TOWN, phase_out_until=date(2022, 9, 30),
              arranged="是") | {"paired_cadre": None},
    household(228, "谢玉堂", "19641016", 91, PHASE_OUT | YUHUI_TOWN, arranged="是")
    | {"phase_out_until": date(2021, 6, 30)},
    # cause
    household(229, "邹凤仙", "19790328", 142, UNFILED | BENGSHAN_TOWN, cause="9 子女上学", household_size=3,
              annual_income=Decimal("4.8")) | {"finding": None},
    household(230, "喻有才", "19710514", 257, UNFILED | YUHUI_TOWN, cause="10 其他", household_size=3,
              annual_income=Decimal("5.1")) | {"finding": "不同意：家中有经营性车辆"},
    # one person twice: a member in roster.xlsx, and one head in two rows here
    household(231, "何晓云", "19840622", 38, REGISTERED | BENGSHAN_TOWN),
    household(232, "柏松年", "19690803", 175, REGISTERED | BENGSHAN_TOWN),
    household(233, "柏松年", "19690803", 175, REGISTERED | BENGSHAN_TOWN),
    # paid all the same
    household(234, "水明霞", "19760427", 384, REGISTERED | YUHUI_TOWN) | {"phone": None},
    household(235, "窦广田", "19630210", 313, REGISTERED | BENGSHAN_TOWN)
    | {"note": '=HYPERLINK("http://x","y")'},
]  # fmt: skip

MISTAKEN_ROWS = [
    *of_union(MACHINE_ROWS, union="样例机械公司工会", paired_cadre="石磊"),
    *of_union(BUILDING_ROWS, union="样例建筑公司工会", paired_cadre="方敏"),
    *of_union(QUARTER_ROWS, union="样例街道工会联合会", paired_cadre="汤敏之"),
]

MISTAKEN = Form(
    sheet="Sheet1",
    title="困难职工家庭情况汇总表（样例，人物均为虚构）",
    lines=("说明：注明（必填）的各列必须填写，家庭年可支配收入以万元为单位。",),
    columns=(
        Column("序号", "number", 6),
        Column("1.所属工会\n（必填）", "union", 20),
        Column("２．困难职工\n姓　　名\n（必填）", "name", 12),
        Column("3.身份证号码\n（必填）", "id_number", 22),
        Column("与户主\n关系", "relation", 8),
        Column("手机号码", "phone", 14),
        Column("开户银行", "bank", 11),
        Column("开户支行", "branch", 11),
        Column("银行卡号\n（必填）", "account", 23),
        Column("户　名", "account_holder", 9),
        Column("行政区划", "district", 9),
        Column("城乡\n类别", "residence", 7),
        Column("建档状态\n（必填）", "file_status", 9),
        Column("困难类别", "hardship", 10),
        Column("省总领导\n走　　访", "provincial_visit", 9),
        Column("帮扶\n联系人", "paired_cadre", 9),
        Column("主要致困\n原因", "cause", 15),
        Column("家庭\n人数", "household_size", 6),
        Column("家庭年可支配收入\n（万元）", "annual_income", 16),
        Column("人均月收入\n（元）", "monthly_income_per_head", 12),
        Column("人工认定", "finding", 24),
        Column("退档日期", "removed_on", 12),
        Column("退档原因", "removal_reason", 10),
        Column("渐退期\n截止", "phase_out_until", 12),
        Column("安排\n发放", "arranged", 7),
        Column("备　注", "note", 27),
    ),
    total={"number": "合计", "name": "35户"},
    foot="单位负责人：                    审核人：                    制表人：                    日期：",
)

# --- sheets ---------------------------------------------------------------------------------------

THIN = Side(style="thin")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
AMOUNTS = {"annual_income": "#,##0.00##", "monthly_income_per_head": "#,##0.00"}


def write_roster(name: str, form: Form, rows: Sequence[Row]) -> None:
    """Write one roster as an office would lay it out: title, line, headings, rows, total, signatures."""
    workbook = Workbook()
    [sheet] = workbook.worksheets
    sheet.title = form.sheet
    last = len(form.columns)
    merged_line(sheet, 1, 1, last, form.title, height=32, font=Font("宋体", size=18, bold=True))
    for part, text in enumerate(form.lines):
        share = last // len(form.lines)
        side = "right" if part else "left"
        merged_line(sheet, 2, part * share + 1, (part + 1) * share, text, horizontal=side)
    for index, column in enumerate(form.columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
        put(sheet, 3, index, column.heading, bold=True)
    sheet.row_dimensions[3].height = 48
    for number, row in enumerate([*numbered(rows), form.total], start=4):
        sheet.row_dimensions[number].height = 22
        for index, column in enumerate(form.columns, start=1):
            put(sheet, number, index, row.get(column.field), field=column.field)
    merged_line(sheet, len(rows) + 6, 1, last, form.foot, horizontal="left")
    sheet.freeze_panes = "D4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8  # A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    save(workbook, SAMPLES / name)


def numbered(rows: Iterable[Row]) -> Iterable[Row]:
    """The rows with 序号 before each head; members stand under their head without one."""
    number = 0
    for row in rows:
        if row["relation"] == HEAD:
            number += 1
            yield row | {"number": number}
        else:
            yield row


def merged_line(
    sheet: Worksheet, row: int, first: int, last: int, text: str,
    *, height: float = 24, horizontal: str = "center", font: Font | None = None,
) -> None:  # fmt: skip
    cell = sheet.cell(row, first, text)
    cell.font = font or Font("宋体", size=11)
    cell.alignment = Alignment(horizontal=horizontal, vertical="center")
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    sheet.row_dimensions[row].height = height


def put(
    sheet: Worksheet, row: int, column: int, value: Value, *, field: str = "", bold: bool = False
) -> None:
    """Write one cell with grid and format; text stays text, even when it begins with `=`."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.font = Font("宋体", size=10, bold=bold)
    cell.alignment = CENTRE
    cell.border = GRID
    match value:
        case None:
            return
        case str():
            cell.value = value
            cell.data_type = "s"
            if field in {"id_number", "account", "phone"}:
                cell.number_format = "@"
        case date():
            cell.value = value
            cell.number_format = "yyyy-mm-dd"
        case _:
            cell.value = value
            cell.number_format = AMOUNTS.get(field, "0")


def save(workbook: Workbook, path: Path) -> None:
    """Save with a fixed day inside, so that a second run changes no byte."""
    day = datetime(2022, 1, 6)
    workbook.properties.creator = "样例"
    workbook.properties.created = day
    made = BytesIO()
    workbook.save(made)
    with ZipFile(made) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "docProps/core.xml":
                modified = rb"(<dcterms:modified[^>]*>)[^<]*"
                content = re.sub(modified, rb"\g<1>" + f"{day.isoformat()}Z".encode(), content)
            target.writestr(ZipInfo(part, day.timetuple()[:6]), content, ZIP_DEFLATED)


if __name__ == "__main__":
    write_roster("roster.xlsx", CLEAN, CLEAN_ROWS)
    write_roster("roster-with-mistakes.xlsx", MISTAKEN, MISTAKEN_ROWS)
