"""`warmth payouts --batch N`: print one batch again, as it was recorded. Nothing is decided or recorded."""

from dataclasses import dataclass
from pathlib import Path

from warmth_cli.commands.lists import Lists, write_lists
from warmth_cli.commands.setting import Setting
from warmth_cli.issues import stop
from warmth_cli.language import listed, marked
from warmth_cli.ledger import Batch, Ledger
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.payouts.content import PayoutList, one_batch


@dataclass(frozen=True, slots=True)
class Reprinted:
    """One batch as it was recorded; `lists` is None when nothing was to be written."""

    batch: Batch
    content: PayoutList
    lists: Lists | None


def reprint(
    setting: Setting, number: int, out: Path | None, force: bool, dry_run: bool, each_union: bool
) -> Reprinted:
    """Write the list of batch `number` of the notice, or one for each union in it."""
    rules = setting.load_rules()
    name = f"payouts-{rules.pack.notice.year}-batch-{number}"
    target = out or Path(name if each_union else f"{name}.xlsx")
    with Ledger.open(setting.ledger, create=False) as ledger:
        batch = recorded_batch(ledger, rules, number)
        content = one_batch(rules, batch, ledger.payments())
        lists = None
        if not dry_run:
            lists = write_lists(content, target, each_union, ledger, force, setting.inputs(rules))
    return Reprinted(batch, content, lists)


def recorded_batch(ledger: Ledger, rules: Rules, number: int | None) -> Batch:
    """The batch with this number. Raises WarmthError when the notice has none, or none is named."""
    batches = ledger.batches(rules.pack.notice.id)
    found = next((batch for batch in batches if batch.number == number), None)
    if found is None:
        known = [f"{batch.number} ({batch.recorded_on})" for batch in batches]
        raise stop(
            marked("No batch is named.")
            if number is None
            else marked("The ledger has no batch {number} of {notice}."),
            marked("Recorded are: {known}. A batch is recorded by warmth payouts.")
            if known
            else marked("None is recorded yet. Run warmth payouts first."),
            number=number,
            notice=rules.pack.notice.id,
            known=listed(known),
        )
    return found
