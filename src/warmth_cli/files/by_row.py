"""What a sheet has beside its cells, found by its rows: of a hundred thousand merged ranges, each of ten
thousand tables asks for a few."""

from bisect import bisect_left
from collections.abc import Callable, Collection
from operator import itemgetter
from typing import Generic, TypeVar

_TALL = 50
"""Rows; what spans more is sought by itself."""
T = TypeVar("T")


class ByRow(Generic[T]):
    """Things of a sheet, in their order; `rows` tells the first and the last row of each, from 0."""

    def __init__(self, things: Collection[T], rows: Callable[[T], tuple[int, int]]) -> None:
        self.count = len(things)
        self._all = [(*rows(each), place, each) for place, each in enumerate(things)]
        by_first = sorted(self._all, key=itemgetter(0))
        self._short = [each for each in by_first if each[1] - each[0] <= _TALL]
        self._tall = [each for each in by_first if each[1] - each[0] > _TALL]
        self._asked: tuple[int, int] | None = None
        self._found: list[T] = []

    def touching(self, first: int, end: int) -> list[T]:
        """Those that have one of the rows from `first` on, without `end`."""
        if self._asked != (first, end):
            short = self._short
            begin = bisect_left(short, first - _TALL, key=itemgetter(0))
            near = short[begin : bisect_left(short, end, lo=begin, key=itemgetter(0))]
            far = self._tall[: bisect_left(self._tall, end, key=itemgetter(0))]
            here = [(place, each) for _, last, place, each in (*near, *far) if last >= first]
            self._asked, self._found = (first, end), [each for _, each in sorted(here, key=itemgetter(0))]
        return self._found
