"""Forms of one household, and tables that lie on their side: 身份证号 stands beside its number, not over it.

What they say is not read. They are told as what they are: of a heading row that is missing a clerk with such
a form before her can make nothing.
"""

from collections.abc import Sequence

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import column_letter
from warmth_cli.reading.headings.heading import normalised
from warmth_cli.reading.headings.vocabulary import Vocabulary
from warmth_cli.reading.words.surroundings import may_be_person

_LONGEST = 20
"""Characters of a label."""


def form_label(rows: Sequence[Sequence[Cell]], words: Vocabulary) -> tuple[int, str] | None:
    """The row, as Excel counts it, and the cell of a label 身份证号 whose number stands to its right, if any.

    `rows` are those outside a table: in one 身份证 may be an entry under 证件类型.
    """
    for number, row in enumerate(rows, 1):
        for index, cell in enumerate(row):
            if index and may_be_person(cell):
                place = next((each for each in range(index - 1, -1, -1) if row[each] != ""), index)
                label = row[place]
                if isinstance(label, str) and len(label) <= _LONGEST and _names_number(label, words):
                    return number, f"{column_letter(place)}{number}"
                break
    return None


def _names_number(label: str, words: Vocabulary) -> bool:
    field = words.field(normalised(label))
    return field is not None and field.name == "id_number"
