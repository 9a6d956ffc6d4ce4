"""What a report tells beside the figures: the parts of a pack's report.toml, which only the office knows."""

from importlib.resources.abc import Traversable

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.reasons import model_reason, reason
from warmth_cli.toml_file import toml_of

REPORT_FILE = "report.toml"


class Part(BaseModel):
    """One task of the notice: its clause, what that says in our own words, what the writer is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    heading: str = Field(min_length=1)
    clause: str = Field(min_length=1)
    says: str = Field(min_length=1)
    asks: list[str] = Field(min_length=1)


class _Outline(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    part: list[Part] = []


def load_outline(folder: Traversable) -> list[Part]:
    """The parts of a pack; none when it has no report.toml. Raises WarmthError with file and key."""
    file = folder / REPORT_FILE
    try:
        return _Outline.model_validate(toml_of(file.read_bytes())).part
    except FileNotFoundError:
        return []
    except ValidationError as error:
        first = error.errors()[0]
        key, why = ".".join(str(part) for part in first["loc"]), model_reason(first)
        cause: Exception = error
    except (ValueError, OSError) as error:
        key, why, cause = "TOML", reason(error), error
    raise stop(
        marked("The report's outline {file} is not valid. {key}: {reason}."),
        marked("Correct that key; CONTRIBUTING.md shows how a pack is written."),
        file=str(file),
        key=key,
        reason=why,
    ) from cause
