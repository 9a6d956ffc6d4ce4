"""Rule packs are found, chosen, and loaded whole: checked to the last key, or refused with file and key."""

import hashlib
import itertools
from collections.abc import Iterable, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import BaseModel, ValidationError

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import Sentence, listed, marked, sentence
from warmth_cli.reasons import Fault, model_reason, reason
from warmth_cli.rulebook.criteria import KINDS, AnyOf
from warmth_cli.rulebook.pack import (
    NOTICE_FILE,
    Choosable,
    NoticeFile,
    Pack,
    Reading,
    applies,
)
from warmth_cli.toml_file import toml_of


def find_packs(extra: Path | None) -> list[Pack]:
    """Every pack that ships with the program, and those in the folder `extra`; newest notice first.

    `extra` is a pack's folder or a folder of such folders. Raises WarmthError for a pack that is not
    valid, for two of one id, and for a folder without any.
    """
    folders = [folder for folder in files("warmth_cli.rules").iterdir() if _is_pack(folder)]
    if extra is not None:
        own = [extra] if _is_pack(extra) else _packs_below(extra)
        if not own and not (extra / "banks").is_dir():  # an office may add banks alone
            raise stop(
                marked("There is no rule pack in {path}."),
                marked("A pack is a folder with a {file} in it; name it or the folder above it."),
                path=str(extra),
                file=NOTICE_FILE,
            )
        folders.extend(own)
    packs: dict[str, Pack] = {}
    for folder in folders:
        pack = load_pack(folder)
        if pack.notice.id in packs:
            raise stop(
                marked("Two rule packs have the id {id}: {one} and {other}."),
                marked("Give one of them another id in its {file}."),
                id=pack.notice.id,
                one=str(packs[pack.notice.id].folder),
                other=str(folder),
                file=NOTICE_FILE,
            )
        packs[pack.notice.id] = pack
    return sorted(packs.values(), key=lambda pack: (pack.notice.issued, pack.notice.id), reverse=True)


def choose_pack(packs: Sequence[Pack], year: int | None, notice: str | None) -> Pack:
    """The pack of a year, or of a notice's id; the newest when neither is named."""
    fitting = [
        pack
        for pack in packs
        if (year is None or pack.notice.year == year) and (notice is None or pack.notice.id == notice)
    ]
    known = listed(f"{pack.notice.year} ({pack.notice.id})" for pack in packs)
    if not fitting:
        raise stop(
            marked("There is no rule pack for {what}."),
            marked("Known are: {known}. The office's own packs are added with --rules DIR."),
            what=" ".join(str(part) for part in (year, notice) if part is not None),
            known=known,
        )
    tied = [pack for pack in fitting if pack.notice.issued == fitting[0].notice.issued]
    if len(tied) > 1 or (year is not None and len(fitting) > 1):
        raise stop(
            marked("{count} notices could be meant."),
            marked("Name one of them with --notice: {known}."),
            count=len(fitting),
            year=year,
            known=listed(pack.notice.id for pack in fitting),
        )
    return fitting[0]


def load_pack(folder: Traversable) -> Pack:
    """Load and check one pack. Raises WarmthError with file and key for whatever is wrong in it."""
    file = folder / NOTICE_FILE
    try:
        data = file.read_bytes()
        content = NoticeFile.model_validate(toml_of(data))
    except OSError as error:
        raise _invalid(file, "", reason(error)) from error
    except Fault as error:
        raise _invalid(file, "TOML", reason(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise _invalid(file, _key(first["loc"]), model_reason(first)) from error
    _check_references(file, content)
    return Pack(
        folder,
        hashlib.sha256(data).hexdigest(),
        content.notice,
        content.clauses,
        content.window,
        tuple(content.due),
        {fund.id: fund for fund in content.fund},
        tuple(content.reading),
        tuple(content.grant),
        content.payment,
        tuple(content.advice),
        tuple(content.standard_day),
    )


def _check_references(file: Traversable, content: NoticeFile) -> None:
    """Every clause, fund, reading and choice that is named must exist; every figure must be one figure."""
    choices = {reading.id: [option.value for option in reading.option] for reading in content.reading}
    for name, ids in (
        ("fund", [fund.id for fund in content.fund]),
        ("reading", [reading.id for reading in content.reading]),
        ("grant", [grant.id for grant in content.grant]),
        ("advice", [advice.id for advice in content.advice]),
    ):
        if len(set(ids)) != len(ids):
            raise _invalid(file, name, marked("two of them have the same id"))
    for key, part in _parts(content):
        clause = getattr(part, "clause", None)
        if clause is not None and clause not in content.clauses:
            raise _invalid(file, f"{key}.clause", marked("{value} is not in [clauses]"), value=clause)
        for name, value in getattr(part, "when", {}).items():
            if value not in choices.get(name, ()):
                raise _invalid(
                    file,
                    f"{key}.when",
                    marked("there is no reading {name} with the choice {value}"),
                    name=name,
                    value=value,
                )
        if isinstance(part, AnyOf) and part.ask is None:
            raise _invalid(file, f"{key}.ask", marked("an any_of says whom to ask when it is unknown"))
    for number, grant in enumerate(content.grant):
        for choice in grant.fund:
            if choice.id not in {fund.id for fund in content.fund}:
                raise _invalid(
                    file, f"grant.{number}.fund", marked("there is no fund {value}"), value=choice.id
                )
        _check_single(file, f"grant.{number}.amount", grant.amount, content.reading)
        _check_single(file, f"grant.{number}.fund", grant.fund, content.reading)
    _check_single(file, "standard_day", content.standard_day, content.reading)


def _check_single(
    file: Traversable, key: str, figures: Sequence[Choosable], readings: Sequence[Reading]
) -> None:
    """Under every combination of readings exactly one of the figures holds."""
    concerned = {name for figure in figures for name in figure.when}
    options = [
        [(reading.id, option.value) for option in reading.option]
        for reading in readings
        if reading.id in concerned
    ]
    for combination in itertools.product(*options):
        chosen = dict(combination)
        count = sum(applies(figure.when, chosen) for figure in figures)
        if count != 1:
            words = marked("{count} figures hold under the readings {readings}, not one")
            raise _invalid(file, key, words, count=count, readings=chosen)


def _parts(part: BaseModel, key: str = "") -> Iterable[tuple[str, BaseModel]]:
    """Every model inside `part`, with the key under which it stands in the file."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for number, each in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(each, BaseModel):
                here = f"{key}{name}.{number}" if isinstance(value, list) else f"{key}{name}"
                yield here, each
                yield from _parts(each, f"{here}.")


def _key(location: Sequence[int | str]) -> str:
    """A place in the file, without the kind of condition that the model puts after a condition's number."""
    parts = [str(part) for part in location]
    return ".".join(
        part
        for before, part in zip(["", *parts], parts, strict=False)
        if not (before.isdigit() and part in KINDS)
    )


def _is_pack(folder: Traversable) -> bool:
    return folder.is_dir() and (folder / NOTICE_FILE).is_file()


def _packs_below(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if _is_pack(each))
    except OSError:
        return []


def _invalid(file: Traversable, key: str, why: Sentence | str, **values: object) -> WarmthError:
    return stop(
        marked("The rule pack {file} is not valid. {key}: {reason}."),
        marked("Correct that key; CONTRIBUTING.md shows how a pack is written."),
        file=str(file),
        key=key,
        reason=sentence(why, **values) if isinstance(why, str) else why,
    )
