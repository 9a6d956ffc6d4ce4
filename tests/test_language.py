import importlib.util
import locale
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from warmth_cli.fields import FIELDS
from warmth_cli.issue_kinds import KINDS
from warmth_cli.language import from_surroundings, sentence, take_option


def _tool() -> ModuleType:
    file = Path(__file__).parent.parent / "tools" / "make_messages.py"
    spec = importlib.util.spec_from_file_location("make_messages", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _sentences(catalog: Catalog) -> dict[str, str]:
    return {str(each.id): str(each.string or "") for each in catalog if each.id and not each.fuzzy}


MESSAGES = _tool()
CATALOGUE = read_po(BytesIO((MESSAGES.FOLDER / "messages.po").read_bytes()), locale="zh_CN")
CHINESE = _sentences(CATALOGUE)


def test_every_sentence_of_today_is_translated() -> None:
    missing = [each for each in _sentences(MESSAGES.collected()) if not CHINESE.get(each)]
    assert missing == []


def test_the_catalogue_has_no_sentence_of_yesterday() -> None:
    assert CHINESE.keys() - _sentences(MESSAGES.collected()).keys() == set()


def test_the_compiled_catalogue_says_what_the_readable_one_says() -> None:
    shipped = read_mo(BytesIO((MESSAGES.FOLDER / "messages.mo").read_bytes()))
    assert _sentences(shipped) == _sentences(read_mo(BytesIO(MESSAGES.compiled(CATALOGUE))))


def _places(template: str) -> list[tuple[str, str | None, str | None]]:
    return sorted((name, spec, how) for _, name, spec, how in Formatter().parse(template) if name is not None)


def test_a_translation_has_the_places_of_its_sentence() -> None:
    assert [each for each in CHINESE if _places(CHINESE[each]) != _places(each)] == []


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"WARMTH_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"WARMTH_LANG": "ZH", "LC_ALL": "C"}, "zh"),
        ({"WARMTH_LANG": "fr", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "C"}, "zh"),
        ({"LC_ALL": "C", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_the_language_is_what_was_asked_for_before_the_locale(
    environ: Mapping[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "C" if language == "zh" else "zh_CN"
    monkeypatch.setattr(locale, "getlocale", lambda: (other, "UTF-8"))
    assert from_surroundings(environ) == language


@pytest.mark.parametrize(("name", "language"), [("Chinese (Simplified)_China", "zh"), (None, "en")])
def test_without_any_variable_the_system_is_asked(
    name: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (name, None))
    assert from_surroundings({}) == language


@pytest.mark.parametrize(
    ("arguments", "taken"),
    [
        ("--lang zh check a.xlsx", ("zh", "check a.xlsx")),
        ("check --lang zh a.xlsx", ("zh", "check a.xlsx")),
        ("check a.xlsx --lang=zh", ("zh", "check a.xlsx")),
        ("check a.xlsx --lang", ("", "check a.xlsx")),
        ("check --langs a.xlsx", (None, "check --langs a.xlsx")),
        ("check -- --lang zh --lang=zh", (None, "check -- --lang zh --lang=zh")),
        ("check --lang en -- --lang zh", ("en", "check -- --lang zh")),
    ],
)
def test_the_language_is_taken_out_wherever_it_stands_before_the_dashes(
    arguments: str, taken: tuple[str | None, str]
) -> None:
    chosen, rest = take_option(arguments.split())
    assert (chosen, " ".join(rest)) == taken


def test_a_field_in_a_sentence_speaks_the_language_of_the_sentence() -> None:
    template = KINDS["missing"].message
    spoken = sentence(template, field=FIELDS["cause"]).spoken
    assert spoken("en") == template.format(field="main cause (主要致困原因)")
    assert spoken("zh") == CHINESE[template].format(field="主要致困原因")
