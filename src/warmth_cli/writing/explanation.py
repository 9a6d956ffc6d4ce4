"""One household's decision with all its reasons, in tables: for the terminal, and for a page in its file."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from warmth_cli.fields import named
from warmth_cli.household import Household, Member, Place
from warmth_cli.issues import Issue
from warmth_cli.language import Sentence, Spoken, Words, marked, sentence
from warmth_cli.payouts import Line, Payment
from warmth_cli.rulebook.assess import OUTCOME_WORDS
from warmth_cli.rulebook.criteria import shown
from warmth_cli.rulebook.finding import Truth
from warmth_cli.rulebook.grounds import Chosen, Ground
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.amount import in_figures

PARTS = 12
"""Columns of a page, which each table shares out among its own."""
_FACTS = (
    "union", "employer", "district", "residence", "phone", "file_status", "hardship",
    "removed_on", "removal_reason", "phase_out_until", "arranged", "cause", "household_size", "annual_income",
    "monthly_income_per_head", "provincial_visit", "paired_cadre", "finding", "finding_reason", "bank",
    "branch", "account", "account_holder", "note",
)  # fmt: skip
"""What a roster says of a household, in the order in which it is shown."""
_ALWAYS = frozenset(("union", "file_status", "bank", "account"))
"""Shown when they are blank, too."""
_TRUTHS = {Truth.MET: marked("met"), Truth.NOT_MET: marked("not met"), Truth.UNKNOWN: marked("not known")}


class Past(NamedTuple):
    """A payment that somebody of the household had, with the day of its batch."""

    payment: Payment
    day: str


class Elsewhere(NamedTuple):
    """A person of the household who stands in another place too, and in whose household that is."""

    name: str
    place: Place
    head: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one household gets what it gets.

    `line` is what becomes of it today; None when no roster has it any more, and `household` is what was paid.
    `member` is who was asked for, if it was not the head. `living` cites the standard that its income was
    compared with. `own` is the payment that it has, and `recorded` are the conditions under which it got it,
    where today's are others.
    """

    rules: Rules
    household: Household
    line: Line | None
    member: Member | None
    grounds: tuple[Ground, ...]
    living: str
    readings: tuple[Chosen, ...]
    payments: tuple[Past, ...]
    own: Past | None
    recorded: tuple[Ground, ...]
    elsewhere: tuple[Elsewhere, ...]

    @property
    def outcome(self) -> Spoken:
        """What becomes of the household."""
        own, line = self.own, self.line
        if own is not None:
            words = marked("paid {amount} yuan in batch {batch} of {notice} on {day}")
            if line is None:
                words = marked(
                    "paid {amount} yuan in batch {batch} of {notice} on {day}; in no filed roster any more"
                )
            return sentence(
                words,
                amount=in_figures(own.payment.amount),
                batch=own.payment.batch,
                notice=own.payment.notice,
                day=own.day,
            )
        assert line is not None
        if line.new:
            words = marked("granted: {amount} yuan, in the next batch")
            return sentence(words, amount=in_figures(line.decision.amount))
        return OUTCOME_WORDS[line.outcome]

    @property
    def clauses(self) -> list[str]:
        """Every clause of the notice that the decision cites, once."""
        own, pack = self.own, self.rules.pack
        cited = [self.line.decision.clause] if self.line else []
        if own and own.payment.notice == pack.notice.id:
            cited.append(own.payment.clause)
            cited += [ground.clause for ground in self.recorded]
        cited += [ground.clause for ground in self.grounds]
        return [clause for clause in dict.fromkeys(cited) if clause in pack.clauses]


class Table(NamedTuple):
    """A table in words: its title, its headings, how many parts of the page each takes, its rows.

    One without headings is a list of lines.
    """

    title: str
    headings: Sequence[str]
    parts: Sequence[int]
    rows: Sequence[Sequence[str]]


def tables(explanation: Explanation, language: str, hide: Callable[[str], str]) -> list[Table]:
    """Everything that is known of the decision, from what it is to what it rests on.

    `hide` is what a number of a person goes through before it is shown.
    """
    return list(_Told(explanation, language, hide).tables())


class _Told:
    """An explanation as it is told in one language."""

    def __init__(self, explanation: Explanation, language: str, hide: Callable[[str], str]) -> None:
        self.explanation, self.language, self.hide = explanation, language, hide

    def tables(self) -> Iterator[Table]:
        """All tables that have a row, in their order."""
        told = self.explanation
        reasons, notes = (told.line.reasons, told.line.notes) if told.line else ((), ())
        issues = marked("What it is"), marked("What to do")
        conditions = (
            *(marked("Condition"), marked("Found"), marked("Required")),
            *(marked("Result"), marked("Clause"), marked("Reading")),
        )
        members = marked("Member"), marked("Relation"), marked("ID number"), marked("Row")
        payments = (
            *(marked("Notice"), marked("Batch"), marked("Day"), marked("Name")),
            *(marked("Yuan"), marked("Fund"), marked("Where it stood")),
        )
        elsewhere = marked("Name"), marked("In the household of"), marked("Place")
        for table in (
            self._table(marked("The decision"), (), (2, 4, 2, 4), self._decision()),
            self._table(marked("Why, and what to do"), issues, (7, 5), self._issues(reasons)),
            self._table(marked("Conditions"), conditions, (2, 3, 3, 1, 1, 2), self._grounds(told.grounds)),
            self._table(marked("The income"), (), (3, 9), self._income()),
            self._table(
                marked("Conditions as recorded with the payment"),
                conditions,
                (2, 3, 3, 1, 1, 2),
                self._grounds(told.recorded),
            ),
            self._table(marked("Notes"), issues, (7, 5), self._issues(notes)),
            self._table(marked("What the roster says"), (), (2, 4, 2, 4), self._facts()),
            self._table(marked("Members"), members, (4, 2, 5, 1), self._members()),
            self._table(marked("Payments so far"), payments, (2, 1, 2, 1, 2, 2, 2), self._payments()),
            self._table(marked("The same person elsewhere"), elsewhere, (3, 3, 6), self._elsewhere()),
            self._table(marked("Clauses (paraphrased)"), (), (1, 11), self._clauses()),
            self._table(marked("Readings in force"), (), (4, 8), self._readings()),
        ):
            if table.rows:
                yield table

    def _table(
        self, title: str, headings: Sequence[str], parts: Sequence[int], rows: Iterable[Sequence[str]]
    ) -> Table:
        return Table(self._say(title), [self._say(each) for each in headings], parts, list(rows))

    def _say(self, words: Spoken | str, **values: object) -> str:
        if isinstance(words, str):
            words = Sentence(words, values)
        return words.spoken(self.language)

    # --- rows ------------------------------------------------------------------------------------------

    def _decision(self) -> Iterator[Sequence[str]]:
        told = self.explanation
        own = told.own.payment if told.own else None
        decided = told.line.decision.grant if told.line else None
        number = told.household.id_number
        pairs = [
            (marked("Household"), f"{told.household.name or '—'}  {self.hide(number) if number else '—'}"),
            (marked("Outcome"), self._say(told.outcome)),
            (marked("Place"), self._say(told.household.place.words)),
        ]
        if told.member is not None:
            words = marked("{name} ({relation}, {place}), a member of this household")
            name, relation = told.member.name or "—", told.member.relation or "—"
            asked = self._say(words, name=name, relation=relation, place=self._row(told.member))
            pairs.append((marked("Asked for"), asked))
        grant: Spoken = sentence(marked("none speaks of this household"))
        if own is not None and not (decided and decided.id == own.grant):
            grant = Words(own.grant_name, own.grant_name)
        elif decided:
            grant = decided.name
        fund = own.fund if own else decided.fund if decided else "—"
        clause = own.clause if own else told.line.decision.clause if told.line else ""
        pairs += [
            (marked("Which grant"), self._say(grant)),
            (marked("Fund"), fund),
            (marked("Clause"), clause),
        ]
        return _side_by_side([(self._say(label), value) for label, value in pairs])

    def _facts(self) -> Iterator[Sequence[str]]:
        """Fields and what they say, two beside each other; of those that may be blank only what is filled."""
        household = self.explanation.household
        pairs = []
        for name in _FACTS:
            value = shown(name, getattr(household, name))
            if name == "finding_reason":
                label = self._say(marked("its reason"))
            else:
                label = self._say(named(name))
                value = self.hide(value) if named(name).secret else value
            if name in household.unread:
                pairs.append((label, self._say(marked("could not be read"))))
            elif value or name in _ALWAYS:
                pairs.append((label, value or self._say(marked("blank"))))
        return _side_by_side(pairs)

    def _grounds(self, grounds: Iterable[Ground]) -> Iterator[tuple[str, ...]]:
        for ground in grounds:
            yield self._ground(ground, "")
            for part in ground.parts:
                yield self._ground(part, "· ")

    def _ground(self, ground: Ground, before: str) -> tuple[str, ...]:
        found = self._say(ground.found)
        return (
            before + self._say(ground.subject),
            self.hide(found) if ground.secret and any(map(str.isdigit, found)) else found,
            self._say(ground.required),
            self._say(_TRUTHS[ground.truth]),
            ground.clause,
            "、".join(ground.readings),
        )

    def _income(self) -> Iterator[tuple[str, str]]:
        labels = marked("by the head and month"), marked("exactly, in whole years")
        for ground in self.explanation.grounds:
            for label, line in zip(labels, ground.sums, strict=False):
                yield self._say(label), line
        if self.explanation.living:
            yield self._say(marked("the standard, its day and source")), self.explanation.living

    def _issues(self, issues: Sequence[Issue]) -> Iterator[tuple[str, str]]:
        for issue in issues:
            message = self._say(issue.message)
            if issue.member:
                message = self._say(marked("{name}: {said}"), name=issue.member, said=message)
            yield f"{issue.cell}  {message}" if issue.cell else message, self._say(issue.remedy)

    def _members(self) -> Iterator[tuple[str, ...]]:
        for member in self.explanation.household.members:
            number = self.hide(member.id_number) if member.id_number else ""
            yield member.name or "", str(member.relation or ""), number, self._row(member)

    def _row(self, member: Member) -> str:
        """Where a member stands, as seen from the household's own sheet."""
        if not member.sheet:
            return self._say(marked("row {row}"), row=member.row)
        return self._say(marked("{sheet} row {row}"), sheet=member.sheet, row=member.row)

    def _payments(self) -> Iterator[tuple[str, ...]]:
        for payment, day in self.explanation.payments:
            amount = in_figures(payment.amount)
            place = self._say(payment.place.words)
            yield payment.notice, str(payment.batch), day, payment.name, amount, payment.fund, place

    def _elsewhere(self) -> Iterator[tuple[str, ...]]:
        for each in self.explanation.elsewhere:
            yield each.name, each.head, self._say(each.place.words)

    def _clauses(self) -> Iterator[tuple[str, str]]:
        known: Mapping[str, Words] = self.explanation.rules.pack.clauses
        for clause in self.explanation.clauses:
            yield clause, self._say(known[clause])

    def _readings(self) -> Iterator[tuple[str, str]]:
        run = self._say(marked("switched for this run"))
        for reading, value, meaning, switched in self.explanation.readings:
            words = f"{self._say(reading.question)} {self._say(meaning)}"
            yield f"{reading.id}={value}", f"{words} ({run})" if switched else words


def _side_by_side(pairs: Sequence[tuple[str, str]]) -> Iterator[Sequence[str]]:
    """Labels with what they say, two in each row."""
    for left, right in itertools.zip_longest(pairs[::2], pairs[1::2], fillvalue=("", "")):
        yield *left, *right
