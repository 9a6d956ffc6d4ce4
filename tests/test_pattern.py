"""Patterns are compiled late, and are what `re.compile` makes of them."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import warmth_cli
from warmth_cli.pattern import _Late, pattern


def test_it_finds_what_a_compiled_one_finds() -> None:
    late = pattern(r"(?P<number>\d+)元", re.ASCII)
    assert [found["number"] for found in late.finditer("1元, 2元, ３元")] == ["1", "2"]
    assert late.pattern == r"(?P<number>\d+)元"
    assert late.sub("", "1元整") == "整"


def test_it_has_nothing_that_a_compiled_one_has_not() -> None:
    late = pattern("元")
    with pytest.raises(AttributeError):
        _ = late.replace  # type: ignore[attr-defined]


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    # One with a slip in it would be found only when somebody's roster needs it.
    known = 0
    names = [module.name for module in walk_packages(warmth_cli.__path__, "warmth_cli.")]
    for name in names:
        if name.endswith("__main__"):
            continue  # which runs the program
        for value in vars(import_module(name)).values():
            if isinstance(value, _Late):
                known += 1
                assert value.pattern is not None
    assert known > 200
