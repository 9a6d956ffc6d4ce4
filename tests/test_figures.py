"""Figures are folded from payments and households; what is not known stays blank."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from people import household, resident_id
from warmth_cli.figures.figure import Figure, Filled, Gap, load_figures
from warmth_cli.figures.fold import Filed, fold
from warmth_cli.household import Household, Place
from warmth_cli.issues import WarmthError
from warmth_cli.payouts import Payment
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.rulebook.standards import Lookup

PACK = choose_pack(find_packs(None), 2022, None)
STANDARDS = Lookup((), date(2022, 1, 1), "standards.toml")
GRANTS = [grant.id for grant in PACK.grants]
SHIPPED = load_figures(PACK.folder, GRANTS)
DEEP = household(1)


def payment(grant: str, amount: int, paid: Household = DEEP, union: str = "总工会") -> Payment:
    return Payment(
        "bengbu-2022", 1, paid.place, union, "张春梅", resident_id(1), grant, grant, "二(三)",
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


@settings(max_examples=40)
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


# --- rows that could not be read -------------------------------------------------------------------------

UNREAD = Place("roster.xlsx", "花名册", 7)


def test_a_row_that_could_not_be_read_leaves_every_count_of_households_blank() -> None:
    filed = Filed([payment("registered", 100_000)], [DEEP], [UNREAD])

    filled = fold(SHIPPED, filed, STANDARDS).whole

    counted = [each for each in filled if each.figure.source == "households"]
    assert counted
    assert {(each.value, each.gap, each.blocking) for each in counted} == {(None, Gap.UNKNOWN, (UNREAD,))}
    paid = [each for each in filled if each.figure.source == "payments"]
    assert all(each.value is not None for each in paid)  # what was paid is recorded


def test_without_a_roster_no_count_of_households_is_known() -> None:
    filed = Filed([payment("registered", 100_000)], [], rosters=False)

    [filled] = fold([figure()], filed, STANDARDS).whole

    assert (filled.value, filled.gap) == (None, Gap.NO_ROSTER)
    assert fold([figure()], filed._replace(rosters=True), STANDARDS).whole[0].value == 0


# --- by union --------------------------------------------------------------------------------------------

FAMILIES = st.lists(
    st.tuples(
        st.sampled_from(["甲工会", "乙工会", None]),
        st.sampled_from(["在档", "已退档", None]),
        st.sampled_from([*HARDSHIPS.values(), None]),
        st.integers(1, 6),
    ),
    max_size=8,
)


@settings(max_examples=40)
@given(
    FAMILIES, st.lists(st.tuples(st.sampled_from(["甲工会", "丙工会"]), st.integers(1, 10**9)), max_size=5)
)
def test_what_the_whole_knows_is_the_sum_of_the_unions(
    families: list[tuple[str | None, str | None, str | None, int]], paid: list[tuple[str, int]]
) -> None:
    households = [
        household(serial, row=row, union=union, file_status=status, hardship=hardship)
        for row, (union, status, hardship, serial) in enumerate(families, 2)
    ]
    payments = [payment("registered", fen, union=union) for union, fen in paid]

    folded = fold(SHIPPED, Filed(payments, households), STANDARDS)

    for index, whole in enumerate(folded.whole):
        parts = [row[index] for row in folded.unions.values()]
        assert all(part.figure is whole.figure for part in parts)
        known = [part.value for part in parts if part.value is not None]
        if whole.value is not None:
            assert sum(known) == whole.value
            assert {part.gap for part in parts if part.value is None} <= {Gap.NO_ROSTER}
        elif whole.gap is Gap.UNKNOWN:
            assert any(part.gap is Gap.UNKNOWN for part in parts)


def test_an_unread_row_blocks_the_unions_of_its_file_only() -> None:
    here, there = household(1, union="甲工会"), household(2, union="乙工会", file="other.xlsx")

    found = fold([figure()], Filed([], [here, there], [UNREAD]), STANDARDS).unions

    assert (found["甲工会"][0].value, found["甲工会"][0].blocking) == (None, (UNREAD,))
    assert found["乙工会"][0].value == 1
    lost = Place("lost.xlsx", "Sheet1", 0)  # of a file that names no union
    found = fold([figure()], Filed([], [here, there], [lost]), STANDARDS).unions
    assert [row[0].blocking for row in found.values()] == [(lost,), (lost,)]


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
        (FIGURE + FIGURE.replace("some.figure", "another"), "figure.1.another"),  # of the same meaning
        (FIGURE.replace("some.figure", "unit"), "figure.0"),  # the placeholder of the office
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
