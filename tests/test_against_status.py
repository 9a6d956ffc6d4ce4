"""What stands beside a file status and does not go with it holds the household."""

import pytest

from layouts import Line, codes, read, sheet
from people import account, resident_id
from warmth_cli.reading.words.against_status import contradictions

HEADING: Line = ["填报单位", "姓名", "身份证号", "建档状态", "困难类别"]


def told(status: str, **cells: str) -> list[str]:
    """The codes of what is said of one household with this status."""
    rows: list[Line] = [
        [*HEADING, *cells, "银行账号"],
        ["甲工会", "张三", resident_id(1), status, "深度困难", *cells.values(), account(1)],
    ]
    [household] = read(sheet(rows)).households
    return [code for code, _ in codes(household.issues)]


@pytest.mark.parametrize(
    ("heading", "cell"), [("退档日期", "2021-06-30"), ("退档原因", "脱困"), ("渐退期截止", "2022-06-30")]
)
@pytest.mark.parametrize(
    ("status", "held"), [("在档", True), ("未建档", True), ("已退档", False), ("渐退期", False)]
)
def test_who_has_left_the_file_is_not_on_it(heading: str, cell: str, status: str, held: bool) -> None:
    assert told(status, **{heading: cell}) == (["status-contradicted"] if held else [])
    assert told(status, **{heading: ""}) == []


@pytest.mark.parametrize("status", ["在档", "已退档", "渐退期"])
def test_an_answer_that_is_asked_of_the_phase_out_alone_contradicts_nothing(status: str) -> None:
    assert told(status, 安排发放="否") == told(status, 安排发放="是") == []


@pytest.mark.parametrize("note", ["已脱困", "2021年12月已退档", "现已调离。", "已脱困，子女就业", "不再困难"])
def test_a_remark_may_say_that_the_household_has_left(note: str) -> None:
    assert told("在档", 备注=note) == ["status-contradicted"]
    assert told("已退档", 备注=note) == told("渐退期", 备注=note) == []


@pytest.mark.parametrize(
    "note", ["拟退档", "生活困难", "配偶已离职", "已离职", "脱困不脱政策", "退休", "困难职工"]
)
def test_another_remark_does_not(note: str) -> None:
    assert "status-contradicted" not in told("在档", 备注=note)


def test_a_remark_may_say_that_the_difficulty_is_less_deep() -> None:
    assert told("在档", 备注="已转相对困难") == ["status-contradicted"]
    assert told("在档", 备注="原为相对困难") == ["note-unread"]


def test_without_a_status_nothing_is_contradicted() -> None:
    assert list(contradictions({"removal_reason": "脱困"})) == []
