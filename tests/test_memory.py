"""What the C library keeps of memory that was let go."""

import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from warmth_cli.memory import _glibc, give_back, keep_little


def resident() -> int:
    """Bytes that this process has in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.skipif(_glibc() is None, reason="only glibc can be asked to give memory back")
def test_what_lies_before_a_piece_in_use_is_given_back() -> None:
    keep_little()
    pieces = [bytearray(100_000) for _ in range(1_000)]
    last = bytearray(100_000)
    del pieces
    before = resident()

    give_back()

    assert before - resident() > 80_000_000
    assert last == bytearray(100_000)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_nothing_is_asked_of_the_system(platform: str) -> None:
    with patch.object(sys, "platform", platform), patch("ctypes.CDLL", side_effect=AssertionError):
        keep_little()
        give_back()
