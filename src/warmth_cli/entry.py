"""The way in from the shell: choose the language, run the command, and end without a traceback."""

import atexit
import gc
import io
import os
import sys
from contextlib import suppress
from typing import TextIO, cast

from warmth_cli import language
from warmth_cli.language import marked
from warmth_cli.standard_output import StandardOutput


def main() -> None:
    """Run `warmth` with the arguments of the process.

    Exit codes: 0 done; 1 the data needs someone; 2 wrong use, or a file that cannot be used.
    """
    chosen, arguments = language.take_option(sys.argv[1:])
    language.use(chosen if chosen in language.LANGUAGES else language.from_surroundings(os.environ))
    # Redirected on Windows, what is printed is in GBK: a rare character of a name becomes a question mark
    # there, and no fault when all is recorded already.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    stream, output = sys.stdout, StandardOutput(sys.stdout)
    sys.stdout = cast(TextIO, output)
    # A command lives for seconds, and its millions of cells and households hold no cycles to look for: the
    # collector would walk through all of them again and again, which is a quarter of the time of a check.
    gc.disable()
    atexit.register(gc.freeze)  # nor does the interpreter look for any when it ends
    try:
        sys.exit(_said(_run(chosen, arguments, output), output))
    finally:
        sys.stdout = stream
        gc.enable()


def _run(chosen: str | None, arguments: list[str], output: StandardOutput) -> int:
    # Imported only now: help texts are in the language of the moment of their making.
    from warmth_cli import console, usage
    from warmth_cli.cli import app
    from warmth_cli.issues import WarmthError, check_text, stop

    if chosen is not None and chosen not in language.LANGUAGES:
        words = marked("--lang knows only zh and en, not {given}."), marked("Write --lang zh.")
        console.fail(stop(*words, given=chosen))
        return 2
    try:
        for argument in arguments:
            check_text(argument)
        usage.check_dashes(arguments)
        ended = app(arguments, prog_name="warmth", standalone_mode=False)
    except WarmthError as error:
        console.fail(error)
        return 2
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    except KeyboardInterrupt:
        ended = 130
    except Exception as error:
        if error is output.fault:
            return 2
        typed_wrong = getattr(error, "format_message", None)
        if typed_wrong is not None:
            if message := typed_wrong():  # without one, the help was asked for and has been printed
                console.fail(WarmthError(*usage.explain(message, _command(error))))
            return 2
        fault = f"{type(error).__name__}: {error}"
        console.fail(
            stop(
                marked("This is a fault of warmth itself, not of your file: {fault}."),
                marked("Run the command again: nothing is paid twice. If it stays, please report it."),
                fault=fault[:300],
            )
        )
        return 2
    if ended == 130:
        console.fail(stop(marked("Stopped."), marked("Run the command again: nothing is paid twice.")))
    return ended if isinstance(ended, int) else 0


def _said(code: int, output: StandardOutput) -> int:
    """The exit code, once all that the command printed is written; 2 where that fails, as on a full disk."""
    from warmth_cli import console
    from warmth_cli.issues import stop
    from warmth_cli.reasons import reason

    if output.fault is None:
        with suppress(OSError):
            output.flush()
    if output.fault is None:
        return code
    # Nothing more is written there, also not when the interpreter ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
    if isinstance(output.fault, BrokenPipeError):
        return 0  # the reader of a pipe went away; there is nobody left to tell
    error = stop(
        marked("What the command has to say could not be written: {reason}."),
        marked(
            "Make room there, or let it be shown elsewhere. Only its words are lost: a batch that was to be "
            "recorded is recorded, its list is written, and nothing is paid twice."
        ),
        reason=reason(output.fault),
    )
    try:
        console.fail(error)
    except OSError:  # both go to one place
        os.dup2(output.fileno(), sys.stderr.fileno())
    return 2


def _command(error: Exception) -> str:
    """The command, as it was typed, that an error of usage speaks of."""
    path = getattr(getattr(error, "ctx", None), "command_path", "warmth")
    return str(path)
