"""与户主关系 may describe the worker: then a household must not vanish among the members."""

from datetime import date
from pathlib import Path

import pytest

from people import account
from rosters import Row, head, member, write_roster
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({}, ""),
        ({"phone": "15400000011", "employer": "样例厂"}, ""),
        ({"union": "蚌山区总工会"}, ""),
        ({"file_status": "在档", "hardship": "深度困难"}, "members-like-heads"),
        ({"account": account(11)}, "members-like-heads"),
        ({"file_status": "在档", "account": account(11)}, "member-like-head"),
        ({"file_status": "已退档"}, "member-like-head"),
        ({"file_status": "在档", "paired_cadre": "李建国"}, "member-like-head"),
        ({"hardship": "深度困难", "account": account(11)}, "member-like-head"),
        ({"union": "禹会区总工会"}, "member-like-head"),
    ],
)
def test_a_worker_who_is_not_the_head_does_not_vanish_among_the_members(
    cells: Row, code: str, tmp_path: Path
) -> None:
    path = write_roster(tmp_path / "a.xlsx", [head(1), member(11, "配偶", **cells), head(2)])

    roster = read_roster(path, "a.xlsx", Request(date(2022, 1, 6)), lambda _: None)

    [found] = roster.tables
    assert [issue.code for issue in (*found.issues, *found.households[0].issues)] == ([code] if code else [])
