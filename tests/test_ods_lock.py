"""Workbooks of LibreOffice with a password: what is unlocked, and what no password opens."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from encrypted import encrypt_ods, encrypt_ods_as_a_whole, encrypt_ods_with_blowfish
from started import start
from test_password import SECRET, locked_ods
from warmth_cli.files.apart import answered
from warmth_cli.files.ods import read_ods
from warmth_cli.files.ods_lock import unlocked_ods
from warmth_cli.files.package import Package
from warmth_cli.files.refusals import Broken, Locked, LockedForGood, TooLarge, TooMuch, WrongPassword
from warmth_cli.files.workbook import open_workbook
from warmth_cli.issues import WarmthError
from warmth_cli.passwords import Passwords
from warmth_cli.reading.request import Request
from workbooks import ods, ods_rows, zipped

PLAIN = ods({"花名册": ods_rows([["甲" * 400, 1.5], [date(2021, 12, 3), True]])})
ROWS = read_ods(PLAIN)[0].rows
WAYS = [encrypt_ods, encrypt_ods_with_blowfish, encrypt_ods_as_a_whole]
MANIFEST = "META-INF/manifest.xml"
MOST = 512 * 1024**2


def changed(data: bytes, old: str, new: str) -> bytes:
    """The package with other words in its manifest."""
    package = Package(data)
    parts = {package.own_name(name): package.read(name) for name in package.names}
    assert old in parts[MANIFEST].decode()
    return zipped(parts | {MANIFEST: parts[MANIFEST].replace(old.encode(), new.encode())})


def spoilt(data: bytes, name: str, place: int) -> bytes:
    """The package with one byte of a part changed."""
    package = Package(data)
    parts = {package.own_name(each): package.read(each) for each in package.names}
    part = bytearray(parts[name])
    part[place] ^= 1
    return zipped(parts | {name: bytes(part)})


@pytest.mark.parametrize("encrypt", WAYS)
def test_what_is_unlocked_is_the_workbook(encrypt: Callable[[bytes, str], bytes]) -> None:
    locked = encrypt(PLAIN, SECRET)

    with pytest.raises(Locked):
        read_ods(locked)
    assert [sheet.rows for sheet in read_ods(unlocked_ods(locked, SECRET))] == [ROWS]
    for wrong in ("", SECRET + " ", SECRET[:-1]):
        with pytest.raises(WrongPassword):
            unlocked_ods(locked, wrong)


def test_a_part_that_is_not_encrypted_is_read_as_it_is() -> None:
    """LibreOffice never encrypts some parts, and Chinese words may stand in what it leaves out."""
    package = Package(encrypt_ods(PLAIN, SECRET))
    parts = {package.own_name(name): package.read(name) for name in package.names}
    settings = b'<config:config-item config:name="ShowZeroValues" config:type="boolean">false<'

    [sheet] = read_ods(unlocked_ods(zipped(parts | {"settings.xml": settings}), SECRET))

    assert sheet.zeros_hidden


@pytest.mark.parametrize(
    ("encrypt", "old", "new", "refusal"),
    [
        (encrypt_ods, 'iteration-count="1000"', 'iteration-count="10000001"', TooMuch),
        (encrypt_ods, 'iteration-count="1000"', 'iteration-count="1000000000000"', TooMuch),
        (encrypt_ods, 'iteration-count="1000"', 'iteration-count="0"', Broken),
        (encrypt_ods, 'iteration-count="1000"', 'iteration-count="many"', Broken),
        (encrypt_ods, "aes256-cbc", "tripledes-cbc", LockedForGood),
        (encrypt_ods, "aes256-cbc", "aes256-gcm", LockedForGood),
        (encrypt_ods, "xmldsig#sha256", "xmldsig#sha512", LockedForGood),
        (encrypt_ods, "sha256-1k", "sha512-1k", LockedForGood),
        (encrypt_ods, '"PBKDF2"', '"PGP"', LockedForGood),
        (encrypt_ods, 'key-size="32"', 'key-size="33"', LockedForGood),
        (encrypt_ods, 'key-size="32"', 'key-size="1000000000000"', LockedForGood),
        (encrypt_ods, 'salt="', 'salt="=', Broken),
        (encrypt_ods, 'initialisation-vector="', 'initialisation-vector="AAAA', Broken),
        (encrypt_ods_with_blowfish, 'initialisation-vector="', 'initialisation-vector="AAAA', Broken),
        (encrypt_ods_as_a_whole, 'initialisation-vector="', 'initialisation-vector="AAAA', Broken),
        (encrypt_ods_as_a_whole, 'argon2-memory="1024"', 'argon2-memory="1048577"', TooMuch),
        (encrypt_ods_as_a_whole, 'argon2-memory="1024"', 'argon2-memory="2796203"', TooMuch),
        (encrypt_ods_as_a_whole, 'argon2-memory="1024"', 'argon2-memory="31"', Broken),
        (encrypt_ods_as_a_whole, 'argon2-iterations="3"', 'argon2-iterations="8193"', TooMuch),
        (encrypt_ods_as_a_whole, 'argon2-iterations="3"', 'argon2-iterations="0"', Broken),
        (encrypt_ods_as_a_whole, 'argon2-lanes="4"', 'argon2-lanes="65"', TooMuch),
        (encrypt_ods_as_a_whole, "manifest:argon2id", "manifest:argon2i", LockedForGood),
    ],
)
def test_a_way_that_is_not_known_or_takes_too_long(
    encrypt: Callable[[bytes, str], bytes], old: str, new: str, refusal: type[Exception]
) -> None:
    locked = changed(encrypt(PLAIN, SECRET), old, new)

    assert isinstance(answered("unlock", locked, SECRET), refusal)


@pytest.mark.parametrize("encrypt", WAYS[:2])
def test_the_size_in_the_manifest_bounds_what_is_unpacked(encrypt: Callable[[bytes, str], bytes]) -> None:
    size = len(Package(PLAIN).read("content.xml"))
    locked = encrypt(PLAIN, SECRET)

    for other in (size - 1, size + 1, 0, MOST):
        with pytest.raises(Broken):
            unlocked_ods(changed(locked, f'size="{size}"', f'size="{other}"'), SECRET)
    with pytest.raises(TooLarge):
        unlocked_ods(changed(locked, f'size="{size}"', f'size="{MOST + 1}"'), SECRET)
    assert unlocked_ods(changed(locked, f' manifest:size="{size}"', ""), SECRET)


def test_without_a_size_it_is_bounded_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(Package(PLAIN).read("content.xml"))
    locked = changed(encrypt_ods(PLAIN, SECRET), f' manifest:size="{size}"', "")
    monkeypatch.setattr("warmth_cli.files.ods_lock.MOST_BYTES", size)
    assert unlocked_ods(locked, SECRET)

    monkeypatch.setattr("warmth_cli.files.ods_lock.MOST_BYTES", size - 1)
    with pytest.raises(TooLarge):
        unlocked_ods(locked, SECRET)


def test_what_was_changed_since_is_no_workbook() -> None:
    with pytest.raises(WrongPassword):  # it cannot be told from a wrong password
        unlocked_ods(spoilt(encrypt_ods_as_a_whole(PLAIN, SECRET), "encrypted-package", -1), SECRET)
    with pytest.raises(Broken):
        unlocked_ods(spoilt(encrypt_ods_as_a_whole(PLAIN, SECRET), "encrypted-package", 0), SECRET)
    with pytest.raises(WrongPassword):
        unlocked_ods(spoilt(encrypt_ods(PLAIN, SECRET), "content.xml", 0), SECRET)


def test_what_is_in_a_locked_package_may_be_no_workbook_or_locked_itself(tmp_path: Path) -> None:
    path = tmp_path / "roster.ods"
    for inside, says in (
        (zipped({"a.txt": b"1"}), "is an archive"),
        (encrypt_ods(PLAIN, SECRET), "is protected by a password."),
        (b"%PDF-1.7", "is a PDF document"),
    ):
        path.write_bytes(encrypt_ods_as_a_whole(inside, SECRET))
        with pytest.raises(WarmthError, match=says):
            open_workbook(path, Request(date(2022, 1, 6), password=Passwords(SECRET, None)), lambda _: None)


def test_a_copy_of_it_has_no_password_and_says_so(tmp_path: Path) -> None:
    locked_ods(encrypt_ods)(tmp_path / "roster.ods")

    done = start(
        tmp_path,
        "check",
        "roster.ods",
        "--annotate",
        "copy.xlsx",
        env={"WARMTH_PASSWORD": SECRET, "WARMTH_LANG": "en"},
    )

    assert "whoever has the copy can open it" in " ".join(done.out.split())
    assert SECRET not in done.out + done.err
    assert (tmp_path / "copy.xlsx").exists()
