"""Amounts whose unit a line under the table puts in doubt are taken back."""

from collections.abc import Mapping
from dataclasses import replace

from warmth_cli.fields import Kind
from warmth_cli.files.sheet import Sheet
from warmth_cli.issues import Issue
from warmth_cli.national_form import national_form
from warmth_cli.reading.people.rows import Rows
from warmth_cli.reading.people.table_reading import TableReading


def take_back_money(file: str, sheet: Sheet, reading: TableReading, rows: Rows) -> list[Issue]:
    """Take back the amounts whose unit a line under `rows` puts in doubt, in them and on the pages above."""
    block = reading.blocks[-1]
    persons = [*rows.drafts, *reading.families.drafts(), *reading.members]
    for person in persons:
        person.form = _without_money(person.form)
        person.members = [replace(member, form=_without_money(member.form)) for member in person.members]
    issues = []
    for column in block.columns:
        if column.field.kind is Kind.MONEY and not column.told:
            name = column.field.name
            cell, words = f"{column.letter}{block.bottom + 1}", {"heading": rows.unit_below}
            issues.append(Issue("unit-unclear", file, sheet.name, block.bottom + 1, cell, name, "", words))
            for person in persons:
                person.values.pop(name, None)
                person.unread.add(name)
    return issues


def _without_money(form: Mapping[str, str]) -> dict[str, str]:
    return {heading: text for heading, text in form.items() if heading not in national_form().money}
