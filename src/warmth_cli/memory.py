"""Memory that was let go, and that the C library keeps: of ten large rosters it would keep ever more.

glibc, the C library of most Linux systems, takes the size of what was freed as a reason to keep as much for
good, and never gives back what lies between two pieces that are still in use. Other systems do as they will.
"""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""What `mallopt` calls them (mallopt(3))."""
_LARGE = 1024**2
"""Bytes of a piece that is asked of the system itself, and goes back to it."""
_AT_END = 32 * 1024**2
"""Bytes that may be kept at the end of the heap: to ask for them again and again takes time."""


def keep_little() -> None:
    """Let the C library keep no more than it needs, before large files are read."""
    if library := _glibc():
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, _AT_END)


def give_back() -> None:
    """Give what was let go back to the system, some milliseconds' work."""
    if library := _glibc():
        library.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    """The C library of this process, if it is glibc."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
