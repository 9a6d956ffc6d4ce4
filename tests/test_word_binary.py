"""Texts of Word 97-2003 and of WPS: a roster in a table, with all that stands around it."""

import shutil
import struct
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from people import account, resident_id
from warmth_cli.files.refusals import Broken, CutOff, Foreign, Locked, Refused, TooLarge
from warmth_cli.files.sheet import Sheet
from warmth_cli.files.word_binary import read_word
from warmth_cli.files.word_text import text_of
from warmth_cli.household import Household
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster
from word_files import (
    DELETED,
    HIDDEN,
    STRUCK,
    STRUCK_TWICE,
    Content,
    Item,
    Row,
    Words,
    container,
    style_sheet,
    word,
)

HEADINGS = ["序号", "户主姓名", "身份证号", "建档状态", "困难类别", "开户银行", "银行卡号", "备注"]


def person(serial: int, **changes: Content) -> list[Content]:
    """The cells of one household; the number of a row comes from a list, and is no text."""
    says: dict[str, Content] = {
        "序号": "",
        "户主姓名": "张春梅",
        "身份证号": resident_id(serial),
        "建档状态": "在档",
        "困难类别": "深度困难",
        "开户银行": "建设银行",
        "银行卡号": account(serial),
        "备注": "",
    }
    return list({**says, **changes}.values())


def roster(*rows: Sequence[Content]) -> list[Item]:
    """A document as an office sends it."""
    return [
        "2022年困难职工花名册",
        "填报单位：蚌埠市纺织厂工会　　填报日期：2022-01-05",
        Row(HEADINGS),
        *map(Row, rows),
        "",
        "审核人：赵六",
    ]


def sheet(*items: Item, **about: object) -> Sheet:
    """The only sheet of a document."""
    [only] = read_word(word(items, **about))  # type: ignore[arg-type]
    return only


def households(path: Path) -> list[Household]:
    return list(read_roster(path, path.name, Request(date(2022, 1, 6)), lambda _: None).households)


# --- rosters ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["roster.wps", "roster.doc", "roster.xls", "roster.docx", "roster"])
@pytest.mark.parametrize("narrow", [False, True])
def test_a_roster_is_read_whatever_it_is_called(name: str, narrow: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(word(roster(person(1), person(2, 备注=["住院\x0b", "自费"])), narrow=narrow))

    first, second = households(path)

    assert (first.row, first.name, first.id_number, first.account) == (
        4,
        "张春梅",
        resident_id(1),
        account(1),
    )
    assert (first.union, first.issues) == ("蚌埠市纺织厂工会", ())
    assert (second.row, second.id_number, second.note) == (5, resident_id(2), "住院 自费")


def test_a_struck_household_and_one_with_a_struck_number_are_held(tmp_path: Path) -> None:
    struck = [Words(str(cell), STRUCK) for cell in person(1)]
    path = tmp_path / "roster.doc"
    path.write_bytes(word(roster(struck, person(2, 银行卡号=[Words("621", STRUCK), account(2)]), person(3))))

    first, second, third = households(path)

    assert [issue.code for issue in first.issues] == ["row-struck"]
    assert second.account is None
    assert "account" in second.unread
    assert third.issues == ()


def test_a_text_without_a_table_is_no_roster(tmp_path: Path) -> None:
    path = tmp_path / "letter.doc"
    path.write_bytes(word(["关于开展送温暖活动的通知", "各基层工会："]))

    with pytest.raises(WarmthError, match="no table of households"):
        households(path)


# --- text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("张春梅", "张春梅"),
        ("𠀋𠮷", "𠀋𠮷"),
        ("a\x0bb\tc\x1ed\x1fe", "a\nb\tc-de"),
        ("\x01\x08a\x03\x04", "a"),
        ("\x13 HYPERLINK \x01 \x14链接\x15后", "链接后"),
        ("前\x13 IF \x13 x \x14y\x15 \x14果\x15后", "前果后"),
        ("前\x13 PAGE \x15后", "前后"),
        (["甲", Words("乙", STRUCK)], "甲乙"),
        (["甲", Words("乙", HIDDEN)], "甲"),
        (["甲", Words("(", "096a0000fef0")], "甲\ufffd"),
    ],
)
@pytest.mark.parametrize("narrow", [False, True])
def test_what_is_shown_of_words(content: Content, shown: str, narrow: bool) -> None:
    assert sheet("标题", Row([content, "尾"]), narrow=narrow).rows == [["标题"], [shown, "尾"]]
    assert sheet(content, narrow=narrow).rows == [[shown]]


def test_paragraphs_of_a_cell_are_its_lines() -> None:
    assert sheet("a\rb", Row(["a\rb\r", "c"])).rows == [["a"], ["b"], ["a\nb", "c"]]


@pytest.mark.parametrize(
    ("changes", "struck"),
    [
        ("", False),
        (STRUCK, True),
        (STRUCK_TWICE, True),
        (DELETED, True),
        ("370800", False),
        ("370880", False),  # as its style
        ("370881", True),  # not as its style
        (STRUCK + "370800", False),
        (STRUCK + "332a00", False),  # plain again
        ("4a400000", False),
        ("15c6ff010000000001000000" + STRUCK, True),  # behind tabs, which are the longest
        ("15c6020000" + STRUCK, True),
    ],
)
def test_struck_words_are_told(changes: str, struck: bool) -> None:
    found = sheet(Row(["甲", ["乙", Words("丙", changes)]])).struck

    assert found == ({(0, 1)} if struck else set())


@pytest.mark.parametrize(
    ("of_paragraph", "of_words", "changes", "struck"),
    [
        (1, None, "", True),  # struck itself
        (2, None, "", True),  # by the style above it
        (3, None, "", False),  # which undoes it
        (0, 4, "", True),
        (1, 4, "", False),  # twice is not at all
        (1, None, "370800", False),
        (1, None, "370880", True),
        (1, None, "370881", False),
        (99, 99, "", False),
    ],
)
def test_styles_strike_too(of_paragraph: int, of_words: int | None, changes: str, struck: bool) -> None:
    styles = style_sheet([(1, 0xFFF, ""), (1, 0, STRUCK), (1, 1, ""), (1, 1, "370800"), (2, 0xFFF, STRUCK)])
    of_style = "" if of_words is None else "304a" + struct.pack("<H", of_words).hex()

    found = sheet(Words("甲", of_style + changes), styles=styles, style=of_paragraph).struck

    assert found == ({(0, 0)} if struck else set())


def test_styles_that_go_round_in_circles_end() -> None:
    styles = style_sheet([(1, 1, ""), (1, 0, "")])

    assert sheet("甲", styles=styles, style=1).struck == set()
    for end in range(len(styles)):
        assert sheet("甲", styles=styles[:end], style=1).rows == [["甲"]]


@pytest.mark.parametrize(
    ("number", "told", "struck"),
    [
        (0x57 << 1 | 1 << 8, [], True),
        (0x57 << 1, [], False),
        (1, [bytes.fromhex(STRUCK)], True),
        (3, [b""], False),
    ],
)
def test_what_a_piece_changes_holds_for_all_in_it(number: int, told: list[bytes], struck: bool) -> None:
    found = sheet(Row(["甲"]), piece_changes=number, told=told)

    assert found.struck == ({(0, 0)} if struck else set())
    assert found.rows == [["甲"]]


def test_hidden_words_are_told_and_a_hidden_row_is_one() -> None:
    hidden = [Words("甲", HIDDEN), Words("乙", HIDDEN)]

    found = sheet(Row(hidden), Row(["丙", ["丁", Words("已去世", HIDDEN)]]), Words("戊", HIDDEN))

    assert found.rows == [["甲", "乙"], ["丙", "丁"], ["戊"]]
    assert found.hidden_rows == {0, 2}
    assert found.comments == {(1, 1): "已去世"}


def test_what_stands_beside_the_text() -> None:
    found = sheet(
        Row(["甲\x05", "乙\x02\x05"]),
        "丙",
        comments=["王：已去世", "另一"],
        footnotes=["𠀋见附件"],
        head="第\x13PAGE\x141\x15页\r第1页\r单位：万元",
        box="框里\r的话",
    )

    assert found.rows == [["甲", "乙"], ["丙"]]
    assert found.comments == {(0, 0): "王：已去世", (0, 1): "𠀋见附件\n另一"}
    assert found.page_words == ("第1页", "单位：万元")
    assert found.boxes == ("框里", "的话")


# --- tables -------------------------------------------------------------------------------------------------


def test_cells_stand_where_their_edges_are() -> None:
    found = sheet(
        Row(["序号", "姓名", "帮扶情况"], (0, 500, 1500, 3500), (0x60, 0x60, 0)),
        Row(["", "", "状态", "类别"], (0, 500, 1500, 2500, 3500), (0x20, 0x20)),
        Row(["1", "张", "在档", "深度"], (-8, 492, 1508, 2492, 3508)),
        Row(["合计", "2"], (0, 1500, 3500)),
        "审核",
    )

    assert found.rows[2:] == [["1", "张", "在档", "深度"], ["合计", "", "2"], ["审核"]]
    assert found.merged == [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (3, 0, 3, 1), (3, 2, 3, 3)]


@pytest.mark.parametrize("marks", [(1, 2, 2, 1, 2), (2, 1, 1, 2, 1), (3, 1, 1, 3, 1)])
def test_cells_merged_sideways_are_told(marks: tuple[int, ...]) -> None:
    """Which of the marks the first of them has, programs do not agree on."""
    assert sheet(Row(["a", "", "", "b", ""], marks=marks)).merged == [(0, 0, 0, 2), (0, 3, 0, 4)]


@pytest.mark.parametrize(
    ("behind", "edges", "row", "merged"),
    [
        ("21760101e803", (0, 1000, 2000), ["x", "y", "z"], []),  # another cell is put in
        ("21760901e803", (0, 1000, 2000), ["x", "y", "z"], []),  # at the end
        ("22560103", (0, 1000, 1500, 2000, 3000, 4000), ["x", "y", "z"], []),  # two are taken out
        ("23760001d007", (0, 1000, 2000, 3000), ["x", "", "y", "z"], [(1, 0, 1, 1)]),  # one is widened
        ("24560002", (0, 1000, 2000, 3000), ["x", "y", "z"], [(1, 0, 1, 1)]),  # two are merged
        ("2bd6020903", (0, 1000, 2000, 3000), ["x", "y", "z"], []),  # there is no such cell
    ],
)
def test_changes_of_cells_that_are_already_there(
    behind: str, edges: tuple[int, ...], row: list[str], merged: list[tuple[int, ...]]
) -> None:
    found = sheet(Row(["a", "b", "c"]), Row(["x", "y", "z"], edges, behind=behind))

    assert found.rows == [["a", "b", "c"], row]
    assert found.merged == merged


def test_a_cell_may_go_on_from_above_by_a_change() -> None:
    found = sheet(Row(["a"], behind="2bd6020003"), Row([""], behind="2bd6020001"), Row(["b"]))

    assert found.merged == [(0, 0, 1, 0)]


def test_a_row_of_many_cells_says_so_elsewhere() -> None:
    cells = [f"{number}" for number in range(40)]

    rows = sheet(*[Row(cells, range(0, 41 * 500, 500))] * 2).rows

    assert rows == [cells, cells]


def test_a_row_that_does_not_say_where_its_cells_are_is_like_the_one_above() -> None:
    edges = (0, 2000, 3000)
    above, wide = Row(["a", "b"], edges), Row(["x", "y", "z"])

    assert sheet(wide, above, Row(["c", "d"], silent=True)).rows == [
        ["x", "y", "z"],
        ["a", "", "b"],
        ["c", "", "d"],
    ]
    for other in (Row(["c"], silent=True), Row(["c", "d", "e"], silent=True)):
        with pytest.raises(Broken):
            sheet(above, other)
    with pytest.raises(Broken):
        sheet(Row(["c"], silent=True))


def test_tables_and_lines_in_their_order() -> None:
    found = sheet("一", Row(["a"]), "", Row(["b", "c"]), "二")

    assert found.rows == [["一"], ["a"], [], ["b", "c"], ["二"]]


# --- what is no such document -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "refusal"),
    [
        ({"flags": 0x100}, Locked),
        ({"kind": 0xA5DC, "version": 104}, Foreign),
        ({"version": 192}, Foreign),
        ({"kind": 0xA5ED}, Broken),
    ],
)
def test_other_versions_are_refused(about: dict[str, int], refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        sheet("甲", **about)
    assert sheet("甲", flags=0x200, version=193).rows == [["甲"]]


@pytest.mark.parametrize(
    ("items", "refusal"),
    [
        ([Row(["a", "b"], (0, 1000))], Broken),
        ([Row(["a", "b"], (0, 1000, 2000, 3000))], Broken),
        ([Row(["a", "b"], (0, 2000, 1000))], Broken),
        ([Row(["a\x13 IF ", "b"])], Broken),
        (["a\x13 IF "], Broken),
        (["一\x13 IF ", Row(["a"])], Broken),
    ],
    ids=["fewer", "more", "back", "field", "field of a line", "field over a table"],
)
def test_what_could_be_read_in_two_ways_is_refused(items: list[Item], refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        sheet(*items)


def test_a_table_that_is_cut_off_says_so() -> None:
    data = word([Row(["a", "b"]), Row(["c", "d"])])
    counts = data.index(struct.pack("<I", 10), 512 + 76)

    for left, refusal in ((9, CutOff), (8, CutOff), (6, CutOff), (11, Broken), (0, Broken)):
        shorter = data[:counts] + struct.pack("<I", left) + data[counts + 4 :]
        with pytest.raises(refusal):
            read_word(shorter)


@pytest.mark.parametrize("missing", ["WordDocument", "0Table"])
def test_a_container_without_a_stream_is_refused(missing: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.doc"
    path.write_bytes(container({name: bytes(5000) for name in ("WordDocument", "0Table") if name != missing}))

    with pytest.raises(WarmthError):
        households(path)


@pytest.mark.parametrize(
    "items",
    [
        ["\x13" * 100_000 + "甲" + "\x14" * 100_000 + "乙" + "\x15" * 100_000],
        ["\x13\x14" * 100_000],
        ["\x14\x15" * 100_000],
        ["\r" * 100_000],
        [Row(["\r" * 100_000])],
    ],
)
def test_signs_without_end(items: list[Item]) -> None:
    assert sheet(*items).rows


def test_pieces_of_the_same_bytes_are_no_long_text() -> None:
    stream = bytes(1000)
    for count, refused in ((1, False), (2, True), (1000, True)):
        bounds = struct.pack(f"<{count + 1}I", *range(0, 1000 * count + 1, 1000))
        pieces = bounds + struct.pack("<HIH", 0, 0x40000000, 0) * count
        plan = b"\2" + struct.pack("<I", len(pieces)) + pieces
        if refused:
            with pytest.raises(Broken):
                text_of(stream, plan)
        else:
            assert text_of(stream, plan).units == "\0" * 1000


def test_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warmth_cli.files.word_text.MOST_TEXT", 4)
    assert sheet("abc").rows == [["abc"]]

    with pytest.raises(TooLarge):
        sheet("abcd")


# --- LibreOffice --------------------------------------------------------------------------------------------

PAGE = """<html><head><meta charset="utf-8"></head><body><p>填报单位：蚌埠市纺织厂工会</p><table>
<tr><td rowspan=2>户主姓名<td rowspan=2>身份证号<td colspan=2>帮扶情况<td rowspan=2>备注
<tr><td>建档状态<td>困难类别
<tr><td>张春梅<td>{}<td rowspan=2>在档<td>深度困难<td>住院<br>自费
<tr><td><s>李四</s><td>{}<td>深度困难<td>单<b>亲</b>
<tr><td>王五<td>{}<td>在档<td>深度困难<td>𠮷</table><p>审核人：赵六</p></body></html>"""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice writes the document")
def test_a_document_of_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(*map(resident_id, (1, 2, 3))), "utf-8")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    convert = ["soffice", "--headless", home, "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(tmp_path / "a.html")], check=True, capture_output=True, timeout=180)

    first, second, third = households(tmp_path / "a.doc")

    assert (first.name, first.id_number, first.union) == ("张春梅", resident_id(1), "蚌埠市纺织厂工会")
    assert (first.file_status, first.hardship, first.note) == ("在档", "深度困难", "住院 自费")
    assert [issue.code for issue in second.issues] == ["row-struck"]
    assert (third.id_number, third.note) == (resident_id(3), "𠮷")
