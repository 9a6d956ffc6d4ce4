"""Help and usage errors in both languages: some words of the command-line library are English only."""

import re
from collections.abc import Iterable
from typing import Any

import typer.core

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import Sentence, listed, marked, say, sentence
from warmth_cli.pattern import pattern

_SEE_HELP = marked("Type {command} --help to see what can be typed.")
_MESSAGES = (
    (r"Missing argument '(?P<name>[^']*)'\.?", marked("The argument {name} is missing.")),
    (r"Missing option '(?P<name>[^']*)'\.?", marked("The option {name} is missing.")),
    (r"Missing command\.?", marked("No command was named.")),
    (
        r"No such option:? '?(?P<name>[^'.\s]+)'?\.?"
        r"(?: \(Possible options?: (?P<near>[^)]*)\)|\.? Did you mean '?(?P<near2>[^'?]*)'?\?)?",
        marked("There is no option {name}.{hint}"),
    ),
    (
        r"No such command '(?P<name>[^']*)'[.\s]*(?:\s*Did you mean '?(?P<near>[^'?]*)'?\?)*",
        marked("There is no command {name}.{hint}"),
    ),
    (r"Option '(?P<name>[^']*)' requires an argument\.?", marked("After {name} something must be written.")),
    (r"Option '(?P<name>[^']*)' does not take a value\.?", marked("After {name} nothing can be written.")),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<name>.*)\)", marked("This is too much: {name}.")),
    (
        r"Invalid value for '?(?P<name>[^':]*)'?: .*\binteger\b.*",
        marked("{name} takes a whole number."),
    ),
    (
        r"Invalid value for [^:]*: \w+ '(?P<name>.*)' is not readable\.?",
        marked("{name} cannot be read: you are not allowed to."),
    ),
    (r"Invalid value for '?(?P<name>[^':]*)'?: .*", marked("{name} does not take what was written.")),
)


_TYPES = {
    "<bool>": None,  # nothing is written after it
    "<str>": marked("<text>"),
    "<list[str]>": marked("<text>"),
    "<int>": marked("<number>"),
    "<date>": marked("<date>"),
    "<path>": marked("<path>"),
    "<list[Path]>": marked("<path>"),
}
"""What the library shows behind an option, and what a clerk is to write there."""
_LONG_DASH = pattern(r"-?[‐‑‒–—―−－]+(?P<option>[a-z]+(?:-[a-z]+)*)")
_NO_BRACES = str.maketrans("", "", "{}")
"""The library's around the name of an argument; no clerk is to type them."""
_IN_USAGE = (marked("Usage:"), marked("[OPTIONS]"), marked("COMMAND [ARGS]..."))


class _Speaks:
    """Help pages: their fixed texts in the language of the moment, their lines broken as Chinese is."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help page, on a terminal of our own: the library's cuts a sentence without blanks off."""
        from typer import rich_utils

        from warmth_cli.console.lines import ChineseConsole

        rich_utils.Console = ChineseConsole  # type: ignore[attr-defined]
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            _type_in_words(parameter, ctx)
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help itself."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("Show this message and exit.")
        return option

    def get_usage(self, ctx: Any) -> str:
        """The line that shows how a command is typed."""
        line: str = super().get_usage(ctx)  # type: ignore[misc]
        for words in _IN_USAGE:
            line = line.replace(words, say(words), 1)
        return line.translate(_NO_BRACES)


def _type_in_words(parameter: Any, ctx: Any) -> None:
    """Let the help say what is written behind an option in words that no programmer need explain."""
    shown = getattr(parameter, "display_type_rich", None)
    if shown and (kind := shown(ctx)) in _TYPES:
        words = _TYPES[kind]
        text = say(words) if words else ""
        parameter.display_type_rich = lambda **_: text


class Group(_Speaks, typer.core.TyperGroup):
    """A command with commands below it."""


class Command(_Speaks, typer.core.TyperCommand):
    """A command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What was typed behind the command; an error says of which, so that its own help is named."""
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]
            raise


def check_dashes(arguments: Iterable[str]) -> None:
    """Options that were copied from Word or a chat, which make one long dash of two hyphens, would be taken
    for the names of files. Raises WarmthError."""
    for argument in arguments:
        if found := _LONG_DASH.fullmatch(argument):
            raise stop(
                marked("{given} begins with a long dash."),
                marked("Type two hyphens: --{option}."),
                given=argument,
                option=found["option"],
            )


def explain(message: str, command: str) -> tuple[Sentence, Sentence]:
    """What was typed wrong, from the library's own message, and what to do."""
    remedy = sentence(_SEE_HELP, command=command)
    for spelling, template in _MESSAGES:
        found = re.fullmatch(spelling, message.strip(), re.DOTALL)
        if found:
            groups = found.groupdict()
            near = (groups.get("near") or groups.get("near2") or "").strip("'")
            name = (groups.get("name") or "").strip(".")
            names = listed(near.split(", "))
            hint = say(" Perhaps {near}?", near=names) if near else ""
            return sentence(template, name=name, hint=hint), remedy
    return sentence(marked("The command cannot be understood ({message})."), message=message), remedy


def missing(option: str, command: str) -> WarmthError:
    """What the library says of an option that must be given: for one that another makes needless."""
    return WarmthError(*explain(f"Missing option '{option}'.", command))
