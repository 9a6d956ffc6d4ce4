"""An .ods workbook with a password, without its encryption (OpenDocument 1.3 part 2, 3.4).

Each part is packed and then encrypted by itself, and its entry in the manifest says how. LibreOffice since
24.2 may encrypt the whole package as one part of another, as OpenDocument 1.5 will have it. It is undone in a
process apart.
"""

import base64
import hashlib
import hmac
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from warmth_cli.files.package import Package
from warmth_cli.files.refusals import MOST_BYTES, Broken, LockedForGood, TooLarge, TooMuch, WrongPassword
from warmth_cli.files.xml_names import local_name, said_of

_MANIFEST = "META-INF/manifest.xml"
_WHOLE = "encrypted-package"
_READ = ("content.xml", "styles.xml", "settings.xml", "meta.xml")
"""The parts that are read; each takes time to unlock, and a workbook may have hundreds of pictures."""
_OF_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1."
_GCM = "http://www.w3.org/2009/xmlenc11#aes256-gcm"
_CBC = tuple(f"http://www.w3.org/2001/04/xmlenc#aes{bits}-cbc" for bits in (128, 192, 256))
_BLOWFISH = ("Blowfish CFB", f"{_OF_MANIFEST}0#blowfish")
_DIGESTS = {
    "": "sha1",
    "SHA1": "sha1",
    "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
    "http://www.w3.org/2000/09/xmldsig#sha256": "sha256",
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
}
"""What the password becomes first; SHA1 where nothing is said."""
_CHECKSUMS = {
    "SHA1/1K": "sha1",
    f"{_OF_MANIFEST}0#sha1-1k": "sha1",
    f"{_OF_MANIFEST}0#sha256-1k": "sha256",
}
_CHECKED = 1024
"""So many bytes of a part tell whether the password was right."""
_PBKDF2 = ("PBKDF2", f"{_OF_MANIFEST}0#pbkdf2")
_ARGON2 = (
    f"{_OF_MANIFEST}5#argon2id",
    "urn:org:documentfoundation:names:experimental:office:manifest:argon2id",
)
_MOST_ROUNDS = 10_000_000
"""LibreOffice writes 100,000, or 600,000; these take a few seconds."""
_MOST_MEMORY, _MOST_PASSED = 2**20, 2**23
"""In KiB, at one time and over all passes. LibreOffice writes 3 passes over 65,536."""
_MOST_LANES = 64
_BLOCK, _SMALL_BLOCK, _NONCE, _TAG = 16, 8, 12, 16
_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Lock:
    """What the manifest says of one encrypted part."""

    size: int | None
    cipher: str
    vector: bytes
    start: str
    derivation: str
    salt: bytes
    key_size: int
    rounds: int
    memory: int
    lanes: int
    checksum_kind: str
    checksum: bytes


def unlocked_ods(data: bytes, password: str) -> bytes:
    """The workbook without its encryption, and without the parts that are not read.

    Raises WrongPassword; LockedForGood for a way to encrypt that is not known; TooMuch where to try one
    password would take longer than any workbook asks.
    """
    package = Package(data)
    locks = dict(_locks(package.markup(_MANIFEST)))
    if _WHOLE in locks:
        return _opened(package.read(_WHOLE), locks[_WHOLE], password)
    opened = io.BytesIO()
    with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as plain:
        for name in ("mimetype", *_READ):
            if name in package:
                part = package.read(name)
                part = _opened(part, locks[name], password) if name in locks else part
                plain.writestr(zipfile.ZipInfo(name, _DAY), part, zipfile.ZIP_DEFLATED)
    return opened.getvalue()


def _locks(manifest: ElementTree.Element) -> Iterator[tuple[str, _Lock]]:
    """The encrypted parts that are read, and how each is encrypted."""
    for entry in manifest.iter():
        about = said_of(entry)
        name = about.get("full-path", "")
        if name not in (_WHOLE, *_READ):
            continue
        encryption = [each for each in entry if local_name(each.tag) == "encryption-data"]
        if encryption:
            yield name, _lock(about.get("size"), encryption[0])


def _lock(size: str | None, encryption: ElementTree.Element) -> _Lock:
    says = {local_name(each.tag): said_of(each) for each in encryption}
    cipher, key = says.get("algorithm", {}), says.get("key-derivation", {})
    checksum = said_of(encryption)
    return _Lock(
        None if size is None else int(size),
        cipher.get("algorithm-name", ""),
        _bytes(cipher.get("initialisation-vector", "")),
        says.get("start-key-generation", {}).get("start-key-generation-name", ""),
        key.get("key-derivation-name", ""),
        _bytes(key.get("salt", "")),
        int(key.get("key-size", 16)),
        int(key.get("argon2-iterations", key.get("iteration-count", 1024))),
        int(key.get("argon2-memory", 0)),
        int(key.get("argon2-lanes", 0)),
        checksum.get("checksum-type", ""),
        _bytes(checksum.get("checksum", "")),
    )


def _opened(part: bytes, lock: _Lock, password: str) -> bytes:
    """One part, as it was before it was packed and encrypted."""
    if lock.start not in _DIGESTS:
        raise LockedForGood(lock.start)
    start = hashlib.new(_DIGESTS[lock.start], password.encode()).digest()
    key = _key(start, lock)
    if lock.cipher == _GCM:
        packed = _by_gcm(part, key, lock.vector)
    else:
        packed = _by_blocks(part, key, lock)
        _check(packed, lock)
    return _inflated(packed, lock.size)


def _key(start: bytes, lock: _Lock) -> bytes:
    """The key that is made of the digest of the password."""
    if lock.key_size not in (16, 24, 32):
        raise LockedForGood(f"a key of {lock.key_size} bytes")
    if lock.derivation in _PBKDF2:
        if lock.rounds > _MOST_ROUNDS:
            raise TooMuch
        return hashlib.pbkdf2_hmac("sha1", start, lock.salt, lock.rounds, lock.key_size)
    if lock.derivation not in _ARGON2:
        raise LockedForGood(lock.derivation)
    if max(lock.memory, lock.rounds) > _MOST_MEMORY or lock.memory * lock.rounds > _MOST_PASSED:
        raise TooMuch
    if lock.lanes > _MOST_LANES:
        raise TooMuch
    try:
        derivation = Argon2id(
            salt=lock.salt,
            length=lock.key_size,
            iterations=lock.rounds,
            lanes=lock.lanes,
            memory_cost=lock.memory,
        )
    except UnsupportedAlgorithm as error:  # OpenSSL has it since 3.2
        raise LockedForGood from error
    return derivation.derive(start)


def _by_gcm(part: bytes, key: bytes, vector: bytes) -> bytes:
    """Decrypted by a way that knows itself whether the key is right; the vector stands before the words."""
    if len(vector) != _NONCE or part[:_NONCE] != vector or len(part) < _NONCE + _TAG:
        raise Broken("what is encrypted does not begin as the manifest says")
    try:
        return AESGCM(key).decrypt(vector, part[_NONCE:], None)
    except InvalidTag as error:
        raise WrongPassword from error


def _by_blocks(part: bytes, key: bytes, lock: _Lock) -> bytes:
    if lock.cipher in _CBC:
        if len(lock.vector) != _BLOCK or not part or len(part) % _BLOCK:
            raise Broken("what is encrypted is no whole blocks")
        cipher = Cipher(AES(key), CBC(lock.vector)).decryptor()
        packed = cipher.update(part) + cipher.finalize()
        # The last byte tells how many were added; with a wrong key it is anything, and the checksum is wrong.
        return packed[: -packed[-1]] if 1 <= packed[-1] <= _BLOCK else packed
    if lock.cipher in _BLOWFISH:
        if len(lock.vector) != _SMALL_BLOCK:
            raise Broken("the vector is no block")
        # Cipher feedback: each block is hidden under the block before it, encrypted.
        before = (lock.vector + part)[: -(-len(part) // _SMALL_BLOCK) * _SMALL_BLOCK]
        encryptor = Cipher(Blowfish(key), ECB()).encryptor()
        mask = (encryptor.update(before) + encryptor.finalize())[: len(part)]
        return (int.from_bytes(part) ^ int.from_bytes(mask)).to_bytes(len(part))
    raise LockedForGood(lock.cipher)


def _check(packed: bytes, lock: _Lock) -> None:
    """Raise WrongPassword where a part does not begin as it did before it was encrypted."""
    if lock.checksum_kind not in _CHECKSUMS:
        raise LockedForGood(lock.checksum_kind)
    begins = hashlib.new(_CHECKSUMS[lock.checksum_kind], packed[:_CHECKED]).digest()
    if not hmac.compare_digest(begins, lock.checksum):
        raise WrongPassword


def _inflated(packed: bytes, size: int | None) -> bytes:
    """What was packed, which must be as long as the manifest says."""
    if size is not None and size > MOST_BYTES:
        raise TooLarge
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacked = inflate.decompress(packed, (MOST_BYTES if size is None else size) + 1)
    except zlib.error as error:
        raise Broken("a part cannot be unpacked") from error
    if len(unpacked) > MOST_BYTES:
        raise TooLarge
    if not inflate.eof or (size is not None and len(unpacked) != size):
        raise Broken("a part is longer or shorter than the manifest says")
    return unpacked


def _bytes(text: str) -> bytes:
    return base64.b64decode("".join(text.split()), validate=True)
