"""Answers that are remembered while one roster is read, and no longer.

A text that outlives its roster keeps the memory around it from being used again: of ten large rosters there
would be ever more.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

_MOST = 10_000
"""Answers of one function that are kept at once."""
_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_forget: list[Callable[[], None]] = []


def remembered(answer: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """A function that is asked the same again and again, by what can be hashed."""
    remembering = lru_cache(maxsize=_MOST)(answer)
    _forget.append(remembering.cache_clear)
    return remembering  # type: ignore[return-value]  # it takes the same arguments


def forget_all() -> None:
    """Forget all such answers: the next roster has other texts."""
    for forget in _forget:
        forget()
