"""The tables add up to the payments; what is not known stays blank; a form's cells are filled one by one."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from people import household, resident_id
from warmth_cli.figures.figure import Figure, Filled, Gap, load_figures
from warmth_cli.figures.fold import Filed, Folded, fold
from warmth_cli.household import Household
from warmth_cli.issues import WarmthError
from warmth_cli.payouts import Payment
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.rulebook.standards import Lookup
from warmth_cli.writing.annex import BLANK_FORM, fill_annex

PACK = choose_pack(find_packs(None), 2022, None)
STANDARDS = Lookup((), date(2022, 1, 1), "standards.toml")
GRANTS = [grant.id for grant in PACK.grants]
SHIPPED = load_figures(PACK.folder, GRANTS)
DEEP = household(1)


def payment(grant: str, amount: int, paid: Household = DEEP) -> Payment:
    return Payment(
        "bengbu-2022", 1, paid.place, "总工会", "张春梅", resident_id(1), grant, grant, "二(三)",
        amount, "送温暖资金", "", "", "62000000", "张春梅", "", tuple(paid.persons()), paid,
    )  # fmt: skip


def figure(**changes: Any) -> Figure:
    complete: dict[str, Any] = {
        "name": "some.figure",
        "form": "附件1",
        "meaning": {"zh": "某数", "en": "some figure"},
        "unit": "户",
        "source": "households",
        "measure": "count",
    }
    return Figure.model_validate(complete | changes)


def fold_one(one: Figure, *households: Household, payments: tuple[Payment, ...] = ()) -> Filled:
    [filled] = fold([one], Filed(payments, households), STANDARDS).whole
    return filled


def values(*payments: Payment) -> dict[str, Decimal | None]:
    return {each.figure.name: each.value for each in fold(SHIPPED, Filed(payments, ()), STANDARDS).whole}


def is_one_of(field: str, *values: str) -> dict[str, Any]:
    return {"kind": "one_of", "field": field, "values": list(values)}


# --- payments --------------------------------------------------------------------------------------------

HARDSHIPS = {"deep": "深度困难", "relative": "相对困难", "accident": "意外致困"}


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(GRANTS), st.integers(1, 10**9), st.sampled_from(list(HARDSHIPS.values()))),
        min_size=1,
        max_size=12,
    )
)
def test_the_groups_of_the_shipped_form_add_up_to_the_payments(paid: list[tuple[str, int, str]]) -> None:
    payments = [payment(grant, fen, household(1, hardship=hardship)) for grant, fen, hardship in paid]
    groups = [*HARDSHIPS, "removed", "phaseout", "unfiled"]

    found = values(*payments)

    fen = Decimal(sum(amount for _, amount, _ in paid))
    for name, total in (("amount", fen / 1_000_000), ("households", len(paid)), ("persons", len(paid))):
        assert found[f"consolation.families.{name}"] == total
        assert sum(found[f"consolation.{group}.{name}"] or 0 for group in groups) == total
    assert found["paid.cash"] == fen / 1_000_000


def test_each_grant_is_counted_in_its_own_group() -> None:
    found = values(
        payment("registered", 100_000),
        payment("registered-visited", 200_000),
        payment("phase-out", 100_000),
        payment("phase-out", 100_001),
    )

    assert found["consolation.deep.households"] == 2
    assert found["consolation.deep.amount"] == Decimal("0.3")
    assert found["consolation.phaseout.households"] == 2
    assert found["consolation.phaseout.amount"] == Decimal("0.200001")


def test_a_grant_that_nobody_got_is_zero_and_known() -> None:
    found = values(payment("registered", 100_000))

    assert found["consolation.removed.households"] == 0
    assert found["consolation.removed.amount"] == 0


def test_without_a_batch_payments_are_blank_and_households_counted() -> None:
    filled = {each.figure.name: each for each in fold(SHIPPED, Filed((), [DEEP]), STANDARDS).whole}

    assert (filled["paid.cash"].value, filled["paid.cash"].gap) == (None, Gap.NO_BATCH)
    assert filled["files.closing.deep"].value == 1


def test_what_no_roster_can_give_is_blank() -> None:
    filled = fold(SHIPPED, Filed([payment("registered", 100_000)], [DEEP]), STANDARDS).whole

    sheet = [each for each in filled if each.figure.source == "sheet"]
    assert sheet
    assert {(each.value, each.gap) for each in sheet} == {(None, Gap.SHEET)}


# --- households ------------------------------------------------------------------------------------------

IN_DEEP = figure(where=[is_one_of("file_status", "在档"), is_one_of("hardship", "深度困难")])


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({}, 1),
        ({"hardship": "相对困难"}, 0),
        ({"hardship": None}, None),
        ({"hardship": None, "unread": frozenset({"hardship"})}, None),
        ({"file_status": "已退档", "hardship": None}, 0),  # one failed test is enough to know
        ({"file_status": None, "hardship": "相对困难"}, 0),
        ({"file_status": None}, None),
    ],
)
def test_a_household_that_may_belong_leaves_the_figure_blank(changes: Any, value: int | None) -> None:
    unclear = household(2, **changes)

    filled = fold_one(IN_DEEP, DEEP, unclear)

    assert filled.value == (None if value is None else 1 + value)
    assert filled.gap is (Gap.UNKNOWN if value is None else None)
    assert filled.blocking == ((unclear.place,) if value is None else ())


def test_a_payment_to_a_household_that_may_belong_leaves_the_figure_blank() -> None:
    amount = figure(source="payments", measure="amount", unit="万元", where=[is_one_of("cause", "6")])

    filled = fold_one(amount, payments=(payment("removed", 100_000),))

    assert (filled.value, filled.gap, filled.blocking) == (None, Gap.UNKNOWN, (DEEP.place,))


def test_a_household_in_two_rosters_is_counted_once() -> None:
    copy = household(1, file="copy.xlsx")
    old_card = household(1, row=9, id_number="340300850302001")
    no_number = [household(1, row=row, id_number=None) for row in (20, 21)]

    assert fold_one(figure(), DEEP, copy, old_card).value == 1
    assert fold_one(figure(), *no_number).value == 2


# --- figures.toml ----------------------------------------------------------------------------------------

FIGURE = """
[[figure]]
name = "some.figure"
form = "附件1"
meaning = { zh = "某数", en = "some figure" }
unit = "户"
source = "payments"
measure = "count"
"""


@pytest.mark.parametrize(
    ("toml", "key"),
    [
        (FIGURE + 'colour = "red"', "figure.0.colour"),
        (FIGURE.replace("some.figure", "Some figure"), "figure.0.name"),
        (FIGURE.replace("户", "斤"), "figure.0.unit"),
        (FIGURE + 'grants = ["gift"]', "figure.0.some.figure"),
        (FIGURE + FIGURE, "figure.1.some.figure"),
        (FIGURE + 'where = [{ kind = "one_of", field = "colour", values = ["红"] }]', "figure.0.where.0"),
        (FIGURE + 'where = [{ kind = "guess", field = "name" }]', "figure.0.where.0"),
        (FIGURE.replace('measure = "count"', ""), "figure.0"),
        (FIGURE.replace("payments", "sheet"), "figure.0"),
        (FIGURE.replace("count", "amount"), "figure.0"),  # in 户
        (FIGURE.replace("户", "万元"), "figure.0"),  # a count
        (FIGURE.replace("count", "amount").replace("payments", "households"), "figure.0"),
        (FIGURE.replace("payments", "households") + 'grants = ["removed"]', "figure.0"),
        ("note = 1", "note"),
        ("[[figure", "TOML"),
    ],
)
def test_a_mistake_in_the_figures_is_named_with_its_key(tmp_path: Path, toml: str, key: str) -> None:
    (tmp_path / "figures.toml").write_text(toml, encoding="utf-8")

    with pytest.raises(WarmthError, match=re.escape(f"figures.toml is not valid. {key}")):
        load_figures(tmp_path, GRANTS)


def test_a_pack_without_figures_has_none(tmp_path: Path) -> None:
    assert load_figures(tmp_path, GRANTS) == []
    (tmp_path / "figures.toml").write_text(FIGURE + 'grants = ["removed"]', encoding="utf-8")
    assert [each.name for each in load_figures(tmp_path, GRANTS)] == ["some.figure"]


# --- forms -----------------------------------------------------------------------------------------------


def test_the_shipped_form_and_the_shipped_figures_name_the_same() -> None:
    with (PACK.folder / BLANK_FORM).open("rb") as file:
        book = load_workbook(file)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    placeholders = [name for text in cells for name in re.findall(r"\{\{(.*?)\}\}", text)]

    names = [each.name for each in SHIPPED]
    assert {name.strip() for name in placeholders} == {*names, "unit"}
    assert len(set(names)) == len(names)
    assert not [text for text in cells if set("{}") & set(re.sub(r"\{\{.*?\}\}", "", text))]


def form(folder: Path, *cells: str) -> Path:
    """A blank form with `cells` from A1 down."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "附件1"
    for row, text in enumerate(cells, 1):
        sheet.cell(row, 1, text)
    book.save(folder / BLANK_FORM)
    return folder / BLANK_FORM


def filled_form(folder: Path, cell: str, figures: Mapping[str, Decimal | None], unit: str = "总工会") -> Any:
    fill_annex(form(folder, cell), folder / "out.xlsx", figures, unit)
    return load_workbook(folder / "out.xlsx").worksheets[0]["A1"]


@pytest.mark.parametrize(
    ("cell", "value", "filled"),
    [
        ("{{n}}", Decimal(12), 12),
        (" {{ n }} ", Decimal("0.30"), 0.3),
        ("{{n}}", Decimal(0), 0),
        ("{{n}}", None, None),
        ("共 {{n}} 户，{{n}} 人", Decimal(12), "共 12 户，12 人"),
        ("共 {{n}} 户", None, "共  户"),
        ("填报单位：{{unit}}（{{n}}）", Decimal(1), "填报单位：总工会（1）"),
        ("无占位符 {n}", Decimal(1), "无占位符 {n}"),
    ],
)
def test_a_placeholder_is_filled(
    tmp_path: Path, cell: str, value: Decimal | None, filled: str | float | None
) -> None:
    found = filled_form(tmp_path, cell, {"n": value}).value

    assert found == filled
    assert type(found) is type(filled)


@pytest.mark.parametrize("unit", ["=1+1", '=HYPERLINK("x")', "+86", "@工会"])
def test_a_union_never_becomes_a_formula(tmp_path: Path, unit: str) -> None:
    cell = filled_form(tmp_path, "{{unit}}", {}, unit)

    assert (cell.value, cell.data_type) == (unit, "s")


def test_an_unknown_placeholder_is_named_with_its_cell_and_the_nearest_names(tmp_path: Path) -> None:
    blank = form(tmp_path, "{{paid.cash}}", "{{paid.cahs}}")

    with pytest.raises(WarmthError) as refused:
        fill_annex(blank, tmp_path / "out.xlsx", {"paid.cash": None, "enterprises.visited": None}, "")

    assert "附件1!A2" in refused.value.message.spoken("zh")
    assert "paid.cahs" in refused.value.message.spoken("zh")
    assert "paid.cash" in refused.value.remedy.spoken("zh")
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize("content", [None, b"", b"no workbook", b"PK\x03\x04 cut off"])
def test_a_form_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    blank = tmp_path / BLANK_FORM
    if content is not None:
        blank.write_bytes(content)

    with pytest.raises(WarmthError, match=re.escape(BLANK_FORM)):
        fill_annex(blank, tmp_path / "out.xlsx", {}, "")
