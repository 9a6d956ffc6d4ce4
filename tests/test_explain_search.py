"""How `warmth explain` finds who is meant, and what it says when nobody is."""

from pathlib import Path

import pytest

from people import resident_id
from rosters import Row, head, member, write_roster
from test_commands import run
from test_explain import asked, told
from warmth_cli.household import Place
from warmth_cli.issues import WarmthError

OLD_CARD = resident_id(1)[:6] + resident_id(1)[8:17]
HEAD, WIFE, SON = "张春梅", "欧阳·秀英", "张小明"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rosters in folders: members under their head, members on a sheet of their own, rows that fail."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "north").mkdir()
    (folder / "south").mkdir()
    (folder / "standards.toml").write_text("", "utf-8")
    rows: list[Row] = [
        head(1, name=HEAD),
        member(50, "配偶", name="欧阳 · 秀英"),
        member(51, name=SON),
        head(2, name="李建国", id_number="34030019850302002"),
        head(3, name="王x英"),
        {"phone": "15400000009"},
    ]
    write_roster(folder / "north" / "roster.xlsx", rows)
    on_sheet: list[Row] = [
        {"head_id": resident_id(5), "成员姓名": "赵小六", "id_number": resident_id(60), "relation": "子"}
    ]
    write_roster(
        folder / "south" / "list.xlsx", [head(4, name="赵四"), head(5, name="赵五")], members=on_sheet
    )
    run(folder, "check", "north", "south", code=1)
    return folder


def refused(office: Path, who: str) -> str:
    """What is said when nobody is found."""
    with pytest.raises(WarmthError) as error:
        asked(office, who)
    return f"{error.value.message.spoken('en')} {error.value.remedy.spoken('en')}"


@pytest.mark.parametrize(
    "who",
    [
        *(HEAD, " 张　春梅 ", resident_id(1), f" {resident_id(1)[:6]} {resident_id(1)[6:]}", OLD_CARD),
        *("north/roster.xlsx:2", "./north/roster.xlsx:2", "roster.xlsx:2", "roster.xlsx：2"),
        *("roster.xlsx:花名册:2", "north/roster.xlsx：花名册：2", "roster.xlsx：花名册：第2行"),
        *("roster.xlsx 花名册 第2行", "roster.xlsx 第2行", "north/roster.xlsx 花名册 row 2"),
        *("roster.xlsx  花名册 D2", "roster.xlsx 花名册:AB2"),
    ],
)
def test_a_head_is_found_by_name_number_and_row(
    office: Path, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office)

    explanation = told(office, who)

    assert explanation.household.place == Place("north/roster.xlsx", "花名册", 2)
    assert explanation.member is None


def test_a_number_is_found_in_full_width_and_with_a_small_x(office: Path) -> None:
    serial, number = next(
        (each, resident_id(each)) for each in range(100, 200) if resident_id(each)[-1] == "X"
    )
    write_roster(office / "x.xlsx", [head(serial)])
    run(office, "check", "x.xlsx")
    wide = number.translate({ord(each): ord(each) + 0xFEE0 for each in number})

    for who in (number, number.lower(), wide):
        assert told(office, who).household.id_number == number


@pytest.mark.parametrize(
    ("who", "name", "row"),
    [
        *((each, WIFE, 3) for each in (WIFE, "欧阳•秀英", resident_id(50, "20100302"), "roster.xlsx:3")),
        *((each, SON, 4) for each in (SON, resident_id(51, "20100302"), "roster.xlsx:花名册:4")),
    ],
)
def test_a_member_finds_the_household(office: Path, who: str, name: str, row: int) -> None:
    explanation = told(office, who)

    assert explanation.household.name == HEAD
    assert explanation.member is not None
    assert (explanation.member.name, explanation.member.row) == (name, row)


@pytest.mark.parametrize("who", ["赵小六", resident_id(60), "list.xlsx:家庭成员:2"])
def test_a_member_on_a_sheet_of_members_finds_the_household(office: Path, who: str) -> None:
    explanation = told(office, who)

    assert explanation.household.name == "赵五"
    assert explanation.member is not None
    assert explanation.member.name == "赵小六"


def test_a_row_of_two_sheets_is_both_until_the_sheet_is_named(office: Path) -> None:
    both = asked(office, "list.xlsx:2")

    assert {match.household.name for match in both.matches} == {"赵四", "赵五"}
    assert told(office, "list.xlsx:花名册:2").household.name == "赵四"


@pytest.mark.parametrize("who", ["34030019850302002", "王x英"])
def test_what_could_not_be_read_is_found_by_what_stands_there(office: Path, who: str) -> None:
    household = told(office, who).household

    assert household.name == "李建国" if who[0].isdigit() else household.id_number == resident_id(3)


def test_a_file_in_two_folders_is_told_apart_by_its_folder(office: Path) -> None:
    write_roster(office / "south" / "roster.xlsx", [head(80, name="周南")])
    run(office, "check", "south/roster.xlsx")

    assert {match.household.name for match in asked(office, "roster.xlsx:2").matches} == {HEAD, "周南"}
    assert told(office, "south/roster.xlsx:2").household.name == "周南"


# --- nobody is -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("张春海", "Near names: 张春梅"),
        ("春梅", "Near names: 张春梅"),
        ("欧阳秀英", "Near names: 欧阳·秀英"),
        ("钱七", "Nobody called 钱七"),
        (resident_id(1)[:17] + ("0" if resident_id(1)[17] != "0" else "1"), "does not fit the others"),
        (resident_id(1)[:17], "this one has 17. Compare"),
        (resident_id(1)[:17], "Nearly the same number: north/roster.xlsx:花名册:2"),
        (resident_id(999, "19600101"), "Nobody who is filed or was paid has the number"),
        ("12", "a row needs the name of its file"),
        ("roster.xlsx:7", "neither a name nor an identity number, but is not empty"),
        ("roster.xlsx:99", "rows 2 to 6"),
        ("list.xlsx:家庭成员:9", "Neither a household nor a member stands in row 9"),
        ("none.xlsx:2", "Filed are: north/roster.xlsx, south/list.xlsx"),
        ("north/list.xlsx:2", "No roster north/list.xlsx is filed"),
        ("roster.xlsx:别的:2", "No roster roster.xlsx:别的 is filed"),
    ],
)
def test_who_is_not_found_is_told_what_is_near_and_what_to_do(office: Path, who: str, says: str) -> None:
    assert says in refused(office, who)


def test_a_number_of_the_same_place_and_day_is_no_near_one(office: Path) -> None:
    assert "Nearly" not in refused(office, resident_id(7))


@pytest.mark.parametrize("who", ["", " ", ":", "：2", "=1+1", "%", "*", "张" * 500, "🙂", "roster.xlsx:0"])
def test_whatever_is_asked_ends_in_a_sentence(office: Path, who: str) -> None:
    assert refused(office, who)


def test_a_file_without_ending_that_is_called_like_a_sheet_is_the_file(office: Path) -> None:
    write_roster(office / "报来 花名册.xlsx", [head(70, name="孙八")]).rename(office / "报来 花名册")
    run(office, "check", "报来 花名册")

    assert told(office, "报来 花名册:2").household.name == "孙八"
    assert told(office, "报来 花名册 花名册 第2行").household.name == "孙八"
