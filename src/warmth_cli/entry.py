"""The way in from the shell: choose the language, run the command, and end without a traceback."""

import atexit
import gc
import io
import os
import sys

from warmth_cli import language
from warmth_cli.language import marked


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
    # A command lives for seconds, and its millions of cells and households hold no cycles to look for: the
    # collector would walk through all of them again and again, which is a quarter of the time of a check.
    gc.disable()
    atexit.register(gc.freeze)  # nor does the interpreter look for any when it ends
    try:
        sys.exit(_run(chosen, arguments))
    finally:
        gc.enable()


def _run(chosen: str | None, arguments: list[str]) -> int:
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
    except BrokenPipeError:
        # The reader of a pipe went away; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
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


def _command(error: Exception) -> str:
    """The command, as it was typed, that an error of usage speaks of."""
    path = getattr(getattr(error, "ctx", None), "command_path", "warmth")
    return str(path)
