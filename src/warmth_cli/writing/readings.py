"""How a notice's open questions were read: what was paid was paid under these readings."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from warmth_cli.ledger import Batch
from warmth_cli.rulebook.pack import Rules


class Taken(NamedTuple):
    """A question that the notice leaves open, how it was read, and the clause it stands in."""

    question: str
    choice: str
    clause: str


def readings_taken(rules: Rules, batches: Sequence[Batch]) -> Iterator[Taken]:
    """Each question with the choice under which the batches were paid, told apart where they differ; before
    there is a batch, with that of this run."""
    for reading in rules.pack.readings:
        chosen: dict[str, list[str]] = {}
        for batch in batches:
            value = batch.readings.get(reading.id, reading.choice)
            chosen.setdefault(value, []).append(f"第{batch.number}批")
        if not chosen:
            chosen[rules.readings[reading.id]] = []
        for value, numbers in chosen.items():
            meaning = next((option.meaning.zh for option in reading.option if option.value == value), value)
            where = f"{'、'.join(numbers)}：" if len(chosen) > 1 else ""
            yield Taken(reading.question.zh, where + meaning, reading.clause)
