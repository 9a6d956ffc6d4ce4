"""`warmth explain`: why one household gets what it gets, found by a name, a number or a row."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from warmth_cli.commands.payouts import filed_tables
from warmth_cli.commands.setting import Setting
from warmth_cli.commands.survey import survey, survey_briefly
from warmth_cli.household import Household, Member, Place
from warmth_cli.identity import person_key, resident_id_fault
from warmth_cli.issues import Issue, WarmthError, stop
from warmth_cli.language import Sentence, listed, marked, sentence
from warmth_cli.ledger import FiledTable, Ledger, name_in
from warmth_cli.pattern import pattern
from warmth_cli.payouts import Line, Payment
from warmth_cli.reading.cells.cell_words import plain
from warmth_cli.reading.cells.names import person_name
from warmth_cli.rulebook.grounds import grounds, readings_in_force, recorded, recorded_grounds
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.ending import check_ending
from warmth_cli.writing.explanation import Elsewhere, Explanation, Past
from warmth_cli.writing.explanation_page import SUFFIXES, write_page
from warmth_cli.writing.output import Output

_ROW = pattern(
    r"(?P<where>.*[^:：\s])(?:[:：](?:第|[A-Z]{1,3})?|\s+(?:第|row\s|[A-Z]{1,3}))(?P<row>\d{1,7})行?",
    re.DOTALL,
)
"""A row as it may be asked for, like roster.xlsx:12, and as every list says it: 第12行, row 12, D12."""
_NUMBER = pattern(r"\d{15}|\d{17}[\dX]", re.ASCII)
_DIGITS = pattern(r"\d+X?", re.ASCII)
_MOST_ROW = 7
"""Digits of the last row of a sheet."""
_MOST_NEAR = 5
_NEAR_NAME = 0.5
"""How much of a name must be the same to be named as a near one: one of two characters."""
_NEAR_NUMBER = 0.94
"""Of a number: all but one of eighteen."""


class Match(NamedTuple):
    """A household that is meant, as it is filed; or, with `line` None, as it was paid and is filed no more.

    `member` is the one of its persons who was asked for, None for the head.
    """

    household: Household
    line: Line | None = None
    member: Member | None = None
    gone: Payment | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """What was found. Of one household there is an explanation, and `out` is the page of it, if one was asked
    for; several have to be told apart first."""

    asked: str
    rules: Rules
    matches: tuple[Match, ...]
    explanation: Explanation | None = None
    out: Path | None = None

    @property
    def several(self) -> WarmthError:
        """Why nothing was explained, when several households fit."""
        return stop(
            marked("{count} households fit {asked}."),
            marked(
                'Name one of them by its row, like warmth explain "{example}", or by its identity number.'
            ),
            count=len(self.matches),
            asked=self.asked,
            example=by_row(self.matches[0].household.place),
        )


def explain(setting: Setting, asked: str, out: Path | None, force: bool) -> Explained:
    """Find the household that `asked` names and say why it gets what it gets, exactly as a payout would.

    Raises WarmthError when nobody is found, naming whoever is near.
    """
    if out is not None:
        check_ending(out, *SUFFIXES)
    rules, standards = setting.load()
    with Ledger.open(setting.ledger, create=False) as ledger:
        tables = filed_tables(ledger)
        columns = {(table.file, table.sheet): table.columns for table in tables}
        lines = list(survey_briefly(ledger, ledger.households(), columns, rules, standards))
        filed = _Filed(ledger, tables, lines, rules)
        matches = filed.find(asked.strip())
        if len(matches) > 1:
            return Explained(asked, rules, matches)
        [match] = matches
        if match.line:  # its conditions are looked at one by one, now that it is only one household
            [line] = survey(ledger, [match.household], columns, rules, standards).lines
            match = match._replace(line=match.line._replace(decision=line.decision))
        explanation = filed.explanation(match)
        if out is not None:
            with Output(out, ledger, force, setting.inputs(rules)) as output:
                write_page(output.draft, explanation, out.suffix.lower())
                output.publish()
    return Explained(asked, rules, matches, explanation, out)


def by_row(place: Place) -> str:
    """A place as it may be asked for."""
    return f"{place.file}:{place.sheet}:{place.row}"


class _Filed:
    """Everybody who is filed or was paid, to be found in it."""

    def __init__(
        self, ledger: Ledger, tables: Sequence[FiledTable], lines: Sequence[Line], rules: Rules
    ) -> None:
        self.ledger, self.tables, self.lines, self.rules = ledger, tables, lines, rules
        notice = rules.pack.notice.id
        self.payments = sorted(ledger.payments(), key=lambda each: (each.notice != notice, -each.number))
        """Those of this notice first, and then the latest."""
        self.by_person: dict[str, list[Line]] = {}
        for line in lines:
            for person in line.household.persons():
                self.by_person.setdefault(person, []).append(line)

    def find(self, asked: str) -> tuple[Match, ...]:
        """Every household that fits. Raises WarmthError when there is none."""
        number = plain(asked).upper()
        if row := _ROW.fullmatch(asked):
            return self._at(row["where"].strip(), int(row["row"]))
        if _DIGITS.fullmatch(number):
            return self._with_number(number)
        return self._called(asked)

    # --- who is meant ----------------------------------------------------------------------------------

    def _with_number(self, number: str) -> tuple[Match, ...]:
        key = person_key(number) if _NUMBER.fullmatch(number) else number
        here = self.by_person.get(key, [])
        found = [Match(line.household, line, _member(line.household, key)) for line in here]
        written = [line for line in self.lines if line not in here and _says(line, "id_number", number)]
        found += [Match(line.household, line) for line in written]
        found += self._paid(found, [each for each in self.payments if key in each.persons])
        if not found:
            raise self._no_number(number)
        return tuple(found)

    def _called(self, asked: str) -> tuple[Match, ...]:
        name = person_name(asked) or plain(asked)
        found = []
        for line in self.lines:
            household = line.household
            if household.name == name or _says(line, "name", name):
                found.append(Match(household, line))
            elif household.members:
                members = (each for each in household.members if each.name == name)
                found += [Match(household, line, member) for member in members][:1]
        found += self._paid(found, [each for each in self.payments if name in _names(each.household)])
        if not found:
            raise self._nobody(asked, name)
        return tuple(found)

    def _at(self, where: str, row: int) -> tuple[Match, ...]:
        file, sheet = self._file_and_sheet(where)
        called = {each.file for each in self.tables if self._is_called(each.file, file)}
        here = [line for line in self.lines if line.household.file in called]
        in_sheet = [line for line in here if not sheet or _sheet(line.household.sheet) == _sheet(sheet)]
        found = [Match(line.household, line) for line in in_sheet if line.household.row == row]
        if not found or not sheet:
            # A member of a sheet of members is filed with its household, which stands on another one.
            found += [
                Match(line.household, line, member)
                for line in in_sheet or here
                if line.household.row != row
                for member in line.household.members
                if member.row == row
            ][: None if in_sheet else 1]
        if not found:
            found = self._paid([], [each for each in self.payments if self._stood(each, file, sheet, row)])
        if not found:
            raise self._no_row(called, in_sheet or here, where, row)
        return tuple(found)

    def _file_and_sheet(self, where: str) -> tuple[str, str]:
        """What stands before the row: a file, or a file and one of the sheets that are filed."""
        if not any(self._is_called(each.file, where) for each in self.tables):
            sheets = {name for each in self.tables for name in (each.sheet, _sheet(each.sheet))}
            for sheet in sorted(sheets, key=len, reverse=True):
                if where.endswith(sheet) and where[: -len(sheet)].endswith((":", "：", " ")):
                    return where[: -len(sheet)].rstrip(":： "), sheet
        return where, ""

    def _is_called(self, filed: str, file: str) -> bool:
        """Whether a roster is meant: by its name in the ledger, from this folder, or by its last part."""
        return file in (filed, Path(filed).name) or name_in(self.ledger.path, Path(file)) == filed

    def _stood(self, payment: Payment, file: str, sheet: str, row: int) -> bool:
        place = payment.place
        in_sheet = not sheet or _sheet(place.sheet) == _sheet(sheet)
        return place.row == row and in_sheet and self._is_called(place.file, file)

    def _paid(self, found: Sequence[Match], payments: Iterable[Payment]) -> list[Match]:
        """Whoever was paid and is not yet found: as filed today, or as paid when no roster has them."""
        known = {person for match in found for person in match.household.persons()}
        more: list[Match] = []
        for payment in payments:
            if known.isdisjoint(payment.persons):
                today = self.by_person.get(payment.persons[0], [])
                more += [Match(line.household, line) for line in today]
                more += [] if today else [Match(payment.household, gone=payment)]
                known.update(payment.persons)
        return more

    # --- nobody is -------------------------------------------------------------------------------------

    def _no_number(self, number: str) -> WarmthError:
        fault = resident_id_fault(number, date.max)
        if len(number) <= _MOST_ROW:
            return stop(
                marked("{number} is no identity number, and a row needs the name of its file."),
                marked("Write it like roster.xlsx:{number}."),
                number=number,
            )
        if fault:
            words = Issue(fault, found=number, values={"length": str(len(number))}).message
            return stop(
                marked("Nobody has the number {number}. {words}"),
                marked("Compare it with the card; or ask by name, or by row, like roster.xlsx:12. {near}"),
                number=number,
                words=words,
                near=self._near_number(number),
            )
        return stop(
            marked("Nobody who is filed or was paid has the number {number}."),
            marked("Ask by name, or by row, like roster.xlsx:12. {near}"),
            number=number,
            near=self._near_number(number),
        )

    def _near_number(self, number: str) -> Sentence | str:
        near = difflib.get_close_matches(number, self.by_person, _MOST_NEAR, _NEAR_NUMBER)
        rows = [by_row(line.household.place) for key in near for line in self.by_person[key]]
        return sentence(marked("Nearly the same number: {rows}."), rows=listed(rows)) if rows else ""

    def _nobody(self, asked: str, name: str) -> WarmthError:
        names = {each for line in self.lines for each in _names(line.household)}
        names |= {each for payment in self.payments for each in _names(payment.household)}
        near = difflib.get_close_matches(name, sorted(names), _MOST_NEAR, _NEAR_NAME)
        return stop(
            marked("Nobody called {asked} is filed or was paid."),
            marked("Ask by the whole name, by identity number, or by row, like roster.xlsx:12. {near}"),
            asked=asked,
            near=sentence(marked("Near names: {names}."), names="、".join(near)) if near else "",
        )

    def _no_row(self, files: set[str], here: Sequence[Line], where: str, row: int) -> WarmthError:
        if not files:
            return stop(
                marked("No roster {path} is filed in {ledger}."),
                marked("Filed are: {filed}."),
                path=where,
                ledger=str(self.ledger.path),
                filed=listed(self.ledger.rosters()),
            )
        for table in self.tables:
            for issue in table.issues if table.file in files else ():
                if issue.row == row:
                    words = marked("Row {row} of {where} is no household. {words}"), marked("{mend}")
                    return stop(*words, row=row, where=where, words=issue.message, mend=issue.remedy)
        rows = [line.household.row for line in here]
        rows += [member.row for line in here for member in line.household.members]
        return stop(
            marked("Neither a household nor a member stands in row {row} of {where}."),
            marked("Those that are filed stand in rows {first} to {last}; after a change, check it again."),
            row=row,
            where=where,
            first=min(rows, default=0),
            last=max(rows, default=0),
        )

    # --- why -------------------------------------------------------------------------------------------

    def explanation(self, match: Match) -> Explanation:
        """All that is known of one household."""
        household, line, _, gone = match
        findings = line.decision.findings if line else ()
        payments = list(self._past(household, line))
        own = line.paid if line else gone
        record = self.ledger.decision_of(own) if own else None
        differs = record is not None and record.findings != recorded(findings)
        living = next((finding.living.cited for finding in findings if finding.living), "")
        return Explanation(
            self.rules,
            household,
            line,
            match.member,
            grounds(household, findings),
            living or (record.standard if record and not line else ""),
            readings_in_force(self.rules, line.decision) if line else (),
            tuple(payments),
            next((each for each in payments if own and each.payment.number == own.number), None),
            recorded_grounds(record.findings) if record and differs else (),
            tuple(self._elsewhere(household)),
        )

    def _past(self, household: Household, line: Line | None) -> Iterator[Past]:
        """What anybody of the household had, and what went to its account; the oldest first."""
        persons = {*household.persons(), *(line.paid.persons if line and line.paid else ())}
        days = {
            (notice, batch.number): batch.recorded_on
            for notice in {each.notice for each in self.payments}
            for batch in self.ledger.batches(notice)
        }
        for payment in sorted(self.payments, key=lambda each: each.number):
            if not persons.isdisjoint(payment.persons) or payment.account == household.account:
                yield Past(payment, days[payment.notice, payment.batch])

    def _elsewhere(self, household: Household) -> Iterator[Elsewhere]:
        """Where persons of the household stand besides."""
        heads = {line.household.place: line.household.name or "" for line in self.lines}
        names = {person_key(household.id_number): household.name} if household.id_number else {}
        names |= {person_key(each.id_number): each.name for each in household.members if each.id_number}
        others = [(person.key, person.place) for person in self.ledger.persons_twice()]
        others += [(key, line.household.place) for key in names for line in self.by_person.get(key, ())]
        for key, place in dict.fromkeys(others):
            if key in names and place != household.place:
                yield Elsewhere(names[key] or "", place, heads.get(place, ""))


def _member(household: Household, key: str) -> Member | None:
    """The member with this number; None when it is the head's."""
    if household.id_number and person_key(household.id_number) == key:
        return None
    numbered = (each for each in household.members if each.id_number)
    return next((each for each in numbered if person_key(each.id_number or "") == key), None)


def _says(line: Line, field: str, text: str) -> bool:
    """Whether that stands in a cell of the household which could not be taken as it stands."""
    return any(
        issue.field == field and plain(issue.found).upper() == text.upper() for issue in line.household.issues
    )


def _names(household: Household) -> set[str]:
    names = [household.name, *(member.name for member in household.members)]
    return {name for name in names if name}


def _sheet(name: str) -> str:
    """A sheet's own name; that of a further table on it has the range of its heading behind it."""
    return name.split("!")[0]
