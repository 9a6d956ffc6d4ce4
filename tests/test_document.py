"""A Word document as offices need it: Chinese fonts, plain text, and nothing that a library left in it."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document as read
from docx.oxml.ns import qn

from warmth_cli.writing.bar_chart import BarChart
from warmth_cli.writing.document import LIST, OFFICIAL, Asked, Column, Document, Layout

MADE = date(2022, 1, 5)
COLUMNS = [Column("单位", 50), Column("户数", 30, "right")]


def written(folder: Path, layout: Layout = OFFICIAL) -> Path:
    document = Document(layout, "试\x01写", MADE)
    document.title("关于试写", "的报告")
    document.heading("一、总体")
    document.heading("（一）发放", 2)
    document.paragraph("甲\x01<b>&\ufffe", Asked("本单位"))
    document.table(COLUMNS, [("一厂\n工会", "1"), (None, "2"), ("=1+1", Asked("户数"))], totals=[2])
    document.chart(BarChart('户"数<&', "户数", [("甲<&", 3), ("乙", 0)]), 150, 60)
    document.save(folder / "test.docx")
    return folder / "test.docx"


@pytest.mark.parametrize(("layout", "font"), [(OFFICIAL, "仿宋"), (LIST, "宋体")])
def test_every_style_in_use_has_its_chinese_font_and_no_theme(
    tmp_path: Path, layout: Layout, font: str
) -> None:
    styles = read(str(written(tmp_path, layout))).styles

    others = {"Heading 1": "黑体", "Heading 2": "楷体", "Table Text": "宋体", "Footer": "宋体"}
    for name, expected in {"Normal": font, **others}.items():
        fonts = styles[name].element.rPr.rFonts
        scripts = {script: fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert set(scripts.values()) == {expected}
        assert not [key for key in fonts.attrib if key.lower().endswith("theme")]


def test_text_stays_text_and_loses_only_what_no_file_may_hold(tmp_path: Path) -> None:
    word = read(str(written(tmp_path)))

    assert "甲<b>&【待补充：本单位】" in [paragraph.text for paragraph in word.paragraphs]
    [table] = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位", "户数"],
        ["一厂 工会", "1"],
        ["一厂 工会", "2"],
        ["=1+1", "【待补充：户数】"],
    ]


def test_the_library_and_the_day_of_writing_leave_no_trace(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    path, again = written(tmp_path), written(tmp_path / "again")

    properties = read(str(path)).core_properties
    assert (properties.title, properties.author, properties.comments) == ("试写", "", "")
    assert properties.created is not None
    assert properties.created.date() == MADE
    assert path.read_bytes() == again.read_bytes()
    with ZipFile(path) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name]


def test_every_part_is_well_formed_and_every_relation_leads_somewhere(tmp_path: Path) -> None:
    with ZipFile(written(tmp_path)) as package:
        names = package.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
        relations = package.read("word/charts/_rels/chart1.xml.rels").decode()
        chart = package.read("word/charts/chart1.xml").decode()
    [(link, target)] = re.findall(r'Id="(\w+)"[^>]*Target="\.\./([^"]+)"', relations) or [
        (link, target) for target, link in re.findall(r'Target="\.\./([^"]+)"[^>]*Id="(\w+)"', relations)
    ]
    assert f'<c:externalData r:id="{link}">' in chart
    assert f"word/{target}" in names


def test_a_chart_has_no_frame_that_the_margin_would_cut(tmp_path: Path) -> None:
    with ZipFile(written(tmp_path)) as package:
        drawn = package.read("word/charts/chart1.xml").decode()

    assert "</c:chart>\n<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>" in drawn
