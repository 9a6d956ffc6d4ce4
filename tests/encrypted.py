"""Files with a password, encrypted as Excel, LibreOffice and Word do."""

import base64
import hashlib
import struct
import zlib
from collections.abc import Sequence
from copy import copy
from hashlib import md5, sha1
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from zipfile import ZipFile

import olefile
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.format.xls97 import Xls97File
from msoffcrypto.method import ecma376_agile
from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI
from xlwt.CompoundDoc import XlsDoc

from word_files import Item, container, word
from workbooks import record, zipped

_BOUND_SHEET = 0x85
_SALT = bytes(range(16))


def encrypt_package(path: Path, password: str) -> Path:
    """Encrypt an .xlsx or .xlsb as Excel 2013 and later do."""
    locked = BytesIO()
    OOXMLFile(BytesIO(path.read_bytes())).encrypt(password, locked)
    path.write_bytes(locked.getvalue())
    return path


def encrypt_package_with_sha1(path: Path, password: str) -> Path:
    """The same as Excel 2010 does: AES of 128 bits and SHA-1, with the hash filled up to whole blocks."""
    packaged, params = ecma376_agile.ECMA376Agile, ecma376_agile.ECMA376AgileCipherParams()
    params.hashName, params.hashSize, params.keyBits = "SHA1", 20, 128
    with (
        patch.object(ecma376_agile, "ECMA376AgileCipherParams", side_effect=lambda: copy(params)),
        patch.object(packaged, "generate_integrity_parameter", return_value=(bytes(32), bytes(32))),
    ):
        return encrypt_package(path, password)


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


# --- .ods ---------------------------------------------------------------------------------------------------

_MANIFEST_SPACES = (
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
_SHEETS = "application/vnd.oasis.opendocument.spreadsheet"
_ROUNDS = 1000
_OPEN_LENGTH = 68


def encrypt_ods(data: bytes, password: str) -> bytes:
    """Encrypt each part of an .ods as LibreOffice does since 3.5, with AES."""
    start = hashlib.sha256(password.encode()).digest()
    about = (
        '<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc"'
        f' manifest:initialisation-vector="{_base64(_SALT)}"/><manifest:start-key-generation'
        ' manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"/>'
        f'<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:key-size="32"'
        f' manifest:iteration-count="{_ROUNDS}" manifest:salt="{_base64(_SALT)}"/>'
    )

    def encrypted(packed: bytes) -> bytes:
        key = hashlib.pbkdf2_hmac("sha1", start, _SALT, _ROUNDS, 32)
        encryptor = Cipher(AES(key), CBC(_SALT)).encryptor()
        added = 16 - len(packed) % 16
        return encryptor.update(packed + bytes(added - 1) + bytes([added])) + encryptor.finalize()

    parts, entries = {}, ""
    for name, part in _parts(data).items():
        packed = _deflated(part)
        checksum = _base64(hashlib.sha256(packed[:1024]).digest())
        kind = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k"
        entries += _entry(name, len(part), f'checksum-type="{kind}" manifest:checksum="{checksum}"', about)
        parts[name] = encrypted(packed)
    return _package(entries, parts)


def encrypt_ods_with_blowfish(data: bytes, password: str) -> bytes:
    """Encrypt each part of an .ods as OpenOffice 2 and 3 do, and LibreOffice for OpenDocument 1.1."""
    start, vector = sha1(password.encode()).digest(), _SALT[:8]
    about = (
        '<manifest:algorithm manifest:algorithm-name="Blowfish CFB"'
        f' manifest:initialisation-vector="{_base64(vector)}"/>'
        '<manifest:key-derivation manifest:key-derivation-name="PBKDF2"'
        f' manifest:iteration-count="{_ROUNDS}" manifest:salt="{_base64(_SALT)}"/>'
    )
    parts, entries = {}, ""
    for name, part in _parts(data).items():
        packed = _deflated(part)
        checksum = _base64(sha1(packed[:1024]).digest())
        entries += _entry(name, len(part), f'checksum-type="SHA1/1K" manifest:checksum="{checksum}"', about)
        key = hashlib.pbkdf2_hmac("sha1", start, _SALT, _ROUNDS, 16)
        encryptor = Cipher(Blowfish(key), CFB(vector)).encryptor()
        parts[name] = encryptor.update(packed) + encryptor.finalize()
    return _package(entries, parts)


def encrypt_ods_as_a_whole(data: bytes, password: str) -> bytes:
    """Encrypt an .ods as one part of another, as LibreOffice 24.2 and later may."""
    start, vector = hashlib.sha256(password.encode()).digest(), _SALT[:12]
    key = Argon2id(salt=_SALT, length=32, iterations=3, lanes=4, memory_cost=1024).derive(start)
    about = (
        '<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm"'
        f' manifest:initialisation-vector="{_base64(vector)}"/><manifest:start-key-generation'
        ' manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        '<manifest:key-derivation manifest:key-derivation-name="urn:org:documentfoundation:names:'
        'experimental:office:manifest:argon2id" manifest:key-size="32" loext:argon2-iterations="3"'
        f' loext:argon2-memory="1024" loext:argon2-lanes="4" manifest:salt="{_base64(_SALT)}"/>'
    )
    entry = _entry("encrypted-package", len(data), "", about)
    return _package(entry, {"encrypted-package": vector + AESGCM(key).encrypt(vector, _deflated(data), None)})


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if name != "mimetype"}


def _package(entries: str, parts: dict[str, bytes]) -> bytes:
    manifest = (
        f"<manifest:manifest {_MANIFEST_SPACES}>"
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_SHEETS}"/>{entries}'
        "</manifest:manifest>"
    )
    return zipped({"mimetype": _SHEETS.encode(), **parts, "META-INF/manifest.xml": manifest.encode()})


def _entry(name: str, size: int, checksum: str, about: str) -> str:
    says = f" manifest:{checksum}" if checksum else ""
    return (
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="" manifest:size="{size}">'
        f"<manifest:encryption-data{says}>{about}</manifest:encryption-data></manifest:file-entry>"
    )


def _deflated(data: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflate.compress(data) + deflate.flush()


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


# --- .xls ---------------------------------------------------------------------------------------------------


def encrypt_doc(items: Sequence[Item], password: str) -> bytes:
    """A text of Word 97, encrypted with RC4: all but the first bytes, which say that it is."""
    verifier = bytes(16)
    both = DocumentRC4.decrypt(password, _SALT, BytesIO(verifier + md5(verifier).digest())).read()
    lock = struct.pack("<HH", 1, 1) + _SALT + both
    with olefile.OleFileIO(BytesIO(word(items, flags=0x100, plan_begins=lock))) as file:
        text, plans = (file.openstream(name).read() for name in ("WordDocument", "0Table"))
    text = text[:14] + struct.pack("<I", len(lock)) + text[18:]
    secret, secret_plans = (
        DocumentRC4.decrypt(password, _SALT, BytesIO(each)).read() for each in (text, plans)
    )
    return container(
        {
            "WordDocument": text[:_OPEN_LENGTH] + secret[_OPEN_LENGTH:],
            "0Table": lock + secret_plans[len(lock) :],
        }
    )


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
