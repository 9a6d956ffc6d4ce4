"""Spoilt files of every kind, the same on every run; `make fuzz` reads others for as long as it is told."""

from pathlib import Path

import pytest

import fuzz
from warmth_cli.files import encryption, workbook
from warmth_cli.reading.roster import read_roster

KINDS = ("xlsx", "xls", "xls5", "xlsb", "ods", "csv", "utf-16", "html", "spreadsheetml", "encrypted")


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_file_ends_in_data_or_in_a_sentence(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind not in fuzz.SLOW:
        monkeypatch.setattr(workbook, "read_apart", lambda kind, data: fuzz.here("read", kind, data))
        monkeypatch.setattr(encryption, "unlock_apart", lambda *asked: fuzz.here("unlock", *asked))

    for number, data in enumerate(fuzz.mutants(kind, 2022, 15 if kind in fuzz.SLOW else 350, tmp_path)):
        assert fuzz.fault(data, tmp_path / "spoilt") == "", f"{kind}, file {number}"


def test_every_kind_is_spoilt_and_the_good_one_is_read(tmp_path: Path) -> None:
    good = fuzz.samples(tmp_path)

    assert tuple(good) == KINDS
    for kind, data in good.items():
        path = tmp_path / kind
        path.write_bytes(data)
        names = [each.name for each in read_roster(path, kind, fuzz.REQUEST, lambda _: None).households]
        assert names == ["张春梅", "张春梅"]
        assert any(spoilt != data for spoilt in fuzz.mutants(kind, 1, 5, tmp_path))


def test_what_ends_otherwise_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(workbook, "rows_of", break_down)

    assert fuzz.fault(b"a,b", tmp_path / "a.csv") == "KeyError('x')"
