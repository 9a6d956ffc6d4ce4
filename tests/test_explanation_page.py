"""The page for a household's file: one sheet of A4, everything on it as text, in either kind of file."""

import stat
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from people import account, resident_id
from printed_pages import all_printed, needs_office
from rosters import Row, head, member, write_roster
from test_commands import pay, run
from warmth_cli.writing.explanation_page import SIGNATURE, TITLE
from warmth_cli.writing.page import MOST_HEIGHT

NAMES = {".xlsx": "page.xlsx", ".docx": "page.docx"}
HEADINGS = ["条件", "花名册所填", "要求", "结果", "依据条款", "口径"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One household that was paid, whose words look like formulas, with members."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "standards.toml").write_text(
        '[[standard]]\ndistrict = "蚌山区"\nmonthly = 735.00\nfrom = 2021-07-01\nsource = "=虚构"\n', "utf-8"
    )
    unfiled: Row = {"file_status": "未建档", "hardship": None, "cause": "6", "household_size": 3}
    rows = [
        head(1, employer="=1+1", annual_income="36000", district="蚌山区", note="低保户", **unfiled),
        member(50),
        member(51, "女", name="张小红"),
        head(2, name="李建国", hardship="相对困难", employer="+厂"),
    ]
    write_roster(folder / "roster.xlsx", rows)
    run(folder, "check", "roster.xlsx")
    return folder


def sheet(path: Path) -> Worksheet:
    [only] = load_workbook(path).worksheets
    return only


def texts(path: Path) -> list[str]:
    """Every text of the page, from top to bottom."""
    if path.suffix == ".xlsx":
        return [str(cell.value) for row in sheet(path).iter_rows() for cell in row if cell.value is not None]
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


@pytest.mark.parametrize("name", NAMES.values())
def test_the_page_says_the_whole_decision(office: Path, name: str) -> None:
    pay(office)

    said = run(office, "explain", "张春梅", "--out", name)

    assert f"Page: {name}" in said
    page = texts(office / name)
    assert page[0] == TITLE
    assert SIGNATURE in page
    for text in (
        *(f"张春梅  {resident_id(1)}", account(1), resident_id(50, "20100302"), "张小红", "=1+1", "低保户"),
        "36000.00 ÷ 3 ÷ 12 = 1000.00 ≤ 3 × 735.00 = 2205.00",
        "36000.00 ≤ 3 × 735.00 × 3 × 12 = 79380.00",
        *("蚌山区 735.00 (2021-07-01; =虚构)", "送温暖资金", "达不到建档标准的困难职工家庭", *HEADINGS),
    ):
        assert any(" ".join(each.split()) == " ".join(text.split()) for each in page), text
    assert any(text.startswith("已发放 1,000.00 元（bengbu-2022 第1批") for text in page)


@pytest.mark.parametrize("name", NAMES.values())
def test_a_refusal_is_on_the_page_with_its_reason(office: Path, name: str) -> None:
    run(office, "explain", "李建国", "--out", name)

    page = texts(office / name)
    assert "不予发放" in page
    assert "+厂" in page
    assert any("困难类别" in text and "相对困难" in text and "二(三)" in text for text in page)


def test_the_workbook_is_one_page_of_text(office: Path) -> None:
    run(office, "explain", "张春梅", "--out", "page.xlsx")

    page = sheet(office / "page.xlsx")
    setup = page.page_setup
    assert setup.paperSize == 9
    assert {setup.fitToWidth, setup.fitToHeight} <= {None, 1}  # 1 is what nothing says
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_area.startswith("'审核说明'!$A$1:$L$")
    filled = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in filled} == {"s"}


@pytest.mark.parametrize("length", [0, 9_000])
def test_a_note_without_end_makes_more_pages_and_not_smaller_letters(tmp_path: Path, length: int) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1, note="备" * length)])
    run(tmp_path, "check", "roster.xlsx")

    run(tmp_path, "explain", "张春梅", "--out", "page.xlsx")

    page = sheet(tmp_path / "page.xlsx")
    assert page.page_setup.fitToHeight == (0 if length else None)
    assert all((each.height or 0) <= MOST_HEIGHT for each in page.row_dimensions.values())
    assert "".join(texts(tmp_path / "page.xlsx")).count("备") == length + 2 * bool(
        length
    )  # and in its heading, and in the warning


@pytest.mark.parametrize("name", NAMES.values())
def test_the_same_decision_gives_the_same_bytes(office: Path, name: str) -> None:
    run(office, "explain", "张春梅", "--out", name)
    first = (office / name).read_bytes()

    run(office, "explain", "张春梅", "--out", name, "--lang", "zh")

    assert (office / name).read_bytes() == first


@pytest.mark.parametrize("name", NAMES.values())
def test_the_page_is_the_owners_and_a_file_of_somebody_else_is_kept(office: Path, name: str) -> None:
    (office / name).write_text("another file")

    assert "was not written by warmth" in run(office, "explain", "张春梅", "--out", name, code=2)
    assert (office / name).read_text() == "another file"
    run(office, "explain", "张春梅", "--out", name, "--force")

    assert stat.S_IMODE((office / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["page.pdf", "page", "page.xls", "page.xlsx.txt"])
def test_another_kind_of_file_is_not_begun(office: Path, name: str) -> None:
    assert "End its name with .xlsx or .docx" in run(office, "explain", "张春梅", "--out", name, code=2)

    assert not (office / name).exists()


def test_nobody_leaves_no_page(office: Path) -> None:
    run(office, "explain", "钱七", "--out", "page.xlsx", code=2)

    assert not (office / "page.xlsx").exists()


@needs_office
def test_the_page_prints_on_one_sheet_with_every_number_whole(office: Path) -> None:
    pay(office)
    pages = [office / "word.docx", office / "excel.xlsx"]
    for path in pages:
        run(office, "explain", "张春梅", "--out", path.name)

    for [printed] in all_printed(pages):
        assert "###" not in printed
        for number in (resident_id(1), account(1), resident_id(50, "20100302")):
            assert number in printed
