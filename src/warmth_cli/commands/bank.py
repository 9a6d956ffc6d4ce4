"""`warmth bank`: the file by which a bank pays one recorded batch."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from warmth_cli.commands.reprint import recorded_batch
from warmth_cli.commands.setting import Setting
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import listed, marked
from warmth_cli.ledger import Ledger
from warmth_cli.payouts import Payment, accounts_changed
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.bank_file import BankFile, bank_file, sum_in, write_bank_file
from warmth_cli.writing.bank_profile import AnyProfile, TextProfile, find_profiles, own_profiles
from warmth_cli.writing.outputs import Outputs


@dataclass(frozen=True, slots=True)
class Banked:
    """What went into which file, each with its payments; none where no row could be written."""

    rules: Rules
    profile: str
    file: BankFile
    paths: tuple[tuple[Path, tuple[Payment, ...]], ...]

    @property
    def needs_someone(self) -> bool:
        """Whether anybody of the batch is not in the file."""
        return any(issue.severity is Severity.ERROR for issue in self.file.issues)


def bank(setting: Setting, number: int | None, profile_name: str, out: Path, force: bool) -> Banked:
    """Write the payments of one batch as they were recorded, in the form of one bank.

    A file longer than the bank takes becomes several, numbered. A row that the form cannot hold stays out,
    and is said; what is in the files is read back and must add up to the batch with it. An account that a
    roster has otherwise today is said, too.
    """
    rules = setting.load_rules()
    profiles = find_profiles(setting.rules)
    if profile_name not in profiles:
        raise _no_profile(profile_name, profiles)
    profile = profiles[profile_name]
    _check_ending(out, profile)
    notice = rules.pack.notice
    with Ledger.open(setting.ledger, create=False) as ledger:
        batch = recorded_batch(ledger, rules, number)
        payments = [
            each for each in ledger.payments() if (each.notice, each.batch) == (notice.id, batch.number)
        ]
        file = bank_file(profile, batch, payments, notice.year)
        changed = accounts_changed(file.payments, ledger.heads_paid(notice.id))
        file = replace(file, issues=(*file.issues, *changed))
        parts = file.parts
        targets = [out] if len(parts) == 1 else [_numbered(out, n) for n in range(1, len(parts) + 1)]
        inputs = [*setting.inputs(rules), *own_profiles(setting.rules)]
        with Outputs(targets if parts else [], ledger, force, inputs) as outputs:
            for draft, part in zip(outputs.drafts, parts, strict=True):
                write_bank_file(draft, file, part)
            written = sum(sum_in(draft, profile) for draft in outputs.drafts)
            _check_sum(written, file, payments)
            outputs.publish()
    return Banked(rules, profile_name, file, tuple(zip(targets, parts, strict=False)))


def _no_profile(name: str, profiles: Mapping[str, AnyProfile]) -> WarmthError:
    return stop(
        marked("There is no bank profile {name}.") if name else marked("No bank profile is named."),
        marked(
            "Known to --profile are: {known}. warmth bank --profiles shows them; --rules DIR adds others."
        ),
        name=name,
        known=listed(profiles),
    )


def _check_sum(written: int, file: BankFile, payments: list[Payment]) -> None:
    refused = sum(payment.amount for payment in file.refused)
    batch = sum(payment.amount for payment in payments)
    if written + refused != batch or len(file.payments) + len(file.refused) != len(payments):
        raise stop(
            marked("The bank file does not add up: {written} and {refused} fen are not the batch's {batch}."),
            marked("Nothing was written. This is a fault of the program: please report it."),
            written=written,
            refused=refused,
            batch=batch,
        )


def _check_ending(out: Path, profile: AnyProfile) -> None:
    """A spreadsheet under the name of a text, or the other way round, opens nowhere."""
    text, book = isinstance(profile, TextProfile), out.suffix.lower() == ".xlsx"
    if text and out.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"):
        raise stop(
            marked("This profile makes a text, and {path} is named like a spreadsheet."),
            marked("Name it with the ending that the bank asks for, like .txt or .csv."),
            path=str(out),
        )
    if not text and not book:
        raise stop(
            marked("This profile makes a spreadsheet, and {path} is not named like one."),
            marked("End its name with .xlsx."),
            path=str(out),
        )


def _numbered(out: Path, number: int) -> Path:
    return out.with_name(f"{out.stem}-{number}{out.suffix}")
