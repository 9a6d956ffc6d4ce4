"""Sentences in English and Chinese: the one door to gettext.

The source text is English; `locale/zh_CN` holds the Chinese. The catalogue is bound to gettext's default
domain, so that the words of the command-line library (Usage, Options, Error) are translated with ours.
Documents are always Chinese and ask for it by name; the terminal speaks the language chosen at the start.
"""

import gettext
import locale
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

LANGUAGES = ("en", "zh")
CATALOGUES = Path(__file__).parent / "locale"
_DOMAIN = "messages"
_spoken_now = "en"


class Spoken(Protocol):
    """Anything that has words in each language: a sentence, a field's heading, a text of a rule pack."""

    def spoken(self, language: str) -> str: ...


class Sentence(NamedTuple):
    """A sentence before it has a language: its English template, and the values for its `{places}`."""

    template: str
    values: Mapping[str, object]

    def spoken(self, language: str) -> str:
        """The sentence in `language`, with every value that has words in that language too."""
        words = _catalogue(language).gettext(self.template)
        values = {
            # What is Spoken, asked by its one method: a protocol would be asked a hundred times as long.
            name: value.spoken(language) if hasattr(value, "spoken") else value
            for name, value in self.values.items()
        }
        return words.format_map(values)


class Words(NamedTuple):
    """A text that a rule pack gives in both languages."""

    zh: str
    en: str

    def spoken(self, language: str) -> str:
        """The text in `language`."""
        return self.zh if language == "zh" else self.en


def listed(names: Iterable[str]) -> Words:
    """Names one after another, with the comma of each language.

    >>> listed(["a.xlsx", "b.xlsx"]).zh
    'a.xlsx、b.xlsx'
    """
    names = list(names)
    return Words("、".join(names), ", ".join(names))


def sentence(template: str, /, **values: object) -> Sentence:
    """A sentence to be spoken later, in whatever language its reader has."""
    return Sentence(template, values)


def marked(template: str) -> str:
    """Mark a template for the catalogue where it stands in a table; returns it unchanged."""
    return template


def say(words: "Spoken | str", **values: object) -> str:
    """Speak now, in the language chosen at the start; a plain string is a template of the catalogue."""
    if isinstance(words, str):
        words = Sentence(words, values)
    return words.spoken(_spoken_now)


def spoken_now() -> str:
    """The language chosen at the start: `en` or `zh`."""
    return _spoken_now


def use(language: str) -> None:
    """Speak `language` from now on, the command-line library's own words included."""
    global _spoken_now
    _spoken_now = language
    os.environ["LANGUAGE"] = "zh_CN" if language == "zh" else "en"
    gettext.bindtextdomain(_DOMAIN, str(CATALOGUES))
    gettext.textdomain(_DOMAIN)


def from_surroundings(environ: Mapping[str, str]) -> str:
    """The language that `WARMTH_LANG` or the locale asks for; English where neither is Chinese."""
    asked = environ.get("WARMTH_LANG", "").lower()
    if asked in LANGUAGES:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    # Windows sets none of these; its own name for the language is in full.
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def take_option(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take `--lang X` out of the arguments, wherever it stands: help texts need it before they are read.

    >>> take_option(["check", "--lang", "zh", "a.xlsx"])
    ('zh', ['check', 'a.xlsx'])
    >>> take_option(["check", "--", "--lang=zh"])
    (None, ['check', '--', '--lang=zh'])
    """
    chosen: str | None = None
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest.append(argument)
            break
        if argument == "--lang":
            chosen = next(waiting, "")
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    rest.extend(waiting)
    return chosen, rest


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "zh":
        return gettext.translation(_DOMAIN, CATALOGUES, ["zh_CN"], fallback=True)
    return gettext.NullTranslations()
