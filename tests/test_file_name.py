"""Names of files and sheets made from whatever a roster calls a union, or a pack a fund."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from warmth_cli.writing.file_name import file_name
from warmth_cli.writing.sheet_name import sheet_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("蚌山区总工会", "蚌山区总工会.xlsx"),
        ('a<b>c:d"e/f\\g|h?i*j', "a_b_c_d_e_f_g_h_i_j.xlsx"),
        ("../../etc/passwd", "_.._etc_passwd.xlsx"),
        ("..", "_.xlsx"),
        ("", "_.xlsx"),
        ("工会. ", "工会.xlsx"),
        ("CON", "_CON.xlsx"),
        ("com1.工会", "_com1.工会.xlsx"),
        ("CONGRESS", "CONGRESS.xlsx"),
        ("工\n会", "工会.xlsx"),
        ("工" * 60, "工" * 60 + ".xlsx"),
        ("工" * 61, "工" * 60 + ".xlsx"),
    ],
)
def test_a_union_becomes_a_name_that_every_system_takes(text: str, name: str) -> None:
    assert file_name(text, ".xlsx") == name


@pytest.mark.parametrize("other", ["一厂工会.xlsx", "一厂工会.XLSX"])
def test_two_unions_never_have_one_file(other: str) -> None:
    assert file_name("一厂工会", ".xlsx", [other]) == "一厂工会（2）.xlsx"
    assert file_name("一厂工会", ".xlsx", [other, "一厂工会（2）.xlsx"]) == "一厂工会（3）.xlsx"


def distinct(name: Callable[[str, list[str]], str], texts: list[str]) -> list[str]:
    names: list[str] = []
    for text in texts:
        names.append(name(text, names))
    return names


@given(st.lists(st.text(max_size=40)))
def test_files_of_any_words_are_as_many_and_short_enough(texts: list[str]) -> None:
    names = distinct(lambda text, taken: file_name(text, ".xlsx", taken), texts)

    assert len({name.casefold() for name in names}) == len(texts)
    assert all(len(name.encode()) <= 200 and not set(name) & set('<>:"/\\|?*') for name in names)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_sheets_of_any_words_are_taken_by_the_workbook(texts: list[str]) -> None:
    book = Workbook()
    for name in distinct(sheet_name, texts):
        book.add_worksheet(name)  # raises for what Excel forbids, and for two of one name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("汇" * 31, "汇" * 31),
        ("汇" * 32, "汇" * 31),
        ("𠀀" * 16, "𠀀" * 15),
        ("[a]:b*c?/\\'", "abc"),
        ("History", "History（2）"),
        ("", "—"),
    ],
)
def test_a_fund_becomes_a_name_that_excel_takes(text: str, name: str) -> None:
    assert sheet_name(text) == name


def test_names_of_files_can_be_made(tmp_path: Path) -> None:
    for text in ("工" * 300, "..", "𠀀" * 300, "NUL"):
        (tmp_path / file_name(text, ".xlsx")).touch()
