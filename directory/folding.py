"""Accents and case folded one way, for the words that are stored and the words that are typed.

In Python, because not every PostgreSQL has the extension `unaccent`.
"""

import unicodedata


def fold(text):
    """`Muñoz Clínica` → `munoz clinica`: lower case, no accents, every other sign a space."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain.replace("'", "")).split())
