"""The list on paper, as LibreOffice prints it: every page of it complete, and no number as ####."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from payout_lists import REMOVED, family, small, whole
from people import account, resident_id
from printed_pages import all_printed, needs_office
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


def large() -> PayoutList:
    content = whole([family(1, "张春梅"), family(2, "李建国", account="6" * 30)])[0]
    return replace(content, payments=[each._replace(amount=50_000_000_00) for each in content.payments])


def with_long_words(**changes: Any) -> PayoutList:
    households = [family(n, **({"name": "张春梅"} | changes)) for n in range(1, 20)]
    if "account" in changes:
        households = [each._replace(account="6" * 27 + f"{n:03}") for n, each in enumerate(households)]
    return whole(households)[0]


def with_long_reasons() -> PayoutList:
    faults = tuple(
        Issue("head-differs", "", "", row, "", "name", f"第{row}行有错" * 30, {"others": f"末{row}尾"})
        for row in range(3, 33)
    )
    return whole([family(1, "张春梅", issues=faults)])[0]


LONG_WORDS = {
    "long names": with_long_words(
        union=LONG, name="买买提·阿卜杜热合曼·吐尔逊江", note="丈夫患重病长期卧床，" * 8
    ),
    "long branch": with_long_words(branch="虚构支行" * 12, union="a" * 90, account=None),
}
FULL = {f"{rows} rows": whole([family(n, "张春梅") for n in range(rows)])[0] for rows in range(14, 18)}
"""Around the page's end, where what is signed might come to stand alone."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """The pages of every list of these tests, printed at once."""
    folder = tmp_path_factory.mktemp("lists")
    one_each = {"office": whole(office())[0], "large": large(), "long reasons": with_long_reasons()}
    contents = {**one_each, **FULL, **LONG_WORDS}
    files = [folder / f"{name}.xlsx" for name in contents]
    for file, content in zip(files, contents.values(), strict=True):
        write_payout_list(file, content)
    return dict(zip(contents, all_printed(files), strict=True))


@needs_office
def test_every_sheet_is_printed_whole_and_on_as_many_pages_as_it_needs(
    printed: Mapping[str, list[str]],
) -> None:
    pages = printed["office"]

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
@pytest.mark.parametrize("name", FULL)
def test_what_is_signed_stands_on_one_page_with_its_sum_and_rows(
    printed: Mapping[str, list[str]], name: str
) -> None:
    [*before, signed] = [page for page in printed[name] if re.search(r"中央和省财政帮扶资金\s*第", page)]

    assert "单位负责人" not in "".join(before)
    last = [payment.id_number for payment in FULL[name].payments[-2:]]
    for words in ("合计", "人民币（大写）", "单位负责人", *last):
        assert words in signed


@needs_office
def test_large_numbers_are_printed_whole(printed: Mapping[str, list[str]]) -> None:
    text = "".join(printed["large"])

    assert "###" not in text
    assert text.count("100,000,000.00") >= 4  # the sums of fund and summary, in the table and in words
    assert resident_id(1) in text
    assert "6" * 30 in text


@needs_office
@pytest.mark.parametrize("name", LONG_WORDS)
def test_long_words_are_wrapped_and_not_cut(printed: Mapping[str, list[str]], name: str) -> None:
    text = "".join("".join(page.split()) for page in printed[name])

    assert "###" not in text
    for payment in LONG_WORDS[name].payments:
        assert payment.id_number in text
        assert payment.account in text


@needs_office
def test_reasons_of_any_length_are_printed_to_the_end(printed: Mapping[str, list[str]]) -> None:
    text = "".join("".join(page.split()) for page in printed["long reasons"])

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
