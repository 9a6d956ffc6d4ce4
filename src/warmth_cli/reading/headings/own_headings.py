"""The headings file of an office's own: which other headings it writes for each field."""

from pathlib import Path

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import marked, sentence
from warmth_cli.reasons import Fault, reason
from warmth_cli.toml_file import toml_of


def own_headings(path: Path) -> dict[str, list[str]]:
    """The table [also] of an office's own headings file: other headings of each field. Raises WarmthError."""
    try:
        data = toml_of(path.read_bytes())
    except (OSError, Fault) as error:
        raise _invalid(path, reason(error)) from error
    also = data.get("also")
    if set(data) != {"also"} or not isinstance(also, dict) or not all(map(_are_texts, also.values())):
        raise _invalid(path, sentence(marked("its form is another")))
    return also


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)


def _invalid(path: Path, why: object) -> WarmthError:
    return stop(
        marked("The headings {path} cannot be used: {why}."),
        marked('It has one table [also], with lines like: name = ["受助人"].'),
        path=str(path),
        why=why,
    )
