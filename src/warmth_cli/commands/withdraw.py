"""`warmth withdraw`: take a roster out of the ledger again, when another file stands in its place."""

from pathlib import Path

from warmth_cli.issues import stop
from warmth_cli.language import listed, marked
from warmth_cli.ledger import Ledger, name_in


def withdraw(path: Path, ledger_path: Path) -> list[str]:
    """Take the roster at `path` out; what was paid stays. Returns the rosters that are still filed."""
    with Ledger.open(ledger_path, create=False) as ledger:
        # A name as messages show it is meant too, unless it names another file here.
        shown = not path.exists() and ledger.withdraw(str(path))
        if not shown and not ledger.withdraw(name_in(ledger_path, path)):
            filed = ledger.rosters()
            raise stop(
                marked("No roster {path} is filed in {ledger}."),
                marked("Filed are: {filed}.") if filed else marked("No roster is filed in it."),
                path=str(path),
                ledger=str(ledger_path),
                filed=listed(filed),
            )
        return ledger.rosters()
