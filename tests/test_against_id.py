"""Sex and birth date against the identity number."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts import Line, codes, sheet
from layouts import read as read_sheets
from people import resident_id
from rosters import Row, head, member, write_roster
from warmth_cli.household import Household
from warmth_cli.issue_kinds import Severity
from warmth_cli.month import Month
from warmth_cli.reading.cells.against_id import contradictions
from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster

MAN, WOMAN = resident_id(1), resident_id(2)
OLD_CARD = "340300850302001"


def found(**values: Value) -> list[tuple[str, str, str]]:
    return [(each.field, each.found, each.said) for each in contradictions(values)]


@pytest.mark.parametrize(
    ("number", "sex", "said"),
    [
        (MAN, "男", ""),
        (MAN, "女", "男"),
        (WOMAN, "女", ""),
        (WOMAN, "男", "女"),
        (OLD_CARD, "男", ""),
        (OLD_CARD, "女", "男"),
    ],
)
def test_sex(number: str, sex: str, said: str) -> None:
    assert found(id_number=number, sex=sex) == ([("sex", sex, said)] if said else [])


@pytest.mark.parametrize("number", [MAN, OLD_CARD])
@pytest.mark.parametrize(
    ("born", "same"),
    [
        (date(1985, 3, 2), True),
        (date(1985, 3, 3), False),
        (date(1985, 4, 2), False),
        (date(1986, 3, 2), False),
        (date(1885, 3, 2), False),
        (Month(1985, 3), True),
        (Month(1985, 2), False),
        (Month(1986, 3), False),
        # what Excel makes of 1985年3月
        (date(1985, 3, 1), True),
        (date(1985, 4, 1), False),
    ],
)
def test_birth_date(number: str, born: date | Month, same: bool) -> None:
    assert found(id_number=number, born=born) == ([] if same else [("born", str(born), "1985-03-02")])


def test_both_are_told() -> None:
    assert [field for field, _, _ in found(id_number=MAN, sex="女", born=Month(1990, 1))] == ["sex", "born"]


def test_what_is_missing_contradicts_nothing() -> None:
    assert found(sex="女", born=date(1985, 3, 2)) == []
    assert found(id_number=MAN) == []


@given(st.integers(0, 999), st.dates(date(1900, 1, 1), date(2021, 12, 31)))
def test_what_the_number_says_never_contradicts_it(serial: int, born: date) -> None:
    number = resident_id(serial, f"{born:%Y%m%d}")
    sex = "男" if serial % 2 else "女"
    assert found(id_number=number, sex=sex, born=born) == []
    assert found(id_number=number, sex=sex, born=Month(born.year, born.month)) == []


# --- in a roster --------------------------------------------------------------------------------------------


def read(folder: Path, *rows: Row) -> Household:
    path = write_roster(folder / "roster.xlsx", rows)
    [household] = read_roster(path, path.name, Request(date(2022, 1, 6)), lambda _: None).households
    return household


def test_a_contradiction_holds_the_household_and_names_both_cells(tmp_path: Path) -> None:
    household = read(tmp_path, head(sex="女", born="1985年4月"), member(50, sex="男"))

    told = [(issue.code, issue.severity, issue.row, issue.field, issue.found) for issue in household.issues]
    assert told == [
        ("id-contradicted", Severity.ERROR, 2, "sex", "女"),
        ("id-contradicted", Severity.ERROR, 2, "born", "1985-04"),
        ("id-contradicted", Severity.ERROR, 3, "sex", "男"),
    ]
    assert "女, but the identity number says 男" in household.issues[0].message.spoken("en")
    assert "1985-04, but the identity number says 1985-03-02" in household.issues[1].message.spoken("en")


def test_what_agrees_is_not_mentioned(tmp_path: Path) -> None:
    household = read(tmp_path, head(sex="男", born="1985-03-02"), member(50, sex="女", born="2010.3.2"))

    assert (household.issues, household.unread) == ((), frozenset())


def test_what_cannot_be_compared_holds_nobody(tmp_path: Path) -> None:
    household = read(tmp_path, head(sex="不明", born="#N/A"), member(50, sex="?"))

    told = [(issue.code, issue.severity, issue.row, issue.field) for issue in household.issues]
    assert told == [
        ("not-compared", Severity.WARNING, 2, "sex"),
        ("not-compared", Severity.WARNING, 2, "born"),
        ("not-compared", Severity.WARNING, 3, "sex"),
    ]


@pytest.mark.parametrize(("born", "year", "child"), [("20060101", 2022, False), ("20070101", 2022, True)])
def test_a_head_who_is_a_child_is_told(born: str, year: int, child: bool) -> None:
    rows: list[Line] = [["姓名", "身份证号", "建档状态"], ["张三", resident_id(1, born), "在档"]]
    [household] = read_sheets(sheet(rows), year=year).households
    assert codes(household.issues) == ([("head-child", "B2")] if child else [])
    [unknown] = read_sheets(sheet(rows), year=0).households
    assert codes(unknown.issues) == []
