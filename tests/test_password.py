"""Workbooks with a password: asked for, tried, and never shown."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import olefile
import pytest
from xlwt.CompoundDoc import XlsDoc

from encrypted import (
    encrypt_doc,
    encrypt_ods,
    encrypt_ods_as_a_whole,
    encrypt_ods_with_blowfish,
    encrypt_package,
    encrypt_package_with_sha1,
    encrypt_xls,
    encrypt_xls_with_crypto_api,
)
from rosters import Row, head, write_roster
from started import start
from test_xls import write_xls
from warmth_cli.files.encryption import OPEN_TO_ALL
from warmth_cli.files.workbook import Workbook, open_workbook
from warmth_cli.issues import WarmthError
from warmth_cli.passwords import MOST_TRIES, Passwords
from warmth_cli.reading.request import Request, no_password
from word_files import Row as TableRow
from workbooks import ods, ods_rows, record

Make = Callable[[Path], Path]
SECRET = "蚌埠-2022"


def locked_ods(encrypt: Callable[[bytes, str], bytes]) -> Make:
    """Makes an .ods that is encrypted so."""

    def make(path: Path) -> Path:
        row: Row = head()
        names = {"name": "户主姓名", "id_number": "身份证号", "file_status": "建档状态"}
        table = ods_rows([list(names.values()), [row.get(key) for key in names]])
        path.write_bytes(encrypt(ods({"花名册": table}), SECRET))
        return path

    return make


def locked_doc(path: Path) -> Path:
    """A text of Word with a password."""
    names = {"name": "户主姓名", "id_number": "身份证号", "file_status": "建档状态"}
    row: Row = head()
    rows = [list(names.values()), [str(row.get(key)) for key in names]]
    path.write_bytes(encrypt_doc(list(map(TableRow, rows)), SECRET))
    return path


BOOKS = [
    pytest.param(lambda path: encrypt_package(write_roster(path, [head()]), SECRET), id="xlsx"),
    pytest.param(lambda path: encrypt_xls(write_xls(path, [head()]), SECRET), id="xls"),
    pytest.param(
        lambda path: encrypt_xls_with_crypto_api(write_xls(path, [head()]), SECRET), id="xls with 128 bits"
    ),
    pytest.param(locked_doc, id="doc"),
    pytest.param(locked_ods(encrypt_ods), id="ods"),
    pytest.param(locked_ods(encrypt_ods_with_blowfish), id="ods of OpenDocument 1.1"),
    pytest.param(locked_ods(encrypt_ods_as_a_whole), id="ods as one part"),
    pytest.param(
        lambda path: encrypt_package_with_sha1(write_roster(path, [head()]), SECRET), id="xlsx of Excel 2010"
    ),
]


def opened(path: Path, passwords: Passwords) -> Workbook:
    return open_workbook(path, Request(date(2022, 1, 6), password=passwords), lambda _: None)


class Person:
    """Somebody at the terminal who types these, one after the other."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, bool]] = []

    def __call__(self, path: Path, refused: bool) -> str:
        self.asked.append((path.name, refused))
        return self.answers.pop(0)


@pytest.mark.parametrize("make", BOOKS)
def test_the_password_opens_the_workbook(make: Make, tmp_path: Path) -> None:
    path = make(tmp_path / "roster.xlsx")

    [sheet] = opened(path, Passwords(SECRET, None)).sheets

    assert sheet.name in ("花名册", "roster")  # a text has no sheet with a name
    assert "张春梅" in sheet.rows[1]


@pytest.mark.parametrize("make", BOOKS)
@pytest.mark.parametrize(
    ("given", "says"),
    [("", "protected by a password."), ("wrong", "and the one that was given does not open it")],
)
def test_without_the_password_it_is_one_sentence(make: Make, given: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(WarmthError, match=says):
        opened(make(tmp_path / "roster.xlsx"), Passwords(given, None))


def test_nobody_is_asked_for_the_password_that_excel_itself_knows(tmp_path: Path) -> None:
    path = encrypt_package(write_roster(tmp_path / "roster.xlsx", [head()]), OPEN_TO_ALL)

    assert open_workbook(path, Request(date(2022, 1, 6)), lambda _: None).sheets
    assert no_password(path, False) is None


def test_a_person_is_asked_again_and_then_no_more() -> None:
    path = Path("a.xlsx")
    person = Person("one", "two", "three", "four")
    passwords = Passwords("given", person)

    answers = [passwords(path, False)] + [passwords(path, True) for _ in range(MOST_TRIES + 1)]

    assert answers == ["given", "one", "two", "three", None]
    assert person.asked == [("a.xlsx", True)] * MOST_TRIES


def test_what_opened_one_file_is_tried_on_the_next_before_anybody_is_asked() -> None:
    person = Person("one", "two")
    passwords = Passwords("", person)
    assert passwords(Path("a.xlsx"), False) == "one"

    answers = [passwords(Path("b.xlsx"), False), passwords(Path("b.xlsx"), True)]

    assert answers == ["one", "two"]
    assert person.asked == [("a.xlsx", False), ("b.xlsx", False)]


def test_an_empty_answer_gives_up() -> None:
    assert Passwords("", Person(""))(Path("a.xlsx"), False) is None


@pytest.mark.parametrize("make", BOOKS[1:3])
def test_a_locked_xls_with_bytes_after_its_records_is_not_damaged(make: Make, tmp_path: Path) -> None:
    path = make(tmp_path / "roster.xls")
    with olefile.OleFileIO(BytesIO(path.read_bytes())) as container:
        stream = container.openstream("Workbook").read()
    XlsDoc().save(str(path), stream + record(0, b"\0"))

    with pytest.raises(WarmthError, match="protected by a password in a way that only"):
        opened(path, Passwords(SECRET, None))
    with pytest.raises(WarmthError, match="does not open it"):
        opened(path, Passwords("wrong", None))


def test_the_command_takes_it_from_the_surroundings_and_never_shows_it(tmp_path: Path) -> None:
    encrypt_package(write_roster(tmp_path / "roster.xlsx", [head()]), SECRET)
    english, chinese = {"WARMTH_LANG": "en"}, {"WARMTH_LANG": "zh"}

    runs = [
        start(tmp_path, "check", "roster.xlsx", *options, env=env)
        for options, env in (
            ((), {"WARMTH_PASSWORD": SECRET} | english),
            (("--password", SECRET), chinese),
            (("--password", SECRET + "x"), english),
            (("--password", SECRET + "x"), chinese),
            ((), chinese),
        )
    ]

    assert [done.code for done in runs] == [0, 0, 2, 2, 2]
    assert not any(SECRET in done.out + done.err for done in runs)
    assert "Traceback" not in "".join(done.err for done in runs)
