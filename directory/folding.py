"""Fold text for comparison: remove accents, case and punctuation, use one Unicode normal form.

Folding is done in Python, because not every PostgreSQL has the extension `unaccent`.
"""

import re
import unicodedata
from typing import Literal

type NormalForm = Literal["NFC", "NFD", "NFKC", "NFKD"]

# Characters used for an apostrophe or an okina. They are deleted: "O'Brien" is the same as "OBrien".
APOSTROPHES = "'’‘‛ʼʻʽʹʾʿˈ`´′＇ꞌ"
# Deleted too: soft hyphen, joiners, marks of direction.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Letters that do not decompose into a letter and an accent → how registers write them.
LETTER_REPLACEMENTS = {
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "ı": "i",
}
LETTER_REPLACEMENTS |= {"ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH"}
TRANSLATION = str.maketrans(dict.fromkeys(APOSTROPHES + INVISIBLE, "") | LETTER_REPLACEMENTS)

# What `plain` makes of each ASCII character: most texts have no other, and one look-up in C folds them.
PLAIN_ASCII = {
    code: None if chr(code) in APOSTROPHES else chr(code).lower() if chr(code).isalnum() else " "
    for code in range(128)
}

# Every combining mark, those of the compatibility forms too (U+FF9E).
COMBINING_MARKS = "".join(
    char
    for char in map(chr, range(0x300, 0x1F000))
    if unicodedata.combining(unicodedata.normalize("NFKD", char)[0])
)
RUN_OF_MARKS = re.compile(f"[{COMBINING_MARKS}]{{30}}(?=[{COMBINING_MARKS}])")

PLACE_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


def normalize_unicode(text: str, form: NormalForm = "NFC") -> str:
    """Normalize text to NFC, NFD, NFKC or NFKD, in linear time for any input.

    Python sorts a run of combining marks in quadratic time: two megabytes of them take half an hour. No
    language has 30 in a row; longer runs are divided by a combining grapheme joiner (UAX 15).
    """
    if unicodedata.is_normalized(form, text):
        return text
    return unicodedata.normalize(form, RUN_OF_MARKS.sub("\\g<0>\u034f", text))


def fold(text: str) -> str:
    """`plain`, with St., Ste., Ft. and Mt. in full: `Mt. Tabor` → `mount tabor`.

    "Main St" becomes `main saint`, which is harmless: both sides of a comparison are folded.
    """
    return " ".join(PLACE_ABBREVIATIONS.get(word, word) for word in plain(text).split())


def plain(text: str) -> str:
    """Lower case, no accents or apostrophes, other punctuation as spaces: `St. Brigid's` → `st brigids`."""
    if text.isascii():
        return " ".join(text.translate(PLAIN_ASCII).split())
    return " ".join("".join(char if char.isalnum() else " " for char in without_accents(text)).split())


def without_accents(text: str) -> str:
    """Lower case without accents, apostrophes and invisible characters; other punctuation stays."""
    if text.isascii():
        return text.lower() if "'" not in text and "`" not in text else text.translate(TRANSLATION).lower()
    bare = text.translate(TRANSLATION)
    if not bare.isascii():
        bare = normalize_unicode(bare, "NFKD")
        bare = "".join(char for char in bare if not unicodedata.combining(char))
    return bare.casefold()
