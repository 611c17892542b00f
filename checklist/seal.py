"""Encrypts a notebook with a secret that is not stored: a stolen database shows only ciphertext. Pure.

A secret is 20 random bytes. HKDF-SHA256 derives three values from it, each for one purpose: the id of the row
(hashed once more), the encryption key, and a proof that a writer shows. The column `sealed` holds

    format (1 byte)  nonce (12 bytes)  AES-256-GCM of the padded text (with its tag of 16 bytes)

with format, row id and row version as associated data: a ciphertext opens only in its own row, under its own
version. The text is padded to steps, so that its length tells little; it is not compressed.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BYTES = 20
FORMAT = b"\x01"
NONCE_BYTES = 12
LENGTH_BYTES = 4
MIN_PADDED_BYTES = 4 * 1024  # the first step of padding; each next one is twice as long
MAX_PADDED_BYTES = (
    8 * 1024 * 1024
)  # twelve clinics, every answer with a note of a thousand signs, are half of it

PAIRING_BYTES = 10
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
CHECK_SYMBOLS = DIGITS + "*~$=U"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
CODE_DIGITS = SECRET_BYTES * 8 // 5
PAIRING_DIGITS = PAIRING_BYTES * 8 // 5


class UnsealError(Exception):
    """Wrong key, changed bytes, another row or another version. Which of them is not told."""


class TooLargeError(Exception):
    """The text is longer than MAX_PADDED_BYTES."""


def new_secret():
    return secrets.token_bytes(SECRET_BYTES)


# ---- derived from a secret


def row_id(secret):
    """The primary key of the notebook: 64 hexadecimal digits, from which the secret cannot be derived."""
    return hashlib.sha256(_derive(secret, b"row")).hexdigest()


def write_proof(secret):
    """32 bytes that only the holder of the secret can show. The row stores their `proof_digest`."""
    return _derive(secret, b"write")


def proof_digest(secret):
    return hashlib.sha256(write_proof(secret)).digest()


def matches_proof(secret, digest):
    return hmac.compare_digest(proof_digest(secret), bytes(digest))


def _derive(secret, purpose, *, salt=None):
    return HKDF(SHA256(), length=32, salt=salt, info=b"notebook 1 " + purpose).derive(secret)


# ---- seal and open


def seal(text, *, secret, version):
    """Encrypt bytes for the row. Raises TooLargeError."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    bound = _associated_data(FORMAT, secret, version)
    return FORMAT + nonce + AESGCM(_derive(secret, b"key")).encrypt(nonce, _pad(text), bound)


def unseal(sealed, *, secret, version):
    """Decrypt what `seal` returned. Raises UnsealError."""
    sealed = bytes(sealed)
    form, nonce, rest = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if form != FORMAT or len(nonce) != NONCE_BYTES:
        raise UnsealError
    try:
        padded = AESGCM(_derive(secret, b"key")).decrypt(nonce, rest, _associated_data(form, secret, version))
    except InvalidTag:
        raise UnsealError from None
    length = int.from_bytes(padded[:LENGTH_BYTES])
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]


def _associated_data(form, secret, version):
    return form + row_id(secret).encode() + version.to_bytes(8)


def _pad(text):
    step = MIN_PADDED_BYTES
    while step < LENGTH_BYTES + len(text):
        step *= 2
    if step > MAX_PADDED_BYTES:
        raise TooLargeError
    return (len(text).to_bytes(LENGTH_BYTES) + text).ljust(step, b"\0")


# ---- codes: secrets as people type them


def code_from_secret(secret):
    """`7M4K2-…`: 32 digits of Crockford's base 32 and a check symbol, in groups of five."""
    return _group(_encode_base32(secret) + CHECK_SYMBOLS[int.from_bytes(secret) % 37], 5)


def secret_from_code(typed):
    """The secret of a typed code, or None. Any case, hyphens and spaces; O is read as 0, I and L as 1."""
    signs = _normalize_code(typed)
    if len(signs) != CODE_DIGITS + 1 or any(sign not in DIGITS for sign in signs[:-1]):
        return None
    number = _decode_base32(signs[:-1])
    return number.to_bytes(SECRET_BYTES) if CHECK_SYMBOLS[number % 37] == signs[-1] else None


# ---- pairing: the secret of a notebook, encrypted for a few minutes with a shorter secret


def new_pairing():
    return secrets.token_bytes(PAIRING_BYTES)


def pairing_id(pairing):
    """The primary key of the pairing: 64 hexadecimal digits, from which the pairing cannot be derived."""
    return hashlib.sha256(_derive(pairing, b"pairing row")).hexdigest()


def seal_for_pairing(secret, *, pairing, pepper):
    """Encrypt the secret of a notebook for the row of a pairing.

    pepper  bytes that are not in the database: without them, nobody can try all pairings on a copy of it
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    key = _derive(pairing, b"pairing key", salt=pepper)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, secret, FORMAT + pairing_id(pairing).encode())


def unseal_for_pairing(sealed, *, pairing, pepper):
    """Decrypt what `seal_for_pairing` returned: the secret of a notebook. Raises UnsealError."""
    sealed = bytes(sealed)
    form, nonce, rest = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if form != FORMAT or len(nonce) != NONCE_BYTES:
        raise UnsealError
    try:
        key = _derive(pairing, b"pairing key", salt=pepper)
        return AESGCM(key).decrypt(nonce, rest, form + pairing_id(pairing).encode())
    except InvalidTag:
        raise UnsealError from None


def code_from_pairing(pairing):
    """`7M4K-2QX9-…`: 16 digits of Crockford's base 32, in groups of four."""
    return _group(_encode_base32(pairing), 4)


def pairing_from_code(typed):
    """The pairing of a typed code, or None; spelled as freely as in `secret_from_code`."""
    signs = _normalize_code(typed)
    if len(signs) != PAIRING_DIGITS or any(sign not in DIGITS for sign in signs):
        return None
    return _decode_base32(signs).to_bytes(PAIRING_BYTES)


# ---- Crockford's base 32


def _encode_base32(value):
    number = int.from_bytes(value)
    return "".join(DIGITS[number >> 5 * place & 31] for place in reversed(range(len(value) * 8 // 5)))


def _group(digits, size):
    return "-".join(digits[start : start + size] for start in range(0, len(digits), size))


def _normalize_code(typed):
    return "".join(typed.split()).replace("-", "").upper().translate(LOOKALIKES)


def _decode_base32(signs):
    number = 0
    for sign in signs:
        number = number << 5 | DIGITS.index(sign)
    return number
