"""The annotated copy: every issue in its cell and in the list, the roster itself untouched."""

import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from encrypted import encrypt_package, encrypt_xls
from examples import warmth
from people import account, resident_id
from rosters import Row, head, member, write_roster
from started import start
from test_xls import write_xls
from warmth_cli.files.sheet import Sheet
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue
from warmth_cli.language import Words
from warmth_cli.ledger import Ledger
from warmth_cli.reading.request import Request
from warmth_cli.reading.words.own_sheets import IN_BOX, LIST_SHEET, as_before
from warmth_cli.writing.annotated import COLOURS, write_annotated
from warmth_cli.writing.plain_copy import plain_copy

REQUEST = Request(date(2022, 1, 6))
SAMPLE = Path(__file__).parent.parent / "samples" / "roster-with-mistakes.xlsx"
DAMAGED, NO_PHONE = (
    Issue("id-damaged", "r", "花名册", 2, "C2"),
    Issue("phone-missing", "r", "花名册", 2, "E2"),
)


def annotated(folder: Path, issues: Sequence[Issue], rows: Sequence[Row] = (head(1),)) -> Workbook:
    """The copy of a tiny roster, with these issues."""
    roster = write_roster(folder / "roster.xlsx", rows)
    write_annotated(roster, folder / "a.xlsx", issues, REQUEST)
    return load_workbook(folder / "a.xlsx")


def cell(book: Workbook, place: str, sheet: str = "花名册") -> Cell:
    found = book[sheet][place]
    assert isinstance(found, Cell)
    return found


def comment(book: Workbook, place: str) -> str:
    found = cell(book, place).comment
    return found.text if found else ""


def colour(found: Cell) -> str:
    return str(found.fill.fgColor.rgb) if found.fill.fill_type else ""


def listed(book: Workbook, name: str = LIST_SHEET) -> list[tuple[Any, ...]]:
    """The rows of the list under its heading."""
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_a_cell_is_coloured_by_weight_and_says_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    note = Issue("column-unknown", "r", "花名册", 1, "B1", found="民族")
    book = annotated(tmp_path, [NO_PHONE, DAMAGED, note])

    for place, severity in (("C2", Severity.ERROR), ("E2", Severity.WARNING), ("B1", Severity.ADVICE)):
        assert colour(cell(book, place)) == COLOURS[severity]
    for issue in (DAMAGED, NO_PHONE, note):
        assert issue.message.spoken("zh") in comment(book, issue.cell)
        assert issue.remedy.spoken("zh") in comment(book, issue.cell)
    assert not comment(book, "D2")
    assert not colour(cell(book, "D2"))


def test_a_link_into_a_hidden_sheet_says_that_it_must_be_shown_first(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head(1)])
    book = load_workbook(path)
    book["花名册"].sheet_state = "hidden"
    book.create_sheet("说明")
    book.save(path)

    write_annotated(path, tmp_path / "a.xlsx", [DAMAGED], REQUEST)

    [row] = listed(load_workbook(tmp_path / "a.xlsx"))
    assert str(row[2]).startswith("花名册（隐藏的工作表，取消隐藏后")
    assert row[3] == "C2"


def test_what_only_the_office_can_mend_is_not_told_to_whoever_gets_the_copy_back(tmp_path: Path) -> None:
    lines = {"district": "蚌山区", "day": "2022-01-01", "path": "standards.toml", "lines": "[[standard]]"}
    no_standard = Issue("standard-missing", "r", "花名册", 2, "C2", values=lines)

    book = annotated(tmp_path, [no_standard, NO_PHONE])

    assert [row[3] for row in listed(book)] == ["E2"]
    assert (comment(book, "C2"), colour(cell(book, "C2"))) == ("", "")
    [only] = listed(annotated(tmp_path, [no_standard]))
    assert only[5] == "花名册里没有要改的；有 1 个问题由审核单位处理。"


def test_a_district_that_may_be_mistyped_is_told_to_whoever_gets_the_copy_back(tmp_path: Path) -> None:
    lines = {"district": "蚌山", "day": "2022-01-01", "path": "standards.toml", "lines": "[[standard]]"}
    known = {"known": Words("县区写错的，请改成：蚌山区。", "")}
    mistyped = Issue("standard-missing", "r", "花名册", 2, "C2", values={**lines, **known})

    book = annotated(tmp_path, [mistyped])

    assert "请改成：蚌山区" in comment(book, "C2")


def test_several_issues_of_a_cell_are_joined_under_the_colour_of_the_gravest(tmp_path: Path) -> None:
    twice = Issue("person-twice", "r", "花名册", 2, "C2", values={"others": "乙"})
    luhn = Issue("account-luhn", "r", "花名册", 2, "C2")
    book = annotated(tmp_path, [luhn, DAMAGED, twice])

    assert colour(cell(book, "C2")) == COLOURS[Severity.ERROR]
    for issue in (luhn, DAMAGED, twice):
        assert issue.message.spoken("zh") in comment(book, "C2")
    assert [row[1:4] for row in listed(book)] == [
        ("错误", "花名册", "C2"),
        ("错误", "花名册", "C2"),
        ("警告", "花名册", "C2"),
    ]


def test_what_a_clerk_has_noted_on_a_cell_stays(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head(1)])
    book = load_workbook(path)
    cell(book, "C2").comment = Comment("问过本人", "王")
    book.save(path)

    write_annotated(path, tmp_path / "a.xlsx", [DAMAGED], REQUEST)

    words = comment(load_workbook(tmp_path / "a.xlsx"), "C2")
    assert words.startswith("问过本人\n")
    assert DAMAGED.message.spoken("zh") in words


@pytest.mark.parametrize(
    ("issue", "place"),
    [
        (Issue("advice", "r", "花名册", 2, values={"words": "建档", "clause": "二"}), "B2"),  # A2 is empty
        (Issue("row-unreadable", "r", "花名册", 9), "A9"),  # an empty row
        (Issue("column-missing", "r", "花名册", field="cause"), None),  # the whole table
        (Issue("standard-old", values={"district": "县", "since": "2019", "path": "s"}), None),
    ],
)
def test_an_issue_without_a_cell_goes_to_its_row_or_only_to_the_list(
    issue: Issue, place: str | None, tmp_path: Path
) -> None:
    book = annotated(tmp_path, [issue], [head(1, union=None)])

    assert [(row[2] or "", row[3]) for row in listed(book)] == [(issue.sheet, place)]
    commented = [each.coordinate for row in book["花名册"].iter_rows() for each in row if each.comment]
    assert commented == ([place] if place else [])


def test_a_sheet_is_not_walked_through_again_for_each_issue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    width = vars(Worksheet)["max_column"]

    def counted(sheet: Worksheet) -> int:
        asked.append(sheet.title)
        return int(width.fget(sheet))

    monkeypatch.setattr(Worksheet, "max_column", property(counted))
    rows = [head(n) for n in range(1, 31)]
    about = [Issue("row-unreadable", "r", "花名册", number) for number in range(2, 32)]
    annotated(tmp_path, about, rows)

    assert 0 < asked.count("花名册") < 10


def test_an_issue_under_a_merged_cell_stands_where_it_can_be_seen(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head(1), head(2)])
    book = load_workbook(path)
    book["花名册"].merge_cells("A2:A3")
    book.save(path)

    write_annotated(path, tmp_path / "a.xlsx", [Issue("name-unreadable", "r", "花名册", 3, "A3")], REQUEST)

    assert comment(load_workbook(tmp_path / "a.xlsx"), "A2")


def test_the_list_links_each_issue_to_its_cell(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)], sheet="区's 表")
    issue = Issue("id-damaged", "r", "区's 表", 2, "C2", "id_number", "340300198503020000")
    write_annotated(tmp_path / "roster.xlsx", tmp_path / "a.xlsx", [issue], REQUEST)
    book = load_workbook(tmp_path / "a.xlsx")

    heading = next(book[LIST_SHEET].iter_rows(max_row=1, values_only=True))
    assert heading == ("序号", "严重程度", "工作表", "单元格", "原内容", "问题", "处理办法")
    [row] = listed(book)
    assert row[:5] == (1, "错误", "区's 表", "C2", "340300198503020000")
    link = cell(book, "D2", LIST_SHEET).hyperlink
    assert link is not None
    assert link.location == "'区''s 表'!C2"


def test_the_list_is_seen_first_and_ready_to_print(tmp_path: Path) -> None:
    book = annotated(tmp_path, [DAMAGED])
    sheet = book[LIST_SHEET]

    assert book.active == sheet
    assert [each.sheet_view.tabSelected for each in book.worksheets] == [False, True]
    assert sheet.freeze_panes == "A2"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.HeaderFooter.oddHeader is not None
    assert sheet.HeaderFooter.oddHeader.center.text == f"roster.xlsx　{LIST_SHEET}"  # also without the rest


def test_a_sheet_of_that_name_is_left_alone(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head(1)])
    book = load_workbook(path)
    book.create_sheet(LIST_SHEET)["A1"] = "旧的"
    book.create_sheet(f"{LIST_SHEET}2")
    book.save(path)

    write_annotated(path, tmp_path / "a.xlsx", [DAMAGED], REQUEST)

    book = load_workbook(tmp_path / "a.xlsx")
    assert book[LIST_SHEET]["A1"].value == "旧的"
    assert len(listed(book, f"{LIST_SHEET}3")) == 1


def test_without_issues_the_list_says_so(tmp_path: Path) -> None:
    [row] = listed(annotated(tmp_path, []))
    assert "没有发现问题。" in row


def test_text_like_a_formula_stays_text_in_the_copy_and_in_the_list(tmp_path: Path) -> None:
    rows = [head(1, hardship="=1+1", name="@x", note="+1", union="=2+2")]
    write_roster(tmp_path / "roster.xlsx", rows)
    warmth(tmp_path, "check roster.xlsx --annotate a.xlsx")

    cells = [
        each for sheet in load_workbook(tmp_path / "a.xlsx") for row in sheet.iter_rows() for each in row
    ]
    assert [each for each in cells if each.data_type == "f"] == []
    assert sum(each.value == "=1+1" for each in cells) == 2


def test_what_a_workbook_cannot_hold_is_left_out_of_the_list(tmp_path: Path) -> None:
    found = Issue("id-check", "r", "花名册", 2, "C2", "id_number", "a\x0bb" + "长" * 40_000)
    [row] = listed(annotated(tmp_path, [found]))
    assert row[4].startswith("ab长")
    assert len(row[4]) == 1000


def test_every_faulty_cell_of_the_sample_is_coloured_and_listed(tmp_path: Path) -> None:
    (tmp_path / "roster.xlsx").write_bytes(SAMPLE.read_bytes())
    issues = warmth(tmp_path, "check roster.xlsx --annotate a.xlsx")["issues"]
    book = load_workbook(tmp_path / "a.xlsx")

    assert len(issues) > 20
    issues = [each for each in issues if each["code"] != "standard-missing"]  # the office's own to mend
    faulty = {issue["cell"] for issue in issues}
    coloured = {
        each.coordinate
        for row in book["Sheet1"].iter_rows()
        for each in row
        if isinstance(each, Cell) and colour(each) in COLOURS.values()
    }
    assert coloured == faulty
    assert all(comment_of.comment for comment_of in (book["Sheet1"][place] for place in faulty))
    assert sorted(str(row[3]) for row in listed(book)) == sorted(issue["cell"] for issue in issues)
    assert (tmp_path / "roster.xlsx").read_bytes() == SAMPLE.read_bytes()


def test_the_copy_says_the_same_when_it_is_checked_itself(tmp_path: Path) -> None:
    twice = head(3, name="李建国")  # whose number the list repeats
    rows = [head(1, phone=None), member(50), head(2, hardship="低保户"), head(3), twice]
    write_roster(tmp_path / "roster.xlsx", rows)
    first = warmth(tmp_path, "check roster.xlsx --annotate a.xlsx --ledger one.db")
    second = warmth(tmp_path, "check a.xlsx --ledger two.db")

    def told(printed: Any) -> list[tuple[str, str]]:
        return [(issue["code"], issue["cell"]) for issue in printed["issues"]]

    assert told(first) == told(second) != []
    assert first["annotated"] == "a.xlsx"
    assert second["annotated"] is None


def test_a_sheet_with_people_that_is_only_called_like_the_list_is_not_passed_over(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head(1)])
    book = load_workbook(path)
    book.create_sheet(LIST_SHEET).append(["李建国", resident_id(2)])
    book.save(path)

    issues = warmth(tmp_path, "check roster.xlsx")["issues"]

    assert [(issue["code"], issue["sheet"]) for issue in issues] == [("sheet-unread", LIST_SHEET)]


# --- the file --------------------------------------------------------------------------------------------


def test_the_copy_is_for_its_owner_only_and_written_again_over_itself(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1, phone=None)])
    for _ in range(2):
        done = start(tmp_path, "check", "roster.xlsx", "--annotate", "a.xlsx")
        assert done.code == 0
        assert "Annotated copy: a.xlsx" in done.out
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "a.xlsx").stat().st_mode) == 0o600
    assert {file.name for file in tmp_path.iterdir()} == {"roster.xlsx", "a.xlsx", "warmth.db"}


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("target", ["roster.xlsx", "warmth.db", "folder.xlsx", "none/a.xlsx"])
def test_what_may_not_be_written_over_is_kept_and_nothing_is_filed(
    target: str, force: list[str], tmp_path: Path
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    write_roster(tmp_path / "roster.xlsx", [head(1)])
    start(tmp_path, "check", "roster.xlsx")
    write_roster(tmp_path / "roster.xlsx", [head(1), head(2)])
    before = {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}

    done = start(tmp_path, "check", "roster.xlsx", "--annotate", target, *force)

    assert done.code == 2
    assert "Traceback" not in done.err
    assert {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before


@pytest.mark.parametrize("name", ["a.xls", "a", "a.csv"])
def test_a_copy_is_named_as_what_it_is(name: str, tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)])

    done = start(tmp_path, "check", "roster.xlsx", "--annotate", name)

    assert done.code == 2
    assert "End its name with .xlsx." in done.err
    assert {file.name for file in tmp_path.iterdir()} == {"roster.xlsx"}


def test_a_foreign_file_is_kept_unless_forced(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)])
    (tmp_path / "a.xlsx").write_text("somebody's")

    assert start(tmp_path, "check", "roster.xlsx", "--annotate", "a.xlsx").code == 2
    assert (tmp_path / "a.xlsx").read_text() == "somebody's"
    with Ledger.open(tmp_path / "warmth.db", create=False) as ledger:
        assert ledger.rosters() == []
    assert start(tmp_path, "check", "roster.xlsx", "--annotate", "a.xlsx", "--force").code == 0
    assert LIST_SHEET in load_workbook(tmp_path / "a.xlsx").sheetnames


@pytest.mark.parametrize("name", ["名单" * 20 + ".csv", "[a]b.csv", "roster.xls", "roster.html"])
def test_of_a_file_that_is_no_xlsx_the_copy_has_its_cells(name: str, tmp_path: Path) -> None:
    path, rows = tmp_path / name, [head(1, note="=1+1"), head(2, hardship="低保户", note="")]
    headings = list(rows[0])
    texts = [headings, *([str(row[each]) for each in headings] for row in rows)]
    if name.endswith(".xls"):
        write_xls(path, rows)
    elif name.endswith(".html"):
        cells = ("".join(f"<td>{text}</td>" for text in row) for row in texts)
        path.write_text("<table><tr>" + "</tr><tr>".join(cells) + "</tr></table>", encoding="utf-8")
    else:
        path.write_text("\n".join(",".join(row) for row in texts), encoding="gb18030")

    done = start(tmp_path, "check", name, "--annotate", "a.xlsx")

    assert done.code == 1
    book = load_workbook(tmp_path / "a.xlsx")
    sheet = book[book.sheetnames[0]]
    [wrong] = [cell for row in sheet.iter_rows() for cell in row if cell.value == "低保户"]
    assert wrong.fill.fgColor.rgb == COLOURS[Severity.ERROR]
    assert [each for each in listed(book) if each[3] == wrong.coordinate]
    notes = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [note.data_type for note in notes] == ([] if name.endswith(".xls") else ["s"])


def test_two_rosters_are_wrong_use(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_roster(tmp_path / name, [head(1)])
    done = start(tmp_path, "check", "a.xlsx", "b.xlsx", "--annotate", "c.xlsx")

    assert done.code == 2
    assert "--annotate takes one roster, and 2 are named." in done.err
    assert {file.name for file in tmp_path.iterdir()} == {"a.xlsx", "b.xlsx"}


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    (tmp_path / "rosters").mkdir()
    done = start(tmp_path, "check", "rosters", "--annotate", "c.xlsx")

    assert done.code == 2
    assert "rosters is a folder" in done.err


def test_numbers_of_people_stand_in_full_in_the_copy_and_not_on_the_screen(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1), head(2, name="李建国", account=account(1))])
    done = start(tmp_path, "check", "roster.xlsx", "--annotate", "a.xlsx")

    assert account(1) not in done.out
    book = load_workbook(tmp_path / "a.xlsx")
    assert [row[4] for row in listed(book)] == [account(1)] * 2
    assert book["花名册"]["C2"].value == resident_id(1)


def test_what_a_copy_cannot_keep_holds_in_it_all_the_same() -> None:
    """A format of an .xls that says 元/月 is kept, and the words of a box are a comment."""
    assert as_before(sheet_with(f"{IN_BOX}\n单位：万元\n\n【错误】此处不是金额。\n→ 请改正。")).boxes == (
        "单位：万元",
    )
    assert as_before(sheet_with("【错误】此处不是金额。\n→ 请改正。")).comments == {}
    assert as_before(sheet_with("李主任：已核实")).comments == {(0, 0): "李主任：已核实"}
    copied, _ = plain_copy([replace(sheet_with("李主任：已核实"), formats={1: {'0"元/月"': 0}})])
    cells = copied.worksheets[0]
    assert cells["B1"].number_format == '0"元/月"'
    assert cells["A1"].comment is not None
    assert cells["A1"].comment.text == "李主任：已核实"


def sheet_with(comment: str) -> Sheet:
    """A sheet of one row, with a comment on its first cell."""
    return Sheet("a", False, [["张三", 3000.0]], comments={(0, 0): comment})


def test_that_a_copy_has_no_password_is_told(tmp_path: Path) -> None:
    write_roster(tmp_path / "open.xlsx", [head(1)])
    encrypt_package(write_roster(tmp_path / "locked.xlsx", [head(2)]), "秘密")
    encrypt_xls(write_xls(tmp_path / "locked.xls", [head(3)]), "秘密")
    for name, told in (("locked.xlsx", [True]), ("open.xlsx", []), ("locked.xls", [False, True])):
        issues = warmth(tmp_path, f"check {name} --password 秘密 --annotate copy-of-{name}.xlsx")["issues"]
        lost = [each["message"] for each in issues if each["code"] == "copy-loss"]
        assert ["password" in message for message in lost] == told
