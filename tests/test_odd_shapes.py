"""Sheets of a shape that no clerk gives them: they cost what stands in them, and say the same.

Work is counted, not timed: for twice as much of it, twice as many questions.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from layouts import Line, adds_up, codes, people, read, sheet, table
from people import resident_id
from rosters import with_rows
from warmth_cli.files.refusals import NotARoster
from warmth_cli.files.sheet import column_letter
from warmth_cli.files.workbook import open_workbook
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.request import Request

HEADING = ["户主姓名", "身份证号", "建档状态"]
MANY = 40


def person(serial: int, *more: str) -> Line:
    return [f"张{'一二三四五六七八九'[serial % 9]}", resident_id(serial), "在档", *more]


@contextmanager
def counted(place: str, work: Callable[..., Any] | None = None) -> Iterator[list[int]]:
    """How often a function is called that is found in `place`."""
    calls = [0]
    module, name = place.rsplit(".", 1)
    kept = work or getattr(__import__(module, fromlist=[name]), name)

    def call(*args: Any, **named: Any) -> Any:
        calls[0] += 1
        return kept(*args, **named)

    with patch(place, call):
        yield calls


def strips(count: int) -> list[Line]:
    return [row for serial in range(1, count + 1) for row in (HEADING, person(serial))]


def asked(rows: list[Line]) -> int:
    """Of how many headings it is asked what they mean, until it is known."""
    place = "warmth_cli.reading.headings.vocabulary.Vocabulary._field_of"
    kept = Vocabulary._field_of
    calls = [0]

    def call(words: Vocabulary, *args: Any) -> Any:
        calls[0] += 1
        return kept(words, *args)

    with patch(place, call):
        read(sheet(rows))
    return calls[0]


# --- strips -------------------------------------------------------------------------------------------------


def test_strips_are_read_like_any_other_table() -> None:
    found = table(strips(MANY))

    assert len(found.households) == MANY
    assert len(found.passed_over["heading"]) == MANY - 1
    assert adds_up(found)


def test_the_words_of_a_heading_are_asked_for_once_however_often_it_stands_there() -> None:
    assert asked([HEADING, person(1), *[HEADING] * MANY]) == asked(
        [HEADING, person(1), *[HEADING] * 2 * MANY]
    )


def test_a_heading_that_stands_there_again_is_known_by_its_cells() -> None:
    place = "warmth_cli.reading.headings.heading_rows.labels_of"
    for rows in (strips, lambda count: [HEADING, person(1), *[HEADING] * count]):
        with counted(place) as few:
            read(sheet(rows(MANY)))
        with counted(place) as many:
            read(sheet(rows(2 * MANY)))

        assert few == many


def test_the_same_heading_over_rows_of_labels_is_looked_at_anew() -> None:
    # The third has a row below it that says how to fill it in, the fourth words of another person above it.
    rows: list[Line] = [
        *(HEADING, person(1), HEADING, person(2)),
        *([], HEADING, ["", "", "(选填)"], person(3)),
        *([], ["监护人", "监护人", ""], HEADING, person(4)),
    ]

    found = table(rows)

    assert [each.row for each in found.households] == [2, 4, 8, 10]  # 监护人 is held for its number
    assert found.passed_over == {"heading": [3, 6, 11]}


def test_more_tables_than_any_roster_has_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warmth_cli.reading.tables.table._MOST_BLOCKS", 3)
    assert len(table(strips(3)).households) == 3

    with pytest.raises(NotARoster, match="more tables than any roster has; with row 7"):
        read(sheet(strips(4)))


def test_tables_side_by_side_are_so_many_and_no_more() -> None:
    def beside(count: int) -> list[Line]:
        return [HEADING * count, [cell for serial in range(1, count + 1) for cell in person(serial)]]

    assert sum(len(each.households) for each in read(sheet(beside(50))).tables) == 50
    with pytest.raises(NotARoster, match="with row 1 too many begin"):
        read(sheet(beside(51)))


def test_a_heading_of_more_columns_than_any_roster_has_is_one_sentence() -> None:
    def wide(columns: int) -> list[Line]:
        return [[*HEADING, *(f"其他{number}" for number in range(columns - 3))], person(1)]

    assert len(read(sheet(wide(600))).tables[0].households) == 1
    with pytest.raises(NotARoster, match="the heading in row 1 has more columns than any roster"):
        read(sheet(wide(4001)))


# --- long rows ----------------------------------------------------------------------------------------------


def filler(columns: int, word: str = "备用") -> list[Line]:
    return [HEADING, person(1), [], *[[word] * columns] * 3]


def test_words_in_every_column_are_asked_for_once() -> None:
    assert asked(filler(1000)) == asked(filler(2000))


def test_a_row_filled_to_the_last_column_is_read_like_a_shorter_one() -> None:
    short, long = (read(sheet(filler(columns))).tables[0] for columns in (100, 1000))

    assert people(short) == people(long)
    assert codes(short.households[1].issues) == codes(long.households[1].issues)
    assert adds_up(long)


def test_a_number_far_to_the_right_is_still_somebodys() -> None:
    row = [*[""] * 3, *["备用"] * 500, resident_id(9), *["备用"] * 500]

    [found] = read(sheet([HEADING, person(1), row])).tables

    assert found.unreadable_rows == 1


def test_one_long_row_makes_no_column_of_all_others() -> None:
    def looked_at(far: int) -> int:
        rows = [HEADING, *(person(serial) for serial in range(1, MANY)), person(MANY, *["x"] * far)]
        odd = sheet([])
        odd.rows.extend([*row] for row in rows)
        with counted("warmth_cli.reading.people.unnamed.filled") as calls:
            read(odd)
        return calls[0]

    assert looked_at(2000) - looked_at(1000) <= 1000


def test_wide_rows_are_walked_through_once(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{column_letter(index)}{{0}}"><v>1</v></c>' for index in range(1000))
    rows = "".join(f'<row r="{number}">{cells.format(number)}</row>' for number in range(1, 41))
    path = with_rows(tmp_path / "roster.xlsx", rows)
    request = Request(date(2022, 1, 6))

    with counted("warmth_cli.files.row_markup.column_index") as calls:
        [read_sheet] = open_workbook(path, request, lambda _: None).sheets

    assert read_sheet.rows == [[1.0] * 1000] * 40
    assert calls[0] == 40_000


# --- households ---------------------------------------------------------------------------------------------


def test_each_member_of_a_large_household_is_compared_with_those_before_at_once() -> None:
    def compared(count: int) -> int:
        rows = [["户主姓名", "身份证号", "与户主关系", "建档状态"], ["张三", resident_id(1), "户主", "在档"]]
        rows += [["李四", resident_id(serial), "子", ""] for serial in range(2, count + 2)]
        with counted("warmth_cli.reading.people.member_rows.person_key") as calls:
            [(_, members)] = people(table(rows))
        assert len(members) == count
        return calls[0]

    assert compared(2 * MANY) == 2 * compared(MANY)


def test_a_member_who_stands_there_twice_is_counted_once() -> None:
    rows: list[Line] = [["户主姓名", "身份证号", "与户主关系", "建档状态"]]
    rows += [["张三", resident_id(1), "户主", "在档"]]
    rows += [[name, resident_id(2), "子", ""] for name in ("李四", "李四", "李五")]

    [found] = table(rows).households

    assert [member.name for member in found.members] == ["李四"]
    assert "number-twice" in {issue.code for issue in found.issues}
