"""A document is named like what it is, or not written: Excel and Word ask about any other."""

from pathlib import Path

import pytest

from rosters import head, write_roster
from test_commands import run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One household that is paid."""
    folder = tmp_path_factory.mktemp("office")
    write_roster(folder / "roster.xlsx", [head(1)])
    run(folder, "check", "roster.xlsx")
    run(folder, "payouts")
    return folder


@pytest.mark.parametrize(
    ("command", "endings"),
    [
        ("payouts --out", ".xlsx"),
        ("payouts --batch 1 --out", ".xlsx"),
        ("annex --out", ".xlsx"),
        ("export --out", ".xlsx"),
        ("template", ".xlsx"),
        ("template --figures", ".xlsx"),
        ("report --out", ".docx"),
        ("publish --out", ".xlsx or .docx"),
        ("explain 张春梅 --out", ".xlsx or .docx"),
    ],
)
@pytest.mark.parametrize("name", ["paper.xls", "paper.xlsm", "paper.pdf", "paper"])
def test_a_wrong_ending_is_said_and_writes_nothing(
    office: Path, command: str, endings: str, name: str
) -> None:
    before = sorted(office.iterdir())

    said = " ".join(run(office, *command.split(), name, code=2).split())

    assert (
        f"{name} is not named like the document that is to be written. End its name with {endings}." in said
    )
    assert sorted(office.iterdir()) == before


def test_a_wrong_ending_records_nothing(tmp_path: Path) -> None:
    write_roster(tmp_path / "roster.xlsx", [head(1)])
    run(tmp_path, "check", "roster.xlsx")

    run(tmp_path, "payouts", "--out", "list.xls", code=2)

    assert "Batch 1: 1 households" in run(tmp_path, "payouts", "--out", "list.XLSX")
