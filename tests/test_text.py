"""Bytes as text: one encoding for all of it, and what is not in it is told by its lines."""

from pathlib import Path

import pytest

from examples import warmth
from rosters import head, write_roster
from warmth_cli.files.refusals import BrokenLines, CutOff
from warmth_cli.files.text import NotText, decoded
from warmth_cli.files.web_page import read_web_page

LINES = ["户主姓名,身份证号,建档状态", "张春梅,1,在档", "李明,2,在档", "欧阳德明,3,在档", "王五,4,在档"]
OTHER = {"utf-8": "gb18030", "gb18030": "utf-8"}


def joined(*lines: bytes) -> bytes:
    return b"".join(line + b"\r\n" for line in lines)


def test_bytes_that_are_no_text_are_refused() -> None:
    assert decoded("户主".encode("gb18030")) == "户主"
    for data in (b"\xff\xff\xff\xff", b"\0\1\2\3" * 20):
        with pytest.raises(NotText):
            decoded(data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("text", ["姓名,身份证号\n张三\0,1\n", "姓名,身份证号\0\n张三,1\0\n", "\0姓名\n"])
def test_a_zero_byte_in_a_text_does_not_make_it_another_text(text: str, encoding: str) -> None:
    with pytest.raises((NotText, BrokenLines)):
        decoded(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_is_known_by_its_delimiters(encoding: str) -> None:
    text = "上海市,蚌埠市,1\n" * 3  # the low byte of 上 is that of the end of a line

    assert decoded(text.encode(encoding)) == text


def test_the_sign_with_which_dos_ended_a_text_is_none_of_it() -> None:
    assert decoded("姓名\r\n张三\r\n\x1a".encode("gbk")) == "姓名\r\n张三\r\n"


@pytest.mark.parametrize("encoding", OTHER)
@pytest.mark.parametrize("torn", [b"\xff", b"\x01", b"\0", b"\xe5"], ids=repr)
def test_a_byte_that_is_no_text_is_told_with_its_line(torn: bytes, encoding: str) -> None:
    lines = [line.encode(encoding) for line in LINES]
    lines[2] = torn + b"," + lines[2]

    with pytest.raises(BrokenLines) as refused:
        decoded(joined(*lines))

    assert refused.value.args == (1, 3, 3)


@pytest.mark.parametrize("encoding", OTHER)
@pytest.mark.parametrize("last", [3, 4])
def test_two_encodings_in_one_text_are_told_with_the_lines_of_the_rarer(last: int, encoding: str) -> None:
    lines = [
        line.encode(OTHER[encoding] if 2 < row <= last else encoding) for row, line in enumerate(LINES, 1)
    ]

    with pytest.raises(BrokenLines) as refused:
        decoded(joined(*lines))

    assert refused.value.args == (last - 2, 3, last)


def test_lines_of_utf_8_that_could_be_gbk_are_never_garbled() -> None:
    """Two characters of UTF-8 are three of GBK: only their whole line shows what they are."""
    text = joined(b"name,id", "李明,1".encode(), "张华,2".encode("gbk"), "陈静怡,3".encode("gbk"))
    assert "鏉庢槑" in text.decode("gb18030")

    with pytest.raises(BrokenLines) as refused:
        decoded(text)

    assert refused.value.args == (1, 2, 2)


@pytest.mark.parametrize("cell", ["张春梅,", "李明", "（李明）", "阿里·买买提", "欧阳喆喆", "户主姓名"])
@pytest.mark.parametrize("among", [[2], [1, 5], [2, 3, 6]])
def test_single_cells_of_utf_8_in_a_text_of_gbk_are_told(cell: str, among: list[int]) -> None:
    """A system that joins what two others wrote: 李明 would be 鏉庢槑."""
    cells = [f"{row},".encode() + (cell.encode() if row in among else cell.encode("gbk")) for row in range(7)]
    lines = [each + ",在档".encode("gbk") for each in cells]

    with pytest.raises(BrokenLines) as refused:
        decoded(joined(*lines))

    assert refused.value.args == (len(among), among[0] + 1, among[-1] + 1)


def test_a_page_of_one_line_with_a_cell_in_another_encoding_is_told() -> None:
    page = "<meta charset=gbk><table><tr><td>张春梅<td>{}<td>在档</table>".encode("gbk")

    for encoding in ("gbk", "utf-8"):
        whole = page.replace(b"{}", "李明".encode(encoding))
        if encoding == "gbk":
            assert read_web_page(whole)[0].rows == [["张春梅", "李明", "在档"]]
        else:
            with pytest.raises(BrokenLines):
                read_web_page(whole)


@pytest.mark.parametrize(
    "words",
    [
        "濮凤江",  # as UTF-8 it would be 姷 and half a sign
        "濮凤方",
        "瑜",
        "鏉庢槑张",  # a run of bytes that are not all of them UTF-8
        "张鏉庢槑",
    ],
)
def test_words_of_gbk_that_look_like_utf_8_are_read(words: str) -> None:
    text = f"户主姓名,身份证号\r\n{words},1,在档\r\n"

    assert decoded(text.encode("gbk")) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_that_ends_within_a_character_is_cut_off(encoding: str) -> None:
    whole = "\r\n".join(["户主姓名,身份证号", "张春梅,1", "李明,2,在档"]).encode(encoding)

    with pytest.raises(CutOff):
        decoded(whole[:-1])


def test_a_page_that_calls_utf_8_gbk_is_utf_8() -> None:
    page = "<meta charset=gbk><table><tr><td>李明</table>"

    assert read_web_page(page.encode())[0].rows == [["李明"]]


def test_a_text_with_a_broken_line_is_no_stranger_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "rosters").mkdir()
    write_roster(tmp_path / "rosters" / "a.xlsx", [head(1)])
    (tmp_path / "rosters" / "b.csv").write_bytes(joined(*(line.encode() for line in LINES), b"\xff,5,"))

    [told] = warmth(tmp_path, "check rosters")["issues"]

    assert (told["code"], told["severity"]) == ("file-unread", "error")
    assert "the first is line 6" in told["message"]
