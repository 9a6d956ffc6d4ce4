"""The public list: everybody who is paid, and no number of anybody."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from people import resident_id
from printed_pages import all_printed, needs_office
from rosters import Row, head, member, write_roster
from test_commands import document, pay, run
from warmth_cli.ledger import Ledger
from warmth_cli.payouts import Payment

SUFFIXES = (".docx", ".xlsx")
ACCOUNT = "62178451936728451{:02d}"
PHONE = "154987612{:02d}"
"""Nobody's numbers; without runs of zeros, which stand in every file."""
LIKE_A_FORMULA = "=一厂工会"


def family(serial: int, name: str, **cells: object) -> Row:
    account = ACCOUNT.format(serial)
    return head(serial, name=name, account=account, account_holder=name, phone=PHONE.format(serial), **cells)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two batches: three households in the first, two of them alike when masked, and one in the second."""
    folder = tmp_path_factory.mktemp("office")
    first = [
        family(1, "张春梅"),
        member(50),
        family(2, "张秀兰", provincial_visit="是", union=f"二厂{resident_id(77)}工会"),
        family(3, "欧阳修远", union=LIKE_A_FORMULA),
        family(4, "孙相对", hardship="相对困难"),
    ]
    write_roster(folder / "first.xlsx", first)
    run(folder, "check", "first.xlsx")
    pay(folder)
    write_roster(folder / "second.xlsx", [family(5, "买买提·吐尔逊")])
    run(folder, "check", "second.xlsx")
    pay(folder)
    return folder


class Read(NamedTuple):
    """A public list as it was read back: its lines of text, its rows, its total."""

    lines: list[str]
    rows: list[tuple[str, ...]]
    total: tuple[str, ...]


def read(path: Path) -> Read:
    if path.suffix == ".docx":
        word = Document(str(path))
        [table] = word.tables
        heading, *rows, total = [tuple(cell.text for cell in row.cells) for row in table.rows]
        lines = [paragraph.text for paragraph in word.paragraphs]
    else:
        [sheet] = load_workbook(path, data_only=True).worksheets
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        start = next(at for at, row in enumerate(cells) if row[0] == "序号")
        end = next(at for at, row in enumerate(cells) if str(row[0]).startswith("合计"))
        heading, *rows, total = [
            (*map(str, row[:-1]), f"{row[-1]:,.2f}" if isinstance(row[-1], int | float) else str(row[-1]))
            for row in cells[start : end + 1]
        ]
        lines = [str(row[0]) for row in (*cells[:start], *cells[end + 1 :]) if row[0] is not None]
    assert heading == ("序号", "单位", "姓名", "发放类别", "金额（元）")
    return Read(lines, rows, total)


def payments(folder: Path) -> list[Payment]:
    with Ledger.open(folder / "warmth.db", create=False) as ledger:
        return ledger.payments()


def parts(path: Path) -> Iterator[tuple[str, str]]:
    with ZipFile(path) as package:
        for name in package.namelist():
            yield name, package.read(name).decode("utf-8", "replace")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_list_has_every_payment_of_the_ledger_and_their_sum(office: Path, suffix: str) -> None:
    run(office, "publish", "--out", f"list{suffix}")

    found, paid = read(office / f"list{suffix}"), payments(office)
    assert [(name, grant, amount) for _, _, name, grant, amount in found.rows] == [
        (payment.name, payment.grant_name, f"{payment.amount / 100:,.2f}") for payment in paid
    ]
    assert [number for number, *_ in found.rows] == ["1", "2", "3", "4"]
    assert found.total[-1] == "5,000.00"
    assert any("4户" in cell for cell in found.total)
    about = next(line for line in found.lines if "经审核" in line)
    assert "以下4户列入发放名单，金额共计5,000.00元（人民币伍仟元整）" in about
    assert "条款二(三)" in about


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_number_of_anybody_is_in_any_part_of_the_file(office: Path, suffix: str) -> None:
    run(office, "publish", "--out", f"list{suffix}", "--phone", "0552-0000000")

    numbers = [
        n for payment in payments(office) for n in (payment.id_number, payment.account, *payment.persons)
    ]
    numbers += [resident_id(77), PHONE.format(1)]
    runs = {number[at : at + 8] for number in numbers for at in range(len(number) - 7)}
    for name, text in parts(office / f"list{suffix}"):
        assert not [run for run in runs if run in text], name
    assert "340***********" in read(office / f"list{suffix}").rows[1][1]  # somebody wrote it into the union


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_masked_names_show_the_family_name_and_stay_rows_of_their_own(office: Path, suffix: str) -> None:
    run(office, "publish", "--out", f"list{suffix}", "--mask-names")

    assert [row[2] for row in read(office / f"list{suffix}").rows] == ["张*", "张*", "欧阳*", "买*"]
    for name, text in parts(office / f"list{suffix}"):
        assert not re.search("春梅|秀兰|修远|吐尔逊", text), name


def test_nothing_from_a_roster_becomes_a_formula_or_a_field(office: Path) -> None:
    for suffix in SUFFIXES:
        run(office, "publish", "--out", f"list{suffix}")

    [sheet] = load_workbook(office / "list.xlsx").worksheets
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == ["=SUM(E6:E9)"]
    word = dict(parts(office / "list.docx"))
    fields = {field for text in word.values() for field in re.findall(r'w:instr="([^"]*)"', text)}
    assert fields == {" PAGE ", " NUMPAGES "}
    assert not any("instrText" in text for text in word.values())
    for suffix in SUFFIXES:
        assert read(office / f"list{suffix}").rows[2][1] == LIKE_A_FORMULA


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("options", "period", "phone"),
    [
        ((), "公示期：____年__月__日至____年__月__日", "监督电话：____________________"),
        (("--from", "2022-01-06"), "公示期：2022年1月6日至____年__月__日", "监督电话：____________________"),
        (
            ("--from", "2022-01-06", "--until", "2022-01-06", "--phone", " 0552-0000000 "),
            "公示期：2022年1月6日至2022年1月6日（共1天）",
            "监督电话：0552-0000000",
        ),
        (
            ("--from", "2022-01-31", "--until", "2022-02-06"),
            "公示期：2022年1月31日至2022年2月6日（共7天）",
            "监督电话：____________________",
        ),
    ],
)
def test_days_and_telephone_are_given_or_left_to_be_filled_in(
    office: Path, suffix: str, options: tuple[str, ...], period: str, phone: str
) -> None:
    run(office, "publish", "--out", f"list{suffix}", *options)

    lines = read(office / f"list{suffix}").lines
    assert period in lines
    assert phone in lines


@pytest.mark.parametrize(
    ("batch", "names"), [("1", ["张春梅", "张秀兰", "欧阳修远"]), ("2", ["买买提·吐尔逊"])]
)
def test_one_batch_can_be_made_public_alone(office: Path, batch: str, names: list[str]) -> None:
    printed = document(office, "publish", "--out", "list.docx", "--batch", batch)

    found = read(office / "list.docx")
    assert [row[2] for row in found.rows] == names
    assert found.lines[0] == f"2022年元旦春节送温暖资金发放名单公示\n（第{batch}批）"
    assert (printed["batch"], printed["households"]) == (int(batch), len(names))


def test_the_list_is_ready_for_a4(office: Path) -> None:
    for suffix in SUFFIXES:
        run(office, "publish", "--out", f"list{suffix}")

    [sheet] = load_workbook(office / "list.xlsx").worksheets
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.page_setup.fitToHeight == 0
    word = Document(str(office / "list.docx"))
    [section] = word.sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in word.tables[0].rows]
    assert repeated == [True, *[False] * 5]


def test_the_same_ledger_gives_the_same_bytes_which_only_their_owner_may_read(office: Path) -> None:
    for suffix in SUFFIXES:
        for name in ("a", "b"):
            run(office, "publish", "--out", f"{name}{suffix}")
        assert (office / f"a{suffix}").read_bytes() == (office / f"b{suffix}").read_bytes()
        assert stat.S_IMODE((office / f"a{suffix}").stat().st_mode) == 0o600


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["list.pdf", "list.doc", "list", "list.xlsx.bak"])
def test_another_kind_of_file_is_refused_by_its_name(office: Path, name: str) -> None:
    said = run(office, "publish", "--out", name, code=2)

    assert ".xlsx or .docx" in " ".join(said.split())
    assert not (office / name).exists()


def test_days_in_the_wrong_order_are_refused(office: Path) -> None:
    days = ("--from", "2022-01-07", "--until", "2022-01-06")

    assert "2022-01-06, before it begins on 2022-01-07" in " ".join(
        run(office, "publish", "--out", "list.docx", *days, code=2).split()
    )
    assert not (office / "list.docx").exists()


def test_without_a_batch_there_is_nobody_to_make_public(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)])
    run(tmp_path, "check", "roster.xlsx")

    assert "warmth payouts" in run(tmp_path, "publish", "--out", "list.docx", code=2)
    assert not (tmp_path / "list.docx").exists()


def test_a_batch_that_is_not_recorded_is_refused(office: Path) -> None:
    said = run(office, "publish", "--out", "list.docx", "--batch", "3", code=2)

    assert "no batch 3" in said
    assert not (office / "list.docx").exists()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_somebody_else_is_kept_unless_forced(office: Path, suffix: str) -> None:
    target = office / f"list{suffix}"
    target.write_text("the chairman's own")

    run(office, "publish", "--out", target.name, code=2)
    assert target.read_text() == "the chairman's own"

    run(office, "publish", "--out", target.name, "--force")
    assert len(read(target).rows) == 4


@needs_office
def test_the_list_prints_on_one_page(office: Path) -> None:
    lists = [office / "word.docx", office / "excel.xlsx"]
    for path in lists:
        run(office, "publish", "--out", path.name)

    for [page] in all_printed(lists):
        assert "张春梅" in page
        assert "###" not in page
