"""What calamine raises when it cannot read a workbook, turned into a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

from python_calamine import CalamineError, PasswordError

from warmth_cli.files.refusals import Broken, LockedForGood


@contextmanager
def calamine_faults() -> Iterator[None]:
    """Raise Refused for whatever calamine raises inside."""
    try:
        yield
    except PasswordError as error:
        raise LockedForGood from error
    except (CalamineError, OSError, ValueError) as error:
        raise Broken(repr(error)) from error
    except BaseException as error:
        # calamine's panics derive from BaseException; everything else is not ours to stop.
        if type(error).__name__ != "PanicException":
            raise
        raise Broken(repr(error)) from error
