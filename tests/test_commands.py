"""The whole program, as a clerk runs it: check, payouts, annex, in a folder of its own."""

import json
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from people import account, resident_id
from rosters import Row, head, member, write_roster
from started import Environment, start


def run(folder: Path, *arguments: str, code: int = 0, env: Environment = None) -> str:
    """What `warmth` prints, its exit code checked; what it says of a failure."""
    done = start(folder, *arguments, env=env)
    assert done.code == code, done.out + done.err
    assert code < 2 or not done.out
    return done.out if code < 2 else done.err


def document(folder: Path, *arguments: str, code: int = 0, env: Environment = None) -> Any:
    """The one document that `--json` prints."""
    return json.loads(run(folder, *arguments, "--json", code=code, env=env))


def pay(folder: Path, *arguments: str, code: int = 0, env: Environment = None) -> Any:
    return document(folder, "payouts", "--year", "2022", *arguments, code=code, env=env)


def outcomes(printed: Any) -> list[str]:
    return [decision["outcome"] for decision in printed["decisions"]]


def codes(decision: Any) -> list[str]:
    return [reason["code"] for reason in decision["reasons"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office with one roster: a visited household with a member, one refused."""
    rows = [head(1, provincial_visit="是"), member(50), head(2, hardship="相对困难")]
    write_roster(tmp_path / "roster.xlsx", rows)
    return tmp_path


# --- exit codes and documents ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([head(1)], 0),
        ([head(1), head(2, hardship="相对困难")], 0),  # a refusal is no error
        ([head(1, phone=None)], 0),  # nor is a warning
        ([head(1), head(2, account=None)], 1),
        ([head(1), {"phone": "15400000009"}], 1),  # a row that cannot be read
    ],
)
def test_the_exit_code_says_whether_somebody_is_needed(tmp_path: Path, rows: list[Row], code: int) -> None:
    write_roster(tmp_path / "roster.xlsx", rows)

    for command, expected in (("check roster.xlsx", code), ("payouts", code), ("annex --out a.xlsx", 0)):
        assert start(tmp_path, *command.split()).code == expected


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("check none.xlsx", "none.xlsx"),
        ("payouts --year 2022", "no ledger warmth.db"),
        ("annex --out tables.xlsx", "no ledger warmth.db"),
        ("check roster.xlsx --year 1999", "no rule pack for 1999"),
        ("check roster.xlsx --reading colour=red", "no reading colour"),
        ("check roster.xlsx --reading registered-scope=some", "no choice some"),
        ("check roster.xlsx --reading registered-scope", "does not say which choice"),
        ("check roster.xlsx --standards none.toml", "no file none.toml"),
    ],
)
def test_wrong_use_ends_with_2_and_leaves_nothing(folder: Path, arguments: str, says: str) -> None:
    assert says in " ".join(run(folder, *arguments.split(), code=2).split())

    assert [file.name for file in folder.iterdir()] == ["roster.xlsx"]


def test_the_documents_have_the_fields_they_promise(folder: Path) -> None:
    write_roster(folder / "roster.xlsx", [head(1), head(2, hardship="相对困难"), head(3, account=None)])
    checked = document(folder, "check", "roster.xlsx", code=1)
    paid = pay(folder, code=1)
    tables = document(folder, "annex", "--out", "tables.xlsx")

    assert {"notice", "files", "issues", "totals", "decisions"} <= set(checked)
    assert {"file", "sheet", "rows", "households"} <= set(checked["files"][0])
    issue = {"code", "severity", "file", "sheet", "cell", "found", "message", "remedy"}
    assert all(issue <= set(each) for each in checked["issues"])
    assert {"notice", "year", "ledger", "readings", "batch", "totals", "decisions"} <= set(paid)
    totals = {"rows", "granted", "refused", "held", "unreadable", "new", "amount"}
    decision = {"file", "sheet", "row", "union", "name", "id_number", "outcome", "grant", "amount", "fund"}
    for printed in (checked, paid):
        assert set(printed["totals"]) == totals
        assert all(decision | {"clause", "batch", "reasons"} <= set(each) for each in printed["decisions"])
        reasons = [reason for each in printed["decisions"] for reason in each["reasons"]]
        assert reasons
        assert all({"code", "message"} <= set(reason) for reason in reasons)
        assert outcomes(printed) == ["granted", "refused", "held"]
    assert (paid["notice"], paid["year"], paid["ledger"]) == ("bengbu-2022", 2022, "warmth.db")
    assert paid["totals"] == checked["totals"] | {"rows": 3, "new": 1, "amount": "1000.00"}
    assert tables["figures"]["paid.cash"]["value"] == "0.10"


def test_the_last_line_of_every_command_names_the_ledger(folder: Path) -> None:
    for arguments in ("check roster.xlsx", "payouts", "payouts --dry-run", "annex --out a.xlsx"):
        for spoken, words in (("en", "Ledger: office.db"), ("zh", "台账：office.db")):
            places = {"WARMTH_LEDGER": "office.db", "WARMTH_LANG": spoken}
            printed = run(folder, *arguments.split(), env=places)
            assert words in printed.splitlines()[-1]
    assert "office.db" in run(folder, "withdraw", "roster.xlsx", "--ledger", "office.db").splitlines()[-1]


# --- batches ---------------------------------------------------------------------------------------------


def test_a_second_run_pays_nobody_and_writes_the_same_list(folder: Path) -> None:
    run(folder, "check", "roster.xlsx")
    first = pay(folder)
    written = (folder / "payouts-2022.xlsx").read_bytes()

    again = pay(folder)

    assert (again["batch"], again["totals"]) == (None, first["totals"] | {"new": 0})
    assert again["decisions"] == first["decisions"]
    assert (folder / "payouts-2022.xlsx").read_bytes() == written

    assert "Nothing new to pay: the list is as it was." in run(folder, "payouts", "--year", "2022")

    run(folder, "check", "roster.xlsx")  # nor does a check of what was paid change it
    assert pay(folder)["batch"] is None
    assert (folder / "payouts-2022.xlsx").read_bytes() == written


def test_a_correction_makes_a_second_batch_with_only_the_new_ones(folder: Path) -> None:
    rows = [head(1), head(2, account=None), head(3, hardship="相对困难")]
    write_roster(folder / "roster.xlsx", rows)
    run(folder, "check", "roster.xlsx", code=1)
    assert pay(folder, code=1)["batch"] == 1
    write_roster(folder / "roster.xlsx", [head(4), *rows[:1], head(2), rows[2]])
    run(folder, "check", "roster.xlsx")

    second = pay(folder)

    assert (second["batch"], second["totals"]["new"], second["totals"]["amount"]) == (2, 2, "3000.00")
    assert [(each["row"], each["batch"]) for each in second["decisions"]] == [
        (2, 2),
        (3, 1),
        (4, 2),
        (5, None),
    ]
    with closing(sqlite3.connect(folder / "warmth.db")) as db:
        persons = db.execute("SELECT person FROM paid_person ORDER BY person").fetchall()
    assert persons == sorted((resident_id(n),) for n in (1, 2, 4))


def test_a_dry_run_records_and_writes_nothing(folder: Path) -> None:
    run(folder, "check", "roster.xlsx")
    before = (folder / "warmth.db").read_bytes()

    paid = pay(folder, "--dry-run")

    assert (paid["batch"], paid["totals"]["new"], paid["totals"]["amount"]) == (None, 1, "2000.00")
    assert [each["batch"] for each in paid["decisions"]] == [None, None]
    assert (folder / "warmth.db").read_bytes() == before
    assert not (folder / "payouts-2022.xlsx").exists()


def test_a_reading_can_be_switched_for_a_run_and_is_kept_with_the_batch(folder: Path) -> None:
    switched = ("--reading", "registered-scope=all", "--reading", "visit-amount=on-top")
    assert outcomes(document(folder, "check", "roster.xlsx")) == ["granted", "refused"]
    assert outcomes(document(folder, "check", "roster.xlsx", *switched)) == ["granted", "granted"]

    paid = pay(folder, *switched)

    assert (paid["readings"]["registered-scope"], paid["totals"]["amount"]) == ("all", "4000.00")
    with closing(sqlite3.connect(folder / "warmth.db")) as db:
        [(readings,)] = db.execute("SELECT readings FROM batch").fetchall()
    assert json.loads(readings) == paid["readings"]
    assert pay(folder)["totals"]["amount"] == "4000.00"  # what was paid stays


@pytest.mark.parametrize("command", ["payouts --year 2022", "annex"])
@pytest.mark.parametrize("out", ["none/list.xlsx", "folder", "roster.xlsx", "warmth.db", "notes.txt"])
def test_a_target_that_cannot_be_written_records_nothing(folder: Path, command: str, out: str) -> None:
    (folder / "folder").mkdir()
    (folder / "notes.txt").write_text("somebody's notes")
    run(folder, "check", "roster.xlsx")
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}

    run(folder, *command.split(), "--out", out, "--json", code=2)

    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} == before


def test_a_person_in_two_files_is_named_both_ways(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1), member(50)])
    write_roster(tmp_path / "b.xlsx", [head(2), head(3), member(50)])
    document(tmp_path, "check", "a.xlsx")

    second = document(tmp_path, "check", "b.xlsx", code=1)
    paid = pay(tmp_path, code=1)

    assert outcomes(second) == ["granted", "held"]
    assert "a.xlsx 花名册 row 2" in second["decisions"][1]["reasons"][0]["message"]
    assert outcomes(paid) == ["held", "granted", "held"]
    first, _, third = paid["decisions"]
    assert "b.xlsx 花名册 row 3" in first["reasons"][0]["message"]
    assert "a.xlsx 花名册 row 2" in third["reasons"][0]["message"]
    assert codes(first) == codes(third) == ["person-twice"]


def test_a_file_that_was_saved_anew_is_held_whole_until_one_of_them_is_withdrawn(folder: Path) -> None:
    book = load_workbook(folder / "roster.xlsx")
    book["花名册"]["AA1"] = "已核对"
    book.save(folder / "copy.xlsx")
    assert outcomes(document(folder, "check", "roster.xlsx", "copy.xlsx", code=1)) == ["held"] * 4
    assert pay(folder, code=1)["batch"] is None

    assert "The file is still there" in run(folder, "withdraw", "copy.xlsx")

    assert pay(folder)["totals"]["new"] == 1


def test_who_renamed_a_roster_and_changed_it_is_told_what_to_type(tmp_path: Path) -> None:
    old, new = tmp_path / "一月 a.xlsx", tmp_path / "c.xlsx"
    write_roster(old, [head(1), head(2, name="李建国")])
    document(tmp_path, "check", old.name)
    write_roster(new, [head(1, employer="乙厂"), head(2, name="李建国"), head(3, name="王芳")])
    beside = document(tmp_path, "check", new.name, code=1)
    old.unlink()

    gone = document(tmp_path, "check", new.name, code=1)

    assert "roster-gone" not in {each["code"] for each in beside["issues"]}
    [told] = [each for each in gone["issues"] if each["code"] == "roster-gone"]
    assert (told["file"], told["message"].split()[-1]) == (old.name, "2.")
    assert f'warmth withdraw "{old.name}"' in told["remedy"]
    run(tmp_path, "withdraw", old.name)
    assert outcomes(document(tmp_path, "check", new.name)) == ["granted"] * 3


def test_a_household_that_was_paid_owes_nothing_for_standing_in_another_file_too(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1)])
    document(tmp_path, "check", "a.xlsx")
    pay(tmp_path)
    write_roster(tmp_path / "c.xlsx", [head(1, employer="乙厂")])
    document(tmp_path, "check", "c.xlsx", code=1)

    again = pay(tmp_path, code=1)

    assert outcomes(again) == ["granted", "held"]
    assert [codes(each) for each in again["decisions"]] == [[], ["person-twice", "paid-before"]]
    assert {each["code"] for each in again["issues"]} == {"person-twice", "paid-before"}


def test_one_account_in_two_households_is_a_warning_to_both(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1), head(2, name="李建国", account=account(1))])

    issues = document(tmp_path, "check", "roster.xlsx")["issues"]

    assert {each["cell"]: each["severity"] for each in issues} == {"I2": "warning", "I3": "warning"}


def test_a_roster_without_union_takes_the_one_that_is_named(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1, union=None)])
    [held] = document(tmp_path, "check", "roster.xlsx", code=1)["decisions"]
    [granted] = document(tmp_path, "check", "roster.xlsx", "--union", " 怀远县总工会 ")["decisions"]

    assert codes(held) == ["union-missing"]
    assert (granted["outcome"], granted["union"]) == ("granted", "怀远县总工会")


def test_ledger_and_standards_can_stand_in_the_environment(tmp_path: Path) -> None:
    unfiled: Row = {
        "file_status": "未建档",
        "cause": "6",
        "district": "蚌山区",
        "monthly_income_per_head": 100,
    }
    write_roster(tmp_path / "roster.xlsx", [head(1, **unfiled)])
    lines = '[[standard]]\ndistrict = "蚌山区"\nmonthly = 700\nfrom = 2021-07-01\nsource = "虚构"\n'
    (tmp_path / "figures.toml").write_text(lines, encoding="utf-8")
    places = {"WARMTH_LEDGER": "office.db", "WARMTH_STANDARDS": "figures.toml"}
    [without] = document(tmp_path, "check", "roster.xlsx", code=1)["decisions"]
    assert codes(without) == ["standard-missing"]

    [granted] = document(tmp_path, "check", "roster.xlsx", env=places)["decisions"]

    assert granted["outcome"] == "granted"
    assert pay(tmp_path, env=places)["ledger"] == "office.db"
    assert pay(tmp_path, "--dry-run", code=1)["totals"]["held"] == 1  # in warmth.db, under standards.toml


def test_a_district_with_its_province_and_city_before_it_has_the_standard_of_the_district(
    tmp_path: Path,
) -> None:
    unfiled: Row = {"file_status": "未建档", "cause": "6", "monthly_income_per_head": 100}
    write_roster(tmp_path / "roster.xlsx", [head(1, **unfiled, district="安徽省蚌埠市蚌山区")])
    lines = '[[standard]]\ndistrict = "蚌山区"\nmonthly = 700\nfrom = 2021-07-01\nsource = "虚构"\n'
    (tmp_path / "standards.toml").write_text(lines, encoding="utf-8")

    [granted] = document(tmp_path, "check", "roster.xlsx")["decisions"]

    assert granted["outcome"] == "granted"


# --- numbers of people, and formulas ---------------------------------------------------------------------

CARD, PHONE, ID = account(7), "15400000007", resident_id(7)
SPACED, WIDE = f"{CARD[:4]} {CARD[4:12]} {CARD[12:]}", ID.translate({48 + n: 0xFF10 + n for n in range(10)})


@pytest.mark.parametrize(
    "rows",
    [
        [head(7, account_holder="李建国"), head(8, account=CARD), head(7), member(7)],
        [head(7, id_number=ID[:17] + "0"), head(8, id_number=int(ID)), head(9, id_number=ID[:15])],
        [head(7, account=CARD[:18]), head(8, account=int(CARD[:16])), head(9, account=f"{CARD}a")],
        [head(1, name=ID), head(2, account_holder=CARD), head(3, hardship=PHONE), head(4, removed_on=CARD)],
        [head(1), {"account": CARD}, {"phone": PHONE}, {"account_holder": CARD}],
        [head(1, account_holder=SPACED), {"account": SPACED}],
        [head(1, hardship=WIDE)],
        [head(1, union=ID)],
        [{" ": "张春梅", "  ": ID, "   ": PHONE, "    ": CARD}],  # without headings
    ],
)
def test_no_number_of_a_person_is_shown_in_full(tmp_path: Path, rows: list[Row]) -> None:
    write_roster(tmp_path / "roster.xlsx", rows)

    for command in ("check roster.xlsx", "payouts --year 2022", "annex --out tables.xlsx"):
        for form in ([], ["--json"]):
            done = start(tmp_path, *command.split(), *form)
            shown = unicodedata.normalize("NFKC", "".join((done.out + done.err).split()))
            assert not [number for number in (ID[:15], CARD[:16], PHONE) if number in shown], done


def test_numbers_are_shown_when_asked_for(folder: Path) -> None:
    for option, number in ((["--show-ids"], resident_id(1)), ([], "340***********0013")):
        decisions = document(folder, "check", "roster.xlsx", *option)["decisions"]
        assert decisions[0]["id_number"] == number


def test_what_begins_like_a_formula_stays_text_in_every_file(tmp_path: Path) -> None:
    texts = {"union": None, "bank": "+1+1", "branch": "@1", "note": "=1+1", "employer": "=1+1"}
    write_roster(tmp_path / "roster.xlsx", [head(1, **texts), head(2, name="=1+1", **texts)])
    checked = "check roster.xlsx --union =1+1"
    for command, code in ((checked, 1), ("payouts", 1), ("annex --out tables.xlsx", 0)):
        run(tmp_path, *command.split(), code=code)

    for name in ("payouts-2022.xlsx", "tables.xlsx"):
        sheets = load_workbook(tmp_path / name).worksheets
        cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
        formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
        assert not [formula for formula in formulas if "1+1" in formula]
        assert [cell for cell in cells if "=1+1" in str(cell.value)]
