"""A text that many cells share is counted for each of them, before calamine copies it."""

from pathlib import Path

import pytest

from rosters import RELATIONS, SHEET, part, with_parts, write_roster
from test_hostile import opened, refused
from warmth_cli.files.refusals import Broken, TooMuch
from warmth_cli.files.row_markup import RowMarkup
from warmth_cli.files.shared_text import SharedText
from warmth_cli.files.worksheet import Worksheet

STRINGS = "<sst><si><t>一二三四五六七八九十</t></si><si><t>1</t></si></sst>".encode()
LONG = len("<si><t>一二三四五六七八九十</t></si>".encode())


def sheet(cells: str) -> bytes:
    return f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'.encode()


def share(path: Path, strings: bytes, cells: str) -> Path:
    write_roster(path, [])
    relation = b'<Relationship Id="s" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Rel'
    relations = part(path, RELATIONS).replace(b"</Rel", relation)
    return with_parts(path, {RELATIONS: relations, "xl/sharedStrings.xml": strings, SHEET: sheet(cells)})


def test_a_small_file_may_have_more_text_than_memory(tmp_path: Path) -> None:
    strings = b"<sst><si><t>" + b"a" * 2**19 + b"</t></si></sst>"

    refused(share(tmp_path / "a.xlsx", strings, '<c t="s"><v>0</v></c>' * 6000), "more time or memory")
    assert (
        len(opened(share(tmp_path / "a.xlsx", strings, '<c t="s"><v>0</v></c>' * 3)).sheets[0].rows[0]) == 3
    )


CELLS = (
    '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>0</v></c>'
    '<c r="C1" t="s"><v>1</v></c><c r="D1" t="s"><v>0</v></c>'
)


@pytest.mark.parametrize(
    "cells",
    [
        CELLS,
        CELLS.replace('"', "'"),
        CELLS.replace("<v>", "<v >"),
        CELLS.replace("<v>", "<v xml:space='preserve'> "),
        CELLS.replace("<c ", "<x:c ").replace("</c>", "</x:c>"),
        CELLS.replace(' r="A1"', ""),
        CELLS.replace('t="s"', 't="s" s="1"'),
        CELLS.replace("<v>", "<v><!-- 1 -->"),
        CELLS.replace("<v>", "<v>+0"),
        CELLS.replace("</c>", '</c><c r="A2" t="s"><v></v></c>', 1),
    ],
)
def test_each_cell_counts_for_its_own_text(monkeypatch: pytest.MonkeyPatch, cells: str) -> None:
    needed = 2 * LONG + len("<si><t>1</t></si></sst>")
    for most, enough in ((needed, True), (needed - 1, False)):
        monkeypatch.setattr("warmth_cli.files.shared_text.MOST_TEXT", most)
        if enough:
            SharedText(STRINGS).spend_on(Worksheet(sheet(cells)).rows)
        else:
            with pytest.raises(TooMuch):
                SharedText(STRINGS).spend_on(Worksheet(sheet(cells)).rows)


def test_all_sheets_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    worksheet = Worksheet(sheet('<c r="A1" t="s"><v>0</v></c>'))
    monkeypatch.setattr("warmth_cli.files.shared_text.MOST_TEXT", 3 * LONG)
    text = SharedText(STRINGS)

    for _ in range(3):
        text.spend_on(worksheet.rows)
    with pytest.raises(TooMuch):
        text.spend_on(worksheet.rows)


def test_few_cells_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RowMarkup, "shared", None)

    SharedText(STRINGS).spend_on(Worksheet(sheet(CELLS)).rows)
    SharedText(b"").spend_on(Worksheet(sheet(CELLS)).rows)


@pytest.mark.parametrize("place", ["2", "-9", "x", "&#48;"])
def test_a_place_that_is_none_is_broken(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setattr("warmth_cli.files.shared_text.MOST_TEXT", LONG)

    with pytest.raises(Broken):
        SharedText(STRINGS).spend_on(Worksheet(sheet(f'<c r="A1" t="s"><v>{place}</v></c>')).rows)
