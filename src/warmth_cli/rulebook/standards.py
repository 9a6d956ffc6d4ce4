"""Minimum living standards (低保标准): dated monthly figures by district and residence, from standards.toml.

None ships with the program: no figure for the notice's city and year could be found in a source.
"""

import itertools
import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from warmth_cli.fields import Residence
from warmth_cli.files.refusals import no_file
from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import Sentence, Words, marked, sentence
from warmth_cli.pattern import pattern
from warmth_cli.reasons import Fault, model_reason, reason
from warmth_cli.toml_file import toml_of

_MOST_NAMED = 8
_ASKED_ZH = ("每人每月多少元", "从哪一天起执行", "公布标准的文件，写在引号里")
_ASKED_EN = ("yuan per head and month", "its first day in force", "the document that says so, in the quotes")
"""What is to be written behind monthly, from and source."""
_MOST_A_MONTH = 3000
"""Yuan a month above which a figure must be a year's: in 2022 no place in China had so much. Everybody would
pass with it, and so nobody is compared with it."""
_WITHIN = pattern(r"(?:社区|[^\W区县市])+(?:街道(?:办事处)?|镇|乡|(?<=社)区|村|[居村]委会)")
"""What may follow a district's name and is within it; a zone like 开发区 may have a figure of its own."""
_RESIDENCES: tuple[Residence, ...] = ("城镇", "农村")


def _exact(number: object) -> object:
    return Decimal(number) if type(number) is int else number


Number = Annotated[Decimal, BeforeValidator(_exact)]
"""A number of a TOML file, exact: its fractions are read as Decimal, and so are its whole numbers."""


class Living(NamedTuple):
    """One figure in force: yuan a month, since when, where, and the words by which a decision cites it."""

    monthly: Decimal
    since: date
    district: str
    cited: str


Unknown = tuple[str, Mapping[str, str | Words]]
"""Why no figure is known: the code of an issue, and its values."""


class Standard(BaseModel):
    """One `[[standard]]` table. `residence` left out: both; `until` left out: still in force."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    district: str = Field(min_length=1)
    residence: Residence | None = None
    monthly: Annotated[Number, Field(gt=0, allow_inf_nan=False)]
    since: date = Field(alias="from")
    until: date | None = None
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Standard":
        if self.until is not None and self.until < self.since:
            raise Fault(marked("until is before from"))
        return self


class Lookup:
    """The figures in force on one day, in the districts of `city`."""

    def __init__(self, standards: Collection[Standard], day: date, path: str, city: str = "") -> None:
        self.day = day
        self.path = path
        # A district's full name: 安徽省蚌埠市蚌山区. One of another city is never taken for this city's.
        self._of_city = re.compile(
            rf"^(?:\w{{2,3}}省|\w{{2,6}}自治区)?{re.escape(city)}(?=\w)" if city else ""
        )
        self._known: dict[str, list[Standard]] = {}
        for standard in standards:
            if standard.since <= day:
                self._known.setdefault(_squeezed(standard.district), []).append(standard)
        self._found: dict[tuple[str, str | None], Living | Unknown] = {}

    def living(
        self, district: str | None, residence: Residence | None, unread: Collection[str]
    ) -> Living | Unknown:
        """The figure for a household, or why there is none: its place is blank, or no figure is known."""
        if district is None:
            return ("unread" if "district" in unread else "missing", {"field": "district"})
        key = (district, residence)
        if key not in self._found:
            self._found[key] = self._look_up(district, residence)
        found = self._found[key]
        if not isinstance(found, Living) and "residence" in unread and found[1].get("field"):
            return ("unread", {"field": "residence"})
        return found

    def is_old(self, living: Living) -> bool:
        """Whether the figure began more than twelve months before the day: a newer one may be published."""
        try:
            year_before = self.day.replace(year=self.day.year - 1)
        except ValueError:  # 29 February
            year_before = self.day.replace(year=self.day.year - 1, day=28)
        return living.since < year_before

    def _look_up(self, district: str, residence: Residence | None) -> Living | Unknown:
        name = _squeezed(district)
        short = self._of_city.sub("", name, count=1)
        here = self._known.get(name) or self._known.get(short) or self._around(short)
        newest: dict[str, Standard] = {}
        for place in (residence,) if residence else _RESIDENCES:
            fitting = [each for each in here if each.residence in (None, place)]
            last = max(fitting, key=lambda each: each.since, default=None)
            # The last figure took the place of those before it; once it has ended, none of them comes back.
            if last is not None and (last.until is None or self.day <= last.until):
                newest[place] = last
        if not newest:
            return ("standard-missing", self._lines(district, residence))
        # Without a residence the figure is known only where town and country have the same.
        if residence is None and (len(newest) < 2 or len({each.monthly for each in newest.values()}) > 1):
            return ("missing", {"field": "residence"})
        standard = next(iter(newest.values()))
        if standard.monthly > _MOST_A_MONTH:
            about = {"district": standard.district, "path": self.path}
            return ("standard-yearly", about | {"monthly": f"{standard.monthly:.2f}"})
        where = standard.district + (f" {standard.residence}" if standard.residence else "")
        words = f"{where} {standard.monthly} ({standard.since}; {standard.source})"
        return Living(standard.monthly, standard.since, standard.district, words)

    def _around(self, name: str) -> list[Standard]:
        """The figures of the one known district in which a smaller place is: 蚌山区天桥街道 is in 蚌山区."""
        found = [
            each for each in self._known if name.startswith(each) and _WITHIN.fullmatch(name[len(each) :])
        ]
        return self._known[found[0]] if len(found) == 1 and found[0].endswith(("区", "县", "市")) else []

    def _lines(self, district: str, residence: Residence | None) -> dict[str, str | Words]:
        """What the issue of a figure that is not known says, with the lines to be filled in."""
        lines = ["[[standard]]", f'district = "{_quoted(district)}"']
        lines += [f'residence = "{residence}"'] if residence else []
        blanks = ("monthly = ", f"from = {self.day.year - 1}-__-__", 'source = ""')
        zh, en = (
            "\n".join([*lines, *(f"{blank}  # {asked}" for blank, asked in zip(blanks, words, strict=True))])
            for words in (_ASKED_ZH, _ASKED_EN)
        )
        return {
            "district": district + (f" {residence}" if residence else ""),
            "day": self.day.isoformat(),
            "path": self.path,
            "known": self._other_districts(),
            "lines": Words(zh, en),
        }

    def _other_districts(self) -> Words:
        """That the district may be one of those with a figure, mistyped; nothing where there is none."""
        names = dict.fromkeys(each[-1].district for each in self._known.values())
        if not names:
            return Words("", "")
        few = "、".join(itertools.islice(names, _MOST_NAMED))
        more = len(names) - _MOST_NAMED
        zh, en = (f"等{len(names)}个", f" and {more} more") if more > 0 else ("", "")
        return Words(
            f"县区写错的，请改成已有标准的县区之一：{few}{zh}。没有写错的，",
            f"If the district is mistyped, write it as one that has a figure: {few}{en}. If it is not: ",
        )


def load_standards(path: Path, required: bool) -> list[Standard]:
    """The figures of a standards file; none when it does not exist and is not `required`.

    Raises WarmthError with the table and key for anything else than valid figures, and for two figures
    that are in force for the same people on the same day.
    """
    try:
        data = toml_of(path.read_bytes())
    except FileNotFoundError:
        _refuse_hidden_ending(path)
        if not required:
            return []
        raise no_file(path) from None
    except (Fault, OSError) as error:
        raise _wrong(path, "", reason(error)) from error
    standards: list[Standard] = []
    unknown = sorted(set(data) - {"standard"})
    if unknown:
        raise _wrong(path, unknown[0], sentence(marked("there is no such key")))
    tables = data.get("standard", [])
    if not isinstance(tables, list):
        raise _wrong(path, "standard", sentence(marked("write [[standard]], with two brackets")))
    for number, table in enumerate(tables, 1):
        try:
            standards.append(Standard.model_validate(table))
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"])
            place = marked("[[standard]] {number}: {key}") if key else marked("[[standard]] {number}")
            raise _wrong(path, sentence(place, key=key, number=number), model_reason(first)) from error
    _refuse_overlaps(path, standards)
    return standards


def _refuse_hidden_ending(path: Path) -> None:
    """Notepad adds .txt to the name, and Windows does not show it: the figures would never be found."""
    other = path.with_name(f"{path.name}.txt")
    if other.is_file():
        raise stop(
            marked("There is no file {path}, but one that is called {other}."),
            marked("Take .txt off its name; File Explorer shows it with View, File name extensions."),
            path=str(path),
            other=str(other),
        )


def _refuse_overlaps(path: Path, standards: Collection[Standard]) -> None:
    by_place: dict[tuple[str, str], list[Standard]] = {}
    for standard in standards:
        for residence in (standard.residence,) if standard.residence else _RESIDENCES:
            by_place.setdefault((_squeezed(standard.district), residence), []).append(standard)
    for place, here in by_place.items():
        here.sort(key=lambda each: each.since)
        for earlier, later in itertools.pairwise(here):
            # An open end is closed by the next figure; a written end must not reach into it.
            if earlier.since == later.since or (earlier.until is not None and earlier.until >= later.since):
                raise _wrong(path, " ".join(place), sentence(marked("two figures on {day}"), day=later.since))


def _squeezed(district: str) -> str:
    return re.sub(r"\s+", "", district)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _wrong(path: Path, key: Sentence | str, why: Sentence | str) -> WarmthError:
    return stop(
        marked("The standards file {path} is not valid. {key}: {reason}."),
        marked("Each [[standard]] needs district, monthly, from and source; residence and until if known."),
        path=str(path),
        key=key or "TOML",
        reason=why,
    )
