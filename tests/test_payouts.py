"""From decisions and past payments to the next batch: nobody twice, nobody lost, nothing forgotten."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import account, household, resident_id
from warmth_cli.doubles import FiledPerson, persons_in_two_households
from warmth_cli.household import Household, Member
from warmth_cli.payouts import Line, Payment, Settlement, judge, settle
from warmth_cli.rulebook.assess import Outcome
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.rulebook.pack import Rules
from warmth_cli.rulebook.standards import Lookup

PACK = choose_pack(find_packs(None), 2022, None)
RULES = PACK.under({})
LATER = replace(PACK, notice=PACK.notice.model_copy(update={"id": "later"})).under({})
"""Another notice with the same grants."""
STANDARDS = Lookup((), RULES.standard_day, "standards.toml")


def member(serial: int) -> Member:
    return Member(row=90, id_number=resident_id(serial), relation="其他")


def family(head: int, *members: int, **changes: Any) -> Household:
    """The household of person `head` with `members`, who may be heads elsewhere."""
    own: dict[str, Any] = {"name": f"户主{'甲乙丙丁戊己庚辛壬癸'[head]}", "account_holder": None}
    return household(head, **(own | {"members": tuple(map(member, members))} | changes))


def removed(head: int, *members: int, **changes: Any) -> Household:
    """A household whose grant is given once, over all notices."""
    removal: dict[str, Any] = {"file_status": "已退档", "removed_on": RULES.pack.notice.issued}
    return family(head, *members, **(removal | {"removal_reason": "脱困"} | changes))


def run(households: Sequence[Household], past: Sequence[Payment] = (), rules: Rules = RULES) -> Settlement:
    """What a run over these filed households comes to."""
    filed = [FiledPerson(person, each.place) for each in households for person in each.persons()]
    judged = judge(households, rules, STANDARDS, persons_in_two_households(filed))
    notice = rules.pack.notice.id
    batch = 1 + max((payment.batch for payment in past if payment.notice == notice), default=0)
    return settle(judged, past, filed, notice, batch)


def recorded(settlement: Settlement, past: Sequence[Payment] = ()) -> list[Payment]:
    """The payments of a ledger after a run."""
    return [*past, *(each._replace(number=n) for n, each in enumerate(settlement.new, len(past) + 1))]


def codes(line: Line) -> list[str]:
    return [issue.code for issue in (*line.reasons, *line.notes)]


# --- any sequence of rosters, two notices ----------------------------------------------------------------

Run = tuple[list[Household], Rules]
"""One run of `payouts`: the households filed then, and the notice."""

CHANGES: list[dict[str, Any]] = [
    {},
    {"hardship": "相对困难"},
    {"account": None},
    {"provincial_visit": True},
    {"file_status": "已退档", "removed_on": RULES.pack.notice.issued, "removal_reason": "退休"},
]


@st.composite
def runs(draw: st.DrawFn) -> Run:
    serials = st.integers(1, 6)
    places = draw(st.lists(st.tuples(st.sampled_from("ab"), st.integers(2, 5)), unique=True, max_size=6))
    changes, members = st.sampled_from(CHANGES), st.lists(serials, max_size=2)
    households = [
        family(draw(serials), *draw(members), file=file, row=row, **draw(changes)) for file, row in places
    ]
    return households, draw(st.sampled_from((RULES, LATER)))


@given(st.lists(runs(), max_size=5))
def test_nobody_is_paid_twice_and_nobody_is_lost(sequence: list[Run]) -> None:
    past: list[Payment] = []
    for households, rules in sequence:
        settlement = run(households, past, rules)
        before, past = past, recorded(settlement, past)

        paid = Counter((payment.notice, person) for payment in past for person in payment.persons)
        assert set(paid.values()) <= {1}
        assert [line.household for line in settlement.lines] == households
        counted = sum(settlement.count(outcome) for outcome in Outcome)
        assert counted == len(households) + len(settlement.strays)
        here = [payment for payment in before if payment.notice == rules.pack.notice.id]
        assert [each for each in settlement.payments if each.number] == here
        assert len(settlement.payments) == settlement.count(Outcome.GRANTED)
        for line in settlement.lines:
            assert (line.payment is not None) == (line.outcome is Outcome.GRANTED)
            if line.decision.outcome is Outcome.GRANTED and line.payment is None:
                assert {"paid-before", "paid-once"} & set(codes(line))


@given(st.lists(runs(), max_size=3), runs())
def test_a_second_run_finds_nothing_new_and_says_the_same(sequence: list[Run], last: Run) -> None:
    past: list[Payment] = []
    for filed, under in sequence:
        past = recorded(run(filed, past, under), past)
    first = run(last[0], past, last[1])
    past = recorded(first, past)

    again = run(last[0], past, last[1])

    assert not again.new
    assert [each.place for each in again.payments] == [each.place for each in first.payments]
    for line, earlier in zip(again.lines, first.lines, strict=True):
        assert (line.outcome, line.reasons, line.notes) == (earlier.outcome, earlier.reasons, earlier.notes)


@given(st.lists(runs(), max_size=2), runs(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_change_who_gets_what(sequence: list[Run], last: Run, chance: Any) -> None:
    past: list[Payment] = []
    for filed, under in sequence:
        past = recorded(run(filed, past, under), past)
    households, rules = last
    places = [each.place for each in households]
    chance.shuffle(places)
    shuffled = [
        each._replace(file=place.file, row=place.row) for each, place in zip(households, places, strict=True)
    ]
    chance.shuffle(shuffled)

    def given_out(filed: list[Household]) -> dict[tuple[str, ...], int]:
        return {each.persons: each.amount for each in run(filed, past, rules).payments}

    assert given_out(shuffled) == given_out(households)


# --- a household that was paid ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "today"),
    [
        ({"hardship": "相对困难"}, "refused"),
        ({"finding": "不同意"}, "refused"),
        ({"hardship": None}, "held"),
        ({"account": None}, "held"),
        ({"name": None}, "held"),
        ({"provincial_visit": True}, "granted 2000.00"),
    ],
)
def test_a_paid_household_stays_granted_whatever_its_roster_says(changes: Any, today: str) -> None:
    past = recorded(run([family(1)]))

    [line] = run([family(1, **changes)], past).lines

    assert (line.outcome, line.payment, line.new, line.reasons) == (Outcome.GRANTED, past[0], False, ())
    [note] = [issue for issue in line.notes if issue.code == "paid-otherwise"]
    assert today in note.message.spoken("en")
    assert "1000.00" in note.message.spoken("en")


def test_a_paid_household_that_is_judged_as_before_has_nothing_said_of_it() -> None:
    past = recorded(run([family(1)]))

    [line] = run([family(1, phone=None, note="已换电话")], past).lines

    assert codes(line) == []


def test_an_account_that_was_changed_after_it_was_recorded_is_said() -> None:
    past = recorded(run([family(1)]))

    [line] = run([family(1, account=account(2))], past).lines

    assert line.payment == past[0]
    assert codes(line) == ["paid-other-account"]


@pytest.mark.parametrize(
    "changes", [{"row": 9}, {"sheet": "改"}, {"file": "renamed.xlsx"}, {"id_number": "340300850302001"}]
)
def test_a_household_that_moved_keeps_its_payment(changes: Any) -> None:
    past = recorded(run([family(1)]))

    settlement = run([family(1, **changes)], past)

    assert past[0].account_holder == "户主乙"
    assert [line.payment for line in settlement.lines] == past
    assert not settlement.new
    assert not settlement.strays


def test_a_paid_household_in_two_rosters_keeps_its_payment_where_it_was_paid() -> None:
    past = recorded(run([family(1)]))

    first, copy = run([family(1), family(1, file="copy.xlsx")], past).lines

    assert (first.outcome, first.payment) == (Outcome.GRANTED, past[0])
    assert copy.outcome is Outcome.HELD
    assert codes(copy) == ["person-twice", "paid-before"]


def test_of_two_new_places_a_person_must_say_which_was_paid() -> None:
    past = recorded(run([family(1)]))

    settlement = run([family(1, file="b.xlsx"), family(1, file="c.xlsx")], past)

    assert [line.outcome for line in settlement.lines] == [Outcome.HELD] * 2
    assert settlement.payments == past


@pytest.mark.parametrize(
    ("paid", "today"),
    [
        (family(1, 2), family(2)),  # a member, later a head
        (family(1), family(2, 1)),  # a head, later a member
        (family(1, 3), family(2, 3)),  # a member of both
        (removed(1, 3), removed(2, 3)),  # and under the same notice, a grant that is given once
    ],
)
def test_a_person_who_was_paid_holds_another_household(paid: Household, today: Household) -> None:
    past = recorded(run([paid]))

    [line] = run([today], past).lines

    assert (line.outcome, line.payment) == (Outcome.HELD, None)
    assert codes(line) == ["paid-before"]
    assert "户主乙" in line.reasons[0].message.spoken("zh")


def test_a_paid_head_who_joins_another_paid_household_does_not_take_its_place() -> None:
    past = recorded(run([family(1), family(2)]))

    settlement = run([family(1, 2)], past)

    assert [line.payment for line in settlement.lines] == [past[0]]
    assert settlement.strays == (past[1],)


# --- a payment whose row is gone -------------------------------------------------------------------------


def test_a_payment_whose_row_is_gone_stays_in_the_list_and_in_the_counts() -> None:
    past = recorded(run([family(1), family(2, provincial_visit=True), family(3)]))

    settlement = run([family(1), family(3), family(4, hardship="相对困难")], past)

    assert settlement.strays == (past[1],)
    assert settlement.payments == past
    assert [issue.code for issue in settlement.stray_notes] == ["paid-row-gone"]
    assert settlement.count(Outcome.GRANTED) == 3
    assert settlement.count(Outcome.REFUSED) == 1
    assert [line.payment for line in run([family(2, row=30)], past).lines] == [past[1]]  # it comes back


@pytest.mark.parametrize(
    "changes",
    [
        {"row": 9, "name": "另一人"},  # the account alone
        {"account": account(8)},  # the place and the name
        {"row": 9, "account": account(8)},  # the name and the phone
    ],
)
def test_a_corrected_identity_number_makes_no_new_person(changes: Any) -> None:
    past = recorded(run([family(1)]))

    settlement = run([family(1, id_number=resident_id(8), **changes)], past)

    assert [line.outcome for line in settlement.lines] == [Outcome.HELD]
    assert codes(settlement.lines[0]) == ["paid-before"]
    assert settlement.payments == past


def test_somebody_else_in_a_row_that_was_paid_is_paid() -> None:
    past = recorded(run([family(1)]))

    settlement = run([family(8, row=2)], past)

    assert [line.outcome for line in settlement.lines] == [Outcome.GRANTED]
    assert len(settlement.new) == 1
    namesake = run([family(8, row=9, name="户主乙", phone="0552-0000008")], past)
    assert [line.new for line in namesake.lines] == [True]
    both = run([family(1), family(8, account=account(1))], past)  # with the account of one who is still there
    assert [line.new for line in both.lines] == [False, True]


def test_a_signed_list_keeps_its_order() -> None:
    past = recorded(run([family(1), family(2), family(3)]))
    past = recorded(run([family(4), family(3), family(1), family(2)], past), past)

    payments = run([family(4, row=40), family(5), family(1), family(3)], past).payments

    assert [payment.household.row for payment in payments] == [2, 3, 4, 5, 6]
    assert [payment.batch for payment in payments] == [1, 1, 1, 2, 3]


# --- once over all notices -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        (removed(1), Outcome.HELD),
        (removed(1, finding="同意"), Outcome.HELD),  # which may have judged something else
        (removed(1, finding="同意", finding_reason="再次发放：又一次退档"), Outcome.GRANTED),
        (removed(1, finding="不同意", finding_reason="再次发放不妥"), Outcome.REFUSED),
        (removed(1, finding="不同意"), Outcome.REFUSED),
        (removed(3, 1), Outcome.HELD),  # the head is a member now
        (removed(2), Outcome.HELD),  # the member has a household now
        (removed(3), Outcome.GRANTED),  # somebody else
        (family(1), Outcome.GRANTED),  # another grant
        (family(4), Outcome.GRANTED),  # the same grant, which is not given once
    ],
)
def test_a_lump_sum_is_given_once_over_all_notices(later: Household, outcome: Outcome) -> None:
    past = recorded(run([removed(1, 2), family(4)]))

    [line] = run([later], past, LATER).lines

    assert line.outcome is outcome
    assert ("paid-once" in codes(line)) == (outcome is Outcome.HELD)


# --- one person, or one account, in two households ----------------------------------------------------------


def test_a_person_in_two_households_is_told_to_both_and_neither_is_paid() -> None:
    settlement = run([family(1, 3), family(2, 3), family(4)])

    first, second, other = settlement.lines
    assert [line.outcome for line in settlement.lines] == [Outcome.HELD, Outcome.HELD, Outcome.GRANTED]
    assert "roster.xlsx 花名册 row 3" in first.reasons[0].message.spoken("en")
    assert "roster.xlsx 花名册 row 2" in second.reasons[0].message.spoken("en")
    assert codes(other) == []
