"""A list for each union: together they are the whole, nobody is in two of them, and nobody in none."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from payout_lists import REMOVED, RULES, UNREADABLE, family, whole
from people import resident_id
from rosters import head, write_roster
from test_commands import run
from warmth_cli.commands.check import check
from warmth_cli.commands.payouts import pay_out
from warmth_cli.commands.reprint import reprint
from warmth_cli.commands.setting import Setting
from warmth_cli.issues import WarmthError
from warmth_cli.ledger import Ledger
from warmth_cli.reading.request import Request
from warmth_cli.writing.payouts.content import NO_UNION, by_union

NOW = datetime(2022, 1, 5)
KINDS: dict[str, dict[str, object]] = {
    "registered": {},
    "removed": REMOVED,
    "held": {"account": None},
    "refused": {"hardship": "相对困难"},
}
UNIONS = ["蚌山区总工会", "禹会区总工会", None, NO_UNION]


@given(st.lists(st.tuples(st.sampled_from([*KINDS]), st.sampled_from(UNIONS), st.sampled_from("ab"))))
def test_the_lists_of_all_unions_are_the_whole_list(filed: list[tuple[str, str | None, str]]) -> None:
    content, _ = whole(
        [
            family(n, "张春梅", union=union, file=f"{file}.xlsx", **KINDS[kind])
            for n, (kind, union, file) in enumerate(filed)
        ]
    )
    parts = by_union(content)

    assert sorted(p for part in parts.values() for p in part.payments) == sorted(content.payments)
    assert sum(part.amount for part in parts.values()) == content.amount
    for name in ("held", "refused", "lost"):
        together = [each for part in parts.values() for each in getattr(part.not_paid, name)]
        assert len(together) == len(getattr(content.not_paid, name))
        assert all(each in together for each in getattr(content.not_paid, name))
    for union, part in parts.items():
        assert {payment.union or NO_UNION for payment in part.payments} <= {union}


@pytest.mark.parametrize(
    ("unions", "owner"),
    [
        (["蚌山区总工会"], "蚌山区总工会"),
        (["蚌山区总工会", "禹会区总工会"], NO_UNION),
        ([None], NO_UNION),
    ],
)
def test_a_row_that_nobody_could_read_is_of_the_union_that_has_its_file(
    unions: list[str | None], owner: str
) -> None:
    content, _ = whole([family(n, "张春梅", union=union) for n, union in enumerate(unions)])

    parts = by_union(content)

    assert [union for union, part in parts.items() if part.not_paid and part.not_paid.lost] == [owner]
    assert [issue for part in parts.values() if part.not_paid for issue in part.not_paid.lost] == [UNREADABLE]


def office(folder: Path) -> Setting:
    """Three unions, whose names are not those of files, and five households: one held, one refused."""
    rows = [
        head(1, union="市直/机关工会"),
        head(2, union="市直:机关工会"),
        head(3, union="CON", **REMOVED),
        head(4, union="CON", account=None),
        head(5, union="CON", hardship="相对困难"),
    ]
    setting = Setting(folder / "warmth.db")
    check([write_roster(folder / "roster.xlsx", rows)], setting, Request(NOW.date()), NOW, lambda _: None)
    return setting


def test_a_folder_has_a_workbook_for_each_union_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "lists"

    paid = pay_out(office(tmp_path), out, force=False, dry_run=False, now=NOW, each_union=True)

    assert paid.lists
    assert {path.name for path in out.iterdir()} == {
        "市直_机关工会.xlsx",
        "市直_机关工会（2）.xlsx",
        "_CON.xlsx",
    }
    assert {each.path for each in paid.lists.unions} == set(out.iterdir())
    assert sum(each.content.amount for each in paid.lists.unions) == paid.totals.amount == 300_000
    book = load_workbook(out / "_CON.xlsx")
    assert book.sheetnames == ["送温暖资金", "汇总", "暂缓发放", "不予发放"]
    assert "发放 1 ＋ 不予发放 1 ＋ 暂缓发放 1 ＋ 无法读取 0 ＝ 花名册 3 户" in [
        cell.value for cell in book["汇总"]["A"]
    ]
    assert [book[name]["D4"].value[-4:] for name in book.sheetnames[2:]] == ["0048", "0056"]


def test_a_folder_that_cannot_be_written_whole_is_not_written_and_records_nothing(tmp_path: Path) -> None:
    setting, out = office(tmp_path), tmp_path / "lists"
    out.mkdir()
    (out / "_CON.xlsx").write_text("a chairman's notes")

    with pytest.raises(WarmthError, match="was not written by warmth"):
        pay_out(setting, out, force=False, dry_run=False, now=NOW, each_union=True)

    assert [path.name for path in out.iterdir()] == ["_CON.xlsx"]
    with pytest.raises(WarmthError, match="no batch 1"):
        reprint(setting, 1, None, force=False, dry_run=True, each_union=False)


def test_a_folder_that_was_made_for_nothing_is_taken_away_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr("warmth_cli.commands.lists.write_payout_list", refuse)
    with pytest.raises(WarmthError, match="disk is full"):
        pay_out(office(tmp_path), tmp_path / "lists", force=False, dry_run=False, now=NOW, each_union=True)

    assert not (tmp_path / "lists").exists()


def test_a_file_cannot_be_the_folder(tmp_path: Path) -> None:
    (tmp_path / "lists").write_text("")

    with pytest.raises(WarmthError, match="cannot be made"):
        pay_out(office(tmp_path), tmp_path / "lists", force=False, dry_run=False, now=NOW, each_union=True)


def test_what_an_earlier_run_left_in_the_folder_is_said(tmp_path: Path) -> None:
    office(tmp_path)
    run(tmp_path, "payouts", "--by", "union", "--out", "lists", code=1)
    (tmp_path / "lists" / "_CON.xlsx").rename(tmp_path / "lists" / "old.xlsx")
    (tmp_path / "lists" / "mine.xlsx").write_text("a chairman's notes")

    said = run(tmp_path, "payouts", "--by", "union", "--out", "lists", code=1)

    assert re.findall(r"\S+\.xlsx(?= is from an earlier run)", said) == [str(Path("lists", "old.xlsx"))]


def recorded(path: Path) -> list[object]:
    """All that was ever recorded of payments in a ledger."""
    with Ledger.open(path, create=False) as ledger:
        return [*ledger.payments(), *ledger.batches(RULES.pack.notice.id)]


def test_one_batch_is_printed_again_as_it_was_recorded(tmp_path: Path) -> None:
    setting = office(tmp_path)
    pay_out(setting, tmp_path / "all.xlsx", force=False, dry_run=False, now=NOW)
    mended = write_roster(tmp_path / "more.xlsx", [head(6, union="CON")])
    check([mended], setting, Request(NOW.date()), NOW, lambda _: None)
    pay_out(setting, tmp_path / "all.xlsx", force=False, dry_run=False, now=datetime(2022, 1, 9))
    before = recorded(setting.ledger)

    first = reprint(setting, 1, tmp_path / "1.xlsx", force=False, dry_run=False, each_union=False)
    second = reprint(setting, 2, tmp_path / "2", force=False, dry_run=False, each_union=True)

    assert [payment.batch for payment in first.content.payments] == [1, 1, 1]
    assert (first.content.amount, second.content.amount) == (300_000, 100_000)
    book = load_workbook(tmp_path / "1.xlsx")
    assert book.sheetnames == ["中央和省财政帮扶资金", "送温暖资金", "汇总"]
    assert "日期：2022年1月5日" in str(book["汇总"]["A2"].value)
    assert "本册只列本批发放名单" in "".join(str(cell.value) for cell in book["汇总"]["A"])
    assert [path.name for path in (tmp_path / "2").iterdir()] == ["_CON.xlsx"]
    assert recorded(setting.ledger) == before
    with pytest.raises(WarmthError, match=f"no batch 3 of {RULES.pack.notice.id}"):
        reprint(setting, 3, None, force=False, dry_run=False, each_union=False)


def test_a_batch_is_printed_again_without_a_single_roster(tmp_path: Path) -> None:
    office(tmp_path)
    run(tmp_path, "payouts", code=1)
    run(tmp_path, "withdraw", "roster.xlsx")

    said = run(tmp_path, "payouts", "--batch", "1")

    assert "Batch 1 of " in said
    assert "3 households, 3,000.00 yuan" in said
    assert (tmp_path / "payouts-2022-batch-1.xlsx").exists()


def test_the_documents_say_what_stands_where(tmp_path: Path) -> None:
    office(tmp_path)

    paid = json.loads(run(tmp_path, "payouts", "--by", "union", "--out", "lists", "--json", code=1))
    again = json.loads(run(tmp_path, "payouts", "--batch", "1", "--dry-run", "--json"))

    assert paid["out"] == "lists"
    assert [
        (each["households"], each["amount"], each["held"], each["refused"]) for each in paid["lists"]
    ] == [
        (1, "1000.00", 0, 0),
        (1, "1000.00", 0, 0),
        (1, "1000.00", 1, 1),
    ]
    assert (again["batch"], again["out"], again["amount"]) == (1, None, "3000.00")
    assert [each["amount"] for each in again["payments"]] == ["1000.00"] * 3
    assert resident_id(1) not in json.dumps(again)
