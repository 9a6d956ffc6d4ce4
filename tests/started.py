"""A command that is started in this process, as from the shell: a thousand processes would take minutes."""

import contextlib
import io
import os
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from typer.main import get_command

from warmth_cli import entry, language

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("WARMTH_")}

Environment = dict[str, str] | None


class Done(NamedTuple):
    """How a command ended."""

    code: object
    out: str
    err: str


def start(folder: Path, *arguments: str, env: Environment = None) -> Done:
    """Run `warmth` in `folder`."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, CLEAN | {"WARMTH_LANG": "en"} | (env or {}), clear=True),
        patch.object(sys, "argv", ["warmth", *arguments]),
        patch("typer.main.get_command", _MADE_ONCE),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            entry.main()
        except SystemExit as end:
            return Done(end.code, out.getvalue(), err.getvalue())
        finally:
            language.use("en")
    raise AssertionError("it has not ended with an exit code")


_MADE_ONCE = cache(get_command)
"""Typer makes every command anew at each start, which takes longer than many a command itself."""
