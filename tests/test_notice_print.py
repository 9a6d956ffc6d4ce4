"""The public list on paper, as LibreOffice prints it: the seal is never on a page of its own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from payout_lists import RULES, family, whole
from printed_pages import all_printed, needs_office, printed_pages
from warmth_cli.writing.notice_document import write_notice_document
from warmth_cli.writing.notice_list import NoticeList
from warmth_cli.writing.notice_workbook import write_notice_workbook

NAMES = "甲乙丙丁戊己庚辛壬癸"


def notice(count: int, union: str = "样例工会") -> NoticeList:
    households = [family(n, f"张{NAMES[n // 10]}{NAMES[n % 10]}", union=union) for n in range(1, count + 1)]
    return NoticeList(RULES.pack.notice, whole(households)[0].payments, date(2022, 1, 5))


@needs_office
@pytest.mark.parametrize(
    ("write", "suffix"), [(write_notice_workbook, ".xlsx"), (write_notice_document, ".docx")]
)
def test_the_seal_stands_with_the_sum_and_the_last_rows(
    tmp_path: Path, write: Callable[[Path, NoticeList], None], suffix: str
) -> None:
    notices = [notice(count) for count in (22, 23, 24, 25, 26)]
    lists = [tmp_path / f"{len(each.payments)}{suffix}" for each in notices]
    for file, content in zip(lists, notices, strict=True):
        write(file, content)

    for content, (*before, last) in zip(notices, all_printed(lists), strict=True):
        assert "公示单位" not in "".join(before)
        for words in ("公示单位", "合计", *(payment.name for payment in content.payments[-2:])):
            assert words in last


@pytest.mark.parametrize(("characters", "lines"), [(14, 1), (15, 2)])
def test_a_row_is_as_high_as_its_longest_unit(tmp_path: Path, characters: int, lines: int) -> None:
    # 32 characters of 10 points are 29 of the list's 11 points, of which one stays free.
    write_notice_workbook(tmp_path / "list.xlsx", notice(1, "长" * characters))

    [sheet] = load_workbook(tmp_path / "list.xlsx").worksheets

    assert sheet.row_dimensions[6].height == pytest.approx(14.85 * lines + 8, abs=0.5)


@needs_office
def test_a_large_sum_is_printed_whole(tmp_path: Path) -> None:
    content = notice(2)
    large = [payment._replace(amount=50_000_000_00) for payment in content.payments]
    write_notice_workbook(tmp_path / "list.xlsx", NoticeList(content.notice, large, content.made))

    text = "".join(printed_pages(tmp_path / "list.xlsx"))

    assert "###" not in text
    assert text.count("100,000,000.00") == 2
