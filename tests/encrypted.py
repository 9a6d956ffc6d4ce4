"""Workbooks with a password, encrypted as Excel does."""

import struct
from hashlib import md5
from io import BytesIO
from pathlib import Path

import olefile
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.format.xls97 import Xls97File
from msoffcrypto.method.rc4 import DocumentRC4
from xlwt.CompoundDoc import XlsDoc

from workbooks import record

_BOUND_SHEET = 0x85
_SALT = bytes(range(16))


def encrypt_package(path: Path, password: str) -> Path:
    """Encrypt an .xlsx or .xlsb as Excel 2010 and later do."""
    locked = BytesIO()
    OOXMLFile(BytesIO(path.read_bytes())).encrypt(password, locked)
    path.write_bytes(locked.getvalue())
    return path


def encrypt_xls(path: Path, password: str) -> Path:
    """Encrypt an .xls as Excel 97 does, with RC4, which undoes itself."""
    with olefile.OleFileIO(BytesIO(path.read_bytes())) as container:
        stream = container.openstream("Workbook").read()
    verifier = bytes(16)
    both = DocumentRC4.decrypt(password, _SALT, BytesIO(verifier + md5(verifier).digest())).read()
    lock = record(0x2F, struct.pack("<HHH", 1, 1, 1) + _SALT + both)
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    opened = stream[:first] + lock + _moved(stream[first:], len(lock))
    XlsDoc().save(str(path), opened)
    cipher = Xls97File(BytesIO(path.read_bytes()))
    cipher.load_key(password)
    locked = BytesIO()
    cipher.decrypt(locked)
    with olefile.OleFileIO(BytesIO(locked.getvalue())) as container:
        secret = container.openstream("Workbook").read()
    XlsDoc().save(str(path), secret[:first] + lock + secret[first + len(lock) :])
    return path


def _moved(stream: bytes, by: int) -> bytes:
    """The records of a workbook whose sheets begin so much later."""
    moved, place = b"", 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        if kind == _BOUND_SHEET:
            body = struct.pack("<I", struct.unpack_from("<I", body)[0] + by) + body[4:]
        moved += record(kind, body)
        place += 4 + length
    return moved
