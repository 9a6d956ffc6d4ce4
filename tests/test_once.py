"""Ways in which somebody could be paid twice, or somebody else lost, told as a clerk would meet them."""

from pathlib import Path

from openpyxl import load_workbook

from examples import warmth
from people import account, resident_id
from rosters import Row, head, member, write_roster
from started import start


def check_and_pay(
    folder: Path, rows: list[Row], file: str = "roster.xlsx"
) -> dict[str, tuple[str, int | None]]:
    """Each name's outcome and batch after the rows were checked and paid."""
    write_roster(folder / file, rows)
    warmth(folder, f"check {file}")
    document = warmth(folder, "payouts --year 2022")
    return {each["name"]: (each["outcome"], each["batch"]) for each in document["decisions"]}


def test_a_number_in_the_wrong_row_that_is_put_right_after_the_payment_holds_both(tmp_path: Path) -> None:
    wrong = head(1, name="张三", id_number=resident_id(2))
    assert check_and_pay(tmp_path, [wrong]) == {"张三": ("granted", 1)}

    outcomes = check_and_pay(tmp_path, [head(1, name="张三"), head(2, name="李四")])

    # 张三 has had the money under 李四's number; a person must say so, and pay 李四.
    assert {name: outcome for name, (outcome, _) in outcomes.items() if name == "李四"} == {"李四": "held"}
    assert warmth(tmp_path, "payouts --year 2022")["totals"]["amount"] == "1000.00"


def test_who_joined_a_paid_household_is_not_paid_when_she_leaves_it(tmp_path: Path) -> None:
    check_and_pay(tmp_path, [head(1)])
    wife = member(2, "配偶", name="李四")
    check_and_pay(tmp_path, [head(1), wife])

    outcomes = check_and_pay(tmp_path, [head(1), head(2, name="李四", id_number=wife["id_number"])])

    assert outcomes == {"张春梅": ("granted", 1), "李四": ("held", None)}


def test_who_was_listed_by_mistake_in_a_paid_household_is_paid_in_her_own(tmp_path: Path) -> None:
    check_and_pay(tmp_path, [head(1)])
    own = head(2, name="李四")
    mistaken = member(2, "其他", name="李四", id_number=own["id_number"])
    assert check_and_pay(tmp_path, [head(1), mistaken, own])["李四"] == ("held", None)

    outcomes = check_and_pay(tmp_path, [head(1), own])

    assert outcomes == {"张春梅": ("granted", 1), "李四": ("granted", 2)}


def test_a_member_whose_head_was_not_found_is_not_paid_as_a_head_unseen(tmp_path: Path) -> None:
    wife = resident_id(2)
    lost: Row = {"head_id": resident_id(9), "name": "李四", "relation": "配偶", "id_number": wife}
    write_roster(tmp_path / "a.xlsx", [head(1)], members=[lost])
    warmth(tmp_path, "check a.xlsx")

    outcomes = check_and_pay(tmp_path, [head(2, name="李四", id_number=wife)], "b.xlsx")

    assert outcomes["李四"] == ("held", None)


def test_the_signed_list_names_the_readings_of_its_own_batches(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1, hardship="相对困难")])
    warmth(tmp_path, "check roster.xlsx")
    warmth(tmp_path, "payouts --year 2022 --reading registered-scope=all")

    warmth(tmp_path, "payouts --year 2022")

    sheet = load_workbook(tmp_path / "payouts-2022.xlsx")["汇总"]
    said = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "全部在档困难职工" in said
    assert "只有深度困难" not in said


def test_people_on_a_sheet_without_headings_are_told(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "roster.xlsx", [head(1)])
    book = load_workbook(path)
    book.create_sheet("续表").append(["李四", resident_id(2), account(2)])
    book.create_sheet("封面").append(["2022年"])
    book.save(path)

    document = warmth(tmp_path, "check roster.xlsx")

    assert [(each["code"], each["sheet"]) for each in document["issues"]] == [
        ("sheet-unread", "续表"),
        ("sheet-passed-over", "封面"),
    ]


def test_a_row_with_an_account_is_no_footer_whatever_it_begins_with(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [{"number": "注：新增"} | head(1, id_number=None), head(2)])

    document = warmth(tmp_path, "check roster.xlsx")

    assert document["totals"]["rows"] == 2
    assert document["totals"]["held"] == 1


def test_members_under_a_row_that_could_not_be_read_are_not_of_the_household_above(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1), {"phone": "15400000009"}, member(5), head(2), member(6)])

    document = warmth(tmp_path, "check roster.xlsx")

    told = [(each["code"], each["row"]) for each in document["issues"]]
    assert told == [("row-unreadable", 3), ("member-without-head", 4)]


def test_a_second_batch_stands_in_the_list_with_its_own_sum(tmp_path: Path) -> None:
    check_and_pay(tmp_path, [head(1)])
    check_and_pay(tmp_path, [head(1), head(2, name="李四", provincial_visit="是")])

    sheet = load_workbook(tmp_path / "payouts-2022.xlsx").worksheets[0]

    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if "其中" in str(cell.value)]
    assert ["勿重复发放" in said[0], "￥1,000.00" in said[0]] == [True, True]
    assert ["本次新增" in said[1], "贰仟元整" in said[1]] == [True, True]


def test_a_household_that_is_called_a_spouse_holds_and_does_not_vanish(tmp_path: Path) -> None:
    write_roster(
        tmp_path / "roster.xlsx", [head(1), head(2, name="李四", relation="配偶"), head(3, name="王五")]
    )

    document = warmth(tmp_path, "check roster.xlsx")

    assert [(each["code"], each["cell"]) for each in document["issues"]] == [("member-like-head", "D3")]
    assert [each["outcome"] for each in document["decisions"]] == ["held", "granted"]


def test_one_person_under_two_numbers_is_held_in_both_rosters(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", [head(1, name="李四")])
    warmth(tmp_path, "check a.xlsx")

    outcomes = check_and_pay(tmp_path, [head(2, name="李四", account=account(1)), head(3)], "b.xlsx")

    assert outcomes == {"李四": ("held", None), "张春梅": ("granted", 1)}
    held = [
        each for each in warmth(tmp_path, "payouts --year 2022")["decisions"] if each["outcome"] == "held"
    ]
    assert [reason["code"] for each in held for reason in each["reasons"]] == ["person-two-numbers"] * 2


def test_who_is_in_no_household_is_told_again_before_the_list_is_signed(tmp_path: Path) -> None:
    above = ["李建国", resident_id(9), "在档"]
    write_roster(tmp_path / "roster.xlsx", [member(5, name="张小"), head(1)], title_rows=[above])
    warmth(tmp_path, "check roster.xlsx")

    done = start(tmp_path, "payouts", "--year", "2022", env={"WARMTH_LANG": "zh"})

    sheet = load_workbook(tmp_path / "payouts-2022.xlsx")["暂缓发放"]
    assert done.code == 1
    assert "看不出此人属于哪一户" in done.out
    assert "另有 1 行无法读取，另有 1 人不在任何一户" in str(sheet["A2"].value)
    assert [cell.value for [cell] in sheet["C4:C5"]] == ["", "张小"]
    assert "发放 1 + 不予发放 0 + 暂缓 0 + 无法读取 1" in done.out
