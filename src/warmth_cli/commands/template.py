"""`warmth template`: a blank roster for grassroots unions to fill in."""

from contextlib import nullcontext
from pathlib import Path

from warmth_cli.ledger import Ledger
from warmth_cli.writing.output import Output
from warmth_cli.writing.template import write_template


def template(out: Path, ledger_path: Path, force: bool) -> None:
    """Write the blank roster to `out`. A ledger is not needed, and not begun: where there is one, its
    rosters are kept from being written over."""
    known = Ledger.open(ledger_path, create=False) if ledger_path.exists() else nullcontext()
    with known as ledger, Output(out, ledger, force) as output:
        write_template(output.draft)
        output.publish()
