"""What the row of a member says against its household: 户主已去世，停发 may stand in any of its rows."""

from collections.abc import Iterator

from warmth_cli.issues import Issue
from warmth_cli.reading.draft import Draft
from warmth_cli.reading.remarks import speaks_against
from warmth_cli.reading.verdicts import Verdict

_OF_ANYBODY = frozenset((Verdict.BARS, Verdict.OTHERS, Verdict.OPINION, Verdict.REMARK))
"""What columns ask that may be answered in any row of a household."""


def said_against(person: Draft, head: Draft, year: int) -> Iterator[Issue]:
    """What the remark and the columns that are not read say in a member's row, unless the head's row says so
    itself, as a merged cell does.

    `year` is the notice's. A member who has died is one less to live on the income: that is looked at, too.
    Under 是否发放, or 慰问金额, only the head's row is filled in.
    """
    note = str(person.values.get("note", ""))
    if note != head.values.get("note", "") and speaks_against(note, year):
        yield person.issue("note-set-aside", "note", note)
    for bar in person.against:
        if bar.column.asks in _OF_ANYBODY and bar not in head.against:
            yield person.barred(bar)
