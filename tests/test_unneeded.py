"""A cell that no rule asks for under this file status is told when it cannot be read, and holds nobody."""

from pathlib import Path

import pytest

from examples import STANDARD, UNFILED, warmth
from rosters import Row, head, write_roster

REMOVED: Row = {"file_status": "已退档", "removed_on": "2021-06-30", "removal_reason": "脱困"}
NEVER: Row = UNFILED | {"household_size": 3, "annual_income": 9000, "residence": "城镇"}
"""Granted as it stands, once the standard is known."""


def checked(folder: Path, **cells: object) -> tuple[str, list[str]]:
    """What becomes of one household, and what is told of it."""
    (folder / "standards.toml").write_text(STANDARD.format("2021-07-01"), encoding="utf-8")
    write_roster(folder / "roster.xlsx", [head(1, **cells)])
    document = warmth(folder, "check roster.xlsx")
    [decision] = document["decisions"]
    told = [issue["code"] for issue in document["issues"] if issue["severity"] != "advice"]
    return decision["outcome"], told


UNREAD = [
    ("cause", "因病"),
    ("household_size", "约3人"),
    ("annual_income", "2万左右"),
    ("monthly_income_per_head", "低保"),
    ("residence", "非农"),
]


@pytest.mark.parametrize(("field", "cell"), UNREAD)
@pytest.mark.parametrize("status", [{}, REMOVED])
def test_who_is_judged_by_his_file_is_held_for_none_of_it(
    tmp_path: Path, status: Row, field: str, cell: str
) -> None:
    assert checked(tmp_path, **status | {field: cell}) == ("granted", ["value-unneeded"])


@pytest.mark.parametrize(("field", "cell"), UNREAD)
def test_who_was_never_on_file_is_held(tmp_path: Path, field: str, cell: str) -> None:
    assert checked(tmp_path, **NEVER)[0] == "granted"
    outcome, told = checked(tmp_path, **NEVER | {field: cell})
    assert outcome == "held"
    assert "value-unneeded" not in told


@pytest.mark.parametrize(
    ("field", "cell"),
    [("hardship", "特困"), ("file_status", "在册"), ("provincial_visit", "未定"), ("cause", "#N/A")],
)
def test_what_the_grant_hangs_on_holds_and_so_does_an_error(tmp_path: Path, field: str, cell: str) -> None:
    assert checked(tmp_path, **{field: cell})[0] == "held"


def test_with_an_unread_status_nothing_is_unneeded(tmp_path: Path) -> None:
    assert "value-unknown" in checked(tmp_path, file_status="在册", cause="因病")[1]


@pytest.mark.parametrize("status", [{}, NEVER])
@pytest.mark.parametrize("field", ["bank", "branch"])
def test_by_the_account_alone_everybody_can_be_paid(tmp_path: Path, field: str, status: Row) -> None:
    assert checked(tmp_path, **status | {field: "同上"}) == ("granted", ["value-unneeded"])
    assert checked(tmp_path, **status | {field: "#N/A"})[0] == "held"


def test_a_cadre_who_is_yet_to_be_named_is_none(tmp_path: Path) -> None:
    assert checked(tmp_path, paired_cadre="待定") == checked(tmp_path, paired_cadre=None)
    phase_out: Row = {"file_status": "渐退期", "phase_out_until": "2022-06-30", "arranged": "是"}
    assert checked(tmp_path, **phase_out)[0] == "granted"
    assert checked(tmp_path, **phase_out | {"paired_cadre": "待定"})[0] == "held"
    assert checked(tmp_path, **phase_out | {"paired_cadre": "同上"})[0] == "held"
