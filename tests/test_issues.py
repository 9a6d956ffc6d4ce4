"""Every issue comes about from a file; the gallery shows it as the program says it, and a copy of the file
lists it."""

import importlib.util
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook

from examples import CHECK, EXAMPLES, issues_of, told
from test_annotated import listed
from warmth_cli.issue_kinds import KINDS, Severity
from warmth_cli.issues import Issue

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
ANNOTATED = [
    code
    for code, example in EXAMPLES.items()
    if KINDS[code].severity is not Severity.REASON
    and example.command.startswith(CHECK)
    and "--annotate" not in example.command
]


class Told(NamedTuple):
    """What an example told, the folder where it did, and this as it was before."""

    built: Path
    folder: Path
    printed: Any


Tell = Callable[[str, str], Told]


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """What an example tells in a language: each is built once, and what can be annotated is, in English."""

    @cache
    def built(code: str) -> Path:
        folder = tmp_path_factory.mktemp("built")
        EXAMPLES[code].build(folder)
        return folder

    @cache
    def tells(code: str, language: str) -> Told:
        folder = shutil.copytree(built(code), tmp_path_factory.mktemp(language) / "office")
        copy = " --annotate a.xlsx" if language == "en" and code in ANNOTATED else ""
        return Told(built(code), folder, told(folder, code, language, copy))

    return tells


def test_every_issue_has_an_example_and_an_entry_in_the_order_of_the_issues() -> None:
    entries = [line.removeprefix("## ") for line in GALLERY.splitlines() if line.startswith("## ")]

    assert list(EXAMPLES) == list(KINDS)
    assert GALLERY.startswith(f"{TOOL.HEAD}\n{TOOL.CONTENTS}\n")
    assert entries[1:] == list(KINDS)  # the first is the contents


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_shows_its_issue_and_the_gallery_what_the_program_says_today(
    code: str, tell: Tell
) -> None:
    english, chinese = (issues_of(code, tell(code, language).printed) for language in ("en", "zh"))

    for issue in (*english, *chinese):
        assert issue["severity"] == KINDS[code].severity
        assert issue["message"]
        assert issue["remedy"]
        assert "{" not in issue["message"] + issue["remedy"]
    for part in (TOOL.line(code, chinese[0]), TOOL.entry(code, english[0], chinese[0])):
        assert f"\n{part.rstrip()}\n" in GALLERY, "run make gallery"


@pytest.mark.parametrize("code", ANNOTATED)
def test_every_kind_of_issue_can_be_annotated(code: str, tell: Tell) -> None:
    built, folder, printed = tell(code, "en")

    of_roster = [issue for issue in printed["issues"] if issue["code"] != "copy-loss"]
    assert len(listed(load_workbook(folder / "a.xlsx"))) == max(1, len(of_roster))
    assert (folder / "roster.xlsx").read_bytes() == (built / "roster.xlsx").read_bytes()


def test_a_message_says_the_beginning_of_a_cell_that_holds_too_much() -> None:
    issue = Issue("note-set-aside", "a.xlsx", "花名册", 2, "V2", "note", "已去世，" * 8000)
    assert len(issue.message.spoken("zh")) < 600
    assert issue.message.spoken("zh").count("…") == 1
