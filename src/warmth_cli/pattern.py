"""Regular expressions that are compiled when they are first needed.

Some 300 are known, and a roster in order needs a third of them: to compile them all takes as long as half of
a small check.
"""

import re
from typing import Any, AnyStr, cast


def pattern(text: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """What `re.compile` makes of the text, made when somebody first asks anything of it.

    >>> pattern("[户口]").search("三户") is not None
    True
    """
    return cast("re.Pattern[AnyStr]", _Late(text, flags))


class _Late:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self._known = text, flags

    def __getattr__(self, name: str) -> Any:
        """Asked only for what is not there yet: all that the compiled one has is put here at once."""
        compiled = re.compile(*self.__dict__["_known"])
        self.__dict__.update((each, getattr(compiled, each)) for each in dir(compiled) if each[0] != "_")
        return getattr(compiled, name)
