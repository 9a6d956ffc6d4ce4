"""The ending of a document's name: Excel and Word refuse, or ask about, a file called what it is not."""

from pathlib import Path

from warmth_cli.issues import stop
from warmth_cli.language import Words, marked

WORKBOOK = ".xlsx"
TEXT = ".docx"


def check_ending(path: Path, *endings: str) -> str:
    """The ending of `path`, in small letters. Raises WarmthError when it is none of `endings`."""
    ending = path.suffix.lower()
    if ending not in endings:
        raise stop(
            marked("{path} is not named like the document that is to be written."),
            marked("End its name with {endings}."),
            path=str(path),
            endings=Words(" 或 ".join(endings), " or ".join(endings)),
        )
    return ending
