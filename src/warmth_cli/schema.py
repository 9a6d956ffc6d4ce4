"""The ledger's tables, and how an older ledger becomes one of today. Only the ledger opens them.

A ledger remembers how many of the steps in UPGRADES it has taken; a change of the tables is a new step at
the end, never a change of one that has been taken somewhere.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from warmth_cli.household_text import by_column
from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import marked
from warmth_cli.reasons import Fault, reason

WAIT_SECONDS = 60
"""How long a command waits for another one that is writing to the same ledger."""

_APPLICATION = 0x5741524D  # "WARM": what tells a ledger from any other SQLite file

_APPEND_ONLY = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""

_VERSION_1 = """
CREATE TABLE roster (
    id INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, filed_at TEXT NOT NULL
);
CREATE TABLE filed_table (
    roster INTEGER NOT NULL REFERENCES roster ON DELETE CASCADE, sheet TEXT NOT NULL,
    columns TEXT NOT NULL, member_rows INTEGER NOT NULL, unreadable_rows INTEGER NOT NULL,
    issues TEXT NOT NULL
);
CREATE TABLE filed_household (
    id INTEGER PRIMARY KEY, roster INTEGER NOT NULL REFERENCES roster ON DELETE CASCADE,
    sheet TEXT NOT NULL, row INTEGER NOT NULL, account TEXT, body TEXT NOT NULL
);
CREATE INDEX filed_household_roster ON filed_household (roster);
CREATE TABLE filed_person (
    roster INTEGER NOT NULL REFERENCES roster ON DELETE CASCADE,
    sheet TEXT NOT NULL, row INTEGER NOT NULL, person TEXT NOT NULL
);
CREATE INDEX filed_person_roster ON filed_person (roster);
CREATE TABLE batch (
    id INTEGER PRIMARY KEY, notice TEXT NOT NULL, number INTEGER NOT NULL, recorded_at TEXT NOT NULL,
    pack_sha256 TEXT NOT NULL, readings TEXT NOT NULL, UNIQUE (notice, number)
);
CREATE TABLE payment (
    id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch,
    file TEXT NOT NULL, sheet TEXT NOT NULL, row INTEGER NOT NULL, union_name TEXT NOT NULL,
    name TEXT NOT NULL, id_number TEXT NOT NULL, grant_id TEXT NOT NULL, grant_name TEXT NOT NULL,
    clause TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0), fund TEXT NOT NULL,
    bank TEXT NOT NULL, branch TEXT NOT NULL, account TEXT NOT NULL, account_holder TEXT NOT NULL,
    note TEXT NOT NULL, household TEXT NOT NULL
);
CREATE TABLE paid_person (
    notice TEXT NOT NULL, person TEXT NOT NULL, payment INTEGER NOT NULL REFERENCES payment,
    head INTEGER NOT NULL, PRIMARY KEY (notice, person)
) WITHOUT ROWID;
CREATE TRIGGER paid_person_once BEFORE INSERT ON paid_person
WHEN EXISTS (SELECT 1 FROM paid_person WHERE notice = NEW.notice AND person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'this person was already paid under this notice'); END;
CREATE TABLE decision (
    batch INTEGER NOT NULL REFERENCES batch, file TEXT NOT NULL, sheet TEXT NOT NULL, row INTEGER NOT NULL,
    roster_sha256 TEXT NOT NULL, outcome TEXT NOT NULL, grant_id TEXT, amount INTEGER NOT NULL,
    clause TEXT NOT NULL, standard TEXT NOT NULL, findings TEXT NOT NULL, reasons TEXT NOT NULL
);
""" + "".join(_APPEND_ONLY.format(table=table) for table in ("batch", "payment", "paid_person", "decision"))

_VERSION_2 = """
CREATE TABLE output (sha256 TEXT PRIMARY KEY, file TEXT NOT NULL) WITHOUT ROWID;
"""

# INSERT OR REPLACE deletes without asking the triggers of DELETE; NEW.rowid is -1 where SQLite is to choose.
_VERSION_3 = (
    "".join(
        f"""
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
        for table in ("batch", "payment", "decision")
    )
    + """
CREATE TRIGGER batch_number_once BEFORE INSERT ON batch
WHEN EXISTS (SELECT 1 FROM batch WHERE notice = NEW.notice AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'this batch is recorded already'); END;
"""
)

# Households by the thousand in one text, since they are always read all; a row for each person, to compare.
# A head is found again among the persons of its row by its number, of which an old card has 15 digits.
_VERSION_4 = """
CREATE TABLE filed_sheet (
    id INTEGER PRIMARY KEY, roster INTEGER NOT NULL REFERENCES roster ON DELETE CASCADE, name TEXT NOT NULL,
    columns TEXT NOT NULL, member_rows INTEGER NOT NULL, unreadable_rows INTEGER NOT NULL,
    issues TEXT NOT NULL
);
CREATE INDEX filed_sheet_roster ON filed_sheet (roster);
INSERT INTO filed_sheet
    SELECT rowid, roster, sheet, columns, member_rows, unreadable_rows, issues FROM filed_table
    ORDER BY rowid;
CREATE TABLE filed_households (
    id INTEGER PRIMARY KEY, sheet INTEGER NOT NULL REFERENCES filed_sheet ON DELETE CASCADE,
    bodies TEXT NOT NULL
);
CREATE INDEX filed_households_sheet ON filed_households (sheet);
INSERT INTO filed_households (sheet, bodies)
    SELECT id, '[' || bodies || ']' FROM (
        SELECT s.id, (
            SELECT GROUP_CONCAT(body) FROM (
                SELECT body FROM filed_household WHERE roster = s.roster AND sheet = s.name ORDER BY id
            )
        ) AS bodies FROM filed_sheet s
    ) WHERE bodies IS NOT NULL ORDER BY id;
ALTER TABLE filed_person RENAME TO filed_person_before;
CREATE TABLE filed_person (
    sheet INTEGER NOT NULL REFERENCES filed_sheet ON DELETE CASCADE, row INTEGER NOT NULL,
    person TEXT NOT NULL, name TEXT, account TEXT
);
CREATE INDEX filed_person_sheet ON filed_person (sheet);
INSERT INTO filed_person
    SELECT s.id, p.row, p.person, JSON_EXTRACT(h.body, '$.name'), h.account
    FROM filed_person_before p JOIN filed_sheet s ON s.roster = p.roster AND s.name = p.sheet
    LEFT JOIN filed_household h ON h.roster = p.roster AND h.sheet = p.sheet AND h.row = p.row
        AND JSON_EXTRACT(h.body, '$.id_number')
            IN (p.person, SUBSTR(p.person, 1, 6) || SUBSTR(p.person, 9, 9))
    ORDER BY p.rowid;
INSERT INTO filed_person
    SELECT s.id, h.row, '', JSON_EXTRACT(h.body, '$.name'), h.account
    FROM filed_household h JOIN filed_sheet s ON s.roster = h.roster AND s.name = h.sheet
    WHERE JSON_EXTRACT(h.body, '$.id_number') IS NULL ORDER BY h.id;
DROP TABLE filed_person_before;
DROP TABLE filed_household;
DROP TABLE filed_table;
"""

# Each text holds its households column by column, as `household_text` writes and reads them.
_VERSION_5 = """
UPDATE filed_households SET bodies = BY_COLUMN(bodies);
"""

_VERSION_6 = """
ALTER TABLE roster ADD COLUMN copy_of TEXT NOT NULL DEFAULT '';
"""

UPGRADES = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4, _VERSION_5, _VERSION_6)
"""The steps from an empty database to today's; a ledger remembers how many of them it has taken."""


def connect(path: Path, create: bool) -> sqlite3.Connection:
    try:
        missing = not path.exists()
    except OSError as error:  # its folder may not be entered
        raise unusable(path, error) from error
    if missing:
        if not create:
            raise stop(
                marked("There is no ledger {path}, so no roster has been checked here."),
                marked("Run warmth check roster.xlsx first, or name the ledger with --ledger."),
                path=str(path),
            )
        try:
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        except OSError as error:
            raise unusable(path, error) from error
    elif path.is_dir():
        raise unusable(path, IsADirectoryError(errno.EISDIR, ""))
    try:
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error as error:
        raise unusable(path, error) from error
    return connection


def upgrade(path: Path, connection: sqlite3.Connection) -> bool:
    """Take the steps that this ledger has not taken yet, within the command's transaction.

    Returns whether it had taken none, and so is new.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    if application != _APPLICATION and tables:
        raise unusable(path, Fault(marked("it is another program's database")))
    if version > len(UPGRADES):
        raise stop(
            marked("The ledger {path} was made by a later version of warmth."),
            marked("Install that version; this one leaves the ledger as it is."),
            path=str(path),
        )
    connection.create_function("BY_COLUMN", 1, by_column)
    for step in UPGRADES[version:]:
        for statement in _statements(step):
            connection.execute(statement)
    if version < len(UPGRADES):
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(UPGRADES)}")
    return not version


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def unusable(path: Path, error: Exception) -> WarmthError:
    return stop(
        marked("The ledger {path} cannot be used: {reason}."),
        marked("Check the file and its folder, close other programs that use it, or name another --ledger."),
        path=str(path),
        reason=reason(error),
    )
