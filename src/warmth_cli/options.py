"""The options that commands share: which ledger, which notice with which readings, which standards."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from warmth_cli.language import say

if TYPE_CHECKING:
    from warmth_cli.commands.setting import Setting

Ledger = Annotated[
    Path,
    typer.Option(envvar="WARMTH_LEDGER", help=say("The ledger: rosters as checked, payments for ever.")),
]
Year = Annotated[int | None, typer.Option(help=say("Take the notice of this year; else the newest."))]
Notice = Annotated[str | None, typer.Option(help=say("Take the notice with this id."))]
RulesFolder = Annotated[
    Path | None, typer.Option("--rules", help=say("A folder with the office's own rule packs."))
]
DEFAULT_LEDGER = Path("warmth.db")


def under_a_notice(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that choose a notice and a ledger; it gets them as its `setting`."""
    return _with_options(command, _notice)


def deciding(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that decides households these options, and those that say by what."""
    return _with_options(command, _decision)


def _notice(
    year: Year = None,
    notice: Notice = None,
    rules: RulesFolder = None,
    ledger: Ledger = DEFAULT_LEDGER,
) -> "Setting":
    from warmth_cli.commands.setting import Setting

    return Setting(ledger, None, year, notice, rules)


def _decision(
    year: Year = None,
    notice: Notice = None,
    rules: RulesFolder = None,
    reading: Annotated[
        list[str] | None,
        typer.Option("--reading", help=say("Read an open question otherwise, like registered-scope=all.")),
    ] = None,
    standards: Annotated[
        Path | None,
        typer.Option(
            envvar="WARMTH_STANDARDS",
            help=say("Minimum living standards; standards.toml in this folder when left out."),
        ),
    ] = None,
    ledger: Ledger = DEFAULT_LEDGER,
) -> "Setting":
    from warmth_cli.commands.setting import Setting

    return Setting(ledger, standards, year, notice, rules, reading or [])


def typed_again(setting: "Setting") -> str:
    """The options of a run, as the next command must be given them to decide alike; each behind a blank."""
    named = [
        *(("--notice", setting.notice), ("--rules", setting.rules), ("--standards", setting.standards)),
        *(("--reading", reading) for reading in setting.readings),
        ("--ledger", None if setting.ledger == DEFAULT_LEDGER else setting.ledger),
    ]
    said = ((option, str(value)) for option, value in named if value is not None)
    return "".join(f' {option} "{value}"' if " " in value else f" {option} {value}" for option, value in said)


def _with_options(command: Callable[..., None], options: Callable[..., Any]) -> Callable[..., None]:
    """A command whose parameters are its own and those of `options`, which makes the `setting` of them."""
    shared = inspect.signature(options).parameters
    own = inspect.signature(command)

    @wraps(command)
    def run(**given: Any) -> None:
        command(setting=options(**{name: given.pop(name) for name in shared}), **given)

    parameters = [each for each in own.parameters.values() if each.name != "setting"]
    setattr(run, "__signature__", own.replace(parameters=[*parameters, *shared.values()]))  # noqa: B010
    run.__annotations__ = {each.name: each.annotation for each in [*parameters, *shared.values()]}
    return run
