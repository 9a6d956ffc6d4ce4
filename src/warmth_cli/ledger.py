"""The ledger: rosters as checked, batches and payments for ever. The one door to SQLite.

What was paid is append-only and unique by notice and person, in the database itself: triggers refuse every
update and delete of it, and a unique index a second payment to any person of a household.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Self

from warmth_cli.doubles import NAMED_ASIDE, FiledPerson
from warmth_cli.household import Household, Place, Roster, Table
from warmth_cli.household_text import household_in, household_text, households_in, households_text
from warmth_cli.identity import person_key
from warmth_cli.issues import Issue
from warmth_cli.payouts import Line, Payment
from warmth_cli.rulebook.assess import Decision
from warmth_cli.rulebook.finding import Finding
from warmth_cli.rulebook.grounds import RecordedFinding
from warmth_cli.rulebook.pack import Rules
from warmth_cli.schema import connect, unusable, upgrade

_AT_ONCE = 1000
"""Households in one text of the ledger."""
_BY_ONE_STATEMENT = 100
"""Rows of five values; the oldest SQLite takes 999 values in a statement."""


@dataclass(frozen=True, slots=True)
class FiledTable:
    """One filed sheet: its rows by kind, and in which column each field stands."""

    file: str
    sheet: str
    sha256: str
    columns: dict[str, str]
    member_rows: int
    unreadable_rows: int
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch: its number within the notice, the day it was recorded, and under which readings."""

    number: int
    recorded_on: str
    readings: dict[str, str]


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """What a payment was decided by: the standard that was cited, "" for none, and every condition."""

    standard: str
    findings: tuple[RecordedFinding, ...]


class Ledger:
    """An open ledger; all that one command does in it is one transaction, or nothing."""

    def __init__(self, path: Path, connection: sqlite3.Connection, begun: bool) -> None:
        self.path = path
        self.begun = begun
        """Whether it was empty until now."""
        self._db = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path, *, create: bool) -> Iterator[Self]:
        """Open the ledger at `path` and leave it as it was if the command fails.

        With `create`, a ledger that is not there is begun, for its owner's eyes only. Raises WarmthError
        when there is none, when the file is no ledger, is locked for too long, or is from a later version.
        """
        connection = connect(path, create)
        try:
            connection.execute("BEGIN IMMEDIATE")
            begun = upgrade(path, connection)
            yield cls(path, connection, begun)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise unusable(path, error) from error
        finally:
            with suppress(sqlite3.Error):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            connection.close()

    def commit(self) -> None:
        """Make what was recorded so far permanent; nothing may be recorded after it."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    # --- rosters ---------------------------------------------------------------------------------------

    def file_roster(self, roster: Roster, now: str) -> None:
        """File what was read as the current version of that roster; an earlier one is replaced.

        A file with the same bytes that is no longer there was moved or renamed: it is replaced as well.
        """
        for file, sha256 in self._db.execute("SELECT file, sha256 FROM roster").fetchall():
            if file == roster.file or (sha256 == roster.sha256 and self._is_gone(file)):
                self.withdraw(file)
        number = self._db.execute(
            "INSERT INTO roster (file, sha256, filed_at, copy_of) VALUES (?, ?, ?, ?)",
            (roster.file, roster.sha256, now, " ".join(roster.copy_of)),
        ).lastrowid
        for table in roster.tables:
            self._file_table(number, table)

    def _file_table(self, roster: int | None, table: Table) -> None:
        db = self._db
        sheet = db.execute(
            "INSERT INTO filed_sheet (roster, name, columns, member_rows, unreadable_rows, issues)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                roster,
                table.sheet,
                _json(table.columns),
                table.member_rows,
                table.unreadable_rows,
                _json([asdict(issue) for issue in table.issues]),
            ),
        ).lastrowid
        households = iter(table.households)
        while some := tuple(islice(households, _AT_ONCE)):
            db.execute(
                "INSERT INTO filed_households (sheet, bodies) VALUES (?, ?)", (sheet, households_text(some))
            )
            self._file_persons(_persons(sheet, some))
        self._file_persons(
            (sheet, person.row, person_key(person.id_number), name, None)
            for persons, name in ((table.strangers, None), (table.aside, NAMED_ASIDE))
            for person in persons
            if person.id_number
        )

    def _file_persons(self, persons: Iterable[tuple[object, ...]]) -> None:
        """File persons, many by one statement: one by one they take twice the time."""
        persons = iter(persons)
        while some := tuple(islice(persons, _BY_ONE_STATEMENT)):
            rows = ", ".join(["(?, ?, ?, ?, ?)"] * len(some))
            self._db.execute(f"INSERT INTO filed_person VALUES {rows}", tuple(chain.from_iterable(some)))

    def _is_gone(self, file: str) -> bool:
        """Whether a filed roster is no longer where it was; it may be where nobody may look."""
        try:
            return not (real_path(self.path).parent / file).exists()
        except OSError:
            return False

    def withdraw(self, file: str) -> bool:
        """Take a roster out; whether there was one of that name. What was paid stays."""
        return self._db.execute("DELETE FROM roster WHERE file = ?", (file,)).rowcount > 0

    def twin_of(self, roster: Roster) -> str | None:
        """Another filed roster that has the same bytes, as long as it has them where it stands: one that was
        changed since and is not checked again no longer speaks for the people of this one."""
        filed = self._db.execute("SELECT file FROM roster WHERE sha256 = ? ORDER BY id", (roster.sha256,))
        twins = (file for (file,) in filed if file != roster.file)
        return next((file for file in twins if self._has_now(file, roster.sha256)), None)

    def issues_of(self, file: str) -> list[Issue]:
        """What was said of the tables of a filed roster, and of none of their households."""
        found = self._db.execute(
            "SELECT s.issues FROM filed_sheet s JOIN roster r ON r.id = s.roster WHERE r.file = ?", (file,)
        )
        return [Issue(**issue) for (issues,) in found for issue in json.loads(issues)]

    def has_unchanged(self, file: str) -> bool:
        """Whether a roster of that name is filed, and the file is the same today."""
        found = self._db.execute("SELECT sha256 FROM roster WHERE file = ?", (file,)).fetchone()
        return found is not None and self._has_now(file, found[0])

    def _has_now(self, file: str, sha256: str) -> bool:
        """Whether a filed roster has these bytes on the disk, too."""
        try:
            with (real_path(self.path).parent / file).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def copies_of(self, sha256: str) -> list[str]:
        """The filed rosters that bear the mark of a copy of the file with this hash, the newest first."""
        found = self._db.execute(
            "SELECT file FROM roster WHERE INSTR(copy_of, ?) ORDER BY id DESC", (sha256,)
        )
        return [file for (file,) in found]

    def copied_by(self, roster: Roster) -> list[str]:
        """The other filed rosters that this one bears the mark of a copy of."""
        filed = self._db.execute("SELECT file, sha256 FROM roster").fetchall()
        return [file for file, sha256 in filed if sha256 in roster.copy_of and file != roster.file]

    def rosters(self) -> list[str]:
        """The names of all filed rosters."""
        return [file for (file,) in self._db.execute("SELECT file FROM roster ORDER BY id")]

    def tables(self) -> list[FiledTable]:
        """Every filed sheet, in the order of filing."""
        return [
            FiledTable(
                file,
                sheet,
                sha256,
                json.loads(columns),
                member_rows,
                unreadable_rows,
                tuple(Issue(**issue) for issue in json.loads(issues)),
            )
            for file, sheet, sha256, columns, member_rows, unreadable_rows, issues in self._db.execute(
                "SELECT r.file, s.name, r.sha256, s.columns, s.member_rows, s.unreadable_rows, s.issues"
                " FROM filed_sheet s JOIN roster r ON r.id = s.roster ORDER BY s.id"
            )
        ]

    def households(self, file: str | None = None) -> Iterator[Household]:
        """Every filed household, or those of one roster, in the order of filing; never all in memory."""
        for (bodies,) in self._db.execute(
            "SELECT h.bodies FROM filed_households h JOIN filed_sheet s ON s.id = h.sheet"
            " JOIN roster r ON r.id = s.roster WHERE ?1 IS NULL OR r.file = ?1 ORDER BY h.id",
            (file,),
        ):
            yield from households_in(bodies)

    def persons_twice(self) -> list[FiledPerson]:
        """Everybody who is filed in more than one place, with every one of these places."""
        if not self._filed_twice("person"):
            return []
        return self._persons(
            "p.person IN (SELECT person FROM filed_person WHERE person != ''"
            " GROUP BY person HAVING COUNT(*) > 1)"
        )

    def heads_paid(self, notice: str) -> list[FiledPerson]:
        """Whoever headed a household that was paid under the notice, at every place where they are filed."""
        return self._persons(
            "p.name IS NOT ? AND p.person IN (SELECT person FROM paid_person WHERE notice = ? AND head = 1)",
            NAMED_ASIDE,
            notice,
        )

    def accounts_twice(self) -> list[FiledPerson]:
        """The heads of households whose account is filed in more than one place."""
        if not self._filed_twice("account"):
            return []
        return self._persons(
            "p.account IN (SELECT account FROM filed_person WHERE account IS NOT NULL"
            " GROUP BY account HAVING COUNT(*) > 1)"
        )

    def _filed_twice(self, value: str) -> bool:
        """Whether a value of filed persons is there more than once: to find which takes twice as long."""
        count = f"SELECT COUNT({value}) > COUNT(DISTINCT {value}) FROM filed_person WHERE {value} != ''"
        return bool(self._db.execute(count).fetchone()[0])

    def _persons(self, condition: str, *values: str) -> list[FiledPerson]:
        return [
            FiledPerson(person, Place(file, sheet, row), name, account)
            for person, file, sheet, row, name, account in self._db.execute(
                "SELECT p.person, r.file, s.name, p.row, p.name, p.account FROM filed_person p"
                " JOIN filed_sheet s ON s.id = p.sheet JOIN roster r ON r.id = s.roster"
                f" WHERE {condition} ORDER BY p.sheet, p.row",
                values,
            )
        ]

    # --- payments --------------------------------------------------------------------------------------

    def payments(self) -> list[Payment]:
        """Every payment of every notice, in the order in which they were recorded."""
        persons: dict[int, list[str]] = {}
        for payment, person in self._db.execute(
            "SELECT payment, person FROM paid_person ORDER BY payment, head DESC, person"
        ):
            persons.setdefault(payment, []).append(person)
        return [
            Payment(
                notice, batch, Place(file, sheet, row), union, name, id_number, grant, grant_name, clause,
                amount, fund, bank, branch, account, holder, note, tuple(persons[number]),
                household_in(body), number,
            )
            for (
                number, notice, batch, file, sheet, row, union, name, id_number, grant, grant_name, clause,
                amount, fund, bank, branch, account, holder, note, body,
            ) in self._db.execute(
                "SELECT p.id, b.notice, b.number, p.file, p.sheet, p.row, p.union_name, p.name, p.id_number,"
                " p.grant_id, p.grant_name, p.clause, p.amount, p.fund, p.bank, p.branch, p.account,"
                " p.account_holder, p.note, p.household FROM payment p JOIN batch b ON b.id = p.batch"
                " ORDER BY p.id"
            )
        ]  # fmt: skip

    def decision_of(self, payment: Payment) -> RecordedDecision | None:
        """The decision that was recorded with a payment."""
        found = self._db.execute(
            "SELECT d.standard, d.findings FROM payment p JOIN decision d ON d.batch = p.batch"
            " AND d.file = p.file AND d.sheet = p.sheet AND d.row = p.row WHERE p.id = ?",
            (payment.number,),
        ).fetchone()
        if found is None:
            return None
        return RecordedDecision(found[0], tuple(RecordedFinding(*each) for each in json.loads(found[1])))

    def batches(self, notice: str) -> list[Batch]:
        """The batches of a notice, oldest first."""
        return [
            Batch(number, recorded_at[:10], json.loads(readings))
            for number, recorded_at, readings in self._db.execute(
                "SELECT number, recorded_at, readings FROM batch WHERE notice = ? ORDER BY number", (notice,)
            )
        ]

    def next_batch(self, notice: str) -> int:
        """The number that the notice's next batch gets."""
        found = self._db.execute("SELECT MAX(number) FROM batch WHERE notice = ?", (notice,)).fetchone()
        return (found[0] or 0) + 1

    def record_batch(
        self, number: int, rules: Rules, lines: Sequence[Line], hashes: dict[str, str], now: str
    ) -> None:
        """Record a batch: the new payments among `lines`, and every decision it was made with.

        `hashes` are those of the rosters by name. Raises sqlite3.IntegrityError, through WarmthError, when
        anybody in it was paid before under the notice.
        """
        notice = rules.pack.notice.id
        batch = self._db.execute(
            "INSERT INTO batch (notice, number, recorded_at, pack_sha256, readings) VALUES (?, ?, ?, ?, ?)",
            (notice, number, now, rules.pack.sha256, _json(dict(rules.readings))),
        ).lastrowid
        (last,) = self._db.execute("SELECT COALESCE(MAX(id), 0) FROM payment").fetchone()
        new = [line.payment for line in lines if line.due and line.payment]
        self._db.executemany(
            f"INSERT INTO payment VALUES ({', '.join('?' * 19)})",
            (
                (
                    last + place, batch, *payment.place, payment.union, payment.name, payment.id_number,
                    payment.grant, payment.grant_name, payment.clause, payment.amount, payment.fund,
                    payment.bank, payment.branch, payment.account, payment.account_holder, payment.note,
                    household_text(payment.household),
                )
                for place, payment in enumerate(new, 1)
            ),
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO paid_person (notice, person, payment, head) VALUES (?, ?, ?, ?)",
            (
                (notice, person, last + place, person == payment.persons[0])
                for place, payment in enumerate(new, 1)
                for person in payment.persons
            ),
        )
        self._db.executemany(
            f"INSERT INTO decision VALUES ({', '.join('?' * 12)})",
            (_decision_row(batch, line, hashes) for line in lines),
        )

    def record_joined(self, joined: Sequence[tuple[Payment, str]]) -> None:
        """Record persons who joined a paid household later; one who was paid elsewhere stays as recorded."""
        self._db.executemany(
            "INSERT INTO paid_person (notice, person, payment, head) SELECT ?1, ?2, ?3, 0"
            " WHERE NOT EXISTS (SELECT 1 FROM paid_person WHERE notice = ?1 AND person = ?2)",
            [(payment.notice, person, payment.number) for payment, person in joined],
        )

    # --- outputs ---------------------------------------------------------------------------------------

    def is_own_output(self, sha256: str) -> bool:
        """Whether a file with this hash was written by the program, and is unchanged since."""
        return bool(self._db.execute("SELECT 1 FROM output WHERE sha256 = ?", (sha256,)).fetchone())

    def record_output(self, sha256: str, file: str) -> None:
        """Remember a file that is about to be put in its place."""
        self._db.execute("INSERT OR IGNORE INTO output VALUES (?, ?)", (sha256, file))


def name_in(ledger: Path, path: Path) -> str:
    """What a ledger calls a file: its path from the ledger's folder, so that both can move together."""
    try:
        return real_path(path).relative_to(real_path(ledger).parent).as_posix()
    except ValueError:
        return real_path(path).as_posix()


def real_path(path: Path) -> Path:
    """The path from the root and without links; one whose links lead in a circle keeps them, and then cannot
    be opened, which is said in its place."""
    return Path(os.path.realpath(path))


def _decision_row(batch: int | None, line: Line, hashes: dict[str, str]) -> tuple[object, ...]:
    """Today's conditions; where it was paid before, the grant, amount and clause of that payment."""
    decision: Decision = line.decision
    paid = line.paid
    place = line.household.place
    living = next((f.living for f in decision.findings if f.living), None)
    return (
        batch,
        *place,
        hashes.get(place.file, ""),
        line.outcome,
        paid.grant if paid else decision.grant.id if decision.grant else None,
        paid.amount if paid else decision.amount if line.due else 0,
        paid.clause if paid else decision.clause,
        living.cited if living else "",
        _json([_finding_row(finding) for finding in decision.findings]),
        _json([asdict(reason) for reason in line.reasons]) if line.reasons else "[]",
    )


def _finding_row(finding: Finding) -> tuple[object, ...]:
    """A condition with both values, short: kind, fields, truth, found, required, clause."""
    criterion = finding.criterion
    return (
        criterion.kind, criterion.fields, finding.truth.value, finding.found, finding.required,
        criterion.clause,
    )  # fmt: skip


def _persons(sheet: int | None, households: Iterable[Household]) -> Iterator[tuple[object, ...]]:
    """The households' persons as they are filed: the head always, with name and account."""
    for household in households:
        number, row = household.id_number, household.row
        head = "" if number is None else person_key(number)
        yield (sheet, row, head, household.name, household.account)
        if household.members:
            yield from ((sheet, row, person, None, None) for person in household.persons() if person != head)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
