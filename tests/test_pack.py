"""Rule packs: what the shipped one says, how readings switch it, where packs are found and chosen."""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from warmth_cli.issues import WarmthError
from warmth_cli.rulebook.loading import choose_pack, find_packs, load_pack
from warmth_cli.rulebook.pack import Pack, Rules

PACK = choose_pack(find_packs(None), None, "bengbu-2022")
NOTICE = (PACK.folder / "notice.toml").read_text(encoding="utf-8")


def written(folder: Path, *edits: tuple[str, str]) -> Path:
    """A pack in `folder`: the shipped notice, with the first place of each text replaced by another."""
    text = NOTICE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "notice.toml").write_text(text, encoding="utf-8")
    return folder


def another(folder: Path, notice: str, issued: str = "2021-12-30", year: int = 2022) -> Path:
    return written(
        folder,
        ('id = "bengbu-2022"', f'id = "{notice}"'),
        ("issued = 2021-12-30", f"issued = {issued}"),
        ("year = 2022", f"year = {year}"),
    )


def reason(error: pytest.ExceptionInfo[WarmthError]) -> str:
    """Message and remedy, as the clerk reads them in English."""
    return error.value.message.spoken("en") + "\n" + error.value.remedy.spoken("en")


# --- what the notice pays ------------------------------------------------------------------------------


def paid(rules: Rules) -> dict[str, tuple[int, str]]:
    """Yuan and fund of each grant."""
    return {grant.id: (grant.amount // 100, grant.fund) for grant in rules.grants}


CENTRAL, WARMTH = "中央和省财政帮扶资金", "送温暖资金"
LUMP_SUMS = {"removed", "below-standard", "phase-out"}
AS_READ = {
    "registered": (1000, CENTRAL),
    "registered-visited": (2000, CENTRAL),
    "removed": (1000, WARMTH),
    "below-standard": (1000, WARMTH),
    "phase-out": (1000, WARMTH),
}


@pytest.mark.parametrize(
    ("chosen", "differs"),
    [
        ({}, {}),
        ({"visit-amount": "on-top"}, {"registered-visited": (3000, CENTRAL)}),
        ({"other-fund": "central"}, dict.fromkeys(LUMP_SUMS, (1000, CENTRAL))),
        ({"registered-scope": "all", "this-year": "2022", "clear-causes": "closed"}, {}),
    ],
)
def test_amounts_and_funds_under_each_reading(
    chosen: Mapping[str, str], differs: dict[str, tuple[int, str]]
) -> None:
    assert paid(PACK.under(chosen)) == AS_READ | differs


def test_what_the_notice_says_whatever_the_readings() -> None:
    assert {grant.id for grant in PACK.grants if grant.once} == LUMP_SUMS
    assert {fund.name for fund in PACK.funds.values() if fund.separate} == {CENTRAL}
    assert (PACK.window.first, PACK.window.last) == (date(2022, 1, 1), date(2022, 1, 31))
    assert [due.day for due in PACK.due] == [date(2022, 1, 20)]


@pytest.mark.parametrize(
    ("issuer", "city"),
    [("蚌埠市总工会", "蚌埠市"), ("安徽省总工会", ""), ("总工会", ""), ("蚌埠市民政局", "")],
)
def test_a_notice_is_of_the_city_whose_federation_issued_it(issuer: str, city: str) -> None:
    notice = PACK.notice.model_copy(update={"issuer": issuer})

    assert notice.city == city


@pytest.mark.parametrize(
    ("chosen", "day"), [({}, date(2022, 1, 1)), ({"standard-day": "issued"}, date(2021, 12, 30))]
)
def test_the_day_whose_living_standard_counts(chosen: Mapping[str, str], day: date) -> None:
    assert PACK.under(chosen).standard_day == day


def test_a_decision_can_tell_under_which_readings_it_was_made() -> None:
    readings = PACK.under({"this-year": "2022"}).readings

    assert readings == {reading.id: reading.choice for reading in PACK.readings} | {"this-year": "2022"}


def test_a_pack_is_known_by_the_hash_of_its_bytes(tmp_path: Path) -> None:
    one = load_pack(written(tmp_path / "one"))
    other = load_pack(written(tmp_path / "other", ("yuan = 1000", "yuan = 1001")))

    assert one.sha256 == PACK.sha256 == hashlib.sha256(NOTICE.encode()).hexdigest()
    assert other.sha256 != one.sha256


def test_an_amount_may_have_fen(tmp_path: Path) -> None:
    pack = load_pack(written(tmp_path, ("yuan = 1000", "yuan = 0.29")))

    assert pack.under({}).grants[0].amount == 29


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("registered-scop", "all", "no reading registered-scop"),
        ("registered-scope", "al", "no choice al"),
        ("registered-scope", "al", "deep, all"),
        ("income", "net", "Rosters have no column of expenses"),
        ("grants-per-household", "several", "pays nobody twice"),
    ],
)
def test_a_choice_that_cannot_be_taken_is_refused(name: str, value: str, said: str) -> None:
    with pytest.raises(WarmthError) as caught:
        PACK.under({name: value})

    assert said in reason(caught)


# --- where packs are found -----------------------------------------------------------------------------


def ids(packs: list[Pack]) -> list[str]:
    return [pack.notice.id for pack in packs]


SHIPPED = ids(find_packs(None))


def test_a_folder_of_packs_gives_all_of_them_and_passes_over_the_rest(tmp_path: Path) -> None:
    another(tmp_path / "b", "own-b")
    another(tmp_path / "a", "own-a")
    (tmp_path / "empty").mkdir()
    (tmp_path / "notice.txt").write_text("no pack")

    assert set(ids(find_packs(tmp_path))) == {*SHIPPED, "own-a", "own-b"}


def test_a_pack_folder_is_one_pack_beside_the_shipped_whatever_lies_below_it(tmp_path: Path) -> None:
    another(tmp_path, "own")
    another(tmp_path / "below", "own-below")

    assert "bengbu-2022" in SHIPPED
    assert set(ids(find_packs(tmp_path))) == {*SHIPPED, "own"}


def test_the_newest_notice_comes_first(tmp_path: Path) -> None:
    another(tmp_path / "a", "own-older", "2000-01-01")
    another(tmp_path / "b", "own-newer", "2099-01-01")

    found = ids(find_packs(tmp_path))

    assert found == ["own-newer", *SHIPPED, "own-older"]


@pytest.mark.parametrize("name", ["empty", "absent"])
def test_a_folder_without_a_pack_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(WarmthError) as caught:
        find_packs(tmp_path / name)

    assert str(tmp_path / name) in reason(caught)


def test_two_packs_of_one_id_are_refused_with_both_places(tmp_path: Path) -> None:
    written(tmp_path)

    with pytest.raises(WarmthError) as caught:
        find_packs(tmp_path)

    for said in ("bengbu-2022", str(PACK.folder), str(tmp_path)):
        assert said in reason(caught)


def test_a_pack_that_is_not_valid_stops_the_search(tmp_path: Path) -> None:
    another(tmp_path / "good", "good")
    written(tmp_path / "bad", ("yuan = 1000", "yuan = 0"))

    with pytest.raises(WarmthError) as caught:
        find_packs(tmp_path)

    assert str(tmp_path / "bad") in reason(caught)


# --- which pack is chosen ------------------------------------------------------------------------------


@pytest.fixture
def packs(tmp_path: Path) -> list[Pack]:
    """Two notices of 2098, and one of 2099 that was issued before them."""
    another(tmp_path / "a", "spring", "2098-03-01", 2098)
    another(tmp_path / "b", "winter", "2098-12-01", 2098)
    another(tmp_path / "c", "next", "2097-12-01", 2099)
    return find_packs(tmp_path)


@pytest.mark.parametrize(
    ("year", "notice", "chosen"),
    [
        (None, None, "winter"),
        (2099, None, "next"),
        (2022, None, "bengbu-2022"),
        (None, "spring", "spring"),
        (2098, "spring", "spring"),
    ],
)
def test_a_pack_is_chosen_by_year_and_by_notice(
    packs: list[Pack], year: int | None, notice: str | None, chosen: str
) -> None:
    assert choose_pack(packs, year, notice).notice.id == chosen


@pytest.mark.parametrize(
    ("year", "notice", "said"),
    [
        (2000, None, "no rule pack for 2000"),
        (None, "autumn", "no rule pack for autumn"),
        (2099, "spring", "no rule pack for 2099 spring"),
        (2000, None, "2099 (next)"),
        (2098, None, "--notice: winter, spring"),
    ],
)
def test_a_year_without_a_pack_or_with_two_is_refused(
    packs: list[Pack], year: int | None, notice: str | None, said: str
) -> None:
    with pytest.raises(WarmthError) as caught:
        choose_pack(packs, year, notice)

    assert said in reason(caught)


# --- which packs are refused ---------------------------------------------------------------------------

ON_FILE = '{ kind = "one_of", field = "file_status", values = ["在档"], clause = "二(三)" }'
PAID = 'amount = [{ yuan = 1000, clause = "二(三)" }]'
PAYS = 'fund = [{ id = "central", clause = "二(三)" }]'
DEEP = 'values = ["深度困难"]'
INSTEAD = '    { yuan = 2000, clause = "二(三)", when = { visit-amount = "instead" } },\n'
IN_2021 = 'first = 2021-01-01\nlast = 2021-12-31\nclause = "二(三)"\nwhen = { this-year = "2021" }'
FOUND_FOR = '{ kind = "one_of", field = "finding", values = ["同意"], clause = "二(三)" }'
ALL = '[[reading.option]]\nvalue = "all"\nmeaning = { zh = "全部在档困难职工：后半句写“建档在册困难职工”", '
ALL += 'en = "all on file: its second half speaks of all on file" }\n'
ASK = 'ask = { zh = "退档原因没有填的'
ISSUED_DAY = 'when = { standard-day = "issued" }'


def edit(text: str, old: str, new: str) -> tuple[str, str]:
    """Replace `text`, which holds `old`, by the same with `new` in its place."""
    assert old in text
    return text, text.replace(old, new)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        # unknown and missing keys
        (("[notice]\n", '[notice]\ncolour = "red"\n'), "notice.colour"),
        (("[notice]\n", "[colours]\nred = 1\n[notice]\n"), "colours"),
        (edit(ON_FILE, "clause", "negate = true, clause"), "grant.0.whom.0.negate"),
        (('kind = "present"\nfield', 'kind = "present"\nblank = "no"\nfield'), "grant.3.condition.1.blank"),
        (edit(FOUND_FOR, "clause", "negate = true, clause"), "grant.2.condition.3.of.1.negate"),
        (('issuer = "蚌埠市总工会"\n', ""), "notice.issuer"),
        ((', en = "The activity takes place in January 2022."', ""), "clauses.一.en"),
        # clauses
        (edit(PAID, ', clause = "二(三)"', ""), "grant.0.amount.0.clause"),
        (edit(PAID, "二(三)", "九"), "grant.0.amount.0.clause"),
        (edit(PAID, "二(三)", ""), "grant.0.amount.0.clause"),
        (edit(PAYS, ', clause = "二(三)"', ""), "grant.0.fund.0.clause"),
        (('separate = true\nclause = "二(三)"', "separate = true"), "fund.0.clause"),
        (edit(ON_FILE, ', clause = "二(三)"', ""), "grant.0.whom.0.clause"),
        (edit(ON_FILE, "二(三)", "九"), "grant.0.whom.0.clause"),
        (edit(IN_2021, 'clause = "二(三)"\n', ""), "grant.2.condition.0.clause"),
        (edit(FOUND_FOR, "二(三)", "九"), "grant.2.condition.3.of.1.clause"),
        (('choice = "deep"\nclause = "二(三)"', 'choice = "deep"'), "reading.0.clause"),
        (('last = 2022-01-31\nclause = "一"', 'last = 2022-01-31\nclause = "九"'), "window.clause"),
        (('[payment]\nclause = "四(二)"', '[payment]\nclause = "九"'), "payment.clause"),
        # readings
        ((ALL, ""), "reading.0.option"),
        ((ALL, ALL + ALL), "reading.0"),
        (('choice = "deep"', 'choice = "dep"'), "reading.0"),
        (('choice = "gross"', 'choice = "net"'), "reading.6"),
        (edit(IN_2021, "this-year", "that-year"), "grant.2.condition.0.when"),
        (edit(IN_2021, 'this-year = "2021"', 'this-year = "2020"'), "grant.2.condition.0.when"),
        # fields and values
        (edit(ON_FILE, "file_status", "filestatus"), "grant.0.whom.0.field"),
        (edit(DEEP, "深度困难", "低保户"), "grant.0.condition.0"),
        (edit(ON_FILE, "one_of", "none_off"), "grant.0.whom.0"),
        (edit(IN_2021, "first = 2021-01-01\nlast = 2021-12-31\n", ""), "grant.2.condition.0"),
        ((ASK, "# " + ASK), "grant.2.condition.3.ask"),
        # exactly one figure under every reading
        (edit(INSTEAD, ', when = { visit-amount = "instead" }', ""), "grant.1.amount"),
        (edit(INSTEAD, "instead", "on-top"), "grant.1.amount"),
        ((INSTEAD, ""), "grant.1.amount"),
        (edit(PAID, "}]", '}, { yuan = 1000, clause = "二(三)" }]'), "grant.0.amount"),
        ((PAID, "amount = []"), "grant.0.amount"),
        (edit(PAYS, "}]", '}, { id = "warmth", clause = "二(三)" }]'), "grant.0.fund"),
        ((ISSUED_DAY, 'when = { standard-day = "first-day" }'), "standard_day"),
        ((ISSUED_DAY, ""), "standard_day"),
        # ids
        (('id = "registered-visited"', 'id = "registered"'), "grant"),
        (('id = "visit-amount"', 'id = "registered-scope"'), "reading"),
        (('id = "warmth"\nname', 'id = "central"\nname'), "fund"),
        (('id = "may-belong-on-file"', 'id = "file-anew"'), "advice"),
        (('id = "registered"', 'id = "Registered"'), "grant.0.id"),
        (edit(PAYS, "central", "centre"), "grant.0.fund"),
        # money
        (edit(PAID, "1000", "1000.001"), "grant.0.amount.0.yuan"),
        (edit(PAID, "1000", "0"), "grant.0.amount.0.yuan"),
        (edit(PAID, "1000", '"1000"'), "grant.0.amount.0.yuan"),
        (edit(PAID, "1000", "true"), "grant.0.amount.0.yuan"),
        # TOML itself
        (("[notice]", "[notice"), "TOML"),
        (("year = 2022", "year = 2022\nyear = 2023"), "TOML"),
    ],
)
def test_a_pack_that_is_not_right_is_refused_with_file_and_key(
    tmp_path: Path, change: tuple[str, str], key: str
) -> None:
    folder = written(tmp_path, change)

    with pytest.raises(WarmthError) as caught:
        load_pack(folder)

    assert f"The rule pack {folder / 'notice.toml'} is not valid. {key}: " in reason(caught)


def test_a_reading_inside_any_of_is_refused_since_it_would_not_be_honoured(tmp_path: Path) -> None:
    folder = written(tmp_path, edit(FOUND_FOR, "clause", 'when = { this-year = "2022" }, clause'))

    with pytest.raises(WarmthError, match="when"):
        load_pack(folder)


def test_a_notice_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WarmthError, match=r"notice\.toml is not valid"):
        load_pack(tmp_path)

    (tmp_path / "notice.toml").write_bytes(NOTICE.encode("gb18030"))
    with pytest.raises(WarmthError, match=r"notice\.toml is not valid\. TOML: .*(?i:utf-8)"):
        load_pack(tmp_path)
