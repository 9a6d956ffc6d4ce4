"""A bank profile is checked whole when it is loaded: what is wrong in it is one sentence that says where."""

from pathlib import Path

import pytest

from bank_profiles import column, own_profile
from warmth_cli.issues import WarmthError
from warmth_cli.writing.bank_profile import SpreadsheetProfile, TextProfile, find_profiles, load_profile


def test_three_profiles_ship() -> None:
    profiles = find_profiles(None)

    assert list(profiles) == ["bar-gbk", "csv", "neutral"]
    headings = {name: [each.heading for each in profile.column] for name, profile in profiles.items()}
    assert headings == {
        "bar-gbk": ["序号", "姓名", "账号", "金额", "身份证号"],
        "csv": ["账号", "姓名", "金额"],
        "neutral": ["序号", "户名", "账号", "开户行", "金额", "用途", "备注"],
    }
    bar, csv, neutral = profiles.values()
    assert isinstance(bar, TextProfile)
    assert (bar.encoding, bar.delimiter, bar.ends_with_delimiter) == ("gbk", "|", True)
    assert (bar.at_least, bar.at_most) == (5, 1000)
    assert isinstance(csv, TextProfile)
    assert (csv.encoding, csv.delimiter) == ("utf-8-bom", ",")
    assert isinstance(neutral, SpreadsheetProfile)


def test_an_office_adds_its_own_in_a_folder_without_a_notice(tmp_path: Path) -> None:
    own_profile(tmp_path)

    assert list(find_profiles(tmp_path)) == ["bar-gbk", "csv", "neutral", "own"]


def test_two_profiles_of_one_name_are_an_error(tmp_path: Path) -> None:
    own_profile(tmp_path).rename(tmp_path / "banks" / "csv.toml")

    with pytest.raises(WarmthError, match=r"Two bank profiles have the name csv; .*banks.csv\.toml"):
        find_profiles(tmp_path)


FAULTS = {
    'encoding = "gbk"\n': ("", r"encoding: this key is missing"),
    'encoding = "gbk"': ('encoding = "big5"', r"encoding: big5 is none of gbk / gb18030"),
    'kind = "text"\n': ("", r"kind: it is spreadsheet / text"),
    'kind = "text"': ('kind = ["text"]', r"kind: it is spreadsheet / text"),
    "heading = true": ("headings = true", r"heading: this key is missing|headings: there is no such key"),
    'line_end = "lf"': ('line_end = "lf"\ntotal = true', r"total: there is no such key"),
    'delimiter = ";"': ('delimiter = "."', r"\. cannot keep columns apart"),
    'value = "account"': ('value = "acount"', r"column\.1\.value: acount is none of number / holder"),
    'value = "amount"': ('value = "number"', r"a bank needs one column amount"),
    'heading = "账号"': ('heading = "账;号"', r"the heading 账;号 cannot be written so"),
    'heading = "金额"': ('heading = "金额𬭎"', r"the heading 金额𬭎 cannot be written so"),
    "ends_with_delimiter = false": (
        "ends_with_delimiter = ",
        r"TOML: line 5 is not understood: ends_with_delimiter =",
    ),
}


@pytest.mark.parametrize("old", FAULTS)
def test_what_is_wrong_in_a_profile_is_said_with_its_place(old: str, tmp_path: Path) -> None:
    new, said = FAULTS[old]
    file = own_profile(tmp_path)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")

    with pytest.raises(WarmthError, match=rf"own\.toml is not valid\. .*({said})"):
        load_profile(file)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("at_most = 0", "at_most: it must be more than 0"),
        ("at_least = 3\nat_most = 2", "at_most is less than at_least"),
        ('purpose = "{day}"', r"only {year}, {batch} can be filled in, not day"),
        ('purpose = "{"', "only {year}, {batch} can be filled in"),
        ('purpose = "{}"', "only {year}, {batch} can be filled in"),
    ],
)
def test_what_cannot_be_meant_is_said(more: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(WarmthError, match=said):
        load_profile(own_profile(tmp_path, more=more))


def test_a_column_of_the_purpose_needs_a_purpose(tmp_path: Path) -> None:
    with pytest.raises(WarmthError, match="no purpose to write into it"):
        load_profile(own_profile(tmp_path, column("用途", "purpose")))
    assert load_profile(own_profile(tmp_path, column("用途", "purpose"), more='purpose = "慰问{year}"'))


def test_a_profile_in_another_encoding_is_said(tmp_path: Path) -> None:
    file = own_profile(tmp_path)
    file.write_bytes(file.read_text("utf-8").encode("gbk"))

    with pytest.raises(WarmthError, match="it is not in UTF-8"):
        load_profile(file)
