"""A row that is much longer than its table costs what stands in it, and says the same."""

import pytest

from layouts import adds_up, read, sheet
from warmth_cli.reading.headings.vocabulary import vocabulary
from warmth_cli.reading.tables.block_rows import block_rows
from warmth_cli.reading.tables.table import find_blocks

HEADING = ["户主姓名", "身份证号", "建档状态"]
PERSON = ["张三", "340300198503020013", "在档"]
FAR = [""] * 900
ASIDE = [*FAR, "见附件", *FAR]


@pytest.mark.parametrize("words", ["以上人员不发放", "二、纺织厂工会", "340300198503020021"])
@pytest.mark.parametrize("far", [[], FAR])
def test_a_row_says_the_same_however_far_its_words_stand(words: str, far: list[str]) -> None:
    [table] = read(sheet([HEADING, PERSON, ["", "", "", *far, words]])).tables

    assert adds_up(table)
    assert table.unreadable_rows == words.isdigit()
    assert table.passed_over == ({} if words.isdigit() else {"note": [3]})


def test_blanks_far_beside_a_table_are_left_out_of_its_rows() -> None:
    wide = sheet([HEADING, [*PERSON, *ASIDE], PERSON])
    [block] = find_blocks("roster.xlsx", wide, vocabulary())

    assert [*map(list, block_rows(wide, block, 2022))] == [[*PERSON, "见附件"], PERSON]
