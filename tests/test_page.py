"""Where pages begin: none is too full, and what is signed never stands alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmth_cli.writing.page import Paper, page_starts

ROOM, HEADING = 100.0, 5.0
FIRST = 2
"""A title and the heading stand above the first row."""


@given(
    rows=st.lists(st.sampled_from([4.0, 10.0, 33.0, 60.0]), min_size=1),
    below=st.lists(st.sampled_from([4.0, 10.0, 33.0]), min_size=1),
)
def test_no_page_is_too_full_and_the_end_stands_with_what_is_before_it(
    rows: list[float], below: list[float]
) -> None:
    heights = [12.0, HEADING, *rows, *below]
    last = max(FIRST, len(heights) - len(below) - 2)

    starts = page_starts(heights, FIRST, last, ROOM)

    assert starts == sorted(set(starts))
    pages = [heights[a:b] for a, b in zip([0, *starts], [*starts, len(heights)], strict=True)]
    assert sum(pages[0]) <= ROOM
    assert all(HEADING + sum(page) <= ROOM for page in pages[1:])
    if sum(heights[last:]) <= ROOM / 3:
        assert not [start for start in starts if start > last]
    else:
        end = [row for row in range(len(heights)) if sum(heights[row:]) <= ROOM / 3]
        assert not [start for start in starts if end and start > end[0]]


@pytest.mark.parametrize(("rows", "starts"), [(8, []), (9, [8])])
def test_a_page_begins_before_the_last_rows_as_soon_as_what_is_signed_no_longer_fits(
    rows: int, starts: list[int]
) -> None:
    heights = [5.0, HEADING, *[10.0] * rows, 4.0, 6.0]

    assert page_starts(heights, FIRST, FIRST + rows - 2, ROOM) == [FIRST + row - 1 for row in starts]


def test_an_end_higher_than_a_third_of_a_page_takes_of_itself_what_fits() -> None:
    heights = [5.0, HEADING, *[10.0] * 8, *[11.0] * 10]

    assert page_starts(heights, FIRST, FIRST + 6, ROOM) == [10, 17]


@pytest.mark.parametrize(("characters", "room"), [(142, 97), (143, 97 / 0.99), (285, 97 / 0.5)])
def test_a_wide_table_is_shrunk_by_whole_hundredths_and_has_more_rows(characters: float, room: float) -> None:
    # One column is 7 pixels for each character and 5 more; 4 pixels are 3 points.
    assert Paper(750, 100).room([characters]) == pytest.approx(room)
