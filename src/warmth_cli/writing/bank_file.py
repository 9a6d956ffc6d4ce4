"""The file that goes to the bank: one batch, its payable rows as they were recorded, and no total row.

Nothing is cut, replaced or quoted: a row that the bank's form cannot hold as it is stays out, by name, and
the sums say so.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from openpyxl import load_workbook
from xlsxwriter import Workbook

from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.ledger import Batch
from warmth_cli.payouts import Payment
from warmth_cli.writing.bank_profile import ENCODINGS, LINE_ENDS, AnyProfile, BankColumn, TextProfile

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a text begins with that Excel would run, if somebody opened the file with it; a Chinese one takes
full-width signs for the same."""
_BREAKS = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Unicode's categories of line breaks and other characters that steer instead of showing something."""
_FIELDS = {"holder": "account_holder"} | dict.fromkeys(
    ("number", "amount", "grant", "fund", "purpose", "batch"), ""
)
"""The roster's field behind a column, where it has another name, or where there is none."""


@dataclass(frozen=True, slots=True)
class BankFile:
    """A batch in a bank's form: who is in it, who is not, and why. Together they are the batch."""

    profile: AnyProfile
    batch: Batch
    purpose: str
    payments: tuple[Payment, ...]
    refused: tuple[Payment, ...]
    issues: tuple[Issue, ...]

    @property
    def parts(self) -> list[tuple[Payment, ...]]:
        """The payments of each file: as few files as the bank's limit allows, of nearly the same length, so
        that none falls below its least."""
        count = len(self.payments)
        number = -(-count // (self.profile.at_most or count or 1))
        ends = [count * part // number for part in range(number + 1)] if number else []
        return [self.payments[first:last] for first, last in pairwise(ends)]


def bank_file(profile: AnyProfile, batch: Batch, payments: Sequence[Payment], year: int) -> BankFile:
    """A recorded batch as `profile` holds it."""
    purpose = profile.purpose.format(year=year, batch=batch.number)
    kept: list[Payment] = []
    refused: list[Payment] = []
    issues: list[Issue] = []
    for payment in payments:
        found = list(_refusals(profile, payment, purpose))
        (refused if found else kept).append(payment)
        issues += found or _blanks(profile, payment, purpose)
    made = BankFile(profile, batch, purpose, tuple(kept), tuple(refused), ())
    short = min((len(part) for part in made.parts), default=0)
    if 0 < short < profile.at_least:
        values = {"count": str(short), "least": str(profile.at_least)}
        issues.append(Issue("bank-few-rows", values=values))
    return BankFile(profile, batch, purpose, made.payments, made.refused, tuple(issues))


def write_bank_file(path: Path, file: BankFile, payments: Sequence[Payment]) -> None:
    """Write one part of the file."""
    if isinstance(file.profile, TextProfile):
        _write_text(path, file, file.profile, payments)
    else:
        _write_spreadsheet(path, file, payments)


def sum_in(path: Path, profile: AnyProfile) -> int:
    """What the amounts of a written file come to, in fen, read back from it."""
    place = [column.value for column in profile.column].index("amount")
    if isinstance(profile, TextProfile):
        lines = path.read_bytes().decode(ENCODINGS[profile.encoding]).split(LINE_ENDS[profile.line_end])
        amounts = [line.split(profile.delimiter)[place] for line in lines[int(profile.heading) : -1]]
    else:
        with path.open("rb") as draft:  # openpyxl goes by the ending of a name, and a draft has its own
            rows = load_workbook(draft, read_only=True).worksheets[0].iter_rows(values_only=True)
            amounts = [str(row[place]) for row in rows][int(profile.heading) :]
    return int(sum(Decimal(amount) for amount in amounts) * 100)


def _write_text(path: Path, file: BankFile, profile: TextProfile, payments: Sequence[Payment]) -> None:
    end = (profile.delimiter if profile.ends_with_delimiter else "") + LINE_ENDS[profile.line_end]
    rows = [[column.heading for column in profile.column]] if profile.heading else []
    rows += [
        [_text(column, payment, number, file.purpose) for column in profile.column]
        for number, payment in enumerate(payments, 1)
    ]
    text = "".join(profile.delimiter.join(row) + end for row in rows)
    path.write_bytes(text.encode(ENCODINGS[profile.encoding]))


def _write_spreadsheet(path: Path, file: BankFile, payments: Sequence[Payment]) -> None:
    book = Workbook(str(path), {"strings_to_formulas": False})
    # The same batch gives the same bytes.
    book.set_properties({"created": datetime.fromisoformat(file.batch.recorded_on).replace(tzinfo=UTC)})
    sheet = book.add_worksheet("付款清单")
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    words, money = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0.00"})
    first = int(file.profile.heading)
    if first:
        sheet.repeat_rows(0)
    for place, column in enumerate(file.profile.column):
        if file.profile.heading:
            sheet.write_string(0, place, column.heading, words)
        widest = len(column.heading) * 2
        for row, payment in enumerate(payments, first):
            text = _text(column, payment, row - first + 1, file.purpose)
            widest = max(widest, len(text) if text.isascii() else 2 * len(text))
            if column.value == "amount":
                sheet.write_number(row, place, payment.amount / 100, money)
            elif column.value == "number":
                sheet.write_number(row, place, row - first + 1)
            else:
                sheet.write_string(row, place, text, words)
        sheet.set_column(place, place, min(widest + 3, 60))
    book.close()


def _text(column: BankColumn, payment: Payment, number: int, purpose: str) -> str:
    """What stands in one cell."""
    match column.value:
        case "number":
            return str(number)
        case "holder":
            return payment.account_holder
        case "name":
            return payment.name
        case "account":
            return payment.account
        case "bank":
            beside = payment.branch.startswith(payment.bank)  # some write the bank's name there once more
            return payment.branch if beside else payment.bank + payment.branch
        case "amount":
            return f"{payment.amount // 100}.{payment.amount % 100:02d}"
        case "id_number":
            return payment.id_number
        case "union":
            return payment.union
        case "grant":
            return payment.grant_name
        case "fund":
            return payment.fund
        case "purpose":
            return purpose
        case "batch":
            return f"第{payment.batch}批"


def _refusals(profile: AnyProfile, payment: Payment, purpose: str) -> Iterator[Issue]:
    """Why the bank's form cannot hold this payment as it is."""
    values = {column.value for column in profile.column}
    if {"holder", "id_number"} <= values and payment.account_holder != payment.name:
        yield _issue("bank-holder-differs", payment, "account_holder", payment.account_holder)
    for column in profile.column:
        text = _text(column, payment, 1, purpose)
        field = _FIELDS.get(column.value, column.value)
        if signs := _unwritable(profile, column, text):
            yield _issue("bank-characters", payment, field, text, heading=column.heading, signs=_shown(signs))
        if column.at_most is not None and len(text) > column.at_most:
            yield _issue(
                "bank-too-long",
                payment,
                field,
                text,
                heading=column.heading,
                length=str(len(text)),
                most=str(column.at_most),
            )


def _blanks(profile: AnyProfile, payment: Payment, purpose: str) -> Iterator[Issue]:
    for column in profile.column:
        if not _text(column, payment, 1, purpose):
            yield _issue("bank-blank", payment, "", "", heading=column.heading)


def _unwritable(profile: AnyProfile, column: BankColumn, text: str) -> list[str]:
    """The characters of a value that the bank would not read as they are."""
    found = [sign for sign in text if unicodedata.category(sign) in _BREAKS]
    if not column.spaces:
        found += [sign for sign in text if unicodedata.category(sign) == "Zs"]
    if isinstance(profile, TextProfile):
        if not profile.can_write(text):
            found += [sign for sign in text if not profile.can_write(sign)]
        found += [sign for sign in (profile.delimiter, '"') if sign in text]
        found += [text[0]] if text.startswith(_FORMULA) else []
    return list(dict.fromkeys(found))


def _shown(signs: Sequence[str]) -> Words:
    """Characters as a person can see them; a blank by its name, and others that show nothing by number."""
    seen = [
        Words("空格", "a blank")
        if unicodedata.category(sign) == "Zs"
        else Words(*[f"“{sign}”" if sign.isprintable() else f"U+{ord(sign):04X}"] * 2)
        for sign in signs
    ]
    return Words("、".join(each.zh for each in seen), ", ".join(each.en for each in seen))


def _issue(code: str, payment: Payment, field: str, found: str, **values: str | Words) -> Issue:
    return Issue(code, *payment.place, "", field, found, {"name": payment.name, **values})
