"""What a sheet has beside its cells is found by its rows."""

from hypothesis import given
from hypothesis import strategies as st

from layouts import sheet
from warmth_cli.files.by_row import ByRow

SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 120)).map(lambda each: (each[0], sum(each))))


@given(SPANS, st.integers(0, 300), st.integers(0, 100))
def test_what_touches_rows_is_found_in_its_own_order(
    spans: list[tuple[int, int]], first: int, rows: int
) -> None:
    end = first + rows
    found = ByRow(spans, lambda span: span).touching(first, end)

    assert found == [span for span in spans if span[0] < end and span[1] >= first]


def test_ranges_that_came_since_are_found_too() -> None:
    found = sheet([["姓名"]] * 4, merged="A1:A2")
    assert [*found.merged_in(0, 2)] == [(0, 0, 1, 0)]

    found.merged.append((2, 0, 3, 0))

    assert [*found.merged_in(1, 3)] == [(0, 0, 1, 0), (2, 0, 3, 0)]
