"""The rule packs, and one notice as tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from warmth_cli.console.screen import new_table, out
from warmth_cli.language import marked, say
from warmth_cli.shown import yuan

if TYPE_CHECKING:
    from warmth_cli.rulebook.pack import Pack


def show_packs(packs: Sequence["Pack"]) -> None:
    """The notices that are known."""
    table = new_table(say("Id"), say("Year"), say("Issued"), say("By"), say("Title"))
    for pack in packs:
        notice = pack.notice
        table.add_row(notice.id, str(notice.year), str(notice.issued), notice.issuer, Text(notice.title))
    out.print(table)


def show_pack(pack: "Pack") -> None:
    """One notice: its grants with their conditions, its clauses, its readings."""
    rules = pack.under({})
    out.print(Text(f"{pack.notice.issuer}：{pack.notice.title} ({pack.notice.issued})", style="bold"))
    grants = new_table(say("Grant"), say("Pays"), say("Conditions"), lines=True)
    for grant in rules.grants:
        conditions = [_condition(each) for each in (*grant.whom, *grant.conditions)]
        grants.add_row(
            Text(f"{grant.id}\n{say(grant.name)}"),
            Text("\n".join((yuan(grant.amount), grant.fund, say("clause {clause}", clause=grant.clause)))),
            Text("\n".join(f"·{each}" for each in conditions)),
        )
    out.print(grants)
    clauses = new_table(say("Clause"), say("What it says (paraphrased)"), lines=True)
    for clause, words in pack.clauses.items():
        clauses.add_row(clause, Text(say(words)))
    out.print(clauses)
    readings = new_table(say("Reading"), say("Question"), say("Choices"), say("Clause"), lines=True)
    for reading in pack.readings:
        choices = [
            f"{'●' if option.value == reading.choice else '○'} {option.value}\n{say(option.meaning)}"
            + (f"\n({say(option.refused)})" if option.refused else "")
            for option in reading.option
        ]
        readings.add_row(reading.id, Text(say(reading.question)), Text("\n".join(choices)), reading.clause)
    out.print(readings)


def _condition(criterion: Any) -> str:
    """One condition in words: its fields, and what is asked of them."""
    from warmth_cli import fields
    from warmth_cli.rulebook.criteria import AnyOf, IncomeAtMost, in_words, requirement

    if isinstance(criterion, AnyOf):
        return say(" or ").join(_condition(each) for each in criterion.of)
    if isinstance(criterion, IncomeAtMost):
        words = marked("income per head at most {multiple} times the minimum living standard")
        return say(words, multiple=criterion.multiple)
    asked = in_words(requirement(criterion))
    return f"{fields.named(criterion.field).heading}：{asked if isinstance(asked, str) else say(asked)}"
