"""One spelling for comparing text: accents, case and punctuation folded away, Unicode normalized.

In Python, because not every PostgreSQL has the extension `unaccent`.
"""

import re
import unicodedata

# Every sign that people, keyboards and registers use for an apostrophe or an okina. They vanish: "O'Brien" is
# "OBRIEN". So do the signs that nobody sees (soft hyphen, joiners, marks of direction).
APOSTROPHES = "'’‘‛ʼʻʽʹʾʿˈ`´′＇ꞌ"
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Letters that have no accent to take off, as the registers write them.
PLAINER = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i"}
PLAINER |= {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH"}
PLAIN = str.maketrans(dict.fromkeys(APOSTROPHES + UNSEEN, "") | PLAINER)

# What stands behind a letter as an accent, in one form of Unicode at least: U+FF9E in the compatible ones.
MARKS = "".join(
    sign
    for sign in map(chr, range(0x300, 0x1F000))
    if unicodedata.combining(unicodedata.normalize("NFKD", sign)[0])
)
RUN = re.compile(f"[{MARKS}]{{30}}(?=[{MARKS}])")

WRITTEN_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


def composed(text, form="NFC"):
    """The text in a normal form of Unicode: NFC, NFD, NFKC or NFKD. Linear, whatever was typed.

    Ordering a run of accents takes the square of its length: two megabytes of them, half an hour of one
    processor. No language has thirty, and a joiner divides more (UAX 15).
    """
    if unicodedata.is_normalized(form, text):
        return text
    return unicodedata.normalize(form, RUN.sub("\\g<0>\u034f", text))


def fold(text):
    """`Muñoz Clínica` → `munoz clinica`, `Mt. Tabor` → `mount tabor`: plain(), and St., Mt., Ft. in full.

    “Main St” becomes `main saint`: what is compared is folded on both sides, and nobody reads it.
    """
    return " ".join(WRITTEN_SHORT.get(word, word) for word in plain(text).split())


def plain(text):
    """`St. Brigid's` → `st brigids`: lower case, no accents or apostrophes, every other sign a space."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in letters(text)).split())


def letters(text):
    """The text in lower case without accents, apostrophes and unseen signs; other signs as they stand."""
    bare = text.translate(PLAIN)
    if not bare.isascii():
        bare = composed(bare, "NFKD")
        bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return bare.casefold()
