"""What a number format does not show: the year of a day, a 0."""

from pathlib import Path

import pytest

from examples import STANDARD, UNFILED, shown_as, warmth

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


@pytest.mark.parametrize(
    ("code", "outcome"),
    [('m"月"d"日"', "held"), ("d-mmm", "held"), ("yyyy/m/d", "granted"), ('yyyy"年"m"月"', "granted")],
)
def test_a_day_without_its_year_may_be_of_any(tmp_path: Path, code: str, outcome: str) -> None:
    shown_as("退档日期", code, **REMOVED, removed_on=44377)(tmp_path)  # 30 June 2021
    [decision] = warmth(tmp_path, "check roster.xlsx")["decisions"]
    assert decision["outcome"] == outcome
