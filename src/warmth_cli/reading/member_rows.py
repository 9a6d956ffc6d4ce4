"""What the row of a member says against its household: 户主已去世，停发 may stand in any of its rows."""

from collections.abc import Iterator

from warmth_cli.issues import Issue
from warmth_cli.reading.draft import Draft
from warmth_cli.reading.remarks import speaks_against
from warmth_cli.reading.verdicts import Verdict


def said_against(person: Draft, head: Draft) -> Iterator[Issue]:
    """What the remark and the columns that are not read say in a member's row, unless the head's row says so
    itself, as a merged cell does.

    A member who has died is one less to live on the income, so that is looked at, too. Under 是否发放 only
    the head's row is filled in.
    """
    note = str(person.values.get("note", ""))
    if note != head.values.get("note", "") and speaks_against(note):
        yield person.issue("note-set-aside", "note", note)
    for bar in person.against:
        if bar.column.asks is not Verdict.COUNTS and bar not in head.against:
            yield person.barred(bar)
