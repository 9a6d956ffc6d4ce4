"""A roster that is read while its last rows are still to come is the roster that is read at once."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from layouts import Line
from people import account, resident_id
from warmth_cli.files import xlsx
from warmth_cli.files.cell import Cell
from warmth_cli.household import Roster
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster
from warmth_cli.reading.tables.column_values import ColumnValues

HEADING = [
    "填报单位",
    "户主姓名",
    "身份证号",
    "建档状态",
    "困难类别",
    "安排发放",
    "银行账号",
    "备注",
    "家庭人口",
]


def person(serial: int, **cells: Cell) -> list[Cell]:
    """The row of a household."""
    said: dict[str, Cell] = dict(zip(HEADING, ("甲工会", "张三", resident_id(serial), "在档"), strict=False))
    said |= {"困难类别": "深度困难", "安排发放": "是", "银行账号": account(serial)} | cells
    return [said.get(str(heading), "") for heading in HEADING]


USUAL = [person(serial) for serial in range(1, 41)]
OTHER: Line = ["职工姓名", "备注", "公民身份号码", "建档状态"]
SHEETS: dict[str, tuple[list[Line], str]] = {
    "one table": ([HEADING, *USUAL], ""),
    "under a title": ([["甲工会花名册"], [], HEADING, *USUAL], "A1:H1"),
    "an error far down": ([HEADING, *USUAL, person(50, 建档状态="#N/A")], ""),
    "true, and one, and true": (
        [
            HEADING,
            *(person(each, 家庭人口=(True, 1, 1.0, 0, False, True)[each // 7]) for each in range(1, 41)),
        ],
        "",
    ),
    "a fault at the top": ([HEADING, person(50, 身份证号="123"), *USUAL], ""),
    "two tables side by side": ([[*HEADING, *HEADING], *([*each, *each] for each in USUAL)], ""),
    "numbers that were rounded": (
        [HEADING, *(person(each, 银行账号=f"621700{each:09d}0000") for each in range(1, 41))],
        "",
    ),
    "numbers that are none further down": (
        [HEADING, *USUAL, *(person(each, 银行账号=6.217e18) for each in range(50, 60))],
        "",
    ),
    "merged unions": (
        [HEADING, *(person(each, 填报单位="乙工会" if each == 21 else "") for each in range(1, 41))],
        "A22:A41",
    ),
    "the heading once more": ([HEADING, *USUAL, HEADING, *(person(each) for each in range(50, 60))], ""),
    "another heading below": (
        [
            HEADING,
            *USUAL,
            [],
            ["二、其他"],
            OTHER,
            *(["李四", "", resident_id(each), "未建档"] for each in range(50, 60)),
        ],
        "",
    ),
    "two columns for one field": (
        [[*HEADING, "卡号"], *USUAL, *([*person(each), account(each + 1)] for each in range(50, 60))],
        "",
    ),
    "sums and signatures": ([HEADING, *USUAL, ["合计", "", "", 40], ["审核人：王五"]], ""),
    "wider further down": ([HEADING, *USUAL, [*person(50), "", "", "另有一人"]], ""),
    "members": (
        [
            [*HEADING, "与户主关系"],
            *(
                [*person(each), "户主"] if each % 3 else ["", "李四", resident_id(each), *[""] * 6, "子"]
                for each in range(1, 41)
            ),
        ],
        "",
    ),
    "no table": ([["说明"], *([f"第{each}条"] for each in range(90))], ""),
}


def written(path: Path, rows: list[Line], merged: str = "") -> Path:
    """A workbook with these rows on its first sheet, and a household on its second."""
    book = xlsxwriter.Workbook(str(path))
    first = book.add_worksheet("花名册")
    second: list[Line] = [HEADING, person(90)]
    for sheet, lines in ((first, rows), (book.add_worksheet("乙"), second)):
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if cell == "#N/A":
                    sheet.write_formula(number, column, "=NA()", None, "#N/A")
                elif cell != "":
                    sheet.write(number, column, cell)
    if merged:
        first.merge_range(merged, rows[int(merged.split(":")[0][1:]) - 1][0])
    book.close()
    return path


def read(path: Path, size: int) -> Roster:
    """The roster, of a file whose large sheets come in portions of so many bytes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(xlsx, "portion_size", lambda *_: size)
        return read_roster(path, "a.xlsx", Request(date(2022, 1, 6), "甲工会"), lambda _: None)


@pytest.mark.parametrize("name", SHEETS)
def test_it_is_the_roster_that_is_read_at_once(name: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", *SHEETS[name])

    for size in (300, 2000, 5000):
        assert repr(read(path, size)) == repr(read(path, 1 << 30))  # True is not 1, and 1 is not 1.0


def test_what_was_read_while_rows_came_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "a.xlsx", [HEADING, *USUAL])
    taken: list[int] = []
    take = ColumnValues.take

    def counted(self: ColumnValues, rows: list[Line]) -> None:
        taken.append(len(rows))
        take(self, rows)

    monkeypatch.setattr(ColumnValues, "take", counted)
    read(path, 2000)

    assert len(taken) > 3
    assert sum(taken) == len(USUAL) + 1  # and who stands on the second sheet
