"""Living standards: which figure is in force on a day, for whom, and which files are refused."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from warmth_cli.fields import Residence
from warmth_cli.issues import WarmthError
from warmth_cli.language import Words
from warmth_cli.rulebook.standards import Living, Lookup, Unknown, load_standards

NEW_YEAR = date(2022, 1, 1)


def figure(
    monthly: str = "700.00",
    since: str = "2021-07-01",
    until: str = "",
    residence: str = "",
    district: str = "甲区",
) -> str:
    """One [[standard]] table; "" leaves a key out."""
    lines = ["[[standard]]", f'district = "{district}"', f"monthly = {monthly}", f"from = {since}"]
    lines += [f"until = {until}"] if until else []
    lines += [f'residence = "{residence}"'] if residence else []
    return "\n".join([*lines, 'source = "虚构"', ""])


def written(folder: Path, *tables: str) -> Path:
    path = folder / "standards.toml"
    path.write_text("\n".join(tables), encoding="utf-8")
    return path


def lookup(folder: Path, *tables: str, day: date = NEW_YEAR) -> Lookup:
    return Lookup(load_standards(written(folder, *tables), required=True), day, "standards.toml")


def monthly(found: Living | Unknown) -> str:
    """The figure that was found, or the code that says why there is none."""
    return str(found.monthly) if isinstance(found, Living) else found[0]


def refused(folder: Path, *tables: str) -> str:
    """The message with which a standards file is refused; it names the file."""
    path = written(folder, *tables)
    with pytest.raises(WarmthError) as caught:
        load_standards(path, required=False)
    message = caught.value.message.spoken("en")
    assert str(path) in message
    return message


# --- which figure counts on which day ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2022-01-01", "", "700.00"),
        ("2022-01-02", "", "standard-missing"),
        ("2021-07-01", "2022-01-01", "700.00"),
        ("2021-07-01", "2021-12-31", "standard-missing"),
        ("2022-01-01", "2022-01-01", "700.00"),
    ],
)
def test_a_figure_is_in_force_from_its_first_day_to_its_last(
    tmp_path: Path, since: str, until: str, expected: str
) -> None:
    found = lookup(tmp_path, figure(since=since, until=until)).living("甲区", "城镇", ())

    assert monthly(found) == expected


@pytest.mark.parametrize(("day", "expected"), [(date(2021, 12, 31), "500.00"), (NEW_YEAR, "520.00")])
@pytest.mark.parametrize("newest_first", [False, True])
def test_an_open_end_is_closed_by_the_next_figure(
    tmp_path: Path, day: date, expected: str, newest_first: bool
) -> None:
    tables = [figure("500.00", "2021-07-01"), figure("520.00", "2022-01-01")]
    if newest_first:
        tables.reverse()

    assert monthly(lookup(tmp_path, *tables, day=day).living("甲区", "城镇", ())) == expected


def test_where_others_have_a_figure_they_are_named_since_the_district_may_be_mistyped(tmp_path: Path) -> None:
    found = lookup(tmp_path, figure(), day=date(2022, 1, 1)).living("甲", "城镇", ())
    none = Lookup((), date(2022, 1, 1), "standards.toml").living("甲", "城镇", ())

    assert not isinstance(found, Living)
    assert not isinstance(none, Living)
    assert ("甲区" in str(found[1]["known"]), none[1]["known"]) == (True, Words("", ""))


def test_a_gap_between_two_figures_has_none(tmp_path: Path) -> None:
    before, after = figure(until="2021-12-30"), figure(since="2022-01-01")

    standards = lookup(tmp_path, before, after, day=date(2021, 12, 31))

    assert monthly(standards.living("甲区", "城镇", ())) == "standard-missing"


def test_a_later_figure_for_both_closes_one_for_the_town(tmp_path: Path) -> None:
    tables = figure("500.00", "2021-01-01", residence="城镇"), figure("520.00", "2021-07-01")

    assert monthly(lookup(tmp_path, *tables).living("甲区", "城镇", ())) == "520.00"


@pytest.mark.parametrize(
    ("since", "day", "old"),
    [
        ("2021-01-01", NEW_YEAR, False),
        ("2020-12-31", NEW_YEAR, True),
        ("2023-02-28", date(2024, 2, 29), False),
        ("2023-02-27", date(2024, 2, 29), True),
    ],
)
def test_a_figure_is_old_after_twelve_months(tmp_path: Path, since: str, day: date, old: bool) -> None:
    standards = lookup(tmp_path, figure(since=since), day=day)
    found = standards.living("甲区", "城镇", ())

    assert isinstance(found, Living)
    assert standards.is_old(found) is old


# --- for whom ------------------------------------------------------------------------------------------

BOTH = (figure("700.00"),)
DIFFERENT = (figure("735.00", residence="城镇"), figure("659.00", residence="农村"))
EQUAL = (figure("700.00", residence="城镇"), figure("700.00", residence="农村"))
TOWN_ONLY = (figure("735.00", residence="城镇"),)
OTHER_DISTRICT = (figure(district="乙区"),)


@pytest.mark.parametrize(
    ("tables", "residence", "expected"),
    [
        (BOTH, "城镇", "700.00"),
        (BOTH, "农村", "700.00"),
        (BOTH, None, "700.00"),
        (DIFFERENT, "城镇", "735.00"),
        (DIFFERENT, "农村", "659.00"),
        (DIFFERENT, None, "missing"),
        (EQUAL, None, "700.00"),
        (TOWN_ONLY, "城镇", "735.00"),
        (TOWN_ONLY, "农村", "standard-missing"),
        (TOWN_ONLY, None, "missing"),
        (OTHER_DISTRICT, None, "standard-missing"),
    ],
)
def test_the_residence_is_asked_for_only_where_it_makes_a_difference(
    tmp_path: Path, tables: tuple[str, ...], residence: Residence | None, expected: str
) -> None:
    found = lookup(tmp_path, *tables).living("甲区", residence, ())

    assert monthly(found) == expected
    assert expected != "missing" or found == ("missing", {"field": "residence"})


@pytest.mark.parametrize(
    ("tables", "expected"), [(DIFFERENT, "unread"), (TOWN_ONLY, "unread"), (BOTH, "700.00")]
)
def test_a_residence_that_could_not_be_read(tmp_path: Path, tables: tuple[str, ...], expected: str) -> None:
    assert monthly(lookup(tmp_path, *tables).living("甲区", None, {"residence"})) == expected


@pytest.mark.parametrize(("unread", "code"), [((), "missing"), (("district",), "unread")])
def test_without_a_district_there_is_no_figure(tmp_path: Path, unread: tuple[str, ...], code: str) -> None:
    found = lookup(tmp_path, *BOTH).living(None, "城镇", unread)

    assert found == (code, {"field": "district"})


def test_blanks_in_a_district_make_no_difference(tmp_path: Path) -> None:
    standards = lookup(tmp_path, figure(district="甲 区"))

    assert monthly(standards.living("　甲区 ", "城镇", ())) == "700.00"


@pytest.mark.parametrize(
    ("district", "expected"),
    [
        ("虚构市甲区", "700.00"),
        ("某某省虚构市甲区", "700.00"),
        ("某某 自治区 虚构市 甲区", "700.00"),
        ("别处市甲区", "standard-missing"),  # another city's district of that name
        ("某某省甲区", "standard-missing"),
        ("虚构市", "standard-missing"),
        ("虚构市乙区", "standard-missing"),
    ],
)
def test_a_district_may_stand_behind_the_city_of_the_notice(
    tmp_path: Path, district: str, expected: str
) -> None:
    standards = load_standards(written(tmp_path, figure(district="甲区")), required=True)

    found = Lookup(standards, NEW_YEAR, "standards.toml", "虚构市").living(district, "城镇", ())

    assert monthly(found) == expected
    assert monthly(Lookup(standards, NEW_YEAR, "standards.toml").living(district, "城镇", ())) != "700.00"


@pytest.mark.parametrize(
    ("district", "expected"),
    [
        ("甲区天桥街道", "700.00"),
        ("虚构市甲区李庄镇", "700.00"),
        ("甲区天桥街道红旗社区", "700.00"),
        ("甲区开发区", "standard-missing"),  # which may have a figure of its own
        ("甲区开发区天桥街道", "standard-missing"),
        ("甲区以外", "standard-missing"),
        ("乙区天桥街道", "standard-missing"),
        ("天桥街道", "standard-missing"),
    ],
)
def test_a_street_or_a_village_is_in_its_district(tmp_path: Path, district: str, expected: str) -> None:
    standards = load_standards(written(tmp_path, figure()), required=True)
    found = Lookup(standards, NEW_YEAR, "standards.toml", "虚构市").living(district, "城镇", ())
    assert monthly(found) == expected


def test_a_figure_under_the_full_name_comes_before_that_of_the_short_one(tmp_path: Path) -> None:
    tables = figure(district="甲区"), figure("650.00", district="虚构市甲区")
    standards = load_standards(written(tmp_path, *tables), required=True)

    found = Lookup(standards, NEW_YEAR, "standards.toml", "虚构市").living("虚构市甲区", "城镇", ())

    assert monthly(found) == "650.00"


def test_what_is_missing_is_shown_as_lines_to_add_that_can_be_read(tmp_path: Path) -> None:
    code, values = lookup(tmp_path).living('甲"区', "农村", ())  # type: ignore[misc]  # an Unknown

    assert code == "standard-missing"
    assert values["day"] == "2022-01-01"
    lines = values["lines"]
    assert isinstance(lines, Words)
    for asked in (lines.zh, lines.en):
        completed = asked.replace("monthly = ", "monthly = 1.00").replace("__-__", "07-01")
        completed = completed.replace('source = ""', 'source = "虚构"')
        found = lookup(tmp_path, completed).living('甲"区', "农村", ())
        assert isinstance(found, Living)
        assert (found.monthly, found.since) == (Decimal("1.00"), date(2021, 7, 1))


def test_a_figure_is_cited_with_its_day_and_its_source(tmp_path: Path) -> None:
    found = lookup(tmp_path, *DIFFERENT).living("甲区", "农村", ())

    assert isinstance(found, Living)
    assert found.cited == "甲区 农村 659.00 (2021-07-01; 虚构)"


# --- which files are refused ---------------------------------------------------------------------------


def test_figures_are_exact(tmp_path: Path) -> None:
    [standard] = load_standards(written(tmp_path, figure("300.03")), required=True)

    assert standard.monthly == Decimal("300.03")


@pytest.mark.parametrize(
    ("table", "key"),
    [
        (figure().replace('source = "虚构"', ""), "source"),
        (figure().replace("虚构", ""), "source"),
        (figure().replace("甲区", ""), "district"),
        (figure("0.00"), "monthly"),
        (figure("-1.00"), "monthly"),
        (figure("nan"), "monthly"),
        (figure("inf"), "monthly"),
        (figure('"700"'), "monthly"),
        (figure("true"), "monthly"),
        (figure(since='"2021-07-01"'), "from"),
        (figure(residence="市区"), "residence"),
        (figure().replace("from =", "since ="), "from"),
        (figure() + "yearly = 8400.00\n", "yearly"),
        (figure() + "since = 2021-07-01\n", "since"),
    ],
    ids=lambda value: "table" if value.startswith("[[") else value,
)
def test_a_table_that_is_not_right_is_refused_by_number_and_key(tmp_path: Path, table: str, key: str) -> None:
    message = refused(tmp_path, figure(district="乙区"), table)

    assert f"[[standard]] 2: {key}" in message


def test_a_figure_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    assert "until" in refused(tmp_path, figure(since="2021-07-02", until="2021-07-01"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[[standards]]\ndistrict = "甲区"', "standards: "),
        ('[standard]\ndistrict = "甲区"', "standard: "),
        ("[[standard]\n", "TOML"),
    ],
    ids=["standards", "one bracket", "syntax"],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, key: str) -> None:
    assert key in refused(tmp_path, text)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(figure().encode("gb18030"))

    with pytest.raises(WarmthError, match=r"(?i)utf-8"):
        load_standards(path, required=False)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(figure(), encoding="utf-8-sig")

    assert len(load_standards(path, required=False)) == 1


@pytest.mark.parametrize(
    ("tables", "overlap"),
    [
        ([figure(since="2021-07-01"), figure(since="2021-07-01")], "甲区 城镇: two figures on 2021-07-01"),
        ([figure(until="2022-01-01"), figure(since="2022-01-01")], "甲区 城镇: two figures on 2022-01-01"),
        ([figure(until="2021-12-31"), figure(since="2022-01-01")], ""),
        ([figure(), figure(since="2022-01-01")], ""),
        ([figure(since="2022-01-01"), figure(until="2022-01-01")], "甲区 城镇: two figures on 2022-01-01"),
        ([figure(), figure(residence="农村")], "甲区 农村: two figures on 2021-07-01"),
        ([figure(residence="城镇"), figure(residence="农村")], ""),
        ([figure(), figure(district="乙区")], ""),
        ([figure(), figure(district="甲 区")], "甲区 城镇: two figures on 2021-07-01"),
    ],
)
def test_two_figures_for_the_same_people_on_the_same_day_are_refused(
    tmp_path: Path, tables: list[str], overlap: str
) -> None:
    if overlap:
        assert overlap in refused(tmp_path, *tables)
    else:
        assert len(load_standards(written(tmp_path, *tables), required=True)) == 2


def test_a_missing_file_is_no_figures_unless_it_was_named(tmp_path: Path) -> None:
    absent = tmp_path / "standards.toml"

    assert load_standards(absent, required=False) == []
    with pytest.raises(WarmthError, match="There is no file"):
        load_standards(absent, required=True)


@pytest.mark.parametrize("required", [False, True])
def test_an_ending_that_windows_hides_is_told(tmp_path: Path, required: bool) -> None:
    (tmp_path / "standards.toml.txt").write_text(figure(), encoding="utf-8")

    with pytest.raises(WarmthError, match=r"called .*standards\.toml\.txt"):
        load_standards(tmp_path / "standards.toml", required)


@pytest.mark.parametrize(
    ("before", "typed", "told"),
    [
        ("700.00", '"700"', "第 1 个 [[standard]] 的 monthly：700 不是数字，要写成 735.00 这样，不加引号"),
        ("2021-07-01", '"2021-07-01"', "第 1 个 [[standard]] 的 from：日期要写成 2021-07-01 这样"),
        ('"甲区"', "340300", "第 1 个 [[standard]] 的 district：文字要放在英文引号"),
        ('"甲区"', '"甲区"\nresidence = "城市"', "residence：城市 不在可选值之内：城镇 / 农村"),
    ],
)
def test_a_value_of_another_kind_is_told_in_words(tmp_path: Path, before: str, typed: str, told: str) -> None:
    path = written(tmp_path, figure().replace(before, typed))

    with pytest.raises(WarmthError) as caught:
        load_standards(path, required=False)

    said = caught.value.message.spoken("zh")
    assert told in said
    assert "Input should" not in said


def test_a_folder_is_no_standards_file(tmp_path: Path) -> None:
    with pytest.raises(WarmthError, match="not valid"):
        load_standards(tmp_path, required=False)


def test_a_figure_that_took_the_place_of_another_does_not_give_it_back_when_it_ends(tmp_path: Path) -> None:
    earlier = figure("900", since="2021-03-01")
    later = figure("300", since="2021-07-01", until="2021-12-31")
    standards = load_standards(written(tmp_path, earlier, later), required=True)

    found = {
        day: Lookup(standards, day, "s").living("甲区", "城镇", ())
        for day in (date(2021, 6, 30), date(2021, 12, 31), date(2022, 1, 1))
    }

    monthly = [living.monthly if isinstance(living, Living) else None for living in found.values()]
    assert monthly == [900, 300, None]
