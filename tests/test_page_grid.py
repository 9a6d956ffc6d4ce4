"""Rows of text documents as a sheet: where cells stand whose edges somebody drew by hand."""

import pytest

from warmth_cli.files.page_grid import PageCell, PageRow, sheet_of
from warmth_cli.files.refusals import Broken, TooManyCells
from warmth_cli.files.sheet import Sheet


def row(words: str, *edges: int, down: str = "", across: str = "") -> PageRow:
    """A row of these cells of one character each; _ is an empty one."""
    cells = [
        PageCell(
            word.strip("_"),
            down=int(down[index : index + 1] or 0),
            across=int(across[index : index + 1] or 0),
        )
        for index, word in enumerate(words)
    ]
    return PageRow(cells, edges)


def rows(sheet: Sheet) -> list[str]:
    """The cells of each row; _ is an empty one."""
    return ["".join(str(cell) or "_" for cell in each) for each in sheet.rows]


@pytest.mark.parametrize(
    ("edges", "shown"),
    [
        ((0, 1000, 3000), ["abc", "xy"]),
        ((0, 1300, 3000), ["abc", "xy"]),  # three tenths of a column
        ((0, 1301, 3000), ["ab_c", "x_y"]),
        ((0, 700, 3000), ["abc", "xy"]),
        ((0, 699, 3000), ["a_bc", "xy"]),
        ((300, 1000, 3000), ["abc", "xy"]),
        ((301, 1000, 3000), ["a_bc", "_xy"]),
    ],
)
def test_an_edge_near_that_of_other_rows_is_the_same(edges: tuple[int, ...], shown: list[str]) -> None:
    assert rows(sheet_of([row("abc", 0, 1000, 2000, 3000), row("xy", *edges)])) == shown


@pytest.mark.parametrize(
    ("edges", "shown"),
    [
        ((0, 1900, 2000), ["ab", "ab", "xy"]),  # as many cells, each over its own
        ((501, 1000, 2000), ["ab", "ab", "xy"]),
        ((0, 100, 1000), ["a_b", "a_b", "xy"]),
        ((1000, 2000, 3000), ["ab", "ab", "_xy"]),
    ],
)
def test_a_row_of_as_many_cells_is_like_the_others(edges: tuple[int, ...], shown: list[str]) -> None:
    two = row("ab", 0, 1000, 2000)

    assert rows(sheet_of([two, two, row("xy", *edges)])) == shown


def test_of_two_edges_near_one_the_nearer_is_it() -> None:
    sheet = sheet_of([row("abc", 0, 1000, 2000, 3000), row("xyz", 0, 800, 990, 3000)])

    assert rows(sheet) == ["a_bc", "xyz"]
    assert sheet.merged == [(0, 0, 0, 1), (1, 2, 1, 3)]


def test_a_narrow_column_is_no_tolerance() -> None:
    sheet = sheet_of([row("abc", 0, 1000, 1100, 2000), row("xy", 0, 1050, 2000)])

    assert rows(sheet) == ["ab_c", "x_y"]


def test_a_cell_over_several_columns_stands_in_the_first() -> None:
    sheet = sheet_of([row("ab", 0, 2000, 3000), row("xyz", 0, 1000, 2000, 3000)])

    assert rows(sheet) == ["a_b", "xyz"]
    assert sheet.merged == [(0, 0, 0, 1)]


def test_a_table_that_was_cut_in_two_is_read_under_its_heading() -> None:
    line = PageRow([PageCell("…")])
    sheet = sheet_of(
        [row("abc", 0, 900, 1500, 4000), line, row("xy", 0, 900, 4000), row("xyz", 10, 910, 1490, 4010)]
    )

    assert rows(sheet) == ["abc", "…", "xy", "xyz"]
    assert sheet.merged == [(2, 1, 2, 2)]


@pytest.mark.parametrize(
    ("downs", "merged"),
    [
        (("10", "20", "00"), [(0, 0, 1, 0)]),
        (("10", "20", "20"), [(0, 0, 2, 0)]),
        (("10", "10", "20"), [(1, 0, 2, 0)]),
        (("01", "02", "02"), [(0, 1, 2, 1)]),
        (("11", "22", "02"), [(0, 0, 1, 0), (0, 1, 2, 1)]),
        (("00", "20", "20"), []),
        (("10", "00", "20"), []),
    ],
)
def test_cells_merged_downwards(downs: tuple[str, ...], merged: list[tuple[int, ...]]) -> None:
    sheet = sheet_of([row("ab", 0, 1000, 2000, down=down) for down in downs])

    assert sheet.merged == merged


def test_cells_merged_downwards_must_be_as_wide() -> None:
    wide, narrow = row("ab", 0, 1000, 2000, down="1"), row("xyz", 0, 500, 1000, 2000, down="2")

    assert sheet_of([wide, narrow]).merged == [(0, 0, 0, 1)]


def test_cells_merged_sideways() -> None:
    sheet = sheet_of([row("a__b_", 0, 1, 2, 3, 4, 5, across="12212"), row("abcde", 0, 1, 2, 3, 4, 5)])

    assert rows(sheet) == ["a__b", "abcde"]
    assert sheet.merged == [(0, 0, 0, 2), (0, 3, 0, 4)]


def test_what_is_said_of_cells() -> None:
    cells = [PageCell("a", struck=True), PageCell("", struck=True, comment="b"), PageCell("c")]
    sheet = sheet_of(
        [PageRow([PageCell("d")], hidden=True), PageRow(cells, (0, 1000, 2000, 3000))], ["e"], ["f"]
    )

    assert (set(sheet.struck), dict(sheet.comments)) == ({(1, 0)}, {(1, 1): "b"})
    assert (set(sheet.hidden_rows), sheet.boxes, sheet.page_words) == ({0}, ("e",), ("f",))


def test_a_cell_without_any_width_is_a_cell() -> None:
    assert rows(sheet_of([row("abc", 0, 1000, 1000, 2000)])) == ["abc"]


@pytest.mark.parametrize("edges", [(0, 1000), (0, 1000, 900), (0, 1000, 2000, 3000)])
def test_cells_that_are_not_where_they_say(edges: tuple[int, ...]) -> None:
    with pytest.raises(Broken):
        sheet_of([row("ab", *edges)])


def test_the_cells_are_counted_before_they_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [row("__a", 0, 1000, 2000, 3000), row("a__", 0, 1000, 2000, 3000)]
    monkeypatch.setattr("warmth_cli.files.page_grid.MOST_CELLS", 6)
    assert rows(sheet_of(lines)) == ["__a", "a"]

    monkeypatch.setattr("warmth_cli.files.page_grid.MOST_CELLS", 5)
    with pytest.raises(TooManyCells):
        sheet_of(lines)
