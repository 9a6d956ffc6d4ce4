"""Struck words within a cell of an .xls are seen, wherever its text stands."""

import random
import struct
from datetime import date
from pathlib import Path

import pytest
import xlwt

from rosters import head
from test_roster import read
from test_xls import KEYS
from warmth_cli.files.refusals import Broken
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.struck_runs import is_struck, struck_strings
from warmth_cli.files.workbook import open_workbook
from warmth_cli.reading.request import Request
from workbooks import record, stream5, xls5

PLAIN, LINE = xlwt.easyfont("bold on"), xlwt.easyfont("struck_out on")
Words = list[tuple[str, bool]]


def opened(path: Path) -> Sheet:
    [sheet] = open_workbook(path, Request(date(2022, 1, 6)), lambda _: None).sheets
    return sheet


def rich(sheet: xlwt.Worksheet, row: int, column: int, words: Words) -> None:
    """Write a cell of these words, some of them struck."""
    sheet.write_rich_text(row, column, [(text, LINE if struck else PLAIN) for text, struck in words])


@pytest.mark.parametrize(
    ("key", "words", "code"),
    [
        ("account", [("6217", True), ("6222", False)], "cell-struck"),
        ("hardship", [("深度困难", False), ("相对困难", True)], "cell-struck"),
        ("name", [("张春梅", True), ("李建国", False)], "row-struck"),
        ("hardship", [("深度", False), ("困难", False)], None),
    ],
)
def test_a_cell_with_struck_words_is_not_taken(
    tmp_path: Path, key: str, words: Words, code: str | None
) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("花名册")
    for column, (field, heading) in enumerate(KEYS.items()):
        sheet.write(0, column, heading)
        if field == key:
            rich(sheet, 1, column, words)
        else:
            sheet.write(1, column, head(1).get(field, ""))
    book.save(str(tmp_path / "roster.xls"))

    [household] = read(tmp_path / "roster.xls").households

    struck = [issue.code for issue in household.issues if issue.code.endswith("struck")]
    assert struck == ([code] if code else [])
    assert code != "cell-struck" or (getattr(household, key) is None and key in household.unread)


def test_texts_that_go_on_in_another_record_are_followed(tmp_path: Path) -> None:
    chance = random.Random(7)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("a")
    truth = set()
    for row in range(2000):
        letters = chance.choice(("a", "张", "aé张"))
        words = [
            (
                "".join(chance.choices(letters, k=chance.choice((1, 3, 40, 900)))) + str(row),
                chance.random() < 0.1,
            )
            for _ in range(chance.choice((1, 2, 5)))
        ]
        if len(words) == 1:
            sheet.write(row, 0, words[0][0])
            continue
        rich(sheet, row, 0, words)
        if any(struck for _, struck in words):
            truth.add((row, 0))
    book.save(str(tmp_path / "roster.xls"))

    assert opened(tmp_path / "roster.xls").struck == truth
    assert truth


def text8(text: str, runs: list[tuple[int, int]], spoken: bytes = b"") -> bytes:
    """A shared text with its runs, and how it is spoken."""
    head = struct.pack("<HBH", len(text), 0x08 | 0x01 | (0x04 if spoken else 0), len(runs))
    return (
        head
        + (struct.pack("<I", len(spoken)) if spoken else b"")
        + text.encode("utf-16-le")
        + b"".join(struct.pack("<HH", *run) for run in runs)
        + spoken
    )


@pytest.mark.parametrize(
    ("runs", "struck"),
    [
        ([(0, 6), (1, 5)], True),  # the first character
        ([(1, 6)], True),  # from the second to the end
        ([(0, 5), (2, 6)], False),  # from the end on: no character
        ([(0, 5)], False),
        ([], False),
        ([(0, 6), (0, 5)], False),
    ],
)
def test_a_run_reaches_to_the_next(runs: list[tuple[int, int]], struck: bool) -> None:
    texts = text8("张三", runs, b"zhangsan") + text8("李四", [(0, 6)])
    start = struct.pack("<II", 2, 2)
    cell = struct.pack("<HHH", 0, 0, 0) + struct.pack("<HB", 2, 1) + "张三".encode("utf-16-le")
    cell += struct.pack("<H", len(runs)) + b"".join(struct.pack("<HH", *run) for run in runs)

    assert struck_strings([(0xFC, start + texts), (0xFF, b"")], {6}) == {0, 1} - (set() if struck else {0})
    assert is_struck(cell, 0x600, {6}) == struck


def test_shared_texts_that_end_too_soon_are_broken() -> None:
    texts = struct.pack("<II", 1, 1) + text8("张三", [(0, 6)])
    assert struck_strings([(0xFC, texts)], {6}) == {0}

    with pytest.raises(Broken):
        struck_strings([(0xFC, texts[:-1])], {6})


@pytest.mark.parametrize(("font", "struck"), [(1, True), (0, False)])
def test_struck_words_of_excel_5_are_seen(tmp_path: Path, font: int, struck: bool) -> None:
    text = "张三".encode("gb18030")
    cell = record(0xD6, struct.pack("<HHHH", 0, 0, 0, len(text)) + text + bytes([2, 0, 0, 2, font]))
    fonts = b"".join(
        record(0x31, struct.pack("<HHHHHBBBBB", 200, look, 0x7FFF, 400, 0, 0, 0, 134, 0, 5) + b"Arial")
        for look in (0, 8)
    )

    sheet = opened(xls5(tmp_path / "roster.xls", stream5("a", [], cell, fonts)))

    assert (sheet.rows, set(sheet.struck)) == ([["张三"]], {(0, 0)} if struck else set())
