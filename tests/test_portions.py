"""A sheet that is read in portions is the sheet that is read whole."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from sys import getswitchinterval
from tempfile import TemporaryDirectory
from time import sleep
from unittest.mock import Mock

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineSheet

from rosters import BOOK, part, with_parts, with_rows
from warmth_cli.files import xlsx
from warmth_cli.files.cell import Faulty
from warmth_cli.files.portions import PORTION, in_one_workbook, joined, portion_size, portions_together
from warmth_cli.files.refusals import Broken, StrayCell
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.workbook import open_workbook
from warmth_cli.files.worksheet import Worksheet
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request

Grid = Mapping[tuple[int, int], object]
"""What stands in a sheet, by row and column from 0."""
MUCH, LITTLE = 1 << 30, 150
"""Bytes of a portion: none is so long, and a row or two are."""
USUAL_INTERVAL = getswitchinterval()

values = st.one_of(
    st.sampled_from(["张三", "=1+1", "#N/A", " 两 行\n字 ", "<row r='9'>&amp;", "340300198503020013", ""]),
    st.integers(-5, 10**6),
    st.floats(0, 1e6),
    st.booleans(),
    st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)
grids = st.dictionaries(st.tuples(st.integers(0, 40), st.integers(0, 6)), values, min_size=1, max_size=60)


def by_xlsxwriter(path: Path, grid: Grid) -> None:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    book.add_worksheet("说明").write(0, 0, "户主")
    sheet = book.add_worksheet("花名册")
    for place, value in sorted(grid.items()):
        sheet.write(*place, value)
    sheet.write(45, 3, 12000, book.add_format({"num_format": "0.0,"}))
    sheet.write(46, 2, "划去", book.add_format({"font_strikeout": True}))
    sheet.merge_range(50, 1, 52, 2, "合并")
    sheet.set_row(3, None, None, {"hidden": True})
    book.close()


def by_openpyxl(path: Path, grid: Grid) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "说明"
    sheet = book.create_sheet("花名册")
    for (row, column), value in sorted(grid.items()):
        sheet.cell(row + 1, column + 1, value)
    sheet.merge_cells("B51:C53")
    sheet.row_dimensions[4].hidden = True
    book.save(path)


def read(path: Path, size: int) -> list[Sheet]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(xlsx, "portion_size", lambda *_: size)
        return open_workbook(path, Request(date(2022, 1, 6)), lambda _: None).sheets


@given(st.sampled_from([by_xlsxwriter, by_openpyxl]), grids)
def test_a_sheet_in_portions_is_the_sheet_as_a_whole(write: Callable[[Path, Grid], None], grid: Grid) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write(path, grid)

        assert repr(read(path, LITTLE)) == repr(read(path, MUCH))  # True is not 1, and 1 is not 1.0


def test_words_that_calamine_passes_over_are_found_in_portions_too(tmp_path: Path) -> None:
    rows = [
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>甲</t></is></c></row>' for row in range(1, 20)
    ]
    rows[9] = '<row r="10"><c r="A10" t="inlineStr"><v>乙</v></c></row>'
    path = with_rows(tmp_path / "a.xlsx", "".join(rows))

    for size in (MUCH, LITTLE):
        [sheet] = read(path, size)
        assert sheet.rows == [["甲"]] * 9 + [[Faulty("乙")]] + [["甲"]] * 9


def worksheet(rows: str) -> Worksheet:
    return Worksheet(f"<worksheet><sheetData>{rows}</sheetData><mergeCells/></worksheet>".encode())


@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_every_row_is_in_one_portion_and_every_portion_is_a_worksheet(count: int) -> None:
    rows = [f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(10, 10 + count)]

    portions = worksheet("".join(rows)).portions(60)

    assert bool(portions) == (count > 3)
    if portions:
        head, tail = "<worksheet><mergeCells/><sheetData>", "</sheetData></worksheet>"
        texts = [b"".join(portion).decode() for portion in portions]
        assert all(text.startswith(head) and text.endswith(tail) for text in texts)
        assert "".join(text.removeprefix(head).removesuffix(tail) for text in texts) == "".join(rows)


MERGED = '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'
ROWS = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 31))


@pytest.mark.parametrize(
    ("behind", "before", "left"),
    [
        ("", "<mergeCells/>", ""),
        ("<pageMargins/>", "<mergeCells/>", "<pageMargins/>"),
        (f"<phoneticPr/>{MERGED}<pageMargins/>", MERGED, "<phoneticPr/><pageMargins/>"),
        ('<mergeCells count="0" />', '<mergeCells count="0" />', ""),
    ],
)
def test_merged_ranges_stand_before_the_rows_of_each_portion(behind: str, before: str, left: str) -> None:
    sheet = Worksheet(f"<worksheet><cols/><sheetData>{ROWS}</sheetData>{behind}</worksheet>".encode())

    portions = [b"".join(portion).decode() for portion in sheet.portions(100)]

    assert portions
    for portion in portions:
        assert portion.startswith(f"<worksheet><cols/>{before}<sheetData><row")
        assert portion.endswith(f"</row></sheetData>{left}</worksheet>")


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("", f"<!-- {MERGED} -->"),
        ("", f"<?x {MERGED}?>"),
        ("", MERGED + MERGED),
        ("", f"<x:mergeCells/>{MERGED}"),
        (MERGED, MERGED),
        ("<!-- <sheetData> -->", MERGED),
        ("<?x <sheetData>?>", MERGED),
    ],
)
def test_merged_ranges_stay_where_it_is_not_clear_what_they_are(head: str, tail: str) -> None:
    sheet = Worksheet(f"<worksheet>{head}<sheetData>{ROWS}</sheetData>{tail}</worksheet>".encode())

    portions = [b"".join(portion).decode() for portion in sheet.portions(100)]

    assert portions
    assert all(portion.endswith(f"</row></sheetData>{tail}</worksheet>") for portion in portions)


def test_a_name_that_looks_like_the_rows_is_not_taken_for_them() -> None:
    head = '<worksheet><sheetPr codeName="sheetData"/><sheetData>'
    sheet = Worksheet(f"{head}{ROWS}</sheetData></worksheet>".encode())

    portions = [b"".join(portion).decode() for portion in sheet.portions(100)]

    assert portions
    assert all(portion.replace("<mergeCells/>", "").startswith(f"{head}<row") for portion in portions)


NO_GAP = "".join(f'<row r="{row}"/>' for row in range(9_000, 490_001, 9_000))


def are_cut(rows: str) -> bool:
    """Whether calamine may read all portions of a sheet with these rows."""
    sheet = worksheet(rows)
    portions = sheet.portions(100)
    return bool(portions) and len([*sheet.look_at_portions()]) == len(portions)


def usual(numbers: range) -> str:
    return "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in numbers)


@pytest.mark.parametrize(
    "row",
    [
        "<row><c><v>1</v></c></row>",
        '<row r="{0}"><c><v>1</v></c></row>',
        '<row><c r="A{0}"><v>1</v></c></row>',
        '<row r="{0}"><c r="A{0}"><v>1</v></c></row><!-- <row r="2"> -->',
        '<row r="{0}"><c r="A{0}"><v>1</v></c></row><?x <row r="2"> ?>',
        f'<row r="{{0}}"><c r="BA{{0}}"><v>1</v></c></row>{NO_GAP}<row r="499999"><c r="A500000"/></row>',
        '<x:row r="{0}"><x:c r="A{0}"><x:v>1</x:v></x:c></x:row>',
        '<row r="7"><c r="A7"><v>1</v></c></row>',
    ],
)
def test_a_sheet_that_may_not_be_cut_is_read_as_a_whole(row: str) -> None:
    assert are_cut(usual(range(1, 52)))
    assert not are_cut(row.format(1) + usual(range(2, 52)))
    assert not are_cut(usual(range(1, 51)) + row.format(60))


@pytest.mark.parametrize(("far", "cut"), [("B", True), ("BA", False)])
def test_all_portions_lie_within_one_frame(far: str, cut: bool) -> None:
    wide, long = '<row r="2"><c r="{0}2"><v>1</v></c></row>', '<row r="490001"><c r="A490001"/></row>'

    assert are_cut(usual(range(1, 2)) + wide.format(far) + usual(range(3, 50)) + NO_GAP + long) == cut


@pytest.mark.parametrize(("rows", "fits"), [(42_000, True), (43_000, False)])
def test_portions_that_lie_far_apart_are_weighed_without_what_lies_between(rows: int, fits: bool) -> None:
    wide, far = '<row r="2"><c r="ZZ2"><v>1</v></c></row>', '<row r="1048576"><c r="A1048576"/></row>'
    sheet = usual(range(1, 2)) + wide + usual(range(3, rows)) + far

    with nullcontext() if fits else pytest.raises(StrayCell, match="ZZ2"):
        assert are_cut(sheet)


@pytest.mark.parametrize(
    "last",
    [
        "<row><c><v>7</v></c></row>",
        '<row r="2"><c r="A2"><v>7</v></c></row>',
        '<row r="500"><c r="A500" t="e"><v>#REF!</v></c></row><row><c><v>7</v></c></row>',
    ],
)
def test_a_sheet_that_turns_out_not_to_be_cut_is_the_sheet_as_a_whole(last: str, tmp_path: Path) -> None:
    path = with_rows(tmp_path / "a.xlsx", usual(range(10, 60)) + last)

    assert repr(read(path, LITTLE)) == repr(read(path, MUCH))
    assert getswitchinterval() == USUAL_INTERVAL


@pytest.mark.parametrize("size", [LITTLE, MUCH])
@pytest.mark.parametrize("again", ["A60", "B59"])
def test_two_cells_of_one_place_are_refused(again: str, size: int, tmp_path: Path) -> None:
    rows = usual(range(10, 60)) + '<row r="60"><c r="A60"><v>1</v></c><c r="{0}"><v>2</v></c></row>'
    assert read(with_rows(tmp_path / "a.xlsx", rows.format("B60")), size)

    with pytest.raises(WarmthError, match="damaged"):
        read(with_rows(tmp_path / "a.xlsx", rows.format(again).replace("B59", "A60")), size)


def test_blanks_that_are_written_are_not_two_cells_of_one_place(tmp_path: Path) -> None:
    blank = '<c r="B{0}" t="inlineStr"><is><t></t></is></c>'
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c>{blank.format(row)}</row>' for row in range(1, 60)
    )

    assert read(with_rows(tmp_path / "a.xlsx", rows), LITTLE)


@pytest.mark.parametrize(
    "behind",
    [
        '<hyperlinks><hyperlink ref="A1" location="sheetData!A1"/></hyperlinks>',
        "<x:sheetData>no rows</x:other>",
    ],
)
def test_what_else_is_called_like_the_rows_does_not_end_them(behind: str) -> None:
    sheet = Worksheet(f"<worksheet><sheetData>{ROWS}</sheetData>{behind}</worksheet>".encode())

    portions = [b"".join(portion).decode() for portion in sheet.portions(100)]

    assert portions
    assert all(portion.endswith(f"</row></sheetData>{behind}</worksheet>") for portion in portions)


def test_the_larger_the_tables_the_more_is_read_with_them() -> None:
    few, many = {"xl/styles.xml": b"." * 100}, {"xl/sharedStrings.xml": b"." * 10 * PORTION}

    assert portion_size({}, 2) == portion_size(few, 2) == portion_size(many, 1) == PORTION
    assert portion_size(few | many, 2) > 10 * PORTION
    assert portions_together({}) == portions_together(few) > 1
    assert portions_together(many) == portions_together(few | many) == 80


@pytest.mark.parametrize("together", [1, 2, 1000])
def test_a_table_of_strings_is_the_same_for_each_workbook(
    together: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    by_xlsxwriter(path, {(row, column): f"第{row % 7}行" for row in range(30) for column in range(3)})
    monkeypatch.setattr(xlsx, "portions_together", lambda _: together)

    rows = read(path, LITTLE)[1].rows

    assert [row[:3] for row in rows[:30]] == [[f"第{row % 7}行"] * 3 for row in range(30)]


@pytest.mark.parametrize("portion", [LITTLE, MUCH])
@pytest.mark.parametrize("yes", ["1", "true"])
def test_days_count_from_the_year_that_the_workbook_says(portion: int, yes: str, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    for row in range(30):
        sheet.write_datetime(row, 0, datetime(2021, 12, 1 + row), day)
    book.close()
    said = part(tmp_path / "a.xlsx", BOOK).replace(b'date1904="1"', f'date1904="{yes}"'.encode())

    rows = read(with_parts(tmp_path / "a.xlsx", {BOOK: said}), portion)[0].rows

    assert rows == [[date(2021, 12, 1 + row)] for row in range(30)]


@pytest.mark.parametrize("length", [1, 31, 33, 1000])
def test_a_workbook_in_pieces_is_read_as_it_was_written(length: int) -> None:
    content = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 200))
    text = f"<worksheet><sheetData>{content}</sheetData></worksheet>".encode()
    pieces = tuple(memoryview(text)[start : start + length] for start in range(0, len(text), length))

    book = in_one_workbook([pieces, pieces], {}, from_1904=False)

    assert len(book.sheet_names) == 2
    assert book.get_sheet_by_index(1).to_python() == [[float(row)] for row in range(1, 200)]


@pytest.mark.parametrize(("size", "count"), [(100, 9), (460, 2), (613, 2), (614, 0)])
def test_the_last_portion_is_at_least_half_as_long_as_the_others(size: int, count: int) -> None:
    rows = [f'<row r="{row}"><c r="A{row}"><v>{row:>6}</v></c></row>' for row in range(10, 30)]
    assert len("".join(rows)) == 920

    assert len(worksheet("".join(rows)).portions(size)) == count


@pytest.mark.parametrize("fault", [Broken("no XML"), KeyboardInterrupt()])
def test_when_a_portion_fails_no_other_is_begun(
    fault: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_rows(tmp_path / "a.xlsx", usual(range(1, 2000)))
    begun = []

    def failing(*_: object) -> None:
        begun.append(1)
        sleep(0.03)
        raise fault

    monkeypatch.setattr(xlsx, "_sheet", failing)
    with pytest.raises((WarmthError, KeyboardInterrupt)):
        read(path, LITTLE)

    assert 0 < len(begun) < 100  # of some 500


@pytest.mark.parametrize(("second", "fits"), [(1, True), (2, True), (0, False)])
def test_a_portion_that_begins_above_the_end_of_the_one_before_is_broken(second: int, fits: bool) -> None:
    portions = [in_rows(0), in_rows(second)]

    if fits:
        assert [*joined(portions)][-1][second] == ["一"]
    else:
        with pytest.raises(Broken):
            list(joined(portions))


def in_rows(top: int) -> CalamineSheet:
    """One row of one cell, as calamine gives it."""
    portion = Mock(spec=CalamineSheet, start=(top, 0))
    portion.to_python.return_value = [["一"]]
    return portion
