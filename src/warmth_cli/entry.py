"""The way in from the shell: choose the language, run the command, and end without a traceback."""

import os
import sys

from warmth_cli import language


def main() -> None:
    """Run `warmth` with the arguments of the process.

    Exit codes: 0 done; 1 the data needs someone; 2 wrong use, or a file that cannot be used.
    """
    chosen, arguments = language.take_option(sys.argv[1:])
    language.use(chosen if chosen in language.LANGUAGES else language.from_surroundings(os.environ))
    sys.exit(_run(chosen, arguments))


def _run(chosen: str | None, arguments: list[str]) -> int:
    # Imported only now: help texts are in the language of the moment of their making.
    from warmth_cli import console
    from warmth_cli.cli import app
    from warmth_cli.issues import WarmthError, stop
    from warmth_cli.language import marked

    if chosen is not None and chosen not in language.LANGUAGES:
        console.fail(
            stop(
                marked("--lang knows only zh and en, not {given}."), marked("Write --lang zh."), given=chosen
            )
        )
        return 2
    try:
        app(arguments, prog_name="warmth")
    except WarmthError as error:
        console.fail(error)
        return 2
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 2
    except KeyboardInterrupt:
        console.fail(stop(marked("Stopped. Nothing was recorded."), marked("Run the command again.")))
        return 130
    except BrokenPipeError:
        # The reader of a pipe went away; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
        console.fail(
            stop(
                marked("This is a fault of warmth itself, not of your file: {fault}."),
                marked("Nothing was recorded. Please report it with the file that caused it."),
                fault=fault[:300],
            )
        )
        return 2
    return 0
