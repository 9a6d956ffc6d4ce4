"""Rows that are plain have nothing to tell: what is told of them is what closer looks would tell."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmth_cli.files.plain_rows import plain_rows
from warmth_cli.files.refusals import Broken
from warmth_cli.files.told import Told
from warmth_cli.files.worksheet import Worksheet

PLAIN = [
    '<c r="{}"/>',
    '<c r="{}" s="3" />',
    '<c r="{}" s="3"></c>',
    '<c r="{}" t="s"><v>12</v></c>',
    '<c r="{}" s="1"><v>-1.5E-7</v></c>',
    '<c r="{}" t="n"><v>1e+16</v></c>',
    '<c r="{}" t="inlineStr"></c>',
    '<c r="{}" t="inlineStr"><is><t xml:space="preserve"> 张&#19977; </t></is></c>',
    '<c r="{}" t="str"><v>一</v></c>',
    '<c r="{}" t="b"><v>1</v></c>',
]
ODD = [
    '<c r="{}" t="e"><v>#N/A</v></c>',
    '<c r="{}"><f>1+1</f></c>',
    '<c r="{}"><f>1+1</f><v>2</v></c>',
    '<c r="{}" t="str"><v>一</v><f>A1</f></c>',
    '<c r="{}" t="s"><v>-1</v></c>',
    '<c r="{}" t="s"><v></v></c>',
    '<c r="{}" t="inlineStr"><v>一</v></c>',
    '<c r="{}" t="inlineStr"><is>一</is></c>',
    '<c r="{}" t="inlineStr"><is><r><t>一</t></r></is></c>',
    '<c r="{}"><v>1</v><!-- 2 --></c>',
    '<c r="{}" cm="1"><v>1</v></c>',
    '<c t="s" r="{}"><v>1</v></c>',
    '<x:c r="{}"><v>1</v></x:c>',
    "<c r='{}'><v>1</v></c>",
    "<c><v>1</v></c>",
    "<!-- <c> -->",
    '<c r="{}" t="b"><v>&#49;</v></c>',
    '<c r="{}"><v>1&#50;</v></c>',
    "\n",
]
cells = st.lists(st.sampled_from(PLAIN * 4 + ODD), max_size=4)
tags = st.sampled_from(["", ' spans="1:4"', ' hidden="1"', ' ht="0"', ' ht="15" customHeight="1"', ' s="1"'])
columns = st.sampled_from(["ABCD", "WXYZ", ["Y", "Z", "AA", "AZ"], ["AZ", "BA", "XFC", "XFD"]])


def written(rows: list[tuple[str, list[str]]], letters: str) -> bytes:
    """A worksheet of these rows: what else the tag of each says, and its cells."""
    markup = "".join(
        f'<row r="{number}"{tag}>'
        + "".join(cell.format(f"{letters[place]}{number}") for place, cell in enumerate(row))
        + "</row>"
        for number, (tag, row) in enumerate(rows, 1)
    )
    return f"<worksheet><sheetData>{markup}</sheetData></worksheet>".encode()


def told(xml: bytes) -> Told | str:
    """What is told of a worksheet, and of its portions alike."""
    try:
        worksheet = Worksheet(xml)
        if worksheet.portions(40):
            list(worksheet.look_at_portions())
        return worksheet.tell(True, {3: "0%"}, {1}, {12})
    except Exception as error:
        return repr(error)


@settings(max_examples=300)
@given(st.lists(st.tuples(tags, cells), min_size=1, max_size=6), columns)
def test_what_is_told_is_what_a_closer_look_tells(rows: list[tuple[str, list[str]]], letters: str) -> None:
    xml = written(rows, letters)

    quickly = told(xml)
    with patch("warmth_cli.files.row_markup.plain_rows", return_value=([], set())):
        closely = told(xml)

    assert quickly == closely


@pytest.mark.parametrize(
    ("cell", "plain"), [*((cell, True) for cell in PLAIN), *((each, False) for each in ODD)]
)
def test_a_row_is_plain_where_all_of_it_is(cell: str, plain: bool) -> None:
    xml = written([("", [PLAIN[3], cell]), (' spans="1:2"', [PLAIN[4]])], "ABCD")
    start, end = xml.index(b"<row"), xml.index(b"</sheetData")

    assert plain_rows(xml, start, end) == (([b"1", b"2"], {b"", b' spans="1:2"'}) if plain else ([], set()))


@pytest.mark.parametrize(
    ("place", "plain"),
    [("AZ499999", True), ("AZ500000", False), ("BA1", False), ("A1000000", False), ("ZZ1", False)],
)
def test_a_plain_cell_lies_where_calamine_has_room_for_it(place: str, plain: bool) -> None:
    number = place.lstrip("ABZ")
    xml = f'<row r="{number}"><c r="{place}" t="s"><v>1</v></c></row>'.encode()

    assert bool(plain_rows(xml, 0, len(xml))[0]) is plain


@pytest.mark.parametrize("other", ["A1", "A3", "A20", "A2a"])
def test_a_cell_that_names_another_row_is_not_plain(other: str) -> None:
    rows = '<row r="1"><c r="A1"/></row><row r="2"><c r="A2"/></row>'

    assert plain_rows(rows.encode(), 0, len(rows)) == ([b"1", b"2"], {b""})
    odd = rows.replace('"A2"', f'"{other}"')
    assert plain_rows(odd.encode(), 0, len(odd)) == ([], set())


BLANK = [
    '<c r="{}" t="inlineStr"></c>',
    '<c r="{}" t="inlineStr"><is><t></t></is></c>',
    '<c r="{}" t="s"><v/></c>',
]


@pytest.mark.parametrize(("read", "known"), [(5, True), (2, True), (1, False), (3, False)])
def test_cells_that_say_nothing_may_be_filled_or_not(read: int, known: bool) -> None:
    rows = [("", [PLAIN[3], *BLANK]), ("", [PLAIN[4]])]
    worksheet = Worksheet(written(rows, "ABCD"))
    assert worksheet.portions(40)
    assert len([*worksheet.look_at_portions()]) == 2

    assert (read in worksheet.count_filled()) is known


@pytest.mark.parametrize("looked_at", [False, True])
def test_two_cells_of_one_place_are_sought_once_more_in_what_was_read_in_portions(looked_at: bool) -> None:
    worksheet = Worksheet(written([("", [PLAIN[3], PLAIN[3]]), ("", [PLAIN[4]])], "AA"))
    if looked_at:  # and read as a whole for an error that calamine does not know
        assert worksheet.portions(40)
        assert len([*worksheet.look_at_portions()]) == 2

    with pytest.raises(Broken, match="two cells of one place"):
        worksheet.passed_over()
