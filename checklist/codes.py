"""Secrets as codes that people type: Crockford's base 32, with a check symbol. Pure."""

from checklist.seal import PAIRING_BYTES, READING_BYTES, SECRET_BYTES

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_SYMBOLS = DIGITS + "*~$=U"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
PAIRING_DIGITS = PAIRING_BYTES * 8 // 5


def code_from_secret(secret: bytes) -> str:
    """`7M4K2-…`: 32 digits and a check symbol, in groups of five."""
    return _checked_code(secret)


def secret_from_code(typed: str) -> bytes | None:
    """The secret of a typed code, or None. Any case, hyphens and spaces; O is read as 0, I and L as 1."""
    return _from_checked_code(typed, SECRET_BYTES)


def code_from_reading(reading: bytes) -> str:
    """`7M4K2-…`: 24 digits and a check symbol, in five groups of five. No other code is as long."""
    return _checked_code(reading)


def reading_from_code(typed: str) -> bytes | None:
    """The secret of a typed reading code, or None. Accepts the same spellings as `secret_from_code`."""
    return _from_checked_code(typed, READING_BYTES)


def code_from_pairing(pairing: bytes) -> str:
    """`7M4K-2QX9-…`: 16 digits, in groups of four."""
    return _group(_encode_base32(pairing), 4)


def pairing_from_code(typed: str) -> bytes | None:
    """The pairing of a typed code, or None. Accepts the same spellings as `secret_from_code`."""
    digits = _normalize_code(typed)
    if len(digits) != PAIRING_DIGITS or any(digit not in DIGITS for digit in digits):
        return None
    return _decode_base32(digits).to_bytes(PAIRING_BYTES)


def _checked_code(value: bytes) -> str:
    return _group(_encode_base32(value) + CHECK_SYMBOLS[int.from_bytes(value) % 37], 5)


def _from_checked_code(typed: str, size: int) -> bytes | None:
    symbols = _normalize_code(typed)
    digits, check = symbols[:-1], symbols[-1:]
    if len(digits) != size * 8 // 5 or any(digit not in DIGITS for digit in digits):
        return None
    number = _decode_base32(digits)
    return number.to_bytes(size) if CHECK_SYMBOLS[number % 37] == check else None


def _encode_base32(value: bytes) -> str:
    number = int.from_bytes(value)
    return "".join(DIGITS[number >> 5 * place & 31] for place in reversed(range(len(value) * 8 // 5)))


def _decode_base32(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number << 5 | DIGITS.index(digit)
    return number


def _group(symbols: str, size: int) -> str:
    return "-".join(symbols[start : start + size] for start in range(0, len(symbols), size))


def _normalize_code(typed: str) -> str:
    return "".join(typed.split()).replace("-", "").upper().translate(LOOKALIKES)
