"""Issues on the terminal: what says the same is said once, with each place once."""

import pytest

from warmth_cli.console.issues import show_issues
from warmth_cli.issues import Issue


def test_two_of_one_row_are_one_place(capsys: pytest.CaptureFixture[str]) -> None:
    members = [Issue("member-without-head", "a.xlsx", "花名册", row) for row in (2, 2, 3)]

    show_issues(members, show_ids=False)

    assert "a.xlsx  花名册 row 2, row 3 " in capsys.readouterr().out
