"""Workbooks with a password, encrypted as Excel does."""

import struct
from hashlib import md5, sha1
from io import BytesIO
from pathlib import Path

import olefile
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.format.xls97 import Xls97File
from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI
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
    verifier = bytes(16)
    both = DocumentRC4.decrypt(password, _SALT, BytesIO(verifier + md5(verifier).digest())).read()
    return _locked(path, password, struct.pack("<HHH", 1, 1, 1) + _SALT + both)


def encrypt_xls_with_crypto_api(path: Path, password: str) -> Path:
    """Encrypt an .xls as Excel 2003 and WPS do when asked for more, with RC4 of 128 bits."""
    verifier = bytes(16)
    both = verifier + sha1(verifier).digest()
    both = DocumentRC4CryptoAPI.decrypt(password, _SALT, 128, BytesIO(both)).read()
    # One zero more than Microsoft writes: XlsDoc fills up the stream, and its last bytes must be a record.
    provider = "Microsoft Enhanced Cryptographic Provider v1.0\0\0".encode("utf-16-le")
    header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + provider
    about = struct.pack("<HHHII", 1, 2, 2, 4, len(header)) + header + struct.pack("<I", 16) + _SALT
    return _locked(path, password, about + both[:16] + struct.pack("<I", 20) + both[16:])


def _locked(path: Path, password: str, about: bytes) -> Path:
    """Encrypt the records of an .xls as one of them, `about`, says."""
    with olefile.OleFileIO(BytesIO(path.read_bytes())) as container:
        stream = container.openstream("Workbook").read()
    lock = record(0x2F, about)
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
