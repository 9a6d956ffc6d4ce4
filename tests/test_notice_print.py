"""The public list on paper, as LibreOffice prints it: the seal is never on a page of its own."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from payout_lists import RULES, family, whole
from printed_pages import all_printed, needs_office
from warmth_cli.writing.notice_document import write_notice_document
from warmth_cli.writing.notice_list import NoticeList
from warmth_cli.writing.notice_workbook import write_notice_workbook

NAMES = "甲乙丙丁戊己庚辛壬癸"


def notice(count: int, union: str = "样例工会") -> NoticeList:
    households = [family(n, f"张{NAMES[n // 10]}{NAMES[n % 10]}", union=union) for n in range(1, count + 1)]
    return NoticeList(RULES.pack.notice, whole(households)[0].payments, date(2022, 1, 5))


def large() -> NoticeList:
    content = notice(2)
    payments = [payment._replace(amount=50_000_000_00) for payment in content.payments]
    return NoticeList(content.notice, payments, content.made)


WRITERS = {".xlsx": write_notice_workbook, ".docx": write_notice_document}
LISTS = {f"{suffix[1:]}-{count}{suffix}": notice(count) for suffix in WRITERS for count in range(22, 27)}
"""Around the page's end, where the seal might come to stand alone."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """The pages of every list of these tests, printed at once."""
    folder = tmp_path_factory.mktemp("lists")
    files = {folder / name: content for name, content in {**LISTS, "large.xlsx": large()}.items()}
    for file, content in files.items():
        WRITERS[file.suffix](file, content)
    return {file.name: pages for file, pages in zip(files, all_printed([*files]), strict=True)}


@needs_office
@pytest.mark.parametrize("name", LISTS)
def test_the_seal_stands_with_the_sum_and_the_last_rows(printed: Mapping[str, list[str]], name: str) -> None:
    *before, last = printed[name]

    assert "公示单位" not in "".join(before)
    for words in ("公示单位", "合计", *(payment.name for payment in LISTS[name].payments[-2:])):
        assert words in last


@pytest.mark.parametrize(("characters", "lines"), [(14, 1), (15, 2)])
def test_a_row_is_as_high_as_its_longest_unit(tmp_path: Path, characters: int, lines: int) -> None:
    # 32 characters of 10 points are 29 of the list's 11 points, of which one stays free.
    write_notice_workbook(tmp_path / "list.xlsx", notice(1, "长" * characters))

    [sheet] = load_workbook(tmp_path / "list.xlsx").worksheets

    assert sheet.row_dimensions[6].height == pytest.approx(14.85 * lines + 8, abs=0.5)


@needs_office
def test_a_large_sum_is_printed_whole(printed: Mapping[str, list[str]]) -> None:
    text = "".join(printed["large.xlsx"])

    assert "###" not in text
    assert text.count("100,000,000.00") == 2
