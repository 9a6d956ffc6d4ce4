"""What a form cannot keep, and what of it cannot be filled, is told with its cell."""

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import xlwt
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from encrypted import encrypt_package
from forms import write_form
from rosters import SHEET, part, with_parts
from test_annex_form import COUNT, MONEY, REQUEST, fill
from warmth_cli.figures.figure import load_figures
from warmth_cli.files.package import Package
from warmth_cli.issues import WarmthError
from warmth_cli.reading.cells.placeholder import names_in
from warmth_cli.reading.request import Request
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.writing.annex import BLANK_FORM
from warmth_cli.writing.blank_form import open_blank_form
from warmth_cli.writing.losses import losses

# --- what is not kept ------------------------------------------------------------------------------------

_DRAWING = "xl/drawings/drawing1.xml"
_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def with_drawing(form: Path, inside: str) -> None:
    anchor = f"<xdr:twoCellAnchor>{inside}</xdr:twoCellAnchor>"
    drawing = f'<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}">{anchor}</xdr:wsDr>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{_RELATION}/drawing" Target="../drawings/drawing1.xml"/>'
        "</Relationships>"
    )
    with_parts(form, {_DRAWING: drawing.encode(), "xl/worksheets/_rels/sheet1.xml.rels": relations.encode()})


def with_text_box(form: Path) -> None:
    with_drawing(form, "<xdr:sp><xdr:txBody><a:p><a:r><a:t>盖章处</a:t></a:r></a:p></xdr:txBody></xdr:sp>")


def with_chart(form: Path) -> None:
    with_drawing(form, '<xdr:graphicFrame><c:chart xmlns:c="urn:chart"/></xdr:graphicFrame>')


def in_sheet(xml: str) -> Callable[[Path], None]:
    def build(form: Path) -> None:
        with_parts(form, {SHEET: part(form, SHEET).replace(b"</worksheet>", f"{xml}</worksheet>".encode())})

    return build


def beside(name: str) -> Callable[[Path], None]:
    def build(form: Path) -> None:
        with_parts(form, {name: b""})

    return build


def extension(inside: str) -> Callable[[Path], None]:
    return in_sheet(f'<extLst><ext uri="x" xmlns:x14="{_X14}">{inside}</ext></extLst>')


@pytest.mark.parametrize(
    ("build", "sheet", "words"),
    [
        (with_text_box, "附件1", "盖章处"),
        (with_chart, "附件1", "图表"),
        (in_sheet("<controls/>"), "附件1", "控件"),
        (in_sheet("<legacyDrawingHF/>"), "附件1", "页眉页脚"),
        (in_sheet("<picture/>"), "附件1", "背景图"),
        (in_sheet("<protectedRanges/>"), "附件1", "区域"),
        (extension("<x14:dataValidations/>"), "附件1", "下拉列表"),
        (extension("<x14:conditionalFormattings/>"), "附件1", "条件格式"),
        (extension("<x14:sparklineGroups/>"), "附件1", "迷你图"),
        (extension("<x14:novelty/>"), "附件1", "novelty"),
        (beside("xl/vbaProject.bin"), "", "宏"),
        (beside("xl/threadedComments/threadedComment1.xml"), "", "批注"),
        (beside("xl/cellimages.xml"), "", "单元格内的图片"),
        (beside("xl/connections.xml"), "", "数据连接"),
        (beside("_xmlsignatures/sig1.xml"), "", "签名"),
        (beside("xl/slicers/slicer1.xml"), "", "切片器"),
    ],
)
def test_what_would_be_lost_is_named(
    tmp_path: Path, build: Callable[[Path], None], sheet: str, words: str
) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}"})
    build(form)

    [loss] = open_blank_form(form, REQUEST, [COUNT]).losses

    assert (loss.code, loss.file, loss.sheet) == ("form-loss", "form.xlsx", sheet)
    assert words in loss.message.spoken("zh")


@pytest.mark.parametrize(("pillow", "lost"), [(None, 1), (object(), 0)])
def test_a_picture_is_lost_where_nothing_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pillow: object, lost: int
) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}"})
    with_drawing(form, "<xdr:pic/>")
    monkeypatch.setattr("warmth_cli.writing.losses.PILImage", pillow)

    told = [loss.message.spoken("zh") for loss in losses(Package(form.read_bytes()), "form.xlsx")]

    assert len(told) == lost
    assert all("图片" in words for words in told)


def test_words_keep_their_looks_but_where_a_placeholder_has_two(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A3": "{{n}}"})
    book = load_workbook(form)
    bold = InlineFont(b=True)
    book.worksheets[0]["A2"] = CellRichText("共", TextBlock(bold, "{{n}}"), "户")
    book.worksheets[0]["A4"] = CellRichText(TextBlock(bold, "{{n}}"))
    book.worksheets[0]["A5"] = CellRichText("共{{", TextBlock(bold, "n}}户"))
    book.worksheets[0]["A6"] = CellRichText(TextBlock(bold, "{{unit}}"), "：")
    book.save(form)

    [loss] = open_blank_form(form, REQUEST, [COUNT]).losses
    sheet = fill(form, {"n": Decimal(3)}, "=1+1").worksheets[0]

    assert loss.cell == "A5"
    assert [str(sheet[f"A{row}"].value) for row in range(2, 7)] == ["共3户", "3", "3", "共3户", "=1+1："]
    looks = {cell: sheet[cell].value for cell in ("A2", "A6")}
    assert [part.font.b for part in looks["A2"] if isinstance(part, TextBlock)] == [True]
    assert [part.font.b for part in looks["A6"] if isinstance(part, TextBlock)] == [True]
    assert not isinstance(sheet["A5"].value, CellRichText)


# --- what cannot be filled -------------------------------------------------------------------------------

SHIPPED = choose_pack(find_packs(None), 2022, None)
ALL = load_figures(SHIPPED.folder, [grant.id for grant in SHIPPED.grants])


def test_the_shipped_form_and_the_shipped_figures_name_the_same() -> None:
    path = Path(str(SHIPPED.folder / BLANK_FORM))

    blank = open_blank_form(path, REQUEST, ALL)

    assert sorted(blank.names) == sorted(figure.name for figure in ALL)
    assert blank.losses == ()
    cells = [str(cell.value) for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert sum(names_in(text) == ["unit"] for text in cells) == 2


def test_every_unknown_placeholder_is_named_with_its_cell_and_the_nearest_names(tmp_path: Path) -> None:
    form = write_form(
        tmp_path / "form.xlsx", {"A2": "{{paid.cash}}", "B3": "{{paid.cahs}}", "C4": "{{慰问农民工户数}}"}
    )

    with pytest.raises(WarmthError) as refused:
        open_blank_form(form, REQUEST, ALL)

    first, second = refused.value.message.spoken("zh").splitlines()
    assert "form.xlsx 附件1!B3" in first
    assert "paid.cahs" in first
    assert "paid.cash" in first
    assert "附件1!C4" in second
    assert "consolation.migrants.households" in second
    assert "{{" in refused.value.remedy.spoken("zh")


@pytest.mark.parametrize(
    "text", ["{{n}", "{n}", "{ m 元 }", "{n}}", "｛｛n｝｝", "共{{n}}户，{{m}人", "{{{{n}}"]
)
def test_braces_that_are_no_placeholder_are_not_left_in_silence(tmp_path: Path, text: str) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}", "B3": text})

    with pytest.raises(WarmthError, match=r"附件1!B3"):
        open_blank_form(form, REQUEST, [COUNT, MONEY])


@pytest.mark.parametrize(
    ("text", "number_format", "words"),
    [
        ("共{{m}}元", "General", "given in 万元, and 元 stands"),
        ("{{m}}（元）", "General", "and 元 stands"),
        ("{{m 元}}万元", "General", "given in 元, and 万元 stands"),
        ("{{m}}", '0.00"元"', "and 元 stands"),
        ("{{n 元}}", "General", "n is no amount"),
    ],
)
def test_an_amount_in_another_unit_than_its_words_say_is_refused(
    tmp_path: Path, text: str, number_format: str, words: str
) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}", "B3": text})
    book = load_workbook(form)
    book["附件1"]["B3"].number_format = number_format
    book.save(form)

    with pytest.raises(WarmthError, match=words):
        open_blank_form(form, REQUEST, [COUNT, MONEY])


@pytest.mark.parametrize(
    ("heading", "at", "placeholder", "unit"),
    [
        ("金额（元）", "C2", "{{m}}", "元"),
        ("金额(千元)", "C2", "{{m}}", "千元"),
        ("金额单位：元", "A2", "{{m}}", "元"),
        ("资金　元", "B4", "{{m}}", "元"),
        ("金额（万元）", "C2", "{{m 元}}", "万元"),
        ("金额（万元）", "C2", "{{m}}", ""),
        ("金额（元）", "C2", "{{m 元}}", ""),
        ("金额（元）", "C2", "{{n}}", ""),
        ("2022年元旦慰问", "C2", "{{m}}", ""),
        ("按1000元/户", "B4", "{{m}}", ""),
        ("第三单元", "C2", "{{m}}", ""),
        ("金额（元）", "D2", "{{m}}", ""),
    ],
)
def test_an_amount_under_a_heading_in_another_unit_is_told(
    tmp_path: Path, heading: str, at: str, placeholder: str, unit: str
) -> None:
    form = write_form(tmp_path / "form.xlsx", {at: heading, "C3": "{{n}}", "C4": placeholder})

    told = open_blank_form(form, REQUEST, [COUNT, MONEY]).losses

    assert [(issue.code, issue.cell, issue.values["found"]) for issue in told] == (
        [("form-unit", "C4", unit)] if unit else []
    )


def test_a_heading_over_merged_cells_speaks_for_all_of_them(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"B2": "金额（元）", "D3": "{{m}}"})
    book = load_workbook(form)
    book["附件1"].merge_cells("B2:D2")
    book.save(form)

    [told] = open_blank_form(form, REQUEST, [MONEY]).losses

    assert told.values["where"] == "B2"


def test_a_placeholder_in_a_formula_or_a_header_is_refused(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": '="共"&"{{n}}"'})
    with pytest.raises(WarmthError, match=r"附件1!A2.*formula"):
        open_blank_form(form, REQUEST, [COUNT])

    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}"})
    book = load_workbook(form)
    book.worksheets[0].oddHeader.left.text = "{{unit}}"  # type: ignore[union-attr]
    book.save(form)
    with pytest.raises(WarmthError, match=r"附件1.*header"):
        open_blank_form(form, REQUEST, [COUNT])


def test_a_form_without_placeholder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WarmthError, match="no placeholder"):
        open_blank_form(write_form(tmp_path / "form.xlsx", {"A2": "{x}"}), REQUEST, [COUNT])


def _xls() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("附件1").write(0, 0, "{{n}}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_xls(), r"no \.xlsx workbook"),
        ("单位,指标\n{{n}},1\n".encode(), r"no \.xlsx workbook"),
        (b"%PDF-1.7", "a PDF document"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"", "empty"),
    ],
)
def test_a_form_that_is_no_xlsx_workbook_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(content)

    with pytest.raises(WarmthError, match=rf"form\.xlsx.*{words}"):
        open_blank_form(form, REQUEST, [COUNT])


def test_a_form_with_a_password_is_opened_with_it_and_with_no_other(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}"})
    encrypt_package(form, "机密")

    with pytest.raises(WarmthError, match="password"):
        open_blank_form(form, REQUEST, [COUNT])
    known = Request(REQUEST.today, password=lambda _path, refused: None if refused else "机密")
    assert open_blank_form(form, known, [COUNT]).names == ("n",)
