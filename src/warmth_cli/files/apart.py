"""Read a workbook in a process apart, which may die or hang without taking the command with it.

The process gets what it needs on its standard input and gives back what it came to, both pickled by us. It
may take SECONDS and, where the system can hold it to that, MEMORY bytes. Only .xlsx (guarded in `xlsx`) and
delimited text are read without it: they are most of what comes, and quicker so.
"""

import io
import pickle
import struct
import subprocess
import sys
from collections.abc import Callable
from typing import cast

from warmth_cli.files.kind import ZIP
from warmth_cli.files.refusals import Broken, LockedForGood, Refused, TooMuch, WrongPassword
from warmth_cli.files.sheet import Sheet

SECONDS = 120
"""How long a workbook may take; an .xls of 65,536 full rows takes a tenth of it."""
MEMORY = 4 * 1024**3
"""How much memory the process may have."""
COMMAND = [sys.executable, "-m", __name__]
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,  # of XML, too
    TypeError,
    ValueError,
    struct.error,
)
"""What readers raise for bytes that break their rules."""


def read_apart(kind: str, data: bytes) -> list[Sheet]:
    """Every sheet of the bytes, by the reader of this kind. Raises Refused."""
    return cast(list[Sheet], _apart("read", kind, data))


def unlock_apart(data: bytes, password: str) -> bytes:
    """An encrypted workbook without its encryption. Raises WrongPassword, or another Refused."""
    return cast(bytes, _apart("unlock", data, password))


def _apart(*task: object) -> object:
    asked = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
    try:
        done = subprocess.run(COMMAND, input=asked, capture_output=True, timeout=SECONDS, check=True)
        came_to = pickle.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, EOFError, pickle.UnpicklingError) as error:
        raise TooMuch from error
    if isinstance(came_to, Refused):
        raise came_to
    return came_to


def _read(kind: str, data: bytes) -> list[Sheet]:
    # Imported only here: each of these is needed in the process apart alone.
    from warmth_cli.files.docx import read_docx
    from warmth_cli.files.ods import read_ods
    from warmth_cli.files.spreadsheetml import read_spreadsheetml
    from warmth_cli.files.web_page import read_web_page
    from warmth_cli.files.word_binary import read_word
    from warmth_cli.files.xls import read_xls
    from warmth_cli.files.xlsb import read_xlsb

    readers: dict[str, Callable[[bytes], list[Sheet]]] = {
        "doc": read_word,
        "docx": read_docx,
        "html": read_web_page,
        "ods": read_ods,
        "spreadsheetml": read_spreadsheetml,
        "xls": read_xls,
        "xlsb": read_xlsb,
    }
    return readers[kind](data)


def _unlock(data: bytes, password: str) -> bytes:
    if data.startswith(ZIP):
        from warmth_cli.files.ods_lock import unlocked_ods

        return unlocked_ods(data, password)
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    plain = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=password)
    except InvalidKeyError as error:
        raise WrongPassword from error
    except (DecryptionError, FileFormatError) as error:
        raise LockedForGood from error
    except Exception as error:  # for broken bytes it raises whatever its own parts raise
        raise Broken(repr(error)) from error
    try:
        # What comes out tells the password: the library's own test of it fails for every file of Office 2010,
        # whose SHA-1 is padded there.
        file.decrypt(plain)
    except InvalidKeyError as error:
        raise (Broken if plain.getvalue().startswith(ZIP) else WrongPassword) from error
    except (DecryptionError, FileFormatError) as error:
        raise LockedForGood from error
    except Exception as error:
        # An .xls is right that ends in a few bytes more than its records have; it cannot be undone here.
        raise (Broken(repr(error)) if file.format == "ooxml" else LockedForGood(repr(error))) from error
    return plain.getvalue()


def answered(task: str, *arguments: object) -> object:
    """What a task comes to, or the Refused that it ends in; here, and not in a process apart."""
    try:
        return {"read": _read, "unlock": _unlock}[task](*arguments)  # type: ignore[operator]
    except Refused as refused:
        return refused
    except (MemoryError, RecursionError):
        return TooMuch()
    except _BROKEN as error:
        return Broken(repr(error))


def _main() -> None:
    hold_memory()
    asked = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(answered(*asked), pickle.HIGHEST_PROTOCOL))


def hold_memory() -> None:
    """Hold this process to MEMORY, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _main()
