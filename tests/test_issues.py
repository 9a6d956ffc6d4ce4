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


GALLERY = (ROOT / "docs" / "issues.md").read_text(encoding="utf-8")
TOOL = _tool()


def test_every_issue_has_an_example_and_an_entry_in_the_order_of_the_issues() -> None:
    entries = [line.removeprefix("## ") for line in GALLERY.splitlines() if line.startswith("## ")]

    assert list(EXAMPLES) == list(KINDS)
    assert GALLERY.startswith(f"{TOOL.HEAD}\n{TOOL.CONTENTS}\n")
    assert entries[1:] == list(KINDS)  # the first is the contents


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_shows_its_issue_and_the_gallery_what_the_program_says_today(
    code: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    english, chinese = (shown(tmp_path_factory.mktemp(lang), code, lang) for lang in ("en", "zh"))

    for issue in (*english, *chinese):
        assert issue["severity"] == KINDS[code].severity
        assert issue["message"]
        assert issue["remedy"]
        assert "{" not in issue["message"] + issue["remedy"]
    for part in (TOOL.line(code, chinese[0]), TOOL.entry(code, english[0], chinese[0])):
        assert f"\n{part.rstrip()}\n" in GALLERY, "run make gallery"
