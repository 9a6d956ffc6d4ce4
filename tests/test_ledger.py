"""The ledger: what was paid stays, once for each person, whatever is tried; rosters come and go."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from people import account, household, resident_id
from warmth_cli import schema as module
from warmth_cli.household import Household, Member, Place, Roster, Table
from warmth_cli.issues import Issue, WarmthError, stop
from warmth_cli.ledger import Ledger, name_in
from warmth_cli.payouts import Payment, judge, settle
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.rulebook.standards import Lookup
from warmth_cli.schema import UPGRADES

RULES = choose_pack(find_packs(None), 2022, None).under({})
NOW = "2022-01-05T09:30:00"
MEMBER = Member(row=3, name="张小明", id_number=resident_id(7), relation="子")
FAMILY = household(1, members=(MEMBER,))
SINGLE = household(2, row=4)
HELD = household(3, row=5, account=None)


def roster(*households: Household, file: str = "roster.xlsx", sha256: str = "1") -> Roster:
    columns = {"name": "A", "id_number": "B"}
    issue = Issue("row-unreadable", file, "花名册", 8, "", "", "只有电话")
    moved = tuple(each._replace(file=file) for each in households)
    return Roster(file, sha256, (Table("花名册", columns, moved, 1, 1, (issue,)),))


def record(ledger: Ledger, *households: Household) -> None:
    """Record the next batch from `households`, as if nothing had been paid before."""
    judged = judge(households, RULES, Lookup((), RULES.standard_day, ""), {})
    notice = RULES.pack.notice.id
    number = ledger.next_batch(notice)
    lines = settle(judged, (), (), notice, number).lines
    ledger.record_batch(number, RULES, lines, {"roster.xlsx": "1"}, NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with a roster and one batch: a household with a member, a single one, and one held."""
    path = tmp_path / "warmth.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.file_roster(roster(FAMILY, SINGLE, HELD), NOW)
        record(ledger, FAMILY, SINGLE, HELD)
    return path


def everything(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def payments(path: Path) -> list[Payment]:
    with Ledger.open(path, create=False) as ledger:
        return ledger.payments()


# --- what was paid ---------------------------------------------------------------------------------------


def test_a_batch_comes_back_as_it_was_recorded(path: Path) -> None:
    first, second = payments(path)

    with Ledger.open(path, create=False) as ledger:
        assert [ledger.next_batch(notice) for notice in ("bengbu-2022", "later")] == [2, 1]
    assert (first.notice, first.batch, first.number, first.place) == ("bengbu-2022", 1, 1, FAMILY.place)
    assert (first.amount, first.grant, first.fund) == (100_000, "registered", "中央和省财政帮扶资金")
    assert (first.account, first.account_holder) == (account(1), "张春梅")
    assert first.persons == (resident_id(1), resident_id(7))
    assert first.household == FAMILY
    assert (second.number, second.persons, second.household) == (2, (resident_id(2),), SINGLE)
    with closing(sqlite3.connect(path)) as db:
        decisions = db.execute("SELECT row, roster_sha256, outcome, amount, reasons FROM decision").fetchall()
    assert [each[:4] for each in decisions] == [
        (2, "1", "granted", 100_000),
        (4, "1", "granted", 100_000),
        (5, "1", "held", 0),
    ]
    assert "account-missing" in decisions[2][4]


def test_who_was_paid_before_is_recorded_with_the_grant_of_that_payment(path: Path) -> None:
    visited = FAMILY._replace(provincial_visit=True)
    with Ledger.open(path, create=False) as ledger:
        notice = RULES.pack.notice.id
        judged = judge([visited], RULES, Lookup((), RULES.standard_day, ""), {})
        [line] = settle(judged, ledger.payments(), ledger.heads_paid(notice), notice, 2).lines
        assert line.decision.grant is not None
        assert line.decision.grant.id == "registered-visited"

        ledger.record_batch(2, RULES, [line], {}, NOW)

    with closing(sqlite3.connect(path)) as db:
        [decision] = db.execute(
            "SELECT d.outcome, d.grant_id, d.amount, d.clause FROM decision d JOIN batch b ON b.id = d.batch"
            " WHERE b.number = 2"
        )
    assert decision == ("granted", "registered", 100_000, "二(三)")


@pytest.mark.parametrize("table", ["batch", "payment", "paid_person", "decision"])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM {table}",
        "UPDATE {table} SET {column} = {column}",
        "UPDATE OR REPLACE {table} SET {column} = 1",
        "INSERT OR REPLACE INTO {table} ({key}) SELECT {key} FROM {table}",
        "REPLACE INTO {table} ({key}) SELECT {key} FROM {table} LIMIT 1",
    ],
)
def test_what_was_paid_can_be_neither_changed_nor_deleted(path: Path, table: str, statement: str) -> None:
    before = everything(path)
    with closing(sqlite3.connect(path)) as db:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        # A decision has no number of its own, but SQLite gives it one.
        key = ", ".join(["rowid", *columns] if table == "decision" else columns)

        with pytest.raises(sqlite3.IntegrityError):
            db.execute(statement.format(table=table, column=columns[-1], key=key))

    assert everything(path) == before


def test_a_batch_number_cannot_be_given_again(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("REPLACE INTO batch SELECT 9, notice, number, 'later', pack_sha256, readings FROM batch")


@pytest.mark.parametrize("serial", [1, 7])  # the head, the member
@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE"])
@pytest.mark.parametrize("trigger", [True, False])
def test_the_database_itself_refuses_a_person_twice_under_a_notice(
    path: Path, verb: str, serial: int, trigger: bool
) -> None:
    insert = f"{verb if trigger else 'INSERT'} INTO paid_person VALUES (?, ?, 2, 0)"
    with closing(sqlite3.connect(path)) as db:
        if not trigger:  # the index alone
            db.execute("DROP TRIGGER paid_person_once")

        with pytest.raises(sqlite3.IntegrityError):
            db.execute(insert, ("bengbu-2022", resident_id(serial)))

        db.execute(insert, ("bengbu-2022", resident_id(serial + 100)))
        db.execute(insert, ("later", resident_id(serial)))


@pytest.mark.parametrize(
    "again", [FAMILY, household(7, account_holder=None), household(8, members=(MEMBER,))]
)
def test_a_batch_with_anybody_who_was_paid_is_refused_whole(path: Path, again: Household) -> None:
    before = everything(path)

    with pytest.raises(WarmthError, match="already paid"), Ledger.open(path, create=False) as ledger:
        record(ledger, household(9, row=9), again)

    assert everything(path) == before


# --- opening ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_ledger_is_for_its_owner_only(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        with Ledger.open(tmp_path / "warmth.db", create=True):
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    finally:
        os.umask(mask)

    assert modes == {"warmth.db": 0o600, "warmth.db-journal": 0o600}


def _text(path: Path) -> None:
    path.write_text("no database at all, but long enough to be taken for one" * 50)


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bookmarks (id INTEGER)")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(f"PRAGMA application_id = {0x5741524D}; CREATE TABLE batch (id INTEGER)")
        db.execute(f"PRAGMA user_version = {len(UPGRADES) + 1}")


def _unreadable(path: Path) -> None:
    path.touch(0o000)


def _read_only(path: Path) -> None:
    with Ledger.open(path, create=True):
        pass
    path.chmod(0o400)


as_user = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may do everything")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_text, "it is no ledger"),
        (_foreign, "another program's database"),
        (_newer, "later version"),
        (Path.mkdir, "it is a folder"),
        pytest.param(_unreadable, "cannot be opened|not allowed", marks=as_user),
        pytest.param(_read_only, "only be read", marks=as_user),
    ],
)
def test_what_is_no_ledger_of_this_version_is_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "warmth.db"
    make(path)
    before = path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b""

    with pytest.raises(WarmthError, match=says) as refused, Ledger.open(path, create=True) as ledger:
        ledger.file_roster(roster(SINGLE), NOW)

    assert "warmth.db" in str(refused.value)
    assert not before or path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["warmth.db"]


def test_a_ledger_is_begun_only_by_a_check(tmp_path: Path) -> None:
    with pytest.raises(WarmthError, match="There is no ledger"), Ledger.open(tmp_path / "a.db", create=False):
        pass

    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(WarmthError, match="no such file"):
        Ledger.open(tmp_path / "none" / "warmth.db", create=True).__enter__()

    assert not list(tmp_path.iterdir())


def test_a_ledger_in_use_is_waited_for_and_then_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.05)
    with Ledger.open(path, create=False), pytest.raises(WarmthError, match="still writing"):
        Ledger.open(path, create=False).__enter__()


@pytest.mark.parametrize("failure", [RuntimeError(), stop("No.", "No."), KeyboardInterrupt()])
def test_a_command_that_fails_leaves_the_file_as_it_was(path: Path, failure: BaseException) -> None:
    before = path.read_bytes()

    with pytest.raises(type(failure)), Ledger.open(path, create=False) as ledger:  # noqa: PT012
        ledger.file_roster(roster(HELD, sha256="2"), NOW)
        ledger.file_roster(roster(*(household(n) for n in range(10, 400)), file="b.xlsx"), NOW)
        record(ledger, household(9))
        raise failure

    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


# --- rosters ---------------------------------------------------------------------------------------------


def test_a_roster_comes_back_as_it_was_filed(path: Path) -> None:
    incomplete = household(
        4,
        file="b.xlsx",
        id_number=None,
        unread=frozenset({"id_number"}),
        annual_income=Decimal("32400.10"),
        removed_on=RULES.standard_day,
        issues=(Issue("id-length", "b.xlsx", "花名册", 5, "B5", "id_number", "35", {"length": "2"}),),
    )
    filed = roster(incomplete, file="b.xlsx", sha256="2")

    with Ledger.open(path, create=False) as ledger:
        ledger.file_roster(filed, NOW)
        _, second = ledger.tables()
        households = [list(ledger.households(file)) for file in (None, "roster.xlsx", "b.xlsx")]

    assert households == [[FAMILY, SINGLE, HELD, incomplete], [FAMILY, SINGLE, HELD], [incomplete]]
    assert (second.file, second.sha256) == ("b.xlsx", "2")
    for name in ("sheet", "columns", "member_rows", "unreadable_rows", "issues"):
        assert getattr(second, name) == getattr(filed.tables[0], name)


def test_more_households_than_are_filed_at_once_come_back_in_order(tmp_path: Path) -> None:
    many = roster(*(household(1, row=row) for row in range(2, 2503)))

    with Ledger.open(tmp_path / "warmth.db", create=True) as ledger:
        ledger.file_roster(many, NOW)
        assert tuple(ledger.households()) == many.tables[0].households
        assert len(ledger.persons_twice()) == 2501


def test_who_and_which_account_stands_twice_is_found_with_all_places(path: Path) -> None:
    stranger = Member(row=9, id_number=resident_id(2))
    blank = household(8, row=8, id_number=None, account=account(1))
    again = roster(household(9, row=2, members=(MEMBER,)), blank, file="b.xlsx", sha256="2")
    [table] = again.tables
    family, single = (Place("roster.xlsx", "花名册", row) for row in (2, 4))
    wife, nobody, lost = (Place("b.xlsx", "花名册", row) for row in (2, 8, 9))

    with Ledger.open(path, create=False) as ledger:
        ledger.file_roster(replace(again, tables=(replace(table, strangers=(stranger,)),)), NOW)
        persons, accounts, paid = (
            ledger.persons_twice(),
            ledger.accounts_twice(),
            ledger.heads_paid("bengbu-2022"),
        )

    number = MEMBER.id_number
    assert {(person.key, person.place) for person in persons} == {
        (number, family),
        (number, wife),
        (resident_id(2), single),
        (resident_id(2), lost),
    }
    assert [tuple(each) for each in accounts] == [
        (resident_id(1), family, "张春梅", account(1)),
        ("", nobody, "张春梅", account(1)),
    ]
    assert [each.place for each in paid] == [family, single, lost]


@pytest.mark.parametrize(
    ("on_disk", "filed", "left"),
    [
        ("roster.xlsx", roster(SINGLE, sha256="2"), ["roster.xlsx"]),  # corrected
        ("roster.xlsx", roster(FAMILY), ["roster.xlsx"]),  # checked once more
        ("new.xlsx", roster(FAMILY, file="new.xlsx"), ["new.xlsx"]),  # renamed
        ("roster.xlsx", roster(FAMILY, file="new.xlsx"), ["roster.xlsx", "new.xlsx"]),  # copied
        ("new.xlsx", roster(FAMILY, file="new.xlsx", sha256="2"), ["roster.xlsx", "new.xlsx"]),  # another
    ],
)
def test_which_rosters_a_new_one_replaces(path: Path, on_disk: str, filed: Roster, left: list[str]) -> None:
    (path.parent / on_disk).touch()
    paid = payments(path)

    with Ledger.open(path, create=False) as ledger:
        ledger.file_roster(filed, NOW)
        assert ledger.rosters() == left
        assert [each.file for each in ledger.tables()] == left
        assert tuple(ledger.households(filed.file)) == filed.tables[0].households

    assert payments(path) == paid


def test_a_withdrawn_roster_is_gone_and_what_was_paid_stays(path: Path) -> None:
    paid = payments(path)

    with Ledger.open(path, create=False) as ledger:
        assert not ledger.withdraw("other.xlsx")
        assert ledger.withdraw("roster.xlsx")
        assert (ledger.tables(), list(ledger.households()), ledger.heads_paid("bengbu-2022")) == ([], [], [])

    assert payments(path) == paid


def test_a_file_is_named_from_the_folder_of_the_ledger(tmp_path: Path) -> None:
    ledger = tmp_path / "office" / "warmth.db"

    assert name_in(ledger, tmp_path / "office" / "in" / "a.xlsx") == "in/a.xlsx"
    assert name_in(ledger, tmp_path / "a.xlsx") == (tmp_path / "a.xlsx").resolve().as_posix()
