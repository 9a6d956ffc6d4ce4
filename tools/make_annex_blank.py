"""Build rules/bengbu-2022/annex.xlsx: the two blank statistical tables, a placeholder in each figure cell.

Both forms are inferred and say so on their face. The unit of a figure, and so its number format, comes from
figures.toml beside the workbook; nothing is written when the two disagree.
"""

import re
import tomllib
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

RULES = Path(__file__).resolve().parents[1] / "rules" / "bengbu-2022"
PLACEHOLDER = re.compile(r"\{\{(.+?)\}\}")
INFERRED = "（格式为推定，以上级下发表样为准）"
FOOT = "单位负责人：　　　　　填表人：　　　　　联系电话：　　　　　填报时间："
THIN, THICK = Side(style="thin"), Side(style="medium")


def main() -> None:
    """Lay out both forms, check them against the declared figures, save the workbook."""
    figures = tomllib.loads((RULES / "figures.toml").read_text(encoding="utf-8"))["figure"]
    units = {figure["name"]: figure["unit"] for figure in figures}
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "warmth"
    warmth_table(Form(book.create_sheet("附件1"), (14, 9.5, 14, 10, 12, 12, 12), units))
    centre_table(Form(book.create_sheet("附件2"), (14, 16, 13.5, 13.5, 13.5, 13.5), units))

    declared = sorted((figure["form"], figure["name"]) for figure in figures)
    placed = sorted(placeholders(book))
    assert placed == declared, (
        f"annex.xlsx and figures.toml differ: {set(placed) ^ set(declared) or 'repeated'}"
    )
    book.save(RULES / "annex.xlsx")


def placeholders(book: Workbook) -> list[tuple[str, str]]:
    """Return sheet and figure name of every placeholder in the workbook, but for the unit's."""
    texts = [(sheet.title, str(cell.value)) for sheet in book.worksheets for row in sheet for cell in row]
    found = [(title, name) for title, text in texts for name in PLACEHOLDER.findall(text)]
    return [(title, name) for title, name in found if name != "unit"]


class Form:
    """One sheet, filled row by row from the top; columns are letters, a range such as `B:D` is merged."""

    def __init__(self, sheet: Worksheet, widths: tuple[float, ...], units: dict[str, str]) -> None:
        self.sheet = sheet
        self.units = units
        self.row = 0
        self.last = chr(ord("A") + len(widths) - 1)
        for index, width in enumerate(widths):
            sheet.column_dimensions[chr(ord("A") + index)].width = width

    def next_row(self, height: float) -> None:
        """Go down one row."""
        self.row += 1
        self.sheet.row_dimensions[self.row].height = height

    def text(
        self,
        columns: str,
        text: str,
        *,
        rows: int = 1,
        size: int = 11,
        bold: bool = False,
        across: str = "center",
    ) -> None:
        """Write fixed wording into the current row, or from it over `rows` rows."""
        first, last = columns[0], columns[-1]
        cell = self.sheet[f"{first}{self.row}"]
        cell.value = text
        cell.font = Font(name="宋体", size=size, bold=bold)
        cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
        if first != last or rows > 1:
            self.sheet.merge_cells(f"{first}{self.row}:{last}{self.row + rows - 1}")

    def figure(self, columns: str, name: str) -> None:
        """Write the placeholder of a declared figure, with the number format of its unit."""
        self.text(columns, f"{{{{{name}}}}}")
        self.shrink(columns)
        number_format = "0.00" if self.units[name] == "万元" else "0"
        self.sheet[f"{columns[0]}{self.row}"].number_format = number_format

    def shrink(self, columns: str) -> None:
        """Let a value too long for its cell be printed smaller, not cut."""
        cell = self.sheet[f"{columns[0]}{self.row}"]
        across = cell.alignment.horizontal
        cell.alignment = Alignment(horizontal=across, vertical="center", shrink_to_fit=True)

    def heading(self, title: str, unit_columns: str, money_columns: str) -> None:
        """Write the rows above the table: name of the annex, title, reporting union, unit of money."""
        whole = f"A:{self.last}"
        self.next_row(20)
        self.text(whole, self.sheet.title, size=12, bold=True, across="left")
        self.next_row(32)
        self.text(whole, title, size=18, bold=True)
        self.next_row(18)
        self.text(whole, INFERRED, size=10)
        self.next_row(22)
        self.text("A", "填报单位：", across="left")
        self.text(unit_columns, "{{unit}}", across="left")
        self.shrink(unit_columns)
        self.text(money_columns, "金额单位：万元", across="right")

    def finish(self, first_table_row: int, note: str) -> None:
        """Rule the table, write note and foot line, and set the page."""
        rule(self.sheet, first_table_row, self.row, self.last)
        self.next_row(32)
        self.text(f"A:{self.last}", note, size=9, across="left")
        self.next_row(26)
        self.text(f"A:{self.last}", FOOT, across="left")

        sheet = self.sheet
        sheet.print_area = f"A1:{self.last}{self.row}"
        sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        sheet.page_setup.orientation = Worksheet.ORIENTATION_PORTRAIT
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.6
        sheet.page_margins.top = sheet.page_margins.bottom = 0.6
        sheet.sheet_view.showGridLines = False


def rule(sheet: Worksheet, top: int, bottom: int, last: str) -> None:
    """Draw thin lines inside the table and a thicker one around it."""
    for cells in sheet[f"A{top}:{last}{bottom}"]:
        for cell in cells:
            cell.border = Border(
                left=THICK if cell.column == 1 else THIN,
                right=THICK if cell.column == len(cells) else THIN,
                top=THICK if cell.row == top else THIN,
                bottom=THICK if cell.row == bottom else THIN,
            )
    # Some programs draw a merged range by its first cell alone, so that cell also gets the range's far edges.
    for merged in sheet.merged_cells.ranges:
        start, end = sheet.cell(merged.min_row, merged.min_col), sheet.cell(merged.max_row, merged.max_col)
        near, far = start.border, end.border
        start.border = Border(left=near.left, top=near.top, right=far.right, bottom=far.bottom)


def warmth_table(form: Form) -> None:
    """附件1: funds, visits, consolation by group, assistance and services of the two festivals."""
    height = 17
    form.heading("2022年元旦春节期间各级工会送温暖统计表", "B:E", "F:G")
    form.next_row(20)
    first = form.row
    form.text("A:C", "项　　目", bold=True)
    form.text("D", "计量单位", bold=True)
    form.text("E:G", "数　　量", bold=True)

    treasury = (("中央", "central"), ("省级", "province"), ("市县", "local"))
    raised = (
        ("上级工会补助", "superior"),
        ("本级工会经费", "own"),
        ("社会捐助", "donations"),
        ("行政拨付", "administration"),
        ("其他", "other"),
    )
    for index, (label, name) in enumerate(treasury):
        form.next_row(height)
        if index == 0:
            form.text("A", "一、筹集资金", rows=len(treasury) + len(raised), bold=True)
            form.text("B", "财政拨款", rows=len(treasury))
        form.text("C", label)
        form.text("D", "万元")
        form.figure("E:G", f"raised.treasury.{name}")
    for label, name in raised:
        form.next_row(height)
        form.text("B:C", label)
        form.text("D", "万元")
        form.figure("E:G", f"raised.{name}")

    plain_section(
        form, height, "二、发放资金", "万元", (("慰问金", "paid.cash"), ("慰问品折款", "paid.goods"))
    )
    enterprises = (("走访慰问企业", "enterprises.visited"), ("其中：困难企业", "enterprises.struggling"))
    plain_section(form, height, "三、走访\n慰问企业", "家", enterprises)
    consolation(form, height)
    assistance = (
        ("生活救助", "assistance.living"),
        ("医疗救助", "assistance.medical"),
        ("助学救助", "assistance.tuition"),
        ("就业帮扶", "assistance.employment"),
    )
    plain_section(form, height, "五、帮扶救助", "人次", assistance)
    services = (
        ("法律援助", "service.legal"),
        ("平安返乡", "service.journey"),
        ("心理健康", "service.mental"),
        ("文化", "service.culture"),
        ("其他", "service.other"),
    )
    plain_section(form, height, "六、提供服务", "人次", services)

    note = (
        "注：1.第二项慰问金和第四项困难职工家庭各栏，由本次发放记录汇总，每户领取一次计一人次（推定）；\n"
        "　　2.空白处为尚待填报，不表示零。"
    )
    form.finish(first, note)


def plain_section(
    form: Form, height: float, title: str, unit: str, lines: tuple[tuple[str, str], ...]
) -> None:
    """Write a section of 附件1 with one figure on each line."""
    for index, (label, name) in enumerate(lines):
        form.next_row(height)
        if index == 0:
            form.text("A", title, rows=len(lines), bold=True)
        form.text("B:C", label)
        form.text("D", unit)
        form.figure("E:G", name)


def consolation(form: Form, height: float) -> None:
    """Write section 四 of 附件1: households, persons and money by group."""
    families = (
        ("深度困难", "deep"),
        ("相对困难", "relative"),
        ("意外致困", "accident"),
        ("本年度退档", "removed"),
        ("渐退期", "phaseout"),
        ("未建档", "unfiled"),
    )
    others = (
        ("农民工", "migrants"),
        ("劳模工匠", "models"),
        ("一线职工", "frontline"),
        ("疫情防控一线", "epidemic"),
        ("新就业形态劳动者", "platform"),
    )
    form.next_row(height)
    form.text("A", "四、慰问", rows=2 + len(families) + len(others), bold=True)
    form.text("B:D", "慰问对象", bold=True)
    for column, label in (("E", "户数"), ("F", "人次"), ("G", "金额(万元)")):
        form.text(column, label, bold=True)
    for label, name in (("困难职工家庭", "families"), *families, *others):
        form.next_row(height)
        if name == families[0][1]:
            form.text("B", "其中", rows=len(families))
        form.text("C:D" if (label, name) in families else "B:D", label)
        for column, part in (("E", "households"), ("F", "persons"), ("G", "amount")):
            form.figure(column, f"consolation.{name}.{part}")


def centre_table(form: Form) -> None:
    """附件2: files, funds, assistance and services of the assistance centre in 2021."""
    height = 28
    form.heading("2021年度困难职工帮扶中心工作统计表", "B:D", "E:F")
    form.next_row(height)
    first = form.row
    movements = (
        ("期初在档", "opening"),
        ("本年新增", "added"),
        ("本年脱困退档", "relieved"),
        ("本年其他退档", "discharged"),
        ("期末在档", "closing"),
    )
    hardships = (
        ("C", "合计", "total"),
        ("D", "深度困难", "deep"),
        ("E", "相对困难", "relative"),
        ("F", "意外致困", "accident"),
    )
    form.text("A", "一、建档\n（户）", rows=1 + len(movements), bold=True)
    form.text("B", "项　　目", bold=True)
    for column, label, _ in hardships:
        form.text(column, label, bold=True)
    for label, movement in movements:
        form.next_row(height)
        form.text("B", label)
        for column, _, hardship in hardships:
            form.figure(column, f"files.{movement}.{hardship}")

    funds = (
        ("中央财政", "funds.central"),
        ("省级财政", "funds.province"),
        ("市县财政", "funds.local"),
        ("工会经费", "funds.union"),
        ("社会捐助", "funds.donations"),
    )
    headed_section(form, height, "二、帮扶资金", ("资金来源", "金额(万元)"), funds)

    relief = (("生活救助", "living"), ("医疗救助", "medical"), ("助学救助", "tuition"), ("送温暖", "warmth"))
    columns = (("D", "户次", "households"), ("E", "人次", "persons"), ("F", "金额(万元)", "amount"))
    form.next_row(height)
    form.text("A", "三、帮扶救助", rows=1 + len(relief), bold=True)
    form.text("B:C", "救助类别", bold=True)
    for column, label, _ in columns:
        form.text(column, label, bold=True)
    for label, name in relief:
        form.next_row(height)
        form.text("B:C", label)
        for column, _, part in columns:
            form.figure(column, f"relief.{name}.{part}")

    services = (
        ("职业培训", "center.training"),
        ("职业介绍", "center.placement"),
        ("法律援助", "center.legal"),
        ("来信来访", "center.petitions"),
    )
    headed_section(form, height, "四、服务", ("服务项目", "人次"), services)

    note = (
        "注：1.期末在档和本年退档按所报名册计数；送温暖填2021年内的数，2022年元旦春节的发放见附件1；\n"
        "　　2.空白处为尚待填报，不表示零。"
    )
    form.finish(first, note)


def headed_section(
    form: Form, height: float, title: str, headings: tuple[str, str], lines: tuple[tuple[str, str], ...]
) -> None:
    """Write a section of 附件2 with headings of its own and one figure on each line."""
    form.next_row(height)
    form.text("A", title, rows=1 + len(lines), bold=True)
    form.text("B:C", headings[0], bold=True)
    form.text("D:F", headings[1], bold=True)
    for label, name in lines:
        form.next_row(height)
        form.text("B:C", label)
        form.figure("D:F", name)


if __name__ == "__main__":
    main()
