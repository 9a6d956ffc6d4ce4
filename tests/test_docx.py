"""Texts of Word 2007 and later: read like those before, table by table and line by line."""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from random import Random

import pytest

from encrypted import encrypt_package
from people import account, resident_id
from test_word_binary import HEADINGS, PAGE, households
from warmth_cli.files.apart import answered
from warmth_cli.files.docx import read_docx
from warmth_cli.files.refusals import Broken, Refused, TooManyCells
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.workbook import open_workbook
from warmth_cli.passwords import Passwords
from warmth_cli.reading.request import Request
from word_files import docx, docx_cell, docx_line, docx_row, docx_table

STRIKE, HIDE = "<w:strike/>", "<w:vanish/>"


def sheet(body: str, **parts: str) -> Sheet:
    """The only sheet of a document with this body."""
    [only] = read_docx(docx(body, **parts))
    return only


def roster(note: str = "", **parts: str) -> bytes:
    """A document as an office sends it."""
    cells = ["", "张春梅", resident_id(1), "在档", "深度困难", "建设银行", account(1), note]
    table = docx_table(docx_row(*HEADINGS), docx_row(*cells), widths=[500] + [1000] * 7)
    return docx(
        docx_line("2022年困难职工花名册")
        + docx_line("填报单位：蚌埠市纺织厂工会")
        + table
        + docx_line("审核人：赵六"),
        **parts,
    )


@pytest.mark.parametrize("name", ["roster.docx", "roster.xlsx", "roster.wps"])
def test_a_roster_is_read_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(roster("住院"))

    [household] = households(path)

    assert (household.row, household.name, household.account) == (4, "张春梅", account(1))
    assert (household.union, household.note, household.issues) == ("蚌埠市纺织厂工会", "住院", ())


def test_a_document_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "roster.docx"
    path.write_bytes(
        roster(styles=f"<!--{Random(1).randbytes(4000).hex()}-->")
    )  # small ones it locks wrongly

    book = open_workbook(
        encrypt_package(path, "x"), Request(date(2022, 1, 6), password=Passwords("x", None)), lambda _: None
    )

    assert book.has_password
    assert book.sheets[0].rows[3][1] == "张春梅"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<w:t>张</w:t><w:t xml:space='preserve'> 春</w:t>", "张 春"),
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>", "a\tb\nc-"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
        ('<w:sym w:font="Wingdings 2" w:char="F04F"/>', "✗"),
        ('<w:sym w:font="Wingdings" w:char="F021"/>', "\ufffd"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf0fc</w:t></w:r>', "✓"),
        (
            '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/>'
            "</w:checkBox></w:ffData></w:fldChar><w:instrText>FORMCHECKBOX</w:instrText>"
            '<w:fldChar w:fldCharType="end"/>',
            "☑",
        ),
        (
            '<w:sdt><w:sdtPr><w:checkbox><w:checked w:val="0"/></w:checkbox></w:sdtPr>'
            "<w:sdtContent><w:t>☐</w:t></w:sdtContent></w:sdt>",
            "□",
        ),
        (
            '<w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:t>x</w:t>'
            '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/><w:t>2</w:t>',
            "12",
        ),
        (
            "<w:ruby><w:rt><w:r><w:t>zhang</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>张</w:t></w:r></w:rubyBase></w:ruby>",
            "张",
        ),
    ],
)
def test_what_is_shown_of_words(words: str, shown: str) -> None:
    assert sheet(docx_line(words)).rows == [[shown]]
    assert sheet(docx_table(docx_row(docx_cell(docx_line(words)), "尾"))).rows == [[shown, "尾"]]


def test_paragraphs_frames_and_tables_in_a_cell_are_its_lines() -> None:
    inner = docx_table(docx_row("c", "d"))
    cell = docx_cell(
        docx_line("a") + f"<w:sdt><w:sdtPr/><w:sdtContent>{docx_line('b')}</w:sdtContent></w:sdt>{inner}"
    )

    assert sheet(docx_table(f"<w:sdt><w:sdtContent>{docx_row(cell, 'e')}</w:sdtContent></w:sdt>")).rows == [
        ["a\nb\nc\nd", "e"]
    ]


@pytest.mark.parametrize(
    ("looks", "struck"),
    [
        ("", False),
        (STRIKE, True),
        ("<w:dstrike/>", True),
        ('<w:strike w:val="0"/>', False),
        ('<w:strike w:val="false"/>', False),
        ('<w:strike w:val="true"/>', True),
        ('<w:rStyle w:val="struck"/>', True),
        ('<w:rStyle w:val="struck"/><w:strike w:val="0"/>', False),
        ('<w:rStyle w:val="below"/>', True),
        ('<w:rStyle w:val="undone"/>', False),
        ('<w:rStyle w:val="round"/>', False),
    ],
)
def test_struck_words_are_told(looks: str, struck: bool) -> None:
    styles = (
        f'<w:style w:styleId="struck"><w:rPr>{STRIKE}</w:rPr></w:style>'
        '<w:style w:styleId="below"><w:basedOn w:val="struck"/></w:style>'
        '<w:style w:styleId="undone"><w:basedOn w:val="struck"/>'
        '<w:rPr><w:strike w:val="0"/></w:rPr></w:style>'
        '<w:style w:styleId="round"><w:basedOn w:val="round"/></w:style>'
    )

    found = sheet(docx_table(docx_row("a", docx_cell(docx_line("b", looks)))), styles=styles).struck

    assert set(found) == ({(0, 1)} if struck else set())


@pytest.mark.parametrize(
    ("looks", "struck"), [("", True), ('<w:rStyle w:val="a"/>', False), ('<w:strike w:val="0"/>', False)]
)
def test_a_style_of_lines_strikes_too(looks: str, struck: bool) -> None:
    styles = f'<w:style w:styleId="a"><w:rPr>{STRIKE}</w:rPr></w:style>'

    assert (sheet(docx_line("b", looks, style="a"), styles=styles).struck == {(0, 0)}) is struck


@pytest.mark.parametrize(
    "row",
    [
        docx_row(
            docx_cell(
                "<w:p><w:del><w:r><w:delText>甲</w:delText></w:r></w:del><w:r><w:t>乙</w:t></w:r></w:p>"
            )
        ),
        docx_row(docx_cell("<w:p><w:moveFrom><w:r><w:t>甲乙</w:t></w:r></w:moveFrom></w:p>")),
        docx_row("甲乙", about="<w:del/>"),
        docx_row(docx_cell(docx_line("甲乙"), "<w:cellDel/>")),
        f"<w:del>{docx_row('甲乙')}</w:del>",
    ],
)
def test_what_was_deleted_is_struck_as_long_as_nobody_accepts_that(row: str) -> None:
    inserted = "<w:p><w:ins><w:r><w:t>丙</w:t></w:r></w:ins></w:p>"

    found = sheet(docx_table(row, docx_row(docx_cell(inserted))))

    assert (found.rows, set(found.struck)) == ([["甲乙"], ["丙"]], {(0, 0)})


def test_hidden_words_and_rows_are_told() -> None:
    partly = docx_cell(
        f"<w:p><w:r><w:t>乙</w:t></w:r><w:r><w:rPr>{HIDE}</w:rPr><w:t>已去世</w:t></w:r></w:p>"
    )
    rows = docx_row(docx_cell(docx_line("甲", HIDE))), docx_row(partly), docx_row("丙", about="<w:hidden/>")

    found = sheet(docx_table(*rows))

    assert found.rows == [["甲"], ["乙"], ["丙"]]
    assert set(found.hidden_rows) == {0, 2}
    assert found.comments == {(1, 0): "已去世"}


def test_what_stands_beside_the_text() -> None:
    box = f"<w:txbxContent>{docx_line('框')}</w:txbxContent>"
    found = sheet(
        docx_table(docx_row(docx_cell(docx_line('<w:t>甲</w:t><w:commentReference w:id="7"/>'))))
        + docx_line(f"<w:pict>{box}</w:pict><w:Fallback>{box}</w:Fallback><w:t>乙</w:t>"),
        comments=f'<w:comment w:id="7">{docx_line("已去世")}{docx_line("王")}</w:comment>',
        header=docx_line("单位：万元"),
    )

    assert found.rows == [["甲"], ["乙"]]
    assert found.comments == {(0, 0): "已去世\n王"}
    assert (found.boxes, found.page_words) == (("框",), ("单位：万元",))


def test_cells_stand_in_their_columns() -> None:
    span, skip = '<w:gridSpan w:val="2"/>', '<w:gridBefore w:val="1"/>'
    found = sheet(
        docx_table(
            docx_row(
                docx_cell(docx_line("a"), '<w:vMerge w:val="restart"/>'), docx_cell(docx_line("b"), span)
            ),
            docx_row(docx_cell("<w:p/>", "<w:vMerge/>"), "c", "d"),
            docx_row("e", about=skip),
            widths=[500, 1000, 1000],
        )
        + docx_table(docx_row("f", docx_cell(docx_line("g"))), widths=[510, 1990])
    )

    assert found.rows == [["a", "b"], ["", "c", "d"], ["", "e"], ["f", "g"]]
    assert found.merged == [(0, 0, 1, 0), (0, 1, 0, 2), (3, 1, 3, 2)]


@pytest.mark.parametrize("widths", [(), (0, 0, 0), (90_000, 1, 1), (500,)])
def test_a_grid_that_says_nothing_sensible_has_columns(widths: tuple[int, ...]) -> None:
    assert sheet(docx_table(docx_row("a", "b", "c"), docx_row("d", "e", "f"), widths=widths)).rows == [
        ["a", "b", "c"],
        ["d", "e", "f"],
    ]


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (docx_line('<w:fldChar w:fldCharType="begin"/>'), Broken),
        (docx_table(docx_row(docx_cell(docx_line('<w:fldChar w:fldCharType="begin"/>')))), Broken),
        ('<w:altChunk w:id="1"/>', Broken),
        (docx_table(docx_row(docx_cell("<w:p/>", '<w:gridSpan w:val="1001"/>'))), TooManyCells),
        (docx_table(docx_row("a", about='<w:gridBefore w:val="99999"/>')), TooManyCells),
        ("<w:p>" * 300_000, Refused),
        ("<w:p>" * 300_000 + "</w:p>" * 300_000, Refused),
        (docx_line('<w:sym w:char="x"/>'), Refused),
    ],
)
def test_what_is_no_sure_text_is_refused(body: str, refusal: type[Refused]) -> None:
    assert isinstance(answered("read", "docx", docx(body)), refusal)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice writes the document")
def test_a_document_of_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(*map(resident_id, (1, 2, 3))), "utf-8")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    convert = [
        "soffice",
        "--headless",
        home,
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*convert, str(tmp_path / "a.html")], check=True, capture_output=True, timeout=180)

    first, second, third = households(tmp_path / "a.docx")

    assert (first.name, first.id_number, first.note) == ("张春梅", resident_id(1), "住院 自费")
    assert [issue.code for issue in second.issues] == ["row-struck"]
    assert (third.id_number, third.note) == (resident_id(3), "𠮷")
