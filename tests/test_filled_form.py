"""Forms that other offices filled are read by the blank form's own cells and added: exactly or not at all."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from forms import filled, write_form
from rosters import SHEET, part, with_parts
from test_annex_form import COUNT, MONEY, REQUEST, Values, figures, fill
from warmth_cli.figures.added import Added, added, sum_of
from warmth_cli.figures.figure import Filled, Gap
from warmth_cli.issues import Issue, WarmthError
from warmth_cli.reading.filled_form import FilledForm, read_filled_form, read_form
from warmth_cli.writing.blank_form import open_blank_form

BOTH = [COUNT, MONEY]
CELLS = {
    "A2": "填报单位：",
    "B2": "{{unit}}",
    "A3": "户数",
    "B3": "{{n}}",
    "A4": "共 {{n}} 户，{{m}} 万元",
    "A5": "单位负责人：　　　　填表人：　　　　联系电话：",
}


def read(form: Path, path: Path, year: int = 2022, notice: str = "bengbu-2022") -> FilledForm:
    return read_filled_form(path, read_form(form, REQUEST), notice, year, REQUEST)


def values(form: Path, path: Path) -> tuple[list[Decimal | None], list[Issue]]:
    office, issues = added(read(form, path), path.name, BOTH)
    return [each.value for each in office.filled], issues


@settings(max_examples=25)
@given(
    count=st.none() | st.integers(0, 10**7),
    fen=st.none() | st.integers(0, 10**10),
    office=st.text("蚌埠市总工会（）=+@12 ", max_size=12),
)
def test_what_the_program_fills_it_reads_again(
    tmp_path_factory: pytest.TempPathFactory, count: int | None, fen: int | None, office: str
) -> None:
    form = write_form(tmp_path_factory.mktemp("form") / "form.xlsx", CELLS)
    n, m = (None if count is None else Decimal(count)), (None if fen is None else Decimal(fen) / 1_000_000)

    fill(form, {"n": n, "m": m}, office)

    read_again = read(form, form.with_name("out.xlsx"))
    assert read_again.office == office.strip()
    assert values(form, form.with_name("out.xlsx")) == ([n, m], [])


def test_a_form_filled_by_hand_is_read(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", CELLS)
    by_hand = {
        "B2": "蚌山区总工会",
        "B3": "12",
        "A4": "共12户，0.35万元",
        "A5": "单位负责人：张三　　填表人：李四　联系电话：0552-0000001",
        "D9": "另附说明",
    }
    path = filled(form, tmp_path / "county.xlsx", by_hand)

    assert read(form, path).office == "蚌山区总工会"
    assert values(form, path) == ([12, Decimal("0.35")], [])


def test_what_a_formula_of_the_form_shows_is_none_of_its_words(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {**CELLS, "C3": '="共"&B3&"户"'})
    reckoned = part(form, SHEET).replace(b'<c r="C3">', b'<c r="C3" t="str">')
    reckoned = re.sub(rb"</f><v ?/?>(</v>)?", "</f><v>共0户</v>".encode(), reckoned)
    with_parts(form, {SHEET: reckoned})
    path = filled(form, tmp_path / "county.xlsx", {"B2": "蚌山区总工会", "B3": 12, "A4": "共12户，0.35万元"})

    blank = open_blank_form(form, REQUEST, BOTH)
    assert "共0户" in read_form(form, REQUEST).words.values()
    office = read_filled_form(path, read_form(form, REQUEST, blank.formulas), "bengbu-2022", 2022, REQUEST)

    assert office.office == "蚌山区总工会"


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"B3": "约12"}, "figure-value", "B3"),
        ({"B3": -1}, "figure-value", "B3"),
        ({"A4": "共十二户，0.35万元"}, "figure-value", "A4"),
        ({"B3": 13}, "figure-differs", "A4"),
        ({"B3": None}, "figure-differs", "A4"),
    ],
)
def test_a_figure_that_cannot_be_taken_stays_blank_and_is_named(
    tmp_path: Path, cells: dict[str, Any], code: str, cell: str
) -> None:
    form = write_form(tmp_path / "form.xlsx", CELLS)
    path = filled(form, tmp_path / "county.xlsx", {"B3": 12, "A4": "共12户，0.35万元", **cells})

    found, issues = values(form, path)

    assert found[0] is None
    assert (code, cell) in [(issue.code, issue.cell) for issue in issues]
    assert all(issue.file.endswith("county.xlsx") for issue in issues)


# --- another form ----------------------------------------------------------------------------------------


def _row_put_in(sheet: Worksheet) -> None:
    sheet.insert_rows(3)


def _renamed(sheet: Worksheet) -> None:
    sheet.title = "附件一"


def _other_year(sheet: Worksheet) -> None:
    sheet["A1"] = "2021年送温暖统计表"


def _other_label(sheet: Worksheet) -> None:
    sheet["A3"] = "人数"


def _label_gone(sheet: Worksheet) -> None:
    sheet["A3"] = None


@pytest.mark.parametrize("change", [_row_put_in, _renamed, _other_year, _other_label, _label_gone])
def test_another_form_or_a_changed_one_is_refused(
    tmp_path: Path, change: Callable[[Worksheet], None]
) -> None:
    form = write_form(tmp_path / "form.xlsx", CELLS)
    path = filled(form, tmp_path / "county.xlsx", {"B2": "蚌山区总工会", "B3": 12})
    read(form, path)
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)

    with pytest.raises(WarmthError, match=r"county\.xlsx"):
        read(form, path)


def test_the_form_of_another_notice_is_refused_by_its_mark(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", CELLS)
    fill(form, {"n": Decimal(1), "m": Decimal(1)})

    with pytest.raises(WarmthError, match="bengbu-2022, not for own"):
        read(form, tmp_path / "out.xlsx", notice="own")


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("2022年统计表", True),
        ("二〇二二年统计表", True),
        ("二零二二年统计表", True),
        ("统计表", False),
        ("2021年统计表", False),
    ],
)
def test_a_form_without_mark_must_say_its_year(tmp_path: Path, title: str, known: bool) -> None:
    form = write_form(tmp_path / "form.xlsx", CELLS, title=title)
    path = filled(form, tmp_path / "county.xlsx", {"B3": 12, "A4": "共12户，1万元"})
    fill(form, {"n": Decimal(1), "m": Decimal(1)})

    assert read(form, tmp_path / "out.xlsx")  # the program's own has the mark
    if known:
        assert read(form, path)
        return
    with pytest.raises(WarmthError, match="which year"):
        read(form, path)


def test_two_placeholders_side_by_side_cannot_be_read_again(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{n}}{{m}}"})

    with pytest.raises(WarmthError, match=r"附件1!A2"):
        read_form(form, REQUEST)


# --- adding up -------------------------------------------------------------------------------------------


def office(name: str, numbers: Values) -> Added:
    return Added(name, f"{name}.xlsx", tuple(figures(numbers)), rounded=False)


def own(n: Decimal | None, gap: Gap = Gap.SHEET) -> list[Filled]:
    return [Filled(COUNT, n, None if n is not None else gap), Filled(MONEY, Decimal("0.000001"))]


def test_a_sum_is_exact_and_one_blank_leaves_it_blank() -> None:
    here, there = (
        office("甲", {"n": Decimal(2), "m": Decimal("0.1")}),
        office("乙", {"n": None, "m": Decimal("0.2")}),
    )

    count, money = sum_of(own(Decimal(1)), "市总", [here, there], frozenset())
    assert money.value == Decimal("0.300001")
    assert (count.value, count.gap, count.lacking) == (None, Gap.LACKING, ("乙",))

    count, _ = sum_of(own(None), "市总", [here], frozenset())
    assert (count.value, count.lacking) == (None, ("市总",))
    count, _ = sum_of(own(None, Gap.NO_BATCH), "市总", [here], frozenset())
    assert count.gap is Gap.NO_BATCH  # what this office itself must do comes first


def test_an_office_that_has_nothing_filed_only_adds_up_the_others() -> None:
    here, there = office("甲", {"n": Decimal(2), "m": None}), office("乙", {"n": Decimal(3), "m": None})

    count, money = sum_of(own(None), "市总", [here, there], frozenset({"sheet"}))

    assert count == Filled(COUNT, Decimal(5))
    assert (money.value, money.lacking) == (None, ("甲", "乙"))


@pytest.mark.parametrize(("amount", "rounded"), [("0.35", True), ("0.350001", False)])
def test_amounts_of_two_decimals_may_be_rounded(tmp_path: Path, amount: str, rounded: bool) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{m}}"})
    path = filled(form, tmp_path / "county.xlsx", {"A2": float(amount)})

    assert added(read(form, path), "county.xlsx", [MONEY])[0].rounded is rounded


def test_yuan_of_another_office_are_added_as_yuan(tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", {"A2": "{{unit}}", "B3": "{{m 元}}", "A4": "共{{m 元}}元"})

    fill(form, {"m": Decimal("0.300001")})
    assert values(form, form.with_name("out.xlsx")) == ([None, Decimal("0.300001")], [])

    wrong = filled(form.with_name("out.xlsx"), tmp_path / "county.xlsx", {"B3": 3000.001})
    [value, issue] = values(form, wrong)
    assert value == [None, None]
    assert [each.values["unit"] for each in issue] == [("元", "元")]
