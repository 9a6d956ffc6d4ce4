"""A block under another: whether it goes on with that, and what it takes over from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from warmth_cli.files.cell import Cell
from warmth_cli.reading.tables.block import Block
from warmth_cli.reading.words.numbering import running_number


def is_next_page(rows: Sequence[Sequence[Cell]], block: Block, title: frozenset[str], above: Block) -> bool:
    """Whether a block goes on with the one above under the same title, as a printed page does: its running
    numbers go on, too."""
    if not block.title or not block.title <= title or block.number is None or above.number is None:
        return False
    over = _numbers(reversed(rows[above.first : above.last]), above.number)
    last, first = next(over, 0), next(_numbers(rows[block.first :], block.number), 0)
    return 0 < last == first - 1


def under(block: Block, above: Block) -> Block:
    """A block under another, with the union of that. Under a title of its own it has only the one that is
    named there; 二、退档职工 is no title, and the line at the top of the sheet still speaks for it."""
    if block.title:
        return block
    return replace(block, union=block.union or above.union)


def continued(block: Block, above: Block) -> Block:
    """A block under a repeated heading: it is read like the one above."""
    return replace(
        under(block, above),
        columns=above.columns,
        beside=above.beside,
        number=above.number,
        household_number=above.household_number,
        head_name=above.head_name,
        left=above.left,
        # A column that is not read may stand behind the others here alone.
        right=max(above.right, block.right),
        unbound=above.unbound,
        headed=above.headed,
        form=block.form or above.form,
        verdicts=block.verdicts or above.verdicts,
        repeats=True,
        issues=(),
    )


def _numbers(rows: Iterable[Sequence[Cell]], index: int) -> Iterator[int]:
    """The running numbers of some rows, of those that have one of their own."""
    texts = (running_number(row[index]).rstrip(".、") for row in rows if index < len(row))
    return (int(text) for text in texts if text.isdecimal() and len(text) < 7)
