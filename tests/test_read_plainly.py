"""What any clerk reads without a question is read; what only looks like it is held."""

from datetime import date
from decimal import Decimal

import pytest

from warmth_cli.fields import FIELDS
from warmth_cli.files.cell import DAY_ZERO
from warmth_cli.reading.cells.unreadable import Unreadable
from warmth_cli.reading.headings.columns import Column
from warmth_cli.reading.headings.heading import normalised
from warmth_cli.reading.headings.vocabulary import vocabulary
from warmth_cli.reading.tables.column_reader import ColumnReader


def said(field: str, cell: str) -> str:
    """What a cell says under a field; the code of the issue where it cannot be taken."""
    reader = ColumnReader(Column(FIELDS[field], 0, "A", Decimal(1)), date(2022, 1, 6), DAY_ZERO)
    reader.take([cell])
    [result] = reader.results
    return result.code if isinstance(result, Unreadable) else str(result)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        *(("张三（户主）", "张三"), ("张三（本人）", "张三"), ("张 胜 男", "张胜男"), ("张　男", "张男")),
        *(
            ("张三（已故）", "name-unreadable"),
            ("张三家属", "name-unreadable"),
            ("已故张三", "name-unreadable"),
        ),
        *(("张三女士", "name-unreadable"), ("张三之妻", "name-unreadable"), ("张三 男", "name-unreadable")),
    ],
)
def test_a_name_says_whose_it_is_and_nothing_else(cell: str, name: str) -> None:
    assert said("name", cell) == name


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        *(("3w", "30000"), ("3.2W", "32000"), ("叁萬元", "30000"), ("3W元", "30000")),
        *(("三万", "30000"), ("3k", "money-unreadable"), ("3ww", "money-unreadable")),
    ],
)
def test_an_amount_may_be_short(cell: str, amount: str) -> None:
    assert said("annual_income", cell).removesuffix(".00") == amount


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        *(("removal_reason", "户主死亡", "死亡"), ("removal_reason", "因病去世", "死亡")),
        *(("removal_reason", "脱困（子女就业）", "脱困"), ("removal_reason", "1.脱困", "脱困")),
        *(
            ("removal_reason", "配偶死亡", "value-unknown"),
            ("removal_reason", "脱困（待核）", "value-unknown"),
        ),
        *(("finding", "同意", "同意"), ("finding", "同意（待复核）", "finding-unclear")),
    ],
)
def test_a_value_may_have_a_note_that_leaves_it_as_it_is(field: str, cell: str, value: str) -> None:
    assert said(field, cell) == value


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *(("姓名\n例：张三", "name"), ("困难类别\n下拉选择", "hardship"), ("身份证号\n18位", "id_number")),
        *(("姓名/户主", "name"), ("档案状态/建档状态", "file_status"), ("身份证号或证件号", "id_number")),
        *(("填報單位", "union"), ("基層工會", None)),
        *(("姓名/身份证号", None), ("姓名\n身份证号", None), ("例：张三", None)),
    ],
)
def test_a_heading_may_say_more_than_its_field(heading: str, field: str | None) -> None:
    found = vocabulary().field(normalised(heading))
    assert (found.name if found else None) == field
