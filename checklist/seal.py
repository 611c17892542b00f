"""Encrypts a notebook with a secret that is not stored: a stolen database shows only ciphertext. Pure.

A secret is 20 random bytes. HKDF-SHA256 derives three values from it, each for one purpose: the id of the row
(hashed once more), the encryption key, and a proof that a writer shows. Root and leaves (leaves.py) are each
stored as

    format (1 byte)  nonce (12 bytes)  AES-256-GCM of the padded text (with its tag of 16 bytes)

with format, row id, number of the leaf and version as associated data: a ciphertext opens only in its own
place of its own notebook, under its own version. The text is padded to a size that leaves.py chooses; it is
not compressed. Format 1 is that of a notebook that was stored as a whole; its first save ends it.

Two shorter secrets open a notebook in other ways. A pairing holds its secret for a few minutes. A reading
code holds its ReadingKey, which decrypts the notebook. The proof of a writer cannot be derived from it.
"""

import hashlib
import hmac
import secrets
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BYTES = 20
FORMAT = b"\x01"
FORMAT_OF_LEAVES = b"\x02"
NONCE_BYTES = 12
LENGTH_BYTES = 4
TAG_BYTES = 16
OVERHEAD_BYTES = len(FORMAT) + NONCE_BYTES + TAG_BYTES  # by which a ciphertext is longer than its padded text
TOKEN_BYTES = 24
TOKEN_ID_BYTES = 8

PAIRING_BYTES = 10
READING_BYTES = 15
SEALED_PAIRING_BYTES = OVERHEAD_BYTES + 1 + SECRET_BYTES
SEALED_READING_BYTES = OVERHEAD_BYTES + 2 * 32  # the id of a row and a key


class UnsealError(Exception):
    """Wrong key, changed bytes, another row or another version. The error does not tell which."""


class TooLargeError(Exception):
    """The content does not fit into a notebook."""


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


# ---- derived from a secret


def row_id(secret: bytes) -> str:
    """The primary key of the notebook: 64 hexadecimal digits, from which the secret cannot be derived."""
    return hashlib.sha256(_derive(secret, b"row")).hexdigest()


def write_proof(secret: bytes) -> bytes:
    """32 bytes that only the holder of the secret can show. The row stores their `proof_digest`."""
    return _derive(secret, b"write")


def proof_digest(secret: bytes) -> bytes:
    return hashlib.sha256(write_proof(secret)).digest()


def matches_proof(secret: bytes, digest: bytes | memoryview) -> bool:
    return hmac.compare_digest(proof_digest(secret), bytes(digest))


class ReadingKey(NamedTuple):
    """What decrypts a notebook: the id of its row, and its encryption key (32 bytes)."""

    row: str
    key: bytes


def reading_key(secret: bytes) -> ReadingKey:
    """The same for as long as the notebook keeps its secret, however often it is saved."""
    return ReadingKey(row_id(secret), _derive(secret, b"key"))


def _derive(secret: bytes, purpose: bytes, *, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), length=32, salt=salt, info=b"notebook 1 " + purpose).derive(secret)


# ---- the content of a notebook


def seal(text: bytes, *, key: ReadingKey, number: int, version: int, size: int) -> bytes:
    """Encrypt the root of a notebook, or a leaf.

    number  of the leaf, from 1; 0 for the root
    size    bytes to which the text is padded. Raises TooLargeError where it does not fit
    """
    if LENGTH_BYTES + len(text) > size:
        raise TooLargeError
    padded = (len(text).to_bytes(LENGTH_BYTES) + text).ljust(size, b"\0")
    associated = _associated_data(key.row, number, version)
    return _encrypt(padded, key=key.key, associated=associated, form=FORMAT_OF_LEAVES)


def unseal(sealed: bytes | memoryview, *, key: ReadingKey, number: int, version: int) -> bytes:
    """Decrypt what `seal` returned, with the same key, number and version. Raises UnsealError."""
    associated = _associated_data(key.row, number, version)
    return _unpad(_decrypt(sealed, key=key.key, associated=associated, form=FORMAT_OF_LEAVES))


def is_whole(sealed: bytes | memoryview) -> bool:
    """True for a notebook that was stored as a whole, before there were leaves."""
    return bytes(sealed[:1]) == FORMAT


def unseal_whole(sealed: bytes | memoryview, *, key: ReadingKey, version: int) -> bytes:
    """Decrypt a notebook that was stored as a whole. Raises UnsealError."""
    return _unpad(_decrypt(sealed, key=key.key, associated=key.row.encode() + version.to_bytes(8)))


def _associated_data(row: str, number: int, version: int) -> bytes:
    return row.encode() + number.to_bytes(1) + version.to_bytes(8)


def _unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:LENGTH_BYTES])
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]


# ---- one text inside a leaf, with a key of its own that the root holds


def new_token() -> bytes:
    """What the root keeps of one text: an id (TOKEN_ID_BYTES) and the key that encrypts this text alone."""
    return secrets.token_bytes(TOKEN_BYTES)


def token_id(token: bytes) -> bytes:
    return token[:TOKEN_ID_BYTES]


def seal_text(text: str, token: bytes) -> bytes:
    """Encrypt a text. A token encrypts one text, and never another: so its nonce may be constant."""
    return AESGCM(token[TOKEN_ID_BYTES:]).encrypt(bytes(NONCE_BYTES), text.encode(), None)


def unseal_text(sealed: bytes, token: bytes) -> str:
    """Decrypt what `seal_text` returned for this token. Raises UnsealError."""
    try:
        return AESGCM(token[TOKEN_ID_BYTES:]).decrypt(bytes(NONCE_BYTES), sealed, None).decode()
    except InvalidTag:
        raise UnsealError from None


# ---- pairing: a secret, encrypted for a few minutes with a shorter secret


def new_pairing() -> bytes:
    return secrets.token_bytes(PAIRING_BYTES)


def pairing_id(pairing: bytes) -> str:
    """The primary key of the pairing: 64 hexadecimal digits, from which the pairing cannot be derived."""
    return hashlib.sha256(_derive(pairing, b"pairing row")).hexdigest()


def seal_for_pairing(secret: bytes, *, pairing: bytes, pepper: bytes) -> bytes:
    """Encrypt the secret of a notebook, or of a reading code, for the row of a pairing.

    Both take the same length, so that the row does not tell which it is.

    pepper  bytes that are not in the database: without them, nobody can try all pairings on a copy of it
    """
    key = _derive(pairing, b"pairing key", salt=pepper)
    text = bytes([len(secret)]) + secret.ljust(SECRET_BYTES, b"\0")
    return _encrypt(text, key=key, associated=pairing_id(pairing).encode())


def unseal_for_pairing(sealed: bytes | memoryview, *, pairing: bytes, pepper: bytes) -> bytes:
    """Decrypt what `seal_for_pairing` returned: SECRET_BYTES or READING_BYTES bytes. Raises UnsealError."""
    key = _derive(pairing, b"pairing key", salt=pepper)
    text = _decrypt(sealed, key=key, associated=pairing_id(pairing).encode())
    return text[1 : 1 + text[0]]


# ---- reading codes: the ReadingKey of a notebook, encrypted with a secret of its own


def new_reading_secret() -> bytes:
    return secrets.token_bytes(READING_BYTES)


def reading_id(reading: bytes) -> str:
    """The primary key of a reading code: 64 hexadecimal digits, from which its secret cannot be derived."""
    return hashlib.sha256(_derive(reading, b"reading row")).hexdigest()


def seal_for_reading(key: ReadingKey, *, reading: bytes) -> bytes:
    """Encrypt a ReadingKey for the row of a reading code."""
    text = bytes.fromhex(key.row) + key.key
    return _encrypt(text, key=_derive(reading, b"reading key"), associated=reading_id(reading).encode())


def unseal_for_reading(sealed: bytes | memoryview, *, reading: bytes) -> ReadingKey:
    """Decrypt what `seal_for_reading` returned. Raises UnsealError."""
    key = _derive(reading, b"reading key")
    text = _decrypt(sealed, key=key, associated=reading_id(reading).encode())
    return ReadingKey(text[:32].hex(), text[32:])


# ---- encryption


def _encrypt(text: bytes, *, key: bytes, associated: bytes, form: bytes = FORMAT) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return form + nonce + AESGCM(key).encrypt(nonce, text, form + associated)


def _decrypt(sealed: bytes | memoryview, *, key: bytes, associated: bytes, form: bytes = FORMAT) -> bytes:
    sealed = bytes(sealed)
    found, nonce, ciphertext = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if found != form or len(nonce) != NONCE_BYTES:
        raise UnsealError
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, form + associated)
    except InvalidTag:
        raise UnsealError from None
