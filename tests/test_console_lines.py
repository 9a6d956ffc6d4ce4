"""Lines on the terminal: Chinese goes over to the next line after any character that may end one."""

import io

import pytest
from rich.cells import cell_len
from rich.text import Text

from warmth_cli.console.lines import ChineseConsole, Indented, line_ends
from warmth_cli.console.screen import new_table

LONG = "请按身份证填写姓名，说明写在“备注”栏（含户主）；生僻字可以复制粘贴，第18位是X的写 X。"


def shown(what: object, width: int) -> list[str]:
    console = ChineseConsole(file=io.StringIO(), width=width, markup=False)
    console.print(what)
    out = console.file
    assert isinstance(out, io.StringIO)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", range(4, 60))
def test_every_line_fits_and_nothing_is_lost(width: int) -> None:
    lines = shown(Text(LONG), width)

    assert max(map(cell_len, lines)) <= width
    assert "".join(lines).replace(" ", "") == LONG.replace(" ", "")


@pytest.mark.parametrize("width", range(6, 60))
def test_no_line_begins_with_a_mark_that_closes_or_ends_with_one_that_opens(width: int) -> None:
    lines = shown(Text(LONG), width)

    assert not [line for line in lines if line[0] in "，。；：、）”"]
    assert not [line for line in lines if line[-1] in "（“"]


@pytest.mark.parametrize("text", [LONG, "one word and another that goes over to the next line", "一\n二"])
def test_no_line_ends_in_blanks_indented_or_not(text: str) -> None:
    """What goes into a file is searched and compared."""
    lines = [*shown(Text(text), 20), *shown(Indented(Text(text)), 20)]

    assert [line for line in lines if line != line.rstrip()] == []
    assert max(map(cell_len, lines)) <= 20
    assert shown(Indented(Text("一\n二")), 20) == ["    一", "    二"]


def test_a_line_is_filled() -> None:
    assert shown(Text("户" * 45), 80) == ["户" * 40, "户" * 5]
    assert shown(Text("see 户" + "户" * 44), 80) == ["see " + "户" * 38, "户" * 7]


def test_a_mark_that_closes_takes_its_character_along() -> None:
    assert shown(Text("户" * 40 + "。"), 80) == ["户" * 39, "户。"]
    assert shown(Text("户" * 39 + "。"), 80) == ["户" * 39 + "。"]


def test_words_between_blanks_stay_whole() -> None:
    assert shown(Text("write the name of the union"), 14) == ["write the name", "of the union"]


def test_what_is_longer_than_a_line_is_broken_anywhere() -> None:
    assert shown(Text("a" * 25), 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert list(line_ends("ab " + "c" * 12, 10)) == [3, 13]


def test_line_ends_of_the_text_stay() -> None:
    assert shown(Text("甲\n\n乙乙乙"), 4) == ["甲", "", "乙乙", "乙"]


def test_a_cell_of_a_table_is_broken_like_other_text() -> None:
    table = new_table("单位", "说明")
    table.add_row("甲", LONG)

    lines = shown(table, 40)

    assert {cell_len(line) for line in lines} == {40}
    assert "│ 请按身份证填写姓名，说明写在" in "\n".join(lines)


def test_styles_go_over_the_end_of_a_line() -> None:
    console = ChineseConsole(file=io.StringIO(), width=10, force_terminal=True, color_system="standard")

    console.print(Text.assemble(("错误", "bold"), "  ", "户" * 8))

    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == "\x1b[1m错误\x1b[0m  户户\n户户户户户\n户\n"


# --- tables ----------------------------------------------------------------------------------------------

NAME, NUMBER = "consolation.relative.households", "340***********2938"


def narrow(width: int) -> list[str]:
    """A table of a name, a number and two sentences."""
    table = new_table("代号", "身份证号", "说明", "办法")
    table.add_row(NAME, Text(NUMBER), Text(LONG), LONG)
    return shown(table, width)


@pytest.mark.parametrize("width", [80, 100, 132])
def test_a_table_breaks_its_sentences_before_its_names_and_numbers(width: int) -> None:
    lines = narrow(width)

    assert max(map(cell_len, lines)) <= width
    assert any(NAME in line and NUMBER in line for line in lines)


@pytest.mark.parametrize("width", range(24, 80, 4))
def test_where_there_is_no_room_for_a_name_it_is_broken_and_nothing_is_lost(width: int) -> None:
    lines = narrow(width)

    assert max(map(cell_len, lines)) <= width
    columns = zip(*(line.strip("│").split("│") for line in lines if line.startswith("│")), strict=True)
    said = ["".join(column).replace(" ", "") for column in columns]
    assert said == [NAME, NUMBER, LONG.replace(" ", ""), LONG.replace(" ", "")]


@pytest.mark.parametrize("command", ["\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\r", "\x7f", "\u202e"])
def test_a_terminal_obeys_no_words_of_others(command: str) -> None:
    table = new_table("文件")
    table.add_row(f"名单{command}.xlsx")

    lines = [*shown(f"名单{command}.xlsx", 60), *shown(Text(f"名单{command}.xlsx"), 60), *shown(table, 60)]

    said = "".join(lines)
    assert said.count(".xlsx") == 3
    assert not set(said) & set("\x1b\x9b\x07\r\x7f\u202e")
