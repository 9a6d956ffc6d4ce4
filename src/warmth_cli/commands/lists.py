"""Payout lists on their way to the disk: one workbook, or a folder with one for each union."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from warmth_cli.ledger import Ledger
from warmth_cli.writing.ending import WORKBOOK, check_ending
from warmth_cli.writing.file_name import file_name
from warmth_cli.writing.output import Output
from warmth_cli.writing.outputs import OutputFolder, Outputs
from warmth_cli.writing.payouts.book import write_payout_list
from warmth_cli.writing.payouts.content import PayoutList, by_union


@dataclass(frozen=True, slots=True)
class UnionList:
    """The workbook of one union, and what stands in it."""

    union: str
    path: Path
    content: PayoutList


@dataclass(frozen=True, slots=True)
class Lists:
    """What was written: `out`, which is a folder where there is a list for each union.

    `left_over` are workbooks of an earlier run in that folder that are no part of this one.
    """

    out: Path
    unions: tuple[UnionList, ...] = ()
    left_over: tuple[Path, ...] = ()


def write_lists(
    content: PayoutList, out: Path, each_union: bool, ledger: Ledger, force: bool, inputs: Sequence[Path]
) -> Lists:
    """Write the list, or one for each union; with that, everything recorded so far is permanent."""
    if not each_union:
        check_ending(out, WORKBOOK)
        with Output(out, ledger, force, inputs) as output:
            write_payout_list(output.draft, content)
            output.publish()
        return Lists(out)
    names: list[str] = []
    unions = []
    for union, part in by_union(content).items():
        names.append(file_name(union, WORKBOOK, names))
        unions.append(UnionList(union, out / names[-1], part))
    with OutputFolder(out), Outputs([each.path for each in unions], ledger, force, inputs) as outputs:
        for draft, each in zip(outputs.drafts, unions, strict=True):
            write_payout_list(draft, each.content)
        outputs.publish()
    return Lists(out, tuple(unions), tuple(_left_over(out, {each.path for each in unions}, ledger)))


def _left_over(folder: Path, written: set[Path], ledger: Ledger) -> list[Path]:
    others = sorted(path for path in folder.glob(f"*{WORKBOOK}") if path not in written and path.is_file())
    return [path for path in others if ledger.is_own_output(hashlib.sha256(path.read_bytes()).hexdigest())]
