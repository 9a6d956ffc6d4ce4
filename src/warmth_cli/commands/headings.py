"""What a clerk bound by hand with --map, for this run and, where she wishes, for the next ones."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.ledger import Ledger
from warmth_cli.reading.headings.own_headings import own_headings
from warmth_cli.reading.headings.vocabulary import Vocabulary, binding, key, vocabulary
from warmth_cli.writing.headings import write_headings
from warmth_cli.writing.output import Output


def known_headings(own: Path | None, bindings: Sequence[str]) -> Vocabulary:
    """The headings of a run: those that ship, those in the office's `own` file, those bound by hand."""
    words = vocabulary()
    if own is not None:
        words = words.extended(own)
    return words.bound(bindings)


def refuse_unused(words: Vocabulary, found: Iterable[str]) -> None:
    """Stop when a heading that was bound by hand stands over no column: it was mistyped."""
    for heading in sorted(words.by_hand.keys() - set(found)):
        raise stop(
            marked("--map binds the heading {heading}, but no table that was read has it."),
            marked("Write it as it stands in the roster; one in two rows like 领取金额→家庭补差."),
            heading=heading,
        )


def refuse_unwritable(bindings: Sequence[str], path: Path, ledger_path: Path, force: bool) -> None:
    """Stop before anything is filed where `save_headings` would stop after it, or have nothing to save."""
    if not bindings:
        raise stop(
            marked("--save-headings saves what --map binds, and nothing is bound."),
            marked("Add --map 'HEADING=FIELD', or leave --save-headings out."),
        )
    for heading, field in map(binding, bindings):
        known_field = vocabulary().roster.get(key(heading), field)
        if known_field != field:
            raise stop(
                marked(
                    "The heading {heading} means {known_field} in every run, and cannot be saved as {field}."
                ),
                marked("Leave --save-headings out, and bind it for this run alone."),
                heading=heading,
                known_field=known_field,
                field=field,
            )
    if path.exists():
        own_headings(path)
    with ExitStack() as stack:
        known = stack.enter_context(Ledger.open(ledger_path, create=False)) if ledger_path.exists() else None
        stack.enter_context(Output(path, known, force))


def save_headings(bindings: Sequence[str], path: Path, ledger_path: Path, force: bool) -> None:
    """Add what was bound by hand to the headings file at `path`, which is begun where there is none."""
    also = {name: list(texts) for name, texts in (own_headings(path) if path.exists() else {}).items()}
    for heading, field in map(binding, bindings):
        for name, texts in also.items():  # what is bound anew means no more what it meant
            also[name] = [text for text in texts if key(text) != key(heading)]
        also.setdefault(field.name, []).append(heading)
    also = {name: texts for name, texts in also.items() if texts}
    with Ledger.open(ledger_path, create=False) as ledger, Output(path, ledger, force) as output:
        write_headings(output.draft, also)
        output.publish()
