"""One example of every issue: a tiny roster, and what is run on it. The gallery is made of them."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from bank_profiles import column, own_profile
from encrypted import encrypt_package
from forms import filled, write_figures, write_form
from people import account, resident_id
from rosters import Row, head, member, with_box, with_parts, write_roster
from started import start
from warmth_cli.issue_kinds import KINDS, Severity
from warmth_cli.reading.words.own_sheets import PAID_HEADINGS

CHECK = "check roster.xlsx"
PAYOUTS = "payouts --year 2022"
ANNEX = "annex --out tables.xlsx --figures figures.xlsx"
ANNEX_OF_FORM = "annex --out tables.xlsx --template form.xlsx"
STANDARD = '[[standard]]\ndistrict = "蚌山区"\nmonthly = 700\nfrom = {}\nsource = "虚构"\n'
OWN_NOTICE = Path(__file__).parent.parent / "rules" / "bengbu-2022"
UNFILED: Row = {"file_status": "未建档", "hardship": None, "cause": "6", "district": "蚌山区"}
REMOVED: Row = {
    "file_status": "已退档",
    "hardship": None,
    "removal_reason": "脱困",
    "removed_on": "2021-06-30",
}


class Example(NamedTuple):
    """How an issue comes about: `sample` says what is in the file, `build` writes it and runs what comes
    before the `command` that shows the issue."""

    sample: str
    build: Callable[[Path], object]
    command: str = CHECK


def warmth(folder: Path, command: str, language_asked: str = "en") -> Any:
    """What a command prints with `--json`, run in this process in `folder`."""
    done = start(folder, *command.split(), "--json", env={"WARMTH_LANG": language_asked})
    assert done.out, done.err
    return json.loads(done.out)


def shown(folder: Path, code: str, language_asked: str = "en") -> list[Mapping[str, Any]]:
    """The issues of `code` that its example shows."""
    EXAMPLES[code].build(folder)
    return issues_of(code, told(folder, code, language_asked))


def told(folder: Path, code: str, language_asked: str = "en", more: str = "") -> Any:
    """What the command of an example prints, in the folder that it was built in."""
    command = EXAMPLES[code].command
    ids = "" if command.startswith("annex") else " --show-ids"
    return warmth(folder, command + ids + more, language_asked)


def issues_of(code: str, document: Any) -> list[Mapping[str, Any]]:
    """The issues of `code` among those that were printed."""
    decided = [
        {"severity": Severity.REASON, "sheet": each["sheet"], "found": "", **reason}
        for each in document.get("decisions", ())
        for reason in each["reasons"]
    ]
    # What holds or warns is among the issues; why a household is refused stands beside its decision only.
    return [
        issue
        for issue in (decided if KINDS[code].severity is Severity.REASON else document["issues"])
        if issue["code"] == code
    ]


def _roster(*rows: Row, **options: Any) -> Callable[[Path], object]:
    return lambda folder: write_roster(folder / "roster.xlsx", rows, **options)


def _cells(**cells: object) -> Callable[[Path], object]:
    return _roster(head(1, **cells))


def _with_standard(since: str, *rows: Row, monthly: str = "700") -> Callable[[Path], object]:
    def build(folder: Path) -> None:
        text = STANDARD.format(since).replace("700", monthly)
        (folder / "standards.toml").write_text(text, encoding="utf-8")
        write_roster(folder / "roster.xlsx", rows)

    return build


def _hidden(folder: Path) -> None:
    path = write_roster(folder / "roster.xlsx", [head(1)])
    book = load_workbook(path)
    book.create_sheet("封面")
    book["花名册"].sheet_state = "hidden"
    book.active = 1
    book.save(path)


def _comment_against(folder: Path) -> None:
    path = write_roster(folder / "roster.xlsx", [head(1)])
    book = load_workbook(path)
    book["花名册"]["C2"].comment = Comment("李主任:\n已去世，不发", "李主任")
    book.save(path)


def shown_as(heading: str, code: str, **cells: object) -> Callable[[Path], object]:
    """A household one of whose cells has this number format."""

    def build(folder: Path) -> None:
        path = write_roster(folder / "roster.xlsx", [head(1, **cells)])
        book = load_workbook(path)
        column = next(cell.column for cell in book["花名册"][1] if cell.value == heading)
        book["花名册"].cell(2, column).number_format = code
        book.save(path)

    return build


def _boxed(words: str) -> Callable[[Path], object]:
    def build(folder: Path) -> None:
        with_box(write_roster(folder / "roster.xlsx", [head(1)]), words)

    return build


def _continued(folder: Path) -> None:
    path = write_roster(folder / "roster.xlsx", [head(1)])
    book = load_workbook(path)
    book.create_sheet("续表").append(["李建国", resident_id(2), "在档"])
    book.save(path)


def _above(folder: Path) -> None:
    write_roster(folder / "roster.xlsx", [head(1)], title_rows=[["李建国", resident_id(2), "在档"]])


def _doubtful_union(folder: Path) -> None:
    line: Row = {"name": "乙厂名单"}
    rows = [head(1), line, head(2, name="李建国")]
    for row in (rows[0], rows[2]):
        del row["union"]
    write_roster(folder / "roster.xlsx", rows, title_rows=[["填报单位：甲厂工会"]])


def _another_below(folder: Path) -> None:
    below: list[list[object]] = [[], ["序号", "受助人", "证件", "金额"], [1, "李建国", resident_id(2), 1000]]
    write_roster(folder / "roster.xlsx", [head(1)], foot_rows=below)


def _beside_sheet(name: str, *rows: Sequence[object]) -> Callable[[Path], object]:
    """A roster with one more sheet."""

    def build(folder: Path) -> None:
        path = write_roster(folder / "roster.xlsx", [head(1)])
        book = load_workbook(path)
        added = book.create_sheet(name)
        for row in rows:
            added.append(row)
        book.save(path)

    return build


def _out_of_sight(row: int = 0, column: str = "") -> Callable[[Path], object]:
    """A roster with a row or a column that Excel does not show."""

    def build(folder: Path) -> None:
        path = write_roster(folder / "roster.xlsx", [head(1), head(2, name="李建国")])
        book = load_workbook(path)
        if row:
            book["花名册"].row_dimensions[row].hidden = True
        if column:
            book["花名册"].column_dimensions[column].hidden = True
        book.save(path)

    return build


def _commented(cell: str, text: str) -> Callable[[Path], object]:
    """A roster with a comment on a cell."""

    def build(folder: Path) -> None:
        path = write_roster(folder / "roster.xlsx", [head(1)])
        book = load_workbook(path)
        book["花名册"][cell].comment = Comment(text, "工会")
        book.save(path)

    return build


def _merged_account(folder: Path) -> None:
    path = write_roster(folder / "roster.xlsx", [head(1), head(2, name="李建国")])
    book = load_workbook(path)
    sheet = book["花名册"]
    [letter] = [cell.column_letter for cell in sheet[1] if cell.value == "银行账号"]
    sheet.merge_cells(f"{letter}2:{letter}3")
    book.save(path)


def _struck_through(folder: Path) -> None:
    """A roster with a row that somebody struck through."""
    path = write_roster(folder / "roster.xlsx", [head(1), head(2, name="李建国")])
    book = load_workbook(path)
    for cell in book["花名册"][3]:
        cell.font = Font(strike=True)
    book.save(path)


def _struck_cell(folder: Path) -> None:
    """A roster in which somebody struck an account through."""
    path = write_roster(folder / "roster.xlsx", [head(1), head(2, name="李建国")])
    book = load_workbook(path)
    book["花名册"]["I3"].font = Font(strike=True)
    book.save(path)


def _own_notice(folder: Path, name: str, old: str, new: str) -> None:
    """A rule pack of an office's own: this one's notice, but for one change."""
    text = (OWN_NOTICE / "notice.toml").read_text(encoding="utf-8")
    assert old in text
    text = text.replace('id = "bengbu-2022"', f'id = "{name}"').replace(old, new)
    (folder / "rules" / name).mkdir(parents=True)
    (folder / "rules" / name / "notice.toml").write_text(text, encoding="utf-8")


def _no_grant(folder: Path) -> None:
    _own_notice(folder, "own", 'values = ["渐退期"], clause', 'values = ["未建档"], clause')
    write_roster(folder / "roster.xlsx", [head(1, file_status="渐退期", arranged="是")])


def _bank_asked(folder: Path) -> None:
    asked = '{ kind = "one_of", field = "bank", values = ["样例银行"], clause = "四(二)" }'
    first = '    { kind = "present", field = "account"'
    _own_notice(folder, "own", first, f"    {asked},\n{first}")
    write_roster(folder / "roster.xlsx", [head(1, bank="虚构银行")])


def _month_asked(folder: Path) -> None:
    _own_notice(folder, "own", "first = 2021-01-01", "first = 2021-06-15")
    write_roster(folder / "roster.xlsx", [head(1, **REMOVED | {"removed_on": "2021年6月"})])


def _paid_once(folder: Path) -> None:
    _own_notice(folder, "own", "year = 2022", "year = 2021")
    write_roster(folder / "roster.xlsx", [head(1, **REMOVED)])
    warmth(folder, CHECK)
    warmth(folder, "payouts --rules rules --notice own")


def _paid(*rows: Row) -> Callable[[Path], object]:
    """A first roster is paid; then `rows` stand in its place."""

    def build(folder: Path) -> None:
        write_roster(folder / "roster.xlsx", [head(1)])
        warmth(folder, CHECK)
        warmth(folder, PAYOUTS)
        write_roster(folder / "roster.xlsx", rows)
        warmth(folder, CHECK)

    return build


def _to_bank(*rows: Row, profile: str = "neutral", more: str = "") -> Example:
    """The rows are paid, and go to the bank in the form of `profile`."""
    out = "bank.xlsx" if profile == "neutral" else "bank.txt"

    def build(folder: Path) -> None:
        own_profile(
            folder / "rules", column("姓名", "holder", "at_most = 4"), column("身份证号", "id_number")
        )
        write_roster(folder / "roster.xlsx", rows)
        warmth(folder, f"{CHECK} {more}")
        warmth(folder, f"{PAYOUTS} {more}")

    return Example("", build, f"bank --batch 1 --profile {profile} --out {out} --rules rules {more}")


def _any_holder(folder: Path) -> None:
    holder = '    { kind = "same_as", field = "account_holder", other = "name", clause = "四(二)" },\n'
    _own_notice(folder, "own", holder, "")
    example = _to_bank(head(1, account_holder="李建国"), profile="own", more="--rules rules --notice own")
    example.build(folder)


def _without(name: str) -> Row:
    return {key: value for key, value in head(1).items() if key != name}


def _replaced(folder: Path) -> None:
    """Two rosters are filed, and one of them becomes what cannot be read."""
    (folder / "rosters").mkdir()
    write_roster(folder / "rosters" / "a.xlsx", [head(1)])
    write_roster(folder / "rosters" / "b.xlsx", [head(2)])
    warmth(folder, "check rosters")
    (folder / "rosters" / "b.xlsx").write_bytes(b"PK\3\4")


def _locked(folder: Path) -> None:
    """A roster with a password is filed beside another."""
    (folder / "rosters").mkdir()
    write_roster(folder / "rosters" / "a.xlsx", [head(1)])
    encrypt_package(write_roster(folder / "rosters" / "b.xlsx", [head(2)]), "123456")
    warmth(folder, "check rosters --password 123456")


def _with_macros(folder: Path) -> None:
    write_roster(folder / "roster.xlsx", [head(1)])
    with_parts(folder / "roster.xlsx", {"xl/vbaProject.bin": b"macros"})


def _corrected(*left_out: int, checked: bool = False) -> Callable[[Path], object]:
    """The annotated copy of a roster comes back, without the rows that are left out."""

    def build(folder: Path) -> None:
        write_roster(folder / "roster.xlsx", [head(1), head(2)])
        warmth(folder, "check roster.xlsx --annotate copy.xlsx")
        book = load_workbook(folder / "copy.xlsx")
        book["花名册"]["E2"] = "15400000009"
        for row in left_out:
            book["花名册"].delete_rows(row)
        book.save(folder / "back.xlsx")
        if checked:
            warmth(folder, "check back.xlsx")

    return build


def _twice(folder: Path) -> None:
    (folder / "rosters").mkdir()
    write_roster(folder / "rosters" / "roster.xlsx", [head(1)])
    shutil.copy(folder / "rosters" / "roster.xlsx", folder / "rosters" / "roster - 副本.xlsx")


def _gone(folder: Path) -> None:
    write_roster(folder / "roster.xlsx", [head(1)])
    warmth(folder, "check roster.xlsx")
    (folder / "roster.xlsx").unlink()
    write_roster(folder / "new.xlsx", [head(1, note="已换电话")])


def _beside(name: str, content: bytes) -> Callable[[Path], object]:
    """A folder with a roster, and with a file that is none."""

    def build(folder: Path) -> None:
        (folder / "rosters").mkdir()
        write_roster(folder / "rosters" / "roster.xlsx", [head(1)])
        (folder / "rosters" / name).write_bytes(content)

    return build


def _figures(*rows: Sequence[object], **options: Any) -> Example:
    """A household is paid, and these rows stand in the figures sheet."""

    def build(folder: Path) -> None:
        _paid(head(1))(folder)
        write_figures(folder / "figures.xlsx", rows, **options)

    return Example("", build, ANNEX)


def _office_differs(folder: Path) -> None:
    form = write_form(folder / "form.xlsx", {"A2": "{{raised.own}}", "A3": "{{raised.own}}"})
    filled(form, folder / "county.xlsx", {"A2": 3, "A3": 4})
    _paid(head(1))(folder)


def _form_with_macros(folder: Path) -> None:
    form = write_form(folder / "form.xlsx", {"A2": "{{raised.own}}"})
    with_parts(form, {"xl/vbaProject.bin": b""})
    _paid(head(1))(folder)


def _form_with_sum(folder: Path) -> None:
    write_form(folder / "form.xlsx", {"A2": "{{raised.own}}", "A3": "=SUM(A2:A2)"})
    _paid(head(1))(folder)


def _form_in_yuan(folder: Path) -> None:
    write_form(folder / "form.xlsx", {"A2": "金额（元）", "A3": "{{paid.cash}}"})
    _paid(head(1))(folder)


def _numbered(serial: int) -> Row:
    return {"number": serial} | {key: cell for key, cell in head(serial).items() if key != "relation"}


_HEADINGS = ("户主姓名", "身份证号", "建档状态")
_BESIDE: list[Row] = [
    head(1) | {"成员姓名": "张小明", "成员身份证号": resident_id(50, "20100302")},
    head(1, file_status="已退档") | {"成员姓名": "张小红", "成员身份证号": resident_id(51, "20120302")},
]


EXAMPLES: dict[str, Example] = {
    "id-damaged": Example(
        "a number typed into a number cell", _cells(id_number=int(resident_id(1)[:15] + "000"))
    ),
    "id-length": Example("17 characters", _cells(id_number=resident_id(1)[:17])),
    "id-characters": Example("a number without its middle", _cells(id_number="340300********0013")),
    "id-look-alike": Example("a Cyrillic letter at the end", _cells(id_number="34030019850302003\u0425")),
    "id-check": Example("a last character that does not fit", _cells(id_number=resident_id(1)[:17] + "0")),
    "id-date": Example("a person born in the 13th month", _cells(id_number=resident_id(1, "19851302"))),
    "head-child": Example("the number of a child", _cells(id_number=resident_id(1, "20150302"))),
    "id-contradicted": Example("a number that is a man's, and 女", _cells(sex="女")),
    "status-contradicted": Example("在档, and a removal date", _cells(removed_on="2021-06-30")),
    "not-compared": Example("an age instead of a birth date", _cells(born="36岁")),
    "account-damaged": Example(
        "a card number typed into a number cell", _cells(account=int(account(1)[:15] + "0000"))
    ),
    "account-shape": Example("another word before the number", _cells(account=f"新卡{account(1)}")),
    "account-several": Example("an account and a phone", _cells(account=f"{account(1)} 15400000001")),
    "account-is-id": Example("the head's own number", _cells(account=resident_id(1))),
    "account-is-phone": Example("a mobile phone's number", _cells(account="15400000001")),
    "account-luhn": Example("a last digit that does not fit", _cells(account=account(1)[:18] + "0")),
    "account-length": Example("a card number with a digit lost", _cells(account=account(1)[:15])),
    "cell-error": Example("a formula whose value is #N/A", _cells(hardship="#N/A")),
    "value-unknown": Example("an old word", _cells(hardship="低保户")),
    "value-unneeded": Example("a cause in other words, of a household on file", _cells(cause="因病")),
    "ticks-unclear": Example(
        "√ under 深度困难 and under 相对困难",
        _roster(
            {name: cell for name, cell in head(1, 深度困难="√", 相对困难="√").items() if name != "hardship"}
        ),
    ),
    "date-unreadable": Example("a day in words", _cells(**REMOVED | {"removed_on": "去年6月"})),
    "date-future": Example("a year that is mistyped", _cells(**REMOVED | {"removed_on": "2091-06-30"})),
    "month-unclear": Example("a month in a number cell", _cells(**REMOVED | {"removed_on": 2021.10})),
    "money-unreadable": Example("about thirty thousand", _cells(**UNFILED | {"annual_income": "约三万"})),
    "money-absurd": Example(
        "yuan in a column of ten thousands",
        _roster(head(1, annual_income=32400), headings={"annual_income": "家庭年可支配收入（万元）"}),
    ),
    "money-too-little": Example("ten thousands in a column of yuan", _cells(annual_income=3.24)),
    "money-negative": Example("an income below zero", _cells(annual_income=-100)),
    "unit-unclear": Example(
        "a yearly income by the month",
        _roster(head(1, annual_income=3000), headings={"annual_income": "家庭年可支配收入（月）"}),
    ),
    "format-unclear": Example(
        "a yearly income that is shown by the month",
        shown_as("家庭年可支配收入", '0"元/月"', annual_income=3000),
    ),
    "count-unreadable": Example("about three people", _cells(**UNFILED | {"household_size": "约3人"})),
    "size-large": Example(
        "33 people in one household", _cells(**UNFILED, household_size=33, annual_income=120000)
    ),
    "name-unreadable": Example("a box for a rare character", _cells(name="张□")),
    "finding-unclear": Example(
        "a yes that is taken back", _cells(**UNFILED | {"finding": "同意，但本人放弃"})
    ),
    "zero-hidden": Example(
        "an income of 0 that is not shown",
        shown_as("家庭年可支配收入", "0;-0;;@", **UNFILED, annual_income=0),
    ),
    "placeholder": Example("the same as above", _roster(head(1), head(2, name="李建国", union="同上"))),
    "cadre-unnamed": Example("a post without a name", _cells(paired_cadre="社区书记")),
    "phone-missing": Example("no phone", _cells(phone=None)),
    "row-unreadable": Example("a row with nothing but a phone", _roster(head(1), {"phone": "15400000009"})),
    "row-above-heading": Example("a household above the heading", _above),
    "heading-unknown": Example("another table under the roster, with words of its own", _another_below),
    "member-without-head": Example("a member above all heads", _roster(member(50), head(1))),
    "member-like-household": Example(
        "a 子 above all heads, with a file status and an account", _roster(head(1, relation="子"), head(2))
    ),
    "members-by-place": Example(
        "a person without running number, relation or file status",
        _roster(_numbered(1), {"name": "张小明", "id_number": resident_id(50, "20100302")}, _numbered(2)),
    ),
    "members-like-heads": Example(
        "the file status filled down to a child", _roster(head(1), member(50, file_status="在档"))
    ),
    "members-by-name": Example(
        "a list of members that gives the head's name alone",
        _beside_sheet(
            "家庭成员",
            ["户主姓名", "姓名", "与户主关系", "身份证号"],
            ["张春梅", "张小明", "子", resident_id(50, "20100302")],
        ),
    ),
    "head-differs": Example(
        "a head repeated beside a second child, with another file status", _roster(*_BESIDE)
    ),
    "head-named-otherwise": Example(
        "a column of heads beside the names, and a head called otherwise there",
        _roster(head(1, **{"户主姓名": "李四"}), headings={"name": "姓名"}),
    ),
    "number-twice": Example(
        "two children with one number",
        _roster(head(1), member(50), member(51, name="张小红", id_number=resident_id(50, "20100302"))),
    ),
    "two-heads": Example(
        "a member in columns beside the head who is called a head, too",
        _roster(
            {
                **head(1),
                "家庭成员姓名": "李四",
                "家庭成员与户主关系": "户主",
                "家庭成员身份证号": resident_id(2),
            }
        ),
    ),
    "names-two": Example(
        "a worker and another head in one row, and no column of relations",
        _roster({**_without("relation"), "户主姓名": "李四"}, headings={"name": "职工姓名"}),
    ),
    "relation-unknown": Example("a friend", _roster(head(1), member(50, "朋友"))),
    "member-like-head": Example(
        "a spouse with a file status and an account",
        _roster(head(1), member(50, "配偶", file_status="在档", account=account(50))),
    ),
    "member-id-missing": Example("a member without number", _roster(head(1), member(50, id_number=None))),
    "members-differ": Example(
        "three people, two of them listed", _roster(head(1, household_size=3), member(50))
    ),
    "column-missing": Example("no column for the account", _roster(_without("account"))),
    "column-clash": Example("two columns for the union", _cells(**{"所属工会": "禹会区总工会"})),
    "column-unknown": Example("a column 籍贯", _cells(**{"籍贯": "虚构"})),
    "column-asks": Example(
        "a column 是否已公示 with both answers",
        _roster(head(1, **{"是否已公示": "是"}), head(2, name="李建国", **{"是否已公示": "否"})),
    ),
    "column-weighed": Example("a column 拟慰问金额", _cells(**{"拟慰问金额": 1000})),
    "column-near": Example("a column 结对帮扶的干部", _cells(**{"结对帮扶的干部": "王建国"})),
    "members-unread": Example("members in one cell", _cells(家庭成员="妻子李梅，女儿张小")),
    "column-unnamed": Example("words right of the last heading", _cells(**{"": "已核实"})),
    "file-unread": Example(
        "half of a workbook in the folder that is checked", _beside("b.xlsx", b"PK\3\4"), "check rosters"
    ),
    "file-unread-kept": Example(
        "a roster with a password, filed before, and no password this time", _locked, "check rosters"
    ),
    "file-unread-withdrawn": Example(
        "half of a workbook where a roster was that is filed", _replaced, "check rosters"
    ),
    "file-no-roster": Example(
        "a letter in the folder that is checked", _beside("letter.txt", "请查收".encode()), "check rosters"
    ),
    "file-replaced": Example("a roster whose corrected copy is filed", _corrected(checked=True)),
    "file-twice": Example("a roster and a copy of it in one folder", _twice, "check rosters"),
    "roster-gone": Example("a roster that was renamed and then changed", _gone, "check new.xlsx"),
    "copy-taken": Example("the annotated copy of a filed roster, corrected", _corrected(), "check back.xlsx"),
    "copy-loss": Example(
        "a roster with macros, annotated", _with_macros, "check roster.xlsx --annotate copy.xlsx"
    ),
    "copy-short": Example("the same with a household less", _corrected(3), "check back.xlsx"),
    "sheet-unread": Example("people on a second sheet without headings", _continued),
    "sheet-form": Example(
        "a form of one household on a second sheet",
        _beside_sheet("档案表", ["姓名", "李建国", "性别", "男"], ["身份证号", resident_id(2), "民族", "汉"]),
    ),
    "sheet-hidden": Example("the roster on a hidden sheet", _hidden),
    "sheet-passed-over": Example(
        "a sheet of figures beside the roster", _beside_sheet("统计", ["深度困难", 3])
    ),
    "sheet-sample": Example(
        "a sheet 样表 with one person", _beside_sheet("样表", [*_HEADINGS], ["张三", resident_id(9), "在档"])
    ),
    "sheet-payout-list": Example(
        "a sheet of a payout list beside the roster",
        _beside_sheet(
            "送温暖资金",
            PAID_HEADINGS,
            [1, "市总工会", "张三", resident_id(9), "送温暖", "（四）", 1000, "送温暖资金"],
        ),
    ),
    "sheet-set-aside": Example("a sheet called 作废", _roster(head(1), sheet="作废")),
    "sheet-name-unread": Example("a sheet called 不要的", _roster(head(1), sheet="不要的")),
    "file-set-aside": Example(
        "a file called 作废",
        lambda folder: write_roster(folder / "花名册（作废）.xlsx", [head(1)]),
        "check 花名册（作废）.xlsx",
    ),
    "title-set-aside": Example("a title of 2019", _roster(head(1), title_rows=[["2019年困难职工花名册"]])),
    "colour-set-aside": Example("a line 标红的不发放", _roster(head(1), title_rows=[["说明：标红的不发放"]])),
    "colours-unread": Example("a line 标黄的为新增", _roster(head(1), title_rows=[["说明：标黄的为新增"]])),
    "note-set-aside": Example("a remark 重复", _cells(note="重复")),
    "note-unread": Example("a remark 妻子单位发过了", _cells(note="妻子单位发过了")),
    "comment-set-aside": Example("a comment on the head's name", _comment_against),
    "column-set-aside": Example("是否发放 says 否", _cells(是否发放="否")),
    "verdict-unread": Example("审核结果 says 名单外", _cells(审核结果="名单外")),
    "line-set-aside": Example(
        "somebody under 以下人员不发放", _roster(head(1), dict[str, object](name="以下人员不发放"), head(2))
    ),
    "line-against": Example(
        "a line under the table that names somebody",
        _roster(head(1), foot_rows=[["备注：张春梅已去世，本次不发放。"]]),
    ),
    "line-unread": Example(
        "a line 以上几户钱先别打 under the table", _roster(head(1), foot_rows=[["以上几户钱先别打"]])
    ),
    "same-number": Example("two households with one 序号", _roster(head(1, number="1"), head(2, number="1"))),
    "sum-differs": Example("合计：3户 under one household", _roster(head(1), foot_rows=[["合计：3户"]])),
    "line-contradicted": Example(
        "somebody 在档 under 退档职工",
        _roster(head(1), dict[str, object](name="二、2021年退档职工"), head(2)),
    ),
    "cell-struck": Example("an account that is struck through", _struck_cell),
    "cell-over-several": Example("one cell for the accounts of two households", _merged_account),
    "row-struck": Example("a row that is struck through", _struck_through),
    "row-sample": Example("a row that calls itself a sample", _roster(head(1), head(9, name="张三（示例）"))),
    "rows-prefilled": Example(
        "three rows in which only the file status is filled in",
        _roster(head(1), *[dict[str, object](file_status="在档")] * 3),
    ),
    "rows-hidden": Example("a row that Excel does not show", _out_of_sight(row=3)),
    "comments-unread": Example("a comment on a name", _commented("B2", "已去世")),
    "heading-comment": Example("a comment on a heading", _commented("G1", "以上年末为准")),
    "box-unread": Example("words in a box over the sheet", _boxed("数据截至12月底")),
    "box-against": Example("a unit in a box over the sheet", _boxed("单位：万元")),
    "columns-hidden": Example("a column that Excel does not show", _out_of_sight(column="C")),
    "missing": Example("no file status", _cells(file_status=None)),
    "union-doubtful": Example("a line among the rows that may name another unit", _doubtful_union),
    "union-blank": Example(
        "a blank under another union than that of the whole table",
        _roster(head(1), head(2, union=None), title_rows=[["填报单位：怀远县总工会"]]),
    ),
    "union-overruled": Example(
        "a union in a line over the row, and --union 怀远县总工会",
        _roster(dict[str, object](name="样例纺织厂工会"), head(1, union=None)),
        f"{CHECK} --union 怀远县总工会",
    ),
    "union-missing": Example("no union", _cells(union=None)),
    "unread": Example(
        "two columns for the union, so that none is read", _cells(**{"所属工会": "禹会区总工会"})
    ),
    "day-missing": Example(
        "a month, and a notice that counts from the middle of it",
        _month_asked,
        f"{CHECK} --rules rules --notice own",
    ),
    "undecided": Example(
        "in phase-out, and nobody has said whether it is paid",
        _cells(file_status="渐退期", phase_out_until="2022-09-30", arranged=None),
    ),
    "person-must-judge": Example(
        "a cause that the notice does not name",
        _with_standard("2021-07-01", head(1, **UNFILED | {"cause": "9", "monthly_income_per_head": 1000})),
    ),
    "members-contradict": Example(
        "an income to be divided by three, and two people",
        _with_standard("2021-07-01", head(1, **UNFILED, household_size=3, annual_income=36000), member(50)),
    ),
    "income-contradiction": Example(
        "36,000 a year for three people, and 1,600 a month and head",
        _cells(**UNFILED, household_size=3, annual_income=36000, monthly_income_per_head=1600),
    ),
    "standard-missing": Example("no standards.toml", _cells(**UNFILED, monthly_income_per_head=1000)),
    "standard-old": Example(
        "a standard of 2019", _with_standard("2019-07-01", head(1, **UNFILED, monthly_income_per_head=1000))
    ),
    "standard-yearly": Example(
        "a year's figure, written as a month's",
        _with_standard("2021-07-01", head(1, **UNFILED, monthly_income_per_head=10000), monthly="8820"),
    ),
    "account-missing": Example("no account", _cells(account=None)),
    "payment-not-met": Example(
        "a notice that pays to one bank only, and another bank",
        _bank_asked,
        f"{CHECK} --rules rules --notice own",
    ),
    "account-holder-differs": Example("somebody else's account", _cells(account_holder="李建国")),
    "account-shared": Example(
        "two households, one account", _roster(head(1), head(2, name="李建国", account=account(1)))
    ),
    "amount-differs": Example("拟发放金额 is 500 where 1,000 is due", _cells(拟发放金额=500)),
    "person-twice": Example(
        "one child in two households", _roster(head(1), member(50), head(2, name="李建国"), member(50))
    ),
    "person-two-numbers": Example(
        "one name and one account, two identity numbers", _roster(head(1), head(2, account=account(1)))
    ),
    "condition-not-met": Example("on file, but not in deep difficulty", _cells(hardship="相对困难")),
    "no-grant": Example("a notice without phase-out", _no_grant, f"{CHECK} --rules rules --notice own"),
    "paid-before": Example(
        "somebody who was paid, now in another household",
        _paid(head(2, name="李建国"), member(1, "配偶", id_number=resident_id(1))),
    ),
    "paid-once": Example("a household that had the grant last year", _paid_once),
    "paid-otherwise": Example("paid, and then changed", _paid(head(1, hardship="相对困难"))),
    "paid-other-account": Example("paid, and then the account changed", _paid(head(1, account=account(2)))),
    "paid-row-gone": Example(
        "paid, and then no longer in the roster", _paid(head(2, name="李建国")), f"{PAYOUTS} --dry-run"
    ),
    "bank-characters": _to_bank(head(1, name="李𬭎"), profile="bar-gbk")._replace(
        sample="a character that GBK does not have"
    ),
    "bank-too-long": _to_bank(head(1, name="欧阳春梅花"), profile="own")._replace(
        sample="a name of five characters, of which a bank takes four"
    ),
    "bank-holder-differs": Example(
        "a notice that pays to any account, and a bank that compares the identity number",
        _any_holder,
        "bank --batch 1 --profile own --out bank.txt --rules rules --notice own",
    ),
    "bank-blank": _to_bank(head(1, bank=None))._replace(sample="no bank beside the account"),
    "bank-few-rows": _to_bank(head(1), profile="bar-gbk")._replace(
        sample="one household, and a bank that takes five and more"
    ),
    "figure-unknown": _figures(("全部", "慰问农民工户数", 3))._replace(sample="a meaning without its colon"),
    "figure-value": _figures(("全部", "enterprises.visited", "约30"))._replace(sample="about thirty"),
    "figure-absurd": _figures(("全部", "raised.own", 350000))._replace(sample="yuan instead of 万元"),
    "figure-measure": _figures(
        ("全部", "raised.own", "元", 35000), headings=("填报单位", "指标", "计量单位", "数值")
    )._replace(sample="an amount in yuan"),
    "figure-format": _figures(("全部", "raised.own", 3500), formats={"C2": "0.00,"})._replace(
        sample="a number format that divides by a thousand"
    ),
    "figure-given": _figures(("全部", "paid.cash", 3))._replace(sample="the money that was paid out"),
    "figure-twice": _figures(("全部", "raised.own", 3), ("全部", "raised.own", 4))._replace(
        sample="one figure in two rows"
    ),
    "figure-differs": Example(
        "an added form that has a figure twice", _office_differs, f"{ANNEX_OF_FORM} --add county.xlsx"
    ),
    "figure-sum": _figures(("全部", "raised.own", 3), ("蚌山区总工会", "raised.own", 4))._replace(
        sample="more in one unit than in all"
    ),
    "figure-union-blank": _figures(("蚌山区总工会", "raised.own", 3), (None, "raised.other", 4))._replace(
        sample="a unit that is named in the first of its rows only"
    ),
    "figure-union-new": _figures(("蚌山区工会", "raised.own", 3))._replace(
        sample="a unit that the rosters call otherwise"
    ),
    "form-loss": Example("a form with macros", _form_with_macros, ANNEX_OF_FORM),
    "form-unit": Example("an amount in 万元 under a heading in 元", _form_in_yuan, ANNEX_OF_FORM),
    "form-sum-open": Example("a sum over a figure that nobody gave", _form_with_sum, ANNEX_OF_FORM),
    "advice": Example("off file, and in difficulty again", _cells(**REMOVED | {"hardship": "相对困难"})),
    "advice-warning": Example("on file without a paired cadre", _cells(paired_cadre=None)),
}
