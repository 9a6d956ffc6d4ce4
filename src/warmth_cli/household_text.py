"""Households as text, as the ledger keeps them: written as they are, and checked when they are read again.

Many stand in one text column by column, which is short, and quick to write and to check.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_type_hints

from pydantic import ConfigDict, TypeAdapter, create_model
from pydantic_core import to_json

from warmth_cli.household import Household

# Built when it is first asked for: a check only writes.
_STRICT = ConfigDict(strict=True, extra="forbid", defer_build=True)
_DEFAULTS: Mapping[str, object] = Household._field_defaults
_EMPTY = {name: json.loads(to_json(value)) for name, value in _DEFAULTS.items() if value is not None}
"""What fields without anything in them hold, where that is not None."""
_ONE: TypeAdapter[Household] = TypeAdapter(Household, config=ConfigDict(strict=True, defer_build=True))


def _column(name: str, kind: Any) -> Any:
    column = tuple[kind, ...]
    return (column | None, None) if name in _DEFAULTS else (column, ...)


_KINDS = get_type_hints(Household, include_extras=True)
_FIELDS: dict[str, Any] = {name: _column(name, kind) for name, kind in _KINDS.items()}
_COLUMNS: TypeAdapter[Any] = TypeAdapter(create_model("_Columns", __config__=_STRICT, **_FIELDS))


def households_text(households: Sequence[Household]) -> str:
    """Many households; columns without anything in them are left out."""
    columns = zip(Household._fields, zip(*households, strict=True), strict=False)
    said = {name: column for name, column in columns if _says_anything(column, _DEFAULTS.get(name))}
    return to_json(said).decode()


def _says_anything(column: Sequence[object], default: object) -> bool:
    return column[0] != default or column.count(default) < len(column)


def households_in(text: str) -> Iterator[Household]:
    """The households of such a text. Raises ValueError where one is not as a household must be."""
    read = _COLUMNS.validate_json(text)
    count = len(read.row)
    columns = [
        [_DEFAULTS[name]] * count if column is None else column
        for name, column in ((name, getattr(read, name)) for name in Household._fields)
    ]
    return map(Household._make, zip(*columns, strict=True))


def by_column(text: str) -> str:
    """Many households as an earlier version wrote them, one after another, as they are written today."""
    households = json.loads(text)
    columns = {
        name: [household.get(name, _EMPTY.get(name)) for household in households]
        for name in Household._fields
        if any(name in household for household in households)
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def household_text(household: Household) -> str:
    """One household by itself, without what says nothing."""
    said = household._asdict().items()
    return to_json({name: value for name, value in said if value != _DEFAULTS.get(name)}).decode()


def household_in(text: str) -> Household:
    """The household of such a text. Raises ValueError where it is not as a household must be."""
    return _ONE.validate_json(text)
