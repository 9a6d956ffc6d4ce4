"""A Word document, written from top to bottom: the one door to python-docx.

A4 with page numbers, in fonts that Chinese offices have. Text goes in as plain runs: nothing in it becomes
a field or a link. The same content gives the same bytes.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as new_document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from warmth_cli.writing.bar_chart import BarChart, data, drawing
from warmth_cli.writing.cell_text import legal
from warmth_cli.writing.page import FONT

Align = Literal["left", "center", "right"]

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_IN_TABLES = "Table Text"
_FOOTER_SIZE = 10.5
_TWIPS = 1440 / 25.4  # in a millimetre
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class Layout(NamedTuple):
    """How pages look: margins in mm (top, right, bottom, left), the text's font, size and line in pt; what
    stands in tables has a size of its own, and a space above and below."""

    margins: tuple[float, float, float, float]
    font: str
    size: float
    line: float
    in_tables: float = 10.5
    space: float = 2


OFFICIAL = Layout((37, 26, 35, 28), "仿宋", 16, 29)
"""A paper from office to office (GB/T 9704-2012: margins, 3号仿宋, 22 lines on a page)."""
LIST = Layout((20, 18, 20, 18), FONT, 12, 22)
"""A list to be hung up."""
_HEADINGS = {1: "黑体", 2: "楷体"}


class Asked(NamedTuple):
    """Something asked of the writer, who alone knows it: in brackets, and coloured, so that it is seen."""

    what: str

    def __str__(self) -> str:
        return f"【待补充：{self.what}】"


Words = str | Asked


class Column(NamedTuple):
    """A column of a table: its heading, its width in mm, where its text stands."""

    heading: str
    width: float
    align: Align = "left"


class Document:
    """A document in the making; `save` writes it. Its properties say what it is `about`, and when `made`."""

    def __init__(self, layout: Layout, about: str, made: date) -> None:
        self._docx = new_document()
        self._layout = layout
        self._made = datetime.combine(made, time(), UTC)
        self._charts = 0
        self._set_page()
        self._set_styles()
        self._set_properties(about)

    def title(self, *lines: str) -> None:
        """The title in the middle, broken where its sense allows."""
        line = self.line("\n".join(lines), align="center")
        line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        line.paragraph_format.space_after = Pt(self._layout.size)
        for run in line.runs:
            _set_font(run, FONT)
            run.font.size, run.font.bold = Pt(22), True

    def heading(self, text: str, level: Literal[1, 2] = 1) -> None:
        """A heading, with its number in the text: 一、 for level 1, （一） for level 2."""
        self._docx.add_paragraph(legal(text), style=f"Heading {level}")

    def paragraph(self, *words: Words, keep_with_next: bool = False) -> None:
        """A paragraph, its first line two characters in."""
        line = self.line(*words, keep_with_next=keep_with_next)
        line.paragraph_format.first_line_indent = Pt(2 * self._layout.size)

    def line(self, *words: Words, align: Align = "left", keep_with_next: bool = False) -> Paragraph:
        """A line of its own."""
        paragraph = self._docx.add_paragraph()
        paragraph.alignment = _ALIGNMENTS[align]
        paragraph.paragraph_format.keep_with_next = keep_with_next
        for part in words:
            run = paragraph.add_run(legal(str(part)))
            if isinstance(part, Asked):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        return paragraph

    def caption(self, text: str, new_page: bool = False) -> None:
        """What stands over a table; never left behind on the page before."""
        line = self.line(text, align="center", keep_with_next=True)
        line.runs[0].font.bold = True
        line.paragraph_format.page_break_before = new_page

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Words | None]],
        totals: Sequence[int] = (),
        kept: int = 0,
    ) -> None:
        """A table whose heading row, if it has one, stands on each page. A cell that is None belongs to the
        one above it; rows in `totals` are bold; the last `kept` rows stand on one page with what follows."""
        grid = "".join(f'<w:gridCol w:w="{_twips(column.width)}"/>' for column in columns)
        table = parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="{_twips(sum(column.width for column in columns))}" w:type="dxa"/>'
            '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid></w:tbl>"
        )
        centred = [column._replace(align="center") for column in columns]
        if any(column.heading for column in columns):
            table.append(_row(centred, [column.heading for column in columns], bold=True, repeated=True))
        for at, row in enumerate(rows):
            below = rows[at + 1] if at + 1 < len(rows) else ()
            joined = [value is None for value in below] or [False] * len(columns)
            keep = at >= len(rows) - kept or any(joined)  # what one cell speaks for stays on its page
            table.append(_row(columns, row, bold=at in totals, joined=joined, keep=keep))
        last = self._docx.element.body
        last.insert(len(last) - 1, table)  # before the properties of the section

    def chart(self, chart: BarChart, width: float, height: float) -> None:
        """A chart of that size in mm, which Word can edit."""
        self._charts += 1
        package, first = self._docx.part.package, "rId1"
        assert package is not None
        name = f"/word/charts/chart{self._charts}.xml"
        part = Part(PackURI(name), CONTENT_TYPE.DML_CHART, drawing(chart, first), package)
        name = f"/word/embeddings/chart{self._charts}.xlsx"
        book = Part(PackURI(name), _WORKBOOK, data(chart, self._made), package)
        assert part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE) == first
        link = self._docx.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        paragraph = self.line(align="center")
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
        paragraph.add_run()._r.append(
            parse_xml(
                f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}><wp:inline>"
                f'<wp:extent cx="{Mm(width)}" cy="{Mm(height)}"/>'
                f'<wp:docPr id="{self._charts}" name="chart{self._charts}" descr={quoteattr(chart.title)}/>'
                f'<a:graphic><a:graphicData uri="{space}"><c:chart xmlns:c="{space}" r:id="{link}"/>'
                "</a:graphicData></a:graphic></wp:inline></w:drawing>"
            )
        )

    def save(self, path: Path) -> None:
        """Write the document."""
        buffer = BytesIO()
        self._docx.save(buffer)
        with ZipFile(buffer) as made, ZipFile(path, "w", ZIP_DEFLATED) as package:
            for name in made.namelist():
                package.writestr(ZipInfo(name, _FIRST_DAY_OF_ZIP), made.read(name), ZIP_DEFLATED)

    def _set_page(self) -> None:
        [section] = self._docx.sections
        section.page_width, section.page_height = Mm(210), Mm(297)
        top, right, bottom, left = self._layout.margins
        section.top_margin, section.right_margin = Mm(top), Mm(right)
        section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
        section.footer_distance = Mm(min(bottom / 2, 25))
        [footer] = section.footer.paragraphs
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        fields = (("第 ", "PAGE", " 页，"), ("共 ", "NUMPAGES", " 页"))
        for before, field, after in fields:
            footer.add_run(before)
            footer._p.append(
                parse_xml(
                    f'<w:fldSimple {nsdecls("w")} w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
                )
            )
            footer.add_run(after)

    def _set_styles(self) -> None:
        styles, layout = self._docx.styles, self._layout
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")
        for mode in self._docx.settings.element.iter(qn("w:compatSetting")):
            if mode.get(qn("w:name")) == "compatibilityMode":
                mode.set(qn("w:val"), "15")  # else Word speaks of a document of an earlier version
        normal = styles["Normal"]
        assert isinstance(normal, ParagraphStyle)
        _set_look(normal, layout.font, layout.size)
        normal.paragraph_format.line_spacing = Pt(layout.line)
        normal.paragraph_format.space_after = Pt(0)
        for level, font in _HEADINGS.items():
            heading = styles[f"Heading {level}"]
            assert isinstance(heading, ParagraphStyle)
            _set_look(heading, font, layout.size)
            heading.font.bold = False
            heading.font.color.rgb = RGBColor(0, 0, 0)
            heading.paragraph_format.space_before = Pt(0)
            heading.paragraph_format.first_line_indent = Pt(2 * layout.size)
        in_tables = styles.add_style(_IN_TABLES, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(in_tables, ParagraphStyle)
        in_tables.base_style = normal
        _set_look(in_tables, FONT, layout.in_tables)
        in_tables.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        in_tables.paragraph_format.space_before = in_tables.paragraph_format.space_after = Pt(layout.space)
        footer = styles["Footer"]
        assert isinstance(footer, ParagraphStyle)
        _set_look(footer, FONT, _FOOTER_SIZE)

    def _set_properties(self, about: str) -> None:
        """Say what it is, and take out what the library's blank says of itself."""
        properties = self._docx.core_properties
        properties.title, properties.created, properties.modified = legal(about), self._made, self._made
        properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
        package = self._docx.part.package
        assert package is not None
        for key, relationship in list(package.rels.items()):
            if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
                del package.rels[key]


def _row(
    columns: Sequence[Column],
    values: Sequence[Words | None],
    *,
    bold: bool = False,
    repeated: bool = False,
    joined: Sequence[bool] = (),
    keep: bool = False,
) -> BaseOxmlElement:
    """A row of a table. `joined` tells which cells go on in the row below, `keep` that its page does."""
    cells = "".join(
        _cell(column, value, bold, repeated, bool(joined) and joined[at], keep)
        for at, (column, value) in enumerate(zip(columns, values, strict=True))
    )
    heading = "<w:tblHeader/>" if repeated else ""
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{heading}</w:trPr>{cells}</w:tr>")


def _cell(column: Column, value: Words | None, bold: bool, shaded: bool, joined: bool, keep: bool) -> str:
    merge = "<w:vMerge/>" if value is None else '<w:vMerge w:val="restart"/>' if joined else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if shaded else ""
    look = ("<w:b/>" if bold else "") + ('<w:highlight w:val="yellow"/>' if isinstance(value, Asked) else "")
    next_too = "<w:keepNext/>" if keep else ""
    text = escape(" ".join(legal("" if value is None else str(value)).split()))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(column.width)}" w:type="dxa"/>{merge}{shade}'
        '<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{next_too}<w:jc w:val="{column.align}"/></w:pPr>'
        f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>"
    )


def _set_look(style: ParagraphStyle, font: str, size: float) -> None:
    _set_font(style, font)
    style.font.size = Pt(size)


def _set_font(of: ParagraphStyle | Run, font: str) -> None:
    """Set a font for all scripts: Word takes Chinese from one attribute, Latin from others, and a theme's
    before both."""
    of.font.name = font
    fonts = of.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
