"""`warmth export`: households and payments in the order in which the national system asks for them."""

from dataclasses import dataclass
from pathlib import Path

from warmth_cli.commands.payouts import filed_tables
from warmth_cli.commands.setting import Setting
from warmth_cli.ledger import Ledger
from warmth_cli.rulebook.pack import Rules
from warmth_cli.writing.ending import WORKBOOK, check_ending
from warmth_cli.writing.output import Output
from warmth_cli.writing.system_form import Counted, Paid, write_system_form


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and where."""

    rules: Rules
    counted: Counted
    out: Path


def export(setting: Setting, out: Path, force: bool) -> Exported:
    """Write every filed household and every payment of the notice. Nothing is decided or recorded."""
    check_ending(out, WORKBOOK)
    rules = setting.load_rules()
    with Ledger.open(setting.ledger, create=False) as ledger:
        filed_tables(ledger)  # stops where there are none
        notice = rules.pack.notice.id
        days = {batch.number: batch.recorded_on for batch in ledger.batches(notice)}
        payments = [
            Paid(payment, days[payment.batch]) for payment in ledger.payments() if payment.notice == notice
        ]
        with Output(out, ledger, force, setting.inputs(rules)) as output:
            counted = write_system_form(output.draft, rules, ledger.households(), payments)
            output.publish()
    return Exported(rules, counted, out)
