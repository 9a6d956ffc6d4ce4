"""Words that stand in no cell are told, and hold the households where they put them in doubt."""

from datetime import date
from pathlib import Path

import pytest

from rosters import SHEET, head, part, with_box, with_parts, write_roster
from warmth_cli.household import Table
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster


def told(path: Path) -> list[tuple[str, str]]:
    table: Table
    [table] = read_roster(path, path.name, Request(date(2022, 1, 6)), lambda _: None).tables
    issues = [*table.issues, *(issue for each in table.households for issue in each.issues)]
    return [(issue.code, issue.found) for issue in issues]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("数据截至12月底", ["box-unread"]),
        ("单位：万元", ["box-against"]),
        ("此表作废", ["box-against"]),
        ("单位：元", []),
        ("附件1", []),
        ("填表说明：1.一户一行；2.不符合条件的不得申报，重复的取消；3.涂改作废。", []),
        ("填表说明\n1、已死亡人员不填\n2、以上人员不发放", ["box-against"]),
        ("填表说明：标红的已停发", ["box-against"]),
        ("填表说明：收入以万元填写", ["box-against"]),
        ("以上人员无重复", ["box-unread"]),
        ("不符合条件", ["box-against"]),
        (" \n ", []),
    ],
)
def test_words_in_a_box_are_told(tmp_path: Path, words: str, code: list[str]) -> None:
    path = with_box(write_roster(tmp_path / "roster.xlsx", [head(1)]), words)

    assert told(path) == [(each, " ".join(words.split())) for each in code]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("&amp;C第&amp;P页，共&amp;N页", []),
        ('&amp;L&amp;"宋体"单位：万元', ["box-against"]),
        ("&amp;C困难职工花名册", []),
    ],
)
def test_the_head_of_a_page_is_told_where_it_puts_the_rows_in_doubt(
    tmp_path: Path, words: str, code: list[str]
) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head(1)])
    page = f"</sheetData><headerFooter><oddHeader>{words}</oddHeader></headerFooter>".encode()
    with_parts(path, {SHEET: part(path, SHEET).replace(b"</sheetData>", page)})

    assert [code for code, _ in told(path)] == code


def test_a_broken_drawing_keeps_nobody_from_being_read(tmp_path: Path) -> None:
    path = with_box(write_roster(tmp_path / "roster.xlsx", [head(1)]), "作废")
    with_parts(path, {"xl/drawings/drawing9.xml": b"<wsDr"})

    assert told(path) == []
