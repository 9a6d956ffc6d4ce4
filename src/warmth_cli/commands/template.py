"""`warmth template`: blanks for grassroots unions to fill in: the roster, and the figures sheet."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from warmth_cli.commands.figures import figures_of
from warmth_cli.commands.setting import Setting
from warmth_cli.ledger import Ledger
from warmth_cli.writing.ending import WORKBOOK, check_ending
from warmth_cli.writing.figures_sheet import write_figures_sheet
from warmth_cli.writing.output import Output
from warmth_cli.writing.template import write_template


def template(out: Path, ledger_path: Path, force: bool) -> None:
    """Write the blank roster to `out`. A ledger is not needed, and not begun: where there is one, its
    rosters are kept from being written over."""
    check_ending(out, WORKBOOK)
    with _known(ledger_path) as ledger, Output(out, ledger, force) as output:
        write_template(output.draft)
        output.publish()


def figures_template(setting: Setting, out: Path, force: bool) -> None:
    """Write the blank figures sheet of a notice; the unions of a ledger are offered as units."""
    check_ending(out, WORKBOOK)
    rules = setting.load_rules()
    figures = figures_of(rules.pack)
    title = f"{rules.pack.notice.year}年统计表数据（名册以外）"
    with _known(setting.ledger) as ledger:
        households = ledger.households() if ledger else ()
        unions = list(dict.fromkeys(each.union for each in households if each.union))
        with Output(out, ledger, force, setting.inputs(rules)) as output:
            write_figures_sheet(output.draft, title, figures, unions)
            output.publish()


def _known(path: Path) -> AbstractContextManager[Ledger | None]:
    return Ledger.open(path, create=False) if path.exists() else nullcontext()
