"""`warmth publish`: the public notice of who was recorded to be paid."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warmth_cli.commands.reprint import recorded_batch
from warmth_cli.commands.setting import Setting
from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.ledger import Ledger
from warmth_cli.writing.ending import TEXT, WORKBOOK, check_ending
from warmth_cli.writing.notice_document import write_notice_document
from warmth_cli.writing.notice_list import NoticeList
from warmth_cli.writing.notice_workbook import write_notice_workbook
from warmth_cli.writing.output import Output

_WRITERS: dict[str, Callable[[Path, NoticeList], None]] = {
    WORKBOOK: write_notice_workbook,
    TEXT: write_notice_document,
}


@dataclass(frozen=True, slots=True)
class Posting:
    """How the notice is posted: its days, both included, where to object, whether names are masked."""

    first: date | None = None
    last: date | None = None
    phone: str = ""
    mask: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What was made public, and where."""

    content: NoticeList
    out: Path


def publish(setting: Setting, out: Path, posting: Posting, number: int | None, force: bool) -> Published:
    """Write the notice of everything recorded so far, or of batch `number`."""
    write = _WRITERS[check_ending(out, *_WRITERS)]
    _check_days(posting)
    rules = setting.load_rules()
    notice = rules.pack.notice
    with Ledger.open(setting.ledger, create=False) as ledger:
        batches = ledger.batches(notice.id)
        if not batches:
            raise stop(
                marked("No batch of {notice} is recorded, so there is nobody to make public."),
                marked("Run warmth payouts first."),
                notice=notice.id,
            )
        if number is not None:
            batches = [recorded_batch(ledger, rules, number)]
        numbers = {batch.number for batch in batches}
        paid = [each for each in ledger.payments() if each.notice == notice.id and each.batch in numbers]
        made = date.fromisoformat(batches[-1].recorded_on)
        days, phone = (posting.first, posting.last), posting.phone
        content = NoticeList(notice, paid, made, *days, phone, posting.mask, number)
        with Output(out, ledger, force, setting.inputs(rules)) as output:
            write(output.draft, content)
            output.publish()
    return Published(content, out)


def _check_days(posting: Posting) -> None:
    if posting.first and posting.last and posting.last < posting.first:
        raise stop(
            marked("The notice would end on {last}, before it begins on {first}."),
            marked("Give its first day with --from, and its last day with --until."),
            first=posting.first.isoformat(),
            last=posting.last.isoformat(),
        )
