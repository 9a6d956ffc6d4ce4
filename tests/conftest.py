"""Fixtures of several files of tests."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how long a case takes, the machine decides
settings.load_profile("untimed")


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Path:
    """For each test a copy of the office that its file has `made`."""
    return shutil.copytree(made, tmp_path, dirs_exist_ok=True)
