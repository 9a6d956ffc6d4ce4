"""What a number format does not show: the year of a day, a 0."""

from pathlib import Path

import pytest
import xlwt
from openpyxl import load_workbook

from examples import STANDARD, UNFILED, shown_as, warmth
from warmth_cli.files.xls import read_xls

REMOVED = {"file_status": "已退档", "removal_reason": "脱困"}


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        *(("0;-0;;@", "held"), ('0;0;"无"', "held"), ("#,###", "held")),
        *(('#,##0;-#,##0;"-"', "granted"), ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "granted")),
        *(("General", "granted"), ("#,##0.00", "granted"), ("0", "granted"), ("@", "granted")),
    ],
)
def test_a_zero_that_is_not_shown_is_no_income(tmp_path: Path, code: str, outcome: str) -> None:
    (tmp_path / "standards.toml").write_text(STANDARD.format("2021-07-01"), encoding="utf-8")
    never = UNFILED | {"household_size": 3, "annual_income": 0, "residence": "城镇"}
    shown_as("家庭年可支配收入", code, **never)(tmp_path)
    [decision] = warmth(tmp_path, "check roster.xlsx")["decisions"]
    assert decision["outcome"] == outcome


def _without_zeros(folder: Path) -> Path:
    path = folder / "roster.xlsx"
    book = load_workbook(path)
    book["花名册"].sheet_view.showZeros = False
    book.save(path)
    return path


@pytest.mark.parametrize(("income", "outcome"), [(0, "held"), (1200, "granted")])
def test_a_zero_on_a_sheet_that_shows_none_is_no_income(tmp_path: Path, income: int, outcome: str) -> None:
    (tmp_path / "standards.toml").write_text(STANDARD.format("2021-07-01"), encoding="utf-8")
    never = UNFILED | {"household_size": 3, "annual_income": income, "residence": "城镇"}
    shown_as("家庭年可支配收入", "General", **never)(tmp_path)
    _without_zeros(tmp_path)
    [decision] = warmth(tmp_path, "check roster.xlsx")["decisions"]
    assert decision["outcome"] == outcome


@pytest.mark.parametrize("shows", [0, 1])
def test_an_old_workbook_tells_whether_it_shows_zeros(tmp_path: Path, shows: int) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("花名册")
    sheet.write(0, 0, 0)
    sheet.show_zero_values = shows
    book.save(str(tmp_path / "old.xls"))
    [read] = read_xls((tmp_path / "old.xls").read_bytes())
    assert read.zeros_hidden is not bool(shows)


@pytest.mark.parametrize(
    ("code", "outcome"),
    [('m"月"d"日"', "held"), ("d-mmm", "held"), ("yyyy/m/d", "granted"), ('yyyy"年"m"月"', "granted")],
)
def test_a_day_without_its_year_may_be_of_any(tmp_path: Path, code: str, outcome: str) -> None:
    shown_as("退档日期", code, **REMOVED, removed_on=44377)(tmp_path)  # 30 June 2021
    [decision] = warmth(tmp_path, "check roster.xlsx")["decisions"]
    assert decision["outcome"] == outcome
