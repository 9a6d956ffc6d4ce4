"""Text as a cell of a workbook holds it: never cut in silence, and never with what Excel would repair."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters import head, write_roster
from test_commands import run
from warmth_cli.writing.cell_text import CUT, MOST_IN_CELL, cell_text, legal

RARE = "\U00020bb7"
"""A character beyond the first 65,536: Excel counts it as two."""


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("长" * MOST_IN_CELL, True),
        ("长" * (MOST_IN_CELL + 1), False),
        (RARE * (MOST_IN_CELL // 2), True),
        (RARE * (MOST_IN_CELL // 2) + "长", True),
        (RARE * (MOST_IN_CELL // 2 + 1), False),
        ("长" + RARE * (MOST_IN_CELL // 2), True),
    ],
)
def test_what_no_cell_holds_says_at_its_end_that_it_goes_on(text: str, same: bool) -> None:
    held = cell_text(text)

    assert (held == text) == same
    assert held.endswith(CUT) != same
    assert MOST_IN_CELL - 1 <= len(held.encode("utf-16-le")) // 2 <= MOST_IN_CELL
    assert held.removesuffix(CUT) == text[: len(held.removesuffix(CUT))]


@given(st.text(st.characters(codec=None)))
def test_what_is_left_out_is_what_xml_may_not_hold(text: str) -> None:
    kept = legal(text)

    assert legal(kept) == kept
    assert "".join(c for c in text if c.isprintable() or c in "\t\n\r") == "".join(
        c for c in kept if c.isprintable() or c in "\t\n\r"
    )
    assert not {"\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"} & set(kept)


def test_a_roster_with_characters_that_are_none_makes_every_document(tmp_path: Path) -> None:
    cells = head(1, union="一厂\uffff工会", note="备\ufffe注")
    headings = "填报单位,户主姓名,身份证号,与户主关系,联系电话,建档状态,困难类别,结对帮扶干部,银行账号,备注"
    line = ",".join(str(cell) for cell in cells.values())
    (tmp_path / "roster.csv").write_text(f"{headings}\n{line}\n", "utf-8")
    write_roster(tmp_path / "other.xlsx", [head(2)])

    run(tmp_path, "check", "other.xlsx")
    run(tmp_path, "check", "roster.csv", "--annotate", "copy.xlsx")
    run(tmp_path, "payouts", "--year", "2022")
    for command in (
        "annex --by union --out tables.xlsx",
        "report --out report.docx",
        "publish --out public.docx",
        "publish --out public.xlsx",
        "export --out entry.xlsx",
        "explain roster.csv:2 --out page.docx",
        "explain roster.csv:2 --out page.xlsx",
        "bank --batch 1 --profile csv --out bank.csv",
    ):
        run(tmp_path, *command.split())

        name = command.split()[-1]
        assert b"\xef\xbf\xbf" not in (tmp_path / name).read_bytes()
