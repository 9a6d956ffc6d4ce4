"""A ledger that an earlier version filled opens today, and what it holds is as if filed today."""

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest

from people import account, household, resident_id
from warmth_cli import schema
from warmth_cli.household import Household, Member, Roster, Table
from warmth_cli.household_text import household_text
from warmth_cli.issues import Issue
from warmth_cli.ledger import Ledger
from warmth_cli.schema import UPGRADES

NOW = "2022-01-05T09:30:00"
OLD_CARD = resident_id(5)[:6] + resident_id(5)[8:17]
"""The number of person 5 as an old card of 15 digits has it."""
SON = Member(row=3, name="张小明", id_number=resident_id(7), relation="子")
HOUSEHOLDS = (
    household(1, members=(SON,)),
    household(2, row=4, id_number=None, members=(Member(row=5, id_number=resident_id(8)),)),
    household(5, row=6, id_number=OLD_CARD, account=None),
)
ISSUE = Issue("row-unreadable", "roster.xlsx", "花名册", 8, "", "", "只有电话")
COLUMNS = {"name": "A", "id_number": "B"}
STRANGER = Member(row=9, id_number=resident_id(9))
ROSTER = Roster(
    "roster.xlsx",
    "1",
    (
        Table("花名册", COLUMNS, HOUSEHOLDS, 1, 1, (ISSUE,), (STRANGER,)),
        Table("空", COLUMNS, (), 0, 0, ()),
    ),
)


def fill_as_before(db: sqlite3.Connection) -> None:
    """File ROSTER and a batch as the first three versions of the tables were filled."""
    db.execute("INSERT INTO roster VALUES (1, 'roster.xlsx', '1', ?)", (NOW,))
    for table in ROSTER.tables:
        issues = json.dumps(
            [asdict(issue) for issue in table.issues], ensure_ascii=False, separators=(",", ":")
        )
        columns = json.dumps(table.columns, separators=(",", ":"))
        counts = table.member_rows, table.unreadable_rows
        db.execute(
            "INSERT INTO filed_table VALUES (1, ?, ?, ?, ?, ?)", (table.sheet, columns, *counts, issues)
        )
    for each in HOUSEHOLDS:
        body = household_text(each)
        db.execute(
            "INSERT INTO filed_household (roster, sheet, row, account, body) VALUES (1, ?, ?, ?, ?)",
            (each.sheet, each.row, each.account, body),
        )
        for person in each.persons():
            db.execute("INSERT INTO filed_person VALUES (1, ?, ?, ?)", (each.sheet, each.row, person))
    db.execute("INSERT INTO filed_person VALUES (1, '花名册', 9, ?)", (resident_id(9),))
    db.execute("INSERT INTO batch VALUES (1, 'bengbu-2022', 1, ?, '', '{}')", (NOW,))
    head, member = resident_id(1), resident_id(7)
    values = "'roster.xlsx', '花名册', 2, '', '', ?, '', '', '', 100, '', '', '', ?, '', '', ?"
    db.execute(
        f"INSERT INTO payment VALUES (1, 1, {values})", (head, account(1), household_text(HOUSEHOLDS[0]))
    )
    db.executemany("INSERT INTO paid_person VALUES ('bengbu-2022', ?, 1, ?)", ((head, 1), (member, 0)))


@pytest.fixture(params=range(1, len(UPGRADES)))
def old(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger after each number of steps but the last; it was filled when there were three at most."""
    path = tmp_path / "old.db"

    def take(steps: int) -> None:
        with monkeypatch.context() as earlier:
            earlier.setattr(schema, "UPGRADES", UPGRADES[:steps])
            with Ledger.open(path, create=True):
                pass

    take(min(request.param, 3))
    with closing(sqlite3.connect(path)) as db:
        fill_as_before(db)
        db.commit()
    take(request.param)
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of a ledger, but for how households are gathered into texts."""
    with closing(sqlite3.connect(path)) as db:
        names = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        ]
        return {
            name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in names
            if name not in ("filed_households", "batch", "payment", "paid_person")
        }


def test_a_ledger_of_an_earlier_version_is_upgraded_and_loses_nothing(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    with Ledger.open(new, create=True) as ledger:
        ledger.file_roster(ROSTER, NOW)
        assert ledger.begun

    with Ledger.open(old, create=False) as ledger:
        assert tuple(ledger.households()) == HOUSEHOLDS
        [payment] = ledger.payments()
        assert not ledger.begun

    assert (payment.persons, payment.household) == ((resident_id(1), resident_id(7)), HOUSEHOLDS[0])
    assert rows(old) == rows(new)


def test_an_upgraded_ledger_is_the_same_as_a_new_one(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    for path in (old, new):
        with Ledger.open(path, create=True) as ledger:
            ledger.withdraw("roster.xlsx")

    def made(path: Path) -> list[str]:
        with closing(sqlite3.connect(path)) as db:
            return [
                sql for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1")
            ]

    assert made(old) == made(new)


def test_what_is_withdrawn_after_the_upgrade_is_gone(old: Path) -> None:
    with Ledger.open(old, create=False) as ledger:
        assert ledger.withdraw("roster.xlsx")
        left: list[Household] = list(ledger.households())
        assert (left, ledger.tables(), ledger.heads_paid("bengbu-2022")) == ([], [], [])
