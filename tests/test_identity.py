"""Identity numbers and card numbers: valid, equal, hidden."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from people import account, resident_id
from warmth_cli.identity import (
    all_valid_ids,
    birth_date,
    check_character,
    hidden,
    mistyped_cards,
    passes_luhn,
    person_key,
    resident_id_fault,
    sex,
    valid_ids,
    without_long_numbers,
)

TODAY = date(2022, 1, 6)

seventeen_digits = st.text("0123456789", min_size=17, max_size=17)
texts = st.text("0123456789X-abc张", max_size=40)


# --- the check character ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("digits", "character"),
    [
        ("11010519491231002", "X"),  # the example of GB 11643-1999
        ("44052418800101001", "4"),  # the other example of GB 11643-1999
        ("00000000000000000", "1"),
        ("34030019850302001", "3"),
    ],
)
def test_the_check_character_is_that_of_the_standard(digits: str, character: str) -> None:
    assert check_character(digits) == character


@given(seventeen_digits)
def test_the_check_character_closes_the_sum_of_powers_of_two(digits: str) -> None:
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(digits))
    assert (total + "0123456789X".index(check_character(digits))) % 11 == 1


@given(seventeen_digits, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_changes_the_check_character(digits: str, place: int, step: int) -> None:
    wrong = str((int(digits[place]) + step) % 10)
    assert check_character(digits[:place] + wrong + digits[place + 1 :]) != check_character(digits)


@given(seventeen_digits, st.integers(0, 15))
def test_two_neighbours_exchanged_change_the_check_character(digits: str, place: int) -> None:
    exchanged = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert exchanged == digits or check_character(exchanged) != check_character(digits)


@given(seventeen_digits)
def test_the_check_character_is_that_of_the_plain_definition(digits: str) -> None:
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(digits))
    assert check_character(digits) == check_character(digits + "X") == "10X98765432"[total % 11]


# --- valid or not -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("340300198503020013", None),
        ("340300198503020014", "id-check"),
        ("34030019850302003X", None),
        ("34030019850302003x", "id-length"),  # the reader makes it upper case; here nothing is repaired
        ("X40300198503020013", "id-length"),
        ("34030019850302001", "id-length"),
        ("3403001985030200133", "id-length"),
        ("340300850302001", None),
        ("34030085030200X", "id-length"),
        ("34030085030200", "id-length"),
        ("３40300198503020013", "id-length"),
        ("", "id-length"),
    ],
)
def test_shape_and_check_character(number: str, fault: str | None) -> None:
    assert resident_id_fault(number, TODAY) == fault


@pytest.mark.parametrize(
    ("born", "fault"),
    [
        ("20200229", None),
        ("20210229", "id-date"),
        ("19000228", None),
        ("19000229", "id-date"),
        ("19851231", None),
        ("19851232", "id-date"),
        ("19850001", "id-date"),
        ("19851301", "id-date"),
        ("00000101", "id-date"),
    ],
)
def test_the_birth_date_is_a_day_of_the_calendar(born: str, fault: str | None) -> None:
    assert resident_id_fault(resident_id(1, born), TODAY) == fault


spoilt_numbers = st.one_of(
    st.text("0123456789X", min_size=17, max_size=19),
    st.builds(resident_id, st.integers(0, 999), st.sampled_from(["19850302", "20991231", "20210229"])),
    st.builds(
        lambda serial, place, other: (n := resident_id(serial))[:place] + other + n[place + 1 :],
        st.integers(0, 999),
        st.integers(0, 17),
        st.sampled_from("0123456789Xx٣３ -"),
    ),
)


@given(st.lists(spoilt_numbers, max_size=8))
def test_valid_numbers_are_told_quickly_as_one_by_one(numbers: list[str]) -> None:
    valid = valid_ids(TODAY)
    for number in numbers:
        assert valid(number) == (len(number) == 18 and resident_id_fault(number, TODAY) is None)


@given(st.lists(spoilt_numbers, min_size=1, max_size=3), st.integers(0, 300))
@example(["X" + resident_id(1)[:16] + "X"], 0)
@example([resident_id(1)[:17], resident_id(1) + "0"], 0)
def test_many_numbers_are_valid_where_each_is(numbers: list[str], more: int) -> None:
    numbers = [*numbers, *map(resident_id, range(more))]
    assert all_valid_ids(TODAY)(numbers) == all(map(valid_ids(TODAY), numbers))


def test_one_that_is_not_valid_is_found_among_many() -> None:
    numbers = [resident_id(serial) for serial in range(300)]
    assert all_valid_ids(TODAY)(numbers)
    for place in (0, 1, 150, 299):
        for wrong in range(10):
            other = numbers[place][:17] + str(wrong)
            spoilt = [*numbers[:place], other, *numbers[place + 1 :]]
            assert all_valid_ids(TODAY)(spoilt) == (other == numbers[place])


def test_born_today_but_not_tomorrow() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert resident_id_fault(resident_id(1, f"{TODAY:%Y%m%d}"), TODAY) is None
    assert resident_id_fault(resident_id(1, f"{tomorrow:%Y%m%d}"), TODAY) == "id-date"


def test_the_birth_date_is_read_from_either_card() -> None:
    assert birth_date("340300198503020013") == date(1985, 3, 2)
    assert birth_date("340300850302001") == date(1985, 3, 2)
    assert birth_date("340300850230001") is None


@given(st.text("0123456789X", min_size=14, max_size=19) | seventeen_digits)
def test_a_number_is_faulty_as_the_plain_definition_says(text: str) -> None:
    for number in (text, text[:17] + check_character(text[:17].replace("X", "0"))):
        assert resident_id_fault(number, TODAY) == plain_fault(number)


def plain_fault(number: str) -> str | None:
    """The definition, letter by letter."""
    if not (len(number) == 15 and number.isdigit()) and not (len(number) == 18 and number[:17].isdigit()):
        return "id-length"
    if len(number) == 18 and number[17] != check_character(number[:17]):
        return "id-check"
    born = number[6:14] if len(number) == 18 else "19" + number[6:12]
    try:
        day = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return "id-date"
    return "id-date" if day > TODAY else None


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("340300198503020013", "男"),
        ("34030019850302002X", "女"),
        ("340300850302001", "男"),
        ("340300850302002", "女"),
    ],
)
def test_the_serial_number_tells_the_sex(number: str, said: str) -> None:
    assert sex(number) == said


# --- one person ---------------------------------------------------------------------------------------------


@given(st.integers(0, 999), st.dates(date(1900, 1, 1), date(1999, 12, 31)))
def test_an_old_card_is_the_same_person_as_its_new_one(serial: int, born: date) -> None:
    new = resident_id(serial, f"{born:%Y%m%d}")
    old = new[:6] + new[8:17]
    assert person_key(old) == person_key(new) == new
    assert resident_id_fault(old, TODAY) is None


def test_born_in_another_century_is_another_person() -> None:
    assert person_key("340300050302001") != resident_id(1, "20050302")


# --- card numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["0", "18", "26", "34", "42", "59", "67", "75", "83", "91", "79927398713"])
def test_the_last_digit_of_a_card_fits_the_others(number: str) -> None:
    assert passes_luhn(number)
    assert not passes_luhn(number[:-1] + str((int(number[-1]) + 1) % 10))


@given(st.text("0123456789", max_size=30))
def test_a_card_fits_as_the_plain_definition_says(number: str) -> None:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    assert passes_luhn(number) == (total % 10 == 0)


@given(st.integers(0, 10**16 - 1), st.integers(1, 9))
def test_only_one_last_digit_fits(serial: int, step: int) -> None:
    number = account(serial)
    assert passes_luhn(number)
    assert not passes_luhn(number[:-1] + str((int(number[-1]) + step) % 10))


@given(st.lists(st.none() | st.text("0123456789", min_size=14, max_size=21)))
def test_many_cards_are_told_as_each_by_itself(numbers: list[str | None]) -> None:
    mistyped = {
        place
        for place, number in enumerate(numbers)
        if number is not None and 16 <= len(number) <= 19 and not passes_luhn(number)
    }
    assert sorted(mistyped_cards(numbers)) == sorted(mistyped)


# --- hidden -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "screen"),
    [
        ("", ""),
        ("1", "*"),
        ("12", "**"),
        ("123", "1*3"),
        ("12345678", "1******8"),
        ("123456789", "123**6789"),
        ("340300198503020013", "340***********0013"),
    ],
)
def test_only_the_ends_of_a_number_are_shown(number: str, screen: str) -> None:
    assert hidden(number) == screen


@given(texts)
def test_hidden_never_shows_more_than_the_ends(number: str) -> None:
    screen = hidden(number)
    shown = [place for place, character in enumerate(screen) if character != "*"]
    assert len(screen) == len(number)
    assert all(place < 3 or place >= len(number) - 4 for place in shown)
    assert len(shown) <= max(2, len(number) - 2)
    assert len(shown) < len(number) or not number


def test_long_numbers_inside_a_text_are_hidden() -> None:
    assert without_long_numbers("张三 34030019850302003X，卡6200000000000000015") == (
        "张三 340***********003X，卡620************0015"
    )
    assert without_long_numbers("13800000001") == "138****0001"
    assert without_long_numbers("6200 0000 0000 0015") == "620************0015"
    assert without_long_numbers("0552-1234567，共1234567890元") == "055*****4567，共1234567890元"
