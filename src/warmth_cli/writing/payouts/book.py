"""The workbook of a payout list: which sheets it has, in which order. Documents are always Chinese."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from warmth_cli.files.workbook import DOCUMENT_PROPERTY
from warmth_cli.writing.page import MEASURE
from warmth_cli.writing.payouts.content import PayoutList
from warmth_cli.writing.payouts.fund import write_fund
from warmth_cli.writing.payouts.printed import Looks
from warmth_cli.writing.payouts.summary import write_summary
from warmth_cli.writing.payouts.waiting import write_held, write_refused


def write_payout_list(path: Path, content: PayoutList) -> None:
    """Write the whole workbook. The same ledger gives the same bytes: its date is that of the last batch."""
    # Rows wait in files until the workbook is closed; they hold people's numbers, and go whatever happens.
    with TemporaryDirectory(prefix=".", dir=path.parent, ignore_cleanup_errors=True) as folder:
        options = {"constant_memory": True, "strings_to_formulas": False, "tmpdir": folder}
        book = Workbook(str(path), {**options, "default_format_properties": MEASURE})
        _write_sheets(book, content)
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error


def _write_sheets(book: Workbook, content: PayoutList) -> None:
    # Workbooks carry the time of their making; here it is the day of the last batch.
    day = content.day or content.rules.pack.window.first.isoformat()
    book.set_properties(
        {
            "title": content.rules.pack.notice.list_title,
            "created": datetime.fromisoformat(day).replace(tzinfo=UTC),
        }
    )
    book.set_custom_property(DOCUMENT_PROPERTY, "payouts")
    looks = Looks(book)
    for fund in content.funds:
        write_fund(book, looks, content, fund)
    write_summary(book, looks, content)
    if content.not_paid is not None:
        write_held(book, looks, content, content.not_paid)
        write_refused(book, looks, content, content.not_paid)
