"""Comments on cells are not read, and that is told where they stand on people."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from rosters import Row, head, member, with_parts, write_roster
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
