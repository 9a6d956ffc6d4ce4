"""A bank's file holds what was recorded, unchanged, or names who is not in it; the sums are the batch's."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bank_profiles import column, own_profile
from payout_lists import family, whole
from people import account, resident_id
from warmth_cli.ledger import Batch
from warmth_cli.payouts import Payment
from warmth_cli.writing.bank_file import bank_file, sum_in, write_bank_file
from warmth_cli.writing.bank_profile import AnyProfile, find_profiles, load_profile

BATCH = Batch(1, "2022-01-05", {})
SHIPPED = find_profiles(None)


def paid(count: int, **changes: object) -> list[Payment]:
    """Payments as recorded; `changes` are those of the first."""
    payments = whole([family(serial, "张春梅") for serial in range(1, count + 1)])[0].payments
    return [payments[0]._replace(**changes), *payments[1:]]  # type: ignore[arg-type]


def text_of(folder: Path, profile: AnyProfile, payments: list[Payment]) -> bytes:
    file = bank_file(profile, BATCH, payments, 2022)
    assert not file.refused
    write_bank_file(folder / "bank.txt", file, file.payments)
    return (folder / "bank.txt").read_bytes()


def test_the_text_with_bars_is_as_the_bank_wants_it(tmp_path: Path) -> None:
    written = text_of(tmp_path, SHIPPED["bar-gbk"], paid(2, amount=100_005))

    assert written.decode("gbk") == (
        f"1|张春梅|{account(1)}|1000.05|{resident_id(1)}|\r\n2|张春梅|{account(2)}|1000.00|{resident_id(2)}|\r\n"
    )


def test_the_csv_begins_with_its_mark_and_has_headings(tmp_path: Path) -> None:
    written = text_of(tmp_path, SHIPPED["csv"], paid(1, account_holder="𬭎梅"))

    assert written == f"\ufeff账号,姓名,金额\r\n{account(1)},𬭎梅,1000.00\r\n".encode()


def test_the_spreadsheet_has_text_as_text_and_two_decimals(tmp_path: Path) -> None:
    file = bank_file(SHIPPED["neutral"], BATCH, paid(2, amount=100_005, account_holder="=1+1"), 2022)
    write_bank_file(tmp_path / "bank.xlsx", file, file.payments)

    sheet = load_workbook(tmp_path / "bank.xlsx").worksheets[0]

    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("序号", "户名", "账号", "开户行", "金额", "用途", "备注")
    assert rows[1] == (1, "=1+1", account(1), "虚构银行虚构支行", 1000.05, "2022年送温暖", "第1批")
    assert len(rows) == 3
    assert [cell.data_type for cell in sheet[2]] == ["n", "s", "s", "s", "n", "s", "s"]
    assert (sheet["C2"].number_format, sheet["E2"].number_format) == ("@", "0.00")
    assert sheet.column_dimensions["C"].width > 19


@pytest.mark.parametrize(
    ("bank", "branch", "written"),
    [
        ("虚构银行", "虚构支行", "虚构银行虚构支行"),
        ("虚构银行", "虚构银行蚌山支行", "虚构银行蚌山支行"),
        ("虚构银行", "", "虚构银行"),
        ("", "虚构支行", "虚构支行"),
    ],
)
def test_a_bank_stands_with_its_branch(bank: str, branch: str, written: str, tmp_path: Path) -> None:
    profile = load_profile(own_profile(tmp_path, column("开户行", "bank")))

    text = text_of(tmp_path, profile, paid(1, bank=bank, branch=branch)).decode("gbk")

    assert text.splitlines()[1].split(";")[2] == written


def test_a_bank_that_is_blank_is_said() -> None:
    file = bank_file(SHIPPED["neutral"], BATCH, paid(2, bank="", branch=""), 2022)

    assert [(issue.code, issue.row) for issue in file.issues] == [("bank-blank", 2)]
    assert len(file.payments) == 2


# --- who is not in it ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "changes", "signs"),
    [
        ("bar-gbk", {"account_holder": "张𬭎梅"}, "“𬭎”"),
        ("bar-gbk", {"account_holder": "张 春梅", "name": "张 春梅"}, "a blank"),
        ("bar-gbk", {"account_holder": "张\u3000春梅", "name": "张\u3000春梅"}, "a blank"),
        ("bar-gbk", {"account_holder": "张|梅", "name": "张|梅"}, "“|”"),
        ("bar-gbk", {"account_holder": "张\n梅", "name": "张\n梅"}, "U+000A"),
        ("csv", {"account_holder": "张,梅"}, "“,”"),
        ("csv", {"account_holder": '"张梅"'}, '“"”'),
        ("csv", {"account_holder": "=张梅"}, "“=”"),
        ("csv", {"account_holder": "@张梅"}, "“@”"),
        ("csv", {"account_holder": "＝张梅"}, "“＝”"),
        ("neutral", {"account_holder": "张\n梅"}, "U+000A"),
        ("neutral", {"branch": "张\u2028梅"}, "U+2028"),
    ],
)
def test_who_cannot_be_written_as_recorded_is_not_in_the_file(
    profile: str, changes: dict[str, str], signs: str
) -> None:
    payments = paid(6, **({"name": changes.get("account_holder", "张春梅")} | changes))

    file = bank_file(SHIPPED[profile], BATCH, payments, 2022)

    assert [issue.code for issue in file.issues] == ["bank-characters"]
    said = file.issues[0].message.spoken("en")
    assert said.startswith(f"{payments[0].name} is not in the bank's file")
    assert signs in said
    assert (file.refused, file.payments) == ((payments[0],), tuple(payments[1:]))


@pytest.mark.parametrize(
    ("profile", "changes"),
    [
        ("bar-gbk", {"account_holder": "买买提·江", "name": "买买提·江"}),
        ("csv", {"account_holder": "ANNA MARIA"}),
        ("csv", {"account_holder": "张|梅"}),
        ("csv", {"account_holder": "张=梅"}),
        ("neutral", {"account_holder": "=张,“梅”"}),
    ],
)
def test_who_can_be_written_is_in_the_file(profile: str, changes: dict[str, str]) -> None:
    assert not bank_file(SHIPPED[profile], BATCH, paid(5, **changes), 2022).refused


@pytest.mark.parametrize(("length", "refused"), [(4, 0), (5, 1)])
def test_what_is_longer_than_the_bank_takes_is_not_cut(length: int, refused: int, tmp_path: Path) -> None:
    profile = load_profile(own_profile(tmp_path, column("户名", "holder", "at_most = 4")))

    file = bank_file(profile, BATCH, paid(2, account_holder="张" * length), 2022)

    assert [issue.code for issue in file.issues] == ["bank-too-long"] * refused
    assert len(file.refused) == refused


def test_a_number_of_one_person_never_stands_beside_the_account_of_another() -> None:
    payments = paid(6, account_holder="李建国")

    assert [issue.code for issue in bank_file(SHIPPED["bar-gbk"], BATCH, payments, 2022).issues] == [
        "bank-holder-differs"
    ]
    assert not bank_file(SHIPPED["csv"], BATCH, payments, 2022).issues


# --- several files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (5, [5]), (1000, [1000]), (1001, [500, 501]), (2000, [1000, 1000]), (2001, [667] * 3)],
)
def test_a_file_longer_than_the_bank_takes_is_split_evenly(count: int, sizes: list[int]) -> None:
    [one] = paid(1)

    file = bank_file(SHIPPED["bar-gbk"], BATCH, [one] * count, 2022)

    assert [len(part) for part in file.parts] == sizes
    assert [issue.code for issue in file.issues] == (["bank-few-rows"] if count < 5 else [])


NAMES = st.text(st.sampled_from("张王李𬭎 |,;=\n·A"), min_size=1, max_size=4)


@given(st.lists(st.tuples(NAMES, st.integers(1, 10**9))), st.sampled_from([*SHIPPED]))
def test_files_and_refused_are_the_batch_to_the_fen(rows: list[tuple[str, int]], name: str) -> None:
    [one] = paid(1)
    payments = [one._replace(name=who, account_holder=who, amount=fen) for who, fen in rows]

    file = bank_file(SHIPPED[name], BATCH, payments, 2022)

    assert [*file.payments, *file.refused] != [] or not payments
    assert sorted([*file.payments, *file.refused]) == sorted(payments)
    assert [each for part in file.parts for each in part] == list(file.payments)


@pytest.mark.parametrize("name", [*SHIPPED])
@pytest.mark.parametrize("fen", [1, 10, 99, 100, 100_005, 123_456_789])
def test_what_is_read_back_is_what_was_paid(name: str, fen: int, tmp_path: Path) -> None:
    file = bank_file(SHIPPED[name], BATCH, paid(7, amount=fen), 2022)

    write_bank_file(tmp_path / "file", file, file.payments)

    assert sum_in(tmp_path / "file", file.profile) == fen + 600_000
    assert Decimal(sum_in(tmp_path / "file", file.profile)) == sum(each.amount for each in file.payments)
