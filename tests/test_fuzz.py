"""Spoilt files of every kind, the same on every run; `make fuzz` reads others for as long as it is told."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import fuzz
from warmth_cli.files import encryption, workbook
from warmth_cli.reading.roster import read_roster

KINDS = (
    "xlsx",
    "xls",
    "xls5",
    "xlsb",
    "ods",
    "csv",
    "utf-16",
    "html",
    "spreadsheetml",
    "encrypted",
    "locked-ods",
    "docx",
    "doc",
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return fuzz.samples(tmp_path_factory.mktemp("good"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_file_ends_in_data_or_in_a_sentence(
    kind: str, good: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind not in fuzz.SLOW:
        monkeypatch.setattr(workbook, "read_apart", lambda kind, data: fuzz.here("read", kind, data))
        monkeypatch.setattr(encryption, "unlock_apart", lambda *asked: fuzz.here("unlock", *asked))

    count = 10 if kind in fuzz.SLOW else 200
    for number, data in enumerate(fuzz.mutants(kind, good[kind], 2022, count)):
        assert fuzz.fault(data, tmp_path / "spoilt") == "", f"{kind}, file {number}"


def test_every_kind_is_spoilt_and_the_good_one_is_read(good: Mapping[str, bytes], tmp_path: Path) -> None:
    assert tuple(good) == KINDS
    for kind, data in good.items():
        path = tmp_path / kind
        path.write_bytes(data)
        names = [each.name for each in read_roster(path, kind, fuzz.REQUEST, lambda _: None).households]
        assert names == ["张春梅", "张春梅"]
        assert any(spoilt != data for spoilt in fuzz.mutants(kind, data, 1, 5))


def test_what_ends_otherwise_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(workbook, "rows_of", break_down)

    assert fuzz.fault(b"a,b", tmp_path / "a.csv") == "KeyError('x')"
