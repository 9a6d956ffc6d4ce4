"""Every issue comes about from a file, and the gallery shows it as the program says it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from examples import EXAMPLES, shown
from warmth_cli.issues import KINDS

ROOT = Path(__file__).parent.parent


def _tool() -> ModuleType:
    file = ROOT / "tools" / "make_issue_gallery.py"
    spec = importlib.util.spec_from_file_location("make_issue_gallery", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_issue_has_an_example_in_the_order_of_the_issues() -> None:
    assert list(EXAMPLES) == list(KINDS)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_shows_its_issue(code: str, tmp_path: Path) -> None:
    found = shown(tmp_path, code)

    assert found
    for issue in found:
        assert issue["severity"] == KINDS[code].severity
        assert issue["message"]
        assert issue["remedy"]
        assert "{" not in issue["message"] + issue["remedy"]


def test_the_gallery_shows_what_the_program_says_today() -> None:
    gallery = (ROOT / "docs" / "issues.md").read_text(encoding="utf-8")

    assert gallery == _tool().gallery(), "run make gallery"
