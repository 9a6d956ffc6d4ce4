"""Why one household gets what it gets: exactly what a payout would do, whoever asks and however."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from people import account, resident_id
from rosters import Row, head, member, write_roster
from started import start
from test_commands import document, pay, run
from warmth_cli.commands.explain import Explained, by_row, explain
from warmth_cli.commands.payouts import pay_out
from warmth_cli.commands.setting import Setting
from warmth_cli.console import screen
from warmth_cli.rulebook.finding import Truth
from warmth_cli.rulebook.grounds import grounds
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.writing.explanation import Explanation

STANDARDS = '[[standard]]\ndistrict = "蚌山区"\nmonthly = 735.00\nfrom = 2021-07-01\nsource = "虚构文件"\n'
UNFILED: Row = {
    "file_status": "未建档", "hardship": None, "cause": "6", "district": "蚌山区", "household_size": 3,
}  # fmt: skip
REMOVED: Row = {"file_status": "已退档", "hardship": None, "removed_on": date(2021, 6, 30)}
PHASING: Row = {"file_status": "渐退期", "hardship": None, "phase_out_until": date(2022, 6, 30)}
CASES: list[Row] = [
    head(1),
    member(50),
    head(2, name="李建国", provincial_visit="是"),
    head(3, name="王秀英", hardship="相对困难"),
    head(4, name="赵同户", account=None),
    head(5, name="钱未建", annual_income="36000.00", **UNFILED),
    head(6, name="孙未建", annual_income="79380.01", **UNFILED),
    head(7, name="周未建", annual_income=None, **UNFILED),
    head(8, name="吴未建", annual_income="12000", **(UNFILED | {"cause": "9"})),
    head(9, name="郑未建", annual_income="12000", finding="不同意：已脱困", **(UNFILED | {"cause": "9"})),
    head(10, name="冯退档", removal_reason="脱困", **REMOVED),
    head(11, name="陈退档", removal_reason="核对不符", **REMOVED),
    head(12, name="褚渐退", arranged="是", **PHASING),
    head(13, name="卫渐退", arranged=None, **PHASING),
    head(14, name="蒋同人", id_number=resident_id(50, "20100302")),
    head(15, name="沈无号", id_number="340300198503020010"),
    head(16, name="韩远区", annual_income="100", **(UNFILED | {"district": "禹会区"})),
    head(17, name="杨状态", file_status=None),
    head(18, name="朱户名", account_holder="朱小明"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with every kind of case filed in its ledger."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "standards.toml").write_text(STANDARDS, "utf-8")
    write_roster(folder / "roster.xlsx", CASES)
    run(folder, "check", "roster.xlsx", code=1)
    return folder


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal in which no cell of a table is folded."""
    monkeypatch.setattr(screen.out, "width", 250)


def asked(office: Path, who: str, *readings: str) -> Explained:
    setting = Setting(office / "warmth.db", office / "standards.toml", readings=readings)
    return explain(setting, who, None, False)


def told(office: Path, who: str, *readings: str) -> Explanation:
    explanation = asked(office, who, *readings).explanation
    assert explanation is not None
    return explanation


# --- the same decision -----------------------------------------------------------------------------------


@pytest.mark.parametrize("paid", [False, True])
@pytest.mark.parametrize("readings", [(), ("registered-scope=all", "clear-causes=closed")])
def test_the_decision_is_the_one_of_a_payout(office: Path, paid: bool, readings: tuple[str, ...]) -> None:
    if paid:
        pay(office, code=1)
    setting = Setting(office / "warmth.db", office / "standards.toml", readings=readings)
    lines = pay_out(setting, None, False, True, datetime(2022, 1, 6)).settlement.lines
    assert {line.outcome.value for line in lines} == {"granted", "refused", "held"}

    for line in lines:
        explanation = told(office, by_row(line.household.place), *readings)
        assert explanation.line == line
        assert explanation.grounds == grounds(line.household, line.decision.findings)
        assert [ground.truth for ground in explanation.grounds] == [
            finding.truth for finding in line.decision.findings
        ]


def test_the_terminal_and_the_document_say_what_payouts_says(office: Path) -> None:
    decisions = document(office, "payouts", "--dry-run", code=1)["decisions"]

    for decision in decisions:
        row = f"{decision['file']}:{decision['row']}"
        said = document(office, "explain", row)["explanation"]["decision"]
        assert said == decision
        shown = " ".join(run(office, "explain", row).split())
        assert {"granted": "granted: ", "refused": "refused", "held": "held"}[decision["outcome"]] in shown


# --- conditions, with both values ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "truth", "sums"),
    [
        (
            {"annual_income": "36000.00"},
            Truth.MET,
            (
                "36000.00 ÷ 3 ÷ 12 = 1000.00 ≤ 3 × 735.00 = 2205.00",
                "36000.00 ≤ 3 × 735.00 × 3 × 12 = 79380.00",
            ),
        ),
        (
            {"annual_income": "79380.00"},
            Truth.MET,
            (
                "79380.00 ÷ 3 ÷ 12 = 2205.00 ≤ 3 × 735.00 = 2205.00",
                "79380.00 ≤ 3 × 735.00 × 3 × 12 = 79380.00",
            ),
        ),
        (
            {"annual_income": "79380.01"},
            Truth.NOT_MET,
            (
                "79380.01 ÷ 3 ÷ 12 = 2205.000277… > 3 × 735.00 = 2205.00",
                "79380.01 > 3 × 735.00 × 3 × 12 = 79380.00",
            ),
        ),
        ({"monthly_income_per_head": "2205.00"}, Truth.MET, ("2205.00 ≤ 3 × 735.00 = 2205.00",)),
        ({"monthly_income_per_head": "2205.01"}, Truth.NOT_MET, ("2205.01 > 3 × 735.00 = 2205.00",)),
        ({"annual_income": None}, Truth.UNKNOWN, ()),
    ],
)
def test_the_income_test_shows_how_it_was_reckoned(
    office: Path, cells: Row, truth: Truth, sums: tuple[str, ...]
) -> None:
    write_roster(office / "income.xlsx", [head(70, name="尤收入", **UNFILED, **cells)])
    run(office, "check", "income.xlsx", code=1 if truth is Truth.UNKNOWN else 0)

    explanation = told(office, "尤收入")

    [income] = [each for each in explanation.grounds if "income" in each.subject.spoken("en")]
    assert (income.truth, income.sums) == (truth, sums)
    assert explanation.living == ("蚌山区 735.00 (2021-07-01; 虚构文件)" if sums else "")


def test_one_of_several_conditions_is_shown_with_each_of_them(office: Path) -> None:
    explanation = told(office, "陈退档")

    [either] = [ground for ground in explanation.grounds if ground.parts]
    assert either.truth is Truth.UNKNOWN
    assert [
        (part.subject.spoken("zh"), part.found.spoken("zh"), part.required.spoken("zh"), part.truth)
        for part in either.parts
    ] == [
        ("退档原因", "核对不符", "脱困、退休、调离、死亡", Truth.NOT_MET),
        ("人工认定", "未填", "同意", Truth.UNKNOWN),
    ]


def test_the_readings_in_force_are_named_and_one_that_was_switched_too(office: Path) -> None:
    plain, switched = told(office, "王秀英"), told(office, "王秀英", "registered-scope=all")

    def scope(explanation: Explanation) -> list[tuple[str, bool]]:
        return [
            (each.value, each.switched)
            for each in explanation.readings
            if each.reading.id == "registered-scope"
        ]

    assert scope(plain) == [("deep", False)]
    assert scope(switched) == [("all", True)]
    assert [each.reading.id for each in plain.readings] == [
        "registered-scope",
        "income",
        "grants-per-household",
    ]


def test_a_reading_without_which_nothing_would_differ_is_not_named(office: Path) -> None:
    income = {each.reading.id for each in told(office, "钱未建").readings}
    removed = {each.reading.id for each in told(office, "冯退档").readings}

    assert "standard-day" in income
    assert "this-year" in removed
    assert "standard-day" not in removed
    assert "this-year" not in income


# --- who was paid ----------------------------------------------------------------------------------------


def test_a_payment_is_shown_with_batch_day_fund_and_place(office: Path) -> None:
    pay(office, code=1)

    [payment] = document(office, "explain", "李建国")["explanation"]["payments"]

    assert payment | {"day": None} == payment | {
        "name": "李建国", "batch": 1, "amount": "2000.00", "fund": "中央和省财政帮扶资金",
        "file": "roster.xlsx", "sheet": "花名册", "row": 4, "day": None,
    }  # fmt: skip
    assert date.fromisoformat(payment["day"])


def test_what_was_recorded_is_shown_when_the_roster_says_something_else_now(office: Path) -> None:
    pay(office, code=1)
    assert not told(office, "李建国").recorded

    now = head(2, name="李建国", provincial_visit="是", hardship="相对困难")
    write_roster(office / "roster.xlsx", [now])
    run(office, "check", "roster.xlsx")
    explanation = told(office, "李建国")

    found = {ground.subject.spoken("zh"): ground.found.spoken("zh") for ground in explanation.recorded}
    assert found["困难类别"] == "深度困难"
    assert "相对困难" in [ground.found.spoken("zh") for ground in explanation.grounds]
    assert explanation.line is not None
    assert "paid-otherwise" in [note.code for note in explanation.line.notes]


@pytest.mark.parametrize("who", ["李建国", resident_id(2), "roster.xlsx:4", "roster.xlsx:花名册:4"])
def test_who_was_paid_and_is_in_no_roster_any_more_is_found(office: Path, who: str) -> None:
    pay(office, code=1)
    write_roster(office / "roster.xlsx", [head(1)])
    run(office, "check", "roster.xlsx")

    explanation = told(office, who)

    assert explanation.line is None
    assert explanation.household.name == "李建国"
    assert "in no filed roster any more" in explanation.outcome.spoken("en")
    assert [(each.payment.batch, each.payment.amount) for each in explanation.payments] == [(1, 200000)]
    assert "是" in [ground.found.spoken("zh") for ground in explanation.recorded]


def test_a_household_whose_row_has_moved_is_shown_where_it_stands(office: Path) -> None:
    pay(office, code=1)
    write_roster(office / "new.xlsx", [head(2, name="李建国", provincial_visit="是")])
    run(office, "withdraw", "roster.xlsx")
    run(office, "check", "new.xlsx")

    explanation = told(office, "roster.xlsx:4")

    assert explanation.household.place == ("new.xlsx", "花名册", 2)
    assert explanation.own is not None


def test_what_another_notice_paid_is_shown_too(office: Path) -> None:
    pay(office, code=1)
    pack = Path(str(choose_pack(find_packs(None), 2022, None).folder))
    shutil.copytree(pack, office / "packs" / "later")
    notice = office / "packs" / "later" / "notice.toml"
    words = notice.read_text("utf-8").replace('id = "bengbu-2022"', 'id = "later"', 1)
    notice.write_text(words.replace("year = 2022", "year = 2023", 1), "utf-8")
    setting = Setting(office / "warmth.db", office / "standards.toml", 2023, rules=office / "packs")

    removed = explain(setting, "冯退档", None, False).explanation
    registered = explain(setting, "李建国", None, False).explanation

    assert removed is not None
    assert removed.line is not None
    assert registered is not None
    assert [issue.code for issue in removed.line.reasons] == ["paid-once"]
    assert [each.payment.notice for each in (*removed.payments, *registered.payments)] == ["bengbu-2022"] * 2
    assert (removed.own, registered.own) == (None, None)


# --- the faces -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["张春梅", "roster.xlsx:2", resident_id(1)])
def test_numbers_of_people_are_hidden_unless_asked_for(office: Path, who: str) -> None:
    pay(office, code=1)
    numbers = [resident_id(1), account(1), resident_id(50, "20100302"), "15400000001"]

    for arguments in ([], ["--json"]):
        hidden = run(office, "explain", who, *arguments)
        shown = run(office, "explain", who, "--show-ids", *arguments)
        for number in numbers:
            assert number not in hidden
            assert number in shown or (number == "15400000001" and arguments)


def test_a_member_finds_the_household_and_is_named(office: Path) -> None:
    said = run(office, "explain", "张小明")

    assert "张春梅" in said
    assert "张小明 (子, row 3), a member of this household" in said


def test_persons_who_stand_elsewhere_are_shown_with_both_places(office: Path) -> None:
    for who, other, head_there in (("roster.xlsx:2", 16, "蒋同人"), ("roster.xlsx:16", 2, "张春梅")):
        [elsewhere] = told(office, who).elsewhere
        assert (elsewhere.place.row, elsewhere.head) == (other, head_there)


def test_several_who_fit_are_listed_and_the_command_asks_which(office: Path) -> None:
    write_roster(office / "other.xlsx", [head(71), head(72, name="何仙氏"), member(73, name="张春梅")])
    run(office, "check", "other.xlsx")

    done = start(office, "explain", "张春梅")
    listed = start(office, "explain", "张春梅", "--json", "--out", "page.xlsx")

    assert (done.code, listed.code) == (2, 2)
    for place in ("roster.xlsx:花名册:2", "other.xlsx:花名册:2", "other.xlsx:花名册:3"):
        assert place in done.out
    assert "3 households fit 张春梅" in done.err
    assert not (office / "page.xlsx").exists()
    assert told(office, "other.xlsx:花名册:3").household.name == "何仙氏"
