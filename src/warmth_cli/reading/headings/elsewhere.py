"""What the other sheets of a file have of households: then a list of persons tells the members of these."""

from collections.abc import Iterable
from typing import NamedTuple

from warmth_cli.fields import OF_ROW
from warmth_cli.reading.headings.heading import Heading
from warmth_cli.reading.headings.vocabulary import Vocabulary

_BESIDE_PERSONS = frozenset(("union", "district", "phone", "employer", "residence", "note"))
"""Fields that a list of persons may have, too."""
_OF_PERSONS = frozenset((*OF_ROW, "name", "id_number", *_BESIDE_PERSONS))


class Elsewhere(NamedTuple):
    """What the other sheets have: `households` with a file status, `numbered` ones with a number for each."""

    households: bool
    numbered: bool


NOWHERE = Elsewhere(households=False, numbered=False)
"""What is said where there is no other sheet."""


def households_under(headings: Iterable[Heading], words: Vocabulary) -> Elsewhere:
    """What a table with these headings has of households: more than a list of persons has."""
    headings = list(headings)
    fields = {field.name for each in headings if (field := words.field(each))}
    numbered = any(each.bare in words.of_households for each in headings)
    return Elsewhere({"id_number", "file_status"} <= fields, bool(fields - _OF_PERSONS) and numbered)


def lists_members(headings: Iterable[Heading], words: Vocabulary, elsewhere: Elsewhere) -> bool:
    """Whether a table only lists persons, each with the number of the head, or with the head's name alone, or
    with the number of the household, or with the relation, where another table has the households."""
    headings = list(headings)
    found = [words.field(heading, members=True) for heading in headings]
    fields = {field.name for field in found if field}
    if "head_id" in fields:
        return bool(fields & {"id_number", "relation"}) and "file_status" not in fields
    if elsewhere.numbered and any(each.bare in words.of_households for each in headings):
        return "name" in fields and fields <= _OF_PERSONS
    of_persons = {"name", "relation", "id_number"} <= fields <= _OF_PERSONS
    if of_persons and elsewhere.households:
        return True
    names = [
        heading for heading, field in zip(headings, found, strict=True) if field and field.name == "name"
    ]
    # 户主姓名 is always the head's; 职工姓名 is where another name stands beside it.
    of_heads = [heading for heading in headings if words.of_head(heading, "name")]
    return of_persons and bool(of_heads) and (len(names) == 2 or of_heads[0] not in names)
