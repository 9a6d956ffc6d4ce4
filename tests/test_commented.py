"""Comments on cells are not read, and that is told where they stand on people."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from examples import warmth
from rosters import Row, head, member, part, with_parts, write_roster
from test_hostile import opened
from warmth_cli.household import Roster
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster

ROWS: list[Row] = [head(1), member(11), head(2, name="李建国")]


def commented(path: Path, *cells: str, text: str = "已去世") -> Path:
    """ROWS with a comment on some cells."""
    book = load_workbook(write_roster(path, ROWS))
    for cell in cells:
        book["花名册"][cell].comment = Comment(text, "工会")
    book.save(path)
    return path


def read(path: Path) -> Roster:
    return read_roster(path, path.name, Request(date(2022, 1, 6)), lambda _: None)


def told(path: Path) -> list[str]:
    """The rows of which it is said."""
    return [
        str(each.values["rows"]) for each in read(path).tables[0].issues if each.code == "comments-unread"
    ]


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (["B2"], ["2"]),
        (["C3", "J4", "B4"], ["3–4"]),
        (["B1"], []),  # how to fill in the column
        (["B9"], []),
    ],
)
def test_a_comment_on_somebody_is_told(tmp_path: Path, cells: list[str], rows: list[str]) -> None:
    assert told(commented(tmp_path / "roster.xlsx", *cells)) == rows


def test_an_empty_comment_says_nothing(tmp_path: Path) -> None:
    assert told(commented(tmp_path / "roster.xlsx", "B2", text=" ")) == []


def test_a_broken_part_of_comments_keeps_nobody_from_being_read(tmp_path: Path) -> None:
    path = commented(tmp_path / "roster.xlsx", "B2")
    with_parts(path, {"xl/comments/comment1.xml": b"<comments"})
    assert (told(path), len(list(read(path).households))) == ([], 2)


# --- threads of Excel 365 -----------------------------------------------------------------------------------

ENGLISH = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits"
    " to it will get removed if the file is opened in a newer version of Excel. Learn more:"
    " https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    "
)
CHINESE = (
    "[线程批注]\n\n你的 Excel 版本可读取此线程批注; 但如果在更新版本的 Excel 中打开文件，则对批注所作的任何"
    "改动都将被删除。了解详细信息: https://go.microsoft.com/fwlink/?linkid=870924\n\n批注:\n    "
)
SPACE = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
KIND = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def with_thread(path: Path, cell: str, *said: str) -> Path:
    """The file with a thread on a cell of its first sheet."""
    texts = "".join(
        f'<threadedComment ref="{cell}" id="{{A}}"><text>{each}</text></threadedComment>' for each in said
    )
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    relation = f'<Relationship Id="t1" Type="{KIND}" Target="../threadedComments/threadedComment1.xml"/>'
    parts = {
        "xl/threadedComments/threadedComment1.xml": f'<Thread xmlns="{SPACE}">{texts}</Thread>',
        relations: part(path, relations).decode().replace("</Relationships>", f"{relation}</Relationships>"),
    }
    return with_parts(path, {name: text.encode() for name, text in parts.items()})


def comments_in(path: Path) -> dict[tuple[int, int], str]:
    [sheet, *_] = opened(path).sheets
    return dict(sheet.comments)


@pytest.mark.parametrize("beginning", [ENGLISH, CHINESE])
@pytest.mark.parametrize("words", ["已去世", "单位：万元\n见附件"])
def test_a_thread_says_only_what_somebody_wrote(tmp_path: Path, beginning: str, words: str) -> None:
    path = commented(tmp_path / "roster.xlsx", "B2", text=beginning + words)
    assert comments_in(path) == {(1, 1): words}  # without the thread, which other programs drop

    with_thread(path, "B2", words, "核实了")
    assert comments_in(path) == {(1, 1): f"{words}\n核实了"}
    assert told(path) == ["2"]


def test_a_note_is_not_cut_where_it_only_looks_like_a_thread(tmp_path: Path) -> None:
    words = "[线程批注] 见:\n已去世"
    assert comments_in(commented(tmp_path / "roster.xlsx", "B2", text=words)) == {(1, 1): words}


def test_a_thread_over_a_heading_that_explains_it_is_no_news(tmp_path: Path) -> None:
    path = commented(tmp_path / "roster.xlsx", "B1", text=CHINESE + "必填")
    assert "heading-comment" not in [each.code for each in read(path).tables[0].issues]

    with_thread(path, "B1", "不含子女")
    assert "heading-comment" in [each.code for each in read(path).tables[0].issues]


@pytest.mark.parametrize(
    ("comment", "outcome"),
    [
        ("李主任:\n已去世，不发", "held"),
        ("此人已去世", "held"),
        ("与李四重复", "held"),
        ("已核实", "granted"),
        ("李主任:\n患癌", "granted"),
    ],
)
def test_a_comment_that_speaks_against_paying_holds(tmp_path: Path, comment: str, outcome: str) -> None:
    path = tmp_path / "roster.xlsx"
    write_roster(path, [head(1), head(2)])
    book = load_workbook(path)
    book["花名册"]["C2"].comment = Comment(comment, "李主任")
    book.save(path)
    decisions = warmth(tmp_path, "check roster.xlsx")["decisions"]
    assert [each["outcome"] for each in decisions] == [outcome, "granted"]
    warmth(tmp_path, "check roster.xlsx --annotate copy.xlsx")
    book = load_workbook(tmp_path / "copy.xlsx")
    book["花名册"]["E3"] = "13900000001"  # something else is mended
    book.save(tmp_path / "copy.xlsx")
    decisions = warmth(tmp_path, "check copy.xlsx")["decisions"]
    assert [each["outcome"] for each in decisions] == [outcome, "granted"]
