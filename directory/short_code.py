"""Short codes that people read aloud and type: the references of reports, and the codes in letters."""

import re
import secrets

# Crockford's base 32 without A and E, so that no code spells a word.
ALPHABET = "0123456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 10  # 49 bits


def generate() -> str:
    """A random code as it is stored: K7M2Q9RTX4."""
    return "".join(secrets.choice(ALPHABET) for _character in range(LENGTH))


def hyphenate(code: str) -> str:
    """A stored code as it is shown and read aloud: K7M2Q-9RTX4."""
    return f"{code[:5]}-{code[5:]}"


def parse(text: str) -> str | None:
    """The stored form of a typed code; None if the text cannot be a code.

    Small letters, blanks and hyphens are accepted; the letter O is read as 0, and I and L as 1.
    """
    code = text.upper().translate(str.maketrans("OIL", "011", "- "))
    return code if re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", code) else None
