"""A table as it is handed on: drafts become households."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from warmth_cli.fields import OF_ROW
from warmth_cli.household import Household, Member, Table
from warmth_cli.issues import Issue, in_runs
from warmth_cli.reading.cells.choices import Judged
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.large import doubt_large
from warmth_cli.reading.people.table_reading import TableReading


def finished_table(file: str, reading: TableReading) -> Table:
    """One table, with its households; what was read meanwhile is used up."""
    families = reading.families
    for place, head in enumerate(families.heads):
        if isinstance(head, Draft):  # each makes room for its household
            families.heads[place] = _household(reading, head)
    households = cast(list[Household], families.heads)
    issues = [*reading.issues, *families.issues]
    name = reading.sheet
    for code, numbers in (
        ("members-by-place", families.by_place),
        ("members-by-name", families.by_name),
        ("members-like-heads", families.like_heads),
    ):
        if numbers:
            rows = {"rows": in_runs(numbers), "count": str(len(numbers))}
            issues.append(Issue(code, file, name, values=rows))
    if reading.hidden and (households or families.member_rows):
        issues.insert(0, Issue("sheet-hidden", file, name, values={"households": str(len(households))}))
    return Table(
        reading.name,
        {column.field.name: column.letter for column in reading.blocks[0].columns},
        tuple(households),
        len(families.member_rows),
        len(reading.unreadable),
        tuple(issues),
        tuple(families.strangers),
        passed_over=reading.passed_over,
        filled=reading.filled,
        by_hand=frozenset().union(*(block.by_hand for block in reading.blocks)),
        aside=tuple(_named_aside(reading, households)),
        planned=reading.planned,
    )


def _named_aside(reading: TableReading, households: Sequence[Household]) -> Iterator[Member]:
    """Who is named in a head's row, and is not of the household as it was read."""
    for household in households if reading.aside else ():
        if numbers := reading.aside.get(household.row):
            known = {*household.persons()}
            yield from (
                Member(household.row, id_number=number)
                for number in dict.fromkeys(numbers)
                if number not in known
            )


def _household(reading: TableReading, draft: Draft) -> Household:
    values: dict[str, Any] = {**draft.values}
    for name in (*OF_ROW, "head_id"):
        values.pop(name, None)
    if isinstance(finding := values.get("finding"), Judged):
        values |= {"finding": str(finding), "finding_reason": finding.reason or None}
    if draft.members:
        size, listed = draft.values.get("household_size"), 1 + len(draft.members)
        if size not in (None, listed):
            differ = draft.issue("members-differ", "household_size", str(size), listed=str(listed))
            draft.issues.append(differ)
    doubt_large(draft)
    if draft.form:
        values["form"] = draft.form
    values |= {
        "file": draft.file,
        "sheet": reading.name,
        "row": draft.row,
        "members": tuple(draft.members),
        "unread": frozenset(draft.unread - OF_ROW),
        "issues": tuple(draft.issues),
    }
    return Household(**values)
