"""A corrected copy counts in the place of its roster, which need not be withdrawn; never beside it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from examples import warmth
from people import account
from rosters import head, with_parts, write_roster
from started import start
from warmth_cli.reading.words.own_sheets import LIST_SHEET
from warmth_cli.writing.annotated import COLOURS

NO_ACCOUNT, NOTED = "I3", "B2"


def corrected(path: Path, target: Path, change: Callable[[Worksheet], object] | None = None) -> Path:
    """Mend a copy as a clerk would: the account that was missing, or what `change` does."""
    book = load_workbook(path)
    sheet = book["花名册"]
    if change:
        change(sheet)
    else:
        sheet[NO_ACCOUNT] = account(2)
    book.save(target)
    return target


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster with one fault, checked, and its annotated copy."""
    folder = tmp_path_factory.mktemp("office")
    write_roster(folder / "roster.xlsx", [head(1), head(2, account=None)])
    printed = warmth(folder, "check roster.xlsx --annotate copy.xlsx")
    assert (printed["totals"]["granted"], printed["totals"]["held"]) == (1, 1)
    return folder


def told(printed: Any) -> list[tuple[str, str]]:
    return [(issue["code"], issue["file"]) for issue in printed["issues"]]


@pytest.mark.parametrize("name", ["copy.xlsx", "back.xlsx"])  # saved as it was named, or sent back otherwise
def test_a_corrected_copy_takes_the_place_of_its_roster(name: str, office: Path) -> None:
    corrected(office / "copy.xlsx", office / name)

    printed = warmth(office, f"check {name}")

    assert told(printed) == [("copy-taken", name)]
    assert (printed["totals"]["granted"], printed["totals"]["rows"]) == (2, 2)
    assert warmth(office, "payouts --year 2022")["totals"]["granted"] == 2
    assert told(warmth(office, f"check {name}")) == []  # said once


def test_the_roster_is_passed_over_until_its_copy_is_taken_out(office: Path) -> None:
    corrected(office / "copy.xlsx", office / "copy.xlsx")
    warmth(office, "check copy.xlsx")

    printed = warmth(office, "check roster.xlsx")
    assert told(printed) == [("file-replaced", "roster.xlsx")]
    assert printed["totals"]["rows"] == 0

    start(office, "withdraw", "copy.xlsx")
    assert warmth(office, "check roster.xlsx")["totals"]["rows"] == 2


@pytest.mark.parametrize("name", ["a.xlsx", "z.xlsx"])  # read before the roster, and after it
def test_in_one_folder_only_the_copy_counts_whichever_is_read_first(name: str, office: Path) -> None:
    rosters = office / "rosters"
    rosters.mkdir()
    shutil.copy(office / "roster.xlsx", rosters / "roster.xlsx")
    corrected(office / "copy.xlsx", rosters / name)

    printed = warmth(office, "check rosters --ledger new.db")

    assert [each["file"] for each in printed["files"]] == [f"rosters/{name}"]
    assert (printed["totals"]["granted"], printed["totals"]["rows"]) == (2, 2)
    assert len(printed["issues"]) == 1


def test_where_both_were_corrected_nobody_knows_which_counts(office: Path) -> None:
    corrected(office / "roster.xlsx", office / "roster.xlsx")
    warmth(office, "check roster.xlsx")
    corrected(office / "copy.xlsx", office / "copy.xlsx")

    printed = warmth(office, "check copy.xlsx")

    assert printed["totals"]["held"] == 2
    assert {code for code, _ in told(printed)} == {"person-twice"}


@pytest.mark.parametrize(("rows", "code"), [(0, "copy-taken"), (1, "copy-short")])
def test_a_copy_with_fewer_households_says_so(rows: int, code: str, office: Path) -> None:
    def drop(sheet: Worksheet) -> None:
        sheet[NO_ACCOUNT] = account(2)
        for _ in range(rows):
            sheet.delete_rows(2)

    corrected(office / "copy.xlsx", office / "copy.xlsx", drop)

    printed = warmth(office, "check copy.xlsx")

    assert told(printed)[0] == (code, "copy.xlsx")
    assert printed["totals"]["rows"] == 2 - rows


def test_that_households_are_missing_is_said_until_they_are_back_or_shall_not_count(office: Path) -> None:
    whole = (office / "copy.xlsx").read_bytes()

    def drop(sheet: Worksheet) -> None:
        sheet[NO_ACCOUNT] = account(2)
        sheet.delete_rows(2)

    def codes(command: str) -> set[str]:
        return {code for code, _ in told(warmth(office, command))}

    corrected(office / "copy.xlsx", office / "copy.xlsx", drop)
    for _ in range(2):
        assert "copy-short" in codes("check copy.xlsx")
    assert "copy-short" in codes("payouts --year 2022 --dry-run")

    short = (office / "copy.xlsx").read_bytes()
    (office / "copy.xlsx").write_bytes(whole)
    corrected(office / "copy.xlsx", office / "copy.xlsx")
    assert "copy-short" not in codes("check copy.xlsx")

    (office / "copy.xlsx").write_bytes(short)
    start(office, "withdraw", "copy.xlsx")
    assert "copy-short" not in codes("check copy.xlsx")


@pytest.mark.parametrize(("others", "is_copy"), [(1, True), (2, True), (3, False), (4, False)])
@pytest.mark.parametrize("copy_first", [False, True])
def test_a_copy_that_was_filled_with_other_people_is_another_roster(
    others: int, is_copy: bool, copy_first: bool, tmp_path: Path
) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(number) for number in range(1, 5)])
    warmth(tmp_path, "check roster.xlsx --annotate copy.xlsx --ledger old.db")
    write_roster(tmp_path / "others.xlsx", [head(number) for number in range(5, 9)])

    def refill(sheet: Worksheet) -> None:
        strangers = load_workbook(tmp_path / "others.xlsx")["花名册"]
        for row in range(2, 2 + others):
            for cell in strangers[row]:
                sheet[cell.coordinate] = cell.value

    corrected(tmp_path / "copy.xlsx", tmp_path / "copy.xlsx", refill)
    files = ["copy.xlsx", "roster.xlsx"] if copy_first else ["roster.xlsx", "copy.xlsx"]

    printed = [warmth(tmp_path, f"check {file}") for file in files][-1]

    granted = warmth(tmp_path, "payouts --year 2022")["totals"]["granted"]
    codes = {code for code, _ in told(printed)}
    if is_copy:
        assert codes == {"file-replaced" if copy_first else "copy-short"}
        assert granted == 4
    else:
        assert not codes & {"file-replaced", "copy-short", "copy-taken"}
        assert granted == 4 + others - (4 - others)  # whoever stands in both is held


def test_a_copy_of_a_copy_says_only_what_is_still_wrong(office: Path) -> None:
    def mend(sheet: Worksheet) -> None:
        sheet[NO_ACCOUNT] = account(2)
        sheet["E2"] = None  # the phone
        sheet[NOTED].comment = Comment("问过本人", "王")

    corrected(office / "copy.xlsx", office / "copy.xlsx", mend)
    warmth(office, "check copy.xlsx --annotate again.xlsx")

    book = load_workbook(office / "again.xlsx")
    coloured = [
        cell.coordinate
        for row in book["花名册"].iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb in COLOURS.values()
    ]
    noted = [cell.coordinate for row in book["花名册"].iter_rows() for cell in row if cell.comment]
    assert coloured == ["E2"]
    assert noted == [NOTED, "E2"]
    assert book.sheetnames == ["花名册", LIST_SHEET]

    corrected(office / "again.xlsx", office / "again.xlsx", lambda sheet: sheet.cell(2, 5, "15400000001"))
    assert warmth(office, "check again.xlsx")["totals"]["granted"] == 2
    assert {code for code, _ in told(warmth(office, "check roster.xlsx copy.xlsx"))} == {"file-replaced"}


@pytest.mark.parametrize(
    "mark",
    [b"<no xml", b'<p><property name="warmth-copy-of"><v>../roster.xlsx</v></property></p>'],
)
def test_a_mark_that_says_nothing_is_none(mark: bytes, office: Path) -> None:
    with_parts(office / "roster.xlsx", {"docProps/custom.xml": mark}, office / "other.xlsx")

    assert {code for code, _ in told(warmth(office, "check other.xlsx"))} >= {"person-twice"}
