"""The figures of the tables: those that were filled, and those that are left to the clerk."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from warmth_cli.console.issues import show_issues
from warmth_cli.console.lines import Indented
from warmth_cli.console.screen import MOST_LINES, guarded, new_table, out, show_ledger, show_more
from warmth_cli.language import marked, say, spoken_now

if TYPE_CHECKING:
    from warmth_cli.commands.annex import Annexed
    from warmth_cli.figures.figure import Figure, Filled

_GAPS = {
    "sheet": marked("Still to be filled by hand, or with --figures: no roster can give these figures."),
    "no-batch": marked("Blank because no batch is recorded: run warmth payouts first."),
    "no-roster": marked("Blank because no roster is filed: check the rosters first."),
    "unknown": marked(
        "Blank because these rows could not be read or lack what is counted; complete them and check again."
    ),
    "faulty": marked("Blank because what was given for it cannot be taken; see above."),
    "lacking": marked("Blank because it is a sum, and not everybody has given it."),
}
"""Why figures are blank, in the order in which they are listed."""


def show_annex(annexed: "Annexed", ledger: Path) -> None:
    """Which figures were filled, and which are left to the clerk."""
    from warmth_cli.figures.figure import figure_text

    filled = new_table(say("Table"), say("Figure"), say("Value"), say("Unit"))
    for each in annexed.counted.whole:
        if each.value is not None:
            value = figure_text(each.value, each.figure.unit) or ""
            filled.add_row(each.figure.form, Text(say(each.figure.meaning)), value, each.figure.unit)
    out.print(filled)
    show_issues(annexed.issues, show_ids=False)
    _show_added(annexed, ledger)
    _show_blanks([each for each in annexed.counted.whole if each.value is None])
    if not annexed.counted.office:
        out.print(Text(say("填报单位 is blank too: write it into the form."), style="yellow"))
    if annexed.units:
        out.print(Text(say("Each unit has sheets of its own ({count}).", count=len(annexed.units))))
    out.print(Text(say("Tables: {path}", path=annexed.out)))
    show_ledger(ledger, "")


def _show_added(annexed: "Annexed", ledger: Path) -> None:
    """Which offices are in the sum, and how exact it is."""
    if not annexed.counted.added:
        return
    out.print(Text(say("Added to this office's figures:"), style="bold"))
    for each in annexed.counted.added:
        out.print(Indented(Text(f"· {guarded(each.office)}  {each.file}")))
    if "payments" in annexed.counted.alone:
        words = say(
            "Nothing is filed in {ledger}: figures from rosters are the added offices' alone.", ledger=ledger
        )
        out.print(Text(words, style="yellow"))
    out.print(Text(say("Amounts are added as they stand in the cells, not as they are shown.")))
    if rounded := [each.office for each in annexed.counted.added if each.rounded]:
        words = say(
            "If these offices rounded to 0.01 万元 (100 yuan), so is the sum: {offices}.",
            offices=say(", ").join(map(guarded, rounded)),
        )
        out.print(Text(words))


def _show_blanks(blanks: "Sequence[Filled]") -> None:
    """Every figure without a value by why it has none, with the rows or offices that stand in its way."""
    for gap, words in _GAPS.items():
        here = [each for each in blanks if each.gap == gap]
        if not here:
            continue
        out.print(Text(f"{say(words)} ({len(here)})", style="yellow"))
        for group in _grouped(here):
            out.print(Indented(Text(f"· {group}")))
        places = list(dict.fromkeys(say(place.words) for one in here for place in one.blocking))
        for place in places[:MOST_LINES]:
            out.print(Indented(Text(f"· {place}")))
        show_more(len(places) - MOST_LINES)
        lacking = Counter(office for one in here for office in one.lacking)
        for office, count in itertools.islice(lacking.items(), MOST_LINES):
            words = say("· {office} has {count} of them blank", office=guarded(office), count=count)
            out.print(Indented(Text(words)))
        show_more(len(lacking) - MOST_LINES)


def show_figures(figures: "Iterable[Figure]") -> None:
    """Every figure that a form may name: its name, what it means, its unit, and where it comes from."""
    sources = {
        "payments": say("recorded payments"),
        "households": say("filed rosters"),
        "sheet": say("figures sheet, or by hand"),
    }
    table = new_table(say("Table"), say("Name of the figure"), say("Figure"), say("Unit"), say("Source"))
    table.columns[1].no_wrap = True  # a name is copied whole
    table.add_row("", Text("unit"), Text(say("the union that reports (填报单位)")), "", "")
    for each in figures:
        table.add_row(each.form, each.name, Text(say(each.meaning)), each.unit, sources[each.source])
    out.print(table)
    words = say(
        "In a cell of a form write {{{{NAME}}}}, like {{{{paid.cash}}}}; {{{{paid.cash 元}}}} gives yuan."
    )
    out.print(Text(words))


def _grouped(blanks: "Sequence[Filled]") -> Iterator[str]:
    """Blank figures by table and heading: `附件1 筹集资金：财政拨款（中央）、财政拨款（省级）`."""
    colon, comma = ("：", "、") if spoken_now() == "zh" else (": ", ", ")
    groups: dict[tuple[str, str], list[str]] = {}
    for each in blanks:
        heading, _, rest = say(each.figure.meaning).partition(colon)
        groups.setdefault((each.figure.form, heading), []).append(rest)
    for (form, heading), items in groups.items():
        named = comma.join(item or say("in all") for item in items)
        yield f"{form} {heading}" + (f"{colon}{named}" if any(items) else "")
