"""What a bank takes, as data: columns and their order, text or spreadsheet, encoding, rows of one file.

A profile is one TOML file in a folder `banks`; its name without ending is the profile's. It is checked whole
when it is loaded: an unknown key or column, or a missing encoding, is one sentence that says where.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import Sentence, Words, marked, sentence
from warmth_cli.reasons import Fault, model_reason, reason
from warmth_cli.toml_file import toml_of

FOLDER = "banks"
ENCODINGS = {"gbk": "gbk", "gb18030": "gb18030", "utf-8": "utf-8", "utf-8-bom": "utf-8-sig"}
"""What a profile calls an encoding, and what Python does."""
LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}

Value = Literal[
    "number", "holder", "name", "account", "bank", "amount", "id_number", "union", "grant", "fund", "purpose",
    "batch",
]  # fmt: skip
"""What a column can hold: a running number, the holder of the account, the head of the household, bank with
branch, yuan with two decimals, 第N批, and so on."""
_PURPOSE = {"year", "batch"}


class BankColumn(BaseModel):
    """A column: its heading, what stands in it, whether blanks may, and how many characters at most."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    heading: Annotated[str, Field(min_length=1)]
    value: Value
    spaces: bool = True
    at_most: Annotated[int, Field(gt=0)] | None = None


class BankProfile(BaseModel):
    """What all profiles say. `at_least` and `at_most` count the rows of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: Words
    heading: bool
    column: list[BankColumn] = Field(min_length=1)
    purpose: str = ""
    at_least: Annotated[int, Field(gt=0)] = 1
    at_most: Annotated[int, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _pays(self) -> Self:
        values = [column.value for column in self.column]
        for needed in ("account", "amount"):
            if values.count(needed) != 1:
                raise Fault(marked("a bank needs one column {value}"), value=needed)
        if "purpose" in values and not self.purpose:
            raise Fault(marked("there is a column purpose, but no purpose to write into it"))
        if self.at_most is not None and self.at_most < self.at_least:
            raise Fault(marked("at_most is less than at_least"))
        try:
            places = {place for _, place, _, _ in Formatter().parse(self.purpose) if place is not None}
        except ValueError:
            places = {self.purpose}
        if places - _PURPOSE:
            words = marked("in a purpose only {known} can be filled in, not {value}")
            raise Fault(words, known="{year}, {batch}", value=", ".join(sorted(places - _PURPOSE)))
        return self


class SpreadsheetProfile(BankProfile):
    """A bank that takes a spreadsheet: text as text, amounts as numbers of two decimals."""

    kind: Literal["spreadsheet"]


class TextProfile(BankProfile):
    """A bank that takes a text: a line for each payment, its columns apart by `delimiter`."""

    kind: Literal["text"]
    encoding: Literal["gbk", "gb18030", "utf-8", "utf-8-bom"]
    delimiter: Annotated[str, Field(min_length=1)]
    ends_with_delimiter: bool
    line_end: Literal["crlf", "lf"]

    @model_validator(mode="after")
    def _keeps_columns_apart(self) -> Self:
        if any(sign.isalnum() or sign in '."\r\n' for sign in self.delimiter):
            words = marked("{value} cannot keep columns apart: it stands in them too")
            raise Fault(words, value=self.delimiter)
        for column in self.column if self.heading else ():
            if self.delimiter in column.heading or not self.can_write(column.heading):
                raise Fault(marked("the heading {value} cannot be written so"), value=column.heading)
        return self

    def can_write(self, text: str) -> bool:
        """Whether the encoding has every character of `text`, and reads it back as it was."""
        try:
            encoding = ENCODINGS[self.encoding]
            return text.encode(encoding).decode(encoding) == text
        except UnicodeError:
            return False


AnyProfile = SpreadsheetProfile | TextProfile
_KINDS: dict[object, type[AnyProfile]] = {"spreadsheet": SpreadsheetProfile, "text": TextProfile}


def find_profiles(extra: Path | None) -> dict[str, AnyProfile]:
    """Every profile by name: those that ship with the program, and those in the folder banks of `extra`.

    Raises WarmthError for a profile that is not valid, and for two of one name.
    """
    profiles: dict[str, AnyProfile] = {}
    shipped = files("warmth_cli.rules") / FOLDER
    for file in [*_profiles_in(shipped), *own_profiles(extra)]:
        name = file.name.removesuffix(".toml")
        if name in profiles:
            raise stop(
                marked("Two bank profiles have the name {name}; one of them is {file}."),
                marked("Give that file another name."),
                name=name,
                file=str(file),
            )
        profiles[name] = load_profile(file)
    return profiles


def own_profiles(extra: Path | None) -> list[Path]:
    """The files of the office's own profiles."""
    return sorted((extra / FOLDER).glob("*.toml")) if extra is not None else []


def load_profile(file: Traversable) -> AnyProfile:
    """Load and check one profile. Raises WarmthError with file and key for whatever is wrong in it."""
    try:
        data = toml_of(file.read_bytes())
    except OSError as error:
        raise _invalid(file, "", reason(error)) from error
    except Fault as error:
        raise _invalid(file, "TOML", reason(error)) from error
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise _invalid(file, "kind", sentence(marked("it is {known}"), known=" / ".join(map(str, _KINDS))))
    try:
        return _KINDS[kind].model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise _invalid(file, _key(first["loc"]), model_reason(first)) from error


def _profiles_in(folder: Traversable) -> list[Traversable]:
    found = (each for each in folder.iterdir() if each.name.endswith(".toml"))
    return sorted(found, key=lambda each: each.name)


def _key(location: tuple[int | str, ...]) -> str:
    """A place in the file; columns count from 1, as a person counts them."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)


def _invalid(file: Traversable, key: str, why: Sentence | str) -> WarmthError:
    return stop(
        marked("The bank profile {file} is not valid. {key}: {reason}."),
        marked("Correct that key; CONTRIBUTING.md shows how a profile is written."),
        file=str(file),
        key=key or "TOML",
        reason=why,
    )
