"""Headings of an office's own, and headings bound by hand: exact, for one run or kept."""

from pathlib import Path

import pytest

from examples import warmth
from people import resident_id
from rosters import Row, head, write_roster
from started import start
from warmth_cli.fields import FIELDS
from warmth_cli.issues import WarmthError
from warmth_cli.reading.headings.heading import joined, normalised
from warmth_cli.reading.headings.vocabulary import Vocabulary, binding, key, vocabulary


def named(words: Vocabulary, *labels: str) -> str | None:
    field = words.field(joined(labels))
    return field and field.name


@pytest.mark.parametrize(
    ("labels", "field"),
    [
        (("基本信息", "姓名"), "name"),
        (("一、困难职工基本情况", "身份证号码"), "id_number"),
        (("户主", "身份证号"), "id_number"),
        (("银行账户信息", "账号"), "account"),
        (("家庭收入", "年"), "annual_income"),
        (("家庭年收入", "（万元）"), "annual_income"),
        (("基本情况", "家庭", "人口"), "household_size"),
        (("帮扶情况", "结对帮扶干部"), "paired_cadre"),
        (("二、帮扶救助及走访情况", "省总领导走访"), "provincial_visit"),
        (("帮扶情况", "安排发放"), "arranged"),
        (("帮扶发放", "账户信息", "卡号"), "account"),
        (("慰问金打卡信息", "开户行"), "bank"),
        (("选填", "联系电话"), "phone"),
        (("建档立卡情况", "建档状态"), "file_status"),
        (("工会帮扶系统信息", "困难类别"), "hardship"),
        (("工会", "联系电话"), None),
        (("家庭收入情况", "年收入（元）"), "annual_income"),
        (("家庭收入", "月人均（元/人.月）"), "monthly_income_per_head"),
        (("本人收入", "年收入"), None),
        (("帮扶情况", "姓名"), None),
        (("结对帮扶干部", "联系电话"), None),
        (("上年帮扶情况", "结对帮扶干部"), None),
        (("结对帮扶干部", "单位"), None),
        (("户主", "单位"), None),
        (("监护人", "姓名"), None),
        (("上年", "建档状态"), None),
        (("代领人", "银行账号"), None),
        (("基本信息", "监护人", "姓名"), None),
        (("领取金额", "家庭补差"), None),
    ],
)
def test_a_heading_in_several_rows_is_bound_where_the_upper_ones_say_nothing_else(
    labels: tuple[str, ...], field: str | None
) -> None:
    assert named(vocabulary(), *labels) == field


@pytest.mark.parametrize(
    ("labels", "of"),
    [
        (("配偶姓名",), ("配偶", "name", "")),
        (("家庭成员2", "身份证号"), ("家庭成员", "id_number", "2")),
        (("成员姓名2",), ("家庭成员", "name", "2")),
        (("家庭成员信息", "与户主关系"), ("家庭成员", "relation", "")),
        (("监护人姓名",), None),
        (("配偶工作单位",), None),
    ],
)
def test_a_column_beside_the_head_tells_of_a_member(
    labels: tuple[str, ...], of: tuple[str, str, str] | None
) -> None:
    assert vocabulary().of_member(joined(labels)) == of


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("家庭成员",), True),
        (("家庭成员（姓名、关系）",), True),
        (("基本情况", "家庭主要成员情况"), True),
        (("配偶姓名及身份证号",), True),
        (("家庭成员姓名及关系",), True),
        (("家庭成员人数",), False),
        (("家庭成员", "年龄"), False),
        (("子女数",), False),
        (("配偶工作单位",), False),
        (("监护人", "配偶"), False),
    ],
)
def test_a_column_may_tell_of_members_as_a_whole(labels: tuple[str, ...], told: bool) -> None:
    assert vocabulary().of_members(joined(labels)) == told


@pytest.mark.parametrize(
    ("heading", "field", "doubtful"),
    [
        ("农行卡号", "account", "原农行卡号"),
        ("打卡账号", "account", "打卡行号"),
        ("卡（折）号", "account", "卡（社保）号"),
        ("银行卡号（社保卡除外）", "account", "银行卡号（社保卡）"),
        ("银行卡号（用于发放慰问金）", "account", "银行卡号（用于发放工资）"),
        ("银行卡号（建行、工行均可）", "account", "银行卡号（单位账户）"),
        ("身份证号码（准确无误）", "id_number", "身份证号码（准确性存疑）"),
        ("家庭成员人数（含本人）", "household_size", "家庭成员人数"),
        ("家庭人口（几人）", "household_size", "家庭人口（劳动力几人）"),
        ("当前建档状态", "file_status", "原建档状态"),
        ("困难类别（三选一）", "hardship", "困难类别（申请时）"),
        ("帮扶责任人及电话", "paired_cadre", "帮扶责任人电话"),
        ("所在县（区）", "district", "单位所在县区"),
        ("渐退期是否安排发放", "arranged", "渐退期是否发放完毕"),
        ("卡主", "account_holder", "卡主与户主关系"),
        ("被慰问人", "name", "慰问人"),
    ],
)
def test_what_offices_call_a_field_is_read_and_what_is_like_it_is_not(
    heading: str, field: str, doubtful: str
) -> None:
    assert named(vocabulary(), heading) == field
    assert named(vocabulary(), doubtful) is None


def test_an_offices_own_headings_are_added_to_those_that_ship(tmp_path: Path) -> None:
    own = tmp_path / "headings.toml"
    own.write_text(
        '[also]\nname = ["受助人", "救助对象→姓名"]\n"户主姓名" = ["帮扶对象"]\n', encoding="utf-8"
    )

    words = vocabulary().extended(own)

    assert named(words, "受 助 人（必填）") == "name"
    assert named(words, "救助对象", "姓名") == "name"
    assert named(words, "帮扶对象") == named(words, "户主姓名") == "name"
    assert named(vocabulary(), "受助人") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[also]\nname = ["手机号码"]', "手机号码 means phone"),
        ('[also]\nnickname = ["受助人"]', "no field nickname"),
        ('[also]\nname = "受助人"', "its form is another"),
        ('[also]\nname = [""]', "its form is another"),
        ('name = ["受助人"]', "its form is another"),
        ("[also]\n[more]", "its form is another"),
        ("[also", "before a bracket"),
    ],
)
def test_a_headings_file_that_is_not_right_says_why(tmp_path: Path, text: str, why: str) -> None:
    own = tmp_path / "headings.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(WarmthError) as stopped:
        vocabulary().extended(own)
    assert why in stopped.value.message.spoken("en")


def test_a_heading_is_bound_by_hand_before_all_others() -> None:
    words = vocabulary().bound(["手机号码=备注", "领取金额→家庭补差=家庭年收入"])
    assert named(words, "手机号码") == "note"
    assert named(words, "领取金额", "家庭补差") == "annual_income"
    assert named(words, "联系电话") == "phone"
    assert [words.key_by_hand(joined([each])) for each in ("手机号码", "联系电话")] == [key("手机号码"), ""]


@pytest.mark.parametrize("text", ["受助人", "=户主姓名", "受助人=", "受助人=名字叫什么"])
def test_a_binding_that_cannot_be_understood_is_wrong_use(text: str) -> None:
    with pytest.raises(WarmthError):
        binding(text)


def test_a_heading_that_was_mistyped_on_the_command_line_stops_the_run(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)], headings={"name": "受助人"})

    done = start(tmp_path, "check", "roster.xlsx", "--map", "受肋人=户主姓名")

    assert done.code == 2
    assert "受肋人" in done.err


def test_what_was_bound_by_hand_can_be_kept(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)], headings={"name": "受助人"})
    unbound = warmth(tmp_path, "check roster.xlsx")

    bound = warmth(tmp_path, "check roster.xlsx --map 受助人=户主姓名 --save-headings own.toml")
    kept = warmth(tmp_path, "check roster.xlsx --headings own.toml")

    outcomes = [[each["outcome"] for each in document["decisions"]] for document in (unbound, bound, kept)]
    assert outcomes == [["held"], ["granted"], ["granted"]]
    assert 'name = ["受助人"]' in (tmp_path / "own.toml").read_text(encoding="utf-8")


def test_headings_that_somebody_wrote_are_not_written_over(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)], headings={"name": "受助人"})
    (tmp_path / "own.toml").write_text('[also]\nphone = ["座机"]\n', encoding="utf-8")
    command = ("check", "roster.xlsx", "--map", "受助人=户主姓名", "--save-headings", "own.toml")

    assert start(tmp_path, *command).code == 2
    assert start(tmp_path, *command, "--force").code == 0

    kept = (tmp_path / "own.toml").read_text(encoding="utf-8")
    assert 'phone = ["座机"]' in kept
    assert 'name = ["受助人"]' in kept


def test_of_two_columns_for_one_field_a_clerk_may_choose(tmp_path: Path) -> None:
    row = head(1) | {"户主": "李四", "other": resident_id(2)}
    write_roster(tmp_path / "roster.xlsx", [row], headings={"other": "身份证号码"})

    chosen = warmth(tmp_path, "check roster.xlsx --map 户主姓名=户主姓名 --map 身份证号=身份证号")

    [decision] = chosen["decisions"]
    assert (decision["name"], decision["outcome"]) == ("张春梅", "granted")


def test_every_row_of_a_table_has_its_place_in_a_sum(tmp_path: Path) -> None:
    foot: list[list[object]] = [["合计", 2], [], ["审核人：", "王五"], [3]]
    rows: list[Row] = [{"number": 1, **head(1)}, {"number": 2, **head(2)}]
    write_roster(tmp_path / "roster.xlsx", rows, foot_rows=foot)

    done = start(tmp_path, "check", "roster.xlsx", "--verbose")

    said = "= households 2 + member rows 0 + unreadable 0 + sums 1 + remarks or signatures 1 + rows without"
    assert said in " ".join(done.out.split())


def test_one_heading_cannot_be_bound_to_two_fields() -> None:
    with pytest.raises(WarmthError, match="户主姓名"):
        vocabulary().bound(["受助人=户主姓名", "受 助 人=备注"])
    assert vocabulary().bound(["受助人=户主姓名", "受助人=姓名"]).by_hand.keys() == {"受助人"}


@pytest.mark.parametrize(
    ("words", "field"),
    [("本人银行卡号", "account"), ("申请人姓名", "name"), ("困难职工建档状态", "file_status")],
)
def test_words_for_the_head_before_what_is_the_heads_own_change_nothing(words: str, field: str) -> None:
    found = vocabulary().field(normalised(words))
    assert found is not None
    assert found.name == field


@pytest.mark.parametrize(
    "words", ["本人年可支配收入", "职工单位名称", "户主人口", "申请人", "监护人姓名", "配偶卡号"]
)
def test_nor_do_they_make_a_households_figure_of_the_heads_or_a_union_of_an_employer(words: str) -> None:
    assert vocabulary().field(normalised(words)) is None


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("建档状态\n①在档②已退档\n③渐退期④未建档", "file_status"),
        ("档案状态：在档/退档/渐退/未建档", "file_status"),
        ("困难类别 1.深度困难 2.相对困难 3.意外致困", "hardship"),
        ("主要致困原因1.无劳动能力、2.有劳动能力未就业", "cause"),
        ("是否安排发放 是/否", "arranged"),
        ("人工认定：同意、不同意", "finding"),
        ("城乡类别（城镇、农村）", "residence"),
        ("性别男/女", "sex"),
        ("建档状态：在档", None),
        ("困难类别 在档、未建档", None),
        ("上年建档状态 在档、未建档", None),
        ("在档、未建档", None),
        ("户主姓名 是/否", None),
    ],
)
def test_a_heading_may_go_on_with_what_its_column_may_say(words: str, field: str | None) -> None:
    found = vocabulary().field(normalised(words))
    assert (found and found.name) == field


@pytest.mark.parametrize(
    ("words", "field"), [("戶主姓名", "name"), ("身份證號", "id_number"), ("開戶銀行", "bank")]
)
def test_a_heading_in_traditional_characters_is_the_same(words: str, field: str) -> None:
    assert vocabulary().field(normalised(words)) == FIELDS[field]


def test_nothing_is_saved_where_nothing_is_bound(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)])

    done = start(tmp_path, "check", "roster.xlsx", "--save-headings", "own.toml")

    assert done.code == 2
    assert "nothing is bound" in done.err
    assert [file.name for file in tmp_path.iterdir()] == ["roster.xlsx"]


def test_a_heading_that_is_bound_anew_means_no_more_what_it_meant(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)], headings={"name": "受助人"})
    for field in ("与户主关系", "户主姓名"):
        start(tmp_path, "check", "roster.xlsx", "--map", f"受助人={field}", "--save-headings", "own.toml")
    kept = (tmp_path / "own.toml").read_text(encoding="utf-8")
    assert 'name = ["受助人"]' in kept
    assert "relation" not in kept
    assert start(tmp_path, "check", "roster.xlsx", "--headings", "own.toml").code == 0


def test_a_heading_that_every_roster_has_is_not_saved_as_another_field(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)])
    bound = ("check", "roster.xlsx", "--map", "户名=户主姓名", "--save-headings", "own.toml")
    assert start(tmp_path, *bound).code == 2
    assert not (tmp_path / "own.toml").exists()
