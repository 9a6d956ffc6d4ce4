"""`warmth bank` as a clerk runs it: one batch, one bank's form, and sums that are the batch's."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bank_profiles import own_profile
from people import account
from rosters import head, write_roster
from test_commands import run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two batches: six households, of which one's name is not in GBK, and one that joined later."""
    folder = tmp_path_factory.mktemp("office")
    names = ["张春梅", "李建国", "李𬭎", "王秀英", "赵小军", "孙玉芬"]
    write_roster(folder / "roster.xlsx", [head(n, name=name) for n, name in enumerate(names, 1)])
    run(folder, "check", "roster.xlsx")
    run(folder, "payouts")
    write_roster(folder / "more.xlsx", [head(7, name="钱后来")])
    run(folder, "check", "more.xlsx")
    run(folder, "payouts")
    return folder


def bank(folder: Path, *arguments: str, code: int = 0) -> str:
    return " ".join(run(folder, "bank", *arguments, code=code).split())


def test_a_batch_goes_into_one_file_with_nobody_of_another(office: Path) -> None:
    said = bank(office, "--batch", "2", "--profile", "csv", "--out", "bank.csv")

    assert (office / "bank.csv").read_text("utf-8-sig") == f"账号,姓名,金额\n{account(7)},钱后来,1000.00\n"
    assert "bank.csv │ 1 │ 1,000.00" in said
    assert "batch 2 │ 1 │ 1,000.00" in said
    assert "Hand it to the bank as it is" in said


def test_who_the_form_cannot_hold_is_named_and_the_sums_say_so(office: Path) -> None:
    said = bank(office, "--batch", "1", "--profile", "bar-gbk", "--out", "bank.txt", code=1)

    assert "李𬭎 is not in the bank's file: 姓名 holds “𬭎”" in said
    assert "bank.txt │ 5 │ 5,000.00" in said
    assert "not in a file │ 1 │ 1,000.00" in said
    assert "batch 1 │ 6 │ 6,000.00" in said
    lines = (office / "bank.txt").read_text("gbk").splitlines()
    assert [line.split("|")[1] for line in lines] == ["张春梅", "李建国", "王秀英", "赵小军", "孙玉芬"]
    assert [line.split("|")[0] for line in lines] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(("now", "told"), [(account(1), 0), (account(99), 1)])
def test_an_account_that_a_roster_has_otherwise_today_is_said(office: Path, now: str, told: int) -> None:
    write_roster(office / "roster.xlsx", [head(1, account=now), head(2, name="李建国")])
    run(office, "check", "roster.xlsx")

    said = bank(office, "--batch", "1", "--profile", "csv", "--out", "bank.csv")

    assert said.count("another account") == told
    assert account(1) in (office / "bank.csv").read_text("utf-8-sig")


def test_the_document_has_every_payment_of_the_batch_once(office: Path) -> None:
    said = json.loads(
        run(office, "bank", "--batch", "1", "--profile", "bar-gbk", "--out", "b.txt", "--json", code=1)
    )

    assert (said["batch"], said["profile"]) == (1, "bar-gbk")
    assert said["files"] == [{"out": "b.txt", "households": 5, "amount": "5000.00"}]
    assert (said["refused"]["households"], said["refused"]["amount"]) == (1, "1000.00")
    assert [each["name"] for each in said["refused"]["rows"]] == ["李𬭎"]
    assert Decimal(said["written"]["amount"]) + Decimal(said["refused"]["amount"]) == 6000
    assert (said["total"]["households"], said["total"]["amount"]) == (6, "6000.00")
    assert account(3) not in json.dumps(said)


def test_a_long_batch_is_several_files_numbered_each_from_one(office: Path) -> None:
    own_profile(office / "rules", more="at_most = 4")

    said = bank(office, "--batch", "1", "--profile", "own", "--out", "b.txt", "--rules", "rules")

    assert "b-1.txt │ 3 │ 3,000.00" in said
    assert "b-2.txt │ 3 │ 3,000.00" in said
    assert not (office / "b.txt").exists()
    assert all(len((office / f"b-{n}.txt").read_text("gbk").splitlines()) == 4 for n in (1, 2))


def test_several_files_appear_together_or_none_does(office: Path) -> None:
    own_profile(office / "rules", more="at_most = 4")
    (office / "b-2.txt").write_text("a chairman's notes")

    said = bank(office, "--batch", "1", "--profile", "own", "--out", "b.txt", "--rules", "rules", code=2)

    assert "b-2.txt exists, and was not written by warmth" in said
    assert not (office / "b-1.txt").exists()


def test_nobody_to_write_is_no_file(office: Path) -> None:
    file = own_profile(office / "rules")
    file.write_text(file.read_text("utf-8").replace('"account"', '"account"\nat_most = 4'), "utf-8")

    said = bank(office, "--batch", "1", "--profile", "own", "--out", "b.txt", "--rules", "rules", code=1)

    assert "not in a file │ 6 │ 6,000.00" in said
    assert not (office / "b.txt").exists()


def test_a_file_that_does_not_add_up_is_not_written(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warmth_cli.commands.bank.sum_in", lambda *_: 99)

    said = bank(office, "--batch", "2", "--profile", "csv", "--out", "bank.csv", code=2)

    assert "does not add up" in said
    assert not (office / "bank.csv").exists()


def test_who_recorded_no_batch_yet_is_told_how(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)])
    run(tmp_path, "check", "roster.xlsx")

    said = bank(tmp_path, "--batch", "1", "--profile", "csv", "--out", "b.txt", code=2)

    assert "None is recorded yet. Run warmth payouts first." in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--batch 1 --out b.txt", "No bank profile is named. Known to --profile are: bar-gbk, csv, neutral."),
        (
            "--batch 1 --profile bar --out b.txt",
            "There is no bank profile bar. Known to --profile are: bar-gbk",
        ),
        ("--profile csv --out b.txt", "No batch is named. Recorded are: 1 ("),
        ("--batch 3 --profile csv --out b.txt", "The ledger has no batch 3 of bengbu-2022."),
        ("--batch 1 --profile csv", "The option --out is missing."),
        ("--batch 1 --profile csv --out b.xlsx", "This profile makes a text"),
        ("--batch 1 --profile neutral --out b.txt", "This profile makes a spreadsheet"),
        ("--batch 1 --profile csv --out warmth.db --force", "is never written over"),
    ],
)
def test_what_is_asked_wrongly_is_said_and_writes_nothing(office: Path, arguments: str, said: str) -> None:
    before = {path.name for path in office.iterdir()}

    assert said in bank(office, *arguments.split(), code=2)

    assert {path.name for path in office.iterdir()} == before


def test_an_own_profile_is_never_written_over(office: Path) -> None:
    own_profile(office / "rules")
    target = "rules/banks/own.toml"

    said = bank(
        office, "--batch", "1", "--profile", "own", "--rules", "rules", "--out", target, "--force", code=2
    )

    assert "never written over" in said


def test_the_profiles_are_shown(office: Path) -> None:
    own_profile(office / "rules")

    said = bank(office, "--profiles", "--rules", "rules")

    assert "bar-gbk │ Text with bars (GBK) │" in said
    assert "5–1000" in said
    assert "own │ Sample bank" in said
