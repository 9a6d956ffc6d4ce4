"""The number that Excel packs into 30 bits (RK, [MS-XLS] 2.5.217)."""

import struct


def unpacked(packed: int) -> float:
    """The number, from the four bytes read as a signed integer.

    Whole, or the upper part of a double; in hundredths when the lowest bit is set.

    >>> unpacked(3 << 2 | 2), unpacked(150 << 2 | 3), unpacked(0x3FF00000), unpacked(-1 << 2 | 2)
    (3.0, 1.5, 1.0, -1.0)
    """
    if packed & 2:
        number = float(packed >> 2)
    else:
        number = float(struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0])
    return number / 100 if packed & 1 else number
