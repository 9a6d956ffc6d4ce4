"""The list on paper, as LibreOffice prints it: every page of it complete, and no number as ####."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from payout_lists import REMOVED, family, small, whole
from people import account, resident_id
from printed_pages import all_printed, needs_office, printed_pages
from warmth_cli.household import Household
from warmth_cli.issues import Issue
from warmth_cli.writing.payouts.book import write_payout_list
from warmth_cli.writing.payouts.content import PayoutList

LONG = "蚌埠市龙子湖区东升街道社区卫生服务中心基层工会联合委员会（含下属三个站点）"


def office(**changes: Any) -> Sequence[Household]:
    """A list of 60 households from one fund, one from the other, three held, three refused."""
    return [
        *(family(serial, "张春梅", **changes) for serial in range(1, 61)),
        family(61, "李建国", **REMOVED),
        *(family(serial, "王秀英", account=None) for serial in range(62, 65)),
        *(family(serial, "赵小军", hardship="相对困难") for serial in range(65, 68)),
    ]


@needs_office
def test_every_sheet_is_printed_whole_and_on_as_many_pages_as_it_needs(tmp_path: Path) -> None:
    write_payout_list(tmp_path / "list.xlsx", whole(office())[0])

    pages = printed_pages(tmp_path / "list.xlsx")

    footers = [re.findall(r"(\S+)\s*第 (\d+) 页，共 (\d+) 页", page)[-1] for page in pages]
    assert [name for name, _, _ in footers] == [
        *["中央和省财政帮扶资金"] * 4, "送温暖资金", "汇总", "暂缓发放", "不予发放",
    ]  # fmt: skip
    assert [(number, count) for _, number, count in footers] == [(str(n), "8") for n in range(1, 9)]
    for page in pages[:4]:
        assert "银行账号" in page  # the heading row on each page
    text = "".join(pages)
    assert "###" not in text
    for serial in range(1, 62):
        assert resident_id(serial) in text
        assert account(serial) in text
    assert text.count("单位负责人：") == 5
    assert "陆万元整" in pages[3]


@needs_office
def test_what_is_signed_stands_on_one_page_with_its_sum_and_rows(tmp_path: Path) -> None:
    lists = {rows: tmp_path / f"{rows}.xlsx" for rows in (14, 15, 16, 17)}
    for rows, file in lists.items():
        write_payout_list(file, whole([family(n, "张春梅") for n in range(rows)])[0])

    for rows, pages in zip(lists, all_printed([*lists.values()]), strict=True):
        [*before, signed] = [page for page in pages if re.search(r"中央和省财政帮扶资金\s*第", page)]

        assert "单位负责人" not in "".join(before)
        for words in ("合计", "人民币（大写）", "单位负责人", resident_id(rows - 1), resident_id(rows - 2)):
            assert words in signed


@needs_office
def test_large_numbers_are_printed_whole(tmp_path: Path) -> None:
    content = whole([family(1, "张春梅"), family(2, "李建国", account="6" * 30)])[0]
    large = [payment._replace(amount=50_000_000_00) for payment in content.payments]
    write_payout_list(tmp_path / "list.xlsx", replace(content, payments=large))

    text = "".join(printed_pages(tmp_path / "list.xlsx"))

    assert "###" not in text
    assert text.count("100,000,000.00") >= 4  # the sums of fund and summary, in the table and in words
    assert resident_id(1) in text
    assert "6" * 30 in text


@needs_office
@pytest.mark.parametrize(
    "changes",
    [
        {"union": LONG, "name": "买买提·阿卜杜热合曼·吐尔逊江", "note": "丈夫患重病长期卧床，" * 8},
        {"branch": "虚构支行" * 12, "union": "a" * 90, "account": None},
    ],
)
def test_long_words_are_wrapped_and_not_cut(tmp_path: Path, changes: dict[str, Any]) -> None:
    households = [family(n, **({"name": "张春梅"} | changes)) for n in range(1, 20)]
    if "account" in changes:
        households = [each._replace(account="6" * 27 + f"{n:03}") for n, each in enumerate(households)]
    content = whole(households)[0]
    write_payout_list(tmp_path / "list.xlsx", content)

    text = "".join("".join(page.split()) for page in printed_pages(tmp_path / "list.xlsx"))

    assert "###" not in text
    for payment in content.payments:
        assert payment.id_number in text
        assert payment.account in text


@needs_office
def test_reasons_of_any_length_are_printed_to_the_end(tmp_path: Path) -> None:
    faults = tuple(
        Issue("head-differs", "", "", row, "", "name", f"第{row}行有错" * 30, {"others": f"末{row}尾"})
        for row in range(3, 33)
    )
    write_payout_list(tmp_path / "list.xlsx", whole([family(1, "张春梅", issues=faults)])[0])

    text = "".join("".join(page.split()) for page in printed_pages(tmp_path / "list.xlsx"))

    for row in range(3, 33):
        assert f"末{row}尾" in text


# --- what Excel would repair -----------------------------------------------------------------------------


def lists() -> list[PayoutList]:
    funds = ["汇总", "资金/[一]?", "资金一", "History", "'" + "长" * 40, "长" * 40]
    past = [
        each._replace(fund=fund)
        for fund, each in zip(funds, whole([family(n, "张春梅") for n in range(6)])[1], strict=True)
    ]
    odd = family(9, "张\x01梅_x0041_<&>\ufffe", note="=1+1\x0b", union="a\tb", bank="http://a.b/c")
    return [small(), whole([], past)[0], whole([odd])[0], whole([])[0]]


@pytest.mark.parametrize("number", range(4))
def test_a_workbook_says_nothing_that_excel_would_repair(number: int, tmp_path: Path) -> None:
    write_payout_list(tmp_path / "list.xlsx", lists()[number])

    with ZipFile(tmp_path / "list.xlsx") as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    book = parts["xl/workbook.xml"]
    names = re.findall(r'<sheet name="([^"]*)"', book)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    defined = re.findall(r'<definedName name="(_xlnm\.\w+)" localSheetId="(\d+)"', book)
    assert sorted(defined) == sorted(
        (kind, str(place))
        for kind in ("_xlnm.Print_Area", "_xlnm.Print_Titles")
        for place in range(len(names))
    )
    for name, text in parts.items():
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text), name
        assert "<hyperlink" not in text
    for sheet in (text for name, text in parts.items() if "worksheets/sheet" in name):
        merged = re.findall(r'<mergeCell ref="[A-Z]+(\d+):[A-Z]+(\d+)"', sheet)
        assert all(first == last for first, last in merged)
        assert len({first for first, _ in merged}) == len(merged)  # one in a row, so that none overlap
        assert all(float(height) <= 409 for height in re.findall(r' ht="([\d.]+)"', sheet))
        assert all(
            re.fullmatch(r"SUM\([A-Z]4:[A-Z]\d+\)", formula) for formula in re.findall(r"<f>(.*?)</f>", sheet)
        )
