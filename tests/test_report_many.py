"""A report of many unions: its text stays short, and each union has its row in a table at the end."""

from pathlib import Path

from docx import Document
from docx.oxml.ns import qn

from printed_pages import all_printed, needs_office
from rosters import head, write_roster
from test_commands import pay, run
from test_report import REMOVED, tables, texts


def reported(folder: Path, unions: int) -> Path:
    """Each union has one household on file without paired cadre, and one taken off file."""
    rows = [
        row
        for number in range(unions)
        for row in (
            head(2 * number + 1, union=f"{number + 1}厂工会", paired_cadre=None),
            head(2 * number + 2, union=f"{number + 1}厂工会", name="李建国", **REMOVED),
        )
    ]
    write_roster(folder / "roster.xlsx", rows)
    run(folder, "check", "roster.xlsx")
    pay(folder)
    run(folder, "report", "--out", "report.docx")
    return folder / "report.docx"


def test_eight_unions_stand_in_the_text(tmp_path: Path) -> None:
    word = Document(str(reported(tmp_path, 8)))

    assert len(tables(word)["表1"].rows) == 3 * 8 + 1
    assert "8厂工会1户（条款" in texts(word)
    assert "附表4" not in texts(word)


def test_nine_unions_stand_in_tables_at_the_end(tmp_path: Path) -> None:
    word = Document(str(reported(tmp_path, 9)))

    found = tables(word)
    assert found["表1"].rows == [
        ["在档深度困难职工", "9", "9,000.00"],
        ["本年度退档职工家庭", "9", "9,000.00"],
        ["合计", "18", "18,000.00"],
    ]
    assert len(found["附表4"].rows) == 3 * 9 + 1
    assert found["附表4"].rows[-1] == ["合计", "", "18", "18,000.00"]
    assert [row[1:] for row in found["附表5"].rows] == [["1", "1"]] * 9 + [["9", "9"]]
    assert "9厂工会" not in texts(word)
    assert "涉及9户，各单位户数见附表5（条款" in texts(word)


def test_the_rows_of_one_union_stay_on_one_page(tmp_path: Path) -> None:
    word = Document(str(reported(tmp_path, 2)))

    [table] = [table for table in word.tables if table.cell(0, 1).text == "发放类别"]
    kept = [
        all(p.find(qn("w:keepNext")) is not None for p in row._tr.iter(qn("w:pPr"))) for row in table.rows
    ]
    assert kept == [False, True, True, False, True, True, False, False]


def test_tables_are_numbered_from_one_where_nothing_is_paid(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1, account=None), head(2, hardship="相对困难")])
    run(tmp_path, "check", "roster.xlsx", code=1)
    run(tmp_path, "report", "--out", "report.docx")

    found = tables(Document(str(tmp_path / "report.docx")))

    assert found["表1"].heading == ["暂缓发放原因", "户数"]
    assert found["表2"].heading[1] == "不予发放原因"
    assert "表3" not in found


@needs_office
def test_it_prints_whole(tmp_path: Path) -> None:
    reports = []
    for unions in (1, 40):
        (tmp_path / f"{unions}").mkdir()
        reports.append(reported(tmp_path / f"{unions}", unions).rename(tmp_path / f"{unions}.docx"))

    for pages, least, most in zip(all_printed(reports), (6, 11), (9, 16), strict=True):
        assert least <= len(pages) <= most
        assert not [page for page in pages if "###" in page]
        assert "重点工作开展情况" in "".join(pages[1:3])
